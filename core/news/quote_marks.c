/* Pairing the marks, paragraph by paragraph. */
#include "news/quote.h"

#include "base/alloc.h"

enum { STRAIGHT = '"', OPEN_CURLY = 0x201C, CLOSE_CURLY = 0x201D, LOW = 0x201E, SINGLE_OPEN = 0x2018,
       SINGLE_CLOSE = 0x2019, SINGLE_LOW = 0x201A, LEFT_ANGLE = 0xAB, RIGHT_ANGLE = 0xBB, CORNER = 0x300C,
       CORNER_CLOSE = 0x300D, WHITE = 0x300E, WHITE_CLOSE = 0x300F, TITLE = 0x300A, TITLE_CLOSE = 0x300B,
       MAX_DEPTH = 6 };

typedef struct pairing {
    lede__quoter *q;
    size_t opens[MAX_DEPTH];     /* tokens of the open marks, the outermost first */
    uint32_t codes[MAX_DEPTH];
    size_t depth;
} pairing;

static int spaced(const lede__tokens *t, size_t i)
{
    return i >= t->count || t->items[i].kind == LEDE__TOK_BREAK || (t->items[i].flags & LEDE__TOK_SPACED);
}

static int word_at(const lede__tokens *t, size_t i)
{
    return i < t->count && (t->items[i].kind == LEDE__TOK_WORD || t->items[i].kind == LEDE__TOK_NUMBER);
}

/* Whether the mark at i stands free on its left and touches what follows. */
static int leans_right(const lede__tokens *t, size_t i)
{
    int left = i == 0 || spaced(t, i) || t->items[i - 1].kind == LEDE__TOK_BREAK ||
               (t->items[i - 1].kind == LEDE__TOK_SIGN && t->items[i - 1].code != '.' && t->items[i - 1].code != ',' &&
                t->items[i - 1].code != '!' && t->items[i - 1].code != '?' && t->items[i - 1].code != 0x2026 &&
                t->items[i - 1].code != ')' && t->items[i - 1].code != ']');

    return left && !spaced(t, i + 1);
}

static int leans_left(const lede__tokens *t, size_t i)
{
    return i > 0 && !(t->items[i].flags & LEDE__TOK_SPACED) && t->items[i - 1].kind != LEDE__TOK_BREAK &&
           (spaced(t, i + 1) || !word_at(t, i + 1));
}

static void add(pairing *p, size_t open, size_t close, int closed, int goes_on, uint32_t code)
{
    lede__quoter *q = p->q;
    const lede__tokens *t = q->t;
    lede__marks *m;

    if (close <= open + 1)
        return;
    if (q->marks_n == q->marks_cap && !lede__grow(&q->marks, &q->marks_cap, q->marks_n + 1, sizeof *q->marks)) {
        q->failed = 1;
        return;
    }
    m = &q->marks[q->marks_n++];
    m->open = open;
    m->close = close;
    m->start = t->items[open + 1].start;
    m->end = t->items[close - 1].end;
    m->closed = closed;
    m->goes_on = goes_on;
    m->title = code == TITLE;
}

static void open_mark(pairing *p, size_t i, uint32_t code)
{
    if (p->depth < MAX_DEPTH) {
        p->opens[p->depth] = i;
        p->codes[p->depth] = code;
        p->depth++;
    }
}

/* Close back to the level that `code` opened; 0 where none did. */
static int close_mark(pairing *p, size_t i, uint32_t code)
{
    size_t d = p->depth;

    while (d > 0 && p->codes[d - 1] != code)
        d--;
    if (!d)
        return 0;
    p->depth = d - 1;
    if (!p->depth)
        add(p, p->opens[0], i, 1, 0, code);
    return 1;
}

static int top_is(const pairing *p, uint32_t code)
{
    return p->depth > 0 && p->codes[p->depth - 1] == code;
}

static int any_is(const pairing *p, uint32_t code)
{
    size_t d;

    for (d = 0; d < p->depth; d++)
        if (p->codes[d] == code)
            return 1;
    return 0;
}

/* The last end of a sentence before token i, after `from`; i where there is none. */
static size_t sentence_before(const lede__tokens *t, size_t from, size_t i)
{
    size_t k;

    for (k = i; k > from + 1; k--)
        if (t->items[k].flags & LEDE__TOK_SENTENCE)
            return k;
    return i;
}

/* The outer mark was never closed and another of its kind opens at i. */
static void reopen(pairing *p, size_t i, uint32_t code)
{
    if (p->depth == 1 && p->codes[0] == code) {
        add(p, p->opens[0], sentence_before(p->q->t, p->opens[0], i), 0, 0, code);
        p->depth = 0;
    }
    open_mark(p, i, code);
}

static void straight(pairing *p, size_t i)
{
    const lede__tokens *t = p->q->t;
    int right = leans_right(t, i), left = leans_left(t, i);

    if (any_is(p, OPEN_CURLY) && !right) {
        (void)close_mark(p, i, OPEN_CURLY);
        return;
    }
    if (any_is(p, LOW) && !right) {
        (void)close_mark(p, i, LOW);
        return;
    }
    if (any_is(p, STRAIGHT)) {
        if (right && !left)
            reopen(p, i, STRAIGHT);
        else
            (void)close_mark(p, i, STRAIGHT);
    } else if (!left || right || i == 0) {
        open_mark(p, i, STRAIGHT);
    }
}

/* A single mark closes before a space or sign, opens after one; elsewhere it is an apostrophe. */
static void single(pairing *p, size_t i, uint32_t code)
{
    const lede__tokens *t = p->q->t;

    if (code == SINGLE_OPEN) {
        if (top_is(p, SINGLE_LOW))
            (void)close_mark(p, i, SINGLE_LOW);
        else if (leans_right(t, i))
            open_mark(p, i, SINGLE_OPEN);
        return;
    }
    if (code == SINGLE_CLOSE) {
        if (top_is(p, SINGLE_OPEN) && !word_at(t, i + 1))
            (void)close_mark(p, i, SINGLE_OPEN);
        else if (top_is(p, SINGLE_OPEN) && spaced(t, i + 1))
            (void)close_mark(p, i, SINGLE_OPEN);
        return;
    }
    if (lede__name_sign(t, i + 1, '\'') || (i && lede__name_sign(t, i - 1, '\''))) {
        /* Two in a row: the end of ``…'', or another sort of markup. */
        if (i && lede__name_sign(t, i - 1, '\''))
            (void)close_mark(p, i - 1, '`');
        return;
    }
    if (top_is(p, '\'') && (leans_left(t, i) || (spaced(t, i) && spaced(t, i + 1))))
        (void)close_mark(p, i, '\'');
    else if (!any_is(p, '\'') && leans_right(t, i) && i + 1 < t->count && t->items[i + 1].kind == LEDE__TOK_WORD)
        open_mark(p, i, '\'');
}

static void angle(pairing *p, size_t i, uint32_t code)
{
    uint32_t other = code == LEFT_ANGLE ? RIGHT_ANGLE : LEFT_ANGLE;

    if (top_is(p, other))
        (void)close_mark(p, i, other);
    else if (any_is(p, other) && !leans_right(p->q->t, i))
        (void)close_mark(p, i, other);
    else if (code == LEFT_ANGLE || leans_right(p->q->t, i))
        open_mark(p, i, code);
}

static void mark(pairing *p, size_t i, uint32_t code)
{
    const lede__tokens *t = p->q->t;

    switch (code) {
    case STRAIGHT: straight(p, i); break;
    case OPEN_CURLY:
        if (any_is(p, LOW) && !(leans_right(t, i) && !leans_left(t, i)))
            (void)close_mark(p, i, LOW);
        else if (any_is(p, OPEN_CURLY) && leans_left(t, i) && spaced(t, i + 1))
            (void)close_mark(p, i, OPEN_CURLY);
        else
            reopen(p, i, OPEN_CURLY);
        break;
    case CLOSE_CURLY:
        if (!close_mark(p, i, OPEN_CURLY) && !close_mark(p, i, LOW) && !close_mark(p, i, CLOSE_CURLY) &&
            !close_mark(p, i, STRAIGHT) && !p->depth &&
            (leans_right(t, i) || i == 0 || t->items[i - 1].kind == LEDE__TOK_BREAK))
            open_mark(p, i, CLOSE_CURLY);
        break;
    case LOW: reopen(p, i, LOW); break;
    case SINGLE_LOW: open_mark(p, i, SINGLE_LOW); break;
    case SINGLE_OPEN:
    case SINGLE_CLOSE:
    case '\'': single(p, i, code); break;
    case '`':
        if (i && lede__name_sign(t, i - 1, '`') && !any_is(p, '`'))
            open_mark(p, i, '`');
        break;
    case LEFT_ANGLE:
    case RIGHT_ANGLE: angle(p, i, code); break;
    case CORNER: open_mark(p, i, CORNER); break;
    case CORNER_CLOSE: (void)close_mark(p, i, CORNER); break;
    case WHITE: open_mark(p, i, WHITE); break;
    case WHITE_CLOSE: (void)close_mark(p, i, WHITE); break;
    case TITLE: open_mark(p, i, TITLE); break;
    case TITLE_CLOSE: (void)close_mark(p, i, TITLE); break;
    default: break;
    }
}

static int doubtful(uint32_t code)
{
    return code == SINGLE_OPEN || code == '\'' || code == SINGLE_LOW || code == TITLE;
}

/* The paragraph ends at token i: what is open ends with it, single marks were apostrophes. */
static void paragraph(pairing *p, size_t i)
{
    const lede__tokens *t = p->q->t;
    uint32_t code;
    int goes_on;

    if (!p->depth)
        return;
    code = p->codes[0];
    p->depth = 0;
    if (doubtful(code))
        return;
    goes_on = i + 1 < t->count && t->items[i + 1].kind == LEDE__TOK_SIGN &&
              (t->items[i + 1].code == code || (code == LEFT_ANGLE && t->items[i + 1].code == RIGHT_ANGLE));
    add(p, p->opens[0], i, 0, goes_on, code);
}

void lede__quote_marks(lede__quoter *q)
{
    const lede__tokens *t = q->t;
    pairing p = {0};
    size_t i;

    p.q = q;
    for (i = 0; i < t->count && !q->failed; i++) {
        if (t->items[i].kind == LEDE__TOK_BREAK)
            paragraph(&p, i);
        else if (t->items[i].kind == LEDE__TOK_SIGN)
            mark(&p, i, t->items[i].code);
    }
    paragraph(&p, t->count);
}
