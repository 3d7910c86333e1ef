/*
 * JSON: one object, an array, values one after the other, or the answer of an
 * API: then its articles are looked for in its lists. Also JSON Feed and ninjs.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "lede/text.h"
#include "read/fields.h"
#include "read/formats.h"

enum { DEEPEST = 8 };

typedef struct found {
    lede__json *items;
    size_t n, cap, at;
} found;

typedef struct json_doc {
    lede__fields fields;
    lede_buf value;         /* the value at hand; the items found point into it */
    found articles;
    lede__json feed_title, feed_language, feed_authors;   /* of a JSON Feed that holds the list, kind NONE where there is none */
    int is_feed;
    int inside;             /* in a top-level array */
    int lists;              /* the articles come from inside the value */
    size_t bad;
    uint64_t number;
} json_doc;

static lede_status json_open(lede__job *j, lede_error *err)
{
    j->state = lede__calloc(1, sizeof(json_doc));
    if (!j->state)
        return lede__nomem(err);
    return lede__job_transcode(j, err);
}

static void json_close(lede__job *j)
{
    json_doc *d = j->state;

    if (!d)
        return;
    lede__fields_release(&d->fields);
    lede_buf_release(&d->value);
    lede__free(d->articles.items);
    lede__free(d);
}

/* --- articles in a value ----------------------------------------------------------------- */

/* What the members of an object name: bit 0 a headline, 1 a body, 2 a URL or date. */
static unsigned traits(const lede__json *object, const lede_read_options *o, int depth)
{
    lede__json key, value;
    size_t at = 0;
    unsigned bits = 0;
    const char *const *m;

    while (lede__json_next(object, &at, &key, &value)) {
        int rank = 0, field = lede__field_of_column(key.s + 1, key.n - 2, &rank);

        for (m = o->map; m && m[0]; m += 2)
            if (key.n == strlen(m[0]) + 2 && memcmp(key.s + 1, m[0], key.n - 2) == 0)
                field = lede_field_of_name(m[1], strlen(m[1]));
        if (value.kind == LEDE__JSON_NULL || (value.kind == LEDE__JSON_STRING && value.n == 2))
            continue;
        if (lede__is(key.s, key.n, "\"_source\"") || lede__is(key.s, key.n, "\"attributes\""))
            bits |= value.kind == LEDE__JSON_OBJECT && depth < 2 ? traits(&value, o, depth + 1) : 0;
        bits |= field == LEDE_HEADLINE ? 1u : field == LEDE_BODY ? 2u
                : field == LEDE_URL || field == LEDE_PUBLISHED || field == LEDE_MODIFIED || field == LEDE_DEK ? 4u : 0u;
    }
    return bits;
}

/* A body is an article; a headline needs another sign of one. */
static int is_article(const lede__json *v, const lede_read_options *o)
{
    unsigned bits = v->kind == LEDE__JSON_OBJECT ? traits(v, o, 0) : 0;

    return (bits & 2u) || bits == 5u;
}

static int holds_articles(const lede__json *v, const lede_read_options *o)
{
    lede__json key, item;
    size_t at = 0, i;

    if (v->kind != LEDE__JSON_ARRAY)
        return 0;
    for (i = 0; i < 5 && lede__json_next(v, &at, &key, &item); i++)
        if (is_article(&item, o))
            return 1;
    return 0;
}

static int add(found *f, const lede__json *v)
{
    if (!lede__grow(&f->items, &f->cap, f->n + 1, sizeof *f->items))
        return 0;
    f->items[f->n++] = *v;
    return 1;
}

/* Whether a list of articles lies in one of the object's members: then the object is only what holds it. */
static int is_holder(const lede__json *v, const lede_read_options *o)
{
    static const char *const lists[] = {"items", "articles", "results", "docs", "hits", "entries", "data", "posts", "item",
                                        "news", "stories", "@graph", NULL};
    lede__json member;
    size_t i;

    for (i = 0; lists[i]; i++) {
        member = lede__json_get(v, lists[i]);
        if (holds_articles(&member, o))
            return 1;
    }
    return 0;
}

/* What a JSON Feed says for all its items: looked up once, as the object may be long. */
static void see_feed(json_doc *d, const lede__json *v)
{
    lede__json version = lede__json_get(v, "version");

    if (version.kind != LEDE__JSON_STRING || !lede__find(version.s, version.n, "jsonfeed.org"))
        return;
    d->feed_title = lede__json_get(v, "title");
    d->feed_language = lede__json_get(v, "language");
    d->feed_authors = lede__json_get(v, "authors");
    d->is_feed = 1;
}

/* Collect the articles in a value, in order. 0 when memory ran out. */
static int search(json_doc *d, const lede__json *v, const lede_read_options *o, int depth)
{
    lede__json key, item;
    size_t at = 0;

    if (v->kind == LEDE__JSON_OBJECT && is_article(v, o) && !is_holder(v, o))
        return add(&d->articles, v);
    if ((v->kind != LEDE__JSON_OBJECT && v->kind != LEDE__JSON_ARRAY) || depth > DEEPEST)
        return 1;
    if (v->kind == LEDE__JSON_OBJECT && is_holder(v, o))
        see_feed(d, v);
    while (lede__json_next(v, &at, &key, &item))
        if (!search(d, &item, o, depth + 1))
            return 0;
    return 1;
}

/* --- values of the stream ------------------------------------------------------------------ */

static lede_status skip_space(lede__job *j, const char **p, size_t *n, lede_error *err)
{
    json_doc *d = j->state;
    size_t at;

    for (;;) {
        lede_status status = lede__stream_peek(j->in, 1, p, n, err);

        if (status != LEDE_OK || !*n)
            return status;
        for (at = 0; at < *n && (strchr(" \t\r\n", (*p)[at]) || ((*p)[at] == ',' && d->inside));)
            at++;
        if (at + 3 <= *n && memcmp(*p + at, "\xEF\xBB\xBF", 3) == 0)
            at += 3;
        if (!at)
            return LEDE_OK;
        lede__stream_skip(j->in, at);
    }
}

/* The next value, whole, in *v; LEDE_DONE at the end. The scan starts anew with twice the bytes while it is cut short. */
static lede_status next_value(lede__job *j, lede__json *v, lede_error *err)
{
    json_doc *d = j->state;
    const char *p;
    size_t n, want = 64 * 1024, at;
    lede_error why;
    lede_status status = skip_space(j, &p, &n, err);

    if (status != LEDE_OK || !n)
        return status == LEDE_OK ? LEDE_DONE : status;
    if (*p == '[' && !d->inside && !j->count && !d->number) {
        d->inside = 1;
        lede__stream_skip(j->in, 1);
        status = skip_space(j, &p, &n, err);
    }
    if (status == LEDE_OK && n && *p == ']' && d->inside) {
        lede__stream_skip(j->in, 1);
        return LEDE_DONE;
    }
    for (;; want *= 2) {
        if (status == LEDE_OK)
            status = lede__stream_peek(j->in, want, &p, &n, err);
        if (status != LEDE_OK)
            return status;
        at = 0;
        status = lede__json_value(p, n, &at, v, &why);
        if (status == LEDE_OK && (at < n || n < want))
            break;
        if (n < want)
            return lede__fail(err, LEDE_FORMAT, "item %llu: %s", (unsigned long long)d->number + 1, why.message);
        if (status != LEDE_OK && why.at < n)
            return lede__fail(err, LEDE_FORMAT, "item %llu: %s", (unsigned long long)d->number + 1, why.message);
        if (n > j->options->max_record)
            return lede__fail(err, LEDE_LIMIT, "item %llu: larger than the limit of %zu bytes for one record",
                              (unsigned long long)d->number + 1, j->options->max_record);
        status = LEDE_OK;
    }
    lede_buf_clear(&d->value);
    d->bad = lede__charset_convert(p, at, "UTF-8", &d->value);
    lede__stream_skip(j->in, at);
    if (d->value.failed)
        return lede__nomem(err);
    at = 0;
    d->number++;
    return lede__json_value(d->value.s, d->value.n, &at, v, err);
}

/* --- items ------------------------------------------------------------------------------------ */

/* Authors of the feed are those of items that name none (JSON Feed 1.1). */
static lede_status put_feed_authors(lede__job *j, lede_buf *b, lede_error *err)
{
    json_doc *d = j->state;
    lede__json key, item, name;
    size_t at = 0;
    lede_status status = LEDE_OK;

    while (d->feed_authors.kind == LEDE__JSON_ARRAY && status == LEDE_OK && lede__json_next(&d->feed_authors, &at, &key, &item)) {
        name = lede__json_get(&item, "name");
        lede_buf_clear(b);
        if (name.kind == LEDE__JSON_STRING)
            lede__json_string(&name, b);
        if (b->n)
            status = lede__put_item(j->record, LEDE_AUTHORS, b->s, b->n, err);
    }
    return status;
}

static lede_status put_feed(lede__job *j, lede_error *err)
{
    json_doc *d = j->state;
    lede_buf b;
    lede_status status = LEDE_OK;

    lede_buf_init(&b);
    if (d->feed_title.kind == LEDE__JSON_STRING && !*lede_record_get(j->record, LEDE_PUBLISHER, NULL)) {
        lede__json_string(&d->feed_title, &b);
        status = lede__put_line(j->record, LEDE_PUBLISHER, b.n ? b.s : "", b.n, err);
    }
    lede_buf_clear(&b);
    if (status == LEDE_OK && d->feed_language.kind == LEDE__JSON_STRING && !*lede_record_get(j->record, LEDE_LANGUAGE, NULL)) {
        lede__json_string(&d->feed_language, &b);
        status = lede__put_language(j->record, b.n ? b.s : "", b.n, err);
    }
    if (status == LEDE_OK && *lede_record_get(j->record, LEDE_PUBLISHED, NULL))
        status = lede_record_set(j->record, LEDE_DATE_FROM, "feed", 4, err);
    if (status == LEDE_OK && !lede_record_count(j->record, LEDE_AUTHORS))
        status = put_feed_authors(j, &b, err);
    lede_buf_release(&b);
    return status;
}

/* A picture or film among the items of an agency (ninjs): what kind, or NULL. */
static const char *other_kind(const lede__json *v)
{
    static const char *const kinds[] = {"picture", "graphic", "video", "audio", "photo", NULL};
    lede__json type = lede__json_get(v, "type");
    size_t i;

    for (i = 0; type.kind == LEDE__JSON_STRING && kinds[i]; i++)
        if (lede__is(type.s + 1, type.n - 2, kinds[i]))
            return kinds[i];
    return NULL;
}

static lede_status give(lede__job *j, lede_error *err)
{
    json_doc *d = j->state;
    const lede__json *v = &d->articles.items[d->articles.at++];
    lede_status status;

    if (d->inside || d->lists)
        lede__add_number(&j->member, j->count + 1);
    if (other_kind(v))
        return lede__skip(j, "no text but a %s", other_kind(v));
    status = lede__fields_object(&d->fields, v, j->options, j->record, err);
    if (status == LEDE_OK && d->is_feed)
        status = put_feed(j, err);
    if (status == LEDE_OK && d->bad)
        status = lede__note(j->record, err, "invalid UTF-8: %zu place%s replaced by U+FFFD", d->bad, d->bad == 1 ? "" : "s");
    return status == LEDE_OK && !lede__has_text(j->record) ? lede__skip(j, "neither headline nor body") : status;
}

static lede_status json_next(lede__job *j, lede_error *err)
{
    json_doc *d = j->state;
    lede__json v;
    lede_status status;

    if (d->articles.at < d->articles.n)
        return give(j, err);
    status = next_value(j, &v, err);
    if (status != LEDE_OK)
        return status == LEDE_DONE && !j->count ? lede__skip(j, "an empty list") : status;
    d->articles.n = d->articles.at = 0;
    d->is_feed = 0;
    if (!search(d, &v, j->options, 0))
        return lede__nomem(err);
    d->lists = d->number > 1 || d->articles.n != 1 || d->articles.items[0].s != v.s;
    if (d->articles.n)
        return give(j, err);
    if (d->inside)
        lede__add_number(&j->member, d->number);
    return lede__skip(j, "no article in the JSON: nothing named as a headline or body is");
}

static int json_probe(const lede__head *h)
{
    size_t at = 0;
    const char *s = h->s;

    if (h->n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
        at = 3;
    while (at < h->n && strchr(" \t\r\n", s[at]))
        at++;
    if (at >= h->n || (s[at] != '{' && s[at] != '['))
        return lede__ends(h->name, strlen(h->name), ".json") && h->n && lede__charset_mark(s, h->n, &at) ? 70 : 0;
    if (s[at] == '{') {
        for (at++; at < h->n && strchr(" \t\r\n", s[at]);)
            at++;
        return at < h->n && (s[at] == '"' || s[at] == '}') ? 75 : 0;
    }
    for (at++; at < h->n && strchr(" \t\r\n", s[at]);)
        at++;
    return at < h->n && strchr("{[]\"", s[at]) ? (s[at] == '{' ? 75 : 40) : 0;
}

const lede__format lede__format_json = {"json", "JSON: an object, an array, an API's answer, JSON Feed, ninjs", 0,
                                        json_probe, json_open, json_next, json_close};
