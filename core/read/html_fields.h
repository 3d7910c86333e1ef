/* Read layer, knows news, text and base. From what a page says to the fields of its record. */
#ifndef LEDE_READ_HTML_FIELDS_H
#define LEDE_READ_HTML_FIELDS_H

#include "lede/read.h"
#include "read/html_facts.h"

/* What the fields are decided from. */
typedef struct lede__fields {
    lede__html_page *page;
    lede__html_blocks *blocks;
    lede__facts facts;
    const lede_read_options *options;
    const char *url;           /* as given, or the page's own, or NULL */
    const char *language;      /* as decided first, or NULL */
    const lede__html *article; /* the element with the text, NULL before it is chosen */
    lede_record *record;
    lede_error *err;
    lede_status status;
} lede__fields;

/* Set a text field from a text, or nothing where one is missing; remembers a failure. */
void lede__field_set(lede__fields *f, lede_field field, const char *s, size_t n);
void lede__field_note(lede__fields *f, const char *note);

/* html_title.c: the headline, without the site's name. */
void lede__field_headline(lede__fields *f);
/* The publisher, where the page names one. */
void lede__field_publisher(lede__fields *f);
/* Whether a text is the name of the site or its host. */
int lede__is_site(const lede__fields *f, const char *s, size_t n);
/* Whether a text is the initials of the site's name, or the host those of the text. */
int lede__is_site_in_short(const lede__fields *f, const char *s, size_t n);
/* The same as the first, exactly as the page names its publisher; `declared` asks for one that its data call an
 * organisation. */
int lede__is_publisher(const lede__fields *f, const char *s, size_t n, int declared);
/* Whether a text is what <title> ends with, after its last separator. */
int lede__is_title_tail(const lede__fields *f, const char *s, size_t n);
/* Whether two texts are the same but for signs, white space and the case of ASCII letters. */
int lede__same_words(const char *a, size_t an, const char *b, size_t bn);

/* html_section.c */
void lede__field_section(lede__fields *f);

/* html_when.c: published, modified, date_from. */
void lede__field_dates(lede__fields *f);
/* html_byline.c: authors. */
void lede__field_authors(lede__fields *f);
/* html_fields.c: language (before the others), and all the rest. */
void lede__field_language(lede__fields *f);
void lede__field_rest(lede__fields *f);

#endif
