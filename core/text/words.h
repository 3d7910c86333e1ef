/* Text layer, knows base. The walk over words that counting and indexing share. */
#ifndef LEDE_TEXT_WORDS_H
#define LEDE_TEXT_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "lede/text.h"
#include "text/utf8.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef struct lede__word {
    size_t start, end;
    lede_word_class cls;   /* LEDE_WORD_IDEOGRAPH: a whole run of scripts without spaces */
} lede__word;

/* The first word at or after `at`; 0 when there is none. */
int lede__next_word(const uint8_t *s, size_t n, size_t at, lede__word *w);

/* lede_terms that counts, in the same walk, the words as lede_count_words does; a walk that was stopped counts part of them. */
int lede__walk_terms(const char *s, size_t n, lede_term_fn fn, void *ud, size_t *words);

/* Inside a run: the end of the one word there, a Han character or a row of one kind of kana or of Thai, Lao, Khmer. */
size_t lede__ideograph_end(const uint8_t *s, size_t n, size_t at);

/* The character is of a script without spaces. */
static inline int lede__is_ideograph(unsigned prop)
{
    return LEDE__KIND(prop) >= LEDE__KIND_HAN && LEDE__KIND(prop) <= LEDE__KIND_COMPLEX;
}

/* The character belongs to the one before it. */
static inline int lede__is_extender(unsigned prop)
{
    return LEDE__WB(prop) == LEDE__WB_EXTEND || LEDE__WB(prop) == LEDE__WB_FORMAT || LEDE__WB(prop) == LEDE__WB_ZWJ;
}

/* Classes of ASCII bytes, 0 for what stands between words. */
enum { LEDE__ALPHA = 1, LEDE__DIGIT = 2, LEDE__START = 4 /* @ # _ */, LEDE__LONG = 8 /* no ASCII */ };
extern const uint8_t lede__byte_class[256];

/* The same where what follows is neither a space nor the end. */
int lede__word_ends_at_mark(const uint8_t *s, size_t n, size_t end);

/* Whether the word of letters and digits that ends at `end` goes no further. */
static inline int lede__word_ends(const uint8_t *s, size_t n, size_t end)
{
    return end == n || s[end] == ' ' || lede__word_ends_at_mark(s, n, end);
}

/*
 * The length of the run of ASCII letters and digits at s, of which `n` bytes
 * may be read; the first 16 of them in lower case at `lower`, which has 16.
 * *digits says whether they are all digits. A run of 16 or more gives 16.
 */
static inline size_t lede__ascii_word(const uint8_t *s, size_t n, uint8_t *lower, int *digits)
{
    size_t i = 0;
#if defined(__SSE2__)
    if (n >= 16) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)s);
        /* Signed comparisons: bytes of 0x80 and above are negative, so never in range. */
        const __m128i low = _mm_or_si128(v, _mm_set1_epi8(0x20));
        const __m128i alpha = _mm_and_si128(_mm_cmpgt_epi8(low, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(low, _mm_set1_epi8('z' + 1)));
        const __m128i digit = _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(v, _mm_set1_epi8('9' + 1)));
        const unsigned a = (unsigned)_mm_movemask_epi8(alpha), d = (unsigned)_mm_movemask_epi8(digit);
        const unsigned length = (unsigned)__builtin_ctz(~(a | d));

        /* The bit is set in digits already. */
        _mm_storeu_si128((__m128i *)(void *)lower, low);
        *digits = length && !(a & ((1u << length) - 1));
        return length;
    }
#endif
    *digits = 1;
    for (; i < n && i < 16 && lede__byte_class[s[i]] & (LEDE__ALPHA | LEDE__DIGIT); i++) {
        lower[i] = s[i] | 0x20;
        *digits &= lede__byte_class[s[i]] == LEDE__DIGIT;
    }
    return i;
}

/*
 * The word at s when it is of ASCII letters, digits and the letters of
 * lede__letters only, folded at `term` (which has LEDE__SIMPLE_ROOM). Returns
 * its length, 0 where the word is longer or needs a closer look.
 */
enum { LEDE__SIMPLE_ROOM = 72 };

static inline size_t lede__simple_word(const uint8_t *s, size_t n, uint8_t *term, size_t *term_n, int *digits)
{
    size_t at = 0, w = 0;
    unsigned seen = 0;

    while (at < n && w < 64) {
        uint8_t c = s[at], class = lede__byte_class[c];

        if (class & (LEDE__ALPHA | LEDE__DIGIT)) {
            term[w++] = c | 0x20;
            seen |= class;
            at++;
        } else if (c >= 0xC2 && c < 0xE0 && at + 1 < n && (s[at + 1] & 0xC0) == 0x80) {
            uint32_t e = lede__letters[((c & 0x1Fu) << 6 | (s[at + 1] & 0x3Fu)) - 0x80];

            if (!e)
                break;
            term[w] = (uint8_t)(e >> 8);
            term[w + 1] = (uint8_t)(e >> 16);
            term[w + 2] = (uint8_t)(e >> 24);
            w += e & 0xFF;
            seen |= LEDE__ALPHA;
            at += 2;
        } else {
            break;
        }
    }
    *term_n = w;
    *digits = seen == LEDE__DIGIT;
    return w < 64 && at && lede__word_ends(s, n, at) ? at : 0;
}

/* The same with the short way for ASCII first: nearly every word of many texts is short and plain. */
static inline size_t lede__quick_word(const uint8_t *s, size_t n, uint8_t *term, size_t *term_n, int *digits)
{
    size_t len = lede__ascii_word(s, n, term, digits);

    *term_n = len;
    if (len && len < 16 && lede__word_ends(s, n, len))
        return len;
    return s[0] < 0xE0 ? lede__simple_word(s, n, term, term_n, digits) : 0;
}

#endif
