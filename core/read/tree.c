#include "read/tree.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "read/fields.h"

lede_status lede__tree_open(lede__job *j, lede_error *err)
{
    lede__tree *t = lede__calloc(1, sizeof *t);
    char *s;
    size_t n;
    lede_status status;

    j->state = t;
    if (!t)
        return lede__nomem(err);
    j->record = lede_record_new();
    if (!j->record)
        return lede__nomem(err);
    status = lede__stream_all(j->in, j->options->max_record, &s, &n, err);
    return status == LEDE_OK ? lede__xml_parse(j, s, n, &t->doc, err) : status;
}

void lede__tree_close(lede__job *j)
{
    lede__tree *t = j->state;

    if (!t)
        return;
    if (t->doc)
        xmlFreeDoc(t->doc);
    lede__free(t);
}

static int named(const xmlNode *n, const char *const *names)
{
    size_t i;

    for (i = 0; names[i]; i++)
        if (lede__xml_is(n, names[i]))
            return 1;
    return 0;
}

/* The node after `at` in document order that does not lie in it. */
static const xmlNode *after(const xmlNode *at)
{
    while (at && !at->next)
        at = at->parent && at->parent->type == XML_ELEMENT_NODE ? at->parent : NULL;
    return at ? at->next : NULL;
}

const xmlNode *lede__tree_next(lede__tree *t, const char *const *names)
{
    const xmlNode *n = t->at ? after(t->at) : xmlDocGetRootElement(t->doc);

    while (n && !(n->type == XML_ELEMENT_NODE && named(n, names)))
        n = n->type == XML_ELEMENT_NODE && n->children ? n->children : after(n);
    if (n)
        t->at = n;
    return n;
}

lede_status lede__tree_date(lede__job *j, lede_field field, const xmlNode *node, const char *attribute, lede_error *err)
{
    lede_buf b;
    lede_status status = LEDE_OK;

    if (!node || *lede_record_get(j->record, field, NULL))
        return LEDE_OK;
    lede_buf_init(&b);
    if (attribute)
        lede__xml_attr(node, attribute, &b);
    else
        lede__xml_text(node, &b);
    if (b.failed)
        status = lede__nomem(err);
    else if (b.n)
        status = lede__put_date(j->record, field, b.s, b.n, attribute ? attribute : (const char *)node->name,
                                lede_record_get(j->record, LEDE_LANGUAGE, NULL), j->options, err);
    lede_buf_release(&b);
    return status;
}

lede_status lede__tree_attr(lede__job *j, int field, const char *key, const xmlNode *node, const char *attribute,
                            lede_error *err)
{
    lede_buf b;
    lede_status status = LEDE_OK;

    if (!node)
        return LEDE_OK;
    lede_buf_init(&b);
    lede__xml_attr(node, attribute, &b);
    if (b.failed)
        status = lede__nomem(err);
    else if (b.n && field == LEDE_LANGUAGE)
        status = lede__put_language(j->record, b.s, b.n, err);
    else if (b.n && field >= 0)
        status = lede__put_line(j->record, (lede_field)field, b.s, b.n, err);
    else if (b.n)
        status = lede__extra_text(j->record, key, b.s, b.n, err);
    lede_buf_release(&b);
    return status;
}

lede_status lede__tree_no_repeats(lede__job *j, lede_error *err)
{
    size_t n, dek_n, body_n;
    const char *headline = lede_record_get(j->record, LEDE_HEADLINE, &n), *dek = lede_record_get(j->record, LEDE_DEK, &dek_n);
    const char *body = lede_record_get(j->record, LEDE_BODY, &body_n);
    lede_status status = LEDE_OK;

    if (!n)
        return LEDE_OK;
    if (body_n > n + 2 && memcmp(body, headline, n) == 0 && memcmp(body + n, "\n\n", 2) == 0) {
        char *rest = lede__strndup(body + n + 2, body_n - n - 2);

        status = rest ? lede_record_set(j->record, LEDE_BODY, rest, body_n - n - 2, err) : lede__nomem(err);
        lede__free(rest);
    }
    if (status == LEDE_OK && dek_n >= n && memcmp(dek + dek_n - n, headline, n) == 0)
        status = lede_record_set(j->record, LEDE_DEK, "", 0, err);
    return status;
}
