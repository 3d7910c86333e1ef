/* Validity and repair of UTF-8: Unicode 15, section 3.9, tables 3-7 and 3-8. */
#include "lede/text.h"

#include <string.h>

#include "base/stretch.h"
#include "text/utf8.h"

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

uint32_t lede__decode_long(const uint8_t *s, size_t n, size_t *len)
{
    int bad;
    size_t l = character(s, n, &bad);

    *len = bad ? 1 : l;
    if (bad)
        return LEDE__REPLACEMENT;
    if (l == 1)
        return s[0];
    if (l == 2)
        return (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
    if (l == 3)
        return (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
    return (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 | (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
}

size_t lede__encode(uint32_t c, uint8_t *out)
{
    if (c < 0x80) {
        out[0] = (uint8_t)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (uint8_t)(0xC0 | c >> 6);
        out[1] = (uint8_t)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (uint8_t)(0xE0 | c >> 12);
        out[1] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
        out[2] = (uint8_t)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | c >> 18);
    out[1] = (uint8_t)(0x80 | (c >> 12 & 0x3F));
    out[2] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
    out[3] = (uint8_t)(0x80 | (c & 0x3F));
    return 4;
}

/* Whether three bytes that look well-formed are: no longer than need be, no surrogate. */
static int three_are_good(const unsigned char *s)
{
    return s[0] != 0xE0 ? s[0] != 0xED || s[1] < 0xA0 : s[1] >= 0xA0;
}

/*
 * How far well-formed characters of two or three bytes go on, two of three or
 * four of two at a look. It may stop early: what it leaves is looked at one by one.
 */
static size_t multibyte(const unsigned char *s, size_t n)
{
    static const unsigned char mask2[8] = {0xE0, 0xC0, 0xE0, 0xC0, 0xE0, 0xC0, 0xE0, 0xC0}, is2[8] = {0xC0, 0x80, 0xC0, 0x80, 0xC0, 0x80, 0xC0, 0x80};
    static const unsigned char mask3[8] = {0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0}, is3[8] = {0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80};
    uint64_t w, m2, m3, v2, v3;
    size_t i;

    memcpy(&m2, mask2, 8);
    memcpy(&m3, mask3, 8);
    memcpy(&v2, is2, 8);
    memcpy(&v3, is3, 8);
    for (i = 0; i + 8 <= n;) {
        memcpy(&w, s + i, 8);
        if ((w & m3) == v3) {
            if (!three_are_good(s + i) || !three_are_good(s + i + 3))
                break;
            i += 6;
        } else if ((w & m2) == v2) {
            if (s[i] < 0xC2 || s[i + 2] < 0xC2 || s[i + 4] < 0xC2 || s[i + 6] < 0xC2)
                break;
            i += 8;
        } else {
            break;
        }
    }
    return i;
}

size_t lede_utf8_valid(const char *s, size_t n)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t i = 0, len;
    int bad;

    while (i < n) {
        if (p[i] < 0x80) {
            i += lede__ascii_stretch(p + i, n - i);
            continue;
        }
        i += multibyte(p + i, n - i);
        if (i == n || p[i] < 0x80)
            continue;
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
