/*
 * Read layer: marked-up text of feeds, wires and API records -> paragraphs.
 * For whole pages see html.h: here all of the text is meant.
 */
#ifndef LEDE_READ_MARKUP_H
#define LEDE_READ_MARKUP_H

#include "read/read.h"

/* Whether a text holds elements of HTML (a paragraph, a break, a link...), not just a '<'. */
int lede__looks_like_html(const char *s, size_t n);

/* Append the paragraphs of an HTML fragment in UTF-8, parted by blank lines; links to `links` where a record is given. */
lede_status lede__html_fragment(const char *s, size_t n, const char *base, lede_buf *out, lede_record *links,
                                lede_error *err);
/* Make the line ends of text with markup in it breaks, as WordPress shows it. */
void lede__lines_to_breaks(lede_buf *b);
/* Set body or a one-line field from an HTML fragment. */
lede_status lede__put_html_body(lede_record *r, const char *s, size_t n, lede_error *err);
lede_status lede__put_html_line(lede_record *r, lede_field field, const char *s, size_t n, lede_error *err);

/* Whether an entity of HTML ("&amp;", "&#8217;") stands in a text that has no '<': escaped once too often, as dumps are. */
int lede__is_escaped(const char *s, size_t n);

#endif
