/*
 * Text layer, knows base. Abbreviations: what the full stop after a word may
 * mean, by language. Keys are lower-cased and lack their last stop ("z.b").
 */
#ifndef LEDE_TEXT_ABBREV_H
#define LEDE_TEXT_ABBREV_H

#include <stddef.h>

/*
 * 'J' the text goes on (Mr., e.g., z.B.); 'N' it goes on before a number
 * (No., pp., Jan.); 'M' it goes on unless the next word opens sentences (Inc.,
 * p.m., U.S.); 'S' is 'M' for words that must be capitalised to count (Miss.).
 */
typedef struct lede__abbrev {
    const char *word;
    char kind;
} lede__abbrev;

typedef struct lede__abbrevs {
    const char *language;
    const lede__abbrev *list;
    size_t count;
} lede__abbrevs;

/* The table of the language; that of every language ("") where it has none. */
const lede__abbrevs *lede__abbrevs_of(const char *language);

/* The kind of the lower-cased word in the language's table or the common one; 0 if it is no abbreviation. */
char lede__abbrev_kind(const lede__abbrevs *t, const char *word, size_t n);

#endif
