/*
 * Store layer. What the files of the query language share: the tree that
 * query_parse.c makes, query_bind.c completes with a store's words, query_sql.c
 * turns into SQL and match.c evaluates in memory.
 */
#ifndef LEDE_STORE_QUERY_IN_H
#define LEDE_STORE_QUERY_IN_H

#include "base/arena.h"
#include "lede/query.h"
#include "lede/regex.h"

enum {
    LEDE__Q_DEPTH = 64,       /* groups inside each other */
    LEDE__Q_TERMS = 4096,     /* terms of a query, saved ones included */
    LEDE__Q_NEAR = 10         /* words between the parts of a near() that names no number */
};

typedef enum lede__qkind {
    LEDE__Q_ALL,        /* every article */
    LEDE__Q_AND,        /* two kids or more, none of them AND */
    LEDE__Q_OR,         /* two kids or more, none of them OR */
    LEDE__Q_NOT,        /* one kid, never NOT */
    LEDE__Q_WORDS,      /* terms in a row, in the texts of `columns` */
    LEDE__Q_NEAR_OF,    /* kids are WORDS; number.lo words between at most */
    LEDE__Q_REGEX,      /* text, in `columns`, or in `field` where that is 0 */
    LEDE__Q_HAS,        /* terms in a row in the metadata `field` */
    LEDE__Q_PRESENT,    /* `field` (or `columns`) is not empty */
    LEDE__Q_LIKE,       /* text with wildcards in `field` (url, source) */
    LEDE__Q_SITE,
    LEDE__Q_ID,
    LEDE__Q_LANGUAGE,
    LEDE__Q_TAG,
    LEDE__Q_RUN,
    LEDE__Q_IS,
    LEDE__Q_DATE,       /* date.lo .. date.hi of `field` */
    LEDE__Q_WORD_COUNT, /* number.lo .. number.hi */
    LEDE__Q_DATE_FROM
} lede__qkind;

/* The texts that the index covers, as bits: their order is that of the index's columns. */
enum { LEDE__Q_HEADLINE = 1, LEDE__Q_DEK = 2, LEDE__Q_BODY = 4, LEDE__Q_TEXTS = 7, LEDE__Q_COLUMNS = 3 };

/* Fields of articles that a query names and a record does not have. */
enum { LEDE__F_ADDED = LEDE_FIELDS + 1, LEDE__F_TAG };

typedef enum lede__qis { LEDE__IS_TAGGED, LEDE__IS_UNTAGGED, LEDE__IS_DUPLICATE, LEDE__IS_UNDATED, LEDE__IS_REVISED } lede__qis;

/* One position of a phrase. */
typedef struct lede__qterm {
    const char *s;            /* folded */
    size_t n;
    int prefix;               /* words that start so; 2: a lone ideograph, which stands for itself in longer terms */
    /* Filled when bound: the words that it stands for, itself included, sorted; NULL where it is only itself. */
    const char **words;
    size_t words_n;
    /* The words that the index must be asked for: without those that always stand at the place of another one. */
    const char **lean;
    size_t lean_n;
} lede__qterm;

typedef struct lede__qnode {
    lede__qkind kind;
    size_t at, end;           /* the bytes of the query it was made from */
    struct lede__qnode **kids;
    size_t kids_n;
    unsigned columns;
    int field;                /* a lede_field or LEDE__F_..., -1 where none */
    const char *key;          /* of extra.KEY */
    lede__qterm *terms;
    size_t terms_n;
    int stem;                 /* the (only) term stands for all words of its stem */
    int whole;                /* the value is all of the field */
    int is;                   /* lede__qis */
    const char *text;         /* the value as written, NUL-terminated */
    size_t n;
    struct { int64_t lo, hi; } number;   /* hi -1 is open */
    struct { const char *lo, *hi; } date; /* first and last second, 2022-03-01T00:00:00; NULL is open */
    lede_regex *regex;                   /* freed with the query: see next_regex */
    struct lede__qnode *next_regex;
    int slot;                 /* its column in the binding's conditions */
} lede__qnode;

typedef struct lede__qbinding lede__qbinding;

struct lede_query {
    lede__arena arena;        /* nodes and their texts */
    const char *source;
    size_t source_n;
    lede__qnode *root;
    lede__qnode *regexes;     /* nodes that hold an expression */
    lede__qbinding *binding;  /* to the store it was last used with */
};

/* --- making nodes (query_node.c) --------------------------------------------- */

/* A node in the query's arena, NULL when memory ran out. */
lede__qnode *lede__q_node(lede_query *q, lede__qkind kind, size_t at, size_t end);

/* AND or OR of the kids, flattened; the kid itself where there is one. NULL when memory ran out. */
lede__qnode *lede__q_join(lede_query *q, lede__qkind kind, lede__qnode **kids, size_t n);

/* NOT of the node. */
lede__qnode *lede__q_not(lede_query *q, lede__qnode *kid, size_t at);

/*
 * Fill in the terms of a text as a query has them: consecutive positions. With
 * `exact`, a text of one whole word is that word alone. 0 when memory ran out.
 */
int lede__q_terms(lede_query *q, lede__qnode *node, const char *s, size_t n, int exact);

/* --- one value (query_test.c) --------------------------------------------------- */

/*
 * Whether a value passes a node of metadata (HAS, LIKE, SITE, LANGUAGE, DATE,
 * TAG, DATE_FROM, REGEX, PRESENT), a list field given as JSON. -1: a limit of the
 * expression was reached; -2: out of memory.
 */
int lede__q_accepts(const lede__qnode *node, const char *s, size_t n);

/* --- with a store (query_bind.c) ------------------------------------------------- */

/* Complete the terms with the store's words, where it is not done yet or the store changed. */
lede_status lede__q_bind(lede_query *q, lede_store *store, lede_error *err);
void lede__q_unbind(lede_query *q);

/* --- dates (query_date.c) ------------------------------------------------------ */

/* A day of the proleptic Gregorian calendar and a second of it. */
typedef struct lede__qtime {
    int64_t day;              /* days since 1970-01-01 */
    int second;
} lede__qtime;

/* 2022-03-21 with or without a time, or today's date where s is NULL. */
int lede__q_now(const char *s, lede__qtime *now);

/*
 * The first and last second of what a date value says: 2022, 2022-03,
 * 2022-03-21, 2022-03-21T12:46, 2022-W12, 2022-Q1, today, "last week", "3 days
 * ago", "march 2022", monday ... 0 where it says no date.
 */
int lede__q_period(const char *s, size_t n, const lede__qtime *now, lede__qtime *first, lede__qtime *last);

/* As 2022-03-21T12:46:59. */
void lede__q_time_text(const lede__qtime *t, char out[32]);

#endif
