/*
 * Raw segments: UAX #29 (Unicode 15), the default rules, as walks over the
 * generated property tables. Rule numbers are the standard's.
 *
 * Each walk starts at a boundary, so it looks back no further than that; what
 * it looks ahead over without taking it is in the next segment, so that walking
 * a whole text reads no byte more than a few times.
 */
#include "lede/text.h"

#include "text/segment.h"
#include "text/utf8.h"
#include "text/words.h"

/* --- graphemes --------------------------------------------------------------- */

static int grapheme_joins(unsigned a, unsigned b, int pictograph, int flags)
{
    if (b == LEDE__GCB_EXTEND || b == LEDE__GCB_ZWJ || b == LEDE__GCB_SPACINGMARK)   /* GB9, GB9a */
        return 1;
    switch (a) {
    case LEDE__GCB_L:   /* GB6 */
        return b == LEDE__GCB_L || b == LEDE__GCB_V || b == LEDE__GCB_LV || b == LEDE__GCB_LVT;
    case LEDE__GCB_LV:
    case LEDE__GCB_V:   /* GB7 */
        return b == LEDE__GCB_V || b == LEDE__GCB_T;
    case LEDE__GCB_LVT:
    case LEDE__GCB_T:   /* GB8 */
        return b == LEDE__GCB_T;
    case LEDE__GCB_PREPEND:   /* GB9b */
        return 1;
    case LEDE__GCB_ZWJ:   /* GB11 */
        return pictograph && b == LEDE__GCB_EXTENDED_PICTOGRAPHIC;
    case LEDE__GCB_REGIONAL_INDICATOR:   /* GB12, GB13 */
        return b == LEDE__GCB_REGIONAL_INDICATOR && flags % 2;
    default:
        return 0;
    }
}

static int is_control(unsigned p)
{
    return p == LEDE__GCB_CR || p == LEDE__GCB_LF || p == LEDE__GCB_CONTROL;
}

static size_t grapheme_end(const uint8_t *s, size_t n, size_t at)
{
    size_t len;
    unsigned a, b;
    int pictograph, flags;   /* a pictograph and its extenders stand before; regional indicators so far */

    if (s[at] >= ' ' && at + 1 < n && s[at + 1] < 0x80 && s[at] < 0x80)
        return at + 1;
    a = lede__grapheme_prop(lede__decode(s + at, n - at, &len));
    at += len;
    if (is_control(a))   /* GB3, GB4 */
        return a == LEDE__GCB_CR && at < n && s[at] == '\n' ? at + 1 : at;
    pictograph = a == LEDE__GCB_EXTENDED_PICTOGRAPHIC;
    flags = a == LEDE__GCB_REGIONAL_INDICATOR;
    while (at < n) {
        b = lede__grapheme_prop(lede__decode(s + at, n - at, &len));
        if (is_control(b) || !grapheme_joins(a, b, pictograph, flags))
            break;
        if (b == LEDE__GCB_EXTENDED_PICTOGRAPHIC)
            pictograph = 1;
        else if (b != LEDE__GCB_EXTEND && b != LEDE__GCB_ZWJ)
            pictograph = 0;
        flags += b == LEDE__GCB_REGIONAL_INDICATOR;
        a = b;
        at += len;
    }
    return at;
}

/* --- words --------------------------------------------------------------------- */

static int is_ahletter(unsigned p)
{
    return p == LEDE__WB_ALETTER || p == LEDE__WB_HEBREW_LETTER;
}

static int is_ignored(unsigned p)
{
    return p == LEDE__WB_EXTEND || p == LEDE__WB_FORMAT || p == LEDE__WB_ZWJ;
}

/* The Word_Break property after `at`, ignored characters left out (WB4); other at the end. */
static unsigned word_ahead(const uint8_t *s, size_t n, size_t at)
{
    size_t len;
    unsigned p;

    for (; at < n; at += len) {
        p = LEDE__WB(lede__word_prop(lede__decode(s + at, n - at, &len)));
        if (!is_ignored(p))
            return p;
    }
    return LEDE__WB_OTHER;
}

static int is_mid(unsigned p)
{
    return p >= LEDE__WB_SINGLE_QUOTE && p <= LEDE__WB_MIDNUM;
}

/* Whether `mid` at `at` (its end given) stands inside a word or number begun with `a`: WB6, WB7b, WB12. */
static int mid_joins(unsigned a, unsigned mid, const uint8_t *s, size_t n, size_t end)
{
    unsigned next;

    if (!is_ahletter(a) && a != LEDE__WB_NUMERIC)
        return 0;
    next = word_ahead(s, n, end);
    if (a == LEDE__WB_NUMERIC)
        return next == LEDE__WB_NUMERIC &&
               (mid == LEDE__WB_MIDNUM || mid == LEDE__WB_MIDNUMLET || mid == LEDE__WB_SINGLE_QUOTE);
    if (mid == LEDE__WB_DOUBLE_QUOTE)
        return a == LEDE__WB_HEBREW_LETTER && next == LEDE__WB_HEBREW_LETTER;
    return is_ahletter(next) &&
           (mid == LEDE__WB_MIDLETTER || mid == LEDE__WB_MIDNUMLET || mid == LEDE__WB_SINGLE_QUOTE);
}

/* Rules between two neighbours that need no more context: WB5, 8-10, 13-13b. */
static int word_joins(unsigned a, unsigned b)
{
    int letter_or_digit = is_ahletter(b) || b == LEDE__WB_NUMERIC;

    if (is_ahletter(a) || a == LEDE__WB_NUMERIC)
        return letter_or_digit || b == LEDE__WB_EXTENDNUMLET;
    if (a == LEDE__WB_KATAKANA)
        return b == LEDE__WB_KATAKANA || b == LEDE__WB_EXTENDNUMLET;
    if (a == LEDE__WB_EXTENDNUMLET)
        return letter_or_digit || b == LEDE__WB_KATAKANA || b == LEDE__WB_EXTENDNUMLET;
    return 0;
}

/* The length of a segment that ASCII alone decides, 0 where a closer look is needed. */
static size_t ascii_word(const uint8_t *s, size_t n, size_t at)
{
    uint8_t term[LEDE__SIMPLE_ROOM];
    size_t term_n;
    int digits;

    if (lede__byte_class[s[at]] & (LEDE__ALPHA | LEDE__DIGIT))
        return lede__quick_word(s + at, n - at, term, &term_n, &digits);
    /* A space or mark before a letter, digit or mark: nothing joins them. */
    return s[at] >= ' ' && s[at] < 0x7F && s[at] != '_' && at + 1 < n && s[at + 1] > ' ' && s[at + 1] < 0x7F;
}

size_t lede__word_end(const uint8_t *s, size_t n, size_t at)
{
    size_t len = ascii_word(s, n, at);
    unsigned prop, a, b, last;
    int flags;

    if (len)
        return at + len;
    prop = lede__word_prop(lede__decode(s + at, n - at, &len));
    last = a = LEDE__WB(prop);
    flags = a == LEDE__WB_REGIONAL_INDICATOR;
    at += len;
    if (a == LEDE__WB_CR || a == LEDE__WB_LF || a == LEDE__WB_NEWLINE)   /* WB3, WB3a */
        return a == LEDE__WB_CR && at < n && s[at] == '\n' ? at + 1 : at;
    for (; at < n; at += len, last = b) {
        prop = lede__word_prop(lede__decode(s + at, n - at, &len));
        b = LEDE__WB(prop);
        if (is_ignored(b))   /* WB4 */
            continue;
        if (last == LEDE__WB_ZWJ && LEDE__KIND(prop) >= LEDE__KIND_PICTOGRAPH) {   /* WB3c */
            a = b;
        } else if (last == LEDE__WB_WSEGSPACE && b == LEDE__WB_WSEGSPACE) {   /* WB3d */
            a = b;
        } else if (word_joins(a, b)) {
            a = b;
        } else if (is_mid(b) && mid_joins(a, b, s, n, at + len)) {
            /* the letter or digit after it joins: WB7, WB7c, WB11 */
            do {
                at += len;
                b = LEDE__WB(lede__word_prop(lede__decode(s + at, n - at, &len)));
            } while (is_ignored(b));
            a = b;
        } else if (a == LEDE__WB_HEBREW_LETTER && b == LEDE__WB_SINGLE_QUOTE) {   /* WB7a */
            a = b;
        } else if (a == LEDE__WB_REGIONAL_INDICATOR && b == a && flags % 2) {   /* WB15, WB16 */
            flags++;
        } else {
            break;
        }
    }
    return at;
}

/* --- sentences ------------------------------------------------------------------- */

static int is_para_sep(unsigned p)
{
    return p == LEDE__SB_SEP || p == LEDE__SB_CR || p == LEDE__SB_LF;
}

/*
 * SB8: whether a lower-case letter comes before any other letter, paragraph end
 * or full stop. What this reads holds no full stop, so that no later look ahead
 * starts inside it.
 */
static int lower_ahead(const uint8_t *s, size_t n, size_t at)
{
    size_t len;

    for (; at < n; at += len) {
        unsigned p = lede__sentence_prop(lede__decode(s + at, n - at, &len));

        if (p == LEDE__SB_LOWER)
            return 1;
        if (p == LEDE__SB_UPPER || p == LEDE__SB_OLETTER || is_para_sep(p) || p == LEDE__SB_STERM || p == LEDE__SB_ATERM)
            return 0;
    }
    return 0;
}

/* Where a stop, the marks that close after it and the spaces have come to. */
enum { NO_STOP, AT_STOP, AT_CLOSE, AT_SPACE };

typedef struct stop {
    unsigned term;     /* ATerm or STerm */
    int state;
    unsigned before;   /* what stood before the stop */
} stop;

/* Whether there is no boundary between a stop (and what followed it) and property b at `at`. */
static int stop_joins(const stop *st, unsigned b, const uint8_t *s, size_t n, size_t at)
{
    if (b == LEDE__SB_SCONTINUE || b == LEDE__SB_STERM || b == LEDE__SB_ATERM)   /* SB8a */
        return 1;
    if (b == LEDE__SB_SP || is_para_sep(b))   /* SB9, SB10 */
        return 1;
    if (st->state < AT_SPACE && b == LEDE__SB_CLOSE)   /* SB9 */
        return 1;
    if (st->term != LEDE__SB_ATERM)
        return 0;
    if (st->state == AT_STOP && b == LEDE__SB_NUMERIC)   /* SB6 */
        return 1;
    if (st->state == AT_STOP && b == LEDE__SB_UPPER &&
        (st->before == LEDE__SB_UPPER || st->before == LEDE__SB_LOWER))   /* SB7 */
        return 1;
    /* Last: once a stop, so that a row of closing marks is not looked over at each of them. */
    return lower_ahead(s, n, at);   /* SB8 */
}

static void stop_advance(stop *st, unsigned a, unsigned b)
{
    if (b == LEDE__SB_ATERM || b == LEDE__SB_STERM) {
        st->before = a;
        st->term = b;
        st->state = AT_STOP;
    } else if (st->state && st->state < AT_SPACE && b == LEDE__SB_CLOSE) {
        st->state = AT_CLOSE;
    } else if (st->state && b == LEDE__SB_SP) {
        st->state = AT_SPACE;
    } else {
        st->state = NO_STOP;
    }
}

static size_t sentence_end(const uint8_t *s, size_t n, size_t at)
{
    stop st = {0, NO_STOP, LEDE__SB_OTHER};
    unsigned a = LEDE__SB_OTHER, b;
    size_t len;

    for (; at < n; at += len, a = b) {
        b = lede__sentence_prop(lede__decode(s + at, n - at, &len));
        while (b == LEDE__SB_EXTEND || b == LEDE__SB_FORMAT) {   /* SB5 */
            at += len;
            if (at >= n)
                return n;
            b = lede__sentence_prop(lede__decode(s + at, n - at, &len));
        }
        if (st.state && !stop_joins(&st, b, s, n, at))   /* SB11 */
            return at;
        if (is_para_sep(b)) {   /* SB3, SB4 */
            at += len;
            return b == LEDE__SB_CR && at < n && s[at] == '\n' ? at + 1 : at;
        }
        stop_advance(&st, a, b);
    }
    return n;
}

size_t lede_segment_end(lede_segment_kind kind, const char *s, size_t n, size_t at)
{
    const uint8_t *p = (const uint8_t *)s;

    if (at >= n)
        return n;
    switch (kind) {
    case LEDE_GRAPHEME:
        return grapheme_end(p, n, at);
    case LEDE_SENTENCE:
        return sentence_end(p, n, at);
    case LEDE_WORD:
    default:
        return lede__word_end(p, n, at);
    }
}
