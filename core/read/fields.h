/*
 * Read layer: from named values to an article record, for every format that
 * has names of its own: JSON, CSV columns, front matter.
 *
 * The names of lede and of schema.org come first, then what dumps and
 * newspaper APIs call the same thing. A value that has no field, or whose
 * field took a better column, goes to `extra` as it was written.
 */
#ifndef LEDE_READ_FIELDS_H
#define LEDE_READ_FIELDS_H

#include "read/json.h"
#include "read/read.h"

typedef struct lede__member {
    lede__json key, value;
    int field, rank;        /* field -1: extra */
} lede__member;

/* Kept between records, so that memory is not asked for again. All zero is new. */
typedef struct lede__fields {
    lede__member *items;
    size_t n, cap;
    lede_buf text, tidy, extra, name;
    int own;               /* lede's own names are among the members */
    int exported;          /* the object is what lede export wrote: its texts are taken as they are */
} lede__fields;

void lede__fields_release(lede__fields *f);

/* Every pair of options->map names a field. */
lede_status lede__fields_check_map(const lede_read_options *o, lede_error *err);

/* Fill the record from the members of a scanned JSON object. */
lede_status lede__fields_object(lede__fields *f, const lede__json *object, const lede_read_options *o,
                                lede_record *r, lede_error *err);

/* The field that a column of that name means, -1 for none; *rank is 0 for lede's and schema.org's own names. */
int lede__field_of_column(const char *name, size_t n, int *rank);

/* --- values, for every format -------------------------------------------------------- */

/* Set a field of one line: white space runs become one space. */
lede_status lede__put_line(lede_record *r, lede_field field, const char *s, size_t n, lede_error *err);
/* Add to a list field, tidied in the same way. */
lede_status lede__put_item(lede_record *r, lede_field field, const char *s, size_t n, lede_error *err);
/* Set the body: line ends unified, paragraphs parted by one blank line (see lede__tidy_body). */
lede_status lede__put_body(lede_record *r, const char *s, size_t n, lede_error *err);
/*
 * Set published or modified from a date as the source wrote it. ISO dates stay as
 * they are, others are converted; what is refused gets a note and stays in
 * `extra` under `key`. `language` may be NULL.
 */
lede_status lede__put_date(lede_record *r, lede_field field, const char *s, size_t n, const char *key,
                           const char *language, const lede_read_options *o, lede_error *err);
/* Set language from a tag or name ("en-GB", "eng", "English"): the ISO 639-1 code where there is one. */
lede_status lede__put_language(lede_record *r, const char *s, size_t n, lede_error *err);
/* Add the people of a byline: "By Ann Berg and Omar Haddad". */
lede_status lede__put_byline(lede_record *r, const char *s, size_t n, lede_error *err);

/* Append with white space runs as one space and none at the ends. */
void lede__tidy_line(const char *s, size_t n, lede_buf *out);
/*
 * Append a body as paragraphs parted by one blank line. Where the text has no
 * blank line its lines are the paragraphs, unless they look wrapped at a width:
 * then an indented line starts a paragraph. Doing it twice changes nothing.
 */
void lede__tidy_body(const char *s, size_t n, lede_buf *out);

#endif
