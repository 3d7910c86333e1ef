/*
 * Store layer. A term of a ranking: a word (with all words of its stem), a
 * prefix or a phrase, and its hits in a window of rows.
 *
 * A ranking goes window by window, in each term by term: hits of a window stay
 * in the processor's cache, and a window holds everything of its articles,
 * whatever segments they are in.
 */
#ifndef LEDE_STORE_RANK_TERM_H
#define LEDE_STORE_RANK_TERM_H

#include "store/leaf.h"

enum { LEDE__WINDOW = LEDE__LENGTHS_BLOCK, LEDE__WINDOW_WORDS = LEDE__WINDOW / 64 };

/* Lists that are walked along, or hits that are there. Held by value; zeros are one that is not open. */
typedef struct lede__rank_term {
    const lede__qterm *word;      /* the first of the term */
    unsigned columns;
    int stem;
    double weights[LEDE__COLUMNS];
    lede__leaf_kind kind;
    lede__lists lists;
    lede__hits hits;
    lede__tally tally;
    size_t at;                    /* in the tally */
    double idf;                   /* how much it weighs: the ranking's */
    lede__hits_block *block;      /* room for a window of its own, where the ranking gave it one: all zeros between windows */
} lede__rank_term;

/* Open what a leaf of WORDS hits. `weights` are those of all columns. */
lede_status lede__rank_term_open(lede__rank_term *t, lede_store *store, lede__view *v, const lede__qnode *leaf,
                                 const double weights[LEDE__COLUMNS], lede_error *err);

/* The same for one word of the leaf, as written, which is no prefix. */
lede_status lede__rank_word_open(lede__rank_term *t, lede_store *store, lede__view *v, const lede__qnode *leaf, size_t i,
                                 const double weights[LEDE__COLUMNS], lede_error *err);

/* Before the view is done. */
void lede__rank_term_release(lede__rank_term *t);

/* How many articles it hits; remembered by the store where that had to be counted. */
lede_status lede__rank_term_count(lede__rank_term *t, lede_store *store, int64_t *n, lede_error *err);

/* About how much work its hits are. */
uint64_t lede__rank_term_cost(const lede__rank_term *t);

/* The first window from this one on that may have hits; SIZE_MAX where there is none. */
size_t lede__rank_term_next(const lede__rank_term *t, size_t window);

/*
 * The hits in a window, of the rows of the mask at least (NULL: all): *out is
 * `room`, which is all zeros and becomes so again by lede__hits_wipe, or a block
 * of the term's own, or NULL where there are none. Windows are asked for in
 * ascending order, each once.
 */
lede_status lede__rank_term_hits(lede__rank_term *t, size_t window, const uint64_t *mask, lede__hits_block *room,
                                 lede__hits_block **out, lede_error *err);

#endif
