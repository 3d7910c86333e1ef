/* Store layer. Values of an article by name, through cached statements. */
#ifndef LEDE_STORE_COLUMNS_H
#define LEDE_STORE_COLUMNS_H

#include "store/store_in.h"

typedef struct lede__column {
    const char *sql;     /* row is parameter 1 */
    const char *key;     /* parameter 2 where not NULL: points into the name */
    int is_list;         /* the value is a JSON array */
} lede__column;

/* The column of a name (lede_store_value); LEDE_USAGE where an article has none such. */
lede_status lede__column_of(const char *name, lede__column *c, lede_error *err);

/* The statement on the row with the value as column 0: the caller resets it. */
lede_status lede__column_get(lede_store *s, const lede__column *c, int64_t row, sqlite3_stmt **out, lede_error *err);

#endif
