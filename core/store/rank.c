/*
 * Ranking: Okapi BM25 as FTS5's own bm25() computes it (k1 1.2, b 0.75,
 * inverse document frequency never under 1e-6), a hit in a column counting as
 * many times as the column's weight says, all words of a stem being one term.
 *
 * It goes window by window of rows, in each term by term: hits of a window stay
 * in the processor's cache, and a window holds everything of its articles,
 * whatever segments they are in.
 */
#include "store/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/leaf.h"
#include "store/query_cache.h"

enum { BLOCK = LEDE__LENGTHS_BLOCK, WORDS = BLOCK / 64 };

static const double K1 = 1.2, B = 0.75;

/* A term of the query: lists that are walked along, or hits that are there. */
typedef struct term {
    const lede__qnode *node;
    double weights[LEDE__COLUMNS];
    lede__leaf_kind kind;
    lede__lists lists;
    lede__hits hits;
    lede__tally tally;
    size_t at;                    /* in the tally */
    lede__rowset rows;            /* that it hits, where they had to be counted */
    int has_rows;
    double idf;
} term;

/* A window of rows. */
struct lede__rank_room {
    lede__hits_block hits;        /* of a term */
    uint64_t any[WORDS];          /* rows that any term hits */
    double scores[BLOCK];
};

typedef struct ranking {
    lede_store *store;
    const lede__rank_spec *spec;
    lede__view *view;
    lede__length_table *lengths;
    double average, articles;     /* the mean length, and of how many */
    term *terms;
    int alone;                    /* one term, and of all articles: how many it hits is counted on the way */
    int64_t counted;
    const lede__rowset *within;   /* NULL: all */
    lede__rowset met;             /* rows that every term hits, where that is asked for */
    lede__rank_room *room;        /* the window in hand */
    /* The best so far: all that may be among them, and their scores as a heap, the least first. */
    lede__scored *best;
    size_t best_n, best_cap, limit;
    double *heap;
    lede_error *err;
} ranking;

/* --- terms ---------------------------------------------------------------------------- */

/* How many articles a term of lists hits, if that takes no reading of them; -1 else. */
static int64_t known_articles(const term *t)
{
    size_t i;

    if (t->node->columns != LEDE__Q_TEXTS || (t->node->terms[0].lean_n > 1 && t->lists.n > 1))
        return -1;
    for (i = 0; i < t->lists.n; i++)
        if (t->lists.v[i].dead)
            return -1;
    return (int64_t)t->lists.articles;
}

static lede_status find_rows(ranking *r, term *t, const lede__rowset *within, lede__rowset *rows)
{
    lede_status st = LEDE_OK;
    size_t i;

    for (i = 0; i < t->lists.n && st == LEDE_OK; i++)
        st = lede__walker_rows(&t->lists.v[i], t->node->columns, within, 0, rows, r->err);
    lede__lists_rewind(&t->lists);
    return st;
}

/* The remembered count of a word, -1 where there is none yet; NULL when memory ran out. */
static int64_t *count_of(ranking *r, const term *t)
{
    const lede__qterm *word = &t->node->terms[0];
    int64_t *count;
    lede_buf key;

    lede_buf_init(&key);
    lede_buf_addc(&key, (char)('0' + t->node->columns));
    lede_buf_addc(&key, t->node->stem ? '~' : '=');
    lede_buf_add(&key, word->s, word->n);
    count = key.failed ? NULL : lede__q_count(r->store, key.s, key.n);
    lede_buf_release(&key);
    return count;
}

static lede_status count_lists(ranking *r, term *t, int64_t *n)
{
    int64_t *count;
    lede_status st;

    if ((*n = known_articles(t)) >= 0)
        return LEDE_OK;
    if (!(count = count_of(r, t)))
        return lede__nomem(r->err);
    if (*count < 0) {
        st = find_rows(r, t, NULL, &t->rows);
        if (st != LEDE_OK)
            return st;
        t->has_rows = 1;
        *count = t->rows.count;
    }
    *n = *count;
    return LEDE_OK;
}

static lede_status count_articles(ranking *r, term *t, int64_t *n)
{
    lede_status st = LEDE_OK;

    if (t->kind == LEDE__LEAF_LISTS)
        return count_lists(r, t, n);
    t->has_rows = 1;
    if (!(t->kind == LEDE__LEAF_PREFIX ? lede__hits_rows(&t->hits, &t->rows) : lede__tally_rows(&t->tally, &t->rows)))
        st = lede__nomem(r->err);
    *n = t->rows.count;
    return st;
}

static lede_status open_kind(ranking *r, term *t)
{
    t->kind = lede__leaf_kind_of(t->node);
    switch (t->kind) {
    case LEDE__LEAF_LISTS: return lede__leaf_lists(r->view, t->node, &t->lists, r->err);
    case LEDE__LEAF_PREFIX: return lede__leaf_hits(r->view, t->node, t->weights, &t->hits, r->err);
    default: return lede__leaf_tally(r->view, t->node, t->weights, &t->tally, r->err);
    }
}

/* How much a term weighs that so many articles hold. */
static double idf_of(const ranking *r, int64_t n)
{
    double idf = log((r->articles - (double)n + 0.5) / ((double)n + 0.5));

    return idf > 0 ? idf : 1e-6;
}

static lede_status open_term(ranking *r, term *t, const lede__qnode *node)
{
    lede_status st;
    int64_t n = 0;
    int i;

    t->node = node;
    t->hits.pool = &r->store->queries->pool;
    for (i = 0; i < LEDE__COLUMNS; i++)
        t->weights[i] = node->columns >> i & 1 ? r->spec->weights[i] : 0;
    st = open_kind(r, t);
    if (st == LEDE_OK && !r->alone)
        st = count_articles(r, t, &n);
    t->idf = r->alone ? 1 : idf_of(r, n);
    return st;
}

/* The rows that every term hits: of those that are known first, then term by term, the rarest first. */
static lede_status meet(ranking *r)
{
    lede_status st = LEDE_OK;
    size_t i, known = 0;

    for (i = 0; i < r->spec->terms_n; i++) {
        term *t = &r->terms[i];

        if (!t->has_rows)
            continue;
        if (known++) {
            lede__rowset_meet(&r->met, &t->rows);
        } else {
            r->met = t->rows;
            lede__rowset_init(&t->rows);
        }
    }
    while (known++ < r->spec->terms_n && st == LEDE_OK) {
        term *rarest = NULL;
        lede__rowset rows;

        for (i = 0; i < r->spec->terms_n; i++)
            if (!r->terms[i].has_rows && (!rarest || r->terms[i].lists.articles < rarest->lists.articles))
                rarest = &r->terms[i];
        lede__rowset_init(&rows);
        st = find_rows(r, rarest, known > 1 ? &r->met : NULL, &rows);
        lede__rowset_release(&r->met);
        r->met = rows;
        rarest->has_rows = 1;
    }
    r->within = &r->met;
    return st;
}

/* Of the blocks of rows, how many may have hits. */
static size_t windows(const ranking *r)
{
    size_t i, j, n = 0;

    for (i = 0; i < r->spec->terms_n; i++) {
        const term *t = &r->terms[i];

        if (t->hits.n > n)
            n = t->hits.n;
        if (t->tally.n && t->tally.v[t->tally.n - 1].row / BLOCK + 1 > n)
            n = t->tally.v[t->tally.n - 1].row / BLOCK + 1;
        for (j = 0; j < t->lists.n; j++) {
            size_t last = lede__list_last(t->lists.v[j].list, t->lists.v[j].list->blocks - 1) / BLOCK + 1;

            if (last > n)
                n = last;
        }
    }
    return n;
}

/* --- a window ---------------------------------------------------------------------------- */

/* The hits of the term in the window; *out is NULL where there are none. */
static lede_status hits_of(ranking *r, term *t, size_t window, lede__hits_block **out)
{
    int64_t from = (int64_t)window * BLOCK;
    lede_status st = LEDE_OK;
    size_t i;

    *out = NULL;
    if (t->kind == LEDE__LEAF_PREFIX) {
        *out = window < t->hits.n ? t->hits.blocks[window] : NULL;
        return LEDE_OK;
    }
    if (t->kind == LEDE__LEAF_PLACES) {
        lede__tally_hits(&t->tally, &t->at, from, &r->room->hits);
        *out = &r->room->hits;
        return LEDE_OK;
    }
    for (i = 0; i < t->lists.n && st == LEDE_OK; i++) {
        st = lede__walker_next(&t->lists.v[i], from, from + BLOCK, r->within, r->err);
        if (st == LEDE_OK) {
            *out = &r->room->hits;
            st = lede__hits_of(&t->lists.v[i], t->weights, from, r->within, &r->room->hits, r->err);
        } else if (st == LEDE_DONE) {
            st = LEDE_OK;
        }
    }
    return st;
}

/* --- scores -------------------------------------------------------------------------------- */

/* BM25 of a term in a text, before the term's own weight. */
typedef struct formula {
    double least, by_length;
} formula;

static formula formula_of(const ranking *r)
{
    formula f = { K1 * (1 - B), K1 * B / r->average };

    return f;
}

static inline double weigh(formula f, double hits, uint32_t length)
{
    return hits * (K1 + 1) / (hits + f.least + f.by_length * length);
}

/* Leave zeros in place of the hits of 64 rows. */
static void wipe(lede__hits_block *b, size_t word)
{
    uint64_t left;

    for (left = b->touched[word]; left; left &= left - 1)
        b->hits[word * 64 + (size_t)__builtin_ctzll(left)] = 0;
    b->touched[word] = 0;
}

/* Weigh the hits by how rare the term is, and add them to the scores; wipes them. */
static void add_scores(ranking *r, double idf, lede__hits_block *b, const uint64_t *within, const uint32_t *lengths)
{
    formula f = formula_of(r);
    size_t i;

    for (i = 0; i < WORDS; i++) {
        uint64_t hit = within ? b->touched[i] & within[i] : b->touched[i], left;

        for (left = hit; left; left &= left - 1) {
            size_t row = i * 64 + (size_t)__builtin_ctzll(left);
            double s = idf * weigh(f, (double)b->hits[row], lengths[row]);

            r->room->scores[row] = r->room->any[i] >> (row & 63) & 1 ? r->room->scores[row] + s : s;
        }
        r->room->any[i] |= hit;
        wipe(b, i);
    }
}

/* --- the best ---------------------------------------------------------------------------- */

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

/* Take up an article that may be among the best; those that score as the last of them are. */
static inline lede_status take(ranking *r, size_t window, size_t row, double score)
{
    if (r->limit && score < r->heap[0])
        return LEDE_OK;
    if (r->limit && score > r->heap[0])
        sink(r->heap, r->limit, score);
    if (r->best_n == r->best_cap && !lede__grow(&r->best, &r->best_cap, r->best_n + 1, sizeof *r->best))
        return lede__nomem(r->err);
    r->best[r->best_n].score = score;
    r->best[r->best_n++].row = (int64_t)(window * BLOCK + row);
    return LEDE_OK;
}

/* The articles of the window by their scores. */
static lede_status take_scored(ranking *r, size_t window)
{
    lede_status st = LEDE_OK;
    uint64_t left;
    size_t i;

    for (i = 0; i < WORDS; i++) {
        for (left = r->room->any[i]; left && st == LEDE_OK; left &= left - 1) {
            size_t row = i * 64 + (size_t)__builtin_ctzll(left);

            st = take(r, window, row, r->room->scores[row]);
        }
        r->room->any[i] = 0;
    }
    return st;
}

/* The articles of the window by the hits of the only term; wipes them. */
static lede_status take_hits(ranking *r, size_t window, lede__hits_block *b, const uint32_t *lengths)
{
    formula f = formula_of(r);
    lede_status st = LEDE_OK;
    uint64_t left;
    size_t i;

    for (i = 0; i < WORDS; i++) {
        for (left = b->touched[i]; left && st == LEDE_OK; left &= left - 1) {
            size_t row = i * 64 + (size_t)__builtin_ctzll(left);

            r->counted++;
            st = take(r, window, row, weigh(f, (double)b->hits[row], lengths[row]));
        }
        wipe(b, i);
    }
    return st;
}

static lede_status rank_window(ranking *r, size_t window)
{
    const uint64_t *within = r->within ? lede__rowset_bits(r->within, (int64_t)window * BLOCK, WORDS) : NULL;
    const uint32_t *lengths = NULL;
    lede__hits_block *b;
    lede_status st = LEDE_OK;
    size_t i;

    if (r->within && !within)
        return LEDE_OK;
    for (i = 0; i < r->spec->terms_n && st == LEDE_OK; i++) {
        st = hits_of(r, &r->terms[i], window, &b);
        if (st != LEDE_OK || !b)
            continue;
        if (!lengths)
            st = lede__length_table_block(r->lengths, r->store->db, window, &lengths, r->err);
        if (st != LEDE_OK)
            return st;
        if (r->alone)
            st = take_hits(r, window, b, lengths);
        else
            add_scores(r, r->terms[i].idf, b, within, lengths);
    }
    return st == LEDE_OK && lengths && !r->alone ? take_scored(r, window) : st;
}

/* --- all of it ------------------------------------------------------------------------------ */

/* Close the lists before the view is done. */
static void release(ranking *r)
{
    size_t i;

    for (i = 0; r->terms && i < r->spec->terms_n; i++) {
        lede__lists_release(&r->terms[i].lists);
        if (r->terms[i].hits.pool)
            lede__hits_release(&r->terms[i].hits);
        lede__tally_release(&r->terms[i].tally);
        lede__rowset_release(&r->terms[i].rows);
    }
    lede__rowset_release(&r->met);
    lede__free(r->terms);
    lede__free(r->heap);
    lede__free(r->best);
}

static lede_status begin(ranking *r)
{
    int64_t articles = lede__view_articles(r->view), tokens = lede__view_tokens(r->view);
    size_t i;

    r->within = r->spec->within;
    r->alone = r->spec->terms_n == 1 && !r->within;
    r->articles = (double)articles;
    r->average = articles > 0 && tokens > 0 ? (double)tokens / (double)articles : 1;
    r->limit = r->spec->limit < (uint64_t)articles ? r->spec->limit : 0;
    r->terms = lede__calloc(r->spec->terms_n + 1, sizeof *r->terms);
    r->heap = lede__reallocn(NULL, r->limit + 1, sizeof *r->heap);
    if (!r->terms || !r->heap)
        return lede__nomem(r->err);
    for (i = 0; i < r->limit; i++)
        r->heap[i] = -1;   /* under every score */
    return LEDE_OK;
}

static lede_status rank_all(ranking *r)
{
    lede_status st = begin(r);
    size_t i, n;

    for (i = 0; i < r->spec->terms_n && st == LEDE_OK; i++)
        st = open_term(r, &r->terms[i], r->spec->terms[i]);
    if (st == LEDE_OK && r->spec->all && !r->alone)
        st = meet(r);
    n = st == LEDE_OK ? windows(r) : 0;
    for (i = 0; i < n && st == LEDE_OK; i++)
        st = rank_window(r, i);
    return st;
}

/* What was taken up and has fallen behind is left out. */
static void drop_worse(ranking *r)
{
    size_t i, n = 0;

    for (i = 0; i < r->best_n; i++)
        if (!r->limit || r->best[i].score >= r->heap[0])
            r->best[n++] = r->best[i];
    r->best_n = n;
}

static int by_score(const void *a, const void *b)
{
    const lede__scored *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
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

static lede_status take_room(ranking *r)
{
    lede__rank_room **kept = &r->store->queries->room;

    if (!*kept && !(*kept = lede__calloc(1, sizeof **kept)))
        return lede__nomem(r->err);
    r->room = *kept;
    return LEDE_OK;
}

/* The best and those as good as the last of them, in no order. */
static lede_status find_best(ranking *r, lede__scored **out, size_t *n)
{
    lede_status st = lede__q_lengths(r->store, &r->lengths, r->err);

    if (st == LEDE_OK)
        st = take_room(r);
    if (st == LEDE_OK)
        st = lede__view_get(r->store, &r->view, r->err);
    if (st != LEDE_OK)
        return st;
    st = rank_all(r);
    if (st == LEDE_OK) {
        drop_worse(r);
        *out = r->best;
        *n = r->best_n;
        r->best = NULL;
    } else {
        memset(r->room, 0, sizeof *r->room);
    }
    release(r);
    lede__view_done(r->store);
    return st;
}

lede_status lede__rank(lede_store *store, const lede__rank_spec *spec, lede__scored **out, size_t *n, lede_error *err)
{
    ranking r;
    lede_status st;
    size_t i;

    *out = NULL;
    *n = 0;
    memset(&r, 0, sizeof r);
    r.store = store;
    r.spec = spec;
    r.err = err;
    st = find_best(&r, out, n);
    if (st == LEDE_OK && *n) {
        qsort(*out, *n, sizeof **out, by_score);
        st = settle_ties(store, *out, *n, err);
        if (spec->limit && *n > spec->limit)
            *n = spec->limit;
        for (i = 0; i < *n && r.alone; i++)
            (*out)[i].score *= idf_of(&r, r.counted);
    }
    if (st != LEDE_OK) {
        lede__free(*out);
        *out = NULL;
        *n = 0;
    }
    return st;
}
