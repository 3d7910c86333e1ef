/*
 * The peer of our index in tests and measurements: an FTS5 table of its own,
 * fed with the terms of lede_terms, and a query's tree as an FTS5 expression.
 */
#ifndef FTS5_PEER_H
#define FTS5_PEER_H

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "lede/base.h"
#include "lede/text.h"
#include "store/query_in.h"

/* --- the tokenizer: in an expression, a text that starts with READY is one position with its alternatives --- */

enum { PEER_READY = 2, PEER_OTHER = 31 };

typedef int (*peer_emit)(void *, int, const char *, int, int, int);

typedef struct peer_walk {
    peer_emit emit;
    void *ud;
    int rc;
} peer_walk;

static int peer_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    peer_walk *w = ud;

    (void)cls;
    w->rc = w->emit(w->ud, part & LEDE_TERM_SAME ? FTS5_TOKEN_COLOCATED : 0, term, (int)n, (int)start, (int)end);
    return w->rc != SQLITE_OK;
}

static int peer_tokenize(Fts5Tokenizer *t, void *ud, int flags, const char *s, int n, peer_emit emit)
{
    peer_walk w = { emit, ud, SQLITE_OK };
    int at = 1, end;

    (void)t;
    (void)flags;
    if (!s || n <= 0)
        return SQLITE_OK;
    if (s[0] != PEER_READY)
        return lede_terms(s, (size_t)n, peer_term, &w) < 0 ? SQLITE_NOMEM : w.rc;
    while (at < n && w.rc == SQLITE_OK) {
        for (end = at; end < n && s[end] != PEER_OTHER; end++)
            ;
        w.rc = emit(ud, at > 1 ? FTS5_TOKEN_COLOCATED : 0, s + at, end - at, at, end);
        at = end + 1;
    }
    return w.rc;
}

static int peer_create(void *state, const char **args, int n, Fts5Tokenizer **out)
{
    static char some;

    (void)state;
    (void)args;
    (void)n;
    *out = (Fts5Tokenizer *)(void *)&some;
    return SQLITE_OK;
}

static void peer_delete(Fts5Tokenizer *t)
{
    (void)t;
}

/* --- the table `fts` ------------------------------------------------------------- */

/* Open or make it; NULL with a word on standard output where that fails. */
static sqlite3 *peer_open(const char *path)
{
    fts5_tokenizer methods = { peer_create, peer_delete, peer_tokenize };
    fts5_api *api = NULL;
    sqlite3_stmt *st = NULL;
    sqlite3 *db = NULL;

    if (sqlite3_open(path, &db) == SQLITE_OK && sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &st, NULL) == SQLITE_OK) {
        sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
        sqlite3_step(st);
        sqlite3_finalize(st);
    }
    if (api && api->xCreateTokenizer(api, "peer", NULL, &methods, NULL) == SQLITE_OK &&
        sqlite3_exec(db, "CREATE VIRTUAL TABLE IF NOT EXISTS fts USING fts5(headline, dek, body, content='', tokenize='peer')",
                     NULL, NULL, NULL) == SQLITE_OK)
        return db;
    printf("# no FTS5: %s\n", sqlite3_errmsg(db));
    sqlite3_close(db);
    return NULL;
}

/* 0 where it fails; texts may be NULL. */
static int peer_add(sqlite3 *db, int64_t row, const char *headline, const char *dek, const char *body)
{
    sqlite3_stmt *st;
    int rc;

    if (sqlite3_prepare_v2(db, "INSERT INTO fts(rowid, headline, dek, body) VALUES(?1, ?2, ?3, ?4)", -1, &st, NULL) != SQLITE_OK)
        return 0;
    sqlite3_bind_int64(st, 1, row);
    sqlite3_bind_text(st, 2, headline, -1, SQLITE_STATIC);
    sqlite3_bind_text(st, 3, dek, -1, SQLITE_STATIC);
    sqlite3_bind_text(st, 4, body, -1, SQLITE_STATIC);
    rc = sqlite3_step(st);
    sqlite3_finalize(st);
    return rc == SQLITE_DONE;
}

/* --- expressions ------------------------------------------------------------------ */

static void peer_escaped(lede_buf *out, const char *s, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (s[i] == '"')
            lede_buf_addc(out, '"');
        lede_buf_addc(out, s[i]);
    }
}

static void peer_phrase(lede_buf *out, const lede__qnode *node)
{
    size_t i, j;

    for (i = 0; i < node->terms_n; i++) {
        const lede__qterm *t = &node->terms[i];

        lede_buf_addz(out, i ? " + \"" : "\"");
        lede_buf_addc(out, PEER_READY);
        if (!t->lean_n)
            peer_escaped(out, t->s, t->n);
        for (j = 0; j < t->lean_n; j++) {
            if (j)
                lede_buf_addc(out, PEER_OTHER);
            peer_escaped(out, t->lean[j], strlen(t->lean[j]));
        }
        lede_buf_addz(out, t->prefix ? "\" *" : "\"");
    }
}

static void peer_leaf(lede_buf *out, const lede__qnode *node)
{
    static const char *const names[] = { " headline", " dek", " body" };
    char distance[24];
    size_t i;

    if (node->columns != LEDE__Q_TEXTS) {
        lede_buf_addc(out, '{');
        for (i = 0; i < LEDE__Q_COLUMNS; i++)
            if (node->columns >> i & 1)
                lede_buf_addz(out, names[i]);
        lede_buf_addz(out, "} : ");
    }
    if (node->kind == LEDE__Q_WORDS) {
        peer_phrase(out, node);
        return;
    }
    lede_buf_addz(out, "NEAR(");
    for (i = 0; i < node->kids_n; i++) {
        peer_phrase(out, node->kids[i]);
        lede_buf_addc(out, ' ');
    }
    snprintf(distance, sizeof distance, ", %lld)", (long long)node->number.lo);
    lede_buf_addz(out, distance);
}

/* Words and near(), joined by AND and OR. */
static void peer_expression(lede_buf *out, const lede__qnode *node)
{
    size_t i;

    if (node->kind != LEDE__Q_AND && node->kind != LEDE__Q_OR) {
        peer_leaf(out, node);
        return;
    }
    lede_buf_addc(out, '(');
    for (i = 0; i < node->kids_n; i++) {
        if (i)
            lede_buf_addz(out, node->kind == LEDE__Q_AND ? " AND " : " OR ");
        peer_expression(out, node->kids[i]);
    }
    lede_buf_addc(out, ')');
}

#endif
