/*
 * Store layer. Whether a leaf whose positions tell (a phrase or near(), without
 * prefixes) hits an article, asked of single articles: for a ranking, which
 * need not know it of those that cannot be among the best.
 */
#ifndef LEDE_STORE_SPOT_H
#define LEDE_STORE_SPOT_H

#include "store/finder.h"

/* Held by value; zeros are one that is not open. */
typedef struct lede__spot {
    lede__view *view;
    lede__finder *finders;        /* a segment each */
    lede__track *tracks;
    size_t n;
    lede_error *err;
} lede__spot;

/* Whether it can be asked of the leaf. */
int lede__spot_can(const lede__qnode *leaf);

/* Release it in any case, before the view is done. */
lede_status lede__spot_open(lede__spot *s, lede__view *v, const lede__qnode *leaf, lede_error *err);
void lede__spot_release(lede__spot *s);

/* How much the hits of a phrase in the article weigh together; of near() 1, or 0. Rows are asked for in ascending order. */
lede_status lede__spot_hits(lede__spot *s, int64_t row, const double weights[LEDE__COLUMNS], float *hits);

#endif
