/* lede.date: dates as ISO 8601 text. */
#include "lede_lua.h"

#include <string.h>

/* lede.date.parse(text, {language=, order=, epoch=}) -> ISO text, or nil and a message */
static int date_parse(lua_State *L)
{
    lede_date_options o = {NULL, NULL, 0};
    char out[LEDE_DATE_MAX];
    lede_error err;
    size_t n, base;
    const char *s = lede_lua_text(L, 1, &n, &base);

    o.language = lede_lua_optstring(L, 2, "language", NULL);
    o.order = lede_lua_optstring(L, 2, "order", NULL);
    o.epoch = lede_lua_optboolean(L, 2, "epoch", 0);
    if (o.order && strcmp(o.order, "dmy") != 0 && strcmp(o.order, "mdy") != 0 && strcmp(o.order, "ymd") != 0)
        return luaL_argerror(L, 2, lua_pushfstring(L, "option 'order' must be dmy, mdy or ymd, got '%s'", o.order));
    if (lede_date_parse(s, n, &o, out, &err) != LEDE_OK)
        return lede_lua_fail(L, &err);
    lua_pushstring(L, out);
    return 1;
}

static const luaL_Reg functions[] = {
    {"parse", date_parse},
    {NULL, NULL},
};

int lede_lua_open_date(lua_State *L)
{
    luaL_newlib(L, functions);
    return 1;
}
