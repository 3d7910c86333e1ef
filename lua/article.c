/* The article type: a record of its own, or an article of a store. */
#include "lede_lua.h"

#include <string.h>

typedef struct article {
    lede_record *record;
} article;

static article *check_article(lua_State *L, int arg)
{
    return luaL_checkudata(L, arg, "lede.article");
}

const char *lede_lua_article_field(lua_State *L, int arg, lede_field field, size_t *n)
{
    return lede_record_get(check_article(L, arg)->record, field, n);
}

static int article_gc(lua_State *L)
{
    article *a = check_article(L, 1);

    lede_record_free(a->record);
    a->record = NULL;
    return 0;
}

static void push_list(lua_State *L, const lede_record *r, lede_field field)
{
    size_t i, n, count = lede_record_count(r, field);

    lua_createtable(L, (int)count, 0);
    for (i = 0; i < count; i++) {
        const char *s = lede_record_item(r, field, i, &n);

        lua_pushlstring(L, s, n);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* A field by name, else a method. */
static int article_index(lua_State *L)
{
    article *a = check_article(L, 1);
    size_t n;
    const char *key = luaL_checklstring(L, 2, &n), *s;
    int field;

    luaL_getmetafield(L, 1, "methods");
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) != LUA_TNIL)
        return 1;
    field = lede_field_of_name(key, n);
    if (field < 0)
        return luaL_error(L, "an article has no field '%s'", key);
    if (field >= LEDE_TEXT_FIELDS) {
        push_list(L, a->record, (lede_field)field);
        return 1;
    }
    s = lede_record_get(a->record, (lede_field)field, &n);
    if (n)
        lua_pushlstring(L, s, n);
    else
        lua_pushnil(L);
    return 1;
}

static void metatable(lua_State *L)
{
    if (!luaL_newmetatable(L, "lede.article"))
        return;
    lua_pushcfunction(L, article_gc);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, article_index);
    lua_setfield(L, -2, "__index");
    lua_newtable(L);
    lua_setfield(L, -2, "methods");
}

void lede_lua_article_methods(lua_State *L, const luaL_Reg *methods)
{
    metatable(L);
    lua_getfield(L, -1, "methods");
    luaL_setfuncs(L, methods, 0);
    lua_pop(L, 2);
}

void lede_lua_pushrecord(lua_State *L, lede_record *r)
{
    article *a = lua_newuserdatauv(L, sizeof *a, 0);

    a->record = r;
    metatable(L);
    lua_setmetatable(L, -2);
}

/* Set the field from the value on the top of the stack, which is popped. */
static void set_field(lua_State *L, lede_record *r, const char *key)
{
    int field = lede_field_of_name(key, strlen(key));
    lede_error err;
    size_t n;
    const char *s;

    if (field < 0)
        luaL_error(L, "an article has no field '%s'", key);
    if (lua_istable(L, -1) && field >= LEDE_TEXT_FIELDS) {
        lua_Integer i;

        for (i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
            s = lua_tolstring(L, -1, &n);
            if (!s || lede_record_add(r, (lede_field)field, s, n, &err) != LEDE_OK)
                luaL_error(L, "item %d of '%s' is no text", (int)i, key);
            lua_pop(L, 1);
        }
        lua_pop(L, 2);
        return;
    }
    s = lua_tolstring(L, -1, &n);
    if (!s)
        luaL_error(L, "field '%s' must be a string, got %s", key, luaL_typename(L, -1));
    if ((field >= LEDE_TEXT_FIELDS ? lede_record_add(r, (lede_field)field, s, n, &err)
                                   : lede_record_set(r, (lede_field)field, s, n, &err)) != LEDE_OK)
        lede_lua_raise(L, &err);
    lua_pop(L, 1);
}

/* lede.article{headline=, body=, published=, ...} -> article */
static int article_new(lua_State *L)
{
    lede_record *r;

    luaL_checktype(L, 1, LUA_TTABLE);
    lede_lua_pushrecord(L, NULL);
    r = lede_record_new();
    if (!r)
        return luaL_error(L, "out of memory");
    check_article(L, -1)->record = r;
    for (lua_pushnil(L); lua_next(L, 1);) {
        if (lua_type(L, -2) != LUA_TSTRING)
            return luaL_argerror(L, 1, "field names must be strings");
        set_field(L, r, lua_tostring(L, -2));
    }
    return 1;
}

int lede_lua_open_article(lua_State *L)
{
    metatable(L);
    lua_pop(L, 1);
    lua_pushcfunction(L, article_new);
    return 1;
}
