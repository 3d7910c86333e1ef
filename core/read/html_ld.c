/* JSON-LD: find the article among the objects of a page and read its fields, in every form that sites write. */
#include <jansson.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "read/html_facts.h"

enum { DEPTH = 12, OBJECTS = 400, AUTHORS = 200 };

#define LD LEDE__FROM_LD

/* All objects of a page, found in order. */
typedef struct found {
    json_t *items[OBJECTS];
    size_t n;
} found;

/* --- the texts ------------------------------------------------------------------------- */

/* Copy a script's JSON with what strict parsers refuse repaired: raw line ends in strings, comment wrappers, commas
 * before an end. */
static void repair(const char *s, size_t n, lede_buf *out)
{
    size_t i;
    int in = 0;

    for (i = 0; i < n; i++) {
        char c = s[i];

        if (in && c == '\\' && i + 1 < n) {
            if (s[i + 1] && strchr("\"\\/bfnrtu", s[i + 1]))
                lede_buf_add(out, s + i, 2);
            else
                lede_buf_addc(out, s[i + 1]);
            i++;
            continue;
        }
        if (c == '"')
            in = !in;
        if ((unsigned char)c < ' ')
            c = ' ';
        if (!in && (c == '}' || c == ']')) {
            while (out->n && out->s[out->n - 1] == ' ')
                out->n--;
            if (out->n && out->s[out->n - 1] == ',')
                out->n--;
        }
        lede_buf_addc(out, c);
    }
}

static json_t *load(const char *s, size_t n)
{
    const size_t flags = JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL;
    size_t start = 0;
    lede_buf fixed;
    json_t *j;

    while (start < n && s[start] != '{' && s[start] != '[')
        start++;
    if (start == n)
        return NULL;
    j = json_loadb(s + start, n - start, flags, NULL);
    if (j)
        return j;
    lede_buf_init(&fixed);
    repair(s + start, n - start, &fixed);
    if (!fixed.failed && fixed.n)
        j = json_loadb(fixed.s, fixed.n, flags, NULL);
    lede_buf_release(&fixed);
    return j;
}

static void gather(json_t *j, found *all, int depth)
{
    size_t i;
    const char *key;
    json_t *value;

    if (depth > DEPTH || all->n >= OBJECTS)
        return;
    if (json_is_array(j)) {
        json_array_foreach(j, i, value) gather(value, all, depth + 1);
        return;
    }
    if (!json_is_object(j))
        return;
    all->items[all->n++] = j;
    json_object_foreach(j, key, value) if (json_is_object(value) || json_is_array(value)) gather(value, all, depth + 1);
}

/* --- which object is the article ------------------------------------------------------------ */

static int type_score(const char *type)
{
    size_t n;
    const char *slash = strrchr(type, '/');

    type = slash ? slash + 1 : type;
    n = strlen(type);
    if (n >= 11 && strcmp(type + n - 11, "NewsArticle") == 0)
        return 6;
    if (strcmp(type, "ReportageNewsArticle") == 0 || strcmp(type, "LiveBlogPosting") == 0)
        return 6;
    if ((n >= 7 && strcmp(type + n - 7, "Article") == 0) || (n >= 7 && strcmp(type + n - 7, "Posting") == 0) ||
        strcmp(type, "Report") == 0 || strcmp(type, "Review") == 0 || strcmp(type, "Recipe") == 0)
        return 5;
    if (strcmp(type, "CreativeWork") == 0 || strcmp(type, "VideoObject") == 0)
        return 2;
    return strcmp(type, "WebPage") == 0 || strcmp(type, "ItemPage") == 0 ? 3 : 0;
}

static int score(json_t *j)
{
    json_t *type = json_object_get(j, "@type"), *item;
    size_t i;
    int best = 0;

    if (json_is_string(type))
        best = type_score(json_string_value(type));
    json_array_foreach(type, i, item) if (json_is_string(item) && type_score(json_string_value(item)) > best) best =
        type_score(json_string_value(item));
    if (!best)
        return 0;
    best *= 4;
    best += (json_object_get(j, "headline") != NULL) * 2;
    best += (json_object_get(j, "datePublished") != NULL) * 2;
    return best + (json_object_get(j, "author") != NULL);
}

static const char *text_of(json_t *j)
{
    json_t *inner;

    if (json_is_array(j))
        j = json_array_get(j, 0);
    if (json_is_string(j))
        return json_string_value(j);
    inner = json_is_object(j) ? json_object_get(j, "@value") : NULL;
    if (!inner && json_is_object(j))
        inner = json_object_get(j, "@id");
    return json_is_string(inner) ? json_string_value(inner) : NULL;
}

/* Whether an object says that it is about this address. */
static int is_about(json_t *j, const char *url)
{
    static const char *const keys[] = {"url", "mainEntityOfPage", "@id"};
    size_t i;

    for (i = 0; url && i < sizeof keys / sizeof keys[0]; i++) {
        const char *s = text_of(json_object_get(j, keys[i]));

        if (s && strncmp(s, url, strcspn(url, "#?")) == 0)
            return 1;
    }
    return 0;
}

static json_t *article_of(const found *all, const char *url)
{
    json_t *best = NULL;
    int top = 0;
    size_t i;

    for (i = 0; i < all->n; i++) {
        int s = score(all->items[i]);

        if (s && is_about(all->items[i], url))
            s += 3;
        if (s > top) {
            top = s;
            best = all->items[i];
        }
    }
    return best;
}

/* --- fields --------------------------------------------------------------------------------- */

static void add(lede__facts *f, lede__fact_kind kind, const char *s)
{
    if (s)
        lede__facts_add(f, LD, kind, s, strlen(s));
}

/* An object that is only a reference stands for the one with that @id. */
static json_t *resolve(const found *all, json_t *j)
{
    json_t *id = json_is_object(j) ? json_object_get(j, "@id") : NULL;
    size_t i;

    if (!json_is_string(id) || json_object_get(j, "name") || json_object_get(j, "givenName"))
        return j;
    for (i = 0; i < all->n; i++) {
        json_t *other = json_object_get(all->items[i], "@id");

        if (all->items[i] != j && json_is_string(other) && json_equal(other, id) &&
            json_object_get(all->items[i], "name"))
            return all->items[i];
    }
    return j;
}

static void add_names(lede__facts *f, lede__fact_kind kind, const found *all, json_t *j, int depth)
{
    json_t *item, *name;
    const char *given, *family;
    size_t i;

    if (depth > 4 || !j)
        return;
    json_array_foreach(j, i, item) if (i < AUTHORS) add_names(f, kind, all, item, depth + 1);
    if (json_is_string(j))
        add(f, kind, json_string_value(j));
    if (!json_is_object(j))
        return;
    j = resolve(all, j);
    add_names(f, kind, all, json_object_get(j, "@list"), depth + 1);
    name = json_object_get(j, "name");
    given = text_of(json_object_get(j, "givenName"));
    family = text_of(json_object_get(j, "familyName"));
    if (json_is_string(name) && json_string_length(name)) {
        add(f, kind, json_string_value(name));
    } else if (json_is_array(name)) {
        add_names(f, kind, all, name, depth + 1);
    } else if (json_is_object(name)) {
        add_names(f, kind, all, name, depth + 1);
    } else if (given || family) {
        char whole[300];
        size_t n = 0, part;

        part = given ? strnlen(given, 140) : 0;
        memcpy(whole, given ? given : "", part);
        n = part;
        if (n && family)
            whole[n++] = ' ';
        part = family ? strnlen(family, 140) : 0;
        memcpy(whole + n, family ? family : "", part);
        lede__facts_add(f, LD, kind, whole, n + part);
    }
}

/* Authors, people first: organisations count only where no person is named. */
static void add_authors(lede__facts *f, const found *all, json_t *j)
{
    json_t *item, *type;
    size_t i;

    if (json_is_object(j)) {
        j = resolve(all, j);
        type = json_object_get(j, "@type");
        if (json_is_string(type) && strstr(json_string_value(type), "Organization")) {
            add_names(f, LEDE__FACT_AGENCY, all, j, 0);
            return;
        }
    }
    if (json_is_array(j)) {
        json_array_foreach(j, i, item) if (i < AUTHORS) add_authors(f, all, item);
        return;
    }
    add_names(f, LEDE__FACT_AUTHOR, all, j, 0);
}

static void add_list(lede__facts *f, lede__fact_kind kind, json_t *j)
{
    json_t *item;
    size_t i;

    if (json_is_string(j))
        add(f, kind, json_string_value(j));
    json_array_foreach(j, i, item)
    {
        if (json_is_object(item))
            item = json_object_get(item, "name");
        if (json_is_string(item))
            add(f, kind, json_string_value(item));
    }
}

/* A person's own site: its name is the author's, and no publisher's. */
static int is_a_person(json_t *j)
{
    json_t *type = json_is_object(j) ? json_object_get(j, "@type") : NULL, *item;
    size_t i;

    if (json_is_string(type))
        return strcmp(json_string_value(type), "Person") == 0;
    json_array_foreach(type, i,
                       item) if (json_is_string(item) && strcmp(json_string_value(item), "Person") == 0) return 1;
    return 0;
}

static void read_article(lede__facts *f, const found *all, json_t *j)
{
    const char *body = text_of(json_object_get(j, "articleBody"));
    json_t *creator = json_object_get(j, "creator");

    add(f, LEDE__FACT_HEADLINE, text_of(json_object_get(j, "headline")));
    add(f, LEDE__FACT_HEADLINE, text_of(json_object_get(j, "name")));
    add(f, LEDE__FACT_DEK, text_of(json_object_get(j, "alternativeHeadline")));
    add(f, LEDE__FACT_DEK, text_of(json_object_get(j, "description")));
    add_list(f, LEDE__FACT_SECTION, json_object_get(j, "articleSection"));
    add_list(f, LEDE__FACT_KEYWORD, json_object_get(j, "keywords"));
    add(f, LEDE__FACT_PUBLISHED, text_of(json_object_get(j, "datePublished")));
    add(f, LEDE__FACT_PUBLISHED, text_of(json_object_get(j, "dateCreated")));
    add(f, LEDE__FACT_PUBLISHED, text_of(json_object_get(j, "uploadDate")));
    add(f, LEDE__FACT_MODIFIED, text_of(json_object_get(j, "dateModified")));
    add(f, LEDE__FACT_LANGUAGE, text_of(json_object_get(j, "inLanguage")));
    add_authors(f, all, json_object_get(j, "author"));
    if (!lede__facts_get(f, LD, LEDE__FACT_AUTHOR))
        add_authors(f, all, creator);
    if (!is_a_person(resolve(all, json_object_get(j, "publisher"))))
        add_names(f, LEDE__FACT_PUBLISHER, all, json_object_get(j, "publisher"), 0);
    if (body && strlen(body) > 200)
        lede__facts_add(f, LD, LEDE__FACT_BODY, body, strlen(body));
}

static int is_type(json_t *j, const char *name)
{
    json_t *type = json_object_get(j, "@type");

    return json_is_string(type) && strcmp(json_string_value(type), name) == 0;
}

/* Breadcrumbs lead from the front page by sections to the article: the second is the section. */
static void read_breadcrumbs(lede__facts *f, const found *all)
{
    size_t i, k;
    json_t *item, *list;

    for (i = 0; i < all->n; i++) {
        if (!is_type(all->items[i], "BreadcrumbList"))
            continue;
        list = json_object_get(all->items[i], "itemListElement");
        json_array_foreach(list, k, item)
        {
            json_t *name = json_object_get(item, "name");

            if (!json_is_string(name) && json_is_object(json_object_get(item, "item")))
                name = json_object_get(json_object_get(item, "item"), "name");
            if (json_is_string(name) && k < 3)
                add(f, LEDE__FACT_SECTION, json_string_value(name));
        }
        return;
    }
}

/* The value of "key" in a text that is no JSON, where it is a plain string. */
static void salvage(lede__facts *f, lede__fact_kind kind, const char *key, const char *s, size_t n)
{
    const char *at = memmem(s, n, key, strlen(key)), *end;

    if (!at)
        return;
    at += strlen(key);
    while (at < s + n && (*at == ' ' || *at == ':'))
        at++;
    if (at >= s + n || *at++ != '"')
        return;
    end = memchr(at, '"', (size_t)(s + n - at));
    if (end && end - at < 300)
        lede__facts_add(f, LD, kind, at, (size_t)(end - at));
}

static int is_ld(const lede__html *t)
{
    size_t n;
    const char *type = t->tag == LEDE__TAG_SCRIPT && t->first ? lede__html_attr_get(t, LEDE__ATTR_TYPE, &n) : NULL;

    return type && n >= 19 && strncasecmp(type, "application/ld+json", 19) == 0;
}

void lede__facts_ld(lede__facts *f, const char *url)
{
    const lede__html *root = f->page->root, *t;
    json_t *all = json_array(), *j, *article;
    found objects;

    objects.n = 0;
    for (t = root; t && all; t = lede__html_next(t, root, 0)) {
        if (!is_ld(t))
            continue;
        j = load(t->first->s, t->first->n);
        if (j && json_array_append_new(all, j) == 0)
            continue;
        salvage(f, LEDE__FACT_PUBLISHED, "\"datePublished\"", t->first->s, t->first->n);
        salvage(f, LEDE__FACT_MODIFIED, "\"dateModified\"", t->first->s, t->first->n);
        salvage(f, LEDE__FACT_HEADLINE, "\"headline\"", t->first->s, t->first->n);
    }
    if (!all) {
        f->failed = 1;
        return;
    }
    gather(all, &objects, 0);
    article = article_of(&objects, url);
    if (article)
        read_article(f, &objects, article);
    read_breadcrumbs(f, &objects);
    json_decref(all);
}
