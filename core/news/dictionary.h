/* News layer, knows text and base. What the two files of dictionaries share. */
#ifndef LEDE_NEWS_DICTIONARY_H
#define LEDE_NEWS_DICTIONARY_H

#include "base/arena.h"
#include "lede/dictionary.h"
#include "lede/regex.h"
#include "news/automaton.h"

/* The most words that a phrase may have. */
enum { LEDE__PHRASE_WORDS = 32 };

/* A word with * or ? in it. */
typedef struct lede__glob {
    const char *text;       /* folded */
    size_t n;
    size_t prefix;          /* bytes before the first * or ? */
    uint32_t number;        /* the word number that stands for it in the automaton */
} lede__glob;

typedef struct lede__pattern {
    lede_entry entry;
    lede_regex *regex;      /* NULL but for /regular expressions/ */
    uint32_t key;           /* the key's number, in order of first use */
    int exact;              /* must stand in the text as written */
} lede__pattern;

struct lede_dictionary {
    unsigned flags;
    lede__arena texts;
    lede__pattern *patterns;
    size_t count, cap;
    size_t regex_count;
    lede__automaton words;
    lede__glob *globs;
    size_t glob_count, glob_cap;
    lede__map seen;         /* with globs: term -> where its glob numbers begin in `numbers`, plus 1 */
    uint32_t *numbers;      /* runs of numbers, each ended by 0 */
    size_t number_count, number_cap;
    lede__map keys;         /* key -> its number is its index */
    size_t *stamps;         /* by key: the place where it was last given */
    size_t stamp_cap, place;
};

#endif
