/* Random patterns on random bytes: matches lie in the text and go forward, and every one ends. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "lede/regex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t split = size > 2 ? data[0] % (size - 1) : 0, from = 0, n;
    lede_regex *re;
    lede_span g[4];
    unsigned flags = 0;
    const char *s;
    int left = 50;

    if (size < 3)
        return 0;
    s = (const char *)data + 2 + split;
    n = size - 2 - split;
    if (lede_regex_compile((const char *)data + 2, split, data[1], &re, NULL) != LEDE_OK)
        return 0;
    while (left-- && lede_regex_find(re, s, n, from, flags, g, 4, NULL) == LEDE_OK) {
        if (g[0].end < g[0].start || g[0].end > n || (g[0].end < from))
            abort();
        from = g[0].end;
        flags = g[0].end == g[0].start ? LEDE_RE_NOT_EMPTY : 0;
    }
    lede_regex_free(re);
    return 0;
}
