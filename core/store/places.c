#include "store/places.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

void lede__places_release(lede__places *p)
{
    lede__free(p->all.v);
    lede__free(p->spare.v);
    lede__free(p->runs);
    memset(p, 0, sizeof *p);
}

void lede__places_clear(lede__places *p)
{
    p->all.n = p->runs_n = 0;
}

lede_status lede__places_add(lede__places *p, lede__walker *c, unsigned columns, int64_t from, int64_t end,
                             const lede__rowset *within, lede_error *err)
{
    size_t before = p->all.n;
    lede_status st;

    while ((st = lede__walker_next(c, from, end, within, err)) == LEDE_OK)
        for (; c->at < c->n && c->rows[c->at] < end; c->at++)
            if ((!within || lede__rowset_has(within, c->rows[c->at])) &&
                (st = lede__list_places(c->list, c->block, c->at, columns, c->rows[c->at], &p->all, err)) != LEDE_OK)
                return st;
    if (st != LEDE_DONE)
        return st;
    if (p->all.n == before)
        return LEDE_OK;
    if (!lede__grow(&p->runs, &p->runs_cap, p->runs_n + 1, sizeof *p->runs))
        return lede__nomem(err);
    p->runs[p->runs_n++] = p->all.n;
    return LEDE_OK;
}

/* --- merging ------------------------------------------------------------------------ */

/* Merge v[from..mid) and v[mid..end) into out, equal ones once; returns how many. */
static size_t merge_two(const uint64_t *v, size_t from, size_t mid, size_t end, uint64_t *out)
{
    size_t a = from, b = mid, n = 0;

    while (a < mid && b < end) {
        uint64_t x = v[a], y = v[b];

        out[n++] = x < y ? x : y;
        a += x <= y;
        b += y <= x;
    }
    memcpy(out + n, v + a, (mid - a) * sizeof *v);
    n += mid - a;
    memcpy(out + n, v + b, (end - b) * sizeof *v);
    return n + (end - b);
}

/* Every two neighbouring runs become one. */
static void merge_pairs(lede__places *p)
{
    lede__place_buf merged = p->spare;
    size_t i, from = 0, runs = 0;

    merged.n = 0;
    for (i = 0; i < p->runs_n; i += 2) {
        size_t mid = p->runs[i], end = i + 1 < p->runs_n ? p->runs[i + 1] : mid;

        merged.n += merge_two(p->all.v, from, mid, end, merged.v + merged.n);
        p->runs[runs++] = merged.n;
        from = end;
    }
    p->runs_n = runs;
    p->spare = p->all;
    p->all = merged;
}

lede_status lede__places_settle(lede__places *p, lede_error *err)
{
    while (p->runs_n > 1) {
        if (!lede__grow(&p->spare.v, &p->spare.cap, p->all.n, sizeof *p->spare.v))
            return lede__nomem(err);
        merge_pairs(p);
    }
    return LEDE_OK;
}

/* --- meeting ------------------------------------------------------------------------ */

/* The first of v[at..n) that is not under x, which is probably near. */
static size_t reach(const uint64_t *v, size_t at, size_t n, uint64_t x)
{
    size_t lo = at, hi = at, step = 1;

    while (hi < n && v[hi] < x) {
        lo = hi + 1;
        hi = step < n - lo ? lo + step : n;
        step *= 2;
    }
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (v[mid] < x)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

void lede__places_meet(lede__places *p, const lede__places *next, uint64_t shift)
{
    const uint64_t *other = next->all.v;
    uint64_t *v = p->all.v;
    size_t i = 0, j = 0, n = 0;

    while (i < p->all.n && j < next->all.n) {
        uint64_t want = v[i] + shift;

        if (other[j] == want) {
            v[n++] = v[i++];
            j++;
        } else if (other[j] < want) {
            j = reach(other, j + 1, next->all.n, want);
        } else {
            i = reach(v, i + 1, p->all.n, other[j] < shift ? 0 : other[j] - shift);
        }
    }
    p->all.n = n;
}
