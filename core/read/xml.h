/*
 * Read layer: XML as it comes -> a libxml2 tree. The bytes are made clean
 * UTF-8 first; document types (and with them all entities of their own) are taken
 * out, HTML's named entities are resolved, what is broken is recovered. Nothing is fetched.
 */
#ifndef LEDE_READ_XML_H
#define LEDE_READ_XML_H

#include <libxml/tree.h>

#include "read/read.h"

/* Parse the job's bytes. The caller frees with xmlFreeDoc. LEDE_FORMAT where no element was found. */
lede_status lede__xml_parse(lede__job *j, const char *s, size_t n, xmlDoc **out, lede_error *err);

/* xml_clean.c: what of it the parser gets, as a tree (NULL where there is none); LEDE_LIMIT where it is too much for it. */
lede_status lede__xml_clean_parse(const char *s, size_t n, xmlDoc **out, lede_error *err);
/* The length of what starts at s and ends with `close`, and of a document type with its brackets; n where they do not end. */
size_t lede__xml_whole(const char *s, size_t n, const char *close);
size_t lede__xml_doctype(const char *s, size_t n);

/* The local name of the first element in the head of a file, lower case, up to the room; 0 where there is none. */
size_t lede__xml_root(const lede__head *h, char *to, size_t room);

/* Whether the element has the local name (lower case), any prefix and case. */
int lede__xml_is(const xmlNode *node, const char *name);
/* The first child element of that name; the first element of that name below (in document order). NULL where none. */
xmlNode *lede__xml_child(const xmlNode *node, const char *name);
xmlNode *lede__xml_below(const xmlNode *node, const char *name);
/* The node after `at` in document order, not leaving `top`; NULL at the end. */
xmlNode *lede__xml_walk(const xmlNode *top, const xmlNode *at);
/* The next element of that name below `top` after `at` (NULL: the first). */
xmlNode *lede__xml_next(const xmlNode *top, const xmlNode *at, const char *name);

/* Append the text below the node, as one line; nothing where node is NULL. */
void lede__xml_text(const xmlNode *node, lede_buf *out);
/* Append an attribute's value (local name); whether it is there. */
int lede__xml_attr(const xmlNode *node, const char *name, lede_buf *out);

/* Set a one-line field from the text of the node (NULL: nothing happens). */
lede_status lede__xml_put(lede_record *r, lede_field field, const xmlNode *node, lede_error *err);
/* Put a text into extra under the key. */
lede_status lede__extra_text(lede_record *r, const char *key, const char *s, size_t n, lede_error *err);

/* Set the body to the paragraphs below the node, leaving out what skip says (may be NULL). */
lede_status lede__xml_body(lede_record *r, const xmlNode *node, const char *base,
                           int (*skip)(const xmlNode *node, void *ud), lede_error *err);

#endif
