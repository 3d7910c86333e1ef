/* Authors as they stand on a page: marked elements, links to their pages, bylines, datelines, signatures. */
#include <string.h>
#include <strings.h>

#include "lede/date.h"
#include "read/html_byline.h"
#include "read/html_words.h"
#include "text/sentence.h"

enum { BELOW = 200, LISTED = 3 };

#define ELSEWHERE (LEDE__HINT_COMMENTS | LEDE__HINT_NAV | LEDE__HINT_FOOTER | LEDE__HINT_CAPTION)

/* --- places ----------------------------------------------------------------------------------------- */

static int is_near(size_t i, size_t place)
{
    return i + 8 > place && i < place + 4;
}

static lede__byline_place place_of(const lede__search *w, size_t block)
{
    if (is_near(block, w->title) || is_near(block, w->first) || (block > w->title && block < w->first))
        return LEDE__PLACE_NEAR;
    return block > w->first && block < w->last + 8 ? LEDE__PLACE_TEXT : LEDE__PLACE_ANY;
}

/* --- elements ---------------------------------------------------------------------------------------- */

/* A link in a byline is most often the name alone. */
static int from_link_in(lede__search *w, const lede__html *node)
{
    static const char *const paths[] = {"autor", "author",   "profil",     "redakt",  "auteur", "user",
                                        "staff", "reporter", "journalist", "creator", NULL};
    const lede__html *t;
    size_t n, i, below = 0;

    if (!lede__byline_try(w))
        return lede__byline_found(w);
    for (t = lede__html_next(node, node, 0); t && below++ < BELOW; t = lede__html_next(t, node, 0)) {
        const char *href = t->tag == LEDE__TAG_A ? lede__html_attr_get(t, LEDE__ATTR_HREF, &n) : NULL;

        for (i = 0; href && paths[i]; i++)
            if (memmem(href, n, paths[i], strlen(paths[i]))) {
                lede__byline_element(w, t, LEDE__PEOPLE_MARKED);
                break;
            }
    }
    return lede__byline_found(w);
}

/* An author's element in a part of another name may still be ours beside the headline, but never among comments. */
static int may_be_ours(const lede__html *node)
{
    const lede__html *t;

    for (t = node; t; t = t->parent)
        if (t->hints & (LEDE__HINT_COMMENTS | LEDE__HINT_NAV))
            return 0;
    return (node->hints & LEDE__HINT_AUTHOR) && node->block_end < node->block + 4;
}

/* Further authors have elements of the same class close by. */
static void from_siblings(lede__search *w, const lede__html *first)
{
    const lede__html *root = w->f->page->root, *t;
    size_t n, m;
    const char *class = lede__html_attr_get(first, LEDE__ATTR_CLASS, &n), *other;

    for (t = lede__html_next(first, root, 1); t && class && t->block < first->block + 6;
         t = lede__html_next(t, root, 0)) {
        other = t->tag == first->tag ? lede__html_attr_get(t, LEDE__ATTR_CLASS, &m) : NULL;
        if (other && m == n && memcmp(class, other, n) == 0 && !lede__html_foreign(t))
            lede__byline_element(w, t, LEDE__PEOPLE_ANY);
    }
}

int lede__authors_classes(lede__search *w)
{
    const lede__html *root = w->f->page->root, *t;

    for (t = lede__html_next(root, root, 0); t; t = lede__html_next(t, root, 0)) {
        lede__byline_place place;

        if (!(t->hints & (LEDE__HINT_AUTHOR | LEDE__HINT_BYLINE)) || t->tag == LEDE__TAG_TEXT)
            continue;
        place = place_of(w, t->block);
        if (place < w->place || (lede__html_foreign(t) && !(may_be_ours(t) && place == LEDE__PLACE_NEAR)))
            continue;
        if (from_link_in(w, t) || ((t->hints & LEDE__HINT_AUTHOR) && lede__byline_element(w, t, LEDE__PEOPLE_ANY))) {
            from_siblings(w, t);
            return 1;
        }
    }
    return 0;
}

int lede__authors_links(lede__search *w)
{
    static const char *const paths[] = {"/author/", "/authors/", "/autor/",  "/autoren/", "/autores/", "/auteur/",
                                        "/staff/",  "/profile/", "/profil/", "/creator/", NULL};
    const lede__html *root = w->f->page->root, *t;
    size_t n, i;

    for (t = lede__html_next(root, root, 0); t; t = lede__html_next(t, root, 0)) {
        const char *href = t->tag == LEDE__TAG_A ? lede__html_attr_get(t, LEDE__ATTR_HREF, &n) : NULL;

        if (!href || place_of(w, t->block) < w->place || lede__html_foreign(t))
            continue;
        for (i = 0; paths[i]; i++)
            if (memmem(href, n, paths[i], strlen(paths[i])) && lede__byline_element(w, t, LEDE__PEOPLE_MARKED))
                return 1;
    }
    return 0;
}

/* "author":"Ann Berg" in the data that scripts of the page carry. */
int lede__authors_scripts(lede__search *w)
{
    static const char *const keys[] = {"\"author\":",      "\"authors\":",       "\"authorName\":",
                                       "\"author_name\":", "\"articleAuthor\":", "\"byline\":",
                                       "\"postedBy\":",    "\"contentAuthor\":", NULL};
    const lede__html *root = w->f->page->root, *t;
    size_t k;

    for (t = root; t; t = lede__html_next(t, root, 0)) {
        if (t->tag != LEDE__TAG_SCRIPT || !t->first)
            continue;
        for (k = 0; keys[k]; k++) {
            const char *end = t->first->s + t->first->n,
                       *at = memmem(t->first->s, t->first->n, keys[k], strlen(keys[k])), *close;

            at = at ? at + strlen(keys[k]) : end;
            while (at < end && (*at == ' ' || *at == '['))
                at++;
            close = at < end && *at == '"' ? memchr(at + 1, '"', (size_t)(end - at - 1)) : NULL;
            if (close && close - at < 80 && !memchr(at, '\\', (size_t)(close - at)) &&
                lede__byline_add(w, at + 1, (size_t)(close - at - 1), LEDE__PEOPLE_ANY))
                return 1;
        }
    }
    return 0;
}

/* --- blocks ----------------------------------------------------------------------------------------------- */

/* Whether a text is a label or opening of bylines and nothing else. */
static int is_bare_opening(const char *s, size_t n)
{
    while (n && (s[n - 1] == ' ' || s[n - 1] == ':'))
        n--;
    if (n > 2 && memcmp(s + n - 2, "\xC2\xA0", 2) == 0)
        n -= 2;
    return n &&
           (lede__words_begin(s, n, lede__byline_labels) == n || lede__words_begin(s, n, lede__byline_openings) == n);
}

/* Whether the last word of a text, or all of it, opens a byline. */
static int ends_as_opening(const char *s, size_t n)
{
    size_t i = n;

    while (i && s[i - 1] != ' ' && s[i - 1] != ',' && s[i - 1] != '|')
        i--;
    return is_bare_opening(s, n) || (i && is_bare_opening(s + i, n - i));
}

int lede__authors_openings(lede__search *w)
{
    const lede__html_blocks *b = w->f->blocks;
    size_t i;

    for (i = 0; i < b->count; i++) {
        const lede__html_block *block = &b->items[i], *next = i + 1 < b->count ? block + 1 : NULL;
        int near = is_near(i, w->first) || is_near(i, w->title);
        uint32_t elsewhere = i > w->title && i < w->title + 3 ? LEDE__HINT_COMMENTS
                                                              : ELSEWHERE | (near ? 0u : (uint32_t)LEDE__HINT_RELATED);
        const char *s = b->text.s + block->start;
        size_t n = block->end - block->start;

        if (n > 120 || place_of(w, i) < w->place)
            continue;
        if (n < 24 && next && !(block->hints & ELSEWHERE & ~(uint32_t)LEDE__HINT_CAPTION) && is_bare_opening(s, n) &&
            lede__byline_add(w, b->text.s + next->start, next->end - next->start, LEDE__PEOPLE_ANY))
            return 1;
        if (!(block->hints & elsewhere) && lede__byline_opening(s, n, 0)) {
            if (!lede__byline_try(w))
                return 0;
            if (lede__byline_add(w, s, n, LEDE__PEOPLE_ANY))
                return 1;
        }
    }
    return 0;
}

/* Whether a node is a short text that the reader sees, in a block without the hints. */
static int is_text(const lede__search *w, const lede__html *t, uint32_t elsewhere)
{
    const lede__html_blocks *b = w->f->blocks;

    return t->tag == LEDE__TAG_TEXT && t->n > 1 && t->n <= 160 && t->block < b->count &&
           !(b->items[t->block].hints & elsewhere) &&
           !(lede__tag_flags((lede__tag)t->parent->tag) & (LEDE__TAG_RAW | LEDE__TAG_SKIP));
}

/* The element after a text that only opens a byline: "by <a>Ida</a>". */
static const lede__html *named_after(const lede__html *text)
{
    const lede__html *t = text->next, *up = text->parent;

    while (!t && up && up->block_end <= text->block + 2) {
        t = up->next;
        up = up->parent;
    }
    if (!t || t->tag == LEDE__TAG_TEXT || lede__tag_flags((lede__tag)t->tag) & (LEDE__TAG_RAW | LEDE__TAG_SKIP))
        return NULL;
    return t;
}

int lede__authors_texts(lede__search *w)
{
    const lede__html_blocks *b = w->f->blocks;
    const lede__html *root = w->f->page->root, *t, *name;

    for (t = lede__html_next(root, root, 0); t; t = lede__html_next(t, root, 0)) {
        const char *s = t->s;
        size_t n = t->n;

        if (!is_text(w, t, ELSEWHERE) || place_of(w, t->block) < w->place ||
            b->items[t->block].end - b->items[t->block].start > 160 || !lede__byline_try(w))
            continue;
        while (n && (unsigned char)*s <= ' ')
            s++, n--;
        while (n && (unsigned char)s[n - 1] <= ' ')
            n--;
        name = ends_as_opening(s, n) ? named_after(t) : NULL;
        if (name ? lede__byline_element(w, name, LEDE__PEOPLE_MARKED)
                 : lede__byline_opening(s, n, 0) && lede__byline_add(w, s, n, LEDE__PEOPLE_ANY))
            return 1;
    }
    return 0;
}

/* "3 May 2021, 12:30 by Ida": what follows a date and such a word is a name even if it stands alone. */
static int from_dated(lede__search *w, const char *s, size_t n)
{
    char date[LEDE_DATE_MAX];
    lede_span at;
    size_t len;

    if (lede_date_find(s, n, 0, NULL, &at, date, NULL) != LEDE_OK)
        return 0;
    for (; at.end < n && strchr(" ,|", s[at.end]) && s[at.end];)
        at.end++;
    len = lede__words_begin(s + at.end, n - at.end, lede__byline_openings);
    return len && n - at.end < len + 40 && lede__byline_add(w, s + at.end, n - at.end, LEDE__PEOPLE_ANY);
}

int lede__authors_dated(lede__search *w)
{
    const lede__html_blocks *b = w->f->blocks;
    const lede__html *root = w->f->page->root, *t;
    size_t i;

    for (i = 0; i < b->count; i++) {
        size_t n = b->items[i].end - b->items[i].start;

        if (n <= 160 && !(b->items[i].hints & (LEDE__HINT_COMMENTS | LEDE__HINT_RELATED | LEDE__HINT_NAV)) &&
            lede__byline_try(w) && from_dated(w, b->text.s + b->items[i].start, n))
            return 1;
    }
    for (t = lede__html_next(root, root, 0); t; t = lede__html_next(t, root, 0))
        if (is_text(w, t, ELSEWHERE | LEDE__HINT_RELATED) && lede__byline_try(w) && from_dated(w, t->s, t->n))
            return 1;
    return 0;
}

/* A line with a date near the headline, or under the text, may name the author between its signs. */
int lede__authors_datelines(lede__search *w)
{
    const lede__html_blocks *b = w->f->blocks;
    size_t i;
    char date[LEDE_DATE_MAX];
    lede_span at;

    for (i = w->first > 8 ? w->first - 8 : 0; i < b->count && i < w->last + 3;
         i = i == w->first + 3 && w->last > w->first + 4 ? w->last : i + 1) {
        const char *s = b->text.s + b->items[i].start;
        size_t n = b->items[i].end - b->items[i].start;

        if (n <= 120 && !(b->items[i].hints & (LEDE__HINT_COMMENTS | LEDE__HINT_NAV)) &&
            lede_date_find(s, n, 0, NULL, &at, date, NULL) == LEDE_OK && lede__byline_add(w, s, n, LEDE__PEOPLE_ANY))
            return 1;
    }
    return 0;
}

int lede__byline_is_signature(const char *s, size_t n)
{
    size_t i, words = 0, len;

    if (n < 7 || n > 40 || s[n - 1] == '.')
        return 0;
    for (i = 0; i < n; i++) {
        if (s[i] && strchr("\n:,?!0123456789", s[i]))
            return 0;
        if (i && s[i - 1] != ' ')
            continue;
        if (!lede__is_upper(lede__char_at(s, n, i, &len)))
            return 0;
        words++;
    }
    return words >= 2 && words <= 4;
}

int lede__authors_signature(lede__search *w)
{
    const lede__html_blocks *b = w->f->blocks;
    size_t i = w->last;

    if (i < 4)
        return 0;
    for (i--; i < b->count; i++) {
        const lede__html_block *k = &b->items[i];

        if (!k->heading && !k->links && k->node->parent &&
            lede__byline_is_signature(b->text.s + k->start, k->end - k->start))
            return lede__byline_add(w, b->text.s + k->start, k->end - k->start, LEDE__PEOPLE_ANY);
        if (i + 1 >= b->count || b->items[i + 1].node->parent != k->node->parent)
            break;
    }
    return 0;
}
