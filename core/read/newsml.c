/* NewsML 1 and NewsML-G2 of the IPTC: each news item of a message is an article. */
#include <string.h>

#include "base/error.h"
#include "read/fields.h"
#include "read/formats.h"
#include "read/tree.h"

/* The name of a party: <name>, else literal, FormalName or the end of a qcode. */
static lede_status put_party(lede__job *j, lede_field field, const xmlNode *party, lede_error *err)
{
    lede_buf b;
    const char *s;
    lede_status status = LEDE_OK;

    if (!party)
        return LEDE_OK;
    lede_buf_init(&b);
    lede__xml_text(lede__xml_below(party, "name"), &b);
    if (!b.n && !lede__xml_attr(party, "literal", &b) && !lede__xml_attr(party, "formalname", &b))
        lede__xml_attr(party, "qcode", &b);
    if (!b.n)
        lede__xml_text(party, &b);
    s = b.n ? strrchr(b.s, ':') : NULL;
    s = s ? s + 1 : b.n ? b.s : "";
    if (b.failed)
        status = lede__nomem(err);
    else if (*s)
        status = lede__put_line(j->record, field, s, strlen(s), err);
    lede_buf_release(&b);
    return status;
}

static lede_status put_text_extra(lede__job *j, const char *key, const xmlNode *node, lede_error *err)
{
    lede_buf b;
    lede_status status = LEDE_OK;

    if (!node)
        return LEDE_OK;
    lede_buf_init(&b);
    lede__xml_text(node, &b);
    status = b.failed ? lede__nomem(err) : lede__extra_text(j->record, key, b.n ? b.s : "", b.n, err);
    lede_buf_release(&b);
    return status;
}

static lede_status put_by(lede__job *j, const xmlNode *by, lede_error *err)
{
    lede_buf b;
    lede_status status;

    if (!by)
        return LEDE_OK;
    lede_buf_init(&b);
    lede__xml_text(by, &b);
    status = b.failed ? lede__nomem(err) : lede__put_byline(j->record, b.n ? b.s : "", b.n, err);
    lede_buf_release(&b);
    return status;
}

/* Published is when the first version was made, modified when this one was. */
static lede_status put_times(lede__job *j, const xmlNode *first, const xmlNode *this_one, lede_error *err)
{
    lede_status status = lede__tree_date(j, LEDE_PUBLISHED, first ? first : this_one, NULL, err);

    if (status == LEDE_OK && first)
        status = lede__tree_date(j, LEDE_MODIFIED, this_one, NULL, err);
    if (status == LEDE_OK && strcmp(lede_record_get(j->record, LEDE_PUBLISHED, NULL),
                                    lede_record_get(j->record, LEDE_MODIFIED, NULL)) == 0)
        status = lede_record_set(j->record, LEDE_MODIFIED, "", 0, err);
    return status;
}

/* --- G2 ------------------------------------------------------------------------------------ */

static lede_status put_subjects(lede__job *j, const xmlNode *meta, lede_error *err)
{
    const xmlNode *n;
    lede_status status = LEDE_OK;

    for (n = lede__xml_child(meta, "subject"); n && status == LEDE_OK; n = n->next)
        if (lede__xml_is(n, "subject") && lede__xml_child(n, "name"))
            status = lede__xml_put(j->record, LEDE_KEYWORDS, lede__xml_child(n, "name"), err);
    for (n = lede__xml_child(meta, "keyword"); n && status == LEDE_OK; n = n->next)
        if (lede__xml_is(n, "keyword"))
            status = lede__xml_put(j->record, LEDE_KEYWORDS, n, err);
    return status;
}

static lede_status put_g2_meta(lede__job *j, const xmlNode *item, lede_error *err)
{
    const xmlNode *im = lede__xml_child(item, "itemmeta"), *cm = lede__xml_child(item, "contentmeta");
    const xmlNode *language = lede__xml_child(cm, "language"), *first = lede__xml_child(im, "firstcreated");
    lede_status status = lede__tree_attr(j, LEDE_LANGUAGE, NULL, item, "lang", err);

    if (status == LEDE_OK)
        status = lede__tree_attr(j, LEDE_LANGUAGE, NULL, language, "tag", err);
    if (status == LEDE_OK)
        status = put_times(j, first ? first : lede__xml_child(cm, "contentcreated"), lede__xml_child(im, "versioncreated"), err);
    if (status == LEDE_OK)
        status = put_party(j, LEDE_PUBLISHER, lede__xml_child(im, "provider"), err);
    if (status == LEDE_OK)
        status = lede__xml_put(j->record, LEDE_HEADLINE, lede__xml_child(cm, "headline"), err);
    if (status == LEDE_OK && !*lede_record_get(j->record, LEDE_HEADLINE, NULL))
        status = lede__xml_put(j->record, LEDE_HEADLINE, lede__xml_child(im, "title"), err);
    if (status == LEDE_OK)
        status = lede__xml_put(j->record, LEDE_DEK, lede__xml_child(cm, "description"), err);
    if (status == LEDE_OK)
        status = put_by(j, lede__xml_child(cm, "by"), err);
    if (status == LEDE_OK)
        status = put_subjects(j, cm, err);
    if (status == LEDE_OK)
        status = put_text_extra(j, "dateline", lede__xml_child(cm, "dateline"), err);
    if (status == LEDE_OK)
        status = put_text_extra(j, "slugline", lede__xml_child(cm, "slugline"), err);
    if (status == LEDE_OK)
        status = put_text_extra(j, "creditline", lede__xml_child(cm, "creditline"), err);
    if (status == LEDE_OK)
        status = lede__tree_attr(j, -1, "identifier", item, "guid", err);
    return status == LEDE_OK ? lede__tree_attr(j, -1, "version", item, "version", err) : status;
}

static lede_status put_g2_body(lede__job *j, const xmlNode *item, lede_error *err)
{
    const xmlNode *set = lede__xml_child(item, "contentset"), *nitf = lede__xml_below(set, "nitf");
    const xmlNode *inline_ = lede__xml_below(set, "inlinexml"), *body = lede__xml_below(inline_, "body");
    lede_status status = LEDE_OK;

    if (nitf)
        return lede__nitf(j, nitf, err);
    if (inline_)
        status = lede__xml_body(j->record, body ? body : inline_, NULL, NULL, err);
    if (status == LEDE_OK && !*lede_record_get(j->record, LEDE_BODY, NULL))
        status = lede__xml_body(j->record, lede__xml_below(set, "inlinedata"), NULL, NULL, err);
    return status;
}

static lede_status g2_item(lede__job *j, const xmlNode *item, lede_error *err)
{
    lede_status status = put_g2_meta(j, item, err);

    if (status == LEDE_OK)
        status = put_g2_body(j, item, err);
    if (status != LEDE_OK || *lede_record_get(j->record, LEDE_BODY, NULL))
        return status;
    return lede__skip(j, lede__xml_is(item, "packageitem") ? "a package: it links to articles and has no text itself"
                                                           : "an item without text");
}

/* --- NewsML 1 -------------------------------------------------------------------------------- */

static lede_status put_1_meta(lede__job *j, const xmlNode *item, lede_error *err)
{
    const xmlNode *lines = lede__xml_below(item, "newslines"), *party, *n;
    lede_status status = lede__tree_attr(j, LEDE_LANGUAGE, NULL, item, "lang", err);

    if (status == LEDE_OK)
        status = lede__tree_attr(j, LEDE_LANGUAGE, NULL, lede__xml_below(item, "language"), "formalname", err);
    if (status == LEDE_OK)
        status = put_times(j, lede__xml_below(item, "firstcreated"), lede__xml_below(item, "thisrevisioncreated"), err);
    party = lede__xml_below(lede__xml_below(item, "provider"), "party");
    if (!party)
        party = lede__xml_below(lede__xml_below(item, "source"), "party");
    if (status == LEDE_OK)
        status = put_party(j, LEDE_PUBLISHER, party ? party : lede__xml_below(item, "providerid"), err);
    if (status == LEDE_OK)
        status = lede__xml_put(j->record, LEDE_HEADLINE, lede__xml_below(lines, "headline"), err);
    if (status == LEDE_OK)
        status = lede__xml_put(j->record, LEDE_DEK, lede__xml_below(lines, "subheadline"), err);
    if (status == LEDE_OK)
        status = put_by(j, lede__xml_below(lines, "byline"), err);
    if (status == LEDE_OK)
        status = put_text_extra(j, "dateline", lede__xml_below(lines, "dateline"), err);
    if (status == LEDE_OK)
        status = put_text_extra(j, "slugline", lede__xml_below(lines, "slugline"), err);
    for (n = lede__xml_below(lines, "keywordline"); n && status == LEDE_OK; n = lede__xml_next(lines, n, "keywordline"))
        status = lede__xml_put(j->record, LEDE_KEYWORDS, n, err);
    return status == LEDE_OK ? put_text_extra(j, "identifier", lede__xml_below(item, "publicidentifier"), err) : status;
}

static lede_status item_1(lede__job *j, const xmlNode *item, lede_error *err)
{
    const xmlNode *data, *nitf;
    lede_status status = put_1_meta(j, item, err);

    for (data = lede__xml_below(item, "datacontent"); data && status == LEDE_OK && !*lede_record_get(j->record, LEDE_BODY, NULL);
         data = lede__xml_next(item, data, "datacontent")) {
        nitf = lede__xml_below(data, "nitf");
        status = nitf ? lede__nitf(j, nitf, err) : lede__xml_body(j->record, data, NULL, NULL, err);
    }
    if (status == LEDE_OK && !*lede_record_get(j->record, LEDE_BODY, NULL))
        return lede__skip(j, "an item without text");
    return status;
}

/* --- the format ---------------------------------------------------------------------------------- */

static lede_status newsml_next(lede__job *j, lede_error *err)
{
    static const char *const names[] = {"newsitem", "packageitem", "contentset", NULL};
    const xmlNode *n = lede__tree_next(j->state, names);
    lede_status status;

    if (!n)
        return j->count ? LEDE_DONE : lede__skip(j, "no news item in it");
    lede__add_number(&j->member, j->count + 1);
    if (lede__xml_is(n, "contentset")) {
        status = lede__xml_below(n, "nitf") ? lede__nitf(j, lede__xml_below(n, "nitf"), err)
                                            : lede__xml_body(j->record, n, NULL, NULL, err);
        return status == LEDE_OK && !lede__has_text(j->record) ? lede__skip(j, "an item without text") : status;
    }
    status = lede__xml_child(n, "itemmeta") || lede__xml_is(n, "packageitem") ? g2_item(j, n, err) : item_1(j, n, err);
    return status == LEDE_OK ? lede__tree_no_repeats(j, err) : status;
}

static int newsml_probe(const lede__head *h)
{
    static const char *const roots[] = {"newsml", "newsmessage", "newsitem", "packageitem", "contentset", NULL};
    char root[32];
    size_t i;

    if (!lede__xml_root(h, root, sizeof root))
        return 0;
    for (i = 0; roots[i]; i++)
        if (strcmp(root, roots[i]) == 0)
            return 95;
    return 0;
}

const lede__format lede__format_newsml = {"newsml", "NewsML 1 and NewsML-G2 of news agencies", 0, newsml_probe,
                                          lede__tree_open, newsml_next, lede__tree_close};
