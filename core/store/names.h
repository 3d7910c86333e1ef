/* Store layer. Tag names and their numbers. */
#ifndef LEDE_STORE_NAMES_H
#define LEDE_STORE_NAMES_H

#include "store/store_in.h"

/* The number of a tag's name as given (brought to NFC): 0 where no tag has it; with `make` it is written (inside a transaction). */
lede_status lede__name_id(lede_store *s, const char *name, size_t n, int make, int64_t *id, lede_error *err);

/* Forget the numbers seen: after a rollback, and where another process wrote. */
void lede__names_drop(lede_store *s);

#endif
