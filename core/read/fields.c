#include "read/fields.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "lede/date.h"
#include "lede/text.h"
#include "read/markup.h"

void lede__fields_release(lede__fields *f)
{
    lede__free(f->items);
    lede_buf_release(&f->text);
    lede_buf_release(&f->tidy);
    lede_buf_release(&f->extra);
    lede_buf_release(&f->name);
    memset(f, 0, sizeof *f);
}

/* --- collecting ----------------------------------------------------------------------- */

/* Whether ASCII letters of both are the same but for case. */
static int same_name(const char *a, size_t n, const char *b)
{
    size_t i;

    if (strlen(b) != n)
        return 0;
    for (i = 0; i < n; i++) {
        char x = a[i] >= 'A' && a[i] <= 'Z' ? (char)(a[i] + 32) : a[i];
        char y = b[i] >= 'A' && b[i] <= 'Z' ? (char)(b[i] + 32) : b[i];

        if (x != y)
            return 0;
    }
    return 1;
}

static int mapped_field(const char *key, size_t n, const lede_read_options *o, int *rank)
{
    const char *const *m;

    for (m = o->map; m && m[0]; m += 2)
        if (same_name(key, n, m[0])) {
            *rank = -1;
            return lede_field_of_name(m[1], strlen(m[1]));
        }
    return lede__field_of_column(key, n, rank);
}

static int is_empty(const lede__json *v)
{
    size_t at = 0;
    lede__json key, item;

    if (v->kind == LEDE__JSON_STRING)
        return v->n == 2;
    if (v->kind == LEDE__JSON_ARRAY || v->kind == LEDE__JSON_OBJECT)
        return !lede__json_next(v, &at, &key, &item);
    return v->kind == LEDE__JSON_NULL;
}

/* Members whose own members are the columns: of search engines, JSON:API, newspaper APIs. */
static int is_wrapper(const lede__json *key, const lede__json *value)
{
    return value->kind == LEDE__JSON_OBJECT &&
           (lede__is(key->s, key->n, "\"_source\"") || lede__is(key->s, key->n, "\"attributes\"") ||
            lede__is(key->s, key->n, "\"fields\""));
}

static int collect(lede__fields *f, const lede__json *object, const lede_read_options *o, int depth)
{
    lede__json key, value;
    size_t at = 0;

    while (lede__json_next(object, &at, &key, &value)) {
        lede__member *m;

        if (depth < 2 && is_wrapper(&key, &value)) {
            if (!collect(f, &value, o, depth + 1))
                return 0;
            continue;
        }
        if (!lede__grow(&f->items, &f->cap, f->n + 1, sizeof *f->items))
            return 0;
        m = &f->items[f->n++];
        m->key = key;
        m->value = value;
        m->rank = 0;
        m->field = is_empty(&value) ? -1 : mapped_field(key.s + 1, key.n - 2, o, &m->rank);
    }
    return 1;
}

/* lede's own output: its `source` and `tags` are not what others mean by those names. */
static int is_own(const lede__fields *f)
{
    size_t i;
    int seen = 0;

    for (i = 0; i < f->n; i++)
        seen |= lede__is(f->items[i].key.s, f->items[i].key.n, "\"date_from\"") ||
                lede__is(f->items[i].key.s, f->items[i].key.n, "\"hash\"");
    return seen;
}

static int has_key(const lede__fields *f, const char *key)
{
    size_t i;

    for (i = 0; i < f->n; i++)
        if (lede__is(f->items[i].key.s, f->items[i].key.n, key))
            return 1;
    return 0;
}

/* What lede export writes: it comes back as the article that it was. */
static int is_export(const lede__fields *f)
{
    return has_key(f, "\"@context\"") && has_key(f, "\"hash\"") && has_key(f, "\"id\"");
}

/* A `source` that is a name, not a place of a file or page. */
static int names_someone(const lede__json *v)
{
    return v->kind == LEDE__JSON_OBJECT ||
           (v->kind == LEDE__JSON_STRING && !memchr(v->s, '/', v->n) && !memchr(v->s, '#', v->n));
}

static int usable(const lede__member *m, int own)
{
    int source = lede__is(m->key.s, m->key.n, "\"source\"");
    size_t n = m->value.n;

    if (m->rank < 0)
        return 1;
    if (source || lede__is(m->key.s, m->key.n, "\"tags\""))
        return !own && (!source || names_someone(&m->value));
    if (m->field == LEDE_URL && m->rank > 1)
        return m->value.kind == LEDE__JSON_OBJECT || (n > 8 && lede__starts(m->value.s, n, "\"http"));
    if (m->field == LEDE_NOTES || m->field == LEDE_LINKS)
        return m->value.kind == LEDE__JSON_ARRAY;
    return 1;
}

/* Leave each field to its best column; the last of equals, as a later key replaces an earlier one in JSON. */
static void choose(lede__fields *f)
{
    int best[LEDE_FIELDS];
    size_t i;

    f->own = is_own(f);
    f->exported = is_export(f);
    memset(best, -1, sizeof best);
    for (i = 0; i < f->n; i++) {
        lede__member *m = &f->items[i];

        if (m->field < 0)
            continue;
        if (!usable(m, f->own)) {
            m->field = -1;
            continue;
        }
        if (best[m->field] >= 0 && f->items[best[m->field]].rank < m->rank) {
            m->field = -1;
            continue;
        }
        if (best[m->field] >= 0)
            f->items[best[m->field]].field = -1;
        best[m->field] = (int)i;
    }
    /* ninjs: the only time there is, is the version's. */
    if (best[LEDE_PUBLISHED] < 0 && best[LEDE_MODIFIED] >= 0 &&
        lede__is(f->items[best[LEDE_MODIFIED]].key.s, f->items[best[LEDE_MODIFIED]].key.n, "\"versioncreated\""))
        f->items[best[LEDE_MODIFIED]].field = LEDE_PUBLISHED;
}

/* --- values as text ------------------------------------------------------------------------ */

/* The part of an object that says what it is: {"name": "Ann Berg"}, {"rendered": "..."}. */
static lede__json telling(const lede__json *v)
{
    static const char *const names[] = {"name", "rendered", "main", "value", "@value", "text", "title", "original",
                                        "@id", "url", "#text", "$t", "alternateName", "label", NULL};
    lede__json part = {LEDE__JSON_NONE, "", 0, 1};
    size_t i;

    for (i = 0; names[i] && (part.kind == LEDE__JSON_NONE || is_empty(&part)); i++)
        part = lede__json_get(v, names[i]);
    return part;
}

/* Append the value as text; nested lists and objects give their first telling part. */
static void add_text(const lede__json *v, lede_buf *out, int depth)
{
    lede__json key, item;
    size_t at = 0;

    switch (v->kind) {
    case LEDE__JSON_STRING: lede__json_string(v, out); break;
    case LEDE__JSON_NUMBER:
    case LEDE__JSON_TRUE:
    case LEDE__JSON_FALSE: lede_buf_add(out, v->s, v->n); break;
    case LEDE__JSON_ARRAY:
        if (depth < 8 && lede__json_next(v, &at, &key, &item))
            add_text(&item, out, depth + 1);
        break;
    case LEDE__JSON_OBJECT:
        item = telling(v);
        if (depth < 8)
            add_text(&item, out, depth + 1);
        break;
    default: break;
    }
}

/* Given and family name of a person without a name. */
static void add_person(const lede__json *v, lede_buf *out)
{
    static const char *const parts[] = {"givenName", "additionalName", "familyName", "firstname", "lastname", NULL};
    lede__json part = v->kind == LEDE__JSON_OBJECT ? lede__json_get(v, "name") : *v;
    size_t i;

    if (part.kind != LEDE__JSON_NONE && !is_empty(&part)) {
        add_text(&part, out, 0);
        return;
    }
    for (i = 0; parts[i]; i++) {
        part = lede__json_get(v, parts[i]);
        if (part.kind != LEDE__JSON_STRING || is_empty(&part))
            continue;
        if (out->n)
            lede_buf_addc(out, ' ');
        lede__json_string(&part, out);
    }
    if (!out->n)
        add_text(v, out, 0);
}

/* One of a list's texts; of authors some are bylines as they were printed. */
static lede_status put_part(lede_record *r, lede_field field, const char *s, size_t n, lede_error *err)
{
    s = lede__trim(s, &n);
    return field == LEDE_AUTHORS && lede__starts(s, n, "by ") ? lede__put_byline(r, s, n, err) : lede__put_item(r, field, s, n, err);
}

static lede_status list_item(lede__fields *f, lede_record *r, lede_field field, const lede__json *v, lede_error *err)
{
    lede__json word;

    lede_buf_clear(&f->text);
    word = field == LEDE_KEYWORDS && v->kind == LEDE__JSON_OBJECT ? lede__json_get(v, "value") : *v;
    if (field == LEDE_AUTHORS)
        add_person(v, &f->text);
    else        /* {"name": "subject", "value": "Ferries"} */
        add_text(word.kind == LEDE__JSON_NONE ? v : &word, &f->text, 0);
    if (f->text.failed)
        return lede__nomem(err);
    if (f->exported)
        return lede_record_add(r, field, f->text.n ? f->text.s : "", f->text.n, err);
    return put_part(r, field, f->text.n ? f->text.s : "", f->text.n, err);
}

/* A list written as one text: parts between semicolons, of keywords also between commas. */
static lede_status split(lede__fields *f, lede_record *r, lede_field field, const lede__json *v, lede_error *err)
{
    size_t at = 0, from;
    lede_status status = LEDE_OK;
    char also;

    lede_buf_clear(&f->text);
    add_text(v, &f->text, 0);
    if (f->text.failed)
        return lede__nomem(err);
    also = field == LEDE_KEYWORDS && f->text.n && !memchr(f->text.s, ';', f->text.n) ? ',' : ';';
    while (at < f->text.n && status == LEDE_OK) {
        from = at;
        while (at < f->text.n && f->text.s[at] != also)
            at++;
        status = put_part(r, field, f->text.s + from, at - from, err);
        at++;
    }
    return status;
}

static lede_status put_list(lede__fields *f, lede_record *r, const lede__member *m, lede_error *err)
{
    lede__json key, item;
    size_t at = 0;
    lede_status status = LEDE_OK;
    lede_field field = (lede_field)m->field;

    if (m->value.kind == LEDE__JSON_ARRAY) {
        while (status == LEDE_OK && lede__json_next(&m->value, &at, &key, &item))
            status = list_item(f, r, field, &item, err);
        return status;
    }
    if (field == LEDE_AUTHORS && m->rank >= 1 && m->value.kind == LEDE__JSON_STRING) {
        lede_buf_clear(&f->text);
        lede__json_string(&m->value, &f->text);
        return f->text.failed ? lede__nomem(err) : lede__put_byline(r, f->text.s, f->text.n, err);
    }
    if (m->value.kind == LEDE__JSON_OBJECT)
        return list_item(f, r, field, &m->value, err);
    return split(f, r, field, &m->value, err);
}

/* --- single fields ------------------------------------------------------------------------------ */

static lede_status put_body(lede__fields *f, lede_record *r, const lede__member *m, lede_error *err)
{
    lede__json key, item;
    size_t at = 0;

    lede_buf_clear(&f->text);
    if (m->value.kind == LEDE__JSON_ARRAY) {
        while (lede__json_next(&m->value, &at, &key, &item)) {
            if (f->text.n)
                lede_buf_add(&f->text, "\n\n", 2);
            add_text(&item, &f->text, 0);
        }
    } else {
        add_text(&m->value, &f->text, 0);
    }
    if (f->text.failed)
        return lede__nomem(err);
    if (f->exported)
        return lede_record_set(r, LEDE_BODY, f->text.n ? f->text.s : "", f->text.n, err);
    if (!f->own && lede__is_escaped(f->text.s, f->text.n)) {
        lede__lines_to_breaks(&f->text);
        return f->text.failed ? lede__nomem(err) : lede__put_html_body(r, f->text.s, f->text.n, err);
    }
    if (lede__looks_like_html(f->text.s, f->text.n))
        return lede__put_html_body(r, f->text.s, f->text.n, err);
    lede_buf_clear(&f->tidy);
    lede__tidy_body(f->text.n ? f->text.s : "", f->text.n, &f->tidy);
    return f->tidy.failed ? lede__nomem(err) : lede_record_set(r, LEDE_BODY, f->tidy.s, f->tidy.n, err);
}

static lede_status put_text(lede__fields *f, lede_record *r, lede_field field, lede_error *err)
{
    if (f->exported)
        return lede_record_set(r, field, f->text.n ? f->text.s : "", f->text.n, err);
    if (lede__looks_like_html(f->text.s, f->text.n) || (!f->own && lede__is_escaped(f->text.s, f->text.n)))
        return lede__put_html_line(r, field, f->text.s, f->text.n, err);
    lede_buf_clear(&f->tidy);
    lede__tidy_line(f->text.n ? f->text.s : "", f->text.n, &f->tidy);
    if (f->tidy.failed)
        return lede__nomem(err);
    return lede_record_set(r, field, f->tidy.n ? f->tidy.s : "", f->tidy.n, err);
}

static lede_status put_date(lede__fields *f, lede_record *r, const lede__member *m, const lede_read_options *o,
                            lede_error *err)
{
    lede_buf_clear(&f->name);
    lede__json_string(&m->key, &f->name);
    lede_buf_addc(&f->name, '\0');
    if (f->name.failed)
        return lede__nomem(err);
    return lede__put_date(r, (lede_field)m->field, f->text.n ? f->text.s : "", f->text.n, f->name.s,
                          lede_record_get(r, LEDE_LANGUAGE, NULL), o, err);
}

static int is_date_from(const char *s, size_t n)
{
    static const char *const ways[] = {"page", "feed", "record", "text", "url", "file", "user", NULL};
    size_t i;

    for (i = 0; ways[i]; i++)
        if (lede__is(s, n, ways[i]))
            return 1;
    return 0;
}

static lede_status put_field(lede__fields *f, lede_record *r, const lede__member *m, const lede_read_options *o,
                             lede_error *err)
{
    lede_field field = (lede_field)m->field;

    if (field >= LEDE_TEXT_FIELDS)
        return put_list(f, r, m, err);
    if (field == LEDE_BODY)
        return put_body(f, r, m, err);
    lede_buf_clear(&f->text);
    add_text(&m->value, &f->text, 0);
    if (f->text.failed)
        return lede__nomem(err);
    if (!f->text.n)
        return LEDE_OK;
    if (field == LEDE_PUBLISHED || field == LEDE_MODIFIED)
        return put_date(f, r, m, o, err);
    if (field == LEDE_LANGUAGE && !f->exported)
        return lede__put_language(r, f->text.s, f->text.n, err);
    if (field == LEDE_DATE_FROM)
        return is_date_from(f->text.s, f->text.n) ? lede_record_set(r, field, f->text.s, f->text.n, err) : LEDE_OK;
    return put_text(f, r, field, err);
}

/* --- extra ------------------------------------------------------------------------------------------ */

static void add_member(lede_buf *b, const lede__json *key, const lede__json *value)
{
    if (b->n > 1)
        lede_buf_addc(b, ',');
    lede__json_strict(key, b);
    lede_buf_addc(b, ':');
    lede__json_strict(value, b);
}

/* Whether a list was given to a field that holds one text: the list is kept as well. */
static int list_for_one(const lede__member *m)
{
    size_t at = 0;
    lede__json key, item;

    return m->field >= 0 && m->field < LEDE_TEXT_FIELDS && m->field != LEDE_BODY &&
           m->value.kind == LEDE__JSON_ARRAY && lede__json_next(&m->value, &at, &key, &item) &&
           lede__json_next(&m->value, &at, &key, &item);
}

/* What the store knows by itself of an article. Tags are no fields: lede tags dump carries them with their evidence. */
static int is_store_word(const lede__member *m)
{
    static const char *const words[] = {"\"@context\"", "\"@type\"", "\"id\"", "\"hash\"", "\"words\"",
                                        "\"added\"", "\"revision\"", "\"site\"", "\"tags\"", NULL};
    size_t i;

    for (i = 0; words[i]; i++)
        if (lede__is(m->key.s, m->key.n, words[i]))
            return 1;
    return 0;
}

static lede_status put_extra(lede__fields *f, lede_record *r, lede_error *err)
{
    lede__json key, value;
    size_t i, at;

    lede_buf_clear(&f->extra);
    lede_buf_addc(&f->extra, '{');
    for (i = 0; i < f->n; i++) {
        const lede__member *m = &f->items[i];

        if ((m->field >= 0 && !list_for_one(m)) || is_empty(&m->value))
            continue;
        if ((f->own && lede__is(m->key.s, m->key.n, "\"source\"")) || (f->exported && is_store_word(m)))
            continue;
        if (m->value.kind == LEDE__JSON_OBJECT && lede__is(m->key.s, m->key.n, "\"extra\"")) {
            for (at = 0; lede__json_next(&m->value, &at, &key, &value);)
                add_member(&f->extra, &key, &value);
            continue;
        }
        add_member(&f->extra, &m->key, &m->value);
    }
    lede_buf_addc(&f->extra, '}');
    if (f->extra.failed)
        return lede__nomem(err);
    return f->extra.n == 2 ? LEDE_OK : lede_record_set(r, LEDE_EXTRA, f->extra.s, f->extra.n, err);
}

lede_status lede__fields_object(lede__fields *f, const lede__json *object, const lede_read_options *o,
                                lede_record *r, lede_error *err)
{
    /* The language is wanted by the dates, and date_from yields to a published date. */
    static const int first[] = {LEDE_LANGUAGE};
    lede_status status;
    size_t i, k;

    f->n = 0;
    if (!collect(f, object, o, 0))
        return lede__nomem(err);
    choose(f);
    status = put_extra(f, r, err);
    if (status == LEDE_OK && f->exported && has_key(f, "\"tags\""))
        status = lede__note(r, err, "tags of an export are not read: lede tags dump and restore carry them");
    for (k = 0; k < 2; k++)
        for (i = 0; i < f->n && status == LEDE_OK; i++)
            if (f->items[i].field >= 0 && (f->items[i].field == first[0]) == (k == 0) &&
                f->items[i].field != LEDE_DATE_FROM)
                status = put_field(f, r, &f->items[i], o, err);
    for (i = 0; i < f->n && status == LEDE_OK; i++)
        if (f->items[i].field == LEDE_DATE_FROM)
            status = put_field(f, r, &f->items[i], o, err);
    return status;
}
