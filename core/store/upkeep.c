/* Upkeep of the whole file: the index anew, copies, giving space back. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "store/article.h"
#include "store/postings.h"

/* --- the index ------------------------------------------------------------------ */

static lede_status index_row(lede_store *s, int64_t row, lede_error *err)
{
    lede__article a;
    sqlite3_stmt *held;
    lede__texts t;
    lede_status st = lede__article_load(s, row, &a, &held, err);

    if (st != LEDE_OK)
        return st;
    t = (lede__texts){a.t[LEDE__C_HEADLINE].s, a.t[LEDE__C_DEK].s, a.t[LEDE__C_BODY].s,
                      a.t[LEDE__C_HEADLINE].n, a.t[LEDE__C_DEK].n, a.t[LEDE__C_BODY].n};
    st = lede__index_put(s, row, a.t[LEDE__C_LANGUAGE].s ? a.t[LEDE__C_LANGUAGE].s : "", &t, &a.words, err);
    lede__article_done(held);
    return st;
}

static lede_status note_tokenizer(lede_store *s, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "INSERT OR REPLACE INTO meta(key, value) VALUES('tokenizer', ?1)", err);

    if (!st)
        return err->status;
    sqlite3_bind_int(st, 1, LEDE__TOKENIZER_VERSION);
    return lede__run_st(s, st, err);
}

/* All in one transaction: a half-made index would lose articles from sight. */
lede_status lede__index_build(lede_store *s, lede_error *err)
{
    lede_status st = lede__index_clear(s, err);
    int64_t row = 0;

    while (st == LEDE_OK) {
        st = lede__number(s, "SELECT min(row) FROM article WHERE row > ?1", row, 0, 0, &row, err);
        if (st != LEDE_OK || !row)
            break;
        st = index_row(s, row, err);
    }
    if (st == LEDE_OK)
        st = lede__postings_merge_all(s, err);
    return st == LEDE_OK ? note_tokenizer(s, err) : st;
}

static lede_status may_keep_up(lede_store *s, const char *what, lede_error *err)
{
    if (s->run.open)
        return lede__fail(err, LEDE_USAGE, "end the open run before %s", what);
    if (s->mode == LEDE_READ)
        return lede__fail(err, LEDE_USAGE, "'%s' is open for reading only", s->path);
    return LEDE_OK;
}

lede_status lede_store_reindex(lede_store *s, lede_error *err)
{
    lede_error own;
    lede_status st = may_keep_up(s, "building the index", err = err ? err : &own);

    if (st == LEDE_OK)
        st = lede__begin(s, err);
    if (st != LEDE_OK)
        return st;
    st = lede__index_build(s, err);
    if (st == LEDE_OK)
        st = lede__do(s, "REINDEX", err);   /* those of the tables */
    if (st == LEDE_OK)
        return lede__commit(s, err);
    lede__rollback(s);
    return st;
}

lede_status lede__index_renew(lede_store *s, lede_error *err)
{
    int64_t version;
    lede_status st = lede__number(s, "SELECT value FROM meta WHERE key = 'tokenizer'", 0, 0, 0, &version, err);

    if (st != LEDE_OK || s->mode == LEDE_READ || version == LEDE__TOKENIZER_VERSION)
        return st;
    return lede_store_reindex(s, err);
}

/* --- copies ----------------------------------------------------------------------- */

static lede_status copy_pages(lede_store *s, sqlite3 *to, const char *path, lede_error *err)
{
    sqlite3_backup *b;
    int rc;

    /* No journal: a copy that is not finished is of no use to anyone. */
    sqlite3_exec(to, "PRAGMA journal_mode = OFF", NULL, NULL, NULL);
    b = sqlite3_backup_init(to, "main", s->db, "main");
    if (!b)
        return lede__fail(err, LEDE_IO, "cannot write backup '%s': %s", path, sqlite3_errmsg(to));
    /* A step of all pages reads one state of the store, however many write meanwhile. */
    while ((rc = sqlite3_backup_step(b, -1)) == SQLITE_BUSY || rc == SQLITE_LOCKED)
        sqlite3_sleep(20);
    sqlite3_backup_finish(b);
    if (rc != SQLITE_DONE)
        return lede__fail(err, rc == SQLITE_NOMEM ? LEDE_NOMEM : LEDE_IO, "cannot write backup '%s': %s", path,
                          sqlite3_errstr(rc));
    /* Without a log of its own: one file that is whole. */
    if (sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK)
        return lede__fail(err, LEDE_IO, "cannot write backup '%s': %s", path, sqlite3_errmsg(to));
    return LEDE_OK;
}

static lede_status write_pages(lede_store *s, const char *part, const char *path, lede_error *err)
{
    sqlite3 *to = NULL;
    lede_status st;

    if (sqlite3_open_v2(part, &to, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        st = lede__fail(err, LEDE_IO, "cannot write backup '%s': %s", path, to ? sqlite3_errmsg(to) : "out of memory");
    else
        st = copy_pages(s, to, path, err);
    if (sqlite3_close(to) != SQLITE_OK && st == LEDE_OK)
        st = lede__fail(err, LEDE_IO, "cannot write backup '%s'", path);
    return st;
}

static lede_status backup_failed(const char *path, lede_error *err)
{
    return lede__fail(err, LEDE_IO, "cannot write backup '%s': %s", path, strerror(errno));
}

/*
 * Open the part file, empty, for this process alone. Its name is always the
 * same, so that what a killed backup left is used up by the next. *fd stays
 * open until SQLite is done with the file: closing it drops SQLite's locks.
 */
static lede_status take_part(const char *part, const char *path, int *fd, lede_error *err)
{
    struct stat mine, named;

    *fd = open(part, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (*fd < 0)
        return backup_failed(path, err);
    /* Another process may have locked it, or given it its last name between the two steps. */
    if (flock(*fd, LOCK_EX | LOCK_NB) == 0 && fstat(*fd, &mine) == 0 && stat(part, &named) == 0 &&
        mine.st_ino == named.st_ino && mine.st_dev == named.st_dev)
        return ftruncate(*fd, 0) == 0 ? LEDE_OK : backup_failed(path, err);
    close(*fd);
    *fd = -1;
    return lede__fail(err, LEDE_BUSY, "cannot write backup '%s': another process is writing it", path);
}

static lede_status write_copy(lede_store *s, const char *part, const char *path, lede_error *err)
{
    int fd;
    lede_status st = take_part(part, path, &fd, err);

    if (st == LEDE_OK)
        st = write_pages(s, part, path, err);
    if (st == LEDE_OK && rename(part, path) != 0)
        st = backup_failed(path, err);
    if (fd >= 0) {
        if (st != LEDE_OK)
            unlink(part);
        close(fd);
    }
    return st;
}

lede_status lede_store_backup(lede_store *s, const char *path, lede_error *err)
{
    lede_error own;
    struct stat file;
    lede_buf part;
    lede_status st;

    err = err ? err : &own;
    if (stat(path, &file) == 0)
        return lede__fail(err, LEDE_USAGE, "cannot write backup '%s': there is such a file", path);
    lede_buf_init(&part);
    lede__buf_addf(&part, "%s%s.part", strncmp(path, "file:", 5) == 0 ? "./" : "", path);
    st = part.failed ? lede__nomem(err) : write_copy(s, part.s, path, err);
    lede_buf_release(&part);
    return st;
}

/* --- space -------------------------------------------------------------------------- */

static const char *const purging[] = {
    "INSERT OR REPLACE INTO meta(key, value) SELECT 'last_row', max(coalesce((SELECT max(row) FROM gone), 0), "
    "coalesce((SELECT value FROM meta WHERE key = 'last_row'), 0))",
    "INSERT OR REPLACE INTO meta(key, value) VALUES('purged', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
    "DELETE FROM tagged WHERE article IN (SELECT row FROM gone)",
    "DELETE FROM event WHERE article IN (SELECT row FROM gone) AND op <> 4",   /* that it was removed stays known */
    "DELETE FROM revision WHERE article IN (SELECT row FROM gone)",
    "DELETE FROM fingerprint WHERE row IN (SELECT row FROM gone)",
    "DELETE FROM memo",   /* answers may hold text */
    "DELETE FROM gone",
};

static lede_status purge(lede_store *s, lede_error *err)
{
    lede_status st = lede__write(s, "compact", err);
    size_t i;

    if (st != LEDE_OK)
        return st;
    st = lede__run_row(s, err);
    for (i = 0; i < sizeof purging / sizeof *purging && st == LEDE_OK; i++)
        st = lede__do(s, purging[i], err);
    if (st == LEDE_OK)
        st = lede__index_build(s, err);
    return st == LEDE_OK ? lede__wrote(s, 1, err) : lede__write_failed(s, st, err);
}

static lede_status optimize(lede_store *s, lede_error *err)
{
    lede_status st = lede__begin(s, err);

    if (st != LEDE_OK)
        return st;
    st = lede__postings_merge_all(s, err);
    if (st == LEDE_OK)
        return lede__commit(s, err);
    lede__rollback(s);
    return st;
}

static lede_status exec(lede_store *s, const char *sql, lede_error *err)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? LEDE_OK : lede__db_fail(s, err);
}

/* The log holds old pages until it is cut off, and it cannot be while another process reads from it. */
static lede_status cut_log(lede_store *s, lede_error *err)
{
    int rc = sqlite3_wal_checkpoint_v2(s->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

    return rc == SQLITE_OK ? LEDE_OK : lede__db_fail(s, err);
}

lede_status lede_store_compact(lede_store *s, int purging_too, lede_error *err)
{
    lede_error own;
    lede_status st = may_keep_up(s, "compacting", err = err ? err : &own);
    int held = s->holds;

    if (st != LEDE_OK)
        return st;
    s->holds = 0;   /* the transaction ends what is held */
    st = purging_too ? purge(s, err) : optimize(s, err);
    if (st == LEDE_OK && purging_too)
        st = exec(s, "PRAGMA secure_delete = ON", err);
    if (st == LEDE_OK)
        st = exec(s, "VACUUM", err);
    if (st == LEDE_OK)
        st = cut_log(s, err);
    if (purging_too)
        exec(s, "PRAGMA secure_delete = OFF", &own);
    s->holds = held;
    return st;
}
