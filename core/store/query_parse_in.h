/* Store layer. What the two halves of the query parser share: grammar (query_parse.c) and values (query_value.c). */
#ifndef LEDE_STORE_QUERY_PARSE_IN_H
#define LEDE_STORE_QUERY_PARSE_IN_H

#include "store/query_in.h"

/* How the value of a field is read. */
typedef enum lede__qstyle {
    LEDE__V_TEXT,       /* words, in texts that the index covers */
    LEDE__V_HAS,        /* words, in a metadata field */
    LEDE__V_LIKE, LEDE__V_SITE, LEDE__V_ID, LEDE__V_LANGUAGE, LEDE__V_TAG, LEDE__V_RUN, LEDE__V_IS,
    LEDE__V_DATE, LEDE__V_COUNT, LEDE__V_SAVED, LEDE__V_DATE_FROM
} lede__qstyle;

/* A name that may stand before a colon, and what terms after it look at. */
typedef struct lede__qscope {
    const char *name;
    lede__qstyle style;
    unsigned columns;         /* of V_TEXT */
    int field;
    const char *key;          /* of extra.KEY */
} lede__qscope;

typedef struct lede__qparser {
    lede_query *q;
    const char *s;
    size_t n, at;
    int depth;
    size_t *terms;            /* how many so far, over saved queries too */
    const lede_query_options *options;
    lede__qtime now;
    const char *saved;        /* name of the saved query in hand, NULL in the query itself */
    size_t saved_at;          /* where the query itself names it */
    const struct lede__qparser *outer;
    lede_status status;
    lede_error *err;
} lede__qparser;

/* Where a place of the text in hand lies in the query itself. */
size_t lede__q_place(const lede__qparser *p, size_t at);

/* Note the first failure; always NULL. */
lede__qnode *lede__q_wrong(lede__qparser *p, size_t at, const char *format, ...) __attribute__((format(printf, 3, 4)));
lede__qnode *lede__q_nomem(lede__qparser *p);

/* A node for the bytes [at, p->at), counted as a term where it is a leaf. */
lede__qnode *lede__q_leaf(lede__qparser *p, lede__qkind kind, size_t at);

/* Parse a whole text: an OR of ANDs up to its end. NULL with status LEDE_OK where it holds no term. */
lede__qnode *lede__q_parse_text(lede__qparser *p);

/* --- lexical help -------------------------------------------------------------- */

/* Bytes of white space (Unicode's too) at `at`, 0 where there is none. */
size_t lede__q_space(const lede__qparser *p, size_t at);

/* Bytes of a double quotation mark at `at`, straight or curly or angular; 0 where there is none. */
size_t lede__q_quote(const lede__qparser *p, size_t at);

/* Whether a piece of bare text ends at `at`: end, space, parenthesis, mark. */
int lede__q_stops(const lede__qparser *p, size_t at);

/* Read the quoted text that starts at p->at. 0 with a failure noted where it has no end. */
int lede__q_quoted(lede__qparser *p, size_t *from, size_t *to);

/* --- values -------------------------------------------------------------------- */

/* The scope of plain words. */
extern const lede__qscope lede__q_plain;

/*
 * At p->at: a known field name and a colon: fills *scope, moves past them,
 * gives 1. 0 where a word stands there; -1 with a failure noted.
 */
int lede__q_field(lede__qparser *p, lede__qscope *scope);

/* Nodes of words: [from, to) of p->s are the text, `at` is where the term starts. NULL with status OK: no word in it. */
lede__qnode *lede__q_words(lede__qparser *p, const lede__qscope *scope, size_t at, size_t from, size_t to, int exact,
                           int prefix);

/* Give the node (NULL passes) a text. */
lede__qnode *lede__q_set_text(lede__qparser *p, lede__qnode *node, const char *s, size_t n);

/* A regular expression of [from, to). */
lede__qnode *lede__q_expression(lede__qparser *p, const lede__qscope *scope, size_t at, size_t from, size_t to);

/* `field:*` */
lede__qnode *lede__q_present(lede__qparser *p, const lede__qscope *scope, size_t at);

/* The value of a field that is no text to search in, from p->at on. */
lede__qnode *lede__q_value(lede__qparser *p, const lede__qscope *scope, size_t at);

#endif
