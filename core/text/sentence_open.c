/*
 * Sentences: what stands alone without a stop: datelines, dates above a text,
 * sources in brackets, greetings, mail headers, rules, addresses, smileys.
 */
#include <string.h>

#include "text/sentence.h"

#define DATELINE_MAX 70
#define BRACKET_MAX 250

/* The character at i is a capital or opens a quotation. */
static int starts_text(const lede__scan *sc, size_t i)
{
    size_t len;
    uint32_t c;

    if (i >= sc->n)
        return 0;
    c = lede__char_at(sc->s, sc->n, i, &len);
    return lede__is_upper(c) || c == '"' || c == 0x201C;
}

/* White space at i, then text that starts anew. */
static int new_text(const lede__scan *sc, size_t i)
{
    unsigned lines;
    size_t at = lede__skip_space(sc->s, sc->n, i, &lines);

    return at > i && lines < 2 && starts_text(sc, at);
}

/* "(Reuters) The", "[source] The": where the bracket closes. */
static size_t bracket_end(const lede__scan *sc)
{
    size_t i = sc->start, stop = sc->n - i > BRACKET_MAX ? i + BRACKET_MAX : sc->n;
    char close = sc->s[i] == '(' ? ')' : ']';
    int depth = 0;

    if (sc->s[i] != '(' && sc->s[i] != '[')
        return 0;
    for (; i < stop && sc->s[i] != '\n'; i++) {
        depth += sc->s[i] == sc->s[sc->start];
        depth -= sc->s[i] == close;
        if (depth == 0)
            return new_text(sc, i + 1) ? i + 1 : 0;
    }
    return 0;
}

/* The length of the dash at i, with a space before it taken for granted. */
static size_t dash_at(const lede__scan *sc, size_t i)
{
    size_t len;
    uint32_t c = i < sc->n ? lede__char_at(sc->s, sc->n, i, &len) : 0;

    if (c == 0x2013 || c == 0x2014)
        return len;
    if (c != '-')
        return 0;
    return i + 1 < sc->n && sc->s[i + 1] == '-' ? 2 : 1;
}

typedef struct place {
    int words, capitals, commas, shout;   /* shout: the first word is all capitals */
} place;

/* Read "LISBON, Portugal" from i to a bracket or dash; 0 where it is none. */
static size_t read_place(const lede__scan *sc, size_t i, place *p)
{
    size_t stop = sc->n - i > DATELINE_MAX ? i + DATELINE_MAX : sc->n, len;

    while (i < stop) {
        size_t start = i;
        int upper = 0, letters = 0;
        uint32_t c = 0, first = lede__char_at(sc->s, sc->n, i, &len);

        while (i < stop && (c = lede__char_at(sc->s, sc->n, i, &len), lede__is_letter(c) || (i > start && (c == '.' || c == '\'' || c == '-')))) {
            upper += lede__is_upper(c);
            letters += lede__is_letter(c);
            i += len;
        }
        if (i == start)
            return dash_at(sc, i) || sc->s[i] == '(' ? i : 0;
        p->words++;
        p->capitals += lede__is_upper(first);
        p->shout |= p->words == 1 && letters > 2 && upper == letters;
        if (i < stop && sc->s[i] == ',') {
            p->commas++;
            i++;
        }
        if (i >= stop || (sc->s[i] != ' ' && !dash_at(sc, i)))
            return 0;
        i += sc->s[i] == ' ';
    }
    return 0;
}

/* "LISBON (Reuters) - The", "Porto, Portugal - The": behind the dash. */
static size_t dateline_end(const lede__scan *sc)
{
    place p = {0, 0, 0, 0};
    size_t at = read_place(sc, sc->start, &p), len;
    int agency = 0;

    if (!at || p.words == 0 || p.words > 8)
        return 0;
    if (sc->s[at] == '(') {
        const char *close = memchr(sc->s + at, ')', sc->n - at > 30 ? 30 : sc->n - at);

        if (!close)
            return 0;
        agency = 1;
        at = (size_t)(close - sc->s) + 1;
        at += at < sc->n && sc->s[at] == ' ';
    }
    len = dash_at(sc, at);
    if (!len || !(agency || p.shout || (p.commas > 0 && p.capitals == p.words)) || p.capitals * 2 < p.words)
        return 0;
    return new_text(sc, at + len) ? at + len : 0;
}

static size_t word_end(const lede__scan *sc, size_t i)
{
    size_t len;

    while (i < sc->n && lede__is_letter(lede__char_at(sc->s, sc->n, i, &len)))
        i += len;
    return i;
}

/* The word [i, end) is one of the list's: " one two ". */
static int one_of(const lede__scan *sc, size_t i, size_t end, const char *list)
{
    char word[24];
    size_t n = end > i && end - i < 20 ? lede__lower(sc->s + i, end - i, 0, word + 1, 20) : 0;

    word[0] = ' ';
    word[n + 1] = ' ';
    word[n + 2] = 0;
    return n > 0 && strstr(list, word) != NULL;
}

static size_t digits(const lede__scan *sc, size_t i, size_t most)
{
    size_t k = i;

    while (k < sc->n && k - i < most && sc->s[k] >= '0' && sc->s[k] <= '9')
        k++;
    return k;
}

/* "Sunday, May 3, 2020 The": a date above a text. */
static size_t date_end(const lede__scan *sc)
{
    size_t i = sc->start, end = word_end(sc, i), k;

    if (one_of(sc, i, end, " monday tuesday wednesday thursday friday saturday sunday ") && end + 2 < sc->n && sc->s[end] == ',') {
        i = end + 2;
        end = word_end(sc, i);
    }
    if (!one_of(sc, i, end, " january february march april may june july august september october november december ") ||
        end >= sc->n || sc->s[end] != ' ')
        return 0;
    k = digits(sc, end + 1, 2);
    if (k == end + 1 || k + 2 >= sc->n || sc->s[k] != ',' || sc->s[k + 1] != ' ' || digits(sc, k + 2, 4) != k + 6)
        return 0;
    return new_text(sc, k + 6) ? k + 6 : 0;
}

/* "Dear Ada, Thank", "Regards, Ada": behind the comma. */
static size_t greeting_end(const lede__scan *sc)
{
    size_t i = sc->start, end = word_end(sc, i), words;
    int hello = one_of(sc, i, end, " dear hi hello hey ");

    if (one_of(sc, i, end, " best kind kindest warm many ") && end + 1 < sc->n && sc->s[end] == ' ') {
        i = end + 1;
        end = word_end(sc, i);
    }
    if (!hello && !one_of(sc, i, end, " regards thanks cheers sincerely wishes "))
        return 0;
    for (words = 0; hello && words < 4 && end + 1 < sc->n && sc->s[end] == ' '; words++) {
        end = word_end(sc, end + 1);
        end += end < sc->n && sc->s[end] == '.';
    }
    return end < sc->n && sc->s[end] == ',' && new_text(sc, end + 1) ? end + 1 : 0;
}

size_t lede__opening_end(const lede__scan *sc)
{
    unsigned char c;
    size_t end;

    if (sc->start >= sc->n)
        return 0;
    c = (unsigned char)sc->s[sc->start];
    if (c == '(' || c == '[')
        return bracket_end(sc);
    if (c < 'A' || (c > 'Z' && c < 0xC3))
        return 0;
    if ((end = greeting_end(sc)) != 0 || sc->line != sc->start)
        return end;
    end = date_end(sc);
    return end ? end : dateline_end(sc);
}

/* "05/03/2020 08:15 PM" around the colon at i: the end. */
static size_t stamp_end(const lede__scan *sc, size_t i)
{
    size_t at = i, k, slashes = 0;

    while (at > sc->start && at + 16 > i && (sc->s[at - 1] == '/' || sc->s[at - 1] == ' ' || (sc->s[at - 1] >= '0' && sc->s[at - 1] <= '9'))) {
        at--;
        slashes += sc->s[at] == '/';
    }
    if (slashes != 2)
        return 0;
    k = digits(sc, i + 1, 2);
    if (k < sc->n && sc->s[k] == ':')
        k = digits(sc, k + 1, 2);
    if (k + 3 >= sc->n || sc->s[k] != ' ' || (sc->s[k + 1] != 'A' && sc->s[k + 1] != 'P') || sc->s[k + 2] != 'M' || sc->s[k + 3] != ' ')
        return 0;
    while (at < i && sc->s[at] == ' ')
        at++;
    return at > sc->start + 2 ? at - 1 : k + 3;   /* first whom it came from */
}

/* "A bridge at dusk Image: Ada Quill": a caption ends before the credit. */
static size_t credit_start(const lede__scan *sc, size_t i)
{
    size_t at = i, len;

    while (at > sc->start && i - at < 12 && lede__is_letter((unsigned char)sc->s[at - 1]))
        at--;
    if (at < sc->start + 6 || sc->s[at - 1] != ' ' || sc->s[at] < 'A' || sc->s[at] > 'Z' ||
        !one_of(sc, at, i, " image photo photograph photographer picture ") || !new_text(sc, i + 1))
        return 0;
    return lede__is_letter(lede__char_before(sc->s, at - 1, &len)) ? at - 1 : 0;
}

/* An address that begins before "://" at i; it ends a sentence before another one or where it is the whole. */
static size_t address_end(const lede__scan *sc, size_t i, size_t *next)
{
    size_t end = i, start = i;
    unsigned lines;

    while (start > sc->start && lede__is_letter((unsigned char)sc->s[start - 1]))
        start--;
    while (end < sc->n && sc->s[end] != ' ' && sc->s[end] != '\n')
        end++;
    *next = end;
    if (end > i + 3 && strchr(".,;:!?)]}\"'", sc->s[end - 1])) {
        *next = end - 1;
        return 0;
    }
    i = lede__skip_space(sc->s, sc->n, end, &lines);
    if (lines || i + 8 >= sc->n)
        return 0;
    if (strncmp(sc->s + i, "http://", 7) == 0 || strncmp(sc->s + i, "https://", 8) == 0)
        return end;
    return starts_text(sc, i) && (start == sc->start || lede__opens(sc, i)) ? end : 0;
}

size_t lede__colon_end(lede__scan *sc, size_t i, size_t *next)
{
    size_t end;

    *next = i + 1;
    if (i + 3 < sc->n && sc->s[i + 1] == '/' && sc->s[i + 2] == '/')
        return address_end(sc, i, next);
    if (i > sc->start && sc->s[i - 1] >= '0' && sc->s[i - 1] <= '9' && (end = stamp_end(sc, i)) != 0)
        return end;
    return credit_start(sc, i);
}

/* ":-) The": a smiley ends a sentence. */
size_t lede__smiley_end(const lede__scan *sc, size_t i)
{
    size_t at = i;

    if (at > sc->start && sc->s[at - 1] == '-')
        at--;
    if (at <= sc->start || (sc->s[at - 1] != ':' && sc->s[at - 1] != ';'))
        return 0;
    return new_text(sc, i + 1) ? i + 1 : 0;
}

/* A rule of "***" or "____": where it starts, or, at the start, where it ends. */
size_t lede__rule_end(const lede__scan *sc, size_t i, size_t *next)
{
    size_t end = i;

    while (end < sc->n && sc->s[end] == sc->s[i])
        end++;
    *next = end;
    if (end - i < (sc->s[i] == '*' ? 3u : 6u) || (end < sc->n && sc->s[end] != ' ' && sc->s[end] != '\n'))
        return 0;
    if (i == sc->start)
        return end < sc->n ? end : 0;
    return sc->s[i - 1] == ' ' ? i : 0;
}
