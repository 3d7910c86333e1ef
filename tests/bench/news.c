/*
 * Speed of names, quotes, dates, amounts and dictionaries over English news, a line a figure,
 * beside a plain walk over the words of the same text in the same run.
 */
#include "corpus.h"

#include "lede/amounts.h"
#include "lede/dictionary.h"
#include "lede/names.h"
#include "lede/quotes.h"
#include "lede/similarity.h"
#include "lede/text.h"
#include "lede/timex.h"

enum { ARTICLE = 4000, NAMES = 100000 };

static int count_word(lede_word_class cls, size_t start, size_t end, void *ud)
{
    (void)cls, (void)start, (void)end;
    ++*(size_t *)ud;
    return 0;
}

/* The end of the article-sized piece that begins at `at`: at a line's end. */
static size_t piece(const char *s, size_t n, size_t at)
{
    const char *end;

    if (n - at <= ARTICLE)
        return n;
    end = memchr(s + at + ARTICLE, '\n', n - at - ARTICLE);
    return end ? (size_t)(end - s) + 1 : n;
}

static size_t walk_words(const char *s, size_t n, void *ud)
{
    size_t count = 0;

    (void)ud;
    lede_words(s, n, count_word, &count);
    return count;
}

static size_t find_names(const char *s, size_t n, void *ud)
{
    lede_names *x;
    size_t count = 0;

    (void)ud;
    if (lede_names_find(s, n, "en", &x, NULL) != LEDE_OK)
        return 0;
    (void)lede_names_items(x, &count);
    lede_names_free(x);
    return count;
}

static size_t find_quotes(const char *s, size_t n, void *ud)
{
    lede_quotes *q;
    size_t count = 0;

    (void)ud;
    if (lede_quotes_find(s, n, "en", 0, &q, NULL) != LEDE_OK)
        return 0;
    (void)lede_quotes_items(q, &count);
    lede_quotes_free(q);
    return count;
}

static size_t find_dates(const char *s, size_t n, void *ud)
{
    lede_timex *t;
    size_t count = 0;

    (void)ud;
    if (lede_timex_find(s, n, "2023-06-07", "en", &t, &count, NULL) == LEDE_OK)
        lede_free(t);
    return count;
}

static size_t find_amounts(const char *s, size_t n, void *ud)
{
    lede_amount *a;
    size_t count = 0;

    (void)ud;
    if (lede_amounts_find(s, n, "en", 0, &a, &count, NULL) == LEDE_OK)
        lede_free(a);
    return count;
}

static size_t find_times(const char *s, size_t n, void *ud)
{
    return find_dates(s, n, ud) + find_amounts(s, n, ud);
}

/* Names are found once where quotes are, as an article does it. */
static size_t find_all(const char *s, size_t n, void *ud)
{
    return find_names(s, n, ud) + find_quotes(s, n, ud) + find_times(s, n, ud);
}

static size_t match(const char *s, size_t n, void *ud)
{
    lede_hit *hits;
    size_t count = 0;

    if (lede_dictionary_match(ud, s, n, &hits, &count, NULL) == LEDE_OK)
        lede_free(hits);
    return count;
}

static double measure(const char *what, const char *s, size_t n, size_t (*fn)(const char *, size_t, void *), void *ud,
                      double words)
{
    double start = now(), speed;
    size_t at, end, found = 0;

    for (at = 0; at < n; at = end) {
        end = piece(s, n, at);
        found += fn(s + at, end - at, ud);
    }
    speed = (double)n / 1e6 / (now() - start);
    printf("%-44s %7.1f MB/s", what, speed);
    if (words > 0)
        printf("  %.2f of a walk over the words", speed / words);
    printf("  (%zu found)\n", found);
    return speed;
}

/* A gazetteer of pairs of words of the text itself, so that most of them begin often. */
static lede_dictionary *gazetteer(const char *s, size_t n)
{
    lede_dictionary *d = lede_dictionary_new(LEDE_DICTIONARY_LONGEST | LEDE_DICTIONARY_CAPITALS);
    size_t at = 0, made = 0, i;
    char name[64];

    while (d && made < NAMES && at + 80 < n) {
        at += 97;
        while (at + 80 < n && !(s[at] >= 'A' && s[at] <= 'Z'))
            at++;
        for (i = 0; i < 20 && ((s[at + i] | 32) >= 'a' && (s[at + i] | 32) <= 'z'); i++)
            name[i] = s[at + i];
        snprintf(name + i, sizeof name - i, " %zx", made * 7919 % 0xFFFFF);
        if (i > 2) {
            lede_entry e = {name, name, "person", "", 1};

            made += lede_dictionary_add(d, &e, NULL) == LEDE_OK;
        }
    }
    return d;
}

/* Short articles of about 800 bytes, one fingerprint each. */
static void fingerprints(const char *s, size_t n)
{
    lede_buf b;
    size_t at, made = 0;
    double start = now();

    lede_buf_init(&b);
    for (at = 0; at + 800 <= n; at += 800, made++) {
        lede_buf_clear(&b);
        lede_fingerprint(s + at, 800, &b, NULL);
    }
    printf("%-44s %7.0f a second of 800 bytes\n", "fingerprints (75,000)", (double)made / (now() - start));
    lede_buf_release(&b);
}

int main(void)
{
    size_t n;
    char *s = from_corpus("reuters-c50.jsonl.gz", &n);
    lede_dictionary *d;
    double words;

    if (!s || n < 100000) {
        printf("names, quotes: skipped, no corpus (LEDE_SHARED)\n");
        free(s);
        return 0;
    }
    words = measure("words", s, n, walk_words, NULL, 0);
    measure("names", s, n, find_names, NULL, words);
    measure("quotes with their speakers (and names)", s, n, find_quotes, NULL, words);
    measure("dates", s, n, find_dates, NULL, words);
    measure("amounts", s, n, find_amounts, NULL, words);
    measure("dates and amounts", s, n, find_times, NULL, words);
    measure("names, quotes, dates, amounts (20 MB/s)", s, n, find_all, NULL, words);
    d = gazetteer(s, n);
    if (d)
        measure("gazetteer of 100,000 names", s, n, match, d, words);
    lede_dictionary_free(d);
    fingerprints(s, n);
    free(s);
    return 0;
}
