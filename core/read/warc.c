/*
 * Web archives: WARC 0.17 to 1.1 (ISO 28500) and ARC. Pages become children,
 * read as if they were files. Requests, metadata and the archive's own
 * records are passed over; everything else is skipped with its reason.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "lede/text.h"
#include "read/formats.h"
#include "read/http.h"

enum { MAX_HEADER = 1024 * 1024 };

typedef struct warc {
    uint64_t number;        /* of the record, from 1 */
    size_t columns;         /* of an ARC's header lines */
    lede_buf head;
    int lost;               /* the place of the next record is not known */
} warc;

static lede_status warc_open(lede__job *j, lede_error *err)
{
    j->state = lede__calloc(1, sizeof(warc));
    return j->state ? LEDE_OK : lede__nomem(err);
}

static void warc_close(lede__job *j)
{
    warc *w = j->state;

    if (!w)
        return;
    lede_buf_release(&w->head);
    lede__free(w);
}

/* --- a record's bytes ------------------------------------------------------------------------ */

/* Take n bytes into a block of their own, with what there is where the input ends before: *got says. */
static lede_status take(lede__job *j, uint64_t n, char **out, size_t *got, lede_error *err)
{
    char *s = lede__malloc((size_t)n + 1);
    size_t piece;
    lede_status status = s ? LEDE_OK : lede__nomem(err);

    *got = 0;
    *out = NULL;
    while (status == LEDE_OK && *got < n) {
        status = lede__stream_take(j->in, s + *got, (size_t)n - *got, &piece, err);
        *got += piece;
        if (status == LEDE_OK && !piece)
            break;
    }
    if (status != LEDE_OK && status != LEDE_NOMEM && *got)
        status = LEDE_OK;       /* the failure comes again at the next look */
    if (status != LEDE_OK) {
        lede__free(s);
        return status;
    }
    s[*got] = '\0';
    *out = s;
    return LEDE_OK;
}

/*
 * A record that ends before its length: what there is of a page is read with a
 * note, as the length may be what is wrong. Where nearly nothing is there it
 * fails: 0, the block is freed. Records compressed by themselves go on after it.
 */
static int note_cut(lede__job *j, size_t got, uint64_t length, char *block)
{
    const char *why = j->in->failed ? j->in->why.message : "", *colon = *why ? ": " : "";
    int enough = got * 2 >= length;

    if (got >= length)
        return 1;
    if (enough)
        lede__buf_addf(&j->child_note, "the record was cut short: %zu of %llu bytes%s%s", got, (unsigned long long)length, colon, why);
    else
        lede__failed(j, "record cut short: %zu of %llu bytes%s%s", got, (unsigned long long)length, colon, why);
    if (!enough)
        lede__free(block);
    (void)lede__stream_resume(j->in, NULL);     /* where it cannot, the failure comes again at the next look */
    return enough;
}

static int is_page(const lede_buf *type)
{
    return type->n && (strcmp(type->s, "text/html") == 0 || strcmp(type->s, "application/xhtml+xml") == 0);
}

/* Hand the body over to the format of pages (or of text), or say what it is instead. Takes the block. */
static lede_status give_page(lede__job *j, char *block, const char *body, size_t n, const lede_buf *type,
                             const lede_buf *charset, lede_error *err)
{
    char *own = block;
    const char *why = NULL;

    if (!n)
        why = "an empty response";
    else if (is_page(type) || (!type->n && lede__find(body, n < 1024 ? n : 1024, "<html")))
        j->child_format = &lede__format_html;
    else if (type->n && strcmp(type->s, "text/plain") == 0)
        j->child_format = &lede__format_text;
    if (!j->child_format && !why) {
        lede__free(block);
        return lede__skip(j, "no page but %s", type->n ? type->s : "of an unknown type");
    }
    if (why) {
        lede__free(block);
        return lede__skip(j, "%s", why);
    }
    lede_buf_add(&j->child_type, type->s ? type->s : "", type->n);
    lede_buf_add(&j->child_charset, charset->s ? charset->s : "", charset->n);
    if (body == block) {
        j->child = lede__stream_own(own, n);
        return j->child ? LEDE_OK : lede__nomem(err);
    }
    own = lede__strndup(body, n);
    lede__free(block);
    j->child = own ? lede__stream_own(own, n) : NULL;
    return j->child ? LEDE_OK : lede__nomem(err);
}

static lede_status give_response(lede__job *j, char *block, size_t n, lede_error *err)
{
    lede__http h;
    lede_error why;
    lede_status status = lede__http_read(block, n, j->options, &h, &why);

    if (status == LEDE_NOMEM) {
        lede__free(block);
        status = lede__nomem(err);
    } else if (status != LEDE_OK) {
        lede__free(block);
        status = lede__failed(j, "%s", why.message);
    } else if (h.status && h.status != 200 && h.status != 203) {
        lede__free(block);
        status = lede__skip(j, "an HTTP response of status %d", h.status);
    } else {
        status = give_page(j, block, h.body, h.n, &h.type, &h.charset, err);
    }
    lede__http_release(&h);
    return status;
}

/* --- WARC ------------------------------------------------------------------------------------- */

/* Pass over blank lines and, after a wrong length, everything up to the next record. LEDE_DONE at the end. */
static lede_status find_record(lede__job *j, int *lost, lede_error *err)
{
    const char *p, *hit;
    size_t n, at;

    *lost = 0;
    for (;;) {
        lede_status status = lede__stream_peek(j->in, 64, &p, &n, err);

        if (status != LEDE_OK)
            return status;
        if (!n)
            return LEDE_DONE;
        for (at = 0; at < n && (p[at] == '\r' || p[at] == '\n');)
            at++;
        lede__stream_skip(j->in, at);
        p += at;
        n -= at;
        if (!n)
            continue;
        if (n < 5) {
            status = lede__stream_peek(j->in, 8, &p, &n, err);
            if (status != LEDE_OK)
                return status;
        }
        if (lede__starts(p, n, "warc/"))
            return LEDE_OK;
        *lost = 1;
        hit = lede__find(p, n, "\nwarc/");
        lede__stream_skip(j->in, hit ? (size_t)(hit - p) + 1 : n > 8 ? n - 5 : n);
    }
}

/* The header lines of the record into w->head. */
static lede_status read_head(lede__job *j, lede_error *err)
{
    warc *w = j->state;
    char *line;
    size_t n;

    lede_buf_clear(&w->head);
    for (;;) {
        lede_status status = lede__stream_line(j->in, MAX_HEADER, &line, &n, err);

        if (status == LEDE_DONE)
            return lede__fail(err, LEDE_FORMAT, "record %llu: cut short in its header", (unsigned long long)w->number);
        if (status != LEDE_OK)
            return status;
        if (!line || w->head.n > MAX_HEADER)
            return lede__fail(err, LEDE_LIMIT, "record %llu: a header longer than 1 MB", (unsigned long long)w->number);
        if (n && line[n - 1] == '\r')
            n--;
        if (!n)
            return w->head.failed ? lede__nomem(err) : LEDE_OK;
        lede_buf_add(&w->head, line, n);
        lede_buf_addc(&w->head, '\n');
    }
}

static int number(const char *s, size_t n, uint64_t *out)
{
    size_t i;

    *out = 0;
    for (i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9' || *out > UINT64_MAX / 16)
            return 0;
        *out = *out * 10 + (uint64_t)(s[i] - '0');
    }
    return n > 0;
}

static const char *head_value(const warc *w, const char *name, size_t *n)
{
    return lede__header(w->head.n ? w->head.s : "", w->head.n, name, n);
}

static void add_url(lede__job *j, const char *url, size_t n)
{
    if (n > 1 && url[0] == '<' && url[n - 1] == '>') {
        url++;
        n -= 2;
    }
    lede_utf8_repair(url, n, &j->child_url);
}

/* Types that are of the archive itself, and so neither read nor reported. */
static int is_bookkeeping(const char *type, size_t n)
{
    return lede__is(type, n, "warcinfo") || lede__is(type, n, "request") || lede__is(type, n, "metadata") ||
           lede__is(type, n, "continuation");
}

static lede_status give_record(lede__job *j, const char *type, size_t type_n, uint64_t length, lede_error *err)
{
    warc *w = j->state;
    lede_buf media = {NULL, 0, 0, 0}, charset = {NULL, 0, 0, 0};
    const char *value;
    size_t n, got;
    int is_response = lede__is(type, type_n, "response");
    char *block;
    lede_status status = take(j, length, &block, &got, err);

    if (status != LEDE_OK)
        return status;
    if (!note_cut(j, got, length, block))
        return LEDE_OK;
    value = head_value(w, "content-type", &n);
    if (is_response && (!value || lede__find(value, n, "http")))
        return give_response(j, block, got, err);
    if (value)
        lede__media_type(value, n, &media, &charset);
    status = give_page(j, block, block, got, &media, &charset, err);
    lede_buf_release(&media);
    lede_buf_release(&charset);
    return status;
}

static lede_status warc_next(lede__job *j, lede_error *err)
{
    warc *w = j->state;
    const char *type, *value;
    size_t type_n = 0, n;
    uint64_t length = 0, left;
    int lost;
    lede_status status;

    for (;;) {
        status = find_record(j, &lost, err);
        if (status == LEDE_DONE && !w->number)
            return lede__fail(err, LEDE_FORMAT, "no WARC record found");
        if (status == LEDE_DONE && !j->count)
            return lede__skip(j, "an archive without pages: only requests and the like");
        if (status != LEDE_OK)
            return status;
        w->number++;
        status = read_head(j, err);
        if (status != LEDE_OK)
            return status;
        type = head_value(w, "warc-type", &type_n);
        value = head_value(w, "content-length", &n);
        if (!value || !number(value, n, &length)) {
            lede_buf_clear(&j->member);
            lede__add_number(&j->member, w->number);
            return lede__failed(j, "a record without a Content-Length");
        }
        if (!type || !is_bookkeeping(type, type_n))
            break;
        status = lede__stream_discard(j->in, length, &left, err);
        if (status != LEDE_OK)
            return status;
    }
    lede__add_number(&j->member, w->number);
    value = head_value(w, "warc-target-uri", &n);
    if (value)
        add_url(j, value, n);
    if (type && !lede__is(type, type_n, "revisit") && length <= j->options->max_record)
        return give_record(j, type, type_n, length, err);
    status = lede__stream_discard(j->in, length, &left, err);
    if (status != LEDE_OK)
        return status;
    if (length > j->options->max_record)
        return lede__failed(j, "larger than the limit of %zu bytes for one record", j->options->max_record);
    return lede__skip(j, type ? "a revisit: the page was stored before" : "a record without a type");
}

static int warc_probe(const lede__head *h)
{
    return h->n > 8 && lede__starts(h->s, h->n, "warc/") && h->s[5] >= '0' && h->s[5] <= '9' ? 95 : 0;
}

/* --- ARC ------------------------------------------------------------------------------------------ */

/* How many columns the header lines of this ARC have: the third line of its first record names them. */
static size_t count_columns(const char *s, size_t n)
{
    const char *line = lede__find(s, n, "\nurl ");
    size_t i, columns = 1;

    for (i = line ? (size_t)(line - s) + 1 : n; i < n && s[i] != '\n' && s[i] != '\r'; i++)
        columns += s[i] == ' ';
    return columns >= 5 ? columns : 5;
}

/* The end of a header line's URL, which may hold spaces: before the last columns. */
static const char *columns_from(const char *s, size_t n, size_t columns)
{
    const char *p = s + n;
    size_t left = columns - 1;

    while (p > s && left)
        left -= *--p == ' ';
    return left ? NULL : p;
}

/* The next header line that has the columns; lines between that are no headers are passed over. LEDE_DONE at the end. */
static lede_status arc_head(lede__job *j, int *odd, lede_error *err)
{
    warc *w = j->state;
    char *line;
    size_t n;

    *odd = 0;
    for (;;) {
        lede_status status = lede__stream_line(j->in, MAX_HEADER, &line, &n, err);

        if (status != LEDE_OK)
            return status;
        if (!line)
            continue;
        while (n && (line[n - 1] == '\r' || line[n - 1] == ' '))
            n--;
        if (!n)
            continue;
        if (memchr(line, ':', n) && columns_from(line, n, w->columns)) {
            lede_buf_clear(&w->head);
            lede_buf_add(&w->head, line, n);
            return w->head.failed ? lede__nomem(err) : LEDE_OK;
        }
        *odd = 1;
    }
}

static lede_status arc_open(lede__job *j, lede_error *err)
{
    const char *p;
    size_t n;
    lede_status status = warc_open(j, err);

    if (status == LEDE_OK)
        status = lede__stream_peek(j->in, 2048, &p, &n, err);
    if (status == LEDE_OK)
        ((warc *)j->state)->columns = count_columns(p, n < 2048 ? n : 2048);
    return status;
}

static lede_status arc_next(lede__job *j, lede_error *err)
{
    warc *w = j->state;
    const char *url, *columns, *last;
    uint64_t length;
    size_t got;
    int odd;
    char *block;
    lede_status status;

    for (;;) {
        status = arc_head(j, &odd, err);
        if (status != LEDE_OK)
            return status;
        w->number++;
        url = w->head.s;
        columns = columns_from(url, w->head.n, w->columns);
        last = (const char *)memrchr(url, ' ', w->head.n) + 1;
        if (!lede__starts(url, w->head.n, "filedesc:"))
            break;
        /* Its lines are no headers and are passed over, whatever its length says. */
    }
    lede__add_number(&j->member, w->number);
    add_url(j, url, (size_t)(columns - url));
    if (!number(last, (size_t)(url + w->head.n - last), &length))
        return lede__failed(j, "a record of no known length ('%.40s')", last);
    if (length > j->options->max_record) {
        status = lede__stream_discard(j->in, length, &length, err);
        return status != LEDE_OK ? status
                                 : lede__failed(j, "larger than the limit of %zu bytes for one record", j->options->max_record);
    }
    status = take(j, length, &block, &got, err);
    if (status != LEDE_OK)
        return status;
    if (!note_cut(j, got, length, block))
        return LEDE_OK;
    return give_response(j, block, got, err);
}

static int arc_probe(const lede__head *h)
{
    return lede__starts(h->s, h->n, "filedesc:") ? 95 : 0;
}

const lede__format lede__format_warc = {"warc", "web archives: the pages in WARC files", LEDE__CONTAINER | LEDE__RESUMES, warc_probe, warc_open,
                                        warc_next, warc_close};
const lede__format lede__format_arc = {"arc", "web archives: the pages in ARC files", LEDE__CONTAINER | LEDE__RESUMES, arc_probe, arc_open, arc_next,
                                       warc_close};
