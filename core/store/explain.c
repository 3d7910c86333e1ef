/* Tags as they stand, and what each rests on. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "store/article.h"
#include "store/json.h"
#include "store/names.h"
#include "store/store_in.h"

#define ASSERTIONS                                                                                               \
    "SELECT g.article, t.name, g.event, g.state, e.revision, e.spans, e.value, e.note, e.coder, r.name, "       \
    "CASE r.kind WHEN 'recipe' THEN r.name END, r.version, r.params, r.started, r.who FROM tagged g "           \
    "JOIN tag t ON t.id = g.tag JOIN event e ON e.id = g.event LEFT JOIN run r ON r.id = g.event >> 32 "

/* The room that spans are read into, one walk long. */
typedef struct room {
    lede_span *spans, *now;
    size_t cap, now_cap;
    lede_buf body, text;
} room;

static void room_release(room *r)
{
    lede__free(r->spans);
    lede__free(r->now);
    lede_buf_release(&r->body);
    lede_buf_release(&r->text);
}

/* Where the text of a span stands in the present body: the place nearest to the old one, or nowhere. */
static lede_span carry(const char *old, size_t old_n, lede_span s, const char *body, size_t body_n)
{
    lede_span best = {0, 0};
    size_t n = s.end - s.start, distance, best_distance = (size_t)-1;
    const char *p = body, *end = body + body_n;

    if (s.end > old_n || s.start >= s.end)
        return best;
    if (s.end <= body_n && memcmp(body + s.start, old + s.start, n) == 0)
        return s;
    while ((p = memmem(p, (size_t)(end - p), old + s.start, n)) != NULL) {
        size_t at = (size_t)(p - body);

        distance = at > s.start ? at - s.start : s.start - at;
        if (distance >= best_distance)
            break;   /* they only get farther */
        best_distance = distance;
        best.start = at;
        best.end = at + n;
        p++;
    }
    return best;
}

static lede_status read_spans(const char *json, room *m, lede_evidence *e, lede_error *err)
{
    size_t n = lede__json_spans(json, m->spans, m->cap);

    if (n > m->cap) {
        if (!lede__grow(&m->spans, &m->cap, n, sizeof *m->spans))
            return lede__nomem(err);
        lede__json_spans(json, m->spans, m->cap);
    }
    e->spans = m->spans;
    e->spans_n = n;
    return LEDE_OK;
}

static lede_status revision_text(lede_store *s, int64_t row, int64_t revision, lede_buf *out, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s,
                                 "SELECT body FROM revision WHERE article = ?1 AND number = ?2 UNION ALL SELECT b.body "
                                 "FROM article a JOIN body b ON b.row = a.row WHERE a.row = ?1 AND a.revision = ?2",
                                 err);
    lede_status status;
    const char *z;
    size_t n;

    if (!st)
        return err->status;
    lede_buf_clear(out);
    sqlite3_bind_int64(st, 1, row);
    sqlite3_bind_int64(st, 2, revision);
    status = lede__row_st(s, st, err);
    if (status != LEDE_OK)
        return status;
    z = lede__text(st, 0, &n);
    lede_buf_add(out, z, n);
    sqlite3_reset(st);
    return out->failed ? lede__nomem(err) : LEDE_OK;
}

/* The text of the revision that the spans are of, and where they stand now. */
static lede_status place_spans(lede_store *s, room *m, lede_evidence *e, lede_error *err)
{
    lede_status st;
    size_t i;

    if (!e->spans_n)
        return LEDE_OK;
    st = revision_text(s, e->row, e->revision, &m->text, err);
    if (st != LEDE_OK)
        return st == LEDE_DONE ? LEDE_OK : st;
    lede_buf_clear(&m->body);
    st = lede_store_field(s, e->row, LEDE_BODY, &m->body, err);
    if (st != LEDE_OK)
        return st == LEDE_NOTFOUND ? LEDE_OK : st;
    if (!lede__grow(&m->now, &m->now_cap, e->spans_n, sizeof *m->now))
        return lede__nomem(err);
    e->text = m->text.n ? m->text.s : "";
    e->text_n = m->text.n;
    for (i = 0; i < e->spans_n; i++)
        m->now[i] = carry(e->text, e->text_n, e->spans[i], m->body.n ? m->body.s : "", m->body.n);
    e->now = m->now;
    return LEDE_OK;
}

static lede_status visit(lede_store *s, sqlite3_stmt *st, int place, lede_evidence_fn fn, void *ud, lede_error *err)
{
    lede_status status;
    room m = {0};

    while ((status = lede__row_st(s, st, err)) == LEDE_OK) {
        lede_evidence e = {.row = sqlite3_column_int64(st, 0)};
        const char *json;

        e.name = lede__text(st, 1, &e.n);
        e.run = LEDE__RUN_OF(sqlite3_column_int64(st, 2));
        e.no = sqlite3_column_int(st, 3);
        e.revision = sqlite3_column_int64(st, 4);
        json = lede__text_or_null(st, 5, NULL);
        e.value = lede__text_or_null(st, 6, NULL);
        e.note = lede__text_or_null(st, 7, NULL);
        e.coder = lede__text_or_null(st, 8, NULL);
        e.run_name = lede__text(st, 9, NULL);
        e.recipe = lede__text(st, 10, NULL);
        e.version = lede__text(st, 11, NULL);
        e.params = lede__text(st, 12, NULL);
        e.when = lede__text(st, 13, NULL);
        e.who = lede__text(st, 14, NULL);
        status = json ? read_spans(json, &m, &e, err) : LEDE_OK;
        if (status == LEDE_OK && place)
            status = place_spans(s, &m, &e, err);
        if (status == LEDE_OK && fn(&e, ud))
            status = LEDE_STOPPED;
        if (status != LEDE_OK)
            break;
    }
    sqlite3_reset(st);
    room_release(&m);
    return status == LEDE_DONE ? LEDE_OK : status;
}

lede_status lede_store_explain(lede_store *s, int64_t row, const char *name, size_t n, lede_evidence_fn fn, void *ud,
                               lede_error *err)
{
    lede_error own;
    int64_t tag = 0;
    sqlite3_stmt *st;
    lede_status status = lede__article_stands(s, row, NULL, NULL, err = err ? err : &own);

    if (status == LEDE_OK && name)
        status = lede__name_id(s, name, n, 0, &tag, err);
    if (status != LEDE_OK || (name && !tag))
        return status;
    st = tag ? lede__sql(s, ASSERTIONS "WHERE g.tag = ?2 AND g.article = ?1 AND g.state < 2 ORDER BY g.event", err)
             : lede__sql(s, ASSERTIONS "WHERE g.article = ?1 AND g.state < 2 ORDER BY t.name, g.event", err);
    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, row);
    if (tag)
        sqlite3_bind_int64(st, 2, tag);
    return visit(s, st, 1, fn, ud, err);
}

lede_status lede_store_assertions(lede_store *s, lede_evidence_fn fn, void *ud, lede_error *err)
{
    lede_error own;
    sqlite3_stmt *st = lede__sql(
        s, ASSERTIONS "JOIN article a ON a.row = g.article WHERE g.state < 2 ORDER BY a.id, t.name, g.event",
        err = err ? err : &own);

    return st ? visit(s, st, 0, fn, ud, err) : err->status;
}

/* --- counts ----------------------------------------------------------------------- */

typedef struct counted {
    char *name;
    size_t n;
    int64_t articles;
} counted;

static int by_name(const void *a, const void *b)
{
    const counted *p = a, *q = b;
    size_t n = p->n < q->n ? p->n : q->n;
    int d = memcmp(p->name, q->name, n);

    return d ? d : p->n < q->n ? -1 : p->n > q->n;
}

static lede_status tag_name(lede_store *s, int64_t id, counted *c, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "SELECT name FROM tag WHERE id = ?1", err);
    lede_status status;
    const char *z;

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, id);
    status = lede__row_st(s, st, err);
    if (status != LEDE_OK)
        return status == LEDE_DONE ? lede__fail(err, LEDE_CORRUPT, "'%s' lacks the name of a tag", s->path) : status;
    z = lede__text(st, 0, &c->n);
    c->name = lede__strndup(z, c->n);
    sqlite3_reset(st);
    return c->name ? LEDE_OK : lede__nomem(err);
}

/* Count in the table's order, tag by tag and article by article: SQL's count(DISTINCT) sorts what is sorted. */
static lede_status count_tags(lede_store *s, counted **all, size_t *n, size_t *cap, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "SELECT tag, article FROM tagged WHERE state = 0 ORDER BY tag, article", err);
    int64_t tag = 0, article = 0;
    lede_status status;

    if (!st)
        return err->status;
    while ((status = lede__row_st(s, st, err)) == LEDE_OK) {
        int64_t t = sqlite3_column_int64(st, 0), a = sqlite3_column_int64(st, 1);

        if (t != tag) {
            if (!lede__grow(all, cap, *n + 1, sizeof **all))
                status = lede__nomem(err);
            else
                status = tag_name(s, t, &(*all)[*n], err);
            if (status != LEDE_OK)
                break;
            (*all)[(*n)++].articles = 0;
        }
        if (t != tag || a != article)
            (*all)[*n - 1].articles++;
        tag = t;
        article = a;
    }
    sqlite3_reset(st);
    return status == LEDE_DONE ? LEDE_OK : status;
}

lede_status lede_store_tags(lede_store *s, lede_tag_count_fn fn, void *ud, lede_error *err)
{
    lede_error own;
    counted *all = NULL;
    size_t n = 0, cap = 0, i;
    lede_status st = count_tags(s, &all, &n, &cap, err ? err : &own);

    if (st == LEDE_OK && n)
        qsort(all, n, sizeof *all, by_name);
    for (i = 0; i < n && st == LEDE_OK; i++) {
        lede_tag_count c = {all[i].name, all[i].n, all[i].articles};

        if (fn(&c, ud))
            st = LEDE_STOPPED;
    }
    for (i = 0; i < n; i++)
        lede__free(all[i].name);
    lede__free(all);
    return st;
}
