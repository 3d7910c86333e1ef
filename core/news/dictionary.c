/* Building dictionaries: patterns become words of the automaton, globs or regular expressions. */
#include "news/dictionary.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "lede/text.h"

lede_dictionary *lede_dictionary_new(unsigned flags)
{
    lede_dictionary *d = lede__calloc(1, sizeof *d);

    if (!d)
        return NULL;
    d->flags = flags;
    lede__arena_init(&d->texts);
    lede__automaton_init(&d->words);
    lede__map_init(&d->seen);
    lede__map_init(&d->keys);
    return d;
}

void lede_dictionary_free(lede_dictionary *d)
{
    size_t i;

    if (!d)
        return;
    for (i = 0; i < d->count; i++)
        lede_regex_free(d->patterns[i].regex);
    lede__free(d->patterns);
    lede__free(d->globs);
    lede__free(d->numbers);
    lede__free(d->stamps);
    lede__map_release(&d->seen);
    lede__map_release(&d->keys);
    lede__automaton_release(&d->words);
    lede__arena_release(&d->texts);
    lede__free(d);
}

size_t lede_dictionary_count(const lede_dictionary *d)
{
    return d->count;
}

lede_entry lede_dictionary_entry(const lede_dictionary *d, size_t i)
{
    return d->patterns[i].entry;
}

/* The words of one pattern. */
typedef struct phrase {
    lede_dictionary *d;
    uint32_t words[LEDE__PHRASE_WORDS];
    size_t n;
    int too_long, failed;
} phrase;

static void push(phrase *p, uint32_t number)
{
    if (!number)
        p->failed = 1;
    else if (p->n == LEDE__PHRASE_WORDS)
        p->too_long = 1;
    else
        p->words[p->n++] = number;
}

static int term(const char *s, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    phrase *p = ud;

    (void)cls;
    (void)start;
    (void)end;
    if (!(part & LEDE_TERM_SAME))
        push(p, lede__automaton_word(&p->d->words, s, n));
    return p->failed || p->too_long;
}

/* The number of a glob, made where it is new. Its word begins with a byte that no term has. */
static uint32_t glob_number(lede_dictionary *d, const char *s, size_t n)
{
    lede_buf folded;
    lede__glob *g;
    uint32_t number = 0;
    size_t had = d->words.words.count;

    lede_buf_init(&folded);
    lede_buf_addc(&folded, '\1');
    lede_fold(s, n, LEDE_FOLD_SEARCH, &folded);
    if (!folded.failed)
        number = lede__automaton_word(&d->words, folded.s, folded.n);
    if (number && d->words.words.count > had) {
        if (!lede__grow(&d->globs, &d->glob_cap, d->glob_count + 1, sizeof *d->globs)) {
            number = 0;
        } else {
            g = &d->globs[d->glob_count++];
            g->text = d->words.words.entries[number - 1].key + 1;
            g->n = folded.n - 1;
            g->prefix = strcspn(g->text, "*?");
            g->number = number;
        }
    }
    lede_buf_release(&folded);
    return number;
}

static int is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Cut the pattern at spaces; a piece with * or ? is a glob, others are words as texts have them. */
static void words_of(phrase *p, const char *s, size_t n)
{
    size_t i = 0, end;

    while (i < n && !p->failed && !p->too_long) {
        while (i < n && is_space(s[i]))
            i++;
        for (end = i; end < n && !is_space(s[end]); end++)
            ;
        if (memchr(s + i, '*', end - i) || memchr(s + i, '?', end - i)) {
            if (end - i > 1 || s[i] == '*')
                push(p, glob_number(p->d, s + i, end - i));
        } else if (end > i) {
            (void)lede_terms(s + i, end - i, term, p);
        }
        i = end;
    }
}

/* Whether the pattern is written in capitals only, at least two. */
static int capitals(const char *s)
{
    size_t upper = 0;

    for (; *s; s++) {
        if (*s >= 'a' && *s <= 'z')
            return 0;
        upper += *s >= 'A' && *s <= 'Z';
        if ((unsigned char)*s >= 0x80)
            return 0;
    }
    return upper >= 2;
}

static const char *keep(lede_dictionary *d, const char *z, int *ok)
{
    char *copy;

    if (!z || !*z)
        return "";
    copy = lede__arena_copy(&d->texts, z, strlen(z));
    if (!copy)
        *ok = 0;
    return copy;
}

static lede_status add_regex(lede_dictionary *d, lede__pattern *p, lede_error *err)
{
    const char *s = p->entry.pattern;
    unsigned flags = d->flags & LEDE_DICTIONARY_CASE ? 0 : LEDE_RE_IGNORE_CASE;
    lede_status st = lede_regex_compile(s + 1, strlen(s) - 2, flags, &p->regex, err);

    if (st == LEDE_OK)
        d->regex_count++;
    return st;
}

static lede_status add_words(lede_dictionary *d, const lede__pattern *p, lede_error *err)
{
    phrase ph = {0};

    ph.d = d;
    words_of(&ph, p->entry.pattern, strlen(p->entry.pattern));
    if (ph.failed)
        return lede__nomem(err);
    if (ph.too_long)
        return lede__fail(err, LEDE_LIMIT, "the entry '%.60s' has more than %d words", p->entry.pattern, LEDE__PHRASE_WORDS);
    if (!ph.n)
        return lede__fail(err, LEDE_USAGE, "the entry '%.60s' holds no word", p->entry.pattern);
    return lede__automaton_add(&d->words, ph.words, ph.n, d->count) ? LEDE_OK : lede__nomem(err);
}

lede_status lede_dictionary_add(lede_dictionary *d, const lede_entry *entry, lede_error *err)
{
    lede__pattern *p;
    lede__map_entry *key;
    lede_status st;
    size_t n;
    int ok = 1;

    if (!lede__grow(&d->patterns, &d->cap, d->count + 1, sizeof *d->patterns))
        return lede__nomem(err);
    p = &d->patterns[d->count];
    memset(p, 0, sizeof *p);
    p->entry.key = keep(d, entry->key, &ok);
    p->entry.pattern = keep(d, entry->pattern, &ok);
    p->entry.kind = keep(d, entry->kind, &ok);
    p->entry.code = keep(d, entry->code, &ok);
    p->entry.weight = entry->weight;
    key = ok ? lede__map_put(&d->keys, p->entry.key, strlen(p->entry.key)) : NULL;
    if (!key || !lede__grow(&d->stamps, &d->stamp_cap, d->keys.count, sizeof *d->stamps))
        return lede__nomem(err);
    p->key = (uint32_t)(key - d->keys.entries);
    d->stamps[p->key] = 0;
    p->exact = (d->flags & LEDE_DICTIONARY_CASE) ||
               ((d->flags & LEDE_DICTIONARY_CAPITALS) && capitals(p->entry.pattern));
    n = strlen(p->entry.pattern);
    if (n > 2 && p->entry.pattern[0] == '/' && p->entry.pattern[n - 1] == '/')
        st = add_regex(d, p, err);
    else
        st = add_words(d, p, err);
    if (st == LEDE_OK)
        d->count++;
    d->words.ready = 0;
    return st;
}
