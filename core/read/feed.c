/*
 * Feeds: RSS 0.9 to 2.0 and RDF, Atom 0.3 and 1.0, with the modules that carry
 * contents and dates (content, dc, dcterms, media), and WordPress exports.
 */
#include <libxml/uri.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "read/fields.h"
#include "lede/text.h"
#include "read/formats.h"
#include "read/markup.h"
#include "read/mime.h"
#include "read/nodes.h"
#include "read/wordpress.h"
#include "read/xml.h"

typedef struct feed {
    xmlDoc *doc;
    xmlNode *at;            /* the item given last */
    lede_buf publisher, language, base;
} feed;

static int is_item(const xmlNode *n)
{
    return lede__xml_is(n, "item") || lede__xml_is(n, "entry");
}

/* --- the feed itself ------------------------------------------------------------------------ */

/* The channel or feed element: what speaks for all items. */
static xmlNode *channel_of(xmlNode *root)
{
    xmlNode *c = lede__xml_is(root, "feed") ? root : lede__xml_below(root, "channel");

    return c ? c : root;
}

static void read_channel(feed *f, xmlNode *root)
{
    xmlNode *c = channel_of(root), *link;

    lede__xml_text(lede__xml_child(c, "title"), &f->publisher);
    lede__xml_text(lede__xml_child(c, "language"), &f->language);
    if (!f->language.n)
        lede__xml_attr(c, "lang", &f->language);
    if (!f->language.n)
        lede__xml_attr(root, "lang", &f->language);
    if (!lede__xml_attr(c, "base", &f->base) && !lede__xml_attr(root, "base", &f->base)) {
        link = lede__xml_child(c, "link");
        if (link && !lede__xml_attr(link, "href", &f->base))
            lede__xml_text(link, &f->base);
    }
}

static lede_status feed_open(lede__job *j, lede_error *err)
{
    feed *f = lede__calloc(1, sizeof *f);
    char *s;
    size_t n;
    lede_status status;

    j->state = f;
    if (!f)
        return lede__nomem(err);
    j->record = lede_record_new();
    if (!j->record)
        return lede__nomem(err);
    status = lede__stream_all(j->in, j->options->max_record, &s, &n, err);
    if (status == LEDE_OK)
        status = lede__xml_parse(j, s, n, &f->doc, err);
    if (status != LEDE_OK)
        return status;
    read_channel(f, xmlDocGetRootElement(f->doc));
    f->at = xmlDocGetRootElement(f->doc);
    return f->publisher.failed || f->language.failed || f->base.failed ? lede__nomem(err) : LEDE_OK;
}

static void feed_close(lede__job *j)
{
    feed *f = j->state;

    if (!f)
        return;
    if (f->doc)
        xmlFreeDoc(f->doc);
    lede_buf_release(&f->publisher);
    lede_buf_release(&f->language);
    lede_buf_release(&f->base);
    lede__free(f);
}

/* --- an item ------------------------------------------------------------------------------------ */

enum { MOST_OTHERS = 1000 };    /* elements of one item that are kept in extra */

typedef struct entry {
    lede__job *j;
    feed *f;
    xmlNode *item;
    lede_buf base;
    lede_buf text;          /* for passing use */
    const xmlNode *content, *summary, *published, *modified;
    const xmlNode *spare_summary, *spare_author;    /* of podcasts and films, where there is nothing else */
    size_t others;          /* elements without a job so far */
    lede_error *err;
} entry;

/* Children by what they mean: an element's name, its job, and how good it is for that. */
enum { J_TITLE, J_LINK, J_GUID, J_CONTENT, J_SUMMARY, J_PUBLISHED, J_MODIFIED, J_AUTHOR, J_CATEGORY, J_LANGUAGE,
       J_SOURCE, J_SPARE, J_NONE };

static const struct {
    const char *name;
    int job;
} jobs[] = {
    {"title", J_TITLE}, {"link", J_LINK}, {"origlink", J_LINK}, {"guid", J_GUID}, {"id", J_GUID},
    {"encoded", J_CONTENT}, {"content", J_CONTENT}, {"body", J_CONTENT}, {"fulltext", J_CONTENT},
    {"full-text", J_CONTENT}, {"description", J_SUMMARY}, {"summary", J_SUMMARY}, {"subtitle", J_SUMMARY},
    {"abstract", J_SUMMARY}, {"tagline", J_SUMMARY}, {"pubdate", J_PUBLISHED}, {"published", J_PUBLISHED},
    {"issued", J_PUBLISHED}, {"date", J_PUBLISHED}, {"created", J_PUBLISHED}, {"updated", J_MODIFIED},
    {"modified", J_MODIFIED}, {"author", J_AUTHOR}, {"creator", J_AUTHOR}, {"category", J_CATEGORY},
    {"subject", J_CATEGORY}, {"language", J_LANGUAGE}, {"source", J_SOURCE},
};

static int job_of(const xmlNode *n)
{
    size_t i;

    if (n->ns && n->ns->prefix) {
        const char *prefix = (const char *)n->ns->prefix;

        if (strcmp(prefix, "media") == 0 || strcmp(prefix, "itunes") == 0)
            return J_SPARE;
        if (strcmp(prefix, "wp") == 0)
            return J_NONE;
        if (strcmp(prefix, "excerpt") == 0)
            return J_SUMMARY;
    }
    for (i = 0; i < sizeof jobs / sizeof *jobs; i++)
        if (lede__xml_is(n, jobs[i].name))
            return jobs[i].job;
    return J_NONE;
}

static const char *text_of(entry *e, const xmlNode *n)
{
    lede_buf_clear(&e->text);
    lede_buf_addz(&e->text, "");
    lede__xml_text(n, &e->text);
    return e->text.s ? e->text.s : "";
}

static lede_status put_url(entry *e, const char *href)
{
    xmlChar *whole = e->base.n ? xmlBuildURI((const xmlChar *)href, (const xmlChar *)e->base.s) : NULL;
    const char *url = whole ? (const char *)whole : href;
    lede_status status = lede__put_line(e->j->record, LEDE_URL, url, strlen(url), e->err);

    xmlFree(whole);
    return status;
}

/* A link: its text (RSS) or href with rel alternate (Atom). */
static lede_status put_link(entry *e, const xmlNode *n)
{
    lede_buf rel;
    int wanted;

    lede_buf_init(&rel);
    wanted = !lede__xml_attr(n, "rel", &rel) || lede__is(rel.s ? rel.s : "", rel.n, "alternate");
    lede_buf_release(&rel);
    if (!wanted || (*lede_record_get(e->j->record, LEDE_URL, NULL) && !lede__xml_is(n, "origlink")))
        return LEDE_OK;
    lede_buf_clear(&e->text);
    if (!lede__xml_attr(n, "href", &e->text))
        lede__xml_text(n, &e->text);
    return e->text.n ? put_url(e, e->text.s) : LEDE_OK;
}

static lede_status put_guid(entry *e, const xmlNode *n)
{
    char copy[512];
    lede_buf permanent;
    int is_url;
    lede_status status;

    lede_buf_init(&permanent);
    lede__xml_attr(n, "ispermalink", &permanent);
    is_url = !lede__is(permanent.s ? permanent.s : "", permanent.n, "false");
    lede_buf_release(&permanent);
    snprintf(copy, sizeof copy, "%s", text_of(e, n));
    status = lede__extra_text(e->j->record, "guid", e->text.n ? e->text.s : "", e->text.n, e->err);
    if (status == LEDE_OK && is_url && strncmp(copy, "http", 4) == 0 && e->text.n < sizeof copy &&
        !*lede_record_get(e->j->record, LEDE_URL, NULL))
        status = put_url(e, copy);
    return status;
}

static lede_status put_author(entry *e, const xmlNode *n)
{
    const xmlNode *name = lede__xml_child(n, "name");
    const char *s = text_of(e, name ? name : n), *open, *close;
    size_t len = e->text.n;

    if (!name && (name = lede__wp_author(channel_of(xmlDocGetRootElement(e->f->doc)), s, len)) != NULL) {
        s = text_of(e, name);
        len = e->text.n;
    }

    open = strchr(s, '(');
    close = open ? strchr(open, ')') : NULL;
    if (close && memchr(s, '@', (size_t)(open - s))) {     /* mail@host (Ann Berg) */
        len = (size_t)(close - open) - 1;
        s = open + 1;
    } else if (strchr(s, '@') && !strchr(s, ' ')) {
        return LEDE_OK;
    }
    return name ? lede__put_item(e->j->record, LEDE_AUTHORS, s, len, e->err)
                : lede__put_byline(e->j->record, s, len, e->err);
}

static lede_status put_category(entry *e, const xmlNode *n)
{
    lede_buf_clear(&e->text);
    if (!lede__xml_attr(n, "term", &e->text))
        lede__xml_text(n, &e->text);
    return lede__put_item(e->j->record, LEDE_KEYWORDS, e->text.n ? e->text.s : "", e->text.n, e->err);
}

static lede_status put_title(entry *e, const xmlNode *n)
{
    const char *s = text_of(e, n);

    if (*lede_record_get(e->j->record, LEDE_HEADLINE, NULL))
        return LEDE_OK;
    if (lede__looks_like_html(s, e->text.n) || strchr(s, '&'))
        return lede__put_html_line(e->j->record, LEDE_HEADLINE, s, e->text.n, e->err);
    return lede__put_line(e->j->record, LEDE_HEADLINE, s, e->text.n, e->err);
}

static int has_elements(const xmlNode *n)
{
    const xmlNode *c;

    for (c = n->children; c; c = c->next)
        if (c->type == XML_ELEMENT_NODE)
            return 1;
    return 0;
}

/* Anything else with a text goes to extra under its name. */
static lede_status put_other(entry *e, const xmlNode *n)
{
    lede_buf key;
    lede_status status;

    if (e->others++ > MOST_OTHERS || has_elements(n) || !*text_of(e, n))
        return LEDE_OK;
    lede_buf_init(&key);
    if (n->ns && n->ns->prefix) {
        lede_buf_addz(&key, (const char *)n->ns->prefix);
        lede_buf_addc(&key, ':');
    }
    lede_buf_addz(&key, (const char *)n->name);
    status = key.failed ? lede__nomem(e->err) : lede__extra_text(e->j->record, key.s, e->text.s, e->text.n, e->err);
    lede_buf_release(&key);
    return status;
}

/* Modules of sounds and films: itunes:summary, media:description (also in media:group and media:content). */
static lede_status see_spare(entry *e, const xmlNode *n)
{
    const xmlNode *below = lede__xml_below(n, "description");

    if (lede__xml_is(n, "author"))
        e->spare_author = n;
    else if (lede__xml_is(n, "summary") || lede__xml_is(n, "description"))
        e->spare_summary = n;
    else if (below && !e->spare_summary)
        e->spare_summary = below;
    return put_other(e, n);
}

static lede_status take(entry *e, const xmlNode *n)
{
    switch (job_of(n)) {
    case J_TITLE: return put_title(e, n);
    case J_LINK: return put_link(e, n);
    case J_GUID: return put_guid(e, n);
    case J_CONTENT:
        if (!e->content || lede__xml_is(n, "encoded"))
            e->content = n;
        return LEDE_OK;
    case J_SUMMARY:
        if (!e->summary || !*text_of(e, e->summary))
            e->summary = n;
        return LEDE_OK;
    case J_PUBLISHED:
        if (!e->published || lede__xml_is(n, "pubdate") || lede__xml_is(n, "published"))
            e->published = n;
        return LEDE_OK;
    case J_MODIFIED:
        if (!e->modified)
            e->modified = n;
        return LEDE_OK;
    case J_AUTHOR: return put_author(e, n);
    case J_CATEGORY: return put_category(e, n);
    case J_LANGUAGE: text_of(e, n); return lede__put_language(e->j->record, e->text.s, e->text.n, e->err);
    case J_SOURCE: {
        const xmlNode *title = lede__xml_child(n, "title");

        return lede__xml_put(e->j->record, LEDE_PUBLISHER, title ? title : n, e->err);
    }
    case J_SPARE: return see_spare(e, n);
    default: return put_other(e, n);
    }
}

/* --- contents -------------------------------------------------------------------------------------- */

/* The text of the node with its white space, for markup in text. */
static void raw_text(const xmlNode *n, lede_buf *out)
{
    const xmlNode *c;

    for (c = n->children; c; c = c->next)
        if (c->type == XML_TEXT_NODE || c->type == XML_CDATA_SECTION_NODE)
            lede_buf_addz(out, (const char *)c->content);
}

static void decode_base64(lede_buf *b)
{
    lede_buf plain;

    lede_buf_init(&plain);
    lede__base64(b->n ? b->s : "", b->n, &plain);
    if (plain.n && lede_utf8_valid(plain.s, plain.n) == plain.n) {
        lede_buf_clear(b);
        lede_buf_add(b, plain.s, plain.n);
    }
    lede_buf_release(&plain);
}

/* Escaped once more than it should be: "&lt;p&gt;" where "<p>" was meant. */
static int is_escaped_again(const lede_buf *b)
{
    return b->n && (strstr(b->s, "&lt;p") || strstr(b->s, "&lt;div") || strstr(b->s, "&lt;br") || strstr(b->s, "&lt;a "));
}

/* Append the paragraphs of a content or summary. */
static lede_status add_content(entry *e, const xmlNode *n, int lines, lede_buf *out)
{
    lede_buf raw, type, again;
    lede_status status = LEDE_OK;

    lede_buf_init(&raw);
    lede_buf_init(&type);
    lede_buf_init(&again);
    lede_buf_clear(&e->base);
    if (!lede__xml_attr(n, "base", &e->base) && !lede__xml_attr(e->item, "base", &e->base))
        lede_buf_add(&e->base, e->f->base.n ? e->f->base.s : "", e->f->base.n);
    lede__xml_attr(n, "mode", &type);
    if (!type.n)
        lede__xml_attr(n, "type", &type);
    raw_text(n, &raw);
    if (has_elements(n)) {
        lede__para p;

        lede__para_init(&p, out);
        p.links = e->j->record;
        p.base = e->base.s;
        lede__para_node(&p, n);
        lede__para_release(&p);
    } else {
        if (lede__is(type.n ? type.s : "", type.n, "base64") || lede__is(type.n ? type.s : "", type.n, "application/octet-stream"))
            decode_base64(&raw);
        if (lines)
            lede__lines_to_breaks(&raw);
        if ((lede__is(type.n ? type.s : "", type.n, "text") || lede__is(type.n ? type.s : "", type.n, "text/plain")) &&
            !lede__is_escaped(raw.n ? raw.s : "", raw.n))
            lede__tidy_body(raw.n ? raw.s : "", raw.n, out);
        else
            status = lede__html_fragment(raw.n ? raw.s : "", raw.n, e->base.s, out, e->j->record, e->err);
        if (status == LEDE_OK && is_escaped_again(&raw) && lede__looks_like_html(out->n ? out->s : "", out->n)) {
            lede_buf_add(&again, out->s, out->n);
            lede_buf_clear(out);
            status = lede__html_fragment(again.s, again.n, e->base.s, out, e->j->record, e->err);
        }
    }
    if (raw.failed || type.failed || out->failed)
        status = lede__nomem(e->err);
    lede_buf_release(&raw);
    lede_buf_release(&type);
    lede_buf_release(&again);
    return status;
}

static lede_status put_contents(entry *e, int lines)
{
    lede_buf body, dek;
    lede_status status = LEDE_OK;

    lede_buf_init(&body);
    lede_buf_init(&dek);
    if (e->content)
        status = add_content(e, e->content, lines, &body);
    if (lines)
        lede__wp_drop_shortcodes(&body);
    if (!e->content && (!e->summary || !*text_of(e, e->summary)))
        e->summary = e->spare_summary;
    if (status == LEDE_OK && e->summary)
        status = add_content(e, e->summary, 0, &dek);
    if (status == LEDE_OK)
        status = lede__put_body(e->j->record, body.n ? body.s : dek.n ? dek.s : "", body.n ? body.n : dek.n, e->err);
    if (status == LEDE_OK && body.n && dek.n && dek.n < 1000 && !(body.n >= dek.n && memcmp(body.s, dek.s, dek.n) == 0))
        status = lede__put_line(e->j->record, LEDE_DEK, dek.s, dek.n, e->err);
    lede_buf_release(&body);
    lede_buf_release(&dek);
    return status;
}

static lede_status put_dates(entry *e)
{
    const xmlNode *published = e->published ? e->published : e->modified;
    const char *language = lede_record_get(e->j->record, LEDE_LANGUAGE, NULL);
    lede_status status = LEDE_OK;

    if (published) {
        text_of(e, published);
        status = lede__put_date(e->j->record, LEDE_PUBLISHED, e->text.s, e->text.n, (const char *)published->name,
                                language, e->j->options, e->err);
    }
    if (status == LEDE_OK && *lede_record_get(e->j->record, LEDE_PUBLISHED, NULL))
        status = lede_record_set(e->j->record, LEDE_DATE_FROM, "feed", 4, e->err);
    if (status == LEDE_OK && e->modified && e->published) {
        text_of(e, e->modified);
        status = lede__put_date(e->j->record, LEDE_MODIFIED, e->text.s, e->text.n, (const char *)e->modified->name,
                                language, e->j->options, e->err);
    }
    return status;
}

static lede_status read_item(entry *e)
{
    lede_record *r = e->j->record;
    const xmlNode *c;
    lede_status status = LEDE_OK;

    if (e->f->language.n)
        status = lede__put_language(r, e->f->language.s, e->f->language.n, e->err);
    if (status == LEDE_OK && e->f->publisher.n)
        status = lede__put_line(r, LEDE_PUBLISHER, e->f->publisher.s, e->f->publisher.n, e->err);
    if (!lede__xml_attr(e->item, "base", &e->base))
        lede_buf_add(&e->base, e->f->base.n ? e->f->base.s : "", e->f->base.n);
    for (c = e->item->children; c && status == LEDE_OK; c = c->next)
        if (c->type == XML_ELEMENT_NODE)
            status = take(e, c);
    if (status == LEDE_OK && e->spare_author && !lede_record_count(r, LEDE_AUTHORS))
        status = put_author(e, e->spare_author);
    if (status == LEDE_OK && e->others > MOST_OTHERS)
        status = lede__note(r, e->err, "more than %d elements that lede does not know: the rest is left out", MOST_OTHERS);
    if (status == LEDE_OK)
        status = put_contents(e, lede__xml_child(e->item, "post_type") != NULL);
    return status == LEDE_OK ? put_dates(e) : status;
}

/* The next item after the last, in one walk. */
static xmlNode *next_item(feed *f)
{
    const xmlNode *root = xmlDocGetRootElement(f->doc);
    xmlNode *n = lede__xml_walk(root, f->at);

    while (n && !is_item(n))
        n = lede__xml_walk(root, n);
    return n;
}

static lede_status feed_next(lede__job *j, lede_error *err)
{
    feed *f = j->state;
    xmlNode *item = is_item(f->at) && !j->count ? f->at : next_item(f);
    entry e = {.j = j, .f = f, .item = item, .err = err};
    const char *why;
    lede_status status;

    if (!item && j->count)
        return LEDE_DONE;
    if (!item)
        return lede__skip(j, "a feed without items");
    f->at = item;
    lede__add_number(&j->member, j->count + 1);
    why = lede__wp_not_a_post(item);
    status = why ? lede__skip(j, "%s", why) : read_item(&e);
    lede_buf_release(&e.base);
    lede_buf_release(&e.text);
    if (status == LEDE_OK && !why && !lede__has_text(j->record))
        return lede__skip(j, "neither title nor text");
    return status;
}

static int feed_probe(const lede__head *h)
{
    char root[32];

    if (!lede__xml_root(h, root, sizeof root))
        return 0;
    if (strcmp(root, "rss") == 0 || strcmp(root, "feed") == 0 || strcmp(root, "channel") == 0)
        return 90;
    if (strcmp(root, "rdf") == 0)
        return lede__find(h->s, h->n, "rss") || lede__find(h->s, h->n, "item") ? 90 : 0;
    return 0;
}

const lede__format lede__format_feed = {"feed", "RSS 0.9 to 2.0, RDF, Atom, WordPress exports", 0,
                                        feed_probe, feed_open, feed_next, feed_close};
