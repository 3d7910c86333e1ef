/* Key phrases and summaries of random bytes lie in the text. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "lede/summary.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = {"en", "fr", "ja", NULL};
    const char *s = (const char *)data + 1;
    const lede_key_phrase *k;
    const lede_summary_sentence *m;
    lede_key_phrases *phrases;
    lede_summary *summary;
    size_t n = size - 1, i, count, last = 0;

    if (size < 1)
        return 0;
    if (lede_key_phrases_find(s, n / 3, s, n, languages[data[0] & 3], 20, &phrases, NULL) == LEDE_OK) {
        k = lede_key_phrases_items(phrases, &count);
        for (i = 0; i < count; i++)
            if (k[i].text < s || k[i].text + k[i].n > s + n || !(k[i].score >= 0 && k[i].score <= 1))
                abort();
        lede_key_phrases_free(phrases);
    }
    if (lede_summary_find(s, n / 3, s, n, languages[data[0] & 3], data[0] >> 4, data[0] & 12, &summary, NULL) == LEDE_OK) {
        m = lede_summary_items(summary, &count);
        for (i = 0; i < count; i++) {
            if (m[i].start < last || m[i].end > n || m[i].end <= m[i].start)
                abort();
            last = m[i].end;
        }
        lede_summary_free(summary);
    }
    return 0;
}
