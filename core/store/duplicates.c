#include "store/duplicates.h"

#include "base/alloc.h"
#include "base/error.h"
#include "lede/similarity.h"
#include "store/query_cache.h"

/* How much a text must hold of another one, as lede duplicates has it unless told. */
static const double LEAST = 0.5;

/* The fingerprints of all articles, the earliest first: one after the other, each from starts[i] on. */
typedef struct prints {
    lede_store *s;
    int64_t *rows;
    size_t n;
    size_t *starts;           /* n + 1 */
    lede_buf bytes;
    lede_status status;
    lede_error *err;
} prints;

lede_status lede_store_fingerprint(lede_store *s, int64_t row, lede_buf *out, lede_error *err)
{
    lede_status st;
    lede_buf body;

    lede_buf_init(&body);
    st = lede_store_field(s, row, LEDE_BODY, &body, err);
    if (st == LEDE_OK)
        st = lede_fingerprint(body.n ? body.s : "", body.n, out, err);
    lede_buf_release(&body);
    return st;
}

static int add_print(size_t i, int64_t row, const char *value, size_t n, void *ud)
{
    prints *p = ud;

    if (n)
        lede_buf_add(&p->bytes, value, n);
    else
        p->status = lede_store_fingerprint(p->s, row, &p->bytes, p->err);
    if (p->bytes.failed)
        p->status = lede__nomem(p->err);
    p->starts[i + 1] = p->bytes.n;
    return p->status != LEDE_OK;
}

static lede_status read_prints(prints *p)
{
    lede_status st = lede_store_rows(p->s, &p->rows, &p->n, p->err);

    if (st == LEDE_OK)
        st = lede_store_sort(p->s, p->rows, &p->n, "published", p->err);
    if (st == LEDE_OK && !(p->starts = lede__calloc(p->n + 1, sizeof *p->starts)))
        st = lede__nomem(p->err);
    if (st == LEDE_OK)
        st = lede_store_each(p->s, p->rows, p->n, "fingerprint", add_print, p, p->err);
    return p->status != LEDE_OK ? p->status : st;
}

/* Add what follows another one in its group. */
static lede_status add_followers(const prints *p, lede__rowset *rows)
{
    lede_print *list = lede__reallocn(NULL, p->n + 1, sizeof *list);
    lede_copy *copies = lede__reallocn(NULL, p->n + 1, sizeof *copies);
    lede_status st = list && copies ? LEDE_OK : lede__nomem(p->err);
    size_t i;

    for (i = 0; i < p->n && st == LEDE_OK; i++)
        list[i] = (lede_print){ p->bytes.s + p->starts[i], p->starts[i + 1] - p->starts[i] };
    if (st == LEDE_OK && p->n)
        st = lede_copies(list, p->n, LEAST, copies, p->err);
    for (i = 0; i < p->n && st == LEDE_OK; i++)
        if (copies[i].group != i && !lede__rowset_add(rows, p->rows[i]))
            st = lede__nomem(p->err);
    lede__free(list);
    lede__free(copies);
    return st;
}

static lede_status find_duplicates(lede_store *s, lede__rowset *rows, lede_error *err)
{
    prints p = { s, NULL, 0, NULL, { 0 }, LEDE_OK, err };
    lede_status st;

    lede_buf_init(&p.bytes);
    st = read_prints(&p);
    if (st == LEDE_OK)
        st = add_followers(&p, rows);
    lede_free(p.rows);
    lede__free(p.starts);
    lede_buf_release(&p.bytes);
    return st;
}

lede_status lede__q_duplicates(lede_store *s, const lede__rowset **out, lede_error *err)
{
    lede__rowset *rows;
    lede_status st = lede__q_copies(s, &rows, err);

    *out = NULL;
    if (st == LEDE_DONE) {
        lede__rowset_release(rows);
        st = find_duplicates(s, rows, err);
        if (st == LEDE_OK)
            s->queries->has_copies = 1;
    }
    if (st == LEDE_OK)
        *out = rows;
    return st;
}
