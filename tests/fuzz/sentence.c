/* Sentences of random bytes: they go forward, do not overlap and start and end at no white space. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "lede/text.h"

typedef struct seen {
    const char *s;
    size_t n, last;
} seen;

static int check(size_t start, size_t end, void *ud)
{
    seen *k = ud;

    if (start < k->last || end <= start || end > k->n || k->s[start] == ' ' || k->s[end - 1] == ' ')
        abort();
    k->last = end;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = {NULL, "en", "de", "el", "hy", "ja", "ru", "xx"};
    seen k = {(const char *)data, size, 0};

    if (size == 0)
        return 0;
    k.s++;
    k.n--;
    lede_sentences(k.s, k.n, languages[data[0] % 8], check, &k);
    return 0;
}
