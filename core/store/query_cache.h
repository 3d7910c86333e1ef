/*
 * Store layer. What queries remember of a store between them: its languages
 * with their stemmers, and the lengths of its texts. Filled when first asked
 * for, and anew when the store has changed.
 */
#ifndef LEDE_STORE_QUERY_CACHE_H
#define LEDE_STORE_QUERY_CACHE_H

#include "lede/text.h"
#include "store/hits.h"
#include "store/lengths.h"
#include "store/rank.h"
#include "store/store_in.h"

typedef struct lede__q_language {
    char *code;
    lede_stemmer *stemmer;    /* NULL: the language has none */
} lede__q_language;

typedef struct lede__q_cache {
    int64_t version, changes; /* of the store when it was filled */
    lede__q_language *languages;
    size_t languages_n, languages_cap;
    int has_languages;
    lede__length_table lengths;
    lede__hits_pool pool;     /* for ranking, as is the room; they outlive changes */
    lede__rank_room *room;
} lede__q_cache;

/* The store as it is now: PRAGMA data_version and the connection's own changes. */
lede_status lede__q_version(lede_store *s, int64_t *version, int64_t *changes, lede_error *err);

lede_status lede__q_languages(lede_store *s, const lede__q_language **out, size_t *n, lede_error *err);
/* Valid until the store changes. */
lede_status lede__q_lengths(lede_store *s, lede__length_table **out, lede_error *err);

/* At closing. */
void lede__q_cache_free(lede_store *s);

#endif
