/*
 * Store layer. Where a term stands in several articles, sorted: so a phrase is
 * the meeting of the places of its terms, each shifted by its place in it.
 */
#ifndef LEDE_STORE_PLACES_H
#define LEDE_STORE_PLACES_H

#include "store/walker.h"

/* Held by value; zeros are an empty one. Kept from use to use. */
typedef struct lede__places {
    lede__place_buf all, spare;   /* spare: for merging */
    size_t *runs;                 /* where sorted runs end */
    size_t runs_n, runs_cap;
} lede__places;

void lede__places_release(lede__places *p);
void lede__places_clear(lede__places *p);

/* Append those of a list in the columns and in the rows of `within` (NULL: all) in [from, end). */
lede_status lede__places_add(lede__places *p, lede__walker *c, unsigned columns, int64_t from, int64_t end,
                             const lede__rowset *within, lede_error *err);

/* Sort what several lists gave, each place once. */
lede_status lede__places_settle(lede__places *p, lede_error *err);

/* Leave those that `next` has `shift` further on. Both are settled. */
void lede__places_meet(lede__places *p, const lede__places *next, uint64_t shift);

#endif
