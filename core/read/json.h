/*
 * Read layer: a JSON scanner over bytes in place (RFC 8259), which builds no
 * tree: a value is a stretch of the text, looked into only when asked.
 *
 * It takes what dumps really hold: control characters inside strings, NaN and
 * Infinity (as null), a byte-order mark. Nesting is limited.
 */
#ifndef LEDE_READ_JSON_H
#define LEDE_READ_JSON_H

#include "lede/base.h"

enum { LEDE__JSON_DEEPEST = 512 };

typedef enum lede__json_kind {
    LEDE__JSON_NONE,        /* absent */
    LEDE__JSON_NULL, LEDE__JSON_FALSE, LEDE__JSON_TRUE, LEDE__JSON_NUMBER, LEDE__JSON_STRING, LEDE__JSON_ARRAY,
    LEDE__JSON_OBJECT
} lede__json_kind;

typedef struct lede__json {
    lede__json_kind kind;
    const char *s;          /* the value as written, with its quotes or brackets */
    size_t n;
    int plain;              /* a string without escapes; others: without what is not strictly JSON inside */
} lede__json;

/*
 * Scan the one value that the text holds. Anything wrong gives LEDE_FORMAT
 * with its place; white space around the value is fine.
 */
lede_status lede__json_parse(const char *s, size_t n, lede__json *v, lede_error *err);
/* Scan the value at s[*at], moving *at past it; what follows does not matter. */
lede_status lede__json_value(const char *s, size_t n, size_t *at, lede__json *v, lede_error *err);

/*
 * Walk the members of a scanned object, or the items of an array (then key is
 * not set): *at is 0 at first. Returns 0 at the end. The key is a string value.
 */
int lede__json_next(const lede__json *container, size_t *at, lede__json *key, lede__json *item);
/* The member of that name; kind is LEDE__JSON_NONE where absent. */
lede__json lede__json_get(const lede__json *object, const char *name);

/* Append the text of a string, escapes resolved; a lone surrogate becomes U+FFFD and counts in the result. */
size_t lede__json_string(const lede__json *string, lede_buf *out);
/* Append the value as strict JSON, verbatim where it is that already. */
void lede__json_strict(const lede__json *v, lede_buf *out);
/* Append a text as a JSON string. */
void lede__json_quote(const char *s, size_t n, lede_buf *out);

#endif
