/* Fuzz target: lede_quotes_find on any bytes, all kinds; spans and speakers must lie in the text. */
#include <stdlib.h>

#include "lede/quotes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *s = (const char *)data;
    const char *language = size % 5 == 4 ? "ja" : size & 1 ? "de" : size & 2 ? NULL : "en";
    lede_quotes *q;
    const lede_quote *items;
    size_t n, i;

    if (lede_quotes_find(s, size, language, LEDE_SPEECH | LEDE_TERM | LEDE_INDIRECT, &q, NULL) != LEDE_OK)
        return 0;
    items = lede_quotes_items(q, &n);
    for (i = 0; i < n; i++) {
        const lede_quote *x = &items[i];

        if (x->end <= x->start || x->end > size || !x->rule)
            abort();
        if (x->speaker_start != LEDE_NOWHERE && (x->speaker_end <= x->speaker_start || x->speaker_end > size || !x->speaker))
            abort();
        if (x->speaker && (x->speaker < s || x->speaker + x->speaker_n > s + size))
            abort();
        if (x->cue_start != LEDE_NOWHERE && (x->cue_end <= x->cue_start || x->cue_end > size))
            abort();
    }
    lede_quotes_free(q);
    return 0;
}
