/* Prepared statements by their literal, failures, small helpers. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/error.h"
#include "store/busy.h"
#include "store/store_in.h"

sqlite3_stmt *lede__sql(lede_store *s, const char *sql, lede_error *err)
{
    size_t i = ((uintptr_t)sql >> 3) % LEDE__CACHED, tried;
    lede__cached *c;

    for (tried = 0; tried < LEDE__CACHED; tried++, i = (i + 1) % LEDE__CACHED) {
        c = &s->cached[i];
        if (c->sql == sql) {
            sqlite3_reset(c->st);
            return c->st;
        }
        if (!c->sql)
            break;
    }
    if (tried == LEDE__CACHED) {   /* cannot be with the literals there are */
        lede__fail(err, LEDE_LIMIT, "too many statements in use");
        return NULL;
    }
    if (sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &c->st, NULL) != SQLITE_OK) {
        lede__db_fail(s, err);
        return NULL;
    }
    c->sql = sql;
    return c->st;
}

lede_status lede__db_fail(lede_store *s, lede_error *err)
{
    const char *why = sqlite3_errmsg(s->db);

    switch (sqlite3_errcode(s->db) & 0xFF) {
    case SQLITE_NOMEM:
        return lede__nomem(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return lede__busy_fail(s, err);
    case SQLITE_FULL:
        return lede__fail(err, LEDE_IO, "cannot write '%s': the disk is full", s->path);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
        return lede__fail(err, LEDE_IO, "cannot %s '%s': the file or its folder is read-only",
                          s->mode == LEDE_READ ? "read the log of" : "write", s->path);
    case SQLITE_NOTADB:
        return lede__fail(err, LEDE_FORMAT, "'%s' is not a store", s->path);
    case SQLITE_CORRUPT:
        return lede__fail(err, LEDE_CORRUPT, "'%s' is damaged (%s): lede check says more", s->path, why);
    case SQLITE_INTERRUPT:
        return lede__fail(err, LEDE_STOPPED, "stopped");
    default:
        return lede__fail(err, LEDE_IO, "'%s': %s", s->path, why);
    }
}

lede_status lede__run_st(lede_store *s, sqlite3_stmt *st, lede_error *err)
{
    int rc;

    while ((rc = sqlite3_step(st)) == SQLITE_ROW)
        ;
    if (rc != SQLITE_DONE)
        lede__db_fail(s, err);   /* before the reset forgets */
    rc = sqlite3_reset(st);
    return rc == SQLITE_OK ? LEDE_OK : lede__db_fail(s, err);
}

lede_status lede__row_st(lede_store *s, sqlite3_stmt *st, lede_error *err)
{
    lede_status status;
    int rc = sqlite3_step(st);

    if (rc == SQLITE_ROW)
        return LEDE_OK;
    status = rc == SQLITE_DONE ? LEDE_DONE : lede__db_fail(s, err);
    sqlite3_reset(st);
    return status;
}

lede_status lede__do(lede_store *s, const char *sql, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, sql, err);

    return st ? lede__run_st(s, st, err) : err ? err->status : LEDE_IO;
}

lede_status lede__number(lede_store *s, const char *sql, int64_t a, int64_t b, int64_t def, int64_t *out,
                         lede_error *err)
{
    lede_error own;
    sqlite3_stmt *st = lede__sql(s, sql, err ? err : (err = &own));
    lede_status status;
    int parameters;

    *out = def;
    if (!st)
        return err->status;
    parameters = sqlite3_bind_parameter_count(st);
    if (parameters > 0)
        sqlite3_bind_int64(st, 1, a);
    if (parameters > 1)
        sqlite3_bind_int64(st, 2, b);
    status = lede__row_st(s, st, err);
    if (status != LEDE_OK)
        return status == LEDE_DONE ? LEDE_OK : status;
    if (sqlite3_column_type(st, 0) != SQLITE_NULL)
        *out = sqlite3_column_int64(st, 0);
    sqlite3_reset(st);
    return LEDE_OK;
}

lede_status lede__walk_step(lede_store *s, lede__walk *w, lede_error *err)
{
    lede_status st = lede__row_st(s, w->st, err);

    w->at = st == LEDE_OK ? sqlite3_column_int64(w->st, w->column) : INT64_MAX;
    return st == LEDE_DONE ? LEDE_OK : st;
}

lede_status lede__walk_to(lede_store *s, lede__walk *w, int64_t row, lede_error *err)
{
    lede_status st = LEDE_OK;

    if (w->at < 0 || (w->at < row && row - w->at > w->steps)) {
        sqlite3_reset(w->st);
        sqlite3_bind_int64(w->st, 1, row);
        st = lede__walk_step(s, w, err);
    }
    while (st == LEDE_OK && w->at < row)
        st = lede__walk_step(s, w, err);
    return st;
}

void lede__walk_restart(lede__walk *w)
{
    w->at = -1;
}

void lede__bind_text(sqlite3_stmt *st, int i, const char *z, size_t n)
{
    if (z && n)
        sqlite3_bind_text64(st, i, z, n, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_null(st, i);
}

void lede__bind_z(sqlite3_stmt *st, int i, const char *z)
{
    lede__bind_text(st, i, z, z ? strlen(z) : 0);
}

const char *lede__text_or_null(sqlite3_stmt *st, int column, size_t *n)
{
    const char *z = (const char *)sqlite3_column_text(st, column);

    if (n)
        *n = z ? (size_t)sqlite3_column_bytes(st, column) : 0;
    return z;
}

const char *lede__text(sqlite3_stmt *st, int column, size_t *n)
{
    const char *z = lede__text_or_null(st, column, n);

    return z ? z : "";
}

void lede__json_text(lede_buf *b, const char *s, size_t n)
{
    size_t i, from = 0;

    lede_buf_addc(b, '"');
    for (i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];

        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        lede_buf_add(b, s + from, i - from);
        from = i + 1;
        if (c == '"' || c == '\\')
            lede__buf_addf(b, "\\%c", c);
        else if (c == '\n')
            lede_buf_addz(b, "\\n");
        else
            lede__buf_addf(b, "\\u%04x", c);
    }
    lede_buf_add(b, s + from, n - from);
    lede_buf_addc(b, '"');
}

void lede__now(char out[32])
{
    time_t t = time(NULL);
    struct tm tm;

    gmtime_r(&t, &tm);
    strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &tm);
}
