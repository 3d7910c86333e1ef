/*
 * Read layer, knows news, text and base. What a page's markup says of the article, by source.
 *
 * Order of trust, from the top (html_fields.c): JSON-LD, OpenGraph, other meta elements,
 * microdata, then what stands visibly on the page, then the URL.
 */
#ifndef LEDE_READ_HTML_FACTS_H
#define LEDE_READ_HTML_FACTS_H

#include "read/html_block.h"
#include "read/html_person.h"

typedef enum lede__fact_source {
    LEDE__FROM_LD,
    LEDE__FROM_OG,
    LEDE__FROM_META,
    LEDE__FROM_MICRO,
    LEDE__FROM_SOURCES
} lede__fact_source;

typedef enum lede__fact_kind {
    LEDE__FACT_HEADLINE,
    LEDE__FACT_DEK,
    LEDE__FACT_SECTION,
    LEDE__FACT_PUBLISHER,
    LEDE__FACT_PUBLISHED,
    LEDE__FACT_MODIFIED,
    LEDE__FACT_LANGUAGE,
    LEDE__FACT_URL,
    LEDE__FACT_BODY,
    LEDE__FACT_AUTHOR,
    LEDE__FACT_AGENCY,
    LEDE__FACT_KEYWORD,
    LEDE__FACT_KINDS
} lede__fact_kind;

typedef struct lede__fact {
    struct lede__fact *next;
    const char *s; /* cleaned, NUL-terminated, in the page's arena */
    size_t n;
} lede__fact;

typedef struct lede__facts {
    lede__html_page *page;
    lede__fact *list[LEDE__FROM_SOURCES][LEDE__FACT_KINDS]; /* in the order found */
    const char *title;                                      /* of <title>, or NULL */
    size_t title_n;
    int failed;
    int props; /* elements of microdata read */
} lede__facts;

/* Add a fact: white space made single, tags and character references read away; empty ones are dropped. */
void lede__facts_add(lede__facts *f, lede__fact_source source, lede__fact_kind kind, const char *s, size_t n);
/* The first fact of a kind from one source, NULL where there is none. */
const lede__fact *lede__facts_get(const lede__facts *f, lede__fact_source source, lede__fact_kind kind);
/* The first in the order of trust. */
const lede__fact *lede__facts_first(const lede__facts *f, lede__fact_kind kind);

/* Read meta, link, title and microdata; the page's blocks give the hints. */
void lede__facts_meta(lede__facts *f);
/* Read JSON-LD (html_ld.c); `url` is the page's address or NULL. */
void lede__facts_ld(lede__facts *f, const char *url);

/* Whether an element stands in a part that is not the article's own: comments, related, navigation. */
int lede__html_foreign(const lede__html *node);

#endif
