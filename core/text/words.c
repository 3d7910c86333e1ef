/*
 * Words: UAX #29 segments that hold letters or digits, joined over hyphens and
 * ampersands, with the things that news text holds besides words: addresses,
 * hashtags, mentions, emoji. The header of lede_words says what is one word.
 */
#include "text/words.h"

#include <string.h>

#include "text/address.h"
#include "text/segment.h"
#include "text/utf8.h"

#define A LEDE__ALPHA
#define D LEDE__DIGIT
#define S LEDE__START
#define L LEDE__LONG
#define L16 L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L
const uint8_t lede__byte_class[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, S, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0,
    S, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, 0, 0, 0, 0, S,
    0, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A, 0, 0, 0, 0, 0,
    L16, L16, L16, L16, L16, L16, L16, L16,
};
#undef A
#undef D
#undef S
#undef L
#undef L16

/*
 * What may join the word before it to what comes next: 1 any letter or digit, 2
 * also a hyphen, 3 also a slash; 4 always looks closer.
 */
static const uint8_t joins[128] = {
    [','] = 1, [';'] = 1, ['\''] = 1, ['-'] = 1, ['&'] = 1, ['@'] = 1, ['+'] = 1, ['.'] = 2, [':'] = 3, ['_'] = 4,
};

int lede__word_ends_at_mark(const uint8_t *s, size_t n, size_t end)
{
    uint8_t c = s[end], next = end + 1 < n ? s[end + 1] : ' ';

    if (c < 0x80) {
        if (next == ' ' || next == '\n' || !joins[c])
            return joins[c] != 4;
        return !lede__byte_class[next] && !(joins[c] == 2 && next == '-') && !(joins[c] == 3 && next == '/') && joins[c] != 4;
    }
    /* The space that does not break and angle quotes; dashes and double quotes. */
    if (c == 0xC2)
        return next == 0xA0 || next == 0xAB || next == 0xBB;
    return c == 0xE2 && next == 0x80 && end + 2 < n && s[end + 2] >= 0x93 && s[end + 2] <= 0x9E && s[end + 2] != 0x98 &&
           s[end + 2] != 0x99;
}

static unsigned prop_at(const uint8_t *s, size_t n, size_t at, size_t *len)
{
    *len = 0;
    return at < n ? lede__word_prop(lede__decode(s + at, n - at, len)) : 0;
}

static int is_letter(unsigned prop)
{
    unsigned p = LEDE__WB(prop);

    return p == LEDE__WB_ALETTER || p == LEDE__WB_HEBREW_LETTER;
}

static int is_letter_or_digit(unsigned prop)
{
    return is_letter(prop) || LEDE__WB(prop) == LEDE__WB_NUMERIC;
}

/* --- scripts without spaces ------------------------------------------------------ */

static size_t run_end(const uint8_t *s, size_t n, size_t at)
{
    size_t len;
    unsigned prop;

    for (; at < n; at += len) {
        prop = prop_at(s, n, at, &len);
        if (!lede__is_ideograph(prop) && !lede__is_extender(prop))
            break;
    }
    return at;
}

size_t lede__ideograph_end(const uint8_t *s, size_t n, size_t at)
{
    size_t len;
    unsigned prop = prop_at(s, n, at, &len), kind = LEDE__KIND(prop);

    for (at += len; at < n; at += len) {
        prop = prop_at(s, n, at, &len);
        if (!lede__is_extender(prop) && (kind == LEDE__KIND_HAN || LEDE__KIND(prop) != kind))
            break;
    }
    return at;
}

/* --- compounds ------------------------------------------------------------------- */

/*
 * The length of a mark at `at` that joins the word before it to a letter or
 * digit after it, 0 where there is none: hyphens of four kinds, the ampersand
 * of AT&T between letters, the last dot of an abbreviation before a hyphen.
 */
static size_t joiner(const uint8_t *s, size_t n, size_t at)
{
    size_t len, next;
    unsigned prop;

    if (at + 1 >= n)
        return 0;
    if (s[at] == '-' || s[at] == '&')
        len = 1;
    else if (s[at] == '.' && s[at + 1] == '-')
        len = 2;
    else if (s[at] == 0xD6 && (s[at + 1] == 0xBE || s[at + 1] == 0x8A))
        len = 2;
    else if (s[at] == 0xE2 && s[at + 1] == 0x80 && at + 2 < n && (s[at + 2] == 0x90 || s[at + 2] == 0x91))
        len = 3;
    else
        return 0;
    prop = prop_at(s, n, at + len, &next);
    if (lede__is_ideograph(prop) || !(s[at] == '&' ? is_letter(prop) : is_letter_or_digit(prop)))
        return 0;
    return len;
}

/* Whether all but the marks inside is digits. */
static int is_number(const uint8_t *s, size_t n)
{
    size_t at, len;

    for (at = 0; at < n; at += len)
        if (is_letter(prop_at(s, n, at, &len)))
            return 0;
    return 1;
}

/* The word that starts at `at` with a letter, a digit or a connector such as "_". */
static void compound(const uint8_t *s, size_t n, size_t at, lede__word *w)
{
    size_t end = lede__word_end(s, n, at), mark, len;
    int digits = s[at] < 0x80 ? lede__byte_class[s[at]] != LEDE__ALPHA : !is_letter(prop_at(s, n, at, &len));

    while ((mark = joiner(s, n, end)) != 0 && !(s[end] == '&' && s[end - 1] < 0x80 && lede__byte_class[s[end - 1]] != LEDE__ALPHA))
        end = lede__word_end(s, n, end + mark);
    w->start = at;
    w->end = end;
    w->cls = LEDE_WORD_WORD;
    if (digits && is_number(s + at, end - at))
        w->cls = LEDE_WORD_NUMBER;
    lede__address(s, n, w);
}

/* --- hashtags and mentions ---------------------------------------------------------- */

/* The end of a name's letters, digits and low lines; *letters tells whether any is no digit. */
static size_t name_end(const uint8_t *s, size_t n, size_t at, int *letters)
{
    size_t len;
    unsigned prop;

    *letters = 0;
    for (; at < n; at += len) {
        prop = prop_at(s, n, at, &len);
        if (is_letter(prop) || lede__is_ideograph(prop))
            *letters = 1;
        else if (LEDE__WB(prop) != LEDE__WB_NUMERIC && LEDE__WB(prop) != LEDE__WB_EXTENDNUMLET && !lede__is_extender(prop))
            break;
    }
    return at;
}

/* A hashtag or mention whose sign, `sign` bytes long, stands at `at`. */
static int tagged(const uint8_t *s, size_t n, size_t at, size_t sign, lede_word_class cls, lede__word *w)
{
    size_t len;
    unsigned prop;
    int letters;

    if (at > 0 && lede__byte_class[s[at - 1]] & (LEDE__ALPHA | LEDE__DIGIT))
        return 0;
    prop = prop_at(s, n, at + sign, &len);
    if (!is_letter_or_digit(prop) && !lede__is_ideograph(prop) && LEDE__WB(prop) != LEDE__WB_EXTENDNUMLET)
        return 0;
    w->start = at;
    w->end = name_end(s, n, at + sign, &letters);
    w->cls = cls;
    if (cls == LEDE_WORD_MENTION)
        w->end = lede__host_end(s, n, w->end);
    return letters;
}

/* --- emoji ------------------------------------------------------------------------ */

static int emoji(const uint8_t *s, size_t n, size_t at, unsigned prop, lede__word *w)
{
    size_t len;

    lede__decode(s + at, n - at, &len);
    w->start = at;
    w->end = lede_segment_end(LEDE_GRAPHEME, (const char *)s, n, at);
    w->cls = LEDE_WORD_EMOJI;
    if (LEDE__WB(prop) == LEDE__WB_REGIONAL_INDICATOR)
        return w->end > at + len;   /* a flag is two of them */
    if (LEDE__KIND(prop) == LEDE__KIND_EMOJI)
        return 1;
    /* Signs such as the copyright sign are emoji where they ask to be shown so. */
    return LEDE__KIND(prop) == LEDE__KIND_PICTOGRAPH && at + len + 2 < n && memcmp(s + at + len, "\xEF\xB8\x8F", 3) == 0;
}

/* --- the walk ----------------------------------------------------------------------- */

static int holds_letter_or_digit(const uint8_t *s, size_t n)
{
    size_t at, len;

    for (at = 0; at < n; at += len)
        if (is_letter_or_digit(prop_at(s, n, at, &len)))
            return 1;
    return 0;
}

/* What starts at `at` with a byte that is no ASCII letter or digit; else 0 and *next is where to go on. */
static int other_word(const uint8_t *s, size_t n, size_t at, lede__word *w, size_t *next)
{
    size_t len;
    unsigned prop = prop_at(s, n, at, &len);

    *next = at + len;
    if (s[at] == '@')
        return tagged(s, n, at, 1, LEDE_WORD_MENTION, w);
    if (s[at] == '#')
        return tagged(s, n, at, 1, LEDE_WORD_HASHTAG, w);
    if (lede__is_ideograph(prop)) {
        w->start = at;
        w->end = run_end(s, n, at);
        w->cls = LEDE_WORD_IDEOGRAPH;
        return 1;
    }
    if (is_letter_or_digit(prop)) {
        compound(s, n, at, w);
        return 1;
    }
    if (LEDE__WB(prop) == LEDE__WB_EXTENDNUMLET) {
        *next = lede__word_end(s, n, at);
        if (!holds_letter_or_digit(s + at, *next - at))
            return 0;
        compound(s, n, at, w);
        return 1;
    }
    if (LEDE__KIND(prop) >= LEDE__KIND_PICTOGRAPH || LEDE__WB(prop) == LEDE__WB_REGIONAL_INDICATOR) {
        if (emoji(s, n, at, prop, w))
            return 1;
        *next = w->end;
        return 0;
    }
    if (n - at > 3 && memcmp(s + at, "\xEF\xBC\x83", 3) == 0)   /* the full-width number sign */
        return tagged(s, n, at, 3, LEDE_WORD_HASHTAG, w);
    return 0;
}

int lede__next_word(const uint8_t *s, size_t n, size_t at, lede__word *w)
{
    uint8_t term[LEDE__SIMPLE_ROOM];
    size_t len, term_n;
    int digits;

    while (at < n) {
        unsigned class = lede__byte_class[s[at]];

        if (!class) {
            at++;
            continue;
        }
        len = lede__quick_word(s + at, n - at, term, &term_n, &digits);
        if (len) {
            w->start = at;
            w->end = at + len;
            w->cls = digits ? LEDE_WORD_NUMBER : LEDE_WORD_WORD;
            return 1;
        }
        if (class & (LEDE__ALPHA | LEDE__DIGIT)) {
            compound(s, n, at, w);
            return 1;
        }
        if (other_word(s, n, at, w, &at))
            return 1;
    }
    return 0;
}

int lede_words(const char *text, size_t n, lede_word_fn fn, void *ud)
{
    const uint8_t *s = (const uint8_t *)text;
    lede__word w;
    size_t at, end;
    int stop = 0;

    for (at = 0; !stop && lede__next_word(s, n, at, &w); at = w.end) {
        if (w.cls != LEDE_WORD_IDEOGRAPH) {
            stop = fn(w.cls, w.start, w.end, ud);
            continue;
        }
        for (at = w.start; !stop && at < w.end; at = end) {
            end = lede__ideograph_end(s, w.end, at);
            stop = fn(w.cls, at, end, ud);
        }
    }
    return stop;
}

static int count(lede_word_class cls, size_t start, size_t end, void *ud)
{
    (void)start;
    (void)end;
    *(size_t *)ud += cls != LEDE_WORD_EMOJI;
    return 0;
}

size_t lede_count_words(const char *s, size_t n)
{
    size_t total = 0;

    lede_words(s, n, count, &total);
    return total;
}
