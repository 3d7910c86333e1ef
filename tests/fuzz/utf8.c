/* Fuzz target: validity, repair, normal forms and raw segments on any bytes; what they give must be valid and tile. */
#include <stdlib.h>
#include <string.h>

#include "lede/text.h"

static void segments(const char *s, size_t n)
{
    size_t at, end;
    int kind;

    for (kind = LEDE_GRAPHEME; kind <= LEDE_SENTENCE; kind++)
        for (at = 0; at < n; at = end) {
            end = lede_segment_end((lede_segment_kind)kind, s, n, at);
            if (end <= at || end > n)
                abort();
        }
    if (lede_width(s, n) > 2 * n)
        abort();
}

static void normal_forms(const char *s, size_t n)
{
    lede_buf once, twice;
    int form;

    lede_buf_init(&once);
    lede_buf_init(&twice);
    for (form = LEDE_NFC; form <= LEDE_NFKC_CASEFOLD; form++) {
        lede_buf_clear(&once);
        lede_buf_clear(&twice);
        if (lede_normalize(s, n, (lede_normal_form)form, &once) != LEDE_OK ||
            lede_normalize(once.n ? once.s : "", once.n, (lede_normal_form)form, &twice) != LEDE_OK)
            abort();
        if (once.n != twice.n || (once.n && memcmp(once.s, twice.s, once.n) != 0))
            abort();
    }
    lede_buf_release(&once);
    lede_buf_release(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *s = (const char *)data;
    size_t good = lede_utf8_valid(s, size), replaced;
    lede_buf b;

    lede_buf_init(&b);
    replaced = lede_utf8_repair(s, size, &b);
    if (b.failed || (good == size) != (replaced == 0) || (b.n && lede_utf8_valid(b.s, b.n) != b.n))
        abort();
    segments(s, size);
    if (b.n)
        normal_forms(b.s, b.n);
    lede_buf_release(&b);
    return 0;
}
