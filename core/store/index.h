/* Store layer. The full-text index and what is kept beside it: the words seen, the lengths of texts. */
#ifndef LEDE_STORE_INDEX_H
#define LEDE_STORE_INDEX_H

#include "lede/text.h"
#include "store/store_in.h"

typedef struct lede__texts {
    const char *headline, *dek, *body;
    size_t headline_n, dek_n, body_n;
} lede__texts;

/* A term of an article, as it is indexed. */
typedef struct lede__indexed {
    const char *s;              /* valid during the call */
    size_t n;
    uint64_t hash;              /* lede__hash */
    lede_word_class cls;
    int part;                   /* as lede_terms says */
    int column;
    uint32_t position;          /* in the column, from 0 */
} lede__indexed;

typedef int (*lede__index_fn)(const lede__indexed *term, void *ud);

/* What a walk over an article's terms counts. */
typedef struct lede__extent {
    uint32_t length;            /* positions of all texts: the length in BM25 */
    size_t words;               /* of the body, as lede_count_words */
} lede__extent;

/* Walk all terms of the texts. Returns what stopped it, or 0. */
int lede__index_terms(const lede__texts *t, lede__index_fn fn, void *ud, lede__extent *x);

/*
 * Index an article's texts; words are kept by their stems in `language` (as in
 * the article). *words are those of the body: they are counted in the same walk.
 */
lede_status lede__index_put(lede_store *s, int64_t row, const char *language, const lede__texts *t, int64_t *words,
                            lede_error *err);

/* Take it out again. */
lede_status lede__index_take(lede_store *s, int64_t row, lede_error *err);

/* Write what is kept in memory, so that queries see it; before a commit also keep segments few. */
lede_status lede__index_flush(lede_store *s, lede_error *err);
lede_status lede__index_commit(lede_store *s, lede_error *err);
/* After a rollback: forget it. */
void lede__index_drop(lede_store *s);
void lede__index_close(lede_store *s);

/*
 * In bulk adding, outside a transaction: merge what is due, a transaction each
 * that takes a second or two. Once between two commits, so that whoever adds
 * can stop there; all when it has ended. What is left then by one that was
 * killed is due the next time.
 */
lede_status lede__index_merge(lede_store *s, int ended, lede_error *err);

/*
 * Which terms a text has, by lede_terms: the file says by which version it was
 * indexed, and is indexed anew at its first opening for writing by another, as
 * words would not be found (upkeep.c).
 */
#define LEDE__TOKENIZER_VERSION 1
lede_status lede__index_renew(lede_store *s, lede_error *err);
/* Build it, from the articles; or their fingerprints alone. Inside a transaction. */
lede_status lede__index_build(lede_store *s, lede_error *err);
lede_status lede__index_fingerprints(lede_store *s, lede_error *err);

/*
 * Compare the index with the articles: `fn` is told of every article (an id)
 * that is indexed otherwise than it is written; it stops the check by
 * returning non-zero: LEDE_STOPPED. LEDE_CORRUPT where the index cannot be
 * read, or is not as it says of itself.
 */
typedef int (*lede__index_fault_fn)(const char *id, void *ud);
lede_status lede__index_check(lede_store *s, lede__index_fault_fn fn, void *ud, lede_error *err);

/* Empty index, words and lengths. Inside a transaction. */
lede_status lede__index_clear(lede_store *s, lede_error *err);

#endif
