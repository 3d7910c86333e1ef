/*
 * Store layer. From a query's tree to the rows of a store: query_match.c writes
 * FTS5 expressions, query_sql.c the statement around them.
 */
#ifndef LEDE_STORE_QUERY_SQL_H
#define LEDE_STORE_QUERY_SQL_H

#include "store/query_in.h"
#include "store/rowset.h"
#include "store/store_in.h"

/* What a query keeps for the store that it was last used with. */
struct lede__qbinding {
    lede_store *store;
    sqlite3 *db;
    int64_t version, changes;   /* of the store when it was filled */
    lede__arena arena;          /* words of the terms */
    sqlite3_stmt *conditions;   /* match_article.c: the texts of an article and the conditions on it */
    lede__qnode **nodes;        /* of the conditions, by column */
    size_t nodes_n, nodes_cap;
};

/* --- query_match.c ------------------------------------------------------------- */

/* Whether FTS5 can answer the node by itself: words, near, and what joins them (not too deep, not too wide). */
int lede__q_pure(const lede__qnode *node);

/*
 * Append the FTS5 expression of pure kids, all of which must hold (NOT of pure
 * kids among them, but one at least is positive).
 */
void lede__q_match_all(lede_buf *out, lede__qnode *const *kids, size_t n);

/* Append the expression of a WORDS or NEAR_OF node. */
void lede__q_match_leaf(lede_buf *out, const lede__qnode *node);

/*
 * Append a WORDS node as phrases joined by OR, one a word that it stands for:
 * FTS5 walks them faster one by one. Returns how many they are.
 */
size_t lede__q_match_phrases(lede_buf *out, const lede__qnode *node);

/*
 * Words that every match of the expression must lie among, as a MATCH
 * expression; nothing is appended where it tells none.
 */
void lede__q_regex_words(lede_buf *out, const lede__qnode *node);

/* --- query_sql.c ----------------------------------------------------------------- */

/* Add the rows that the node matches; the query must be bound. */
lede_status lede__q_rows(lede_query *q, lede_store *store, const lede__qnode *node, lede__rowset *rows, lede_error *err);

/* Whether the node matches any article. */
lede_status lede__q_any(lede_query *q, lede_store *store, const lede__qnode *node, int *any, lede_error *err);

/*
 * One statement for several conditions on one article: columns headline, dek,
 * body, then 0 or 1 a node. The article's row is parameter 1. The caller
 * finalizes it. Only nodes of metadata.
 */
lede_status lede__q_conditions(lede_store *store, lede__qnode *const *nodes, size_t n, sqlite3_stmt **out,
                               lede_error *err);

/* What went wrong with a statement of a query. */
lede_status lede__q_db_fail(lede_store *store, lede_error *err);

#endif
