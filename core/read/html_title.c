/* The headline: from data blocks, meta elements, <h1> and <title>, without the site's name. */
#include <string.h>

#include "read/html_fields.h"

/* --- comparing texts -------------------------------------------------------------------- */

/* The next letter or digit at or after *i, lower-cased if ASCII; bytes of other characters count as they are; -1 at the
 * end. */
static int next_sign(const char *s, size_t n, size_t *i)
{
    while (*i < n) {
        unsigned char c = (unsigned char)s[(*i)++];

        if (c >= 'A' && c <= 'Z')
            return c + 32;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            return c;
        if (c == 0xE2 && *i + 1 < n && (unsigned char)s[*i] == 0x80) {
            *i += 2; /* dashes and quotation marks */
            continue;
        }
        if (c == 0xC2 && *i < n) {
            *i += 1;
            continue;
        }
        if (c >= 0x80)
            return c;
    }
    return -1;
}

int lede__same_words(const char *a, size_t an, const char *b, size_t bn)
{
    size_t i = 0, j = 0;
    int x, y;

    do {
        x = next_sign(a, an, &i);
        y = next_sign(b, bn, &j);
    } while (x == y && x != -1);
    return x == y;
}

/* Whether b's letters begin with a's (both of some length). */
static int begins(const char *a, size_t an, const char *b, size_t bn)
{
    size_t i = 0, j = 0, common = 0;
    int x, y;

    for (;; common++) {
        x = next_sign(a, an, &i);
        y = next_sign(b, bn, &j);
        if (x == -1)
            return common >= 4;
        if (x != y)
            return 0;
    }
}

/* --- the site's name --------------------------------------------------------------------- */

/* The host of a URL without "www." and its last label. */
static size_t host_label(const char *url, const char **label)
{
    const char *s = url ? strstr(url, "://") : NULL, *end;
    size_t n;

    if (!s)
        return 0;
    s += 3;
    if (strncmp(s, "www.", 4) == 0)
        s += 4;
    n = strcspn(s, "/:?#");
    end = s + n;
    while (end > s && *end != '.')
        end--;
    if (end - s > 3 && end[-3] == '.' && (end[-2] == 'c' || end[-2] == 'a'))
        end -= 3; /* co.uk */
    else if (end - s > 4 && end[-4] == '.' && strncmp(end - 3, "com", 3) == 0)
        end -= 4;
    *label = s;
    return (size_t)(end - s);
}

static int is_host(const lede__fields *f, const char *s, size_t n)
{
    const char *label, *dot;
    size_t label_n = host_label(f->url, &label);

    if (!label_n)
        return 0;
    if (lede__same_words(s, n, label, label_n) || (n > label_n && memmem(s, n, label, label_n) && n < label_n + 8))
        return 1;
    dot = memchr(label, '.', label_n);
    if (dot && lede__same_words(s, n, dot + 1, label_n - (size_t)(dot + 1 - label)))
        return 1;
    return (n < 2 * label_n + 8 && begins(label, label_n, s, n)) || (n > 4 && begins(s, n, label, label_n));
}

/* Bytes of a separator of title and site at s, 0 where there is none. */
static size_t separator(const char *s, size_t n)
{
    static const char *const list[] = {" | ",
                                       " - ",
                                       " \xE2\x80\x93 ",
                                       " \xE2\x80\x94 ",
                                       " :: ",
                                       " \xC2\xB7 ",
                                       " \xC2\xBB ",
                                       " \xC2\xAB ",
                                       " \xE2\x80\xA2 ",
                                       " / ",
                                       " // ",
                                       ": ",
                                       " : ",
                                       "|",
                                       " \xE2\x80\xBA ",
                                       " > ",
                                       " < ",
                                       " _ ",
                                       " \xE2\x80\xBA",
                                       " -",
                                       "- ",
                                       NULL};
    size_t i;

    for (i = 0; list[i]; i++)
        if (n > strlen(list[i]) && memcmp(s, list[i], strlen(list[i])) == 0)
            return strlen(list[i]);
    return 0;
}

/* What stands after the last separator of <title>: most often the site. */
static size_t title_tail(const lede__fields *f, const char **tail)
{
    size_t i, n = f->facts.title_n, len;
    const char *s = f->facts.title;

    for (i = n; s && i-- > 1;) {
        len = separator(s + i, n - i);
        if (len < 3 || s[i + 1] == ':')
            continue;
        *tail = s + i + len;
        return n - i - len;
    }
    return 0;
}

/* Some pages put the author where a publisher belongs. */
static int is_author(const lede__fields *f, const lede__fact *publisher)
{
    const lede__fact *fact = lede__facts_get(&f->facts, LEDE__FROM_META, LEDE__FACT_AUTHOR);

    for (; fact; fact = fact->next)
        if (lede__same_words(fact->s, fact->n, publisher->s, publisher->n))
            return lede__facts_get(&f->facts, LEDE__FROM_META, LEDE__FACT_PUBLISHER) == publisher;
    return 0;
}

/* The first letters of a name of two words or more, in small letters: dw of Deutsche Welle. */
static size_t initials(const char *s, size_t n, char out[8])
{
    size_t i, len = 0;

    for (i = 0; i < n && len < 7; i++)
        if (s[i] != ' ' && s[i] != '-' && (i == 0 || s[i - 1] == ' ' || s[i - 1] == '-'))
            out[len++] = s[i];
    return i == n && len > 1 ? len : 0;
}

/* Whether one text is the other's initials. */
static int abbreviates(const char *a, size_t an, const char *b, size_t bn)
{
    char first[8];
    size_t len = initials(b, bn, first);

    return len && an == len && lede__same_words(a, an, first, len);
}

int lede__is_site_in_short(const lede__fields *f, const char *s, size_t n)
{
    const char *label;
    size_t label_n = host_label(f->url, &label);
    const lede__fact *fact = lede__facts_first(&f->facts, LEDE__FACT_PUBLISHER);

    return (label_n && abbreviates(label, label_n, s, n)) || (fact && abbreviates(s, n, fact->s, fact->n));
}

/* Some systems repeat the whole of <title>, headline and perhaps site, where the site's name belongs. */
static int is_whole_title(const lede__fields *f, const lede__fact *publisher)
{
    const char *tail;

    return f->facts.title && (publisher->n > 40 || title_tail(f, &tail)) &&
           lede__same_words(f->facts.title, f->facts.title_n, publisher->s, publisher->n);
}

int lede__is_site(const lede__fields *f, const char *s, size_t n)
{
    int source;
    const lede__fact *fact;

    if (n < 2)
        return 0;
    for (source = 0; source < LEDE__FROM_SOURCES; source++)
        for (fact = lede__facts_get(&f->facts, (lede__fact_source)source, LEDE__FACT_PUBLISHER); fact;
             fact = fact->next)
            if (is_author(f, fact) || is_whole_title(f, fact))
                continue;
            else if (lede__same_words(s, n, fact->s, fact->n) ||
                     (fact->n > 3 && n < 2 * fact->n + 8 && begins(fact->s, fact->n, s, n)) ||
                     (n > 4 && begins(s, n, fact->s, fact->n)))
                return 1;
    return is_host(f, s, n);
}

int lede__is_title_tail(const lede__fields *f, const char *s, size_t n)
{
    const char *tail;
    size_t tail_n = title_tail(f, &tail);

    return tail_n > 2 && tail_n < 40 && lede__same_words(s, n, tail, tail_n);
}

int lede__is_publisher(const lede__fields *f, const char *s, size_t n, int declared)
{
    int source;
    const lede__fact *fact;

    for (source = LEDE__FROM_LD; source <= (declared ? LEDE__FROM_LD : LEDE__FROM_OG); source++)
        for (fact = lede__facts_get(&f->facts, (lede__fact_source)source, LEDE__FACT_PUBLISHER); fact;
             fact = fact->next)
            if (lede__same_words(s, n, fact->s, fact->n))
                return 1;
    return 0;
}

void lede__field_publisher(lede__fields *f)
{
    int source;
    const lede__fact *fact;
    const char *tail;
    size_t n;

    for (source = 0; source < LEDE__FROM_SOURCES; source++)
        for (fact = lede__facts_get(&f->facts, (lede__fact_source)source, LEDE__FACT_PUBLISHER); fact;
             fact = fact->next) {
            if (!is_whole_title(f, fact)) {
                lede__field_set(f, LEDE_PUBLISHER, fact->s, fact->n);
                return;
            }
            if ((n = title_tail(f, &tail)) > 0) {
                lede__field_set(f, LEDE_PUBLISHER, tail, n);
                return;
            }
        }
}

/* --- cutting -------------------------------------------------------------------------------- */

/* Take the site's name from the end of a title, then from its start. */
static void cut_site(const lede__fields *f, const char **s, size_t *n)
{
    size_t i, len;
    int again = 3;

    while (again--) {
        size_t from = *n;

        for (i = *n; i-- > 1;) {
            len = separator(*s + i, *n - i);
            if (len && lede__is_site(f, *s + i + len, *n - i - len)) {
                from = i;
                break;
            }
        }
        if (from == *n || from < 8)
            break;
        *n = from;
    }
    for (i = 1; i < *n && i < 50; i++) {
        len = separator(*s + i, *n - i);
        if (len && *n - i - len > 8 && lede__is_site(f, *s, i)) {
            *s += i + len;
            *n -= i + len;
            return;
        }
    }
}

/* --- choosing --------------------------------------------------------------------------------- */

typedef struct title {
    const char *s;
    size_t n;
} title;

/* How well a heading fits: 3 begins as the data's title does or the other way round, 2 stands alone, 1 among others. */
typedef struct heading {
    title best;
    int sure, count;
} heading;

/* Whether an element is, or stands in, a part whose headings are never the article's. */
static int is_elsewhere(const lede__html *node, int strict)
{
    const uint32_t never = LEDE__HINT_COMMENTS | LEDE__HINT_CONSENT | LEDE__HINT_FOOTER;

    for (; node; node = node->parent)
        if (!strict ? (node->hints & never) != 0
                    : node->hints & (LEDE__HINT_COMMENTS | LEDE__HINT_NAV | LEDE__HINT_FOOTER | LEDE__HINT_CONSENT |
                                     LEDE__HINT_RELATED | LEDE__HINT_HIDDEN) ||
                          (node->tag == LEDE__TAG_ASIDE && !(node->hints & LEDE__HINT_LIES)))
            return 1;
    return 0;
}

/* A heading that is a link to the front page is the site's. */
static int links_home(const lede__html *node)
{
    const lede__html *t;
    size_t n, slashes, i;

    for (t = lede__html_next(node, node, 0); t; t = lede__html_next(t, node, 0)) {
        const char *href = t->tag == LEDE__TAG_A ? lede__html_attr_get(t, LEDE__ATTR_HREF, &n) : NULL;

        if (!href)
            continue;
        for (slashes = i = 0; i < n; i++)
            slashes += href[i] == '/';
        if ((n <= 1) ||
            (strncmp(href, "http", n < 4 ? n : 4) == 0 && (slashes == 2 || (slashes == 3 && href[n - 1] == '/'))))
            return 1;
    }
    return 0;
}

/* Whether a heading is the data's title behind a kicker. */
static int ends_as(const title *t, const title *like)
{
    size_t i;

    for (i = 1; i + 8 < t->n && i < 80 && t->n > like->n; i++)
        if (t->s[i - 1] == ' ' && lede__same_words(t->s + i, t->n - i, like->s, like->n))
            return 1;
    return 0;
}

static void weigh_heading(lede__fields *f, const title *t, const title *like, heading *h)
{
    if (t->n < 3 || t->n > 400 || lede__is_site(f, t->s, t->n))
        return;
    h->count++;
    if (like && h->sure < 3 && (begins(t->s, t->n, like->s, like->n) || begins(like->s, like->n, t->s, t->n))) {
        h->best = *t;
        h->sure = 3;
    } else if (like && h->sure < 3 && ends_as(t, like)) {
        h->best = memchr(t->s, ':', t->n - like->n) ? *t : *like; /* at a colon both are the headline */
        h->sure = 3;
    } else if (h->sure < 3 && t->n > h->best.n) {
        h->best = *t;
        h->sure = h->sure ? 1 : 2;
    }
}

/* The best heading of one level. */
static void headings(lede__fields *f, lede__tag level, const title *like, int strict, heading *h)
{
    const lede__html *root = f->page->root, *t;

    for (t = lede__html_next(root, root, 0); t; t = lede__html_next(t, root, 0)) {
        lede_buf text;
        title one;

        if (t->tag != level || is_elsewhere(t, strict) || links_home(t))
            continue;
        lede_buf_init(&text);
        lede__html_text(t, &text);
        one.s = text.n ? lede__arena_copy(&f->page->arena, text.s, text.n) : NULL;
        one.n = text.n;
        if (text.failed || (text.n && !one.s))
            f->status = LEDE_NOMEM;
        lede_buf_release(&text);
        if (one.s)
            weigh_heading(f, &one, like, h);
    }
}

static int from_fact(const lede__fields *f, lede__fact_source source, title *out)
{
    const lede__fact *fact = lede__facts_get(&f->facts, source, LEDE__FACT_HEADLINE);

    if (!fact || lede__is_site(f, fact->s, fact->n))
        return 0;
    out->s = fact->s;
    out->n = fact->n;
    cut_site(f, &out->s, &out->n);
    return 1;
}

/* What the page's data say the title is, the most trusted first. */
static int said_title(const lede__fields *f, title *out)
{
    int source;

    for (source = 0; source < LEDE__FROM_SOURCES; source++)
        if (from_fact(f, (lede__fact_source)source, out))
            return 1;
    if (!f->facts.title || lede__is_site(f, f->facts.title, f->facts.title_n))
        return 0;
    out->s = f->facts.title;
    out->n = f->facts.title_n;
    cut_site(f, &out->s, &out->n);
    return 1;
}

void lede__field_headline(lede__fields *f)
{
    title said = {NULL, 0};
    heading first = {{NULL, 0}, 0, 0}, second = {{NULL, 0}, 0, 0};
    int has = said_title(f, &said);

    headings(f, LEDE__TAG_H1, has ? &said : NULL, 1, &first);
    if (first.sure < 3) {
        heading any = {{NULL, 0}, 0, 0};

        headings(f, LEDE__TAG_H1, has ? &said : NULL, 0, &any);
        if (any.sure == 3 || !first.count)
            first = any;
    }
    if (first.sure < 3) {
        headings(f, LEDE__TAG_H2, has ? &said : NULL, 1, &second);
        if (second.sure < 3)
            headings(f, LEDE__TAG_H3, has ? &said : NULL, 1, &second);
    }
    if (first.sure == 3 || (first.sure == 2 && second.sure < 3))
        said = first.best;
    else if (second.sure == 3)
        said = second.best;
    else if (!has)
        said = first.sure ? first.best : second.best;
    if (!said.s && f->facts.title) {
        said.s = f->facts.title;
        said.n = f->facts.title_n;
    }
    lede__field_set(f, LEDE_HEADLINE, said.s, said.n);
}
