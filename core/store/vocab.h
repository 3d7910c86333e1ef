/*
 * Store layer. The words that texts hold, by language and stem, so that a
 * query finds every form of a word. A word that is its own stem is left out:
 * the query adds the stem itself.
 */
#ifndef LEDE_STORE_VOCAB_H
#define LEDE_STORE_VOCAB_H

#include "store/store_in.h"

/* The words that follow are of this language. */
lede_status lede__vocab_begin(lede_store *s, const char *language, lede_error *err);
/*
 * A word, folded; `hash` is its lede__hash, *mark a number kept with it while
 * the index holds it in memory, 0 at first: most words were seen a moment ago,
 * and the mark says so without a look into a table of millions. 0 when memory
 * ran out.
 */
int lede__vocab_see(struct lede__vocab *v, const char *term, size_t n, uint64_t hash, uint32_t *mark);

lede_status lede__vocab_flush(lede_store *s, lede_error *err);
void lede__vocab_drop(lede_store *s);
void lede__vocab_free(lede_store *s);

#endif
