/* lede.text: the text primitives. */
#include "lede_lua.h"

/* lede.text.valid(s) -> boolean */
static int text_valid(lua_State *L)
{
    size_t n, base;
    const char *s = lede_lua_text(L, 1, &n, &base);

    lua_pushboolean(L, lede_utf8_valid(s, n) == n);
    return 1;
}

static const luaL_Reg functions[] = {
    {"valid", text_valid},
    {NULL, NULL},
};

int lede_lua_open_text(lua_State *L)
{
    luaL_newlib(L, functions);
    return 1;
}
