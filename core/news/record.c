#include "lede/record.h"

#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"

typedef struct text {
    char *s;
    size_t n;
} text;

/* A list longer than this finds its repeats by a map. */
enum { LONG_LIST = 64 };

typedef struct list {
    text *items;
    size_t n, cap;
    lede__map seen;         /* of a long list */
} list;

typedef struct extra {
    text key, json;
} extra;

struct lede_record {
    text texts[LEDE_TEXT_FIELDS];
    list lists[LEDE_FIELDS - LEDE_TEXT_FIELDS];
    extra *extras;          /* what lede_record_extra was given, in order */
    size_t extra_n, extra_cap;
    lede__map extra_keys;   /* key -> index into extras + 1 */
    lede_buf extra_text;    /* the object as JSON, kept in step */
};

static const struct {
    const char *name, *schema;
} names[LEDE_FIELDS] = {
    [LEDE_URL] = {"url", "url"},
    [LEDE_HEADLINE] = {"headline", "headline"},
    [LEDE_DEK] = {"dek", "alternativeHeadline"},
    [LEDE_SECTION] = {"section", "articleSection"},
    [LEDE_PUBLISHER] = {"publisher", "publisher"},
    [LEDE_PUBLISHED] = {"published", "datePublished"},
    [LEDE_MODIFIED] = {"modified", "dateModified"},
    [LEDE_LANGUAGE] = {"language", "inLanguage"},
    [LEDE_BODY] = {"body", "articleBody"},
    [LEDE_SOURCE] = {"source", "source"},
    [LEDE_DATE_FROM] = {"date_from", "date_from"},
    [LEDE_EXTRA] = {"extra", "extra"},
    [LEDE_AUTHORS] = {"authors", "author"},
    [LEDE_KEYWORDS] = {"keywords", "keywords"},
    [LEDE_LINKS] = {"links", "links"},
    [LEDE_NOTES] = {"notes", "notes"},
};

const char *lede_field_name(lede_field field)
{
    return (unsigned)field < LEDE_FIELDS ? names[field].name : NULL;
}

const char *lede_field_schema_name(lede_field field)
{
    return (unsigned)field < LEDE_FIELDS ? names[field].schema : NULL;
}

int lede_field_of_name(const char *name, size_t n)
{
    int i;

    for (i = 0; i < LEDE_FIELDS; i++)
        if ((strlen(names[i].name) == n && memcmp(names[i].name, name, n) == 0) ||
            (strlen(names[i].schema) == n && memcmp(names[i].schema, name, n) == 0))
            return i;
    return -1;
}

lede_record *lede_record_new(void)
{
    return lede__calloc(1, sizeof(lede_record));
}

static void text_release(text *t)
{
    lede__free(t->s);
    t->s = NULL;
    t->n = 0;
}

void lede_record_clear(lede_record *r, lede_field field)
{
    list *l = &r->lists[field - LEDE_TEXT_FIELDS];

    while (l->n)
        text_release(&l->items[--l->n]);
    lede__map_release(&l->seen);
}

static void clear_extras(lede_record *r)
{
    while (r->extra_n) {
        text_release(&r->extras[--r->extra_n].key);
        text_release(&r->extras[r->extra_n].json);
    }
    lede__map_release(&r->extra_keys);
}

void lede_record_free(lede_record *r)
{
    size_t i;

    if (!r)
        return;
    for (i = 0; i < LEDE_TEXT_FIELDS; i++)
        text_release(&r->texts[i]);
    for (i = LEDE_TEXT_FIELDS; i < LEDE_FIELDS; i++) {
        lede_record_clear(r, (lede_field)i);
        lede__free(r->lists[i - LEDE_TEXT_FIELDS].items);
    }
    clear_extras(r);
    lede__free(r->extras);
    lede_buf_release(&r->extra_text);
    lede__free(r);
}

static lede_status text_set(text *t, const char *s, size_t n, lede_error *err)
{
    char *copy = lede__strndup(s, n);

    if (!copy)
        return lede__nomem(err);
    lede__free(t->s);
    t->s = copy;
    t->n = n;
    return LEDE_OK;
}

lede_status lede_record_set(lede_record *r, lede_field field, const char *s, size_t n, lede_error *err)
{
    if ((unsigned)field >= LEDE_TEXT_FIELDS)
        return lede__fail(err, LEDE_USAGE, "no text field has the number %d", (int)field);
    if (field == LEDE_EXTRA)
        clear_extras(r);
    if (!n) {
        text_release(&r->texts[field]);
        return LEDE_OK;
    }
    return text_set(&r->texts[field], s, n, err);
}

static void add_json_text(lede_buf *b, const char *s, size_t n)
{
    size_t i;

    lede_buf_addc(b, '"');
    for (i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];

        if (c == '"' || c == '\\') {
            lede_buf_addc(b, '\\');
            lede_buf_addc(b, (char)c);
        } else if (c < 0x20) {
            lede__buf_addf(b, "\\u%04x", c);
        } else {
            lede_buf_addc(b, (char)c);
        }
    }
    lede_buf_addc(b, '"');
}

static void append_extra(lede_buf *b, const extra *e)
{
    if (b->n > 1)
        lede_buf_addc(b, ',');
    add_json_text(b, e->key.s, e->key.n);
    lede_buf_addc(b, ':');
    lede_buf_add(b, e->json.s, e->json.n);
}

/* The extra object as text; a record whose memory ran out has none. */
static void render_extra(lede_record *r)
{
    const text *whole = &r->texts[LEDE_EXTRA];
    lede_buf *b = &r->extra_text;
    size_t i;

    lede_buf_clear(b);
    lede_buf_addc(b, '{');
    if (whole->n > 2 && whole->s[0] == '{')
        lede_buf_add(b, whole->s + 1, whole->n - 2);
    for (i = 0; i < r->extra_n; i++)
        append_extra(b, &r->extras[i]);
    lede_buf_addc(b, '}');
}

/* The same after one more pair at the end. */
static void extend_extra(lede_record *r)
{
    lede_buf *b = &r->extra_text;

    if (r->extra_n == 1 || b->failed || !b->n) {
        render_extra(r);
        return;
    }
    b->n--;                 /* its closing brace */
    append_extra(b, &r->extras[r->extra_n - 1]);
    lede_buf_addc(b, '}');
}

const char *lede_record_get(const lede_record *r, lede_field field, size_t *n)
{
    const text *t;

    if ((unsigned)field >= LEDE_TEXT_FIELDS) {
        if (n)
            *n = 0;
        return "";
    }
    if (field == LEDE_EXTRA && r->extra_n) {
        if (n)
            *n = r->extra_text.failed ? 0 : r->extra_text.n;
        return r->extra_text.failed ? "" : r->extra_text.s;
    }
    t = &r->texts[field];
    if (n)
        *n = t->n;
    return t->s ? t->s : "";
}

lede_status lede_record_extra(lede_record *r, const char *key, size_t key_n, const char *json, size_t n,
                              lede_error *err)
{
    lede__map_entry *known = lede__map_put(&r->extra_keys, key, key_n);
    extra *e;

    if (!known)
        return lede__nomem(err);
    if (known->value.i) {
        if (text_set(&r->extras[known->value.i - 1].json, json, n, err) != LEDE_OK)
            return LEDE_NOMEM;
        render_extra(r);
        return r->extra_text.failed ? lede__nomem(err) : LEDE_OK;
    }
    if (!lede__grow(&r->extras, &r->extra_cap, r->extra_n + 1, sizeof *r->extras))
        return lede__nomem(err);
    e = &r->extras[r->extra_n];
    memset(e, 0, sizeof *e);
    if (text_set(&e->key, key, key_n, err) != LEDE_OK)
        return LEDE_NOMEM;
    if (text_set(&e->json, json, n, err) != LEDE_OK) {
        text_release(&e->key);
        return LEDE_NOMEM;
    }
    known->value.i = (int64_t)++r->extra_n;
    extend_extra(r);
    return r->extra_text.failed ? lede__nomem(err) : LEDE_OK;
}

/* Whether the list has the text: 1, 0, or -1 when memory ran out. A long list takes note of the text. */
static int is_repeat(list *l, const char *s, size_t n)
{
    lede__map_entry *e;
    size_t i;

    if (l->n < LONG_LIST) {
        for (i = 0; i < l->n; i++)
            if (l->items[i].n == n && memcmp(l->items[i].s, s, n) == 0)
                return 1;
        return 0;
    }
    for (i = l->seen.count ? l->n : 0; i < l->n; i++) {
        e = lede__map_put(&l->seen, l->items[i].s, l->items[i].n);
        if (!e)
            return -1;
        e->value.i = 1;
    }
    e = lede__map_put(&l->seen, s, n);
    if (!e)
        return -1;
    if (e->value.i)
        return 1;
    e->value.i = 1;
    return 0;
}

lede_status lede_record_add(lede_record *r, lede_field field, const char *s, size_t n, lede_error *err)
{
    list *l;
    int repeat;

    if (field < LEDE_TEXT_FIELDS || field >= LEDE_FIELDS)
        return lede__fail(err, LEDE_USAGE, "no list field has the number %d", (int)field);
    l = &r->lists[field - LEDE_TEXT_FIELDS];
    if (!n)
        return LEDE_OK;
    repeat = is_repeat(l, s, n);
    if (repeat)
        return repeat > 0 ? LEDE_OK : lede__nomem(err);
    if (!lede__grow(&l->items, &l->cap, l->n + 1, sizeof *l->items))
        return lede__nomem(err);
    memset(&l->items[l->n], 0, sizeof *l->items);
    if (text_set(&l->items[l->n], s, n, err) != LEDE_OK)
        return LEDE_NOMEM;
    l->n++;
    return LEDE_OK;
}

size_t lede_record_count(const lede_record *r, lede_field field)
{
    return field < LEDE_TEXT_FIELDS || field >= LEDE_FIELDS ? 0 : r->lists[field - LEDE_TEXT_FIELDS].n;
}

const char *lede_record_item(const lede_record *r, lede_field field, size_t i, size_t *n)
{
    const list *l;

    if (i >= lede_record_count(r, field))
        return NULL;
    l = &r->lists[field - LEDE_TEXT_FIELDS];
    if (n)
        *n = l->items[i].n;
    return l->items[i].s;
}
