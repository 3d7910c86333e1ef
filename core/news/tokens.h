/*
 * News layer, knows text and base. The words of a text as counting sees them:
 * folded, with stem and stop-word mark by the text's language.
 */
#ifndef LEDE_NEWS_TOKENS_H
#define LEDE_NEWS_TOKENS_H

#include <string.h>

#include "lede/text.h"

typedef struct lede__token {
    const char *term;      /* folded; valid during the call */
    size_t n;
    const char *key;       /* its stem, or itself */
    size_t key_n;
    lede_word_class cls;   /* word, number, ideograph, hashtag or mention: nothing else is counted */
    size_t start, end;
    uint64_t hash;         /* of the term: lede__word_hash */
    int stop;              /* a stop word */
} lede__token;

/* A hash of a short word for tables that hold the frequent ones: its two ends decide. */
static inline uint64_t lede__word_hash(const char *word, size_t n)
{
    uint64_t a = 0, b = 0;
    uint32_t x, y;

    if (n >= 8) {
        memcpy(&a, word, 8);
        memcpy(&b, word + n - 8, 8);
    } else if (n >= 4) {
        memcpy(&x, word, 4);
        memcpy(&y, word + n - 4, 4);
        a = x | (uint64_t)y << 32;
    } else if (n) {
        a = (uint64_t)(unsigned char)word[0] | (uint64_t)(unsigned char)word[n / 2] << 8 |
            (uint64_t)(unsigned char)word[n - 1] << 16;
    }
    a = (a ^ b * 0x9E3779B97F4A7C15u ^ n) * 0xff51afd7ed558ccdu;
    return a ^ a >> 32;
}

/* A non-zero return stops the walk. */
typedef int (*lede__token_fn)(const lede__token *t, void *ud);

typedef struct lede__language_stemmer {
    char language[8];
    lede_stemmer *stemmer;
} lede__language_stemmer;

/* Held by value; keeps a stemmer (with its cache) a language. All zero to begin with. */
typedef struct lede__tokens {
    lede__language_stemmer *stemmers;
    size_t n, cap;
    int stem;              /* whether keys are stems */
} lede__tokens;

void lede__tokens_release(lede__tokens *t);

/*
 * Walk the words of a text. `language` NULL or "" is detected. *stopped (may be
 * NULL) is what the callback returned.
 */
lede_status lede__tokens_walk(lede__tokens *t, const char *s, size_t n, const char *language, lede__token_fn fn,
                              void *ud, int *stopped, lede_error *err);

/* The stem of a folded word in the language, valid until the next call; the word itself where there is no stemmer. */
lede_status lede__tokens_stem(lede__tokens *t, const char *language, const char *word, size_t n, const char **out,
                              size_t *out_n, lede_error *err);

#endif
