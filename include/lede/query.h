/*
 * Store layer: the query language, and what answers it.
 *
 * A query is parsed once and may then be used with any store, or with a record
 * that is in none. The language is described in the manual ("Queries"); in
 * short: words are joined by AND and match by stem, "phrases" as written,
 * wor* =exact OR -not NOT (groups) near(a b, 5) /regex/ field:value.
 *
 * Meanings that were ours to choose:
 *  - A word, phrase, near or regex looks at headline, dek and body, each by
 *    itself: nothing matches across two of them.
 *  - field:word of section, author, publisher, keywords, extra.KEY: the words,
 *    folded and in that order, stand in the field; field:=word: they are all of
 *    it; field:* : the field is there. url: and source: hold the text given,
 *    letter case aside, `*` standing for anything; with = they are all of it.
 *  - A date matches where the whole time that it may mean lies in the range: an
 *    article dated 2022 is not found by 2022-03, one dated 2022-03 is found by
 *    2022. Clock times compare as the source wrote them, zones aside.
 *  - Vague ends of ranges widen outward: "last week".. starts on its Monday.
 *  - What is absent matches nothing, so that NOT finds it.
 *
 * Every mistake in a query is LEDE_QUERY with the place in lede_error.at.
 */
#ifndef LEDE_QUERY_H
#define LEDE_QUERY_H

#include "lede/record.h"
#include "lede/store.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lede_query lede_query;

/* All zero is the default. */
typedef struct lede_query_options {
    const char *now;       /* the date that "last week" counts from: 2022-03-21, a time may follow; NULL is today, local time */
    lede_store *store;     /* where query:NAME is looked up; NULL makes such a term an error */
} lede_query_options;

/*
 * Parse n bytes of query. Bytes that are not UTF-8 are refused. An empty query
 * finds everything. On success the caller frees *out; on failure it is NULL.
 */
LEDE_API lede_status lede_query_parse(const char *s, size_t n, const lede_query_options *options, lede_query **out,
                                      lede_error *err);
LEDE_API void lede_query_free(lede_query *q);

/*
 * How the query was understood, as lines of a tree, appended to `out`. With a
 * store (may be NULL) each word is followed by the words it stands for there.
 */
LEDE_API lede_status lede_query_describe(lede_query *q, lede_store *store, lede_buf *out, lede_error *err);

typedef struct lede_find_options {
    const char *sort;      /* published added headline words relevance modified id, "-key" descends; NULL is published */
    size_t limit;          /* 0: all */
    size_t offset;
} lede_find_options;

/*
 * The rows of the articles that match, in order. Undated articles come last by
 * published; relevance puts the best first (BM25, a hit in the headline or dek
 * weighing more), or the newest where the query has no words; ties go by id. Free *rows with lede_free (NULL for no hit).
 */
LEDE_API lede_status lede_query_find(lede_query *q, lede_store *store, const lede_find_options *options,
                                     int64_t **rows, size_t *n, lede_error *err);

/* How many articles match, exactly. */
LEDE_API lede_status lede_query_count(lede_query *q, lede_store *store, int64_t *count, lede_error *err);

/* Keep, in their order, those of the rows that match; *n shrinks. */
LEDE_API lede_status lede_query_filter(lede_query *q, lede_store *store, int64_t *rows, size_t *n, lede_error *err);

/* A part of the query: its text and where it starts. Non-zero stops the walk. */
typedef int (*lede_query_term_fn)(const char *term, size_t n, size_t at, void *ud);

/* Visit the terms (those under NOT aside) that hit no article by themselves. */
LEDE_API lede_status lede_query_zero_terms(lede_query *q, lede_store *store, lede_query_term_fn fn, void *ud,
                                           lede_error *err);

/* A piece of headline, dek or body that made an article match. */
typedef struct lede_query_hit {
    lede_field field;
    size_t start, end;     /* [start, end) in the field's text */
} lede_query_hit;

/*
 * Whether a record outside of a store matches, and by which pieces: sorted by
 * field (headline, dek, body) and place, overlapping ones once. Words match by
 * the stems of the record's language. tag:, run:, id:, added: and is:revised, is:duplicate
 * need a store and match nothing here. Free *hits with lede_free; hits may be NULL.
 */
LEDE_API lede_status lede_query_match(lede_query *q, const lede_record *r, int *matched, lede_query_hit **hits, size_t *n,
                                      lede_error *err);

/* The same for an article of a store: lede_query_find's meaning. LEDE_NOTFOUND where no such article stands. */
LEDE_API lede_status lede_query_match_row(lede_query *q, lede_store *store, int64_t row, int *matched,
                                          lede_query_hit **hits, size_t *n, lede_error *err);

typedef struct lede_snippet_options {
    size_t width;          /* characters to show at most, 0: 160 */
    const char *open;      /* put before and after each hit; NULL: "[" and "]" */
    const char *close;
    const char *gap;       /* where text was left out; NULL: "…" */
} lede_snippet_options;

/*
 * Append the piece of the text with the most hits, cut between words, white
 * space joined, hits marked. Only hits of `field` count; without any it is the
 * start of the text.
 */
LEDE_API lede_status lede_query_snippet(const char *s, size_t n, lede_field field, const lede_query_hit *hits, size_t hits_n,
                                        const lede_snippet_options *options, lede_buf *out, lede_error *err);

#ifdef __cplusplus
}
#endif

#endif
