/*
 * A Lua value as JSON can hold it, told piece by piece to a writer: which
 * tables are lists, in which order keys come, what stands for an article.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lede_lua.h"

enum { DEEPEST = LEDE_LUA_DEEPEST, FEW = 16 };

typedef struct walk {
    lua_State *L;
    const lede_lua_writer *to;
    lede_buf *b;
} walk;

typedef struct key {
    uint64_t start;      /* the first eight bytes, so that they compare as a number */
    const char *s;
    size_t n;
} key;

static void value(const walk *w, int at, int depth, int in_row);

static uint64_t start_of(const char *s, size_t n)
{
    unsigned char bytes[8] = {0};
    uint64_t start = 0;
    size_t i;

    memcpy(bytes, s, n < sizeof bytes ? n : sizeof bytes);
    for (i = 0; i < sizeof bytes; i++)
        start = start << 8 | bytes[i];
    return start;
}

static int by_bytes(const void *a, const void *b)
{
    const key *x = a, *y = b;
    int order;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    order = memcmp(x->s, y->s, x->n < y->n ? x->n : y->n);
    return order ? order : (x->n > y->n) - (x->n < y->n);
}

/* Hand the text to `fn`, with ill-formed UTF-8 replaced. */
static void text(const walk *w, void (*fn)(lede_buf *b, const char *s, size_t n), const char *s, size_t n)
{
    lede_buf *fixed;

    if (lede_utf8_valid(s, n) == n) {
        fn(w->b, s, n);
        return;
    }
    fixed = lede_lua_buf(w->L);
    lede_utf8_repair(s, n, fixed);
    fn(w->b, fixed->s, fixed->n);
    lua_pop(w->L, 1);
}

/* A key of a table that is no string. */
enum { OTHER_KEY = -1 };

/*
 * The keys of the table: into `keys`, which has room for `most`; returns how
 * many there are, or OTHER_KEY with that key on the top of the stack.
 */
static ptrdiff_t list_keys(lua_State *L, int at, key *keys, size_t most)
{
    size_t n = 0;

    for (lua_pushnil(L); lua_next(L, at); n++) {
        lua_pop(L, 1);
        if (lua_type(L, -1) != LUA_TSTRING)
            return OTHER_KEY;
        if (n < most) {
            keys[n].s = lua_tolstring(L, -1, &keys[n].n);
            keys[n].start = start_of(keys[n].s, keys[n].n);
        }
    }
    return (ptrdiff_t)n;
}

static void sort_keys(key *keys, size_t n)
{
    size_t i, j;

    if (n > FEW) {
        qsort(keys, n, sizeof *keys, by_bytes);
        return;
    }
    for (i = 1; i < n; i++) {
        key k = keys[i];

        for (j = i; j > 0 && by_bytes(&keys[j - 1], &k) > 0; j--)
            keys[j] = keys[j - 1];
        keys[j] = k;
    }
}

/*
 * The keys in byte order: in `few`, or in a userdata. Pushes that or nil; the
 * table keeps the strings. OTHER_KEY as above.
 */
static ptrdiff_t ordered_keys(lua_State *L, int at, key few[FEW], key **keys)
{
    ptrdiff_t n = list_keys(L, at, few, FEW);

    *keys = few;
    if (n == OTHER_KEY)
        return n;
    if (n > FEW) {
        *keys = lua_newuserdatauv(L, (size_t)n * sizeof **keys, 0);
        list_keys(L, at, *keys, (size_t)n);
    } else {
        lua_pushnil(L);
    }
    sort_keys(*keys, (size_t)n);
    return n;
}

/* Keys come in order, so that what is written is the same on every run. */
static void object(const walk *w, int at, int depth)
{
    lua_State *L = w->L;
    key few[FEW], *keys;
    ptrdiff_t count = ordered_keys(L, at, few, &keys);
    size_t i, n = (size_t)count;

    if (count == OTHER_KEY)
        luaL_error(L, "JSON objects need string keys, got a %s", luaL_typename(L, -1));
    w->to->open(w->b, 1, n);
    for (i = 0; i < n; i++) {
        w->to->item(w->b, i);
        text(w, w->to->key, keys[i].s, keys[i].n);
        lua_pushlstring(L, keys[i].s, keys[i].n);
        lua_rawget(L, at);
        value(w, lua_gettop(L), depth + 1, 1);
        lua_pop(L, 1);
    }
    w->to->close(w->b, 1);
    lua_pop(L, 1);
}

static void list(const walk *w, int at, int depth, size_t n)
{
    size_t i;

    w->to->open(w->b, 0, n);
    for (i = 0; i < n; i++) {
        w->to->item(w->b, i);
        lua_rawgeti(w->L, at, (lua_Integer)i + 1);
        value(w, lua_gettop(w->L), depth + 1, 0);
        lua_pop(w->L, 1);
    }
    w->to->close(w->b, 0);
}

static void table(const walk *w, int at, int depth)
{
    lua_State *L = w->L;
    size_t n = lua_rawlen(L, at);

    if (depth > DEEPEST)
        luaL_error(L, "a value nested more than %d deep (or in itself) cannot be JSON", DEEPEST);
    if (w->b->failed)
        luaL_error(L, "out of memory");
    luaL_checkstack(L, 8, "JSON");
    if (!n) {
        lua_pushnil(L);
        if (lua_next(L, at)) {
            lua_pop(L, 2);
            object(w, at, depth);
            return;
        }
    }
    list(w, at, depth, n);
}

/* An article in a row is its id, elsewhere its fields. */
static void userdata(const walk *w, int at, int depth, int in_row)
{
    lua_State *L = w->L;

    if (in_row && luaL_testudata(L, at, "lede.article")) {
        lua_getfield(L, at, "id");
        if (!lua_isnil(L, -1)) {
            value(w, lua_gettop(L), depth + 1, 0);
            lua_pop(L, 1);
            return;
        }
        lua_pop(L, 1);
    }
    if (!luaL_callmeta(L, at, "__json"))
        luaL_error(L, "a %s cannot be JSON", luaL_typename(L, at));
    value(w, lua_gettop(L), depth + 1, 0);
    lua_pop(L, 1);
}

static void number(const walk *w, int at)
{
    lua_Number d = lua_tonumber(w->L, at);

    if (lua_isinteger(w->L, at))
        w->to->integer(w->b, lua_tointeger(w->L, at));
    else if (isfinite(d))
        w->to->number(w->b, d);
    else
        luaL_error(w->L, "JSON has no number for %f", d);
}

static void value(const walk *w, int at, int depth, int in_row)
{
    size_t n;
    const char *s;

    switch (lua_type(w->L, at)) {
    case LUA_TNIL: w->to->nil(w->b); break;
    case LUA_TBOOLEAN: w->to->boolean(w->b, lua_toboolean(w->L, at)); break;
    case LUA_TNUMBER: number(w, at); break;
    case LUA_TSTRING:
        s = lua_tolstring(w->L, at, &n);
        text(w, w->to->text, s, n);
        break;
    case LUA_TTABLE: table(w, at, depth); break;
    case LUA_TUSERDATA: userdata(w, at, depth, in_row); break;
    default: luaL_error(w->L, "a %s cannot be JSON", luaL_typename(w->L, at));
    }
}

void lede_lua_walk(lua_State *L, int at, const lede_lua_writer *to, lede_buf *b)
{
    walk w = {L, to, b};

    value(&w, lua_absindex(L, at), 0, 0);
}

/* names(t) -> list of its keys in byte order, how many; nil where one is no string */
static int names(lua_State *L)
{
    key few[FEW], *keys;
    ptrdiff_t i, n;

    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    n = ordered_keys(L, 1, few, &keys);
    if (n == OTHER_KEY) {
        lua_pushnil(L);
        return 1;
    }
    lua_createtable(L, (int)n, 0);
    for (i = 0; i < n; i++) {
        lua_pushlstring(L, keys[i].s, keys[i].n);
        lua_rawseti(L, -2, i + 1);
    }
    lua_pushinteger(L, n);
    return 2;
}

int lede_lua_open_walk(lua_State *L)
{
    lede_lua_internal(L);
    lua_pushcfunction(L, names);
    lua_setfield(L, -2, "names");
    lua_pushnil(L);
    return 1;
}
