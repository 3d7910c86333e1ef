/*
 * Phrases and near() in one segment. First the articles that hold every term
 * of it, by rows alone; then, span of rows by span, the places of the terms in
 * them. What a prefix stands for is walked anew in every span, so that memory
 * stays bounded where a prefix stands for thousands of words.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/finder.h"

enum {
    SPAN = LEDE__LENGTHS_BLOCK,       /* rows; spans are whole multiples, so that hits of one lie in whole blocks */
    MOST = 1 << 20                    /* postings of a prefix that a span should hold at most */
};

/* --- rows ---------------------------------------------------------------------------- */

typedef struct row_walk {
    const lede__rowset *within;
    lede__rowset *rows;
} row_walk;

static lede_status prefix_rows(lede__walker *c, void *ud, lede_error *err)
{
    row_walk *w = ud;

    return lede__walker_rows(c, LEDE__Q_TEXTS, w->within, 0, w->rows, err);
}

/* Leave in *rows those that the term hits too; the first one brings them. */
static lede_status narrow(lede__finder *f, lede__source *s, const lede__rowset *within, lede__rowset *rows)
{
    lede__rowset hit;
    row_walk walk = { within, &hit };
    lede_status st = LEDE_OK;
    size_t i;

    lede__rowset_init(&hit);
    if (s->term->prefix)
        st = lede__prefix_each(f->view, f->segment, s->term, prefix_rows, &walk, f->err);
    for (i = 0; i < s->lists.n && st == LEDE_OK; i++)
        st = lede__walker_rows(&s->lists.v[i], LEDE__Q_TEXTS, within, 0, &hit, f->err);
    lede__lists_rewind(&s->lists);
    lede__rowset_release(rows);
    *rows = hit;
    return st;
}

static int by_most(const void *a, const void *b)
{
    const lede__source *x = *(const lede__source *const *)a, *y = *(const lede__source *const *)b;

    return x->most < y->most ? -1 : x->most > y->most;
}

/* The rows of the segment that hold every term, the rarest first. */
static lede_status find_rows(lede__finder *f, const lede__rowset *within, lede__rowset *rows)
{
    lede__source **order = lede__reallocn(NULL, f->n, sizeof *order);
    lede_status st = LEDE_OK;
    size_t i;

    if (!order)
        return lede__nomem(f->err);
    for (i = 0; i < f->n; i++)
        order[i] = &f->sources[i];
    qsort(order, f->n, sizeof *order, by_most);
    for (i = 0; i < f->n && st == LEDE_OK && (!i || rows->count); i++)
        st = narrow(f, order[i], i ? rows : within, rows);
    lede__free(order);
    return st;
}

/* --- what is found ----------------------------------------------------------------------- */

static int put_row(lede__found *found, uint64_t place)
{
    return lede__rowset_add(found->rows, (int64_t)(place >> LEDE__PLACE_ROW));
}

static int put_hit(lede__found *found, uint64_t place)
{
    double weight = found->weights[place >> LEDE__PLACE_COLUMN & 3];

    return !(weight > 0) || lede__tally_add(found->tally, (uint32_t)(place >> LEDE__PLACE_ROW), (float)weight);
}

/* Each start is a hit. */
static lede_status put_starts(const lede__finder *f, lede__found *found)
{
    const lede__place_buf *p = &f->starts[0].all;
    size_t i;
    int ok = 1;

    for (i = 0; i < p->n && ok; i++)
        ok = found->rows ? put_row(found, p->v[i]) : put_hit(found, p->v[i]);
    return ok ? LEDE_OK : lede__nomem(f->err);
}

/* On to the first start behind the row of a place. */
static void leave_row(lede__track *t, uint64_t place)
{
    while (t->at < t->n && t->v[t->at] >> LEDE__PLACE_ROW <= place >> LEDE__PLACE_ROW)
        t->at++;
}

static lede_status put_near(const lede__finder *f, lede__found *found)
{
    lede__track *t = lede__reallocn(NULL, lede__phrases(f->leaf), sizeof *t);
    lede_status st = LEDE_OK;

    if (!t)
        return lede__nomem(f->err);
    lede__finder_tracks(f, t);
    while (st == LEDE_OK && lede__finder_near(f, t)) {
        if (!put_row(found, t[0].v[t[0].at]))
            st = lede__nomem(f->err);
        leave_row(&t[0], t[0].v[t[0].at]);
    }
    lede__free(t);
    return st;
}

/* --- spans ---------------------------------------------------------------------------------- */

/* How many rows a span has: as one of plain words has, more where prefixes make each span dear and are small. */
static int64_t span_rows(const lede__finder *f)
{
    uint64_t most = 0;
    uint32_t first, last;
    size_t i;

    for (i = 0; i < f->n; i++)
        if (f->sources[i].term->prefix)
            most += f->sources[i].most;
    if (!most)
        return SPAN;
    lede__view_bounds(f->view, f->segment, &first, &last);
    return ((int64_t)(last / SPAN) + 1) / (int64_t)(most / MOST + 1) * SPAN + SPAN;
}

/* What stands in the rows, span by span. */
static lede_status walk_spans(lede__finder *f, const lede__rowset *rows, lede__found *found)
{
    int64_t length = span_rows(f), row = 0;
    lede_status st = LEDE_OK;

    while (st == LEDE_OK && (row = lede__rowset_next(rows, row)) >= 0 && !(found->enough && found->rows->count >= found->enough)) {
        lede__span_of_rows span = { row / SPAN * SPAN, row / SPAN * SPAN + length, rows };
        int any;

        row = span.end;
        st = lede__finder_starts(f, &span, &any);
        if (st == LEDE_OK && any)
            st = f->leaf->kind == LEDE__Q_WORDS ? put_starts(f, found) : put_near(f, found);
    }
    return st;
}

lede_status lede__leaf_places(lede__view *v, size_t segment, const lede__qnode *leaf, const lede__rowset *within,
                              lede__found *found, lede_error *err)
{
    lede__rowset rows;
    lede__finder f;
    lede_status st;
    int all;

    lede__rowset_init(&rows);
    st = lede__finder_open(&f, v, segment, leaf, &all, err);
    if (st == LEDE_OK && all)
        st = find_rows(&f, within, &rows);
    if (st == LEDE_OK && all)
        st = walk_spans(&f, &rows, found);
    lede__rowset_release(&rows);
    lede__finder_release(&f);
    return st;
}
