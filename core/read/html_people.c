/* Names of people out of bylines and author fields, without job titles, sites, places and handles. */
#include <string.h>
#include <strings.h>

#include "news/date.h"
#include "read/html_facts.h"
#include "read/html_words.h"

/* What is no name when it stands alone. */
static const char *const alone[] = {"by", "von",  "vom",  "par",     "por", "auteur", "autorin", "stand", "hide",
                                    "de", "text", "foto", "editors", "the", "on",     "written", NULL};

static const char *const suffixes[] = {"jr",   "jr.", "sr",   "sr.", "ii",   "iii", "iv",  "phd", "ph.d.",
                                       "ph.d", "md",  "m.d.", "esq", "esq.", "mba", "dr.", NULL};

static int is_space(char c)
{
    return (unsigned char)c <= ' ';
}

static int same(const char *s, size_t n, const char *word)
{
    return strlen(word) == n && strncasecmp(s, word, n) == 0;
}

static int in(const char *s, size_t n, const char *const *list)
{
    for (; *list; list++)
        if (same(s, n, *list))
            return 1;
    return 0;
}

static void trim(const char **s, size_t *n)
{
    while (*n && (is_space(**s) || strchr(",;:|/-*\"'", **s)))
        ++*s, --*n;
    while (*n && (is_space((*s)[*n - 1]) || strchr(",;:|/-*\"'", (*s)[*n - 1])))
        --*n;
}

static void strip_opening(const char **s, size_t *n)
{
    size_t i, len;
    int again = 3;

    while (again--) {
        for (i = 0; lede__byline_openings[i]; i++) {
            len = strlen(lede__byline_openings[i]);
            if (*n > len && strncasecmp(*s, lede__byline_openings[i], len) == 0)
                break;
        }
        if (!lede__byline_openings[i]) {
            if (*n > 4 && strncmp(*s, "By", 2) == 0 && (*s)[2] >= 'A' && (*s)[2] <= 'Z')
                *s += 2, *n -= 2;
            return;
        }
        *s += len;
        *n -= len;
        trim(s, n);
    }
}

/* Cut what follows a name: "(Pier News)", " for Pier News", " in Berlin", a date. */
static void strip_tail(const char *s, size_t *n)
{
    static const char *const tails[] = {" for ", " in ",          " at ",  " aus ", " from ",    " on ",
                                        " via ", " with ",        " mit ", " the ", " updated ", " published ",
                                        " foto", " illustration", " (",    NULL};
    size_t i, k;

    for (i = 1; i < *n; i++) {
        if (s[i] == '(' || s[i] == '[' || s[i] == '<' || (s[i] >= '0' && s[i] <= '9' && is_space(s[i - 1]))) {
            *n = i;
            break;
        }
        for (k = 0; tails[k]; k++)
            if (*n - i > strlen(tails[k]) && strncasecmp(s + i, tails[k], strlen(tails[k])) == 0) {
                *n = i;
                return;
            }
    }
}

static int is_word_of(const char *s, size_t n, const char *const *list)
{
    return in(s, n, list) || (n > 1 && strchr(",.:", s[n - 1]) && in(s, n - 1, list));
}

/* A sentence's end: a full stop after a word that is no initial or suffix. */
static int ends_as_sentence(const char *s, size_t n)
{
    return n > 4 && s[n - 1] == '.' && s[n - 2] != '.' && s[n - 3] != '.' && s[n - 3] != ' ' && s[n - 4] != ' ';
}

/* post.example, one word with a domain's ending. */
static int is_domain(const char *s, size_t n)
{
    const char *dot = memrchr(s, '.', n);
    size_t tail = dot ? n - (size_t)(dot - s) - 1 : 0;

    return tail >= 2 && tail <= 4 && !memchr(s, ' ', n) && dot - s > 2;
}

/* Whether the piece can be a person's name. */
static int is_person(const char *s, size_t n, lede__people_kind loose)
{
    static const char *const particles[] = {"de",    "la",  "von", "van", "der", "den", "di", "da",  "del",
                                            "della", "bin", "al",  "el",  "y",   "e",   "zu", "zum", "ter",
                                            "ten",   "dos", "das", "du",  "le",  "ibn", "af", "av",  "st.",
                                            "of",    "vom", "do",  "i",   "te",  NULL};
    size_t i = 0, start, words = 0, upper = 0;

    if (n < 2 || is_domain(s, n) || memchr(s, '(', n) || memchr(s, ')', n) || memchr(s, '^', n) || memchr(s, '>', n) ||
        memchr(s, '~', n) || memmem(s, n, "\xC2\xA9", 2) || (s[0] >= '0' && s[0] <= '9') ||
        (loose == LEDE__PEOPLE_ANY && ends_as_sentence(s, n)) || n > 60 || memchr(s, '@', n) || memchr(s, '#', n) ||
        memmem(s, n, "http", 4) || memmem(s, n, "www.", 4) || memmem(s, n, ".com", 4) || memmem(s, n, ".de", 3))
        return 0;
    while (i < n) {
        while (i < n && is_space(s[i]))
            i++;
        for (start = i; i < n && !is_space(s[i]);)
            i++;
        if (i == start)
            break;
        words++;
        if ((loose == LEDE__PEOPLE_ANY || loose == LEDE__PEOPLE_ANY_BODIES) && s[start] >= 'a' && s[start] <= 'z' &&
            !in(s + start, i - start, particles))
            return 0;
        upper += (s[start] >= 'A' && s[start] <= 'Z') || (unsigned char)s[start] >= 0x80;
        if (is_word_of(s + start, i - start, lede__byline_offices) ||
            (loose < LEDE__PEOPLE_BODIES && is_word_of(s + start, i - start, lede__byline_bodies)))
            return 0;
    }
    if (loose == LEDE__PEOPLE_ANY && (unsigned char)s[0] >= 0xE0)
        return 0; /* nothing shows a name in a script without capitals */
    if (words > 6 || !words || (words == 1 && in(s, n, alone)))
        return 0;
    return loose != LEDE__PEOPLE_ANY || (upper && (words > 1 || (unsigned char)s[0] >= 0xE0 || n <= 20));
}

/* Whether a word is a weekday or month by its whole name: what follows is a date. */
static int is_date_word(const char *s, size_t n)
{
    char key[64 + 64];
    size_t i, used, len = 0, count;
    const lede__date_name *name;

    while (n && strchr(",.:", s[n - 1]))
        n--;
    if (n < 5 || n > 30)
        return 0;
    for (i = 0; i < n && len < 64; i += used)
        len += lede__date_fold(s + i, n - i, key + len, &used);
    name = lede__date_lookup(key, len, &count);
    return name && (name->kind == LEDE__DATE_WEEKDAY || name->kind == LEDE__DATE_MONTH);
}

/* Cut at a weekday or month past the name's start, then small words left at the end. */
static void strip_date(const char *s, size_t *n)
{
    static const char *const small[] = {"am",  "on",  "le",  "den", "um",   "at",   "du", "el",  "il",  "em", "op",
                                        "den", "dne", "vom", "the", "last", "just", "in", "und", "and", NULL};
    size_t i = 0, start;

    while (i < *n) {
        while (i < *n && is_space(s[i]))
            i++;
        for (start = i; i < *n && !is_space(s[i]);)
            i++;
        if (start && is_date_word(s + start, i - start)) {
            *n = start;
            break;
        }
    }
    for (;;) {
        while (*n && is_space(s[*n - 1]))
            --*n;
        for (start = *n; start && !is_space(s[start - 1]);)
            start--;
        if (!start || !in(s + start, *n - start, small))
            return;
        *n = start;
    }
}

/* Degrees after a name are none of it. */
static void strip_degrees(const char *s, size_t *n)
{
    static const char *const degrees[] = {"phd", "ph.d.", "ph.d", "md", "m.d.", "mba", "m.a.", "msc", "rd", "rn", NULL};
    size_t start;

    for (;;) {
        for (start = *n; start && !is_space(s[start - 1]) && s[start - 1] != ',';)
            start--;
        if (start < 4 || !in(s + start, *n - start, degrees))
            return;
        while (start && (is_space(s[start - 1]) || s[start - 1] == ','))
            start--;
        *n = start;
    }
}

static void give(const char *s, size_t n, lede__people_kind loose, lede__person_fn fn, void *ud)
{
    size_t before;

    trim(&s, &n);
    strip_opening(&s, &n);
    do {
        before = n;
        strip_tail(s, &n);
        strip_date(s, &n);
        trim(&s, &n);
    } while (n != before);
    strip_degrees(s, &n);
    if (n && s[n - 1] == ')' && !memchr(s, '(', n))
        n--;
    if (is_person(s, n, loose))
        fn(s, n, ud);
}

/* Length of a separator at s, 0 where there is none; *hard where what follows is never a name. */
static size_t separator(const char *s, size_t n, int *hard)
{
    static const char *const soft[] = {" and ", " und ", " & ", " y ",  " et ",    " e ",   " og ", " och ",
                                       " ve ",  " i ",   " и ", " en ", " sowie ", " dan ", NULL};
    static const char *const hards[] = {" - ",  " \xE2\x80\x93 ", " \xE2\x80\x94 ", " | ",          "|",
                                        " // ", " \xC2\xB7 ",     " \xE2\x80\xA2 ", "\xE2\x80\xA2", NULL};
    size_t i;

    *hard = 0;
    if (s[0] == ';' || s[0] == '/' || s[0] == '\n')
        return 1;
    if (n >= 3 && (memcmp(s, "\xE3\x80\x81", 3) == 0 || memcmp(s, "\xEF\xBC\x8C", 3) == 0))
        return 3;
    for (i = 0; soft[i]; i++)
        if (n > strlen(soft[i]) && strncasecmp(s, soft[i], strlen(soft[i])) == 0)
            return strlen(soft[i]);
    for (i = 0; hards[i]; i++)
        if (n > strlen(hards[i]) && memcmp(s, hards[i], strlen(hards[i])) == 0) {
            *hard = 1;
            return strlen(hards[i]);
        }
    return 0;
}

/* Whether what follows a comma belongs to the name before it. */
static int is_suffix(const char *s, size_t n)
{
    size_t end;

    while (n && is_space(*s))
        s++, n--;
    for (end = 0; end < n && s[end] != ',' && s[end] != ';' && !is_space(s[end]);)
        end++;
    return end && in(s, end, suffixes);
}

static size_t count_words(const char *s, size_t n)
{
    size_t i, words = 0;

    for (i = 0; i < n; i++)
        words += !is_space(s[i]) && (i == 0 || is_space(s[i - 1]));
    return words;
}

/* "Berg, Ann": one comma between single words. */
static int is_inverted(const char *s, size_t n, char out[64], size_t *out_n)
{
    const char *comma = memchr(s, ',', n), *given;
    size_t family, given_n;

    if (!comma || memchr(comma + 1, ',', n - (size_t)(comma - s) - 1) || n > 60)
        return 0;
    family = (size_t)(comma - s);
    given = comma + 1;
    given_n = n - family - 1;
    trim(&given, &given_n);
    if (count_words(s, family) != 1 || count_words(given, given_n) != 1 || is_suffix(given, given_n) || !given_n)
        return 0;
    memcpy(out, given, given_n);
    out[given_n] = ' ';
    memcpy(out + given_n + 1, s, family);
    *out_n = given_n + 1 + family;
    return 1;
}

/* "Posted on 21 March by Ann Berg": what stands before the word is no name. */
static void after_by(const char **s, size_t *n)
{
    size_t i;

    for (i = 0; i + 6 < *n; i++) {
        const char *at = *s + i;
        int dated = i && at[0] == ' ' && strncmp(at + 1, "von ", 4) == 0 && at[-1] >= '0' && at[-1] <= '9';
        size_t len = strncasecmp(at, " by ", 4) == 0                                   ? 4
                     : (i && at[0] == ' ' && strncmp(at + 1, "Von ", 4) == 0) || dated ? 5
                                                                                       : 0;

        if (len && ((at[len] >= 'A' && at[len] <= 'Z') || (unsigned char)at[len] >= 0x80)) {
            *n -= i + len;
            *s = at + len;
            return;
        }
    }
}

void lede__people(const char *s, size_t n, lede__people_kind loose, lede__person_fn fn, void *ud)
{
    size_t i, start = 0;
    char inverted[64];
    size_t inverted_n;
    int skip = 0;

    if (memmem(s, n, "://", 3))
        return;
    trim(&s, &n);
    after_by(&s, &n);
    strip_opening(&s, &n);
    if (is_inverted(s, n, inverted, &inverted_n)) {
        give(inverted, inverted_n, loose, fn, ud);
        return;
    }
    for (i = 0; i <= n; i++) {
        int hard = 0;
        size_t len = i < n ? separator(s + i, n - i, &hard) : 1;

        if (!len && s[i] == ',' && !is_suffix(s + i + 1, n - i - 1))
            len = 1;
        if (!len)
            continue;
        if (!skip)
            give(s + start, i - start, loose, fn, ud);
        skip = hard && loose != LEDE__PEOPLE_ANY;
        start = i + len;
        i = start - 1;
    }
}
