/*
 * Ranking: Okapi BM25 as FTS5's own bm25() computes it (k1 1.2, b 0.75,
 * inverse document frequency never under 1e-6), a hit in a column counting as
 * many times as the column's weight says.
 *
 * It goes term by term. FTS5 walks the postings of one phrase far faster than
 * SQLite gives rows to a statement, and the document frequency needs that walk
 * anyway: so one call, on the first row of a MATCH, walks every phrase once,
 * adds up scores an article, and the statement is left there.
 */
#include "store/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/query_sql.h"

#define POINTER "lede_ranking"

enum { BLOCK = LEDE__LENGTHS_BLOCK };

static const double K1 = 1.2, B = 0.75;

typedef struct posting {
    int64_t row;
    double part;              /* of the score, before the phrase's weight */
} posting;

/* One article's sum. */
typedef struct sum {
    double score;
    uint32_t phrases;         /* how many of them hit */
} sum;

typedef struct ranking {
    const double *weights;
    lede__length_table lengths;
    double average;           /* length */
    posting *postings;        /* of the phrase in hand */
    size_t n, cap;
    sum **blocks;
    size_t blocks_n, blocks_cap;
    uint32_t phrases;
    int rows_only;            /* of the first phrase: `only` gathers them */
    lede__rowset *only;
    int done;
} ranking;

/* --- one phrase ----------------------------------------------------------------- */

static double length_of(const ranking *r, int64_t row)
{
    size_t block = (size_t)(row / BLOCK);

    return block < r->lengths.n && r->lengths.blocks[block] ? (double)r->lengths.blocks[block][row % BLOCK] : 0;
}

/* Visited for every article that the phrase hits. */
static int visit(const Fts5ExtensionApi *api, Fts5Context *fts, void *ud)
{
    ranking *r = ud;
    int64_t row = api->xRowid(fts);
    Fts5PhraseIter at;
    int column, offset, rc;
    double hits = 0;
    posting *p;

    if (row < 0 || row > INT32_MAX)
        return SQLITE_CORRUPT;
    if (r->rows_only)
        return lede__rowset_add(r->only, row) ? SQLITE_OK : SQLITE_NOMEM;
    rc = api->xPhraseFirst(fts, 0, &at, &column, &offset);
    for (; rc == SQLITE_OK && column >= 0; api->xPhraseNext(fts, &at, &column, &offset))
        hits += column < LEDE__Q_COLUMNS ? r->weights[column] : 0;
    if (rc != SQLITE_OK)
        return rc;
    if (!lede__grow(&r->postings, &r->cap, r->n + 1, sizeof *r->postings))
        return SQLITE_NOMEM;
    p = &r->postings[r->n++];
    p->row = row;
    p->part = hits * (K1 + 1) / (hits + K1 * (1 - B + B * length_of(r, row) / r->average));
    return SQLITE_OK;
}

static sum *sum_of(ranking *r, int64_t row)
{
    size_t block = (size_t)(row / BLOCK);

    if (block >= r->blocks_n) {
        if (!lede__grow(&r->blocks, &r->blocks_cap, block + 1, sizeof *r->blocks))
            return NULL;
        while (r->blocks_n <= block)
            r->blocks[r->blocks_n++] = NULL;
    }
    if (!r->blocks[block] && !(r->blocks[block] = lede__calloc(BLOCK, sizeof **r->blocks)))
        return NULL;
    return &r->blocks[block][row % BLOCK];
}

/* Weigh the postings of the phrase by how rare it is, and add them up. */
static int add_phrase(ranking *r, double articles)
{
    double idf = log((articles - (double)r->n + 0.5) / ((double)r->n + 0.5));
    size_t i;

    if (idf <= 0)
        idf = 1e-6;
    for (i = 0; i < r->n; i++) {
        sum *s = sum_of(r, r->postings[i].row);

        if (!s)
            return SQLITE_NOMEM;
        s->score += idf * r->postings[i].part;
        s->phrases++;
    }
    return SQLITE_OK;
}

static int walk(const Fts5ExtensionApi *api, Fts5Context *fts, ranking *r)
{
    sqlite3_int64 articles = 0, tokens = 0;
    int i, n = api->xPhraseCount(fts), rc;

    if (r->rows_only)
        return api->xQueryPhrase(fts, 0, r, visit);
    rc = api->xRowCount(fts, &articles);
    if (rc == SQLITE_OK)
        rc = api->xColumnTotalSize(fts, -1, &tokens);
    r->average = articles > 0 && tokens > 0 ? (double)tokens / (double)articles : 1;
    for (i = 0; i < n && rc == SQLITE_OK; i++) {
        r->n = 0;
        rc = api->xQueryPhrase(fts, i, r, visit);
        if (rc == SQLITE_OK)
            rc = add_phrase(r, (double)articles);
    }
    r->phrases = (uint32_t)n;
    return rc;
}

static void rank_function(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *ctx, int argc,
                          sqlite3_value **argv)
{
    ranking *r = argc == 1 ? sqlite3_value_pointer(argv[0], POINTER) : NULL;
    int rc;

    if (!r || r->done)
        return;
    r->done = 1;
    rc = walk(api, fts, r);
    if (rc != SQLITE_OK)
        sqlite3_result_error_code(ctx, rc);
}

int lede__rank_register(sqlite3 *db)
{
    fts5_api *api = lede__fts5(db);

    return api ? api->xCreateFunction(api, "lede_rank", NULL, rank_function, NULL) : SQLITE_ERROR;
}

/* --- all of them ------------------------------------------------------------------ */

static void release(ranking *r)
{
    size_t i;

    for (i = 0; i < r->blocks_n; i++)
        lede__free(r->blocks[i]);
    lede__free(r->blocks);
    lede__free(r->postings);
    lede__length_table_release(&r->lengths);
}

/* Run the walk over the phrases of a MATCH expression; one that hits nothing is no failure. */
static lede_status match(lede_store *store, const char *expression, size_t n, ranking *r, lede_error *err)
{
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(store->db, "SELECT lede_rank(fts, ?2) FROM fts WHERE fts MATCH ?1", -1, &st, NULL);

    if (rc == SQLITE_OK)
        rc = sqlite3_bind_text(st, 1, expression, (int)n, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_bind_pointer(st, 2, r, POINTER, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(st);
        rc = rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
    }
    if (rc == SQLITE_NOMEM)
        lede__nomem(err);
    else if (rc != SQLITE_OK)
        lede__q_db_fail(store, err);
    sqlite3_finalize(st);
    return rc == SQLITE_OK ? LEDE_OK : rc == SQLITE_NOMEM ? LEDE_NOMEM : LEDE_IO;
}

lede_status lede__phrase_rows(lede_store *store, const char *expression, size_t n, lede__rowset *rows, lede_error *err)
{
    ranking r;
    lede_status st;

    memset(&r, 0, sizeof r);
    r.rows_only = 1;
    r.only = rows;
    st = match(store, expression, n, &r, err);
    release(&r);
    return st;
}

/* --- the best ----------------------------------------------------------------------- */

static int before(const lede__scored *a, const lede__scored *b)
{
    return a->score != b->score ? a->score > b->score : a->row < b->row;
}

static int by_score(const void *a, const void *b)
{
    return before(a, b) ? -1 : before(b, a);
}

/* Put a score in place of the least one of a heap of k. */
static void sink(double *heap, size_t k, double score)
{
    size_t at = 0, child;

    while ((child = 2 * at + 1) < k) {
        if (child + 1 < k && heap[child + 1] < heap[child])
            child++;
        if (heap[child] >= score)
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = score;
}

/* The k best, and all that score as the last of them, brought to the front: *n is how many. */
static lede_status keep_best(lede__scored *v, size_t *n, size_t k, lede_error *err)
{
    double *heap, least;
    size_t i, kept = 0;

    if (k >= *n)
        return LEDE_OK;
    if (!(heap = lede__reallocn(NULL, k, sizeof *heap)))
        return lede__nomem(err);
    for (i = 0; i < k; i++)
        heap[i] = -1;   /* under every score */
    for (i = 0; i < *n; i++)
        if (v[i].score > heap[0])
            sink(heap, k, v[i].score);
    least = heap[0];
    lede__free(heap);
    for (i = 0; i < *n; i++)
        if (v[i].score >= least)
            v[kept++] = v[i];
    *n = kept;
    return LEDE_OK;
}

static lede_status gather(const ranking *r, int all, const lede__rowset *within, lede__scored **out, size_t *n,
                          lede_error *err)
{
    size_t b, i, cap = 0;

    for (b = 0; b < r->blocks_n; b++)
        for (i = 0; r->blocks[b] && i < BLOCK; i++) {
            const sum *s = &r->blocks[b][i];
            int64_t row = (int64_t)(b * BLOCK + i);

            if (!s->phrases || (all && s->phrases != r->phrases) || (within && !lede__rowset_has(within, row)))
                continue;
            if (!lede__grow(out, &cap, *n + 1, sizeof **out))
                return lede__nomem(err);
            (*out)[*n].score = s->score;
            (*out)[(*n)++].row = row;
        }
    return LEDE_OK;
}

/* Articles of equal score go by id. */
static lede_status settle_ties(lede_store *store, lede__scored *v, size_t n, lede_error *err)
{
    size_t from, to, i, count;
    lede_status st = LEDE_OK;
    int64_t *rows;

    for (from = 0; from < n && st == LEDE_OK; from = to) {
        for (to = from + 1; to < n && v[to].score == v[from].score; to++)
            ;
        if (to - from < 2)
            continue;
        if (!(rows = lede__reallocn(NULL, to - from, sizeof *rows)))
            return lede__nomem(err);
        for (i = from; i < to; i++)
            rows[i - from] = v[i].row;
        count = to - from;
        st = lede_store_sort(store, rows, &count, "id", err);
        for (i = 0; i < count; i++)
            v[from + i].row = rows[i];
        lede__free(rows);
    }
    return st;
}

lede_status lede__rank(lede_store *store, const lede__rank_spec *spec, lede__scored **out, size_t *n, lede_error *err)
{
    ranking r;
    lede_status st;

    *out = NULL;
    *n = 0;
    memset(&r, 0, sizeof r);
    r.weights = spec->weights;
    st = lede__length_table_load(store->db, &r.lengths, err);
    if (st == LEDE_OK)
        st = match(store, spec->match, spec->match_n, &r, err);
    if (st == LEDE_OK)
        st = gather(&r, spec->all, spec->within, out, n, err);
    release(&r);
    if (st == LEDE_OK && *n)
        st = keep_best(*out, n, spec->limit ? spec->limit : *n, err);
    if (st == LEDE_OK && *n) {
        qsort(*out, *n, sizeof **out, by_score);
        st = settle_ties(store, *out, *n, err);
        if (spec->limit && *n > spec->limit)
            *n = spec->limit;
    }
    if (st != LEDE_OK) {
        lede__free(*out);
        *out = NULL;
        *n = 0;
    }
    return st;
}
