/* Fuzz target: lede_date_parse and lede_date_find on any bytes; what they give must be valid. */
#include <stdlib.h>
#include <string.h>

#include "lede/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *s = (const char *)data;
    char out[LEDE_DATE_MAX];
    lede_date_options o = {size & 1 ? "de" : NULL, size & 2 ? "mdy" : NULL, size & 4 ? 1 : 0};
    lede_span at = {0, 0};

    if (lede_date_parse(s, size, &o, out, NULL) == LEDE_OK && !lede_date_valid(out, strlen(out)))
        abort();
    while (lede_date_find(s, size, at.end, &o, &at, out, NULL) == LEDE_OK)
        if (at.end <= at.start || at.end > size || !lede_date_valid(out, strlen(out)))
            abort();
    return 0;
}
