/* NITF, the News Industry Text Format of the IPTC (3.x), by itself or inside NewsML. */
#include <string.h>

#include "base/error.h"
#include "read/fields.h"
#include "read/formats.h"
#include "read/tree.h"

static lede_status put_byline(lede__job *j, const xmlNode *byline, lede_error *err)
{
    const xmlNode *person = lede__xml_below(byline, "person");
    lede_buf b;
    lede_status status = LEDE_OK;

    if (person) {
        for (; person && status == LEDE_OK; person = lede__xml_next(byline, person, "person"))
            status = lede__xml_put(j->record, LEDE_AUTHORS, person, err);
        return status;
    }
    lede_buf_init(&b);
    for (person = byline ? byline->children : NULL; person; person = person->next)
        if (!lede__xml_is(person, "byttl")) {
            if (person->type == XML_TEXT_NODE)
                lede_buf_addz(&b, (const char *)person->content);
            else
                lede__xml_text(person, &b);
        }
    status = b.failed ? lede__nomem(err) : lede__put_byline(j->record, b.n ? b.s : "", b.n, err);
    lede_buf_release(&b);
    return status;
}

static lede_status put_head(lede__job *j, const xmlNode *nitf, lede_error *err)
{
    const xmlNode *data = lede__xml_below(nitf, "docdata"), *n;
    lede_status status = lede__tree_attr(j, LEDE_LANGUAGE, NULL, nitf, "baselang", err);

    if (status == LEDE_OK)
        status = lede__tree_date(j, LEDE_PUBLISHED, lede__xml_below(data, "date.issue"), "norm", err);
    if (status == LEDE_OK)
        status = lede__tree_date(j, LEDE_PUBLISHED, lede__xml_below(data, "date.release"), "norm", err);
    if (status == LEDE_OK)
        status = lede__tree_date(j, LEDE_PUBLISHED, lede__xml_below(nitf, "pubdata"), "date.publication", err);
    if (status == LEDE_OK)
        status = lede__tree_date(j, LEDE_PUBLISHED, lede__xml_below(nitf, "story.date"), "norm", err);
    if (status == LEDE_OK)
        status = lede__tree_attr(j, -1, "identifier", lede__xml_below(data, "doc-id"), "id-string", err);
    if (status == LEDE_OK)
        status = lede__tree_attr(j, LEDE_PUBLISHER, NULL, lede__xml_below(data, "doc.copyright"), "holder", err);
    if (status == LEDE_OK)
        status = lede__tree_attr(j, LEDE_PUBLISHER, NULL, lede__xml_below(nitf, "pubdata"), "name", err);
    if (status == LEDE_OK)
        status = lede__tree_attr(j, -1, "urgency", lede__xml_below(data, "urgency"), "ed-urg", err);
    if (status == LEDE_OK)
        status = lede__tree_attr(j, LEDE_SECTION, NULL, lede__xml_below(nitf, "tobject.subject"), "tobject.subject.type", err);
    for (n = lede__xml_below(data, "keyword"); n && status == LEDE_OK; n = lede__xml_next(data, n, "keyword"))
        status = lede__tree_attr(j, LEDE_KEYWORDS, NULL, n, "key", err);
    return status;
}

static lede_status put_headlines(lede__job *j, const xmlNode *nitf, lede_error *err)
{
    const xmlNode *head = lede__xml_below(nitf, "body.head"), *hl1 = lede__xml_below(head ? head : nitf, "hl1");
    const xmlNode *line = lede__xml_below(head, "hedline"), *abstract = lede__xml_below(head, "abstract");
    lede_status status = LEDE_OK;

    if (!*lede_record_get(j->record, LEDE_HEADLINE, NULL))
        status = lede__xml_put(j->record, LEDE_HEADLINE, hl1 ? hl1 : line, err);
    if (status == LEDE_OK && !*lede_record_get(j->record, LEDE_HEADLINE, NULL))
        status = lede__xml_put(j->record, LEDE_HEADLINE, lede__xml_child(lede__xml_child(nitf, "head"), "title"), err);
    if (status == LEDE_OK && !*lede_record_get(j->record, LEDE_DEK, NULL))
        status = lede__xml_put(j->record, LEDE_DEK, lede__xml_below(line, "hl2") ? lede__xml_below(line, "hl2") : abstract, err);
    if (status == LEDE_OK && !lede_record_count(j->record, LEDE_AUTHORS))
        status = put_byline(j, lede__xml_below(nitf, "byline"), err);
    if (status == LEDE_OK && !*lede_record_get(j->record, LEDE_PUBLISHER, NULL))
        status = lede__xml_put(j->record, LEDE_PUBLISHER, lede__xml_below(head, "distributor"), err);
    return status;
}

/* The dateline as it stands; its story.date is no part of the text. */
static lede_status put_dateline(lede__job *j, const xmlNode *nitf, lede_error *err)
{
    lede_buf b;
    lede_status status = LEDE_OK;

    lede_buf_init(&b);
    lede__xml_text(lede__xml_below(nitf, "dateline"), &b);
    if (b.failed)
        status = lede__nomem(err);
    else if (b.n)
        status = lede__extra_text(j->record, "dateline", b.s, b.n, err);
    lede_buf_release(&b);
    return status;
}

static int skip_head(const xmlNode *n, void *ud)
{
    (void)ud;
    return lede__xml_is(n, "body.head") || lede__xml_is(n, "body.end") || lede__xml_is(n, "head");
}

lede_status lede__nitf(lede__job *j, const xmlNode *nitf, lede_error *err)
{
    const xmlNode *content = lede__xml_below(nitf, "body.content");
    lede_status status = put_head(j, nitf, err);

    if (status == LEDE_OK)
        status = put_headlines(j, nitf, err);
    if (status == LEDE_OK)
        status = put_dateline(j, nitf, err);
    return status == LEDE_OK ? lede__xml_body(j->record, content ? content : nitf, NULL, skip_head, err) : status;
}

static lede_status nitf_next(lede__job *j, lede_error *err)
{
    static const char *const names[] = {"nitf", NULL};
    const xmlNode *n = lede__tree_next(j->state, names);
    lede_status status;

    if (!n)
        return j->count ? LEDE_DONE : lede__skip(j, "no article in it");
    if (xmlDocGetRootElement(((lede__tree *)j->state)->doc) != n)
        lede__add_number(&j->member, j->count + 1);
    status = lede__nitf(j, n, err);
    if (status == LEDE_OK)
        status = lede__tree_no_repeats(j, err);
    return status == LEDE_OK && !lede__has_text(j->record) ? lede__skip(j, "neither headline nor body") : status;
}

static int nitf_probe(const lede__head *h)
{
    char root[32];

    return lede__xml_root(h, root, sizeof root) && strcmp(root, "nitf") == 0 ? 95 : 0;
}

const lede__format lede__format_nitf = {"nitf", "NITF of news agencies", 0, nitf_probe, lede__tree_open, nitf_next,
                                        lede__tree_close};
