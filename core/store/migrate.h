/*
 * Store layer. Stores that an older lede wrote are brought up to date when
 * they are first opened for writing, all steps in one transaction: whoever is
 * stopped on the way finds the file as it was.
 *
 * A new schema takes four things: a higher LEDE__SCHEMA_VERSION; the versions
 * of its objects in schema.c; a step in migrate.c; and the files
 * tests/data/stores/schema-N.{lede,txt}, made by the last lede that wrote N.
 */
#ifndef LEDE_STORE_MIGRATE_H
#define LEDE_STORE_MIGRATE_H

#include "store/store_in.h"

/*
 * From version `from` to the next. Its work: lede__schema_add what begins with
 * the next version, move the content, lede__schema_drop what ended with
 * `from`. The version is written down for it.
 */
typedef struct lede__step {
    int from;
    lede_status (*run)(lede_store *s, lede_error *err);
} lede__step;

/* Bring a store of the version up to date; one open for reading is refused with what to do. */
lede_status lede__migrate(lede_store *s, int version, lede_error *err);

/* The same by other steps, to another version. */
lede_status lede__migrate_by(lede_store *s, const lede__step *steps, size_t n, int to, lede_error *err);

#endif
