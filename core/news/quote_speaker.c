/* Which word of saying belongs to which marks, what the marks hold, and the speaker's full name. */
#include "news/quote_cjk.h"

#include <string.h>

/* How far a speaker may stand from the marks, in tokens, and what a pronoun means from it, in sentences. */
enum { FAR = 60, SENTENCES = 12 };

/* The first cue at or after token i (binary search). */
static size_t cue_from(const lede__quoter *q, size_t i)
{
    size_t lo = 0, hi = q->cues_n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (q->cues[mid].first < i)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static int ends_clause(const lede__tokens *t, size_t i)
{
    return i >= t->count || t->items[i].kind == LEDE__TOK_BREAK || lede__name_sign(t, i, '.') || lede__name_sign(t, i, ',');
}

/* The cue that follows the marks in their sentence: “…,” she said. */
static const lede__cue *cue_after(const lede__quoter *q, size_t i)
{
    const lede__tokens *t = q->t;
    const lede__marks *m = &q->marks[i];
    size_t at = lede__quote_after(m), k = cue_from(q, at), j;
    size_t limit = i + 1 < q->marks_n ? q->marks[i + 1].open : t->count;
    const lede__cue *c;

    if (!m->closed || at >= t->count || k >= q->cues_n)
        return NULL;
    c = &q->cues[k];
    if (c->first >= limit || c->first > at + FAR)
        return NULL;
    /* A full stop inside ends it, unless nothing but who said it follows. */
    if (t->items[at].flags & LEDE__TOK_SENTENCE) {
        if (c->who_first > at + 5 && c->first > at + 1)
            return NULL;
        if (!lede__quote_ends(q, m, "?!,") && !ends_clause(t, c->last))
            return NULL;
    }
    if (!c->strong && c->first > at + 5)
        return NULL;
    for (j = at + 1; j < c->first; j++)
        if ((t->items[j].flags & LEDE__TOK_SENTENCE) || t->items[j].kind == LEDE__TOK_BREAK)
            return NULL;
    return c;
}

/* The cue that stands before the marks in their sentence. */
static const lede__cue *cue_before(const lede__quoter *q, const lede__marks *m)
{
    size_t start = lede__quote_sentence(q, m->open), k = cue_from(q, m->open);

    if (!k || q->cues[k - 1].first < start)
        return NULL;
    return &q->cues[k - 1];
}

static void speaks(const lede__quoter *q, const lede__mention *who, const char *rule, lede__cue *c)
{
    memset(c, 0, sizeof *c);
    c->first = c->last = LEDE__NO_TOKEN;
    c->who_first = who->first;
    c->who_last = who->last;
    c->mention = (size_t)(who - q->f->items);
    c->rule = rule;
}

static int may_speak(const lede__mention *who)
{
    return who && (who->kind == LEDE_PERSON || who->kind == LEDE_ORGANISATION);
}

/* Without any verb: Name: “…”, Name's “…”, “…” - Name, or the subject of the sentence that holds the marks. */
static int without_verb(const lede__quoter *q, const lede__marks *m, lede__cue *c)
{
    const lede__tokens *t = q->t;
    size_t b = m->open, a = lede__quote_after(m), start;
    const lede__mention *who = b > 1 ? lede__quote_mention(q, b - 2) : NULL;

    if (b > 1 && may_speak(who) && lede__name_sign(t, b - 1, ':')) {
        speaks(q, who, "name before a colon", c);
        return 1;
    }
    if (b > 1 && may_speak(who) && t->items[b - 1].kind == LEDE__TOK_POSSESSIVE) {
        speaks(q, who, "possessive before the marks", c);
        return 1;
    }
    while (a < t->count && t->items[a].kind == LEDE__TOK_SIGN && (t->items[a].code == '-' || t->items[a].code == 0x2013 ||
                                                                 t->items[a].code == 0x2014 || t->items[a].code == 0x2015))
        a++;
    who = lede__quote_mention(q, a);
    if (m->closed && a > lede__quote_after(m) && may_speak(who)) {
        speaks(q, who, "signed", c);
        return 1;
    }
    if (lede__quote_opens_sentence(q, m))
        return 0;
    memset(c, 0, sizeof *c);
    c->first = c->last = LEDE__NO_TOKEN;
    start = lede__quote_sentence(q, m->open - 1);
    if (start >= m->open || !lede__quote_subject_of(q, start, m->open, c))
        return 0;
    return c->mention != LEDE__NO_TOKEN || (t->items[c->who_first].lex & LEDE__LEX_PRONOUN);
}

static size_t breaks_between(const lede__quoter *q, size_t a, size_t b)
{
    return q->paragraph_at[b] - q->paragraph_at[a];
}

/* The speaker that goes on where the sentence names none. */
static const lede__cue *carried(const lede__quoter *q, size_t i, const lede__cue *last)
{
    const lede__marks *m = &q->marks[i];
    size_t k = cue_from(q, m->open);
    const lede__cue *c = NULL;

    if (k > 0 && q->cues[k - 1].last_strong != LEDE__NO_TOKEN)
        c = &q->cues[q->cues[k - 1].last_strong];
    if (i > 0 && q->marks[i - 1].goes_on && last)
        return last;
    if (c && !breaks_between(q, c->first, m->open))
        return c;
    if (last && last->first != LEDE__NO_TOKEN && last->first < m->open && !breaks_between(q, last->first, m->open))
        return last;
    if (c && breaks_between(q, c->first, m->open) < 2)
        return c;
    if (last && i > 0 && breaks_between(q, q->marks[i - 1].close, m->open) < 2)
        return last;
    return NULL;
}

static int ends(const lede__tokens *t, size_t i, const char *ending)
{
    const lede__token *k = &t->items[i];
    size_t n = strlen(ending);

    return k->end - k->start > n && memcmp(t->s + k->end - n, ending, n) == 0;
}

/* The person that a pronoun at token `at` means: the first fitting name of the nearest sentence before. */
static const lede__mention *antecedent(const lede__quoter *q, size_t at)
{
    const lede__finder *f = q->f;
    static const char *const she[] = {"she", "sie", "elle", "ella", "ela", "lei", "zij"};
    static const char *const he[] = {"he", "er", "il", "\xC3\xA9l", "ele", "lui", "hij"};
    int female = LEDE__ONE_OF(q->t, at, she) || ends(q->t, at, "-elle");
    int male = LEDE__ONE_OF(q->t, at, he) || ends(q->t, at, "-il");
    size_t lo = 0, hi = f->count, i, sentence, tries = 0, steps = 0;
    const lede__mention *best = NULL;

    if (!female && !male)
        return NULL;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (f->items[mid].first < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    sentence = lede__quote_sentence(q, at);
    for (i = lo; i > 0 && tries < 40; i--, tries++) {
        const lede__mention *m = &f->items[i - 1];

        while (m->first < sentence && sentence > 0) {
            if (best || ++steps > SENTENCES)
                return best;
            sentence = lede__quote_sentence(q, sentence - 1);
        }
        if (m->kind == LEDE_PERSON && !((f->items[m->full].flags & LEDE__MENTION_MALE) && female) &&
            !((f->items[m->full].flags & LEDE__MENTION_FEMALE) && male))
            best = m;
    }
    return best;
}

void lede__quote_names(const lede__quoter *q, const lede__cue *c, lede_quote *out)
{
    const lede__tokens *t = q->t;
    const lede__mention *m = c->mention != LEDE__NO_TOKEN ? &q->f->items[c->mention] : NULL;
    size_t first = c->who_first, last = c->who_last;

    out->speaker_start = t->items[first].start;
    out->speaker_end = t->items[last - 1].end;
    out->rule = c->rule;
    if (c->first != LEDE__NO_TOKEN) {
        out->cue_start = t->items[c->first].start;
        out->cue_end = t->items[c->last - 1].end;
    }
    if (!m && last == first + 1)
        m = antecedent(q, first);
    if (m && m->kind) {
        m = &q->f->items[m->full];
        first = m->first;
        last = m->last;
    }
    out->speaker = t->s + t->items[first].start;
    out->speaker_n = t->items[last - 1].end - t->items[first].start;
}

void lede__quote_speaker(const lede__quoter *q, size_t i, lede_quote *out, const lede__cue **last)
{
    const lede__marks *m = &q->marks[i];
    const lede__cue *after = cue_after(q, i), *before = cue_before(q, m), *c;
    static const char carried_rule[] = "speaker of what was said before";
    lede__cue own;

    if (lede__quote_opens_sentence(q, m))
        c = after ? after : before;
    else if (before && after && lede__quote_ends(q, m, ",") && after->first <= lede__quote_after(m) + 8 && m->open > before->last + 6)
        c = after;
    else
        c = before ? before : after;
    out->start = m->start;
    out->end = m->end;
    out->speaker_start = out->speaker_end = out->cue_start = out->cue_end = LEDE_NOWHERE;
    out->speaker = NULL;
    out->speaker_n = 0;
    out->rule = "marks";
    out->kind = lede__quote_kind(q, m, c);
    if (strncmp(q->language, "ja", 2) == 0 || strncmp(q->language, "zh", 2) == 0) {
        if (lede__quote_cjk(q, m, out))
            out->kind = LEDE_SPEECH;
        return;
    }
    if (out->kind == LEDE_TERM)
        return;
    if (!c && without_verb(q, m, &own)) {
        lede__quote_names(q, &own, out);
        return;
    }
    if (c) {
        lede__quote_names(q, c, out);
        *last = c;
        return;
    }
    c = carried(q, i, *last);
    if (c) {
        lede__quote_names(q, c, out);
        out->rule = carried_rule;
        *last = c;
    }
}
