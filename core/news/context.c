/* Concordance: the words around a hit. */
#include "base/alloc.h"
#include "base/error.h"
#include "lede/count.h"

typedef struct spans {
    lede_span *v;
    size_t n, cap;
    int failed;
} spans;

static int put(size_t start, size_t end, void *ud)
{
    spans *l = ud;

    if (!lede__grow(&l->v, &l->cap, l->n + 1, sizeof *l->v)) {
        l->failed = 1;
        return 1;
    }
    l->v[l->n].start = start;
    l->v[l->n++].end = end;
    return 0;
}

static int put_word(lede_word_class cls, size_t start, size_t end, void *ud)
{
    (void)cls;
    return put(start, end, ud);
}

/* The first of the spans that starts at or after `at`. */
static size_t first_from(const spans *l, size_t at)
{
    size_t low = 0, high = l->n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (l->v[mid].start < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The part of the text that the context of a hit keeps to. */
static lede_span bounds(const spans *parts, lede_span hit, size_t n)
{
    size_t i = first_from(parts, hit.start + 1);
    lede_span all = {0, n};

    if (i && parts->v[i - 1].end > hit.start)
        all = parts->v[i - 1];
    if (all.end < hit.end)
        all.end = hit.end;
    return all;
}

static int blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void around(const char *s, const spans *words, lede_span hit, lede_span in, size_t width, lede_span *left,
                   lede_span *right)
{
    size_t before = first_from(words, hit.start), after = first_from(words, hit.end);

    left->end = hit.start;
    left->start = in.start;
    if (!width || !before)
        left->start = width ? in.start : hit.start;
    else if (before >= width && words->v[before - width].start > in.start)
        left->start = words->v[before - width].start;
    right->start = hit.end;
    right->end = width ? in.end : hit.end;
    if (width && after + width <= words->n && words->v[after + width - 1].end < in.end)
        right->end = words->v[after + width - 1].end;
    while (left->start < left->end && blank(s[left->start]))
        left->start++;
    while (right->end > right->start && blank(s[right->end - 1]))
        right->end--;
}

lede_status lede_contexts(const char *s, size_t n, const char *language, const lede_span *hits, size_t hits_n,
                          size_t width, int sentence, lede_span *left, lede_span *right, lede_error *err)
{
    spans words = {0}, parts = {0};
    size_t i;
    int failed;

    (void)lede_words(s, n, put_word, &words);
    if (sentence)
        (void)lede_sentences(s, n, language, put, &parts);
    else
        (void)lede_paragraphs(s, n, put, &parts);
    failed = words.failed || parts.failed;
    for (i = 0; i < hits_n && !failed; i++)
        around(s, &words, hits[i], bounds(&parts, hits[i], n), width, &left[i], &right[i]);
    lede__free(words.v);
    lede__free(parts.v);
    return failed ? lede__nomem(err) : LEDE_OK;
}
