/* Opening and closing a store; transactions. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "store/query_cache.h"
#include "store/query_func.h"
#include "store/article.h"
#include "store/busy.h"
#include "store/index.h"
#include "store/migrate.h"
#include "store/names.h"
#include "store/schema.h"
#include "store/store_in.h"

enum { PATIENCE = 10000, HEADER = 100 };   /* milliseconds; bytes of the header of an SQLite file */

/* --- what SQL may do ------------------------------------------------------- */

/*
 * While a stranger's SQL is prepared only reading passes; nothing that loads
 * code or attaches files.
 */
static int authorize(void *ud, int action, const char *a, const char *b, const char *database, const char *trigger)
{
    lede_store *s = ud;

    (void)a;
    (void)database;
    (void)trigger;
    if (!s->select_only)
        return SQLITE_OK;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return b && (strcmp(b, "load_extension") == 0 || strcmp(b, "fts3_tokenizer") == 0) ? SQLITE_DENY : SQLITE_OK;
    default:
        return SQLITE_DENY;
    }
}

/* --- transactions ------------------------------------------------------------ */

static void end_reading(lede_store *s)
{
    lede_error err;

    if (!s->holding)
        return;
    lede__article_walk_end(s);
    lede__do(s, "COMMIT", &err);
    s->holding = 0;
}

/* A read transaction for those who hold one, when none is open. */
static lede_status begin_reading(lede_store *s, lede_error *err)
{
    lede_status st;

    if (!s->holds || s->holding || s->writing)
        return LEDE_OK;
    st = lede__do(s, "BEGIN", err);
    if (st != LEDE_OK)
        return st;
    s->holding = 1;
    /* BEGIN alone takes no view of the file yet: asking it anything does. */
    return lede__number(s, "PRAGMA data_version", 0, 0, 0, &s->held_version, err);
}

lede_status lede__file_version(lede_store *s, int64_t *version, lede_error *err)
{
    if (!s->holding)
        return lede__number(s, "PRAGMA data_version", 0, 0, 0, version, err);
    *version = s->held_version;
    return LEDE_OK;
}

lede_status lede_store_hold(lede_store *s, int on, lede_error *err)
{
    lede_error own;

    if (on) {
        s->holds++;
        return begin_reading(s, err ? err : &own);
    }
    if (s->holds > 0 && --s->holds == 0)
        end_reading(s);
    return LEDE_OK;
}

/* What is remembered of the file holds as long as no other process wrote. */
static lede_status notice_others(lede_store *s, lede_error *err)
{
    int64_t version;
    lede_status st = lede__number(s, "PRAGMA data_version", 0, 0, 0, &version, err);

    if (st != LEDE_OK) {
        lede__rollback(s);
        return st;
    }
    if (version != s->data_version) {
        lede__names_drop(s);
        lede__index_drop(s);
    }
    s->data_version = version;
    return LEDE_OK;
}

lede_status lede__begin(lede_store *s, lede_error *err)
{
    lede_status st;

    if (s->writing)
        return LEDE_OK;
    if (s->mode == LEDE_READ)
        return lede__fail(err, LEDE_USAGE, "'%s' is open for reading only", s->path);
    end_reading(s);
    s->waited = 0;
    st = lede__do(s, "BEGIN IMMEDIATE", err);
    if (st != LEDE_OK)
        return st;
    s->writing = 1;
    s->next_row = 0;
    s->gone_any = -1;
    return notice_others(s, err);
}

lede_status lede__commit(lede_store *s, lede_error *err)
{
    lede_status st;

    if (!s->writing)
        return LEDE_OK;
    st = lede__index_commit(s, err);
    if (st == LEDE_OK)
        st = lede__do(s, "COMMIT", err);
    if (st != LEDE_OK) {
        lede__rollback(s);
        return st;
    }
    s->writing = 0;
    return begin_reading(s, err);
}

void lede__rollback(lede_store *s)
{
    lede_error ignored;

    if (!s->writing)
        return;
    if (!sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    s->writing = 0;
    lede__index_drop(s);
    lede__names_drop(s);
    begin_reading(s, &ignored);
}

/* --- opening ------------------------------------------------------------------ */

static lede_status look_at(const char *path, lede_mode mode, lede_error *err)
{
    struct stat st;

    if (!*path)
        return lede__fail(err, LEDE_USAGE, "a store needs a path");
    if (strcmp(path, ":memory:") == 0)
        return LEDE_OK;
    if (stat(path, &st) != 0) {
        if (errno == ENOENT && mode == LEDE_CREATE)
            return LEDE_OK;
        return lede__fail(err, errno == ENOENT ? LEDE_NOTFOUND : LEDE_IO, "cannot open store '%s': %s", path,
                          strerror(errno));
    }
    if (S_ISDIR(st.st_mode))
        return lede__fail(err, LEDE_FORMAT, "cannot open store '%s': it is a folder", path);
    if (!S_ISREG(st.st_mode))
        return lede__fail(err, LEDE_FORMAT, "cannot open store '%s': it is no plain file", path);
    /* SQLite takes a file below its smallest header for an empty one, and would write over it. */
    if (st.st_size > 0 && st.st_size < HEADER)
        return lede__fail(err, LEDE_FORMAT, "'%s' is not a store", path);
    return LEDE_OK;
}

/* The path as SQLite takes it: a plain name that looks like a URI must not be one. */
static void plain_path(const char *path, lede_buf *out)
{
    if (strncmp(path, "file:", 5) == 0)
        lede_buf_addz(out, "./");
    lede_buf_addz(out, path);
}

/* A URI that reads the file as it lies on a medium that cannot be written. */
static void immutable_uri(const char *path, lede_buf *out)
{
    const char *p;

    lede_buf_addz(out, "file:");
    for (p = path; *p; p++) {
        if (strchr("?#%", *p))
            lede__buf_addf(out, "%%%02X", (unsigned)*p);
        else
            lede_buf_addc(out, *p);
    }
    lede_buf_addz(out, "?immutable=1");
}

static int file_empty(const char *path, const char *suffix)
{
    struct stat st;
    lede_buf b;
    int empty;

    lede_buf_init(&b);
    lede_buf_addz(&b, path);
    lede_buf_addz(&b, suffix);
    empty = b.failed || stat(b.s, &st) != 0 || st.st_size == 0;
    lede_buf_release(&b);
    return empty;
}

static lede_status connect_to(lede_store *s, const char *name, int flags, lede_error *err)
{
    int rc;

    sqlite3_close_v2(s->db);
    s->db = NULL;
    rc = sqlite3_open_v2(name, &s->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (!s->db)
        return lede__nomem(err);
    if (rc != SQLITE_OK)
        return lede__fail(err, LEDE_IO, "cannot open store '%s': %s", s->path, sqlite3_errmsg(s->db));
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_set_authorizer(s->db, authorize, s);
    lede__busy_install(s);
    return LEDE_OK;
}

/* Whether the file can be read at all; only this touches it first. */
static int readable(lede_store *s)
{
    return sqlite3_exec(s->db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK;
}

static int lacks_log(int code)
{
    return (code & 0xFF) == SQLITE_CANTOPEN || (code & 0xFF) == SQLITE_READONLY;
}

static lede_status open_reading(lede_store *s, lede_error *err)
{
    lede_buf name;
    lede_status st;

    lede_buf_init(&name);
    plain_path(s->path, &name);
    st = name.failed ? lede__nomem(err) : connect_to(s, name.s, SQLITE_OPEN_READONLY, err);
    if (st == LEDE_OK && !readable(s) && lacks_log(sqlite3_errcode(s->db)) && file_empty(s->path, "-wal")) {
        /* A folder that cannot be written holds no log: then nobody writes, and the file stands still. */
        lede_buf_clear(&name);
        immutable_uri(s->path, &name);
        st = name.failed ? lede__nomem(err) : connect_to(s, name.s, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
    }
    lede_buf_release(&name);
    return st;
}

static lede_status open_writing(lede_store *s, lede_error *err)
{
    lede_buf name;
    lede_status st;
    int flags = SQLITE_OPEN_READWRITE | (s->mode == LEDE_CREATE ? SQLITE_OPEN_CREATE : 0);

    lede_buf_init(&name);
    plain_path(s->path, &name);
    st = name.failed ? lede__nomem(err) : connect_to(s, name.s, flags, err);
    lede_buf_release(&name);
    if (st == LEDE_OK && sqlite3_db_readonly(s->db, "main") == 1)
        return lede__fail(err, LEDE_IO, "cannot write store '%s': it is read-only", s->path);
    return st;
}

/*
 * WAL: readers never wait for the writer, and a commit needs no sync, so that
 * a small write costs some 30 microseconds. After a loss of power the last
 * commits may be missing, the file is sound all the same.
 *
 * Much is added by WAL too, even into an empty store: every page is written
 * twice, once into the log, but a journal beside the file saved no more than
 * 0.3 of the 10 seconds that 85 MB of news took, and readers would wait.
 *
 * Pages of 16 KB: half the calls for the same bytes, and bodies leave less of
 * them empty. 282 MB of news took 13.1 s of processor time where pages of 8 KB
 * took 15.3, and 1.5 % less of the file; ten million tags three quarters of the
 * time; queries cost the same. A small write costs a page for each table it
 * touches, and the log holds it whole: that is why they are no larger.
 */
static lede_status set_up(lede_store *s, lede_error *err)
{
    const char *common = "PRAGMA cell_size_check = ON; " LEDE__CACHE_SIZE;
    const char *writing = "PRAGMA page_size = 16384; PRAGMA auto_vacuum = NONE; PRAGMA journal_mode = WAL; "
                          "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF; PRAGMA wal_autocheckpoint = 1000; "
                          "PRAGMA journal_size_limit = 67108864";

    if (sqlite3_exec(s->db, common, NULL, NULL, NULL) != SQLITE_OK)
        return lede__db_fail(s, err);
    if (s->mode != LEDE_READ && sqlite3_exec(s->db, writing, NULL, NULL, NULL) != SQLITE_OK)
        return lede__db_fail(s, err);
    return LEDE_OK;
}

static lede_status make_schema(lede_store *s, int *version, lede_error *err)
{
    lede_status st;

    if (sqlite3_exec(s->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return lede__db_fail(s, err);
    /* Another process may have made it while this one waited. */
    st = lede__schema_verify(s->db, s->path, version, err);
    if (st == LEDE_NOTFOUND) {
        *version = LEDE__SCHEMA_VERSION;
        st = lede__schema_make(s->db, err);
    }
    if (st == LEDE_OK && sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        st = lede__db_fail(s, err);
    if (st != LEDE_OK && !sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return st;
}

/* A file without a schema (new, or left by a process that died at once) reads as an empty store. */
static lede_status stand_in(lede_store *s, int *version, lede_error *err)
{
    lede_status st = connect_to(s, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);

    if (st == LEDE_OK)
        st = lede__q_functions(s->db, err);
    return st == LEDE_OK ? make_schema(s, version, err) : st;
}

/* In one view of the file: its version and its tables may be changing. */
static lede_status verify(lede_store *s, int *version, lede_error *err)
{
    lede_status st;

    if (sqlite3_exec(s->db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
        return lede__db_fail(s, err);
    st = lede__schema_verify(s->db, s->path, version, err);
    sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);
    return st;
}

static lede_status open_file(lede_store *s, int *version, lede_error *err)
{
    lede_status st = s->mode == LEDE_READ ? open_reading(s, err) : open_writing(s, err);

    if (st == LEDE_OK)
        st = lede__q_functions(s->db, err);
    if (st != LEDE_OK)
        return st;
    if (!readable(s))
        return lede__db_fail(s, err);
    st = verify(s, version, err);
    if (st == LEDE_NOTFOUND && s->mode == LEDE_READ)
        return stand_in(s, version, err);
    if (st != LEDE_OK && st != LEDE_NOTFOUND)
        return st;
    if (set_up(s, err) != LEDE_OK)
        return err->status;
    return st == LEDE_NOTFOUND ? make_schema(s, version, err) : LEDE_OK;
}

lede_status lede_store_open(const char *path, lede_mode mode, lede_store **out, lede_error *err)
{
    lede_error own;
    lede_store *s;
    lede_status st;
    int version = 0;

    *out = NULL;
    if (!err)
        err = &own;
    st = look_at(path, mode, err);
    if (st != LEDE_OK)
        return st;
    s = lede__calloc(1, sizeof *s);
    if (!s)
        return lede__nomem(err);
    s->mode = mode;
    s->patience = PATIENCE;
    s->path = lede__strndup(path, strlen(path));
    st = s->path ? open_file(s, &version, err) : lede__nomem(err);
    if (st == LEDE_OK && !(s->lengths = lede__lengths_new(s->db)))
        st = lede__nomem(err);
    if (st == LEDE_OK)
        st = lede__migrate(s, version, err);
    if (st == LEDE_OK)
        st = lede__index_renew(s, err);
    if (st != LEDE_OK) {
        lede_store_close(s);
        return st;
    }
    *out = s;
    return LEDE_OK;
}

void lede_store_close(lede_store *s)
{
    lede_error ignored;
    size_t i;

    if (!s)
        return;
    if (s->run.open)
        lede_run_end(s, NULL, &ignored);
    lede__rollback(s);
    s->holds = 0;
    end_reading(s);
    lede__index_close(s);
    lede__names_drop(s);
    lede__lengths_free(s->lengths);
    lede__q_cache_free(s);
    for (i = 0; i < LEDE__CACHED; i++)
        sqlite3_finalize(s->cached[i].st);
    s->patience = 200;   /* whoever reads now will do it later */
    if (s->db && s->mode != LEDE_READ)
        sqlite3_wal_checkpoint_v2(s->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite3_close_v2(s->db);
    lede_buf_release(&s->scratch);
    lede__free(s->path);
    lede__free(s);
}

const char *lede_store_path(const lede_store *s)
{
    return s->path;
}

lede_mode lede_store_mode(const lede_store *s)
{
    return s->mode;
}

void lede_store_patience(lede_store *s, int milliseconds)
{
    s->patience = milliseconds < 0 ? 0 : milliseconds;
}
