#include "store/walker.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/query_in.h"

void lede__walker_start(lede__walker *c, lede__list *list, const lede__rowset *dead)
{
    c->list = list;
    c->dead = dead;
    c->block = c->n = c->at = 0;
    c->has_hits = c->has_weighed = 0;
}

/* From the block in hand on, the first one that reaches the row; `blocks` where none does. */
static uint32_t find_block(const lede__walker *c, uint32_t row)
{
    uint32_t lo = c->block, hi = lo, step = 1, blocks = c->list->blocks;

    while (hi < blocks && lede__list_last(c->list, hi) < row) {
        lo = hi + 1;
        hi = step < blocks - lo ? lo + step : blocks;
        step *= 2;
    }
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (lede__list_last(c->list, mid) < row)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Move on to the next block that may hold a row in question: 0 where there is none under `end`. */
static int choose_block(lede__walker *c, int64_t from, int64_t end, const lede__rowset *within)
{
    int64_t least = c->block ? (int64_t)lede__list_last(c->list, c->block - 1) + 1 : 0;

    if (least < from)
        least = from;
    if (within)
        least = lede__rowset_next(within, least);
    if (least < 0 || least >= end || least > UINT32_MAX)
        return 0;
    c->block = find_block(c, (uint32_t)least);
    return c->block < c->list->blocks;
}

lede_status lede__walker_next(lede__walker *c, int64_t from, int64_t end, const lede__rowset *within, lede_error *err)
{
    lede_status st;

    for (;;) {
        while (c->at < c->n && c->rows[c->at] < from)
            c->at++;
        if (c->at < c->n)
            return c->rows[c->at] < end ? LEDE_OK : LEDE_DONE;
        c->block += c->n > 0;
        c->n = c->at = 0;
        if (c->block >= c->list->blocks || !choose_block(c, from, end, within))
            return LEDE_DONE;
        c->has_hits = c->has_weighed = 0;
        st = lede__list_rows(c->list, c->block, c->rows, &c->n, err);
        if (st != LEDE_OK) {
            c->n = 0;
            return st;
        }
    }
}

int64_t lede__walker_peek(const lede__walker *c)
{
    uint32_t block = c->block + (c->n > 0);

    if (c->at < c->n)
        return c->rows[c->at];
    if (block >= c->list->blocks)
        return -1;
    return block ? (int64_t)lede__list_last(c->list, block - 1) + 1 : 0;
}

lede_status lede__walker_hits(lede__walker *c, lede_error *err)
{
    if (c->has_hits)
        return LEDE_OK;
    c->has_hits = 1;
    return lede__list_hits(c->list, c->block, c->hits, err);
}

lede_status lede__walker_weigh(lede__walker *c, const double weights[LEDE__COLUMNS], lede_error *err)
{
    if (c->has_weighed)
        return LEDE_OK;
    c->has_weighed = 1;
    return lede__list_weighed(c->list, c->block, weights, c->weighed, err);
}

/* --- several -------------------------------------------------------------------- */

void lede__lists_release(lede__lists *l)
{
    size_t i;

    for (i = 0; i < l->n; i++)
        lede__list_close(l->v[i].list);
    lede__free(l->v);
    memset(l, 0, sizeof *l);
}

lede_status lede__lists_add(lede__lists *l, lede__view *v, size_t segment, const char *term, size_t n, lede_error *err)
{
    lede__list *list;
    lede_status st = lede__list_open(v, segment, term, n, &list, err);

    if (st != LEDE_OK || !list)
        return st;
    if (!lede__grow(&l->v, &l->cap, l->n + 1, sizeof *l->v)) {
        lede__list_close(list);
        return lede__nomem(err);
    }
    lede__walker_start(&l->v[l->n++], list, lede__view_dead(v, segment));
    l->articles += list->articles;
    return LEDE_OK;
}

void lede__lists_rewind(lede__lists *l)
{
    size_t i;

    for (i = 0; i < l->n; i++)
        lede__walker_start(&l->v[i], l->v[i].list, l->v[i].dead);
}

/* --- rows ------------------------------------------------------------------------ */

static int hits_any(const uint32_t hits[LEDE__COLUMNS], unsigned columns)
{
    int i;

    for (i = 0; i < LEDE__COLUMNS; i++)
        if ((columns >> i & 1) && hits[i])
            return 1;
    return 0;
}

lede_status lede__walker_rows(lede__walker *c, unsigned columns, const lede__rowset *within, int64_t enough,
                              lede__rowset *rows, lede_error *err)
{
    int all = columns == LEDE__Q_TEXTS;
    uint32_t kept[LEDE__BLOCK];
    lede_status st;
    size_t n;

    while (!(enough && rows->count >= enough) &&
           (st = lede__walker_next(c, 0, (int64_t)INT32_MAX + 1, within, err)) != LEDE_DONE) {
        if (st == LEDE_OK && !all)
            st = lede__walker_hits(c, err);
        if (st != LEDE_OK)
            return st;
        for (n = 0; c->at < c->n; c->at++) {
            uint32_t row = c->rows[c->at];

            if ((all || hits_any(c->hits[c->at], columns)) && !lede__walker_is_dead(c, row) &&
                (!within || lede__rowset_has(within, row)))
                kept[n++] = row;
        }
        if (!lede__rowset_add_rows(rows, kept, n))
            return lede__nomem(err);
    }
    return LEDE_OK;
}
