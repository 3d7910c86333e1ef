/* Store layer. The best of many scored articles. */
#ifndef LEDE_STORE_RANK_BEST_H
#define LEDE_STORE_RANK_BEST_H

#include "store/rank.h"

/* Held by value. */
typedef struct lede__best {
    lede__scored *v;          /* all that may be among the best */
    size_t n, cap, limit;     /* limit 0: everything is */
    double *heap;             /* the `limit` highest scores, the least of them first */
} lede__best;

/* 0 when memory ran out. */
int lede__best_init(lede__best *b, size_t limit);
void lede__best_release(lede__best *b);

/* What a score must reach to be among the best; under every score while there are fewer than the limit. */
static inline double lede__best_least(const lede__best *b)
{
    return b->limit ? b->heap[0] : -1;
}

/* Take up an article that reaches that. 0 when memory ran out. */
int lede__best_put(lede__best *b, int64_t row, double score);

/* Take up an article that may reach it. */
static inline int lede__best_take(lede__best *b, int64_t row, double score)
{
    return score < lede__best_least(b) || lede__best_put(b, row, score);
}

/* Leave the best, the best first, ties by id. */
lede_status lede__best_settle(lede__best *b, lede_store *store, lede_error *err);

#endif
