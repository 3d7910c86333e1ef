/* When a page was published and modified: data blocks, meta, microdata, what stands near the headline, the URL. */
#include <string.h>
#include <time.h>

#include "lede/date.h"
#include "news/date.h"
#include "read/html_fields.h"

enum { TRIES = 4000 };

typedef struct when {
    lede__fields *f;
    lede_date_options options;
    char out[LEDE_DATE_MAX];
    int refused_future, refused_other;
    int tries; /* texts looked at: the date of a page of a million is among the first */
} when;

/* Whether the day of an ISO date is past tomorrow: no page tells the future. */
static int is_future(const char *iso)
{
    lede__date d;
    long today = (long)(time(NULL) / 86400);

    if (!lede__date_read(iso, strlen(iso), &d))
        return 1;
    return lede__date_to_days(d.year, d.month == -1 ? 1 : d.month, d.day == -1 ? 1 : d.day) > today + 1;
}

/* A date of any script has a digit, or a character that is not ASCII. */
static int has_digit(const char *s, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++)
        if ((s[i] >= '0' && s[i] <= '9') || (unsigned char)s[i] >= 0xD9)
            return 1;
    return 0;
}

/* Read a date of markup, which may have words around it. */
static int read_date(when *w, const char *s, size_t n)
{
    lede_span at;
    lede_error err;

    if (!n || n > 300 || !has_digit(s, n) || w->tries++ > TRIES)
        return 0;
    if (lede_date_parse(s, n, &w->options, w->out, &err) != LEDE_OK &&
        lede_date_find(s, n, 0, &w->options, &at, w->out, NULL) != LEDE_OK) {
        w->refused_other |= strstr(err.message, "exist") != NULL || strstr(err.message, "which number") != NULL;
        return 0;
    }
    if (lede_date_valid(w->out, strlen(w->out)) < 2)
        return 0;
    if (is_future(w->out)) {
        w->refused_future = 1;
        return 0;
    }
    return 1;
}

static int from_facts(when *w, lede__fact_kind kind, lede__fact_source first, lede__fact_source last)
{
    const lede__fact *fact;
    int source;

    for (source = (int)first; source <= (int)last; source++)
        for (fact = lede__facts_get(&w->f->facts, (lede__fact_source)source, kind); fact; fact = fact->next)
            if (read_date(w, fact->s, fact->n) && lede_date_valid(w->out, strlen(w->out)) >= 3)
                return 1;
    return 0;
}

/* --- what stands on the page ------------------------------------------------------------------- */

static int is_modified_word(const lede__html *node)
{
    size_t n, i;
    const char *s = lede__html_attr_get(node, LEDE__ATTR_CLASS, &n);

    for (i = 0; s && i + 4 <= n; i++)
        if (strncmp(s + i, "modif", 5) == 0 || strncmp(s + i, "updat", 5) == 0)
            return 1;
    return lede__html_attr_has(node, LEDE__ATTR_ITEMPROP, "dateModified");
}

/* The first <time> that is the article's own: `own` asks for one inside the article or marked as its date. */
static int from_time(when *w, int modified)
{
    const lede__html *root = w->f->page->root, *t;
    lede_buf text;
    size_t n;

    for (t = lede__html_next(root, root, 0); t; t = lede__html_next(t, root, 0)) {
        const char *s;
        int ok;

        if (t->tag != LEDE__TAG_TIME || lede__html_foreign(t) || is_modified_word(t) != modified ||
            (t->block < w->f->blocks->count && w->f->blocks->items[t->block].hints & LEDE__HINT_RELATED))
            continue;
        s = lede__html_attr_get(t, LEDE__ATTR_DATETIME, &n);
        if (s && read_date(w, s, n) && lede_date_valid(w->out, strlen(w->out)) >= 3)
            return 1;
        lede_buf_init(&text);
        lede__html_text(t, &text);
        ok = text.n && read_date(w, text.s, text.n) && lede_date_valid(w->out, strlen(w->out)) >= 3;
        lede_buf_release(&text);
        if (ok)
            return 1;
    }
    return 0;
}

/* A block near the headline, or one that calls itself a date, that holds one. */
static int from_blocks(when *w, uint32_t hint)
{
    const lede__html_blocks *b = w->f->blocks;
    const uint32_t foreign = LEDE__HINT_COMMENTS | LEDE__HINT_RELATED | LEDE__HINT_NAV | LEDE__HINT_FOOTER |
                             LEDE__HINT_AD | LEDE__HINT_LETTER | LEDE__HINT_ASIDE;
    size_t i;

    for (i = 0; i < b->count; i++) {
        const lede__html_block *k = &b->items[i];

        if (k->hints & foreign || (hint && !(k->hints & hint)) || k->end - k->start > 250)
            continue;
        if (read_date(w, b->text.s + k->start, k->end - k->start) && lede_date_valid(w->out, strlen(w->out)) >= 3)
            return 1;
    }
    return 0;
}

/* A paragraph may begin with its date: "29.11.2022 - The board", "NORDERWICK, 3 May 2021 (Wire) - ". */
static int starts_with_date(when *w, const char *s, size_t n)
{
    lede_span at;

    n = n < 90 ? n : 90;
    while (n && ((unsigned char)s[n - 1] & 0xC0) == 0x80)
        n--;
    return lede_date_find(s, n, 0, &w->options, &at, w->out, NULL) == LEDE_OK && at.start < 45 &&
           lede_date_valid(w->out, strlen(w->out)) >= 3 && !is_future(w->out) &&
           (at.start == 0 || (at.start == 1 && s[0] == '(') ||
            (at.end < n && (s[at.end] == ' ' || s[at.end] == ')' || s[at.end] == '|') &&
             (memchr(s + at.end, '|', n - at.end) || memmem(s + at.end, n - at.end, "\xE2\x80\x93", 3) ||
              memmem(s + at.end, n - at.end, "\xE2\x80\x94", 3) || memmem(s + at.end, n - at.end, " - ", 3))));
}

/* The blocks just before the headline's heading and after it, whatever they call themselves. */
static int from_title(when *w)
{
    const lede__html_blocks *b = w->f->blocks;
    size_t i, k, n;
    const char *headline = lede_record_get(w->f->record, LEDE_HEADLINE, &n);

    for (i = 0; i < b->count; i++) {
        if (!b->items[i].heading ||
            !lede__same_words(b->text.s + b->items[i].start, b->items[i].end - b->items[i].start, headline, n))
            continue;
        for (k = i > 2 ? i - 2 : 0; k < i + 5 && k < b->count; k++)
            if (b->items[k].end - b->items[k].start < 160 && !(b->items[k].hints & LEDE__HINT_COMMENTS) &&
                read_date(w, b->text.s + b->items[k].start, b->items[k].end - b->items[k].start) &&
                lede_date_valid(w->out, strlen(w->out)) >= 3)
                return 1;
    }
    return 0;
}

/* Blocks between the headline and the text's start, then just after the text. */
static int from_near(when *w)
{
    const lede__html_blocks *b = w->f->blocks;
    size_t i, first = b->count, last = 0, from, to;

    for (i = 0; i < b->count; i++)
        if (b->items[i].keep) {
            first = i < first ? i : first;
            last = i;
        }
    if (first == b->count)
        return 0;
    for (i = first; i < first + 2 && i < b->count; i++) {
        size_t n = b->items[i].end - b->items[i].start;

        if (starts_with_date(w, b->text.s + b->items[i].start, n))
            return 1;
    }
    from = first > 12 ? first - 12 : 0;
    to = first + 2 < b->count ? first + 2 : b->count;
    for (i = from; i < to; i++)
        if (b->items[i].end - b->items[i].start < 250 &&
            !(b->items[i].hints & (LEDE__HINT_RELATED | LEDE__HINT_COMMENTS | LEDE__HINT_NAV)) &&
            read_date(w, b->text.s + b->items[i].start, b->items[i].end - b->items[i].start) &&
            lede_date_valid(w->out, strlen(w->out)) >= 3)
            return 1;
    for (i = last + 1; i < b->count && i < last + 4; i++)
        if (b->items[i].end - b->items[i].start < 250 &&
            read_date(w, b->text.s + b->items[i].start, b->items[i].end - b->items[i].start) &&
            lede_date_valid(w->out, strlen(w->out)) >= 3)
            return 1;
    return 0;
}

/* --- the URL ---------------------------------------------------------------------------------------- */

static int digits_at(const char *s, size_t n)
{
    size_t i;
    int v = 0;

    for (i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return -1;
        v = v * 10 + (s[i] - '0');
    }
    return v;
}

/* /21-03-2022: two signs, four digits at the end, a day that cannot be a month or a language that puts it first. */
static int from_url_dmy(when *w, const char *s)
{
    int d = digits_at(s, 2), m = d >= 0 && s[2] == '-' ? digits_at(s + 3, 2) : -1,
        y = m >= 0 && s[5] == '-' ? digits_at(s + 6, 4) : -1;
    lede__date date;

    if (y < 1990 || y > 2100 || (s[10] >= '0' && s[10] <= '9') || m < 1 || d < 1 ||
        d > lede__date_days_in_month(y, m) || (d <= 12 && (!w->f->language || strcmp(w->f->language, "en") == 0)))
        return 0;
    lede__date_init(&date);
    date.year = y;
    date.month = m;
    date.day = d;
    lede__date_write(&date, w->out);
    return !is_future(w->out);
}

/* /2022/03/21/, /2022-03-21-, /20220321/: digits of an article's number never count. */
static int from_url(when *w, int month_only)
{
    const char *url = w->f->url, *s;

    for (s = url ? strchr(url, '/') : NULL; s; s = strchr(s + 1, '/')) {
        int y = digits_at(s + 1, 4), m, d;
        char sign;

        if (from_url_dmy(w, s + 1))
            return 1;
        sign = y > 1990 && y < 2100 ? s[5] : '\0';

        if (sign != '/' && sign != '-' && sign != '_')
            continue;
        m = digits_at(s + 6, 2);
        d = m >= 0 && s[8] == sign ? digits_at(s + 9, 2) : -1;
        if (d >= 0 && s[11] >= '0' && s[11] <= '9')
            d = -1; /* the start of an article's number */
        if (m < 1 || m > 12 || (s[8] >= '0' && s[8] <= '9'))
            continue;
        if (d >= 1 && d <= lede__date_days_in_month(y, m)) {
            lede__date date;

            lede__date_init(&date);
            date.year = y;
            date.month = m;
            date.day = d;
            lede__date_write(&date, w->out);
            return !is_future(w->out);
        }
        if (month_only) {
            lede__date date;

            lede__date_init(&date);
            date.year = y;
            date.month = m;
            lede__date_write(&date, w->out);
            return !is_future(w->out);
        }
    }
    return 0;
}

/* --- the order of numbers ------------------------------------------------------------------------------- */

/* "dmy" or "mdy" where the page's other numeric dates leave no doubt, else NULL. */
static const char *order_of_page(const lede__html_blocks *b)
{
    const char *s = b->text.s;
    size_t i, dmy = 0, mdy = 0;

    for (i = 0; i + 10 <= b->text.n; i++) {
        int first, second;

        if (s[i + 2] != '/' || s[i + 5] != '/' || (i && s[i - 1] >= '0' && s[i - 1] <= '9'))
            continue;
        first = digits_at(s + i, 2);
        second = digits_at(s + i + 3, 2);
        if (first < 1 || second < 1 || digits_at(s + i + 6, 4) < 1900)
            continue;
        dmy += first > 12 && second <= 12;
        mdy += second > 12 && first <= 12;
    }
    return dmy && !mdy ? "dmy" : mdy && !dmy ? "mdy" : NULL;
}

/* --- the fields --------------------------------------------------------------------------------------- */

static int published(when *w)
{
    if (from_facts(w, LEDE__FACT_PUBLISHED, LEDE__FROM_LD, LEDE__FROM_MICRO))
        return 1;
    if (from_time(w, 0) || from_title(w) || from_blocks(w, LEDE__HINT_DATE) || from_blocks(w, LEDE__HINT_BYLINE) ||
        from_near(w))
        return 1;
    if (from_url(w, 0))
        return 2;
    if (from_time(w, 1) || from_blocks(w, 0))
        return 1;
    return from_url(w, 1) ? 2 : 0;
}

void lede__field_dates(lede__fields *f)
{
    when w;
    int from;

    memset(&w, 0, sizeof w);
    w.f = f;
    w.options.language =
        f->page->lang && f->page->lang[0] && f->page->lang[1] && f->page->lang[2] == '-' ? f->page->lang : f->language;
    w.options.order = f->options ? f->options->date_order : NULL;
    if (!w.options.order)
        w.options.order = order_of_page(f->blocks);
    from = published(&w);
    if (from) {
        lede__field_set(f, LEDE_PUBLISHED, w.out, strlen(w.out));
        lede__field_set(f, LEDE_DATE_FROM, from == 1 ? "page" : "url", from == 1 ? 4 : 3);
    }
    if (w.refused_future)
        lede__field_note(f, "a date in the future was refused");
    if (w.refused_other && !from)
        lede__field_note(f, "a date that does not exist, or could be read in two ways, was refused");
    if (from_facts(&w, LEDE__FACT_MODIFIED, LEDE__FROM_LD, LEDE__FROM_MICRO) || from_time(&w, 1))
        lede__field_set(f, LEDE_MODIFIED, w.out, strlen(w.out));
}
