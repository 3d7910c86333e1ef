/*
 * Base layer, knows libc only. How far a text goes without a byte of some
 * kind: sixteen bytes at a time where the processor can (every x86-64 does),
 * else one by one.
 */
#ifndef LEDE_BASE_STRETCH_H
#define LEDE_BASE_STRETCH_H

#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>

static inline __m128i lede__load16(const uint8_t *s)
{
    return _mm_loadu_si128((const __m128i *)(const void *)s);
}

static inline __m128i lede__equal16(__m128i v, char c)
{
    return _mm_cmpeq_epi8(v, _mm_set1_epi8(c));
}

/* Look at whole sixteens from s + i on: `hits` has a bit for each byte that ends the stretch. */
#define LEDE__SIXTEENS(i, n, hits)                                    \
    for (; (i) + 16 <= (n); (i) += 16) {                              \
        const unsigned found = (unsigned)_mm_movemask_epi8(hits);     \
                                                                      \
        if (found)                                                    \
            return (i) + (unsigned)__builtin_ctz(found);              \
    }
#else
#define LEDE__SIXTEENS(i, n, hits)
#endif

/* How many bytes of ASCII s starts with. */
static inline size_t lede__ascii_stretch(const uint8_t *s, size_t n)
{
    size_t i = 0;

    LEDE__SIXTEENS(i, n, lede__load16(s + i))
    while (i < n && s[i] < 0x80)
        i++;
    return i;
}

/* How many bytes before the first \n or \r. */
static inline size_t lede__line_stretch(const uint8_t *s, size_t n)
{
    size_t i = 0;

    LEDE__SIXTEENS(i, n, _mm_or_si128(lede__equal16(lede__load16(s + i), '\n'), lede__equal16(lede__load16(s + i), '\r')))
    while (i < n && s[i] != '\n' && s[i] != '\r')
        i++;
    return i;
}

/* How many bytes before the first double quote, backslash or control character. */
static inline size_t lede__quoted_stretch(const uint8_t *s, size_t n)
{
    size_t i = 0;

    LEDE__SIXTEENS(i, n,
                   _mm_or_si128(_mm_or_si128(lede__equal16(lede__load16(s + i), '"'), lede__equal16(lede__load16(s + i), '\\')),
                                _mm_cmpeq_epi8(_mm_min_epu8(lede__load16(s + i), _mm_set1_epi8(0x1F)), lede__load16(s + i))))
    while (i < n && s[i] != '"' && s[i] != '\\' && s[i] >= 0x20)
        i++;
    return i;
}

#endif
