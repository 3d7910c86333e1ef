/*
 * Store layer. The inverted index: what waits in memory for the next flush.
 *
 * A table of terms, and a log of every hit in the order of the articles, so
 * that putting a hit touches its term's entry and the end of the log, no more.
 * The flush deals the log out by term (postings_flush.c). A word of the log is
 * a step << LEDE__LOG_STEP | the term's place among the entries; the step says
 * where the hit stands, from the one before it in the article:
 *
 *   0, 1            as many positions further
 *   LEDE__LOG_FAR   at the place that the next word says, as lede__place_of has it
 *
 * An article starts before the first place, so that its first step may be 1.
 */
#ifndef LEDE_STORE_POSTINGS_BUFFER_H
#define LEDE_STORE_POSTINGS_BUFFER_H

#include "store/postings_in.h"

enum { LEDE__NEAR = 36, LEDE__LOG_STEP = 30, LEDE__LOG_FAR = 2 };

/*
 * A term is met in no order, and what waits is far larger than the processor's
 * cache: all that a hit needs stands here, and 64 bytes make the entries keep
 * to the lines of the cache.
 */
typedef struct lede__entry {
    char near[LEDE__NEAR];      /* the text where it is short */
    uint16_t text_n, column;
    uint32_t article;           /* of the last hit: its place in `articles` */
    uint32_t next;              /* position: the least that could follow */
    uint32_t hits;
    uint32_t mark;              /* the caller's */
    uint32_t far;               /* in `texts`: the text where it is long */
    uint32_t hash;              /* the lower half */
} lede__entry;

_Static_assert(sizeof(lede__entry) == 64 && LEDE_TERM_MAX <= UINT16_MAX, "an entry fills a line of the cache");

typedef struct lede__waiting {
    uint32_t row, length;
    size_t log;                 /* where its part of the log starts */
} lede__waiting;

/* A hit, dealt out. */
typedef struct lede__dealt {
    uint32_t article;           /* place in the order of rows */
    uint32_t place;
} lede__dealt;

struct lede__postings {
    lede_store *s;
    uint64_t *slots;            /* half of the hash above the index + 1 into entries; 0 is free */
    size_t slots_n;
    lede__entry *entries;
    size_t entries_n, entries_cap;
    char *texts;
    size_t texts_n, texts_cap;
    uint32_t *log;
    size_t log_n, log_cap;
    uint32_t place;             /* of the last hit */
    uint64_t hits;
    lede__dealt *dealt;         /* room for a flush's hits: memory that was touched once is cheap */
    size_t dealt_cap;
    lede__waiting *articles;
    size_t articles_n, articles_cap;
    lede__rowset rows, hides;
    uint32_t greatest;          /* row */
    int64_t more_articles, more_tokens;   /* than the index has */
};

/* A place in an article, as LEDE__PLACE_COLUMN has it. */
static inline uint32_t lede__place_of(int column, uint32_t position)
{
    return (uint32_t)column << LEDE__PLACE_COLUMN | position;
}

static inline const char *lede__entry_text(const lede__postings *p, const lede__entry *e)
{
    return e->text_n <= LEDE__NEAR ? e->near : p->texts + e->far;
}

/* Nothing waits any more. */
void lede__postings_forget(lede__postings *p);

/* --- the table (postings_table.c) -------------------------------------------------- */

void lede__table_clear(lede__postings *p);
void lede__table_free(lede__postings *p);

/* --- order (postings_order.c) -------------------------------------------------------- */

/* A term, or an article, where it is to be written. */
typedef struct lede__ordered {
    uint64_t key;
    uint32_t i;
} lede__ordered;

/* By key, equal ones as they stood. `spare` is as long as `a`; what is returned is one of the two. */
lede__ordered *lede__order_keys(lede__ordered *a, lede__ordered *spare, size_t n);

/* The terms in the order of their bytes: `a` and `spare` have room for all entries. */
lede__ordered *lede__order_terms(const lede__postings *p, lede__ordered *a, lede__ordered *spare);

#endif
