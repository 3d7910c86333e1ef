/* Key phrases: the choice. */
#include "news/keyphrase.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "lede/text.h"
#include "news/tokens.h"

struct lede_key_phrases {
    lede_key_phrase *items;
    size_t count;
};

void lede_key_phrases_free(lede_key_phrases *k)
{
    if (k)
        lede__free(k->items);
    lede__free(k);
}

const lede_key_phrase *lede_key_phrases_items(const lede_key_phrases *k, size_t *count)
{
    *count = k->count;
    return k->items;
}

/* Best first; then the earlier, then the longer: a total order. */
static int better(const void *a, const void *b)
{
    const lede__kp_phrase *x = a, *y = b;

    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    if (x->place != y->place)
        return x->place > y->place ? 1 : -1;
    return x->length < y->length ? 1 : x->length > y->length ? -1 : 0;
}

/* Whether all words of a, by stem, are in b. */
static int within(const lede__kp *k, const lede__kp_phrase *a, const lede__kp_phrase *b)
{
    size_t i, j;

    for (i = 0; i < a->length; i++) {
        uint32_t key = k->word[k->tokens[a->token + i].word].key;

        for (j = 0; j < b->length && k->word[k->tokens[b->token + j].word].key != key; j++)
            ;
        if (j == b->length)
            return 0;
    }
    return 1;
}

/* Two phrases of which one holds the other, or words of one stem. */
static int repeats(const lede__kp *k, const lede__kp_phrase *a, const lede__kp_phrase *b)
{
    if ((a->length > 1 && b->length > 1) || ((k->tokens[a->token].flags & k->tokens[b->token].flags) & LEDE__KP_RUN))
        return within(k, a, b) || within(k, b, a);
    return a->length == b->length && within(k, a, b);
}

/* Give the phrase's words the numbers of their stems. 0 when memory ran out. */
static int stem(lede__kp *k, lede__tokens *t, const lede__kp_phrase *p)
{
    size_t i, n;
    const char *key;

    for (i = 0; i < p->length; i++) {
        lede__kp_word *w = &k->word[k->tokens[p->token + i].word];
        const lede__map_entry *word = &k->words.entries[k->tokens[p->token + i].word];
        lede__map_entry *e;

        if (w->key)
            continue;
        if (lede__tokens_stem(t, k->language, word->key, word->n, &key, &n, NULL) != LEDE_OK || !(e = lede__map_put(&k->keys, key, n)))
            return 0;
        if (!e->value.i)
            e->value.i = (int64_t)k->keys.count;
        w->key = (uint32_t)e->value.i;
    }
    return 1;
}

static int choose(lede__kp *k, lede__tokens *t, size_t want, lede_key_phrases *out)
{
    uint32_t *chosen = lede__malloc((want ? want : 1) * sizeof *chosen);
    size_t i, j;

    out->items = lede__malloc((want ? want : 1) * sizeof *out->items);
    if (!chosen || !out->items) {
        lede__free(chosen);
        return 0;
    }
    for (i = 0; i < k->phrase_count && out->count < want; i++) {
        const lede__kp_phrase *p = &k->phrase[i];
        const lede__kp_token *first = &k->tokens[p->token], *last = &k->tokens[p->token + p->length - 1];
        lede_key_phrase *item = &out->items[out->count];

        if (!stem(k, t, p)) {
            lede__free(chosen);
            return 0;
        }
        for (j = 0; j < out->count && !repeats(k, p, &k->phrase[chosen[j]]); j++)
            ;
        if (j < out->count)
            continue;
        chosen[out->count++] = (uint32_t)i;
        item->text = first->s;
        item->n = (size_t)(last->s + last->n - first->s);
        item->score = p->score;
        item->count = p->count;
    }
    lede__free(chosen);
    return 1;
}

static void set_language(lede__kp *k, const char *body, size_t n, const char *language, char code[8])
{
    if (!language || !*language) {
        lede_language(body, n, code);
        language = code;
    }
    k->language = language;
    k->weak = lede__weak_words_of(language);
    k->english = strncmp(language, "en", 2) == 0;
    k->elided = strncmp(language, "fr", 2) == 0 || strncmp(language, "it", 2) == 0 || strncmp(language, "ca", 2) == 0;
}

static lede_status find(lede__kp *k, const char *headline, size_t headline_n, const char *body, size_t n, size_t want,
                        lede_key_phrases *out, lede_error *err)
{
    lede_status st = headline_n ? lede__kp_read(k, headline, headline_n, err) : LEDE_OK;
    lede__tokens t;
    size_t i;
    int done;

    if (st == LEDE_OK && n)
        st = lede__kp_read(k, body, n, err);
    if (st != LEDE_OK)
        return st;
    if (!lede__kp_phrases(k))
        return lede__nomem(err);
    for (i = 0; i < k->phrase_count; i++)
        k->phrase[i].score = lede__kp_score(k, &k->phrase[i]);
    if (k->phrase_count)
        qsort(k->phrase, k->phrase_count, sizeof *k->phrase, better);
    memset(&t, 0, sizeof t);
    done = choose(k, &t, want < k->phrase_count ? want : k->phrase_count, out);
    lede__tokens_release(&t);
    return done ? LEDE_OK : lede__nomem(err);
}

lede_status lede_key_phrases_find(const char *headline, size_t headline_n, const char *body, size_t n, const char *language,
                                  size_t want, lede_key_phrases **out, lede_error *err)
{
    lede__kp k;
    char code[8];
    lede_status st;

    *out = lede__calloc(1, sizeof **out);
    if (!*out)
        return lede__nomem(err);
    memset(&k, 0, sizeof k);
    lede__map_init(&k.words);
    lede__map_init(&k.keys);
    lede__map_init(&k.phrases);
    set_language(&k, body, n, language, code);
    st = find(&k, headline, headline_n, body, n, want, *out, err);
    lede__kp_release(&k);
    if (st != LEDE_OK) {
        lede_key_phrases_free(*out);
        *out = NULL;
    }
    return st;
}
