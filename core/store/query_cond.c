/*
 * The conditions of a query on an article, as SQL over its row `a`. What text
 * stands inside them is looked up first, as a set of rows; every text of the
 * user is bound.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "store/duplicates.h"
#include "store/query_plan.h"

enum { DEEP = 10 };

void lede__plan_failed(lede__plan *p)
{
    if (p->status == LEDE_OK)
        p->status = lede__nomem(p->err);
}

/* Add a parameter; writes its "?N" into the condition. */
static lede__parameter *bind(lede__plan *p, lede__parameter_kind kind)
{
    lede__parameter *v;

    if (!lede__grow(&p->parameters, &p->cap, p->n + 1, sizeof *p->parameters)) {
        lede__plan_failed(p);
        return NULL;
    }
    v = &p->parameters[p->n++];
    memset(v, 0, sizeof *v);
    v->kind = kind;
    lede__buf_addf(&p->where, "?%zu", p->n + 1);
    return v;
}

static void bind_text(lede__plan *p, const char *s, size_t n)
{
    lede__parameter *v = bind(p, LEDE__BIND_TEXT);

    if (v) {
        v->text = s;
        v->n = n;
    }
}

static void bind_integer(lede__plan *p, int64_t i)
{
    lede__parameter *v = bind(p, LEDE__BIND_INTEGER);

    if (v)
        v->integer = i;
}

static void bind_node(lede__plan *p, const lede__qnode *node)
{
    lede__parameter *v = bind(p, LEDE__BIND_NODE);

    if (v)
        v->node = node;
}

void lede__plan_add(lede__plan *p, const char *sql)
{
    lede_buf_addz(&p->where, sql);
}

/* --- conditions ---------------------------------------------------------------------- */

/* `a.row` is among the rows: the plan's own, where `owned` has them. NULL is a failure that is known. */
static void in_rows(lede__plan *p, const lede__rowset *rows, lede__rowset *owned)
{
    lede__parameter *v;

    lede__plan_add(p, "lede_in(");
    v = rows ? bind(p, LEDE__BIND_ROWS) : NULL;
    lede__plan_add(p, ", a.row)");
    if (v) {
        v->rows = rows;
        v->owned = owned;
        return;
    }
    if (owned)
        lede__rowset_release(owned);
    lede__free(owned);
}

/* `a.row` is among the rows that any of the nodes matches, looked up now. */
static void among(lede__plan *p, const lede__qnode *const *nodes, size_t n)
{
    lede__rowset *rows = lede__calloc(1, sizeof *rows);
    size_t i;

    if (!rows)
        lede__plan_failed(p);
    for (i = 0; i < n && p->status == LEDE_OK; i++)
        p->status = lede__q_rows(p->q, p->store, nodes[i], rows, p->err);
    in_rows(p, rows, rows);
}

static void test_column(lede__plan *p, const lede__qnode *node, const char *column)
{
    lede__plan_add(p, "lede_test(");
    bind_node(p, node);
    lede__plan_add(p, ", ");
    lede__plan_add(p, column);
    lede__plan_add(p, ")");
}

static const char *column_of(int field)
{
    switch (field) {
    case LEDE_URL: return "a.url";
    case LEDE_SECTION: return "a.section";
    case LEDE_PUBLISHER: return "a.publisher";
    case LEDE_PUBLISHED: return "a.published";
    case LEDE_MODIFIED: return "a.modified";
    case LEDE_LANGUAGE: return "a.language";
    case LEDE_SOURCE: return "a.source";
    case LEDE_DATE_FROM: return "a.date_from";
    case LEDE_AUTHORS: return "a.authors";
    case LEDE_KEYWORDS: return "a.keywords";
    case LEDE_LINKS: return "a.links";
    case LEDE__F_ADDED: return "a.added";
    default: return "a.site";
    }
}

/* The values under a key of `extra`, one by one; a text that is no JSON has none. */
static void test_extra(lede__plan *p, const lede__qnode *node)
{
    lede__plan_add(p, "CASE WHEN json_valid(a.extra) THEN EXISTS(SELECT 1 FROM json_each(a.extra) k WHERE k.key = ");
    bind_text(p, node->key, strlen(node->key));
    lede__plan_add(p, " AND (");
    test_column(p, node, "k.atom");
    lede__plan_add(p, " OR (k.type IN ('array', 'object') AND EXISTS(SELECT 1 FROM json_each(k.value) j WHERE ");
    test_column(p, node, "j.atom");
    lede__plan_add(p, ")))) ELSE 0 END");
}

static void test_texts(lede__plan *p, const lede__qnode *node)
{
    static const char *const columns[] = { "a.headline", "a.dek", "(SELECT body FROM body WHERE body.row = a.row)" };
    int i, any = 0;

    for (i = 0; i < LEDE__Q_COLUMNS; i++)
        if (node->columns >> i & 1) {
            lede__plan_add(p, any++ ? " OR ifnull(" : "(ifnull(");
            test_column(p, node, columns[i]);
            lede__plan_add(p, ", 0)");
        }
    lede__plan_add(p, ")");
}

/* The length of the shortest date that starts at this second: 2022 for 2022-01-01T00:00:00. */
static size_t least_text(const char *lo)
{
    static const char *const rest[] = { "-01-01T00:00:00", "-01T00:00:00", "T00:00:00", ":00:00", ":00" };
    size_t n = strlen(lo), i, m;

    for (i = 0; i < sizeof rest / sizeof *rest; i++) {
        m = strlen(rest[i]);
        if (n == 19 && strcmp(lo + n - m, rest[i]) == 0)
            return n - m;
    }
    return n;
}

/* A range of the text that index and scan can use, then the exact test. */
static void date_condition(lede__plan *p, const lede__qnode *node)
{
    const char *column = column_of(node->field), *lo = node->date.lo;

    if (lo) {
        lede__plan_add(p, column);
        lede__plan_add(p, " >= ");
        bind_text(p, lo, least_text(lo));
        lede__plan_add(p, " AND ");
    }
    if (node->date.hi) {
        lede__plan_add(p, column);
        lede__plan_add(p, " < ");
        bind_text(p, node->date.hi, strlen(node->date.hi));
        lede__plan_add(p, " || '~' AND ");
    }
    test_column(p, node, column);
}

static void id_condition(lede__plan *p, const lede__qnode *node)
{
    lede__plan_add(p, "a.id >= ");
    bind_text(p, node->text, node->n);
    lede__plan_add(p, " AND a.id < ");
    bind_text(p, node->text, node->n);
    lede__plan_add(p, " || '~'");
}

static void count_condition(lede__plan *p, const lede__qnode *node)
{
    lede__plan_add(p, "a.words >= ");
    bind_integer(p, node->number.lo);
    if (node->number.hi >= 0) {
        lede__plan_add(p, " AND a.words <= ");
        bind_integer(p, node->number.hi);
    }
}

static void tag_condition(lede__plan *p, const lede__qnode *node)
{
    lede__plan_add(p, "a.row IN (SELECT article FROM tagged WHERE state = 0 AND tag IN (SELECT id FROM tag WHERE ");
    if (memchr(node->text, '*', node->n)) {
        test_column(p, node, "name");
    } else {
        lede__plan_add(p, "name = ");
        bind_text(p, node->text, node->n);
    }
    lede__plan_add(p, "))");
}

static void run_condition(lede__plan *p, const lede__qnode *node)
{
    lede__plan_add(p, "a.row IN (SELECT article FROM event WHERE id >= ");
    bind_integer(p, node->number.lo);
    lede__plan_add(p, " << 32 AND id < (");
    bind_integer(p, node->number.lo);
    lede__plan_add(p, " + 1) << 32)");
}

static void duplicate_condition(lede__plan *p)
{
    const lede__rowset *rows = NULL;

    if (p->status == LEDE_OK)
        p->status = lede__q_duplicates(p->store, &rows, p->err);
    in_rows(p, rows, NULL);
}

static void is_condition(lede__plan *p, const lede__qnode *node)
{
    switch ((lede__qis)node->is) {
    case LEDE__IS_TAGGED:
        lede__plan_add(p, "EXISTS(SELECT 1 FROM tagged g WHERE g.article = a.row AND g.state = 0)");
        break;
    case LEDE__IS_UNTAGGED:
        lede__plan_add(p, "NOT EXISTS(SELECT 1 FROM tagged g WHERE g.article = a.row AND g.state = 0)");
        break;
    case LEDE__IS_DUPLICATE:
        duplicate_condition(p);
        break;
    case LEDE__IS_UNDATED:
        lede__plan_add(p, "a.published IS NULL");
        break;
    case LEDE__IS_REVISED:
        lede__plan_add(p, "EXISTS(SELECT 1 FROM revision r WHERE r.article = a.row)");
        break;
    }
}

/* HAS, REGEX, PRESENT, LIKE, SITE, LANGUAGE, DATE_FROM: what the field says is tested. */
static void field_condition(lede__plan *p, const lede__qnode *node)
{
    if (node->field == LEDE_EXTRA)
        test_extra(p, node);
    else if (node->columns)
        test_texts(p, node);
    else
        test_column(p, node, column_of(node->field));
}

lede__ask lede__plan_ask(const lede__qnode *node)
{
    switch (node->kind) {
    case LEDE__Q_TAG:
    case LEDE__Q_RUN: return LEDE__ASK_SET;
    case LEDE__Q_ID: return LEDE__ASK_RANGE;
    case LEDE__Q_DATE: return node->field == LEDE_PUBLISHED ? LEDE__ASK_RANGE : LEDE__ASK_EACH;
    case LEDE__Q_IS: return node->is == LEDE__IS_UNDATED ? LEDE__ASK_RANGE : LEDE__ASK_EACH;
    default: return LEDE__ASK_EACH;
    }
}

static void condition(lede__plan *p, const lede__qnode *node, int depth);

/* Kids joined pairwise, so that the expression is as shallow as can be. */
static void joined(lede__plan *p, lede__qnode *const *kids, size_t n, const char *with, int depth)
{
    if (n == 1) {
        condition(p, kids[0], depth + 1);
        return;
    }
    lede__plan_add(p, "(");
    joined(p, kids, n / 2, with, depth);
    lede__plan_add(p, with);
    joined(p, kids + n / 2, n - n / 2, with, depth);
    lede__plan_add(p, ")");
}

void lede__plan_leaf(lede__plan *p, const lede__qnode *node)
{
    switch (node->kind) {
    case LEDE__Q_ALL: lede__plan_add(p, "1"); break;
    case LEDE__Q_DATE: date_condition(p, node); break;
    case LEDE__Q_ID: id_condition(p, node); break;
    case LEDE__Q_WORD_COUNT: count_condition(p, node); break;
    case LEDE__Q_TAG: tag_condition(p, node); break;
    case LEDE__Q_RUN: run_condition(p, node); break;
    case LEDE__Q_IS: is_condition(p, node); break;
    default: field_condition(p, node); break;
    }
}

static int holds_text(const lede__qnode *node)
{
    size_t i;

    if (node->kind == LEDE__Q_WORDS || node->kind == LEDE__Q_NEAR_OF)
        return 1;
    for (i = 0; i < node->kids_n; i++)
        if (holds_text(node->kids[i]))
            return 1;
    return 0;
}

static void condition(lede__plan *p, const lede__qnode *node, int depth)
{
    union { lede__qnode *const *in; const lede__qnode *const *out; } kids = { node->kids };

    if (p->status != LEDE_OK)
        return;
    if (lede__q_pure(node) || (depth > DEEP && node->kids_n) || (p->has_rows && lede__plan_ask(node) == LEDE__ASK_SET)) {
        among(p, &node, 1);
    } else if (node->kind == LEDE__Q_NOT) {
        lede__plan_add(p, "NOT ifnull((");
        condition(p, node->kids[0], depth + 1);
        lede__plan_add(p, "), 0)");
    } else if (node->kind == LEDE__Q_OR && node->kids_n > 8 && holds_text(node)) {
        /* A statement would look at every word for every article. */
        among(p, kids.out, node->kids_n);
    } else if (node->kind == LEDE__Q_AND || node->kind == LEDE__Q_OR) {
        joined(p, node->kids, node->kids_n, node->kind == LEDE__Q_AND ? " AND " : " OR ", depth);
    } else {
        lede__plan_add(p, "(");
        lede__plan_leaf(p, node);
        lede__plan_add(p, ")");
    }
}

void lede__plan_condition(lede__plan *p, const lede__qnode *node)
{
    condition(p, node, 0);
}
