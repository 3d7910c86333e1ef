/* News layer, knows text and base. The inside of a fingerprint, for those who compare many. */
#ifndef LEDE_NEWS_FINGERPRINT_H
#define LEDE_NEWS_FINGERPRINT_H

#include "lede/similarity.h"
#include "lede/text.h"

enum {
    LEDE__PRINT_RUN = 3,
    LEDE__PRINT_ROOM = 4 * LEDE_FINGERPRINT_MOST      /* hashes gathered before the least are chosen */
};

/* A fingerprint in the making, for those who walk a text's terms anyhow. */
typedef struct lede__sketch {
    size_t n;
    uint32_t limit;                     /* hashes from here on are not among the least */
    uint64_t last[LEDE__PRINT_RUN];     /* hashes of the latest words */
    uint64_t whole;
    size_t words;
    uint32_t hashes[LEDE__PRINT_ROOM];  /* the sample so far */
} lede__sketch;

/* Begin; take the lede__hash of every term of lede_terms, in order; append the fingerprint. */
void lede__sketch_begin(lede__sketch *k);
void lede__sketch_term(lede__sketch *k, uint64_t hash, lede_word_class cls, int part);
void lede__sketch_end(lede__sketch *k, lede_buf *out);

typedef struct lede__print_view {
    uint32_t runs;        /* of words, repeats counted */
    uint64_t whole;       /* hash of all words in order; 0 for a text without words */
    size_t n;             /* hashes, as it says itself */
    int complete;         /* the text has no more */
    unsigned bits;
    const unsigned char *code, *end;
} lede__print_view;

/* Hashes to leave out of comparisons; NULL is none. */
typedef struct lede__common {
    uint32_t *spread;      /* lede__print_spread of each, ascending */
    uint64_t *filter;      /* a bit for each of them */
    uint32_t *starts;      /* where those of each upper half begin, and the end */
    size_t n, cap;
} lede__common;

/* 0 where the bytes are no fingerprint of this version. */
int lede__print_read(const char *s, size_t n, lede__print_view *v);
/* The least hashes, ascending, `most` or fewer. Returns how many: those before the damage where bytes are damaged. */
size_t lede__print_hashes(const lede__print_view *v, uint32_t *hashes, size_t most);

/* Another number for each hash, over all 32 bits: samples hold small ones. */
static inline uint32_t lede__print_spread(uint32_t h)
{
    return h * 2654435769u;
}

enum {
    LEDE__COMMON_BITS = 20,        /* of a place in the filter: 128 KB, which stays in the cache */
    LEDE__COMMON_STARTS = (1 << 16) + 1
};

static inline uint32_t lede__common_place(uint32_t spread)
{
    return spread >> (32 - LEDE__COMMON_BITS);
}

/* Most hashes are not common: one bit tells, and only the rest is looked up. */
int lede__common_look_up(const lede__common *c, uint32_t spread);
static inline int lede__common_has(const lede__common *c, uint32_t h)
{
    uint32_t spread = lede__print_spread(h), at = lede__common_place(spread);

    return c && c->n && c->filter[at >> 6] >> (at & 63) & 1 && lede__common_look_up(c, spread);
}

/* A fingerprint laid open, to be compared with many. */
typedef struct lede__sample {
    uint32_t runs;
    uint32_t last;        /* all hashes of the text up to this one were looked at */
    uint64_t whole;
    size_t n;
    uint32_t hashes[LEDE_FINGERPRINT_MOST];   /* ascending */
} lede__sample;

void lede__print_sample(const lede__print_view *v, const lede__common *common, lede__sample *out);
void lede__sample_compare(const lede__sample *a, const lede__sample *b, lede_likeness *out);

#endif
