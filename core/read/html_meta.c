/* What meta and link elements and microdata say of the article. */
#include <string.h>
#include <strings.h>

#include "read/html_facts.h"

/* --- facts --------------------------------------------------------------------------- */

/* s without tags, white space single, in the arena. */
static char *clean(lede__facts *f, const char *s, size_t n, size_t *out_n)
{
    const char *last;   /* a '<' after it opens nothing */
    char *out;
    size_t i, m = 0, k;
    int tag = 0;

    s = lede__html_decode(&f->page->arena, s, n, 0, &n);
    if (s && memchr(s, '&', n)) /* escaped twice */
        s = lede__html_decode(&f->page->arena, s, n, 0, &n);
    out = s ? lede__arena_alloc(&f->page->arena, n + 1) : NULL;
    if (!out) {
        f->failed = 1;
        return NULL;
    }
    last = n ? memrchr(s, '>', n) : NULL;
    for (i = 0; i < n; i++) {
        int space = (unsigned char)s[i] <= ' ' || (s[i] == '\xC2' && i + 1 < n && s[i + 1] == '\xA0');

        if (s[i] == '<' && i + 1 < n && (s[i + 1] == '/' || (s[i + 1] | 32) >= 'a') && last && s + i < last)
            tag = 1;
        if (!tag && !space)
            out[m++] = s[i];
        else if (m && out[m - 1] != ' ')
            out[m++] = ' ';
        if (tag && s[i] == '>')
            tag = 0;
        i += space && s[i] == '\xC2';
    }
    while (m && out[m - 1] == ' ')
        m--;
    out[m] = '\0';
    for (k = 0; k < m && out[k] == ' ';)
        k++;
    *out_n = m - k;
    return out + k;
}

void lede__facts_add(lede__facts *f, lede__fact_source source, lede__fact_kind kind, const char *s, size_t n)
{
    lede__fact **at = &f->list[source][kind], *fact;
    size_t m, count = 0;
    char *copy;

    if (!n || !(copy = kind == LEDE__FACT_BODY ? lede__arena_copy(&f->page->arena, s, n) : clean(f, s, n, &m)))
        return;
    if (kind == LEDE__FACT_BODY)
        m = n;
    if (!m)
        return;
    for (; *at; at = &(*at)->next)
        if (++count > 200 || ((*at)->n == m && memcmp((*at)->s, copy, m) == 0))
            return;
    fact = lede__arena_alloc(&f->page->arena, sizeof *fact);
    if (!fact) {
        f->failed = 1;
        return;
    }
    fact->next = NULL;
    fact->s = copy;
    fact->n = m;
    *at = fact;
}

const lede__fact *lede__facts_get(const lede__facts *f, lede__fact_source source, lede__fact_kind kind)
{
    return f->list[source][kind];
}

const lede__fact *lede__facts_first(const lede__facts *f, lede__fact_kind kind)
{
    int source;

    for (source = 0; source < LEDE__FROM_SOURCES; source++)
        if (f->list[source][kind])
            return f->list[source][kind];
    return NULL;
}

/* --- meta ------------------------------------------------------------------------------ */

#define OG LEDE__FROM_OG
#define MT LEDE__FROM_META
#define K(x) LEDE__FACT_##x

/* Names of meta elements in lower case. */
static const struct {
    const char *name;
    lede__fact_source source;
    lede__fact_kind kind;
} metas[] = {
    {"og:title", OG, K(HEADLINE)},
    {"twitter:title", MT, K(HEADLINE)},
    {"dc.title", MT, K(HEADLINE)},
    {"dcterms.title", MT, K(HEADLINE)},
    {"parsely-title", MT, K(HEADLINE)},
    {"sailthru.title", MT, K(HEADLINE)},
    {"title", MT, K(HEADLINE)},
    {"headline", MT, K(HEADLINE)},
    {"citation_title", MT, K(HEADLINE)},
    {"hdl", MT, K(HEADLINE)},
    {"cxenseparse:title", MT, K(HEADLINE)},
    {"og:description", OG, K(DEK)},
    {"description", MT, K(DEK)},
    {"twitter:description", MT, K(DEK)},
    {"dc.description", MT, K(DEK)},
    {"sailthru.description", MT, K(DEK)},
    {"dcterms.abstract", MT, K(DEK)},
    {"article:section", OG, K(SECTION)},
    {"parsely-section", MT, K(SECTION)},
    {"section", MT, K(SECTION)},
    {"article.section", MT, K(SECTION)},
    {"cxenseparse:category", MT, K(SECTION)},
    {"dc.subject", MT, K(SECTION)},
    {"category", MT, K(SECTION)},
    {"cg", MT, K(SECTION)},
    {"og:site_name", OG, K(PUBLISHER)},
    {"dc.publisher", MT, K(PUBLISHER)},
    {"dcterms.publisher", MT, K(PUBLISHER)},
    {"publisher", MT, K(PUBLISHER)},
    {"application-name", MT, K(PUBLISHER)},
    {"citation_journal_title", MT, K(PUBLISHER)},
    {"apple-mobile-web-app-title", MT, K(PUBLISHER)},
    {"article:published_time", OG, K(PUBLISHED)},
    {"og:published_time", OG, K(PUBLISHED)},
    {"og:article:published_time", OG, K(PUBLISHED)},
    {"article:published", OG, K(PUBLISHED)},
    {"article:publish_time", OG, K(PUBLISHED)},
    {"og:pubdate", OG, K(PUBLISHED)},
    {"og:publish_date", OG, K(PUBLISHED)},
    {"og:article:published", OG, K(PUBLISHED)},
    {"vr:published_time", MT, K(PUBLISHED)},
    {"shareaholic:article_published_time", MT, K(PUBLISHED)},
    {"rnews:datepublished", MT, K(PUBLISHED)},
    {"parsely-pub-date", MT, K(PUBLISHED)},
    {"sailthru.date", MT, K(PUBLISHED)},
    {"cxenseparse:publishtime", MT, K(PUBLISHED)},
    {"cxenseparse:recs:publishtime", MT, K(PUBLISHED)},
    {"bt:pubdate", MT, K(PUBLISHED)},
    {"datepublished", MT, K(PUBLISHED)},
    {"date_published", MT, K(PUBLISHED)},
    {"publishdate", MT, K(PUBLISHED)},
    {"publish-date", MT, K(PUBLISHED)},
    {"publish_date", MT, K(PUBLISHED)},
    {"published_date", MT, K(PUBLISHED)},
    {"published-date", MT, K(PUBLISHED)},
    {"publication_date", MT, K(PUBLISHED)},
    {"publication-date", MT, K(PUBLISHED)},
    {"originalpublicationdate", MT, K(PUBLISHED)},
    {"article_date_original", MT, K(PUBLISHED)},
    {"article.published", MT, K(PUBLISHED)},
    {"articlepublicationdate", MT, K(PUBLISHED)},
    {"pubdate", MT, K(PUBLISHED)},
    {"pub_date", MT, K(PUBLISHED)},
    {"ptime", MT, K(PUBLISHED)},
    {"displaydate", MT, K(PUBLISHED)},
    {"dcterms.issued", MT, K(PUBLISHED)},
    {"dc.date.issued", MT, K(PUBLISHED)},
    {"dc.date", MT, K(PUBLISHED)},
    {"dcterms.date", MT, K(PUBLISHED)},
    {"dc.date.created", MT, K(PUBLISHED)},
    {"dcterms.created", MT, K(PUBLISHED)},
    {"dc.created", MT, K(PUBLISHED)},
    {"dcsext.articlefirstpublished", MT, K(PUBLISHED)},
    {"citation_publication_date", MT, K(PUBLISHED)},
    {"citation_date", MT, K(PUBLISHED)},
    {"datecreated", MT, K(PUBLISHED)},
    {"created", MT, K(PUBLISHED)},
    {"creation_date", MT, K(PUBLISHED)},
    {"article-date", MT, K(PUBLISHED)},
    {"article:create_at", MT, K(PUBLISHED)},
    {"release_date", MT, K(PUBLISHED)},
    {"date", MT, K(PUBLISHED)},
    {"pdate", MT, K(PUBLISHED)},
    {"_pubtime", MT, K(PUBLISHED)},
    {"weibo: article:create_at", MT, K(PUBLISHED)},
    {"firstpublished", MT, K(PUBLISHED)},
    {"newsdate", MT, K(PUBLISHED)},
    {"mediator_published_time", MT, K(PUBLISHED)},
    {"article:modified_time", OG, K(MODIFIED)},
    {"og:updated_time", OG, K(MODIFIED)},
    {"article:modified", OG, K(MODIFIED)},
    {"article:updated_time", OG, K(MODIFIED)},
    {"og:modified_time", OG, K(MODIFIED)},
    {"og:article:modified_time", OG, K(MODIFIED)},
    {"lastmod", MT, K(MODIFIED)},
    {"last-modified", MT, K(MODIFIED)},
    {"dcterms.modified", MT, K(MODIFIED)},
    {"dc.date.modified", MT, K(MODIFIED)},
    {"dc.modified", MT, K(MODIFIED)},
    {"datemodified", MT, K(MODIFIED)},
    {"date_modified", MT, K(MODIFIED)},
    {"article.updated", MT, K(MODIFIED)},
    {"last_updated_date", MT, K(MODIFIED)},
    {"revision_date", MT, K(MODIFIED)},
    {"moddate", MT, K(MODIFIED)},
    {"utime", MT, K(MODIFIED)},
    {"dcsext.articleupdated", MT, K(MODIFIED)},
    {"eomportal-lastupdate", MT, K(MODIFIED)},
    {"modified", MT, K(MODIFIED)},
    {"updated", MT, K(MODIFIED)},
    {"og:locale", OG, K(LANGUAGE)},
    {"content-language", MT, K(LANGUAGE)},
    {"dc.language", MT, K(LANGUAGE)},
    {"dcterms.language", MT, K(LANGUAGE)},
    {"language", MT, K(LANGUAGE)},
    {"og:url", OG, K(URL)},
    {"twitter:url", MT, K(URL)},
    {"parsely-link", MT, K(URL)},
    {"article:author", OG, K(AUTHOR)},
    {"og:article:author", OG, K(AUTHOR)},
    {"article:author_name", OG, K(AUTHOR)},
    {"og:author", OG, K(AUTHOR)},
    {"author", MT, K(AUTHOR)},
    {"dc.creator", MT, K(AUTHOR)},
    {"dcterms.creator", MT, K(AUTHOR)},
    {"dc.author", MT, K(AUTHOR)},
    {"parsely-author", MT, K(AUTHOR)},
    {"sailthru.author", MT, K(AUTHOR)},
    {"byl", MT, K(AUTHOR)},
    {"byline", MT, K(AUTHOR)},
    {"citation_author", MT, K(AUTHOR)},
    {"cxenseparse:author", MT, K(AUTHOR)},
    {"authors", MT, K(AUTHOR)},
    {"rbauthors", MT, K(AUTHOR)},
    {"shareaholic:article_author_name", MT, K(AUTHOR)},
    {"article.author", MT, K(AUTHOR)},
    {"dcsext.author", MT, K(AUTHOR)},
    {"mediator_author", MT, K(AUTHOR)},
    {"article:tag", OG, K(KEYWORD)},
    {"keywords", MT, K(KEYWORD)},
    {"news_keywords", MT, K(KEYWORD)},
    {"parsely-tags", MT, K(KEYWORD)},
    {"sailthru.tags", MT, K(KEYWORD)},
};

/* "Written by" of a Twitter card, whose second element is the name. */
static void twitter_label(lede__facts *f, const lede__html *node)
{
    static const char *const labels[] = {"written by",
                                         "verfasst von",
                                         "geschrieben von",
                                         "\xC3\xA9"
                                         "crit par",
                                         "escrito por",
                                         "scritto da",
                                         "geschreven door",
                                         "skrevet av",
                                         "skriven av",
                                         "autor",
                                         "author",
                                         "napisane przez",
                                         "написано автором",
                                         "yazan",
                                         "ditulis oleh",
                                         "written by",
                                         "von",
                                         "by",
                                         NULL};
    size_t n, i;
    const char *s = lede__html_attr_get(node, LEDE__ATTR_CONTENT, &n), *name;
    const lede__html *data = node->next;

    while (data && data->tag != LEDE__TAG_META)
        data = data->next;
    for (i = 0; s && labels[i]; i++)
        if (strlen(labels[i]) == n && strncasecmp(labels[i], s, n) == 0)
            break;
    if (!s || !labels[i] || !data || !(name = lede__html_attr_get(data, LEDE__ATTR_CONTENT, &n)))
        return;
    lede__facts_add(f, LEDE__FROM_META, LEDE__FACT_AUTHOR, name, n);
}

/* The entry of a meta element's name; dc:creator is dc.creator. */
static size_t meta_of(const char *name, size_t n)
{
    char z[48];
    size_t k;

    if (n < 2 || n >= sizeof z)
        return sizeof metas / sizeof metas[0];
    memcpy(z, name, n);
    z[n] = '\0';
    if (strncasecmp(z, "dc:", 3) == 0 || strncasecmp(z, "dcterms:", 8) == 0)
        *strchr(z, ':') = '.';
    for (k = 0; k < sizeof metas / sizeof metas[0]; k++)
        if (strcasecmp(metas[k].name, z) == 0)
            break;
    return k;
}

static void one_meta(lede__facts *f, const lede__html *node)
{
    static const lede__attr named[] = {LEDE__ATTR_PROPERTY, LEDE__ATTR_NAME, LEDE__ATTR_ITEMPROP};
    size_t i, k, n, len;
    const char *content = lede__html_attr_get(node, LEDE__ATTR_CONTENT, &n);

    if (!content)
        content = lede__html_attr_get(node, LEDE__ATTR_VALUE, &n);
    if (!content)
        return;
    if (lede__html_attr_is(node, LEDE__ATTR_NAME, "twitter:label1") ||
        lede__html_attr_is(node, LEDE__ATTR_PROPERTY, "twitter:label1"))
        twitter_label(f, node);
    for (i = 0; i < sizeof named / sizeof named[0]; i++) {
        const char *name = lede__html_attr_get(node, named[i], &len);

        size_t at = 0, end;

        for (; name && at < len; at = end + 1) {
            for (end = at; end < len && (unsigned char)name[end] > ' ';)
                end++;
            k = meta_of(name + at, end - at);
            if (k < sizeof metas / sizeof metas[0]) {
                lede__facts_add(f, metas[k].source, metas[k].kind, content, n);
                return;
            }
        }
    }
}

static void one_link(lede__facts *f, const lede__html *node)
{
    size_t n;
    const char *href = lede__html_attr_get(node, LEDE__ATTR_HREF, &n);

    if (href && lede__html_attr_has(node, LEDE__ATTR_REL, "canonical"))
        lede__facts_add(f, LEDE__FROM_LD, K(URL), href, n);
}

/* --- microdata ---------------------------------------------------------------------------- */

static const struct {
    const char *name;
    lede__fact_kind kind;
} props[] = {
    {"headline", K(HEADLINE)},       {"alternativeHeadline", K(DEK)}, {"articleSection", K(SECTION)},
    {"datePublished", K(PUBLISHED)}, {"dateCreated", K(PUBLISHED)},   {"dateModified", K(MODIFIED)},
    {"author", K(AUTHOR)},           {"creator", K(AUTHOR)},          {"keywords", K(KEYWORD)},
};

int lede__html_foreign(const lede__html *node)
{
    const uint32_t bad = LEDE__HINT_COMMENTS | LEDE__HINT_RELATED | LEDE__HINT_NAV | LEDE__HINT_AD | LEDE__HINT_LETTER;
    int footer = 0;

    for (; node; node = node->parent) {
        if (node->hints & bad)
            return 1;
        if (node->hints & LEDE__HINT_ARTICLE)
            footer = 0; /* an article's own footer */
        footer |= (node->hints & LEDE__HINT_FOOTER) != 0;
    }
    return footer;
}

/* The first element below whose itemprop has the name. */
static const lede__html *prop_below(const lede__html *node, const char *name)
{
    const lede__html *t;

    size_t below = 0;

    for (t = lede__html_next(node, node, 0); t && below++ < 200; t = lede__html_next(t, node, 0))
        if (lede__html_attr_has(t, LEDE__ATTR_ITEMPROP, name))
            return t;
    return NULL;
}

static void one_prop(lede__facts *f, const lede__html *node, lede__fact_kind kind)
{
    const lede__html *name = kind == K(AUTHOR) ? prop_below(node, "name") : NULL;
    lede_buf text;
    size_t n;
    const char *s;

    if (name)
        node = name;
    s = lede__html_attr_get(node, LEDE__ATTR_CONTENT, &n);
    if (!s || !n)
        s = lede__html_attr_get(node, LEDE__ATTR_DATETIME, &n);
    if (s && n) {
        lede__facts_add(f, LEDE__FROM_MICRO, kind, s, n);
        return;
    }
    if (node->block_end > node->block + 8)
        return;
    lede_buf_init(&text);
    lede__html_text(node, &text);
    f->failed |= text.failed;
    if (text.n && text.n < 300)
        lede__facts_add(f, LEDE__FROM_MICRO, kind, text.s, text.n);
    lede_buf_release(&text);
}

static void microdata(lede__facts *f, const lede__html *node)
{
    size_t i;

    if (!lede__html_attr_get(node, LEDE__ATTR_ITEMPROP, NULL) || f->props > 1000 || lede__html_foreign(node))
        return;
    f->props++;
    for (i = 0; i < sizeof props / sizeof props[0]; i++)
        if (lede__html_attr_has(node, LEDE__ATTR_ITEMPROP, props[i].name)) {
            one_prop(f, node, props[i].kind);
            return;
        }
}

void lede__facts_meta(lede__facts *f)
{
    const lede__html *root = f->page->root, *t;

    for (t = lede__html_next(root, root, 0); t; t = lede__html_next(t, root, 0)) {
        if (t->tag == LEDE__TAG_META)
            one_meta(f, t);
        else if (t->tag == LEDE__TAG_LINK)
            one_link(f, t);
        else if (t->tag == LEDE__TAG_TITLE && t->first && !f->title && t->parent->tag != LEDE__TAG_SVG)
            f->title = clean(f, t->first->s, t->first->n, &f->title_n);
        if (t->attrs && t->tag != LEDE__TAG_TEXT)
            microdata(f, t);
    }
}
