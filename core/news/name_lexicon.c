#include "news/name_lexicon.h"

#include <string.h>

#include "news/name_table.h"

/* FNV-1a, as in lexicon/make.lua. */
static uint32_t hash(const char *s, size_t n)
{
    uint32_t h = 2166136261u;
    size_t i;

    for (i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 16777619u;
    return h ^ (h >> 15);
}

/* How a bucket is written: name_table.h. */
uint64_t lede__lexicon(const char *key, size_t n)
{
    uint32_t slot;
    const char *b;

    if (!n || n > LEDE__LEX_BYTES)
        return 0;
    slot = hash(key, n) % LEDE__TABLE_BUCKETS;
    b = slot < LEDE__TABLE_HALF ? lede__table_low[slot] : lede__table_high[slot - LEDE__TABLE_HALF];
    while (*b) {
        size_t len = (unsigned char)b[0] - 31u;

        if (len == n && b[3] == key[0] && memcmp(b + 3, key, n) == 0)
            return lede__table_classes[((unsigned char)b[1] - 35u) * 90u + ((unsigned char)b[2] - 35u)];
        b += len + 3;
    }
    return 0;
}
