/*
 * A page saved as plain text, the way a browser copies it: boilerplate lines,
 * a section, the headline, a dek, who and when, then the paragraphs.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "lede/text.h"
#include "read/fields.h"
#include "read/formats.h"
#include "read/page_lines.h"

typedef struct page {
    lede__line *lines;      /* a paragraph of the tidied text each */
    size_t n, cap;
    size_t body;            /* the first line of the body */
    size_t last_prose;      /* the last long paragraph */
    int dated;              /* a line with a date or byline stands before it */
    lede_buf text;
    const lede_read_options *o;
    lede_record *r;
    lede_error *err;
} page;

enum { HEADER = 24 };       /* how many lines the parts before the body may take */

/* --- lines -------------------------------------------------------------------------------- */

static int add_line(page *p, const char *s, size_t n)
{
    lede__line *l;

    s = lede__trim(s, &n);
    if (!n)
        return 1;
    if (!lede__grow(&p->lines, &p->cap, p->n + 1, sizeof *p->lines))
        return 0;
    l = &p->lines[p->n++];
    memset(l, 0, sizeof *l);
    l->s = s;
    l->n = n;
    return 1;
}

/* "Updated" on a line of its own before the date. */
static void take_label(lede__line *label, lede__line *date)
{
    int kind = lede__line_is_label(label);

    if (!kind)
        return;
    label->kind = LEDE__LINE_BOILER;
    if (kind == 2 && date->published.end && !date->modified.end) {
        date->modified = date->published;
        memcpy(date->modified_iso, date->published_iso, LEDE_DATE_MAX);
        date->published.end = 0;
    }
}

/* Cut the text at its ends of lines and judge each. A list or table keeps a line a line. */
static int cut(page *p)
{
    size_t at = 0, from, i;

    while (at < p->text.n) {
        for (from = at; at < p->text.n && p->text.s[at] != '\n';)
            at++;
        if (!add_line(p, p->text.s + from, at - from))
            return 0;
        at++;
    }
    for (i = 0; i < p->n; i++) {
        lede__line_judge(&p->lines[i], NULL, p->o);
        if (i && p->lines[i].kind == LEDE__LINE_DATE)
            take_label(&p->lines[i - 1], &p->lines[i]);
    }
    return 1;
}

/* A paragraph of running text: long, or a sentence of some length. */
static int is_prose(const lede__line *l)
{
    size_t words = lede__line_words(l->s, l->n);

    if (l->kind != LEDE__LINE_TEXT)
        return 0;
    if (lede__line_is_sentence(l->s, l->n))
        return words >= 12 || l->n >= 90;
    return l->n >= 220;
}

/* Whether the text goes on in the next line as a sentence does: in lower case. */
static int goes_on(const page *p, size_t i)
{
    const char *s = i + 1 < p->n ? p->lines[i + 1].s : "";

    return *s >= 'a' && *s <= 'z' && !lede__line_is_sentence(p->lines[i].s, p->lines[i].n);
}

/*
 * Where the body starts: after the last date or byline that stands before the
 * first two paragraphs of prose; without one, at the first prose after a heading.
 */
static void find_body(page *p)
{
    size_t i, marker = 0, prose = 0, seen = 0;
    int marked = 0;

    for (i = 0; i < p->n && i < HEADER && seen < 2; i++) {
        lede__line_kind k = p->lines[i].kind;

        if (k == LEDE__LINE_DATE || k == LEDE__LINE_BYLINE) {
            if (seen && marked)
                break;
            marked = 1;
            marker = i + 1;
        } else if (is_prose(&p->lines[i])) {
            if (!seen++)
                prose = i;
        }
    }
    p->body = marked ? marker : seen ? prose : 0;
    p->dated = marked;
    if (!marked && !seen)
        while (p->body < p->n && p->lines[p->body].kind != LEDE__LINE_TEXT)
            p->body++;
    if (!marked && !seen && p->body < p->n)
        p->body++;
    /* Running text that has no heading: the first line goes on in the second, or is all there is. */
    if (!marked && (goes_on(p, 0) || (p->body == p->n && p->n == 1 && lede__line_words(p->lines[0].s, p->lines[0].n) > 15)))
        p->body = 0;
}

/* --- the header ------------------------------------------------------------------------------ */

static lede_status put_dates(page *p, const lede__line *l)
{
    lede_status status = LEDE_OK;

    if (l->refused)
        return lede__note(p->r, p->err, "date line '%.*s': %s", l->n < 80 ? (int)l->n : 80, l->s, l->refused);
    if (l->published.end && !*lede_record_get(p->r, LEDE_PUBLISHED, NULL)) {
        status = lede_record_set(p->r, LEDE_PUBLISHED, l->published_iso, strlen(l->published_iso), p->err);
        if (status == LEDE_OK)
            status = lede_record_set(p->r, LEDE_DATE_FROM, "text", 4, p->err);
    }
    if (status == LEDE_OK && l->modified.end && !*lede_record_get(p->r, LEDE_MODIFIED, NULL))
        status = lede_record_set(p->r, LEDE_MODIFIED, l->modified_iso, strlen(l->modified_iso), p->err);
    if (status == LEDE_OK && l->value.end)
        status = lede__put_byline(p->r, l->s, l->value.end, p->err);
    return status;
}

static lede_status put_label(page *p, const lede__line *l)
{
    const char *s = l->s + l->value.start;
    size_t n = l->value.end - l->value.start;
    lede_field field = (lede_field)l->field;
    lede_status status;

    if (field == LEDE_PUBLISHED || field == LEDE_MODIFIED) {
        status = lede__put_date(p->r, field, s, n, lede_field_name(field), NULL, p->o, p->err);
        if (status == LEDE_OK && field == LEDE_PUBLISHED && *lede_record_get(p->r, LEDE_PUBLISHED, NULL))
            status = lede_record_set(p->r, LEDE_DATE_FROM, "text", 4, p->err);
        return status;
    }
    if (field == LEDE_AUTHORS)
        return lede__put_byline(p->r, s, n, p->err);
    if (field == LEDE_LANGUAGE)
        return lede__put_language(p->r, s, n, p->err);
    return lede__put_line(p->r, field, s, n, p->err);
}

/* What may stand before the headline: the site's name, sections. A short line is one only before a longer. */
static int is_before_headline(const lede__line *const *heads, size_t n)
{
    size_t i, longest = 0;

    for (i = 1; i < n; i++)
        longest = heads[i]->n > longest ? heads[i]->n : longest;
    return n > 1 && (lede__line_is_section(heads[0]) || lede__line_is_site(heads[0])) && longest > heads[0]->n;
}

/* "Headline | Pier News": where the headline ends. */
static size_t without_site(page *p, const lede__line *l, lede_status *status)
{
    const char *bar = NULL;
    size_t i, n;

    for (i = 0; i + 3 < l->n; i++)
        if (memcmp(l->s + i, " | ", 3) == 0)
            bar = l->s + i;
    if (!bar)
        return l->n;
    n = l->n - (size_t)(bar - l->s) - 3;
    if (lede__line_words(bar + 3, n) > 4)
        return l->n;
    *status = lede__put_line(p->r, LEDE_PUBLISHER, bar + 3, n, p->err);
    return (size_t)(bar - l->s);
}

static int is_publisher(const page *p, const lede__line *l)
{
    size_t n;
    const char *s = lede_record_get(p->r, LEDE_PUBLISHER, &n);

    return n && n == l->n && memcmp(s, l->s, n) == 0;
}

/* Section, headline, dek and names from the heading lines, in this order. */
static lede_status put_headings(page *p, const lede__line *const *heads, size_t n)
{
    size_t at = 0;
    lede_status status = LEDE_OK;

    while (status == LEDE_OK && is_before_headline(heads + at, n - at)) {
        if (!lede__line_is_site(heads[at]))
            status = lede__put_line(p->r, LEDE_SECTION, heads[at]->s, heads[at]->n, p->err);
        at++;
    }
    if (status == LEDE_OK && at < n && !*lede_record_get(p->r, LEDE_HEADLINE, NULL)) {
        size_t len = without_site(p, heads[at], &status);

        if (status == LEDE_OK)
            status = lede__put_line(p->r, LEDE_HEADLINE, heads[at]->s, len, p->err);
        at++;
    }
    if (n > at && lede__line_is_names(heads[n - 1]) && p->dated && !lede_record_count(p->r, LEDE_AUTHORS)) {
        if (status == LEDE_OK)
            status = lede__put_byline(p->r, heads[n - 1]->s, heads[n - 1]->n, p->err);
        n--;
    }
    while (at < n && is_publisher(p, heads[at]))
        at++;
    if (status == LEDE_OK && at < n && (lede__line_words(heads[at]->s, heads[at]->n) >= 3 || (unsigned char)heads[at]->s[0] >= 0xE0))
        status = lede__put_line(p->r, LEDE_DEK, heads[at]->s, heads[at]->n, p->err);
    return status;
}

/* A heading that stands between the dates and the text: "3 May 2021 / Headline / text". */
static void take_late_headings(page *p, const lede__line **heads, size_t *n)
{
    while (p->body < p->n && *n < 4) {
        const lede__line *l = &p->lines[p->body];

        if (l->kind == LEDE__LINE_BOILER || l->kind == LEDE__LINE_CRUMBS) {
            p->body++;
            continue;
        }
        if (*n > 0 || l->kind != LEDE__LINE_TEXT || is_prose(l) || p->body + 1 >= p->n || goes_on(p, p->body))
            return;
        heads[(*n)++] = l;
        p->body++;
    }
}

static lede_status header_line(page *p, const lede__line *l)
{
    switch (l->kind) {
    case LEDE__LINE_DATE: return put_dates(p, l);
    case LEDE__LINE_BYLINE: return lede__put_byline(p->r, l->s, l->value.end, p->err);
    case LEDE__LINE_URL: return lede_record_set(p->r, LEDE_URL, l->s, l->n, p->err);
    case LEDE__LINE_LABEL: return put_label(p, l);
    case LEDE__LINE_CRUMBS:
        return lede__put_line(p->r, LEDE_SECTION, l->s + l->value.start, l->value.end - l->value.start, p->err);
    default: return LEDE_OK;
    }
}

static lede_status put_header(page *p)
{
    const lede__line *heads[HEADER + 4];
    size_t i, n = 0;
    lede_status status = LEDE_OK;

    for (i = 0; i < p->body && status == LEDE_OK; i++) {
        if (p->lines[i].kind == LEDE__LINE_TEXT && n < HEADER)
            heads[n++] = &p->lines[i];
        else
            status = header_line(p, &p->lines[i]);
    }
    if (!n)
        take_late_headings(p, heads, &n);
    return status == LEDE_OK ? put_headings(p, heads, n) : status;
}

/* --- the body ----------------------------------------------------------------------------------- */

/* Whether from line i on nothing reads like the article any more. */
static int all_over(const page *p, size_t i)
{
    return i >= p->last_prose;
}

/* The headline of another article, after "Read more". */
static int is_lead_on(const page *p, size_t i)
{
    return i > p->body && p->lines[i].n < 120 && !lede__line_is_sentence(p->lines[i].s, p->lines[i].n) &&
           lede__line_leads_on(&p->lines[i - 1]);
}

static lede_status put_body(page *p)
{
    lede_buf b;
    size_t i;
    lede_status status = LEDE_OK;

    lede_buf_init(&b);
    for (i = p->body; i < p->n; i++)
        if (is_prose(&p->lines[i]) && p->lines[i].n > 200)
            p->last_prose = i;
    for (i = p->body; i < p->n && status == LEDE_OK; i++) {
        const lede__line *l = &p->lines[i];

        if (l->kind == LEDE__LINE_END && all_over(p, i))
            break;
        if (l->kind == LEDE__LINE_BOILER || l->kind == LEDE__LINE_END || is_lead_on(p, i))
            continue;
        if (l->kind == LEDE__LINE_DATE && l->n < 110) {
            status = put_dates(p, l);
            continue;
        }
        if (b.n)
            lede_buf_add(&b, "\n\n", 2);
        lede_buf_add(&b, l->s, l->n);
    }
    if (status == LEDE_OK)
        status = b.failed ? lede__nomem(p->err) : lede_record_set(p->r, LEDE_BODY, b.n ? b.s : "", b.n, p->err);
    lede_buf_release(&b);
    return status;
}

lede_status lede__page_text(const char *s, size_t n, const lede_read_options *o, lede_record *r, lede_error *err)
{
    page p = {.o = o, .r = r, .err = err};
    lede_status status = LEDE_OK;

    lede_buf_init(&p.text);
    lede__tidy_body(s, n, &p.text);
    if (p.text.failed || !cut(&p))
        status = lede__nomem(err);
    if (status == LEDE_OK) {
        find_body(&p);
        status = put_header(&p);
    }
    if (status == LEDE_OK)
        status = put_body(&p);
    lede__free(p.lines);
    lede_buf_release(&p.text);
    return status;
}

/* --- the format ------------------------------------------------------------------------------------ */

static int text_probe(const lede__head *h)
{
    return h->n ? 10 : 0;
}

/* Subtitles of a film (SubRip, WebVTT): times on lines of their own. */
static int is_subtitles(const char *s, size_t n)
{
    const char *hit = lede__find(s, n < 4096 ? n : 4096, " --> ");

    return hit && hit > s && hit[-1] >= '0' && hit[-1] <= '9' && lede__find(hit + 1, n - (size_t)(hit + 1 - s), " --> ");
}

static lede_status text_next(lede__job *j, lede_error *err)
{
    lede_buf utf8;
    lede_status status;

    lede_buf_init(&utf8);
    status = lede__job_all_utf8(j, &utf8, err);
    if (status == LEDE_OK && utf8.n && is_subtitles(utf8.s, utf8.n)) {
        lede_buf_release(&utf8);
        return lede__skip(j, "subtitles");
    }
    if (status == LEDE_OK && j->url.n)
        status = lede_record_set(j->record, LEDE_URL, j->url.s, j->url.n, err);
    if (status == LEDE_OK)
        status = lede__page_text(utf8.n ? utf8.s : "", utf8.n, j->options, j->record, err);
    lede_buf_release(&utf8);
    if (status == LEDE_OK && !lede__has_text(j->record))
        return lede__skip(j, "no headline and no text");
    return status;
}

const lede__format lede__format_text = {"text", "a page saved as plain text: headline, dates and byline, paragraphs", 0,
                                 text_probe, NULL, text_next, NULL};
