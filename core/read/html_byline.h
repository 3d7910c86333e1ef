/*
 * Read layer, knows news, text and base. The search for a page's authors, as its two files share it.
 *
 * html_byline.c reads what the page's data say and holds the order of all steps;
 * html_byline_page.c looks at what stands on the page.
 */
#ifndef LEDE_READ_HTML_BYLINE_H
#define LEDE_READ_HTML_BYLINE_H

#include "read/html_fields.h"

/* Where on the page a step looks. */
typedef enum lede__byline_place {
    LEDE__PLACE_ANY,
    LEDE__PLACE_TEXT, /* in the article or just after it */
    LEDE__PLACE_NEAR  /* beside the headline or the text's start */
} lede__byline_place;

typedef struct lede__search {
    lede__fields *f;
    size_t title, first, last; /* blocks: the headline, the text's first and last; the count where there is none */
    int tries;                 /* elements looked at: a page of a million bylines has its author among the first */
    int scans;                 /* of the whole text, for a word */
    /* What the step at hand asks for. */
    int least; /* 2: two words or more; 1: one word that is not the site's; 0: any but the publisher's name */
    lede__person_grade sure; /* what the name's words must say at least */
    lede__byline_place place;
    int bodies; /* 1: agencies and other bodies will do; 2: the site's own name too */
} lede__search;

/* Add the authors that a text names, as far as the step allows; 1 when the record has one. */
int lede__byline_add(lede__search *w, const char *s, size_t n, lede__people_kind kind);
/* The same of an element's text. */
int lede__byline_element(lede__search *w, const lede__html *node, lede__people_kind kind);
/* 1 when the record has an author. */
int lede__byline_found(const lede__search *w);
/* Count a look at an element or text; 0 when there were enough. */
int lede__byline_try(lede__search *w);

/* Steps on the page, each 1 when it found an author. */
int lede__authors_classes(lede__search *w);   /* elements that call themselves the author's */
int lede__authors_links(lede__search *w);     /* links to an author's page */
int lede__authors_openings(lede__search *w);  /* blocks that begin as bylines do */
int lede__authors_texts(lede__search *w);     /* pieces of blocks that begin or end as bylines do */
int lede__authors_dated(lede__search *w);     /* "3 May 2021 by Ida" */
int lede__authors_datelines(lede__search *w); /* names between the signs of a line with a date */
int lede__authors_scripts(lede__search *w);   /* "author":"Ida Holm" */
int lede__authors_signature(lede__search *w); /* a name alone at the text's end */

/* A name alone in a block: two to four words, each written like one. */
int lede__byline_is_signature(const char *s, size_t n);

#endif
