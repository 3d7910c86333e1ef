#include "read/markup.h"

#include <libxml/HTMLparser.h>
#include <libxml/uri.h>
#include <string.h>

#include "base/error.h"
#include "lede/text.h"
#include "read/fields.h"
#include "read/nodes.h"

/* --- what is marked up ------------------------------------------------------------------ */

static const char *const tags[] = {"p", "br", "div", "a", "em", "strong", "b", "i", "ul", "ol", "li", "span", "h1",
                                   "h2", "h3", "h4", "h5", "h6", "table", "img", "blockquote", "figure", "pre",
                                   "html", "body", "section", "article", "center", "font", "hr", "sup", "sub", NULL};

/* Whether an element of HTML starts or ends at s, which is '<'. */
static int is_tag(const char *s, size_t n)
{
    size_t i, len, at = n > 1 && s[1] == '/' ? 2 : 1;

    for (i = 0; tags[i]; i++) {
        len = strlen(tags[i]);
        if (at + len < n && lede__starts(s + at, n - at, tags[i]) &&
            (s[at + len] == '>' || s[at + len] == '/' || s[at + len] == ' ' || s[at + len] == '\n'))
            return memchr(s + at, '>', n - at < 4096 ? n - at : 4096) != NULL;
    }
    return 0;
}

int lede__looks_like_html(const char *s, size_t n)
{
    const char *at = n ? memchr(s, '<', n) : NULL;
    int tries;

    for (tries = 0; at && tries < 1000; tries++) {
        if (is_tag(at, n - (size_t)(at - s)))
            return 1;
        at++;
        at = memchr(at, '<', n - (size_t)(at - s));
    }
    return 0;
}

int lede__is_escaped(const char *s, size_t n)
{
    const char *at = n ? memchr(s, '&', n) : NULL, *end = s + n;
    char name[12];
    size_t len;

    if (!at || memchr(s, '<', n))
        return 0;
    for (; at; at = memchr(at + 1, '&', (size_t)(end - at) - 1)) {
        for (len = 0; at + 1 + len < end && len + 1 < sizeof name && at[1 + len] != ';' && at[1 + len] > ' '; len++)
            name[len] = at[1 + len];
        name[len] = '\0';
        if (len < 2 || at + 1 + len >= end || at[1 + len] != ';')
            continue;
        if (name[0] == '#' ? (name[1] >= '0' && name[1] <= '9') || name[1] == 'x' : htmlEntityLookup((const xmlChar *)name) != NULL)
            return 1;
    }
    return 0;
}

/* --- paragraphs ----------------------------------------------------------------------------- */

void lede__para_init(lede__para *p, lede_buf *out)
{
    memset(p, 0, sizeof *p);
    p->out = out;
    p->from = out->n;
}

void lede__para_release(lede__para *p)
{
    lede_buf_release(&p->line);
}

void lede__para_end(lede__para *p)
{
    size_t n = p->line.n;
    const char *s = lede__trim(p->line.s ? p->line.s : "", &n);

    if (n) {
        if (p->out->n > p->from)
            lede_buf_add(p->out, "\n\n", 2);
        lede_buf_add(p->out, s, n);
    }
    p->out->failed |= p->line.failed;
    lede_buf_clear(&p->line);
}

static int ends_in(const lede_buf *b, char c)
{
    return b->n && b->s[b->n - 1] == c;
}

void lede__para_break(lede__para *p)
{
    while (ends_in(&p->line, ' '))
        p->line.s[--p->line.n] = '\0';
    if (ends_in(&p->line, '\n'))
        lede__para_end(p);
    else if (p->line.n)
        lede_buf_addc(&p->line, '\n');
}

/* What windows-1252 has at 0x80 to 0x9F, where pages that say &#150; mean it. */
static const char *const c1[32] = {
    "€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
    "", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ",
};

void lede__para_text(lede__para *p, const char *s, size_t n, int keep_lines)
{
    size_t at = 0, from;

    while (at < n) {
        unsigned char c = (unsigned char)s[at];

        if (c == '\n' && keep_lines) {
            lede__para_break(p);
            at++;
        } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
            if (p->line.n && !ends_in(&p->line, ' ') && !ends_in(&p->line, '\n'))
                lede_buf_addc(&p->line, ' ');
            at++;
        } else if (c == 0xC2 && at + 1 < n && (unsigned char)s[at + 1] < 0xA0) {
            lede_buf_addz(&p->line, c1[(unsigned char)s[at + 1] - 0x80]);
            at += 2;
        } else {
            for (from = at++; at < n && (unsigned char)s[at] > ' ' && (unsigned char)s[at] != 0xC2;)
                at++;
            lede_buf_add(&p->line, s + from, at - from);
        }
    }
}

/* --- nodes ------------------------------------------------------------------------------------- */

static int one_of(const xmlNode *node, const char *const *names)
{
    const char *name = (const char *)node->name;
    size_t i;

    for (i = 0; names[i]; i++)
        if (name && lede__is(name, strlen(name), names[i]))
            return 1;
    return 0;
}

static const char *const blocks[] = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "blockquote",
    "pre", "section", "article", "footer", "figure", "figcaption", "hr", "center", "address", "main",
    "body", "html", "form", "aside", "caption", "thead", "tbody",
    /* NITF, NewsML and agencies' own */
    "block", "hl1", "hl2", "bq", "fn", "note", "media-caption", "nitf-table", "lead", "text", "body.content",
    "paragraph", "pgrp", "para", "intro", NULL};
static const char *const dropped[] = {"header", "nav", "script", "style", "noscript", "template", "svg", "head", "title", "iframe",
                                      "object", "embed", "button", "select", "textarea", "media", "media-metadata",
                                      "media-reference", "media-producer", "audio", "video", NULL};
static const char *const cells[] = {"td", "th", NULL};
static const char *const lines_kept[] = {"pre", NULL};

static void add_link(lede_record *r, const xmlNode *a, const char *base)
{
    xmlChar *href = xmlGetProp((xmlNode *)(uintptr_t)a, (const xmlChar *)"href"), *whole = NULL;

    if (!href)
        return;
    if (base && *base)
        whole = xmlBuildURI(href, (const xmlChar *)base);
    if (xmlStrncasecmp(whole ? whole : href, (const xmlChar *)"http", 4) == 0) {
        const char *z = (const char *)(whole ? whole : href);

        if (lede_utf8_valid(z, strlen(z)) == strlen(z))
            lede_record_add(r, LEDE_LINKS, z, strlen(z), NULL);
    }
    xmlFree(whole);
    xmlFree(href);
}

/* At the start of an element; returns whether its children are wanted. */
static int enter(lede__para *p, const xmlNode *node)
{
    if (one_of(node, dropped) || (p->skip && p->skip(node, p->ud)))
        return 0;
    if (one_of(node, blocks))
        lede__para_end(p);
    else if (lede__is((const char *)node->name, strlen((const char *)node->name), "br"))
        lede__para_break(p);
    else if (one_of(node, cells) && p->line.n)
        lede__para_text(p, " | ", 3, 0);
    if (p->links && lede__is((const char *)node->name, strlen((const char *)node->name), "a"))
        add_link(p->links, node, p->base);
    p->pre += one_of(node, lines_kept);
    return 1;
}

static void leave(lede__para *p, const xmlNode *node)
{
    if (one_of(node, blocks))
        lede__para_end(p);
    p->pre -= one_of(node, lines_kept);
}

void lede__para_node(lede__para *p, const xmlNode *top)
{
    const xmlNode *at = top;

    while (at) {
        int down = 0;

        if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE)
            lede__para_text(p, (const char *)at->content, strlen((const char *)at->content), p->pre > 0);
        else if (at->type == XML_ELEMENT_NODE)
            down = enter(p, at);
        if (down && at->children) {
            at = at->children;
            continue;
        }
        if (down)
            leave(p, at);
        while (at != top && !at->next) {
            at = at->parent;
            leave(p, at);
        }
        if (at == top)
            break;
        at = at->next;
    }
    lede__para_end(p);
}

/* --- HTML fragments --------------------------------------------------------------------------------- */

enum { MOST_TAGS = 100000 };   /* of one text; more are no article's */

/* How much of the text has no more tags than that; the record is told. */
static size_t bounded(const char *s, size_t n, lede_record *r, lede_error *err, lede_status *status)
{
    size_t i;
    const char *at = s;

    for (i = 0; i < MOST_TAGS && at; i++)
        at = memchr(at + (i > 0), '<', n - (size_t)(at - s) - (i > 0));
    if (!at)
        return n;
    if (r)
        *status = lede__note(r, err, "a text of more than %d tags: what follows is left out", MOST_TAGS);
    return (size_t)(at - s);
}

lede_status lede__html_fragment(const char *s, size_t n, const char *base, lede_buf *out, lede_record *links,
                                lede_error *err)
{
    lede__para p;
    htmlDocPtr doc;
    lede_status status = LEDE_OK;

    if (n > INT32_MAX)
        return lede__fail(err, LEDE_LIMIT, "marked-up text larger than 2 GB");
    if (!n)
        return LEDE_OK;
    n = bounded(s, n, links, err, &status);
    if (status != LEDE_OK)
        return status;
    doc = htmlReadMemory(s, (int)n, NULL, "UTF-8",
                         HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                             HTML_PARSE_COMPACT | XML_PARSE_HUGE);
    if (!doc)
        return LEDE_OK;
    lede__para_init(&p, out);
    p.links = links;
    p.base = base;
    if (xmlDocGetRootElement(doc))
        lede__para_node(&p, xmlDocGetRootElement(doc));
    lede__para_release(&p);
    xmlFreeDoc(doc);
    return out->failed ? lede__nomem(err) : LEDE_OK;
}

lede_status lede__put_html_body(lede_record *r, const char *s, size_t n, lede_error *err)
{
    lede_buf b;
    lede_status status;

    lede_buf_init(&b);
    status = lede__html_fragment(s, n, lede_record_get(r, LEDE_URL, NULL), &b, r, err);
    if (status == LEDE_OK)
        status = lede__put_body(r, b.n ? b.s : "", b.n, err);
    lede_buf_release(&b);
    return status;
}

lede_status lede__put_html_line(lede_record *r, lede_field field, const char *s, size_t n, lede_error *err)
{
    lede_buf b;
    lede_status status;

    lede_buf_init(&b);
    status = lede__html_fragment(s, n, NULL, &b, NULL, err);
    if (status == LEDE_OK)
        status = lede__put_line(r, field, b.n ? b.s : "", b.n, err);
    lede_buf_release(&b);
    return status;
}

void lede__lines_to_breaks(lede_buf *b)
{
    lede_buf out;
    size_t i;

    lede_buf_init(&out);
    for (i = 0; i < b->n; i++) {
        if (b->s[i] == '\n' && !(i && b->s[i - 1] == '>'))
            lede_buf_addz(&out, "<br>");
        lede_buf_addc(&out, b->s[i]);
    }
    out.failed |= b->failed;
    lede_buf_release(b);
    *b = out;
}
