/*
 * Ranking: Okapi BM25 as FTS5's own bm25() computes it (k1 1.2, b 0.75,
 * inverse document frequency never under 1e-6), a hit in a column counting as
 * many times as the column's weight says.
 *
 * It goes term by term. FTS5 walks the postings of one phrase far faster than
 * SQLite gives rows to a statement, and the document frequency needs that walk
 * anyway: so one call, on the first row of a MATCH, walks every phrase once,
 * adds up scores an article, and the statement is left there. Only a lone
 * prefix, whose rows FTS5 must gather before the first, goes row by row.
 */
#include "store/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/query_cache.h"
#include "store/query_sql.h"

#define POINTER "lede_ranking"

enum { BLOCK = LEDE__LENGTHS_BLOCK };

static const double K1 = 1.2, B = 0.75;

/* What is known of one article. */
typedef struct sum {
    double score;
    float hits;               /* weighed, of the term in hand */
    uint32_t terms;           /* how many of them hit */
} sum;

typedef struct ranking {
    const lede__rank_spec *spec;
    const lede__length_table *lengths;
    double average, articles; /* the mean length, and of how many */
    int64_t *touched;         /* articles that the term in hand hits */
    size_t touched_n, cap;
    sum **blocks;
    size_t blocks_n, blocks_cap;
    int64_t *rows;            /* articles that any term hits */
    size_t rows_n, rows_cap;
    lede__rowset aside;       /* articles that the term in hand hits and that do not matter */
    lede__rowset *only;       /* no ranking: gather the rows */
    int done;
} ranking;

/* --- one phrase ----------------------------------------------------------------- */

static double length_of(const ranking *r, int64_t row)
{
    size_t block = (size_t)(row / BLOCK);

    return block < r->lengths->n && r->lengths->blocks[block] ? (double)r->lengths->blocks[block][row % BLOCK] : 0;
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

/* Visited for every article that the phrase hits. */
static int visit(const Fts5ExtensionApi *api, Fts5Context *fts, void *ud)
{
    ranking *r = ud;
    int64_t row = api->xRowid(fts);
    Fts5PhraseIter at;
    int column, offset, rc;
    double hits = 0;
    sum *s;

    if (row < 0 || row > INT32_MAX)
        return SQLITE_CORRUPT;
    if (r->only)
        return lede__rowset_add(r->only, row) ? SQLITE_OK : SQLITE_NOMEM;
    if (r->spec->within && !lede__rowset_has(r->spec->within, row))
        return lede__rowset_add(&r->aside, row) ? SQLITE_OK : SQLITE_NOMEM;
    rc = api->xPhraseFirst(fts, 0, &at, &column, &offset);
    for (; rc == SQLITE_OK && column >= 0; api->xPhraseNext(fts, &at, &column, &offset))
        hits += column < LEDE__Q_COLUMNS ? r->spec->weights[column] : 0;
    if (rc != SQLITE_OK)
        return rc;
    if (!(s = sum_of(r, row)) ||
        (r->touched_n == r->cap && !lede__grow(&r->touched, &r->cap, r->touched_n + 1, sizeof *r->touched)))
        return SQLITE_NOMEM;
    if (s->hits <= 0) {
        r->touched[r->touched_n++] = row;
        if (!s->terms) {
            if (r->rows_n == r->rows_cap && !lede__grow(&r->rows, &r->rows_cap, r->rows_n + 1, sizeof *r->rows))
                return SQLITE_NOMEM;
            r->rows[r->rows_n++] = row;
        }
    }
    s->hits += (float)hits;
    return SQLITE_OK;
}

/* Weigh the hits of the term by how rare it is, and add them up. */
static void add_term(ranking *r)
{
    double n = (double)r->touched_n + (double)r->aside.count, idf = log((r->articles - n + 0.5) / (n + 0.5));
    size_t i;

    if (idf <= 0)
        idf = 1e-6;
    for (i = 0; i < r->touched_n; i++) {
        int64_t row = r->touched[i];
        sum *s = &r->blocks[row / BLOCK][row % BLOCK];
        double hits = (double)s->hits;

        s->score += idf * hits * (K1 + 1) / (hits + K1 * (1 - B + B * length_of(r, row) / r->average));
        s->hits = 0;
        s->terms++;
    }
    r->touched_n = 0;
    lede__rowset_release(&r->aside);
}

static int measure(const Fts5ExtensionApi *api, Fts5Context *fts, ranking *r)
{
    sqlite3_int64 n = 0, tokens = 0;
    int rc = api->xRowCount(fts, &n);

    if (rc == SQLITE_OK)
        rc = api->xColumnTotalSize(fts, -1, &tokens);
    r->average = n > 0 && tokens > 0 ? (double)tokens / (double)n : 1;
    r->articles = (double)n;
    return rc;
}

static int walk(const Fts5ExtensionApi *api, Fts5Context *fts, ranking *r)
{
    int phrase = 0, rc = SQLITE_OK, n = api->xPhraseCount(fts);
    size_t g, i;

    for (; r->only && phrase < n && rc == SQLITE_OK; phrase++)
        rc = api->xQueryPhrase(fts, phrase, r, visit);
    if (r->only)
        return rc;
    rc = measure(api, fts, r);
    for (g = 0; g < r->spec->groups_n; g++) {
        for (i = 0; i < r->spec->groups[g] && rc == SQLITE_OK && phrase < n; i++)
            rc = api->xQueryPhrase(fts, phrase++, r, visit);
        if (rc == SQLITE_OK)
            add_term(r);
    }
    return rc;
}

static void rank_function(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *ctx, int argc,
                          sqlite3_value **argv)
{
    ranking *r = argc == 1 ? sqlite3_value_pointer(argv[0], POINTER) : NULL;
    int rc = SQLITE_OK;

    if (!r)
        return;
    if (!r->only && r->spec->steps) {
        if (!r->done)
            rc = measure(api, fts, r);
        if (rc == SQLITE_OK)
            rc = visit(api, fts, r);
    } else if (!r->done) {
        rc = walk(api, fts, r);
    }
    r->done = 1;
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
    lede__free(r->touched);
    lede__free(r->rows);
    lede__rowset_release(&r->aside);
}

/* Run the walk over the phrases of a MATCH expression; one that hits nothing is no failure. */
static lede_status match(lede_store *store, const char *expression, size_t n, ranking *r, lede_error *err)
{
    int steps = !r->only && r->spec->steps;
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(store->db, steps ? "SELECT 1 FROM fts WHERE fts MATCH ?1 AND lede_rank(fts, ?2)"
                                                 : "SELECT lede_rank(fts, ?2) FROM fts WHERE fts MATCH ?1", -1, &st, NULL);

    if (rc == SQLITE_OK)
        rc = sqlite3_bind_text(st, 1, expression, (int)n, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_bind_pointer(st, 2, r, POINTER, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(st);
        rc = rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
        if (rc == SQLITE_OK && steps && r->done)
            add_term(r);
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

static lede_status gather(const ranking *r, lede__scored **out, size_t *n, lede_error *err)
{
    size_t i;

    if (r->rows_n && !(*out = lede__reallocn(NULL, r->rows_n, sizeof **out)))
        return lede__nomem(err);
    for (i = 0; i < r->rows_n; i++) {
        int64_t row = r->rows[i];

        (*out)[i].score = r->blocks[row / BLOCK][row % BLOCK].score;
        (*out)[i].row = row;
    }
    *n = r->rows_n;
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
    r.spec = spec;
    st = lede__q_lengths(store, &r.lengths, err);
    if (st == LEDE_OK)
        st = match(store, spec->match, spec->match_n, &r, err);
    if (st == LEDE_OK)
        st = gather(&r, out, n, err);
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
