#include "store/covered.h"

#include <string.h>

#include "lede/text.h"

/* The terms of a word: how many, where the word itself is, and another one at its place. */
typedef struct parts {
    const char *word;
    size_t n, terms, position, at;
    int (*among)(const char *s, size_t n, void *ud);
    void *ud;
    char other[LEDE_TERM_MAX];
    size_t other_n, other_at;     /* other_n 0: none yet */
} parts;

static int see_part(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    parts *p = ud;

    (void)cls;
    (void)start;
    (void)end;
    p->terms++;
    p->position += !(part & LEDE_TERM_SAME);
    if (n == p->n && memcmp(term, p->word, n) == 0) {
        p->at = p->position;
    } else if (!p->other_n && n <= sizeof p->other && p->among(term, n, p->ud)) {
        memcpy(p->other, term, n);
        p->other_n = n;
        p->other_at = p->position;
    }
    return 0;
}

static int count_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    (void)term;
    (void)n;
    (void)cls;
    (void)start;
    (void)end;
    (void)part;
    ++*(size_t *)ud;
    return 0;
}

int lede__is_covered(const char *word, size_t n, int (*among)(const char *s, size_t n, void *ud), void *ud)
{
    parts p;
    size_t alone = 0;

    p.word = word;
    p.n = n;
    p.terms = p.position = p.at = p.other_n = p.other_at = 0;
    p.among = among;
    p.ud = ud;
    lede_terms(word, n, see_part, &p);
    if (!p.other_n || p.at != p.other_at)
        return 0;
    lede_terms(p.other, p.other_n, count_term, &alone);
    return alone == 1;
}
