/* Document lengths: see rank.h. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/rank.h"

enum { BLOCK = LEDE__LENGTHS_BLOCK, BLOCK_BYTES = BLOCK * 4 };

struct lede__lengths {
    sqlite3 *db;
    sqlite3_stmt *get, *put;
    int64_t block;      /* the block in memory, -1 where none */
    int dirty;
    unsigned char bytes[BLOCK_BYTES];
};

static uint32_t get32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static void put32(unsigned char *p, uint32_t v)
{
    p[0] = (unsigned char)v;
    p[1] = (unsigned char)(v >> 8);
    p[2] = (unsigned char)(v >> 16);
    p[3] = (unsigned char)(v >> 24);
}

static lede_status db_fail(sqlite3 *db, lede_error *err)
{
    if (sqlite3_errcode(db) == SQLITE_NOMEM)
        return lede__nomem(err);
    return lede__fail(err, LEDE_IO, "cannot keep the lengths of texts: %s", sqlite3_errmsg(db));
}

lede__lengths *lede__lengths_new(sqlite3 *db)
{
    lede__lengths *l = lede__calloc(1, sizeof *l);

    if (!l)
        return NULL;
    l->db = db;
    l->block = -1;
    return l;
}

void lede__lengths_free(lede__lengths *l)
{
    if (!l)
        return;
    sqlite3_finalize(l->get);
    sqlite3_finalize(l->put);
    lede__free(l);
}

static int prepare(lede__lengths *l, sqlite3_stmt **st, const char *sql)
{
    return *st || sqlite3_prepare_v3(l->db, sql, -1, SQLITE_PREPARE_PERSISTENT, st, NULL) == SQLITE_OK;
}

/* Copy a stored block; one that is short or absent is zero past its end. */
static void copy_block(unsigned char *out, sqlite3_stmt *st, int column)
{
    const void *bytes = sqlite3_column_blob(st, column);
    int n = sqlite3_column_bytes(st, column);

    memset(out, 0, BLOCK_BYTES);
    if (bytes && n > 0)
        memcpy(out, bytes, n < BLOCK_BYTES ? (size_t)n : (size_t)BLOCK_BYTES);
}

static lede_status load(lede__lengths *l, int64_t block, lede_error *err)
{
    int rc;

    if (!prepare(l, &l->get, "SELECT lengths FROM doclen WHERE block = ?1"))
        return db_fail(l->db, err);
    sqlite3_bind_int64(l->get, 1, block);
    rc = sqlite3_step(l->get);
    if (rc == SQLITE_ROW)
        copy_block(l->bytes, l->get, 0);
    else
        memset(l->bytes, 0, sizeof l->bytes);
    sqlite3_reset(l->get);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return db_fail(l->db, err);
    l->block = block;
    l->dirty = 0;
    return LEDE_OK;
}

lede_status lede__lengths_put(lede__lengths *l, int64_t article, uint32_t tokens, lede_error *err)
{
    lede_status st = LEDE_OK;
    unsigned char *at;

    if (article < 0)
        return lede__fail(err, LEDE_USAGE, "article %lld has no place among the lengths", (long long)article);
    if (l->block != article / BLOCK) {
        st = lede__lengths_flush(l, err);
        if (st == LEDE_OK)
            st = load(l, article / BLOCK, err);
        if (st != LEDE_OK)
            return st;
    }
    at = l->bytes + article % BLOCK * 4;
    if (get32(at) != tokens) {
        put32(at, tokens);
        l->dirty = 1;
    }
    return LEDE_OK;
}

lede_status lede__lengths_flush(lede__lengths *l, lede_error *err)
{
    int rc;

    if (l->block < 0 || !l->dirty) {
        l->block = -1;
        return LEDE_OK;
    }
    if (!prepare(l, &l->put, "INSERT INTO doclen VALUES(?1, ?2) ON CONFLICT(block) DO UPDATE SET lengths = excluded.lengths"))
        return db_fail(l->db, err);
    sqlite3_bind_int64(l->put, 1, l->block);
    sqlite3_bind_blob(l->put, 2, l->bytes, BLOCK_BYTES, SQLITE_STATIC);
    rc = sqlite3_step(l->put);
    sqlite3_reset(l->put);
    sqlite3_clear_bindings(l->put);
    if (rc != SQLITE_DONE)
        return db_fail(l->db, err);
    l->dirty = 0;
    l->block = -1;   /* another process may write before the next put */
    return LEDE_OK;
}

void lede__lengths_drop(lede__lengths *l)
{
    l->block = -1;
    l->dirty = 0;
}

/* --- reading ------------------------------------------------------------- */

static lede_status add_block(lede__length_table *t, size_t *cap, int64_t block, sqlite3_stmt *st, lede_error *err)
{
    unsigned char bytes[BLOCK_BYTES];
    size_t i, at = (size_t)block;

    /* 2^31 articles are the most that a store holds. */
    if (block < 0 || block > INT32_MAX / BLOCK)
        return lede__fail(err, LEDE_CORRUPT, "the store's table of text lengths is damaged");
    if (!lede__grow(&t->blocks, cap, at + 1, sizeof *t->blocks))
        return lede__nomem(err);
    while (t->n <= at)
        t->blocks[t->n++] = NULL;
    if (!(t->blocks[at] = lede__malloc(BLOCK * sizeof **t->blocks)))
        return lede__nomem(err);
    copy_block(bytes, st, 0);
    for (i = 0; i < BLOCK; i++)
        t->blocks[at][i] = get32(bytes + i * 4);
    return LEDE_OK;
}

lede_status lede__length_table_load(sqlite3 *db, lede__length_table *t, lede_error *err)
{
    lede_status status = LEDE_OK;
    sqlite3_stmt *st;
    size_t cap = 0;
    int rc;

    memset(t, 0, sizeof *t);
    if (sqlite3_prepare_v2(db, "SELECT lengths, block FROM doclen ORDER BY block", -1, &st, NULL) != SQLITE_OK)
        return db_fail(db, err);
    while (status == LEDE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW)
        status = add_block(t, &cap, sqlite3_column_int64(st, 1), st, err);
    if (status == LEDE_OK && rc != SQLITE_DONE)
        status = db_fail(db, err);
    sqlite3_finalize(st);
    if (status != LEDE_OK)
        lede__length_table_release(t);
    return status;
}

void lede__length_table_release(lede__length_table *t)
{
    size_t i;

    for (i = 0; i < t->n; i++)
        lede__free(t->blocks[i]);
    lede__free(t->blocks);
    memset(t, 0, sizeof *t);
}
