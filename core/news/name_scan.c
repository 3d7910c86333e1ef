#include "news/name_scan.h"

#include <string.h>
#include <utf8proc.h>

#include "base/alloc.h"
#include "lede/text.h"
#include "news/name_lexicon.h"

/* What a character is to the scanner. */
enum { C_SIGN, C_SPACE, C_LOWER, C_UPPER, C_DIGIT, C_OTHER, C_JOIN };

uint32_t lede__scan_char(const char *s, size_t n, size_t at, size_t *len)
{
    const unsigned char *p = (const unsigned char *)s + at;
    size_t left = n - at;

    *len = 1;
    if (p[0] < 0x80)
        return p[0];
    if (p[0] >= 0xC2 && p[0] < 0xE0 && left > 1 && (p[1] & 0xC0) == 0x80) {
        *len = 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (p[0] >= 0xE0 && p[0] < 0xF0 && left > 2 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
        *len = 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    if (p[0] >= 0xF0 && p[0] < 0xF5 && left > 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80 &&
        (p[3] & 0xC0) == 0x80) {
        *len = 4;
        return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 |
               (p[3] & 0x3F);
    }
    return 0xFFFD;
}

/* A word of at most 16 bytes, zeros after it, and its classes. */
typedef struct remembered {
    uint64_t word[2], classes;
} remembered;

typedef struct scanner {
    lede__tokens *t;
    const char *s;
    size_t n, at;
    unsigned flags;      /* for the next token */
    size_t line;         /* index of the first token of the line */
    remembered memory[512];
} scanner;

/* By byte: C_... of ASCII. */
static const unsigned char ascii[128] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, C_SPACE, C_SPACE, C_SPACE, C_SPACE, C_SPACE, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    C_SPACE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    C_DIGIT, C_DIGIT, C_DIGIT, C_DIGIT, C_DIGIT, C_DIGIT, C_DIGIT, C_DIGIT, C_DIGIT, C_DIGIT, 0, 0, 0, 0, 0, 0,
    0, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER,
    C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, C_UPPER, 0, 0, 0, 0, 0,
    0, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER,
    C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, C_LOWER, 0, 0, 0, 0, 0,
};

static int wide_class(uint32_t c)
{
    if (c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF)
        return C_JOIN;
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
        return C_UPPER;
    case UTF8PROC_CATEGORY_LL:
        return C_LOWER;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return C_OTHER;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return C_JOIN;
    case UTF8PROC_CATEGORY_ND:
        return C_DIGIT;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return C_SPACE;
    default:
        return C_SIGN;
    }
}

static int class_at(const scanner *c, size_t at, size_t *len)
{
    unsigned char b;

    if (at >= c->n) {
        *len = 0;
        return C_SPACE;
    }
    b = (unsigned char)c->s[at];
    if (b < 0x80) {
        *len = 1;
        return ascii[b];
    }
    return wide_class(lede__scan_char(c->s, c->n, at, len));
}

static lede__token *push(scanner *c, lede__token_kind kind, size_t start, size_t end)
{
    lede__tokens *t = c->t;
    lede__token *k;

    if (t->count == t->cap && !lede__grow(&t->items, &t->cap, t->count + 1, sizeof *t->items))
        return NULL;
    k = &t->items[t->count++];
    k->start = start;
    k->end = end;
    k->lex = 0;
    k->code = 0;
    k->kind = (uint8_t)kind;
    k->shape = 0;
    k->flags = (uint8_t)c->flags;
    c->flags = 0;
    return k;
}

static int is_letter(int cls)
{
    return cls == C_LOWER || cls == C_UPPER || cls == C_OTHER;
}

/* The length of an apostrophe at `at`, else 0. */
static size_t apostrophe(const char *s, size_t n, size_t at)
{
    if (at < n && s[at] == '\'')
        return 1;
    if (at + 2 < n && memcmp(s + at, "\xE2\x80\x99", 3) == 0)
        return 3;
    return 0;
}

/* Lower-case letters into key; its length, or 0 where it does not fit an entry. */
static size_t fold_key(const char *s, size_t n, char *key, size_t room)
{
    size_t i, k = 0, len;

    for (i = 0; i < n; i += len) {
        unsigned char b = (unsigned char)s[i];

        len = 1;
        if (k + 4 > room)
            return 0;
        if (b >= 'A' && b <= 'Z') {
            key[k++] = (char)(b + 32);
        } else if (b < 0x80) {
            key[k++] = (char)b;
        } else {
            uint32_t u = lede__scan_char(s, n, i, &len);

            if (u == 0x2019)
                key[k++] = '\'';
            else
                k += (size_t)utf8proc_encode_char(utf8proc_tolower((utf8proc_int32_t)u), (utf8proc_uint8_t *)key + k);
        }
    }
    return k;
}

/* ASCII capitals of eight bytes to lower case, all at once. */
static uint64_t lower8(uint64_t w)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t low = w & 0x7F * ones;
    uint64_t from_a = low + (0x80 - 'A') * ones, past_z = low + (0x7F - 'Z') * ones;

    return w | (((from_a ^ past_z) & ~w & 0x80 * ones) >> 2);
}

static uint64_t look_up(const char *s, size_t n)
{
    char key[LEDE__LEX_BYTES + 8];
    size_t k = n <= LEDE__LEX_BYTES ? fold_key(s, n, key, sizeof key) : 0;

    return k ? lede__lexicon(key, k) : 0;
}

/* What the word list says of a word. Short words of ASCII are remembered: news repeats them. */
static uint64_t classes_of(scanner *c, size_t at, size_t n)
{
    uint64_t w[2] = {0, 0}, h;
    remembered *r;

    if (n > sizeof w)
        return look_up(c->s + at, n);
    memcpy(w, c->s + at, n);
    if ((w[0] | w[1]) & 0x8080808080808080u)
        return look_up(c->s + at, n);
    w[0] = lower8(w[0]);
    w[1] = lower8(w[1]);
    h = (w[0] ^ (w[1] * 0x9E3779B97F4A7C15u)) * 0xD6E8FEB86659FD93u;
    r = &c->memory[h >> 55];
    if (r->word[0] != w[0] || r->word[1] != w[1]) {
        r->word[0] = w[0];
        r->word[1] = w[1];
        r->classes = lede__lexicon((const char *)w, n);
    }
    return r->classes;
}

/* The classes of a word in a language other than English: entries "de:sagte". Sets *stop for a stop word of it. */
static uint64_t foreign(const char *language, const char *s, size_t n, int *stop)
{
    char key[LEDE__LEX_BYTES + 12];
    size_t k = n <= LEDE__LEX_BYTES ? fold_key(s, n, key + 3, sizeof key - 3) : 0;

    memcpy(key, language, 2);
    key[2] = ':';
    *stop = k && lede_is_stopword(language, key + 3, k);
    return k ? lede__lexicon(key, k + 3) : 0;
}

/*
 * What a word is in a text of another language: lower-case words are that
 * language's alone, capitalised ones keep what English lists say of names.
 */
static void relabel(lede__tokens *t, const char *language)
{
    static const uint32_t english = LEDE__LEX_COMMON | LEDE__LEX_ROLE | LEDE__LEX_TITLE | LEDE__LEX_SAY | LEDE__LEX_WEAKSAY |
                                    LEDE__LEX_SAYNOUN | LEDE__LEX_PRONOUN | LEDE__LEX_TOPLEVEL | LEDE__LEX_CALENDAR |
                                    LEDE__LEX_ABBREV;
    size_t i;

    for (i = 0; i < t->count; i++) {
        lede__token *k = &t->items[i];
        uint64_t own;
        int stop;

        if (k->kind != LEDE__TOK_WORD || k->shape == LEDE__SHAPE_UNCASED)
            continue;
        own = foreign(language, t->s + k->start, k->end - k->start, &stop);
        k->lex = (k->shape == LEDE__SHAPE_LOWER ? 0 : k->lex & ~english) | (uint32_t)own;
        k->grammar = (uint32_t)(own >> 32) | (k->grammar & LEDE__GRAM_SMALL);
        if (stop)
            k->flags |= LEDE__TOK_LITTLE;
    }
}

uint32_t lede__scan_phrase(const lede__tokens *t, size_t i, size_t words)
{
    char key[LEDE__LEX_BYTES + 8];
    size_t k = 0, j, m;

    if (i + words > t->count)
        return 0;
    for (j = i; j < i + words; j++) {
        const lede__token *w = &t->items[j];

        if (w->kind == LEDE__TOK_BREAK || k + 8 >= LEDE__LEX_BYTES)
            return 0;
        if (j > i && (w->flags & LEDE__TOK_SPACED))
            key[k++] = ' ';
        m = fold_key(t->s + w->start, w->end - w->start, key + k, sizeof key - k);
        if (!m)
            return 0;
        k += m;
    }
    return (uint32_t)lede__lexicon(key, k);
}

int lede__scan_is(const lede__tokens *t, size_t i, const char *word)
{
    const char *s;
    size_t n, j;

    if (i >= t->count)
        return 0;
    s = t->s + t->items[i].start;
    n = t->items[i].end - t->items[i].start;
    for (j = 0; j < n && word[j]; j++) {
        char c = s[j];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if (c != word[j])
            return 0;
    }
    return j == n && !word[j];
}

/* The end of the run of letters and joiners from `at`; counts what it saw. */
static size_t run_end(const scanner *c, size_t at, size_t *upper, size_t *lower, size_t *other)
{
    size_t len;

    for (;; at += len) {
        int cls;

        while (at < c->n && (unsigned char)c->s[at] < 0x80 && ascii[(unsigned char)c->s[at]] == C_LOWER) {
            ++*lower;
            at++;
        }
        cls = class_at(c, at, &len);
        if (cls == C_UPPER)
            ++*upper;
        else if (cls == C_LOWER)
            ++*lower;
        else if (cls == C_OTHER)
            ++*other;
        else if (cls != C_JOIN || !len)
            return at;
    }
}

static int shape_of(size_t first_upper, size_t upper, size_t lower, size_t other)
{
    if (other > upper + lower)
        return LEDE__SHAPE_UNCASED;
    if (!upper)
        return LEDE__SHAPE_LOWER;
    if (!lower)
        return upper == 1 ? LEDE__SHAPE_INITIAL : LEDE__SHAPE_UPPER;
    return first_upper && upper == 1 ? LEDE__SHAPE_CAP : LEDE__SHAPE_MIXED;
}

/* Whether `at` holds 's or ’s that ends a word. */
static size_t possessive(const scanner *c, size_t at)
{
    size_t q = apostrophe(c->s, c->n, at), len;

    if (!q || at + q >= c->n || (c->s[at + q] | 32) != 's' || is_letter(class_at(c, at + q + 1, &len)))
        return 0;
    return q + 1;
}

/*
 * The end of a word from `at`: letters, inner apostrophes (O'Neill) and inner
 * hyphens. A part in lower case after a hyphen goes its own way where the part
 * before it is an abbreviation or name in capitals (U.S.-led).
 */
static size_t word_end(const scanner *c, size_t at, size_t *upper, size_t *lower, size_t *other)
{
    size_t end = run_end(c, at, upper, lower, other), q, len, u, l, o, e;

    for (;;) {
        q = apostrophe(c->s, c->n, end);
        if (!q && end < c->n && c->s[end] == '-')
            q = 1;
        if (!q || possessive(c, end) || !is_letter(class_at(c, end + q, &len)))
            return end;
        u = l = o = 0;
        e = run_end(c, end + q, &u, &l, &o);
        if (c->s[end] == '-' && !*lower && *upper > 1 && !u)
            return end;
        *upper += u;
        *lower += l;
        *other += o;
        end = e;
    }
}

/* The end of a dotted abbreviation (U.S., J.P., a.m.) that begins at `at`, or `at`. */
static size_t dotted_end(const scanner *c, size_t at, size_t *letters)
{
    size_t end = at, len, dot;
    int cls;

    *letters = 0;
    for (;;) {
        cls = class_at(c, end, &len);
        dot = end + len;
        if (!is_letter(cls) || cls == C_OTHER || dot >= c->n || c->s[dot] != '.')
            return end;
        if (*letters && ((c->s[end] >= 'a') != (c->s[at] >= 'a')))
            return end;
        end = dot + 1;
        ++*letters;
    }
}

static void give(lede__token *k, uint64_t classes)
{
    k->lex = (uint32_t)classes;
    k->grammar = (uint32_t)(classes >> 32);
}

static int scan_word(scanner *c)
{
    size_t at = c->at, upper = 0, lower = 0, other = 0, len, letters, end;
    int first = class_at(c, at, &len) == C_UPPER;
    lede__token *k;

    end = dotted_end(c, at, &letters);
    if (letters > 1 || (letters == 1 && first)) {
        size_t u = 0, l = 0, o = 0, more = end;

        /* J.Smith: the initial is a word of its own; U.S.A without its last stop is one abbreviation. */
        if (letters > 1 && class_at(c, end, &len) == C_UPPER && run_end(c, end, &u, &l, &o) == end + 1)
            more = end + 1;
        k = push(c, LEDE__TOK_WORD, at, more);
        if (!k)
            return 0;
        k->shape = (uint8_t)(!first ? LEDE__SHAPE_LOWER : letters > 1 ? LEDE__SHAPE_UPPER : LEDE__SHAPE_INITIAL);
        k->flags |= LEDE__TOK_STOP;
        give(k, classes_of(c, at, more - at));
        c->at = more;
        return 1;
    }
    end = word_end(c, at, &upper, &lower, &other);
    k = push(c, LEDE__TOK_WORD, at, end);
    if (!k)
        return 0;
    k->shape = (uint8_t)shape_of((size_t)first, upper, lower, other);
    /* What goes on in lower case after a stop or a question is no new sentence, but at a paragraph's head. */
    if (k->shape == LEDE__SHAPE_LOWER && c->t->count > 1 && k[-1].kind == LEDE__TOK_SIGN && k[-1].code != ':')
        k->flags &= (uint8_t)~(LEDE__TOK_SENTENCE | LEDE__TOK_START);
    if (k->shape != LEDE__SHAPE_UNCASED)
        give(k, classes_of(c, at, end - at));
    if (end < c->n && c->s[end] == '.' && (k->lex & LEDE__LEX_ABBREV) && first) {
        k->end = ++end;
        k->flags |= LEDE__TOK_STOP;
    }
    c->at = end;
    return 1;
}

static int scan_number(scanner *c)
{
    size_t at = c->at, end = at, len;
    int cls;

    for (;;) {
        cls = class_at(c, end, &len);
        if (cls == C_DIGIT || is_letter(cls))
            end += len;
        else if (end < c->n && (c->s[end] == ',' || c->s[end] == '.' || c->s[end] == '-' || c->s[end] == ':') &&
                 class_at(c, end + 1, &len) == C_DIGIT)
            end++;
        else
            break;
    }
    c->at = end;
    return push(c, LEDE__TOK_NUMBER, at, end) != NULL;
}

static int opens(uint32_t u)
{
    return u == '"' || u == '(' || u == '[' || u == 0x201C || u == 0x2018 || u == 0xAB || u == 0x201E || u == '`' ||
           u == '*' || u == '-' || u == 0x2013 || u == 0x2014 || u == 0x2022 || u == '\'' || u == 0x201D || u == 0x2019 ||
           u == ')' || u == ']' || u == 0xBB;
}

static int scan_sign(scanner *c)
{
    size_t len, p = possessive(c, c->at);
    unsigned kept = c->flags & (LEDE__TOK_START | LEDE__TOK_SENTENCE);
    uint32_t u;
    lede__token *k;

    if (p && c->t->count && c->t->items[c->t->count - 1].kind == LEDE__TOK_WORD) {
        k = push(c, LEDE__TOK_POSSESSIVE, c->at, c->at + p);
        c->at += p;
        return k != NULL;
    }
    u = lede__scan_char(c->s, c->n, c->at, &len);
    k = push(c, LEDE__TOK_SIGN, c->at, c->at + len);
    if (!k)
        return 0;
    k->code = u;
    c->at += len;
    if (u == '.' || u == '!' || u == '?' || u == 0x2026 || u == 0x3002)
        c->flags |= LEDE__TOK_START | LEDE__TOK_SENTENCE;
    else if (opens(u))
        c->flags |= kept | (u == '"' || u == 0x201C || u == 0x201E || u == 0xAB || u == '(' || u == '`' ? LEDE__TOK_START : 0u);
    else if (u == ':' || u == ';')
        c->flags |= LEDE__TOK_START;
    return 1;
}

/* Mark the tokens of a finished line that is set in capitals, or a headline's way. */
static void end_line(scanner *c)
{
    lede__tokens *t = c->t;
    size_t i, upper = 0, lower = 0, cap = 0, words = 0;
    unsigned flag;

    for (i = c->line; i < t->count; i++) {
        const lede__token *k = &t->items[i];

        if (k->kind != LEDE__TOK_WORD)
            continue;
        words++;
        upper += k->shape == LEDE__SHAPE_UPPER && !(k->flags & LEDE__TOK_STOP);
        lower += k->shape == LEDE__SHAPE_LOWER;
        cap += k->shape == LEDE__SHAPE_CAP || k->shape == LEDE__SHAPE_MIXED;
    }
    flag = upper >= 2 && upper > 3 * (lower + cap) ? LEDE__TOK_HEADING
           : cap >= 4 && cap > 2 * lower && words < 20 ? LEDE__TOK_TITLED : 0u;
    for (i = c->line; flag && i < t->count; i++)
        t->items[i].flags |= (uint8_t)flag;
    c->line = t->count;
}

/* White space: a blank line is a break. */
static int scan_space(scanner *c)
{
    size_t at = c->at, lines = 0, len;

    while (at < c->n && class_at(c, at, &len) == C_SPACE) {
        lines += c->s[at] == '\n';
        at += len;
    }
    if (lines)
        end_line(c);
    if (lines > 1 && c->t->count) {
        c->flags = 0;
        if (!push(c, LEDE__TOK_BREAK, c->at, at))
            return 0;
        c->line = c->t->count;
        c->flags = LEDE__TOK_START | LEDE__TOK_SENTENCE;
    }
    c->flags |= LEDE__TOK_SPACED;
    c->at = at;
    return 1;
}

lede_status lede__scan(lede__tokens *t, const char *s, size_t n, const char *language)
{
    scanner c;
    size_t len;
    int ok = 1;

    memset(&c, 0, sizeof c);
    c.t = t;
    c.s = s;
    c.n = n;
    c.flags = LEDE__TOK_START | LEDE__TOK_SENTENCE | LEDE__TOK_SPACED;
    memset(t, 0, sizeof *t);
    t->s = s;
    t->n = n;
    if (!lede__grow(&t->items, &t->cap, n / 6 + 16, sizeof *t->items))
        return LEDE_NOMEM;
    while (ok && c.at < n) {
        int cls = class_at(&c, c.at, &len);

        if (cls == C_SPACE)
            ok = scan_space(&c);
        else if (is_letter(cls))
            ok = scan_word(&c);
        else if (cls == C_DIGIT)
            ok = scan_number(&c);
        else
            ok = scan_sign(&c);
    }
    end_line(&c);
    if (ok && language && strlen(language) > 1 && strncmp(language, "en", 2) != 0 && strncmp(language, "un", 2) != 0)
        relabel(t, language);
    return ok ? LEDE_OK : LEDE_NOMEM;
}

void lede__scan_release(lede__tokens *t)
{
    lede__free(t->items);
    t->items = NULL;
    t->count = t->cap = 0;
}
