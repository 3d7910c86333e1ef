/*
 * Ranking: Okapi BM25 as FTS5's own bm25() computes it (k1 1.2, b 0.75,
 * inverse document frequency never under 1e-6), a hit in a column counting as
 * many times as the column's weight says, all words of a stem being one term.
 */
#include "store/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/query_cache.h"
#include "store/rank_best.h"
#include "store/rank_term.h"
#include "store/spot.h"

enum { WINDOW = LEDE__WINDOW, WORDS = LEDE__WINDOW_WORDS };

static const double K1 = 1.2, B = 0.75;

/* BM25 of a term in a text, before the term's own weight. */
typedef struct formula {
    double least, by_length;
} formula;

/* A window of rows. */
struct lede__rank_room {
    lede__hits_block hits;        /* of a term */
    uint64_t any[WORDS];          /* rows that any term hits */
    double scores[WINDOW];
};

typedef struct ranking {
    lede_store *store;
    const lede__rank_spec *spec;
    lede__view *view;
    lede__length_table *lengths;
    formula f;
    double articles;
    lede__rank_term *terms;
    size_t n;
    lede__rank_term **order;      /* the same, the rarest first: where an article must have all of them */
    lede__spot spot;
    int alone;                    /* one term, and of all articles: how many it hits is counted on the way */
    int64_t counted;
    int phrase;                   /* the terms are the words of a phrase */
    int places;                   /* and places tell, by `spot`, whether an article is hit */
    lede__rank_room *room;        /* the window in hand */
    lede__best best;
    lede_error *err;
} ranking;

/* --- opening ---------------------------------------------------------------------------- */

/* How much a term weighs that so many articles hold. */
static double idf_of(const ranking *r, int64_t n)
{
    double idf = log((r->articles - (double)n + 0.5) / ((double)n + 0.5));

    return idf > 0 ? idf : 1e-6;
}

/* Where the best few of a phrase are wanted, its words tell which articles are worth looking at. */
static int goes_by_words(const ranking *r)
{
    const lede__qnode *leaf = r->spec->terms[0];

    return r->spec->terms_n == 1 && !r->spec->within && r->spec->limit && leaf->terms_n > 1 && lede__spot_can(leaf);
}

static lede_status open_term(ranking *r, size_t i)
{
    lede__rank_term *t = &r->terms[i];
    const lede__qnode *leaf = r->spec->terms[r->phrase ? 0 : i];
    lede_status st;
    int64_t n;

    t->idf = 1;
    if (r->phrase)
        return lede__rank_word_open(t, r->store, r->view, leaf, i, r->spec->weights, r->err);
    st = lede__rank_term_open(t, r->store, r->view, leaf, r->spec->weights, r->err);
    if (st != LEDE_OK || r->alone)
        return st;
    st = lede__rank_term_count(t, r->store, &n, r->err);
    t->idf = idf_of(r, n);
    return st;
}

static int by_cost(const void *a, const void *b)
{
    uint64_t x = lede__rank_term_cost(*(lede__rank_term *const *)a), y = lede__rank_term_cost(*(lede__rank_term *const *)b);

    return x < y ? -1 : x > y;
}

/* Where all terms must hit, they go from the rarest on, each with a block of its own. */
static lede_status order_terms(ranking *r)
{
    size_t i;

    if (!(r->order = lede__reallocn(NULL, r->n + 1, sizeof *r->order)))
        return lede__nomem(r->err);
    for (i = 0; i < r->n; i++) {
        r->order[i] = &r->terms[i];
        if (!(r->terms[i].block = lede__hits_take(&r->store->queries->pool)))
            return lede__nomem(r->err);
    }
    qsort(r->order, r->n, sizeof *r->order, by_cost);
    return LEDE_OK;
}

static lede_status begin(ranking *r)
{
    int64_t articles = lede__view_articles(r->view), tokens = lede__view_tokens(r->view);
    double average = articles > 0 && tokens > 0 ? (double)tokens / (double)articles : 1;

    r->phrase = goes_by_words(r);
    r->places = r->phrase || r->spec->near;
    r->alone = r->spec->terms_n == 1 && !r->spec->within && !r->places;
    r->n = r->phrase ? r->spec->terms[0]->terms_n : r->spec->terms_n;
    r->articles = (double)articles;
    r->f.least = K1 * (1 - B);
    r->f.by_length = K1 * B / average;
    if (!lede__best_init(&r->best, r->spec->limit < (uint64_t)articles ? r->spec->limit : 0) ||
        !(r->terms = lede__calloc(r->n + 1, sizeof *r->terms)))
        return lede__nomem(r->err);
    return LEDE_OK;
}

static lede_status open_all(ranking *r)
{
    lede_status st = begin(r);
    size_t i;

    for (i = 0; i < r->n && st == LEDE_OK; i++)
        st = open_term(r, i);
    if (st == LEDE_OK && r->places)
        st = lede__spot_open(&r->spot, r->view, r->phrase ? r->spec->terms[0] : r->spec->near, r->err);
    return st == LEDE_OK && (r->spec->all || r->phrase) && !r->alone ? order_terms(r) : st;
}

static void release(ranking *r)
{
    size_t i;

    lede__spot_release(&r->spot);
    for (i = 0; r->terms && i < r->n; i++)
        lede__rank_term_release(&r->terms[i]);
    lede__free(r->terms);
    lede__free(r->order);
    lede__best_release(&r->best);
}

/* --- scores ------------------------------------------------------------------------------- */

static inline double weigh(formula f, double hits, uint32_t length)
{
    return hits * (K1 + 1) / (hits + f.least + f.by_length * length);
}

static lede_status take(ranking *r, size_t window, size_t row, double score)
{
    return lede__best_take(&r->best, (int64_t)(window * WINDOW + row), score) ? LEDE_OK : lede__nomem(r->err);
}

static lede_status lengths_of(ranking *r, size_t window, const uint32_t **lengths)
{
    return lede__length_table_block(r->lengths, r->store->db, window, lengths, r->err);
}

/* --- one term alone ------------------------------------------------------------------------ */

/* The articles of the window by the hits of the only term; wipes them. */
static lede_status take_hits(ranking *r, size_t window, lede__hits_block *b, const uint32_t *lengths)
{
    lede_status st = LEDE_OK;
    uint64_t left;
    size_t i;

    for (i = 0; i < WORDS; i++) {
        for (left = b->touched[i]; left && st == LEDE_OK; left &= left - 1) {
            size_t row = i * 64 + (size_t)__builtin_ctzll(left);

            r->counted++;
            st = take(r, window, row, weigh(r->f, (double)b->hits[row], lengths[row]));
        }
        lede__hits_wipe(b, i);
    }
    return st;
}

static lede_status rank_alone(ranking *r, size_t window)
{
    const uint32_t *lengths;
    lede__hits_block *b;
    lede_status st = lede__rank_term_hits(&r->terms[0], window, NULL, &r->room->hits, &b, r->err);

    if (st != LEDE_OK || !b)
        return st;
    st = lengths_of(r, window, &lengths);
    return st == LEDE_OK ? take_hits(r, window, b, lengths) : st;
}

/* --- any of several ------------------------------------------------------------------------- */

/* Weigh the hits by how rare the term is, and add them to the scores; wipes them. */
static void add_scores(ranking *r, double idf, lede__hits_block *b, const uint64_t *within, const uint32_t *lengths)
{
    size_t i;

    for (i = 0; i < WORDS; i++) {
        uint64_t hit = within ? b->touched[i] & within[i] : b->touched[i], left;

        for (left = hit; left; left &= left - 1) {
            size_t row = i * 64 + (size_t)__builtin_ctzll(left);
            double s = idf * weigh(r->f, (double)b->hits[row], lengths[row]);

            r->room->scores[row] = r->room->any[i] >> (row & 63) & 1 ? r->room->scores[row] + s : s;
        }
        r->room->any[i] |= hit;
        lede__hits_wipe(b, i);
    }
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

static lede_status rank_any(ranking *r, size_t window)
{
    const lede__rowset *rows = r->spec->within;
    const uint64_t *within = rows ? lede__rowset_bits(rows, (int64_t)window * WINDOW, WORDS) : NULL;
    const uint32_t *lengths;
    lede__hits_block *b;
    lede_status st;
    size_t i;

    if (rows && !within)
        return LEDE_OK;
    st = lengths_of(r, window, &lengths);
    for (i = 0; i < r->n && st == LEDE_OK; i++) {
        st = lede__rank_term_hits(&r->terms[i], window, within, &r->room->hits, &b, r->err);
        if (st == LEDE_OK && b)
            add_scores(r, r->terms[i].idf, b, within, lengths);
    }
    return st == LEDE_OK ? take_scored(r, window) : st;
}

/* --- all of several -------------------------------------------------------------------------- */

/* The rows of the window that every term hits, in the room; *blocks are the terms' hits. */
static lede_status meet(ranking *r, size_t window, lede__hits_block **blocks, int *any)
{
    uint64_t *met = r->room->any, left = 1;
    lede_status st = LEDE_OK;
    size_t i, j;

    for (i = 0; i < r->n && left && st == LEDE_OK; i++) {
        lede__rank_term *t = r->order[i];
        lede__hits_block **b = &blocks[t - r->terms];

        st = lede__rank_term_hits(t, window, i ? met : NULL, t->block, b, r->err);
        for (j = left = 0; *b && j < WORDS; j++)
            left |= met[j] = i ? met[j] & (*b)->touched[j] : (*b)->touched[j];
    }
    *any = left != 0;
    return st;
}

/* At most the score of a phrase whose words hit an article so often; float rounds to either side. */
static double most_of_phrase(const ranking *r, lede__hits_block *const *blocks, size_t row, uint32_t length)
{
    double least = (double)blocks[0]->hits[row];
    size_t i;

    for (i = 1; i < r->n; i++)
        if ((double)blocks[i]->hits[row] < least)
            least = (double)blocks[i]->hits[row];
    return weigh(r->f, least * (1 + 1e-6), length);
}

static double sum_of_terms(const ranking *r, lede__hits_block *const *blocks, size_t row, uint32_t length)
{
    double sum = 0;
    size_t i;

    for (i = 0; i < r->n; i++)
        sum += r->terms[i].idf * weigh(r->f, (double)blocks[i]->hits[row], length);
    return sum;
}

/* Take up an article that every term hits, if it may be among the best and places agree. */
static lede_status take_met(ranking *r, size_t window, lede__hits_block *const *blocks, size_t row, uint32_t length)
{
    double score = r->phrase ? most_of_phrase(r, blocks, row, length) : sum_of_terms(r, blocks, row, length);
    lede_status st;
    float hits;

    if (score < lede__best_least(&r->best))
        return LEDE_OK;
    if (r->places) {
        st = lede__spot_hits(&r->spot, (int64_t)(window * WINDOW + row), r->spec->weights, &hits);
        if (st != LEDE_OK || !(hits > 0))
            return st;
        if (r->phrase)
            score = weigh(r->f, (double)hits, length);
    }
    return take(r, window, row, score);
}

static lede_status take_all_met(ranking *r, size_t window, lede__hits_block *const *blocks)
{
    const uint32_t *lengths;
    lede_status st = lengths_of(r, window, &lengths);
    uint64_t left;
    size_t i;

    for (i = 0; i < WORDS; i++)
        for (left = r->room->any[i]; left && st == LEDE_OK; left &= left - 1) {
            size_t row = i * 64 + (size_t)__builtin_ctzll(left);

            st = take_met(r, window, blocks, row, lengths[row]);
        }
    return st;
}

static lede_status rank_met(ranking *r, size_t window, lede__hits_block **blocks)
{
    lede_status st;
    size_t i, j;
    int any;

    memset(blocks, 0, r->n * sizeof *blocks);
    st = meet(r, window, blocks, &any);
    if (st == LEDE_OK && any)
        st = take_all_met(r, window, blocks);
    for (i = 0; i < r->n; i++)
        for (j = 0; blocks[i] && j < WORDS; j++)
            lede__hits_wipe(blocks[i], j);
    memset(r->room->any, 0, sizeof r->room->any);
    return st;
}

/* --- all of it ------------------------------------------------------------------------------ */

/* The first window from this one on that may have articles: of every term, or of any. */
static size_t next_window(const ranking *r, size_t window)
{
    size_t next = SIZE_MAX, i;
    int64_t row;

    if (r->spec->within) {
        row = lede__rowset_next(r->spec->within, (int64_t)window * WINDOW);
        if (row < 0)
            return SIZE_MAX;
        window = (size_t)row / WINDOW;
    }
    for (i = 0; i < r->n; i++) {
        size_t of_term = lede__rank_term_next(&r->terms[i], window);

        if (i == 0 || (r->order ? of_term > next : of_term < next))
            next = of_term;
    }
    return next;
}

static lede_status rank_windows(ranking *r)
{
    lede__hits_block **blocks = lede__reallocn(NULL, r->n + 1, sizeof *blocks);
    lede_status st = blocks ? LEDE_OK : lede__nomem(r->err);
    size_t window = 0;

    while (st == LEDE_OK && (window = next_window(r, window)) != SIZE_MAX) {
        st = r->alone ? rank_alone(r, window) : r->order ? rank_met(r, window, blocks) : rank_any(r, window);
        window++;
    }
    lede__free(blocks);
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
static lede_status find_best(ranking *r)
{
    lede_status st = lede__q_lengths(r->store, &r->lengths, r->err);

    if (st == LEDE_OK)
        st = take_room(r);
    if (st == LEDE_OK)
        st = lede__view_get(r->store, &r->view, r->err);
    if (st != LEDE_OK)
        return st;
    st = open_all(r);
    if (st == LEDE_OK)
        st = rank_windows(r);
    if (st != LEDE_OK)
        memset(r->room, 0, sizeof *r->room);
    return st;
}

lede_status lede__rank(lede_store *store, const lede__rank_spec *spec, lede__scored **out, size_t *n, lede_error *err)
{
    lede_status st;
    ranking r;
    size_t i;

    *out = NULL;
    *n = 0;
    memset(&r, 0, sizeof r);
    r.store = store;
    r.spec = spec;
    r.err = err;
    st = find_best(&r);
    if (st == LEDE_OK)
        st = lede__best_settle(&r.best, store, err);
    if (st == LEDE_OK) {
        for (i = 0; i < r.best.n && r.alone && !spec->limit; i++)
            r.best.v[i].score *= idf_of(&r, r.counted);
        *out = r.best.v;
        *n = r.best.n;
        r.best.v = NULL;
    }
    release(&r);
    if (r.view)
        lede__view_done(store);
    return st;
}
