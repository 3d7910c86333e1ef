/*
 * Snowball stems behind a cache: stemming costs twenty times a look-up, and
 * news repeats its words. Two words share a set of one cache line, the one used
 * last first. The cache grows while it misses often, to 5 MB with that of long
 * words, and overwrites.
 */
#include "lede/text.h"

#include <libstemmer.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/map.h"

enum { LEAST_SETS = 1 << 10, MOST_SETS = 1 << 16, LONG_SLOTS = 1 << 14, SHORT = 24, LONG = 54, TAIL = 5 };

/* A stem is the word's beginning, sometimes with a few other letters after it. */
typedef struct ending {
    uint8_t word_n;   /* 0: the slot is free */
    uint8_t keep, tail_n;
    char tail[TAIL];
} ending;

/* A word of up to SHORT bytes as three numbers, which with its length are the word. */
typedef struct key {
    uint64_t k[3];
} key;

typedef struct slot {
    key word;
    ending stem;
} slot;

typedef struct long_slot {
    ending stem;
    char word[LONG];
} long_slot;

struct lede_stemmer {
    struct sb_stemmer *sb;
    char stem[LONG + TAIL];
    slot (*sets)[2];
    size_t set_count, misses;   /* misses since the cache grew */
    long_slot longs[LONG_SLOTS];
};

/* Snowball's stemmer of a language tag such as "pt-BR": its first part decides. */
static struct sb_stemmer *snowball_of(const char *language)
{
    char code[4];
    size_t n = strcspn(language, "-_"), i;

    if (n < 2 || n > 3)
        return NULL;
    for (i = 0; i < n; i++)
        code[i] = (char)(language[i] | 0x20);
    code[n] = '\0';
    /* Norwegian's two written forms share one stemmer, under the older code. */
    if (strcmp(code, "nb") == 0 || strcmp(code, "nn") == 0)
        return sb_stemmer_new("no", "UTF_8");
    return sb_stemmer_new(code, "UTF_8");
}

lede_status lede_stemmer_new(const char *language, lede_stemmer **out, lede_error *err)
{
    lede_stemmer *st;
    struct sb_stemmer *sb;

    *out = NULL;
    sb = language ? snowball_of(language) : NULL;
    if (!sb)
        return LEDE_OK;
    st = lede__calloc(1, sizeof *st);
    if (st)
        st->sets = lede__calloc(LEAST_SETS, sizeof *st->sets);
    if (!st || !st->sets) {
        lede__free(st);
        sb_stemmer_delete(sb);
        return lede__nomem(err);
    }
    st->sb = sb;
    st->set_count = LEAST_SETS;
    *out = st;
    return LEDE_OK;
}

void lede_stemmer_free(lede_stemmer *st)
{
    if (!st)
        return;
    sb_stemmer_delete(st->sb);
    lede__free(st->sets);
    lede__free(st);
}

/* Straight from Snowball; a word too long for an int is its own stem. */
static size_t snowball(lede_stemmer *st, const char *word, size_t n, const char **out)
{
    const sb_symbol *stem = n < LEDE_TERM_MAX * 4 ? sb_stemmer_stem(st->sb, (const sb_symbol *)word, (int)n) : NULL;

    *out = stem ? (const char *)stem : word;
    return stem ? (size_t)sb_stemmer_length(st->sb) : n;
}

static inline uint64_t load8(const char *p)
{
    uint64_t x;

    memcpy(&x, p, 8);
    return x;
}

static inline uint64_t load4(const char *p)
{
    uint32_t x;

    memcpy(&x, p, 4);
    return x;
}

/* Loads that overlap: no byte after the word is read, and none of it left out. */
static inline key key_of(const char *word, size_t n)
{
    key k = {{0, 0, 0}};

    if (n >= 8) {
        k.k[0] = load8(word);
        k.k[1] = load8(word + n - 8);
        if (n > 16)
            k.k[2] = load8(word + 8);
    } else if (n >= 4) {
        k.k[0] = load4(word) | load4(word + n - 4) << 32;
    } else {
        k.k[0] = (uint64_t)(uint8_t)word[0] | (uint64_t)(uint8_t)word[n / 2] << 8 | (uint64_t)(uint8_t)word[n - 1] << 16;
    }
    return k;
}

/* Sixteen bits, enough for MOST_SETS. */
static inline size_t hash_of(const key *k, size_t n)
{
    uint64_t h = (k->k[0] ^ n) * 0x9E3779B97F4A7C15u;

    h = (h ^ h >> 29 ^ k->k[1]) * 0xBF58476D1CE4E5B9u;
    h = (h ^ h >> 32 ^ k->k[2]) * 0x94D049BB133111EBu;
    return h >> 48;
}

static inline int holds(const slot *c, const key *k, size_t n)
{
    return c->stem.word_n == n && c->word.k[0] == k->k[0] && c->word.k[1] == k->k[1] && c->word.k[2] == k->k[2];
}

static inline size_t recall(lede_stemmer *st, const ending *e, const char *word, const char **out)
{
    if (!e->tail_n)
        return e->keep;
    memcpy(st->stem, word, e->keep);
    memcpy(st->stem + e->keep, e->tail, e->tail_n);
    *out = st->stem;
    return (size_t)e->keep + e->tail_n;
}

/* How the stem is made from the word; 0 where its tail is too long to keep. */
static int ending_of(ending *e, const char *word, size_t n, const char *stem, size_t stem_n)
{
    size_t same = 0;

    while (same < n && same < stem_n && word[same] == stem[same])
        same++;
    if (stem_n - same > TAIL)
        return 0;
    memcpy(e->tail, stem + same, stem_n - same);
    e->word_n = (uint8_t)n;
    e->keep = (uint8_t)same;
    e->tail_n = (uint8_t)(stem_n - same);
    return 1;
}

static size_t stem_long(lede_stemmer *st, const char *word, size_t n, const char **out)
{
    long_slot *c = &st->longs[lede__hash(word, n) & (LONG_SLOTS - 1)];
    size_t stem_n;

    if (c->stem.word_n == n && memcmp(c->word, word, n) == 0)
        return recall(st, &c->stem, word, out);
    stem_n = snowball(st, word, n, out);
    c->stem.word_n = 0;
    if (ending_of(&c->stem, word, n, *out, stem_n))
        memcpy(c->word, word, n);
    return stem_n;
}

/* Four times the sets; a cache that cannot grow stays as it is. */
static void grow(lede_stemmer *st)
{
    size_t count = st->set_count * 4, i;
    slot (*sets)[2] = lede__calloc(count, sizeof *sets);
    int j;

    st->misses = 0;
    if (!sets)
        return;
    for (i = 0; i < st->set_count; i++) {
        for (j = 1; j >= 0; j--) {
            const slot *c = &st->sets[i][j];
            slot *set = sets[hash_of(&c->word, c->stem.word_n) & (count - 1)];

            if (c->stem.word_n) {
                set[1] = set[0];
                set[0] = *c;
            }
        }
    }
    lede__free(st->sets);
    st->sets = sets;
    st->set_count = count;
}

size_t lede_stem(lede_stemmer *st, const char *word, size_t n, const char **out)
{
    slot *set, fresh;
    key k;
    size_t stem_n;

    *out = word;
    if (!st || !n)
        return n;
    if (n > SHORT)
        return n > LONG ? snowball(st, word, n, out) : stem_long(st, word, n, out);
    k = key_of(word, n);
    set = st->sets[hash_of(&k, n) & (st->set_count - 1)];
    if (holds(&set[0], &k, n))
        return recall(st, &set[0].stem, word, out);
    if (holds(&set[1], &k, n)) {
        fresh = set[1];
        set[1] = set[0];
        set[0] = fresh;
        return recall(st, &set[0].stem, word, out);
    }
    stem_n = snowball(st, word, n, out);
    fresh.word = k;
    if (ending_of(&fresh.stem, word, n, *out, stem_n)) {
        set[1] = set[0];
        set[0] = fresh;
    }
    if (++st->misses > 2 * st->set_count && st->set_count < MOST_SETS)
        grow(st);
    return stem_n;
}
