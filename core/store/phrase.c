/*
 * Phrases and near() in one segment. First the articles that hold every term
 * of it, by rows alone; then, span of rows by span, the places of the terms in
 * them. What a prefix stands for is walked anew in every span, so that memory
 * stays bounded where a prefix stands for thousands of words.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/leaf.h"
#include "store/places.h"

enum {
    SPAN = LEDE__LENGTHS_BLOCK,       /* rows; spans are whole multiples, so that hits of one lie in whole blocks */
    MOST = 1 << 20                    /* postings of a prefix that a span should hold at most */
};

/* A term of the leaf: either lists or a prefix. */
typedef struct source {
    const lede__qterm *term;
    lede__lists lists;
    uint64_t most;
} source;

typedef struct finder {
    lede__view *view;
    size_t segment;
    const lede__qnode *leaf;
    source *sources;              /* of all phrases, in order */
    size_t n;
    lede__rowset rows;            /* that hold every term */
    int64_t from, end;            /* the span in hand */
    lede__places *starts;         /* of each phrase */
    lede__places next;
    lede_error *err;
} finder;

static size_t phrases(const lede__qnode *leaf)
{
    return leaf->kind == LEDE__Q_WORDS ? 1 : leaf->kids_n;
}

static const lede__qnode *phrase(const lede__qnode *leaf, size_t i)
{
    return leaf->kind == LEDE__Q_WORDS ? leaf : leaf->kids[i];
}

/* --- terms ------------------------------------------------------------------------- */

static lede_status open_source(finder *f, source *s)
{
    lede_status st;

    if (s->term->prefix)
        return lede__prefix_most(f->view, f->segment, s->term, &s->most, f->err);
    st = lede__term_lists(f->view, f->segment, s->term, &s->lists, f->err);
    s->most = s->lists.articles;
    return st;
}

/* Open the terms; *all says whether the segment has every one of them. */
static lede_status open_sources(finder *f, int *all)
{
    lede_status st = LEDE_OK;
    size_t i, j, n = 0;

    for (i = 0; i < phrases(f->leaf); i++)
        n += phrase(f->leaf, i)->terms_n;
    *all = n > 0;
    if (!(f->sources = lede__calloc(n + 1, sizeof *f->sources)) ||
        !(f->starts = lede__calloc(phrases(f->leaf) + 1, sizeof *f->starts)))
        return lede__nomem(f->err);
    for (i = 0; i < phrases(f->leaf) && *all; i++)
        for (j = 0; j < phrase(f->leaf, i)->terms_n && *all && st == LEDE_OK; j++) {
            source *s = &f->sources[f->n++];

            s->term = &phrase(f->leaf, i)->terms[j];
            st = open_source(f, s);
            *all = st == LEDE_OK && s->most > 0;
        }
    return st;
}

static void release(finder *f)
{
    size_t i;

    for (i = 0; i < f->n; i++)
        lede__lists_release(&f->sources[i].lists);
    for (i = 0; f->starts && i < phrases(f->leaf); i++)
        lede__places_release(&f->starts[i]);
    lede__free(f->sources);
    lede__free(f->starts);
    lede__places_release(&f->next);
    lede__rowset_release(&f->rows);
}

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

/* Leave the rows that the term hits too; the first one brings them. */
static lede_status narrow(finder *f, source *s, const lede__rowset *within)
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
    lede__rowset_release(&f->rows);
    f->rows = hit;
    return st;
}

static int by_most(const void *a, const void *b)
{
    const source *x = *(const source *const *)a, *y = *(const source *const *)b;

    return x->most < y->most ? -1 : x->most > y->most;
}

/* The rows of the segment that hold every term, the rarest first. */
static lede_status find_rows(finder *f, const lede__rowset *within)
{
    source **order = lede__reallocn(NULL, f->n, sizeof *order);
    lede_status st = LEDE_OK;
    size_t i;

    if (!order)
        return lede__nomem(f->err);
    for (i = 0; i < f->n; i++)
        order[i] = &f->sources[i];
    qsort(order, f->n, sizeof *order, by_most);
    for (i = 0; i < f->n && st == LEDE_OK && (!i || f->rows.count); i++)
        st = narrow(f, order[i], i ? &f->rows : within);
    lede__free(order);
    return st;
}

/* --- places ----------------------------------------------------------------------------- */

typedef struct place_walk {
    const finder *f;
    lede__places *places;
} place_walk;

static lede_status prefix_places(lede__walker *c, void *ud, lede_error *err)
{
    place_walk *w = ud;

    return lede__places_add(w->places, c, w->f->leaf->columns, w->f->from, w->f->end, &w->f->rows, err);
}

/* The places of a term in the span. */
static lede_status gather(finder *f, source *s, lede__places *out)
{
    place_walk walk = { f, out };
    lede_status st = LEDE_OK;
    size_t i;

    lede__places_clear(out);
    if (s->term->prefix)
        st = lede__prefix_each(f->view, f->segment, s->term, prefix_places, &walk, f->err);
    for (i = 0; i < s->lists.n && st == LEDE_OK; i++)
        st = lede__places_add(out, &s->lists.v[i], f->leaf->columns, f->from, f->end, &f->rows, f->err);
    return st == LEDE_OK ? lede__places_settle(out, f->err) : st;
}

/* Where the phrases start in the span; *any says whether each stands somewhere. */
static lede_status find_starts(finder *f, int *any)
{
    source *s = f->sources;
    lede_status st = LEDE_OK;
    size_t i, j;

    *any = 1;
    for (i = 0; i < phrases(f->leaf) && *any && st == LEDE_OK; i++) {
        st = gather(f, s++, &f->starts[i]);
        for (j = 1; j < phrase(f->leaf, i)->terms_n && f->starts[i].all.n && st == LEDE_OK; j++) {
            st = gather(f, s++, &f->next);
            if (st == LEDE_OK)
                lede__places_meet(&f->starts[i], &f->next, j);
        }
        *any = f->starts[i].all.n > 0;
    }
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
static lede_status put_starts(finder *f, lede__found *found)
{
    const lede__place_buf *p = &f->starts[0].all;
    size_t i;
    int ok = 1;

    for (i = 0; i < p->n && ok; i++)
        ok = found->rows ? put_row(found, p->v[i]) : put_hit(found, p->v[i]);
    return ok ? LEDE_OK : lede__nomem(f->err);
}

/* One of the phrases of a near() while its starts are gone through. */
typedef struct track {
    const uint64_t *v;
    size_t n, at, length;
} track;

/*
 * As match.c has it: no more than `distance` positions lie between the end of
 * any of the phrases and the start of the one that starts last, in one column.
 * Moves the tracks on to the next such group; 0 where there is none.
 */
static int next_group(track *t, size_t n, uint64_t distance)
{
    uint64_t last = 0;
    int settled = 0;
    size_t i;

    while (!settled) {
        settled = 1;
        for (i = 0; i < n; i++) {
            while (t[i].at < t[i].n && (t[i].v[t[i].at] >> LEDE__PLACE_COLUMN < last >> LEDE__PLACE_COLUMN ||
                                        t[i].v[t[i].at] + t[i].length + distance < last))
                t[i].at++;
            if (t[i].at == t[i].n)
                return 0;
            if (t[i].v[t[i].at] > last) {
                last = t[i].v[t[i].at];
                settled = 0;
            }
        }
    }
    return 1;
}

/* On to the first start behind the row of a place. */
static void leave_row(track *t, uint64_t place)
{
    while (t->at < t->n && t->v[t->at] >> LEDE__PLACE_ROW <= place >> LEDE__PLACE_ROW)
        t->at++;
}

static lede_status put_near(finder *f, lede__found *found)
{
    size_t n = phrases(f->leaf), i;
    uint64_t distance = f->leaf->number.lo < LEDE__FURTHEST ? (uint64_t)f->leaf->number.lo : LEDE__FURTHEST;
    track *t = lede__reallocn(NULL, n, sizeof *t);
    lede_status st = LEDE_OK;

    if (!t)
        return lede__nomem(f->err);
    for (i = 0; i < n; i++) {
        t[i].v = f->starts[i].all.v;
        t[i].n = f->starts[i].all.n;
        t[i].at = 0;
        t[i].length = phrase(f->leaf, i)->terms_n;
    }
    while (st == LEDE_OK && next_group(t, n, distance)) {
        if (!put_row(found, t[0].v[t[0].at]))
            st = lede__nomem(f->err);
        leave_row(&t[0], t[0].v[t[0].at]);
    }
    lede__free(t);
    return st;
}

/* --- spans ---------------------------------------------------------------------------------- */

/* How many rows a span has: as one of plain words has, more where prefixes make each span dear and are small. */
static int64_t span_rows(const finder *f)
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

lede_status lede__leaf_places(lede__view *v, size_t segment, const lede__qnode *leaf, const lede__rowset *within,
                              lede__found *found, lede_error *err)
{
    int64_t span, row = 0;
    lede_status st;
    finder f;
    int any;

    memset(&f, 0, sizeof f);
    f.view = v;
    f.segment = segment;
    f.leaf = leaf;
    f.err = err;
    st = open_sources(&f, &any);
    if (st == LEDE_OK && any)
        st = find_rows(&f, within);
    span = span_rows(&f);
    while (st == LEDE_OK && any && (row = lede__rowset_next(&f.rows, row)) >= 0 &&
           !(found->enough && found->rows->count >= found->enough)) {
        int all;

        f.from = row / SPAN * SPAN;
        f.end = row = f.from + span;
        st = find_starts(&f, &all);
        if (st == LEDE_OK && all)
            st = leaf->kind == LEDE__Q_WORDS ? put_starts(&f, found) : put_near(&f, found);
    }
    release(&f);
    return st;
}
