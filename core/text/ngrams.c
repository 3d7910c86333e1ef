/* Word n-grams and skip-grams. */
#include "lede/text.h"

#include <string.h>

enum { WINDOW = LEDE_NGRAM_MAX + LEDE_SKIP_MAX };

typedef struct window {
    const char *s;
    size_t order, skip;
    lede_ngram_fn fn;
    void *ud;
    lede_span words[WINDOW];
    size_t count;
} window;

/* Every way to go on from the words picked so far, the last of which is words[last]. */
static int choose(const window *w, lede_span *picked, size_t n, size_t last, size_t skips)
{
    size_t i;
    int stop = 0;

    if (n == w->order)
        return w->fn(picked, n, w->ud);
    for (i = 0; !stop && i <= skips && last + 1 + i < w->count; i++) {
        picked[n] = w->words[last + 1 + i];
        stop = choose(w, picked, n + 1, last + 1 + i, skips - i);
    }
    return stop;
}

/* The grams that start with the window's first word, which then leaves it. */
static int shift(window *w)
{
    lede_span picked[LEDE_NGRAM_MAX];
    int stop;

    picked[0] = w->words[0];
    stop = choose(w, picked, 1, 0, w->skip);
    w->count--;
    memmove(w->words, w->words + 1, w->count * sizeof *w->words);
    return stop;
}

/* Whether a blank line stands between two words. */
static int parted(const char *s, size_t from, size_t to)
{
    int lines = 0;

    for (; from < to; from++) {
        if (s[from] == '\n' && ++lines == 2)
            return 1;
        if (s[from] != '\n' && s[from] != ' ' && s[from] != '\t' && s[from] != '\r')
            lines = 0;
    }
    return 0;
}

static int on_word(lede_word_class cls, size_t start, size_t end, void *ud)
{
    window *w = ud;
    int stop = 0;

    (void)cls;
    if (w->count && parted(w->s, w->words[w->count - 1].end, start))
        while (!stop && w->count)
            stop = shift(w);
    w->words[w->count].start = start;
    w->words[w->count++].end = end;
    if (!stop && w->count == w->order + w->skip)
        stop = shift(w);
    return stop;
}

int lede_ngrams(const char *s, size_t n, size_t order, size_t skip, lede_ngram_fn fn, void *ud)
{
    window w = {s, order, skip, fn, ud, {{0, 0}}, 0};
    int stop;

    if (order < 1 || order > LEDE_NGRAM_MAX || skip > LEDE_SKIP_MAX)
        return 0;
    stop = lede_words(s, n, on_word, &w);
    while (!stop && w.count)
        stop = shift(&w);
    return stop;
}
