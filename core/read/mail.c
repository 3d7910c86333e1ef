/*
 * Mail: one message (.eml, RFC 5322) or many (mbox), with MIME: the plain
 * part where there is one, else the HTML part as text. Attachments are left out.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "lede/text.h"
#include "read/fields.h"
#include "read/formats.h"
#include "read/http.h"
#include "read/markup.h"
#include "read/mime.h"
#include "read/xml.h"

enum { DEEPEST_PART = 10 };

/* --- parts ------------------------------------------------------------------------------------- */

typedef struct parts {
    lede__job *j;
    lede_buf plain, html;   /* UTF-8 */
    const char *charset;    /* that the text was in */
    size_t bad;
    size_t attachments;
    int depth;
} parts;

/* Where a part's body begins; n where it has none. */
static size_t head_length(const char *s, size_t n)
{
    size_t length = lede__head_length(s, n);

    return length ? length : n;
}

/* The body of a part as bytes: base64 and quoted-printable undone. */
static void decode_transfer(const char *head, size_t head_n, const char *s, size_t n, lede_buf *out)
{
    size_t len = 0;
    const char *how = lede__header(head, head_n, "content-transfer-encoding", &len);

    if (how && lede__is(how, len, "base64"))
        lede__base64(s, n, out);
    else if (how && lede__is(how, len, "quoted-printable"))
        lede__quoted_printable(s, n, 0, out);
    else
        lede_buf_add(out, s, n);
}

/* format=flowed (RFC 3676): a line that ends in a space goes on in the next. */
static void unflow(lede_buf *b, size_t from)
{
    size_t i, to = from;

    for (i = from; i < b->n; i++) {
        if (b->s[i] == '\r')
            continue;
        if (b->s[i] == '\n' && to > from && b->s[to - 1] == ' ' && !(to > from + 3 && memcmp(b->s + to - 4, "\n-- ", 4) == 0))
            continue;
        b->s[to++] = b->s[i];
    }
    if (b->s)
        b->s[to] = '\0';
    b->n = to;
}

static void add_text_part(parts *p, const char *head, size_t head_n, const char *s, size_t n, const char *type, size_t type_n,
                          int html)
{
    lede_buf raw, charset, flowed;
    lede_buf *to = html ? &p->html : &p->plain;
    lede__decoded d;
    size_t before;

    lede_buf_init(&raw);
    lede_buf_init(&charset);
    lede_buf_init(&flowed);
    decode_transfer(head, head_n, s, n, &raw);
    lede__mime_parameter(type, type_n, "charset", &charset);
    lede__mime_parameter(type, type_n, "format", &flowed);
    if (to->n)
        lede_buf_add(to, "\n\n", 2);
    before = to->n;
    if (!raw.failed && lede__charset_decode(raw.n ? raw.s : "", raw.n, charset.s, NULL, to, &d, NULL) == LEDE_OK) {
        p->bad += d.bad;
        if (!html || !p->charset)
            p->charset = d.charset;
    }
    if (!html && lede__is(flowed.s ? flowed.s : "", flowed.n, "flowed"))
        unflow(to, before);
    to->failed |= raw.failed;
    lede_buf_release(&raw);
    lede_buf_release(&charset);
    lede_buf_release(&flowed);
}

static void read_part(parts *p, const char *s, size_t n);

/* The parts between the boundary lines. */
static void read_multipart(parts *p, const char *s, size_t n, const char *mark, size_t mark_n)
{
    size_t at = 0, start = n, end;
    const char *nl;

    if (!mark_n || p->depth >= DEEPEST_PART)
        return;
    p->depth++;
    while (at < n) {
        nl = memchr(s + at, '\n', n - at);
        end = nl ? (size_t)(nl - s) + 1 : n;
        if (end - at >= mark_n + 2 && s[at] == '-' && s[at + 1] == '-' && memcmp(s + at + 2, mark, mark_n) == 0) {
            if (start < at)
                read_part(p, s + start, at - start);
            start = end;
            if (at + mark_n + 3 < n && s[at + mark_n + 2] == '-' && s[at + mark_n + 3] == '-')
                start = n;
        }
        at = end;
    }
    if (start < n)
        read_part(p, s + start, n - start);
    p->depth--;
}

static void read_part(parts *p, const char *s, size_t n)
{
    size_t head = head_length(s, n), len = 0, type_n = 0;
    const char *type = lede__header(s, head, "content-type", &type_n);
    const char *disposition = lede__header(s, head, "content-disposition", &len);
    lede_buf mark;

    if (disposition && lede__starts(disposition, len, "attachment")) {
        p->attachments++;
        return;
    }
    if (type && lede__starts(type, type_n, "multipart/")) {
        lede_buf_init(&mark);
        lede__mime_parameter(type, type_n, "boundary", &mark);
        read_multipart(p, s + head, n - head, mark.s ? mark.s : "", mark.n);
        lede_buf_release(&mark);
    } else if (type && lede__starts(type, type_n, "message/rfc822")) {
        if (p->depth++ < DEEPEST_PART)
            read_part(p, s + head, n - head);
        p->depth--;
    } else if (!type || lede__starts(type, type_n, "text/html")) {
        add_text_part(p, s, head, s + head, n - head, type ? type : "", type_n, type != NULL);
    } else if (lede__starts(type, type_n, "text/") && !lede__starts(type, type_n, "text/calendar")) {
        add_text_part(p, s, head, s + head, n - head, type, type_n, 0);
    } else if (!memchr(type, '/', type_n)) {
        add_text_part(p, s, head, s + head, n - head, "", 0, 0);     /* "Content-Type: text" of old mail */
    } else {
        p->attachments++;
    }
}

/* --- a message ------------------------------------------------------------------------------------- */

/* A header as text; whether it is there. */
static int header_text(const char *s, size_t n, const char *name, lede_buf *out)
{
    size_t len;
    const char *value = lede__header(s, n, name, &len);

    lede_buf_clear(out);
    if (value)
        lede__mime_header(value, len, NULL, out);
    return value && out->n;
}

/* "Ann Berg <ann@host>", "ann@host (Ann Berg)": the name, without quotes. */
static const char *name_of(const char *s, size_t *n)
{
    const char *open = memchr(s, '<', *n), *round = memchr(s, '(', *n), *close;
    size_t len = *n;

    if (open && open > s)
        len = (size_t)(open - s);
    else if (round && (close = memchr(round, ')', *n - (size_t)(round - s))) != NULL) {
        s = round + 1;
        len = (size_t)(close - round) - 1;
    }
    s = lede__trim(s, &len);
    while (len && (*s == '"' || *s == '\'')) {
        s++;
        len--;
    }
    while (len && (s[len - 1] == '"' || s[len - 1] == '\''))
        len--;
    *n = len;
    return s;
}

/* Two to four words that begin with capitals: a person's name rather than a list's or a paper's. */
static int is_person(const char *s, size_t n)
{
    static const char *const others[] = {"news", "letter", "update", "list", "team", "digest", "daily", "weekly", "alert",
                                         "press", "service", "support", "guardian", "times", "post", "media", "editor", NULL};
    size_t i, words = 0;

    for (i = 0; others[i]; i++)
        if (lede__find(s, n, others[i]))
            return 0;
    for (i = 0; i < n; i++) {
        if (s[i] == '@')
            return 0;
        words += s[i] != ' ' && (i == 0 || s[i - 1] == ' ');
    }
    return words >= 2 && words <= 4;
}

/* "Berg, Ann" is Ann Berg: one comma, and a word or two after it that are no company's. */
static void turn_name(const char *s, size_t n, lede_buf *out)
{
    const char *comma = n ? memchr(s, ',', n) : NULL, *given = comma ? comma + 1 : NULL;
    size_t len = comma ? (size_t)(s + n - given) : 0;

    given = comma ? lede__trim(given, &len) : NULL;
    if (!comma || !len || memchr(given, ',', len) || memchr(given, '.', len) || lede__is(given, len, "inc") ||
        lede__is(given, len, "ltd") || lede__is(given, len, "llc") || lede__is(given, len, "jr")) {
        lede_buf_add(out, s, n);
        return;
    }
    lede_buf_add(out, given, len);
    lede_buf_addc(out, ' ');
    lede_buf_add(out, s, (size_t)(comma - s));
}

static lede_status put_sender(lede__job *j, const char *s, size_t n, lede_buf *b, lede_error *err)
{
    const char *name;
    lede_buf turned;
    size_t len;
    lede_status status;

    if (!header_text(s, n, "from", b))
        return LEDE_OK;
    status = lede__extra_text(j->record, "from", b->s, b->n, err);
    len = b->n;
    name = name_of(b->s, &len);
    if (status != LEDE_OK || !len || memchr(name, '@', len))
        return status;
    if (!is_person(name, len))
        return lede__put_line(j->record, LEDE_PUBLISHER, name, len, err);
    lede_buf_init(&turned);
    turn_name(name, len, &turned);
    status = turned.failed ? lede__nomem(err) : lede__put_item(j->record, LEDE_AUTHORS, turned.s, turned.n, err);
    lede_buf_release(&turned);
    return status;
}

static lede_status put_headers(lede__job *j, const char *s, size_t n, lede_error *err)
{
    static const struct {
        const char *header, *key;
    } kept[] = {{"message-id", "identifier"}, {"newsgroups", "newsgroups"}, {"list-id", "list"}, {"to", "to"},
                {"organization", "organization"}};
    lede_buf b;
    size_t i;
    lede_status status = LEDE_OK;

    lede_buf_init(&b);
    if (header_text(s, n, "subject", &b))
        status = lede__put_line(j->record, LEDE_HEADLINE, b.s, b.n, err);
    if (status == LEDE_OK && header_text(s, n, "date", &b))
        status = lede__put_date(j->record, LEDE_PUBLISHED, b.s, b.n, "date", NULL, j->options, err);
    if (status == LEDE_OK && (header_text(s, n, "url", &b) || header_text(s, n, "x-url", &b) || header_text(s, n, "archived-at", &b)) &&
        lede__starts(b.s, b.n, "http"))
        status = lede__put_line(j->record, LEDE_URL, b.s, b.n, err);
    if (status == LEDE_OK)
        status = put_sender(j, s, n, &b, err);
    for (i = 0; i < sizeof kept / sizeof *kept && status == LEDE_OK; i++)
        if (header_text(s, n, kept[i].header, &b))
            status = lede__extra_text(j->record, kept[i].key, b.s, b.n, err);
    if (b.failed)
        status = lede__nomem(err);
    lede_buf_release(&b);
    return status;
}

/* What follows a line "-- " is a signature. */
static size_t without_signature(const char *s, size_t n)
{
    size_t at;

    for (at = 0; at + 4 <= n; at++)
        if (s[at] == '\n' && memcmp(s + at + 1, "-- ", 3) == 0 && (at + 4 == n || s[at + 4] == '\n' || s[at + 4] == '\r'))
            return at;
    return n;
}

static lede_status put_text(parts *p, lede_error *err)
{
    lede_record *r = p->j->record;

    if (p->plain.failed || p->html.failed)
        return lede__nomem(err);
    if (p->plain.n && lede__looks_like_html(p->plain.s, p->plain.n) && lede__find(p->plain.s, p->plain.n, "<html"))
        return lede__put_html_body(r, p->plain.s, p->plain.n, err);
    if (p->plain.n > 40 || !p->html.n)
        return lede__put_body(r, p->plain.n ? p->plain.s : "",
                              p->plain.n ? without_signature(p->plain.s, p->plain.n) : 0, err);
    return lede__put_html_body(r, p->html.s, p->html.n, err);
}

static lede_status read_message(lede__job *j, const char *s, size_t n, lede_error *err)
{
    parts p = {.j = j};
    size_t head = head_length(s, n);
    lede__decoded d = {NULL, NULL, 0, 0};
    lede_status status = put_headers(j, s, head, err);

    if (status == LEDE_OK) {
        read_part(&p, s, n);
        status = put_text(&p, err);
    }
    d.charset = p.charset;
    d.bad = p.bad;
    if (status == LEDE_OK)
        status = lede__note_charset(j, &d, err);
    if (status == LEDE_OK && p.attachments)
        status = lede__note(j->record, err, "%zu attachment%s left out", p.attachments, p.attachments == 1 ? "" : "s");
    lede_buf_release(&p.plain);
    lede_buf_release(&p.html);
    return status == LEDE_OK && !lede__has_text(j->record) ? lede__skip(j, "a message without subject and text") : status;
}

/* --- formats -------------------------------------------------------------------------------------------- */

static lede_status eml_next(lede__job *j, lede_error *err)
{
    char *s;
    size_t n, at = 0;
    lede_status status = lede__job_all(j, &s, &n, err);

    if (status != LEDE_OK)
        return status;
    while (at < n && (s[at] == '\n' || s[at] == '\r' || s[at] == ' '))
        at++;
    return read_message(j, s ? s + at : "", n - at, err);
}

/* Collect the lines of the next message into the buffer, ">From " undone. LEDE_DONE at the end. */
static lede_status next_message(lede__job *j, lede_buf *b, int *too_long, lede_error *err)
{
    const char *p;
    char *line;
    size_t n, skip;
    int blank = 0;
    lede_status status;

    lede_buf_clear(b);
    *too_long = 0;
    for (;;) {
        status = lede__stream_peek(j->in, 5, &p, &n, err);
        if (status != LEDE_OK)
            return b->n ? LEDE_OK : status;
        if (n >= 5 && memcmp(p, "From ", 5) == 0 && blank)
            return LEDE_OK;
        status = lede__stream_line(j->in, j->options->max_record, &line, &n, err);
        if (status == LEDE_DONE)
            return b->n ? LEDE_OK : LEDE_DONE;
        if (status != LEDE_OK)
            return status;
        if (!line || b->n > j->options->max_record) {
            *too_long = 1;
            lede_buf_clear(b);
            lede_buf_addc(b, '\n');
            continue;
        }
        blank = !n || (n == 1 && line[0] == '\r');
        if (n >= 5 && memcmp(line, "From ", 5) == 0 && !b->n) {
            blank = 0;
            continue;           /* the separator itself */
        }
        for (skip = 0; skip < n && line[skip] == '>';)
            skip++;
        skip = skip && n - skip >= 5 && memcmp(line + skip, "From ", 5) == 0;
        lede_buf_add(b, line + skip, n - skip);
        lede_buf_addc(b, '\n');
        if (b->failed)
            return lede__nomem(err);
    }
}

static lede_status mbox_next(lede__job *j, lede_error *err)
{
    lede_buf b;
    int too_long;
    lede_status status;

    lede_buf_init(&b);
    status = next_message(j, &b, &too_long, err);
    if (status == LEDE_OK) {
        lede__add_number(&j->member, j->count + 1);
        status = too_long ? lede__failed(j, "larger than the limit of %zu bytes for one record", j->options->max_record)
                          : read_message(j, b.n ? b.s : "", b.n, err);
    }
    lede_buf_release(&b);
    return status;
}

/* How many of the first lines are headers, and whether ones of mail are among them. */
static int looks_like_mail(const char *s, size_t n)
{
    static const char *const names[] = {"from:", "subject:", "date:", "received:", "message-id:", "to:", "return-path:",
                                        "delivered-to:", "mime-version:", "newsgroups:", NULL};
    size_t at = 0, i, end, headers = 0, known = 0;

    while (at < n && (s[at] == '\n' || s[at] == '\r' || s[at] == ' '))
        at++;
    for (; at < n; at = end + 1) {
        const char *nl = memchr(s + at, '\n', n - at), *colon;

        end = nl ? (size_t)(nl - s) : n;
        if (end == at || s[at] == '\r')
            break;
        if (s[at] == ' ' || s[at] == '\t')
            continue;
        colon = memchr(s + at, ':', end - at);
        if (!colon || memchr(s + at, ' ', (size_t)(colon - s) - at))
            return 0;
        headers++;
        for (i = 0; names[i]; i++)
            known += (size_t)lede__starts(s + at, end - at, names[i]);
    }
    return known >= 3 || (headers >= 2 && known >= 2 && known * 2 >= headers);
}

static int eml_probe(const lede__head *h)
{
    return looks_like_mail(h->s, h->n) ? 80 : 0;
}

static int mbox_probe(const lede__head *h)
{
    const char *nl = h->n > 5 && memcmp(h->s, "From ", 5) == 0 ? memchr(h->s, '\n', h->n) : NULL;

    return nl && looks_like_mail(nl + 1, h->n - (size_t)(nl + 1 - h->s)) ? 90 : 0;
}

const lede__format lede__format_eml = {"eml", "one mail message, such as a newsletter", 0, eml_probe, NULL, eml_next, NULL};
const lede__format lede__format_mbox = {"mbox", "many mail messages in one file", 0, mbox_probe, NULL, mbox_next, NULL};
