/* Looking abbreviations up. */
#include "text/abbrev.h"

#include <string.h>

static char find(const lede__abbrevs *t, const char *word, size_t n)
{
    size_t low = 0, high = memchr(word, 0, n) ? 0 : t->count;   /* no key holds a zero byte */

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = strncmp(t->list[mid].word, word, n);

        if (c == 0 && t->list[mid].word[n])
            c = 1;
        if (c == 0)
            return t->list[mid].kind;
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return 0;
}

char lede__abbrev_kind(const lede__abbrevs *t, const char *word, size_t n)
{
    char kind = n ? find(t, word, n) : 0;

    if (!kind && n && *t->language)
        kind = find(lede__abbrevs_of(NULL), word, n);
    return kind;
}
