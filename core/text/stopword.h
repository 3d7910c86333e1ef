/*
 * Text layer, knows base. The stop word lists as tables.
 */
#ifndef LEDE_TEXT_STOPWORD_H
#define LEDE_TEXT_STOPWORD_H

#include <stddef.h>
#include <stdint.h>

typedef struct lede__stopword {
    const char *folded;   /* as lede_fold gives it: the table is sorted by this */
    const char *word;     /* as written, or NULL where that is the same */
} lede__stopword;

typedef struct lede__stopwords {
    const char *language;
    const lede__stopword *list;
    size_t count;
    const uint16_t *slots;   /* by hash: the word's number, from 1; 0 for none */
    size_t slot_count;       /* a power of two */
} lede__stopwords;

/* Sorted by language. */
extern const lede__stopwords lede__stopword_lists[];
extern const size_t lede__stopword_list_count;

/* The language's list or NULL; only the letters before a '-' count. */
const lede__stopwords *lede__stopwords_of(const char *language);

int lede__stopword_in(const lede__stopwords *t, const char *folded, size_t n);

#endif
