/* Words of saying, and who says. */
#include "news/quote.h"

#include <string.h>

#include "base/alloc.h"

const lede__mention *lede__quote_mention(const lede__quoter *q, size_t token)
{
    if (token >= q->t->count || !q->mention_at[token])
        return NULL;
    return &q->f->items[q->mention_at[token] - 1];
}

/* The last pair of marks that opens before token i, or NULL. */
static const lede__marks *marks_before(const lede__quoter *q, size_t i)
{
    size_t lo = 0, hi = q->marks_n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (q->marks[mid].open < i)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo ? &q->marks[lo - 1] : NULL;
}

size_t lede__quote_sentence(const lede__quoter *q, size_t i)
{
    const lede__tokens *t = q->t;
    const lede__marks *m = marks_before(q, i);
    size_t far = i > 400 ? i - 400 : 0;

    while (i > far && !(t->items[i].flags & LEDE__TOK_SENTENCE) && t->items[i - 1].kind != LEDE__TOK_BREAK) {
        i--;
        if (m && i == m->close && m->closed) {
            i = m->open;
            m = m > q->marks ? m - 1 : NULL;
        }
    }
    return i;
}

static void add(lede__quoter *q, const lede__cue *c)
{
    if (q->cues_n == q->cues_cap && !lede__grow(&q->cues, &q->cues_cap, q->cues_n + 1, sizeof *q->cues)) {
        q->failed = 1;
        return;
    }
    q->cues[q->cues_n] = *c;
    q->cues[q->cues_n].last_strong = c->strong ? q->cues_n : q->cues_n ? q->cues[q->cues_n - 1].last_strong : LEDE__NO_TOKEN;
    q->cues_n++;
}

static int ends(const lede__tokens *t, size_t i, const char *ending)
{
    const lede__token *k = &t->items[i];
    size_t n = strlen(ending);

    return k->end - k->start > n + 1 && memcmp(t->s + k->end - n, ending, n) == 0;
}

/* was told, is called: what stands before such a verb does not speak. */
static int passive(const lede__tokens *t, size_t lo, size_t i)
{
    while (i > lo && lede__quote_adverb(t, i - 1)) {
        i--;
        if (lede__scan_does(t, i, LEDE__GRAM_PASSIVE))
            return 1;
    }
    return 0;
}

static int by(const lede__quoter *q, size_t i, size_t hi, lede__cue *c)
{
    return lede__scan_is(q->t, i, "by") && lede__quote_subject_after(q, i + 1, hi, c);
}

/* The cue speaks for whom the one before it does. */
static int share_subject(lede__cue *c, const lede__cue *same)
{
    c->who_first = same->who_first;
    c->who_last = same->who_last;
    c->mention = same->mention;
    c->rule = "subject of the verb before";
    return 1;
}

/* , adding: the subject of the verb before it, else of the sentence. */
static int participle(const lede__quoter *q, size_t i, size_t lo, lede__cue *c)
{
    const lede__tokens *t = q->t;
    const lede__cue *same = q->cues_n ? &q->cues[q->cues_n - 1] : NULL;

    if (i > lo && !lede__name_sign(t, i - 1, ',') && !lede__scan_is(t, i - 1, "and") && !lede__scan_is(t, i - 1, "before") &&
        !lede__quote_adverb(t, i - 1) && !lede__scan_is(t, i - 1, "by"))
        return 0;
    if (!same || same->first < lede__quote_sentence(q, i))
        return 0;
    return share_subject(c, same);
}

/*
 * Straight after marks any verb will do: “Never,” beamed Ms. Arden; “Never,” he
 * went on. The verb at i, in a stretch that begins at lo.
 */
static int any_verb(const lede__quoter *q, size_t i, size_t lo)
{
    static const char *const verbs[] = {"went", "shot", "began", "sang", "put", "fired", "hit", "ran", "spat", "broke"};
    const lede__tokens *t = q->t;
    const lede__mention *m = lede__quote_mention(q, lo);

    if (!lede__name_lower(t, i) || !(ends(t, i, "ed") || LEDE__ONE_OF(t, i, verbs)))
        return 0;
    if (i == lo)
        return lede__quote_mention(q, i + 1) != NULL || lede__scan_is(t, i + 1, "the") || lede__scan_is(t, i + 1, "a");
    if (m)
        return m->last == i && m->kind != LEDE_PLACE;
    return i == lo + 1 && (t->items[lo].lex & LEDE__LEX_PRONOUN);
}

static int verb(const lede__quoter *q, size_t i, size_t lo, int quoted)
{
    const lede__tokens *t = q->t;
    uint32_t lex = t->items[i].lex & (LEDE__LEX_SAY | LEDE__LEX_WEAKSAY);

    if (lede__quote_mention(q, i))
        return 0;
    if (lex && lede__name_lower(t, i))
        return 1;
    if (i == lo && (lex & LEDE__LEX_SAY) && (t->items[i].flags & LEDE__TOK_SENTENCE))
        return 1;
    return quoted && i < lo + 6 && any_verb(q, i, lo);
}

/* Whether only a comma, dashes and adverbs stand between the marks and the verb at i: “…”, also said X. */
static int straight_after(const lede__tokens *t, size_t lo, size_t i)
{
    size_t k = lo;

    while (k < i && k < lo + 3 && t->items[k].kind == LEDE__TOK_SIGN &&
           (t->items[k].code == ',' || t->items[k].code == '-' || t->items[k].code == 0x2013 || t->items[k].code == 0x2014))
        k++;
    while (k < i && lede__quote_adverb(t, k))
        k++;
    return k == i;
}

/* A verb that holds its subject (dit-il), or has none beside it and goes on with the one before (añadió). */
static int own_subject(lede__quoter *q, size_t i, lede__cue *c)
{
    const lede__cue *same = q->cues_n ? &q->cues[q->cues_n - 1] : NULL;

    if (q->t->items[i].lex & LEDE__LEX_PRONOUN) {
        c->who_first = i;
        c->who_last = i + 1;
        c->mention = LEDE__NO_TOKEN;
        c->rule = "pronoun in the verb";
        return 1;
    }
    if (!same)
        return 0;
    return share_subject(c, same);
}

/* A cue at token i, in the stretch [lo, hi) of one sentence outside marks; `quoted` says whether marks stand before lo. */
static void cue(lede__quoter *q, size_t i, size_t lo, size_t hi, int quoted)
{
    const lede__tokens *t = q->t;
    lede__cue c;

    memset(&c, 0, sizeof c);
    c.first = i;
    c.last = i + 1;
    if (lede__scan_is(t, i, "according") && lede__scan_is(t, i + 1, "to")) {
        c.last = i + 2;
        c.strong = 1;
        if (lede__quote_subject_after(q, i + 2, hi, &c)) {
            c.rule = "according to";
            add(q, &c);
        }
        return;
    }
    if (!verb(q, i, lo, quoted))
        return;
    c.strong = (t->items[i].lex & LEDE__LEX_SAY) != 0;
    if (passive(t, lo, i)) {
        if (by(q, i + 1, hi, &c))
            add(q, &c);
    } else if ((t->items[i].lex & LEDE__LEX_PRONOUN) && own_subject(q, i, &c)) {
        add(q, &c);
    } else if (quoted && straight_after(t, lo, i) && lede__quote_subject_after(q, i + 1, hi, &c)) {
        add(q, &c);
    } else if ((ends(t, i, "ing") && participle(q, i, lo, &c)) || lede__quote_subject_before(q, lo, i, &c) ||
               (i == lo && lede__quote_subject_after(q, i + 1, hi, &c)) ||
               (quoted && c.strong && straight_after(t, lo, i) && own_subject(q, i, &c))) {
        add(q, &c);
    }
}

/* The stretch [lo, hi) outside marks, cut into sentences. */
static void stretch(lede__quoter *q, size_t lo, size_t hi, int quoted)
{
    const lede__tokens *t = q->t;
    size_t i, end;

    while (lo < hi && !q->failed) {
        for (end = lo + 1; end < hi && !(t->items[end].flags & LEDE__TOK_SENTENCE) &&
                           t->items[end].kind != LEDE__TOK_BREAK; end++)
            ;
        for (i = lo; i < end && !q->failed; i++)
            cue(q, i, lo, end, quoted);
        quoted = 0;
        lo = end;
    }
}

void lede__quote_cues(lede__quoter *q)
{
    size_t at = 0, m;

    for (m = 0; m < q->marks_n; m++) {
        const lede__marks *k = &q->marks[m];

        stretch(q, at, k->open, m > 0);
        at = k->closed ? k->close + 1 : k->close;
    }
    stretch(q, at, q->t->count, q->marks_n > 0);
}
