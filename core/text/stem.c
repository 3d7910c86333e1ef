/*
 * Snowball stems behind a cache: stemming costs 20 times a look-up, and news
 * repeats its words. The cache is a table of fixed size that overwrites.
 */
#include "lede/text.h"

#include <libstemmer.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/map.h"

enum { SLOTS = 1 << 13, ROOM = 24 };

typedef struct slot {
    unsigned char word_n, stem_n;   /* word_n 0: free */
    char word[ROOM], stem[ROOM];
} slot;

struct lede_stemmer {
    struct sb_stemmer *sb;
    slot slots[SLOTS];
};

lede_status lede_stemmer_new(const char *language, lede_stemmer **out, lede_error *err)
{
    lede_stemmer *st;
    struct sb_stemmer *sb;

    *out = NULL;
    if (!language || !*language)
        return LEDE_OK;
    /* Norwegian's two written forms share one stemmer, under the older code. */
    if (strcmp(language, "nb") == 0 || strcmp(language, "nn") == 0)
        language = "no";
    sb = sb_stemmer_new(language, "UTF_8");
    if (!sb)
        return LEDE_OK;
    st = lede__calloc(1, sizeof *st);
    if (!st) {
        sb_stemmer_delete(sb);
        return lede__nomem(err);
    }
    st->sb = sb;
    *out = st;
    return LEDE_OK;
}

void lede_stemmer_free(lede_stemmer *st)
{
    if (!st)
        return;
    sb_stemmer_delete(st->sb);
    lede__free(st);
}

/* Straight from Snowball; a word too long for an int is its own stem. */
static size_t snowball(lede_stemmer *st, const char *word, size_t n, const char **out)
{
    const sb_symbol *stem = n < LEDE_TERM_MAX * 4 ? sb_stemmer_stem(st->sb, (const sb_symbol *)word, (int)n) : NULL;

    *out = stem ? (const char *)stem : word;
    return stem ? (size_t)sb_stemmer_length(st->sb) : n;
}

size_t lede_stem(lede_stemmer *st, const char *word, size_t n, const char **out)
{
    slot *c;
    size_t stem_n;

    *out = word;
    if (!st || !n)
        return n;
    if (n > ROOM)
        return snowball(st, word, n, out);
    c = &st->slots[lede__hash(word, n) & (SLOTS - 1)];
    if (c->word_n != n || memcmp(c->word, word, n) != 0) {
        stem_n = snowball(st, word, n, out);
        if (stem_n > ROOM || !stem_n)
            return stem_n;
        memcpy(c->word, word, n);
        memcpy(c->stem, *out, stem_n);
        c->word_n = (unsigned char)n;
        c->stem_n = (unsigned char)stem_n;
    }
    *out = c->stem;
    return c->stem_n;
}
