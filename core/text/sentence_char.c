/* Characters as the sentence walk sees them. */
#include <utf8proc.h>

#include "text/sentence.h"

uint32_t lede__char_at(const char *s, size_t n, size_t i, size_t *len)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t got;

    if ((unsigned char)s[i] < 0x80) {
        *len = 1;
        return (unsigned char)s[i];
    }
    got = utf8proc_iterate((const utf8proc_uint8_t *)s + i, n - i > 4 ? 4 : (utf8proc_ssize_t)(n - i), &c);
    *len = got > 0 ? (size_t)got : 1;
    return got > 0 ? (uint32_t)c : 0xFFFD;
}

uint32_t lede__char_before(const char *s, size_t i, size_t *len)
{
    size_t k = i - 1, got;
    uint32_t c;

    while (k > 0 && i - k < 4 && ((unsigned char)s[k] & 0xC0) == 0x80)
        k--;
    c = lede__char_at(s, i, k, &got);
    if (k + got != i) {
        *len = 1;
        return 0xFFFD;
    }
    *len = got;
    return c;
}

int lede__is_space(uint32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x85 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

int lede__is_upper(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU ||
           utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LT;
}

int lede__is_lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LL;
}

int lede__is_letter(uint32_t c)
{
    utf8proc_category_t k;

    if (c < 0x80)
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    k = utf8proc_category((utf8proc_int32_t)c);
    return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_ME);
}

int lede__is_digit(uint32_t c)
{
    if (c < 0x80)
        return c >= '0' && c <= '9';
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ND;
}

int lede__is_closer(uint32_t c)
{
    switch (c) {
    case '"': case '\'': case ')': case ']': case '}': case 0x2019: case 0x201D: case 0xBB: case 0x203A:
    case 0x201C: case 0x2018: case 0x300D: case 0x300F: case 0xFF09: case 0x3011: case 0x300B: case 0x3009:
    case 0xFF02: case 0xFF3D: case 0x301E: case 0xFD3F:
        return 1;
    default:
        return 0;
    }
}

int lede__is_opener(uint32_t c)
{
    switch (c) {
    case '"': case '\'': case '(': case '[': case '{': case '`': case '*': case '_': case 0x2018: case 0x201C: case 0x201E:
    case 0x201A: case 0xAB: case 0xBB: case 0x2039: case 0x300C: case 0x300E: case 0xFF08: case 0x3010: case 0x300A:
    case 0xBF: case 0xA1: case 0x201F: case 0x2019: case 0x201D:
        return 1;
    default:
        return 0;
    }
}

size_t lede__skip_space(const char *s, size_t n, size_t i, unsigned *lines)
{
    size_t len;

    *lines = 0;
    while (i < n) {
        uint32_t c = lede__char_at(s, n, i, &len);

        if (!lede__is_space(c))
            break;
        *lines += c == '\n' ? 1 : c == 0x2029 || c == '\f' ? 2 : c == 0x2028 || c == 0x85;
        i += len;
    }
    return i;
}

/* Put the character; 0 where there is no room. */
static size_t put(uint32_t c, char *out, size_t at, size_t cap)
{
    utf8proc_uint8_t b[4];
    utf8proc_ssize_t k, n = utf8proc_encode_char((utf8proc_int32_t)c, b);

    if (at + (size_t)n > cap)
        return 0;
    for (k = 0; k < n; k++)
        out[at + (size_t)k] = (char)b[k];
    return at + (size_t)n;
}

/* The base letter of a Latin or Greek one, as lede_fold has it; others and й stay. */
static uint32_t base_letter(uint32_t c)
{
    utf8proc_int32_t parts[8];
    int last = 0;

    if (c == 0x2019 || c == 0x02BC)
        return '\'';
    if (c == 0x451)
        return 0x435;
    if (c == 0xF8 || c == 0x142 || c == 0x111)
        return c == 0xF8 ? 'o' : c == 0x142 ? 'l' : 'd';
    if (c < 0xC0 || (c > 0x3FF && c < 0x1E00) || c > 0x1FFF)
        return c;
    return utf8proc_decompose_char((utf8proc_int32_t)c, parts, 8, UTF8PROC_DECOMPOSE, &last) > 0 ? (uint32_t)parts[0] : c;
}

size_t lede__lower(const char *s, size_t n, int fold, char *out, size_t cap)
{
    size_t i = 0, at = 0, len;

    while (i < n) {
        uint32_t c = lede__char_at(s, n, i, &len);

        c = c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
        if (fold && c >= 0x80)
            c = base_letter(c);
        at = put(c, out, at, cap);
        if (at == 0)
            return 0;
        i += len;
    }
    return at;
}
