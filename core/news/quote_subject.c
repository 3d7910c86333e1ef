/* Who says: the subject of a word of saying, before or after it. */
#include "news/quote.h"

#include <string.h>

/* How many tokens of a sentence are looked through for a subject. */
enum { REACH = 150 };

int lede__quote_word(const lede__tokens *t, size_t i, const char *const *words, size_t n)
{
    size_t k;

    for (k = 0; k < n; k++)
        if (lede__scan_is(t, i, words[k]))
            return 1;
    return 0;
}

int lede__quote_adverb(const lede__tokens *t, size_t i)
{
    const lede__token *k = i < t->count ? &t->items[i] : NULL;

    return k && lede__name_lower(t, i) &&
           ((k->end - k->start > 4 && memcmp(t->s + k->end - 2, "ly", 2) == 0) || lede__scan_does(t, i, LEDE__GRAM_BETWEEN));
}

static int stop_sign(const lede__tokens *t, size_t i)
{
    const lede__token *k = &t->items[i];

    if (k->kind == LEDE__TOK_BREAK)
        return 1;
    return k->kind == LEDE__TOK_SIGN && k->code != 0x2019 && !(k->code < 0x80 && k->code && strchr("-&$%/#@'", (int)k->code));
}

static int dash(uint32_t code)
{
    return code == 0x2014 || code == 0x2013 || code == 0x2015 || code == '-';
}

static int set(const lede__quoter *q, lede__cue *c, size_t first, size_t last, const char *rule)
{
    const lede__mention *m = lede__quote_mention(q, last - 1);

    c->who_first = first;
    c->who_last = last;
    c->rule = rule;
    c->mention = m && m->first >= first ? (size_t)(m - q->f->items) : LEDE__NO_TOKEN;
    return 1;
}

/* A noun phrase: its words name the speaker, a name inside it does not. */
static int set_noun(const lede__quoter *q, lede__cue *c, size_t first, size_t last, const char *rule)
{
    (void)set(q, c, first, last, rule);
    if (c->mention == LEDE__NO_TOKEN || q->f->items[c->mention].first != first)
        c->mention = LEDE__NO_TOKEN;
    return 1;
}

static int verb_of_saying(const lede__tokens *t, size_t i)
{
    return (t->items[i].lex & LEDE__LEX_SAY) && !(t->items[i].lex & LEDE__LEX_ROLE);
}

/* Sentences without end are not walked through for every verb in them. */
static size_t not_before(size_t lo, size_t end)
{
    return end > lo + REACH ? end - REACH : lo;
}

/* The first token of the noun phrase that ends before `end`: back to its determiner or the clause's start. */
static size_t phrase_start(const lede__quoter *q, size_t lo, size_t end)
{
    const lede__tokens *t = q->t;
    size_t i = end;

    lo = not_before(lo, end);
    while (i > lo) {
        const lede__mention *m = lede__quote_mention(q, i - 1);

        if (m && m->first >= lo) {
            i = m->first;
            continue;
        }
        if (stop_sign(t, i - 1) || lede__scan_does(t, i - 1, LEDE__GRAM_CLAUSE) || (t->items[i - 1].lex & LEDE__LEX_PRONOUN) ||
            verb_of_saying(t, i - 1))
            return i;
        if (lede__scan_does(t, i - 1, LEDE__GRAM_DETERMINER)) {
            if (i < lo + 2 || !lede__scan_does(t, i - 2, LEDE__GRAM_PREPOSITION))
                return i - 1;
            i -= 2;
            continue;
        }
        i--;
    }
    return i;
}

/* A name just before the verb; where a preposition stands before it, what the preposition hangs on. */
static int name_before(const lede__quoter *q, size_t lo, const lede__mention *m, lede__cue *c)
{
    const lede__tokens *t = q->t;
    const lede__mention *head;
    size_t k;

    if (m->first < lo + 2 || !lede__scan_does(t, m->first - 1, LEDE__GRAM_PREPOSITION))
        return set(q, c, m->first > lo ? m->first : lo, m->last, "name before the verb");
    head = lede__quote_mention(q, m->first - 2);
    if (head && head->kind == LEDE_PERSON)
        return set(q, c, head->first, head->last, "name before the verb");
    k = phrase_start(q, lo, m->first - 1);
    if (k >= m->first - 1)
        return set(q, c, m->first, m->last, "name before the verb");
    return set_noun(q, c, k, m->last, "noun before the verb");
}

/* The last sign before `end` that may open what stands between commas; LEDE__NO_TOKEN where none. */
static size_t opening(const lede__tokens *t, size_t lo, size_t end)
{
    size_t k;

    lo = not_before(lo, end);
    for (k = end; k > lo; k--) {
        const lede__token *s = &t->items[k - 1];

        if (s->kind == LEDE__TOK_SIGN && (s->code == ',' || s->code == '(' || dash(s->code)))
            return k - 1;
    }
    return LEDE__NO_TOKEN;
}

/* Whether a person or pronoun begins at token i, titles passed over; *at is where. */
static int person_at(const lede__quoter *q, size_t i, size_t hi, size_t *at)
{
    const lede__tokens *t = q->t;
    size_t k;

    for (k = i; k < hi && k < i + 6; k++) {
        const lede__mention *m = lede__quote_mention(q, k);

        *at = k;
        if (m && m->kind == LEDE_PERSON)
            return 1;
        if ((t->items[k].lex & LEDE__LEX_PRONOUN) && !lede__scan_is(t, k, "who"))
            return k == i;
        if (!m && !(t->items[k].lex & (LEDE__LEX_TITLE | LEDE__LEX_ROLE)) && !lede__name_like(t, k))
            return 0;
    }
    return 0;
}

int lede__quote_subject_of(const lede__quoter *q, size_t lo, size_t hi, lede__cue *c)
{
    const lede__tokens *t = q->t;
    size_t k, at;

    for (k = lo; k < hi && k < lo + REACH; k++) {
        const lede__mention *m = lede__quote_mention(q, k);

        if (m && (m->kind == LEDE_PERSON || m->kind == LEDE_ORGANISATION) &&
            !(m->last < t->count && t->items[m->last].kind == LEDE__TOK_POSSESSIVE && m->last + 1 < hi) &&
            !(m->first > lo && lede__scan_does(t, m->first - 1, LEDE__GRAM_PREPOSITION)))
            return set(q, c, m->first, m->last, "name first in the sentence");
        if ((t->items[k].lex & LEDE__LEX_PRONOUN) && !lede__scan_is(t, k, "who") && !lede__scan_is(t, k, "it"))
            return set(q, c, k, k + 1, "pronoun first in the sentence");
        if (k == lo && lede__scan_does(t, k, LEDE__GRAM_DETERMINER)) {
            for (at = k + 1; at < hi && at < k + 6 && !stop_sign(t, at) && !lede__quote_adverb(t, at) &&
                             !lede__scan_does(t, at, LEDE__GRAM_PREPOSITION) && !(t->items[at].lex & LEDE__LEX_PRONOUN); at++)
                if (at > k + 1 && lede__name_lower(t, at) && t->s[t->items[at].end - 1] == 'd')
                    break;
            if (at > k + 1)
                return set_noun(q, c, k, at, "noun first in the sentence");
        }
    }
    return 0;
}

/* A comma, bracket or dash stands before the verb: pass over what it closes. */
static int over_comma(const lede__quoter *q, size_t lo, size_t end, int depth, lede__cue *c);

static int before(const lede__quoter *q, size_t lo, size_t end, int depth, lede__cue *c)
{
    const lede__tokens *t = q->t;
    const lede__mention *m;
    size_t i = end, k;

    while (i > lo && lede__quote_adverb(t, i - 1))
        i--;
    if (i <= lo)
        return 0;
    if (lede__scan_is(t, i - 1, "who") || lede__scan_is(t, i - 1, "which") || lede__scan_is(t, i - 1, "that")) {
        i--;
        if (i > lo && lede__name_sign(t, i - 1, ','))
            i--;
        return depth < 4 && before(q, lo, i, depth + 1, c);
    }
    if (t->items[i - 1].lex & LEDE__LEX_PRONOUN)
        return set(q, c, i - 1, i, "pronoun beside the verb");
    m = lede__quote_mention(q, i - 1);
    if (m && m->last == i)
        return name_before(q, lo, m, c);
    if (stop_sign(t, i - 1))
        return over_comma(q, lo, i, depth, c);
    if (lede__scan_is(t, i - 1, "and") || lede__scan_is(t, i - 1, "but"))
        return lede__quote_subject_of(q, lo, i - 1, c);
    k = phrase_start(q, lo, i);
    return k < i && set_noun(q, c, k, i, "noun before the verb");
}

static int over_comma(const lede__quoter *q, size_t lo, size_t end, int depth, lede__cue *c)
{
    uint32_t code = q->t->items[end - 1].code;
    size_t open, at;

    if (depth > 3 || !(code == ',' || code == ')' || dash(code)))
        return 0;
    open = opening(q->t, lo, end - 1);
    if (open != LEDE__NO_TOKEN && code != ')' && person_at(q, open + 1, end - 1, &at))
        return set(q, c, at, lede__quote_mention(q, at) ? lede__quote_mention(q, at)->last : at + 1, "name after a comma");
    if (open == LEDE__NO_TOKEN || open <= lo)
        return lede__quote_subject_of(q, lo, end, c);
    return before(q, lo, open, depth + 1, c);
}

int lede__quote_subject_before(const lede__quoter *q, size_t lo, size_t end, lede__cue *c)
{
    return before(q, lo, end, 0, c);
}

int lede__quote_subject_after(const lede__quoter *q, size_t at, size_t hi, lede__cue *c)
{
    const lede__tokens *t = q->t;
    const lede__mention *m;
    size_t i = at, k;

    if (i < hi && lede__quote_adverb(t, i))
        i++;
    if (i >= hi || stop_sign(t, i))
        return 0;
    if (t->items[i].lex & LEDE__LEX_PRONOUN)
        return set(q, c, i, i + 1, "pronoun after the verb");
    for (k = i; k < hi && k < i + 12; k++) {
        m = lede__quote_mention(q, k);
        if (m && m->kind == LEDE_PERSON)
            return set(q, c, m->first, m->last, "name after the verb");
        if (m)
            k = m->last - 1;
        else if (stop_sign(t, k) || lede__scan_does(t, k, LEDE__GRAM_PREPOSITION) || lede__scan_does(t, k, LEDE__GRAM_CLAUSE))
            break;
    }
    m = lede__quote_mention(q, i);
    if (m && m->kind == LEDE_ORGANISATION)
        return set(q, c, m->first, m->last, "name after the verb");
    while (k < hi && k < i + 12 && !stop_sign(t, k) && !lede__scan_does(t, k, LEDE__GRAM_CLAUSE) &&
           !(lede__scan_does(t, k, LEDE__GRAM_PREPOSITION) && !lede__scan_is(t, k, "of") && !lede__scan_is(t, k, "for") &&
             !lede__scan_is(t, k, "at")))
        k++;
    return k > i && set_noun(q, c, i, k < hi ? k : hi, "noun after the verb");
}
