/* Store layer. The full-text index and what is kept beside it: the words seen, the lengths of texts. */
#ifndef LEDE_STORE_INDEX_H
#define LEDE_STORE_INDEX_H

#include "store/store_in.h"

typedef struct lede__texts {
    const char *headline, *dek, *body;
    size_t headline_n, dek_n, body_n;
} lede__texts;

/* Index an article's texts; words are kept by their stems in `language` (as in the article). */
lede_status lede__index_put(lede_store *s, int64_t row, const char *language, const lede__texts *t, lede_error *err);

/* Take it out again: the texts must be the very ones that were indexed. */
lede_status lede__index_take(lede_store *s, int64_t row, const lede__texts *t, lede_error *err);

/* Before a commit: write what is kept in memory. */
lede_status lede__index_flush(lede_store *s, lede_error *err);
/* After a rollback: forget it. */
void lede__index_drop(lede_store *s);
void lede__index_close(lede_store *s);

/* Set the index for adding much, or back for small writes. Inside a transaction. */
lede_status lede__index_bulk(lede_store *s, int on, lede_error *err);
/* After much adding, outside a transaction: merge in steps, a transaction each. */
lede_status lede__index_merge(lede_store *s, lede_error *err);

/*
 * Build the index anew where another version's tokenizer made it: words would
 * not be found, and what is taken out would leave ghosts (upkeep.c).
 */
lede_status lede__index_renew(lede_store *s, lede_error *err);

/* Empty index, words and lengths. Inside a transaction. */
lede_status lede__index_clear(lede_store *s, lede_error *err);

#endif
