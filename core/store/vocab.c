#include "store/vocab.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "base/order.h"
#include "lede/text.h"

enum {
    SEEN_MOST = 1 << 21,    /* so many words are remembered: 32 MB */
    RECENT = 1 << 13        /* of them those met last in a table that stays in the processor's cache */
};

typedef struct word {
    const char *language;    /* one of the codes of `languages` */
    const char *stem, *word;
    size_t stem_n, word_n;
    uint64_t begins;         /* how the stem does, as lede__first_eight has it */
} word;

typedef struct stems {
    char code[8];
    lede_stemmer *stemmer;   /* NULL: the language has none */
} stems;

/* `seen` is a set of hashes of (language, word): open addressing, 0 is free. */
struct lede__vocab {
    uint64_t *seen;
    size_t seen_n, seen_cap;
    uint64_t recent[RECENT];
    lede__arena texts;
    word *pending;
    size_t pending_n, pending_cap;
    stems *languages;
    size_t languages_n, languages_cap;
    size_t current;          /* index into languages */
};

/* Put a hash into the table, which has room. Returns 0 where it was there. */
static int put(struct lede__vocab *v, uint64_t hash)
{
    size_t i;

    for (i = hash & (v->seen_cap - 1); v->seen[i]; i = (i + 1) & (v->seen_cap - 1))
        if (v->seen[i] == hash)
            return 0;
    v->seen[i] = hash;
    v->seen_n++;
    return 1;
}

/* Returns 1 where the hash is new, 0 where it was there, -1 when memory ran out. */
static int note(struct lede__vocab *v, uint64_t hash)
{
    size_t i, old_cap = v->seen_cap;
    uint64_t *old = v->seen;

    if (!hash)
        hash = 1;
    if (v->recent[hash % RECENT] == hash)
        return 0;
    v->recent[hash % RECENT] = hash;
    if (v->seen_n >= SEEN_MOST) {
        memset(v->seen, 0, v->seen_cap * sizeof *v->seen);
        v->seen_n = 0;
    } else if (v->seen_n * 2 >= v->seen_cap) {
        size_t cap = v->seen_cap ? v->seen_cap * 2 : 4096;

        v->seen = lede__calloc(cap, sizeof *v->seen);
        if (!v->seen) {
            v->seen = old;
            return -1;
        }
        lede__spread(v->seen, cap * sizeof *v->seen);
        v->seen_cap = cap;
        v->seen_n = 0;
        for (i = 0; i < old_cap; i++)
            if (old[i])
                put(v, old[i]);
        lede__free(old);
    }
    return put(v, hash);
}

int lede__vocab_see(struct lede__vocab *v, const char *term, size_t n, uint64_t hash, uint32_t *mark)
{
    stems *l = &v->languages[v->current];
    const char *stem;
    size_t stem_n;
    word *w;
    int fresh;

    if (*mark == v->current + 1 || !l->stemmer)
        return 1;
    *mark = (uint32_t)v->current + 1;
    fresh = note(v, hash * 31 + v->current);
    if (fresh <= 0)
        return !fresh;
    stem_n = lede_stem(l->stemmer, term, n, &stem);
    if (stem_n == n && memcmp(stem, term, n) == 0)
        return 1;
    if (!lede__grow(&v->pending, &v->pending_cap, v->pending_n + 1, sizeof *v->pending))
        return 0;
    w = &v->pending[v->pending_n];
    w->language = l->code;
    w->stem_n = stem_n;
    w->word_n = n;
    w->begins = lede__first_eight(stem, stem_n);
    w->stem = lede__arena_copy(&v->texts, stem, stem_n);
    w->word = lede__arena_copy(&v->texts, term, n);
    if (!w->stem || !w->word)
        return 0;
    v->pending_n++;
    return 1;
}

/* The stemmer of a language; languages are few, and stay where they are while `current` counts them. */
static lede_status choose(struct lede__vocab *v, const char *language, lede_error *err)
{
    size_t n = strcspn(language, "-_"), i;
    char code[8] = "";
    stems *l;

    for (i = 0; i < n && n < sizeof code; i++)
        code[i] = language[i] >= 'A' && language[i] <= 'Z' ? (char)(language[i] + 32) : language[i];
    for (i = 0; i < v->languages_n; i++)
        if (strcmp(v->languages[i].code, code) == 0) {
            v->current = i;
            return LEDE_OK;
        }
    if (v->languages_n == v->languages_cap && v->pending_n)   /* their codes are pointed at */
        return lede__fail(err, LEDE_LIMIT, "too many languages");
    if (!lede__grow(&v->languages, &v->languages_cap, v->languages_n + 1, sizeof *v->languages))
        return lede__nomem(err);
    l = &v->languages[v->languages_n];
    memset(l, 0, sizeof *l);
    memcpy(l->code, code, sizeof code);
    if (*code && lede_stemmer_new(code, &l->stemmer, err) != LEDE_OK)
        return err->status;
    v->current = v->languages_n++;
    return LEDE_OK;
}

static lede_status make(lede_store *s, lede_error *err)
{
    enum { LANGUAGES = 512 };
    struct lede__vocab *v = lede__calloc(1, sizeof *v);

    if (!v || !lede__grow(&v->languages, &v->languages_cap, LANGUAGES, sizeof *v->languages)) {
        lede__free(v);
        return lede__nomem(err);
    }
    lede__arena_init(&v->texts);
    s->vocab = v;
    return LEDE_OK;
}

lede_status lede__vocab_begin(lede_store *s, const char *language, lede_error *err)
{
    lede_status st = s->vocab ? LEDE_OK : make(s, err);

    if (st == LEDE_OK && s->vocab->languages_n == s->vocab->languages_cap)
        st = lede__vocab_flush(s, err);
    return st == LEDE_OK ? choose(s->vocab, language, err) : st;
}

static int by_key(const void *a, const void *b)
{
    const word *p = a, *q = b;
    int d = p->language == q->language ? 0 : strcmp(p->language, q->language);

    if (d)
        return d;
    if (p->begins != q->begins)
        return p->begins < q->begins ? -1 : 1;
    d = strcmp(p->stem, q->stem);
    return d ? d : strcmp(p->word, q->word);
}

lede_status lede__vocab_flush(lede_store *s, lede_error *err)
{
    struct lede__vocab *v = s->vocab;
    sqlite3_stmt *st;
    size_t i;

    if (!v || !v->pending_n)
        return LEDE_OK;
    st = lede__sql(s, "INSERT OR IGNORE INTO vocab VALUES(?1, ?2, ?3)", err);
    if (!st)
        return err->status;
    qsort(v->pending, v->pending_n, sizeof *v->pending, by_key);   /* in the table's order */
    for (i = 0; i < v->pending_n; i++) {
        const word *w = &v->pending[i];

        lede__bind_z(st, 1, w->language);
        lede__bind_text(st, 2, w->stem, w->stem_n);
        lede__bind_text(st, 3, w->word, w->word_n);
        if (lede__run_st(s, st, err) != LEDE_OK)
            return err->status;
    }
    v->pending_n = 0;
    lede__arena_release(&v->texts);
    return LEDE_OK;
}

void lede__vocab_drop(lede_store *s)
{
    struct lede__vocab *v = s->vocab;

    if (!v)
        return;
    if (v->seen)
        memset(v->seen, 0, v->seen_cap * sizeof *v->seen);
    memset(v->recent, 0, sizeof v->recent);
    v->seen_n = 0;
    v->pending_n = 0;
    lede__arena_release(&v->texts);
}

void lede__vocab_free(lede_store *s)
{
    struct lede__vocab *v = s->vocab;
    size_t i;

    if (!v)
        return;
    for (i = 0; i < v->languages_n; i++)
        lede_stemmer_free(v->languages[i].stemmer);
    lede__free(v->languages);
    lede__free(v->seen);
    lede__free(v->pending);
    lede__arena_release(&v->texts);
    lede__free(v);
    s->vocab = NULL;
}
