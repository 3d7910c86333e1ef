/* lede.read: inputs of any format as an iterator of articles. */
#include "lede_lua.h"

#include <string.h>

typedef struct reading {
    lede_reader *reader;
    int all;                /* give what was skipped or failed as well */
} reading;

static const char type_name[] = "lede.reading";

static int reading_close(lua_State *L)
{
    reading *r = luaL_checkudata(L, 1, type_name);

    lede_reader_close(r->reader);
    r->reader = NULL;
    return 0;
}

static void set_string(lua_State *L, const char *key, const char *value)
{
    if (!value)
        return;
    lua_pushstring(L, value);
    lua_setfield(L, -2, key);
}

/* {kind, source, format, charset, reason, bytes_read, bytes_total} */
static void push_item(lua_State *L, const lede_item *item)
{
    static const char *const kinds[] = {"article", "skipped", "failed"};

    lua_createtable(L, 0, 7);
    set_string(L, "kind", kinds[item->kind]);
    set_string(L, "source", item->source);
    set_string(L, "format", item->format);
    set_string(L, "charset", item->charset);
    set_string(L, "reason", item->reason);
    lua_pushinteger(L, (lua_Integer)item->bytes_read);
    lua_setfield(L, -2, "bytes_read");
    lua_pushinteger(L, (lua_Integer)item->bytes_total);
    lua_setfield(L, -2, "bytes_total");
}

/* The loop's function: article (or false), item. */
static int reading_next(lua_State *L)
{
    reading *r = luaL_checkudata(L, 1, type_name);
    lede_status status;
    lede_item item;
    lede_error err;

    if (!r->reader)
        return luaL_error(L, "lede.read: this reading is closed");
    do {
        status = lede_reader_next(r->reader, &item, &err);
        if (status == LEDE_DONE) {
            lua_pushnil(L);
            return 1;
        }
        if (status != LEDE_OK)
            return lede_lua_raise(L, &err);
    } while (item.kind != LEDE_ITEM_ARTICLE && !r->all);
    if (item.kind == LEDE_ITEM_ARTICLE) {
        lede_lua_pushrecord(L, item.record);
        lede_reader_take(r->reader);
    } else {
        lua_pushboolean(L, 0);
    }
    push_item(L, &item);
    return 2;
}

static void metatable(lua_State *L)
{
    if (!luaL_newmetatable(L, type_name))
        return;
    lua_pushcfunction(L, reading_close);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, reading_close);
    lua_setfield(L, -2, "__close");
}

/*
 * The option `map` ({column = "field"}) as pairs, in a userdata left on the
 * stack; its strings stay in the table. NULL where there is none.
 */
static const char *const *push_map(lua_State *L, int arg)
{
    const char **pairs;
    size_t n = 0;

    if (lua_isnoneornil(L, arg) || lua_getfield(L, arg, "map") == LUA_TNIL) {
        lua_pushnil(L);
        return NULL;
    }
    luaL_argexpected(L, lua_istable(L, -1), arg, "table in option 'map'");
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1), n++)
        if (lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TSTRING)
            luaL_argerror(L, arg, "option 'map' must be {column = \"field\"}");
    pairs = lua_newuserdatauv(L, (2 * n + 1) * sizeof *pairs, 0);
    n = 0;
    for (lua_pushnil(L); lua_next(L, -3); lua_pop(L, 1)) {
        pairs[n++] = lua_tostring(L, -2);
        pairs[n++] = lua_tostring(L, -1);
    }
    pairs[n] = NULL;
    return (const char *const *)pairs;
}

static lua_Integer limit(lua_State *L, const char *key)
{
    lua_Integer n = lede_lua_optinteger(L, 2, key, 0);

    if (n < 0)
        luaL_argerror(L, 2, lua_pushfstring(L, "option '%s' must not be negative", key));
    return n;
}

static void options(lua_State *L, lede_read_options *o)
{
    memset(o, 0, sizeof *o);
    o->format = lede_lua_optstring(L, 2, "format", NULL);
    o->url = lede_lua_optstring(L, 2, "url", NULL);
    o->charset = lede_lua_optstring(L, 2, "charset", NULL);
    o->date_order = lede_lua_optstring(L, 2, "date_order", NULL);
    o->max_record = (size_t)limit(L, "max_record");
    o->max_ratio = (uint64_t)limit(L, "max_ratio");
    o->max_members = (uint64_t)limit(L, "max_members");
    o->max_depth = (int)limit(L, "max_depth");
    o->map = push_map(L, 2);
}

/* lede.read(path, {format=, url=, ...}) -> iterator of articles */
static int read_open(lua_State *L)
{
    size_t n, base = 0;
    const char *path = luaL_checkstring(L, 1), *text = NULL;
    lede_read_options o;
    lede_status status;
    lede_error err;
    reading *r;

    lua_settop(L, 2);
    options(L, &o);
    if (lua_istable(L, 2) && lua_getfield(L, 2, "text") != LUA_TNIL)
        text = lede_lua_text(L, lua_gettop(L), &n, &base);
    r = lua_newuserdatauv(L, sizeof *r, 1);
    r->reader = NULL;
    r->all = lede_lua_optboolean(L, 2, "all", 0);
    metatable(L);
    lua_setmetatable(L, -2);
    if (text) {      /* it lives as long as the reading, whatever becomes of the options */
        lua_getfield(L, 2, "text");
        lua_setiuservalue(L, -2, 1);
    }
    status = text ? lede_reader_open_bytes(text, n, path, &o, &r->reader, &err)
                  : lede_reader_open(path, &o, &r->reader, &err);
    if (status == LEDE_USAGE)
        return lede_lua_raise(L, &err);
    if (status != LEDE_OK)
        return lede_lua_fail(L, &err);
    lua_pushcfunction(L, reading_next);
    lua_insert(L, -2);
    lua_pushnil(L);
    lua_pushvalue(L, -2);
    return 4;
}

/* lede.formats() -> rows {name, about} */
static int formats(lua_State *L)
{
    const char *name, *about;
    size_t i;

    lede_lua_rows(L, 32);
    for (i = 0; (name = lede_read_format(i, &about)) != NULL; i++) {
        lua_createtable(L, 0, 2);
        set_string(L, "name", name);
        set_string(L, "about", about);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lede_lua_rows_columns(L, "name about");
    return 1;
}

int lede_lua_open_formats(lua_State *L)
{
    lua_pushcfunction(L, formats);
    return 1;
}

int lede_lua_open_read(lua_State *L)
{
    metatable(L);
    lua_pop(L, 1);
    lua_pushcfunction(L, read_open);
    return 1;
}
