#include "store/rowset.h"

#include <string.h>

#include "base/alloc.h"

enum { WORDS = LEDE__ROWSET_BITS / 64 };

void lede__rowset_init(lede__rowset *s)
{
    memset(s, 0, sizeof *s);
}

void lede__rowset_release(lede__rowset *s)
{
    size_t i;

    for (i = 0; i < s->n; i++)
        lede__free(s->pieces[i]);
    lede__free(s->pieces);
    lede__rowset_init(s);
}

/* The piece, made where absent; NULL when memory ran out. */
static uint64_t *piece(lede__rowset *s, size_t i)
{
    if (i >= s->n) {
        if (!lede__grow(&s->pieces, &s->cap, i + 1, sizeof *s->pieces))
            return NULL;
        while (s->n <= i)
            s->pieces[s->n++] = NULL;
    }
    if (!s->pieces[i])
        s->pieces[i] = lede__calloc(WORDS, sizeof **s->pieces);
    return s->pieces[i];
}

int lede__rowset_add(lede__rowset *s, int64_t row)
{
    uint64_t bit = (uint64_t)1 << (row & 63), *w;

    if (row < 0 || row > INT32_MAX)
        return 0;
    if (!(w = piece(s, (size_t)(row / LEDE__ROWSET_BITS))))
        return 0;
    w += row % LEDE__ROWSET_BITS / 64;
    s->count += !(*w & bit);
    *w |= bit;
    return 1;
}

int lede__rowset_add_rows(lede__rowset *s, const uint32_t *rows, size_t n)
{
    size_t i, at = SIZE_MAX;
    uint64_t *w = NULL;
    int64_t count = 0;

    for (i = 0; i < n; i++) {
        uint32_t row = rows[i], in = row % LEDE__ROWSET_BITS;
        uint64_t bit = (uint64_t)1 << (row & 63);

        if (row / LEDE__ROWSET_BITS != at) {
            at = row / LEDE__ROWSET_BITS;
            if (row > INT32_MAX || !(w = piece(s, at)))
                return 0;
        }
        count += !(w[in / 64] & bit);
        w[in / 64] |= bit;
    }
    s->count += count;
    return 1;
}

int lede__rowset_add_bits(lede__rowset *s, int64_t row, const uint64_t *bits, size_t n)
{
    uint64_t *w;
    size_t i;

    if (row < 0 || row > INT32_MAX || !(w = piece(s, (size_t)(row / LEDE__ROWSET_BITS))))
        return 0;
    w += row % LEDE__ROWSET_BITS / 64;
    for (i = 0; i < n; i++) {
        s->count += __builtin_popcountll(bits[i] & ~w[i]);
        w[i] |= bits[i];
    }
    return 1;
}

int lede__rowset_join(lede__rowset *s, const lede__rowset *other)
{
    size_t i, j;
    uint64_t *w;

    for (i = 0; i < other->n; i++) {
        if (!other->pieces[i])
            continue;
        if (!(w = piece(s, i)))
            return 0;
        for (j = 0; j < WORDS; j++) {
            s->count += __builtin_popcountll(other->pieces[i][j] & ~w[j]);
            w[j] |= other->pieces[i][j];
        }
    }
    return 1;
}

void lede__rowset_meet(lede__rowset *s, const lede__rowset *other)
{
    size_t i, j;

    s->count = 0;
    for (i = 0; i < s->n; i++) {
        if (!s->pieces[i])
            continue;
        if (i >= other->n || !other->pieces[i]) {
            lede__free(s->pieces[i]);
            s->pieces[i] = NULL;
            continue;
        }
        for (j = 0; j < WORDS; j++) {
            s->pieces[i][j] &= other->pieces[i][j];
            s->count += __builtin_popcountll(s->pieces[i][j]);
        }
    }
}

void lede__rowset_minus(lede__rowset *s, const lede__rowset *other)
{
    size_t i, j;

    for (i = 0; i < s->n && i < other->n; i++)
        for (j = 0; s->pieces[i] && other->pieces[i] && j < WORDS; j++) {
            s->count -= __builtin_popcountll(s->pieces[i][j] & other->pieces[i][j]);
            s->pieces[i][j] &= ~other->pieces[i][j];
        }
}

int64_t lede__rowset_next(const lede__rowset *s, int64_t from)
{
    size_t i = (size_t)(from / LEDE__ROWSET_BITS), j = (size_t)(from % LEDE__ROWSET_BITS / 64);
    uint64_t mask = ~(uint64_t)0 << (from & 63);

    for (; i < s->n; i++, j = 0, mask = ~(uint64_t)0)
        for (; s->pieces[i] && j < WORDS; j++, mask = ~(uint64_t)0)
            if (s->pieces[i][j] & mask)
                return (int64_t)(i * LEDE__ROWSET_BITS + j * 64) + __builtin_ctzll(s->pieces[i][j] & mask);
    return -1;
}

const uint64_t *lede__rowset_bits(const lede__rowset *s, int64_t row, size_t n)
{
    size_t at = (size_t)(row / LEDE__ROWSET_BITS), i;
    const uint64_t *w;

    if (at >= s->n || !s->pieces[at])
        return NULL;
    w = s->pieces[at] + row % LEDE__ROWSET_BITS / 64;
    for (i = 0; i < n; i++)
        if (w[i])
            return w;
    return NULL;
}

void lede__rowset_list(const lede__rowset *s, int64_t *out)
{
    size_t i, j;
    uint64_t w;

    for (i = 0; i < s->n; i++)
        for (j = 0; s->pieces[i] && j < WORDS; j++)
            for (w = s->pieces[i][j]; w; w &= w - 1)
                *out++ = (int64_t)(i * LEDE__ROWSET_BITS + j * 64) + __builtin_ctzll(w);
}
