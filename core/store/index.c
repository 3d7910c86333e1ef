#include "store/index.h"

#include <string.h>

#include "base/error.h"
#include "lede/similarity.h"
#include "store/vocab.h"

static lede_status configure(lede_store *s, const char *key, int64_t value, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "INSERT INTO fts(fts, rank) VALUES(?1, ?2)", err);

    if (!st)
        return err->status;
    lede__bind_z(st, 1, key);
    sqlite3_bind_int64(st, 2, value);
    return lede__run_st(s, st, err);
}

/*
 * The index keeps its settings in the file, so a process that was killed while
 * it added much leaves them so: they are looked at before the first small
 * write and put back.
 */
lede_status lede__index_bulk(lede_store *s, int on, lede_error *err)
{
    int64_t automerge;
    lede_status st;

    st = lede__number(s, "SELECT v FROM fts_config WHERE k = 'automerge'", 0, 0, 4, &automerge, err);
    if (st != LEDE_OK || (automerge == 0) == on)
        return st;
    st = configure(s, "automerge", on ? 0 : 4, err);
    if (st == LEDE_OK)
        st = configure(s, "hashsize", on ? 16 << 20 : 1 << 20, err);
    return st;
}

static void bind_texts(sqlite3_stmt *st, int64_t row, const lede__texts *t)
{
    sqlite3_bind_int64(st, 1, row);
    lede__bind_text(st, 2, t->headline, t->headline_n);
    lede__bind_text(st, 3, t->dek, t->dek_n);
    lede__bind_text(st, 4, t->body, t->body_n);
}

static lede_status put_fingerprint(lede_store *s, int64_t row, const lede_buf *bits, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "INSERT OR REPLACE INTO fingerprint(row, version, bits) VALUES(?1, ?2, ?3)", err);

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, row);
    sqlite3_bind_int(st, 2, LEDE_FINGERPRINT_VERSION);
    sqlite3_bind_blob(st, 3, bits->s, (int)bits->n, SQLITE_STATIC);
    return lede__run_st(s, st, err);
}

static lede_status take_fingerprint(lede_store *s, int64_t row, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "DELETE FROM fingerprint WHERE row = ?1", err);

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, row);
    return lede__run_st(s, st, err);
}

lede_status lede__index_put(lede_store *s, int64_t row, const char *language, const lede__texts *t, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "INSERT INTO fts(rowid, headline, dek, body) VALUES(?1, ?2, ?3, ?4)", err);
    lede_status status;

    if (!st)
        return err->status;
    status = lede__vocab_begin(s, language, t->body_n ? 1u + (t->headline_n > 0) + (t->dek_n > 0) : 0, err);
    if (status != LEDE_OK)
        return status;
    bind_texts(st, row, t);
    status = lede__run_st(s, st, err);
    lede_buf_clear(&s->scratch);
    if (!lede__vocab_end(s, &s->scratch))
        return lede__nomem(err);
    if (status == LEDE_OK)
        status = put_fingerprint(s, row, &s->scratch, err);
    return status == LEDE_OK ? lede__lengths_put(s->lengths, row, s->tokenizer->tokens, err) : status;
}

lede_status lede__index_take(lede_store *s, int64_t row, const lede__texts *t, lede_error *err)
{
    sqlite3_stmt *st =
        lede__sql(s, "INSERT INTO fts(fts, rowid, headline, dek, body) VALUES('delete', ?1, ?2, ?3, ?4)", err);
    lede_status status;

    if (!st)
        return err->status;
    bind_texts(st, row, t);
    status = lede__run_st(s, st, err);
    if (status == LEDE_OK)
        status = take_fingerprint(s, row, err);
    return status == LEDE_OK ? lede__lengths_put(s->lengths, row, 0, err) : status;
}

lede_status lede__index_flush(lede_store *s, lede_error *err)
{
    lede_status st = lede__vocab_flush(s, err);

    return st == LEDE_OK ? lede__lengths_flush(s->lengths, err) : st;
}

void lede__index_drop(lede_store *s)
{
    lede__vocab_drop(s);
    if (s->lengths)
        lede__lengths_drop(s->lengths);
}

void lede__index_close(lede_store *s)
{
    lede__vocab_free(s);
}

lede_status lede__index_merge(lede_store *s, lede_error *err)
{
    enum { PAGES = 4000 };
    int64_t before, after;
    lede_status st;

    do {
        st = lede__begin(s, err);
        if (st != LEDE_OK)
            return st;
        before = sqlite3_total_changes64(s->db);
        st = configure(s, "merge", PAGES, err);
        after = sqlite3_total_changes64(s->db);
        if (st == LEDE_OK)
            st = lede__commit(s, err);
        else
            lede__rollback(s);
    } while (st == LEDE_OK && after - before >= 2);
    return st;
}

lede_status lede__index_clear(lede_store *s, lede_error *err)
{
    lede_status st = lede__do(s, "INSERT INTO fts(fts) VALUES('delete-all')", err);

    lede__index_drop(s);
    if (st == LEDE_OK)
        st = lede__do(s, "DELETE FROM vocab", err);
    if (st == LEDE_OK)
        st = lede__do(s, "DELETE FROM fingerprint", err);
    return st == LEDE_OK ? lede__do(s, "DELETE FROM doclen", err) : st;
}
