/* Matching dictionaries: the words of a text drive the automaton, once. */
#include "news/dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "lede/text.h"

enum { SEEN_LIMIT = 1 << 16 };

/* A phrase under way: the node reached and where it began. */
typedef struct walk {
    uint32_t node;
    size_t start;
} walk;

typedef struct matcher {
    lede_dictionary *d;
    const char *s;
    size_t n;
    walk before[LEDE__ACTIVE], now[LEDE__ACTIVE];   /* at the place before, and at this one */
    size_t before_n, now_n;
    size_t end;              /* of the place */
    lede_hit *hits;
    size_t count, cap;
    int failed;
} matcher;

static void hit(matcher *m, size_t start, size_t end, size_t entry)
{
    if (m->count == m->cap && !lede__grow(&m->hits, &m->cap, m->count + 1, sizeof *m->hits)) {
        m->failed = 1;
        return;
    }
    m->hits[m->count].start = start;
    m->hits[m->count].end = end;
    m->hits[m->count].entry = entry;
    m->count++;
}

/* What may stand between the words of a phrase: a space, a hyphen, a stop after an abbreviation, no end of anything. */
static int parted(const char *s, size_t from, size_t to)
{
    size_t lines = 0;

    if (to <= from)
        return 0;
    if (to - from > 8)
        return 1;
    for (; from < to; from++) {
        switch (s[from]) {
        case '!': case '?': case ';': case '(': case ')': case '[': case ']': case '"':
            return 1;
        case '\n':
            if (++lines > 1)
                return 1;
            break;
        default:
            break;
        }
    }
    return 0;
}

static int as_written(const matcher *m, size_t start, size_t end, const char *pattern)
{
    size_t n = strlen(pattern);

    return strchr(pattern, '*') || strchr(pattern, '?') || (end - start == n && memcmp(m->s + start, pattern, n) == 0) ||
           (n == end - start + 1 && pattern[n - 1] == '.' && memcmp(m->s + start, pattern, n - 1) == 0);
}

/* An entry that ends with a full stop (U.S.) takes the one in the text along. */
static size_t with_stop(const matcher *m, size_t end, const char *pattern)
{
    return end < m->n && m->s[end] == '.' && pattern[strlen(pattern) - 1] == '.' ? end + 1 : end;
}

static void reach(matcher *m, uint32_t node, size_t start, size_t end)
{
    const lede__automaton *a = &m->d->words;
    uint32_t e;
    size_t i;

    for (i = 0; i < m->now_n; i++)
        if (m->now[i].node == node && m->now[i].start == start)
            return;
    if (m->now_n < LEDE__ACTIVE) {
        m->now[m->now_n].node = node;
        m->now[m->now_n].start = start;
        m->now_n++;
    }
    for (e = a->endings_at[node]; e; e = a->endings[e - 1].next) {
        size_t entry = a->endings[e - 1].entry;

        size_t stop = with_stop(m, end, m->d->patterns[entry].entry.pattern);

        if (!m->d->patterns[entry].exact || as_written(m, start, end, m->d->patterns[entry].entry.pattern))
            hit(m, start, stop, entry);
    }
}

/* Go on from the root, which leads to `root`, and from every walk under way. */
static void step(matcher *m, uint32_t word, uint32_t root, size_t start, size_t end)
{
    const lede__automaton *a = &m->d->words;
    uint32_t node;
    size_t i;

    if (root)
        reach(m, root, start, end);
    for (i = 0; i < m->before_n; i++) {
        node = lede__automaton_step(a, m->before[i].node, word);
        if (node)
            reach(m, node, m->before[i].start, end);
    }
}

/* Whether the folded word fits the glob; * is any run of bytes, ? one character. Linear but for one point of return. */
static int fits(const char *g, size_t gn, const char *s, size_t n)
{
    size_t i = 0, k = 0, star = (size_t)-1, back = 0;

    while (k < n) {
        if (i < gn && g[i] == '*') {
            star = i++;
            back = k;
        } else if (i < gn && g[i] == '?') {
            i++;
            for (k++; k < n && ((unsigned char)s[k] & 0xC0) == 0x80; k++)
                ;
        } else if (i < gn && g[i] == s[k]) {
            i++;
            k++;
        } else if (star != (size_t)-1) {
            i = star + 1;
            k = ++back;
        } else {
            return 0;
        }
    }
    while (i < gn && g[i] == '*')
        i++;
    return i == gn;
}

/* Note the numbers of the globs that the word fits; returns where they begin. Done once a distinct word. */
static size_t globs_of(matcher *m, const char *term, size_t n)
{
    lede_dictionary *d = m->d;
    size_t i, at = d->number_count;

    for (i = 0; i <= d->glob_count; i++) {
        const lede__glob *g = i < d->glob_count ? &d->globs[i] : NULL;

        if (g && (g->prefix > n || memcmp(g->text, term, g->prefix) != 0 || !fits(g->text, g->n, term, n)))
            continue;
        if (!lede__grow(&d->numbers, &d->number_cap, d->number_count + 1, sizeof *d->numbers)) {
            m->failed = 1;
            return at;
        }
        d->numbers[d->number_count++] = g ? g->number : 0;
    }
    return at;
}

/* Step with every glob that the word fits; what a word fits is remembered. */
static void step_globs(matcher *m, const char *term, size_t n, size_t start, size_t end)
{
    lede_dictionary *d = m->d;
    lede__map_entry *e;
    size_t at;

    if (d->seen.count > SEEN_LIMIT) {
        lede__map_clear(&d->seen);
        d->number_count = 0;
    }
    e = lede__map_put(&d->seen, term, n);
    if (!e) {
        m->failed = 1;
        return;
    }
    if (!e->value.i) {
        at = globs_of(m, term, n);
        if (m->failed)
            return;
        e->value.i = (int64_t)at + 1;
    }
    for (at = (size_t)e->value.i - 1; d->numbers[at]; at++)
        step(m, d->numbers[at], lede__automaton_step(&d->words, 0, d->numbers[at]), start, end);
}

static int term(const char *s, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    matcher *m = ud;
    const lede__word_slot *word;

    (void)cls;
    if (!(part & LEDE_TERM_SAME)) {
        m->before_n = 0;
        if (m->now_n && !parted(m->s, m->end, start)) {
            memcpy(m->before, m->now, m->now_n * sizeof *m->now);
            m->before_n = m->now_n;
        }
        m->now_n = 0;
        m->end = end;
    }
    word = lede__automaton_find(&m->d->words, s, n);
    if (word)
        step(m, word->number, word->root, start, end);
    if (m->d->glob_count)
        step_globs(m, s, n, start, end);
    return m->failed;
}

static lede_status run_regexes(matcher *m, lede_error *err)
{
    lede_dictionary *d = m->d;
    size_t i, from;

    for (i = 0; d->regex_count && i < d->count; i++) {
        unsigned flags = 0;
        lede_status st;
        lede_span span;

        if (!d->patterns[i].regex)
            continue;
        for (from = 0; (st = lede_regex_find(d->patterns[i].regex, m->s, m->n, from, flags, &span, 1, err)) == LEDE_OK;) {
            if (span.end > span.start)
                hit(m, span.start, span.end, i);
            flags = span.end == span.start ? LEDE_RE_NOT_EMPTY : 0;
            from = span.end;
        }
        if (st != LEDE_DONE)
            return st;
    }
    return LEDE_OK;
}

static int by_place(const void *x, const void *y)
{
    const lede_hit *a = x, *b = y;

    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    return a->entry < b->entry ? -1 : a->entry > b->entry;
}

/* Drop repeats of a key at one place, and what overlaps where only the longest counts. */
static size_t thin(lede_dictionary *d, lede_hit *hits, size_t n)
{
    size_t i, kept = 0, start = LEDE_NOWHERE, end = 0;

    for (i = 0; i < n; i++) {
        size_t *stamp = &d->stamps[d->patterns[hits[i].entry].key];

        if ((d->flags & LEDE_DICTIONARY_LONGEST) && kept && hits[i].start < hits[kept - 1].end)
            continue;
        if (hits[i].start != start || hits[i].end != end) {
            d->place++;
            start = hits[i].start;
            end = hits[i].end;
        }
        if (*stamp == d->place)
            continue;
        *stamp = d->place;
        hits[kept++] = hits[i];
    }
    return kept;
}

lede_status lede_dictionary_match(lede_dictionary *d, const char *s, size_t n, lede_hit **hits, size_t *count,
                                  lede_error *err)
{
    matcher m;
    lede_status st = LEDE_OK;

    *hits = NULL;
    *count = 0;
    memset(&m, 0, sizeof m);
    m.d = d;
    m.s = s;
    m.n = n;
    if (d->count > d->regex_count) {
        if (!lede__automaton_prepare(&d->words))
            return lede__nomem(err);
        if (lede_terms(s, n, term, &m) < 0)
            m.failed = 1;
    }
    if (!m.failed)
        st = run_regexes(&m, err);
    if (m.failed)
        st = lede__nomem(err);
    if (st != LEDE_OK) {
        lede__free(m.hits);
        return st;
    }
    if (m.count > 1) {
        qsort(m.hits, m.count, sizeof *m.hits, by_place);
        m.count = thin(d, m.hits, m.count);
    }
    *hits = m.hits;
    *count = m.count;
    return LEDE_OK;
}
