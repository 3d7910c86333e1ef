/*
 * News layer, knows text and base. Tokens for dates and amounts: words with
 * their meaning in a language, numbers, signs.
 */
#ifndef LEDE_NEWS_TIME_WORDS_H
#define LEDE_NEWS_TIME_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "lede/base.h"

/* What a word is; the values beside it are told in core/news/gen/time_words.lua. */
typedef enum lede__time_class {
    LEDE__T_OTHER, LEDE__T_NUM, LEDE__T_MULT, LEDE__T_ORD, LEDE__T_FRAC, LEDE__T_MONTH, LEDE__T_WDAY, LEDE__T_SEASON,
    LEDE__T_UNIT, LEDE__T_DAYREF, LEDE__T_PART, LEDE__T_NOW, LEDE__T_PASTREF, LEDE__T_FUTUREREF, LEDE__T_THIS,
    LEDE__T_LAST, LEDE__T_NEXT, LEDE__T_EARLY, LEDE__T_MID, LEDE__T_LATE, LEDE__T_AGO, LEDE__T_AGOPRE, LEDE__T_LATER,
    LEDE__T_BEFORE, LEDE__T_EVERY, LEDE__T_EVERYUNIT, LEDE__T_THE, LEDE__T_A, LEDE__T_OF, LEDE__T_AND,
    LEDE__T_HOLIDAY, LEDE__T_WILL, LEDE__T_CURRENCY, LEDE__T_CENT, LEDE__T_PERCENT, LEDE__T_APPROX, LEDE__T_FISCAL,
    LEDE__T_TO, LEDE__T_IN, LEDE__T_SINCE, LEDE__T_ORDSUFFIX, LEDE__T_DECADE, LEDE__T_PASTVERB,
    LEDE__T_DIGITS,      /* a number in digits: `number`, and digits before any separator in `digits` */
    LEDE__T_SIGN         /* one character that is neither; `value` is its code point */
} lede__time_class;

typedef struct lede__time_word {
    const char *word;    /* folded */
    int cls;
    int value;
} lede__time_word;

typedef struct lede__time_language {
    const char *language;
    const lede__time_word *words;   /* by byte */
    size_t n;
    const uint16_t *slots;          /* hash table of indexes + 1 */
    size_t size;                    /* of slots, a power of two */
} lede__time_language;

extern const lede__time_language lede__time_languages[];

typedef struct lede__time_token {
    uint32_t start, end;
    uint8_t cls;
    uint8_t space;       /* white space before it, or the text's start */
    uint8_t line;        /* a blank line before it, or the text's start */
    uint8_t upper;       /* begins with a capital */
    uint8_t digits;      /* of DIGITS: how many before any separator, at most 255 */
    uint8_t places;      /* of DIGITS: after the decimal sign */
    uint8_t grouped;     /* of DIGITS: had signs between thousands */
    int32_t value;
    double number;       /* of DIGITS */
} lede__time_token;

typedef struct lede__time_text {
    lede__time_token *t;
    size_t n, cap;
    const char *s;
    size_t size;
    int comma;           /* the language's decimal sign is a comma */
    int chinese;         /* its sign of the yen means the yuan */
    const lede__time_language *language;   /* NULL where it has no words */
} lede__time_text;

/* What stands at token *i: moves *i behind what it took. 0 when memory ran out. */
typedef int lede__time_rule(void *ud, size_t *i);

/*
 * Cut the text into tokens in *ts, for the time of the call, and try the rule
 * at each from the left, going on behind what it took. Texts over 2 GB are refused.
 */
lede_status lede__time_walk(lede__time_text *ts, const char *s, size_t n, const char *language, lede__time_rule *rule, void *ud,
                            lede_error *err);

/* The class at i; LEDE__T_OTHER past the end. */
int lede__class_at(const lede__time_text *ts, size_t i);
/* Whether token i is the sign c (ASCII). */
int lede__is_sign(const lede__time_text *ts, size_t i, int c);
/* Whether token i is this word, in ASCII lower case. */
int lede__is_word(const lede__time_text *ts, size_t i, const char *word);

/*
 * Read a number at token i: digits with separators, number words, magnitudes
 * ("1.2 million", "two hundred and five", "10k", "half a billion"). Returns
 * the token after it, i where there is none. -1 is "several". *digits tells
 * whether it was written in digits alone.
 */
size_t lede__number_at(const lede__time_text *ts, size_t i, double *value, int *digits);

#endif
