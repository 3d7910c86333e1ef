/* Store layer. A set of articles' rows: a bitmap in pieces, so that one row far out costs little. */
#ifndef LEDE_STORE_ROWSET_H
#define LEDE_STORE_ROWSET_H

#include "lede/base.h"

enum { LEDE__ROWSET_BITS = 65536 };

typedef struct lede__rowset {
    uint64_t **pieces;        /* LEDE__ROWSET_BITS bits each, NULL where empty */
    size_t n, cap;
    int64_t count;
} lede__rowset;

void lede__rowset_init(lede__rowset *s);
void lede__rowset_release(lede__rowset *s);

/* 0 when memory ran out, or for a row that no store holds (negative, over 2^31). */
int lede__rowset_add(lede__rowset *s, int64_t row);

/* The same for n rows, ascending. */
int lede__rowset_add_rows(lede__rowset *s, const uint32_t *rows, size_t n);

/* The same for n words of bits, of the rows from `row` on: a multiple of 64, all in one piece. */
int lede__rowset_add_bits(lede__rowset *s, int64_t row, const uint64_t *bits, size_t n);

/* Add all of the other set. */
int lede__rowset_join(lede__rowset *s, const lede__rowset *other);

/* Leave only what is in the other set too. */
void lede__rowset_meet(lede__rowset *s, const lede__rowset *other);

/* Take out all of the other set. */
void lede__rowset_minus(lede__rowset *s, const lede__rowset *other);

/* The least row of the set that is not under `from`; -1 where there is none. */
int64_t lede__rowset_next(const lede__rowset *s, int64_t from);

static inline int lede__rowset_has(const lede__rowset *s, int64_t row)
{
    uint64_t r = (uint64_t)row, piece = r / LEDE__ROWSET_BITS;

    return piece < s->n && s->pieces[piece] && (s->pieces[piece][r % LEDE__ROWSET_BITS / 64] >> (r % 64) & 1);
}

/* The n words of bits of the rows from `row` on, as lede__rowset_add_bits has them; NULL where none is set. */
const uint64_t *lede__rowset_bits(const lede__rowset *s, int64_t row, size_t n);

/* Write the rows, ascending; `out` has room for count. */
void lede__rowset_list(const lede__rowset *s, int64_t *out);

#endif
