#include "store/query_cache.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/index.h"

lede_status lede__q_version(lede_store *s, int64_t *version, int64_t *changes, lede_error *err)
{
    lede_status st = s->writing ? lede__index_flush(s, err) : LEDE_OK;   /* words of this run are found in it */

    *changes = sqlite3_total_changes(s->db);
    return st == LEDE_OK ? lede__file_version(s, version, err) : st;
}

static void empty(lede__q_cache *c)
{
    size_t i;

    for (i = 0; i < c->languages_n; i++) {
        lede_stemmer_free(c->languages[i].stemmer);
        lede__free(c->languages[i].code);
    }
    c->languages_n = 0;
    lede__map_clear(&c->stems);
    lede__map_clear(&c->counts);
    lede__arena_release(&c->words);
    lede__length_table_release(&c->lengths);
    lede__rowset_release(&c->copies);
    c->has_languages = c->has_copies = 0;
}

void lede__q_cache_free(lede_store *s)
{
    if (!s->queries)
        return;
    empty(s->queries);
    lede__map_release(&s->queries->stems);
    lede__map_release(&s->queries->counts);
    lede__hits_pool_release(&s->queries->pool);
    lede__free(s->queries->room);
    lede__free(s->queries->languages);
    lede__free(s->queries);
    s->queries = NULL;
}

/* The cache, emptied where the store has changed. */
static lede_status fresh(lede_store *s, lede_error *err)
{
    int64_t version, changes;
    lede_status st = lede__q_version(s, &version, &changes, err);

    if (st != LEDE_OK)
        return st;
    if (!s->queries && !(s->queries = lede__calloc(1, sizeof *s->queries)))
        return lede__nomem(err);
    if (s->queries->version != version || s->queries->changes != changes)
        empty(s->queries);
    s->queries->version = version;
    s->queries->changes = changes;
    return LEDE_OK;
}

/* --- languages ----------------------------------------------------------------------- */

/* en-GB has the words of en: its length up to there, as far as vocab.c keeps it. */
static size_t primary(const char *code, size_t n)
{
    size_t i;

    for (i = 0; i < n && i < 7 && code[i] != '-' && code[i] != '_'; i++)
        ;
    return i;
}

static lede_status add_language(lede__q_cache *c, const char *code, size_t n, lede_error *err)
{
    lede__q_language *l;
    size_t i;

    n = primary(code, n);
    for (i = 0; i < c->languages_n; i++)
        if (strlen(c->languages[i].code) == n && memcmp(c->languages[i].code, code, n) == 0)
            return LEDE_OK;
    if (!n)
        return LEDE_OK;
    if (!lede__grow(&c->languages, &c->languages_cap, c->languages_n + 1, sizeof *c->languages))
        return lede__nomem(err);
    l = &c->languages[c->languages_n];
    memset(l, 0, sizeof *l);
    if (!(l->code = lede__strndup(code, n)))
        return lede__nomem(err);
    c->languages_n++;
    return lede_stemmer_new(l->code, &l->stemmer, err);
}

/* Words of new languages may all be their own stems: so the first articles are asked too. */
static lede_status find_languages(lede_store *s, lede_error *err)
{
    static const char *const sources[] = {
        "WITH RECURSIVE l(x) AS (SELECT min(language) FROM vocab UNION ALL "
        "SELECT (SELECT min(language) FROM vocab WHERE language > x) FROM l WHERE x IS NOT NULL) "
        "SELECT x FROM l WHERE x IS NOT NULL",
        "SELECT DISTINCT lower(language) FROM (SELECT language FROM article ORDER BY row LIMIT 200) "
        "WHERE language IS NOT NULL ORDER BY 1",
    };
    lede_status st = LEDE_OK;
    size_t i, n;

    for (i = 0; i < 2 && st == LEDE_OK; i++) {
        sqlite3_stmt *rows = lede__sql(s, sources[i], err);

        if (!rows)
            return lede__db_fail(s, err);
        while ((st = lede__row_st(s, rows, err)) == LEDE_OK) {
            const char *code = lede__text(rows, 0, &n);

            if ((st = add_language(s->queries, code, n, err)) != LEDE_OK)
                break;
        }
        sqlite3_reset(rows);
        if (st == LEDE_DONE)
            st = LEDE_OK;
    }
    return st;
}

lede_status lede__q_languages(lede_store *s, const lede__q_language **out, size_t *n, lede_error *err)
{
    lede_status st = fresh(s, err);

    if (st == LEDE_OK && !s->queries->has_languages) {
        st = find_languages(s, err);
        if (st != LEDE_OK)
            empty(s->queries);
        else
            s->queries->has_languages = 1;
    }
    if (st != LEDE_OK)
        return st;
    *out = s->queries->languages;
    *n = s->queries->languages_n;
    return LEDE_OK;
}

/* --- words ------------------------------------------------------------------------------ */

enum { KEPT = 4096 };   /* words at most */

lede__q_words *lede__q_words_of(lede_store *s, const char *word, size_t n)
{
    lede__q_cache *c = s->queries;
    const lede__map_entry *e;

    if (c->stems.count >= KEPT) {
        lede__map_clear(&c->stems);
        lede__arena_release(&c->words);
    }
    e = lede__map_get(&c->stems, word, n);
    return e ? e->value.p : NULL;
}

int lede__q_words_put(lede_store *s, const char *word, size_t n, lede__q_words *words)
{
    lede__map_entry *e = lede__map_put(&s->queries->stems, word, n);

    if (e)
        e->value.p = words;
    return e != NULL;
}

int64_t *lede__q_count(lede_store *s, const char *key, size_t n)
{
    lede__map *counts = &s->queries->counts;
    size_t before;
    lede__map_entry *e;

    if (counts->count >= KEPT)
        lede__map_clear(counts);
    before = counts->count;
    if (!(e = lede__map_put(counts, key, n)))
        return NULL;
    if (counts->count > before)
        e->value.i = -1;
    return &e->value.i;
}

/* --- lengths --------------------------------------------------------------------------- */

lede_status lede__q_lengths(lede_store *s, lede__length_table **out, lede_error *err)
{
    lede_status st = fresh(s, err);

    *out = st == LEDE_OK ? &s->queries->lengths : NULL;
    return st;
}

/* --- copies ---------------------------------------------------------------------------- */

lede_status lede__q_copies(lede_store *s, lede__rowset **out, lede_error *err)
{
    lede_status st = fresh(s, err);

    *out = st == LEDE_OK ? &s->queries->copies : NULL;
    return st == LEDE_OK && !s->queries->has_copies ? LEDE_DONE : st;
}
