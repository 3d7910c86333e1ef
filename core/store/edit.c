/*
 * Corrections by hand, and taking articles out.
 *
 * Of a correction the event keeps: value, the field's name; prev, the value
 * before; note, the value after; spans, the list of corrected fields before;
 * coder, date_from before. A corrected text is a revision like any other.
 */
#include "store/edit.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "lede/text.h"
#include "store/article.h"
#include "store/fixed.h"
#include "store/identity.h"
#include "store/json.h"

static const lede__col columns[LEDE_FIELDS] = {
    [LEDE_URL] = LEDE__C_URL, [LEDE_HEADLINE] = LEDE__C_HEADLINE, [LEDE_DEK] = LEDE__C_DEK,
    [LEDE_SECTION] = LEDE__C_SECTION, [LEDE_PUBLISHER] = LEDE__C_PUBLISHER, [LEDE_PUBLISHED] = LEDE__C_PUBLISHED,
    [LEDE_MODIFIED] = LEDE__C_MODIFIED, [LEDE_LANGUAGE] = LEDE__C_LANGUAGE, [LEDE_BODY] = LEDE__C_BODY,
    [LEDE_SOURCE] = LEDE__C_SOURCE, [LEDE_DATE_FROM] = LEDE__C_DATE_FROM, [LEDE_EXTRA] = LEDE__C_EXTRA,
    [LEDE_AUTHORS] = LEDE__C_AUTHORS, [LEDE_KEYWORDS] = LEDE__C_KEYWORDS, [LEDE_LINKS] = LEDE__C_LINKS,
};

static int any_item(const char *s, size_t n, void *ud)
{
    (void)s;
    (void)n;
    (void)ud;
    return 0;
}

/* Whether the field can hold the value. */
static lede_status check(lede_field field, const char *value, size_t n, lede_error *err)
{
    const char *name = lede_field_name(field);

    if (!name || field == LEDE_NOTES)
        return lede__fail(err, LEDE_USAGE, "no field has the number %d", (int)field);
    if (lede_utf8_valid(value, n) != n)
        return lede__fail(err, LEDE_USAGE, "the value for '%s' must be valid UTF-8", name);
    if (!n)
        return LEDE_OK;
    if ((field == LEDE_PUBLISHED || field == LEDE_MODIFIED) && !lede__iso_date(value, n))
        return lede__fail(err, LEDE_USAGE, "'%.*s' is no ISO 8601 date for '%s'", (int)(n < 60 ? n : 60), value, name);
    if (field >= LEDE_TEXT_FIELDS && lede__json_items(value, n, any_item, NULL) != 0)
        return lede__fail(err, LEDE_USAGE, "the value for '%s' must be a JSON array of strings", name);
    if (field == LEDE_EXTRA && (value[0] != '{' || value[n - 1] != '}'))
        return lede__fail(err, LEDE_USAGE, "the value for 'extra' must be a JSON object");
    return LEDE_OK;
}

static void set(lede__article *a, lede__col c, const char *s, size_t n)
{
    a->t[c].s = n ? s : NULL;
    a->t[c].n = n;
}

static int equal(const lede__article *a, lede__col c, const char *s, size_t n)
{
    return a->t[c].n == n && (!n || memcmp(a->t[c].s, s, n) == 0);
}

/* The buffers that an article on its way through a correction points into. */
typedef struct parts {
    lede_buf fixed, norm, key;
    char hash[LEDE__SHA256];
} parts;

static void parts_release(parts *p)
{
    lede_buf_release(&p->fixed);
    lede_buf_release(&p->norm);
    lede_buf_release(&p->key);
}

/* What follows from the fields: the site from the URL, the hash from the texts. */
static lede_status derive(lede__article *a, lede__col c, parts *p, lede_error *err)
{
    size_t at, n;

    if (c == LEDE__C_URL) {
        if (a->t[c].n && lede__url_is_web(a->t[c].s, a->t[c].n))
            lede_url_normalize(a->t[c].s, a->t[c].n, &p->norm);
        n = p->norm.n ? lede__url_site(p->norm.s, p->norm.n, &at) : 0;
        set(a, LEDE__C_SITE, n ? p->norm.s + at : NULL, n);
    }
    if (c == LEDE__C_HEADLINE || c == LEDE__C_DEK || c == LEDE__C_BODY) {
        lede__article_hash(a, &p->key, p->hash);
        set(a, LEDE__C_HASH, p->hash, sizeof p->hash);
    }
    return p->norm.failed || p->key.failed || p->fixed.failed ? lede__nomem(err) : LEDE_OK;
}

static int is_text(lede__col c)
{
    return c == LEDE__C_HEADLINE || c == LEDE__C_DEK || c == LEDE__C_BODY;
}

/* A corrected text: the one before becomes a revision. */
static lede_status replace_text(lede_store *s, int64_t row, const lede__article *old, lede__article *a, lede_error *err)
{
    lede__event e = {.article = row, .op = LEDE__OP_UPDATE};
    char prev[24];
    lede_status st;

    if (!a->t[LEDE__C_HEADLINE].n && !a->t[LEDE__C_BODY].n)
        return lede__fail(err, LEDE_USAGE, "article %s would have neither headline nor text", old->t[LEDE__C_ID].s);
    st = lede__article_next_revision(s, row, &a->revision, err);
    if (st != LEDE_OK)
        return st;
    snprintf(prev, sizeof prev, "%lld", (long long)old->revision);
    e.prev = prev;
    e.revision = a->revision;
    st = lede__event_put(s, &e, err);
    a->run = s->run.id;
    return st == LEDE_OK ? lede__article_replace(s, row, old, a, err) : st;
}

static lede_status store_field(lede_store *s, int64_t row, const lede__article *a, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s,
                                 "UPDATE article SET (published, modified, language, publisher, section, authors, "
                                 "keywords, url, site, source, date_from, fixed, links, extra) = (?1, ?2, ?3, "
                                 "?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) WHERE row = ?15",
                                 err);
    static const lede__col order[] = {LEDE__C_PUBLISHED, LEDE__C_MODIFIED, LEDE__C_LANGUAGE, LEDE__C_PUBLISHER,
                                      LEDE__C_SECTION, LEDE__C_AUTHORS, LEDE__C_KEYWORDS, LEDE__C_URL, LEDE__C_SITE,
                                      LEDE__C_SOURCE, LEDE__C_DATE_FROM, LEDE__C_FIXED, LEDE__C_LINKS, LEDE__C_EXTRA};
    int i;

    if (!st)
        return err->status;
    for (i = 0; i < 14; i++)
        lede__bind_text(st, i + 1, a->t[order[i]].s, a->t[order[i]].n);
    sqlite3_bind_int64(st, 15, row);
    return lede__run_st(s, st, err);
}

static lede_status put_set(lede_store *s, int64_t row, lede_field field, const lede__article *old,
                           const lede__article *a, lede_error *err)
{
    lede__col c = columns[field];
    lede__event e = {.article = row, .op = LEDE__OP_SET, .value = lede_field_name(field)};

    e.prev = old->t[c].s;
    e.prev_n = old->t[c].n;
    e.note = a->t[c].n ? a->t[c].s : NULL;
    e.spans = old->t[LEDE__C_FIXED].s;
    e.coder = old->t[LEDE__C_DATE_FROM].s;
    return lede__event_put(s, &e, err);
}

static lede_status set_one(lede_store *s, int64_t row, lede_field field, const char *value, size_t n, int *changed,
                           lede_error *err)
{
    lede__col c = columns[field];
    lede__article old, a;
    sqlite3_stmt *held;
    parts p = {0};
    lede_status st = lede__article_load(s, row, &old, &held, err);

    if (st != LEDE_OK)
        return st;
    if (equal(&old, c, value, n) && lede__fixed_has(&old, c)) {
        lede__article_done(held);
        return LEDE_OK;
    }
    a = old;
    set(&a, c, value, n);
    lede__fixed_with(&old, c, &p.fixed);
    set(&a, LEDE__C_FIXED, p.fixed.s, p.fixed.n);
    if (field == LEDE_PUBLISHED)
        set(&a, LEDE__C_DATE_FROM, "user", n ? 4 : 0);
    st = derive(&a, c, &p, err);
    if (st == LEDE_OK && is_text(c))
        st = replace_text(s, row, &old, &a, err);
    else if (st == LEDE_OK) {
        st = put_set(s, row, field, &old, &a, err);
        if (st == LEDE_OK)
            st = store_field(s, row, &a, err);
    }
    lede__article_done(held);
    parts_release(&p);
    *changed = st == LEDE_OK;
    s->run.counts[LEDE__EDITED] += *changed;
    return st;
}

lede_status lede_store_set(lede_store *s, int64_t row, lede_field field, const char *value, size_t n, int *changed,
                           lede_error *err)
{
    lede_error own;
    lede_buf z;
    int did = 0;
    lede_status st = check(field, n ? value : "", n, err = err ? err : &own);

    if (changed)
        *changed = 0;
    if (st != LEDE_OK)
        return st;
    lede_buf_init(&z);   /* events hold texts that end in a zero */
    lede_buf_add(&z, n ? value : "", n);
    st = z.failed ? lede__nomem(err) : lede__write(s, "set", err);
    if (st == LEDE_OK) {
        st = set_one(s, row, field, z.s, z.n, &did, err);
        st = lede__write_end(s, st, did, err);
    }
    lede_buf_release(&z);
    if (st == LEDE_OK && changed)
        *changed = did;
    return st;
}

/* --- back --------------------------------------------------------------------------- */

/* A correction as its event has it; the statement holds the texts. */
typedef struct correction {
    sqlite3_stmt *held;
    int64_t article;
    lede_field field;
    const char *before, *after, *fixed, *date_from;
    size_t before_n, after_n, fixed_n, date_from_n;
} correction;

static lede_status read_correction(lede_store *s, int64_t event, correction *c, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "SELECT article, value, prev, note, spans, coder FROM event WHERE id = ?1", err);
    lede_status status;
    const char *name;
    size_t n;
    int field;

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, event);
    status = lede__row_st(s, st, err);
    if (status != LEDE_OK)
        return status;
    name = lede__text(st, 1, &n);
    field = lede_field_of_name(name, n);
    if (field < 0 || field == LEDE_NOTES) {
        sqlite3_reset(st);
        return lede__fail(err, LEDE_CORRUPT, "'%s': a correction in its history names no field", s->path);
    }
    c->held = st;
    c->article = sqlite3_column_int64(st, 0);
    c->field = (lede_field)field;
    c->before = lede__text(st, 2, &c->before_n);
    c->after = lede__text(st, 3, &c->after_n);
    c->fixed = lede__text(st, 4, &c->fixed_n);
    c->date_from = lede__text(st, 5, &c->date_from_n);
    return LEDE_OK;
}

static lede_status put_back(lede_store *s, const correction *c, const lede__article *now, int *state, lede_error *err)
{
    lede__col col = columns[c->field];
    lede__article a = *now;
    parts p = {0};
    lede_status st;

    if (!equal(now, col, c->after, c->after_n)) {
        *state = equal(now, col, c->before, c->before_n) ? LEDE__EDIT_SAME : LEDE__EDIT_KEPT;
        return LEDE_OK;
    }
    set(&a, col, c->before, c->before_n);
    /* Other fields may have been corrected since: only this one's place in the list goes back. */
    if (lede__fixed_in(c->fixed, c->fixed_n, col))
        lede__fixed_with(now, col, &p.fixed);
    else
        lede__fixed_without(now, col, &p.fixed);
    set(&a, LEDE__C_FIXED, p.fixed.s, p.fixed.n);
    if (c->field == LEDE_PUBLISHED)
        set(&a, LEDE__C_DATE_FROM, c->date_from, c->date_from_n);
    st = derive(&a, col, &p, err);
    if (st == LEDE_OK)
        st = put_set(s, c->article, c->field, now, &a, err);
    if (st == LEDE_OK)
        st = store_field(s, c->article, &a, err);
    parts_release(&p);
    s->run.counts[LEDE__EDITED]++;
    *state = LEDE__EDIT_DONE;
    return st;
}

lede_status lede__edit_back(lede_store *s, int64_t event, int *state, lede_error *err)
{
    correction c;
    lede__article now;
    sqlite3_stmt *held;
    lede_status st = read_correction(s, event, &c, err);

    if (st != LEDE_OK)
        return st;
    st = lede__article_load(s, c.article, &now, &held, err);
    *state = LEDE__EDIT_GONE;
    if (st == LEDE_OK) {
        st = put_back(s, &c, &now, state, err);
        lede__article_done(held);
    } else if (st == LEDE_NOTFOUND) {
        st = LEDE_OK;
    }
    sqlite3_reset(c.held);
    return st;
}

/* --- out ---------------------------------------------------------------------------- */

static lede_status remove_one(lede_store *s, int64_t row, lede_error *err)
{
    lede__event e = {.article = row, .op = LEDE__OP_REMOVE};
    lede_status st = lede__article_stands(s, row, NULL, NULL, err);

    if (st != LEDE_OK)
        return st;
    st = lede__event_put(s, &e, err);
    s->run.counts[LEDE__REMOVED]++;
    return st == LEDE_OK ? lede__article_remove(s, row, err) : st;
}

lede_status lede_store_remove(lede_store *s, int64_t row, lede_error *err)
{
    lede_error own;
    lede_status st = lede__write(s, "remove", err = err ? err : &own);

    if (st != LEDE_OK)
        return st;
    return lede__write_end(s, remove_one(s, row, err), 1, err);
}
