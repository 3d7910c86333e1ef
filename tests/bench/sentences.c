/*
 * Speed of sentences, language, key phrases and summaries over English news,
 * a line a figure, beside the floor each was asked to keep.
 */
#include "corpus.h"

#include "lede/summary.h"
#include "lede/text.h"

enum { ARTICLE = 4000, SHORT = 300 };

static int count_span(size_t start, size_t end, void *ud)
{
    (void)start, (void)end;
    ++*(size_t *)ud;
    return 0;
}

static void whole(const char *s, size_t n, size_t *found)
{
    lede_sentences(s, n, "en", count_span, found);
}

static void language(const char *s, size_t n, size_t *found)
{
    char code[8];

    *found += lede_language(s, n, code) > 0.5;
}

static void phrases(const char *s, size_t n, size_t *found)
{
    lede_key_phrases *k;
    size_t count;

    if (lede_key_phrases_find("", 0, s, n, "en", 10, &k, NULL) != LEDE_OK)
        return;
    (void)lede_key_phrases_items(k, &count);
    *found += count;
    lede_key_phrases_free(k);
}

static void summary(const char *s, size_t n, size_t *found)
{
    lede_summary *m;
    size_t count;

    if (lede_summary_find("", 0, s, n, "en", 3, 0, &m, NULL) != LEDE_OK)
        return;
    (void)lede_summary_items(m, &count);
    *found += count;
    lede_summary_free(m);
}

/* Over pieces of the text, the best of three rounds. */
static void measure(const char *name, double floor, const char *s, size_t n, size_t piece, void (*f)(const char *, size_t, size_t *))
{
    double best = 0;
    size_t found = 0;
    int round;

    for (round = 0; round < 3; round++) {
        double began = now(), rate;
        size_t at;

        found = 0;
        for (at = 0; at < n; at += piece)
            f(s + at, n - at < piece ? n - at : piece, &found);
        rate = (double)n / (now() - began) / 1e6;
        best = rate > best ? rate : best;
    }
    printf("%-36s %7.1f MB/s, %5.2f times its floor of %.0f (%zu found)\n", name, best, best / floor, floor, found);
}

int main(void)
{
    size_t n;
    char *s = from_corpus("reuters-c50.jsonl.gz", &n);

    if (!s || n < 100000) {
        printf("sentences, language, summaries: skipped, no corpus (LEDE_SHARED)\n");
        free(s);
        return 0;
    }
    measure("sentences", 150, s, n, n, whole);
    measure("language of articles", 20, s, n, ARTICLE, language);
    measure("language of short texts", 20, s, n, SHORT, language);
    measure("key phrases", 20, s, n, ARTICLE, phrases);
    measure("summaries", 40, s, n, ARTICLE, summary);
    free(s);
    return 0;
}
