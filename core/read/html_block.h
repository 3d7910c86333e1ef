/*
 * Read layer, knows text and base. A page's text as a list of blocks.
 *
 * A block is a paragraph, heading, list item, row of a table: a run of text between the borders of block
 * elements. Blocks stand in document order, so whatever an element holds is an interval of them
 * (lede__html.block .. block_end): weighing an element costs two look-ups in running sums.
 */
#ifndef LEDE_READ_HTML_BLOCK_H
#define LEDE_READ_HTML_BLOCK_H

#include "read/html_tree.h"

/* What an element's tag, class, id and role say; a block has those of all elements around it. */
enum {
    LEDE__HINT_NAV = 1 << 0,
    LEDE__HINT_FOOTER = 1 << 1,
    LEDE__HINT_ASIDE = 1 << 2,
    LEDE__HINT_COMMENTS = 1 << 3,
    LEDE__HINT_SHARE = 1 << 4,
    LEDE__HINT_RELATED = 1 << 5,
    LEDE__HINT_AD = 1 << 6,
    LEDE__HINT_LETTER = 1 << 7, /* newsletter, subscription, paywall */
    LEDE__HINT_CONSENT = 1 << 8,
    LEDE__HINT_BYLINE = 1 << 9,
    LEDE__HINT_DATE = 1 << 10,
    LEDE__HINT_TAGS = 1 << 11,
    LEDE__HINT_CAPTION = 1 << 12,
    LEDE__HINT_HIDDEN = 1 << 13,
    LEDE__HINT_FORM = 1 << 14,
    LEDE__HINT_HEADER = 1 << 15,
    LEDE__HINT_BIO = 1 << 16, /* about the author */
    LEDE__HINT_DEK = 1 << 17,
    LEDE__HINT_TITLE = 1 << 18,
    LEDE__HINT_AUTHOR = 1 << 19, /* of a byline's element: names the author, not the date or section */
    LEDE__HINT_ARTICLE = 1 << 20,
    LEDE__HINT_BODY = 1 << 21, /* named as the article's text */
    LEDE__HINT_MAIN = 1 << 22,
    LEDE__HINT_LIES = 1 << 23 /* of an element: holds too much of the page's text for what it claims to be */
};

#define LEDE__HINTS_BAD                                                                                                \
    (LEDE__HINT_NAV | LEDE__HINT_FOOTER | LEDE__HINT_ASIDE | LEDE__HINT_COMMENTS | LEDE__HINT_SHARE |                  \
     LEDE__HINT_RELATED | LEDE__HINT_AD | LEDE__HINT_LETTER | LEDE__HINT_CONSENT | LEDE__HINT_BYLINE |                 \
     LEDE__HINT_DATE | LEDE__HINT_TAGS | LEDE__HINT_CAPTION | LEDE__HINT_HIDDEN | LEDE__HINT_FORM | LEDE__HINT_BIO)

typedef struct lede__html_block {
    lede__html *node;  /* the block element around it */
    size_t start, end; /* in lede__html_blocks.text */
    uint32_t chars;    /* characters, those of Han, kana and Hangul counted thrice */
    uint32_t link_chars;
    uint32_t hints;
    uint16_t links;
    uint8_t heading;   /* 1 to 6 */
    uint8_t sentences; /* marks that end a sentence, at most 255 */
    uint8_t commas;
    uint8_t item, quote, cell, paragraph, pre, bold; /* what it stands in */
    uint8_t keep;
    float mass; /* how much it looks like an article's text */
} lede__html_block;

typedef struct lede__html_blocks {
    lede__html_block *items;
    size_t count, cap;
    lede_buf text;
    double *mass; /* running sums, count + 1 of them */
} lede__html_blocks;

lede_status lede__html_blocks_make(lede__html_page *page, lede__html_blocks *b, lede_error *err);
void lede__html_blocks_release(lede__html_blocks *b);

/* Text mass of an element, without what bad hints take away. */
double lede__html_mass(const lede__html_blocks *b, const lede__html *node);

/* Whether the element's own style or attributes hide it. */
int lede__html_is_hidden(const lede__html *node);

/* The hints of one element by itself (html_hint.c). */
uint32_t lede__html_hints(const lede__html *node);

#endif
