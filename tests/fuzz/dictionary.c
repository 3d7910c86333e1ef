/* Fuzz target: the first line's parts between tabs are entries, the rest is the text. */
#include <stdlib.h>
#include <string.h>

#include "lede/dictionary.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *s = (const char *)data, *line = memchr(s, '\n', size), *at = s;
    lede_dictionary *d = lede_dictionary_new(size & 7);
    lede_hit *hits;
    size_t count, i;

    while (d && line && at < line) {
        const char *end = memchr(at, '\t', (size_t)(line - at));
        size_t n = (size_t)((end ? end : line) - at);
        char *pattern = malloc(n + 1);
        lede_entry e = {"k", pattern, NULL, NULL, 1};

        memcpy(pattern, at, n);
        pattern[n] = 0;
        (void)lede_dictionary_add(d, &e, NULL);
        free(pattern);
        at += n + 1;
    }
    if (d && line && lede_dictionary_match(d, line, size - (size_t)(line - s), &hits, &count, NULL) == LEDE_OK) {
        for (i = 0; i < count; i++)
            if (hits[i].end <= hits[i].start || hits[i].end > size || hits[i].entry >= lede_dictionary_count(d))
                abort();
        lede_free(hits);
    }
    lede_dictionary_free(d);
    return 0;
}
