/* Read layer: from libxml2's nodes to paragraphs, for files that hold a tree. */
#ifndef LEDE_READ_NODES_H
#define LEDE_READ_NODES_H

#include <libxml/tree.h>

#include "read/read.h"

/* A builder of paragraphs: text comes in pieces, blank lines go between paragraphs in `out`. */
typedef struct lede__para {
    lede_buf *out;
    size_t from;            /* where in `out` this builder's text starts */
    lede_buf line;          /* the paragraph being built */
    int pre;                /* inside text whose line ends count */
    lede_record *links;     /* gets the links, may be NULL */
    const char *base;       /* URL that links are relative to */
    int (*skip)(const xmlNode *node, void *ud);    /* elements to leave out, may be NULL */
    void *ud;
} lede__para;

void lede__para_init(lede__para *p, lede_buf *out);
void lede__para_release(lede__para *p);
void lede__para_text(lede__para *p, const char *s, size_t n, int keep_lines);
/* A line break; two in a row end the paragraph. */
void lede__para_break(lede__para *p);
void lede__para_end(lede__para *p);
/* All text below the node, block elements ending paragraphs. Does not recurse. */
void lede__para_node(lede__para *p, const xmlNode *top);

#endif
