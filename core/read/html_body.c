/* Choose the element that holds the article, then what in it is text of the article. */
#include "read/html_body.h"
#include "read/html_words.h"

#include <string.h>
#include <strings.h>

#include "lede/date.h"

#define BAD LEDE__HINTS_BAD

static int is_bad(const lede__html_block *k)
{
    return (k->hints & BAD) != 0;
}

/* --- lists of other articles ----------------------------------------------------------- */

/* Whether an element looks like a pointer to another article: short, and led by a link. */
static int is_teaser(const lede__html_blocks *b, const lede__html *node)
{
    uint32_t i, chars = 0, links = 0, first = node->block;

    if (node->block_end <= node->block || node->block_end - node->block > 8)
        return 0;
    for (i = node->block; i < node->block_end && i < b->count; i++) {
        chars += b->items[i].chars;
        links += b->items[i].link_chars;
    }
    if (links < 15 || chars > 700)
        return 0;
    while (first + 1 < node->block_end && !b->items[first].link_chars && first < node->block + 2)
        first++;
    return b->items[first].link_chars * 2 > b->items[first].chars;
}

static int same_kind(const lede__html *a, const lede__html *b)
{
    size_t an, bn;
    const char *x = lede__html_attr_get(a, LEDE__ATTR_CLASS, &an), *y = lede__html_attr_get(b, LEDE__ATTR_CLASS, &bn);
    size_t i;

    if (a->tag != b->tag)
        return 0;
    if (!x || !y)
        return !x && !y;
    for (i = 0; i < an && i < bn && x[i] == y[i] && x[i] != ' ';)
        i++;
    return (i == an || x[i] == ' ') && (i == bn || y[i] == ' ');
}

/* Mark runs of three and more teasers of one kind among an element's children. */
static void mark_teasers(lede__html_blocks *b, const lede__html *parent)
{
    const lede__html *child, *first = NULL, *last = NULL;
    unsigned run = 0;

    for (child = parent->first;; child = child->next) {
        if (child && (child->tag == LEDE__TAG_TEXT || child->block_end <= child->block))
            continue;
        if (child && first && same_kind(first, child) && is_teaser(b, child)) {
            run++;
            last = child;
            continue;
        }
        if (run >= 3) {
            uint32_t i;

            for (i = first->block; i < last->block_end && i < b->count; i++)
                b->items[i].hints |= LEDE__HINT_RELATED;
        }
        run = 0;
        first = NULL;
        if (!child)
            return;
        if (child->tag != LEDE__TAG_P && child->tag != LEDE__TAG_TR &&
            (lede__tag_flags((lede__tag)child->tag) & LEDE__TAG_BLOCK) && is_teaser(b, child)) {
            first = last = child;
            run = 1;
        }
    }
}

static void mark_all_teasers(const lede__html_page *page, lede__html_blocks *b)
{
    const lede__html *t;
    size_t i;

    for (t = page->root; t; t = lede__html_next(t, page->root, 0))
        if (t->first && t->block_end > t->block + 2)
            mark_teasers(b, t);
    for (i = 0; i < b->count; i++)
        b->mass[i + 1] = b->mass[i] + (is_bad(&b->items[i]) ? 0.0 : (double)b->items[i].mass);
}

/* --- the element --------------------------------------------------------------------------- */

static lede__html *descend(const lede__html_blocks *b, lede__html *from, double share)
{
    for (;;) {
        double whole = lede__html_mass(b, from), best = 0;
        lede__html *child, *next = NULL;

        for (child = from->first; child; child = child->next) {
            double mass = child->tag == LEDE__TAG_TEXT ? 0 : lede__html_mass(b, child);

            if (mass > best) {
                best = mass;
                next = child;
            }
        }
        if (!next || best < share * whole || next->tag == LEDE__TAG_P)
            return from;
        from = next;
    }
}

/* The element inside `top` that says it is the article's text and holds most. */
static lede__html *named_body(const lede__html_blocks *b, lede__html *top, uint32_t hint)
{
    lede__html *t, *best = NULL;
    double most = 0;

    for (t = top; t; t = lede__html_next(t, top, 0)) {
        int fits = t->hints & hint && !(t->hints & BAD) && t->tag != LEDE__TAG_P &&
                   !(t->tag >= LEDE__TAG_H1 && t->tag <= LEDE__TAG_H6);
        double mass = fits ? lede__html_mass(b, t) : 0;

        if (mass > most * 1.05) {
            most = mass;
            best = t;
        }
    }
    return best;
}

/* The first block after `from` whose text is the title, b->count where there is none. */
static size_t title_block(const lede__html_blocks *b, const char *title, size_t n)
{
    size_t i;

    for (i = 0; i < b->count && n; i++) {
        const lede__html_block *k = &b->items[i];

        if (k->heading && !(k->hints & (LEDE__HINT_NAV | LEDE__HINT_FOOTER | LEDE__HINT_COMMENTS)) &&
            k->end - k->start <= n && n < 2 * (k->end - k->start) + 20 &&
            memmem(title, n, b->text.s + k->start, k->end - k->start))
            return i;
    }
    return b->count;
}

static lede__html *choose_root(lede__html_page *page, const lede__html_blocks *b)
{
    lede__html *root = descend(b, page->root, 0.7), *named = named_body(b, page->root, LEDE__HINT_BODY);

    if (named && lede__html_mass(b, named) >= 0.5 * lede__html_mass(b, root))
        return named;
    named = named_body(b, root, LEDE__HINT_ARTICLE);
    if (named && lede__html_mass(b, named) >= 0.5 * lede__html_mass(b, root))
        return descend(b, named, 0.9);
    return root;
}

/* --- the blocks ----------------------------------------------------------------------------- */

/* Openings of short lines that are never an article's. */
static int is_phrase(const char *s, size_t n)
{
    size_t i;

    for (i = 0; n < 160 && lede__html_phrases[i]; i++)
        if (n >= strlen(lede__html_phrases[i]) &&
            strncasecmp(s, lede__html_phrases[i], strlen(lede__html_phrases[i])) == 0)
            return 1;
    return 0;
}

/* Whether a line at the top is the byline or the date. */
static int is_dateline(const char *s, size_t n)
{
    static const char *const openings[] = {"by ",
                                           "von ",
                                           "por ",
                                           "par ",
                                           "door ",
                                           "posted ",
                                           "published ",
                                           "updated ",
                                           "last updated",
                                           "ver\xC3\xB6"
                                           "ffentlicht",
                                           "publicado",
                                           "publi\xC3\xA9",
                                           "stand:",
                                           "aktualisiert",
                                           NULL};
    char date[LEDE_DATE_MAX];
    lede_span at;
    size_t i;

    if (n > 100)
        return 0;
    for (i = 0; openings[i]; i++)
        if (n > strlen(openings[i]) && strncasecmp(s, openings[i], strlen(openings[i])) == 0)
            return 1;
    return lede_date_find(s, n, 0, NULL, &at, date, NULL) == LEDE_OK && (at.end - at.start) * 3 >= n;
}

static int wanted(const lede__html_blocks *b, const lede__html_block *k)
{
    const char *s = b->text.s + k->start;
    size_t n = k->end - k->start;

    if (is_bad(k) || is_phrase(s, n))
        return 0;
    if (k->heading)
        return k->link_chars * 2 <= k->chars;
    if (k->mass > 0)
        return 1;
    return k->link_chars * 2 <= k->chars && k->chars > 1;
}

/*
 * Past the last sentence that is kept: what trails after it is no text but
 * tags, links, signatures of widgets. `end` where no block is a sentence.
 */
static size_t end_of_text(const lede__html_blocks *b, size_t start, size_t end)
{
    size_t last;

    for (last = end; last > start; last--) {
        const lede__html_block *k = &b->items[last - 1];

        if (k->keep && k->mass > 0 && !k->heading &&
            (k->sentences || k->chars > 100 || (k->item && !k->links && k->chars > 25)))
            return last;
    }
    return end;
}

/* A heading needs text under it before the next of its rank. */
static void drop_lone_headings(lede__html_blocks *b, size_t start, size_t end)
{
    const lede__html_block *next = NULL;
    size_t i;

    for (i = end; i-- > start;) {
        lede__html_block *k = &b->items[i];

        if (k->keep && k->heading && (!next || (next->heading && next->heading <= k->heading)))
            k->keep = 0;
        if (k->keep)
            next = k;
    }
}

static void keep_blocks(lede__html_blocks *b, const lede__html *root, size_t title)
{
    size_t i, start = root->block, end = root->block_end < b->count ? root->block_end : b->count, last;

    if (title < end && title >= start && b->mass[title] - b->mass[start] < 0.3 * (b->mass[end] - b->mass[start]))
        start = title + 1;
    for (i = start; i < end; i++)
        b->items[i].keep = (uint8_t)wanted(b, &b->items[i]);
    for (i = start; i < end && i < start + 6 && (!b->items[i].keep || b->items[i].chars < 100); i++)
        if (b->items[i].keep && is_dateline(b->text.s + b->items[i].start, b->items[i].end - b->items[i].start))
            b->items[i].keep = 0;
    last = end_of_text(b, start, end);
    for (i = last; i < end; i++)
        b->items[i].keep = 0;
    drop_lone_headings(b, start, last);
}

lede__html *lede__html_choose(lede__html_page *page, lede__html_blocks *b, const char *title, size_t title_n,
                              const char *known, size_t known_n)
{
    lede__html *root;

    (void)known;
    (void)known_n;
    mark_all_teasers(page, b);
    root = choose_root(page, b);
    keep_blocks(b, root, title_block(b, title, title_n));
    return root;
}

void lede__html_write(const lede__html_blocks *b, lede_buf *out)
{
    size_t i;

    for (i = 0; i < b->count; i++) {
        const lede__html_block *k = &b->items[i];

        if (!k->keep)
            continue;
        if (out->n)
            lede_buf_addz(out, "\n\n");
        lede_buf_add(out, b->text.s + k->start, k->end - k->start);
    }
}
