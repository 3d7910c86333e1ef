/*
 * Store layer. The FTS5 tokenizer `lede`: the terms of lede_terms, parts of a
 * compound at the place of the whole. Stems are no business of the index: a
 * query names the siblings of a word itself (see LEDE__READY below).
 *
 * LEDE__TOKENIZER_VERSION is stored in the file: an index made by another
 * version must be rebuilt.
 */
#ifndef LEDE_STORE_TOKENIZER_H
#define LEDE_STORE_TOKENIZER_H

#include <sqlite3.h>

#include "lede/base.h"
#include "lede/text.h"

#define LEDE__TOKENIZER_VERSION 1

/* One a connection, freed with it. The adder may set `seen` while it inserts. */
typedef struct lede__tokenizer {
    /* Called for every term of a document (parts too); non-zero fails the insert. NULL is fine. */
    int (*seen)(const char *term, size_t n, lede_word_class cls, int part, void *ud);
    void *ud;
    /* Texts of documents begun since the caller zeroed it: tells columns apart. */
    unsigned texts;
    /* Positions emitted since the caller zeroed it: the document's length in BM25. */
    uint32_t tokens;
} lede__tokenizer;

/* Make the tokenizer `lede`, and the functions that queries use, known to the connection. */
lede_status lede__tokenizer_register(sqlite3 *db, lede__tokenizer **out, lede_error *err);

/* The FTS5 interface of the connection, NULL where SQLite has none. */
struct fts5_api *lede__fts5(sqlite3 *db);

/*
 * In a MATCH expression, a text that starts with LEDE__READY is one position
 * and made of terms already: its alternatives, LEDE__OTHER between them.
 */
#define LEDE__READY '\x02'
#define LEDE__OTHER '\x1f'

#endif
