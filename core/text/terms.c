/*
 * Index terms: words folded, whole and in parts. The header of lede_terms says
 * how positions are counted; what a part is:
 *
 *  - hyphens, ampersands, low lines and the dots of a domain part a word into
 *    groups, each at a position of its own, so that "covid 19" is a phrase in
 *    COVID-19; the whole stands at the position of the first group;
 *  - apostrophes, the dots of U.N. and the marks in numbers part a group into
 *    pieces, which stand at the position of the group;
 *  - a group of letters with dots has its letters joined (un), one of digits
 *    with marks between thousands its digits (1000), as another spelling;
 *  - scripts without spaces give every pair of neighbouring characters, and
 *    the last character alone.
 */
#include "lede/text.h"

#include <string.h>

#include "text/fold.h"
#include "text/segment.h"
#include "text/utf8.h"
#include "text/words.h"

enum { SCRATCH = LEDE_TERM_MAX + LEDE__FOLD_ROOM + 8 };

typedef struct walk {
    const uint8_t *s;
    size_t n;
    lede_term_fn fn;
    void *ud;
    lede_word_class cls;
    uint8_t term[SCRATCH], joined[SCRATCH];
} walk;

/* Cut at a whole character. */
static size_t cut(const uint8_t *s, size_t n)
{
    if (n <= LEDE_TERM_MAX)
        return n;
    for (n = LEDE_TERM_MAX; n > 0 && (s[n] & 0xC0) == 0x80;)
        n--;
    return n;
}

static size_t fold_into(const walk *w, size_t start, size_t end, uint8_t *out)
{
    size_t used;

    return cut(out, lede__fold(w->s + start, end - start, LEDE_FOLD_SEARCH, out, SCRATCH, &used));
}

/* Hand out [start, end) folded; nothing where folding leaves nothing. */
static int emit(walk *w, size_t start, size_t end, int part)
{
    size_t n = fold_into(w, start, end, w->term);

    return n ? w->fn((const char *)w->term, n, w->cls, start, end, part, w->ud) : 0;
}

/* --- pieces and groups ----------------------------------------------------------- */

enum { LETTERS, SOFT, HARD };

/* Whether the character belongs to a piece, or what kind of mark it is. */
static int mark_kind(uint32_t c)
{
    unsigned prop = lede__word_prop(c);

    switch (LEDE__WB(prop)) {
    case LEDE__WB_ALETTER: case LEDE__WB_HEBREW_LETTER: case LEDE__WB_NUMERIC: case LEDE__WB_KATAKANA:
    case LEDE__WB_EXTEND: case LEDE__WB_FORMAT: case LEDE__WB_ZWJ:
        return LETTERS;
    case LEDE__WB_SINGLE_QUOTE: case LEDE__WB_DOUBLE_QUOTE: case LEDE__WB_MIDLETTER: case LEDE__WB_MIDNUM:
    case LEDE__WB_MIDNUMLET:
        return SOFT;
    default:
        return lede__is_ideograph(prop) ? LETTERS : HARD;
    }
}

/* The end of the piece at `at`; *chars counts its characters. */
static size_t piece_end(const uint8_t *s, size_t end, size_t at, size_t *chars)
{
    size_t len;

    for (*chars = 0; at < end; at += len) {
        uint32_t c = lede__decode(s + at, end - at, &len);

        if (mark_kind(c) != LETTERS)
            break;
        ++*chars;
    }
    return at;
}

/* The hardest of the marks from `at` on; *next is the piece after them, or end. */
static int marks(const uint8_t *s, size_t end, size_t at, size_t *next)
{
    int kind = SOFT, k;
    size_t len;

    for (; at < end; at += len) {
        k = mark_kind(lede__decode(s + at, end - at, &len));
        if (k == LETTERS)
            break;
        if (k == HARD)
            kind = HARD;
    }
    *next = at;
    return kind;
}

typedef struct group {
    size_t start, end;   /* of the group */
    size_t next;         /* where the next group starts, or the word's end */
    size_t pieces;
    char mark;           /* the one ASCII mark between its pieces, 0 where they differ */
    int thousands;       /* every piece but the first has three characters */
} group;

/* The group whose first piece starts at `at`. In addresses every mark is hard. */
static group group_at(const uint8_t *s, size_t end, size_t at, int address)
{
    group g = {at, at, end, 0, 0, 1};
    size_t chars, before = 0, next;

    for (;;) {
        g.end = piece_end(s, end, at, &chars);
        if (g.pieces++ && chars != 3)
            g.thousands = 0;
        if (marks(s, end, g.end, &next) == HARD || address || next >= end) {
            g.next = next;
            return g;
        }
        /* The dot of rt.com parts what the dots of U.N. and Ph.D hold together. */
        if (s[g.end] == '.' && lede__byte_class[s[next]] != LEDE__DIGIT) {
            size_t after;

            before = chars;
            piece_end(s, end, next, &after);
            if (after > 2 || (after == 2 && before >= 2)) {
                g.next = next;
                return g;
            }
        }
        if (g.pieces == 1)
            g.mark = (char)s[g.end];
        else if (g.mark != (char)s[g.end])
            g.mark = 0;
        at = next;
    }
}

/* The group's pieces put together without their marks. */
static int emit_joined(walk *w, const group *g, int part)
{
    size_t at = g->start, n = 0, end, chars;

    while (at < g->end && n + (g->end - at) < LEDE_TERM_MAX) {
        end = piece_end(w->s, g->end, at, &chars);
        memcpy(w->joined + n, w->s + at, end - at);
        n += end - at;
        marks(w->s, g->end, end, &at);
    }
    if (at < g->end)
        return 0;
    n = cut(w->term, lede__fold(w->joined, n, LEDE_FOLD_SEARCH, w->term, SCRATCH, &end));
    return n ? w->fn((const char *)w->term, n, w->cls, g->start, g->end, part, w->ud) : 0;
}

/* What stands beside the group at its position: its pieces and the joined form. */
static int emit_pieces(walk *w, const group *g)
{
    const int part = LEDE_TERM_PART | LEDE_TERM_SAME;
    size_t at = g->start, end, chars;
    int stop = 0;
    int digits = lede__byte_class[w->s[g->start]] == LEDE__DIGIT;

    if (g->pieces < 2)
        return 0;
    while (!stop && at < g->end) {
        end = piece_end(w->s, g->end, at, &chars);
        if (chars >= 2 || digits)
            stop = emit(w, at, end, part);
        marks(w->s, g->end, end, &at);
    }
    if (!stop && (digits ? g->mark && g->thousands : g->mark == '.'))
        stop = emit_joined(w, g, part);
    return stop;
}

/* --- kinds of words ----------------------------------------------------------------- */

/* A word with marks in it. */
static int emit_marked(walk *w, const lede__word *word, size_t first)
{
    int address = word->cls == LEDE_WORD_URL || word->cls == LEDE_WORD_EMAIL, stop;
    group g = group_at(w->s, word->end, first, address);

    if (g.next >= word->end && first == word->start) {
        stop = emit(w, word->start, word->end, 0);
        return stop ? stop : emit_pieces(w, &g);
    }
    stop = emit(w, g.start, g.end, LEDE_TERM_PART);
    if (!stop)
        stop = emit(w, word->start, word->end, LEDE_TERM_SAME);
    for (;;) {
        if (!stop)
            stop = emit_pieces(w, &g);
        if (stop || g.next >= word->end)
            return stop;
        g = group_at(w->s, word->end, g.next, address);
        stop = emit(w, g.start, g.end, LEDE_TERM_PART);
    }
}

/* Where the parts of an address start: what every address has in common is left out. */
static size_t address_start(const uint8_t *s, const lede__word *word)
{
    size_t at = word->start;
    const uint8_t *colon = memchr(s + at, ':', word->end - at < 16 ? word->end - at : 16);

    if (colon && (size_t)(colon - s) + 3 < word->end && memcmp(colon, "://", 3) == 0)
        at = (size_t)(colon - s) + 3;
    if (word->end - at > 4 && memcmp(s + at, "www.", 4) == 0)
        at += 4;
    while (at < word->end && !(lede__byte_class[s[at]] & (LEDE__ALPHA | LEDE__DIGIT | LEDE__LONG)))
        at++;
    return at;
}

/*
 * A run of a script without spaces, or the ideographs of a hashtag: each pair of
 * neighbours at a position, the last character beside the last pair. `first`
 * is what to say of the first term.
 */
static int emit_run(walk *w, size_t start, size_t end, int first)
{
    uint8_t unit[LEDE__FOLD_ROOM * 2], *pair = w->joined;
    size_t at, next, n, i, len, pair_n = 0, pair_start = start, used;
    int stop = 0, pairs = 0;

    for (at = start; !stop && at < end; at = next) {
        lede__decode(w->s + at, end - at, &next);
        next += at;
        while (next < end && mark_kind(lede__decode(w->s + next, end - next, &len)) == LETTERS &&
               !lede__is_ideograph(lede__word_prop(lede__decode(w->s + next, end - next, &len))) && next - at < LEDE_TERM_MAX)
            next += len;
        n = lede__fold(w->s + at, next - at, LEDE_FOLD_SEARCH, unit, sizeof unit, &used);
        for (i = 0; !stop && i < n; i += len) {
            lede__decode(unit + i, n - i, &len);
            memcpy(pair + pair_n, unit + i, len);
            if (pair_n) {
                stop = w->fn((const char *)pair, pair_n + len, w->cls, pair_start, next, pairs++ ? first & LEDE_TERM_PART : first, w->ud);
                memmove(pair, pair + pair_n, len);
            }
            pair_n = len;
            pair_start = at;
        }
    }
    if (stop || !pair_n)
        return stop;
    return w->fn((const char *)pair, pair_n, w->cls, pair_start, end,
                 pairs ? LEDE_TERM_PART | LEDE_TERM_SAME : first | LEDE_TERM_PREFIX, w->ud);
}

static int is_ideograph_at(const uint8_t *s, size_t end, size_t at)
{
    size_t len;

    return lede__is_ideograph(lede__word_prop(lede__decode(s + at, end - at, &len)));
}

/* The end of the piece at `at`, which changes between scripts with and without spaces. */
static size_t tag_piece_end(const uint8_t *s, size_t end, size_t at)
{
    size_t len;
    int ideograph = is_ideograph_at(s, end, at);

    for (; at < end; at += len) {
        uint32_t c = lede__decode(s + at, end - at, &len);
        unsigned wb = LEDE__WB(lede__word_prop(c));

        if (mark_kind(c) != LETTERS)
            break;
        if (wb != LEDE__WB_EXTEND && wb != LEDE__WB_ZWJ && wb != LEDE__WB_FORMAT && is_ideograph_at(s, end, at) != ideograph)
            break;
    }
    return at;
}

/* A hashtag or mention: whole, then at its position the name without the sign, in parts. */
static int emit_tagged(walk *w, const lede__word *word)
{
    size_t at, next, end;
    int stop = emit(w, word->start, word->end, 0), part = LEDE_TERM_PART | LEDE_TERM_SAME;

    for (marks(w->s, word->end, word->start, &at); !stop && at < word->end; at = next) {
        end = tag_piece_end(w->s, word->end, at);
        stop = is_ideograph_at(w->s, end, at) ? emit_run(w, at, end, part) : emit(w, at, end, part);
        marks(w->s, word->end, end, &next);
        part = LEDE_TERM_PART;
    }
    return stop;
}

/* Whether a folded word holds a mark, or is none but by its folding ("½" holds a slash). */
static int is_marked(const uint8_t *s, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (s[i] < 0x80 && !(lede__byte_class[s[i]] & (LEDE__ALPHA | LEDE__DIGIT)))
            return 1;
    return 0;
}

static int emit_word(walk *w, const lede__word *word)
{
    size_t n, used, first;

    w->cls = word->cls;
    switch (word->cls) {
    case LEDE_WORD_IDEOGRAPH:
        return emit_run(w, word->start, word->end, 0);
    case LEDE_WORD_HASHTAG: case LEDE_WORD_MENTION:
        return emit_tagged(w, word);
    case LEDE_WORD_EMOJI:
        return emit(w, word->start, word->end, 0);
    case LEDE_WORD_URL: case LEDE_WORD_EMAIL:
        first = address_start(w->s, word);
        return first < word->end ? emit_marked(w, word, first) : emit(w, word->start, word->end, 0);
    case LEDE_WORD_WORD: case LEDE_WORD_NUMBER:
    default:
        break;
    }
    n = cut(w->term, lede__fold(w->s + word->start, word->end - word->start, LEDE_FOLD_SEARCH, w->term, SCRATCH, &used));
    if (n == 0)
        return 0;
    if (is_marked(w->term, n)) {
        marks(w->s, word->end, word->start, &first);   /* a low line may start it */
        if (first < word->end)
            return emit_marked(w, word, first);
    }
    return w->fn((const char *)w->term, n, w->cls, word->start, word->end, 0, w->ud);
}

/*
 * The commonest marked word, short ASCII with one apostrophe in it (Doe's,
 * can't), as emit_marked would say it. 0 with nothing said where it is another;
 * else its length.
 */
static size_t emit_apostrophe(walk *w, size_t at, int *stop)
{
    const uint8_t *s = w->s + at;
    uint8_t after[16];
    size_t n = w->n - at, first, second, mark;
    int digits, more_digits;

    first = lede__ascii_word(s, n, w->term, &digits);
    if (!first || first >= 16 || first + 4 >= n || digits)
        return 0;
    mark = s[first] == '\'' ? 1 : memcmp(s + first, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
    if (!mark)
        return 0;
    second = lede__ascii_word(s + first + mark, n - first - mark, after, &more_digits);
    mark += first;
    if (!second || second >= 16 || !(lede__byte_class[s[mark]] & LEDE__ALPHA) || !(lede__byte_class[s[first - 1]] & LEDE__ALPHA) ||
        !lede__word_ends(s, n, mark + second))
        return 0;
    w->term[first] = '\'';
    memcpy(w->term + first + 1, after, second);
    *stop = w->fn((const char *)w->term, first + 1 + second, LEDE_WORD_WORD, at, at + mark + second, 0, w->ud);
    if (!*stop && first > 1)
        *stop = w->fn((const char *)w->term, first, LEDE_WORD_WORD, at, at + first, LEDE_TERM_PART | LEDE_TERM_SAME, w->ud);
    if (!*stop && second > 1)
        *stop = w->fn((const char *)after, second, LEDE_WORD_WORD, at + mark, at + mark + second,
                      LEDE_TERM_PART | LEDE_TERM_SAME, w->ud);
    return mark + second;
}

int lede_terms(const char *text, size_t n, lede_term_fn fn, void *ud)
{
    walk w;
    lede__word word;
    size_t at = 0, len, term_n;
    int stop, digits;

    w.s = (const uint8_t *)text;
    w.n = n;
    w.fn = fn;
    w.ud = ud;
    for (;;) {
        while (at < n && !lede__byte_class[w.s[at]])
            at++;
        if (at >= n)
            return 0;
        len = lede__quick_word(w.s + at, n - at, w.term, &term_n, &digits);
        if (len) {
            stop = fn((const char *)w.term, term_n, digits ? LEDE_WORD_NUMBER : LEDE_WORD_WORD, at, at + len, 0, ud);
            at += len;
        } else if ((len = emit_apostrophe(&w, at, &stop)) != 0) {
            at += len;
        } else {
            if (!lede__next_word(w.s, n, at, &word))
                return 0;
            stop = emit_word(&w, &word);
            at = word.end;
        }
        if (stop)
            return stop;
    }
}
