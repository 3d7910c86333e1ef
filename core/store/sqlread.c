/* SQL for readers: one SELECT, stepped row by row. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/store_in.h"

struct lede_sql {
    lede_store *s;
    sqlite3_stmt *st;
    int on_row;
};

static int only_space(const char *tail, const char *end)
{
    while (tail < end && (*tail == ' ' || *tail == '\n' || *tail == '\t' || *tail == '\r' || *tail == ';'))
        tail++;
    return tail >= end;
}

static lede_status refused(lede_store *s, int rc, lede_error *err)
{
    if ((rc & 0xFF) == SQLITE_AUTH)
        return lede__fail(err, LEDE_USAGE, "this SQL is for reading only: one SELECT");
    if ((rc & 0xFF) == SQLITE_ERROR)
        return lede__fail(err, LEDE_USAGE, "SQL: %s", sqlite3_errmsg(s->db));
    return lede__db_fail(s, err);
}

lede_status lede_sql_prepare(lede_store *s, const char *sql, size_t n, lede_sql **out, lede_error *err)
{
    lede_error own;
    sqlite3_stmt *st = NULL;
    const char *tail;
    int rc;

    *out = NULL;
    err = err ? err : &own;
    if (n > 1000000)
        return lede__fail(err, LEDE_LIMIT, "this SQL is over the limit of 1,000,000 bytes");
    s->select_only = 1;
    rc = sqlite3_prepare_v3(s->db, sql, (int)n, 0, &st, &tail);
    s->select_only = 0;
    if (rc != SQLITE_OK)
        return refused(s, rc, err);
    if (!st)
        return lede__fail(err, LEDE_USAGE, "no SQL is there");
    if (!only_space(tail, sql + n) || !sqlite3_stmt_readonly(st)) {
        sqlite3_finalize(st);
        return lede__fail(err, LEDE_USAGE, "this SQL is for reading only: one SELECT");
    }
    *out = lede__calloc(1, sizeof **out);
    if (!*out) {
        sqlite3_finalize(st);
        return lede__nomem(err);
    }
    (*out)->s = s;
    (*out)->st = st;
    return LEDE_OK;
}

int lede_sql_parameters(lede_sql *q)
{
    return sqlite3_bind_parameter_count(q->st);
}

static lede_status bound(lede_sql *q, int i, int rc, lede_error *err)
{
    if (rc == SQLITE_RANGE)
        return lede__fail(err, LEDE_USAGE, "this SQL has %d parameters, none with the number %d",
                          sqlite3_bind_parameter_count(q->st), i);
    return rc == SQLITE_OK ? LEDE_OK : lede__db_fail(q->s, err);
}

lede_status lede_sql_bind_integer(lede_sql *q, int i, int64_t value, lede_error *err)
{
    return bound(q, i, sqlite3_bind_int64(q->st, i, value), err);
}

lede_status lede_sql_bind_real(lede_sql *q, int i, double value, lede_error *err)
{
    return bound(q, i, sqlite3_bind_double(q->st, i, value), err);
}

lede_status lede_sql_bind_text(lede_sql *q, int i, const char *s, size_t n, lede_error *err)
{
    return bound(q, i, sqlite3_bind_text64(q->st, i, s, n, SQLITE_TRANSIENT, SQLITE_UTF8), err);
}

lede_status lede_sql_bind_null(lede_sql *q, int i, lede_error *err)
{
    return bound(q, i, sqlite3_bind_null(q->st, i), err);
}

lede_status lede_sql_step(lede_sql *q, lede_error *err)
{
    lede_status st;
    lede_error own;
    int rc = sqlite3_step(q->st);

    q->on_row = rc == SQLITE_ROW;
    if (q->on_row)
        return LEDE_OK;
    st = rc == SQLITE_DONE ? LEDE_DONE : refused(q->s, rc, err ? err : &own);
    sqlite3_reset(q->st);
    return st;
}

int lede_sql_columns(lede_sql *q)
{
    return sqlite3_column_count(q->st);
}

const char *lede_sql_name(lede_sql *q, int column)
{
    return sqlite3_column_name(q->st, column);
}

lede_sql_type lede_sql_column_type(lede_sql *q, int column)
{
    switch (q->on_row ? sqlite3_column_type(q->st, column) : SQLITE_NULL) {
    case SQLITE_INTEGER:
        return LEDE_SQL_INTEGER;
    case SQLITE_FLOAT:
        return LEDE_SQL_REAL;
    case SQLITE_TEXT:
        return LEDE_SQL_TEXT;
    case SQLITE_BLOB:
        return LEDE_SQL_BLOB;
    default:
        return LEDE_SQL_NULL;
    }
}

int64_t lede_sql_integer(lede_sql *q, int column)
{
    return q->on_row ? sqlite3_column_int64(q->st, column) : 0;
}

double lede_sql_real(lede_sql *q, int column)
{
    return q->on_row ? sqlite3_column_double(q->st, column) : 0;
}

const char *lede_sql_text(lede_sql *q, int column, size_t *n)
{
    const char *s = q->on_row ? sqlite3_column_blob(q->st, column) : NULL;

    *n = s ? (size_t)sqlite3_column_bytes(q->st, column) : 0;
    return s ? s : "";
}

void lede_sql_free(lede_sql *q)
{
    if (!q)
        return;
    sqlite3_finalize(q->st);
    lede__free(q);
}
