/* Cuts bylines and author fields into the names of people, without job titles, sites, places and dates. */
#include <string.h>
#include <strings.h>

#include "news/date.h"
#include "read/html_person.h"
#include "read/html_words.h"
#include "text/sentence.h"

static const char *const suffixes[] = {"jr",   "jr.", "sr",   "sr.", "ii",   "iii", "iv",  "phd", "ph.d.",
                                       "ph.d", "md",  "m.d.", "esq", "esq.", "mba", "dr.", NULL};

static int is_space(char c)
{
    return (unsigned char)c <= ' ';
}

static int in(const char *s, size_t n, const char *const *list)
{
    for (; *list; list++)
        if (strlen(*list) == n && strncasecmp(s, *list, n) == 0)
            return 1;
    return 0;
}

static void trim(const char **s, size_t *n)
{
    while (*n && (is_space(**s) || strchr(",;:|/-*\"'", **s)))
        ++*s, --*n;
    while (*n >= 2 && memcmp(*s, "\xC2\xA0", 2) == 0)
        *s += 2, *n -= 2;
    while (*n && (is_space((*s)[*n - 1]) || strchr(",;:|/-*\"'", (*s)[*n - 1])))
        --*n;
}

static size_t count_words(const char *s, size_t n)
{
    size_t i, words = 0;

    for (i = 0; i < n; i++)
        words += !is_space(s[i]) && (i == 0 || is_space(s[i - 1]));
    return words;
}

/* --- openings ------------------------------------------------------------------------------------ */

/* The colon, in the forms it has, that must follow a label of `at` bytes: where it ends, else 0. */
static size_t colon_after(const char *s, size_t n, size_t at)
{
    static const char *const signs[] = {":", "\xEF\xBC\x9A", "\xEF\xBC\x8F", "/", NULL};
    size_t i;

    while (at && at < n && (s[at] == ' ' || (unsigned char)s[at] == 0xC2 || (unsigned char)s[at] == 0xA0))
        at++;
    for (i = 0; at && signs[i]; i++)
        if (n - at > strlen(signs[i]) && memcmp(s + at, signs[i], strlen(signs[i])) == 0)
            return at + strlen(signs[i]);
    return 0;
}

/* The space that must follow an opening, unless its script has none: where it ends, else 0. */
static size_t space_after(const char *s, size_t n, size_t at)
{
    if (!at || at >= n)
        return 0;
    if (s[at] == ' ' || (unsigned char)s[0] >= 0xE3)
        return at + (s[at] == ' ');
    return n - at > 2 && memcmp(s + at, "\xC2\xA0", 2) == 0 ? at + 2 : 0;
}

static int is_gerund(const char *s, size_t n)
{
    size_t end = 0;

    while (end < n && s[end] >= 'a' && s[end] <= 'z')
        end++;
    return end > 4 && memcmp(s + end - 3, "ing", 3) == 0;
}

size_t lede__byline_opening(const char *s, size_t n, int marked)
{
    size_t at = colon_after(s, n, lede__words_begin(s, n, lede__byline_labels));

    if (!at)
        at = space_after(s, n, lede__words_begin(s, n, lede__byline_openings));
    if (at == 3 && is_gerund(s + at, n - at))
        at = 0; /* "By clicking here you agree" */
    if (!at && marked)
        at = space_after(s, n, lede__words_begin(s, n, lede__byline_weak));
    if (!at && n > 4 && strncmp(s, "By", 2) == 0 && s[2] >= 'A' && s[2] <= 'Z')
        at = 2;
    return at;
}

/* Whether the piece credits someone else: "Photo: Ida Holm", "edited by Ida Holm". */
static int is_credit(const char *s, size_t n)
{
    size_t at = lede__words_begin(s, n, lede__byline_credits);

    return at && (colon_after(s, n, at) || (memchr(s, ' ', at) && at < n && s[at] == ' '));
}

/* 1 where something was taken off. */
static int strip_opening(const char **s, size_t *n)
{
    int again = 3, stripped = 0;
    size_t at;

    while (again-- && (at = lede__byline_opening(*s, *n, 1)) > 0) {
        *s += at;
        *n -= at;
        trim(s, n);
        stripped = 1;
    }
    return stripped;
}

/* "Posted on 21 March by Ann Berg", "A guest's view von Ann Berg": what stands before the word is no name. */
static void after_by(const char **s, size_t *n)
{
    static const char *const words[] = {"by", "von", "por", "par", "door", "av", "af", "oleh", "di", "автор", NULL};
    size_t i, at;

    for (i = 1; i + 4 < *n; i++) {
        const char *rest = *s + i;
        size_t left = *n - i;
        int sure;

        if (!is_space(rest[-1]) || !(at = space_after(rest, left, lede__words_begin(rest, left, words))))
            continue;
        sure = rest[0] == 'V' || rest[0] == 'b' || (i > 1 && strchr("0123456789|),:", rest[-2]));
        if (!sure && (lede__byline_opening(*s, *n, 0) || lede__person_grade_of(*s, i) == LEDE__PERSON_SURE ||
                      lede__person_grade_of(rest + at, left - at) != LEDE__PERSON_SURE))
            continue;
        if ((rest[at] >= 'A' && rest[at] <= 'Z') || (unsigned char)rest[at] >= 0x80) {
            *s = rest + at;
            *n = left - at;
            return;
        }
    }
}

/* --- tails ----------------------------------------------------------------------------------------- */

/* "Ida Holm prije 26 minuta", "Ida Holm vor 3 Stunden": behind a name of two words small ones go with the number. */
static size_t before_number(const char *s, size_t n)
{
    const size_t whole = n;
    size_t start, used;

    for (;;) {
        while (n && is_space(s[n - 1]))
            n--;
        for (start = n; start && !is_space(s[start - 1]);)
            start--;
        if (!start || !lede__is_lower(lede__char_at(s, n, start, &used)))
            return start ? n : whole;
        n = start;
    }
}

/* Cut what follows a name: "(Pier News)", " for Pier News", " in Berlin", a date, another sentence. */
static void strip_tail(const char *s, size_t *n)
{
    static const char *const tails[] = {" for ",         " in ",   " at ",  " aus ",  " from ",     " on ",
                                        " via ",         " with ", " mit ", " the ",  " updated ",  " published ",
                                        " foto",         " photo", " фото", " avec ", " \xC3\xA0 ", " dans ",
                                        " illustration", NULL};
    size_t i, k;

    for (i = 1; i < *n; i++) {
        if (s[i] >= '0' && s[i] <= '9' && is_space(s[i - 1])) {
            *n = before_number(s, i);
            return;
        }
        if ((k = lede__name_in_brackets(s + i, *n - i)) > 0 && is_space(s[i - 1])) {
            i += k;
            continue;
        }
        if (s[i] == '(' || s[i] == '[' || s[i] == '<') {
            *n = i;
            return;
        }
        if (i > 4 && s[i] == ' ' && s[i - 1] == '.' && s[i - 2] != '.' && !memchr(s + i - 4, ' ', 4) &&
            !memchr(s + i - 4, '.', 3) && count_words(s, i) > 1) {
            *n = i - 1;
            return;
        }
        for (k = 0; s[i] == ' ' && tails[k]; k++)
            if (*n - i > strlen(tails[k]) && strncasecmp(s + i, tails[k], strlen(tails[k])) == 0) {
                *n = i;
                return;
            }
    }
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

/* --- pieces ----------------------------------------------------------------------------------------- */

typedef struct cut {
    lede__people_kind kind;
    lede__person_fn fn;
    void *ud;
    size_t given;
    int opened; /* a piece had an opening: what stands after a bar is no name */
    int credit; /* the pieces at hand name others: photographers */
} cut;

static void give(cut *c, const char *s, size_t n)
{
    lede__people_kind kind = c->kind;
    size_t before;

    trim(&s, &n);
    c->credit |= is_credit(s, n);
    if (strip_opening(&s, &n)) {
        c->credit = is_credit(s, n);
        c->opened = 1;
        if (kind == LEDE__PEOPLE_ANY && lede__is_caseless(s, n) && n <= 40)
            kind = LEDE__PEOPLE_MARKED; /* no capitals to show it, but the opening does */
    }
    if (c->credit)
        return;
    do {
        before = n;
        strip_tail(s, &n);
        strip_date(s, &n);
        trim(&s, &n);
    } while (n != before);
    strip_degrees(s, &n);
    if (n && s[n - 1] == ')' && !memchr(s, '(', n))
        n--;
    if (c->given && lede__person_grade_of(s, n) < LEDE__PERSON_DOUBT)
        return; /* "Ida Holm, Berlin", "Ida Holm, Software Engineer" */
    if (!n || !lede__is_person(s, n, kind))
        return;
    c->given++;
    c->fn(s, n, c->ud);
}

/* Length of a separator at s, 0 where there is none; *hard where what follows is never a name. */
static size_t separator(const char *s, size_t n, int *hard)
{
    static const char *const soft[] = {" and ",
                                       " und ",
                                       " & ",
                                       " y ",
                                       " et ",
                                       " e ",
                                       " og ",
                                       " och ",
                                       " ve ",
                                       " i ",
                                       " и ",
                                       " en ",
                                       " ja ",
                                       " oraz ",
                                       " si ",
                                       " și ",
                                       " і ",
                                       " та ",
                                       " και ",
                                       " و ",
                                       " sowie ",
                                       " dan ",
                                       " im gespräch mit ",
                                       " im interview mit ",
                                       " in conversation with ",
                                       " as told to ",
                                       NULL};
    static const char *const hards[] = {" - ",  " \xE2\x80\x93 ", " \xE2\x80\x94 ", " | ",          "|",
                                        " // ", " \xC2\xB7 ",     " \xE2\x80\xA2 ", "\xE2\x80\xA2", NULL};
    size_t i;

    *hard = 0;
    if (s[0] == ';' || s[0] == '/' || s[0] == '\n')
        return 1;
    if (n >= 3 &&
        (memcmp(s, "\xE3\x80\x81", 3) == 0 || memcmp(s, "\xEF\xBC\x8C", 3) == 0 || memcmp(s, "\xEF\xBC\x8F", 3) == 0))
        return 3;
    for (i = 0; s[0] == ' ' && soft[i]; i++)
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

/* Cut at the separators outside brackets. */
static void pieces(cut *c, const char *s, size_t n)
{
    size_t i, start = 0, depth = 0;
    int skip = 0;

    for (i = 0; i <= n; i++) {
        int hard = 0;
        size_t len;

        if (i < n && (s[i] == '(' || s[i] == ')'))
            depth = s[i] == '(' ? depth + 1 : depth - (depth > 0);
        len = i < n ? depth ? 0 : separator(s + i, n - i, &hard) : 1;
        if (!len && !depth && s[i] == ',' && !is_suffix(s + i + 1, n - i - 1))
            len = 1;
        if (!len)
            continue;
        if (!skip)
            give(c, s + start, i - start);
        skip = hard && (c->kind != LEDE__PEOPLE_ANY || c->opened);
        c->credit &= !hard;
        start = i + len;
        i = start - 1;
    }
}

void lede__people(const char *s, size_t n, lede__people_kind kind, lede__person_fn fn, void *ud)
{
    cut c = {kind, fn, ud, 0, 0, 0};
    char inverted[64];
    size_t inverted_n;

    if (memmem(s, n, "://", 3))
        return;
    trim(&s, &n);
    if (!is_credit(s, n))
        after_by(&s, &n);
    if (!is_credit(s, n) && is_inverted(s, n, inverted, &inverted_n))
        give(&c, inverted, inverted_n);
    else
        pieces(&c, s, n);
}
