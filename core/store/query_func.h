/* Store layer. The SQL functions that a query's statements call; their first argument is a pointer of ours. */
#ifndef LEDE_STORE_QUERY_FUNC_H
#define LEDE_STORE_QUERY_FUNC_H

#include <sqlite3.h>

#include "lede/base.h"

/*
 * lede_test(NODE, value): lede__q_accepts. lede_in(ROWSET, row): membership. A
 * call with anything but the pointers below gives NULL.
 */
#define LEDE__PTR_NODE "lede_qnode"
#define LEDE__PTR_ROWS "lede_rowset"

/* What lede_test says when an expression gave up; the statement then fails with it. */
#define LEDE__REGEX_LIMIT "the regular expression takes too many steps on an article: make it simpler"

/* Make the functions known to the connection; once. */
lede_status lede__q_functions(sqlite3 *db, lede_error *err);

#endif
