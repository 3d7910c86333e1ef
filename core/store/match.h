/* Store layer. A query's tree on one article in memory (match.c), whoever brings the article (query_match_row.c). */
#ifndef LEDE_STORE_MATCH_H
#define LEDE_STORE_MATCH_H

#include "lede/text.h"
#include "store/query_in.h"

/* The article as the matching sees it. */
typedef struct lede__article {
    const char *texts[LEDE__Q_COLUMNS];   /* NULL where absent */
    size_t texts_n[LEDE__Q_COLUMNS];
    lede_stemmer *stemmer;    /* for terms that are not bound to a store's words; NULL: as written */
    /* Whether a node of metadata holds: 1, 0, -1 a limit was reached, -2 out of memory. */
    int (*meta)(const lede__qnode *node, void *ud);
    void *ud;
} lede__article;

/* As lede_query_match. */
lede_status lede__match(const lede__qnode *root, const lede__article *article, int *matched, lede_query_hit **hits, size_t *n,
                        lede_error *err);

#endif
