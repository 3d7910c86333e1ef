/* Read layer, knows text and base. Texts of articles that stand in a page's data only. */
#ifndef LEDE_READ_HTML_DATA_H
#define LEDE_READ_HTML_DATA_H

#include "read/html_tree.h"

/* Append the article's text that scripts of the page hold as JSON; nothing where there is none of some length. */
lede_status lede__html_data_text(const lede__html_page *page, lede_buf *out, lede_error *err);

/* Append all text of a fragment of HTML, a blank line between its paragraphs. */
lede_status lede__html_plain(const char *s, size_t n, lede_buf *out, lede_error *err);

#endif
