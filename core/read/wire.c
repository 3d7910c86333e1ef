/*
 * Text wires with control bytes: IPTC 7901 and ANPA 1312. A message goes from
 * SOH over a header, STX, text and ETX to EOT; a file may hold several.
 */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "lede/date.h"
#include "read/fields.h"
#include "read/formats.h"
#include "read/xml.h"

enum { SOH = 1, STX = 2, ETX = 3, EOT = 4 };

typedef struct message {
    const char *head, *text, *tail;
    size_t head_n, text_n, tail_n;
    size_t line;            /* lines of the text that were taken */
} message;

/* Cut one message (UTF-8) into its three parts. */
static void cut(const char *s, size_t n, message *m)
{
    const char *stx = memchr(s, STX, n), *etx;

    memset(m, 0, sizeof *m);
    m->head = s;
    m->head_n = stx ? (size_t)(stx - s) : 0;
    m->text = stx ? stx + 1 : s;
    m->text_n = (size_t)(s + n - m->text);
    etx = memchr(m->text, ETX, m->text_n);
    if (etx) {
        m->tail = etx + 1;
        m->tail_n = (size_t)(s + n - m->tail);
        m->text_n = (size_t)(etx - m->text);
    }
}

/* The next line of [*s, end) without its end, control bytes but the tab left off its ends. */
static int next_line(const char **s, const char *end, const char **line, size_t *n)
{
    const char *nl;

    if (*s >= end)
        return 0;
    nl = memchr(*s, '\n', (size_t)(end - *s));
    *line = *s;
    *n = (size_t)((nl ? nl : end) - *s);
    *s = nl ? nl + 1 : end;
    while (*n && (unsigned char)(*line)[*n - 1] <= ' ')
        --*n;
    while (*n && (unsigned char)**line < ' ' && **line != '\t') {
        ++*line;
        --*n;
    }
    return 1;
}

/* The time in a message's last line: "131137 GMT Nov 13" (day, hour, minute), "AP-WF-11-13-13 1509GMT". */
static lede_status put_time(lede__job *j, const message *m, const char *language, lede_error *err)
{
    const char *s = m->tail, *ap = m->tail_n ? lede__find(m->tail, m->tail_n, "ap-") : NULL;
    size_t n = m->tail_n, word;
    char text[64], name[16], iso[LEDE_DATE_MAX];
    unsigned day, hour, minute, month, year;
    int gmt;
    lede_date_options how = {language, NULL, 0};
    char copy[96];

    if (!ap)
        ap = lede__find(m->text, m->text_n, "ap-wf-");
    snprintf(copy, sizeof copy, "%.*s", (int)(ap ? 40 : n < 90 ? n : 90), ap ? ap : s ? s : "");
    if (ap && sscanf(copy, "%*[A-Za-z]-%*[A-Za-z]-%2u-%2u-%2u %2u%2u", &month, &day, &year, &hour, &minute) == 5) {
        snprintf(text, sizeof text, "%04u-%02u-%02uT%02u:%02uZ", year + (year < 70 ? 2000 : 1900), month, day, hour, minute);
        return lede_date_valid(text, strlen(text)) ? lede__put_date(j->record, LEDE_PUBLISHED, text, strlen(text), "date", NULL, j->options, err)
                                                   : LEDE_OK;
    }
    if (!s)
        return LEDE_OK;
    word = strlen(copy);
    s = lede__trim(copy, &word);
    gmt = lede__find(s, strlen(s), "gmt") != NULL;
    if (sscanf(s, gmt ? "%2u%2u%2u GMT %15[^0-9 ] %2u" : "%2u%2u%2u %15[^0-9 ] %2u", &day, &hour, &minute, name, &year) != 5)
        return LEDE_OK;
    snprintf(text, sizeof text, "%u %s %u %02u:%02u%s", day, name, year + (year < 70 ? 2000 : 1900), hour, minute, gmt ? " GMT" : "");
    word = strlen(text);
    if (lede_date_parse(text, word, &how, iso, NULL) != LEDE_OK) {
        how.language = "de";
        if (lede_date_parse(text, word, &how, iso, NULL) != LEDE_OK)
            return LEDE_OK;
    }
    return lede__put_date(j->record, LEDE_PUBLISHED, iso, strlen(iso), "date", NULL, j->options, err);
}

/* --- IPTC 7901 --------------------------------------------------------------------------------- */

/* Lines of a headline that say what kind of message it is, not what happened. */
static int is_kind(const char *s, size_t n)
{
    static const char *const kinds[] = {"extra", "urgent", "1st lead", "2nd lead", "3rd lead", "4th lead", "lead", "refile",
                                        "roundup", "news in brief", "correction", "(achtung)", "flash", "eil", "eilmeldung", NULL};
    size_t i;

    for (i = 0; kinds[i]; i++)
        if (lede__is(s, n, kinds[i]))
            return 1;
    return 0;
}

/* The lines up to the one that ends in '=': kind, headline, byline. */
static lede_status put_7901_head(lede__job *j, message *m, const char **rest, lede_error *err)
{
    const char *s = m->text, *end = m->text + m->text_n, *line;
    size_t n;
    int last = 0;
    lede_buf headline;
    lede_status status = LEDE_OK;

    if (!memchr(m->text, '=', m->text_n < 1000 ? m->text_n : 1000))
        return LEDE_OK;
    lede_buf_init(&headline);
    while (!last && status == LEDE_OK && next_line(&s, end, &line, &n)) {
        if (n && line[n - 1] == '=') {
            last = 1;
            n--;
        }
        line = lede__trim(line, &n);
        if (!n)
            continue;
        if (is_kind(line, n)) {
            status = lede__put_item(j->record, LEDE_KEYWORDS, line, n, err);
        } else if (lede__starts(line, n, "by ") || lede__starts(line, n, "von ")) {
            status = lede__put_byline(j->record, line, n, err);
        } else {
            if (headline.n)
                lede_buf_addc(&headline, ' ');
            lede_buf_add(&headline, line, n);
        }
    }
    if (status == LEDE_OK)
        status = headline.failed ? lede__nomem(err)
                                 : lede__put_line(j->record, LEDE_HEADLINE, headline.n ? headline.s : "", headline.n, err);
    lede_buf_release(&headline);
    *rest = s;
    return status;
}

/* The slug line of the header: the last that is not the first. */
static lede_status put_slug(lede__job *j, const message *m, lede_error *err)
{
    const char *s = m->head, *end = m->head + m->head_n, *line, *slug = NULL;
    size_t n, slug_n = 0, lines = 0;

    while (next_line(&s, end, &line, &n)) {
        if (n && lines++) {
            slug = line;
            slug_n = n;
        } else if (n) {
            lede_status status = lede__extra_text(j->record, "wire", line, n, err);

            if (status != LEDE_OK)
                return status;
        }
    }
    return slug ? lede__extra_text(j->record, "slugline", slug, slug_n, err) : LEDE_OK;
}

static lede_status read_7901(lede__job *j, message *m, lede_error *err)
{
    const char *rest = m->text, *notes;
    size_t n;
    lede_status status = put_slug(j, m, err);

    if (status == LEDE_OK && lede__find(m->head, m->head_n, "dpa"))
        status = lede__put_line(j->record, LEDE_PUBLISHER, "dpa", 3, err);
    if (status == LEDE_OK)
        status = put_7901_head(j, m, &rest, err);
    n = (size_t)(m->text + m->text_n - rest);
    notes = lede__find(rest, n, "\n# notebook");     /* for editors, not readers */
    if (notes)
        n = (size_t)(notes - rest);
    if (status == LEDE_OK)
        status = lede__put_body(j->record, rest, n, err);
    return status == LEDE_OK ? put_time(j, m, "en", err) : status;
}

/* --- ANPA 1312 ----------------------------------------------------------------------------------- */

/* "^Headline<", "^By ANN BERG=": without its marks; whether it is such a line. */
static int is_caret_line(const char **s, size_t *n, int *title)
{
    if (!*n || **s != '^')
        return 0;
    *title = (*s)[*n - 1] == '=';
    ++*s;
    --*n;
    while (*n && ((*s)[*n - 1] == '<' || (*s)[*n - 1] == '=' || (*s)[*n - 1] == ' '))
        --*n;
    return 1;
}

/* ``quoted'' -> "quoted" in the marks of print; a tab starts a paragraph. */
static void add_text(const char *s, size_t n, lede_buf *out)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (i + 1 < n && s[i] == '`' && s[i + 1] == '`') {
            lede_buf_addz(out, "“");
            i++;
        } else if (i + 1 < n && s[i] == '\'' && s[i + 1] == '\'') {
            lede_buf_addz(out, "”");
            i++;
        } else if ((unsigned char)s[i] >= ' ') {
            lede_buf_addc(out, s[i]);
        }
    }
}

static lede_status put_caret(lede__job *j, const char *s, size_t n, int title, size_t *seen, lede_buf *body, lede_error *err)
{
    if (lede__starts(s, n, "by "))
        return lede__put_byline(j->record, s, n, err);
    if (lede__starts(s, n, "eds:") || lede__starts(s, n, "(eds:") || lede__starts(s, n, "ap photo"))
        return lede__extra_text(j->record, lede__starts(s, n, "ap photo") ? "photos" : "editors_note", s, n, err);
    if (!(*seen)++)
        return lede__extra_text(j->record, "slugline", s, n, err);
    if (*seen == 2)
        return lede__put_line(j->record, LEDE_HEADLINE, s, n, err);
    if (title)
        return LEDE_OK;         /* of the writer, of a table */
    if (n > 60 && s[n - 1] == '.' && !*lede_record_get(j->record, LEDE_DEK, NULL))
        return lede__put_line(j->record, LEDE_DEK, s, n, err);
    if (body->n)
        lede_buf_add(body, "\n\n", 2);
    lede_buf_add(body, s, n);
    return LEDE_OK;
}

static lede_status read_1312(lede__job *j, message *m, lede_error *err)
{
    const char *s = m->text, *end = m->text + m->text_n, *line;
    size_t n, seen = 0;
    lede_buf body;
    int inside = 0, title = 0;
    lede_status status = LEDE_OK;

    lede_buf_init(&body);
    while (status == LEDE_OK && next_line(&s, end, &line, &n)) {
        size_t len = n;
        const char *bare = lede__trim(line, &len);

        if (lede__starts(bare, len, "ap-wf-") || !len)
            continue;
        if (!inside && is_caret_line(&bare, &len, &title)) {
            status = put_caret(j, bare, len, title, &seen, &body, err);
            continue;
        }
        inside |= n && line[0] == '\t';
        if (is_caret_line(&bare, &len, &title) && lede__is(bare, len, "end"))
            continue;
        if (len && bare[len - 1] == '<')
            len--;
        if (body.n)
            lede_buf_add(&body, n && line[0] == '\t' ? "\n\n" : "\n", n && line[0] == '\t' ? 2 : 1);
        add_text(bare, len, &body);
    }
    if (status == LEDE_OK)
        status = body.failed ? lede__nomem(err) : lede__put_body(j->record, body.n ? body.s : "", body.n, err);
    lede_buf_release(&body);
    if (status == LEDE_OK && !*lede_record_get(j->record, LEDE_HEADLINE, NULL)) {
        const char *extra = lede_record_get(j->record, LEDE_EXTRA, NULL), *slug = strstr(extra, "\"slugline\":\"");

        if (slug)
            status = lede__put_line(j->record, LEDE_HEADLINE, slug + 12, strcspn(slug + 12, "\""), err);
    }
    return status == LEDE_OK ? put_time(j, m, "en", err) : status;
}

/* --- the format -------------------------------------------------------------------------------------- */

/* The raw bytes of the next message. LEDE_DONE at the end. */
static lede_status next_message(lede__job *j, const char **s, size_t *n, lede_error *err)
{
    const char *p, *hit;
    size_t have, want = 65536;
    lede_status status;

    for (;;) {
        status = lede__stream_peek(j->in, want, &p, &have, err);
        if (status != LEDE_OK)
            return status;
        for (*n = 0; *n < have && ((unsigned char)p[*n] <= ' ' || p[*n] == 0x7F) && p[*n] != SOH && p[*n] != STX;)
            ++*n;
        if (*n == have && have < want) {
            lede__stream_skip(j->in, have);
            return LEDE_DONE;
        }
        hit = memchr(p + *n, EOT, have - *n);
        if (hit || have < want)
            break;
        if (have > j->options->max_record)
            return lede__fail(err, LEDE_LIMIT, "message %llu: larger than the limit of %zu bytes for one record",
                              (unsigned long long)j->count + 1, j->options->max_record);
        want *= 2;
    }
    *s = p;
    *n = hit ? (size_t)(hit - p) : have;
    return LEDE_OK;
}

static lede_status wire_next(lede__job *j, lede_error *err)
{
    const char *s = "";
    size_t n = 0, i;
    lede_buf utf8;
    message m;
    lede_status status = next_message(j, &s, &n, err);

    if (status != LEDE_OK)
        return status;
    lede_buf_init(&utf8);
    if (j->count)
        lede__add_number(&j->member, j->count + 1);
    status = lede__job_utf8(j, s, n, &utf8, err);
    lede__stream_skip(j->in, n + 1);
    if (status == LEDE_OK && utf8.n) {
        for (i = 0; i < utf8.n && utf8.s[i] != SOH && utf8.s[i] != STX;)
            i++;
        if (i == utf8.n)
            i = 0;
        cut(utf8.s + i, utf8.n - i, &m);
        status = memchr(m.text, '^', m.text_n < 80 ? m.text_n : 80) ? read_1312(j, &m, err) : read_7901(j, &m, err);
    }
    lede_buf_release(&utf8);
    return status == LEDE_OK && !lede__has_text(j->record) ? lede__skip(j, "a message without text") : status;
}

static int wire_probe(const lede__head *h)
{
    size_t n = h->n < 400 ? h->n : 400;
    const char *soh = n ? memchr(h->s, SOH, n) : NULL, *stx = n ? memchr(h->s, STX, n) : NULL;

    if (!stx || (soh && soh > stx) || memchr(h->s, 0, n))
        return 0;
    if (soh && (size_t)(soh - h->s) < 16)
        return memchr(h->s, '\n', n) ? 85 : 0;
    return stx[1] == '^' ? 85 : 0;
}

const lede__format lede__format_wire = {"wire", "IPTC 7901 and ANPA 1312 wires, with their control bytes", 0, wire_probe, NULL,
                                        wire_next, NULL};
