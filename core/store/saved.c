/* Saved queries; the earlier texts of an article; figures of the whole store. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "store/article.h"

lede_status lede_store_save(lede_store *s, const char *name, const char *query, lede_error *err)
{
    lede_error own;
    sqlite3_stmt *st;
    lede_status status;

    err = err ? err : &own;
    if (!*name || strlen(name) > 200)
        return lede__fail(err, LEDE_USAGE, "a saved query needs a name of 1 to 200 bytes");
    if (s->run.open && s->run.commit == LEDE_COMMIT_NEVER)
        return LEDE_OK;
    status = s->writing ? LEDE_OK : lede__begin(s, err);
    if (status != LEDE_OK)
        return status;
    st = query ? lede__sql(s, "INSERT OR REPLACE INTO saved(name, query) VALUES(?1, ?2)", err)
               : lede__sql(s, "DELETE FROM saved WHERE name = ?1", err);
    status = st ? LEDE_OK : err->status;
    if (st) {
        lede__bind_z(st, 1, name);
        if (query)
            sqlite3_bind_text(st, 2, query, -1, SQLITE_STATIC);
        status = lede__run_st(s, st, err);
    }
    if (status != LEDE_OK)
        return lede__write_failed(s, status, err);
    return s->run.open ? lede__wrote(s, 1, err) : lede__commit(s, err);
}

lede_status lede_store_saved(lede_store *s, const char *name, lede_buf *out, lede_error *err)
{
    lede_error own;
    sqlite3_stmt *st = lede__sql(s, "SELECT query FROM saved WHERE name = ?1", err = err ? err : &own);
    lede_status status;
    const char *z;
    size_t n;

    if (!st)
        return err->status;
    lede__bind_z(st, 1, name);
    status = lede__row_st(s, st, err);
    if (status != LEDE_OK)
        return status == LEDE_DONE ? lede__fail(err, LEDE_NOTFOUND, "no query is saved as '%s'", name) : status;
    z = lede__text(st, 0, &n);
    lede_buf_add(out, z, n);
    sqlite3_reset(st);
    return out->failed ? lede__nomem(err) : LEDE_OK;
}

lede_status lede_store_saved_all(lede_store *s, lede_saved_fn fn, void *ud, lede_error *err)
{
    lede_error own;
    sqlite3_stmt *st = lede__sql(s, "SELECT name, query FROM saved ORDER BY name", err = err ? err : &own);
    lede_status status;

    if (!st)
        return err->status;
    while ((status = lede__row_st(s, st, err)) == LEDE_OK)
        if (fn(lede__text(st, 0, NULL), lede__text(st, 1, NULL), ud)) {
            sqlite3_reset(st);
            return LEDE_STOPPED;
        }
    return status == LEDE_DONE ? LEDE_OK : status;
}

lede_status lede_store_revisions(lede_store *s, int64_t row, lede_revision_fn fn, void *ud, lede_error *err)
{
    lede_error own;
    sqlite3_stmt *st;
    lede_status status = lede__article_stands(s, row, NULL, NULL, err = err ? err : &own);

    if (status != LEDE_OK)
        return status;
    st = lede__sql(s,
                   "SELECT number, run, headline, dek, body, json_extract(fields, '$.published'), json_extract(fields, "
                   "'$.modified'), lower(hex(hash)), 0 AS now FROM revision WHERE article = ?1 UNION ALL SELECT revision, run, "
                   "headline, dek, b.body, published, modified, lower(hex(hash)), 1 FROM article a JOIN body b ON b.row = a.row "
                   "WHERE a.row = ?1 ORDER BY now, number",
                   err);
    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, row);
    while ((status = lede__row_st(s, st, err)) == LEDE_OK) {
        lede_revision r = {.number = sqlite3_column_int64(st, 0), .run = sqlite3_column_int64(st, 1)};

        r.headline = lede__text(st, 2, &r.headline_n);
        r.dek = lede__text(st, 3, &r.dek_n);
        r.body = lede__text(st, 4, &r.body_n);
        r.published = lede__text(st, 5, NULL);
        r.modified = lede__text(st, 6, NULL);
        r.hash = lede__text(st, 7, NULL);
        if (fn(&r, ud)) {
            sqlite3_reset(st);
            return LEDE_STOPPED;
        }
    }
    return status == LEDE_DONE ? LEDE_OK : status;
}

static void first_and_last(lede_store *s, lede_stats *out, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "SELECT (SELECT min(published) FROM article), (SELECT max(published) FROM article)", err);

    if (!st || lede__row_st(s, st, err) != LEDE_OK)
        return;
    snprintf(out->first, sizeof out->first, "%s", lede__text(st, 0, NULL));
    snprintf(out->last, sizeof out->last, "%s", lede__text(st, 1, NULL));
    sqlite3_reset(st);
}

lede_status lede_store_stats(lede_store *s, lede_stats *out, lede_error *err)
{
    const struct {
        const char *sql;
        int64_t *to;
    } figures[] = {
        {"SELECT count(*) FROM article", &out->articles},
        {"SELECT count(*) FROM gone", &out->removed},
        {"SELECT count(*) FROM revision", &out->revisions},
        {"SELECT count(*) FROM tag t WHERE EXISTS(SELECT 1 FROM tagged WHERE tag = t.id AND state = 0)", &out->tags},
        {"SELECT count(*) FROM tagged WHERE state < 2", &out->assertions},
        {"SELECT count(*) FROM run", &out->runs},
        {"SELECT sum(words) FROM article", &out->words},
        {"SELECT sum(bytes) FROM article", &out->text_bytes},
        {"SELECT count(*) FROM article WHERE published IS NULL", &out->undated},
    };
    lede_error own;
    struct stat file;
    lede_status st = LEDE_OK;
    size_t i;

    memset(out, 0, sizeof *out);
    err = err ? err : &own;
    for (i = 0; i < sizeof figures / sizeof *figures && st == LEDE_OK; i++)
        st = lede__number(s, figures[i].sql, 0, 0, 0, figures[i].to, err);
    if (st != LEDE_OK)
        return st;
    first_and_last(s, out, err);
    if (stat(s->path, &file) == 0)
        out->file_bytes = (int64_t)file.st_size;
    return LEDE_OK;
}
