#include "news/time_words.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "lede/text.h"

enum { LONGEST = 24 };

static int is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static int is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

/* The code point at s, and its length. */
static uint32_t code_point(const char *s, size_t n, size_t *len)
{
    const unsigned char *p = (const unsigned char *)s;

    if (p[0] < 0xC0 || n < 2) {
        *len = 1;
        return p[0];
    }
    if (p[0] < 0xE0 || n < 3) {
        *len = 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3Fu);
    }
    if (p[0] < 0xF0 || n < 4) {
        *len = 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3Fu);
    }
    *len = 4;
    return (uint32_t)(p[0] & 7) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3Fu);
}

/* Signs and spaces beyond ASCII, which is_letter takes for letters: currency, dashes, quotes, CJK. */
static int is_mark(uint32_t c)
{
    return (c >= 0xA0 && c <= 0xBF && c != 0xAA && c != 0xB5 && c != 0xBA) || c == 0xD7 || c == 0xF7 ||
           (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7AF) ||
           (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static int is_space(uint32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x202F || c == 0x2009 || c == 0x3000;
}

static uint32_t hash_byte(uint32_t h, char c)
{
    return h * 33 + (unsigned char)c;
}

static const lede__time_word *find_word(const lede__time_language *l, const char *s, size_t n, uint32_t h)
{
    size_t at, mask = l->size - 1;

    for (at = (h ^ h >> 15) & mask; l->slots[at]; at = (at + 1) & mask) {
        const lede__time_word *w = &l->words[l->slots[at] - 1];

        if (w->word[0] == s[0] && strncmp(w->word, s, n) == 0 && !w->word[n])
            return w;
    }
    return NULL;
}

/* A word beyond ASCII, folded by lede_fold; its length in low, 0 where it is too long. */
static size_t fold_word(lede__time_token *t, const char *s, size_t n, char *low, uint32_t *hash, lede_buf *scratch)
{
    size_t i;

    lede_buf_clear(scratch);
    lede_fold(s, n, LEDE_FOLD_SEARCH, scratch);
    if (scratch->failed || !scratch->n || scratch->n > LONGEST)
        return 0;
    t->upper = memcmp(scratch->s, s, n < scratch->n ? n : scratch->n) != 0;
    memcpy(low, scratch->s, scratch->n);
    for (i = 0, *hash = 0; i < scratch->n; i++)
        *hash = hash_byte(*hash, low[i]);
    return scratch->n;
}

/* The word's class: ASCII is lowered here, the rest folded by lede_fold. */
static void classify(lede__time_text *ts, lede__time_token *t, lede_buf *scratch)
{
    const char *s = ts->s + t->start;
    size_t n = t->end - t->start, i;
    char low[LONGEST];
    const lede__time_word *w;
    uint32_t hash = 0;
    unsigned char bits = 0;

    t->upper = n && s[0] >= 'A' && s[0] <= 'Z';
    if (n > LONGEST || !n || !ts->language)
        return;
    for (i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];

        bits |= c;
        low[i] = (char)(c | ((unsigned)(c - 'A') < 26u ? 32 : 0));
        hash = hash_byte(hash, low[i]);
    }
    if (bits >= 0x80 && (n = fold_word(t, s, n, low, &hash, scratch)) == 0)
        return;
    w = find_word(ts->language, low, n, hash);
    if (w) {
        t->cls = (uint8_t)w->cls;
        t->value = w->value;
    }
}

/*
 * A hyphened word that is none itself ends at its first hyphen where a part of
 * it says something: third-quarter, two-year, mid-March.
 */
static void cut_at_hyphen(lede__time_text *ts, lede__time_token *t, lede_buf *scratch)
{
    const char *s = ts->s + t->start, *dash = memchr(s, '-', t->end - t->start);
    lede__time_token head = *t, tail = *t;

    if (!dash || t->cls != LEDE__T_OTHER)
        return;
    head.end = (uint32_t)(dash - ts->s);
    tail.start = head.end + 1;
    classify(ts, &head, scratch);
    classify(ts, &tail, scratch);
    if (head.cls == LEDE__T_NUM || head.cls == LEDE__T_ORD || head.cls == LEDE__T_MID || head.cls == LEDE__T_EARLY ||
        head.cls == LEDE__T_LATE || tail.cls == LEDE__T_UNIT ||
        (head.cls == LEDE__T_UNIT && (tail.cls == LEDE__T_AGO || tail.cls == LEDE__T_BEFORE || tail.cls == LEDE__T_LATE)))
        *t = head;
}

/* French and Italian: l'anno, d'euros are two words, the first of which keeps its apostrophe. */
static void cut_at_elision(lede__time_text *ts, lede__time_token *t, lede_buf *scratch)
{
    const char *s = ts->s + t->start;
    size_t n = t->end - t->start, i;
    lede__time_token head = *t;

    if (t->cls != LEDE__T_OTHER || !ts->language || (strcmp(ts->language->language, "fr") != 0 && strcmp(ts->language->language, "it") != 0))
        return;
    for (i = 1; i < n && i <= 6; i++) {
        size_t len = s[i] == '\'' ? 1 : n - i > 3 && memcmp(s + i, "\xE2\x80\x99", 3) == 0 ? 3 : 0;

        if (!len)
            continue;
        head.end = t->start + (uint32_t)(i + len);
        classify(ts, &head, scratch);
        *t = head;
        return;
    }
}

/* Friday's, year's: where the word before the apostrophe tells a time, the token ends there. */
static void cut_possessive(lede__time_text *ts, lede__time_token *t, lede_buf *scratch)
{
    const char *s = ts->s + t->start;
    size_t n = t->end - t->start, tail = 0;
    lede__time_token head = *t;

    if (t->cls != LEDE__T_OTHER || n < 4 || s[n - 1] != 's')
        return;
    if (s[n - 2] == '\'')
        tail = 2;
    else if (n > 5 && memcmp(s + n - 4, "\xE2\x80\x99", 3) == 0)
        tail = 4;
    if (!tail)
        return;
    head.end = t->end - (uint32_t)tail;
    classify(ts, &head, scratch);
    if (head.cls == LEDE__T_WDAY || head.cls == LEDE__T_MONTH || head.cls == LEDE__T_DAYREF || head.cls == LEDE__T_UNIT ||
        head.cls == LEDE__T_SEASON || head.cls == LEDE__T_PART || head.cls == LEDE__T_HOLIDAY)
        *t = head;
}

/* The end of a word that starts at `at`: letters, inner apostrophes and hyphens. */
static size_t word_end(const char *s, size_t n, size_t at)
{
    size_t i = at, len;

    while (i < n) {
        unsigned char c = (unsigned char)s[i];

        if ((unsigned)((c | 32) - 'a') < 26u) {
            i++;
            continue;
        }
        if (c >= 0x80) {
            uint32_t u = code_point(s + i, n - i, &len);

            if (is_mark(u) && u != 0x2019)
                break;
            if (u == 0x2019 && (i + len >= n || !is_letter((unsigned char)s[i + len])))
                break;
            i += len;
        } else if ((c == '\'' || c == '-') && i > at && i + 1 < n && is_letter((unsigned char)s[i + 1]) &&
                   (unsigned char)s[i + 1] < 0x80) {
            i++;
        } else {
            break;
        }
    }
    return i > n ? n : i;
}

static size_t digit_run(const char *s, size_t n, size_t at)
{
    size_t i = at;

    while (i < n && is_digit((unsigned char)s[i]))
        i++;
    return i - at;
}

/* The sign between digits at `at`: ',' '.' or a thin space that groups thousands; its length, 0 for none. */
static size_t separator(const lede__time_text *ts, size_t at, char *what)
{
    const char *s = ts->s;
    size_t left = ts->size - at, len = 0;

    if (!left)
        return 0;
    if (s[at] == ',' || s[at] == '.' || s[at] == '\'') {
        *what = s[at];
        len = 1;
    } else if (left > 2 && memcmp(s + at, "\xC2\xA0", 2) == 0) {
        *what = ' ';
        len = 2;
    } else if (left > 3 && (memcmp(s + at, "\xE2\x80\xAF", 3) == 0 || memcmp(s + at, "\xE2\x80\x89", 3) == 0)) {
        *what = ' ';
        len = 3;
    } else if (ts->comma && s[at] == ' ') {
        *what = ' ';
        len = 1;
    }
    return len && digit_run(s, ts->size, at + len) ? len : 0;
}

/* Whether the separator marks decimals here: by its language, the digits after it and what came before. */
static int is_decimal(const lede__time_text *ts, char what, size_t after, size_t before, char grouping, int more)
{
    char decimal = ts->comma ? ',' : '.';

    if (what == ' ' || what == '\'')
        return 0;
    if (more)
        return 0;             /* another of its kind follows: thousands */
    if (grouping)
        return what != grouping;
    if (what == decimal)
        return 1;
    return after != 3 || before > 3;
}

/* Read digits from t->start on. */
static void read_digits(lede__time_text *ts, lede__time_token *t)
{
    const char *s = ts->s;
    size_t at = t->start, run = digit_run(s, ts->size, at), i, len;
    char what = 0, grouping = 0, next;
    double v = 0, scale = 1;

    t->cls = LEDE__T_DIGITS;
    t->digits = (uint8_t)(run > 255 ? 255 : run);
    for (i = 0; i < run; i++)
        v = v * 10 + (s[at + i] - '0');
    at += run;
    while ((len = separator(ts, at, &what)) > 0) {
        size_t after = digit_run(s, ts->size, at + len), beyond = separator(ts, at + len + after, &next);
        int more = beyond && next == what && after == 3;

        if (is_decimal(ts, what, after, run, grouping, more)) {
            for (i = 0; i < after; i++) {
                scale /= 10;
                v += (s[at + len + i] - '0') * scale;
            }
            t->places = (uint8_t)(after > 255 ? 255 : after);
            at += len + after;
            break;
        }
        if (after != 3 || (!grouping && run > 3))
            break;
        for (i = 0; i < 3; i++)
            v = v * 10 + (s[at + len + i] - '0');
        grouping = what;
        t->grouped = 1;
        at += len + after;
    }
    t->number = v;
    t->value = v < 2147483647.0 && v == (double)(int32_t)v ? (int32_t)v : -1;
    t->end = (uint32_t)at;
}

static void read_token(lede__time_text *ts, lede__time_token *t, size_t at, lede_buf *scratch)
{
    size_t len;
    uint32_t c;

    t->start = (uint32_t)at;
    if (is_digit((unsigned char)ts->s[at])) {
        read_digits(ts, t);
        return;
    }
    c = code_point(ts->s + at, ts->size - at, &len);
    if (len > ts->size - at)
        len = ts->size - at;
    if ((c < 0x80 && is_letter((unsigned char)c)) || (c >= 0x80 && !is_mark(c))) {
        size_t end = word_end(ts->s, ts->size, at);

        t->end = (uint32_t)(end > at ? end : at + len);
        classify(ts, t, scratch);
        if (t->cls == LEDE__T_OTHER) {
            cut_at_hyphen(ts, t, scratch);
            cut_at_elision(ts, t, scratch);
            cut_possessive(ts, t, scratch);
        }
        return;
    }
    t->end = (uint32_t)(at + len);
    t->cls = LEDE__T_SIGN;
    t->value = (int32_t)c;
}

static int uses_comma(const char *language)
{
    static const char *const list[] = {"de", "fr", "es", "it", "pt", "nl", "ru", "pl", "sv", "da", "nb", "no", "nn", "fi", "tr",
                                       "el", "uk", "cs", "sk", "hu", "ro", "bg", "hr", "sr", "sl", "id", "vi", "ca", "lt", "lv", "et"};
    size_t i;

    for (i = 0; language && i < sizeof list / sizeof *list; i++)
        if (strncmp(language, list[i], 2) == 0)
            return 1;
    return 0;
}

static lede_status cut(lede__time_text *ts, const char *s, size_t n, const char *language, lede_error *err)
{
    const lede__time_language *l;
    size_t at = 0, len;
    unsigned space = 1, lines = 2;
    lede_buf scratch;

    memset(ts, 0, sizeof *ts);
    ts->s = s;
    ts->size = n;
    if (n > INT32_MAX)
        return lede__fail(err, LEDE_LIMIT, "a text of more than 2 GB is not read for dates and amounts");
    for (l = lede__time_languages; l->language; l++)
        if (strncmp(l->language, language && *language ? language : "en", 2) == 0)
            ts->language = l;
    ts->comma = uses_comma(language);
    ts->chinese = language && strncmp(language, "zh", 2) == 0;
    lede_buf_init(&scratch);
    if (n && !lede__grow(&ts->t, &ts->cap, n / 5 + 8, sizeof *ts->t))
        return lede__nomem(err);
    while (at < n) {
        uint32_t c = code_point(s + at, n - at, &len);
        lede__time_token *t;

        if (is_space(c)) {
            space = 1;
            lines += c == '\n';
            at += len;
            continue;
        }
        if (!lede__grow(&ts->t, &ts->cap, ts->n + 1, sizeof *ts->t)) {
            lede_buf_release(&scratch);
            return lede__nomem(err);
        }
        t = &ts->t[ts->n++];
        memset(t, 0, sizeof *t);
        t->space = (uint8_t)space;
        t->line = lines > 1;
        space = lines = 0;
        read_token(ts, t, at, &scratch);
        at = t->end;
    }
    lede_buf_release(&scratch);
    return LEDE_OK;
}

lede_status lede__time_walk(lede__time_text *ts, const char *s, size_t n, const char *language, lede__time_rule *rule, void *ud,
                            lede_error *err)
{
    lede_status st = cut(ts, s, n, language, err);
    size_t i = 0, from;

    while (st == LEDE_OK && i < ts->n) {
        from = i;
        if (!rule(ud, &i))
            st = lede__nomem(err);
        if (i <= from)
            i = from + 1;
    }
    lede__free(ts->t);
    memset(ts, 0, sizeof *ts);
    return st;
}

int lede__class_at(const lede__time_text *ts, size_t i)
{
    return i < ts->n ? ts->t[i].cls : LEDE__T_OTHER;
}

int lede__is_sign(const lede__time_text *ts, size_t i, int c)
{
    return i < ts->n && ts->t[i].cls == LEDE__T_SIGN && ts->t[i].value == c;
}

int lede__is_word(const lede__time_text *ts, size_t i, const char *word)
{
    const char *s;
    size_t n, k;

    if (i >= ts->n)
        return 0;
    s = ts->s + ts->t[i].start;
    n = ts->t[i].end - ts->t[i].start;
    for (k = 0; k < n; k++)
        if ((s[k] >= 'A' && s[k] <= 'Z' ? s[k] + 32 : s[k]) != word[k] || !word[k])
            return 0;
    return !word[n];
}

/* --- numbers ------------------------------------------------------------------- */

/* What a word of magnitude stands for; 10^12 does not fit its table. */
static double mult_of(const lede__time_token *t)
{
    return t->value < 0 ? 1e12 : t->value;
}

/* A magnitude that may follow a number: k, m, bn glued to digits, or a word of its own. 0 for none. */
static double magnitude(const lede__time_text *ts, size_t i, int digits)
{
    const lede__time_token *t;

    if (i >= ts->n)
        return 0;
    t = &ts->t[i];
    if (t->cls == LEDE__T_MULT)
        return mult_of(t);
    if (digits && !t->space && t->end - t->start == 1) {
        char c = ts->s[t->start];

        if (c == 'k' || c == 'K')
            return 1e3;
        if (c == 'm' || c == 'M')
            return 1e6;
        if (c == 'b' || (c == 'B' && i > 1 && (ts->t[i - 2].cls == LEDE__T_SIGN || ts->t[i - 2].cls == LEDE__T_CURRENCY)))
            return 1e9;
    }
    return 0;
}

/* Words up to 999,999,999,999: two hundred and five thousand one hundred. Returns the token after. */
static size_t words_at(const lede__time_text *ts, size_t i, double *value)
{
    double sum = 0, part = 0;
    size_t start = i, good = i;

    for (; i < ts->n; i++) {
        const lede__time_token *t = &ts->t[i];

        if (t->cls == LEDE__T_NUM && t->value >= 0 && (i == start || part == 0 || (part >= 20 && t->value < 10 && (int)part % 10 == 0) ||
                                      (part >= 100 && (int)part % 100 == 0))) {
            part += t->value;
        } else if (t->cls == LEDE__T_MULT && i > start) {
            double m = mult_of(t);

            if (m == 100 || m == 12) {
                part = (part ? part : 1) * m;
            } else {
                sum += (part ? part : 1) * m;
                part = 0;
            }
        } else if ((t->cls == LEDE__T_AND && i > start && lede__class_at(ts, i + 1) == LEDE__T_NUM && (sum || part >= 100)) ||
                   (lede__is_sign(ts, i, '-') && i > start && !t->space && lede__class_at(ts, i + 1) == LEDE__T_NUM)) {
            continue;
        } else {
            break;
        }
        good = i + 1;
    }
    *value = sum + part;
    return good;
}

/* "half a million", "a quarter of a million" */
static size_t fraction_at(const lede__time_text *ts, size_t i, double *value)
{
    size_t k = i + 1;

    if (lede__class_at(ts, k) == LEDE__T_OF)
        k++;
    if (lede__class_at(ts, k) == LEDE__T_A)
        k++;
    if (lede__class_at(ts, k) != LEDE__T_MULT)
        return i;
    *value = ts->t[i].value / 100.0 * mult_of(&ts->t[k]);
    return k + 1;
}

static size_t scaled(const lede__time_text *ts, size_t i, double *value, int digits)
{
    double m, before = 0;

    /* "five hundred thousand", "1.2 lakh crore", but no "4.5bn trillion" */
    while (before < 1e6 && (m = magnitude(ts, i, digits)) > 0) {
        *value *= m;
        before = ts->t[i].space ? m : 1e6;
        i++;
        digits = 0;
        if (lede__is_sign(ts, i, '.') && ts->t[i - 1].end - ts->t[i - 1].start <= 4 && !ts->t[i].space &&
            lede__class_at(ts, i + 1) == LEDE__T_CURRENCY)
            i++;   /* "3 Mio. Euro" */
    }
    return i;
}

/* "7-3/4", "5 1/2", "1/8", "2½": what stands behind the whole number at i. Returns the token after. */
static size_t vulgar(const lede__time_text *ts, size_t i, double *value)
{
    const lede__time_token *t = ts->t + i;
    size_t top = i + 1;

    if (t->places || t->value < 0)
        return i + 1;
    if (i + 1 < ts->n && t[1].cls == LEDE__T_SIGN && t[1].value >= 0xBC && t[1].value <= 0xBE) {
        *value += t[1].value == 0xBC ? 0.25 : t[1].value == 0xBD ? 0.5 : 0.75;
        return i + 2;
    }
    if (lede__is_sign(ts, i + 1, '/'))
        top = i;
    else if (lede__is_sign(ts, i + 1, '-') && !t[1].space && i + 2 < ts->n && !t[2].space)
        top = i + 2;
    if (lede__class_at(ts, top) != LEDE__T_DIGITS || !lede__is_sign(ts, top + 1, '/') || lede__class_at(ts, top + 2) != LEDE__T_DIGITS ||
        ts->t[top + 1].space || ts->t[top + 2].space || lede__is_sign(ts, top + 3, '/') || ts->t[top].line)
        return i + 1;
    switch (ts->t[top + 2].value) {
    case 2: case 3: case 4: case 5: case 8: case 16: case 32: case 64:
        if (ts->t[top].value < 1 || ts->t[top].value >= ts->t[top + 2].value || ts->t[top].places || ts->t[top + 2].places)
            return i + 1;
        *value = (top == i ? 0 : *value) + ts->t[top].number / ts->t[top + 2].number;
        return top + 3;
    default:
        return i + 1;
    }
}

size_t lede__number_at(const lede__time_text *ts, size_t i, double *value, int *digits)
{
    size_t end;

    *digits = 0;
    switch (lede__class_at(ts, i)) {
    case LEDE__T_DIGITS:
        *value = ts->t[i].number;
        end = vulgar(ts, i, value);
        end = scaled(ts, end, value, end == i + 1);
        *digits = end == i + 1;
        return end;
    case LEDE__T_NUM:
        if (ts->t[i].value < 0) {
            *value = -1;
            return i + 1;
        }
        end = words_at(ts, i, value);
        return end > i ? scaled(ts, end, value, 0) : i;
    case LEDE__T_FRAC:
        return fraction_at(ts, i, value);
    case LEDE__T_A:
        if (lede__class_at(ts, i + 1) == LEDE__T_MULT) {
            *value = 1;
            return scaled(ts, i + 1, value, 0);
        }
        if (lede__class_at(ts, i + 1) == LEDE__T_NUM && ts->t[i + 1].value < 0) {
            *value = -1;
            return i + 2;
        }
        if (lede__is_word(ts, i + 1, "couple") || lede__is_word(ts, i + 1, "pair")) {
            *value = 2;
            return lede__class_at(ts, i + 2) == LEDE__T_OF ? i + 3 : i + 2;
        }
        return i;
    default:
        return i;
    }
}
