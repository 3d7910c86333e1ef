/* Read layer: what the formats share that hold one XML tree and give parts of it as items. */
#ifndef LEDE_READ_TREE_H
#define LEDE_READ_TREE_H

#include "read/xml.h"

/* A format's state: the tree, and the element that gave the item before. */
typedef struct lede__tree {
    xmlDoc *doc;
    const xmlNode *at;
} lede__tree;

lede_status lede__tree_open(lede__job *j, lede_error *err);
void lede__tree_close(lede__job *j);
/* The next element that has one of the names (NULL-terminated), the root included; NULL at the end. Not looked for inside the last. */
const xmlNode *lede__tree_next(lede__tree *t, const char *const *names);

/* Put a date: the text of the node, or its attribute where one is named. Nothing where absent. */
lede_status lede__tree_date(lede__job *j, lede_field field, const xmlNode *node, const char *attribute, lede_error *err);
/* Set a field, or extra under `key` where field is -1, from an attribute. */
lede_status lede__tree_attr(lede__job *j, int field, const char *key, const xmlNode *node, const char *attribute,
                            lede_error *err);
/* Fill the record from a nitf element (NITF 3). */
lede_status lede__nitf(lede__job *j, const xmlNode *nitf, lede_error *err);

/* Take away what only repeats the headline: a dek that ends in it, a first paragraph that is it. */
lede_status lede__tree_no_repeats(lede__job *j, lede_error *err);

#endif
