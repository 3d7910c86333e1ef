/* lede.text: the text primitives on strings and spans. */
#include "lede_lua.h"


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
    {NULL, NULL},
};

int lede_lua_open_text(lua_State *L)
{
    luaL_newlib(L, functions);
    return 1;
}
