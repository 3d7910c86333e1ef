/* Choose the element that holds the article, then what in it is text of the article. */
#include "read/html_body.h"

#include <string.h>

#define BAD LEDE__HINTS_BAD

/* Text mass of an element without what lies in parts that call themselves something else. */
static double good_mass(const lede__html_blocks *b, const lede__html *node)
{
    double mass = 0;
    uint32_t i;

    for (i = node->block; i < node->block_end && i < b->count; i++)
        if (!(b->items[i].hints & BAD))
            mass += (double)b->items[i].mass;
    return mass;
}

static lede__html *descend(const lede__html_blocks *b, lede__html *from)
{
    for (;;) {
        double whole = good_mass(b, from), best = 0;
        lede__html *child, *next = NULL;

        for (child = from->first; child; child = child->next) {
            double mass = child->tag == LEDE__TAG_TEXT ? 0 : good_mass(b, child);

            if (mass > best) {
                best = mass;
                next = child;
            }
        }
        if (!next || best < 0.7 * whole || next->tag == LEDE__TAG_P)
            return from;
        from = next;
    }
}

lede__html *lede__html_choose(lede__html_page *page, lede__html_blocks *b, const char *title, size_t title_n,
                              const char *known, size_t known_n)
{
    lede__html *root = descend(b, page->root);
    uint32_t i;

    (void)title; (void)title_n; (void)known; (void)known_n;
    for (i = root->block; i < root->block_end && i < b->count; i++) {
        lede__html_block *k = &b->items[i];

        k->keep = !(k->hints & BAD) && (k->mass > 0 || k->heading > 1);
    }
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
