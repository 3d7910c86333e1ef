/*
 * CSV (RFC 4180) and its relatives: comma, semicolon, tab or bar; quotes with
 * line ends in them; a header that names the columns.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "lede/text.h"
#include "read/fields.h"
#include "read/formats.h"

enum { AT_HAND = 64 * 1024 };   /* bytes that are looked at together */

typedef struct cells {
    lede_buf text;          /* all cells of a row, one after the other */
    size_t *ends;
    size_t n, cap;
} cells;

typedef struct csv {
    char mark;              /* between cells */
    cells header, row;
    lede_buf json, utf8;
    const char *charset;    /* of rows that are not UTF-8; NULL: not met yet */
    lede__fields fields;
    uint64_t number;
} csv;

/* --- rows --------------------------------------------------------------------------------- */

static int add_cell(cells *c)
{
    if (!lede__grow(&c->ends, &c->cap, c->n + 1, sizeof *c->ends))
        return 0;
    c->ends[c->n++] = c->text.n;
    return !c->text.failed;
}

/* Whether the quote at s[i] inside a quoted cell ends it: what follows is a mark or a line's end. */
static int closes(const char *s, size_t n, size_t i, char mark)
{
    return i + 1 >= n || s[i + 1] == mark || s[i + 1] == '\n' || s[i + 1] == '\r';
}

/*
 * The length of the row at s with its line end; 0 when more bytes could be
 * needed. A quote opens a cell only at its start, and closes it only before a mark or line end.
 */
static size_t row_length(const char *s, size_t n, char mark, int whole)
{
    size_t i;
    int quoted = 0, fresh = 1;

    for (i = 0; i < n; i++) {
        if (quoted) {
            if (s[i] != '"')
                continue;
            if (i + 1 >= n && !whole)
                return 0;
            if (i + 1 < n && s[i + 1] == '"')
                i++;
            else if (closes(s, n, i, mark))
                quoted = 0;
            continue;
        }
        if (s[i] == '\n')
            return i + 1;
        quoted = fresh && s[i] == '"';
        fresh = s[i] == mark || (fresh && s[i] == ' ');
    }
    return whole ? n : 0;
}

/* Cut the row into cells; 0 when memory ran out. */
static int cut(const char *s, size_t n, char mark, cells *c)
{
    size_t i = 0;

    lede_buf_clear(&c->text);
    c->n = 0;
    while (n && (s[n - 1] == '\n' || s[n - 1] == '\r'))
        n--;
    for (;;) {
        size_t start = i;

        while (start < n && s[start] == ' ' && mark != ' ')
            start++;
        if (start < n && s[start] == '"') {
            for (i = start + 1; i < n; i++) {
                if (s[i] == '"' && i + 1 < n && s[i + 1] == '"')
                    i++;
                else if (s[i] == '"' && closes(s, n, i, mark))
                    break;
                lede_buf_addc(&c->text, s[i]);
            }
            i = i < n ? i + 1 : n;
        } else {
            for (start = i; i < n && s[i] != mark;)
                i++;
            lede_buf_add(&c->text, s + start, i - start);
        }
        if (!add_cell(c))
            return 0;
        if (i >= n)
            return 1;
        i++;
        if (i == n)
            return add_cell(c);
    }
}

static const char *cell(const cells *c, size_t i, size_t *n)
{
    size_t from = i ? c->ends[i - 1] : 0;

    *n = c->ends[i] - from;
    return c->text.s ? c->text.s + from : "";
}

/* --- opening -------------------------------------------------------------------------------- */

static const char marks[] = {',', '\t', ';', '|'};

/* How many columns of a header mean something, with this mark; 0 unless one is a headline or body. */
static size_t known_columns(const char *s, size_t n, char mark, cells *c, const lede_read_options *o)
{
    size_t i, known = 0, len;
    int text = 0;
    const char *const *m;

    if (!cut(s, n, mark, c) || c->n < 2)
        return 0;
    for (i = 0; i < c->n; i++) {
        const char *name = cell(c, i, &len);
        int rank, field;

        name = lede__trim(name, &len);
        field = lede__field_of_column(name, len, &rank);
        for (m = o ? o->map : NULL; m && m[0]; m += 2)
            if (strlen(m[0]) == len && memcmp(m[0], name, len) == 0)
                field = lede_field_of_name(m[1], strlen(m[1]));
        known += field >= 0;
        text |= field == LEDE_HEADLINE || field == LEDE_BODY;
    }
    return text ? known : 0;
}

/* The mark that makes most of the header; 0 where none makes a table of articles. */
static char find_mark(const char *s, size_t n, const lede_read_options *o, size_t *columns)
{
    cells c = {{NULL, 0, 0, 0}, NULL, 0, 0};
    size_t i, best = 0, known;
    char mark = 0;

    for (i = 0; i < sizeof marks; i++) {
        known = known_columns(s, n, marks[i], &c, o);
        if (known > best) {
            best = known;
            mark = marks[i];
            *columns = c.n;
        }
    }
    lede_buf_release(&c.text);
    lede__free(c.ends);
    return mark;
}

static void cells_release(cells *c)
{
    lede_buf_release(&c->text);
    lede__free(c->ends);
}

static void csv_close(lede__job *j)
{
    csv *c = j->state;

    if (!c)
        return;
    cells_release(&c->header);
    cells_release(&c->row);
    lede_buf_release(&c->json);
    lede_buf_release(&c->utf8);
    lede__fields_release(&c->fields);
    lede__free(c);
}

/* The bytes of the next row, whole; LEDE_DONE at the end. */
static lede_status next_row(lede__job *j, const char **s, size_t *n, lede_error *err)
{
    csv *c = j->state;
    size_t want = AT_HAND, have;

    for (;; want *= 2) {
        lede_status status = lede__stream_peek(j->in, want, s, &have, err);

        if (status != LEDE_OK)
            return status;
        if (!have)
            return LEDE_DONE;
        *n = row_length(*s, have, c->mark ? c->mark : ',', have < want);
        if (*n)
            return LEDE_OK;
        if (have > j->options->max_record)
            return lede__fail(err, LEDE_LIMIT,
                              "row %llu: longer than the limit of %zu bytes for one record (a quote that is not closed?)",
                              (unsigned long long)c->number + 1, j->options->max_record);
    }
}

static int is_utf8(const char *s, size_t n)
{
    return !memchr(s, 0, n) && lede_utf8_valid(s, n) == n;
}

static lede_status decode(lede__job *j, const char *s, size_t n, lede__decoded *d, lede_error *err)
{
    csv *c = j->state;
    lede_status status;

    lede_buf_clear(&c->utf8);
    status = lede__charset_decode(s, n, c->charset ? c->charset : j->charset.n ? j->charset.s : NULL, NULL, &c->utf8, d, err);
    if (status == LEDE_OK)
        c->charset = d->charset;
    return status;
}

/* The header as UTF-8. A few names are too little to tell a charset from: all that is at hand decides. */
static lede_status header_to_utf8(lede__job *j, const char **s, size_t *n, lede_error *err)
{
    csv *c = j->state;
    const char *all;
    size_t have, from;
    lede__decoded d;
    lede_status status;

    if (is_utf8(*s, *n))
        return LEDE_OK;
    status = lede__stream_peek(j->in, AT_HAND, &all, &have, err);
    if (status != LEDE_OK)
        return status;
    lede__charset_mark(all, have, &from);
    status = decode(j, all, have, &d, err);
    if (status == LEDE_OK)
        status = decode(j, all + from, *n, &d, err);
    *s = c->utf8.n ? c->utf8.s : "";
    *n = c->utf8.n;
    return status;
}

static lede_status open_header(lede__job *j, lede_error *err)
{
    csv *c = j->state;
    const char *s;
    size_t n, i, columns = 0, skip, length;
    lede_status status = next_row(j, &s, &length, err);

    if (status != LEDE_OK)
        return status == LEDE_DONE ? lede__fail(err, LEDE_FORMAT, "empty") : status;
    lede__charset_mark(s, length, &skip);
    s += skip;
    n = length - skip;
    status = header_to_utf8(j, &s, &n, err);
    if (status != LEDE_OK)
        return status;
    c->mark = find_mark(s, n, j->options, &columns);
    if (!c->mark) {
        for (i = 0; i < n && !c->mark; i++)
            c->mark = memchr(marks, s[i], sizeof marks) ? s[i] : 0;
        return lede__fail(err, LEDE_FORMAT, "no column is named as a headline or a body (map one: COLUMN=headline): %.*s",
                          n < 120 ? (int)n : 120, s);
    }
    if (!cut(s, n, c->mark, &c->header))
        return lede__nomem(err);
    lede__stream_skip(j->in, length);
    return LEDE_OK;
}

static lede_status csv_open(lede__job *j, lede_error *err)
{
    lede_status status;

    j->state = lede__calloc(1, sizeof(csv));
    if (!j->state)
        return lede__nomem(err);
    status = lede__job_transcode(j, err);
    return status == LEDE_OK ? open_header(j, err) : status;
}

/* --- items ------------------------------------------------------------------------------------ */

/* The row as UTF-8: most are; the first that is not decides for those. */
static lede_status to_utf8(lede__job *j, const char **s, size_t *n, lede_error *err)
{
    csv *c = j->state;
    lede__decoded d;
    lede_status status;

    if (is_utf8(*s, *n))
        return LEDE_OK;
    status = decode(j, *s, *n, &d, err);
    if (status != LEDE_OK)
        return status;
    *s = c->utf8.n ? c->utf8.s : "";
    *n = c->utf8.n;
    return lede__note_charset(j, &d, err);
}

static void add_members(csv *c)
{
    size_t i, n;

    lede_buf_clear(&c->json);
    lede_buf_addc(&c->json, '{');
    for (i = 0; i < c->row.n && i < c->header.n; i++) {
        const char *name = cell(&c->header, i, &n);

        name = lede__trim(name, &n);
        if (c->json.n > 1)
            lede_buf_addc(&c->json, ',');
        if (n)
            lede__json_quote(name, n, &c->json);
        else
            lede_buf_addz(&c->json, "\"column\"");
        lede_buf_addc(&c->json, ':');
        name = cell(&c->row, i, &n);
        lede__json_quote(name, n, &c->json);
    }
    lede_buf_addc(&c->json, '}');
}

static int is_blank(const char *s, size_t n)
{
    lede__trim(s, &n);
    return !n;
}

static lede_status read_row(lede__job *j, const char *s, size_t n, lede_error *err)
{
    csv *c = j->state;
    lede__json v;
    size_t at = 0;
    lede_status status = to_utf8(j, &s, &n, err);

    if (status != LEDE_OK)
        return status;
    if (!cut(s, n, c->mark, &c->row))
        return lede__nomem(err);
    if (c->row.n != c->header.n && c->row.n == 1)
        return lede__failed(j, "row %llu: 1 cell where the header has %zu", (unsigned long long)c->number, c->header.n);
    add_members(c);
    if (c->json.failed)
        return lede__nomem(err);
    if (lede__json_value(c->json.s, c->json.n, &at, &v, err) != LEDE_OK)
        return lede__failed(j, "row %llu: a column's name cannot be read", (unsigned long long)c->number);
    status = lede__fields_object(&c->fields, &v, j->options, j->record, err);
    if (status == LEDE_OK && c->row.n > c->header.n)
        status = lede__note(j->record, err, "row %llu has %zu cells, the header %zu: the last are left out",
                            (unsigned long long)c->number, c->row.n, c->header.n);
    return status == LEDE_OK && !lede__has_text(j->record) ? lede__skip(j, "neither headline nor body") : status;
}

static lede_status csv_next(lede__job *j, lede_error *err)
{
    csv *c = j->state;
    const char *s;
    size_t n;
    lede_status status;

    do {
        status = next_row(j, &s, &n, err);
        if (status != LEDE_OK)
            return status == LEDE_DONE && !j->count && !c->number ? (c->number++, lede__skip(j, "a table without rows")) : status;
        lede__stream_skip(j->in, n);
    } while (is_blank(s, n));
    c->number++;
    lede__add_number(&j->member, c->number);
    return read_row(j, s, n, err);
}

static int csv_probe(const lede__head *h)
{
    const char *s = h->s;
    size_t n = h->n, first, columns = 0, skip;
    int named = lede__ends(h->name, strlen(h->name), ".csv") || lede__ends(h->name, strlen(h->name), ".tsv");
    lede_buf utf8;
    const char *charset = lede__charset_mark(s, n, &skip);
    int score;

    if (!charset)
        charset = lede__charset_wide(s, n);
    if (charset && strcmp(charset, "UTF-8") != 0) {
        lede_buf_init(&utf8);
        lede__charset_convert(s + skip, (n - skip) & ~(size_t)3, charset, &utf8);
        first = row_length(utf8.n ? utf8.s : "", utf8.n, ',', 1);
        score = utf8.n && find_mark(utf8.s, first, NULL, &columns) ? 72 : 0;
        lede_buf_release(&utf8);
        return score ? score : named ? 30 : 0;
    }
    first = row_length(s + skip, n - skip, ',', h->whole);
    if (first && first < 8192 && s[skip] != '<' && s[skip] != '{' && !memchr(s + skip, 0, first) && find_mark(s + skip, first, NULL, &columns))
        return named ? 82 : 72;
    return named ? 65 : 0;
}

const lede__format lede__format_csv = {"csv", "CSV and TSV: a header, then a row an article", 0, csv_probe, csv_open,
                                       csv_next, csv_close};
