/* Read layer, knows text and base. Which blocks of a page are the article's text. */
#ifndef LEDE_READ_HTML_BODY_H
#define LEDE_READ_HTML_BODY_H

#include "read/html_block.h"

/*
 * Mark the blocks of the article (`keep`) and return the element that holds
 * them. `title` is the headline, which is no part of the body; `known` is the article's text as a data
 * block of the page gives it ("" where none does).
 */
lede__html *lede__html_choose(lede__html_page *page, lede__html_blocks *b, const char *title, size_t title_n,
                              const char *known, size_t known_n);

/* Append the kept blocks, a blank line between them. */
void lede__html_write(const lede__html_blocks *b, lede_buf *out);

#endif
