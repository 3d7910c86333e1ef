/* How far two coders agree: for set:agreement. */
#include "store_lua.h"

/* agreement(store, ids or nil, tag or nil, coder_a, coder_b) -> table */
static int agreement(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    const lede_lua_ids *ids = lua_isnoneornil(L, 2) ? NULL : lede_lua_checkids(L, 2);
    const char *name = luaL_optstring(L, 3, NULL), *a = luaL_checkstring(L, 4), *b = luaL_checkstring(L, 5);
    lede_agreement g;
    lede_error err;
    size_t i;

    if (lede_store_agreement(st->s, ids ? ids->rows : NULL, ids ? ids->n : 0, name, a, b, &g, &err) != LEDE_OK)
        return lede_lua_status(L, &err);
    lua_newtable(L);
    lede_lua_seti(L, "units", g.units);
    lede_lua_seti(L, "both", g.both);
    lede_lua_seti(L, "only_a", g.only_a);
    lede_lua_seti(L, "only_b", g.only_b);
    lede_lua_seti(L, "neither", g.neither);
    {
        const double figures[] = {g.observed, g.precision, g.recall, g.f1, g.kappa, g.alpha};
        static const char *const names[] = {"observed", "precision", "recall", "f1", "kappa", "alpha"};

        for (i = 0; i < sizeof figures / sizeof *figures; i++) {
            lua_pushnumber(L, figures[i]);
            lua_setfield(L, -2, names[i]);
        }
    }
    return 1;
}

int lede_lua_open_agreement(lua_State *L)
{
    lede_lua_internal(L);
    lua_pushcfunction(L, agreement);
    lua_setfield(L, -2, "agreement");
    lua_pushnil(L);
    return 1;
}
