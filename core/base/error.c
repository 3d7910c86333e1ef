#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Length of z without a UTF-8 character that was cut at its end. */
static size_t whole_characters(const char *z, size_t n)
{
    size_t i = n, lead;

    while (i > 0 && n - i < 3 && ((unsigned char)z[i - 1] & 0xC0) == 0x80)
        i--;
    if (i == 0 || (unsigned char)z[i - 1] < 0xC0)
        return n;
    lead = (unsigned char)z[i - 1];
    return n - i + 1 < (lead >= 0xF0 ? 4u : lead >= 0xE0 ? 3u : 2u) ? i - 1 : n;
}

static void fill(lede_error *err, lede_status status, size_t at, const char *format, va_list args)
{
    size_t n, i;

    err->status = status;
    err->at = at;
    vsnprintf(err->message, sizeof err->message, format, args);
    n = strlen(err->message);
    if (n == sizeof err->message - 1)
        n = whole_characters(err->message, n);
    err->message[n] = '\0';
    for (i = 0; i < n; i++)
        if ((unsigned char)err->message[i] < 0x20 || err->message[i] == 0x7F)
            err->message[i] = '?';
}

lede_status lede__fail(lede_error *err, lede_status status, const char *format, ...)
{
    va_list args;

    if (err) {
        va_start(args, format);
        fill(err, status, LEDE_NOWHERE, format, args);
        va_end(args);
    }
    return status;
}

lede_status lede__fail_at(lede_error *err, lede_status status, size_t at, const char *format, ...)
{
    va_list args;

    if (err) {
        va_start(args, format);
        fill(err, status, at, format, args);
        va_end(args);
    }
    return status;
}

lede_status lede__nomem(lede_error *err)
{
    return lede__fail(err, LEDE_NOMEM, "out of memory");
}
