#include "lede/count.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/map.h"
#include "news/tokens.h"

enum { MOST_WORDS = 5 };

typedef struct entry {
    const char *shown;     /* in the counter's arena; NULL where the key is what is shown */
    size_t shown_n;
    int64_t count, texts;
    int64_t last;          /* the text that counted it last */
    int64_t here;          /* of lede_counter_text */
} entry;

enum { FRONT_SLOTS = 8192, FRONT_WORD = 26 };

/* A frequent key in front of the map, whose many cache lines cost more than all else. */
typedef struct front {
    uint32_t at;           /* place in entries, from 1 */
    unsigned char n;
    char key[FRONT_WORD];
} front;

/* A word of the run that an n-gram may be made of. */
typedef struct recent {
    lede_buf term, key;
    int stop;
} recent;

struct lede_counter {
    lede_count_options options;
    lede__tokens tokens;
    lede__map map;         /* key -> place in entries */
    entry *entries;
    size_t cap;
    front *front;
    lede__arena shown;
    int64_t words, texts, stamp;
    recent run[MOST_WORDS];
    size_t run_n, run_at;  /* words in it; where the next goes */
    size_t run_end;        /* where the last word of it ended */
    const char *s;         /* the text at hand */
    lede_buf key, term;
    int lookup;            /* of lede_counter_text: known terms only, into `here` */
    size_t *touched;
    size_t touched_n, touched_cap;
    int failed;
};

lede_status lede_counter_new(const lede_count_options *options, lede_counter **out, lede_error *err)
{
    lede_counter *c;

    *out = NULL;
    if (options && (options->ngrams < 0 || options->ngrams > MOST_WORDS))
        return lede__fail(err, LEDE_USAGE, "ngrams must be 1 to %d, got %d", MOST_WORDS, options->ngrams);
    c = lede__calloc(1, sizeof *c);
    if (!c)
        return lede__nomem(err);
    c->front = lede__calloc(FRONT_SLOTS, sizeof *c->front);
    if (!c->front) {
        lede__free(c);
        return lede__nomem(err);
    }
    if (options)
        c->options = *options;
    if (!c->options.ngrams)
        c->options.ngrams = 1;
    c->tokens.stem = c->options.stem;
    lede__map_init(&c->map);
    lede__arena_init(&c->shown);
    *out = c;
    return LEDE_OK;
}

void lede_counter_free(lede_counter *c)
{
    size_t i;

    if (!c)
        return;
    lede__tokens_release(&c->tokens);
    lede__map_release(&c->map);
    lede__arena_release(&c->shown);
    for (i = 0; i < MOST_WORDS; i++) {
        lede_buf_release(&c->run[i].term);
        lede_buf_release(&c->run[i].key);
    }
    lede_buf_release(&c->key);
    lede_buf_release(&c->term);
    lede__free(c->entries);
    lede__free(c->front);
    lede__free(c->touched);
    lede__free(c);
}

static int touch(lede_counter *c, size_t at)
{
    entry *e = &c->entries[at];

    if (e->last != -c->stamp) {
        if (!lede__grow(&c->touched, &c->touched_cap, c->touched_n + 1, sizeof *c->touched))
            return 0;
        c->touched[c->touched_n++] = at;
        e->last = -c->stamp;
        e->here = 0;
    }
    e->here++;
    return 1;
}

/* A new key: its entry, and the word by which it is shown. */
static int enter(lede_counter *c, lede__map_entry *m, const char *term, size_t n)
{
    size_t at = c->map.count - 1;
    entry *e;

    if (!lede__grow(&c->entries, &c->cap, c->map.count, sizeof *c->entries))
        return 0;
    e = &c->entries[at];
    memset(e, 0, sizeof *e);
    if (m->n != n || memcmp(m->key, term, n) != 0) {
        char *copy = lede__arena_alloc(&c->shown, n + 1);

        if (!copy)
            return 0;
        memcpy(copy, term, n);
        copy[n] = '\0';
        e->shown = copy;
        e->shown_n = n;
    }
    m->value.i = (int64_t)at;
    return 1;
}

static void tick(lede_counter *c, size_t at)
{
    entry *e = &c->entries[at];

    e->count++;
    if (e->last != c->stamp) {
        e->last = c->stamp;
        e->texts++;
    }
}

static int count_one(lede_counter *c, const char *key, size_t key_n, const char *term, size_t n, uint64_t hash)
{
    front *f = &c->front[hash % FRONT_SLOTS];
    size_t before = c->map.count;
    lede__map_entry *m;

    if (!c->lookup && f->at && f->n == key_n && memcmp(f->key, key, key_n) == 0) {
        tick(c, f->at - 1);
        return 1;
    }
    if (c->lookup) {
        m = lede__map_get(&c->map, key, key_n);
        return !m || touch(c, (size_t)m->value.i);
    }
    m = lede__map_put(&c->map, key, key_n);
    if (!m || (c->map.count > before && !enter(c, m, term, n)))
        return 0;
    tick(c, (size_t)m->value.i);
    if (key_n <= FRONT_WORD) {
        f->at = (uint32_t)m->value.i + 1;
        f->n = (unsigned char)key_n;
        memcpy(f->key, key, key_n);
    }
    return 1;
}

/* Whether words at both sides of [from, to) stand in one run: white space only between them, no blank line. */
static int joined(const char *s, size_t from, size_t to)
{
    int lines = 0;

    for (; from < to; from++) {
        if (s[from] == '\n')
            lines++;
        else if (s[from] != ' ' && s[from] != '\t' && s[from] != '\r')
            return 0;
    }
    return lines < 2;
}

/* Count the run of the last k words, unless it begins or ends with a stop word. */
static int count_run(lede_counter *c, size_t k)
{
    size_t i, first = (c->run_at + MOST_WORDS - k) % MOST_WORDS, last = (c->run_at + MOST_WORDS - 1) % MOST_WORDS;

    if (!c->options.stopwords && (c->run[first].stop || c->run[last].stop))
        return 1;
    lede_buf_clear(&c->key);
    lede_buf_clear(&c->term);
    for (i = 0; i < k; i++) {
        const recent *r = &c->run[(first + i) % MOST_WORDS];

        if (i) {
            lede_buf_addc(&c->key, ' ');
            lede_buf_addc(&c->term, ' ');
        }
        lede_buf_add(&c->key, r->key.s, r->key.n);
        lede_buf_add(&c->term, r->term.s, r->term.n);
    }
    if (c->key.failed || c->term.failed)
        return 0;
    return count_one(c, c->key.s, c->key.n, c->term.s, c->term.n, lede__word_hash(c->key.s, c->key.n));
}

static int push_run(lede_counter *c, const lede__token *t)
{
    recent *r = &c->run[c->run_at];
    size_t k = (size_t)c->options.ngrams;

    if (t->cls == LEDE_WORD_IDEOGRAPH || (t->cls == LEDE_WORD_NUMBER && !c->options.numbers)) {
        c->run_n = 0;
        return 1;
    }
    if (c->run_n && !joined(c->s, c->run_end, t->start))
        c->run_n = 0;
    lede_buf_clear(&r->term);
    lede_buf_clear(&r->key);
    lede_buf_add(&r->term, t->term, t->n);
    lede_buf_add(&r->key, t->key, t->key_n);
    r->stop = t->stop;
    c->run_at = (c->run_at + 1) % MOST_WORDS;
    c->run_end = t->end;
    if (c->run_n < MOST_WORDS)
        c->run_n++;
    if (r->term.failed || r->key.failed)
        return 0;
    return c->run_n < k || count_run(c, k);
}

static int see(const lede__token *t, void *ud)
{
    lede_counter *c = ud;
    int ok = 1;

    if (!c->lookup)
        c->words++;
    if (c->options.ngrams > 1)
        ok = push_run(c, t);
    else if ((c->options.stopwords || !t->stop) && (c->options.numbers || t->cls != LEDE_WORD_NUMBER))
        ok = count_one(c, t->key, t->key_n, t->term, t->n,
                       t->key == t->term ? t->hash : lede__word_hash(t->key, t->key_n));
    c->failed = !ok;
    return !ok;
}

static lede_status walk(lede_counter *c, const char *s, size_t n, const char *language, lede_error *err)
{
    c->stamp++;
    c->run_n = 0;
    c->s = s;
    c->failed = 0;
    if (lede__tokens_walk(&c->tokens, s, n, language, see, c, NULL, err) != LEDE_OK)
        return LEDE_NOMEM;
    return c->failed ? lede__nomem(err) : LEDE_OK;
}

lede_status lede_counter_add(lede_counter *c, const char *s, size_t n, const char *language, lede_error *err)
{
    c->lookup = 0;
    c->texts++;
    return walk(c, s, n, language, err);
}

lede_status lede_counter_text(lede_counter *c, const char *s, size_t n, const char *language, lede_term_count_fn fn,
                              void *ud, lede_error *err)
{
    size_t i;

    c->lookup = 1;
    c->touched_n = 0;
    if (walk(c, s, n, language, err) != LEDE_OK)
        return LEDE_NOMEM;
    for (i = 0; i < c->touched_n; i++) {
        lede_term_count t = lede_counter_at(c, c->touched[i]);

        t.count = c->entries[c->touched[i]].here;
        t.texts = (int64_t)c->touched[i];
        if (fn(&t, ud))
            return LEDE_STOPPED;
    }
    return LEDE_OK;
}

int64_t lede_counter_words(const lede_counter *c)
{
    return c->words;
}

int64_t lede_counter_texts(const lede_counter *c)
{
    return c->texts;
}

size_t lede_counter_size(const lede_counter *c)
{
    return c->map.count;
}

const char *lede_counter_key(const lede_counter *c, size_t i, size_t *n)
{
    *n = c->map.entries[i].n;
    return c->map.entries[i].key;
}

lede_term_count lede_counter_at(const lede_counter *c, size_t i)
{
    const lede__map_entry *m = &c->map.entries[i];
    const entry *e = &c->entries[i];
    lede_term_count t;

    t.term = e->shown ? e->shown : m->key;
    t.n = e->shown ? e->shown_n : m->n;
    t.count = e->count;
    t.texts = e->texts;
    return t;
}

lede_term_count lede_counter_get(const lede_counter *c, const char *key, size_t n)
{
    const lede__map_entry *m = lede__map_get(&c->map, key, n);
    lede_term_count none = {"", 0, 0, 0};

    return m ? lede_counter_at(c, (size_t)m->value.i) : none;
}
