/* Store layer. The statement of a query in the making: query_cond.c writes its conditions, query_sql.c the rest. */
#ifndef LEDE_STORE_QUERY_PLAN_H
#define LEDE_STORE_QUERY_PLAN_H

#include "store/query_sql.h"

typedef enum lede__parameter_kind { LEDE__BIND_TEXT, LEDE__BIND_INTEGER, LEDE__BIND_NODE, LEDE__BIND_ROWS } lede__parameter_kind;

typedef struct lede__parameter {
    lede__parameter_kind kind;
    const char *text;
    size_t n;
    int64_t integer;
    const lede__qnode *node;
    const lede__rowset *rows;
    lede__rowset *owned;      /* the same, where the plan frees it */
} lede__parameter;

/* A statement in the making. Parameter 1 is its caller's. */
typedef struct lede__plan {
    lede_query *q;
    lede_store *store;
    lede__rowset rows;        /* what the index says, where it was asked */
    int has_rows, looked_up;  /* it was; by words of the query, not only of an expression */
    lede_buf where;
    size_t conditions;
    lede__parameter *parameters;
    size_t n, cap;
    int64_t enough;           /* rows after which it may stop, 0: all */
    lede_status status;
    lede_error *err;
} lede__plan;

/* How a condition is best asked where rows were looked up. */
typedef enum lede__ask {
    LEDE__ASK_EACH,           /* of each article */
    LEDE__ASK_RANGE,          /* an index of the file lists all that meet it: good where they are few */
    LEDE__ASK_SET             /* as a set: asked of one article it goes through all that meet it */
} lede__ask;

lede__ask lede__plan_ask(const lede__qnode *node);

/* Memory ran out. */
void lede__plan_failed(lede__plan *p);

/* Append to the conditions. */
void lede__plan_add(lede__plan *p, const char *sql);

/* Append the condition that a node makes on article `a`; text in it is looked up first. */
void lede__plan_condition(lede__plan *p, const lede__qnode *node);

/* The same for one node of metadata. */
void lede__plan_leaf(lede__plan *p, const lede__qnode *node);

#endif
