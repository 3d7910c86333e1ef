/* Looking after a store: checking, copying, giving space back. */
#include "store_lua.h"

/* The store, with no run of the script open: none of this can be part of one. */
static lede_lua_store *free_store(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);

    if (!st->in_run)
        lede_lua_end_run(L, st);
    return st;
}

/* store:check() -> {problem, mend}: empty where all is well */
static int store_check(lua_State *L)
{
    lede_lua_store *st = free_store(L);
    lede_buf *b = lede_lua_buf(L);
    int64_t count;
    lede_error err;
    lede_status status = lede_store_check(st->s, lede_lua_put_pair, b, &count, &err);

    return lede_lua_pairs(L, b, status, &err, "problem", "mend");
}

static int done(lua_State *L, lede_status status, const lede_error *err)
{
    if (status != LEDE_OK)
        return lede_lua_status(L, err);
    lua_pushboolean(L, 1);
    return 1;
}

/* store:backup(path) -> true, or nil, message */
static int store_backup(lua_State *L)
{
    lede_lua_store *st = free_store(L);
    lede_error err;

    return done(L, lede_store_backup(st->s, luaL_checkstring(L, 2), &err), &err);
}

/* store:compact{purge=} -> true, or nil, message */
static int store_compact(lua_State *L)
{
    lede_lua_store *st = free_store(L);
    lede_error err;

    return done(L, lede_store_compact(st->s, lede_lua_optboolean(L, 2, "purge", 0), &err), &err);
}

/* store:reindex() -> true, or nil, message */
static int store_reindex(lua_State *L)
{
    lede_lua_store *st = free_store(L);
    lede_error err;

    return done(L, lede_store_reindex(st->s, &err), &err);
}

static const luaL_Reg methods[] = {
    {"check", store_check}, {"backup", store_backup}, {"compact", store_compact}, {"reindex", store_reindex}, {NULL, NULL},
};

int lede_lua_open_care(lua_State *L)
{
    lede_lua_type(L, "store");
    luaL_setfuncs(L, methods, 0);
    lua_pushnil(L);
    return 1;
}
