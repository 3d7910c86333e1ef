#include "read/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "read/fields.h"
#include "read/markup.h"
#include "read/nodes.h"

/* --- before the parser -------------------------------------------------------------------- */

/* The encoding that an XML declaration names, as a NUL-terminated word in `to`. */
static void declared(const char *s, size_t n, char *to, size_t room)
{
    const char *end = memchr(s, '>', n < 400 ? n : 400), *at;
    char quote;
    size_t len = 0;

    to[0] = '\0';
    at = end ? lede__find(s, (size_t)(end - s), "encoding") : NULL;
    if (!at)
        return;
    at += 8;
    while (at < end && (*at == ' ' || *at == '='))
        at++;
    quote = *at;
    if (quote != '"' && quote != '\'')
        return;
    for (at++; at < end && *at != quote && len + 1 < room; at++)
        to[len++] = *at;
    to[len] = '\0';
}

/* The length of what starts at s with `open` and ends with `close`; n where it does not end. */
static size_t whole(const char *s, size_t n, const char *close)
{
    const char *end = lede__find(s, n, close);

    return end ? (size_t)(end - s) + strlen(close) : n;
}

/* A document type, with what stands in its brackets. */
static size_t doctype_length(const char *s, size_t n)
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

/* Copy the document without its type, with references that need no type, without control characters. */
static void clean(const char *s, size_t n, lede_buf *out)
{
    size_t at = 0, from, len;

    while (at < n) {
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
            at += doctype_length(s + at, n - at);
        } else if (lede__starts(s + at, n - at, "<![cdata[")) {
            len = whole(s + at, n - at, "]]>");
            for (from = at; at < from + len; at++)
                lede_buf_addc(out, (unsigned char)s[at] < 0x20 && s[at] != '\n' && s[at] != '\t' ? ' ' : s[at]);
        } else if (lede__starts(s + at, n - at, "<?xml ")) {
            at += whole(s + at, n - at, "?>");
        } else if (lede__starts(s + at, n - at, "<!--")) {
            at += whole(s + at, n - at, "-->");
        } else {
            lede_buf_addc(out, s[at++]);
        }
    }
}

lede_status lede__xml_parse(lede__job *j, const char *s, size_t n, xmlDoc **out, lede_error *err)
{
    char encoding[48];
    lede__decoded d;
    lede_buf utf8, fixed;
    lede_status status;

    *out = NULL;
    lede_buf_init(&utf8);
    lede_buf_init(&fixed);
    declared(s, n, encoding, sizeof encoding);
    status = lede__charset_decode(s, n, j->charset.n ? j->charset.s : NULL, encoding, &utf8, &d, err);
    if (status == LEDE_OK)
        status = lede__note_charset(j, &d, err);
    if (status == LEDE_OK) {
        size_t len = utf8.n;
        const char *text = lede__trim(utf8.n ? utf8.s : "", &len);

        while (len && *text != '<') {
            text++;
            len--;
        }
        clean(text, len, &fixed);
        if (fixed.failed)
            status = lede__nomem(err);
        else if (fixed.n < INT32_MAX)
            *out = xmlReadMemory(fixed.n ? fixed.s : "", (int)fixed.n, NULL, "UTF-8",
                                 XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
                                     XML_PARSE_NOCDATA | XML_PARSE_HUGE | XML_PARSE_COMPACT);
    }
    lede_buf_release(&utf8);
    lede_buf_release(&fixed);
    if (status == LEDE_OK && (!*out || !xmlDocGetRootElement(*out))) {
        if (*out)
            xmlFreeDoc(*out);
        *out = NULL;
        return lede__fail(err, LEDE_FORMAT, "broken XML: no element found");
    }
    return status;
}

/* --- the head ---------------------------------------------------------------------------------- */

static size_t root_of(const char *s, size_t n, char *to, size_t room)
{
    size_t at = 0, len = 0;
    const char *lt;

    while ((lt = at < n ? memchr(s + at, '<', n - at) : NULL) != NULL) {
        at = (size_t)(lt - s);
        if (lede__starts(lt, n - at, "<!--"))
            at += whole(lt, n - at, "-->");
        else if (lede__starts(lt, n - at, "<!doctype"))
            at += doctype_length(lt, n - at);
        else if (lede__starts(lt, n - at, "<?"))
            at += whole(lt, n - at, "?>");
        else
            break;
    }
    if (!lt)
        return 0;
    for (at++; at < n && !strchr(" \t\r\n/>", s[at]) && s[at]; at++) {
        if (s[at] == ':')
            len = 0;
        else if (len + 1 < room)
            to[len++] = s[at] >= 'A' && s[at] <= 'Z' ? (char)(s[at] + 32) : s[at];
    }
    to[len] = '\0';
    return len;
}

size_t lede__xml_root(const lede__head *h, char *to, size_t room)
{
    size_t skip, len, i = 0;
    const char *charset = lede__charset_mark(h->s, h->n, &skip);
    lede_buf utf8;

    to[0] = '\0';
    if (!charset)
        charset = lede__charset_wide(h->s, h->n);
    if (!charset || strcmp(charset, "UTF-8") == 0) {
        for (i = skip; i < h->n && (h->s[i] == ' ' || (h->s[i] >= '\t' && h->s[i] <= '\r'));)
            i++;
        if (i >= h->n || h->s[i] != '<')
            return 0;
        return root_of(h->s + i, h->n - i, to, room);
    }
    lede_buf_init(&utf8);
    lede__charset_convert(h->s + skip, (h->n - skip) & ~(size_t)3, charset, &utf8);
    len = utf8.n ? root_of(utf8.s, utf8.n, to, room) : 0;
    lede_buf_release(&utf8);
    return len;
}

/* --- nodes ---------------------------------------------------------------------------------------- */

int lede__xml_is(const xmlNode *node, const char *name)
{
    const char *own = (const char *)node->name, *colon;

    if (node->type != XML_ELEMENT_NODE || !own)
        return 0;
    colon = strchr(own, ':');
    own = colon ? colon + 1 : own;
    return lede__is(own, strlen(own), name);
}

xmlNode *lede__xml_child(const xmlNode *node, const char *name)
{
    xmlNode *c;

    for (c = node ? node->children : NULL; c; c = c->next)
        if (lede__xml_is(c, name))
            return c;
    return NULL;
}

xmlNode *lede__xml_walk(const xmlNode *top, const xmlNode *at)
{
    if (at->type == XML_ELEMENT_NODE && at->children)
        return at->children;
    while (at != top && !at->next)
        at = at->parent;
    return at == top ? NULL : at->next;
}

xmlNode *lede__xml_next(const xmlNode *top, const xmlNode *at, const char *name)
{
    xmlNode *node = lede__xml_walk(top, at ? at : top);

    while (node && !lede__xml_is(node, name))
        node = lede__xml_walk(top, node);
    return node;
}

xmlNode *lede__xml_below(const xmlNode *node, const char *name)
{
    return node ? lede__xml_next(node, NULL, name) : NULL;
}

void lede__xml_text(const xmlNode *node, lede_buf *out)
{
    lede_buf raw;
    const xmlNode *at = node;

    lede_buf_init(&raw);
    for (; at; at = lede__xml_walk(node, at))
        if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE)
            lede_buf_addz(&raw, (const char *)at->content);
        else if (at != node && raw.n)
            lede_buf_addc(&raw, ' ');
    lede__tidy_line(raw.n ? raw.s : "", raw.n, out);
    out->failed |= raw.failed;
    lede_buf_release(&raw);
}

int lede__xml_attr(const xmlNode *node, const char *name, lede_buf *out)
{
    const xmlAttr *a;

    for (a = node ? node->properties : NULL; a; a = a->next) {
        const char *own = (const char *)a->name, *colon = strchr(own, ':');

        own = colon ? colon + 1 : own;
        if (!lede__is(own, strlen(own), name))
            continue;
        if (a->children && a->children->content)
            lede_buf_addz(out, (const char *)a->children->content);
        return 1;
    }
    return 0;
}

lede_status lede__xml_put(lede_record *r, lede_field field, const xmlNode *node, lede_error *err)
{
    lede_buf b;
    lede_status status = LEDE_OK;

    if (!node)
        return LEDE_OK;
    lede_buf_init(&b);
    lede__xml_text(node, &b);
    if (b.failed)
        status = lede__nomem(err);
    else if (b.n)
        status = lede__put_line(r, field, b.s, b.n, err);
    lede_buf_release(&b);
    return status;
}

lede_status lede__extra_text(lede_record *r, const char *key, const char *s, size_t n, lede_error *err)
{
    lede_buf json;
    lede_status status;

    if (!n)
        return LEDE_OK;
    lede_buf_init(&json);
    lede__json_quote(s, n, &json);
    status = json.failed ? lede__nomem(err) : lede_record_extra(r, key, strlen(key), json.s, json.n, err);
    lede_buf_release(&json);
    return status;
}

/* Texts whose own line ends part the paragraphs, in an element that has no other. */
static void add_wrapped(const xmlNode *node, lede_buf *b)
{
    lede_buf raw, tidy;
    const xmlNode *at;

    lede_buf_init(&raw);
    lede_buf_init(&tidy);
    for (at = node; at; at = lede__xml_walk(node, at))
        if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE)
            lede_buf_addz(&raw, (const char *)at->content);
    lede__tidy_body(raw.n ? raw.s : "", raw.n, &tidy);
    if (tidy.n && strstr(tidy.s, "\n\n")) {
        lede_buf_clear(b);
        lede_buf_add(b, tidy.s, tidy.n);
    }
    b->failed |= raw.failed | tidy.failed;
    lede_buf_release(&raw);
    lede_buf_release(&tidy);
}

lede_status lede__xml_body(lede_record *r, const xmlNode *node, const char *base,
                           int (*skip)(const xmlNode *node, void *ud), lede_error *err)
{
    lede_buf b;
    lede__para p;
    lede_status status;

    if (!node)
        return LEDE_OK;
    lede_buf_init(&b);
    lede__para_init(&p, &b);
    p.links = r;
    p.base = base;
    p.skip = skip;
    lede__para_node(&p, node);
    lede__para_release(&p);
    if (b.n > 400 && !strstr(b.s, "\n\n"))
        add_wrapped(node, &b);
    status = b.failed ? lede__nomem(err)
             : !b.n ? LEDE_OK
             : lede__looks_like_html(b.s, b.n) ? lede__put_html_body(r, b.s, b.n, err) : lede__put_body(r, b.s, b.n, err);
    lede_buf_release(&b);
    return status;
}
