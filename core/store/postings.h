/*
 * Store layer. The inverted index: for every term the articles that hold it,
 * how often in headline, dek and body, and at which positions.
 *
 * It is made of immutable segments, a flush each, merged now and then
 * (postings_merge.c). A row that is indexed again or taken out is hidden in
 * the segments before, so that it lives in one segment at most and what the
 * segments answer adds up. Segments are rows of two tables (postings_in.h has
 * the format): a reader sees those of its transaction.
 *
 * Every byte that is read is checked: LEDE_CORRUPT where it cannot be so.
 */
#ifndef LEDE_STORE_POSTINGS_H
#define LEDE_STORE_POSTINGS_H

#include "lede/store.h"
#include "store/rowset.h"

enum {
    LEDE__BLOCK = 128,          /* articles in a block of a list; the last block has fewer */
    LEDE__HEADLINE = 0, LEDE__DEK, LEDE__BODY,
    LEDE__COLUMNS
};

/* --- reading ------------------------------------------------------------------ */

/* The index as the current read transaction sees it. */
typedef struct lede__view lede__view;

/*
 * The view of the store: what is pending is written first where the store is
 * being written, and a read transaction is held until lede__view_done, which
 * must follow every successful get (they nest). The view belongs to the store
 * and is kept while nobody writes to the index; lists are closed before
 * lede__view_done, and neither a write nor a flush may come between.
 */
lede_status lede__view_get(lede_store *s, lede__view **out, lede_error *err);
void lede__view_done(lede_store *s);

/* Segments are numbered from 0, the oldest. */
size_t lede__view_segments(const lede__view *v);
/* Articles that are indexed, and the sum of their lengths: exact, hidden rows left out. */
int64_t lede__view_articles(const lede__view *v);
int64_t lede__view_tokens(const lede__view *v);
/* Rows of the segment that count no more; NULL where there are none (it may hold rows the segment never had). */
const lede__rowset *lede__view_dead(const lede__view *v, size_t segment);
/* The least and the greatest row of the segment; first > last where it has none (it only hides). */
void lede__view_bounds(const lede__view *v, size_t segment, uint32_t *first, uint32_t *last);

/* A term of a segment's dictionary. */
typedef struct lede__term {
    const char *s;              /* valid during the callback, or as long as the caller's own */
    size_t n;
    uint32_t articles;          /* that hold it, hidden ones included */
    /* Where its list is: for postings_read.c */
    const unsigned char *list;  /* NULL: it is not in the dictionary, but at: */
    size_t list_n;
    uint64_t at, positions_at;
    uint64_t positions_n;
} lede__term;

/*
 * Visit the terms that start with the n bytes of `prefix` in the order of their
 * bytes. A visitor that returns non-zero stops the walk: LEDE_STOPPED. It may
 * open the term's list, and no more of the view.
 */
typedef int (*lede__term_fn)(const lede__term *term, void *ud);
lede_status lede__terms(lede__view *v, size_t segment, const char *prefix, size_t n, lede__term_fn fn, void *ud,
                        lede_error *err);

typedef struct lede__list {
    uint32_t articles;          /* hidden ones included */
    uint32_t blocks;
    /* The rest is for postings_read.c. */
    struct lede__list_in *in;
} lede__list;

/* The list of a term (any bytes); *out is NULL where the segment does not have it. */
lede_status lede__list_open(lede__view *v, size_t segment, const char *term, size_t n, lede__list **out,
                            lede_error *err);
/*
 * The list of a term that lede__terms just gave, inside its visitor. *out is
 * NULL, or a list that is used again for it (so that a walk allocates once);
 * after a failure it is closed and NULL.
 */
lede_status lede__list_of(lede__view *v, size_t segment, const lede__term *term, lede__list **out, lede_error *err);
void lede__list_close(lede__list *l);   /* NULL is fine */

/* Last row of a block: from the directory, without reading the block. */
uint32_t lede__list_last(const lede__list *l, uint32_t block);

/*
 * What no article of the block exceeds: the hits a column (UINT32_MAX where
 * not known), and the length that none is shorter than (0 where not known).
 * The three maxima may come from three articles.
 */
void lede__list_bound(const lede__list *l, uint32_t block, uint32_t most[LEDE__COLUMNS], uint32_t *least_length);

/* The block's rows, ascending: *n of them, from 1 to LEDE__BLOCK. */
lede_status lede__list_rows(lede__list *l, uint32_t block, uint32_t rows[LEDE__BLOCK], uint32_t *n, lede_error *err);

/* The hits of the same articles in the same order; each has one at least. */
lede_status lede__list_hits(lede__list *l, uint32_t block, uint32_t hits[LEDE__BLOCK][LEDE__COLUMNS],
                            lede_error *err);

/* The same hits, each column's times its weight, added up. */
lede_status lede__list_weighed(lede__list *l, uint32_t block, const double weights[LEDE__COLUMNS], float out[LEDE__BLOCK],
                               lede_error *err);

/*
 * The positions in one column of the block's i-th article, ascending, counted
 * from 0; valid until the next call for the list. *n is the column's hits.
 */
lede_status lede__list_positions(lede__list *l, uint32_t block, uint32_t i, int column, const uint32_t **positions,
                                 uint32_t *n, lede_error *err);

/*
 * Where a term stands, as a number: row << LEDE__PLACE_ROW | column <<
 * LEDE__PLACE_COLUMN | position. Positions are under LEDE__FURTHEST, so that a
 * phrase never reaches from one column into the next.
 */
enum { LEDE__PLACE_COLUMN = 30, LEDE__PLACE_ROW = 32, LEDE__FURTHEST = 1 << 29 };

typedef struct lede__place_buf {
    uint64_t *v;                /* freed by the caller with lede__free */
    size_t n, cap;
} lede__place_buf;

/* Append the places of the block's i-th article, which is `row`, in the columns (bits). Fastest with i ascending. */
lede_status lede__list_places(lede__list *l, uint32_t block, uint32_t i, unsigned columns, uint64_t row,
                              lede__place_buf *out, lede_error *err);

/* --- writing -------------------------------------------------------------------- */

/* What waits in memory for the next flush; one a store. */
typedef struct lede__postings lede__postings;

void lede__postings_free(lede_store *s);

/*
 * Index an article: begin, its terms (columns ascending; positions ascending in
 * each; a term met twice at one position is one hit), end with its length. The
 * row must not be indexed, or have been hidden. Inside a write transaction.
 */
lede_status lede__postings_begin(lede_store *s, int64_t row, lede_error *err);
/* These terms, by their lede__hash, come soon: have the processor fetch what they need, all at once. */
void lede__postings_fetch(const lede__postings *p, const uint64_t *hashes, size_t n);
/*
 * `hash` is lede__hash of the term. Gives a number that the caller may keep
 * with the term until the next flush, 0 where the term is new, valid until the
 * next call; NULL when memory ran out.
 */
uint32_t *lede__postings_term(lede__postings *p, int column, uint32_t position, const char *term, size_t n, uint64_t hash);
void lede__postings_end(lede__postings *p, uint32_t length);

/* Hits that wait, and bytes: for those who put terms only to learn whether a hit is a new one. */
uint64_t lede__postings_hits(const lede__postings *p);
size_t lede__postings_bytes(const lede__postings *p);

/* Take an indexed row out; `length` as it was given. */
lede_status lede__postings_hide(lede_store *s, int64_t row, uint32_t length, lede_error *err);

/* Before every COMMIT, SAVEPOINT and RELEASE: what waits becomes a segment. */
lede_status lede__postings_flush(lede_store *s, lede_error *err);
/* After ROLLBACK: forget what waits, and the view. */
void lede__postings_drop(lede_store *s);

/* Whether anything waits. */
int lede__postings_pending(const lede_store *s);

/*
 * One merge of what is due: after little was added, while much is, and when it
 * was. None takes long; *did says whether there was one. Inside a write
 * transaction, which is to be committed before the next.
 */
typedef enum lede__merge { LEDE__AFTER_LITTLE, LEDE__AMID_MUCH, LEDE__AFTER_MUCH } lede__merge;
lede_status lede__postings_merge(lede_store *s, lede__merge when, int *did, lede_error *err);
/* Make one segment of all, without a trace of hidden rows. */
lede_status lede__postings_merge_all(lede_store *s, lede_error *err);

/* Empty the index. Inside a write transaction. */
lede_status lede__postings_clear(lede_store *s, lede_error *err);

#endif
