/* The module `lede`: its openers, and what the other files share. */
#include "store_lua.h"

#include <string.h>

typedef struct embedded {
    const char *name;
    const unsigned char *code;
    size_t n;
} embedded;

/* Made from lua/lib by the Makefile. */
extern const embedded lede_lua_embedded[];

int lede_lua_fail(lua_State *L, const lede_error *err)
{
    luaL_pushfail(L);
    lua_pushstring(L, err->message);
    return 2;
}

int lede_lua_raise(lua_State *L, const lede_error *err)
{
    return luaL_error(L, "%s", err->message);
}

static int buf_gc(lua_State *L)
{
    lede_buf_release(luaL_checkudata(L, 1, "lede.buf"));
    return 0;
}

lede_buf *lede_lua_buf(lua_State *L)
{
    lede_buf *b = lua_newuserdatauv(L, sizeof *b, 0);

    lede_buf_init(b);
    if (luaL_newmetatable(L, "lede.buf")) {
        lua_pushcfunction(L, buf_gc);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    return b;
}

void lede_lua_pushbuf(lua_State *L, const lede_buf *b)
{
    if (b->failed)
        luaL_error(L, "out of memory");
    lua_pushlstring(L, b->n ? b->s : "", b->n);
}

static int held_gc(lua_State *L)
{
    lede_lua_held *h = luaL_checkudata(L, 1, "lede.held");

    if (h->p)
        h->release(h->p);
    h->p = NULL;
    return 0;
}

lede_lua_held *lede_lua_hold(lua_State *L, void (*release)(void *p))
{
    lede_lua_held *h = lua_newuserdatauv(L, sizeof *h, 0);

    h->p = NULL;
    h->release = release;
    if (luaL_newmetatable(L, "lede.held")) {
        lua_pushcfunction(L, held_gc);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    return h;
}

const char *lede_lua_text(lua_State *L, int arg, size_t *n, size_t *base)
{
    const char *s;

    *base = 0;
    if (!lua_istable(L, arg))
        return luaL_checklstring(L, arg, n);
    lua_getfield(L, arg, "first");
    if (lua_isinteger(L, -1) && lua_tointeger(L, -1) > 0)
        *base = (size_t)lua_tointeger(L, -1) - 1;
    lua_pop(L, 1);
    lua_getfield(L, arg, "text");
    s = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, n) : NULL;
    if (!s)
        luaL_argerror(L, arg, "a string or a row with 'text' expected, got a table without");
    lua_pop(L, 1);   /* the row keeps the string alive */
    return s;
}

/* Push the option, or report that there is none. */
static int option(lua_State *L, int arg, const char *key)
{
    if (lua_isnoneornil(L, arg))
        return 0;
    luaL_checktype(L, arg, LUA_TTABLE);
    if (lua_getfield(L, arg, key) != LUA_TNIL)
        return 1;
    lua_pop(L, 1);
    return 0;
}

static void wrong_option(lua_State *L, int arg, const char *key, const char *want)
{
    luaL_argerror(L, arg, lua_pushfstring(L, "option '%s' must be %s, got %s", key, want, luaL_typename(L, -1)));
}

const char *lede_lua_optstring(lua_State *L, int arg, const char *key, const char *def)
{
    if (!option(L, arg, key))
        return def;
    if (lua_type(L, -1) != LUA_TSTRING)
        wrong_option(L, arg, key, "a string");
    def = lua_tostring(L, -1);
    lua_pop(L, 1);   /* the table keeps it alive */
    return def;
}

lua_Integer lede_lua_optinteger(lua_State *L, int arg, const char *key, lua_Integer def)
{
    int exact;

    if (!option(L, arg, key))
        return def;
    def = lua_tointegerx(L, -1, &exact);
    if (!exact || lua_type(L, -1) != LUA_TNUMBER)
        wrong_option(L, arg, key, "a whole number");
    lua_pop(L, 1);
    return def;
}

int lede_lua_optboolean(lua_State *L, int arg, const char *key, int def)
{
    if (!option(L, arg, key))
        return def;
    def = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return def;
}

static const embedded *find_embedded(const char *name)
{
    const embedded *e = lede_lua_embedded;

    while (e->name && strcmp(e->name, name) != 0)
        e++;
    return e->name ? e : NULL;
}

static int lib_call(lua_State *L);

void lede_lua_lib(lua_State *L, const char *name)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, "lede.lib");
    if (lua_getfield(L, -1, name) == LUA_TNIL) {
        const embedded *e = find_embedded(name);

        lua_pop(L, 1);
        if (!e)
            luaL_error(L, "no file '%s' in lua/lib", name);
        lua_pushfstring(L, "=lede/%s.lua", name);
        if (luaL_loadbufferx(L, (const char *)e->code, e->n, lua_tostring(L, -1), "t") != LUA_OK)
            lua_error(L);
        lua_remove(L, -2);
        lua_pushstring(L, name);
        lua_pushcfunction(L, lib_call);
        lua_getfield(L, LUA_REGISTRYINDEX, "lede.module");
        lua_call(L, 3, 1);
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, name);
    }
    lua_remove(L, -2);
}

/*
 * lib("rows"): what that file returns; lib("docs/"): the names of the files in
 * that folder; lib(":types"): a table that C and Lua share.
 */
static int lib_call(lua_State *L)
{
    size_t n;
    const char *name = luaL_checklstring(L, 1, &n);
    const embedded *e;
    lua_Integer count = 0;

    if (name[0] == ':') {
        lua_pushfstring(L, "lede%s", name);
        luaL_getsubtable(L, LUA_REGISTRYINDEX, lua_tostring(L, -1));
        return 1;
    }
    if (!n || name[n - 1] != '/') {
        lede_lua_lib(L, name);
        return 1;
    }
    lua_newtable(L);
    for (e = lede_lua_embedded; e->name; e++)
        if (strncmp(e->name, name, n) == 0) {
            lua_pushstring(L, e->name + n);
            lua_rawseti(L, -2, ++count);
        }
    return 1;
}

void lede_lua_internal(lua_State *L)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, "lede:internal");
}

void lede_lua_type(lua_State *L, const char *name)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, "lede:types");
    luaL_getsubtable(L, -1, name);
    lua_remove(L, -2);
}

void lede_lua_rows(lua_State *L, int n)
{
    lua_createtable(L, n, 0);
    lede_lua_lib(L, "rows");
    lua_setmetatable(L, -2);
}

void lede_lua_rows_columns(lua_State *L, const char *columns)
{
    lede_lua_lib(L, "rows");
    lua_getfield(L, -1, "columns");
    lua_pushvalue(L, -3);
    lua_pushstring(L, columns);
    lua_call(L, 2, 0);
    lua_pop(L, 1);
}

void lede_lua_pushspan(lua_State *L, const char *s, size_t start, size_t end, size_t base)
{
    lua_createtable(L, 0, 3);
    lua_pushlstring(L, s + start, end - start);
    lua_setfield(L, -2, "text");
    lua_pushinteger(L, (lua_Integer)(base + start + 1));
    lua_setfield(L, -2, "first");
    lua_pushinteger(L, (lua_Integer)(base + end));
    lua_setfield(L, -2, "last");
}

/* In order: later ones may add to what earlier ones made. */
static const luaL_Reg openers[] = {
    {"json", lede_lua_open_json},
    {"", lede_lua_open_walk},
    {"", lede_lua_open_sort},
    {"article", lede_lua_open_article},
    {"open", lede_lua_open_store},
    {"", lede_lua_open_ids},
    {"", lede_lua_open_query},
    {"", lede_lua_open_count},
    {"", lede_lua_open_run},
    {"", lede_lua_open_tag},
    {"", lede_lua_open_sql},
    {"", lede_lua_open_add},
    {"", lede_lua_open_input},
    {"", lede_lua_open_copies},
    {"", lede_lua_open_care},
    {"", lede_lua_open_agreement},
    {"text", lede_lua_open_text},
    {"date", lede_lua_open_date},
    {"read", lede_lua_open_read},
    {"formats", lede_lua_open_formats},
    {"sentences", lede_lua_open_sentences},
    {"similarity", lede_lua_open_similarity},
    {"re", lede_lua_open_re},
    {"summary", lede_lua_open_summary},
    {"news", lede_lua_open_news},
    {"recipe", lede_lua_open_recipe},
    {"answers", lede_lua_open_answers},
    {"dictionary", lede_lua_open_dictionary},
    {"timex", lede_lua_open_timex},
    {NULL, NULL},
};

int luaopen_lede(lua_State *L)
{
    const luaL_Reg *o;

    luaL_checkversion(L);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, "lede.module");
    for (o = openers; o->name; o++) {
        lua_pushcfunction(L, o->func);
        lua_call(L, 0, 1);
        if (lua_isnil(L, -1))
            lua_pop(L, 1);
        else
            lua_setfield(L, -2, o->name);
    }
    lua_pushstring(L, lede_version());
    lua_setfield(L, -2, "version");
    lede_lua_lib(L, "api");
    lua_pop(L, 1);
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_pushcfunction(L, lib_call);   /* require "lede.lib": for tests and the program */
    lua_setfield(L, -2, "lede.lib");
    lua_pop(L, 1);
    return 1;
}
