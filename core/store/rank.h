/*
 * Store layer. Ranking by BM25 with weights for headline, dek and body, and
 * the document lengths that it needs.
 *
 * Lengths are kept in the table doclen(block INTEGER PRIMARY KEY, lengths
 * BLOB): 4,096 little-endian 32-bit numbers a row, of the articles
 * block * 4096 .. block * 4096 + 4095. Reading them all takes a fraction of a
 * millisecond where FTS5's own table takes a lookup an article.
 */
#ifndef LEDE_STORE_RANK_H
#define LEDE_STORE_RANK_H

#include <sqlite3.h>

#include "lede/store.h"
#include "store/rowset.h"

#define LEDE__LENGTHS_BLOCK 4096

/* --- writing lengths ------------------------------------------------------ */

typedef struct lede__lengths lede__lengths;

/* A writer on the connection, NULL when memory ran out. Free before the connection closes. */
lede__lengths *lede__lengths_new(sqlite3 *db);
void lede__lengths_free(lede__lengths *l);

/* The article's length in tokens; 0 for an article that is gone. Kept in memory until the block changes or a flush. */
lede_status lede__lengths_put(lede__lengths *l, int64_t article, uint32_t tokens, lede_error *err);

/* Write what is pending. To be called before every COMMIT, SAVEPOINT and RELEASE. */
lede_status lede__lengths_flush(lede__lengths *l, lede_error *err);

/* Forget what is pending: after ROLLBACK and ROLLBACK TO. */
void lede__lengths_drop(lede__lengths *l);

/* --- reading them ----------------------------------------------------------- */

/* All lengths, by block; a block that is not there is NULL. Held by value. */
typedef struct lede__length_table {
    uint32_t **blocks;
    size_t n;
} lede__length_table;

lede_status lede__length_table_load(sqlite3 *db, lede__length_table *t, lede_error *err);
void lede__length_table_release(lede__length_table *t);

/* --- ranking ------------------------------------------------------------------ */

/* Make the function lede_rank known to the connection: an SQLite code. */
int lede__rank_register(sqlite3 *db);

typedef struct lede__scored {
    double score;             /* the higher the better */
    int64_t row;
} lede__scored;

typedef struct lede__rank_spec {
    const char *match;        /* phrases joined by OR */
    size_t match_n;
    const size_t *groups;     /* how many of the phrases in a row are one term of the query */
    size_t groups_n;
    const double *weights;    /* of headline, dek, body */
    const lede__rowset *within;   /* NULL: every article that is hit */
    int steps;                /* there is one phrase, and finding its rows costs much (a prefix): do it once, row by row */
    size_t limit;             /* 0: all */
} lede__rank_spec;

/* The best articles, the best first, ties by id. Free *out with lede__free. */
lede_status lede__rank(lede_store *store, const lede__rank_spec *spec, lede__scored **out, size_t *n, lede_error *err);

/* Add the rows that any of the phrases of a MATCH expression hits: faster than a statement's rows. */
lede_status lede__phrase_rows(lede_store *store, const char *expression, size_t n, lede__rowset *rows, lede_error *err);

#endif
