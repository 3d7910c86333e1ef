/*
 * Store layer. The schema of a store: what is made, what is checked at every
 * opening. The tables are ours to change with the version (migrate.h brings
 * older files up to date); the views articles, article_tags, spans and runs
 * are for others and only ever grow.
 */
#ifndef LEDE_STORE_SCHEMA_H
#define LEDE_STORE_SCHEMA_H

#include <sqlite3.h>

#include "lede/base.h"

enum {
    LEDE__SCHEMA_VERSION = 3,
    LEDE__APPLICATION_ID = 0x6C656465    /* "lede", in the file's header */
};

/* Make everything in an empty database, inside the caller's transaction. */
lede_status lede__schema_make(sqlite3 *db, lede_error *err);

/*
 * For migrations, inside their transaction: make what begins with a version,
 * drop what ends with one, write it down. Where tables of one name replace each
 * other, put the old ones aside before: they are named was_NAME until they are
 * dropped, and lose their indexes.
 */
lede_status lede__schema_aside(sqlite3 *db, int version, lede_error *err);
lede_status lede__schema_add(sqlite3 *db, int version, lede_error *err);
lede_status lede__schema_drop(sqlite3 *db, int version, lede_error *err);
lede_status lede__schema_mark(sqlite3 *db, int version, lede_error *err);

/*
 * Whether the file may be used: LEDE_OK, LEDE_NOTFOUND for an empty one,
 * LEDE_FORMAT where it is no store, a newer one, or holds what is not ours.
 * *version is what the file says: it is judged by what that version had.
 */
lede_status lede__schema_verify(sqlite3 *db, const char *path, int *version, lede_error *err);

/* Its parts: the version that the file says, and whether it holds just what that version had. */
lede_status lede__schema_version(sqlite3 *db, const char *path, int *version, lede_error *err);
lede_status lede__schema_holds(sqlite3 *db, const char *path, int version, lede_error *err);

#endif
