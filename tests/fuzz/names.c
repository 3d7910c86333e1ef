/* Fuzz target: lede_names_find on any bytes; spans must lie in the text, in order and apart. */
#include <stdlib.h>

#include "lede/names.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *s = (const char *)data;
    const char *language = size & 1 ? "de" : size & 2 ? NULL : "en";
    lede_names *x;
    const lede_name *items;
    size_t n, i, last = 0;

    if (lede_names_find(s, size, language, &x, NULL) != LEDE_OK)
        return 0;
    items = lede_names_items(x, &n);
    for (i = 0; i < n; i++) {
        if (items[i].start < last || items[i].end <= items[i].start || items[i].end > size || !items[i].rule)
            abort();
        if (items[i].canonical < s || items[i].canonical + items[i].canonical_n > s + size || !items[i].canonical_n)
            abort();
        last = items[i].end;
    }
    lede_names_free(x);
    return 0;
}
