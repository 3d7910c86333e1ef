/* Snapshots of article rows: what a set is once something is asked of it. Only lua/lib/set.lua sees them. */
#include "store_lua.h"

#include <stdlib.h>
#include <string.h>

enum { HOLD_ROWS = 1024 };   /* articles that a loop visits before it lets go of its view of the file */

lede_lua_ids *lede_lua_newids(lua_State *L)
{
    lede_lua_ids *ids = lua_newuserdatauv(L, sizeof *ids, 0);

    ids->rows = NULL;
    ids->n = 0;
    luaL_setmetatable(L, "lede.ids");
    return ids;
}

lede_lua_ids *lede_lua_checkids(lua_State *L, int arg)
{
    return luaL_checkudata(L, arg, "lede.ids");
}

static int ids_gc(lua_State *L)
{
    lede_lua_ids *ids = lede_lua_checkids(L, 1);

    lede_free(ids->rows);
    ids->rows = NULL;
    ids->n = 0;
    return 0;
}

static int ids_len(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)lede_lua_checkids(L, 1)->n);
    return 1;
}

/* all(store) -> ids in the default order */
static int ids_all(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    lede_lua_ids *ids = lede_lua_newids(L);
    lede_error err;

    if (lede_store_rows(st->s, &ids->rows, &ids->n, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    return 1;
}

/* Room for n rows in a snapshot that owns them. The library frees it: a buffer's memory is its own. */
static int64_t *room(lua_State *L, lede_lua_ids *ids, size_t n)
{
    lede_buf b;
    static const char zeros[512];
    size_t left = n * sizeof(int64_t);

    lede_buf_init(&b);
    while (left && !b.failed) {
        size_t part = left < sizeof zeros ? left : sizeof zeros;

        lede_buf_add(&b, zeros, part);
        left -= part;
    }
    if (b.failed) {
        lede_buf_release(&b);
        luaL_error(L, "out of memory");
    }
    ids->rows = (int64_t *)(void *)b.s;
    return ids->rows;
}

static int by_row(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return x < y ? -1 : x > y;
}

static int has(const lede_lua_ids *sorted, int64_t row)
{
    return bsearch(&row, sorted->rows, sorted->n, sizeof row, by_row) != NULL;
}

static lede_lua_ids *copy_of(lua_State *L, const lede_lua_ids *from)
{
    lede_lua_ids *to = lede_lua_newids(L);

    if (!from->n)
        return to;
    room(L, to, from->n);
    memcpy(to->rows, from->rows, from->n * sizeof *to->rows);
    to->n = from->n;
    return to;
}

/* combine(a, b, "and" | "or" | "not") -> ids; a's order first */
static int ids_combine(lua_State *L)
{
    const lede_lua_ids *a = lede_lua_checkids(L, 1), *b = lede_lua_checkids(L, 2);
    const char *op = luaL_checkstring(L, 3);
    lede_lua_ids *sorted = copy_of(L, op[0] == 'o' ? a : b), *out = lede_lua_newids(L);
    size_t i;

    if (sorted->n)
        qsort(sorted->rows, sorted->n, sizeof *sorted->rows, by_row);
    if (!a->n && op[0] != 'o')
        return 1;
    if (!(a->n + b->n))
        return 1;
    room(L, out, a->n + (op[0] == 'o' ? b->n : 0));
    for (i = 0; i < a->n; i++)
        if (op[0] == 'o' || (sorted->n && has(sorted, a->rows[i])) == (op[0] == 'a'))
            out->rows[out->n++] = a->rows[i];
    for (i = 0; op[0] == 'o' && i < b->n; i++)
        if (!sorted->n || !has(sorted, b->rows[i]))
            out->rows[out->n++] = b->rows[i];
    return 1;
}

/* sort(store, ids, key) -> a sorted copy; raises on an unknown key */
static int ids_sort(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    lede_lua_ids *out = copy_of(L, lede_lua_checkids(L, 2));
    lede_error err;

    if (out->n && lede_store_sort(st->s, out->rows, &out->n, luaL_checkstring(L, 3), &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    return 1;
}

/* slice(ids, first, last) -> a copy of that part, 1-based */
static int ids_slice(lua_State *L)
{
    const lede_lua_ids *ids = lede_lua_checkids(L, 1);
    lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
    lede_lua_ids part, *out;

    if (first < 1)
        first = 1;
    if (last > (lua_Integer)ids->n)
        last = (lua_Integer)ids->n;
    part.rows = first > last ? NULL : ids->rows + (first - 1);
    part.n = first > last ? 0 : (size_t)(last - first + 1);
    out = copy_of(L, &part);
    (void)out;
    return 1;
}

/* SplitMix64 (Steele et al. 2014): the same sample on every machine. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* sample(ids, n, seed) -> n of them without repeats, in their order */
static int ids_sample(lua_State *L)
{
    const lede_lua_ids *ids = lede_lua_checkids(L, 1);
    lua_Integer want = luaL_checkinteger(L, 2);
    uint64_t state = (uint64_t)luaL_checkinteger(L, 3);
    lede_lua_ids *out = lede_lua_newids(L);
    size_t i, left;

    if (want < 0)
        return luaL_argerror(L, 2, "a number of articles expected");
    left = (size_t)want < ids->n ? (size_t)want : ids->n;
    if (!left)
        return 1;
    room(L, out, left);
    for (i = 0; left; i++)   /* Knuth's algorithm S: each is taken with the chance that is left */
        if (next_random(&state) % (ids->n - i) < left) {
            out->rows[out->n++] = ids->rows[i];
            left--;
        }
    return 1;
}

/* article(store, ids, i) -> the i-th */
static int ids_article(lua_State *L)
{
    const lede_lua_ids *ids = lede_lua_checkids(L, 2);
    lua_Integer i = luaL_checkinteger(L, 3);

    lede_lua_checkstore(L, 1);
    if (i < 1 || (size_t)i > ids->n)
        return 0;
    lede_lua_pusharticle(L, 1, ids->rows[i - 1]);
    return 1;
}

/* of_articles(store, list) -> ids of the articles in the list */
static int ids_of_articles(lua_State *L)
{
    lua_Integer i, n;
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    lede_lua_ids *out;

    luaL_checktype(L, 2, LUA_TTABLE);
    n = (lua_Integer)lua_rawlen(L, 2);
    out = lede_lua_newids(L);
    if (n)
        room(L, out, (size_t)n);
    for (i = 1; i <= n; i++) {
        lua_rawgeti(L, 2, i);
        if (lede_lua_article_store(L, lua_gettop(L), &out->rows[out->n]) != st)
            return luaL_argerror(L, 2, "articles of this store expected");
        out->n++;
        lua_pop(L, 2);
    }
    return 1;
}

/* --- iteration --------------------------------------------------------------- */

/* The state of a loop: a userdata, so that `break`, errors and garbage collection let go of the file. */
typedef struct walk {
    size_t i;
    int held;
} walk;

static void let_go(lua_State *L, int store, walk *w)
{
    lede_lua_store *st = luaL_checkudata(L, store, "lede.store");

    if (w->held && st->s)
        (void)lede_store_hold(st->s, 0, NULL);
    w->held = 0;
}

static int walk_close(lua_State *L)
{
    walk *w = luaL_checkudata(L, 1, "lede.walk");

    lua_getiuservalue(L, 1, 1);
    let_go(L, lua_gettop(L), w);
    return 0;
}

/* upvalues: store, ids, walk */
static int walk_next(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, lua_upvalueindex(1));
    const lede_lua_ids *ids = lua_touserdata(L, lua_upvalueindex(2));
    walk *w = lua_touserdata(L, lua_upvalueindex(3));
    lede_error err;

    if (w->i % HOLD_ROWS == 0 || w->i >= ids->n)
        let_go(L, lua_upvalueindex(1), w);
    if (w->i >= ids->n)
        return 0;
    if (!w->held && lede_store_hold(st->s, 1, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    w->held = 1;
    lua_pushvalue(L, lua_upvalueindex(1));
    lede_lua_pusharticle(L, lua_gettop(L), ids->rows[w->i++]);
    return 1;
}

/* each(store, ids) -> the four values of a generic for */
static int ids_each(lua_State *L)
{
    walk *w;

    lede_lua_checkstore(L, 1);
    lede_lua_checkids(L, 2);
    lua_settop(L, 2);
    w = lua_newuserdatauv(L, sizeof *w, 1);
    w->i = 0;
    w->held = 0;
    luaL_setmetatable(L, "lede.walk");
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, 3, 1);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 3);
    lua_pushcclosure(L, walk_next, 3);
    lua_pushnil(L);
    lua_pushnil(L);
    lua_pushvalue(L, 3);
    return 4;
}

/* --- values of many ------------------------------------------------------------ */

static int put_value(size_t i, int64_t row, const char *value, size_t n, void *ud)
{
    lede_buf *b = ud;

    (void)row;
    lede_buf_add(b, (const char *)&i, sizeof i);
    lede_buf_add(b, (const char *)&n, sizeof n);
    lede_buf_add(b, value, n);
    return b->failed;
}

/* values(store, ids, first, last, name, items) -> {place, value, place, value, ...}: items is whether lists are taken apart */
static int ids_values(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    const lede_lua_ids *ids = lede_lua_checkids(L, 2);
    size_t first = (size_t)luaL_checkinteger(L, 3), last = (size_t)luaL_checkinteger(L, 4), at = 0;
    const char *name = luaL_checkstring(L, 5);
    lede_buf *b = lede_lua_buf(L);
    lede_error err;
    lede_status status;
    lua_Integer k = 0;

    if (last > ids->n)
        last = ids->n;
    lua_newtable(L);
    if (first < 1 || first > last)
        return 1;
    status = (lua_toboolean(L, 6) ? lede_store_each_item : lede_store_each)(
        st->s, ids->rows + first - 1, last - first + 1, name, put_value, b, &err);
    if (status != LEDE_OK)
        return b->failed ? luaL_error(L, "out of memory") : lede_lua_raise(L, &err);
    while (at < b->n) {
        size_t i, n;

        memcpy(&i, b->s + at, sizeof i);
        memcpy(&n, b->s + at + sizeof i, sizeof n);
        at += sizeof i + sizeof n;
        lua_pushinteger(L, (lua_Integer)(first + i));
        lua_rawseti(L, -2, ++k);
        lua_pushlstring(L, b->s + at, n);
        lua_rawseti(L, -2, ++k);
        at += n;
    }
    return 1;
}

static const luaL_Reg functions[] = {
    {"all", ids_all},       {"combine", ids_combine}, {"sort", ids_sort},     {"slice", ids_slice},
    {"sample", ids_sample}, {"article", ids_article}, {"each", ids_each},     {"values", ids_values},
    {"of_articles", ids_of_articles}, {NULL, NULL},
};

int lede_lua_open_ids(lua_State *L)
{
    luaL_newmetatable(L, "lede.ids");
    lua_pushcfunction(L, ids_gc);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, ids_len);
    lua_setfield(L, -2, "__len");
    luaL_newmetatable(L, "lede.walk");
    lua_pushcfunction(L, walk_close);
    lua_setfield(L, -2, "__close");
    lua_pushcfunction(L, walk_close);
    lua_setfield(L, -2, "__gc");
    lede_lua_type(L, "set");
    lede_lua_internal(L);
    luaL_newlib(L, functions);
    lua_setfield(L, -2, "ids");
    lua_pushnil(L);
    return 1;
}
