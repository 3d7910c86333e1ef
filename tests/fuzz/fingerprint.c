/* Fingerprints out of a file that anyone may have written: compared and grouped as they are. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lede/similarity.h"

enum { PRINTS = 8 };

static void must_be_a_share(double share)
{
    if (!(share >= 0 && share <= 1))
        abort();
}

/* The bytes cut into pieces; a byte before each is its length. */
static size_t cut(const char *s, size_t n, lede_print *out)
{
    size_t count = 0, at = 0, len;

    for (; at < n && count < PRINTS; at += len) {
        len = (unsigned char)s[at++];
        len = len < n - at ? len : n - at;
        out[count++] = (lede_print){s + at, len};
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lede_print prints[PRINTS];
    lede_copy copies[PRINTS];
    lede_likeness like;
    size_t n = cut((const char *)data, size, prints), i;

    for (i = 0; i + 1 < n; i++) {
        lede_fingerprint_compare(prints[i].s, prints[i].n, prints[i + 1].s, prints[i + 1].n, &like);
        must_be_a_share(like.similarity);
        must_be_a_share(like.containment);
    }
    if (lede_copies(prints, n, 0.5, copies, NULL) != LEDE_OK)
        return 0;
    for (i = 0; i < n; i++)
        if (copies[i].group > i)
            abort();
    return 0;
}
