/*
 * Text layer, knows base. What the files of the sentence walk share: the walk
 * itself (sentence.c), what a full stop means (sentence_stop.c), lines and
 * list items (sentence_line.c), characters (sentence_char.c).
 */
#ifndef LEDE_TEXT_SENTENCE_H
#define LEDE_TEXT_SENTENCE_H

#include <stddef.h>
#include <stdint.h>

#include "text/abbrev.h"
#include "text/stopword.h"

enum {
    LEDE__ORDINALS = 1,   /* "12. Juni": a stop after a number may make it an ordinal */
    LEDE__ARMENIAN = 2,   /* ':' ends a sentence, '.' does not */
    LEDE__GREEK = 4,      /* ';' is a question mark */
    LEDE__JAPANESE = 8,   /* a closed quotation goes on with a particle */
    LEDE__NO_DOT = 32,    /* Thai, Lao: a full stop marks abbreviations only */
    LEDE__TITLE_CASE = 16 /* nouns are capitalised: a capital says little */
};

typedef struct lede__scan {
    const char *s;
    size_t n;
    const lede__abbrevs *abbrevs;
    const lede__stopwords *openers;   /* words that, capitalised, open sentences */
    unsigned flags;
    size_t start;        /* of the sentence under way */
    size_t line;         /* start of the line under way */
    size_t line_before;  /* length of the line before it */
    int marker;          /* the sentence began as a list item: '1', 'a', '*' or 0 */
    char marker_tail;    /* what follows its number: '.' or ')' */
    unsigned number;     /* the number, or the letter's */
} lede__scan;

/* --- characters ----------------------------------------------------------- */

/* The character at i (U+FFFD for a bad byte) and its length in bytes; i < n. */
uint32_t lede__char_at(const char *s, size_t n, size_t i, size_t *len);
/* The character that ends before i; i > 0. */
uint32_t lede__char_before(const char *s, size_t i, size_t *len);
int lede__is_space(uint32_t c);
int lede__is_upper(uint32_t c);
int lede__is_lower(uint32_t c);
int lede__is_letter(uint32_t c);
int lede__is_digit(uint32_t c);
int lede__is_closer(uint32_t c);
int lede__is_opener(uint32_t c);
/* Skip white space from i; *lines is the number of line ends passed. */
size_t lede__skip_space(const char *s, size_t n, size_t i, unsigned *lines);
/* Lower-case the word into `out`; 0 where it does not fit. `fold` takes diacritics off as well. */
size_t lede__lower(const char *s, size_t n, int fold, char *out, size_t cap);

/* --- decisions ------------------------------------------------------------- */

/*
 * Each looks at the character at i and returns where the sentence under way
 * ends, or 0. *next is where to look on if it does not end.
 */
size_t lede__stop_end(lede__scan *sc, size_t i, size_t *next);
size_t lede__line_end(lede__scan *sc, size_t i, size_t *next);
size_t lede__item_end(lede__scan *sc, size_t i, size_t *next);

size_t lede__colon_end(lede__scan *sc, size_t i, size_t *next);
size_t lede__rule_end(const lede__scan *sc, size_t i, size_t *next);
size_t lede__smiley_end(const lede__scan *sc, size_t i);

/* Where an opening of the sentence that stands alone (a dateline) ends, or 0. */
size_t lede__opening_end(const lede__scan *sc);

/* Read a list marker at the start of the sentence; returns where the text after it begins. */
size_t lede__marker(lede__scan *sc);

/* Whether the word at `at` opens sentences. */
int lede__opens(const lede__scan *sc, size_t at);

#endif
