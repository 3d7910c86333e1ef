/* The piece of a text that shows a query's hits best. */
#include <string.h>

#include "base/error.h"
#include "lede/query.h"
#include "lede/text.h"

enum { WIDTH = 160 };

/* Characters, not bytes, in [start, end). */
static size_t characters(const char *s, size_t start, size_t end)
{
    size_t n = 0;

    for (; start < end; start++)
        n += ((unsigned char)s[start] & 0xC0) != 0x80;
    return n;
}

static int is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Move `at` forward (or back) to the start of a character, by `n` characters. */
static size_t forward(const char *s, size_t end, size_t at, size_t n)
{
    while (at < end && n--)
        for (at++; at < end && ((unsigned char)s[at] & 0xC0) == 0x80; at++)
            ;
    return at;
}

static size_t backward(const char *s, size_t at, size_t n)
{
    while (at && n--)
        for (at--; at && ((unsigned char)s[at] & 0xC0) == 0x80; at--)
            ;
    return at;
}

/* The hits of the field within the text, one after the other. */
typedef struct view {
    const char *s;
    size_t n;
    lede_field field;
    const lede_query_hit *hits;
    size_t hits_n;
} view;

static int usable(const view *v, size_t i)
{
    return v->hits[i].field == v->field && v->hits[i].start <= v->hits[i].end && v->hits[i].end <= v->n;
}

/* A place in bytes and in characters, which only moves on. */
typedef struct place {
    size_t byte, chars;
} place;

static void move_on(const view *v, place *p, size_t byte)
{
    if (byte > p->byte) {
        p->chars += characters(v->s, p->byte, byte);
        p->byte = byte;
    }
}

/* The first window of `width` characters that begins at a hit and holds the most hits: one pass, both ends move on. */
static size_t best_start(const view *v, size_t width, size_t *last)
{
    place from = { 0, 0 }, to = { 0, 0 };
    size_t i, j = 0, count = 0, most = 0, best = 0, end = 0;

    *last = 0;
    for (i = 0; i < v->hits_n; i++) {
        if (!usable(v, i))
            continue;
        move_on(v, &from, v->hits[i].start);
        for (; j < v->hits_n; j++) {
            if (!usable(v, j))
                continue;
            move_on(v, &to, v->hits[j].end);
            if (count && to.chars - from.chars > width)
                break;
            end = v->hits[j].end;
            count++;
        }
        if (count > most) {
            most = count;
            best = v->hits[i].start;
            *last = end;
        }
        count--;
    }
    return best;
}

/* Copy a part with its white space joined. */
static void add_plain(lede_buf *out, const char *s, size_t start, size_t end)
{
    for (; start < end; start++)
        if (!is_space(s[start]))
            lede_buf_addc(out, s[start]);
        else if (out->n && out->s[out->n - 1] != ' ')
            lede_buf_addc(out, ' ');
}

static void add_marked(lede_buf *out, const view *v, size_t start, size_t end, const char *open, const char *close)
{
    size_t i, at = start;

    for (i = 0; i < v->hits_n; i++) {
        size_t from, to;

        if (!usable(v, i) || v->hits[i].end <= at || v->hits[i].start >= end)
            continue;
        from = v->hits[i].start < at ? at : v->hits[i].start;
        to = v->hits[i].end > end ? end : v->hits[i].end;
        add_plain(out, v->s, at, from);
        lede_buf_addz(out, open);
        add_plain(out, v->s, from, to);
        lede_buf_addz(out, close);
        at = to;
    }
    add_plain(out, v->s, at, end);
}

/* Widen [first, last) to the width, in part before it, and back to places between words. */
static void window(const view *v, size_t width, size_t first, size_t last, size_t *start, size_t *end)
{
    size_t used = characters(v->s, first, last), spare = used < width ? width - used : 0, edge;

    *start = backward(v->s, first, spare / 3);
    spare -= characters(v->s, *start, first) < spare ? characters(v->s, *start, first) : spare;
    *end = forward(v->s, v->n, last, spare);
    if (*end == v->n) {
        used = characters(v->s, *start, *end);
        if (used < width)
            *start = backward(v->s, *start, width - used);
    }
    for (edge = *start; *start && edge < first && !is_space(v->s[edge]); edge++)
        ;
    if (*start && edge < first)
        *start = edge + 1;
    for (edge = *end; *end < v->n && edge > last && !is_space(v->s[edge - 1]); edge--)
        ;
    if (*end < v->n && edge > last)
        *end = edge - 1;
}

lede_status lede_query_snippet(const char *s, size_t n, lede_field field, const lede_query_hit *hits, size_t hits_n,
                               const lede_snippet_options *options, lede_buf *out, lede_error *err)
{
    static const lede_snippet_options none;
    const lede_snippet_options *o = options ? options : &none;
    view v = { s, n, field, hits, hits_n };
    const char *gap = o->gap ? o->gap : "\xE2\x80\xA6";
    size_t width = o->width ? o->width : WIDTH, first, last, start, end;
    lede_buf text;

    first = best_start(&v, width, &last);
    if (last < first)
        last = first;
    window(&v, width, first, last, &start, &end);
    lede_buf_init(&text);
    add_marked(&text, &v, start, end, o->open ? o->open : "[", o->close ? o->close : "]");
    while (text.n && text.s[text.n - 1] == ' ')
        text.n--;
    if (start)
        lede_buf_addz(out, gap);
    lede_buf_add(out, text.n ? text.s : "", text.n);
    if (end < n)
        lede_buf_addz(out, gap);
    if (text.failed || out->failed) {
        lede_buf_release(&text);
        return lede__nomem(err);
    }
    lede_buf_release(&text);
    return LEDE_OK;
}
