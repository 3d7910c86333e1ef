/* lede.text: the text primitives on strings and spans. */
#include "lede_lua.h"

#include <string.h>


/* lede.text.valid(s) -> boolean */
static int text_valid(lua_State *L)
{
    size_t n, base;
    const char *s = lede_lua_text(L, 1, &n, &base);

    lua_pushboolean(L, lede_utf8_valid(s, n) == n);
    return 1;
}

/* lede.text.repair(s) -> string, how many parts were replaced */
static int text_repair(lua_State *L)
{
    size_t n, base;
    const char *s = lede_lua_text(L, 1, &n, &base);
    lede_buf *b = lede_lua_buf(L);
    size_t replaced = lede_utf8_repair(s, n, b);

    lede_lua_pushbuf(L, b);
    lua_pushinteger(L, (lua_Integer)replaced);
    return 2;
}

static int normal(lua_State *L, lede_normal_form form)
{
    size_t n, base;
    const char *s = lede_lua_text(L, 1, &n, &base);
    lede_buf *b = lede_lua_buf(L);

    lede_normalize(s, n, form, b);
    lede_lua_pushbuf(L, b);
    return 1;
}

/* lede.text.nfc(s) -> string */
static int text_nfc(lua_State *L)
{
    return normal(L, LEDE_NFC);
}

/* lede.text.nfd(s) -> string */
static int text_nfd(lua_State *L)
{
    return normal(L, LEDE_NFD);
}

/* lede.text.nfkc(s) -> string */
static int text_nfkc(lua_State *L)
{
    return normal(L, LEDE_NFKC);
}

/* lede.text.nfkc_casefold(s) -> string */
static int text_nfkc_casefold(lua_State *L)
{
    return normal(L, LEDE_NFKC_CASEFOLD);
}

/* lede.text.fold(s, {diacritics=}) -> string */
static int text_fold(lua_State *L)
{
    size_t n, base;
    const char *s = lede_lua_text(L, 1, &n, &base);
    unsigned flags = lede_lua_optboolean(L, 2, "diacritics", 0) ? LEDE_FOLD_KEEP_DIACRITICS : LEDE_FOLD_SEARCH;
    lede_buf *b = lede_lua_buf(L);

    lede_fold(s, n, flags, b);
    lede_lua_pushbuf(L, b);
    return 1;
}

static const char *const class_names[] = {
    [LEDE_WORD_WORD] = "word",       [LEDE_WORD_NUMBER] = "number", [LEDE_WORD_IDEOGRAPH] = "ideograph",
    [LEDE_WORD_URL] = "url",         [LEDE_WORD_EMAIL] = "email",   [LEDE_WORD_HASHTAG] = "hashtag",
    [LEDE_WORD_MENTION] = "mention", [LEDE_WORD_EMOJI] = "emoji",
};

typedef struct rows {
    lua_State *L;
    const char *s;
    size_t base;
    lua_Integer count;
} rows;

/* lede_words holds no memory of its own, so that these may raise inside it. */
static int push_word(lede_word_class cls, size_t start, size_t end, void *ud)
{
    rows *r = ud;

    lede_lua_pushspan(r->L, r->s, start, end, r->base);
    lua_pushstring(r->L, class_names[cls]);
    lua_setfield(r->L, -2, "class");
    lua_rawseti(r->L, -2, ++r->count);
    return 0;
}

/* lede.text.words(s) -> list of spans with `class` */
static int text_words(lua_State *L)
{
    size_t n;
    rows r = {L, NULL, 0, 0};

    r.s = lede_lua_text(L, 1, &n, &r.base);
    lede_lua_optstring(L, 2, "language", NULL);
    luaL_checkstack(L, 8, NULL);
    lede_lua_rows(L, 0);
    lede_words(r.s, n, push_word, &r);
    return 1;
}

/* lede.text.count_words(s) -> integer */
static int text_count_words(lua_State *L)
{
    size_t n, base;
    const char *s = lede_lua_text(L, 1, &n, &base);

    lua_pushinteger(L, (lua_Integer)lede_count_words(s, n));
    return 1;
}

static const char *const kinds[] = {"grapheme", "word", "sentence", NULL};

/* Upvalues: the text, kind, where the next segment starts, base. */
static int next_segment(lua_State *L)
{
    size_t n, at = (size_t)lua_tointeger(L, lua_upvalueindex(3)), end;
    const char *s = lua_tolstring(L, lua_upvalueindex(1), &n);
    lua_Integer base = lua_tointeger(L, lua_upvalueindex(4));

    if (at >= n)
        return 0;
    end = lede_segment_end((lede_segment_kind)lua_tointeger(L, lua_upvalueindex(2)), s, n, at);
    lua_pushinteger(L, (lua_Integer)end);
    lua_replace(L, lua_upvalueindex(3));
    lua_pushlstring(L, s + at, end - at);
    lua_pushinteger(L, base + (lua_Integer)at + 1);
    lua_pushinteger(L, base + (lua_Integer)end);
    return 3;
}

/* lede.text.segments(s, kind) -> iterator of text, first, last */
static int text_segments(lua_State *L)
{
    size_t n, base;
    const char *s = lede_lua_text(L, 1, &n, &base);
    int kind = luaL_checkoption(L, 2, "word", kinds);

    /* lua_tolstring made any number a string in place; a row's text is fetched again. */
    if (lua_istable(L, 1))
        lua_getfield(L, 1, "text");
    else
        lua_pushlstring(L, s, n);
    lua_pushinteger(L, kind);
    lua_pushinteger(L, 0);
    lua_pushinteger(L, (lua_Integer)base);
    lua_pushcclosure(L, next_segment, 4);
    return 1;
}

/* lede.text.graphemes(s) -> list of spans */
static int text_graphemes(lua_State *L)
{
    size_t n, base, at, end;
    const char *s = lede_lua_text(L, 1, &n, &base);
    lua_Integer i = 0;

    lede_lua_rows(L, 0);
    for (at = 0; at < n; at = end) {
        end = lede_segment_end(LEDE_GRAPHEME, s, n, at);
        lede_lua_pushspan(L, s, at, end, base);
        lua_rawseti(L, -2, ++i);
    }
    return 1;
}

/* --- stems ----------------------------------------------------------------- */

static int stemmer_gc(lua_State *L)
{
    lede_stemmer **st = lua_touserdata(L, 1);

    lede_stemmer_free(*st);
    *st = NULL;
    return 0;
}

/* The language's stemmer, kept in the registry; NULL where there is none. */
static lede_stemmer *stemmer(lua_State *L, const char *language)
{
    lede_stemmer **st;
    lede_error err;

    luaL_getsubtable(L, LUA_REGISTRYINDEX, "lede.stemmers");
    if (lua_getfield(L, -1, language) == LUA_TNIL) {
        lua_pop(L, 1);
        st = lua_newuserdatauv(L, sizeof *st, 0);
        *st = NULL;
        if (luaL_newmetatable(L, "lede.stemmer")) {
            lua_pushcfunction(L, stemmer_gc);
            lua_setfield(L, -2, "__gc");
        }
        lua_setmetatable(L, -2);
        if (lede_stemmer_new(language, st, &err) != LEDE_OK)
            lede_lua_raise(L, &err);
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, language);
    }
    st = lua_touserdata(L, -1);
    lua_pop(L, 2);
    return *st;
}

/* lede.text.stem(word, {language=}) -> string */
static int text_stem(lua_State *L)
{
    size_t n, base;
    const char *s = lede_lua_text(L, 1, &n, &base), *stem, *language;
    lede_stemmer *st;
    lede_buf *b;

    /* A bare code serves too: it is what one types at the prompt. */
    language = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : lede_lua_optstring(L, 2, "language", "en");
    st = stemmer(L, language);
    b = lede_lua_buf(L);
    lede_fold(s, n, LEDE_FOLD_SEARCH, b);
    if (b->failed)
        return luaL_error(L, "out of memory");
    n = lede_stem(st, b->n ? b->s : "", b->n, &stem);
    lua_pushlstring(L, stem, n);
    return 1;
}

/* --- measures ---------------------------------------------------------------- */

/* lede.text.width(s) -> columns */
static int text_width(lua_State *L)
{
    size_t n, base;
    const char *s = lede_lua_text(L, 1, &n, &base);

    lua_pushinteger(L, (lua_Integer)lede_width(s, n));
    return 1;
}

/* lede.text.distance(a, b, {max=}) -> integer, or nil, message */
static int text_distance(lua_State *L)
{
    size_t a_n, b_n, base, d;
    const char *a = lede_lua_text(L, 1, &a_n, &base), *b = lede_lua_text(L, 2, &b_n, &base);
    lua_Integer max = lede_lua_optinteger(L, 3, "max", -1);
    size_t most = max < 0 ? SIZE_MAX / 2 : (size_t)max;
    lede_error err;

    if (lede_distance(a, a_n, b, b_n, most, &d, &err) != LEDE_OK)
        return lede_lua_fail(L, &err);
    if (d > most) {
        luaL_pushfail(L);
        lua_pushfstring(L, "more than %I", max);
        return 2;
    }
    lua_pushinteger(L, (lua_Integer)d);
    return 1;
}

/* lede.text.similarity(a, b, {method=}) -> number, or nil, message */
static int text_similarity(lua_State *L)
{
    size_t a_n, b_n, base;
    const char *a = lede_lua_text(L, 1, &a_n, &base), *b = lede_lua_text(L, 2, &b_n, &base);
    const char *method = lede_lua_optstring(L, 3, "method", "jaro_winkler");
    lede_status status;
    lede_error err;
    double score;

    if (strcmp(method, "jaro_winkler") == 0)
        status = lede_jaro_winkler(a, a_n, b, b_n, &score, &err);
    else if (strcmp(method, "jaccard") == 0)
        status = lede_jaccard(a, a_n, b, b_n, &score, &err);
    else
        return luaL_argerror(L, 3, lua_pushfstring(L, "option 'method' must be 'jaro_winkler' or 'jaccard', got '%s'", method));
    if (status != LEDE_OK)
        return lede_lua_fail(L, &err);
    lua_pushnumber(L, score);
    return 1;
}

typedef struct grams {
    rows r;
    lede_buf *folded;
} grams;

static int push_gram(const lede_span *words, size_t n, void *ud)
{
    grams *g = ud;
    lua_State *L = g->r.L;
    size_t i;

    lede_buf_clear(g->folded);
    for (i = 0; i < n; i++) {
        if (i)
            lede_buf_addc(g->folded, ' ');
        lede_fold(g->r.s + words[i].start, words[i].end - words[i].start, LEDE_FOLD_SEARCH, g->folded);
    }
    lede_lua_pushspan(L, g->r.s, words[0].start, words[n - 1].end, g->r.base);
    lede_lua_pushbuf(L, g->folded);
    lua_setfield(L, -2, "gram");
    lua_rawseti(L, -2, ++g->r.count);
    return 0;
}

/* lede.text.ngrams(s, n, {skip=}) -> list of spans with `gram` */
static int text_ngrams(lua_State *L)
{
    size_t n;
    grams g = {{L, NULL, 0, 0}, NULL};
    lua_Integer order, skip;

    g.r.s = lede_lua_text(L, 1, &n, &g.r.base);
    order = luaL_optinteger(L, 2, 2);
    luaL_argcheck(L, order >= 1 && order <= LEDE_NGRAM_MAX, 2, "a number of words from 1 to 8 expected");
    skip = lede_lua_optinteger(L, 3, "skip", 0);
    luaL_argcheck(L, skip >= 0 && skip <= LEDE_SKIP_MAX, 3, "option 'skip' must be from 0 to 4");
    g.folded = lede_lua_buf(L);
    lede_lua_rows(L, 0);
    luaL_checkstack(L, 8, NULL);
    lede_ngrams(g.r.s, n, (size_t)order, (size_t)skip, push_gram, &g);
    return 1;
}

static const luaL_Reg functions[] = {
    {"valid", text_valid},
    {"repair", text_repair},
    {"nfc", text_nfc},
    {"nfd", text_nfd},
    {"nfkc", text_nfkc},
    {"nfkc_casefold", text_nfkc_casefold},
    {"fold", text_fold},
    {"words", text_words},
    {"count_words", text_count_words},
    {"segments", text_segments},
    {"graphemes", text_graphemes},
    {"stem", text_stem},
    {"width", text_width},
    {"distance", text_distance},
    {"similarity", text_similarity},
    {"ngrams", text_ngrams},
    {NULL, NULL},
};

int lede_lua_open_text(lua_State *L)
{
    luaL_newlib(L, functions);
    return 1;
}
