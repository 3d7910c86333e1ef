/* Validity and repair of UTF-8: Unicode 15, section 3.9, tables 3-7 and 3-8. */
#include "lede/text.h"

/*
 * Length of the well-formed character at s, or of the maximal ill-formed part
 * there with *bad set. n is at least 1.
 */
static size_t character(const unsigned char *s, size_t n, int *bad)
{
    unsigned char c = s[0], low = 0x80, high = 0xBF;
    size_t want, i;

    *bad = 0;
    if (c < 0x80)
        return 1;
    want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    *bad = 1;
    if (c < 0xC2 || c > 0xF4)
        return 1;
    if (c == 0xE0)
        low = 0xA0;
    else if (c == 0xED)
        high = 0x9F;
    else if (c == 0xF0)
        low = 0x90;
    else if (c == 0xF4)
        high = 0x8F;
    for (i = 1; i < want; i++, low = 0x80, high = 0xBF)
        if (i >= n || s[i] < low || s[i] > high)
            return i;
    *bad = 0;
    return want;
}

size_t lede_utf8_valid(const char *s, size_t n)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t i = 0, len;
    int bad;

    while (i < n) {
        if (p[i] < 0x80) {
            i++;
            continue;
        }
        len = character(p + i, n - i, &bad);
        if (bad)
            return i;
        i += len;
    }
    return n;
}

size_t lede_utf8_repair(const char *s, size_t n, lede_buf *out)
{
    size_t at = 0, replaced = 0;
    int bad;

    while (at < n) {
        size_t good = lede_utf8_valid(s + at, n - at);

        lede_buf_add(out, s + at, good);
        at += good;
        if (at < n) {
            at += character((const unsigned char *)s + at, n - at, &bad);
            lede_buf_addz(out, "\xEF\xBF\xBD");
            replaced++;
        }
    }
    return replaced;
}
