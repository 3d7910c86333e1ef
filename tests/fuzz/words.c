/* Fuzz target: words, terms, paragraphs and n-grams on any bytes; spans go forward and stay inside. */
#include <stdlib.h>

#include "lede/text.h"

typedef struct walk {
    size_t last, n, words, counted;
} walk;

static int on_word(lede_word_class cls, size_t start, size_t end, void *ud)
{
    walk *w = ud;

    if (start < w->last || end <= start || end > w->n || cls < LEDE_WORD_WORD || cls > LEDE_WORD_EMOJI)
        abort();
    w->last = end;
    w->words += cls != LEDE_WORD_EMOJI;
    return 0;
}

static int on_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    walk *w = ud;

    if (!n || n > LEDE_TERM_MAX || lede_utf8_valid(term, n) != n || end <= start || end > w->n || part < 0 || part > 7)
        abort();
    if (!(part & LEDE_TERM_SAME)) {
        if (start < w->last)
            abort();
        w->last = start;
    }
    w->counted += !(part & LEDE_TERM_PART) && cls != LEDE_WORD_IDEOGRAPH && cls != LEDE_WORD_EMOJI;
    return 0;
}

static int on_span(size_t start, size_t end, void *ud)
{
    return on_word(LEDE_WORD_WORD, start, end, ud);
}

static int on_gram(const lede_span *words, size_t n, void *ud)
{
    const walk *w = ud;

    if (words[0].end <= words[0].start || words[n - 1].end > w->n || words[n - 1].start < words[0].start)
        abort();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *s = (const char *)data;
    walk w = {0, size, 0, 0};

    lede_words(s, size, on_word, &w);
    if (w.words != lede_count_words(s, size))
        abort();
    w.last = 0;
    lede_terms(s, size, on_term, &w);
    if (w.counted > w.words)
        abort();
    w.last = 0;
    lede_paragraphs(s, size, on_span, &w);
    lede_ngrams(s, size, 2, 1, on_gram, &w);
    return 0;
}
