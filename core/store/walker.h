/*
 * Store layer. Walking lists of the inverted index forward, block by block:
 * blocks that hold no row in question are skipped by the directory alone.
 */
#ifndef LEDE_STORE_WALKER_H
#define LEDE_STORE_WALKER_H

#include "store/postings.h"

/* One list of one segment. */
typedef struct lede__walker {
    lede__list *list;             /* owned */
    const lede__rowset *dead;     /* rows of it that count no more; NULL: none */
    uint32_t block, n, at;        /* the block in hand, and where in it; n 0: not decoded */
    int has_hits, has_weighed;
    uint32_t rows[LEDE__BLOCK];
    float weighed[LEDE__BLOCK];
    uint32_t hits[LEDE__BLOCK][LEDE__COLUMNS];
} lede__walker;

void lede__walker_start(lede__walker *c, lede__list *list, const lede__rowset *dead);

/*
 * Decode the next block that has rows of [from, end) left, and of `within` if
 * that is not NULL: rows[at] is the first of them. The caller moves `at` on.
 * LEDE_DONE where there is none; a later call with a greater `end` goes on.
 */
lede_status lede__walker_next(lede__walker *c, int64_t from, int64_t end, const lede__rowset *within, lede_error *err);

/* The least row that the next one may be; -1 where there is none. */
int64_t lede__walker_peek(const lede__walker *c);

/* The hits of the block in hand. */
lede_status lede__walker_hits(lede__walker *c, lede_error *err);

/* The same, weighed; the weights of a walker are always the same. */
lede_status lede__walker_weigh(lede__walker *c, const double weights[LEDE__COLUMNS], lede_error *err);

static inline int lede__walker_is_dead(const lede__walker *c, uint32_t row)
{
    return c->dead && lede__rowset_has(c->dead, row);
}

/* Several lists. Held by value. */
typedef struct lede__lists {
    lede__walker *v;
    size_t n, cap;
    uint64_t articles;            /* of all lists together, those hit by several counted so often */
} lede__lists;

void lede__lists_release(lede__lists *l);

/* Add the list of a term in a segment, where it has one. */
lede_status lede__lists_add(lede__lists *l, lede__view *v, size_t segment, const char *term, size_t n, lede_error *err);

/* Every list from its start again. */
void lede__lists_rewind(lede__lists *l);

/*
 * Add the live rows of a list that have a hit in the columns (as the bits of
 * LEDE__Q_TEXTS) and are in `within` (NULL: all); no more blocks are looked at
 * once the set holds `enough` (0: all).
 */
lede_status lede__walker_rows(lede__walker *c, unsigned columns, const lede__rowset *within, int64_t enough,
                              lede__rowset *rows, lede_error *err);

#endif
