/*
 * The part of a query that the inverted index answers by itself: words, near(),
 * and what joins them, as sets of rows.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/leaf.h"
#include "store/query_sql.h"

int lede__q_pure(const lede__qnode *node)
{
    size_t i, positive = 0;

    if (node->kind == LEDE__Q_WORDS || node->kind == LEDE__Q_NEAR_OF)
        return 1;
    if (node->kind != LEDE__Q_AND && node->kind != LEDE__Q_OR)
        return 0;
    for (i = 0; i < node->kids_n; i++) {
        int negated = node->kind == LEDE__Q_AND && node->kids[i]->kind == LEDE__Q_NOT;

        if (!lede__q_pure(negated ? node->kids[i]->kids[0] : node->kids[i]))
            return 0;
        positive += !negated;
    }
    return positive > 0;
}

/* --- trees -------------------------------------------------------------------------- */

typedef struct runner {
    lede__view *view;
    lede_error *err;
} runner;

/* What a kid of an AND will cost, about: as many postings. */
static lede_status estimate(runner *r, const lede__qnode *node, uint64_t *most)
{
    lede_status st = LEDE_OK;
    uint64_t n;
    size_t i;

    if (node->kind == LEDE__Q_WORDS || node->kind == LEDE__Q_NEAR_OF)
        return lede__leaf_most(r->view, node, most, r->err);
    *most = node->kind == LEDE__Q_OR ? 0 : UINT64_MAX;
    for (i = 0; i < node->kids_n && st == LEDE_OK; i++) {
        if (node->kids[i]->kind == LEDE__Q_NOT)
            continue;
        st = estimate(r, node->kids[i], &n);
        if (node->kind == LEDE__Q_OR)
            *most += n;
        else if (n < *most)
            *most = n;
    }
    return st;
}

typedef struct kid {
    const lede__qnode *node;
    uint64_t most;
} kid;

/* What adds rows, the rarest first; then what takes them away. */
static int by_cost(const void *a, const void *b)
{
    const kid *x = a, *y = b;
    int not_x = x->node->kind == LEDE__Q_NOT, not_y = y->node->kind == LEDE__Q_NOT;

    if (not_x != not_y)
        return not_x - not_y;
    return x->most < y->most ? -1 : x->most > y->most;
}

static lede_status order_kids(runner *r, lede__qnode *const *kids, size_t n, kid **out)
{
    lede_status st = LEDE_OK;
    size_t i;
    kid *v = lede__reallocn(NULL, n, sizeof *v);

    if (!v)
        return lede__nomem(r->err);
    for (i = 0; i < n && st == LEDE_OK; i++) {
        v[i].node = kids[i];
        v[i].most = 0;
        if (n > 1 && kids[i]->kind != LEDE__Q_NOT)
            st = estimate(r, kids[i], &v[i].most);
    }
    if (st == LEDE_OK)
        qsort(v, n, sizeof *v, by_cost);
    else
        lede__free(v);
    *out = st == LEDE_OK ? v : NULL;
    return st;
}

static lede_status run_node(runner *r, const lede__qnode *node, const lede__rowset *within, int64_t enough,
                            lede__rowset *rows);

/* Leave in *rows what the kid leaves of it; the first one brings them. */
static lede_status apply(runner *r, const lede__qnode *node, const lede__rowset *within, int64_t enough, lede__rowset *rows)
{
    int negated = node->kind == LEDE__Q_NOT;
    lede__rowset hit;
    lede_status st;

    lede__rowset_init(&hit);
    st = run_node(r, negated ? node->kids[0] : node, within, enough, &hit);
    if (negated) {
        lede__rowset_minus(rows, &hit);
        lede__rowset_release(&hit);
    } else {
        lede__rowset_release(rows);
        *rows = hit;
    }
    return st;
}

static lede_status run_all(runner *r, lede__qnode *const *kids, size_t n, const lede__rowset *within, int64_t enough,
                           lede__rowset *rows)
{
    lede__rowset left;
    lede_status st;
    kid *order = NULL;
    size_t i;

    st = order_kids(r, kids, n, &order);
    lede__rowset_init(&left);
    for (i = 0; i < n && st == LEDE_OK && (!i || left.count); i++)
        st = apply(r, order[i].node, i ? &left : within, i + 1 == n && order[i].node->kind != LEDE__Q_NOT ? enough : 0, &left);
    lede__free(order);
    if (st == LEDE_OK && !lede__rowset_join(rows, &left))
        st = lede__nomem(r->err);
    lede__rowset_release(&left);
    return st;
}

static lede_status run_node(runner *r, const lede__qnode *node, const lede__rowset *within, int64_t enough,
                            lede__rowset *rows)
{
    lede_status st = LEDE_OK;
    size_t i;

    if (node->kind == LEDE__Q_AND)
        return run_all(r, node->kids, node->kids_n, within, enough, rows);
    if (node->kind != LEDE__Q_OR)
        return lede__leaf_rows(r->view, node, within, enough, rows, r->err);
    for (i = 0; i < node->kids_n && st == LEDE_OK && !(enough && rows->count >= enough); i++)
        st = run_node(r, node->kids[i], within, enough, rows);
    return st;
}

lede_status lede__q_run(lede_store *store, lede__qnode *const *kids, size_t n, const lede__rowset *within, int64_t enough,
                        lede__rowset *rows, lede_error *err)
{
    runner r = { NULL, err };
    lede_status st = lede__view_get(store, &r.view, err);

    if (st != LEDE_OK)
        return st;
    st = run_all(&r, kids, n, within, enough, rows);
    lede__view_done(store);
    return st;
}
