#include "read/xml.h"

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

lede_status lede__xml_parse(lede__job *j, const char *s, size_t n, xmlDoc **out, lede_error *err)
{
    char encoding[48];
    lede__decoded d;
    lede_buf utf8;
    lede_status status;

    *out = NULL;
    lede_buf_init(&utf8);
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
        status = lede__xml_clean_parse(text, len, out, err);
    }
    lede_buf_release(&utf8);
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
            at += lede__xml_whole(lt, n - at, "-->");
        else if (lede__starts(lt, n - at, "<!doctype"))
            at += lede__xml_doctype(lt, n - at);
        else if (lede__starts(lt, n - at, "<?"))
            at += lede__xml_whole(lt, n - at, "?>");
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

/* A text of one paragraph may have line ends that part its real ones. */
static lede_status put_wrapped(lede_record *r, const xmlNode *node, lede_buf *b, lede_error *err)
{
    lede_buf raw, tidy;
    const xmlNode *at;
    lede_status status;

    if (b->n <= 400)
        return lede__put_body(r, b->s, b->n, err);
    lede_buf_init(&raw);
    lede_buf_init(&tidy);
    for (at = node; at; at = lede__xml_walk(node, at))
        if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE)
            lede_buf_addz(&raw, (const char *)at->content);
    lede__tidy_body(raw.n ? raw.s : "", raw.n, &tidy);
    if (raw.failed || tidy.failed)
        status = lede__nomem(err);
    else if (tidy.n && strstr(tidy.s, "\n\n"))
        status = lede__put_body(r, tidy.s, tidy.n, err);
    else
        status = lede__put_body(r, b->s, b->n, err);
    lede_buf_release(&raw);
    lede_buf_release(&tidy);
    return status;
}

/* Paragraphs as they are, but for those that are markup in text (of films and the like to embed). */
static lede_status put_paragraphs(lede_record *r, const lede_buf *b, lede_error *err)
{
    const char *at = b->s, *end = b->s + b->n, *next;
    lede_buf out;
    lede_status status = LEDE_OK;

    lede_buf_init(&out);
    for (; at < end && status == LEDE_OK; at = next) {
        const char *gap = strstr(at, "\n\n");
        size_t n = gap ? (size_t)(gap - at) : (size_t)(end - at), before = out.n;

        next = gap ? gap + 2 : end;
        if (out.n)
            lede_buf_add(&out, "\n\n", 2);
        if (lede__looks_like_html(at, n))
            status = lede__html_fragment(at, n, NULL, &out, r, err);
        else
            lede_buf_add(&out, at, n);
        if (out.n == before + 2 && before)
            out.s[out.n = before] = '\0';
    }
    if (status == LEDE_OK)
        status = out.failed ? lede__nomem(err) : lede__put_body(r, out.n ? out.s : "", out.n, err);
    lede_buf_release(&out);
    return status;
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
    if (b.failed)
        status = lede__nomem(err);
    else if (!b.n)
        status = LEDE_OK;
    else if (strstr(b.s, "\n\n"))
        status = put_paragraphs(r, &b, err);
    else if (lede__looks_like_html(b.s, b.n))
        status = lede__put_html_body(r, b.s, b.n, err);
    else
        status = put_wrapped(r, node, &b, err);
    lede_buf_release(&b);
    return status;
}
