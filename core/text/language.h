/*
 * Text layer, knows base. The model that tells languages of one script apart:
 * a linear one over hashed n-grams of 1 to 4 characters and whole words. What
 * runs and the program that makes the tables (gen/language.c) share this file.
 */
#ifndef LEDE_TEXT_LANGUAGE_H
#define LEDE_TEXT_LANGUAGE_H

#include <stddef.h>
#include <stdint.h>

typedef enum lede__script {
    LEDE__LATIN, LEDE__CYRILLIC, LEDE__ARABIC, LEDE__DEVANAGARI, LEDE__ETHIOPIC, LEDE__MODELS,
    LEDE__HAN = LEDE__MODELS, LEDE__KANA, LEDE__HANGUL, LEDE__GREEK_SCRIPT, LEDE__HEBREW, LEDE__ARMENIAN_SCRIPT, LEDE__GEORGIAN,
    LEDE__THAI, LEDE__GUJARATI, LEDE__GURMUKHI, LEDE__TAMIL, LEDE__TELUGU, LEDE__BENGALI, LEDE__KANNADA, LEDE__MALAYALAM,
    LEDE__KHMER, LEDE__LAO, LEDE__MYANMAR, LEDE__SINHALA, LEDE__SCRIPTS, LEDE__NO_SCRIPT = LEDE__SCRIPTS
} lede__script;

/* Rows of weights, one a hash bucket, in it one character a language: LEDE__ZERO and the weight. */
typedef struct lede__profile {
    const char *const *languages;   /* codes */
    size_t count;                   /* of languages */
    size_t columns;                 /* of a row: 16 or 64, count at most */
    unsigned bits;                  /* buckets are 2^bits */
    unsigned part_bits;             /* of a part's rows */
    const char *const *parts;       /* rows are columns + 1 bytes long */
    double scale;                   /* of one step of a weight */
} lede__profile;

extern const lede__profile lede__profiles[LEDE__MODELS];

#define LEDE__STEPS 28   /* weights are -28 to 28 */
#define LEDE__ZERO 63

/* Characters as the model sees them: letters in lower case, all else a boundary. */
typedef struct lede__grams {
    uint32_t c[4];      /* the last ones, c[0] the newest; a boundary is ' ' */
    uint32_t word;      /* hash of the word under way */
    unsigned letters;   /* of it */
} lede__grams;

static inline uint32_t lede__gram_mix(uint32_t h)
{
    h ^= h >> 15;
    h *= 0x2C1B3C6Du;
    h ^= h >> 12;
    h *= 0x297A2D39u;
    return h ^ h >> 15;
}

/*
 * Take the next character (' ' for a boundary) and write the hashes of the
 * features that it completes; returns how many.
 */
static inline size_t lede__gram_step(lede__grams *g, uint32_t c, uint32_t out[5])
{
    size_t n = 0;

    if (c == ' ' && g->c[0] == ' ')
        return 0;
    g->c[3] = g->c[2];
    g->c[2] = g->c[1];
    g->c[1] = g->c[0];
    g->c[0] = c;
    if (c == ' ') {
        if (g->letters > 1)
            out[n++] = lede__gram_mix(g->word + 0x9E3779B9u);
        g->word = 0;
        g->letters = 0;
    } else {
        g->word = (g->word ^ c) * 0x01000193u + 0x7F4A7C15u;
        g->letters++;
        out[n++] = lede__gram_mix(c);
    }
    out[n++] = lede__gram_mix(c * 0x85EBCA6Bu + g->c[1] + 0x1000000u);
    if (g->c[1] == ' ' && c == ' ')
        return n;
    if (g->c[1] != ' ') {
        uint32_t h = (c * 0x85EBCA6Bu + g->c[1]) * 0x85EBCA6Bu + g->c[2];

        out[n++] = lede__gram_mix(h + 0x2000000u);
        if (g->c[2] != ' ')
            out[n++] = lede__gram_mix(h * 0x85EBCA6Bu + g->c[3] + 0x3000000u);
    }
    return n;
}

/* The script of a letter; LEDE__NO_SCRIPT for anything else. */
lede__script lede__script_of(uint32_t c);

/*
 * Whether a text (its first 4 KB) may be in the language: 0 only where the
 * language is known to be written in one script and most letters, 40 at
 * least, are of another.
 */
int lede__language_may_be(const char *code, const char *s, size_t n);

/* The character at *i, lowered, or ' '; moves *i on. */
uint32_t lede__gram_char(const char *s, size_t n, size_t *i);

#endif
