/* News layer, knows text and base. The inside of a fingerprint, for those who compare many. */
#ifndef LEDE_NEWS_FINGERPRINT_H
#define LEDE_NEWS_FINGERPRINT_H

#include "lede/similarity.h"
#include "lede/text.h"

enum { LEDE__PRINT_HEAD = 16, LEDE__PRINT_RUN = 3, LEDE__PRINT_SLOTS = 4 * LEDE_FINGERPRINT_MOST };

/* A fingerprint in the making, for those who walk a text's terms anyhow. */
typedef struct lede__sketch {
    size_t n;
    unsigned level;
    uint64_t last[LEDE__PRINT_RUN];     /* hashes of the latest words */
    uint64_t whole;
    size_t words;
    uint16_t slots[LEDE__PRINT_SLOTS];  /* where a hash stands in `hashes`, plus 1 */
    uint32_t hashes[LEDE_FINGERPRINT_MOST + 1];   /* the sample so far, each once */
} lede__sketch;

/* Begin; take the lede__hash of every term of lede_terms, in order; append the fingerprint. */
void lede__sketch_begin(lede__sketch *k);
void lede__sketch_term(lede__sketch *k, uint64_t hash, lede_word_class cls, int part);
void lede__sketch_end(lede__sketch *k, lede_buf *out);

typedef struct lede__print_view {
    unsigned level;
    uint32_t runs;        /* of words, repeats counted */
    uint64_t whole;       /* hash of all words in order; 0 for a text without words */
    const char *hashes;   /* 4 bytes each, ascending */
    size_t n;
} lede__print_view;

/* Hashes to leave out of comparisons, ascending; NULL is none. */
typedef struct lede__common {
    uint32_t *hashes;
    uint64_t *filter;      /* a bit for each of them, by a hash */
    size_t n, cap;
} lede__common;

/* 0 where the bytes are no fingerprint of this version. */
int lede__print_read(const char *s, size_t n, lede__print_view *v);
uint32_t lede__print_hash(const lede__print_view *v, size_t i);
size_t lede__print_keys(const lede__print_view *v, uint32_t *keys, size_t most);

/* A place in the filter, in bits; the low bits of sampled hashes are zero, so they are mixed. */
enum { LEDE__COMMON_BITS = 20 };   /* 128 KB, which stays in the cache */
static inline uint32_t lede__common_place(uint32_t h)
{
    return h * 2654435769u >> (32 - LEDE__COMMON_BITS);
}

/* Most hashes are not common: one bit tells, and only the rest is searched. */
int lede__common_search(const lede__common *c, uint32_t h);
static inline int lede__common_has(const lede__common *c, uint32_t h)
{
    uint32_t at = lede__common_place(h);

    return c && c->n && c->filter[at >> 6] >> (at & 63) & 1 && lede__common_search(c, h);
}

/* A fingerprint laid open, to be compared with many. */
typedef struct lede__sample {
    unsigned level;
    uint32_t runs;
    uint64_t whole;
    size_t n;
    uint32_t hashes[LEDE_FINGERPRINT_MOST];   /* ascending */
} lede__sample;

void lede__print_sample(const lede__print_view *v, const lede__common *common, lede__sample *out);
void lede__sample_compare(const lede__sample *a, const lede__sample *b, lede_likeness *out);

#endif
