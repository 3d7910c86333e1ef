#include "store/json.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

static const char *skip_space(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r'))
        p++;
    return p;
}

static int hex4(const char *p, const char *end, unsigned *out)
{
    int i;

    *out = 0;
    if (end - p < 4)
        return 0;
    for (i = 0; i < 4; i++) {
        char c = p[i];
        int v = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;

        if (v < 0)
            return 0;
        *out = *out << 4 | (unsigned)v;
    }
    return 1;
}

static void put_utf8(lede_buf *b, unsigned c)
{
    if (c < 0x80) {
        lede_buf_addc(b, (char)c);
        return;
    }
    if (c < 0x800) {
        lede_buf_addc(b, (char)(0xC0 | c >> 6));
    } else {
        if (c < 0x10000) {
            lede_buf_addc(b, (char)(0xE0 | c >> 12));
        } else {
            lede_buf_addc(b, (char)(0xF0 | c >> 18));
            lede_buf_addc(b, (char)(0x80 | (c >> 12 & 0x3F)));
        }
        lede_buf_addc(b, (char)(0x80 | (c >> 6 & 0x3F)));
    }
    lede_buf_addc(b, (char)(0x80 | (c & 0x3F)));
}

/* The escape after a backslash; NULL where it is none. */
static const char *escape(const char *p, const char *end, lede_buf *b)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    unsigned c, low;
    const char *at;

    if (p >= end)
        return NULL;
    at = *p ? strchr(from, *p) : NULL;
    if (at) {
        lede_buf_addc(b, to[at - from]);
        return p + 1;
    }
    if (*p != 'u' || !hex4(p + 1, end, &c))
        return NULL;
    p += 5;
    if (c >= 0xD800 && c < 0xDC00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u' && hex4(p + 2, end, &low) &&
        low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        p += 6;
    } else if (c >= 0xD800 && c < 0xE000) {
        c = 0xFFFD;
    }
    put_utf8(b, c);
    return p;
}

/* The string whose opening quote is behind p; returns what follows its end. */
static const char *string(const char *p, const char *end, lede_buf *b)
{
    while (p < end && *p != '"') {
        const char *from = p;

        while (p < end && *p != '"' && *p != '\\')
            p++;
        lede_buf_add(b, from, (size_t)(p - from));
        if (p < end && *p == '\\' && !(p = escape(p + 1, end, b)))
            return NULL;
    }
    return p < end ? p + 1 : NULL;
}

int lede__json_items(const char *json, size_t n, lede__json_fn fn, void *ud)
{
    const char *end = json + n, *p = skip_space(json, end);
    lede_buf b;
    int result = -2;

    if (p == end || *p++ != '[')
        return -2;
    p = skip_space(p, end);
    if (p < end && *p == ']')
        return 0;
    lede_buf_init(&b);
    while (p < end && *p == '"') {
        lede_buf_clear(&b);
        p = string(p + 1, end, &b);
        if (!p)
            break;
        result = b.failed ? -1 : fn(b.n ? b.s : "", b.n, ud);
        if (result)
            break;
        p = skip_space(p, end);
        result = p < end && *p == ']' ? 0 : -2;
        if (!result || p == end || *p++ != ',')
            break;
        p = skip_space(p, end);
    }
    lede_buf_release(&b);
    return result;
}

size_t lede__json_spans(const char *json, lede_span *out, size_t most)
{
    size_t count = 0, values = 0, first = 0, value;
    const char *p = json;

    while (*p) {
        if (*p < '0' || *p > '9') {
            p++;
            continue;
        }
        for (value = 0; *p >= '0' && *p <= '9'; p++)
            value = value > SIZE_MAX / 20 ? value : value * 10 + (size_t)(*p - '0');
        if (values++ % 2 == 0) {
            first = value ? value - 1 : 0;
            continue;
        }
        if (count < most) {
            out[count].start = first;
            out[count].end = value < first ? first : value;
        }
        count++;
    }
    return count;
}

void lede__json_put_spans(lede_buf *b, const lede_span *spans, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++)
        lede__buf_addf(b, "%s[%zu,%zu]", i ? "," : "[", spans[i].start + 1, spans[i].end);
    if (n)
        lede_buf_addc(b, ']');
}
