/*
 * Store layer. The words that texts hold, by language and stem, so that a
 * query finds every form of a word. A word that is its own stem is left out:
 * the query adds the stem itself.
 */
#ifndef LEDE_STORE_VOCAB_H
#define LEDE_STORE_VOCAB_H

#include "store/store_in.h"

/*
 * Note the terms of the next document, which is in this language; `body` says
 * which of its texts is the body, counted from 1 (FTS5 leaves out absent ones).
 * Hooks into the tokenizer until lede__vocab_end.
 */
lede_status lede__vocab_begin(lede_store *s, const char *language, unsigned body, lede_error *err);
/*
 * The fingerprint of the body is appended: it comes from the same walk. 0
 * where memory ran out: then the insert failed, and this is why.
 */
int lede__vocab_end(lede_store *s, lede_buf *fingerprint);

lede_status lede__vocab_flush(lede_store *s, lede_error *err);
void lede__vocab_drop(lede_store *s);
void lede__vocab_free(lede_store *s);

#endif
