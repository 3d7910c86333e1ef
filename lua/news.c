/* Quotes and names: methods of articles, and functions of texts. */
#include "lede_lua.h"

#include <string.h>

static void free_names(void *p)
{
    lede_names_free(p);
}

static void free_quotes(void *p)
{
    lede_quotes_free(p);
}

typedef struct source {
    const char *s, *language;
    size_t n, base;
} source;

/* The body of an article, or a text with {language=}. */
static source take(lua_State *L)
{
    source from = {NULL, NULL, 0, 0};

    if (luaL_testudata(L, 1, "lede.article")) {
        from.s = lede_lua_article_field(L, 1, LEDE_BODY, &from.n);
        from.language = lede_lua_article_field(L, 1, LEDE_LANGUAGE, NULL);
        from.language = lede_lua_optstring(L, 2, "language", from.language);
    } else {
        from.s = lede_lua_text(L, 1, &from.n, &from.base);
        from.language = lede_lua_optstring(L, 2, "language", NULL);
    }
    return from;
}

static void set_string(lua_State *L, const char *key, const char *s, size_t n)
{
    lua_pushlstring(L, s, n);
    lua_setfield(L, -2, key);
}

/* The same for a name, which a line's end may cut: white space becomes one space. */
static void set_name(lua_State *L, const char *key, const char *s, size_t n)
{
    luaL_Buffer b;
    size_t i;

    if (!memchr(s, '\n', n) && !memchr(s, '\r', n)) {
        set_string(L, key, s, n);
        return;
    }
    luaL_buffinit(L, &b);
    for (i = 0; i < n; i++) {
        int space = s[i] == ' ' || (s[i] >= '\t' && s[i] <= '\r');

        if (!space)
            luaL_addchar(&b, s[i]);
        else if (i == 0 || !(s[i - 1] == ' ' || (s[i - 1] >= '\t' && s[i - 1] <= '\r')))
            luaL_addchar(&b, ' ');
    }
    luaL_pushresult(&b);
    lua_setfield(L, -2, key);
}

static void set_span(lua_State *L, const char *first, const char *last, size_t start, size_t end, size_t base)
{
    lua_pushinteger(L, (lua_Integer)(base + start + 1));
    lua_setfield(L, -2, first);
    lua_pushinteger(L, (lua_Integer)(base + end));
    lua_setfield(L, -2, last);
}

/* article:names{gazetteer=} -> {{text, first, last, kind, canonical, rule, code}} */
static int news_names(lua_State *L)
{
    source from = take(L);
    lede_lua_held *h = lede_lua_hold(L, free_names);
    lede_names *names;
    const lede_name *items;
    lede_error err;
    size_t i, count;

    if (lede_names_find(from.s, from.n, from.language, &names, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    h->p = names;
    if (lua_istable(L, 2) && lua_getfield(L, 2, "gazetteer") != LUA_TNIL &&
        lede_names_overlay(names, lede_lua_dictionary(L, -1), from.s, from.n, &err) != LEDE_OK)
        return lede_lua_fail(L, &err);
    items = lede_names_items(names, &count);
    lede_lua_rows(L, (int)count);
    for (i = 0; i < count; i++) {
        const lede_name *x = &items[i];

        lede_lua_pushspan(L, from.s, x->start, x->end, from.base);
        lua_pushstring(L, lede_name_kind_name(x->kind));
        lua_setfield(L, -2, "kind");
        set_name(L, "canonical", x->canonical, x->canonical_n);
        lua_pushstring(L, x->rule);
        lua_setfield(L, -2, "rule");
        if (x->code) {
            lua_pushstring(L, x->code);
            lua_setfield(L, -2, "code");
        }
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lede_lua_rows_columns(L, "text kind canonical first last rule");
    return 1;
}

static void push_quote(lua_State *L, const source *from, const lede_quote *x)
{
    lede_lua_pushspan(L, from->s, x->start, x->end, from->base);
    lua_pushstring(L, lede_quote_kind_name(x->kind));
    lua_setfield(L, -2, "kind");
    if (x->speaker)
        set_name(L, "speaker", x->speaker, x->speaker_n);
    if (x->speaker_start != LEDE_NOWHERE)
        set_span(L, "speaker_first", "speaker_last", x->speaker_start, x->speaker_end, from->base);
    if (x->cue_start != LEDE_NOWHERE) {
        set_string(L, "cue", from->s + x->cue_start, x->cue_end - x->cue_start);
        set_span(L, "cue_first", "cue_last", x->cue_start, x->cue_end, from->base);
    }
    lua_pushstring(L, x->rule);
    lua_setfield(L, -2, "rule");
}

/* article:quotes{indirect=, terms=} -> {{text, first, last, speaker, speaker_first, speaker_last, cue, kind, rule}} */
static int news_quotes(lua_State *L)
{
    source from = take(L);
    unsigned kinds = LEDE_SPEECH;
    const lede_quote *items;
    lede_quotes *quotes;
    lede_error err;
    size_t i, count;
    lede_lua_held *h;

    if (lede_lua_optboolean(L, 2, "terms", 0))
        kinds |= LEDE_TERM;
    if (lede_lua_optboolean(L, 2, "indirect", 0))
        kinds |= LEDE_INDIRECT;
    h = lede_lua_hold(L, free_quotes);
    if (lede_quotes_find(from.s, from.n, from.language, kinds, &quotes, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    h->p = quotes;
    items = lede_quotes_items(quotes, &count);
    lede_lua_rows(L, (int)count);
    for (i = 0; i < count; i++) {
        push_quote(L, &from, &items[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lede_lua_rows_columns(L, "text speaker cue kind first last rule");
    return 1;
}

static const luaL_Reg methods[] = {
    {"names", news_names},
    {"quotes", news_quotes},
    {NULL, NULL},
};

int lede_lua_open_news(lua_State *L)
{
    lede_lua_article_methods(L, methods);
    lua_getfield(L, LUA_REGISTRYINDEX, "lede.module");
    luaL_setfuncs(L, methods, 0);
    lua_pop(L, 1);
    lua_pushnil(L);
    return 1;
}
