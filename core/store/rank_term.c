#include "store/rank_term.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/query_cache.h"

/* --- opening ------------------------------------------------------------------------ */

static void start(lede__rank_term *t, lede_store *store, const lede__qnode *leaf, size_t i, const double weights[LEDE__COLUMNS])
{
    int c;

    t->word = &leaf->terms[i];
    t->columns = leaf->columns;
    t->hits.pool = &store->queries->pool;
    for (c = 0; c < LEDE__COLUMNS; c++)
        t->weights[c] = leaf->columns >> c & 1 ? weights[c] : 0;
}

lede_status lede__rank_term_open(lede__rank_term *t, lede_store *store, lede__view *v, const lede__qnode *leaf,
                                 const double weights[LEDE__COLUMNS], lede_error *err)
{
    start(t, store, leaf, 0, weights);
    t->stem = leaf->stem;
    t->kind = lede__leaf_kind_of(leaf);
    switch (t->kind) {
    case LEDE__LEAF_LISTS: return lede__leaf_lists(v, leaf, &t->lists, err);
    case LEDE__LEAF_PREFIX: return lede__leaf_hits(v, leaf, t->weights, &t->hits, err);
    default: return lede__leaf_tally(v, leaf, t->weights, &t->tally, err);
    }
}

lede_status lede__rank_word_open(lede__rank_term *t, lede_store *store, lede__view *v, const lede__qnode *leaf, size_t i,
                                 const double weights[LEDE__COLUMNS], lede_error *err)
{
    lede_status st = LEDE_OK;
    size_t segment;

    start(t, store, leaf, i, weights);
    t->kind = LEDE__LEAF_LISTS;
    for (segment = 0; segment < lede__view_segments(v) && st == LEDE_OK; segment++)
        st = lede__term_lists(v, segment, t->word, &t->lists, err);
    return st;
}

void lede__rank_term_release(lede__rank_term *t)
{
    if (t->block)
        lede__hits_give(t->hits.pool, t->block);
    if (t->hits.pool)
        lede__hits_release(&t->hits);
    lede__lists_release(&t->lists);
    lede__tally_release(&t->tally);
    memset(t, 0, sizeof *t);
}

/* --- how many ------------------------------------------------------------------------- */

/* How many articles lists hit, if that takes no reading of them; -1 else. */
static int64_t known_articles(const lede__rank_term *t)
{
    size_t i;

    if (t->columns != LEDE__Q_TEXTS || (t->word->lean_n > 1 && t->lists.n > 1))
        return -1;
    for (i = 0; i < t->lists.n; i++)
        if (t->lists.v[i].dead)
            return -1;
    return (int64_t)t->lists.articles;
}

/* The remembered count of a word, -1 where there is none yet; NULL when memory ran out. */
static int64_t *count_of(const lede__rank_term *t, lede_store *store)
{
    int64_t *count;
    lede_buf key;

    lede_buf_init(&key);
    lede_buf_addc(&key, (char)('0' + t->columns));
    lede_buf_addc(&key, t->stem ? '~' : '=');
    lede_buf_add(&key, t->word->s, t->word->n);
    count = key.failed ? NULL : lede__q_count(store, key.s, key.n);
    lede_buf_release(&key);
    return count;
}

static lede_status count_rows(lede__rank_term *t, int64_t *n, lede_error *err)
{
    lede_status st = LEDE_OK;
    lede__rowset rows;
    size_t i;

    lede__rowset_init(&rows);
    for (i = 0; i < t->lists.n && st == LEDE_OK; i++)
        st = lede__walker_rows(&t->lists.v[i], t->columns, NULL, 0, &rows, err);
    lede__lists_rewind(&t->lists);
    *n = rows.count;
    lede__rowset_release(&rows);
    return st;
}

static lede_status count_lists(lede__rank_term *t, lede_store *store, int64_t *n, lede_error *err)
{
    lede_status st = LEDE_OK;
    int64_t *count;

    if ((*n = known_articles(t)) >= 0)
        return LEDE_OK;
    if (!(count = count_of(t, store)))
        return lede__nomem(err);
    if (*count >= 0)
        *n = *count;
    else if ((st = count_rows(t, n, err)) == LEDE_OK)
        *count = *n;
    return st;
}

lede_status lede__rank_term_count(lede__rank_term *t, lede_store *store, int64_t *n, lede_error *err)
{
    if (t->kind == LEDE__LEAF_LISTS)
        return count_lists(t, store, n, err);
    *n = t->kind == LEDE__LEAF_PREFIX ? lede__hits_count(&t->hits) : (int64_t)t->tally.n;
    return LEDE_OK;
}

uint64_t lede__rank_term_cost(const lede__rank_term *t)
{
    return t->lists.articles + t->tally.n + (uint64_t)t->hits.n * LEDE__WINDOW;
}

/* --- windows --------------------------------------------------------------------------- */

static size_t window_of(int64_t row)
{
    return row < 0 ? SIZE_MAX : (size_t)(row / LEDE__WINDOW);
}

size_t lede__rank_term_next(const lede__rank_term *t, size_t window)
{
    size_t next = SIZE_MAX, i;

    for (i = window; i < t->hits.n; i++)
        if (t->hits.blocks[i])
            return i;
    if (t->at < t->tally.n)
        next = window_of(t->tally.v[t->at].row);
    for (i = 0; i < t->lists.n; i++) {
        size_t of_list = window_of(lede__walker_peek(&t->lists.v[i]));

        if (of_list < next)
            next = of_list;
    }
    return next == SIZE_MAX || next > window ? next : window;
}

lede_status lede__rank_term_hits(lede__rank_term *t, size_t window, const uint64_t *mask, lede__hits_block *room,
                                 lede__hits_block **out, lede_error *err)
{
    int64_t from = (int64_t)window * LEDE__WINDOW;
    lede_status st = LEDE_OK;
    size_t i;

    *out = NULL;
    if (t->kind == LEDE__LEAF_PREFIX)
        *out = window < t->hits.n ? t->hits.blocks[window] : NULL;
    else if (t->kind == LEDE__LEAF_PLACES && lede__tally_hits(&t->tally, &t->at, from, room))
        *out = room;
    for (i = 0; i < t->lists.n && st == LEDE_OK; i++) {
        st = lede__hits_of(&t->lists.v[i], t->weights, from, mask, room, err);
        if (st == LEDE_OK)
            *out = room;
        else if (st == LEDE_DONE)
            st = LEDE_OK;
    }
    return st;
}
