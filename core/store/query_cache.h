/*
 * Store layer. What queries remember of a store between them: its languages
 * with their stemmers, the lengths of its texts, which articles are copies. Filled when first asked
 * for, and anew when the store has changed.
 */
#ifndef LEDE_STORE_QUERY_CACHE_H
#define LEDE_STORE_QUERY_CACHE_H

#include "base/arena.h"
#include "base/map.h"
#include "lede/text.h"
#include "store/hits.h"
#include "store/lengths.h"
#include "store/rank.h"
#include "store/store_in.h"

typedef struct lede__q_language {
    char *code;
    lede_stemmer *stemmer;    /* NULL: the language has none */
} lede__q_language;

/* What a word of a query stands for: as lede__qterm has it. */
typedef struct lede__q_words {
    const char **words, **lean;
    size_t words_n, lean_n;
} lede__q_words;

typedef struct lede__q_cache {
    int64_t version, changes; /* of the store when it was filled */
    lede__q_language *languages;
    size_t languages_n, languages_cap;
    int has_languages;
    lede__map stems;          /* words of queries: lede__q_words in the arena */
    lede__arena words;
    lede__map counts;         /* of articles that a term hits */
    lede__length_table lengths;
    lede__rowset copies;      /* articles that copy an earlier one: duplicates.c */
    int has_copies;
    lede__hits_pool pool;     /* for ranking, as is the room; they outlive changes */
    lede__rank_room *room;
} lede__q_cache;

/* The store as it is now: PRAGMA data_version and the connection's own changes. */
lede_status lede__q_version(lede_store *s, int64_t *version, int64_t *changes, lede_error *err);

lede_status lede__q_languages(lede_store *s, const lede__q_language **out, size_t *n, lede_error *err);
/*
 * The words that a word of a query was found to stand for; NULL where it was
 * not asked for. Those to be remembered are made in the arena of the cache. All
 * valid until the store changes.
 */
lede__q_words *lede__q_words_of(lede_store *s, const char *word, size_t n);
int lede__q_words_put(lede_store *s, const char *word, size_t n, lede__q_words *words);

/* A number to remember under a key until the store changes; NULL when memory ran out. It is -1 when new. */
int64_t *lede__q_count(lede_store *s, const char *key, size_t n);

/* Valid until the store changes. */
lede_status lede__q_lengths(lede_store *s, lede__length_table **out, lede_error *err);

/* The set of articles that copy an earlier one: LEDE_DONE where it is still to be filled. Valid until the store changes. */
lede_status lede__q_copies(lede_store *s, lede__rowset **out, lede_error *err);

/* At closing. */
void lede__q_cache_free(lede_store *s);

#endif
