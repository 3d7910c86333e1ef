/* Dictionaries and gazetteers: the C side of lua/lib/dictionary.lua. */
#include "lede_lua.h"

#include <string.h>

typedef struct handle {
    lede_dictionary *d;
    lede_hit *hits;      /* while rows are pushed */
    int gazetteer;
} handle;

static handle *check_handle(lua_State *L)
{
    return luaL_checkudata(L, 1, "lede.dictionary");
}

lede_dictionary *lede_lua_dictionary(lua_State *L, int arg)
{
    handle *h = luaL_checkudata(L, arg, "lede.dictionary");

    return h->d;
}

static void drop_hits(handle *h)
{
    lede_free(h->hits);
    h->hits = NULL;
}

static int handle_gc(lua_State *L)
{
    handle *h = check_handle(L);

    drop_hits(h);
    lede_dictionary_free(h->d);
    h->d = NULL;
    return 0;
}

static const char *field(lua_State *L, const char *key)
{
    const char *s = lua_getfield(L, -1, key) == LUA_TSTRING ? lua_tostring(L, -1) : "";

    lua_pop(L, 1);   /* the entry keeps it alive */
    return s;
}

/* internal.dictionary(entries, flags, gazetteer) -> dictionary, or nil and what is wrong with an entry */
static int dictionary_new(lua_State *L)
{
    lua_Integer i, n;
    handle *h;
    lede_error err;

    luaL_checktype(L, 1, LUA_TTABLE);
    h = lua_newuserdatauv(L, sizeof *h, 0);
    memset(h, 0, sizeof *h);
    luaL_setmetatable(L, "lede.dictionary");
    h->gazetteer = lua_toboolean(L, 3);
    h->d = lede_dictionary_new((unsigned)luaL_checkinteger(L, 2));
    if (!h->d)
        return luaL_error(L, "out of memory");
    n = luaL_len(L, 1);
    for (i = 1; i <= n; i++) {
        lede_entry e;

        lua_rawgeti(L, 1, i);
        luaL_checktype(L, -1, LUA_TTABLE);
        e.key = field(L, "key");
        e.pattern = field(L, "pattern");
        e.kind = field(L, "kind");
        e.code = field(L, "code");
        e.weight = lua_getfield(L, -1, "weight") == LUA_TNUMBER ? lua_tonumber(L, -1) : 1;
        lua_pop(L, 1);
        if (lede_dictionary_add(h->d, &e, &err) != LEDE_OK)
            return lede_lua_fail(L, &err);
        lua_pop(L, 1);
    }
    return 1;
}

/* The body of the article, or the text, at argument 2. */
static const char *subject(lua_State *L, size_t *n, size_t *base)
{
    *base = 0;
    if (luaL_testudata(L, 2, "lede.article"))
        return lede_lua_article_field(L, 2, LEDE_BODY, n);
    return lede_lua_text(L, 2, n, base);
}

static void set(lua_State *L, const char *key, const char *value)
{
    lua_pushstring(L, value);
    lua_setfield(L, -2, key);
}

static void push_hit(lua_State *L, const handle *h, const char *s, const lede_hit *hit, size_t base)
{
    lede_entry e = lede_dictionary_entry(h->d, hit->entry);

    lede_lua_pushspan(L, s, hit->start, hit->end, base);
    if (!h->gazetteer) {
        set(L, "key", e.key);
        lua_pushnumber(L, e.weight);
        lua_setfield(L, -2, "weight");
        return;
    }
    set(L, "canonical", e.key);
    if (*e.kind)
        set(L, "kind", e.kind);
    if (*e.code)
        set(L, "code", e.code);
}

/* dictionary:match(article_or_text) -> rows */
static int dictionary_match(lua_State *L)
{
    handle *h = check_handle(L);
    size_t n, base, count, i;
    const char *s = subject(L, &n, &base);
    lede_error err;

    drop_hits(h);
    if (lede_dictionary_match(h->d, s, n, &h->hits, &count, &err) != LEDE_OK)
        return lede_lua_fail(L, &err);
    lede_lua_rows(L, (int)count);
    for (i = 0; i < count; i++) {
        push_hit(L, h, s, &h->hits[i], base);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    drop_hits(h);
    lede_lua_rows_columns(L, h->gazetteer ? "text canonical kind code first last" : "key text weight first last");
    return 1;
}

/* dictionary:count(article_or_text) -> {key = sum of weights} */
static int dictionary_count(lua_State *L)
{
    handle *h = check_handle(L);
    size_t n, base, count, i;
    const char *s = subject(L, &n, &base);
    lede_error err;

    drop_hits(h);
    if (lede_dictionary_match(h->d, s, n, &h->hits, &count, &err) != LEDE_OK)
        return lede_lua_fail(L, &err);
    lua_newtable(L);
    for (i = 0; i < count; i++) {
        lede_entry e = lede_dictionary_entry(h->d, h->hits[i].entry);

        lua_pushstring(L, e.key);
        lua_pushvalue(L, -1);
        lua_rawget(L, -3);
        lua_pushnumber(L, lua_tonumber(L, -1) + e.weight);
        lua_remove(L, -2);
        lua_rawset(L, -3);
    }
    drop_hits(h);
    return 1;
}

/* dictionary:keys() -> the keys, in the order of their first entries */
static int dictionary_keys(lua_State *L)
{
    handle *h = check_handle(L);
    size_t i, n = lede_dictionary_count(h->d);

    lua_newtable(L);
    lua_newtable(L);
    for (i = 0; i < n; i++) {
        lua_pushstring(L, lede_dictionary_entry(h->d, i).key);
        lua_pushvalue(L, -1);
        if (lua_rawget(L, -3) == LUA_TNIL) {
            lua_pushvalue(L, -2);
            lua_pushboolean(L, 1);
            lua_rawset(L, -5);
            lua_pushvalue(L, -2);
            lua_rawseti(L, -5, luaL_len(L, -5) + 1);
        }
        lua_pop(L, 2);
    }
    lua_pop(L, 1);
    return 1;
}

/* #dictionary: how many entries it has */
static int dictionary_len(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)lede_dictionary_count(check_handle(L)->d));
    return 1;
}

static int dictionary_tostring(lua_State *L)
{
    handle *h = check_handle(L);

    lua_pushfstring(L, "%s of %d entries", h->gazetteer ? "gazetteer" : "dictionary", (int)lede_dictionary_count(h->d));
    return 1;
}

static const luaL_Reg methods[] = {
    {"match", dictionary_match},
    {"count", dictionary_count},
    {"keys", dictionary_keys},
    {NULL, NULL},
};

static const luaL_Reg meta[] = {
    {"__gc", handle_gc},
    {"__len", dictionary_len},
    {"__tostring", dictionary_tostring},
    {NULL, NULL},
};

int lede_lua_open_dictionary(lua_State *L)
{
    if (luaL_newmetatable(L, "lede.dictionary")) {
        luaL_setfuncs(L, meta, 0);
        lede_lua_type(L, "dictionary");
        luaL_setfuncs(L, methods, 0);
        lua_setfield(L, -2, "__index");
    }
    lua_pop(L, 1);
    lede_lua_internal(L);
    lua_pushcfunction(L, dictionary_new);
    lua_setfield(L, -2, "dictionary");
    lua_pop(L, 1);
    lua_pushnil(L);
    return 1;
}
