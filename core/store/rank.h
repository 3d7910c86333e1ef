/* Store layer. Ranking by BM25 with weights for headline, dek and body. */
#ifndef LEDE_STORE_RANK_H
#define LEDE_STORE_RANK_H

#include "lede/store.h"
#include "store/query_in.h"
#include "store/rowset.h"

typedef struct lede__scored {
    double score;             /* the higher the better */
    int64_t row;
} lede__scored;

typedef struct lede__rank_spec {
    const lede__qnode *const *terms;   /* WORDS, bound: each a term of the query */
    size_t terms_n;
    const double *weights;    /* of headline, dek, body: above 0 */
    const lede__rowset *within;   /* NULL: every article that is hit */
    int all;                  /* only articles that every term hits; `within` is NULL */
    const lede__qnode *near;  /* and that this NEAR_OF of the terms finds; NULL: none */
    size_t limit;             /* 0: all */
} lede__rank_spec;

/* What ranking works in: the store keeps it between queries (query_cache.h), all zeros. */
typedef struct lede__rank_room lede__rank_room;

/*
 * The best articles, the best first, ties by id. Free *out with lede__free.
 * Under a limit the scores of a single term leave out how rare it is: that
 * changes no order, and need not be counted.
 */
lede_status lede__rank(lede_store *store, const lede__rank_spec *spec, lede__scored **out, size_t *n, lede_error *err);

#endif
