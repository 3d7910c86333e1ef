/* White space of headlines and bodies. */
#include <string.h>

#include "base/buf.h"
#include "base/stretch.h"
#include "read/fields.h"

static int is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

void lede__tidy_line(const char *s, size_t n, lede_buf *out)
{
    size_t at = 0, from;

    s = lede__trim(s, &n);
    while (at < n) {
        from = at;
        while (at < n && !(is_space(s[at]) && (s[at] != ' ' || (at + 1 < n && is_space(s[at + 1])))))
            at++;
        lede_buf_add(out, s + from, at - from);
        if (at < n)
            lede_buf_addc(out, ' ');
        while (at < n && is_space(s[at]))
            at++;
    }
}

/* --- bodies --------------------------------------------------------------------------- */

typedef struct line {
    const char *s;
    size_t n, indent;       /* n without white space at the end, s without it at the start */
} line;

/* The line at *at (any of \n, \r\n, \r, runs of \r before \n), which moves to the next. */
static line next_line(const char *s, size_t n, size_t *at)
{
    size_t from = *at, end;
    line l;

    end = *at += lede__line_stretch((const unsigned char *)s + from, n - from);
    while (*at < n && s[*at] == '\r')
        ++*at;
    if (*at < n && s[*at] == '\n')
        ++*at;
    while (end > from && is_space(s[end - 1]))
        end--;
    l.indent = 0;
    while (from < end && is_space(s[from])) {
        from++;
        l.indent++;
    }
    l.s = s + from;
    l.n = end - from;
    return l;
}

static int ends_sentence(const line *l)
{
    size_t n = l->n;

    while (n && strchr("\"')]", l->s[n - 1]))
        n--;
    return n && strchr(".!?:", l->s[n - 1]);
}

typedef struct shape {
    size_t lines, longest;
    size_t full, open;      /* lines that are followed by an unindented one: near the longest; without a sentence's end */
    int blank;
} shape;

static void measure(const char *s, size_t n, shape *sh)
{
    size_t at = 0;
    line before = {NULL, 0, 0};
    int pass;

    memset(sh, 0, sizeof *sh);
    for (pass = 0; pass < 2; pass++) {
        for (at = 0, before.n = 0; at < n;) {
            line l = next_line(s, n, &at);

            if (pass == 0) {
                sh->lines += l.n > 0;
                sh->longest = l.n > sh->longest ? l.n : sh->longest;
                sh->blank |= !l.n && before.n && at < n;
            } else if (before.n && l.n && l.indent < 2) {
                sh->full += before.n * 10 >= sh->longest * 7;
                sh->open += !ends_sentence(&before);
            }
            before = l;
        }
        if (sh->longest > 140 || sh->lines < 3)
            return;
    }
}

/* Lines that were broken at a width, as on a wire: mostly full, mostly in the middle of a sentence. */
static int wrapped(const shape *sh)
{
    return sh->lines >= 3 && sh->longest >= 40 && sh->longest <= 140 && sh->full * 3 >= sh->lines &&
           sh->open * 2 >= sh->full;
}

static void part(lede_buf *out, size_t from, const char *with)
{
    if (out->n > from)
        lede_buf_addz(out, with);
}

void lede__tidy_body(const char *s, size_t n, lede_buf *out)
{
    size_t at = 0, from = out->n;
    shape sh;
    int wrap, gap = 0;

    if (!memchr(s, '\r', n) && !memchr(s, '\n', n)) {
        s = lede__trim(s, &n);
        lede_buf_add(out, s, n);
        return;
    }
    measure(s, n, &sh);
    wrap = wrapped(&sh);
    lede__buf_room(out, n + n / 16);   /* where lines end in one byte and paragraphs in two it grows a little */
    while (at < n) {
        line l = next_line(s, n, &at);

        if (!l.n) {
            gap = 1;
            continue;
        }
        if (gap || (wrap && l.indent >= 2))
            part(out, from, "\n\n");
        else
            part(out, from, wrap ? " " : sh.blank ? "\n" : "\n\n");
        lede_buf_add(out, l.s, l.n);
        gap = 0;
    }
}
