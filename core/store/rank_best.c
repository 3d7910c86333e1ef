#include "store/rank_best.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

int lede__best_init(lede__best *b, size_t limit)
{
    size_t i;

    memset(b, 0, sizeof *b);
    b->limit = limit;
    if (!(b->heap = lede__reallocn(NULL, limit + 1, sizeof *b->heap)))
        return 0;
    for (i = 0; i < limit; i++)
        b->heap[i] = -1;   /* under every score */
    return 1;
}

void lede__best_release(lede__best *b)
{
    lede__free(b->v);
    lede__free(b->heap);
    memset(b, 0, sizeof *b);
}

/* Put a score in place of the least one of a heap of k. */
static void sink(double *heap, size_t k, double score)
{
    size_t at = 0, child;

    while ((child = 2 * at + 1) < k) {
        if (child + 1 < k && heap[child + 1] < heap[child])
            child++;
        if (heap[child] >= score)
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = score;
}

int lede__best_put(lede__best *b, int64_t row, double score)
{
    if (b->limit && score > b->heap[0])
        sink(b->heap, b->limit, score);
    if (b->n == b->cap && !lede__grow(&b->v, &b->cap, b->n + 1, sizeof *b->v))
        return 0;
    b->v[b->n].score = score;
    b->v[b->n++].row = row;
    return 1;
}

/* --- settling ------------------------------------------------------------------------ */

/* What was taken up and has fallen behind is left out. */
static void drop_worse(lede__best *b)
{
    size_t i, n = 0;

    for (i = 0; i < b->n; i++)
        if (b->v[i].score >= lede__best_least(b))
            b->v[n++] = b->v[i];
    b->n = n;
}

static int by_score(const void *a, const void *b)
{
    const lede__scored *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* Put rows of one score in the order of their ids. */
static lede_status settle_tie(lede_store *store, lede__scored *v, size_t n, lede_error *err)
{
    int64_t *rows = lede__reallocn(NULL, n, sizeof *rows);
    size_t i, count = n;
    lede_status st;

    if (!rows)
        return lede__nomem(err);
    for (i = 0; i < n; i++)
        rows[i] = v[i].row;
    st = lede_store_sort(store, rows, &count, "id", err);
    for (i = 0; i < count; i++)
        v[i].row = rows[i];
    lede__free(rows);
    return st;
}

lede_status lede__best_settle(lede__best *b, lede_store *store, lede_error *err)
{
    lede_status st = LEDE_OK;
    size_t from, to;

    drop_worse(b);
    if (b->n)
        qsort(b->v, b->n, sizeof *b->v, by_score);
    for (from = 0; from < b->n && st == LEDE_OK; from = to) {
        for (to = from + 1; to < b->n && b->v[to].score == b->v[from].score; to++)
            ;
        if (to - from > 1)
            st = settle_tie(store, b->v + from, to - from, err);
    }
    if (b->limit && b->n > b->limit)
        b->n = b->limit;
    return st;
}
