/* Key phrases and the summary of an article: methods of articles. */
#include "lede_lua.h"

#include <string.h>

static void free_phrases(void *p)
{
    lede_key_phrases_free(p);
}

static void free_summary(void *p)
{
    lede_summary_free(p);
}

static size_t count_option(lua_State *L, const char *key, lua_Integer def)
{
    lua_Integer n = lede_lua_optinteger(L, 2, key, def);

    if (n < 0)
        luaL_argerror(L, 2, lua_pushfstring(L, "option '%s' must not be negative", key));
    return (size_t)n;
}

/* article:key_phrases{n=10} -> rows {text, score, count} */
static int article_key_phrases(lua_State *L)
{
    size_t headline_n, n, i, count, want = count_option(L, "n", 10);
    const char *headline = lede_lua_article_field(L, 1, LEDE_HEADLINE, &headline_n);
    const char *body = lede_lua_article_field(L, 1, LEDE_BODY, &n);
    const char *language = lede_lua_article_field(L, 1, LEDE_LANGUAGE, NULL);
    lede_lua_held *h = lede_lua_hold(L, free_phrases);
    lede_key_phrases *phrases;
    const lede_key_phrase *items;
    lede_error err;

    if (lede_key_phrases_find(headline, headline_n, body, n, language, want, &phrases, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    h->p = phrases;
    items = lede_key_phrases_items(phrases, &count);
    lede_lua_rows(L, (int)count);
    for (i = 0; i < count; i++) {
        lua_createtable(L, 0, 3);
        lua_pushlstring(L, items[i].text, items[i].n);
        lua_setfield(L, -2, "text");
        lua_pushnumber(L, items[i].score);
        lua_setfield(L, -2, "score");
        lua_pushinteger(L, (lua_Integer)items[i].count);
        lua_setfield(L, -2, "count");
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lede_lua_rows_columns(L, "text score count");
    return 1;
}

/* article:summary{sentences=3, words=} -> rows {text, first, last, article, score} */
static int article_summary(lua_State *L)
{
    size_t headline_n, n, i, count, words = count_option(L, "words", 0), sentences = count_option(L, "sentences", words ? 0 : 3);
    const char *headline = lede_lua_article_field(L, 1, LEDE_HEADLINE, &headline_n);
    const char *body = lede_lua_article_field(L, 1, LEDE_BODY, &n);
    const char *language = lede_lua_article_field(L, 1, LEDE_LANGUAGE, NULL);
    lede_lua_held *h = lede_lua_hold(L, free_summary);
    lede_summary *summary;
    const lede_summary_sentence *items;
    lede_error err;

    if (lede_summary_find(headline, headline_n, body, n, language, sentences, words, &summary, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    h->p = summary;
    items = lede_summary_items(summary, &count);
    lede_lua_rows(L, (int)count);
    for (i = 0; i < count; i++) {
        lede_lua_pushspan(L, body, items[i].start, items[i].end, 0);
        lua_pushvalue(L, 1);
        lua_setfield(L, -2, "article");
        lua_pushnumber(L, items[i].score);
        lua_setfield(L, -2, "score");
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lede_lua_rows_columns(L, "text first last article score");
    return 1;
}

static const luaL_Reg methods[] = {
    {"key_phrases", article_key_phrases}, {"summary", article_summary}, {NULL, NULL},
};

int lede_lua_open_summary(lua_State *L)
{
    lede_lua_article_methods(L, methods);
    lua_pushnil(L);
    return 1;
}
