/*
 * Store layer. How often a term of a query hits each article, weighed by
 * column: in blocks of as many rows as the lengths have.
 */
#ifndef LEDE_STORE_HITS_H
#define LEDE_STORE_HITS_H

#include "store/walker.h"
#include "store/lengths.h"

typedef struct lede__hits_block {
    uint64_t touched[LEDE__LENGTHS_BLOCK / 64];   /* bit r: the r-th row is hit */
    float hits[LEDE__LENGTHS_BLOCK];              /* 0 where it is not */
} lede__hits_block;

/* Leave zeros in place of the hits of the 64 rows of a word. */
static inline void lede__hits_wipe(lede__hits_block *b, size_t word)
{
    uint64_t left;

    for (left = b->touched[word]; left; left &= left - 1)
        b->hits[word * 64 + (size_t)__builtin_ctzll(left)] = 0;
    b->touched[word] = 0;
}

/* Blocks that are kept for the next query, all zeros: fresh memory costs more than what is done in it. */
enum { LEDE__HITS_KEPT = 64 };
typedef struct lede__hits_pool {
    lede__hits_block *free[LEDE__HITS_KEPT];
    size_t n;
} lede__hits_pool;

void lede__hits_pool_release(lede__hits_pool *p);

/* A block of zeros, NULL when memory ran out; and back, whatever is in it. */
lede__hits_block *lede__hits_take(lede__hits_pool *p);
void lede__hits_give(lede__hits_pool *p, lede__hits_block *b);

/* Hits in many articles. Held by value; zeros and a pool are an empty one. */
typedef struct lede__hits {
    lede__hits_block **blocks;    /* NULL where nothing is hit */
    size_t n, cap;
    lede__hits_pool *pool;
} lede__hits;

void lede__hits_release(lede__hits *h);

/* The block of a row, made where it is not there; NULL when memory ran out. */
lede__hits_block *lede__hits_block_of(lede__hits *h, uint32_t row);

/* How many rows are hit. */
int64_t lede__hits_count(const lede__hits *h);

static inline void lede__hits_add(lede__hits_block *b, uint32_t row, float hits)
{
    row %= LEDE__LENGTHS_BLOCK;
    b->touched[row / 64] |= (uint64_t)1 << (row & 63);
    b->hits[row] += hits;
}

/*
 * Add the hits of a list in the block's rows, which start at `from`: of those
 * only whose bit is set in the mask (NULL: all). `weights` is 0 for a column that
 * does not count. LEDE_DONE where there were none.
 */
lede_status lede__hits_of(lede__walker *c, const double weights[LEDE__COLUMNS], int64_t from, const uint64_t *mask,
                          lede__hits_block *b, lede_error *err);

/* The same for all of the list. */
lede_status lede__hits_of_all(lede__hits *h, lede__walker *c, const double weights[LEDE__COLUMNS], lede_error *err);

/* --- hits in fewer articles ------------------------------------------------------ */

typedef struct lede__tallied {
    uint32_t row;
    float hits;
} lede__tallied;

/* By row, once it is settled. Held by value; zeros are an empty one. */
typedef struct lede__tally {
    lede__tallied *v;
    size_t n, cap;
    int unsorted;
} lede__tally;

void lede__tally_release(lede__tally *t);

/* Hits of a row: those of one row follow each other. 0 when memory ran out. */
int lede__tally_add(lede__tally *t, uint32_t row, float hits);
void lede__tally_settle(lede__tally *t);

/*
 * Add those of the block's rows, which start at `from`; *at is where the tally
 * stands, and moves on. 0 where there were none.
 */
int lede__tally_hits(const lede__tally *t, size_t *at, int64_t from, lede__hits_block *b);

#endif
