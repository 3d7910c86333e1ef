/* Copies among many articles: for set:duplicates and article:similar (lua/lib/copies.lua). */
#include "store_lua.h"

#include <string.h>

enum { CHUNK = 4096 };

/* Fingerprints one after the other; ends[i] is where the i-th ends. */
typedef struct prints {
    lede_buf bytes, ends;
} prints;

static prints *check_prints(lua_State *L, int arg)
{
    return luaL_checkudata(L, arg, "lede.prints");
}

static int prints_gc(lua_State *L)
{
    prints *p = check_prints(L, 1);

    lede_buf_release(&p->bytes);
    lede_buf_release(&p->ends);
    return 0;
}

/* What a walk over articles carries. */
typedef struct walk {
    prints *p;
    lede_store *s;
    lede_error *err;
    lede_status status;
} walk;

static int add_print(size_t i, int64_t row, const char *value, size_t n, void *ud)
{
    walk *w = ud;

    (void)i;
    if (n)
        lede_buf_add(&w->p->bytes, value, n);
    else
        w->status = lede_store_fingerprint(w->s, row, &w->p->bytes, w->err);
    lede_buf_add(&w->p->ends, (const char *)&w->p->bytes.n, sizeof w->p->bytes.n);
    return w->status != LEDE_OK;
}

static int nothing(lua_State *L)
{
    (void)L;
    return 0;
}

/* prints(store, ids) -> the fingerprints of their bodies. Between chunks Lua is entered, so that Ctrl-C comes through. */
static int new_prints(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    const lede_lua_ids *ids = lede_lua_checkids(L, 2);
    prints *p = lua_newuserdatauv(L, sizeof *p, 0);
    lede_error err;
    walk w = {p, st->s, &err, LEDE_OK};
    size_t at;

    lede_buf_init(&p->bytes);
    lede_buf_init(&p->ends);
    luaL_setmetatable(L, "lede.prints");
    for (at = 0; at < ids->n; at += CHUNK) {
        size_t n = ids->n - at < CHUNK ? ids->n - at : CHUNK;
        lede_status status = lede_store_each(st->s, ids->rows + at, n, "fingerprint", add_print, &w, &err);

        if (w.status != LEDE_OK || status != LEDE_OK)
            return lede_lua_raise(L, &err);
        lua_pushcfunction(L, nothing);
        lua_call(L, 0, 0);
    }
    if (p->bytes.failed || p->ends.failed)
        return luaL_error(L, "out of memory");
    return 1;
}

static size_t count_of(const prints *p)
{
    return p->ends.n / sizeof(size_t);
}

static lede_print print_at(const prints *p, size_t i)
{
    size_t start = 0, end;
    lede_print one;

    memcpy(&end, p->ends.s + i * sizeof end, sizeof end);
    if (i)
        memcpy(&start, p->ends.s + (i - 1) * sizeof start, sizeof start);
    one.s = p->bytes.s + start;
    one.n = end - start;
    return one;
}

static void push_like(lua_State *L, lua_Integer *k, size_t i, const lede_likeness *like)
{
    lua_pushinteger(L, (lua_Integer)i + 1);
    lua_rawseti(L, -2, ++*k);
    lua_pushnumber(L, like->similarity);
    lua_rawseti(L, -2, ++*k);
    lua_pushnumber(L, like->containment);
    lua_rawseti(L, -2, ++*k);
}

/* groups(prints, min) -> {group, place, similarity, containment, ...}: only of groups of two and more, places in order */
static int groups(lua_State *L)
{
    const prints *p = check_prints(L, 1);
    double min = luaL_checknumber(L, 2);
    size_t i, n = count_of(p);
    lede_print *list = lua_newuserdatauv(L, (n + 1) * sizeof *list, 0);
    lede_copy *copies = lua_newuserdatauv(L, (n + 1) * sizeof *copies, 0);
    char *more = lua_newuserdatauv(L, n + 1, 0);
    lede_error err;
    lua_Integer k = 0;

    for (i = 0; i < n; i++)
        list[i] = print_at(p, i);
    if (lede_copies(list, n, min, copies, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    memset(more, 0, n + 1);
    for (i = 0; i < n; i++)
        if (copies[i].group != i)
            more[copies[i].group] = 1;
    lua_newtable(L);
    for (i = 0; i < n; i++) {
        if (!more[copies[i].group])
            continue;
        lua_pushinteger(L, (lua_Integer)copies[i].group + 1);
        lua_rawseti(L, -2, ++k);
        push_like(L, &k, i, &copies[i].like);
    }
    return 1;
}

/* like(prints, text, min) -> {place, similarity, containment, ...} of those whose containment is at least min */
static int like(lua_State *L)
{
    const prints *p = check_prints(L, 1);
    size_t n, i, count = count_of(p);
    const char *s = luaL_checklstring(L, 2, &n);
    double min = luaL_checknumber(L, 3);
    lede_buf *own = lede_lua_buf(L);
    lede_error err;
    lua_Integer k = 0;

    if (lede_fingerprint(s, n, own, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    lua_newtable(L);
    for (i = 0; i < count; i++) {
        lede_print one = print_at(p, i);
        lede_likeness likeness;

        lede_fingerprint_compare(own->s, own->n, one.s, one.n, &likeness);
        if (likeness.containment >= min && likeness.shared > 1)
            push_like(L, &k, i, &likeness);
    }
    return 1;
}

static const luaL_Reg functions[] = {{"prints", new_prints}, {"groups", groups}, {"like", like}, {NULL, NULL}};

int lede_lua_open_copies(lua_State *L)
{
    luaL_newmetatable(L, "lede.prints");
    lua_pushcfunction(L, prints_gc);
    lua_setfield(L, -2, "__gc");
    lede_lua_internal(L);
    luaL_newlib(L, functions);
    lua_setfield(L, -2, "copies");
    lua_pushnil(L);
    return 1;
}
