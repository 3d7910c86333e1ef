#include "store/schema.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "store/index.h"

/*
 * Rows of `event` are numbered run * 2^32 + place in the run: the events of a
 * run are one range of the key, so that no index is needed to undo it, and an
 * assertion's event names its run.
 *
 * The text of each statement is compared with what the file holds at every
 * opening: SQLite keeps it as it is written here. So none of a version that
 * was released is ever changed: one that ends gets a last version, and what
 * takes its place is a new line with that version + 1 as its first. An index
 * ends with its table.
 */
typedef struct object {
    int first, last;   /* the versions that have it; last 0: to this day */
    const char *type, *name, *sql;
} object;

static const object objects[] = {
    {1, 0, "table", "meta", "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID"},
    {1, 0, "table", "migration",
     "CREATE TABLE migration(version INTEGER PRIMARY KEY, at TEXT NOT NULL, lede TEXT NOT NULL)"},

    /* One row an article that stands; its text is in `body`, so that a scan of the fields reads little. */
    {1, 2, "table", "article",
     "CREATE TABLE article(row INTEGER PRIMARY KEY, id TEXT NOT NULL, published TEXT, modified TEXT, language TEXT, "
     "publisher TEXT, section TEXT, headline TEXT, dek TEXT, authors TEXT, keywords TEXT, url TEXT, url_norm TEXT, "
     "site TEXT, source TEXT, date_from TEXT, words INTEGER NOT NULL, bytes INTEGER NOT NULL, added TEXT NOT NULL, "
     "revision INTEGER NOT NULL, run INTEGER NOT NULL, hash TEXT NOT NULL, given INTEGER NOT NULL, fixed TEXT, "
     "links TEXT, extra TEXT)"},
    {1, 2, "index", "article_id", "CREATE UNIQUE INDEX article_id ON article(id)"},
    {1, 2, "index", "article_published", "CREATE INDEX article_published ON article(published, id)"},
    {3, 0, "table", "article",
     "CREATE TABLE article(row INTEGER PRIMARY KEY, id TEXT NOT NULL, published TEXT, modified TEXT, language TEXT, "
     "publisher TEXT, section TEXT, headline TEXT, dek TEXT, authors TEXT, keywords TEXT, url TEXT, site TEXT, "
     "source TEXT, date_from TEXT, words INTEGER NOT NULL, bytes INTEGER NOT NULL, added TEXT NOT NULL, "
     "revision INTEGER NOT NULL, run INTEGER NOT NULL, hash BLOB NOT NULL, given INTEGER NOT NULL, fixed TEXT, "
     "links TEXT, extra TEXT)"},
    {3, 0, "index", "article_id", "CREATE UNIQUE INDEX article_id ON article(id)"},
    {3, 0, "index", "article_published", "CREATE INDEX article_published ON article(published, id)"},
    {1, 0, "table", "body", "CREATE TABLE body(row INTEGER PRIMARY KEY, body TEXT)"},

    /* Earlier texts, and articles that were taken out: the fields of `article` as one JSON object beside the texts. */
    {1, 2, "table", "revision",
     "CREATE TABLE revision(article INTEGER NOT NULL, number INTEGER NOT NULL, run INTEGER NOT NULL, "
     "hash TEXT NOT NULL, given INTEGER NOT NULL, headline TEXT, dek TEXT, fields TEXT NOT NULL, body TEXT, "
     "PRIMARY KEY(article, number)) WITHOUT ROWID"},
    {3, 0, "table", "revision",
     "CREATE TABLE revision(article INTEGER NOT NULL, number INTEGER NOT NULL, run INTEGER NOT NULL, "
     "hash BLOB NOT NULL, given INTEGER NOT NULL, headline TEXT, dek TEXT, fields TEXT NOT NULL, body TEXT, "
     "PRIMARY KEY(article, number)) WITHOUT ROWID"},
    {1, 2, "table", "gone",
     "CREATE TABLE gone(row INTEGER PRIMARY KEY, id TEXT NOT NULL, revision INTEGER NOT NULL, run INTEGER NOT NULL, "
     "hash TEXT NOT NULL, given INTEGER NOT NULL, headline TEXT, dek TEXT, fields TEXT NOT NULL, body TEXT)"},
    {1, 2, "index", "gone_id", "CREATE UNIQUE INDEX gone_id ON gone(id)"},
    {3, 0, "table", "gone",
     "CREATE TABLE gone(row INTEGER PRIMARY KEY, id TEXT NOT NULL, revision INTEGER NOT NULL, run INTEGER NOT NULL, "
     "hash BLOB NOT NULL, given INTEGER NOT NULL, headline TEXT, dek TEXT, fields TEXT NOT NULL, body TEXT)"},
    {3, 0, "index", "gone_id", "CREATE UNIQUE INDEX gone_id ON gone(id)"},

    /* The index, over the words as folded, and the words seen by stem (words that are their own stem are left out). */
    {1, 1, "view", "indexed",
     "CREATE VIEW indexed AS SELECT a.row AS row, a.headline AS headline, a.dek AS dek, b.body AS body "
     "FROM article a JOIN body b ON b.row = a.row"},
    {1, 1, "table", "fts",
     "CREATE VIRTUAL TABLE fts USING fts5(headline, dek, body, content='indexed', content_rowid='row', "
     "tokenize='lede')"},
    {2, 0, "table", "segment",
     "CREATE TABLE segment(id INTEGER PRIMARY KEY, age INTEGER NOT NULL, articles INTEGER NOT NULL, terms INTEGER NOT NULL, "
     "first INTEGER NOT NULL, last INTEGER NOT NULL, live_articles INTEGER NOT NULL, live_tokens INTEGER NOT NULL, "
     "root BLOB NOT NULL, hides BLOB NOT NULL)"},
    {2, 0, "table", "posting", "CREATE TABLE posting(key INTEGER PRIMARY KEY, bytes BLOB NOT NULL)"},
    {1, 0, "table", "vocab",
     "CREATE TABLE vocab(language TEXT, stem TEXT, word TEXT, PRIMARY KEY(language, stem, word)) WITHOUT ROWID"},
    {1, 0, "table", "doclen", "CREATE TABLE doclen(block INTEGER PRIMARY KEY, lengths BLOB NOT NULL)"},
    {1, 2, "table", "fingerprint",
     "CREATE TABLE fingerprint(row INTEGER PRIMARY KEY, version INTEGER NOT NULL, bits BLOB NOT NULL)"},
    {3, 0, "table", "fingerprint", "CREATE TABLE fingerprint(row INTEGER PRIMARY KEY, bits BLOB NOT NULL)"},

    {1, 0, "table", "run",
     "CREATE TABLE run(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT, recipe_hash TEXT, version TEXT, "
     "params TEXT, query TEXT, now TEXT, who TEXT, started TEXT NOT NULL, ended TEXT, state TEXT NOT NULL, "
     "lede TEXT NOT NULL, undoes INTEGER, events INTEGER NOT NULL DEFAULT 0, added INTEGER NOT NULL DEFAULT 0, "
     "updated INTEGER NOT NULL DEFAULT 0, tagged INTEGER NOT NULL DEFAULT 0, untagged INTEGER NOT NULL DEFAULT 0, "
     "edited INTEGER NOT NULL DEFAULT 0, removed INTEGER NOT NULL DEFAULT 0)"},

    /* History and state of tags: what a row of `tagged` means is its state, see tag.h. */
    {1, 0, "table", "tag", "CREATE TABLE tag(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"},
    {1, 0, "table", "event",
     "CREATE TABLE event(id INTEGER PRIMARY KEY, article INTEGER NOT NULL, op INTEGER NOT NULL, tag INTEGER, "
     "revision INTEGER, prev TEXT, spans TEXT, value TEXT, note TEXT, coder TEXT)"},
    {1, 0, "table", "tagged",
     "CREATE TABLE tagged(tag INTEGER NOT NULL, article INTEGER NOT NULL, event INTEGER NOT NULL, "
     "state INTEGER NOT NULL, PRIMARY KEY(tag, article, event)) WITHOUT ROWID"},
    {1, 0, "index", "tagged_article", "CREATE INDEX tagged_article ON tagged(article)"},
    /* A cache of what recipes answered, see lede_store_remember. */
    {1, 0, "table", "memo",
     "CREATE TABLE memo(recipe TEXT NOT NULL, row INTEGER NOT NULL, sees TEXT NOT NULL, answer BLOB NOT NULL, "
     "PRIMARY KEY(recipe, row)) WITHOUT ROWID"},
    {1, 0, "index", "memo_row", "CREATE INDEX memo_row ON memo(row)"},
    {1, 0, "table", "saved", "CREATE TABLE saved(name TEXT PRIMARY KEY, query TEXT NOT NULL) WITHOUT ROWID"},

    /* For other programs. Positions count bytes of the body from 1, both ends inside. */
    {1, 2, "view", "articles",
     "CREATE VIEW articles AS SELECT a.row AS row, a.id AS id, a.url AS url, a.headline AS headline, a.dek AS dek, "
     "a.section AS section, a.authors AS authors, a.publisher AS publisher, a.published AS published, "
     "a.modified AS modified, a.language AS language, a.keywords AS keywords, a.links AS links, a.source AS source, "
     "a.hash AS hash, a.date_from AS date_from, a.extra AS extra, a.words AS words, a.added AS added, "
     "a.revision AS revision, a.site AS site, b.body AS body FROM article a JOIN body b ON b.row = a.row"},
    {3, 0, "view", "articles",
     "CREATE VIEW articles AS SELECT a.row AS row, a.id AS id, a.url AS url, a.headline AS headline, a.dek AS dek, "
     "a.section AS section, a.authors AS authors, a.publisher AS publisher, a.published AS published, "
     "a.modified AS modified, a.language AS language, a.keywords AS keywords, a.links AS links, a.source AS source, "
     "lower(hex(a.hash)) AS hash, a.date_from AS date_from, a.extra AS extra, a.words AS words, a.added AS added, "
     "a.revision AS revision, a.site AS site, b.body AS body FROM article a JOIN body b ON b.row = a.row"},
    {1, 0, "view", "article_tags",
     "CREATE VIEW article_tags AS SELECT a.id AS article, t.name AS tag, e.value AS value, e.note AS note, "
     "e.coder AS coder, g.event >> 32 AS run, g.state AS is_no, e.revision AS revision, a.row AS row, g.event AS event "
     "FROM tagged g JOIN tag t ON t.id = g.tag JOIN article a ON a.row = g.article JOIN event e ON e.id = g.event "
     "WHERE g.state < 2"},
    {1, 0, "view", "spans",
     "CREATE VIEW spans AS SELECT a.id AS article, t.name AS tag, g.event >> 32 AS run, e.revision AS revision, "
     "f.value AS first, l.value AS last, CAST(substr(CAST(coalesce(r.body, b.body) AS BLOB), f.value, "
     "l.value - f.value + 1) AS TEXT) AS text FROM tagged g JOIN tag t ON t.id = g.tag "
     "JOIN article a ON a.row = g.article JOIN event e ON e.id = g.event "
     "JOIN body b ON b.row = a.row LEFT JOIN revision r ON r.article = a.row AND r.number = e.revision, "
     "json_each(e.spans) j, json_each(j.value) f, json_each(j.value) l "
     "WHERE g.state < 2 AND e.spans IS NOT NULL AND f.key = 0 AND l.key = 1"},
    {1, 0, "view", "runs",
     "CREATE VIEW runs AS SELECT id, kind, name, recipe_hash, version, params, query, now, who, started, ended, state, "
     "lede, undoes, added, updated, tagged, untagged, edited, removed FROM run"},
};

enum { OBJECTS = sizeof objects / sizeof *objects };

static int has(const object *o, int version)
{
    return o->first <= version && (!o->last || version <= o->last);
}

static const object *find(const object *list, size_t n, const char *name, int version)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (has(&list[i], version) && sqlite3_stricmp(list[i].name, name) == 0)
            return &list[i];
    return NULL;
}

/* --- making ------------------------------------------------------------------ */

static lede_status run_sql(sqlite3 *db, const char *sql, lede_error *err)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return LEDE_OK;
    if ((sqlite3_errcode(db) & 0xFF) == SQLITE_NOMEM)
        return lede__nomem(err);
    return lede__fail(err, LEDE_IO, "cannot make the store: %s", sqlite3_errmsg(db));
}

lede_status lede__schema_add(sqlite3 *db, int version, lede_error *err)
{
    lede_status st = LEDE_OK;
    size_t i;

    for (i = 0; i < OBJECTS && st == LEDE_OK; i++)
        if (objects[i].first == version)
            st = run_sql(db, objects[i].sql, err);
    return st;
}

static lede_status drop(sqlite3 *db, const char *type, const char *before, const char *name, lede_error *err)
{
    char sql[100];

    snprintf(sql, sizeof sql, "DROP %s %s%s", type, before, name);
    return run_sql(db, sql, err);
}

static int is_table(const object *o)
{
    return strcmp(o->type, "table") == 0;
}

/* Whether the version after the object's last one has another of its name. */
static int is_replaced(const object *o)
{
    return o->last && find(objects, OBJECTS, o->name, o->last + 1) != NULL;
}

lede_status lede__schema_aside(sqlite3 *db, int version, lede_error *err)
{
    lede_status st = LEDE_OK;
    char sql[100];
    size_t i;

    /* Or SQLite would look for the old name in all views, and change it there. */
    sqlite3_db_config(db, SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 1, NULL);
    for (i = OBJECTS; i-- > 0 && st == LEDE_OK;) {
        const object *o = &objects[i];

        if (o->last != version || !is_replaced(o))
            continue;
        snprintf(sql, sizeof sql, "ALTER TABLE %s RENAME TO was_%s", o->name, o->name);
        st = is_table(o) ? run_sql(db, sql, err) : drop(db, o->type, "", o->name, err);
    }
    sqlite3_db_config(db, SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 0, NULL);
    return st;
}

lede_status lede__schema_drop(sqlite3 *db, int version, lede_error *err)
{
    lede_status st = LEDE_OK;
    size_t i;

    for (i = OBJECTS; i-- > 0 && st == LEDE_OK;) {
        const object *o = &objects[i];

        if (o->last == version && !is_replaced(o))
            st = drop(db, o->type, "", o->name, err);
        else if (o->last == version && is_table(o))
            st = drop(db, "table", "was_", o->name, err);
    }
    return st;
}

lede_status lede__schema_mark(sqlite3 *db, int version, lede_error *err)
{
    char sql[300];

    snprintf(sql, sizeof sql,
             "PRAGMA user_version = %d; INSERT OR REPLACE INTO meta(key, value) VALUES('version', %d);"
             "INSERT INTO migration VALUES(%d, strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ', 'now'), '%s')",
             version, version, version, lede_version());
    return run_sql(db, sql, err);
}

lede_status lede__schema_make(sqlite3 *db, lede_error *err)
{
    lede_status st = LEDE_OK;
    char sql[200];
    size_t i;

    for (i = 0; i < OBJECTS && st == LEDE_OK; i++)
        if (has(&objects[i], LEDE__SCHEMA_VERSION))
            st = run_sql(db, objects[i].sql, err);
    if (st != LEDE_OK)
        return st;
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; INSERT INTO meta VALUES('tokenizer', %d)", LEDE__APPLICATION_ID,
             LEDE__TOKENIZER_VERSION);
    st = run_sql(db, sql, err);
    return st == LEDE_OK ? lede__schema_mark(db, LEDE__SCHEMA_VERSION, err) : st;
}

/* --- verifying --------------------------------------------------------------- */

/* The inner tables of the index that version 1 had, as FTS5 makes them. */
static const object inner[] = {
    {1, 1, "table", "fts_data", "CREATE TABLE 'fts_data'(id INTEGER PRIMARY KEY, block BLOB)"},
    {1, 1, "table", "fts_idx", "CREATE TABLE 'fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID"},
    {1, 1, "table", "fts_docsize", "CREATE TABLE 'fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB)"},
    {1, 1, "table", "fts_config", "CREATE TABLE 'fts_config'(k PRIMARY KEY, v) WITHOUT ROWID"},
};

enum { INNER = sizeof inner / sizeof *inner };

static const object *object_named(const char *name, int version)
{
    const object *o = find(objects, OBJECTS, name, version);

    return o ? o : find(inner, INNER, name, version);
}

/* How many objects a store of the version has. */
static int wanted(int version)
{
    int n = 0;
    size_t i;

    for (i = 0; i < OBJECTS; i++)
        n += has(&objects[i], version);
    for (i = 0; i < INNER; i++)
        n += has(&inner[i], version);
    return n;
}

static const char *column(sqlite3_stmt *st, int i)
{
    const char *z = (const char *)sqlite3_column_text(st, i);

    return z ? z : "";
}

/*
 * Whether an object of the file may be there. Tables of other people's making
 * are theirs; anything that could run with our statements is not.
 */
static lede_status judge(sqlite3_stmt *st, const char *path, int version, int *seen, lede_error *err)
{
    const char *type = column(st, 0), *name = column(st, 1), *table = column(st, 2), *sql = column(st, 3);
    const object *o = object_named(name, version);

    if (o) {
        if (strcmp(o->type, type) != 0 || strcmp(o->sql, sql) != 0)
            return lede__fail(err, LEDE_FORMAT, "'%s' is refused: its %s '%s' is not as lede makes it", path, type,
                              name);
        ++*seen;
        return LEDE_OK;
    }
    if (sqlite3_strnicmp(name, "sqlite_", 7) == 0)
        return LEDE_OK;
    if (strcmp(type, "table") == 0 && sqlite3_strnicmp(sql, "CREATE TABLE ", 13) == 0)
        return LEDE_OK;
    if (strcmp(type, "index") == 0 && !object_named(table, version))
        return LEDE_OK;
    return lede__fail(err, LEDE_FORMAT, "'%s' is refused: it holds a %s '%s' that is not lede's", path, type, name);
}

static lede_status pragma_number(sqlite3 *db, const char *sql, int *out)
{
    sqlite3_stmt *st;

    *out = 0;
    if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
        return LEDE_IO;
    if (sqlite3_step(st) == SQLITE_ROW)
        *out = sqlite3_column_int(st, 0);
    return sqlite3_finalize(st) == SQLITE_OK ? LEDE_OK : LEDE_IO;
}

static lede_status unreadable(sqlite3 *db, const char *path, lede_error *err)
{
    int rc = sqlite3_errcode(db) & 0xFF;

    if (rc == SQLITE_NOMEM)
        return lede__nomem(err);
    if (rc == SQLITE_NOTADB)
        return lede__fail(err, LEDE_FORMAT, "'%s' is not a store", path);
    if (rc == SQLITE_CORRUPT)
        return lede__fail(err, LEDE_CORRUPT, "'%s' is damaged: %s", path, sqlite3_errmsg(db));
    return lede__fail(err, rc == SQLITE_BUSY ? LEDE_BUSY : LEDE_IO, "cannot read '%s': %s", path, sqlite3_errmsg(db));
}

lede_status lede__schema_holds(sqlite3 *db, const char *path, int version, lede_error *err)
{
    lede_status status = LEDE_OK;
    int seen = 0, rc = SQLITE_ROW;
    sqlite3_stmt *st;

    if (sqlite3_prepare_v2(db, "SELECT type, name, tbl_name, sql FROM sqlite_schema", -1, &st, NULL) != SQLITE_OK)
        return unreadable(db, path, err);
    while (status == LEDE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW)
        status = judge(st, path, version, &seen, err);
    if (status == LEDE_OK && rc != SQLITE_DONE)
        status = unreadable(db, path, err);
    sqlite3_finalize(st);
    if (status == LEDE_OK && seen != wanted(version))
        status = lede__fail(err, LEDE_FORMAT, "'%s' is refused: %d of lede's tables are missing", path,
                            wanted(version) - seen);
    return status;
}

lede_status lede__schema_version(sqlite3 *db, const char *path, int *version, lede_error *err)
{
    return pragma_number(db, "PRAGMA user_version", version) == LEDE_OK ? LEDE_OK : unreadable(db, path, err);
}

lede_status lede__schema_verify(sqlite3 *db, const char *path, int *version, lede_error *err)
{
    int id, rows = 0;

    if (pragma_number(db, "PRAGMA application_id", &id) != LEDE_OK ||
        pragma_number(db, "PRAGMA user_version", version) != LEDE_OK ||
        pragma_number(db, "SELECT count(*) FROM sqlite_schema", &rows) != LEDE_OK)
        return unreadable(db, path, err);
    if (rows == 0 && (id == 0 || id == LEDE__APPLICATION_ID))
        return LEDE_NOTFOUND;
    if (id != LEDE__APPLICATION_ID)
        return lede__fail(err, LEDE_FORMAT, "'%s' is an SQLite file, but not a store", path);
    if (*version > LEDE__SCHEMA_VERSION)
        return lede__fail(err, LEDE_FORMAT, "'%s' was written by a newer lede (schema %d; this one knows %d)", path,
                          *version, LEDE__SCHEMA_VERSION);
    if (*version < 1)
        return lede__fail(err, LEDE_FORMAT, "'%s' is refused: no lede wrote a schema %d", path, *version);
    return lede__schema_holds(db, path, *version, err);
}
