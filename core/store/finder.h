/*
 * Store layer. Where the phrases of a leaf (a phrase, or near() of several)
 * start in some rows of one segment: for phrase.c, which goes over all rows,
 * and spot.c, which asks of single ones.
 */
#ifndef LEDE_STORE_FINDER_H
#define LEDE_STORE_FINDER_H

#include "store/leaf.h"
#include "store/places.h"

/* A term of the leaf: either lists or a prefix. */
typedef struct lede__source {
    const lede__qterm *term;
    lede__lists lists;
    uint64_t most;                /* articles at most */
} lede__source;

/* Held by value; zeros are one that is not open. */
typedef struct lede__finder {
    lede__view *view;
    size_t segment;
    const lede__qnode *leaf;
    lede__source *sources;        /* of all phrases, in order */
    size_t n;
    lede__places *starts;         /* of each phrase, in the rows in hand */
    lede__places next;
    lede_error *err;
} lede__finder;

static inline size_t lede__phrases(const lede__qnode *leaf)
{
    return leaf->kind == LEDE__Q_WORDS ? 1 : leaf->kids_n;
}

static inline const lede__qnode *lede__phrase(const lede__qnode *leaf, size_t i)
{
    return leaf->kind == LEDE__Q_WORDS ? leaf : leaf->kids[i];
}

/* Open the terms; *all says whether the segment has every one of them. Release it in any case. */
lede_status lede__finder_open(lede__finder *f, lede__view *v, size_t segment, const lede__qnode *leaf, int *all,
                              lede_error *err);
void lede__finder_release(lede__finder *f);

/* Rows of [from, end), those of `within` (NULL: all): what a span is. */
typedef struct lede__span_of_rows {
    int64_t from, end;
    const lede__rowset *within;
} lede__span_of_rows;

/* Find the starts in the span; *any says whether each phrase stands somewhere in it. Spans ascend. */
lede_status lede__finder_starts(lede__finder *f, const lede__span_of_rows *span, int *any);

/* One of the phrases of a near() while its starts are gone through. */
typedef struct lede__track {
    const uint64_t *v;
    size_t n, at, length;
} lede__track;

/* The starts of the phrases as tracks; `t` has room for all of them. */
void lede__finder_tracks(const lede__finder *f, lede__track *t);

/* Move the tracks on to the next places where near() holds; 0 where there are none. */
int lede__finder_near(const lede__finder *f, lede__track *t);

#endif
