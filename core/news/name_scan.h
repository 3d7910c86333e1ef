/*
 * News layer, knows text and base. One walk over an article that names and
 * quotes share: words with their shape and what the word list says of them,
 * numbers, and single signs. Possessive endings are tokens of their own, so
 * that a name ends before them; abbreviations and initials keep their stop.
 */
#ifndef LEDE_NEWS_NAME_SCAN_H
#define LEDE_NEWS_NAME_SCAN_H

#include "lede/base.h"

typedef enum lede__token_kind {
    LEDE__TOK_WORD = 1,
    LEDE__TOK_NUMBER,
    LEDE__TOK_POSSESSIVE,  /* 's or a lone ' after a name */
    LEDE__TOK_SIGN,        /* one character */
    LEDE__TOK_BREAK        /* between paragraphs */
} lede__token_kind;

typedef enum lede__token_shape {
    LEDE__SHAPE_LOWER = 1,
    LEDE__SHAPE_CAP,       /* Capital first */
    LEDE__SHAPE_UPPER,     /* two CAPITALS or more, or dotted: U.S. */
    LEDE__SHAPE_INITIAL,   /* one capital: J. or J */
    LEDE__SHAPE_MIXED,     /* McDonald, iPhone */
    LEDE__SHAPE_UNCASED    /* of a script without case */
} lede__token_shape;

enum {
    LEDE__TOK_START = 1,   /* begins a sentence, or follows an opening mark or colon */
    LEDE__TOK_SPACED = 2,  /* white space stands before it */
    LEDE__TOK_HEADING = 4, /* in a line without any lower-case word: a headline in capitals */
    LEDE__TOK_SENTENCE = 8,/* begins a sentence */
    LEDE__TOK_STOP = 16,   /* a word that keeps its full stop */
    LEDE__TOK_TITLED = 32, /* in a line whose words nearly all begin with capitals */
    LEDE__TOK_LITTLE = 64  /* a stop word of a language other than English */
};

typedef struct lede__token {
    size_t start, end;
    uint32_t lex;          /* classes of name_lexicon.h */
    union {
        uint32_t code;     /* of a sign: its code point */
        uint32_t grammar;  /* of a word: LEDE__GRAM_... */
    };
    uint8_t kind, shape, flags;
} lede__token;

typedef struct lede__tokens {
    const char *s;
    size_t n;
    lede__token *items;
    size_t count, cap;
} lede__tokens;

/* Scan the text; no language, and "und", mean English. Release in every case. LEDE_NOMEM when memory ran out. */
lede_status lede__scan(lede__tokens *t, const char *s, size_t n, const char *language);
void lede__scan_release(lede__tokens *t);

/*
 * The classes of the entry made of tokens [i, i + words): one space between
 * them, lower case. 0 where there is none.
 */
uint32_t lede__scan_phrase(const lede__tokens *t, size_t i, size_t words);

/* Decode the character at s[at], at < n: its code point (U+FFFD for a bad byte), *len its length. */
uint32_t lede__scan_char(const char *s, size_t n, size_t at, size_t *len);

/* Whether token i is a word that does one of these things (LEDE__GRAM_...). */
static inline int lede__scan_does(const lede__tokens *t, size_t i, uint32_t grammar)
{
    return i < t->count && t->items[i].kind == LEDE__TOK_WORD && (t->items[i].grammar & grammar) != 0;
}

/* Whether the word, in any case, is the lower-case one. */
int lede__scan_is(const lede__tokens *t, size_t i, const char *word);

#endif
