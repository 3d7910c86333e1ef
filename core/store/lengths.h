/*
 * Store layer. How many tokens each text has, as ranking needs it.
 *
 * Lengths are kept in the table doclen(block INTEGER PRIMARY KEY, lengths
 * BLOB): 4,096 little-endian 32-bit numbers a row, of the articles
 * block * 4096 .. block * 4096 + 4095.
 */
#ifndef LEDE_STORE_LENGTHS_H
#define LEDE_STORE_LENGTHS_H

#include <sqlite3.h>

#include "lede/base.h"

#define LEDE__LENGTHS_BLOCK 4096

/* --- writing lengths ------------------------------------------------------ */

typedef struct lede__lengths lede__lengths;

/* A writer on the connection, NULL when memory ran out. Free before the connection closes. */
lede__lengths *lede__lengths_new(sqlite3 *db);
void lede__lengths_free(lede__lengths *l);

/* The article's length in tokens; 0 for an article that is gone. Kept in memory until the block changes or a flush. */
lede_status lede__lengths_put(lede__lengths *l, int64_t article, uint32_t tokens, lede_error *err);

/* What was put, pending or not; 0 where nothing was. */
lede_status lede__lengths_get(lede__lengths *l, int64_t article, uint32_t *tokens, lede_error *err);

/* Write what is pending. To be called before every COMMIT, SAVEPOINT and RELEASE. */
lede_status lede__lengths_flush(lede__lengths *l, lede_error *err);

/* Forget what is pending: after ROLLBACK and ROLLBACK TO. */
void lede__lengths_drop(lede__lengths *l);

/* --- reading them ----------------------------------------------------------- */

/* Lengths by block, each read when it is first asked for. Held by value; zeros are an empty one. */
typedef struct lede__length_table {
    uint32_t **blocks;        /* NULL: not read yet */
    size_t n, cap;
} lede__length_table;

void lede__length_table_release(lede__length_table *t);

/* The lengths of a block: zeros where the store has none. Valid until the release. */
lede_status lede__length_table_block(lede__length_table *t, sqlite3 *db, size_t block, const uint32_t **out,
                                     lede_error *err);

#endif
