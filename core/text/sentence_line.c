/* Sentences: line ends and list items. */
#include <string.h>

#include "text/sentence.h"

/* A line that could have held the first word of the next one was ended on purpose. */
#define NARROW 36     /* no text is wrapped to fewer columns */
#define WIDE 110      /* nor to more */

static size_t columns(const char *s, size_t n)
{
    size_t i, count = 0;

    for (i = 0; i < n; i++)
        count += ((unsigned char)s[i] & 0xC0) != 0x80;
    return count;
}

static int is_bullet(uint32_t c)
{
    return c == 0x2022 || c == 0x2043 || c == 0x25CF || c == 0x25AA || c == 0x25E6 || c == 0x2023 || c == 0xB7 || c == 0x25A0;
}

/* Read "12." "3)" "a." "b.)" at i: returns the end of the marker, or 0. */
static size_t read_marker(const lede__scan *sc, size_t i, unsigned *number, int *kind, char *tail)
{
    const char *s = sc->s;
    size_t at = i;

    *number = 0;
    while (at < sc->n && at - i < 3 && s[at] >= '0' && s[at] <= '9')
        *number = *number * 10 + (unsigned)(s[at++] - '0');
    *kind = '1';
    if (at == i && at < sc->n && ((s[at] >= 'a' && s[at] <= 'z') || (s[at] >= 'A' && s[at] <= 'Z'))) {
        *kind = s[at] >= 'a' ? 'a' : 'A';
        *number = (unsigned)(s[at++] - *kind);
    }
    if (at == i || at >= sc->n || (s[at] != '.' && s[at] != ')'))
        return 0;
    *tail = s[at++];
    if (at < sc->n && *tail == '.' && s[at] == ')')
        at++;
    return at < sc->n && s[at] == ' ' ? at : 0;
}

size_t lede__marker(lede__scan *sc)
{
    size_t at = sc->start, len, end;
    unsigned lines;
    int bullet = 0;

    sc->marker = 0;
    if (at < sc->n && is_bullet(lede__char_at(sc->s, sc->n, at, &len))) {
        bullet = 1;
        at = lede__skip_space(sc->s, sc->n, at + len, &lines);
        if (lines)
            return sc->start + len;
    }
    end = read_marker(sc, at, &sc->number, &sc->marker, &sc->marker_tail);
    if (!end)
        sc->marker = 0;
    if (bullet)
        sc->marker = '*';
    return end ? end : at;
}

/* Where the sentence ends if the item after the present one starts at `at`. */
static size_t before(const lede__scan *sc, size_t at)
{
    return at > sc->start + 2 && sc->s[at - 1] == ' ' ? at : 0;
}

size_t lede__item_end(lede__scan *sc, size_t i, size_t *next)
{
    size_t at = i, len;
    unsigned number;
    int kind;
    char tail;
    uint32_t c = lede__char_at(sc->s, sc->n, i, &len);

    *next = i + len;
    if (is_bullet(c))
        return sc->marker == '*' ? before(sc, i) : 0;
    if (!sc->marker || sc->marker == '*')
        return 0;
    while (at > sc->start && i - at < 3 && ((sc->s[at - 1] >= '0' && sc->s[at - 1] <= '9') ||
                                           (sc->s[at - 1] >= 'A' && sc->s[at - 1] <= 'z')))
        at--;
    if (at == i || read_marker(sc, at, &number, &kind, &tail) <= i)
        return 0;
    return kind == sc->marker && tail == sc->marker_tail && number == sc->number + 1 ? before(sc, at) : 0;
}

/* The line that starts at `at` starts an item. */
static int starts_item(const lede__scan *sc, size_t at)
{
    size_t len;
    unsigned number;
    int kind;
    char tail;
    uint32_t c = lede__char_at(sc->s, sc->n, at, &len);

    if (is_bullet(c))
        return 1;
    if ((c == '-' || c == '*' || c == 0x2013) && at + len < sc->n && sc->s[at + len] == ' ')
        return 1;
    return read_marker(sc, at, &number, &kind, &tail) != 0;
}

/* A line end inside a paragraph: was the line full? */
static int line_full(const lede__scan *sc, size_t end, size_t next)
{
    const char *nl = memchr(sc->s + next, '\n', sc->n - next > 400 ? 400 : sc->n - next);
    size_t next_len = nl ? (size_t)(nl - (sc->s + next)) : sc->n - next > 400 ? 400 : sc->n - next;
    size_t word = 0, width, here = columns(sc->s + sc->line, end - sc->line > 500 ? 500 : end - sc->line);

    while (word < next_len && sc->s[next + word] != ' ')
        word++;
    width = columns(sc->s + next, next_len);
    if (width < here)
        width = here;
    if (width < sc->line_before)
        width = sc->line_before;
    if (width > WIDE || here > WIDE)
        width = WIDE;
    return width >= NARROW && here <= WIDE && here + 1 + columns(sc->s + next, word) > width;
}

static int line_breaks(const lede__scan *sc, size_t end, size_t next)
{
    size_t len, first;
    uint32_t last = lede__char_before(sc->s, end, &len);
    uint32_t c = lede__char_at(sc->s, sc->n, next, &len);

    if (starts_item(sc, next) || last == ':')
        return 1;
    if (last == ',' || last == '-')
        return 0;
    first = sc->start;
    if (lede__is_lower(c))
        return sc->start == sc->line && end - sc->start < NARROW &&
               lede__is_lower(lede__char_at(sc->s, sc->n, first, &len));
    return !line_full(sc, end, next);
}

size_t lede__line_end(lede__scan *sc, size_t i, size_t *next)
{
    size_t end = i, len, at;
    unsigned lines;
    int breaks;

    while (end > sc->start && lede__is_space(lede__char_before(sc->s, end, &len)))
        end -= len;
    at = lede__skip_space(sc->s, sc->n, i, &lines);
    *next = at;
    if (at >= sc->n)
        return sc->n;
    breaks = lines > 1 || (end > sc->start && line_breaks(sc, end, at));
    if (lines) {
        sc->line_before = lines > 1 || end < sc->line ? 0 : columns(sc->s + sc->line, end - sc->line > 500 ? 500 : end - sc->line);
        sc->line = at;
    }
    return breaks ? end : 0;
}
