/*
 * Store layer. One article's rows: the tables article, body, revision, gone
 * and the index move together here, and only here.
 */
#ifndef LEDE_STORE_ARTICLE_H
#define LEDE_STORE_ARTICLE_H

#include "base/sha256.h"
#include "store/index.h"
#include "store/store_in.h"

/* The columns of an article that are texts, and its hash, in the order of the statements in article.c. */
typedef enum lede__col {
    LEDE__C_ID, LEDE__C_PUBLISHED, LEDE__C_MODIFIED, LEDE__C_LANGUAGE, LEDE__C_PUBLISHER, LEDE__C_SECTION,
    LEDE__C_HEADLINE, LEDE__C_DEK, LEDE__C_AUTHORS, LEDE__C_KEYWORDS, LEDE__C_URL, LEDE__C_SITE,
    LEDE__C_SOURCE, LEDE__C_DATE_FROM, LEDE__C_ADDED, LEDE__C_HASH, LEDE__C_FIXED, LEDE__C_LINKS, LEDE__C_EXTRA,
    LEDE__C_BODY, LEDE__COLS
} lede__col;

typedef struct lede__article {
    struct {
        const char *s;       /* NULL or n = 0 where absent */
        size_t n;
    } t[LEDE__COLS];
    int64_t words, revision, run, given;
} lede__article;

/* The hash of the texts (lede_article_info.hash, as bytes); `b` is room to work in, look at its `failed`. */
void lede__article_hash(const lede__article *a, lede_buf *b, char hash[LEDE__SHA256]);

/* Where an id stands: *row is 0 where nowhere; *gone tells that it was removed. */
lede_status lede__article_find(lede_store *s, const char *id, int64_t *row, int *gone, lede_error *err);

/* Read all of an article; the texts live until lede__article_done. LEDE_NOTFOUND where it does not stand. */
lede_status lede__article_load(lede_store *s, int64_t row, lede__article *a, sqlite3_stmt **held, lede_error *err);
void lede__article_done(sqlite3_stmt *held);
/* The same for one of many, rows ascending at best, while a read transaction is open; the texts live until the next. */
lede_status lede__article_walk(lede_store *s, int64_t row, lede__article *a, lede_error *err);
void lede__article_walk_end(lede_store *s);

/* A row number that none had before. Inside a transaction, as all that follow. */
lede_status lede__article_new_row(lede_store *s, int64_t *row, lede_error *err);

/* Insert and replace count a->words where they index the texts. */
lede_status lede__article_insert(lede_store *s, int64_t row, lede__article *a, lede_error *err);
/* Keep the present state as a revision and put `a` in its place; a->revision must be a new number. */
lede_status lede__article_replace(lede_store *s, int64_t row, const lede__article *old, lede__article *a,
                                  lede_error *err);
/* The next free number of a revision. */
lede_status lede__article_next_revision(lede_store *s, int64_t row, int64_t *number, lede_error *err);
/* Make revision `number` the present state; the present one becomes a revision. */
lede_status lede__article_swap(lede_store *s, int64_t row, int64_t number, lede_error *err);
lede_status lede__article_remove(lede_store *s, int64_t row, lede_error *err);
lede_status lede__article_restore(lede_store *s, int64_t row, lede_error *err);

/* LEDE_OK where the article stands (with its revision and run), else LEDE_NOTFOUND and a message. */
lede_status lede__article_stands(lede_store *s, int64_t row, int64_t *revision, int64_t *run, lede_error *err);

#endif
