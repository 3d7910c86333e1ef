/* What the recipe runner asks of a store beside what everybody does. */
#include "store_lua.h"

#include <string.h>

/* store:retract(article, name, recipe) -> whether anything was taken back */
static int retract(lua_State *L)
{
    size_t n;
    const char *name = luaL_checklstring(L, 3, &n), *recipe = luaL_checkstring(L, 4);
    int64_t row;
    lede_lua_store *st = lede_lua_writing(L, 1);
    lede_error err;
    int changed = 0;

    if (lede_lua_article_store(L, 2, &row) != st)
        return luaL_argerror(L, 2, "an article of this store expected");
    if (lede_store_retract(st->s, row, name, n, recipe, &changed, &err) != LEDE_OK)
        return lede_lua_status(L, &err);
    lede_lua_wrote(L, st);
    lua_pushboolean(L, changed);
    return 1;
}

/* Push the text field `key` of the table on the top, which keeps it alive. */
static const char *field(lua_State *L, const char *key, size_t *n)
{
    const char *s;

    if (lua_getfield(L, -1, key) != LUA_TSTRING)
        luaL_error(L, "bad argument #3 to 'remember' ('%s' must be a string, got %s)", key, luaL_typename(L, -1));
    s = lua_tolstring(L, -1, n);
    lua_pop(L, 1);
    return s;
}

/* store:remember(recipe, {{row=, sees=, answer=}, ...}): not while a run is open -> true, or nil, message */
static int remember(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    const char *recipe = luaL_checkstring(L, 2);
    lede_buf *b = lede_lua_buf(L);
    lede_error err;
    lua_Integer i, count;
    size_t n;

    luaL_checktype(L, 3, LUA_TTABLE);
    count = (lua_Integer)lua_rawlen(L, 3);
    for (i = 1; i <= count; i++) {
        lede_memo memo;

        memset(&memo, 0, sizeof memo);
        lua_rawgeti(L, 3, i);
        luaL_checktype(L, -1, LUA_TTABLE);
        lua_getfield(L, -1, "row");
        memo.row = (int64_t)lua_tointeger(L, -1);
        lua_pop(L, 1);
        memo.sees = field(L, "sees", &n);
        memo.answer = field(L, "answer", &memo.answer_n);
        lede_buf_add(b, (const char *)&memo, sizeof memo);
        lua_pop(L, 1);
    }
    if (b->failed)
        return luaL_error(L, "out of memory");
    if (lede_store_remember(st->s, recipe, (const lede_memo *)(const void *)b->s, b->n / sizeof(lede_memo), &err) != LEDE_OK)
        return lede_lua_status(L, &err);
    lua_pushboolean(L, 1);
    return 1;
}

static const luaL_Reg methods[] = {{"retract", retract}, {"remember", remember}, {NULL, NULL}};

int lede_lua_open_memo(lua_State *L)
{
    lede_lua_type(L, "store");
    luaL_setfuncs(L, methods, 0);
    lua_pushnil(L);
    return 1;
}
