/* Dates and amounts in running text. */
#include <stdint.h>
#include <string.h>

#include "lede/amounts.h"
#include "lede/timex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char languages[8][3] = {"en", "de", "fr", "es", "ru", "ja", "zh", "xx"};
    const char *s = (const char *)data, *language = languages[size ? data[0] & 7 : 0];
    lede_timex *t;
    lede_amount *a;
    size_t n, i;

    if (lede_timex_find(s, size, "2023-06-07", language, &t, &n, NULL) == LEDE_OK)
        for (i = 0; i < n; i++)
            if (t[i].start >= t[i].end || t[i].end > size)
                __builtin_trap();
    lede_free(t);
    if (lede_amounts_find(s, size, language, 0, &a, &n, NULL) == LEDE_OK)
        for (i = 0; i < n; i++)
            if (a[i].start >= a[i].end || a[i].end > size)
                __builtin_trap();
    lede_free(a);
    return 0;
}
