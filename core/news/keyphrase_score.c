/*
 * Key phrases: how good one is. A logistic model over few general measures,
 * one for English and one for all other languages, fitted on news with key
 * phrases chosen by readers.
 */
#include "news/keyphrase.h"

#include <math.h>
#include <string.h>

enum {
    ONE, COUNT, PLACE, SHARE, TWO, THREE, MORE, MARKS, CHARS, INSIDE, ONLY_INSIDE, CAPITAL, SHOUT, ONCE, SHORT_WORD, NAME, SURNAME,
    NAMED_ONCE, RECURS, FIRM, PAIR_ONCE, BRIEF_1, BRIEF_2, BRIEF_3, BRIEF_4, MEASURES
};

static const double weights[2][MEASURES] = {
    {-0.12, 0.45, -0.23, 0.29, -0.17, -0.60, -1.02, -2.08, 1.09, -0.50, -0.39, 0.04, -0.09,
     -0.17, -0.88, -0.40, 0.14, -0.22, -0.61, 0.80, -0.36, 0.59, -0.09, 0.06, -0.39},
    {-0.09, 0.55, -0.41, 0.01, 0.26, 0.07, -1.00, -0.11, 0.64, -1.02, -0.67, 0.85, 0.42,
     -0.33, 0.03, 0.36, 0.13, 0.39, -0.35, 0.22, -0.38, 0.39, -0.11, 0.29, 0.00},
};

static int holds_marks(const char *s, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (s[i] == '-' || s[i] == '\'' || s[i] == '.' || (unsigned char)s[i] == 0xE2)
            return 1;
    return 0;
}

static int shouts(const char *s, size_t n)
{
    size_t i, letters = 0;

    for (i = 0; i < n; i++) {
        if (s[i] >= 'a' && s[i] <= 'z')
            return 0;
        letters += s[i] >= 'A' && s[i] <= 'Z';
    }
    return letters > 1;
}

static void measure_word(const lede__kp *k, const lede__kp_phrase *p, double m[MEASURES])
{
    const lede__kp_token *t = &k->tokens[p->token];
    const lede__kp_word *w = &k->word[t->word];

    m[INSIDE] = (double)w->in_names / w->count;
    m[ONLY_INSIDE] = w->in_names == w->count;
    m[CAPITAL] = w->capitals > 0 && w->smalls == 0;
    m[SHOUT] = shouts(t->s, t->n);
    m[ONCE] = w->count == 1;
    m[SHORT_WORD] = w->chars <= 3;
}

static void measure_phrase(const lede__kp *k, const lede__kp_phrase *p, double m[MEASURES])
{
    const lede__kp_word *a = &k->word[k->tokens[p->token].word], *b = &k->word[k->tokens[p->token + p->length - 1].word];
    double most = a->count > b->count ? a->count : b->count;

    if (p->name) {
        m[NAME] = 1;
        m[SURNAME] = log(1.0 + (b->count > p->count ? b->count - p->count : 0));
        m[NAMED_ONCE] = p->count == 1;
    } else {
        m[RECURS] = 1;
        m[FIRM] = log(p->count / (most > 0 ? most : 1));
        m[PAIR_ONCE] = p->count == 1;
    }
}

double lede__kp_score(const lede__kp *k, const lede__kp_phrase *p)
{
    const lede__kp_token *first = &k->tokens[p->token], *last = &k->tokens[p->token + p->length - 1];
    const double *w = weights[!k->english];
    double m[MEASURES] = {0}, z = 0;
    size_t n = (size_t)(last->s + last->n - first->s), i;

    m[ONE] = 1;
    m[COUNT] = log(p->count);
    m[PLACE] = log(1.0 + p->place);
    m[SHARE] = (double)p->place / (k->places ? k->places : 1);
    m[TWO] = p->length == 2;
    m[THREE] = p->length == 3;
    m[MORE] = p->length > 3;
    m[MARKS] = holds_marks(first->s, n);
    m[CHARS] = fmin(12.0, (double)n / p->length) / 10;
    if (k->places < 100)
        m[p->length > 3 ? BRIEF_4 : BRIEF_1 + p->length - 1] = 1;
    if (p->length == 1)
        measure_word(k, p, m);
    else
        measure_phrase(k, p, m);
    for (i = 0; i < MEASURES; i++)
        z += w[i] * m[i];
    return 1 / (1 + exp(-z));
}
