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

lede__hits_block *lede__hits_take(lede__hits_pool *p)
{
    return p->n ? p->free[--p->n] : lede__calloc(1, sizeof(lede__hits_block));
}

void lede__hits_give(lede__hits_pool *p, lede__hits_block *b)
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
        lede__hits_give(h->pool, h->blocks[i]);
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
        h->blocks[at] = lede__hits_take(h->pool);
    return h->blocks[at];
}

int64_t lede__hits_count(const lede__hits *h)
{
    int64_t count = 0;
    size_t i, j;

    for (i = 0; i < h->n; i++)
        for (j = 0; h->blocks[i] && j < BLOCK / 64; j++)
            count += __builtin_popcountll(h->blocks[i]->touched[j]);
    return count;
}

/* Add the hits of the walker's block from where it stands, in rows under `end` and of the mask. */
static void add_hits(lede__walker *c, int64_t end, const uint64_t *mask, lede__hits_block *b)
{
    uint32_t i, at = c->rows[c->at] % BLOCK / 64;
    uint64_t touched = 0;   /* of the word in hand: memory would be waited for at every row */

    for (i = c->at; i < c->n && c->rows[i] < end; i++) {
        uint32_t row = c->rows[i], in = row % BLOCK;

        if (mask && !(mask[in / 64] >> (in & 63) & 1))
            continue;
        if (!(c->weighed[i] > 0) || lede__walker_is_dead(c, row))
            continue;
        if (in / 64 != at) {
            b->touched[at] |= touched;
            touched = 0;
            at = in / 64;
        }
        touched |= (uint64_t)1 << (in & 63);
        b->hits[in] += c->weighed[i];
    }
    b->touched[at] |= touched;
    c->at = i;
}

/* The first row from `row` on that the mask of the block at `from` has; -1 where there is none. */
static int64_t next_of(const uint64_t *mask, int64_t from, int64_t row)
{
    size_t in = (size_t)(row - from), i = in / 64;
    uint64_t rest;

    if (in >= BLOCK)
        return -1;
    for (rest = mask[i] & ~(uint64_t)0 << (in & 63); !rest; rest = mask[i])
        if (++i == BLOCK / 64)
            return -1;
    return from + (int64_t)i * 64 + __builtin_ctzll(rest);
}

/* Move on to the first row of the walker's block that the mask has; 0 where there is none under `end`. */
static int find_masked(lede__walker *c, int64_t end, const uint64_t *mask)
{
    for (; c->at < c->n && c->rows[c->at] < end; c->at++) {
        uint32_t in = c->rows[c->at] % BLOCK;

        if (!mask || mask[in / 64] >> (in & 63) & 1)
            return 1;
    }
    return 0;
}

lede_status lede__hits_of(lede__walker *c, const double weights[LEDE__COLUMNS], int64_t from, const uint64_t *mask,
                          lede__hits_block *b, lede_error *err)
{
    int64_t row = from, end = from + BLOCK;
    lede_status any = LEDE_DONE, st;

    while ((row = mask ? next_of(mask, from, row) : row) >= 0 && row < end) {
        st = lede__walker_next(c, row, end, NULL, err);
        if (st != LEDE_OK)
            return st == LEDE_DONE ? any : st;
        if (find_masked(c, end, mask)) {
            if (lede__walker_weigh(c, weights, err) != LEDE_OK)
                return err->status;
            add_hits(c, end, mask, b);
            any = LEDE_OK;
        }
        if (c->at < c->n)
            return any;   /* the rest is of the next block of rows */
        row = (int64_t)c->rows[c->n - 1] + 1;
    }
    return any;
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
        if (st != LEDE_OK && st != LEDE_DONE)
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

int lede__tally_hits(const lede__tally *t, size_t *at, int64_t from, lede__hits_block *b)
{
    size_t i = *at, first;

    for (; i < t->n && t->v[i].row < from; i++)
        ;
    for (first = i; i < t->n && t->v[i].row < from + BLOCK; i++)
        lede__hits_add(b, t->v[i].row, t->v[i].hits);
    *at = i;
    return i > first;
}
