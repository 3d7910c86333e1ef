/* Which word of saying belongs to which marks, what the marks hold, and the speaker's full name. */
#include "news/quote.h"

#include <string.h>

enum { FAR = 60 };

static int ends_with(const lede__quoter *q, const lede__marks *m, const char *signs)
{
    const lede__token *k = &q->t->items[m->close - 1];

    return k->kind == LEDE__TOK_SIGN && k->code < 0x80 && strchr(signs, (int)k->code) != NULL;
}

static size_t words_in(const lede__quoter *q, const lede__marks *m)
{
    size_t i, n = 0;

    for (i = m->open + 1; i < m->close; i++)
        n += q->t->items[i].kind == LEDE__TOK_WORD || q->t->items[i].kind == LEDE__TOK_NUMBER;
    return n;
}

/* Words that stay small in titles. */
static int small_word(const lede__tokens *t, size_t i)
{
    static const char *const words[] = {"a", "an", "the", "of", "and", "in", "on", "to", "for", "with", "at", "by", "from", "or", "vs", "as"};
    size_t k;

    for (k = 0; k < sizeof words / sizeof *words; k++)
        if (lede__scan_is(t, i, words[k]))
            return 1;
    return 0;
}

/* Whether every weighty word has a capital: a title. */
static int title_case(const lede__quoter *q, const lede__marks *m)
{
    size_t i, caps = 0, lower = 0;

    for (i = m->open + 1; i < m->close; i++) {
        const lede__token *k = &q->t->items[i];

        if (k->kind != LEDE__TOK_WORD)
            continue;
        if (k->shape != LEDE__SHAPE_LOWER)
            caps++;
        else if (!small_word(q->t, i))
            lower++;
    }
    return caps > 0 && !lower && (caps > 1 || q->t->items[m->open + 1].shape != LEDE__SHAPE_LOWER);
}

static size_t after_marks(const lede__marks *m)
{
    return m->closed ? m->close + 1 : m->close;
}

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

static int starts_sentence(const lede__quoter *q, const lede__marks *m)
{
    return m->open == 0 || (q->t->items[m->open].flags & LEDE__TOK_SENTENCE) ||
           q->t->items[m->open - 1].kind == LEDE__TOK_BREAK;
}

/* The cue that follows the marks in their sentence: “…,” she said. */
static const lede__cue *cue_after(const lede__quoter *q, size_t i)
{
    const lede__tokens *t = q->t;
    const lede__marks *m = &q->marks[i];
    size_t at = after_marks(m), k = cue_from(q, at), j;
    size_t limit = i + 1 < q->marks_n ? q->marks[i + 1].open : t->count;
    const lede__cue *c;

    if (!m->closed || at >= t->count || k >= q->cues_n)
        return NULL;
    c = &q->cues[k];
    if (c->first >= limit || c->first > at + FAR)
        return NULL;
    /* A full stop inside ends it, unless the verb or its subject goes on in lower case. */
    if ((t->items[at].flags & LEDE__TOK_SENTENCE) && !ends_with(q, m, "?!") && !lede__name_lower(t, at))
        return NULL;
    if ((t->items[at].flags & LEDE__TOK_SENTENCE) && c->who_first > at + 1 && c->first > at + 1)
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

/* Name: “…” at the start of a line or sentence. */
static int colon(const lede__quoter *q, const lede__marks *m, lede__cue *c)
{
    const lede__tokens *t = q->t;
    const lede__mention *who;
    size_t start;

    if (m->open < 2 || !lede__name_sign(t, m->open - 1, ':'))
        return 0;
    start = lede__quote_sentence(q, m->open - 1);
    who = lede__quote_mention(q, start);
    if (!who || (who->kind != LEDE_PERSON && who->kind != LEDE_ORGANISATION))
        return 0;
    memset(c, 0, sizeof *c);
    c->first = c->last = LEDE__NO_TOKEN;
    c->who_first = who->first;
    c->who_last = who->last;
    c->mention = (size_t)(who - q->f->items);
    c->rule = "name before a colon";
    return 1;
}

static int same_paragraph(const lede__quoter *q, size_t a, size_t b)
{
    size_t i;

    for (i = a; i < b; i++)
        if (q->t->items[i].kind == LEDE__TOK_BREAK)
            return 0;
    return 1;
}

static size_t breaks_between(const lede__quoter *q, size_t a, size_t b)
{
    size_t i, n = 0;

    for (i = a; i < b && n < 3; i++)
        n += q->t->items[i].kind == LEDE__TOK_BREAK;
    return n;
}

/* Words straight before the marks that make what follows a name: so-called “…”. */
static int named(const lede__quoter *q, const lede__marks *m)
{
    static const char *const words[] = {"so-called", "titled", "entitled", "dubbed", "nicknamed", "named", "headlined",
                                        "film", "movie", "book", "novel", "song", "album", "show", "series", "episode",
                                        "podcast", "term", "word", "phrase", "labeled", "hit", "classic", "self-described",
                                        "code-named", "codenamed", "on", "play", "program", "segment", "starred"};
    const lede__tokens *t = q->t;
    size_t i, b = m->open;

    if (!b)
        return 0;
    if (lede__name_sign(t, b - 1, ',') && b > 1)
        b--;
    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (lede__scan_is(t, b - 1, words[i]))
            return 1;
    return b > 1 && lede__scan_is(t, b - 1, "as") && lede__scan_is(t, b - 2, "known");
}

static int attribute(const lede__quoter *q, const lede__marks *m)
{
    return m->open && lede__name_sign(q->t, m->open - 1, '=') && !(q->t->items[m->open].flags & LEDE__TOK_SPACED);
}

/* What the marks hold, where `c` is the cue of their sentence. */
static lede_quote_kind kind_of(const lede__quoter *q, const lede__marks *m, const lede__cue *c)
{
    size_t words = words_in(q, m);

    if (m > q->marks && m[-1].goes_on)
        return LEDE_SPEECH;
    if (m->title || attribute(q, m) || !words)
        return LEDE_TERM;
    if (named(q, m) && words < 7 && !(c && c->last == m->open))
        return LEDE_TERM;
    if (title_case(q, m) && words < 9 && !(c && m->open <= c->last + 1) && !ends_with(q, m, "?!"))
        return LEDE_TERM;
    if (c)
        return LEDE_SPEECH;
    if (starts_sentence(q, m) && words > 2 && ends_with(q, m, ".,?!"))
        return LEDE_SPEECH;
    return words > 5 ? LEDE_SPEECH : LEDE_TERM;
}

/* The speaker that goes on where the sentence names none. */
static const lede__cue *carried(const lede__quoter *q, size_t i, const lede__cue *last)
{
    const lede__marks *m = &q->marks[i];
    size_t k = cue_from(q, m->open);
    const lede__cue *c = NULL;

    while (k > 0 && !q->cues[k - 1].strong)
        k--;
    if (k > 0)
        c = &q->cues[k - 1];
    if (i > 0 && q->marks[i - 1].goes_on && last)
        return last;
    if (c && same_paragraph(q, c->first, m->open))
        return c;
    if (last && last->first != LEDE__NO_TOKEN && last->first < m->open && same_paragraph(q, last->first, m->open))
        return last;
    if (c && breaks_between(q, c->first, m->open) < 2)
        return c;
    if (last && i > 0 && breaks_between(q, q->marks[i - 1].close, m->open) < 2)
        return last;
    return NULL;
}

/* The person that a pronoun at token `at` means: the first fitting name of the nearest sentence before. */
static const lede__mention *antecedent(const lede__quoter *q, size_t at)
{
    const lede__finder *f = q->f;
    int female = lede__scan_is(q->t, at, "she"), male = lede__scan_is(q->t, at, "he");
    size_t lo = 0, hi = f->count, i, sentence = at, tries = 0;
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
            if (best)
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

    if (starts_sentence(q, m))
        c = after ? after : before;
    else if (before && after && ends_with(q, m, ",") && after->first <= after_marks(m) + 8 && m->open > before->last + 6)
        c = after;
    else
        c = before ? before : after;
    out->start = m->start;
    out->end = m->end;
    out->speaker_start = out->speaker_end = out->cue_start = out->cue_end = LEDE_NOWHERE;
    out->speaker = NULL;
    out->speaker_n = 0;
    out->rule = "marks";
    if (!c && colon(q, m, &own)) {
        out->kind = LEDE_SPEECH;
        lede__quote_names(q, &own, out);
        return;
    }
    out->kind = kind_of(q, m, c);
    if (out->kind == LEDE_TERM)
        return;
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
