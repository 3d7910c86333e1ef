/* The section of a page: data blocks and meta, a category's link, breadcrumbs, or the menu's name for the URL's folder.
 */
#include <string.h>
#include <strings.h>

#include "read/html_fields.h"

/* Names of front pages, which are no sections. */
static int is_home(const char *s, size_t n)
{
    static const char *const names[] = {"home",    "homepage",  "start", "startseite",    "accueil",
                                        "inicio",  "início",    "hem",   "forside",       "etusivu",
                                        "главная", "ana sayfa", "news",  "uncategorized", NULL};
    size_t i;

    for (i = 0; names[i]; i++)
        if (strlen(names[i]) == n && strncasecmp(names[i], s, n) == 0)
            return 1;
    return 0;
}

static int take(lede__fields *f, const char *s, size_t n)
{
    size_t m;
    const char *headline = lede_record_get(f->record, LEDE_HEADLINE, &m);

    if (n < 2 || n > 60 || s[0] == '/' || is_home(s, n) || lede__same_words(s, n, headline, m) ||
        lede__is_site(f, s, n))
        return 0;
    lede__field_set(f, LEDE_SECTION, s, n);
    return 1;
}

static int take_text(lede__fields *f, const lede__html *node)
{
    lede_buf text;
    int taken;

    if (node->block_end > node->block + 2)
        return 0;
    lede_buf_init(&text);
    lede__html_text(node, &text);
    if (text.failed)
        f->status = LEDE_NOMEM;
    taken = text.n && take(f, text.s, text.n);
    lede_buf_release(&text);
    return taken;
}

/* A list without blanks after its commas ("Town,Sea") is several sections: the first is the main one. */
static int from_facts(lede__fields *f)
{
    const lede__fact *fact;
    int source;

    for (source = 0; source < LEDE__FROM_SOURCES; source++)
        for (fact = lede__facts_get(&f->facts, (lede__fact_source)source, LEDE__FACT_SECTION); fact;
             fact = fact->next) {
            const char *comma = memchr(fact->s, ',', fact->n);
            size_t n = comma && comma[1] != ' ' ? (size_t)(comma - fact->s) : fact->n;
            int topics = comma && comma[1] == ' ' && memchr(comma + 1, ',', fact->n - (size_t)(comma + 1 - fact->s));

            if (!topics && take(f, fact->s, n))
                return 1;
        }
    return 0;
}

/* <a rel="category tag">, the first that is not another article's. */
static int from_category(lede__fields *f)
{
    const lede__html *root = f->page->root, *t;

    for (t = lede__html_next(root, root, 0); t; t = lede__html_next(t, root, 0))
        if (t->tag == LEDE__TAG_A && lede__html_attr_has(t, LEDE__ATTR_REL, "category") && !lede__html_foreign(t) &&
            take_text(f, t))
            return 1;
    return 0;
}

/* The first folder of the address: [*s, n) of "https://post.example/town/2021/..." is "town". */
static size_t first_folder(const char *url, const char **s)
{
    const char *host = url ? strstr(url, "://") : NULL, *path = host ? strchr(host + 3, '/') : NULL;
    size_t n, i;

    if (!path)
        return 0;
    *s = path + 1;
    n = strcspn(path + 1, "/?#");
    for (i = 0; i < n; i++)
        if (path[1 + i] >= '0' && path[1 + i] <= '9')
            return 0;
    return path[1 + n] == '/' && n > 2 ? n : 0;
}

/* The link that leads to that folder says how the site calls it. */
static int from_menu(lede__fields *f)
{
    const lede__html *root = f->page->root, *t;
    const char *folder, *href;
    size_t n = first_folder(f->url, &folder), m;

    for (t = root; n && t; t = lede__html_next(t, root, 0)) {
        href = t->tag == LEDE__TAG_A ? lede__html_attr_get(t, LEDE__ATTR_HREF, &m) : NULL;
        while (href && m && href[m - 1] == '/')
            m--;
        if (href && m > n && href[m - n - 1] == '/' && memcmp(href + m - n, folder, n) == 0 &&
            (m == n + 1 || memchr(href, ':', m)) && take_text(f, t))
            return 1;
    }
    return 0;
}

void lede__field_section(lede__fields *f)
{
    if (!from_facts(f) && !from_category(f))
        from_menu(f);
}
