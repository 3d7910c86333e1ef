/* JSON Lines: an object a line; a broken line fails alone. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "lede/text.h"
#include "read/fields.h"
#include "read/formats.h"

typedef struct jsonl {
    lede__fields fields;
    lede_buf repaired;
    uint64_t line;
} jsonl;

static lede_status jsonl_open(lede__job *j, lede_error *err)
{
    j->state = lede__calloc(1, sizeof(jsonl));
    return j->state ? lede__job_transcode(j, err) : lede__nomem(err);
}

static void jsonl_close(lede__job *j)
{
    jsonl *f = j->state;

    if (!f)
        return;
    lede__fields_release(&f->fields);
    lede_buf_release(&f->repaired);
    lede__free(f);
}

/* Make the line valid UTF-8 without NUL bytes; *bad says how many places were replaced. */
static int clean(jsonl *f, char **line, size_t *n, size_t *bad)
{
    size_t i;

    *bad = 0;
    if (!memchr(*line, 0, *n) && lede_utf8_valid(*line, *n) == *n)
        return 1;
    lede_buf_clear(&f->repaired);
    for (i = 0; i < *n; i++)
        if (!(*line)[i])
            (*line)[i] = (char)0xFF;
    *bad = lede_utf8_repair(*line, *n, &f->repaired);
    *line = f->repaired.s;
    *n = f->repaired.n;
    return !f->repaired.failed;
}

/* The next line that is not blank. */
static lede_status next_line(lede__job *j, char **line, size_t *n, lede_error *err)
{
    jsonl *f = j->state;
    lede_status status;

    do {
        f->line++;
        status = lede__stream_line(j->in, j->options->max_record, line, n, err);
        if (status != LEDE_OK)
            return status;
        if (!*line)
            return LEDE_OK;
        if (f->line == 1 && *n >= 3 && memcmp(*line, "\xEF\xBB\xBF", 3) == 0) {
            *line += 3;
            *n -= 3;
        }
        while (*n && ((*line)[*n - 1] == '\r' || (*line)[*n - 1] == ' ' || (*line)[*n - 1] == '\t'))
            --*n;
    } while (!*n);
    return LEDE_OK;
}

static lede_status read_line(lede__job *j, char *line, size_t n, lede_error *err)
{
    jsonl *f = j->state;
    lede_error why;
    lede__json v;
    size_t bad;
    lede_status status;

    if (!clean(f, &line, &n, &bad))
        return lede__nomem(err);
    if (lede__json_parse(line, n, &v, &why) != LEDE_OK)
        return lede__failed(j, "line %llu: %s", (unsigned long long)f->line, why.message);
    if (v.kind != LEDE__JSON_OBJECT)
        return lede__failed(j, "line %llu: not a JSON object", (unsigned long long)f->line);
    status = lede__fields_object(&f->fields, &v, j->options, j->record, err);
    if (status == LEDE_OK && bad)
        status = lede__note(j->record, err, "invalid UTF-8: %zu place%s replaced by U+FFFD", bad, bad == 1 ? "" : "s");
    if (status == LEDE_OK && !lede__has_text(j->record))
        return lede__skip(j, "line %llu: neither headline nor body", (unsigned long long)f->line);
    return status;
}

static lede_status jsonl_next(lede__job *j, lede_error *err)
{
    jsonl *f = j->state;
    char *line;
    size_t n;
    lede_status status = next_line(j, &line, &n, err);

    if (status == LEDE_DONE || status == LEDE_NOMEM)
        return status;
    lede__add_number(&j->member, f->line);
    if (status != LEDE_OK)
        return status;
    if (!line)
        return lede__failed(j, "line %llu: longer than the limit of %zu bytes for one record",
                            (unsigned long long)f->line, j->options->max_record);
    return read_line(j, line, n, err);
}

/* An object that starts a line: {"  or  {} */
static int starts_object(const char *s, size_t n)
{
    size_t at = 1;

    if (!n || s[0] != '{')
        return 0;
    while (at < n && (s[at] == ' ' || s[at] == '\t'))
        at++;
    return at < n && (s[at] == '"' || s[at] == '}');
}

static int jsonl_probe(const lede__head *h)
{
    const char *s = h->s, *end;
    size_t n = h->n, at = 0, lines = 0, objects = 0, whole = 0;
    lede__json v;

    if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
        at = 3;
    for (; at < n && lines < 20; at = (size_t)(end - s) + 1) {
        end = memchr(s + at, '\n', n - at);
        if (!end)
            end = s + n;
        if ((size_t)(end - s) - at < 2)
            continue;
        lines++;
        objects += (size_t)starts_object(s + at, (size_t)(end - s) - at);
        whole += lede__json_parse(s + at, (size_t)(end - s) - at, &v, NULL) == LEDE_OK && v.kind == LEDE__JSON_OBJECT;
    }
    if (!objects)
        return 0;
    if (strstr(h->name, ".jsonl") || strstr(h->name, ".ndjson") || strstr(h->name, ".jl"))
        return 85;
    return lines > 1 && objects * 2 >= lines && whole ? 80 : 0;
}

const lede__format lede__format_jsonl = {"jsonl", "JSON Lines: an object a line, with schema.org or lede names", LEDE__RESUMES,
                                  jsonl_probe, jsonl_open, jsonl_next, jsonl_close};
