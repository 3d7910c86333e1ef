/*
 * The statement of a query. What FTS5 can answer becomes one MATCH expression
 * that drives it; what stands beside becomes conditions on `article`; text
 * inside such conditions is looked up first, as a set of rows. Every text of
 * the user is bound, never part of the SQL.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "store/query_func.h"
#include "store/query_sql.h"
#include "store/rank.h"

enum { DEEP = 10 };

typedef enum parameter_kind { BIND_TEXT, BIND_INTEGER, BIND_NODE, BIND_ROWS } parameter_kind;

typedef struct parameter {
    parameter_kind kind;
    const char *text;
    size_t n;
    int64_t integer;
    const lede__qnode *node;
    lede__rowset *rows;       /* owned */
} parameter;

/* A statement in the making. Parameter 1 is its caller's. */
typedef struct plan {
    lede_query *q;
    lede_store *store;
    lede_buf match, where;
    size_t conditions;
    parameter *parameters;
    size_t n, cap;
    int64_t enough;           /* rows after which it may stop, 0: all */
    lede_status status;
    lede_error *err;
} plan;

lede_status lede__q_db_fail(lede_store *store, lede_error *err)
{
    if (strcmp(sqlite3_errmsg(store->db), LEDE__REGEX_LIMIT) == 0)
        return lede__fail(err, LEDE_LIMIT, LEDE__REGEX_LIMIT);
    return lede__db_fail(store, err);
}

static void failed(plan *p)
{
    if (p->status == LEDE_OK)
        p->status = lede__nomem(p->err);
}

/* Add a parameter; writes its "?N" into the condition. */
static parameter *bind(plan *p, parameter_kind kind)
{
    parameter *v;

    if (!lede__grow(&p->parameters, &p->cap, p->n + 1, sizeof *p->parameters)) {
        failed(p);
        return NULL;
    }
    v = &p->parameters[p->n++];
    memset(v, 0, sizeof *v);
    v->kind = kind;
    lede__buf_addf(&p->where, "?%zu", p->n + 1);
    return v;
}

static void bind_text(plan *p, const char *s, size_t n)
{
    parameter *v = bind(p, BIND_TEXT);

    if (v) {
        v->text = s;
        v->n = n;
    }
}

static void bind_integer(plan *p, int64_t i)
{
    parameter *v = bind(p, BIND_INTEGER);

    if (v)
        v->integer = i;
}

static void bind_node(plan *p, const lede__qnode *node)
{
    parameter *v = bind(p, BIND_NODE);

    if (v)
        v->node = node;
}

static void add(plan *p, const char *sql)
{
    lede_buf_addz(&p->where, sql);
}

/* --- conditions ---------------------------------------------------------------------- */

/* `a.row` is among the rows that the node matches, looked up now. */
static void among(plan *p, const lede__qnode *node)
{
    lede__rowset *rows = lede__calloc(1, sizeof *rows);
    lede_status st = rows ? lede__q_rows(p->q, p->store, node, rows, p->err) : lede__nomem(p->err);
    parameter *v;

    add(p, "lede_in(");
    v = st == LEDE_OK ? bind(p, BIND_ROWS) : NULL;
    add(p, ", a.row)");
    if (v) {
        v->rows = rows;
        return;
    }
    if (rows)
        lede__rowset_release(rows);
    lede__free(rows);
    if (p->status == LEDE_OK)
        p->status = st;
}

static void test_column(plan *p, const lede__qnode *node, const char *column)
{
    add(p, "lede_test(");
    bind_node(p, node);
    add(p, ", ");
    add(p, column);
    add(p, ")");
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
static void test_extra(plan *p, const lede__qnode *node)
{
    add(p, "CASE WHEN json_valid(a.extra) THEN EXISTS(SELECT 1 FROM json_each(a.extra) k WHERE k.key = ");
    bind_text(p, node->key, strlen(node->key));
    add(p, " AND (");
    test_column(p, node, "k.atom");
    add(p, " OR (k.type IN ('array', 'object') AND EXISTS(SELECT 1 FROM json_each(k.value) j WHERE ");
    test_column(p, node, "j.atom");
    add(p, ")))) ELSE 0 END");
}

static void test_texts(plan *p, const lede__qnode *node)
{
    static const char *const columns[] = { "a.headline", "a.dek", "(SELECT body FROM body WHERE body.row = a.row)" };
    int i, any = 0;

    for (i = 0; i < LEDE__Q_COLUMNS; i++)
        if (node->columns >> i & 1) {
            add(p, any++ ? " OR ifnull(" : "(ifnull(");
            test_column(p, node, columns[i]);
            add(p, ", 0)");
        }
    add(p, ")");
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
static void date_condition(plan *p, const lede__qnode *node)
{
    const char *column = column_of(node->field), *lo = node->date.lo;

    if (lo) {
        add(p, column);
        add(p, " >= ");
        bind_text(p, lo, least_text(lo));
        add(p, " AND ");
    }
    if (node->date.hi) {
        add(p, column);
        add(p, " < ");
        bind_text(p, node->date.hi, strlen(node->date.hi));
        add(p, " || '~' AND ");
    }
    test_column(p, node, column);
}

static void id_condition(plan *p, const lede__qnode *node)
{
    add(p, "a.id >= ");
    bind_text(p, node->text, node->n);
    add(p, " AND a.id < ");
    bind_text(p, node->text, node->n);
    add(p, " || '~'");
}

static void count_condition(plan *p, const lede__qnode *node)
{
    add(p, "a.words >= ");
    bind_integer(p, node->number.lo);
    if (node->number.hi >= 0) {
        add(p, " AND a.words <= ");
        bind_integer(p, node->number.hi);
    }
}

static void tag_condition(plan *p, const lede__qnode *node)
{
    add(p, "a.row IN (SELECT article FROM tagged WHERE state = 0 AND tag IN (SELECT id FROM tag WHERE ");
    if (memchr(node->text, '*', node->n)) {
        test_column(p, node, "name");
    } else {
        add(p, "name = ");
        bind_text(p, node->text, node->n);
    }
    add(p, "))");
}

static void run_condition(plan *p, const lede__qnode *node)
{
    add(p, "a.row IN (SELECT article FROM event WHERE id >= ");
    bind_integer(p, node->number.lo);
    add(p, " << 32 AND id < (");
    bind_integer(p, node->number.lo);
    add(p, " + 1) << 32)");
}

static void is_condition(plan *p, const lede__qnode *node)
{
    switch ((lede__qis)node->is) {
    case LEDE__IS_TAGGED:
        add(p, "EXISTS(SELECT 1 FROM tagged g WHERE g.article = a.row AND g.state = 0)");
        break;
    case LEDE__IS_UNTAGGED:
        add(p, "NOT EXISTS(SELECT 1 FROM tagged g WHERE g.article = a.row AND g.state = 0)");
        break;
    case LEDE__IS_DUPLICATE:
        add(p, "a.hash IN (SELECT hash FROM article GROUP BY hash HAVING count(*) > 1)");
        break;
    case LEDE__IS_UNDATED:
        add(p, "a.published IS NULL");
        break;
    case LEDE__IS_REVISED:
        add(p, "EXISTS(SELECT 1 FROM revision r WHERE r.article = a.row)");
        break;
    }
}

static void present_condition(plan *p, const lede__qnode *node)
{
    if (node->field == LEDE_EXTRA)
        test_extra(p, node);
    else if (node->columns)
        test_texts(p, node);
    else
        test_column(p, node, column_of(node->field));
}

static void condition(plan *p, const lede__qnode *node, int depth);

/* Kids joined pairwise, so that the expression is as shallow as can be. */
static void joined(plan *p, lede__qnode *const *kids, size_t n, const char *with, int depth)
{
    if (n == 1) {
        condition(p, kids[0], depth + 1);
        return;
    }
    add(p, "(");
    joined(p, kids, n / 2, with, depth);
    add(p, with);
    joined(p, kids + n / 2, n - n / 2, with, depth);
    add(p, ")");
}

static void leaf_condition(plan *p, const lede__qnode *node)
{
    switch (node->kind) {
    case LEDE__Q_ALL: add(p, "1"); break;
    case LEDE__Q_HAS:
        if (node->field == LEDE_EXTRA)
            test_extra(p, node);
        else
            test_column(p, node, column_of(node->field));
        break;
    case LEDE__Q_REGEX:
        if (node->columns)
            test_texts(p, node);
        else if (node->field == LEDE_EXTRA)
            test_extra(p, node);
        else
            test_column(p, node, column_of(node->field));
        break;
    case LEDE__Q_PRESENT: present_condition(p, node); break;
    case LEDE__Q_DATE: date_condition(p, node); break;
    case LEDE__Q_ID: id_condition(p, node); break;
    case LEDE__Q_WORD_COUNT: count_condition(p, node); break;
    case LEDE__Q_TAG: tag_condition(p, node); break;
    case LEDE__Q_RUN: run_condition(p, node); break;
    case LEDE__Q_IS: is_condition(p, node); break;
    default: test_column(p, node, column_of(node->field)); break;   /* LIKE SITE LANGUAGE DATE_FROM */
    }
}

/* Large ORs of words go by sets: FTS5 would look at every word for every article. */
static void or_of_sets(plan *p, const lede__qnode *node)
{
    lede__rowset *rows = lede__calloc(1, sizeof *rows);
    lede_status st = rows ? LEDE_OK : lede__nomem(p->err);
    parameter *v = NULL;
    size_t i;

    for (i = 0; i < node->kids_n && st == LEDE_OK; i++)
        st = lede__q_rows(p->q, p->store, node->kids[i], rows, p->err);
    add(p, "lede_in(");
    if (st == LEDE_OK)
        v = bind(p, BIND_ROWS);
    add(p, ", a.row)");
    if (v) {
        v->rows = rows;
        return;
    }
    if (rows)
        lede__rowset_release(rows);
    lede__free(rows);
    if (p->status == LEDE_OK)
        p->status = st;
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

static void condition(plan *p, const lede__qnode *node, int depth)
{
    if (p->status != LEDE_OK)
        return;
    if (lede__q_pure(node) || (depth > DEEP && node->kids_n)) {
        among(p, node);
    } else if (node->kind == LEDE__Q_NOT) {
        add(p, "NOT ifnull((");
        condition(p, node->kids[0], depth + 1);
        add(p, "), 0)");
    } else if (node->kind == LEDE__Q_OR && node->kids_n > 8 && holds_text(node)) {
        or_of_sets(p, node);
    } else if (node->kind == LEDE__Q_AND || node->kind == LEDE__Q_OR) {
        joined(p, node->kids, node->kids_n, node->kind == LEDE__Q_AND ? " AND " : " OR ", depth);
    } else {
        add(p, "(");
        leaf_condition(p, node);
        add(p, ")");
    }
}

/* --- statements ------------------------------------------------------------------------ */

/* How dear a condition is, so that the cheap ones are asked first. */
static int price(const lede__qnode *node)
{
    switch (node->kind) {
    case LEDE__Q_REGEX: return node->columns & LEDE__Q_BODY ? 9 : 5;
    case LEDE__Q_PRESENT: return node->columns & LEDE__Q_BODY ? 6 : 1;
    case LEDE__Q_HAS: return node->field == LEDE_EXTRA ? 5 : 3;
    case LEDE__Q_AND:
    case LEDE__Q_OR:
    case LEDE__Q_NOT: return 4;
    case LEDE__Q_LIKE: return 2;
    default: return 0;
    }
}

static void add_where(plan *p, const lede__qnode *node)
{
    add(p, p->conditions++ ? " AND " : " WHERE ");
    condition(p, node, 0);
}

/* Sort the kids of the top AND into the MATCH expression and conditions. */
static void split(plan *p, lede__qnode *const *kids, size_t n, lede__qnode **pure)
{
    size_t i, pure_n = 0, positive = 0;
    int cost;

    for (i = 0; i < n; i++) {
        const lede__qnode *inner = kids[i]->kind == LEDE__Q_NOT ? kids[i]->kids[0] : kids[i];

        if (lede__q_pure(inner)) {
            pure[pure_n++] = kids[i];
            positive += kids[i]->kind != LEDE__Q_NOT;
        }
    }
    if (positive)
        lede__q_match_all(&p->match, pure, pure_n);
    for (i = 0; i < n; i++)
        if (kids[i]->kind == LEDE__Q_REGEX) {
            size_t before = p->match.n;

            if (before)
                lede_buf_addz(&p->match, " AND ");
            lede__q_regex_words(&p->match, kids[i]);
            if (before && p->match.n == before + 5)
                p->match.s[p->match.n = before] = '\0';
        }
    for (cost = 0; cost < 10; cost++)
        for (i = 0; i < n; i++) {
            const lede__qnode *inner = kids[i]->kind == LEDE__Q_NOT ? kids[i]->kids[0] : kids[i];

            if (price(kids[i]) == cost && !(positive && lede__q_pure(inner)) && kids[i]->kind != LEDE__Q_ALL)
                add_where(p, kids[i]);
        }
}

static int bind_all(plan *p, sqlite3_stmt *st)
{
    size_t i;
    int rc = SQLITE_OK;

    for (i = 0; i < p->n && rc == SQLITE_OK; i++) {
        const parameter *v = &p->parameters[i];
        union { const lede__qnode *in; void *out; } node = { v->node };
        int at = (int)i + 2;

        if (v->kind == BIND_TEXT)
            rc = sqlite3_bind_text(st, at, v->text, (int)v->n, SQLITE_TRANSIENT);
        else if (v->kind == BIND_INTEGER)
            rc = sqlite3_bind_int64(st, at, v->integer);
        else if (v->kind == BIND_NODE)
            rc = sqlite3_bind_pointer(st, at, node.out, LEDE__PTR_NODE, NULL);
        else
            rc = sqlite3_bind_pointer(st, at, v->rows, LEDE__PTR_ROWS, NULL);
    }
    return rc;
}

static void plan_release(plan *p)
{
    size_t i;

    for (i = 0; i < p->n; i++)
        if (p->parameters[i].rows) {
            lede__rowset_release(p->parameters[i].rows);
            lede__free(p->parameters[i].rows);
        }
    lede__free(p->parameters);
    lede_buf_release(&p->match);
    lede_buf_release(&p->where);
}

static lede_status prepare(plan *p, const lede_buf *sql, sqlite3_stmt **out)
{
    if (p->status == LEDE_OK && (sql->failed || p->where.failed || p->match.failed))
        failed(p);
    if (p->status != LEDE_OK)
        return p->status;
    if (sqlite3_prepare_v2(p->store->db, sql->s, (int)sql->n, out, NULL) != SQLITE_OK || bind_all(p, *out) != SQLITE_OK)
        return lede__q_db_fail(p->store, p->err);
    return LEDE_OK;
}

static lede_status collect(plan *p, sqlite3_stmt *st, lede__rowset *rows)
{
    int rc;

    if (p->match.n && sqlite3_bind_text(st, 1, p->match.s, (int)p->match.n, SQLITE_STATIC) != SQLITE_OK)
        return lede__q_db_fail(p->store, p->err);
    while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
        if (!lede__rowset_add(rows, sqlite3_column_int64(st, 0)))
            return lede__nomem(p->err);
        if (rows->count == p->enough)
            return LEDE_OK;
    }
    return rc == SQLITE_DONE ? LEDE_OK : lede__q_db_fail(p->store, p->err);
}

static lede_status run(plan *p, lede__rowset *rows)
{
    lede_buf sql;
    sqlite3_stmt *st = NULL;
    lede_status status;

    lede_buf_init(&sql);
    if (!p->match.n)
        lede_buf_addz(&sql, "SELECT a.row FROM article a");
    else if (!p->conditions)
        lede_buf_addz(&sql, "SELECT rowid FROM fts WHERE fts MATCH ?1");
    else
        lede_buf_addz(&sql, "SELECT a.row FROM fts CROSS JOIN article a ON a.row = fts.rowid AND fts MATCH ?1");
    lede_buf_add(&sql, p->where.n ? p->where.s : "", p->where.n);
    status = prepare(p, &sql, &st);
    if (status == LEDE_OK)
        status = collect(p, st, rows);
    sqlite3_finalize(st);
    lede_buf_release(&sql);
    return status;
}

static lede_status rows_of(lede_query *q, lede_store *store, const lede__qnode *node, int64_t enough,
                           lede__rowset *rows, lede_error *err)
{
    union { const lede__qnode *in; lede__qnode *out; } alone = { node };
    int several = node->kind == LEDE__Q_AND && !lede__q_pure(node);
    lede__qnode *const *kids = several ? node->kids : &alone.out;
    size_t n = several ? node->kids_n : 1;
    lede__qnode **pure = lede__calloc(n, sizeof *pure);
    plan p;

    if (!pure)
        return lede__nomem(err);
    memset(&p, 0, sizeof p);
    p.q = q;
    p.store = store;
    p.err = err;
    p.enough = enough;
    split(&p, kids, n, pure);
    lede__free(pure);
    if (p.status == LEDE_OK)
        p.status = run(&p, rows);
    plan_release(&p);
    return p.status;
}

lede_status lede__q_rows(lede_query *q, lede_store *store, const lede__qnode *node, lede__rowset *rows, lede_error *err)
{
    return rows_of(q, store, node, 0, rows, err);
}

lede_status lede__q_any(lede_query *q, lede_store *store, const lede__qnode *node, int *any, lede_error *err)
{
    lede__rowset rows;
    lede_status st;

    lede__rowset_init(&rows);
    st = rows_of(q, store, node, 1, &rows, err);
    *any = rows.count > 0;
    lede__rowset_release(&rows);
    return st;
}

lede_status lede__q_conditions(lede_store *store, lede__qnode *const *nodes, size_t n, sqlite3_stmt **out,
                               lede_error *err)
{
    lede_buf sql;
    plan p;
    size_t i;

    *out = NULL;
    memset(&p, 0, sizeof p);
    p.store = store;
    p.err = err;
    lede_buf_init(&sql);
    for (i = 0; i < n && p.status == LEDE_OK; i++) {
        add(&p, ", ifnull((");
        leaf_condition(&p, nodes[i]);
        add(&p, "), 0)");
    }
    lede_buf_addz(&sql, "SELECT a.headline, a.dek, b.body");
    lede_buf_add(&sql, p.where.n ? p.where.s : "", p.where.n);
    lede_buf_addz(&sql, " FROM article a JOIN body b ON b.row = a.row WHERE a.row = ?1");
    p.status = prepare(&p, &sql, out);
    if (p.status != LEDE_OK) {
        sqlite3_finalize(*out);
        *out = NULL;
    }
    lede_buf_release(&sql);
    plan_release(&p);
    return p.status;
}
