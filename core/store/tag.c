#include "store/tag.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "store/article.h"
#include "store/json.h"
#include "store/names.h"

static lede_status set_state(lede_store *s, int64_t tag, int64_t article, int64_t event, int state, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "INSERT INTO tagged(tag, article, event, state) VALUES(?1, ?2, ?3, ?4)", err);

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, tag);
    sqlite3_bind_int64(st, 2, article);
    sqlite3_bind_int64(st, 3, event);
    sqlite3_bind_int(st, 4, state);
    return lede__run_st(s, st, err);
}

static sqlite3_stmt *pair(lede_store *s, const char *sql, int64_t tag, int64_t article, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, sql, err);

    if (!st)
        return NULL;
    sqlite3_bind_int64(st, 1, tag);
    sqlite3_bind_int64(st, 2, article);
    return st;
}

/* States of a pair from its rows: what stands before the last untag is taken back, what follows stands. */
static lede_status settle(lede_store *s, int64_t tag, int64_t article, lede_error *err)
{
    static const char sql[] =
        "UPDATE tagged SET state = (state & 17) + CASE WHEN event < (SELECT coalesce(max(event), 0) FROM tagged "
        "WHERE tag = ?1 AND article = ?2 AND state & 4) THEN 2 ELSE 0 END WHERE tag = ?1 AND article = ?2 AND NOT state & 4";
    sqlite3_stmt *st = pair(s, sql, tag, article, err);

    return st ? lede__run_st(s, st, err) : err->status;
}

/* The same where it can matter: plain states need no working out. */
static lede_status settle_if_untagged(lede_store *s, int64_t tag, int64_t article, lede_error *err)
{
    int64_t any;
    lede_status st = lede__number(s, "SELECT EXISTS(SELECT 1 FROM tagged WHERE tag = ?1 AND article = ?2 AND state & 6)", tag,
                                  article, 0, &any, err);

    return st == LEDE_OK && any ? settle(s, tag, article, err) : st;
}

/* --- tagging ------------------------------------------------------------------ */

static int same_z(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Whether the event on the statement's row says what `e` would, in a run that does the same work. */
static int says_the_same(lede_store *s, sqlite3_stmt *st, const lede__event *e, int no)
{
    int state = sqlite3_column_int(st, 1);

    return state == (no ? LEDE__NO : LEDE__STANDS) && same_z(lede__text(st, 2, NULL), e->spans) &&
           same_z(lede__text(st, 3, NULL), e->value) && same_z(lede__text(st, 4, NULL), e->note) &&
           same_z(lede__text(st, 5, NULL), e->coder) && (!e->spans || sqlite3_column_int64(st, 6) == e->revision) &&
           lede__run_is_twin(s, LEDE__RUN_OF(sqlite3_column_int64(st, 0)));
}

/*
 * What stands there already: *same where nothing is to be done; *mine is this
 * run's earlier assertion by the same coder, which the new one replaces.
 */
static lede_status look(lede_store *s, const lede__event *e, int no, int *same, int64_t *mine, lede_error *err)
{
    sqlite3_stmt *st = pair(s, "SELECT event, state FROM tagged WHERE tag = ?1 AND article = ?2", e->tag, e->article, err);
    sqlite3_stmt *full;
    lede_status status;

    *same = 0;
    *mine = 0;
    if (!st)
        return err->status;
    status = lede__row_st(s, st, err);
    if (status == LEDE_DONE)
        return LEDE_OK;
    sqlite3_reset(st);
    full = pair(s,
                "SELECT g.event, g.state, e.spans, e.value, e.note, e.coder, e.revision FROM tagged g JOIN event e "
                "ON e.id = g.event WHERE g.tag = ?1 AND g.article = ?2 AND g.state < 2",
                e->tag, e->article, err);
    if (!full)
        return err->status;
    while (!*same && (status = lede__row_st(s, full, err)) == LEDE_OK) {
        *same = says_the_same(s, full, e, no);
        if (s->run.id && LEDE__RUN_OF(sqlite3_column_int64(full, 0)) == s->run.id &&
            same_z(lede__text(full, 5, NULL), e->coder))
            *mine = sqlite3_column_int64(full, 0);
    }
    sqlite3_reset(full);
    return status == LEDE_DONE || *same ? LEDE_OK : status;
}

static lede_status put_tag(lede_store *s, lede__event *e, int no, int *changed, lede_error *err)
{
    int64_t mine;
    int same, off;
    lede_status st = look(s, e, no, &same, &mine, err);

    *changed = 0;
    if (st != LEDE_OK || same)
        return st;
    if (mine) {
        lede__event back = {.article = e->article, .op = LEDE__OP_OFF, .tag = e->tag};
        char prev[24];

        sqlite3_snprintf(sizeof prev, prev, "%lld", (long long)mine);
        back.prev = prev;
        st = lede__event_put(s, &back, err);
        if (st == LEDE_OK)
            st = lede__tag_off(s, mine, e->tag, e->article, &off, err);
    }
    if (st == LEDE_OK)
        st = lede__event_put(s, e, err);
    if (st != LEDE_OK)
        return st;
    *changed = 1;
    s->run.counts[LEDE__TAGGED]++;
    return set_state(s, e->tag, e->article, e->id, no ? LEDE__NO : LEDE__STANDS, err);
}

static lede_status check_spans(lede_store *s, int64_t row, const lede_assertion *a, lede_error *err)
{
    int64_t bytes;
    size_t i;

    if (!a->spans_n)
        return LEDE_OK;
    if (lede__number(s, "SELECT bytes FROM article WHERE row = ?1", row, 0, 0, &bytes, err) != LEDE_OK)
        return err->status;
    for (i = 0; i < a->spans_n; i++)
        if (a->spans[i].start > a->spans[i].end || a->spans[i].end > (size_t)bytes)
            return lede__fail(err, LEDE_USAGE, "span %zu-%zu of tag '%.*s' lies outside of the text (%lld bytes)",
                              a->spans[i].start, a->spans[i].end, (int)a->n, a->name, (long long)bytes);
    return LEDE_OK;
}

/* One article: its part of the work, without beginning or ending. LEDE_NOTFOUND and LEDE_USAGE come before any write. */
static lede_status tag_one(lede_store *s, int64_t row, int64_t tag, const lede_assertion *a, const char *spans,
                           int *changed, lede_error *err)
{
    lede__event e = {.article = row, .op = LEDE__OP_TAG, .tag = tag, .spans = spans, .value = a->value,
                     .note = a->note, .coder = a->coder};
    lede_status st = lede__article_stands(s, row, &e.revision, NULL, err);

    *changed = 0;
    if (st != LEDE_OK)
        return st;
    if (a->no)
        e.prev = "no";
    return put_tag(s, &e, a->no, changed, err);
}

lede_status lede_store_tag(lede_store *s, int64_t row, const lede_assertion *a, int *changed, lede_error *err)
{
    lede_error own;
    lede_buf spans;
    int64_t tag;
    int did = 0;
    lede_status st;

    err = err ? err : &own;
    if (changed)
        *changed = 0;
    lede_buf_init(&spans);
    lede__json_put_spans(&spans, a->spans, a->spans_n);
    st = spans.failed ? lede__nomem(err) : lede__write(s, a->no ? "code" : "tag", err);
    if (st == LEDE_OK) {
        st = lede__article_stands(s, row, NULL, NULL, err);
        if (st == LEDE_OK)
            st = check_spans(s, row, a, err);
        if (st == LEDE_OK)
            st = lede__name_id(s, a->name, a->n, 1, &tag, err);
        if (st == LEDE_OK)
            st = tag_one(s, row, tag, a, spans.n ? spans.s : NULL, &did, err);
        st = lede__write_end(s, st, did, err);
    }
    lede_buf_release(&spans);
    if (st == LEDE_OK && changed)
        *changed = did;
    return st;
}

static int by_number(const void *p, const void *q)
{
    int64_t a = *(const int64_t *)p, b = *(const int64_t *)q;

    return (a > b) - (a < b);
}

/* A copy in the order of the tables: among millions of tags any other visits each page many times. NULL without memory. */
static int64_t *in_order(const int64_t *rows, size_t n)
{
    int64_t *copy = n <= SIZE_MAX / sizeof *copy ? lede__malloc(n * sizeof *copy) : NULL;

    if (copy) {
        memcpy(copy, rows, n * sizeof *copy);
        qsort(copy, n, sizeof *copy, by_number);
    }
    return copy;
}

static lede_status tag_each(lede_store *s, const int64_t *rows, size_t n, const lede_assertion *a, int64_t *done,
                            lede_error *err)
{
    int64_t tag;
    int did;
    size_t i;
    lede_status st = lede__name_id(s, a->name, a->n, 1, &tag, err);

    for (i = 0; i < n && st == LEDE_OK; i++) {
        st = tag_one(s, rows[i], tag, a, NULL, &did, err);
        if (st == LEDE_NOTFOUND)
            st = LEDE_OK;   /* removed since the rows were taken */
        *done += did;
    }
    return st;
}

lede_status lede_store_tag_rows(lede_store *s, const int64_t *rows, size_t n, const lede_assertion *a,
                                int64_t *changed, lede_error *err)
{
    lede_error own;
    int64_t *sorted, done = 0;
    lede_status st;

    err = err ? err : &own;
    if (changed)
        *changed = 0;
    if (a->spans_n)
        return lede__fail(err, LEDE_USAGE, "spans belong to one article: tag '%.*s' has some for many", (int)a->n, a->name);
    if (!n)
        return LEDE_OK;
    sorted = in_order(rows, n);
    st = sorted ? lede__write(s, a->no ? "code" : "tag", err) : lede__nomem(err);
    if (st == LEDE_OK) {
        st = tag_each(s, sorted, n, a, &done, err);
        st = lede__write_end(s, st, done, err);
    }
    lede__free(sorted);
    if (st == LEDE_OK && changed)
        *changed = done;
    return st;
}

/* --- taking back ------------------------------------------------------------------ */

static lede_status untag_one(lede_store *s, int64_t row, int64_t tag, int *changed, lede_error *err)
{
    lede__event e = {.article = row, .op = LEDE__OP_UNTAG, .tag = tag};
    int64_t any;
    lede_status st = lede__number(s,
                                  "SELECT EXISTS(SELECT 1 FROM tagged WHERE tag = ?1 AND article = ?2 AND state < 2)",
                                  tag, row, 0, &any, err);

    *changed = 0;
    if (st != LEDE_OK || !any)
        return st;
    st = lede__event_put(s, &e, err);
    if (st == LEDE_OK)
        st = set_state(s, tag, row, e.id, LEDE__UNTAG, err);
    *changed = 1;
    s->run.counts[LEDE__UNTAGGED]++;
    return st == LEDE_OK ? settle(s, tag, row, err) : st;
}

lede_status lede_store_untag_rows(lede_store *s, const int64_t *rows, size_t rows_n, const char *name, size_t n,
                                  int64_t *changed, lede_error *err)
{
    lede_error own;
    int64_t tag, *sorted, done = 0;
    size_t i;
    lede_status st;
    int did;

    err = err ? err : &own;
    if (changed)
        *changed = 0;
    st = lede__name_id(s, name, n, 0, &tag, err);
    if (st != LEDE_OK || !tag || !rows_n)
        return st;
    sorted = in_order(rows, rows_n);
    st = sorted ? lede__write(s, "untag", err) : lede__nomem(err);
    if (st == LEDE_OK) {
        for (i = 0; i < rows_n && st == LEDE_OK; i++) {
            st = untag_one(s, sorted[i], tag, &did, err);
            done += did;
        }
        st = lede__write_end(s, st, done, err);
    }
    lede__free(sorted);
    if (st == LEDE_OK && changed)
        *changed = done;
    return st;
}

lede_status lede_store_untag(lede_store *s, int64_t row, const char *name, size_t n, int *changed, lede_error *err)
{
    int64_t done = 0;
    lede_error own;
    lede_status st = lede__article_stands(s, row, NULL, NULL, err = err ? err : &own);

    if (changed)
        *changed = 0;
    if (st == LEDE_OK)
        st = lede_store_untag_rows(s, &row, 1, name, n, &done, err);
    if (st == LEDE_OK && changed)
        *changed = done != 0;
    return st;
}

/* --- on and off --------------------------------------------------------------------- */

typedef struct judged {
    int64_t tag, article;
    int state;      /* that the event has when it counts and no untag follows */
} judged;

static lede_status read_event(lede_store *s, int64_t event, judged *j, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "SELECT tag, article, op, prev FROM event WHERE id = ?1", err);
    lede_status status;

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, event);
    status = lede__row_st(s, st, err);
    if (status != LEDE_OK)
        return status == LEDE_DONE ? lede__fail(err, LEDE_CORRUPT, "'%s' lacks an event of its history: lede check says more", s->path) : status;
    j->tag = sqlite3_column_int64(st, 0);
    j->article = sqlite3_column_int64(st, 1);
    j->state = sqlite3_column_int(st, 2) == LEDE__OP_UNTAG ? LEDE__UNTAG
               : strcmp(lede__text(st, 3, NULL), "no") == 0 ? LEDE__NO
                                                            : LEDE__STANDS;
    sqlite3_reset(st);
    return LEDE_OK;
}

lede_status lede__tag_off(lede_store *s, int64_t event, int64_t tag, int64_t article, int *changed, lede_error *err)
{
    sqlite3_stmt *st = pair(s, "DELETE FROM tagged WHERE tag = ?1 AND article = ?2 AND event = ?3", tag, article, err);

    *changed = 0;
    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 3, event);
    if (lede__run_st(s, st, err) != LEDE_OK)
        return err->status;
    *changed = sqlite3_changes(s->db) > 0;
    return *changed ? settle_if_untagged(s, tag, article, err) : LEDE_OK;
}

lede_status lede__tag_on(lede_store *s, int64_t event, int *changed, lede_error *err)
{
    judged j = {0};
    int64_t there, gone;
    sqlite3_stmt *st;
    lede_status status;

    *changed = 0;
    if (read_event(s, event, &j, err) != LEDE_OK)
        return err->status;
    st = pair(s, "SELECT EXISTS(SELECT 1 FROM tagged WHERE tag = ?1 AND article = ?2 AND event = ?3)", j.tag, j.article, err);
    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 3, event);
    status = lede__row_st(s, st, err);
    if (status != LEDE_OK)
        return status;
    there = sqlite3_column_int64(st, 0);
    sqlite3_reset(st);
    if (there)
        return LEDE_OK;
    status = lede__number(s, "SELECT NOT EXISTS(SELECT 1 FROM article WHERE row = ?1)", j.article, 0, 0, &gone, err);
    if (status == LEDE_OK)
        status = set_state(s, j.tag, j.article, event, j.state + (gone ? LEDE__SLEEPS : 0), err);
    *changed = 1;
    return status == LEDE_OK ? settle_if_untagged(s, j.tag, j.article, err) : status;
}
