/* Store layer. Which articles copy an earlier one: what is:duplicate means. */
#ifndef LEDE_STORE_DUPLICATES_H
#define LEDE_STORE_DUPLICATES_H

#include "store/rowset.h"
#include "store/store_in.h"

/*
 * The articles whose group of copies, by lede_copies over the whole store, has
 * an earlier one. All fingerprints are read for it once; it is then remembered
 * with what queries remember (query_cache.h). Valid until the store changes.
 */
lede_status lede__q_duplicates(lede_store *s, const lede__rowset **out, lede_error *err);

#endif
