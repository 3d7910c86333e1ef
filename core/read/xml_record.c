/*
 * XML of one's own: any element whose children are named as fields are
 * (headline, title, content, PublishDate...) is an article. Also news sitemaps.
 */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "read/fields.h"
#include "read/formats.h"
#include "read/tree.h"

/* The fields that the children of an element name, as bits. */
static unsigned fields_of(const xmlNode *n)
{
    const xmlNode *c;
    unsigned bits = 0;
    int rank, field;

    for (c = n->children; c; c = c->next)
        if (c->type == XML_ELEMENT_NODE && c->children) {
            field = lede__field_of_column((const char *)c->name, strlen((const char *)c->name), &rank);
            bits |= field >= 0 ? 1u << field : 0;
        }
    return bits;
}

static int is_article(const xmlNode *n)
{
    unsigned bits = fields_of(n), text = bits & (1u << LEDE_HEADLINE | 1u << LEDE_BODY);

    return text == (1u << LEDE_HEADLINE | 1u << LEDE_BODY) ||
           (text && (bits & (1u << LEDE_PUBLISHED)) && (bits & (1u << LEDE_URL | 1u << LEDE_BODY | 1u << LEDE_HEADLINE)));
}

static const xmlNode *walk(const xmlNode *n, int into)
{
    if (into && n->type == XML_ELEMENT_NODE && n->children)
        return n->children;
    while (n && !n->next)
        n = n->parent && n->parent->type == XML_ELEMENT_NODE ? n->parent : NULL;
    return n ? n->next : NULL;
}

static const xmlNode *next_article(lede__tree *t)
{
    const xmlNode *n = t->at ? walk(t->at, 0) : xmlDocGetRootElement(t->doc);

    while (n && !(n->type == XML_ELEMENT_NODE && is_article(n)))
        n = walk(n, 1);
    if (n)
        t->at = n;
    return n;
}

enum { MOST_CHILDREN = 500 };   /* of one article that are looked at */

static int has_content(const xmlNode *n)
{
    xmlChar *content = n->type == XML_ELEMENT_NODE && n->children ? xmlNodeGetContent(n) : NULL;
    size_t len = content ? strlen((const char *)content) : 0;

    lede__trim((const char *)content, &len);
    xmlFree(content);
    return len > 0;
}

/* An element's text; of one that has a name as its part, that (of a publication, an author). */
static void add_content(const xmlNode *n, lede_buf *json)
{
    const xmlNode *name = lede__xml_child(n, "name");
    xmlChar *content = xmlNodeGetContent(name ? name : n);
    size_t len = content ? strlen((const char *)content) : 0;
    const char *s = lede__trim((const char *)content, &len);

    lede__json_quote(s, len, json);
    xmlFree(content);
}

/* All children of one name, a list where there are several; they are taken out of `kids`. */
static void add_named(const xmlNode **kids, size_t count, lede_buf *json)
{
    const char *name = (const char *)kids[0]->name;
    size_t i, same = 0;

    for (i = 1; i < count; i++)
        same += kids[i] && strcmp((const char *)kids[i]->name, name) == 0;
    lede__json_quote(name, strlen(name), json);
    lede_buf_addz(json, same ? ":[" : ":");
    add_content(kids[0], json);
    for (i = 1; i < count && same; i++)
        if (kids[i] && strcmp((const char *)kids[i]->name, name) == 0) {
            lede_buf_addc(json, ',');
            add_content(kids[i], json);
            kids[i] = NULL;
        }
    if (same)
        lede_buf_addc(json, ']');
}

/* The children as a JSON object, so that one set of rules fills the fields. */
static void add_members(const xmlNode *n, lede_buf *json)
{
    const xmlNode *kids[MOST_CHILDREN], *c;
    size_t i, count = 0;

    for (c = n->children; c && count < MOST_CHILDREN; c = c->next)
        if (has_content(c))
            kids[count++] = c;
    for (i = 0; i < count; i++)
        if (kids[i]) {
            if (json->n > 1)
                lede_buf_addc(json, ',');
            add_named(kids + i, count - i, json);
        }
}

static lede_status record_next(lede__job *j, lede_error *err)
{
    const xmlNode *n = next_article(j->state), *place;
    lede__fields f;
    lede_buf json;
    lede__json v;
    lede_status status;

    if (!n)
        return j->count ? LEDE_DONE : lede__skip(j, "XML without an article that lede knows");
    lede__add_number(&j->member, j->count + 1);
    memset(&f, 0, sizeof f);
    lede_buf_init(&json);
    lede_buf_addc(&json, '{');
    add_members(n, &json);
    place = lede__xml_is(n, "news") ? lede__xml_child(n->parent, "loc") : NULL;
    if (place) {                 /* news sitemaps: the address stands beside the news */
        lede_buf_addz(&json, ",\"loc\":");
        add_content(place, &json);
    }
    lede_buf_addc(&json, '}');
    status = json.failed ? lede__nomem(err) : lede__json_parse(json.s, json.n, &v, err);
    if (status == LEDE_OK)
        status = lede__fields_object(&f, &v, j->options, j->record, err);
    lede__fields_release(&f);
    lede_buf_release(&json);
    return status == LEDE_OK && !lede__has_text(j->record) ? lede__skip(j, "neither headline nor body") : status;
}

static int record_probe(const lede__head *h)
{
    char root[32];

    if (!lede__xml_root(h, root, sizeof root) || strcmp(root, "html") == 0)
        return 0;
    if (lede__find(h->s, h->n < 200 ? h->n : 200, "<?xml") || strstr(h->name, ".xml"))
        return 50;
    return lede__find(h->s, h->n, "</") && !lede__find(h->s, h->n < 2048 ? h->n : 2048, "<p>") ? 30 : 0;
}

const lede__format lede__format_xml = {"xml", "XML whose elements are named as fields are", 0, record_probe,
                                       lede__tree_open, record_next, lede__tree_close};
