/*
 * News layer: the article record, what readers make and the store keeps.
 *
 * An opaque record with one value a field: text fields and list fields. Field
 * names follow schema.org's NewsArticle (DESIGN's table of names). A field
 * that was never set, and one set to the empty text, is absent.
 */
#ifndef LEDE_RECORD_H
#define LEDE_RECORD_H

#include "lede/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lede_field {
    LEDE_URL,
    LEDE_HEADLINE,
    LEDE_DEK,
    LEDE_SECTION,
    LEDE_PUBLISHER,
    LEDE_PUBLISHED,    /* ISO 8601, with the precision and zone that the source gave */
    LEDE_MODIFIED,
    LEDE_LANGUAGE,
    LEDE_BODY,         /* paragraphs separated by one blank line */
    LEDE_SOURCE,       /* file and member: "dump.zip/page.html", "feed.xml#3" */
    LEDE_DATE_FROM,    /* page feed record text url file user */
    LEDE_EXTRA,        /* a JSON object: every column without a field of its own */
    LEDE_TEXT_FIELDS,  /* number of text fields */
    LEDE_AUTHORS = LEDE_TEXT_FIELDS,
    LEDE_KEYWORDS,
    LEDE_LINKS,
    LEDE_NOTES,        /* what was repaired, refused or guessed, a sentence each; not stored as an article field */
    LEDE_FIELDS
} lede_field;

typedef struct lede_record lede_record;

/* A new empty record, NULL when memory ran out. */
LEDE_API lede_record *lede_record_new(void);
LEDE_API void lede_record_free(lede_record *r);

/* Set a text field; n = 0 takes it away. Control characters stay as they are; the text must be valid UTF-8. */
LEDE_API lede_status lede_record_set(lede_record *r, lede_field field, const char *s, size_t n, lede_error *err);

/* A text field (NUL-terminated, "" with *n = 0 where absent), valid until it is set again. n may be NULL. */
LEDE_API const char *lede_record_get(const lede_record *r, lede_field field, size_t *n);

/* Append to a list field, which keeps the order given. Empty texts and repeats are ignored. */
LEDE_API lede_status lede_record_add(lede_record *r, lede_field field, const char *s, size_t n, lede_error *err);
LEDE_API size_t lede_record_count(const lede_record *r, lede_field field);
/* The i-th item, from 0; NULL past the end. */
LEDE_API const char *lede_record_item(const lede_record *r, lede_field field, size_t i, size_t *n);
/* Empty a list field. */
LEDE_API void lede_record_clear(lede_record *r, lede_field field);

/*
 * Put `key` with a JSON value (`json`, n bytes of valid JSON) into the record's
 * `extra` object. A key that is there already is replaced. The setter keeps
 * the order of keys.
 */
LEDE_API lede_status lede_record_extra(lede_record *r, const char *key, size_t key_n, const char *json, size_t n,
                                       lede_error *err);

/* The field's name ("headline"), and the field of a name: DESIGN's or schema.org's ("articleBody"), -1 where none. */
LEDE_API const char *lede_field_name(lede_field field);
LEDE_API const char *lede_field_schema_name(lede_field field);
LEDE_API int lede_field_of_name(const char *name, size_t n);

#ifdef __cplusplus
}
#endif

#endif
