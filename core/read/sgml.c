/* Reuters-21578: SGML files of many <REUTERS> elements, in Latin-1 with control characters as references. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "read/fields.h"
#include "read/formats.h"
#include "read/xml.h"

typedef struct sgml {
    lede_buf raw, text, part;
} sgml;

static lede_status sgml_open(lede__job *j, lede_error *err)
{
    j->state = lede__calloc(1, sizeof(sgml));
    return j->state ? LEDE_OK : lede__nomem(err);
}

static void sgml_close(lede__job *j)
{
    sgml *d = j->state;

    if (!d)
        return;
    lede_buf_release(&d->raw);
    lede_buf_release(&d->text);
    lede_buf_release(&d->part);
    lede__free(d);
}

/* The lines of the next element into d->raw. LEDE_DONE at the end. */
static lede_status next_element(lede__job *j, lede_error *err)
{
    sgml *d = j->state;
    char *line;
    size_t n;
    int inside = 0;
    lede_status status;

    lede_buf_clear(&d->raw);
    for (;;) {
        status = lede__stream_line(j->in, j->options->max_record, &line, &n, err);
        if (status == LEDE_DONE && inside)
            return lede__fail(err, LEDE_FORMAT, "item %llu: cut short", (unsigned long long)j->count + 1);
        if (status != LEDE_OK)
            return status;
        if (!line || d->raw.n > j->options->max_record)
            return lede__fail(err, LEDE_LIMIT, "item %llu: larger than the limit of %zu bytes for one record",
                              (unsigned long long)j->count + 1, j->options->max_record);
        inside |= lede__starts(line, n, "<reuters");
        if (!inside)
            continue;
        lede_buf_add(&d->raw, line, n);
        lede_buf_addc(&d->raw, '\n');
        if (d->raw.failed)
            return lede__nomem(err);
        if (lede__find(line, n, "</reuters>"))
            return LEDE_OK;
    }
}

/* What stands between <name ...> and </name>; NULL where it is not there. */
static const char *inside(const char *s, size_t n, const char *name, size_t *len)
{
    char tag[32];
    size_t name_n = strlen(name);
    const char *at, *end;

    memcpy(tag, "</", 2);
    memcpy(tag + 2, name, name_n);
    memcpy(tag + 2 + name_n, ">", 2);
    for (at = memchr(s, '<', n); at; at = memchr(at + 1, '<', (size_t)(s + n - at) - 1))
        if (lede__starts(at + 1, (size_t)(s + n - at) - 1, name) && (at[1 + name_n] == '>' || at[1 + name_n] == ' '))
            break;
    at = at ? memchr(at, '>', (size_t)(s + n - at)) : NULL;
    end = at ? lede__find(at, (size_t)(s + n - at), tag) : NULL;
    if (!end)
        return NULL;
    *len = (size_t)(end - at) - 1;
    return at + 1;
}

/* References resolved, control characters and tags left out. */
static void plain(const char *s, size_t n, lede_buf *out)
{
    static const struct {
        const char *name, *text;
    } known[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}};
    size_t at = 0, i;

    lede_buf_clear(out);
    lede_buf_addz(out, "");
    while (at < n) {
        if (s[at] == '&' && at + 2 < n && s[at + 1] == '#') {
            for (i = at + 2; i < n && s[i] >= '0' && s[i] <= '9';)
                i++;
            at = i < n && s[i] == ';' ? i + 1 : i;
            continue;
        }
        for (i = 0; i < 4 && !lede__starts(s + at, n - at, known[i].name);)
            i++;
        if (i < 4) {
            lede_buf_addz(out, known[i].text);
            at += strlen(known[i].name);
        } else if (s[at] == '<') {
            const char *end = memchr(s + at, '>', n - at);

            at = end ? (size_t)(end - s) + 1 : n;
        } else {
            if ((unsigned char)s[at] >= 0x20 || s[at] == '\n' || s[at] == '\t')
                lede_buf_addc(out, s[at]);
            at++;
        }
    }
}

static lede_status put(lede__job *j, const char *s, size_t n, const char *tag, int field, lede_error *err)
{
    sgml *d = j->state;
    size_t len;
    const char *at = inside(s, n, tag, &len);

    if (!at)
        return LEDE_OK;
    plain(at, len, &d->part);
    if (d->part.failed)
        return lede__nomem(err);
    if (field == LEDE_PUBLISHED)
        return lede__put_date(j->record, LEDE_PUBLISHED, d->part.s, d->part.n, "date", "en", j->options, err);
    if (field == LEDE_AUTHORS) {
        const char *comma = memchr(d->part.s, ',', d->part.n);      /* "By Ann Berg, Reuters" */

        return lede__put_byline(j->record, d->part.s, comma ? (size_t)(comma - d->part.s) : d->part.n, err);
    }
    if (field < 0) {
        lede_buf line = {NULL, 0, 0, 0};
        lede_status status;

        lede__tidy_line(d->part.s, d->part.n, &line);
        status = lede__extra_text(j->record, tag, line.n ? line.s : "", line.n, err);
        lede_buf_release(&line);
        return status;
    }
    return lede__put_line(j->record, (lede_field)field, d->part.s, d->part.n, err);
}

/* The <D> items of a list as keywords with the prefix; the first topic is the section. */
static lede_status put_list(lede__job *j, const char *s, size_t n, const char *tag, const char *prefix, lede_error *err)
{
    sgml *d = j->state;
    size_t len, item_n;
    const char *list = inside(s, n, tag, &len), *item, *end = list ? list + len : NULL;
    lede_buf b;
    lede_status status = LEDE_OK;

    lede_buf_init(&b);
    while (list && status == LEDE_OK && (item = inside(list, (size_t)(end - list), "d", &item_n)) != NULL) {
        plain(item, item_n, &d->part);
        lede_buf_clear(&b);
        lede_buf_addz(&b, prefix);
        lede_buf_add(&b, d->part.s, d->part.n);
        status = b.failed ? lede__nomem(err) : lede__put_item(j->record, LEDE_KEYWORDS, b.s, b.n, err);
        if (status == LEDE_OK && !*prefix && !*lede_record_get(j->record, LEDE_SECTION, NULL))
            status = lede__put_line(j->record, LEDE_SECTION, b.s, b.n, err);
        list = item + item_n + 4;
    }
    lede_buf_release(&b);
    return status;
}

static lede_status put_body(lede__job *j, const char *s, size_t n, lede_error *err)
{
    sgml *d = j->state;
    size_t len = 0;
    const char *body = inside(s, n, "body", &len), *last;

    if (!body) {        /* a brief: the text is what follows the title */
        body = inside(s, n, "text", &len);
        last = body ? lede__find(body, len, "</title>") : NULL;
        if (last) {
            len -= (size_t)(last + 8 - body);
            body = last + 8;
        }
    }
    if (!body)
        return LEDE_OK;
    plain(body, len, &d->part);
    if (d->part.failed)
        return lede__nomem(err);
    len = d->part.n;
    last = lede__trim(d->part.s, &len);
    if (len > 6 && lede__ends(last, len, "reuter") && (last[len - 7] == '\n' || last[len - 7] == ' '))
        len -= 6;
    return lede__put_body(j->record, last, len, err);
}

/* An attribute of the first tag into extra. */
static lede_status put_attribute(lede__job *j, const char *s, size_t n, const char *name, const char *key, lede_error *err)
{
    const char *end = memchr(s, '>', n), *at = end ? lede__find(s, (size_t)(end - s), name) : NULL, *quote;

    at = at ? memchr(at, '"', (size_t)(end - at)) : NULL;
    quote = at ? memchr(at + 1, '"', (size_t)(end - at) - 1) : NULL;
    return quote ? lede__extra_text(j->record, key, at + 1, (size_t)(quote - at) - 1, err) : LEDE_OK;
}

static lede_status read_element(lede__job *j, const char *s, size_t n, lede_error *err)
{
    static const struct {
        const char *tag;
        int field;
    } fields[] = {{"title", LEDE_HEADLINE}, {"date", LEDE_PUBLISHED}, {"author", LEDE_AUTHORS}, {"dateline", -1}};
    static const struct {
        const char *tag, *prefix;
    } lists[] = {{"topics", ""}, {"places", "place:"}, {"people", "person:"}, {"orgs", "org:"}, {"exchanges", "exchange:"}};
    size_t i;
    lede_status status = put_attribute(j, s, n, "newid", "identifier", err);

    if (status == LEDE_OK)
        status = put_attribute(j, s, n, "lewissplit", "lewissplit", err);
    for (i = 0; i < sizeof fields / sizeof *fields && status == LEDE_OK; i++)
        status = put(j, s, n, fields[i].tag, fields[i].field, err);
    for (i = 0; i < sizeof lists / sizeof *lists && status == LEDE_OK; i++)
        status = put_list(j, s, n, lists[i].tag, lists[i].prefix, err);
    if (status == LEDE_OK)
        status = lede__put_line(j->record, LEDE_PUBLISHER, "Reuters", 7, err);
    return status == LEDE_OK ? put_body(j, s, n, err) : status;
}

static lede_status sgml_next(lede__job *j, lede_error *err)
{
    sgml *d = j->state;
    lede_status status = next_element(j, err);

    if (status != LEDE_OK)
        return status;
    lede__add_number(&j->member, j->count + 1);
    lede_buf_clear(&d->text);
    status = lede__job_utf8(j, d->raw.s, d->raw.n, &d->text, err);
    if (status == LEDE_OK)
        status = read_element(j, d->text.s, d->text.n, err);
    return status == LEDE_OK && !lede__has_text(j->record) ? lede__skip(j, "neither title nor text") : status;
}

static int sgml_probe(const lede__head *h)
{
    return lede__find(h->s, h->n < 1024 ? h->n : 1024, "<reuters ") ? 95 : 0;
}

const lede__format lede__format_reuters = {"reuters", "Reuters-21578 SGML", 0, sgml_probe, sgml_open, sgml_next, sgml_close};
