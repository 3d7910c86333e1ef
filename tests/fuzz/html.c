/* Fuzz target: one HTML page of any bytes; what it gives must be valid UTF-8. */
#include <stdlib.h>
#include <string.h>

#include "lede/text.h"
#include "read/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lede_read_options o;
    lede_record *r = NULL;
    size_t n;
    int f;

    memset(&o, 0, sizeof o);
    o.url = "https://post.example/2021/04/25/ferry";
    if (lede__html_read((const char *)data, size, &o, NULL, NULL, &r, NULL) != LEDE_OK)
        return 0;
    for (f = 0; f < LEDE_TEXT_FIELDS; f++) {
        const char *s = lede_record_get(r, (lede_field)f, &n);

        if (lede_utf8_valid(s, n) != n)
            abort();
    }
    lede_record_free(r);
    return 0;
}
