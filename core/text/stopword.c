/* Looking stop words up. */
#include "text/stopword.h"

#include <string.h>

#include "lede/text.h"

/* As strcmp of the code and the n letters of `language`. */
static int compare(const char *code, const char *language, size_t n)
{
    int c = strncmp(code, language, n);

    return c ? c : code[n] != 0;
}

const lede__stopwords *lede__stopwords_of(const char *language)
{
    size_t n = language ? strcspn(language, "-_") : 0, low = 0, high = n ? lede__stopword_list_count : 0;

    if (n == 2 && memcmp(language, "no", 2) == 0)
        language = "nb";
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = compare(lede__stopword_lists[mid].language, language, n);

        if (c == 0)
            return &lede__stopword_lists[mid];
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

int lede__stopword_in(const lede__stopwords *t, const char *folded, size_t n)
{
    size_t low = 0, high = t ? t->count : 0;

    if (n == 0 || n > 40 || memchr(folded, 0, n))
        return 0;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = compare(t->list[mid].folded, folded, n);

        if (c == 0)
            return 1;
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return 0;
}

int lede_is_stopword(const char *language, const char *word, size_t n)
{
    return lede__stopword_in(lede__stopwords_of(language), word, n);
}

const char *lede_stopword(const char *language, size_t i)
{
    const lede__stopwords *t = lede__stopwords_of(language);

    if (!t || i >= t->count)
        return NULL;
    return t->list[i].word ? t->list[i].word : t->list[i].folded;
}
