#include "news/tokens.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "text/stopword.h"

void lede__tokens_release(lede__tokens *t)
{
    while (t->n)
        lede_stemmer_free(t->stemmers[--t->n].stemmer);
    lede__free(t->stemmers);
    t->stemmers = NULL;
    t->cap = 0;
}

static lede_status stemmer_of(lede__tokens *t, const char *language, lede_stemmer **out, lede_error *err)
{
    size_t i, n = strlen(language);
    lede__language_stemmer *l;

    *out = NULL;
    if (!n || n >= sizeof t->stemmers->language)
        return LEDE_OK;
    for (i = 0; i < t->n; i++)
        if (strcmp(t->stemmers[i].language, language) == 0) {
            *out = t->stemmers[i].stemmer;
            return LEDE_OK;
        }
    if (!lede__grow(&t->stemmers, &t->cap, t->n + 1, sizeof *t->stemmers))
        return lede__nomem(err);
    l = &t->stemmers[t->n];
    memcpy(l->language, language, n + 1);
    if (lede_stemmer_new(language, &l->stemmer, err) != LEDE_OK)
        return LEDE_NOMEM;
    t->n++;
    *out = l->stemmer;
    return LEDE_OK;
}

lede_status lede__tokens_stem(lede__tokens *t, const char *language, const char *word, size_t n, const char **out,
                              size_t *out_n, lede_error *err)
{
    lede_stemmer *st;
    lede_status status = stemmer_of(t, language, &st, err);

    *out = word;
    *out_n = n;
    if (status == LEDE_OK && st)
        *out_n = lede_stem(st, word, n, out);
    return status;
}

typedef struct walk {
    const char *language;
    const lede__stopwords *stopwords;
    lede_stemmer *stemmer;
    lede__token_fn fn;
    void *ud;
    int stopped;
} walk;

static int counted(lede_word_class cls)
{
    return cls != LEDE_WORD_URL && cls != LEDE_WORD_EMAIL && cls != LEDE_WORD_EMOJI;
}

static int see(const char *term, size_t term_n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    walk *w = ud;
    lede__token t;

    if ((part & LEDE_TERM_PART) || !counted(cls))
        return 0;
    t.term = t.key = term;
    t.n = t.key_n = term_n;
    t.cls = cls;
    t.start = start;
    t.end = end;
    t.hash = lede__word_hash(term, term_n);
    t.stop = cls == LEDE_WORD_WORD && lede__stopword_in(w->stopwords, term, term_n);
    if (w->stemmer && cls == LEDE_WORD_WORD)
        t.key_n = lede_stem(w->stemmer, term, term_n, &t.key);
    w->stopped = w->fn(&t, w->ud);
    return w->stopped;
}

lede_status lede__tokens_walk(lede__tokens *t, const char *s, size_t n, const char *language, lede__token_fn fn,
                              void *ud, int *stopped, lede_error *err)
{
    char code[8] = "";
    walk w;

    memset(&w, 0, sizeof w);
    if ((!language || !*language) && n)
        (void)lede_language(s, n, code);
    w.language = language && *language ? language : code;
    w.stopwords = lede__stopwords_of(w.language);
    w.fn = fn;
    w.ud = ud;
    if (t->stem && stemmer_of(t, w.language, &w.stemmer, err) != LEDE_OK)
        return LEDE_NOMEM;
    (void)lede_terms(s, n, see, &w);
    if (stopped)
        *stopped = w.stopped;
    return LEDE_OK;
}
