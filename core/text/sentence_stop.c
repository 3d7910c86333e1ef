/* Sentences: what a full stop, a question mark or an ellipsis means. */
#include <string.h>

#include "text/sentence.h"

#define TOKEN_MAX 40      /* bytes; a longer word is no abbreviation */
#define OPENERS_MAX 64    /* bytes of marks and dashes before the first letter */

enum { DOT = 1, BANG = 2, QUESTION = 4, ELLIPSIS = 8, HARD = 16 };

/* A run of stops with what belongs to it. */
typedef struct stop {
    size_t at, end;        /* the run: [at, end) */
    size_t closed;         /* after the marks that close behind it */
    size_t next;           /* the first character after the white space that follows */
    unsigned kinds, dots, lines;
    size_t word;           /* the letter that the next sentence would begin with */
    uint32_t first;        /* that letter, 0 at the end */
    int opened;            /* quotation marks open between next and word */
    int bracket;           /* a bracket does */
    int dashed;            /* a dash stands there */
} stop;

/* The word before a stop. */
typedef struct token {
    size_t start, end;
    char low[TOKEN_MAX];   /* lower-cased */
    size_t n;
    size_t letters;        /* characters */
    int inner;             /* holds a stop inside */
    int number, capital, lower;
} token;

static unsigned stop_kind(uint32_t c)
{
    switch (c) {
    case '.': case 0xFF0E:
        return DOT;
    case '!': case 0xFF01: case 0x203C:
        return c == 0xFF01 ? BANG | HARD : BANG;
    case '?': case 0xFF1F: case 0x61F: case 0x2047: case 0x2048: case 0x2049: case 0x203D: case 0x37E:
        return c == 0xFF1F ? QUESTION | HARD : QUESTION;
    case 0x2026:
        return ELLIPSIS;
    case 0x3002: case 0xFF61: case 0x964: case 0x965: case 0x6D4: case 0x589: case 0x1362: case 0x1367: case 0x1368:
    case 0x104B: case 0x104A: case 0x17D4: case 0x17D5: case 0x1803: case 0x1809: case 0x2CF9: case 0xA4FF:
        return HARD;
    default:
        return 0;
    }
}

static unsigned kind_at(const lede__scan *sc, size_t i, size_t *len)
{
    uint32_t c = lede__char_at(sc->s, sc->n, i, len);

    if (c == ':' && (sc->flags & LEDE__ARMENIAN))
        return HARD;
    if (c == ';' && (sc->flags & LEDE__GREEK))
        return QUESTION;
    return stop_kind(c);
}

/* The run of stops from `at`, spaced dots (". . .") with it. */
static void read_run(const lede__scan *sc, stop *st)
{
    size_t i = st->at, len;
    unsigned kind;

    for (;;) {
        while (i < sc->n && (kind = kind_at(sc, i, &len)) != 0) {
            st->kinds |= kind;
            st->dots += (kind & DOT) != 0;
            i += len;
        }
        if (st->kinds != DOT || i + 1 >= sc->n || sc->s[i] != ' ' || sc->s[i + 1] != '.')
            break;
        if (i + 2 < sc->n && (sc->s[i + 2] == '.' || ((unsigned char)sc->s[i + 2] < 0x80 && lede__is_letter((unsigned char)sc->s[i + 2]))))
            break;   /* "end. ...and", " .net" */
        i++;
    }
    st->end = i;
    if (st->dots > 1)
        st->kinds |= ELLIPSIS;
}

/* A note's number in brackets directly behind the stop: "end.[12]". */
static size_t note_end(const lede__scan *sc, size_t i)
{
    size_t k = i + 1;

    while (k < sc->n && k - i < 6 && sc->s[k] >= '0' && sc->s[k] <= '9')
        k++;
    return k > i + 1 && k < sc->n && sc->s[k] == ']' ? k + 1 : i;
}

/* How many straight double marks the sentence has before i. */
static int odd_marks(const lede__scan *sc, size_t i)
{
    size_t k = i - sc->start > 800 ? i - 800 : sc->start;
    int odd = 0;

    for (; k < i; k++)
        odd ^= sc->s[k] == '"';
    return odd;
}

/* A closing mark that stands apart: French ". »", tokenised ". ''" and ". )". */
static size_t closer_apart(const lede__scan *sc, size_t i)
{
    size_t len, space;
    uint32_t c;

    if (i >= sc->n || !lede__is_space(lede__char_at(sc->s, sc->n, i, &space)) || sc->s[i] == '\n' || i + space >= sc->n)
        return i;
    c = lede__char_at(sc->s, sc->n, i + space, &len);
    if (c == '\'' && i + space + 1 < sc->n && sc->s[i + space + 1] == '\'')
        len = 2;
    else if (c != 0xBB && !(c == ')' && sc->s[i] == ' ') && !(c == '"' && odd_marks(sc, i)))
        return i;
    i += space + len;
    return i >= sc->n || lede__is_space(lede__char_at(sc->s, sc->n, i, &space)) ? i : i - space - len;
}

static void read_closers(const lede__scan *sc, stop *st)
{
    size_t i = st->end, len, note;

    while (i < sc->n) {
        uint32_t c = lede__char_at(sc->s, sc->n, i, &len);

        if (c == '[' && (note = note_end(sc, i)) > i) {
            i = note;
            continue;
        }
        if (!lede__is_closer(c))
            break;
        if ((c == '\'' || c == 0x2019) && i + len < sc->n) {
            size_t after;

            if (lede__is_letter(lede__char_at(sc->s, sc->n, i + len, &after)))
                break;
        }
        i += len;
    }
    st->closed = closer_apart(sc, i);
}

static void read_next(const lede__scan *sc, stop *st)
{
    size_t i, len;

    st->next = lede__skip_space(sc->s, sc->n, st->closed, &st->lines);
    for (i = st->next; i < sc->n && i - st->next < OPENERS_MAX; i += len) {
        uint32_t c = lede__char_at(sc->s, sc->n, i, &len);

        if (c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2015)
            st->dashed = 1;
        else if (c == '(' || c == '[')
            st->bracket = 1;
        else if (lede__is_opener(c) || (c == '.' && st->kinds == DOT && st->dots == 1))
            st->opened = 1;
        else if (!(st->dashed && c == ' ')) {
            st->word = i;
            st->first = c;
            return;
        }
    }
    st->word = sc->n;
}

static void read_token(const lede__scan *sc, size_t end, token *t)
{
    size_t i = end, len;

    memset(t, 0, sizeof *t);
    t->end = end;
    t->number = 1;
    while (i > sc->start && end - i < TOKEN_MAX) {
        uint32_t c = lede__char_before(sc->s, i, &len);

        if (lede__is_space(c) || c == '(' || c == '[' || c == '"' || c == 0x201C || c == 0x2014 || c == 0x2013 ||
            c == 0xAB || c == 0x201E || c == '/' || c == 0x2018)
            break;
        t->inner |= c == '.';
        t->number &= lede__is_digit(c) || c == ',' || c == '.' || c == '$' || c == 0xA3 || c == 0x20AC || c == 0xA5 || c == '+' || c == '-';
        t->lower = lede__is_lower(c);
        t->capital = lede__is_upper(c);
        t->letters++;
        i -= len;
    }
    t->start = i;
    t->number &= t->letters > 0;
    if (i < end && end - i < TOKEN_MAX)
        t->n = lede__lower(sc->s + i, end - i, 0, t->low, sizeof t->low);
}

int lede__opens(const lede__scan *sc, size_t at)
{
    size_t i = at, len, n;
    char low[TOKEN_MAX];

    while (i < sc->n && i - at < TOKEN_MAX) {
        uint32_t c = lede__char_at(sc->s, sc->n, i, &len);

        if (!lede__is_letter(c) && c != '\'' && c != 0x2019)
            break;
        i += len;
    }
    n = i > at ? lede__lower(sc->s + at, i - at, 1, low, sizeof low) : 0;
    if (n == 4 && (memcmp(low, "will", 4) == 0 || memcmp(low, "said", 4) == 0))
        return 0;   /* a name; a verb of saying begins no sentence */
    if (n == 3 && memcmp(low, "may", 3) == 0)
        return 0;
    return lede__stopword_in(sc->openers, low, n);
}

/* Mr., Frau: the next word is a title, which may well open a sentence. */
static int next_is_title(const lede__scan *sc, size_t at)
{
    return sc->n - at > 3 && (memcmp(sc->s + at, "Mr", 2) == 0 || memcmp(sc->s + at, "Ms", 2) == 0 || memcmp(sc->s + at, "Dr", 2) == 0 ||
                              memcmp(sc->s + at, "Hr", 2) == 0);
}

/* "At 5 a.m." and the like: too short to be a sentence. */
static int fronted(const lede__scan *sc, size_t end)
{
    size_t i, words = 0;

    for (i = sc->start; i < end && words < 5; i++)
        words += sc->s[i] == ' ';
    return words < 4 && lede__opens(sc, sc->start);
}

static int is_time(const token *t)
{
    return t->n == 3 && (t->low[0] == 'a' || t->low[0] == 'p') && t->low[1] == '.' && t->low[2] == 'm';
}

/* An abbreviation that may end a sentence. */
static int may_end(const lede__scan *sc, const stop *st, const token *t)
{
    if (st->bracket)
        return 0;
    if (is_time(t)) {
        if (fronted(sc, t->start))
            return 0;
        return lede__opens(sc, st->word) || next_is_title(sc, st->word) || lede__is_digit(st->first) || st->opened;
    }
    if (lede__is_digit(st->first))
        return !t->inner && !t->capital;
    if (st->opened && !t->inner)
        return 1;
    return lede__opens(sc, st->word) || (!t->inner && next_is_title(sc, st->word));
}

/* The last character of the word before the token is small: "vitamin C." */
static int after_small_word(const lede__scan *sc, const token *t)
{
    size_t i = t->start, len;
    uint32_t c;

    while (i > sc->start && lede__is_space(c = lede__char_before(sc->s, i, &len)))
        i -= len;
    return i > sc->start && lede__is_lower(lede__char_before(sc->s, i, &len));
}

static int initial_ends(const lede__scan *sc, const stop *st, const token *t)
{
    if (t->start == sc->start)
        return 0;
    if (!lede__opens(sc, st->word))
        return 0;
    if (t->capital && t->low[0] != 'i' && !after_small_word(sc, t))
        return 0;
    return 1;
}

static const char months[] = " januar januari januaari janvier enero gennaio janeiro january stycznia leden ledna januára siječnja januára januarja "
    "februar februari februára februarja únor února veljače lutego march märz marz mars marts marca března březen ožujka april aprill aprila dubna "
    "duben travnja kwietnia mai maj maja května květen svibnja june juni juin června červen lipnja czerwca júna junija july juli července "
    "července červenec srpnja lipca júla julija august augusti augusta srpna srpen kolovoza sierpnia avgusta september septembra września září rujna oktober "
    "oktobra października října říjen listopada november novembra prosince prosinec december decembra dezember grudnia studenoga "
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta "
    "január február március április május június július augusztus szeptember október jänner jahrhundert jahrhunderts auflage platz runde jahrestag "
    "geburtstag klasse weltkrieg armee ";

/* "12. Juni", "dem 3. Platz": an ordinal goes on. */
static int ordinal(const lede__scan *sc, const stop *st, const token *t)
{
    char word[TOKEN_MAX + 2];
    size_t i = st->word, len, n;

    if (!(sc->flags & LEDE__ORDINALS) || t->inner || t->n > 4)
        return 0;
    while (i < sc->n && i - st->word < TOKEN_MAX && lede__is_letter(lede__char_at(sc->s, sc->n, i, &len)))
        i += len;
    n = lede__lower(sc->s + st->word, i - st->word, 0, word + 1, TOKEN_MAX);
    if (n) {
        word[0] = ' ';
        word[n + 1] = ' ';
        if (memmem(months, sizeof months - 1, word, n + 2))
            return 1;
    }
    /* "am 3.", "die 2.": an article or preposition before the number */
    for (i = t->start; i > sc->start && sc->s[i - 1] == ' '; i--)
        ;
    if (i == t->start || t->n > 3)
        return 0;
    for (n = i; n > sc->start && lede__is_letter(lede__char_before(sc->s, n, &len)); n -= len)
        ;
    len = i - n < TOKEN_MAX ? lede__lower(sc->s + n, i - n, 1, word, TOKEN_MAX) : 0;
    return (sc->flags & LEDE__TITLE_CASE) && lede__stopword_in(sc->openers, word, len) && !lede__opens(sc, st->word);
}

/* A full stop before a small letter: an abbreviation that we do not know, or someone who writes small. */
static int small_ends(const lede__scan *sc, const stop *st, const token *t, char kind)
{
    if (st->closed > st->end || kind)
        return 0;
    if (t->number)
        return !(sc->flags & LEDE__ORDINALS) && t->n > 2;
    if (t->inner)
        return 0;
    if (t->letters < 2)
        return 0;
    return (t->letters >= 4 && t->lower) || lede__opens(sc, st->word) || lede__opens(sc, t->start);
}

static int dot_ends(const lede__scan *sc, const stop *st)
{
    token t;
    char kind;

    read_token(sc, st->at, &t);
    if (st->at > sc->start && t.letters == 0)
        return 1;   /* already tokenised: "end ." */
    kind = t.n ? lede__abbrev_kind(sc->abbrevs, t.low, t.n) : 0;
    if (kind == 'S')
        kind = t.capital ? 'M' : 0;
    if (st->closed > st->end && !lede__is_lower(st->first))
        return kind != 'J' || st->opened;
    if (lede__is_lower(st->first))
        return small_ends(sc, st, &t, kind);
    if (st->first == 0x2116)
        return 0;   /* № opens nothing */
    if (t.number)
        return !ordinal(sc, st, &t);
    if (kind == 'J' && t.n > 1)
        return 0;
    if (kind == 'N' && (t.n > 1 || lede__is_digit(st->first)))
        return !lede__is_digit(st->first);
    if (t.letters == 1 && (t.capital || t.lower))
        return initial_ends(sc, st, &t);
    if (kind == 'M' || (t.inner && t.letters <= 8 && t.n && !memchr(t.low, '/', t.n) && !memchr(t.low, '@', t.n)))
        return may_end(sc, st, &t);
    return 1;
}

/* The next character cannot open a sentence. */
static int goes_on(uint32_t c)
{
    return c == ',' || c == ';' || c == ':' || c == '%' || c == ')' || c == ']' || c == '}' || c == 0x3001 || c == 0xFF0C ||
           c == 0x60C || c == 0x61B;
}

static int bang_after_name(const lede__scan *sc, const stop *st)
{
    token t;

    read_token(sc, st->at, &t);
    return t.capital && t.start > sc->start;
}

/* ". . ." stands for words left out inside a sentence, ". . . ." at its end. */
static int spaced_ellipsis(const lede__scan *sc, const stop *st)
{
    return st->end == st->at + 5 && st->dots == 3 && st->at > sc->start && sc->s[st->at - 1] == ' ' && st->closed == st->end &&
           (lede__is_lower(st->first) || st->first == 'I');
}

/* White space follows: does the sentence end? */
static int ends(const lede__scan *sc, const stop *st)
{
    if (spaced_ellipsis(sc, st))
        return 0;
    if (goes_on(st->first) && !st->opened && !st->bracket)
        return 0;
    if (st->kinds & HARD)
        return 1;
    if (st->kinds == DOT && !(st->dashed && lede__is_lower(st->first)))
        return dot_ends(sc, st);
    if (!lede__is_lower(st->first))
        return 1;
    if (st->dashed || st->closed > st->end || (st->kinds & ELLIPSIS))
        return 0;
    return !((st->kinds & BANG) && bang_after_name(sc, st));
}

/* "Booking.Com" is a name, "London.Police" is not. */
static int is_domain(const lede__scan *sc, size_t at, size_t end)
{
    static const char ends[] = " com net org co js io gov edu info biz tv fm uk de fr ru cn jp eu us php html pdf jpg aspx ";
    char word[10];
    size_t n = end - at < 8 ? lede__lower(sc->s + at, end - at, 0, word + 1, 8) : 0;

    word[0] = ' ';
    word[n + 1] = ' ';
    return n > 0 && memmem(ends, sizeof ends - 1, word, n + 2) != NULL;
}

/* No white space follows: "week.The next", "Stop!Now". */
static int glued_ends(const lede__scan *sc, const stop *st)
{
    token t;
    size_t len, k;
    uint32_t first = lede__char_at(sc->s, sc->n, st->closed, &len), second;
    int small = lede__is_lower(first);

    if (st->closed + len >= sc->n || (small ? !(st->kinds & (BANG | QUESTION)) || st->closed > st->end : !lede__is_upper(first)))
        return 0;
    second = lede__char_at(sc->s, sc->n, st->closed + len, &k);
    if (!lede__is_letter(second) && !(lede__is_space(second) && lede__opens(sc, st->closed)))
        return 0;
    if (st->closed > st->end)
        return sc->s[st->end] != ')' && sc->s[st->end] != ']';
    read_token(sc, st->at, &t);
    if (t.inner || t.n < 3 || memchr(t.low, '@', t.n) || memchr(t.low, '/', t.n) || memchr(t.low, ':', t.n))
        return t.number && t.n > 2;
    for (k = st->closed; k < sc->n && lede__is_letter(lede__char_at(sc->s, sc->n, k, &len)); k += len)
        ;
    if (k + 1 < sc->n && strchr("./@=", sc->s[k]) && !lede__is_space((unsigned char)sc->s[k + 1]))
        return 0;
    return t.lower || (!small && (t.number || (k > st->closed + 1 && !is_domain(sc, st->closed, k))));
}

/* Japanese: a quotation is followed by a particle, the sentence goes on. */
static int particle_follows(const lede__scan *sc, const stop *st)
{
    size_t len;
    uint32_t c = st->closed < sc->n ? lede__char_at(sc->s, sc->n, st->closed, &len) : 0;

    return st->closed > st->end && c >= 0x3041 && c <= 0x309F;
}

/* "compounds. . . . The practice": the first dot ends, three dots open. */
static int four_dots(const lede__scan *sc, const stop *st)
{
    size_t len;

    return st->kinds == (DOT | ELLIPSIS) && st->end == st->at + 7 && memcmp(sc->s + st->at, ". . . .", 7) == 0 && st->at > sc->start &&
           !lede__is_space(lede__char_before(sc->s, st->at, &len)) && st->next < sc->n && lede__is_upper(st->first);
}

size_t lede__stop_end(lede__scan *sc, size_t i, size_t *next)
{
    stop st;
    size_t len;
    uint32_t before = i > sc->start ? lede__char_before(sc->s, i, &len) : 0;

    memset(&st, 0, sizeof st);
    st.at = i;
    read_run(sc, &st);
    *next = st.end > i ? st.end : i + 1;
    if (st.end == i || ((sc->flags & (LEDE__ARMENIAN | LEDE__NO_DOT)) && (st.kinds & DOT)))
        return 0;
    if (st.end > i && i == sc->start)
        return st.end < sc->n ? 0 : sc->n;   /* dots that open a sentence */
    if (before == '[' || before == '(')
        return 0;   /* [...] stands for words left out */
    read_closers(sc, &st);
    if (st.closed >= sc->n)
        return sc->n;
    read_next(sc, &st);
    *next = st.closed;
    if (st.next == st.closed) {
        if (st.kinds & HARD)
            return (sc->flags & LEDE__JAPANESE) && particle_follows(sc, &st) ? 0 : st.closed;
        return glued_ends(sc, &st) ? st.closed : 0;
    }
    if (st.lines > 1)
        return st.closed;
    if (four_dots(sc, &st))
        return i + 1;
    return ends(sc, &st) ? st.closed : 0;
}
