/* Counting over sets: terms, keyness, collocates, contexts. Counting is C's, choosing is lua/lib/count.lua's. */
#include "store_lua.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1024 };

/* --- walking the bodies of many articles ----------------------------------------- */

typedef struct walk {
    lede_lua_body_fn fn;
    void *to;
    char languages[CHUNK][8];
    lede_error *err;
    lede_status status;
} walk;

/* "en-GB" is "en" here. */
static int put_language(size_t i, int64_t row, const char *value, size_t n, void *ud)
{
    walk *w = ud;
    size_t k = 0;

    (void)row;
    while (k < n && k < sizeof w->languages[i] - 1 && value[k] != '-' && value[k] != '_') {
        w->languages[i][k] = value[k];
        k++;
    }
    w->languages[i][k] = '\0';
    return 0;
}

static int put_body(size_t i, int64_t row, const char *value, size_t n, void *ud)
{
    walk *w = ud;

    (void)row;
    w->status = w->fn(w->to, value, n, w->languages[i], w->err);
    return w->status != LEDE_OK;
}

static int nothing(lua_State *L)
{
    (void)L;
    return 0;
}

/* Between chunks Lua is entered, so that Ctrl-C comes through. */
void lede_lua_each_body(lua_State *L, lede_lua_store *st, const lede_lua_ids *ids, lede_lua_body_fn fn, void *to)
{
    walk *w = lua_newuserdatauv(L, sizeof *w, 0);
    lede_error err;
    size_t at;

    w->fn = fn;
    w->to = to;
    w->err = &err;
    for (at = 0; at < ids->n; at += CHUNK) {
        size_t n = ids->n - at < CHUNK ? ids->n - at : CHUNK;
        lede_status status;

        w->status = LEDE_OK;
        memset(w->languages, 0, sizeof w->languages);
        status = lede_store_each(st->s, ids->rows + at, n, "language", put_language, w, &err);
        if (status == LEDE_OK)
            status = lede_store_each(st->s, ids->rows + at, n, "body", put_body, w, &err);
        if (w->status != LEDE_OK || status != LEDE_OK)
            lede_lua_raise(L, &err);
        lua_pushcfunction(L, nothing);
        lua_call(L, 0, 0);
    }
    lua_pop(L, 1);
}

/* --- terms ------------------------------------------------------------------------ */

typedef struct counter {
    lede_counter *c;
} counter;

static counter *check_counter(lua_State *L, int arg)
{
    return luaL_checkudata(L, arg, "lede.counter");
}

static int counter_gc(lua_State *L)
{
    counter *c = check_counter(L, 1);

    lede_counter_free(c->c);
    c->c = NULL;
    return 0;
}

/* new_counter{stem=, stopwords=, numbers=, ngrams=} -> counter */
static int new_counter(lua_State *L)
{
    lede_count_options options;
    lede_error err;
    counter *c;

    options.stem = lede_lua_optboolean(L, 1, "stem", 0);
    options.stopwords = lede_lua_optboolean(L, 1, "stopwords", 0);
    options.numbers = lede_lua_optboolean(L, 1, "numbers", 0);
    options.ngrams = (int)lede_lua_optinteger(L, 1, "ngrams", 1);
    c = lua_newuserdatauv(L, sizeof *c, 0);
    c->c = NULL;
    luaL_setmetatable(L, "lede.counter");
    if (lede_counter_new(&options, &c->c, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    return 1;
}

static lede_status add_body(void *to, const char *s, size_t n, const char *language, lede_error *err)
{
    return lede_counter_add(to, s, n, language, err);
}

/* count_ids(counter, store, ids) -> counter */
static int count_ids(lua_State *L)
{
    counter *c = check_counter(L, 1);

    lede_lua_each_body(L, lede_lua_checkstore(L, 2), lede_lua_checkids(L, 3), add_body, c->c);
    lua_settop(L, 1);
    return 1;
}

/* count_text(counter, text, language) */
static int count_text(lua_State *L)
{
    counter *c = check_counter(L, 1);
    size_t n;
    const char *s = luaL_checklstring(L, 2, &n);
    lede_error err;

    if (lede_counter_add(c->c, s, n, luaL_optstring(L, 3, NULL), &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    return 0;
}

/* totals(counter) -> words, texts, terms */
static int totals(lua_State *L)
{
    const counter *c = check_counter(L, 1);

    lua_pushinteger(L, (lua_Integer)lede_counter_words(c->c));
    lua_pushinteger(L, (lua_Integer)lede_counter_texts(c->c));
    lua_pushinteger(L, (lua_Integer)lede_counter_size(c->c));
    return 3;
}

/* A term that may be shown: its place in the counter and what orders it. */
typedef struct ranked {
    double score;
    size_t i;
} ranked;

static int by_score(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->i < y->i ? -1 : x->i > y->i;
}

/* The best scores come first in the list pushed as a buffer: equal ones by first place in the texts. */
static const ranked *ranking(lua_State *L, const counter *c, const counter *other, int64_t min_texts, size_t *n)
{
    lede_buf *b = lede_lua_buf(L);
    size_t i, size = lede_counter_size(c->c), key_n;
    double words = (double)lede_counter_words(c->c), reference = other ? (double)lede_counter_words(other->c) : 0;

    for (i = 0; i < size; i++) {
        lede_term_count t = lede_counter_at(c->c, i), r;
        ranked one;

        if (t.texts < min_texts)
            continue;
        one.i = i;
        one.score = (double)t.count;
        if (other) {
            const char *key = lede_counter_key(c->c, i, &key_n);

            r = lede_counter_get(other->c, key, key_n);
            one.score = lede_g2((double)t.count, words, (double)r.count, reference);
            if (one.score <= 0)
                continue;
        }
        lede_buf_add(b, (const char *)&one, sizeof one);
    }
    if (b->failed)
        luaL_error(L, "out of memory");
    *n = b->n / sizeof(ranked);
    if (*n)
        qsort(b->s, *n, sizeof(ranked), by_score);
    return (const ranked *)(const void *)b->s;
}

static void set_number(lua_State *L, const char *key, double value)
{
    lua_pushnumber(L, value);
    lua_setfield(L, -2, key);
}

static double per_million(int64_t count, int64_t words)
{
    return words ? (double)count * 1e6 / (double)words : 0;
}

/* top_terms(counter, n or 0 for all, min_articles) -> rows {term, count, articles, per_million, i}, true count */
static int top_terms(lua_State *L)
{
    const counter *c = check_counter(L, 1);
    size_t i, n, most = (size_t)luaL_checkinteger(L, 2);
    const ranked *r = ranking(L, c, NULL, luaL_optinteger(L, 3, 1), &n);

    if (!most || most > n)
        most = n;
    lede_lua_rows(L, (int)most);
    for (i = 0; i < most; i++) {
        lede_term_count t = lede_counter_at(c->c, r[i].i);

        lua_createtable(L, 0, 4);
        lua_pushlstring(L, t.term, t.n);
        lua_setfield(L, -2, "term");
        lede_lua_seti(L, "count", t.count);
        lede_lua_seti(L, "articles", t.texts);
        set_number(L, "per_million", per_million(t.count, lede_counter_words(c->c)));
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lede_lua_rows_columns(L, "term count articles per_million");
    lua_pushinteger(L, (lua_Integer)n);
    return 2;
}

/* top_keys(counter, reference, n, min_articles) -> rows, true count */
static int top_keys(lua_State *L)
{
    const counter *c = check_counter(L, 1), *other = check_counter(L, 2);
    size_t i, n, most = (size_t)luaL_checkinteger(L, 3), key_n;
    const ranked *r = ranking(L, c, other, luaL_optinteger(L, 4, 1), &n);
    int64_t words = lede_counter_words(c->c), reference = lede_counter_words(other->c);

    if (!most || most > n)
        most = n;
    lede_lua_rows(L, (int)most);
    for (i = 0; i < most; i++) {
        lede_term_count t = lede_counter_at(c->c, r[i].i);
        const char *key = lede_counter_key(c->c, r[i].i, &key_n);
        lede_term_count o = lede_counter_get(other->c, key, key_n);

        lua_createtable(L, 0, 8);
        lua_pushlstring(L, t.term, t.n);
        lua_setfield(L, -2, "term");
        lede_lua_seti(L, "count", t.count);
        lede_lua_seti(L, "reference_count", o.count);
        lede_lua_seti(L, "articles", t.texts);
        set_number(L, "per_million", per_million(t.count, words));
        set_number(L, "reference_per_million", per_million(o.count, reference));
        set_number(L, "g2", r[i].score);
        set_number(L, "log_ratio", lede_log_ratio((double)t.count, (double)words, (double)o.count, (double)reference));
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lede_lua_rows_columns(L, "term count reference_count per_million reference_per_million g2 log_ratio articles");
    lua_pushinteger(L, (lua_Integer)n);
    return 2;
}

/* --- a matrix's row ----------------------------------------------------------------- */

static int put_cell(const lede_term_count *t, void *ud)
{
    lede_buf *b = ud;
    const int64_t cell[2] = {t->texts, t->count};

    lede_buf_add(b, (const char *)cell, sizeof cell);
    return b->failed;
}

/* cells(counter, text, language) -> {place, count, place, count, ...}: the counter's terms in that text, places from 1 */
static int cells(lua_State *L)
{
    const counter *c = check_counter(L, 1);
    size_t n, at;
    const char *s = luaL_checklstring(L, 2, &n);
    lede_buf *b = lede_lua_buf(L);
    lede_error err;
    lua_Integer k = 0;

    if (lede_counter_text(c->c, s, n, luaL_optstring(L, 3, NULL), put_cell, b, &err) != LEDE_OK)
        return b->failed ? luaL_error(L, "out of memory") : lede_lua_raise(L, &err);
    lua_createtable(L, (int)(b->n / sizeof(int64_t)), 0);
    for (at = 0; at < b->n; at += 2 * sizeof(int64_t)) {
        int64_t cell[2];

        memcpy(cell, b->s + at, sizeof cell);
        lua_pushinteger(L, (lua_Integer)cell[0] + 1);
        lua_rawseti(L, -2, ++k);
        lua_pushinteger(L, (lua_Integer)cell[1]);
        lua_rawseti(L, -2, ++k);
    }
    return 1;
}

/* term_at(counter, place) -> term, count, articles */
static int term_at(lua_State *L)
{
    const counter *c = check_counter(L, 1);
    lua_Integer i = luaL_checkinteger(L, 2);
    lede_term_count t;

    if (i < 1 || (size_t)i > lede_counter_size(c->c))
        return 0;
    t = lede_counter_at(c->c, (size_t)i - 1);
    lua_pushlstring(L, t.term, t.n);
    lua_pushinteger(L, (lua_Integer)t.count);
    lua_pushinteger(L, (lua_Integer)t.texts);
    return 3;
}

/* --- collocates ----------------------------------------------------------------------- */

typedef struct collocator {
    lede_collocator *c;
} collocator;

static int collocator_gc(lua_State *L)
{
    collocator *c = luaL_checkudata(L, 1, "lede.collocator");

    lede_collocator_free(c->c);
    c->c = NULL;
    return 0;
}

static lede_status add_near(void *to, const char *s, size_t n, const char *language, lede_error *err)
{
    return lede_collocator_add(to, s, n, language, err);
}

/* A copy of what is visited: the terms live in the collocator. */
static int put_collocate(const lede_collocate *c, void *ud)
{
    lede_buf *b = ud;

    lede_buf_add(b, (const char *)c, sizeof *c);
    return b->failed;
}

/* collocates(store, ids, word, {window=, sentence=, stopwords=, exact=}) -> rows in the order of first sight, nodes */
static int collocates(lua_State *L)
{
    size_t n, i, count;
    const char *word = luaL_checklstring(L, 3, &n);
    lede_collocate_options options;
    lede_error err;
    collocator *c;
    lede_buf *b;

    options.window = (size_t)lede_lua_optinteger(L, 4, "window", 5);
    options.sentence = lede_lua_optboolean(L, 4, "sentence", 0);
    options.stopwords = lede_lua_optboolean(L, 4, "stopwords", 0);
    options.exact = lede_lua_optboolean(L, 4, "exact", 0);
    c = lua_newuserdatauv(L, sizeof *c, 0);
    c->c = NULL;
    luaL_setmetatable(L, "lede.collocator");
    if (lede_collocator_new(word, n, &options, &c->c, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    lede_lua_each_body(L, lede_lua_checkstore(L, 1), lede_lua_checkids(L, 2), add_near, c->c);
    b = lede_lua_buf(L);
    lede_collocator_each(c->c, put_collocate, b);
    if (b->failed)
        return luaL_error(L, "out of memory");
    count = b->n / sizeof(lede_collocate);
    lede_lua_rows(L, (int)count);
    for (i = 0; i < count; i++) {
        lede_collocate one;

        memcpy(&one, b->s + i * sizeof one, sizeof one);
        lua_createtable(L, 0, 7);
        lua_pushlstring(L, one.term, one.n);
        lua_setfield(L, -2, "term");
        lede_lua_seti(L, "count", one.count);
        lede_lua_seti(L, "total", one.total);
        lede_lua_seti(L, "articles", one.texts);
        set_number(L, "g2", one.g2);
        set_number(L, "pmi", one.pmi);
        set_number(L, "log_dice", one.log_dice);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lede_lua_rows_columns(L, "term count total g2 pmi log_dice articles");
    lua_pushinteger(L, (lua_Integer)lede_collocator_nodes(c->c));
    return 2;
}

/* --- contexts -------------------------------------------------------------------------- */

/* contexts(text, language, hits {first, last}, width, sentence) -> {left, right, left, right, ...} */
static int contexts(lua_State *L)
{
    size_t n, i, count;
    const char *s = luaL_checklstring(L, 1, &n);
    const char *language = luaL_optstring(L, 2, NULL);
    lede_buf *b = lede_lua_buf(L);
    lede_span *hits, span;
    lede_error err;

    luaL_checktype(L, 3, LUA_TTABLE);
    count = (size_t)lua_rawlen(L, 3);
    memset(&span, 0, sizeof span);
    for (i = 0; i < 3 * count; i++) {
        if (i < count) {
            lua_rawgeti(L, 3, (lua_Integer)i + 1);
            lua_getfield(L, -1, "first");
            lua_getfield(L, -2, "last");
            span.start = (size_t)lua_tointeger(L, -2) - 1;
            span.end = (size_t)lua_tointeger(L, -1);
            lua_pop(L, 3);
        }
        lede_buf_add(b, (const char *)&span, sizeof span);
    }
    if (b->failed)
        return luaL_error(L, "out of memory");
    hits = (lede_span *)(void *)b->s;
    if (lede_contexts(s, n, language, hits, count, (size_t)luaL_checkinteger(L, 4), lua_toboolean(L, 5), hits + count,
                      hits + 2 * count, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    lua_createtable(L, (int)(2 * count), 0);
    for (i = 0; i < count; i++) {
        lua_pushlstring(L, s + hits[count + i].start, hits[count + i].end - hits[count + i].start);
        lua_rawseti(L, -2, (lua_Integer)(2 * i) + 1);
        lua_pushlstring(L, s + hits[2 * count + i].start, hits[2 * count + i].end - hits[2 * count + i].start);
        lua_rawseti(L, -2, (lua_Integer)(2 * i) + 2);
    }
    return 1;
}

static const luaL_Reg functions[] = {
    {"new_counter", new_counter}, {"count_ids", count_ids}, {"count_text", count_text}, {"totals", totals},
    {"top_terms", top_terms},     {"top_keys", top_keys},   {"cells", cells},           {"term_at", term_at},
    {"collocates", collocates},   {"contexts", contexts},   {NULL, NULL},
};

static void type(lua_State *L, const char *name, lua_CFunction gc)
{
    luaL_newmetatable(L, name);
    lua_pushcfunction(L, gc);
    lua_setfield(L, -2, "__gc");
    lua_pop(L, 1);
}

int lede_lua_open_count(lua_State *L)
{
    type(L, "lede.counter", counter_gc);
    type(L, "lede.collocator", collocator_gc);
    lede_lua_internal(L);
    luaL_newlib(L, functions);
    lua_setfield(L, -2, "count");
    lua_pushnil(L);
    return 1;
}
