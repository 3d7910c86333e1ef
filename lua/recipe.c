/* What the recipe runner asks of a store beyond its users: for lua/lib/shell alone. */
#include "store_lua.h"

/* rows(ids) -> list of the rows of a snapshot */
static int rows(lua_State *L)
{
    const lede_lua_ids *ids = lede_lua_checkids(L, 1);
    size_t i;

    lua_createtable(L, (int)ids->n, 0);
    for (i = 0; i < ids->n; i++) {
        lua_pushinteger(L, (lua_Integer)ids->rows[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

/* at(store, row) -> article */
static int at(lua_State *L)
{
    lede_lua_checkstore(L, 1);
    lede_lua_pusharticle(L, 1, luaL_checkinteger(L, 2));
    return 1;
}

/* hold(store, on): one view of the file for many reads */
static int hold(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    lede_error err;

    if (lede_store_hold(st->s, lua_toboolean(L, 2), &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    return 0;
}

/* retract(store, row, tag, recipe) -> whether anything was taken back */
static int retract(lua_State *L)
{
    lede_lua_store *st = lede_lua_writing(L, 1);
    size_t n;
    const char *tag = luaL_checklstring(L, 3, &n);
    lede_error err;
    int changed;

    if (lede_store_retract(st->s, luaL_checkinteger(L, 2), tag, n, luaL_checkstring(L, 4), &changed, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    lua_pushboolean(L, changed);
    return 1;
}

/* remember(store, key, rows, sees, answers): three lists of one length */
static int remember(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    const char *key = luaL_checkstring(L, 2);
    lua_Integer i, n = luaL_len(L, 3);
    lede_memo *items = lua_newuserdatauv(L, sizeof *items * (size_t)(n ? n : 1), 0);
    lede_error err;

    for (i = 0; i < n; i++) {
        lua_rawgeti(L, 3, i + 1);
        lua_rawgeti(L, 4, i + 1);
        lua_rawgeti(L, 5, i + 1);
        items[i].row = luaL_checkinteger(L, -3);
        items[i].sees = luaL_checkstring(L, -2);
        items[i].answer = luaL_checklstring(L, -1, &items[i].answer_n);
        lua_pop(L, 3);   /* the lists keep the strings alive */
    }
    if (lede_store_remember(st->s, key, items, (size_t)n, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    return 0;
}

static const luaL_Reg functions[] = {
    {"rows", rows}, {"at", at}, {"hold", hold}, {"retract", retract}, {"remember", remember}, {NULL, NULL},
};

int lede_lua_open_recipe(lua_State *L)
{
    lede_lua_internal(L);
    lua_createtable(L, 0, 8);
    luaL_setfuncs(L, functions, 0);
    lua_setfield(L, -2, "recipe");
    lua_pushnil(L);
    return 1;
}
