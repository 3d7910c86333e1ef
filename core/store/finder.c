#include "store/finder.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* --- terms ------------------------------------------------------------------------- */

static lede_status open_source(lede__finder *f, lede__source *s)
{
    lede_status st;

    if (s->term->prefix)
        return lede__prefix_most(f->view, f->segment, s->term, &s->most, f->err);
    st = lede__term_lists(f->view, f->segment, s->term, &s->lists, f->err);
    s->most = s->lists.articles;
    return st;
}

lede_status lede__finder_open(lede__finder *f, lede__view *v, size_t segment, const lede__qnode *leaf, int *all,
                              lede_error *err)
{
    lede_status st = LEDE_OK;
    size_t i, j, n = 0;

    memset(f, 0, sizeof *f);
    f->view = v;
    f->segment = segment;
    f->leaf = leaf;
    f->err = err;
    for (i = 0; i < lede__phrases(leaf); i++)
        n += lede__phrase(leaf, i)->terms_n;
    *all = n > 0;
    if (!(f->sources = lede__calloc(n + 1, sizeof *f->sources)) ||
        !(f->starts = lede__calloc(lede__phrases(leaf) + 1, sizeof *f->starts)))
        return lede__nomem(err);
    for (i = 0; i < lede__phrases(leaf) && *all; i++)
        for (j = 0; j < lede__phrase(leaf, i)->terms_n && *all && st == LEDE_OK; j++) {
            lede__source *s = &f->sources[f->n++];

            s->term = &lede__phrase(leaf, i)->terms[j];
            st = open_source(f, s);
            *all = st == LEDE_OK && s->most > 0;
        }
    return st;
}

void lede__finder_release(lede__finder *f)
{
    size_t i;

    for (i = 0; i < f->n; i++)
        lede__lists_release(&f->sources[i].lists);
    for (i = 0; f->starts && i < lede__phrases(f->leaf); i++)
        lede__places_release(&f->starts[i]);
    lede__free(f->sources);
    lede__free(f->starts);
    lede__places_release(&f->next);
    memset(f, 0, sizeof *f);
}

/* --- places ----------------------------------------------------------------------------- */

typedef struct place_walk {
    const lede__finder *f;
    const lede__span_of_rows *span;
    lede__places *places;
} place_walk;

static lede_status put_places(lede__walker *c, void *ud, lede_error *err)
{
    place_walk *w = ud;

    return lede__places_add(w->places, c, w->f->leaf->columns, w->span->from, w->span->end, w->span->within, err);
}

/* The places of a term in the span. */
static lede_status gather(lede__finder *f, lede__source *s, const lede__span_of_rows *span, lede__places *out)
{
    place_walk walk = { f, span, out };
    lede_status st = LEDE_OK;
    size_t i;

    lede__places_clear(out);
    if (s->term->prefix)
        st = lede__prefix_each(f->view, f->segment, s->term, put_places, &walk, f->err);
    for (i = 0; i < s->lists.n && st == LEDE_OK; i++)
        st = put_places(&s->lists.v[i], &walk, f->err);
    return st == LEDE_OK ? lede__places_settle(out, f->err) : st;
}

lede_status lede__finder_starts(lede__finder *f, const lede__span_of_rows *span, int *any)
{
    lede__source *s = f->sources;
    lede_status st = LEDE_OK;
    size_t i, j;

    *any = 1;
    for (i = 0; i < lede__phrases(f->leaf) && *any && st == LEDE_OK; i++) {
        lede__places *starts = &f->starts[i];

        st = gather(f, s++, span, starts);
        for (j = 1; j < lede__phrase(f->leaf, i)->terms_n && starts->all.n && st == LEDE_OK; j++) {
            st = gather(f, s++, span, &f->next);
            if (st == LEDE_OK)
                lede__places_meet(starts, &f->next, j);
        }
        *any = starts->all.n > 0;
    }
    return st;
}

/* --- near ----------------------------------------------------------------------------------- */

void lede__finder_tracks(const lede__finder *f, lede__track *t)
{
    size_t i;

    for (i = 0; i < lede__phrases(f->leaf); i++) {
        t[i].v = f->starts[i].all.v;
        t[i].n = f->starts[i].all.n;
        t[i].at = 0;
        t[i].length = lede__phrase(f->leaf, i)->terms_n;
    }
}

/*
 * As match.c has it: no more than `distance` positions lie between the end of
 * any of the phrases and the start of the one that starts last, in one column.
 */
int lede__finder_near(const lede__finder *f, lede__track *t)
{
    uint64_t distance = f->leaf->number.lo < LEDE__FURTHEST ? (uint64_t)f->leaf->number.lo : LEDE__FURTHEST, last = 0;
    size_t n = lede__phrases(f->leaf), i;
    int settled = 0;

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
