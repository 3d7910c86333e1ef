/* Small things that the formats share. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "lede/text.h"
#include "read/read.h"

static lede_status outcome(lede__job *j, lede_item_kind kind, const char *format, va_list args)
{
    char text[512];
    int n = vsnprintf(text, sizeof text, format, args);

    j->kind = kind;
    lede_buf_clear(&j->reason);
    lede_buf_add(&j->reason, text, n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1);
    return LEDE_OK;
}

lede_status lede__skip(lede__job *j, const char *format, ...)
{
    va_list args;
    lede_status status;

    va_start(args, format);
    status = outcome(j, LEDE_ITEM_SKIPPED, format, args);
    va_end(args);
    return status;
}

lede_status lede__failed(lede__job *j, const char *format, ...)
{
    va_list args;
    lede_status status;

    va_start(args, format);
    status = outcome(j, LEDE_ITEM_FAILED, format, args);
    va_end(args);
    return status;
}

lede_status lede__note(lede_record *r, lede_error *err, const char *format, ...)
{
    char text[512];
    va_list args;
    lede_buf clean;
    lede_status status;
    int n;

    va_start(args, format);
    n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    lede_buf_init(&clean);
    lede_utf8_repair(text, n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1, &clean);
    status = clean.failed ? lede__nomem(err) : lede_record_add(r, LEDE_NOTES, clean.s, clean.n, err);
    lede_buf_release(&clean);
    return status;
}

int lede__has_text(const lede_record *r)
{
    size_t n, m;

    lede_record_get(r, LEDE_HEADLINE, &n);
    lede_record_get(r, LEDE_BODY, &m);
    return n || m;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

int lede__starts(const char *s, size_t n, const char *word)
{
    size_t i;

    for (i = 0; word[i]; i++)
        if (i >= n || lower(s[i]) != word[i])
            return 0;
    return 1;
}

int lede__is(const char *s, size_t n, const char *word)
{
    return strlen(word) == n && lede__starts(s, n, word);
}

int lede__ends(const char *s, size_t n, const char *word)
{
    size_t len = strlen(word);

    return n >= len && lede__starts(s + n - len, len, word);
}

const char *lede__find(const char *s, size_t n, const char *word)
{
    size_t i, len = strlen(word);

    for (i = 0; i + len <= n; i++)
        if (lower(s[i]) == word[0] && lede__starts(s + i, n - i, word))
            return s + i;
    return NULL;
}

const char *lede__trim(const char *s, size_t *n)
{
    while (*n && (s[0] == ' ' || (s[0] >= '\t' && s[0] <= '\r'))) {
        s++;
        --*n;
    }
    while (*n && (s[*n - 1] == ' ' || (s[*n - 1] >= '\t' && s[*n - 1] <= '\r')))
        --*n;
    return s;
}

lede_status lede__job_all(lede__job *j, char **s, size_t *n, lede_error *err)
{
    return j->count ? LEDE_DONE : lede__stream_all(j->in, j->options->max_record, s, n, err);
}

lede_status lede__job_all_utf8(lede__job *j, lede_buf *out, lede_error *err)
{
    char *s;
    size_t n;
    lede_status status = lede__job_all(j, &s, &n, err);

    return status == LEDE_OK ? lede__job_utf8(j, s, n, out, err) : status;
}

lede_status lede__job_utf8(lede__job *j, const char *s, size_t n, lede_buf *out, lede_error *err)
{
    lede__decoded d;
    lede_status status = lede__charset_decode(s, n, j->charset.n ? j->charset.s : NULL, NULL, out, &d, err);

    if (status == LEDE_OK)
        status = lede__note_charset(j, &d, err);
    return status;
}

lede_status lede__note_charset(lede__job *j, const lede__decoded *d, lede_error *err)
{
    j->decoded = d->charset;
    if (!d->bad)
        return LEDE_OK;
    return lede__note(j->record, err, "%s: %zu place%s that could not be decoded became U+FFFD", d->charset, d->bad,
                      d->bad == 1 ? "" : "s");
}

void lede__add_number(lede_buf *member, uint64_t number)
{
    char digits[24], *p = digits + sizeof digits;

    do
        *--p = (char)('0' + number % 10);
    while (number /= 10);
    lede_buf_addc(member, '#');
    lede_buf_add(member, p, (size_t)(digits + sizeof digits - p));
}
