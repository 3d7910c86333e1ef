#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

void lede_buf_init(lede_buf *b)
{
    memset(b, 0, sizeof *b);
}

void lede_buf_release(lede_buf *b)
{
    lede__free(b->s);
    lede_buf_init(b);
}

void lede_buf_clear(lede_buf *b)
{
    b->n = 0;
    b->failed = 0;
    if (b->s)
        b->s[0] = '\0';
}

char *lede__buf_room(lede_buf *b, size_t n)
{
    if (b->failed)
        return NULL;
    if (n > SIZE_MAX - b->n - 1 || !lede__grow(&b->s, &b->cap, b->n + n + 1, 1)) {
        b->failed = 1;
        return NULL;
    }
    return b->s + b->n;
}

/* Where n bytes more and the zero after them go; most times there is room. */
static inline char *room(lede_buf *b, size_t n)
{
    return !b->failed && b->cap - b->n > n ? b->s + b->n : lede__buf_room(b, n);
}

void lede_buf_add(lede_buf *b, const char *s, size_t n)
{
    char *end = room(b, n);

    if (!end)
        return;
    if (n)
        memcpy(end, s, n);
    b->n += n;
    b->s[b->n] = '\0';
}

void lede_buf_addz(lede_buf *b, const char *z)
{
    lede_buf_add(b, z, strlen(z));
}

void lede_buf_addc(lede_buf *b, char c)
{
    char *end = room(b, 1);

    if (!end)
        return;
    *end = c;
    b->s[++b->n] = '\0';
}

void lede__buf_addf(lede_buf *b, const char *format, ...)
{
    va_list args;
    char *end;
    int n;

    va_start(args, format);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    end = n < 0 ? NULL : lede__buf_room(b, (size_t)n);
    if (!end) {
        b->failed = 1;
        return;
    }
    va_start(args, format);
    vsnprintf(end, (size_t)n + 1, format, args);
    va_end(args);
    b->n += (size_t)n;
}
