/*
 * Store layer. From a query's tree to the rows of a store: query_run.c asks the
 * inverted index, query_sql.c SQLite for what stands beside.
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

/* --- query_run.c ---------------------------------------------------------------- */

/* Whether the inverted index can answer the node by itself: words, near, and what joins them. */
int lede__q_pure(const lede__qnode *node);

/*
 * Add the rows for which all of the pure kids hold (NOT of pure kids among them,
 * but one at least is positive), of those `within` (NULL: all). It may stop
 * when the set holds `enough` (0: never).
 */
lede_status lede__q_run(lede_store *store, lede__qnode *const *kids, size_t n, const lede__rowset *within, int64_t enough,
                        lede__rowset *rows, lede_error *err);

/* --- query_regex.c ---------------------------------------------------------------- */

/*
 * The rows that hold every word which a match of the expression must lie
 * among, of those `within` (NULL: all), in place of *rows. *any is 0 where it
 * tells no such word: then *rows is left alone.
 */
lede_status lede__q_regex_rows(lede_store *store, const lede__qnode *node, const lede__rowset *within, lede__rowset *rows,
                               int *any, lede_error *err);

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
