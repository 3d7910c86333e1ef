/* Read layer, knows news, text and base. One HTML page -> an article record. */
#ifndef LEDE_READ_HTML_H
#define LEDE_READ_HTML_H

#include "lede/read.h"
#include "read/charset.h"

/*
 * Read one page. `charset` is what whoever fetched the page said it is in, or NULL; options->url is the page's address
 * and may be NULL, as may options. *decoded (may be NULL) tells the charset found. On success *out is a record the
 * caller frees; a page without any text of an article still gives one, with a note and without body.
 */
lede_status lede__html_read(const char *s, size_t n, const lede_read_options *options, const char *charset,
                            lede__decoded *decoded, lede_record **out, lede_error *err);

#endif
