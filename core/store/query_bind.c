/*
 * Completing a query with the words of a store: the index holds words as
 * folded, so a word of a query stands for all words seen that have its stem in
 * a language that the store holds.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/map.h"
#include "lede/text.h"
#include "store/covered.h"
#include "store/query_cache.h"
#include "store/query_sql.h"

typedef struct binder {
    lede_query *q;
    lede_store *store;
    lede__arena *arena;
    const lede__q_language *languages;
    size_t n;
    lede_error *err;
} binder;

/* --- the words of a stem ---------------------------------------------------------- */

/* The words of a term, as the keys of a map. */
static int put_word(binder *b, lede__map *words, const char *s, size_t n)
{
    if (lede__map_put(words, s, n))
        return 1;
    lede__nomem(b->err);
    return 0;
}

static lede_status words_of_stem(binder *b, const lede__q_language *l, const lede__qterm *t, lede__map *words)
{
    const char *stem, *word;
    size_t n = lede_stem(l->stemmer, t->s, t->n, &stem);
    sqlite3_stmt *rows;
    lede_status st;

    if (!put_word(b, words, stem, n))
        return LEDE_NOMEM;
    rows = lede__sql(b->store, "SELECT word FROM vocab WHERE language = ?1 AND stem = ?2", b->err);
    if (!rows)
        return lede__db_fail(b->store, b->err);
    lede__bind_z(rows, 1, l->code);
    sqlite3_bind_text(rows, 2, stem, (int)n, SQLITE_TRANSIENT);
    while ((st = lede__row_st(b->store, rows, b->err)) == LEDE_OK) {
        word = lede__text(rows, 0, &n);
        if (!put_word(b, words, word, n))
            st = LEDE_NOMEM;
        if (st != LEDE_OK)
            break;
    }
    sqlite3_reset(rows);
    return st == LEDE_DONE ? LEDE_OK : st;
}

static int by_bytes(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;

    return strcmp(*x, *y);
}

static int is_key(const char *s, size_t n, void *ud)
{
    return lede__map_get(ud, s, n) != NULL;
}

/* The map's keys as sorted lists. 0 when memory ran out. */
static int list_words(lede__arena *arena, lede__map *words, lede__q_words *out)
{
    size_t i;

    out->words = lede__arena_alloc(arena, words->count * sizeof *out->words);
    out->lean = lede__arena_alloc(arena, words->count * sizeof *out->lean);
    if (!out->words || !out->lean)
        return 0;
    for (i = 0; i < words->count; i++)
        if (!(out->words[i] = lede__arena_copy(arena, words->entries[i].key, words->entries[i].n)))
            return 0;
    qsort(out->words, words->count, sizeof *out->words, by_bytes);
    out->words_n = words->count;
    for (i = 0; i < words->count; i++)
        if (!lede__is_covered(out->words[i], strlen(out->words[i]), is_key, words))
            out->lean[out->lean_n++] = out->words[i];
    return 1;
}

/* Ask the store for the words of a term, and remember them; none where it stands for itself alone. */
static lede_status find_words(binder *b, const lede__qterm *t, lede__q_words **out)
{
    lede__arena *arena = &b->store->queries->words;
    lede_status st = LEDE_OK;
    lede__map words;
    size_t i;

    if (!(*out = lede__arena_alloc(arena, sizeof **out)))
        return lede__nomem(b->err);
    memset(*out, 0, sizeof **out);
    lede__map_init(&words);
    if (!put_word(b, &words, t->s, t->n))
        st = LEDE_NOMEM;
    for (i = 0; i < b->n && st == LEDE_OK; i++)
        if (b->languages[i].stemmer)
            st = words_of_stem(b, &b->languages[i], t, &words);
    if (st == LEDE_OK && ((words.count > 1 && !list_words(arena, &words, *out)) ||
                          !lede__q_words_put(b->store, t->s, t->n, *out)))
        st = lede__nomem(b->err);
    lede__map_release(&words);
    return st;
}

/* A query keeps its own copy: the store may be closed before it is freed. NULL when memory ran out. */
static const char **copy_words(lede__arena *arena, const char *const *words, size_t n)
{
    const char **out = lede__arena_alloc(arena, n * sizeof *out);
    size_t i;

    for (i = 0; i < n && out; i++)
        if (!(out[i] = lede__arena_copy(arena, words[i], strlen(words[i]))))
            return NULL;
    return out;
}

static lede_status expand(binder *b, lede__qterm *t)
{
    lede__q_words *w = lede__q_words_of(b->store, t->s, t->n);
    lede_status st = w ? LEDE_OK : find_words(b, t, &w);

    if (st != LEDE_OK || !w->words_n)
        return st;
    t->words = copy_words(b->arena, w->words, w->words_n);
    t->lean = copy_words(b->arena, w->lean, w->lean_n);
    if (!t->words || !t->lean)
        return lede__nomem(b->err);
    t->words_n = w->words_n;
    t->lean_n = w->lean_n;
    return LEDE_OK;
}

static lede_status expand_node(binder *b, lede__qnode *node)
{
    lede_status st = LEDE_OK;
    size_t i;

    if (node->stem)
        st = expand(b, &node->terms[0]);
    for (i = 0; i < node->kids_n && st == LEDE_OK; i++)
        st = expand_node(b, node->kids[i]);
    return st;
}

/* --- binding ------------------------------------------------------------------------ */

static void forget(lede__qnode *node)
{
    size_t i;

    for (i = 0; i < node->terms_n; i++) {
        node->terms[i].words = node->terms[i].lean = NULL;
        node->terms[i].words_n = node->terms[i].lean_n = 0;
    }
    for (i = 0; i < node->kids_n; i++)
        forget(node->kids[i]);
}

void lede__q_unbind(lede_query *q)
{
    if (!q->binding)
        return;
    if (q->root)
        forget(q->root);
    sqlite3_finalize(q->binding->conditions);
    lede__free(q->binding->nodes);
    lede__arena_release(&q->binding->arena);
    lede__free(q->binding);
    q->binding = NULL;
}

static int needs_words(const lede__qnode *node)
{
    size_t i;

    if (node->stem)
        return 1;
    for (i = 0; i < node->kids_n; i++)
        if (needs_words(node->kids[i]))
            return 1;
    return 0;
}

static lede_status fill(lede_query *q, lede_store *store, lede_error *err)
{
    binder b = { q, store, &q->binding->arena, NULL, 0, err };
    lede_status st = lede__q_languages(store, &b.languages, &b.n, err);

    return st == LEDE_OK ? expand_node(&b, q->root) : st;
}

lede_status lede__q_bind(lede_query *q, lede_store *store, lede_error *err)
{
    int64_t version, changes;
    lede__qbinding *b = q->binding;
    lede_status st = lede__q_version(store, &version, &changes, err);

    if (st != LEDE_OK)
        return st;
    if (b && b->store == store && b->db == store->db && b->version == version && b->changes == changes)
        return LEDE_OK;
    lede__q_unbind(q);
    if (!(b = q->binding = lede__calloc(1, sizeof *b)))
        return lede__nomem(err);
    b->store = store;
    b->db = store->db;
    b->version = version;
    b->changes = changes;
    lede__arena_init(&b->arena);
    st = needs_words(q->root) ? fill(q, store, err) : LEDE_OK;
    if (st != LEDE_OK)
        lede__q_unbind(q);
    return st;
}
