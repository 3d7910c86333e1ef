/* Looking stop words up. */
#include "text/stopword.h"

#include <string.h>

#include "lede/text.h"

#define LONGEST 32   /* bytes; no stop word is longer */

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

/* FNV-1a, as the script that made the tables has it. */
static uint32_t hash(const char *s, size_t n)
{
    uint32_t h = 2166136261u;
    size_t i;

    for (i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 16777619u;
    return h;
}

int lede__stopword_in(const lede__stopwords *t, const char *folded, size_t n)
{
    size_t at;

    if (!t || n == 0 || n > LONGEST)
        return 0;
    for (at = hash(folded, n) & (t->slot_count - 1); t->slots[at]; at = (at + 1) & (t->slot_count - 1)) {
        const char *word = t->list[t->slots[at] - 1].folded;

        if (strlen(word) == n && memcmp(word, folded, n) == 0)
            return 1;
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
