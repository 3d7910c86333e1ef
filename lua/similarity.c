/* article:fingerprint(): keys by which texts that share passages meet. */
#include "lede_lua.h"

#include <stdio.h>

enum { KEYS = 24 };

/* article:fingerprint(n) -> list of at most n keys (8 hexadecimal digits) */
static int article_fingerprint(lua_State *L)
{
    size_t n, i, count;
    lua_Integer most = luaL_optinteger(L, 2, KEYS);
    const char *body = lede_lua_article_field(L, 1, LEDE_BODY, &n);
    uint32_t keys[KEYS];
    char hex[16];

    luaL_argcheck(L, most >= 1 && most <= KEYS, 2, "1 to 24 keys");
    count = lede_fingerprint_keys(body, n, keys, (size_t)most);
    lua_createtable(L, (int)count, 0);
    for (i = 0; i < count; i++) {
        snprintf(hex, sizeof hex, "%08x", (unsigned)keys[i]);
        lua_pushstring(L, hex);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

/* lede.text.resemblance(a, b) -> similarity, containment */
static int resemblance(lua_State *L)
{
    lede_buf *b[2];
    lede_likeness like;
    lede_error err;
    int i;

    for (i = 0; i < 2; i++) {
        size_t n, base;
        const char *s = lede_lua_text(L, i + 1, &n, &base);

        b[i] = lede_lua_buf(L);
        if (lede_fingerprint(s, n, b[i], &err) != LEDE_OK)
            return lede_lua_raise(L, &err);
    }
    lede_fingerprint_compare(b[0]->s, b[0]->n, b[1]->s, b[1]->n, &like);
    lua_pushnumber(L, like.similarity);
    lua_pushnumber(L, like.containment);
    return 2;
}

static const luaL_Reg methods[] = {
    {"fingerprint", article_fingerprint},
    {NULL, NULL},
};

int lede_lua_open_similarity(lua_State *L)
{
    lede_lua_article_methods(L, methods);
    lua_getfield(L, LUA_REGISTRYINDEX, "lede.module");
    lua_getfield(L, -1, "text");
    lua_pushcfunction(L, resemblance);
    lua_setfield(L, -2, "resemblance");
    lua_pushnil(L);
    return 1;
}
