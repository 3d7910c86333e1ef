/* Read layer: what is WordPress's own in its exports (WXR), for feed.c. */
#ifndef LEDE_READ_WORDPRESS_H
#define LEDE_READ_WORDPRESS_H

#include <libxml/tree.h>

#include "lede/base.h"

/* Why the item is no article: exports hold attachments, menus and drafts beside the posts. NULL where it is one. */
const char *lede__wp_not_a_post(const xmlNode *item);

/* The name that readers see of an author's login, from the channel's list; NULL where it has none. */
const xmlNode *lede__wp_author(const xmlNode *channel, const char *login, size_t n);

/* Take out the paragraphs that are one shortcode: "[gallery ids=1]". */
void lede__wp_drop_shortcodes(lede_buf *body);

#endif
