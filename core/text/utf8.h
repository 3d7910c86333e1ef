/*
 * Text layer, knows base. One character of UTF-8 at a time, and the properties
 * of a character out of the generated tables.
 */
#ifndef LEDE_TEXT_UTF8_H
#define LEDE_TEXT_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "text/tables.h"

#define LEDE__REPLACEMENT 0xFFFDu

/* Of any length; LEDE__REPLACEMENT with *len = 1 where the bytes are not valid. */
uint32_t lede__decode_long(const uint8_t *s, size_t n, size_t *len);

/* The character at s, which has n >= 1 bytes; *len is its length. */
static inline uint32_t lede__decode(const uint8_t *s, size_t n, size_t *len)
{
    if (s[0] < 0x80) {
        *len = 1;
        return s[0];
    }
    if (n >= 2 && s[0] >= 0xC2 && s[0] < 0xE0 && (s[1] & 0xC0) == 0x80) {
        *len = 2;
        return (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
    }
    if (n >= 3 && (s[0] & 0xF0) == 0xE0 && s[0] != 0xED && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80 &&
        (s[0] > 0xE0 || s[1] >= 0xA0)) {
        *len = 3;
        return (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
    }
    return lede__decode_long(s, n, len);
}

/* Write the character (never a surrogate) as UTF-8; returns how many bytes, at most 4. */
size_t lede__encode(uint32_t c, uint8_t *out);

static inline uint8_t lede__lookup(const uint8_t *index, const uint8_t *pages, uint32_t c)
{
    return pages[(size_t)index[c >> 8] << 8 | (c & 0xFF)];
}

/* Word_Break in the low five bits, LEDE__KIND above. */
static inline unsigned lede__word_prop(uint32_t c)
{
    return lede__lookup(lede__word_index, lede__word_pages, c);
}

#define LEDE__WB(prop) ((prop) & 31u)
#define LEDE__KIND(prop) ((prop) >> 5)

static inline unsigned lede__sentence_prop(uint32_t c)
{
    return lede__lookup(lede__sentence_index, lede__sentence_pages, c);
}

static inline unsigned lede__grapheme_prop(uint32_t c)
{
    return lede__lookup(lede__grapheme_index, lede__grapheme_pages, c);
}

static inline unsigned lede__normal_prop(uint32_t c)
{
    return lede__lookup(lede__normal_index, lede__normal_pages, c);
}

#endif
