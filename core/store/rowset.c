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

void lede__rowset_list(const lede__rowset *s, int64_t *out)
{
    size_t i, j;
    uint64_t w;

    for (i = 0; i < s->n; i++)
        for (j = 0; s->pieces[i] && j < WORDS; j++)
            for (w = s->pieces[i][j]; w; w &= w - 1)
                *out++ = (int64_t)(i * LEDE__ROWSET_BITS + j * 64) + __builtin_ctzll(w);
}
