/* Read layer: what a line of a page that was saved as text is. */
#ifndef LEDE_READ_PAGE_LINES_H
#define LEDE_READ_PAGE_LINES_H

#include "lede/date.h"
#include "read/read.h"

typedef enum lede__line_kind {
    LEDE__LINE_TEXT,        /* none of the others: a heading or a paragraph */
    LEDE__LINE_BOILER,      /* skip links, menus, share bars, prompts: of the page, not the article */
    LEDE__LINE_DATE,        /* nothing but when it was published or updated (and perhaps by whom) */
    LEDE__LINE_BYLINE,
    LEDE__LINE_CRUMBS,      /* Home > World > Asia */
    LEDE__LINE_URL,
    LEDE__LINE_LABEL,       /* Title: ..., Source: ... as some exports write */
    LEDE__LINE_END          /* what follows is no part of the article: Related stories, Comments */
} lede__line_kind;

typedef struct lede__line {
    const char *s;
    size_t n;
    lede__line_kind kind;
    int field;                                  /* of a label */
    lede_span value;                            /* byline's names, label's value, last crumb */
    lede_span published, modified;              /* the dates as written; empty where none */
    char published_iso[LEDE_DATE_MAX], modified_iso[LEDE_DATE_MAX];
    const char *refused;                        /* a date line whose date is impossible or ambiguous: why */
} lede__line;

/* Judge the line l->s, l->n. `language` may be NULL. */
void lede__line_judge(lede__line *l, const char *language, const lede_read_options *o);

/* Read a whole page saved as text (UTF-8) into the record. */
lede_status lede__page_text(const char *s, size_t n, const lede_read_options *o, lede_record *r, lede_error *err);

/* How many words (runs between white space) a line has. */
size_t lede__line_words(const char *s, size_t n);
/* Whether it ends as a sentence does, closing marks left aside. */
int lede__line_is_sentence(const char *s, size_t n);

/* A line that is a label alone ("Published", "Updated"): 1 of the publishing date, 2 of the change, 0 none. */
int lede__line_is_label(const lede__line *l);
/* "Read more": a line after which the name of another article stands. */
int lede__line_leads_on(const lede__line *l);
/* A line that can be a section's name, a site's name, the names of people. */
int lede__line_is_section(const lede__line *l);
int lede__line_is_site(const lede__line *l);
int lede__line_is_names(const lede__line *l);

#endif
