/*
 * What the store reads that others wrote: addresses, dates, its own lists. A
 * normal form must be its own normal form.
 */
#include <stdlib.h>
#include <string.h>

#include "lede/store.h"
#include "store/identity.h"
#include "store/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int look(const char *s, size_t n, void *ud)
{
    *(size_t *)ud += n + (n ? (size_t)(unsigned char)s[n - 1] : 0);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *s = (const char *)data;
    lede_buf once = {0}, twice = {0};
    size_t sum = 0, at;
    lede_span spans[4];
    char *z = malloc(size + 1);

    if (!z)
        return 0;
    memcpy(z, data, size);
    z[size] = '\0';
    lede_url_normalize(s, size, &once);
    lede_url_normalize(once.s ? once.s : "", once.n, &twice);
    if (!once.failed && !twice.failed && (once.n != twice.n || (once.n && memcmp(once.s, twice.s, once.n) != 0)))
        abort();
    lede__url_site(once.s ? once.s : "", once.n, &at);
    lede__iso_date(s, size);
    lede__json_items(s, size, look, &sum);
    lede__json_spans(z, spans, 4);
    lede_buf_release(&once);
    lede_buf_release(&twice);
    free(z);
    return 0;
}
