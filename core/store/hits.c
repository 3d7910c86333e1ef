#include "store/hits.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

enum { BLOCK = LEDE__LENGTHS_BLOCK };

void lede__hits_pool_release(lede__hits_pool *p)
{
    while (p->n)
        lede__free(p->free[--p->n]);
}

static void give_back(lede__hits_pool *p, lede__hits_block *b)
{
    if (!b || p->n == LEDE__HITS_KEPT) {
        lede__free(b);
        return;
    }
    memset(b, 0, sizeof *b);
    p->free[p->n++] = b;
}

void lede__hits_release(lede__hits *h)
{
    size_t i;

    for (i = 0; i < h->n; i++)
        give_back(h->pool, h->blocks[i]);
    lede__free(h->blocks);
    h->blocks = NULL;
    h->n = h->cap = 0;
}

lede__hits_block *lede__hits_block_of(lede__hits *h, uint32_t row)
{
    size_t at = row / BLOCK;

    if (at >= h->n) {
        if (!lede__grow(&h->blocks, &h->cap, at + 1, sizeof *h->blocks))
            return NULL;
        while (h->n <= at)
            h->blocks[h->n++] = NULL;
    }
    if (!h->blocks[at])
        h->blocks[at] = h->pool->n ? h->pool->free[--h->pool->n] : lede__calloc(1, sizeof **h->blocks);
    return h->blocks[at];
}

int lede__hits_rows(const lede__hits *h, lede__rowset *rows)
{
    size_t i;

    for (i = 0; i < h->n; i++)
        if (h->blocks[i] && !lede__rowset_add_bits(rows, (int64_t)i * BLOCK, h->blocks[i]->touched, BLOCK / 64))
            return 0;
    return 1;
}

static inline float weigh(const uint32_t hits[LEDE__COLUMNS], const double weights[LEDE__COLUMNS])
{
    if (!(hits[LEDE__HEADLINE] | hits[LEDE__DEK]))
        return (float)(hits[LEDE__BODY] * weights[LEDE__BODY]);
    return (float)(hits[LEDE__HEADLINE] * weights[LEDE__HEADLINE] + hits[LEDE__DEK] * weights[LEDE__DEK] +
                   hits[LEDE__BODY] * weights[LEDE__BODY]);
}

/* Add the hits of the walker's block, up to the row `end`. */
static void add_hits(lede__walker *c, const double weights[LEDE__COLUMNS], int64_t end, const uint64_t *mask,
                     lede__hits_block *b)
{
    uint32_t i;

    for (i = c->at; i < c->n && c->rows[i] < end; i++) {
        uint32_t row = c->rows[i], in = row % BLOCK;
        float hits;

        if (mask && !(mask[in / 64] >> (in & 63) & 1))
            continue;
        hits = weigh(c->hits[i], weights);
        if (hits > 0 && !lede__walker_is_dead(c, row))
            lede__hits_add(b, in, hits);
    }
    c->at = i;
}

lede_status lede__hits_of(lede__walker *c, const double weights[LEDE__COLUMNS], int64_t from,
                          const lede__rowset *within, lede__hits_block *b, lede_error *err)
{
    const uint64_t *mask = within ? lede__rowset_bits(within, from, BLOCK / 64) : NULL;
    lede_status st;

    if (within && !mask)
        return LEDE_OK;
    while ((st = lede__walker_next(c, from, from + BLOCK, within, err)) == LEDE_OK && (st = lede__walker_hits(c, err)) == LEDE_OK)
        add_hits(c, weights, from + BLOCK, mask, b);
    return st == LEDE_DONE ? LEDE_OK : st;
}

lede_status lede__hits_of_all(lede__hits *h, lede__walker *c, const double weights[LEDE__COLUMNS], lede_error *err)
{
    lede_status st;

    while ((st = lede__walker_next(c, 0, (int64_t)INT32_MAX + 1, NULL, err)) == LEDE_OK) {
        uint32_t row = c->rows[c->at];
        lede__hits_block *b = lede__hits_block_of(h, row);

        if (!b)
            return lede__nomem(err);
        st = lede__hits_of(c, weights, (int64_t)(row / BLOCK) * BLOCK, NULL, b, err);
        if (st != LEDE_OK)
            return st;
    }
    return st == LEDE_DONE ? LEDE_OK : st;
}

/* --- tallies ------------------------------------------------------------------------ */

void lede__tally_release(lede__tally *t)
{
    lede__free(t->v);
    memset(t, 0, sizeof *t);
}

int lede__tally_add(lede__tally *t, uint32_t row, float hits)
{
    if (t->n && t->v[t->n - 1].row == row) {
        t->v[t->n - 1].hits += hits;
        return 1;
    }
    if (t->n == t->cap && !lede__grow(&t->v, &t->cap, t->n + 1, sizeof *t->v))
        return 0;
    t->unsorted |= t->n && t->v[t->n - 1].row > row;
    t->v[t->n].row = row;
    t->v[t->n++].hits = hits;
    return 1;
}

static int by_row(const void *a, const void *b)
{
    const lede__tallied *x = a, *y = b;

    return x->row < y->row ? -1 : x->row > y->row;
}

void lede__tally_settle(lede__tally *t)
{
    if (t->unsorted)
        qsort(t->v, t->n, sizeof *t->v, by_row);
    t->unsorted = 0;
}

void lede__tally_hits(const lede__tally *t, size_t *at, int64_t from, lede__hits_block *b)
{
    size_t i = *at;

    for (; i < t->n && t->v[i].row < from; i++)
        ;
    for (; i < t->n && t->v[i].row < from + BLOCK; i++)
        lede__hits_add(b, t->v[i].row, t->v[i].hits);
    *at = i;
}

int lede__tally_rows(const lede__tally *t, lede__rowset *rows)
{
    size_t i;
    int ok = 1;

    for (i = 0; i < t->n && ok; i++)
        ok = lede__rowset_add(rows, t->v[i].row);
    return ok;
}
