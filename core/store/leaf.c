#include "store/leaf.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/covered.h"

/* --- terms ------------------------------------------------------------------------ */

lede_status lede__term_lists(lede__view *v, size_t segment, const lede__qterm *t, lede__lists *lists, lede_error *err)
{
    lede_status st = LEDE_OK;
    size_t i;

    if (!t->lean_n)
        return lede__lists_add(lists, v, segment, t->s, t->n, err);
    for (i = 0; i < t->lean_n && st == LEDE_OK; i++)
        st = lede__lists_add(lists, v, segment, t->lean[i], strlen(t->lean[i]), err);
    return st;
}

/* --- prefixes ----------------------------------------------------------------------- */

typedef struct prefix_walk {
    lede__view *view;
    size_t segment;
    const lede__qterm *term;
    lede__prefix_fn fn;
    void *ud;
    lede__walker walker;
    lede__list *list;         /* of the term in hand: one for all */
    lede_status status;
    lede_error *err;
} prefix_walk;

static int starts_so(const char *s, size_t n, void *ud)
{
    const lede__qterm *t = ud;

    return n >= t->n && memcmp(s, t->s, t->n) == 0;
}

/* A word of letters and digits has no parts: only others are worth the question. */
static int may_have_parts(const char *s, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];

        if (c == 0xE2 || (c < 0x80 && !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))))
            return 1;
    }
    return 0;
}

static int visit_term(const lede__term *term, void *ud)
{
    prefix_walk *w = ud;
    union { const lede__qterm *in; void *out; } t = { w->term };

    if (may_have_parts(term->s, term->n) && lede__is_covered(term->s, term->n, starts_so, t.out))
        return 0;
    w->status = lede__list_of(w->view, w->segment, term, &w->list, w->err);
    if (w->status == LEDE_OK) {
        lede__walker_start(&w->walker, w->list, lede__view_dead(w->view, w->segment));
        w->status = w->fn(&w->walker, w->ud, w->err);
    }
    return w->status != LEDE_OK;
}

lede_status lede__prefix_each(lede__view *v, size_t segment, const lede__qterm *t, lede__prefix_fn fn, void *ud,
                              lede_error *err)
{
    prefix_walk w;
    lede_status st;

    w.view = v;
    w.segment = segment;
    w.term = t;
    w.fn = fn;
    w.ud = ud;
    w.list = NULL;
    w.status = LEDE_OK;
    w.err = err;
    st = lede__terms(v, segment, t->s, t->n, visit_term, &w, err);
    lede__list_close(w.list);
    return w.status != LEDE_OK ? w.status : st;
}

static int add_articles(const lede__term *term, void *ud)
{
    *(uint64_t *)ud += term->articles;
    return 0;
}

lede_status lede__prefix_most(lede__view *v, size_t segment, const lede__qterm *t, uint64_t *most, lede_error *err)
{
    return lede__terms(v, segment, t->s, t->n, add_articles, most, err);
}

/* --- leaves of one position ------------------------------------------------------------ */

static int one_position(const lede__qnode *leaf)
{
    return leaf->kind == LEDE__Q_WORDS && leaf->terms_n == 1;
}

/* A number is indexed in several spellings at one place, of which a prefix may mean more than one. */
static int is_number(const lede__qterm *t)
{
    return t->n && t->s[0] >= '0' && t->s[0] <= '9';
}

lede__leaf_kind lede__leaf_kind_of(const lede__qnode *leaf)
{
    if (!one_position(leaf))
        return LEDE__LEAF_PLACES;
    if (!leaf->terms[0].prefix)
        return LEDE__LEAF_LISTS;
    return is_number(&leaf->terms[0]) ? LEDE__LEAF_PLACES : LEDE__LEAF_PREFIX;
}

lede_status lede__leaf_lists(lede__view *v, const lede__qnode *leaf, lede__lists *lists, lede_error *err)
{
    lede_status st = LEDE_OK;
    size_t i;

    for (i = 0; i < lede__view_segments(v) && st == LEDE_OK; i++)
        st = lede__term_lists(v, i, &leaf->terms[0], lists, err);
    return st;
}

typedef struct row_walk {
    unsigned columns;
    const lede__rowset *within;
    int64_t enough;
    lede__rowset *rows;
} row_walk;

static lede_status prefix_rows(lede__walker *c, void *ud, lede_error *err)
{
    row_walk *w = ud;
    lede_status st = lede__walker_rows(c, w->columns, w->within, w->enough, w->rows, err);

    return st == LEDE_OK && w->enough && w->rows->count >= w->enough ? LEDE_STOPPED : st;
}

static lede_status plain_rows(lede__view *v, const lede__qnode *leaf, const lede__rowset *within, int64_t enough,
                              lede__rowset *rows, lede_error *err)
{
    lede__lists lists = { NULL, 0, 0, 0 };
    lede_status st = lede__leaf_lists(v, leaf, &lists, err);
    size_t i;

    for (i = 0; i < lists.n && st == LEDE_OK; i++)
        st = lede__walker_rows(&lists.v[i], leaf->columns, within, enough, rows, err);
    lede__lists_release(&lists);
    return st;
}

lede_status lede__leaf_rows(lede__view *v, const lede__qnode *leaf, const lede__rowset *within, int64_t enough,
                            lede__rowset *rows, lede_error *err)
{
    row_walk walk = { leaf->columns, within, enough, rows };
    lede__found found = { rows, enough, NULL, NULL };
    lede_status st = LEDE_OK;
    size_t i;

    if (lede__leaf_kind_of(leaf) == LEDE__LEAF_LISTS)
        return plain_rows(v, leaf, within, enough, rows, err);
    for (i = 0; i < lede__view_segments(v) && st == LEDE_OK && !(enough && rows->count >= enough); i++) {
        if (one_position(leaf))
            st = lede__prefix_each(v, i, &leaf->terms[0], prefix_rows, &walk, err);
        else
            st = lede__leaf_places(v, i, leaf, within, &found, err);
        if (st == LEDE_STOPPED)
            st = LEDE_OK;
    }
    return st;
}

/* --- hits -------------------------------------------------------------------------------- */

typedef struct hit_walk {
    const double *weights;
    lede__hits *hits;
} hit_walk;

static lede_status prefix_hits(lede__walker *c, void *ud, lede_error *err)
{
    hit_walk *w = ud;

    return lede__hits_of_all(w->hits, c, w->weights, err);
}

lede_status lede__leaf_hits(lede__view *v, const lede__qnode *leaf, const double weights[LEDE__COLUMNS],
                            lede__hits *hits, lede_error *err)
{
    hit_walk walk = { weights, hits };
    lede_status st = LEDE_OK;
    size_t i;

    for (i = 0; i < lede__view_segments(v) && st == LEDE_OK; i++)
        st = lede__prefix_each(v, i, &leaf->terms[0], prefix_hits, &walk, err);
    return st;
}

lede_status lede__leaf_tally(lede__view *v, const lede__qnode *leaf, const double weights[LEDE__COLUMNS],
                             lede__tally *tally, lede_error *err)
{
    lede__found found = { NULL, 0, tally, weights };
    lede_status st = LEDE_OK;
    size_t i;

    for (i = 0; i < lede__view_segments(v) && st == LEDE_OK; i++)
        st = lede__leaf_places(v, i, leaf, NULL, &found, err);
    lede__tally_settle(tally);
    return st;
}

/* --- how many -------------------------------------------------------------------------------- */

/* Of the words of a phrase, the rarest says it. */
static lede_status words_most(lede__view *v, const lede__qnode *words, uint64_t *most, lede_error *err)
{
    lede_status st = LEDE_OK;
    size_t i, segment;

    *most = UINT64_MAX;
    for (i = 0; i < words->terms_n && st == LEDE_OK; i++) {
        lede__lists lists = { NULL, 0, 0, 0 };
        uint64_t n = 0;

        for (segment = 0; segment < lede__view_segments(v) && st == LEDE_OK; segment++)
            st = words->terms[i].prefix ? lede__prefix_most(v, segment, &words->terms[i], &n, err)
                                        : lede__term_lists(v, segment, &words->terms[i], &lists, err);
        n += lists.articles;
        lede__lists_release(&lists);
        if (n < *most)
            *most = n;
    }
    return st;
}

lede_status lede__leaf_most(lede__view *v, const lede__qnode *leaf, uint64_t *most, lede_error *err)
{
    lede_status st = LEDE_OK;
    uint64_t n;
    size_t i;

    if (leaf->kind == LEDE__Q_WORDS)
        return words_most(v, leaf, most, err);
    *most = UINT64_MAX;
    for (i = 0; i < leaf->kids_n && st == LEDE_OK; i++) {
        st = words_most(v, leaf->kids[i], &n, err);
        if (n < *most)
            *most = n;
    }
    return st;
}
