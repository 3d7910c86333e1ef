/* The inverted index: which segments there are, as a read transaction sees them. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/index.h"
#include "store/postings_in.h"

lede_status lede__index_damaged(lede_error *err)
{
    return lede__fail(err, LEDE_CORRUPT, "the full-text index is damaged: `lede check --reindex` builds it anew");
}

static void segment_release(lede__segment *g)
{
    lede__free(g->root);
    lede__free(g->firsts);
    lede__free(g->kept);
    lede__rowset_release(&g->hides);
}

static void clear(lede__view *v)
{
    size_t i;

    for (i = 0; i < v->n; i++)
        segment_release(&v->segments[i]);
    for (i = 0; i < v->dead_n; i++)
        lede__rowset_release(&v->dead[i]);
    lede__free(v->dead);
    v->dead = NULL;
    v->dead_n = 0;
    v->n = 0;
    v->articles = 0;
    v->tokens = 0;
}

void lede__view_free(lede_store *s)
{
    if (!s->view)
        return;
    clear(s->view);
    lede__free(s->view->segments);
    lede__free(s->view);
    s->view = NULL;
}

/* --- loading ------------------------------------------------------------------------ */

static int after(const lede__first *a, const lede__first *b)
{
    size_t n = a->n < b->n ? a->n : b->n;
    int d = memcmp(a->s, b->s, n);

    return d ? d > 0 : a->n > b->n;
}

/* The first terms of a segment's chunks. */
static lede_status load_root(lede__segment *g, const void *bytes, int n, lede_error *err)
{
    const unsigned char *p, *end;
    size_t cap = 0;
    uint32_t len;

    if (n <= 0)
        return LEDE_OK;
    if (!(g->root = lede__malloc((size_t)n)))
        return lede__nomem(err);
    memcpy(g->root, bytes, (size_t)n);
    p = (const unsigned char *)g->root;
    for (end = p + n; p < end; p += len) {
        p = lede__varint(p, end, &len);
        if (!p || len > (size_t)(end - p) || len > LEDE_TERM_MAX)
            return lede__index_damaged(err);
        if (!lede__grow(&g->firsts, &cap, g->chunks + 1, sizeof *g->firsts))
            return lede__nomem(err);
        g->firsts[g->chunks] = (lede__first){(const char *)p, len};
        if (g->chunks && !after(&g->firsts[g->chunks], &g->firsts[g->chunks - 1]))
            return lede__index_damaged(err);
        g->chunks++;
    }
    return LEDE_OK;
}

static lede_status load_hides(lede__rowset *hides, const unsigned char *p, int n, lede_error *err)
{
    const unsigned char *end;
    uint64_t base = 0;
    uint32_t row;

    if (!p)   /* none: a blob of no bytes */
        return LEDE_OK;
    for (end = p + n; p < end;) {
        p = lede__get_rows(p, end, base, &row, 1);
        if (!p)
            return lede__index_damaged(err);
        if (!lede__rowset_add(hides, row))
            return lede__nomem(err);
        base = (uint64_t)row + 1;
    }
    return LEDE_OK;
}

static lede_status load_segment(lede__view *v, sqlite3_stmt *st, lede_error *err)
{
    lede__segment *g;
    lede_status status;
    int64_t first = sqlite3_column_int64(st, 3), last = sqlite3_column_int64(st, 4);

    if (!lede__grow(&v->segments, &v->cap, v->n + 1, sizeof *v->segments))
        return lede__nomem(err);
    g = &v->segments[v->n++];
    memset(g, 0, sizeof *g);
    g->id = sqlite3_column_int64(st, 0);
    g->age = sqlite3_column_int64(st, 1);
    g->articles = sqlite3_column_int64(st, 2);
    g->live_articles = sqlite3_column_int64(st, 7);
    g->live_tokens = sqlite3_column_int64(st, 8);
    v->articles = g->live_articles;   /* of the newest segment, which comes last */
    v->tokens = g->live_tokens;
    if (g->id < 1 || g->id > INT32_MAX || g->articles < 0 || g->articles > INT32_MAX || v->articles < 0 || v->tokens < 0 || first < 0 || first > INT32_MAX ||
        last < 0 || last > INT32_MAX)
        return lede__index_damaged(err);
    g->first = (uint32_t)first;
    g->last = (uint32_t)last;
    status = load_root(g, sqlite3_column_blob(st, 5), sqlite3_column_bytes(st, 5), err);
    if (status == LEDE_OK)
        status = load_hides(&g->hides, sqlite3_column_blob(st, 6), sqlite3_column_bytes(st, 6), err);
    return status;
}

static lede_status load_segments(lede__view *v, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(v->s,
                                 "SELECT id, age, articles, first, last, root, hides, live_articles, live_tokens FROM "
                                 "segment ORDER BY age",
                                 err);
    lede_status status;

    if (!st)
        return err->status;
    while ((status = lede__row_st(v->s, st, err)) == LEDE_OK)
        if (load_segment(v, st, err) != LEDE_OK) {
            sqlite3_reset(st);
            return err->status;
        }
    return status == LEDE_DONE ? LEDE_OK : status;
}

/* Whether a set has a row from first to last. */
static int has_between(const lede__rowset *set, uint32_t first, uint32_t last)
{
    uint64_t row = first;
    size_t piece;

    while (row <= last) {
        piece = row / LEDE__ROWSET_BITS;
        if (piece >= set->n)
            return 0;
        if (!set->pieces[piece])
            row = (uint64_t)(piece + 1) * LEDE__ROWSET_BITS;
        else if (row % 64 == 0 && !set->pieces[piece][row % LEDE__ROWSET_BITS / 64])
            row += 64;
        else if (lede__rowset_has(set, (int64_t)row))
            return 1;
        else
            row++;
    }
    return 0;
}

/* Each segment's dead rows are what all newer ones hide: newest first, each set made of the one before. */
static lede_status join_hides(lede__view *v, lede_error *err)
{
    const lede__rowset *all = NULL;
    lede__rowset *next;
    size_t i;

    if (!v->n)
        return LEDE_OK;
    if (!(v->dead = lede__calloc(v->n, sizeof *v->dead)))
        return lede__nomem(err);
    for (i = v->n; i-- > 0;) {
        lede__segment *g = &v->segments[i];

        g->dead = all && has_between(all, g->first, g->last) ? all : NULL;
        if (!g->hides.count || !i)
            continue;
        next = &v->dead[v->dead_n++];
        if (!lede__rowset_join(next, &g->hides) || (all && !lede__rowset_join(next, all)))
            return lede__nomem(err);
        all = next;
    }
    return LEDE_OK;
}

static lede_status load(lede_store *s, lede_error *err)
{
    lede__view *v = s->view;
    int64_t version;
    lede_status st = lede__file_version(s, &version, err);

    if (st != LEDE_OK || (v && v->data_version == version))
        return st;
    if (!v) {
        if (!(v = s->view = lede__calloc(1, sizeof *v)))
            return lede__nomem(err);
        v->s = s;
    }
    clear(v);
    v->data_version = version;
    st = load_segments(v, err);
    if (st == LEDE_OK)
        st = join_hides(v, err);
    if (st != LEDE_OK)
        lede__view_free(s);
    return st;
}

/* --- what others see ------------------------------------------------------------------- */

lede_status lede__view_get(lede_store *s, lede__view **out, lede_error *err)
{
    lede_status st = s->writing ? lede__index_flush(s, err) : LEDE_OK;

    *out = NULL;
    if (st != LEDE_OK)
        return st;
    st = lede_store_hold(s, 1, err);
    if (st == LEDE_OK)
        st = load(s, err);
    if (st != LEDE_OK) {
        lede__view_done(s);
        return st;
    }
    *out = s->view;
    return LEDE_OK;
}

void lede__view_done(lede_store *s)
{
    lede_store_hold(s, 0, NULL);
}

size_t lede__view_segments(const lede__view *v)
{
    return v->n;
}

int64_t lede__view_articles(const lede__view *v)
{
    return v->articles;
}

int64_t lede__view_tokens(const lede__view *v)
{
    return v->tokens;
}

const lede__rowset *lede__view_dead(const lede__view *v, size_t segment)
{
    return v->segments[segment].dead;
}

void lede__view_bounds(const lede__view *v, size_t segment, uint32_t *first, uint32_t *last)
{
    *first = v->segments[segment].first;
    *last = v->segments[segment].last;
}
