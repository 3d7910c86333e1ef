#include "store/lengths.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

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

/* Have the article's block in memory. */
static lede_status enter(lede__lengths *l, int64_t article, lede_error *err)
{
    lede_status st;

    if (article < 0)
        return lede__fail(err, LEDE_USAGE, "article %lld has no place among the lengths", (long long)article);
    if (l->block == article / BLOCK)
        return LEDE_OK;
    st = lede__lengths_flush(l, err);
    return st == LEDE_OK ? load(l, article / BLOCK, err) : st;
}

lede_status lede__lengths_get(lede__lengths *l, int64_t article, uint32_t *tokens, lede_error *err)
{
    lede_status st = enter(l, article, err);

    *tokens = st == LEDE_OK ? get32(l->bytes + article % BLOCK * 4) : 0;
    return st;
}

lede_status lede__lengths_put(lede__lengths *l, int64_t article, uint32_t tokens, lede_error *err)
{
    lede_status st = enter(l, article, err);
    unsigned char *at;

    if (st != LEDE_OK)
        return st;
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

static lede_status read_block(sqlite3 *db, size_t block, uint32_t *out, lede_error *err)
{
    unsigned char bytes[BLOCK_BYTES];
    sqlite3_stmt *st;
    size_t i;
    int rc;

    if (sqlite3_prepare_v2(db, "SELECT lengths FROM doclen WHERE block = ?1", -1, &st, NULL) != SQLITE_OK)
        return db_fail(db, err);
    sqlite3_bind_int64(st, 1, (int64_t)block);
    rc = sqlite3_step(st);
    if (rc == SQLITE_ROW)
        copy_block(bytes, st, 0);
    else
        memset(bytes, 0, sizeof bytes);
    sqlite3_finalize(st);
    for (i = 0; i < BLOCK; i++)
        out[i] = get32(bytes + i * 4);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? LEDE_OK : db_fail(db, err);
}

lede_status lede__length_table_block(lede__length_table *t, sqlite3 *db, size_t block, const uint32_t **out,
                                     lede_error *err)
{
    lede_status st = LEDE_OK;
    uint32_t *lengths;

    if (block >= t->n) {
        if (!lede__grow(&t->blocks, &t->cap, block + 1, sizeof *t->blocks))
            return lede__nomem(err);
        while (t->n <= block)
            t->blocks[t->n++] = NULL;
    }
    if (!t->blocks[block]) {
        if (!(lengths = lede__malloc(BLOCK * sizeof *lengths)))
            return lede__nomem(err);
        st = read_block(db, block, lengths, err);
        if (st != LEDE_OK) {
            lede__free(lengths);
            return st;
        }
        t->blocks[block] = lengths;
    }
    *out = t->blocks[block];
    return LEDE_OK;
}

void lede__length_table_release(lede__length_table *t)
{
    size_t i;

    for (i = 0; i < t->n; i++)
        lede__free(t->blocks[i]);
    lede__free(t->blocks);
    memset(t, 0, sizeof *t);
}
