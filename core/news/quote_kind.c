/* Speech or term: a title, a nickname, a word at arm's length. */
#include "news/quote.h"

#include <string.h>

enum { FAR = 60 };

int lede__quote_ends(const lede__quoter *q, const lede__marks *m, const char *signs)
{
    const lede__token *k = &q->t->items[m->close - 1];

    while (k > &q->t->items[m->open] && k->kind == LEDE__TOK_SIGN &&
           (k->code == 0x2019 || k->code == '\'' || k->code == 0x201D || k->code == ']' || k->code == '"'))
        k--;
    return k->kind == LEDE__TOK_SIGN && k->code < 0x80 && strchr(signs, (int)k->code) != NULL;
}

size_t lede__quote_after(const lede__marks *m)
{
    return m->closed ? m->close + 1 : m->close;
}

int lede__quote_opens_sentence(const lede__quoter *q, const lede__marks *m)
{
    return m->open == 0 || (q->t->items[m->open].flags & LEDE__TOK_SENTENCE) ||
           q->t->items[m->open - 1].kind == LEDE__TOK_BREAK;
}

static size_t words_in(const lede__quoter *q, const lede__marks *m)
{
    size_t i, n = 0;

    for (i = m->open + 1; i < m->close; i++)
        n += q->t->items[i].kind == LEDE__TOK_WORD || q->t->items[i].kind == LEDE__TOK_NUMBER;
    return n;
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
        else if (!lede__scan_does(q->t, i, LEDE__GRAM_SMALL))
            lower++;
    }
    return caps > 0 && !lower && (caps > 1 || q->t->items[m->open + 1].shape != LEDE__SHAPE_LOWER);
}

/* Words straight before the marks that make what follows a name: so-called “…”. */
static int named(const lede__quoter *q, const lede__marks *m)
{
    const lede__tokens *t = q->t;
    size_t b = m->open;

    if (!b)
        return 0;
    if (lede__name_sign(t, b - 1, ',') && b > 1)
        b--;
    if (lede__scan_does(t, b - 1, LEDE__GRAM_NAMING))
        return 1;
    return b > 1 && lede__scan_is(t, b - 1, "as") && lede__scan_is(t, b - 2, "known");
}

static int attribute(const lede__quoter *q, const lede__marks *m)
{
    return m->open && lede__name_sign(q->t, m->open - 1, '=') && !(q->t->items[m->open].flags & LEDE__TOK_SPACED);
}

/* Whether cue and marks stand side by side. */
static int touches(const lede__quoter *q, const lede__marks *m, const lede__cue *c)
{
    if (c->last <= m->open)
        return m->open <= c->last + 1;
    return (lede__quote_ends(q, m, ",?!") && c->first <= lede__quote_after(m) + 1) ||
           (c->who_first == lede__quote_after(m) && c->first <= c->who_last + 1);
}

static int english(const lede__quoter *q)
{
    return strncmp(q->language, "en", 2) == 0 || strncmp(q->language, "und", 3) == 0;
}

/* Whether words of saying or reported speech stand in the sentence of the marks, outside them. */
static int reported(const lede__quoter *q, const lede__marks *m)
{
    static const uint32_t signs = LEDE__LEX_SAY | LEDE__LEX_WEAKSAY | LEDE__LEX_SAYNOUN;
    const lede__tokens *t = q->t;
    size_t i = lede__quote_sentence(q, m->open), k;

    for (; i < m->open; i++)
        if (t->items[i].lex & signs)
            return 1;
    for (i = lede__quote_after(m), k = 0; i < t->count && k < FAR; i++, k++) {
        if (t->items[i].kind == LEDE__TOK_BREAK || (t->items[i].flags & LEDE__TOK_SENTENCE))
            return 0;
        if (t->items[i].lex & signs)
            return 1;
    }
    return 0;
}

/* A noun just before the marks that they name: die Zeitung „…“, so genannte „…“, laut „…“. */
static int apposed(const lede__quoter *q, const lede__marks *m)
{
    static const char *const words[] = {"genannte", "genannten", "genannter", "genanntes", "sogenannte", "sogenannten", "laut",
                                        "namens", "heisst", "appel\xC3\xA9", "llamado", "llamada", "chamado"};
    const lede__tokens *t = q->t;
    size_t b = m->open;

    if (!b)
        return 0;
    if (LEDE__ONE_OF(t, b - 1, words) || lede__scan_is(t, b - 1, "hei\xC3\x9Ft"))
        return 1;
    return t->items[b - 1].kind == LEDE__TOK_WORD && t->items[b - 1].shape == LEDE__SHAPE_CAP &&
           !(t->items[b - 1].flags & LEDE__TOK_SENTENCE) &&
           !(t->items[b - 1].lex & (LEDE__LEX_PRONOUN | LEDE__LEX_COMMON | LEDE__LEX_SAYNOUN));
}

/* A work, whose title the marks hold: die Ausstellung „…“. */
static int work(const lede__quoter *q, const lede__marks *m)
{
    static const char *const words[] = {"ausstellung", "film", "buch", "lied", "album", "roman", "motto", "titel", "serie",
                                        "sendung", "projekt", "programm", "kampagne", "livre", "roman", "titre", "libro",
                                        "pel\xC3\xAD" "cula", "filme", "livro", "canci\xC3\xB3n", "novela"};

    return m->open && LEDE__ONE_OF(q->t, m->open - 1, words);
}

/* In other languages capitals tell no title, and reported speech has signs of its own. */
static lede_quote_kind foreign_kind(const lede__quoter *q, const lede__marks *m, const lede__cue *c)
{
    size_t words = words_in(q, m);
    int capitals = title_case(q, m) && !lede__name_lower(q->t, m->open + 1);

    if (work(q, m) && words < 9)
        return LEDE_TERM;
    if (apposed(q, m) && (capitals || words < 2) && !lede__quote_ends(q, m, "?!"))
        return LEDE_TERM;
    if (capitals && words > 1 && !lede__quote_ends(q, m, "?!.,") && !(c && c->last == m->open))
        return LEDE_TERM;
    if (c || reported(q, m))
        return LEDE_SPEECH;
    if (lede__quote_opens_sentence(q, m) && words > 2 && lede__quote_ends(q, m, ".,?!"))
        return LEDE_SPEECH;
    return words > 4 ? LEDE_SPEECH : LEDE_TERM;
}

/* A colon or a sure verb of saying just before the marks. */
static int led_in(const lede__quoter *q, const lede__marks *m)
{
    size_t b = m->open;

    if (!b || lede__name_sign(q->t, b - 1, ':'))
        return b != 0;
    if (b > 1 && lede__name_sign(q->t, b - 1, ','))
        b--;
    return (q->t->items[b - 1].lex & LEDE__LEX_SAY) != 0;
}

/* What the marks hold, where `c` is the cue of their sentence. */
lede_quote_kind lede__quote_kind(const lede__quoter *q, const lede__marks *m, const lede__cue *c)
{
    size_t words = words_in(q, m);

    if (m > q->marks && m[-1].goes_on)
        return LEDE_SPEECH;
    if (m->title || attribute(q, m) || !words)
        return LEDE_TERM;
    if (!english(q))
        return foreign_kind(q, m, c);
    if (named(q, m) && words < 7 && !(c && c->last == m->open))
        return LEDE_TERM;
    if (title_case(q, m) && words < 9 && !(c && touches(q, m, c)) && !led_in(q, m) && !lede__quote_ends(q, m, "?!"))
        return LEDE_TERM;
    if (c || led_in(q, m))
        return LEDE_SPEECH;
    if (lede__quote_opens_sentence(q, m) && words > 2 && lede__quote_ends(q, m, ".,?!"))
        return LEDE_SPEECH;
    return words > 5 ? LEDE_SPEECH : LEDE_TERM;
}
