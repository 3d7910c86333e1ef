/*
 * Store layer. The leaves of a query on the inverted index: words, prefixes,
 * phrases, near(). Segments are gone through one by one; what they say adds up.
 */
#ifndef LEDE_STORE_LEAF_H
#define LEDE_STORE_LEAF_H

#include "store/hits.h"
#include "store/query_in.h"

/*
 * Add the rows that the leaf (WORDS or NEAR_OF, bound) hits, of those `within`
 * (NULL: all). It may stop when the set holds `enough` (0: never).
 */
lede_status lede__leaf_rows(lede__view *v, const lede__qnode *leaf, const lede__rowset *within, int64_t enough,
                            lede__rowset *rows, lede_error *err);

/* What finds the hits of a leaf of WORDS. */
typedef enum lede__leaf_kind {
    LEDE__LEAF_LISTS,         /* one word: lede__leaf_lists */
    LEDE__LEAF_PREFIX,        /* one prefix: lede__leaf_hits */
    LEDE__LEAF_PLACES         /* positions tell: lede__leaf_tally */
} lede__leaf_kind;

lede__leaf_kind lede__leaf_kind_of(const lede__qnode *leaf);

/* Open the lists, one a word that the leaf stands for and segment. */
lede_status lede__leaf_lists(lede__view *v, const lede__qnode *leaf, lede__lists *lists, lede_error *err);

/* Add up the hits, column by column as the weights say (0: not counted). */
lede_status lede__leaf_hits(lede__view *v, const lede__qnode *leaf, const double weights[LEDE__COLUMNS],
                            lede__hits *hits, lede_error *err);
lede_status lede__leaf_tally(lede__view *v, const lede__qnode *leaf, const double weights[LEDE__COLUMNS],
                             lede__tally *tally, lede_error *err);

/* At most so many articles it hits, those of several words and hidden ones counted more often. */
lede_status lede__leaf_most(lede__view *v, const lede__qnode *leaf, uint64_t *most, lede_error *err);

/* --- shared by leaf.c and phrase.c -------------------------------------------- */

/* Add the lists of a term that is no prefix: of the words it stands for. */
lede_status lede__term_lists(lede__view *v, size_t segment, const lede__qterm *t, lede__lists *lists, lede_error *err);

/*
 * Visit the lists of a prefix in a segment. Words that always stand beside
 * another that starts so (mayor's beside mayor) are left out. The walker is the
 * walk's; a status other than LEDE_OK ends it.
 */
typedef lede_status (*lede__prefix_fn)(lede__walker *c, void *ud, lede_error *err);
lede_status lede__prefix_each(lede__view *v, size_t segment, const lede__qterm *t, lede__prefix_fn fn, void *ud,
                              lede_error *err);

/* How many postings that are. */
lede_status lede__prefix_most(lede__view *v, size_t segment, const lede__qterm *t, uint64_t *most, lede_error *err);

/* What a phrase or near() finds: either a set of rows or hits (of a phrase). */
typedef struct lede__found {
    lede__rowset *rows;
    int64_t enough;
    lede__tally *tally;
    const double *weights;
} lede__found;

/* A leaf by positions, in one segment (phrase.c). */
lede_status lede__leaf_places(lede__view *v, size_t segment, const lede__qnode *leaf, const lede__rowset *within,
                              lede__found *found, lede_error *err);

#endif
