#include "store/history.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"

/* An undo that was killed does not count: it is there to be repeated. */
lede_status lede__history_load(lede_store *s, int64_t base, lede__history *h, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s,
                                 "SELECT id, undoes FROM run WHERE undoes IS NOT NULL AND (state <> 'open' OR id = ?1) "
                                 "ORDER BY id DESC",
                                 err);
    lede_status status;

    *h = (lede__history){.base = base};
    lede__rowset_init(&h->off);
    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, s->run.id);
    /* An undo is younger than what it undoes: from the youngest on, each is known when it is its turn. */
    while ((status = lede__row_st(s, st, err)) == LEDE_OK)
        if (lede__history_run_counts(h, sqlite3_column_int64(st, 0)) &&
            !lede__rowset_add(&h->off, sqlite3_column_int64(st, 1)))
            break;
    sqlite3_reset(st);
    return status == LEDE_DONE ? LEDE_OK : status == LEDE_OK ? lede__nomem(err) : status;
}

void lede__history_release(lede__history *h)
{
    lede__rowset_release(&h->off);
    lede__free(h->taken);
}

int lede__history_run_counts(const lede__history *h, int64_t run)
{
    return !lede__rowset_has(&h->off, run);
}

static int by_number(const void *p, const void *q)
{
    int64_t a = *(const int64_t *)p, b = *(const int64_t *)q;

    return (a > b) - (a < b);
}

/*
 * Runs that take assertions of others back count them as untagged; beside
 * those only the base may have replaced some of its own. So few events are read.
 */
static lede_status load_taken(lede_store *s, lede__history *h, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s,
                                 "SELECT r.id, CAST(e.prev AS INTEGER) FROM run r CROSS JOIN event e WHERE r.undoes IS NULL "
                                 "AND (r.untagged > 0 OR r.id = ?1) AND e.id BETWEEN r.id << 32 AND (r.id << 32 | "
                                 "4294967295) AND e.op = 8",
                                 err);
    lede_status status = LEDE_OK;

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, h->base);
    while ((status = lede__row_st(s, st, err)) == LEDE_OK) {
        if (!lede__history_run_counts(h, sqlite3_column_int64(st, 0)))
            continue;
        if (!lede__grow(&h->taken, &h->taken_cap, h->taken_n + 1, sizeof *h->taken))
            break;
        h->taken[h->taken_n++] = sqlite3_column_int64(st, 1);
    }
    sqlite3_reset(st);
    if (status != LEDE_DONE)
        return status == LEDE_OK ? lede__nomem(err) : status;
    if (h->taken_n)
        qsort(h->taken, h->taken_n, sizeof *h->taken, by_number);
    h->known = 1;
    return LEDE_OK;
}

lede_status lede__history_event_counts(lede_store *s, lede__history *h, int64_t event, int *counts, lede_error *err)
{
    lede_status st = LEDE_OK;

    *counts = lede__history_run_counts(h, LEDE__RUN_OF(event));
    if (!*counts)
        return LEDE_OK;
    if (!h->known)
        st = load_taken(s, h, err);
    *counts = st == LEDE_OK &&
              !(h->taken_n && bsearch(&event, h->taken, h->taken_n, sizeof *h->taken, by_number));
    return st;
}

lede_status lede__history_base(lede_store *s, int64_t run, int64_t *base, lede_error *err)
{
    lede_status st;

    do {
        *base = run;
        st = lede__number(s, "SELECT undoes FROM run WHERE id = ?1 AND undoes < id", *base, 0, 0, &run, err);
    } while (st == LEDE_OK && run);
    return st;
}
