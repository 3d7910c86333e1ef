#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/map.h"
#include "lede/count.h"
#include "news/tokens.h"

typedef struct entry {
    int64_t count, total, texts, last;
    int stop;
} entry;

typedef struct place {
    size_t entry;          /* of the word */
    size_t start;
    int node;
} place;

struct lede_collocator {
    lede_collocate_options options;
    lede__tokens tokens;   /* keys are stems, to tell the node */
    lede_buf node;         /* folded */
    lede_buf stem;         /* the node's, in the language at hand */
    char language[8];      /* of `stem` */
    lede__map map;
    entry *entries;
    size_t cap;
    place *places;         /* the words of the text at hand */
    size_t places_n, places_cap;
    char *close;           /* which of them are near a node */
    size_t closecap;
    lede_span *sentences;
    size_t sentences_n, sentences_cap;
    int64_t words, nodes, windows, texts;
    int failed;
};

lede_status lede_collocator_new(const char *node, size_t n, const lede_collocate_options *options,
                                lede_collocator **out, lede_error *err)
{
    lede_collocator *c = lede__calloc(1, sizeof *c);

    *out = NULL;
    if (!c)
        return lede__nomem(err);
    if (options)
        c->options = *options;
    if (!c->options.window)
        c->options.window = 5;
    c->tokens.stem = 1;
    lede__map_init(&c->map);
    lede_fold(node, n, LEDE_FOLD_SEARCH, &c->node);
    if (c->node.failed) {
        lede_collocator_free(c);
        return lede__nomem(err);
    }
    *out = c;
    return LEDE_OK;
}

void lede_collocator_free(lede_collocator *c)
{
    if (!c)
        return;
    lede__tokens_release(&c->tokens);
    lede_buf_release(&c->node);
    lede_buf_release(&c->stem);
    lede__map_release(&c->map);
    lede__free(c->entries);
    lede__free(c->places);
    lede__free(c->close);
    lede__free(c->sentences);
    lede__free(c);
}

static int is_node(const lede_collocator *c, const lede__token *t)
{
    if (t->n == c->node.n && memcmp(t->term, c->node.s, t->n) == 0)
        return 1;
    return !c->options.exact && c->stem.n && t->key_n == c->stem.n && memcmp(t->key, c->stem.s, t->key_n) == 0;
}

static int see(const lede__token *t, void *ud)
{
    lede_collocator *c = ud;
    size_t before = c->map.count;
    lede__map_entry *m = lede__map_put(&c->map, t->term, t->n);
    place *p;

    c->failed = 1;
    if (!m || !lede__grow(&c->entries, &c->cap, c->map.count, sizeof *c->entries) ||
        !lede__grow(&c->places, &c->places_cap, c->places_n + 1, sizeof *c->places))
        return 1;
    if (c->map.count > before) {
        m->value.i = (int64_t)before;
        memset(&c->entries[before], 0, sizeof *c->entries);
    }
    p = &c->places[c->places_n++];
    p->entry = (size_t)m->value.i;
    p->start = t->start;
    p->node = is_node(c, t);
    c->entries[p->entry].total++;
    c->entries[p->entry].stop = t->stop;
    c->failed = 0;
    return 0;
}

static int see_sentence(size_t start, size_t end, void *ud)
{
    lede_collocator *c = ud;

    if (!lede__grow(&c->sentences, &c->sentences_cap, c->sentences_n + 1, sizeof *c->sentences)) {
        c->failed = 1;
        return 1;
    }
    c->sentences[c->sentences_n].start = start;
    c->sentences[c->sentences_n++].end = end;
    return 0;
}

/* Mark the words of [from, to) as near. */
static void mark(lede_collocator *c, size_t from, size_t to)
{
    memset(c->close + from, 1, to - from);
}

static void mark_windows(lede_collocator *c)
{
    size_t i, w = c->options.window, done = 0;

    for (i = 0; i < c->places_n; i++)
        if (c->places[i].node) {
            size_t from = i > w ? i - w : 0, to = i + w + 1 < c->places_n ? i + w + 1 : c->places_n;

            if (from < done)
                from = done;   /* marked already: nothing is walked twice */
            if (to > from)
                mark(c, from, to);
            done = to;
        }
}

static void mark_sentences(lede_collocator *c)
{
    size_t i = 0, k;

    for (k = 0; k < c->sentences_n; k++) {
        size_t first, j;
        int node = 0;

        while (i < c->places_n && c->places[i].start < c->sentences[k].start)
            i++;
        first = i;
        for (j = i; j < c->places_n && c->places[j].start < c->sentences[k].end; j++)
            node |= c->places[j].node;
        if (node)
            mark(c, first, j);
        i = j;
    }
}

static void tally(lede_collocator *c)
{
    size_t i;

    for (i = 0; i < c->places_n; i++) {
        entry *e = &c->entries[c->places[i].entry];

        c->nodes += c->places[i].node;
        if (!c->close[i] || c->places[i].node)
            continue;
        c->windows++;
        e->count++;
        if (e->last != c->texts) {
            e->last = c->texts;
            e->texts++;
        }
    }
}

/* The node's stem in the language. */
static lede_status prepare(lede_collocator *c, const char *language, lede_error *err)
{
    const char *stem;
    size_t n;

    if (c->stem.n && strcmp(c->language, language) == 0)
        return LEDE_OK;
    if (lede__tokens_stem(&c->tokens, language, c->node.s ? c->node.s : "", c->node.n, &stem, &n, err) != LEDE_OK)
        return LEDE_NOMEM;
    lede_buf_clear(&c->stem);
    lede_buf_add(&c->stem, stem, n);
    n = strlen(language) < sizeof c->language ? strlen(language) : 0;   /* a longer one has no stemmer */
    memcpy(c->language, language, n);
    c->language[n] = '\0';
    return c->stem.failed ? lede__nomem(err) : LEDE_OK;
}

lede_status lede_collocator_add(lede_collocator *c, const char *s, size_t n, const char *language, lede_error *err)
{
    char code[8] = "";

    if ((!language || !*language) && n)
        (void)lede_language(s, n, code);
    if (!language || !*language)
        language = code;
    if (prepare(c, language, err) != LEDE_OK)
        return LEDE_NOMEM;
    c->places_n = c->sentences_n = 0;
    c->failed = 0;
    c->texts++;
    if (lede__tokens_walk(&c->tokens, s, n, language, see, c, NULL, err) != LEDE_OK)
        return LEDE_NOMEM;
    if (!c->failed && c->options.sentence)
        (void)lede_sentences(s, n, language, see_sentence, c);
    if (c->failed || !lede__grow(&c->close, &c->closecap, c->places_n + 1, 1))
        return lede__nomem(err);
    memset(c->close, 0, c->places_n + 1);
    if (c->options.sentence)
        mark_sentences(c);
    else
        mark_windows(c);
    tally(c);
    c->words += (int64_t)c->places_n;
    return LEDE_OK;
}

int64_t lede_collocator_nodes(const lede_collocator *c)
{
    return c->nodes;
}

void lede_collocator_each(const lede_collocator *c, lede_collocate_fn fn, void *ud)
{
    size_t i;

    for (i = 0; i < c->map.count; i++) {
        const entry *e = &c->entries[i];
        lede_collocate out;
        double expected = (double)e->total * (double)c->windows / (double)c->words;

        if (!e->count || (e->stop && !c->options.stopwords))
            continue;
        out.term = c->map.entries[i].key;
        out.n = c->map.entries[i].n;
        out.count = e->count;
        out.total = e->total;
        out.texts = e->texts;
        out.g2 = lede_g2((double)e->count, (double)c->windows, (double)(e->total - e->count),
                         (double)(c->words - c->windows));
        out.pmi = log2((double)e->count / expected);
        out.log_dice = 14 + log2(2 * (double)e->count / (double)(c->nodes + e->total));
        if (fn(&out, ud))
            return;
    }
}
