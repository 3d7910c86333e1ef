/* The language of a text. */
#include <string.h>

#include "lede/text.h"
#include "text/sentence.h"

#define LOOK 4096

double lede_language(const char *s, size_t n, char code[8])
{
    const lede__stopwords *t;
    size_t i = 0, best = 0, second = 0, words = 0, len, start;
    size_t hits[80] = {0};
    char low[40];

    memcpy(code, "und", 4);
    n = n < LOOK ? n : LOOK;
    while (i < n) {
        while (i < n && !lede__is_letter(lede__char_at(s, n, i, &len)))
            i += len;
        for (start = i; i < n && (s[i] == '\'' || lede__is_letter(lede__char_at(s, n, i, &len))); i += s[i] == '\'' ? 1 : len)
            ;
        len = i > start && i - start < 40 ? lede__lower(s + start, i - start, 1, low, sizeof low) : 0;
        words += i > start;
        for (t = lede__stopword_lists; len && t->language; t++)
            hits[t - lede__stopword_lists] += (size_t)lede__stopword_in(t, low, len);
    }
    for (t = lede__stopword_lists; t->language; t++) {
        size_t h = hits[t - lede__stopword_lists];

        if (h > best) {
            second = best;
            best = h;
            memcpy(code, t->language, strlen(t->language) + 1);
        } else if (h > second)
            second = h;
    }
    return best ? (double)(best - second) / (double)(best + 10) : 0.0;
}
