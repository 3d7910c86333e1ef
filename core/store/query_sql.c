/*
 * The statement of a query. What the inverted index can answer is looked up
 * first, as a set of rows; what stands beside becomes conditions on `article`,
 * asked of those rows; text inside such conditions becomes sets too. Every text
 * of the user is bound, never part of the SQL.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/duplicates.h"
#include "store/query_func.h"
#include "store/query_plan.h"

lede_status lede__q_db_fail(lede_store *store, lede_error *err)
{
    if (strcmp(sqlite3_errmsg(store->db), LEDE__REGEX_LIMIT) == 0)
        return lede__fail(err, LEDE_LIMIT, LEDE__REGEX_LIMIT);
    return lede__db_fail(store, err);
}

/* --- statements ------------------------------------------------------------------------ */

static lede_status rows_of(lede_query *q, lede_store *store, const lede__qnode *node, int64_t enough,
                           lede__rowset *rows, lede_error *err);

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

static void add_where(lede__plan *p, const lede__qnode *node)
{
    if (p->conditions++)
        lede__plan_add(p, " AND ");
    lede__plan_condition(p, node);
}

/* Whether the inverted index answers the kid of an AND, as it is or under NOT. */
static int is_pure(const lede__qnode *kid)
{
    return lede__q_pure(kid->kind == LEDE__Q_NOT ? kid->kids[0] : kid);
}

static int is_duplicate(const lede__qnode *kid)
{
    return kid->kind == LEDE__Q_IS && kid->is == LEDE__IS_DUPLICATE;
}

/* Leave of the rows what copies others; where there are none yet, those are all. */
static void look_up_duplicates(lede__plan *p)
{
    const lede__rowset *rows;

    p->status = lede__q_duplicates(p->store, &rows, p->err);
    if (p->status == LEDE_OK && p->has_rows)
        lede__rowset_meet(&p->rows, rows);
    else if (p->status == LEDE_OK && !lede__rowset_join(&p->rows, rows))
        lede__plan_failed(p);
    p->has_rows = 1;
}

/* The rows of what is known without SQL: of `kids`, what the index answers, and copies. `pure` has room for n. */
static void look_up(lede__plan *p, lede__qnode *const *kids, size_t n, lede__qnode **pure)
{
    size_t i, pure_n = 0;
    int only_pure = 1, any;

    for (i = 0; i < n; i++)
        if (is_pure(kids[i])) {
            pure[pure_n++] = kids[i];
            p->has_rows |= kids[i]->kind != LEDE__Q_NOT;
        } else {
            only_pure = 0;
        }
    if (p->has_rows)
        p->status = lede__q_run(p->store, pure, pure_n, NULL, only_pure ? p->enough : 0, &p->rows, p->err);
    p->looked_up = p->has_rows;
    for (i = 0; i < n && p->status == LEDE_OK; i++)
        if (kids[i]->kind == LEDE__Q_REGEX) {
            p->status = lede__q_regex_rows(p->store, kids[i], p->has_rows ? &p->rows : NULL, &p->rows, &any, p->err);
            p->has_rows |= any;
        } else if (is_duplicate(kids[i])) {
            look_up_duplicates(p);
        }
}

/* Whether the rows that were looked up say it already. */
static int is_known(const lede__plan *p, const lede__qnode *kid)
{
    return kid->kind == LEDE__Q_ALL || is_duplicate(kid) || (p->looked_up && is_pure(kid));
}

/*
 * Leave of the rows what the kid leaves of them, where a set of all articles
 * that meet it is sooner found than it is asked of each. 1 where that is done.
 */
static int narrow(lede__plan *p, const lede__qnode *kid)
{
    int negated = kid->kind == LEDE__Q_NOT, done;
    const lede__qnode *node = negated ? kid->kids[0] : kid;
    lede__ask ask = lede__plan_ask(node);
    int64_t most = ask == LEDE__ASK_SET ? 0 : p->rows.count;
    lede__rowset rows;

    if (ask == LEDE__ASK_EACH || !p->rows.count || p->status != LEDE_OK)
        return 0;
    lede__rowset_init(&rows);
    p->status = rows_of(p->q, p->store, node, most, &rows, p->err);
    done = !most || rows.count < most;
    if (done && negated)
        lede__rowset_minus(&p->rows, &rows);
    else if (done)
        lede__rowset_meet(&p->rows, &rows);
    lede__rowset_release(&rows);
    return done;
}

/* What the index did not answer: conditions, the cheap ones first. */
static void add_conditions(lede__plan *p, lede__qnode *const *kids, size_t n)
{
    size_t i;
    int cost;

    for (cost = 0; cost < 10; cost++)
        for (i = 0; i < n; i++)
            if (price(kids[i]) == cost && !is_known(p, kids[i]) && !(p->has_rows && narrow(p, kids[i])))
                add_where(p, kids[i]);
}

static int bind_all(lede__plan *p, sqlite3_stmt *st)
{
    size_t i;
    int rc = SQLITE_OK;

    for (i = 0; i < p->n && rc == SQLITE_OK; i++) {
        const lede__parameter *v = &p->parameters[i];
        union { const lede__qnode *in; void *out; } node = { v->node };
        union { const lede__rowset *in; void *out; } rows = { v->rows };
        int at = (int)i + 2;

        if (v->kind == LEDE__BIND_TEXT)
            rc = sqlite3_bind_text(st, at, v->text, (int)v->n, SQLITE_TRANSIENT);
        else if (v->kind == LEDE__BIND_INTEGER)
            rc = sqlite3_bind_int64(st, at, v->integer);
        else if (v->kind == LEDE__BIND_NODE)
            rc = sqlite3_bind_pointer(st, at, node.out, LEDE__PTR_NODE, NULL);
        else
            rc = sqlite3_bind_pointer(st, at, rows.out, LEDE__PTR_ROWS, NULL);
    }
    return rc;
}

static void plan_release(lede__plan *p)
{
    size_t i;

    for (i = 0; i < p->n; i++)
        if (p->parameters[i].owned) {
            lede__rowset_release(p->parameters[i].owned);
            lede__free(p->parameters[i].owned);
        }
    lede__free(p->parameters);
    lede__rowset_release(&p->rows);
    lede_buf_release(&p->where);
}

static lede_status prepare(lede__plan *p, const lede_buf *sql, sqlite3_stmt **out)
{
    if (p->status == LEDE_OK && (sql->failed || p->where.failed))
        lede__plan_failed(p);
    if (p->status != LEDE_OK)
        return p->status;
    if (sqlite3_prepare_v2(p->store->db, sql->s, (int)sql->n, out, NULL) != SQLITE_OK || bind_all(p, *out) != SQLITE_OK)
        return lede__q_db_fail(p->store, p->err);
    return LEDE_OK;
}

/* Add the rows that the statement gives, until they are enough. */
static lede_status collect(lede__plan *p, sqlite3_stmt *st, lede__rowset *rows)
{
    int rc;

    while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
        if (!lede__rowset_add(rows, sqlite3_column_int64(st, 0)))
            return lede__nomem(p->err);
        if (rows->count == p->enough)
            return LEDE_OK;
    }
    return rc == SQLITE_DONE ? LEDE_OK : lede__q_db_fail(p->store, p->err);
}

/* Ask the statement of each row that was looked up. */
static lede_status ask_each(lede__plan *p, sqlite3_stmt *st, lede__rowset *rows)
{
    lede_status status = LEDE_OK;
    int64_t row = 0;

    while (status == LEDE_OK && (row = lede__rowset_next(&p->rows, row)) >= 0 && !(p->enough && rows->count >= p->enough)) {
        sqlite3_bind_int64(st, 1, row++);
        status = collect(p, st, rows);
        sqlite3_reset(st);
    }
    return status;
}

/* Reading every article in its order costs as much as seeking a quarter of them. */
static lede_status is_scan_better(lede__plan *p, int *scan)
{
    int64_t last;
    lede_status st = lede__number(p->store, "SELECT max(row) FROM article", 0, 0, 0, &last, p->err);

    *scan = st == LEDE_OK && p->rows.count > last / 4;
    return st;
}

static lede_status run_statement(lede__plan *p, const char *select, int each, lede__rowset *rows)
{
    lede_buf sql;
    sqlite3_stmt *st = NULL;
    lede_status status;

    lede_buf_init(&sql);
    lede_buf_addz(&sql, select);
    lede_buf_add(&sql, p->where.n ? p->where.s : "", p->where.n);
    status = prepare(p, &sql, &st);
    if (status == LEDE_OK && p->has_rows && !each && sqlite3_bind_pointer(st, 1, &p->rows, LEDE__PTR_ROWS, NULL) != SQLITE_OK)
        status = lede__q_db_fail(p->store, p->err);
    if (status == LEDE_OK)
        status = each ? ask_each(p, st, rows) : collect(p, st, rows);
    sqlite3_finalize(st);
    lede_buf_release(&sql);
    return status;
}

static lede_status run(lede__plan *p, lede__rowset *rows)
{
    lede_status st;
    int scan;

    if (!p->has_rows)
        return run_statement(p, p->conditions ? "SELECT a.row FROM article a WHERE " : "SELECT a.row FROM article a", 0, rows);
    if (!p->conditions)
        return lede__rowset_join(rows, &p->rows) ? LEDE_OK : lede__nomem(p->err);
    st = is_scan_better(p, &scan);
    if (st != LEDE_OK)
        return st;
    return scan ? run_statement(p, "SELECT a.row FROM article a WHERE lede_in(?1, a.row) AND ", 0, rows)
                : run_statement(p, "SELECT a.row FROM article a WHERE a.row = ?1 AND ", 1, rows);
}

static lede_status rows_of(lede_query *q, lede_store *store, const lede__qnode *node, int64_t enough,
                           lede__rowset *rows, lede_error *err)
{
    union { const lede__qnode *in; lede__qnode *out; } alone = { node };
    int several = node->kind == LEDE__Q_AND && !lede__q_pure(node);
    lede__qnode *const *kids = several ? node->kids : &alone.out;
    size_t n = several ? node->kids_n : 1;
    lede__qnode **pure = lede__calloc(n, sizeof *pure);
    lede__plan p;

    if (!pure)
        return lede__nomem(err);
    memset(&p, 0, sizeof p);
    p.q = q;
    p.store = store;
    p.err = err;
    p.enough = enough;
    look_up(&p, kids, n, pure);
    lede__free(pure);
    if (p.status == LEDE_OK && !(p.has_rows && !p.rows.count))
        add_conditions(&p, kids, n);
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
    lede__plan p;
    size_t i;

    *out = NULL;
    memset(&p, 0, sizeof p);
    p.store = store;
    p.err = err;
    lede_buf_init(&sql);
    for (i = 0; i < n && p.status == LEDE_OK; i++) {
        lede__plan_add(&p, ", ifnull((");
        lede__plan_leaf(&p, nodes[i]);
        lede__plan_add(&p, "), 0)");
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
