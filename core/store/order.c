/* Rows in order, and values of many rows. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"
#include "store/columns.h"
#include "store/json.h"
#include "store/store_in.h"

/* So many rows are sorted by themselves; for more the whole store is walked in order. */
enum { FEW = 5000 };

typedef struct list {
    int64_t *rows;
    size_t n, cap;
} list;

static lede_status push(list *l, int64_t row, lede_error *err)
{
    if (!lede__grow(&l->rows, &l->cap, l->n + 1, sizeof *l->rows))
        return lede__nomem(err);
    l->rows[l->n++] = row;
    return LEDE_OK;
}

/* --- keys ------------------------------------------------------------------------ */

#define SCAN(expression) \
    "SELECT row FROM article ORDER BY " expression " IS NULL, " expression ", id", \
    "SELECT row FROM article ORDER BY " expression " IS NULL, " expression " DESC, id", \
    "SELECT " expression ", id FROM article WHERE row = ?1"

static const struct key {
    const char *name, *up, *down, *one;
    int is_number;
} keys[] = {
    {"published", NULL, NULL, "SELECT published, id FROM article WHERE row = ?1", 0},
    {"modified", SCAN("modified"), 0},
    {"added", SCAN("added"), 0},
    {"headline", SCAN("headline"), 0},
    {"words", SCAN("words"), 1},
    {"id", SCAN("id"), 0},
};

static const struct key *key_named(const char *name, lede_error *err)
{
    size_t i;

    for (i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(keys[i].name, name) == 0)
            return &keys[i];
    lede__fail(err, LEDE_USAGE, "cannot sort by '%s': published, modified, added, headline, words or id, with - in front to descend",
               name);
    return NULL;
}

/* --- few ------------------------------------------------------------------------- */

typedef struct keyed {
    int64_t row, number;
    const char *key, *id;     /* key NULL: absent */
    size_t key_n;
} keyed;

static int by_id(const keyed *a, const keyed *b)
{
    int d = strcmp(a->id, b->id);

    return d ? d : a->row < b->row ? -1 : a->row > b->row;
}

static int by_key(const keyed *a, const keyed *b)
{
    size_t n = a->key_n < b->key_n ? a->key_n : b->key_n;
    int d = a->number < b->number ? -1 : a->number > b->number;

    if (!d && n)
        d = memcmp(a->key, b->key, n);
    return d ? d : a->key_n < b->key_n ? -1 : a->key_n > b->key_n;
}

static int ascending(const void *p, const void *q)
{
    const keyed *a = p, *b = q;
    int d = !a->key - !b->key;

    if (!d && a->key)
        d = by_key(a, b);
    return d ? d : by_id(a, b);
}

static int descending(const void *p, const void *q)
{
    const keyed *a = p, *b = q;
    int d = !a->key - !b->key;

    if (!d && a->key)
        d = by_key(b, a);
    return d ? d : by_id(a, b);
}

static lede_status read_key(lede_store *s, const struct key *k, int64_t row, lede__arena *texts, keyed *out,
                            lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, k->one, err);
    lede_status status;
    const char *z;

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, row);
    status = lede__row_st(s, st, err);
    if (status != LEDE_OK)
        return status;
    memset(out, 0, sizeof *out);
    out->row = row;
    z = lede__text_or_null(st, 0, &out->key_n);
    if (z && k->is_number) {
        out->number = sqlite3_column_int64(st, 0);
        out->key_n = 0;
    }
    out->key = z ? lede__arena_copy(texts, z, out->key_n) : NULL;
    z = lede__text(st, 1, NULL);
    out->id = lede__arena_copy(texts, z, strlen(z));
    sqlite3_reset(st);
    return out->id ? LEDE_OK : lede__nomem(err);
}

static lede_status sort_few(lede_store *s, int64_t *rows, size_t *n, const struct key *k, int down, lede_error *err)
{
    keyed *all = lede__reallocn(NULL, *n ? *n : 1, sizeof *all);
    lede_status st = all ? LEDE_OK : lede__nomem(err);
    size_t i, kept = 0;
    lede__arena texts;

    lede__arena_init(&texts);
    for (i = 0; i < *n && st == LEDE_OK; i++) {
        st = read_key(s, k, rows[i], &texts, &all[kept], err);
        if (st == LEDE_OK)
            kept++;
        else if (st == LEDE_DONE)
            st = LEDE_OK;
    }
    if (st == LEDE_OK) {
        qsort(all, kept, sizeof *all, down ? descending : ascending);
        for (i = 0; i < kept; i++)
            rows[i] = all[i].row;
        *n = kept;
    }
    lede__arena_release(&texts);
    lede__free(all);
    return st;
}

/* --- many ------------------------------------------------------------------------- */

/* A bit a row; NULL takes all. */
typedef struct wanted {
    const unsigned char *bits;
    int64_t most;
} wanted;

static int is_wanted(const wanted *w, int64_t row)
{
    return !w->bits || (row >= 0 && row <= w->most && w->bits[row >> 3] >> (row & 7) & 1);
}

static lede_status scan(lede_store *s, const char *sql, const wanted *w, list *out, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, sql, err);
    lede_status status;

    if (!st)
        return err->status;
    while ((status = lede__row_st(s, st, err)) == LEDE_OK) {
        int64_t row = sqlite3_column_int64(st, 0);

        if (is_wanted(w, row) && push(out, row, err) != LEDE_OK) {
            sqlite3_reset(st);
            return LEDE_NOMEM;
        }
    }
    return status == LEDE_DONE ? LEDE_OK : status;
}

/*
 * The dated ones, newest first. The index gives dates and ids both ascending:
 * it is walked from its end, and those of one date are turned round again.
 */
static lede_status scan_newest(lede_store *s, const wanted *w, list *out, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s,
                                 "SELECT row, published FROM article WHERE published IS NOT NULL "
                                 "ORDER BY published DESC, id DESC",
                                 err);
    lede_status status = LEDE_OK;
    size_t group = 0, i, j, n;
    const char *date;
    lede_buf last;

    if (!st)
        return err->status;
    lede_buf_init(&last);
    for (;;) {
        status = lede__row_st(s, st, err);
        date = status == LEDE_OK ? lede__text(st, 1, &n) : NULL;
        if (!date || n != last.n || memcmp(date, last.s, n) != 0) {
            for (i = group, j = out->n; i + 1 < j; i++, j--) {
                int64_t swap = out->rows[i];

                out->rows[i] = out->rows[j - 1];
                out->rows[j - 1] = swap;
            }
            group = out->n;
            lede_buf_clear(&last);
            if (date)
                lede_buf_add(&last, date, n);
        }
        if (status == LEDE_OK && last.failed)
            status = lede__nomem(err);
        if (status == LEDE_OK && is_wanted(w, sqlite3_column_int64(st, 0)))
            status = push(out, sqlite3_column_int64(st, 0), err);
        if (status != LEDE_OK)
            break;
    }
    sqlite3_reset(st);
    lede_buf_release(&last);
    return status == LEDE_DONE ? LEDE_OK : status;
}

static lede_status scan_published(lede_store *s, const wanted *w, int down, list *out, lede_error *err)
{
    lede_status st = down ? scan_newest(s, w, out, err)
                          : scan(s, "SELECT row FROM article WHERE published IS NOT NULL ORDER BY published, id", w, out,
                                 err);

    return st == LEDE_OK ? scan(s, "SELECT row FROM article WHERE published IS NULL ORDER BY id", w, out, err) : st;
}

static lede_status sort_many(lede_store *s, int64_t *rows, size_t *n, const struct key *k, int down, lede_error *err)
{
    unsigned char *bits;
    wanted w = {NULL, 0};
    list out = {0};
    lede_status st;
    size_t i;

    for (i = 0; i < *n; i++)
        if (rows[i] > w.most)
            w.most = rows[i];
    bits = lede__calloc((size_t)w.most / 8 + 1, 1);
    if (!bits)
        return lede__nomem(err);
    for (i = 0; i < *n; i++)
        if (rows[i] >= 0)
            bits[rows[i] >> 3] = (unsigned char)(bits[rows[i] >> 3] | 1 << (rows[i] & 7));
    w.bits = bits;
    st = k->up ? scan(s, down ? k->down : k->up, &w, &out, err) : scan_published(s, &w, down, &out, err);
    if (st == LEDE_OK) {
        if (out.n)
            memcpy(rows, out.rows, out.n * sizeof *rows);
        *n = out.n;
    }
    lede__free(bits);
    lede__free(out.rows);
    return st;
}

/* The largest row that there can be: rows from outside may be anything. */
static lede_status drop_unknown(lede_store *s, int64_t *rows, size_t *n, lede_error *err)
{
    int64_t most;
    size_t i, kept = 0;
    lede_status st = lede__number(s, "SELECT max(row) FROM article", 0, 0, 0, &most, err);

    if (st != LEDE_OK)
        return st;
    for (i = 0; i < *n; i++)
        if (rows[i] > 0 && rows[i] <= most)
            rows[kept++] = rows[i];
    *n = kept;
    return LEDE_OK;
}

lede_status lede_store_sort(lede_store *s, int64_t *rows, size_t *n, const char *key, lede_error *err)
{
    lede_error own;
    int down = *key == '-';
    const struct key *k = key_named(key + down, err = err ? err : &own);
    lede_status st;

    if (!k)
        return err->status;
    st = drop_unknown(s, rows, n, err);
    if (st != LEDE_OK)
        return st;
    return *n <= FEW ? sort_few(s, rows, n, k, down, err) : sort_many(s, rows, n, k, down, err);
}

lede_status lede_store_rows(lede_store *s, int64_t **rows, size_t *n, lede_error *err)
{
    lede_error own;
    wanted all = {NULL, 0};
    list out = {0};
    lede_status st = scan_published(s, &all, 0, &out, err ? err : &own);

    *rows = NULL;
    *n = 0;
    if (st != LEDE_OK) {
        lede__free(out.rows);
        return st;
    }
    *rows = out.rows;
    *n = out.n;
    return LEDE_OK;
}

/* --- values -------------------------------------------------------------------------- */

typedef struct visit {
    size_t i;
    int64_t row;
    lede_value_fn fn;
    void *ud;
} visit;

static int visit_item(const char *s, size_t n, void *ud)
{
    visit *v = ud;

    return v->fn(v->i, v->row, s, n, v->ud);
}

static lede_status visit_rows(lede_store *s, const int64_t *rows, size_t n, const char *name, int items,
                              lede_value_fn fn, void *ud, lede_error *err)
{
    visit v = {0, 0, fn, ud};
    lede__column c;
    sqlite3_stmt *st;
    lede_status status = lede__column_of(name, &c, err);
    const char *z;
    size_t z_n;
    int stop = 0;

    for (v.i = 0; v.i < n && status == LEDE_OK && !stop; v.i++) {
        v.row = rows[v.i];
        status = lede__column_get(s, &c, v.row, &st, err);
        if (status == LEDE_NOTFOUND) {
            status = LEDE_OK;
            continue;
        }
        if (status != LEDE_OK)
            break;
        z = lede__text(st, 0, &z_n);
        if (!items || !c.is_list)
            stop = fn(v.i, v.row, z, z_n, ud);
        else if (z_n)
            stop = lede__json_items(z, z_n, visit_item, &v);
        sqlite3_reset(st);
        if (stop == -1 && items && c.is_list)
            return lede__nomem(err);
        if (stop == -2)
            stop = 0;
    }
    return stop ? LEDE_STOPPED : status;
}

static lede_status visit_held(lede_store *s, const int64_t *rows, size_t n, const char *name, int items,
                              lede_value_fn fn, void *ud, lede_error *err)
{
    lede_error own;
    lede_status st = lede_store_hold(s, 1, err = err ? err : &own);

    if (st == LEDE_OK)
        st = visit_rows(s, rows, n, name, items, fn, ud, err);
    lede_store_hold(s, 0, NULL);
    return st;
}

lede_status lede_store_each(lede_store *s, const int64_t *rows, size_t n, const char *name, lede_value_fn fn,
                            void *ud, lede_error *err)
{
    return visit_held(s, rows, n, name, 0, fn, ud, err);
}

lede_status lede_store_each_item(lede_store *s, const int64_t *rows, size_t n, const char *name, lede_value_fn fn,
                                 void *ud, lede_error *err)
{
    return visit_held(s, rows, n, name, 1, fn, ud, err);
}
