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

static const char *row(uint32_t i)
{
    return i < LEDE__TABLE_HALF ? lede__table_low[i] : lede__table_high[i - LEDE__TABLE_HALF];
}

/* How a row is written: name_table.h. Some row is not full, so the walk ends. */
uint64_t lede__lexicon(const char *key, size_t n)
{
    const unsigned char *b, *end;
    uint32_t at;

    if (!n || n > LEDE__LEX_BYTES)
        return 0;
    for (at = hash(key, n) % LEDE__TABLE_ROWS;; at = (at + 1) % LEDE__TABLE_ROWS) {
        const unsigned char *first = (const unsigned char *)row(at);

        end = first + 64;
        for (b = first + 1; b < end && *b; b += b[0] - 31u + 3u)
            if (b[0] - 31u == n && b[3] == (unsigned char)key[0] && memcmp(b + 3, key, n) == 0)
                return lede__table_classes[(b[1] - 35u) * 90u + (b[2] - 35u)];
        if (*first != '+')
            return 0;
    }
}
