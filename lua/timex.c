/* article:amounts(), article:dates(). */
#include "lede_lua.h"

#include <math.h>
#include <string.h>

static const char *language_of(lua_State *L, int arg)
{
    size_t n;

    return lede_lua_article_field(L, arg, LEDE_LANGUAGE, &n);
}

static void push_value(lua_State *L, double v)
{
    if (v == floor(v) && fabs(v) < 9e15)
        lua_pushinteger(L, (lua_Integer)v);
    else
        lua_pushnumber(L, v);
}

static const struct {
    const char *name;
    lede_amount_kind kind;
} kinds[] = {{"money", LEDE_MONEY}, {"percent", LEDE_PERCENT}, {"count", LEDE_COUNT}};

static unsigned kinds_option(lua_State *L, int arg)
{
    const char *name = lede_lua_optstring(L, arg, "kind", NULL);
    size_t i;

    if (!name)
        return 0;
    for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return kinds[i].kind;
    luaL_argerror(L, arg, lua_pushfstring(L, "option 'kind' must be money, percent or count, got '%s'", name));
    return 0;
}

/* article:amounts{kind=} -> {text, first, last, value, high, unit, kind, rule} */
static int article_amounts(lua_State *L)
{
    size_t n, i, count;
    const char *body = lede_lua_article_field(L, 1, LEDE_BODY, &n);
    unsigned wanted = kinds_option(L, 2);
    lede_lua_held *h = lede_lua_hold(L, lede_free);
    lede_amount *list;
    lede_error err;

    if (lede_amounts_find(body, n, language_of(L, 1), wanted, &list, &count, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    h->p = list;
    lede_lua_rows(L, (int)count);
    for (i = 0; i < count; i++) {
        const lede_amount *a = &list[i];

        lede_lua_pushspan(L, body, a->start, a->end, 0);
        push_value(L, a->value);
        lua_setfield(L, -2, "value");
        if (a->high > a->value) {
            push_value(L, a->high);
            lua_setfield(L, -2, "high");
        }
        lua_pushstring(L, a->unit);
        lua_setfield(L, -2, "unit");
        lua_pushstring(L, kinds[a->kind == LEDE_MONEY ? 0 : a->kind == LEDE_PERCENT ? 1 : 2].name);
        lua_setfield(L, -2, "kind");
        lua_pushstring(L, a->rule);
        lua_setfield(L, -2, "rule");
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lede_lua_rows_columns(L, "text value high unit kind");
    return 1;
}

/* article:dates{reference=} -> {text, first, last, value, kind, rule} */
static int article_dates(lua_State *L)
{
    size_t n, i, count;
    const char *body = lede_lua_article_field(L, 1, LEDE_BODY, &n);
    const char *reference = lede_lua_optstring(L, 2, "reference", NULL);
    lede_lua_held *h = lede_lua_hold(L, lede_free);
    lede_timex *list;
    lede_error err;

    if (!reference)
        reference = lede_lua_article_field(L, 1, LEDE_PUBLISHED, &i);
    if (lede_timex_find(body, n, reference, language_of(L, 1), &list, &count, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    h->p = list;
    lede_lua_rows(L, (int)count);
    for (i = 0; i < count; i++) {
        lede_lua_pushspan(L, body, list[i].start, list[i].end, 0);
        lua_pushstring(L, list[i].value);
        lua_setfield(L, -2, "value");
        lua_pushstring(L, lede_timex_kind_name(list[i].kind));
        lua_setfield(L, -2, "kind");
        lua_pushstring(L, list[i].rule);
        lua_setfield(L, -2, "rule");
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lede_lua_rows_columns(L, "text value kind");
    return 1;
}

static const luaL_Reg methods[] = {
    {"dates", article_dates},
    {"amounts", article_amounts},
    {NULL, NULL},
};

int lede_lua_open_timex(lua_State *L)
{
    lede_lua_article_methods(L, methods);
    lua_pushnil(L);
    return 1;
}
