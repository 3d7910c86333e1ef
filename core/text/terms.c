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
    size_t words;              /* of lede_count_words so far */
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

/* --- scripts without spaces -------------------------------------------------------------- */

/* A character and what it is. */
typedef struct sign {
    uint32_t c;
    size_t len;
    unsigned prop;
} sign;

static inline sign sign_at(const uint8_t *s, size_t end, size_t at)
{
    sign x = {0, 0, 0};

    if (at < end) {
        x.c = lede__decode(s + at, end - at, &x.len);
        x.prop = lede__word_prop(x.c);
    }
    return x;
}

/* A run on its way: the last character, folded, waits for its neighbour. */
typedef struct run {
    const uint8_t *last;       /* in the text, or in `kept` */
    size_t last_n, start;      /* start: in the text */
    uint8_t kept[4];
    int first;                 /* what to say of the first term */
    int pairs;
} run;

/* Hand out the pair of the last character and the one of n bytes at `c`, which stands at [at, end). */
static int emit_pair(walk *w, run *r, const uint8_t *c, size_t n, size_t at, size_t end)
{
    const uint8_t *pair = r->last;
    int stop = 0;

    if (r->last_n) {
        if (pair + r->last_n != c) {
            memcpy(w->joined, r->last, r->last_n);
            memcpy(w->joined + r->last_n, c, n);
            pair = w->joined;
        }
        stop = w->fn((const char *)pair, r->last_n + n, w->cls, r->start, end, r->pairs++ ? r->first & LEDE_TERM_PART : r->first, w->ud);
    }
    r->last = c;
    r->last_n = n;
    r->start = at;
    return stop;
}

/* The characters that [at, end), one with its marks, folds to. */
static int emit_folded(walk *w, run *r, size_t at, size_t end)
{
    uint8_t unit[LEDE__FOLD_ROOM * 2];
    size_t used, i, len, n = lede__fold(w->s + at, end - at, LEDE_FOLD_SEARCH, unit, sizeof unit, &used);
    int stop = 0;

    for (i = 0; !stop && i < n; i += len) {
        lede__decode(unit + i, n - i, &len);
        stop = emit_pair(w, r, unit + i, len, at, end);
        memcpy(r->kept, unit + i, len);
        r->last = r->kept;
    }
    return stop;
}

/*
 * A run of a script without spaces, or the ideographs of a hashtag: each pair of
 * neighbours at a position, the last character beside the last pair. `first`
 * is what to say of the first term. *words grows by what lede_words makes of it.
 */
static int emit_run(walk *w, size_t start, size_t end, int first, size_t *words)
{
    run r = {NULL, 0, start, {0}, first, 0};
    sign x = sign_at(w->s, end, start), next;
    unsigned kind = LEDE__KIND_NONE;
    size_t at, to;
    int stop = 0;

    for (at = start; !stop && at < end; at = to, x = next) {
        unsigned entry = lede__fold_entry(x.c);

        if (at == start || (!lede__is_extender(x.prop) && (kind == LEDE__KIND_HAN || LEDE__KIND(x.prop) != kind))) {
            kind = LEDE__KIND(x.prop);
            ++*words;
        }
        to = at + x.len;
        next = sign_at(w->s, end, to);
        if (!(entry & (LEDE__FOLD_COMPOSES | LEDE__FOLD_AT)) && (to == end || lede__is_ideograph(next.prop))) {
            stop = emit_pair(w, &r, w->s + at, x.len, at, to);
            continue;
        }
        for (; to < end && mark_kind(next.c) == LETTERS && !lede__is_ideograph(next.prop) && to - at < LEDE_TERM_MAX;
             next = sign_at(w->s, end, to))
            to += next.len;
        stop = emit_folded(w, &r, at, to);
    }
    if (stop || !r.last_n)
        return stop;
    return w->fn((const char *)r.last, r.last_n, w->cls, r.start, end,
                 r.pairs ? LEDE_TERM_PART | LEDE_TERM_SAME : first | LEDE_TERM_PREFIX, w->ud);
}

/* --- hashtags and mentions --------------------------------------------------------------- */

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
    size_t at, next, end, inside = 0;
    int stop = emit(w, word->start, word->end, 0), part = LEDE_TERM_PART | LEDE_TERM_SAME;

    for (marks(w->s, word->end, word->start, &at); !stop && at < word->end; at = next) {
        end = tag_piece_end(w->s, word->end, at);
        stop = is_ideograph_at(w->s, end, at) ? emit_run(w, at, end, part, &inside) : emit(w, at, end, part);
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
    w->words += word->cls != LEDE_WORD_EMOJI && word->cls != LEDE_WORD_IDEOGRAPH;
    switch (word->cls) {
    case LEDE_WORD_IDEOGRAPH:
        return emit_run(w, word->start, word->end, 0, &w->words);
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

/* The word at `at`, which is no space; *end is where to go on. */
static int take_word(walk *w, size_t at, size_t *end)
{
    lede__word word;
    size_t len, term_n;
    int stop, digits;

    len = lede__quick_word(w->s + at, w->n - at, w->term, &term_n, &digits);
    if (len) {
        w->words++;
        *end = at + len;
        return w->fn((const char *)w->term, term_n, digits ? LEDE_WORD_NUMBER : LEDE_WORD_WORD, at, *end, 0, w->ud);
    }
    len = emit_apostrophe(w, at, &stop);
    if (len) {
        w->words++;
        *end = at + len;
        return stop;
    }
    if (!lede__next_word(w->s, w->n, at, &word)) {
        *end = w->n;
        return 0;
    }
    *end = word.end;
    return emit_word(w, &word);
}

int lede__walk_terms(const char *text, size_t n, lede_term_fn fn, void *ud, size_t *words)
{
    walk w;
    size_t at = 0;
    int stop = 0;

    w.s = (const uint8_t *)text;
    w.n = n;
    w.fn = fn;
    w.ud = ud;
    w.words = 0;
    while (!stop) {
        while (at < n && !lede__byte_class[w.s[at]])
            at++;
        if (at >= n)
            break;
        stop = take_word(&w, at, &at);
    }
    *words = w.words;
    return stop;
}

int lede_terms(const char *text, size_t n, lede_term_fn fn, void *ud)
{
    size_t words;

    return lede__walk_terms(text, n, fn, ud, &words);
}
