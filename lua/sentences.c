/* lede.text: sentences, stop words, language. */
#include "lede_lua.h"

#include <string.h>

typedef struct span_list {
    lua_State *L;
    const char *s;
    size_t base;
    lua_Integer count;
} span_list;

/* Runs under lua_call: pushing may raise, and nothing of C is held. */
static int push_span(size_t start, size_t end, void *ud)
{
    span_list *l = ud;

    lede_lua_pushspan(l->L, l->s, start, end, l->base);
    lua_rawseti(l->L, -2, ++l->count);
    return 0;
}

static int push_sentences(lua_State *L, const char *s, size_t n, const char *language, size_t base)
{
    span_list l = {L, s, base, 0};

    lede_lua_rows(L, 0);
    lede_sentences(s, n, language, push_span, &l);
    return 1;
}

/* lede.text.sentences(s, {language=}) -> list of spans */
static int text_sentences(lua_State *L)
{
    size_t n, base;
    const char *s = lede_lua_text(L, 1, &n, &base);

    return push_sentences(L, s, n, lede_lua_optstring(L, 2, "language", NULL), base);
}

/* article:sentences() -> list of spans of the body */
static int article_sentences(lua_State *L)
{
    size_t n, m;
    const char *s = lede_lua_article_field(L, 1, LEDE_BODY, &n);
    const char *language = lede_lua_article_field(L, 1, LEDE_LANGUAGE, &m);

    return push_sentences(L, s, n, m ? language : NULL, 0);
}

/* lede.text.language(s) -> code, confidence */
static int text_language(lua_State *L)
{
    size_t n, base;
    const char *s = lede_lua_text(L, 1, &n, &base);
    char code[8];
    double sure = lede_language(s, n, code);

    lua_pushstring(L, code);
    lua_pushnumber(L, sure);
    return 2;
}

/* lede.text.is_stopword(word, {language=}) -> boolean */
static int text_is_stopword(lua_State *L)
{
    size_t n, base;
    const char *s = lede_lua_text(L, 1, &n, &base);
    const char *language = lede_lua_optstring(L, 2, "language", "en");
    lede_buf *b = lede_lua_buf(L);

    lede_fold(s, n, LEDE_FOLD_SEARCH, b);
    if (b->failed)
        return luaL_error(L, "out of memory");
    lua_pushboolean(L, b->n && lede_is_stopword(language, b->s, b->n));
    lede_buf_release(b);
    return 1;
}

/* lede.text.stopwords(language) -> list of words */
static int text_stopwords(lua_State *L)
{
    const char *language = luaL_optstring(L, 1, "en"), *word;
    size_t i;

    lua_newtable(L);
    for (i = 0; (word = lede_stopword(language, i)) != NULL; i++) {
        lua_pushstring(L, word);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

static const luaL_Reg functions[] = {
    {"sentences", text_sentences}, {"language", text_language}, {"is_stopword", text_is_stopword},
    {"stopwords", text_stopwords}, {NULL, NULL},
};

static const luaL_Reg methods[] = {{"sentences", article_sentences}, {NULL, NULL}};

int lede_lua_open_sentences(lua_State *L)
{
    lua_getfield(L, LUA_REGISTRYINDEX, "lede.module");
    lua_getfield(L, -1, "text");
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 2);
    lede_lua_article_methods(L, methods);
    lua_pushnil(L);
    return 1;
}
