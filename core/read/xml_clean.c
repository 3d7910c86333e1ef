/* XML before the parser sees it: no document type, so no entities; nothing that it breaks off at; bounded. */
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "read/xml.h"

size_t lede__xml_whole(const char *s, size_t n, const char *close)
{
    const char *end = lede__find(s, n, close);

    return end ? (size_t)(end - s) + strlen(close) : n;
}

size_t lede__xml_doctype(const char *s, size_t n)
{
    size_t i;
    int depth = 0;

    for (i = 0; i < n; i++) {
        if (s[i] == '[')
            depth++;
        else if (s[i] == ']')
            depth--;
        else if (s[i] == '>' && depth <= 0)
            return i + 1;
    }
    return n;
}

/* A reference at '&': write what the parser is to see; returns how many bytes it takes. */
static size_t reference(const char *s, size_t n, lede_buf *out)
{
    static const char *const own[] = {"amp", "lt", "gt", "quot", "apos", NULL};
    char name[12];
    size_t len = 1, i;
    const htmlEntityDesc *e;

    if (n > 2 && s[1] == '#') {
        for (i = 2; i < n && i < 12 && s[i] != ';' && strchr("0123456789abcdefABCDEFxX", s[i]);)
            i++;
        if (i > 2 && i < n && s[i] == ';') {
            unsigned long code = strtoul(s + 2 + (s[2] == 'x' || s[2] == 'X'), NULL, s[2] == 'x' || s[2] == 'X' ? 16 : 10);
            int fine = code == 9 || code == 10 || code == 13 || (code >= 32 && code < 0x110000 &&
                       !(code >= 0xD800 && code < 0xE000) && code != 0xFFFE && code != 0xFFFF);

            if (fine)
                lede_buf_add(out, s, i + 1);
            else
                lede_buf_addz(out, "\xEF\xBF\xBD");
            return i + 1;
        }
    }
    while (len < n && len < sizeof name &&
           ((s[len] >= 'a' && s[len] <= 'z') || (s[len] >= 'A' && s[len] <= 'Z') || (s[len] >= '0' && s[len] <= '9')))
        len++;
    if (len > 1 && len < n && s[len] == ';') {
        memcpy(name, s + 1, len - 1);
        name[len - 1] = '\0';
        for (i = 0; own[i]; i++)
            if (strcmp(name, own[i]) == 0) {
                lede_buf_add(out, s, len + 1);
                return len + 1;
            }
        e = htmlEntityLookup((const xmlChar *)name);
        if (e) {
            lede__buf_addf(out, "&#%u;", e->value);
            return len + 1;
        }
    }
    lede_buf_addz(out, "&amp;");
    return 1;
}

/*
 * What libxml2 would need hours or all memory for, and no article has: very
 * many elements, different names (its table of them does not grow with them),
 * or attributes in one element (each is compared with all others).
 */
enum { MOST_ELEMENTS = 1000000, MOST_NAMES = 20000, MOST_ATTRIBUTES = 1000 };

typedef struct bounds {
    size_t elements, names;
    unsigned char seen[1 << 15];    /* a bit a name's hash: two names may share one */
    const char *over;               /* what there is too much of */
    size_t most;
} bounds;

static void see_name(bounds *b, const char *s, size_t n)
{
    uint32_t h = 2166136261u;       /* FNV-1a */
    size_t i;

    for (i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 16777619u;
    h = (h ^ h >> 15) & (8 * sizeof b->seen - 1);
    b->names += !(b->seen[h >> 3] >> (h & 7) & 1);
    b->seen[h >> 3] |= (unsigned char)(1u << (h & 7));
}

/* At the '<' of a tag: count it, its attributes, and their names. */
static void see_tag(bounds *b, const char *s, size_t n)
{
    size_t i, from = 1, attributes = 0;

    if (n < 2 || s[1] == '/' || s[1] == '!' || s[1] == '?')
        return;
    for (i = 1; i < n && s[i] != '>' && s[i] != '<' && attributes <= MOST_ATTRIBUTES; i++) {
        if (s[i] == '=') {
            see_name(b, s + from, i - from);
            from = i + 1;
            attributes++;
        } else if (s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r') {
            if (from == 1)
                see_name(b, s + 1, i - 1);
            from = i + 1;
        }
    }
    if (from == 1)
        see_name(b, s + 1, i - 1);
    b->elements++;
    if (b->elements > MOST_ELEMENTS || b->names > MOST_NAMES || attributes > MOST_ATTRIBUTES) {
        b->over = b->elements > MOST_ELEMENTS ? "elements" : b->names > MOST_NAMES ? "different names" : "attributes in one element";
        b->most = b->elements > MOST_ELEMENTS ? MOST_ELEMENTS : b->names > MOST_NAMES ? MOST_NAMES : MOST_ATTRIBUTES;
    }
}

/* Copy the document without its type, with references that need no type, without control characters. */
static void clean(const char *s, size_t n, bounds *b, lede_buf *out)
{
    size_t at = 0, from, len;

    while (at < n && !b->over) {
        for (from = at; at < n && s[at] != '&' && s[at] != '<' && ((unsigned char)s[at] >= 0x20 || s[at] == '\n' ||
                                                                    s[at] == '\r' || s[at] == '\t');)
            at++;
        lede_buf_add(out, s + from, at - from);
        if (at >= n)
            return;
        if (s[at] == '&') {
            at += reference(s + at, n - at, out);
        } else if (s[at] != '<') {
            lede_buf_addc(out, ' ');
            at++;
        } else if (lede__starts(s + at, n - at, "<!doctype")) {
            at += lede__xml_doctype(s + at, n - at);
        } else if (lede__starts(s + at, n - at, "<![cdata[")) {
            len = lede__xml_whole(s + at, n - at, "]]>");
            for (from = at; at < from + len; at++)
                lede_buf_addc(out, (unsigned char)s[at] < 0x20 && s[at] != '\n' && s[at] != '\t' ? ' ' : s[at]);
        } else if (lede__starts(s + at, n - at, "<?xml ")) {
            at += lede__xml_whole(s + at, n - at, "?>");
        } else if (lede__starts(s + at, n - at, "<!--")) {
            at += lede__xml_whole(s + at, n - at, "-->");
        } else {
            see_tag(b, s + at, n - at);
            lede_buf_addc(out, s[at++]);
        }
    }
}

lede_status lede__xml_clean_parse(const char *s, size_t n, xmlDoc **out, lede_error *err)
{
    bounds *b = lede__calloc(1, sizeof *b);
    lede_buf fixed;
    lede_status status = LEDE_OK;

    lede_buf_init(&fixed);
    if (b)
        clean(s, n, b, &fixed);
    if (!b || fixed.failed)
        status = lede__nomem(err);
    else if (b->over)
        status = lede__fail(err, LEDE_LIMIT, "XML of more than %zu %s: not read", b->most, b->over);
    else if (fixed.n < INT32_MAX)
        *out = xmlReadMemory(fixed.n ? fixed.s : "", (int)fixed.n, NULL, "UTF-8",
                             XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
                                 XML_PARSE_NOCDATA | XML_PARSE_HUGE | XML_PARSE_COMPACT);
    lede_buf_release(&fixed);
    lede__free(b);
    return status;
}
