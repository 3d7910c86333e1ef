/*
 * A summary of one article: sentences of its own, chosen one after another by
 * place, centrality and novelty (after Edmundson 1969; Carbonell and Goldstein
 * 1998 for novelty).
 */
#include "lede/summary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/map.h"
#include "lede/text.h"
#include "news/summary.h"
#include "news/tokens.h"

#define EARLY 25.0        /* sentences over which the weight of an early place fades to a third */
#define USUAL 22.0        /* words of a good sentence */
#define SPREAD 60.0
#define NOVELTY 0.7       /* how much repeating what is chosen costs */
#define SPEECH 0.9        /* what a sentence that quotes is worth */
#define COMPARED 64       /* chosen sentences against which novelty is measured */

struct lede_summary {
    lede_summary_sentence *items;
    size_t count;
};

typedef struct sentence {
    size_t start, end;
    size_t first, distinct;   /* its words in the pool */
    size_t words;
    double base, repeats;     /* worth by itself; the greatest share already told */
    int usable, chosen;
} sentence;

typedef struct work {
    const char *s;
    sentence *list;
    size_t count, cap, at;    /* at: the sentence that words are put into */
    lede__map words;
    uint32_t *pool;           /* numbers of words, a sentence after another, each once a sentence */
    size_t pool_n, pool_cap;
    uint32_t *weight, *seen;  /* a word: how often it occurs; the last sentence it was seen in */
    size_t word_count, weight_cap, seen_cap;
    int failed, headline;
} work;

void lede_summary_free(lede_summary *s)
{
    if (s)
        lede__free(s->items);
    lede__free(s);
}

const lede_summary_sentence *lede_summary_items(const lede_summary *s, size_t *count)
{
    *count = s->count;
    return s->items;
}

static int add_sentence(size_t start, size_t end, void *ud)
{
    work *w = ud;

    if (!lede__grow(&w->list, &w->cap, w->count + 1, sizeof *w->list)) {
        w->failed = 1;
        return 1;
    }
    memset(&w->list[w->count], 0, sizeof *w->list);
    w->list[w->count].start = start;
    w->list[w->count++].end = end;
    return 0;
}

/* The word's number, from 0; (uint32_t)-1 when memory ran out. */
static uint32_t number(work *w, const lede__token *t)
{
    lede__map_entry *e = lede__map_put(&w->words, t->key, t->key_n);

    if (!e)
        return (uint32_t)-1;
    if (!e->value.i) {
        if (!lede__grow(&w->weight, &w->weight_cap, w->word_count + 1, sizeof *w->weight) ||
            !lede__grow(&w->seen, &w->seen_cap, w->word_count + 1, sizeof *w->seen))
            return (uint32_t)-1;
        w->weight[w->word_count] = 0;
        w->seen[w->word_count] = (uint32_t)-1;
        e->value.i = (int64_t)++w->word_count;
    }
    return (uint32_t)(e->value.i - 1);
}

static int add_word(const lede__token *t, void *ud)
{
    work *w = ud;
    uint32_t k;
    sentence *st;

    while (!w->headline && w->at < w->count && w->list[w->at].end <= t->start)
        w->at++;
    if (!w->headline && (w->at >= w->count || t->start < w->list[w->at].start))
        return 0;
    st = &w->list[w->at];
    if (!w->headline)
        st->words++;
    if (t->stop || t->n < 2)
        return 0;
    k = number(w, t);
    if (k == (uint32_t)-1 || !lede__grow(&w->pool, &w->pool_cap, w->pool_n + 1, sizeof *w->pool)) {
        w->failed = 1;
        return 1;
    }
    w->weight[k]++;
    if (w->headline || w->seen[k] == (uint32_t)w->at)
        return 0;
    w->seen[k] = (uint32_t)w->at;
    if (st->distinct == 0)
        st->first = w->pool_n;
    w->pool[w->pool_n++] = k;
    st->distinct++;
    return 0;
}

/* Mark what may be chosen; boilerplate's words do not count as the story's. */
static void mark_usable(work *w)
{
    size_t i, k, stops = 0, usable = 0;

    for (i = 0; i < w->count; i++)
        stops += (size_t)lede__ends_with_stop(w->s + w->list[i].start, w->list[i].end - w->list[i].start);
    for (i = 0; i < w->count; i++) {
        sentence *st = &w->list[i];
        size_t n = st->end - st->start;

        /* where hardly a sentence ends with a stop, the script or the text has none */
        st->usable = st->distinct > 0 && !lede__is_boilerplate(w->s + st->start, n, st->words) &&
                     (stops * 4 < w->count || lede__ends_with_stop(w->s + st->start, n));
        usable += (size_t)st->usable;
        if (!st->usable)
            for (k = 0; k < st->distinct; k++)
                w->weight[w->pool[st->first + k]]--;
    }
    for (i = 0; usable == 0 && i < w->count; i++)
        w->list[i].usable = w->list[i].distinct > 0 && w->list[i].words > 2;
}

static int quotes(const char *s, size_t n)
{
    return memchr(s, '"', n) || memmem(s, n, "\xE2\x80\x9C", 3) || memmem(s, n, "\xC2\xAB", 2) || memmem(s, n, "\xE2\x80\x9E", 3) ||
           memmem(s, n, "\xE3\x80\x8C", 3);
}

static void weigh(work *w)
{
    size_t i, k, place = 0;
    double most = 0;

    for (i = 0; i < w->count; i++) {
        sentence *st = &w->list[i];

        if (!st->usable)
            continue;
        for (k = 0; k < st->distinct; k++)
            st->base += log(1.0 + w->weight[w->pool[st->first + k]]);
        st->base /= sqrt((double)st->distinct);
        most = st->base > most ? st->base : most;
    }
    for (i = 0; i < w->count; i++) {
        sentence *st = &w->list[i];
        double far = ((double)st->words - USUAL) / SPREAD;

        if (!st->usable)
            continue;
        st->base = (most > 0 ? st->base / most : 0) + exp(-(double)place++ / EARLY);
        st->base *= exp(-far * far) / 2;
        if (quotes(w->s + st->start, st->end - st->start))
            st->base *= SPEECH;
    }
}

static double worth(const sentence *st)
{
    return st->base * (1 - NOVELTY * st->repeats);
}

/* Measure how much of each sentence the newly chosen one has told. */
static void retell(work *w, size_t chosen)
{
    const sentence *new = &w->list[chosen];
    size_t i, k;

    for (k = 0; k < new->distinct; k++)
        w->seen[w->pool[new->first + k]] = (uint32_t)-2;
    for (i = 0; i < w->count; i++) {
        sentence *st = &w->list[i];
        size_t shared = 0, least = st->distinct < new->distinct ? st->distinct : new->distinct;
        double share;

        if (!st->usable || st->chosen)
            continue;
        for (k = 0; k < st->distinct; k++)
            shared += w->seen[w->pool[st->first + k]] == (uint32_t)-2;
        share = least ? (double)shared / (double)least : 0;
        st->repeats = share > st->repeats ? share : st->repeats;
    }
    for (k = 0; k < new->distinct; k++)
        w->seen[w->pool[new->first + k]] = 0;
}

/* The best sentence that is left and has room; w->count where there is none. */
static size_t best_left(const work *w, size_t room)
{
    size_t i, best = w->count;

    for (i = 0; i < w->count; i++) {
        const sentence *st = &w->list[i];

        if (st->usable && !st->chosen && st->words <= room && (best == w->count || worth(st) > worth(&w->list[best])))
            best = i;
    }
    return best;
}

static int by_worth(const void *a, const void *b)
{
    const sentence *const *x = a, *const *y = b;
    double p = worth(*x), q = worth(*y);

    return p < q ? 1 : p > q ? -1 : *x < *y ? -1 : *x > *y;
}

/* Beyond the sentences that novelty is measured against: by worth as it stands. */
static size_t choose_rest(work *w, size_t chosen, size_t sentences, size_t room)
{
    const sentence **order = lede__malloc((w->count ? w->count : 1) * sizeof *order);
    size_t i, n = 0;

    if (!order) {
        w->failed = 1;
        return chosen;
    }
    for (i = 0; i < w->count; i++)
        if (w->list[i].usable && !w->list[i].chosen)
            order[n++] = &w->list[i];
    qsort(order, n, sizeof *order, by_worth);
    for (i = 0; i < n && chosen < sentences; i++) {
        sentence *st = &w->list[order[i] - w->list];

        if (st->words > room)
            continue;
        st->chosen = 1;
        room -= st->words;
        chosen++;
    }
    lede__free(order);
    return chosen;
}

static size_t choose(work *w, size_t sentences, size_t words)
{
    size_t chosen = 0, room = words ? words : (size_t)-1, i;

    if (!sentences)
        sentences = w->count;
    while (chosen < sentences && chosen < COMPARED) {
        i = best_left(w, room);
        if (i == w->count && chosen == 0 && words)
            i = best_left(w, (size_t)-1);
        if (i == w->count)
            return chosen;
        w->list[i].chosen = 1;
        room -= w->list[i].words < room ? w->list[i].words : room;
        chosen++;
        if (chosen < sentences)
            retell(w, i);
    }
    return chosen < sentences ? choose_rest(w, chosen, sentences, room) : chosen;
}

static int give(const work *w, size_t chosen, lede_summary *out)
{
    size_t i;
    double most = 0;

    out->items = lede__malloc((chosen ? chosen : 1) * sizeof *out->items);
    if (!out->items)
        return 0;
    for (i = 0; i < w->count; i++)
        most = w->list[i].usable && w->list[i].base > most ? w->list[i].base : most;
    for (i = 0; i < w->count; i++) {
        lede_summary_sentence item = {w->list[i].start, w->list[i].end, most > 0 ? w->list[i].base / most : 0};

        if (w->list[i].chosen)
            out->items[out->count++] = item;
    }
    return 1;
}

static lede_status read_all(work *w, const char *headline, size_t headline_n, const char *body, size_t n, const char *language,
                            lede_error *err)
{
    lede__tokens t;
    lede_status st;

    memset(&t, 0, sizeof t);
    lede_sentences(body, n, language, add_sentence, w);
    if (w->failed || w->count == 0)
        return w->failed ? lede__nomem(err) : LEDE_OK;
    st = lede__tokens_walk(&t, body, n, language, add_word, w, NULL, err);
    w->headline = 1;
    w->at = 0;
    if (st == LEDE_OK && headline_n)
        st = lede__tokens_walk(&t, headline, headline_n, language, add_word, w, NULL, err);
    lede__tokens_release(&t);
    return st != LEDE_OK ? st : w->failed ? lede__nomem(err) : LEDE_OK;
}

static lede_status summarise(work *w, size_t sentences, size_t words, lede_summary *out, lede_error *err)
{
    size_t chosen;

    mark_usable(w);
    weigh(w);
    chosen = choose(w, sentences, words);
    return w->failed || !give(w, chosen, out) ? lede__nomem(err) : LEDE_OK;
}

lede_status lede_summary_find(const char *headline, size_t headline_n, const char *body, size_t n, const char *language,
                              size_t sentences, size_t words, lede_summary **out, lede_error *err)
{
    work w;
    char code[8];
    lede_status st;

    *out = lede__calloc(1, sizeof **out);
    if (!*out)
        return lede__nomem(err);
    memset(&w, 0, sizeof w);
    w.s = body;
    lede__map_init(&w.words);
    if (!language || !*language) {
        lede_language(body, n, code);
        language = code;
    }
    st = read_all(&w, headline, headline_n, body, n, language, err);
    if (st == LEDE_OK)
        st = summarise(&w, sentences, words, *out, err);
    lede__map_release(&w.words);
    lede__free(w.list);
    lede__free(w.pool);
    lede__free(w.weight);
    lede__free(w.seen);
    if (st != LEDE_OK) {
        lede_summary_free(*out);
        *out = NULL;
    }
    return st;
}
