/*
 * News layer: dictionaries - codebooks, watch lists, gazetteers - found in a
 * text in one pass.
 *
 * An entry is a word, a phrase, a glob (wor*, *isation, w?rd) or a regular
 * expression between slashes, under a key (a category's path, "economy/trade")
 * with a weight. Words compare folded, as searching does (lede_terms), so
 * "Trump's" holds "trump" and "U.S.-led" holds "U.S.". All entries but regular
 * expressions share one automaton over words, in the manner of Aho and
 * Corasick (1975), whose time does not grow with their number; each regular
 * expression takes a pass of its own. Phrases do not cross sentence ends,
 * brackets or paragraphs.
 */
#ifndef LEDE_DICTIONARY_H
#define LEDE_DICTIONARY_H

#include "lede/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lede_dictionary lede_dictionary;

enum {
    LEDE_DICTIONARY_LONGEST = 1,   /* of matches that overlap only the first, and of these the longest */
    LEDE_DICTIONARY_CASE = 2,      /* entries match only as they are written */
    LEDE_DICTIONARY_CAPITALS = 4   /* entries in capitals (US, WHO) match only as they are written, others folded */
};

/* What a match says besides its place; texts are NUL-terminated and live as long as the dictionary. */
typedef struct lede_entry {
    const char *key;       /* category; of a gazetteer: the canonical name */
    const char *pattern;   /* as it was given */
    const char *kind;      /* "" where not given: person, place, ... */
    const char *code;      /* "" where not given: an ISO code, an id */
    double weight;
} lede_entry;

typedef struct lede_hit {
    size_t start, end;     /* in the text */
    size_t entry;          /* for lede_dictionary_entry */
} lede_hit;

/* A new empty dictionary; free it with lede_dictionary_free. NULL when memory ran out. */
LEDE_API lede_dictionary *lede_dictionary_new(unsigned flags);
LEDE_API void lede_dictionary_free(lede_dictionary *d);

/*
 * Add an entry, copied; kind and code may be NULL. LEDE_USAGE where a pattern
 * holds no word, LEDE_QUERY where a regular expression is wrong.
 */
LEDE_API lede_status lede_dictionary_add(lede_dictionary *d, const lede_entry *entry, lede_error *err);

LEDE_API size_t lede_dictionary_count(const lede_dictionary *d);
/* The i-th entry as added, from 0; i < lede_dictionary_count. */
LEDE_API lede_entry lede_dictionary_entry(const lede_dictionary *d, size_t i);

/*
 * Find all matches, ordered by start, the longer first, then by entry; the same
 * key is given once a place. On success *hits is an array of *count to be freed
 * with lede_free (NULL where nothing matched). LEDE_LIMIT where a regular
 * expression ran out of its limits. One dictionary serves one thread at a time.
 */
LEDE_API lede_status lede_dictionary_match(lede_dictionary *d, const char *s, size_t n, lede_hit **hits, size_t *count,
                                           lede_error *err);

#ifdef __cplusplus
}
#endif

#endif
