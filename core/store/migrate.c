#include "store/migrate.h"

#include "base/error.h"
#include "base/sha256.h"
#include "store/index.h"
#include "store/schema.h"

/* --- 1 to 2: an index of our own in FTS5's place ------------------------------------- */

static int make_nothing(void *ud, const char **args, int n, Fts5Tokenizer **out)
{
    (void)args;
    (void)n;
    *out = ud;
    return SQLITE_OK;
}

static void unmake_nothing(Fts5Tokenizer *t)
{
    (void)t;
}

static int find_nothing(Fts5Tokenizer *t, void *ud, int flags, const char *s, int n,
                        int (*emit)(void *, int, const char *, int, int, int))
{
    (void)t;
    (void)ud;
    (void)flags;
    (void)s;
    (void)n;
    (void)emit;
    return SQLITE_OK;
}

static fts5_api *fts5_of(sqlite3 *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *st;

    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &st, NULL) != SQLITE_OK)
        return NULL;
    sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
    sqlite3_step(st);
    sqlite3_finalize(st);
    return api;
}

/* The old index names a tokenizer: SQLite drops its tables where there is one of that name, whatever it does. */
static lede_status name_tokenizer(lede_store *s, lede_error *err)
{
    fts5_tokenizer methods = {make_nothing, unmake_nothing, find_nothing};
    fts5_api *api = fts5_of(s->db);

    if (!api)
        return lede__fail(err, LEDE_IO, "'%s' has an index of schema 1, which this SQLite cannot take out: it has no FTS5", s->path);
    if (api->xCreateTokenizer(api, "lede", s, &methods, NULL) != SQLITE_OK)
        return lede__nomem(err);
    return LEDE_OK;
}

static lede_status own_index(lede_store *s, lede_error *err)
{
    lede_status st = name_tokenizer(s, err);

    if (st == LEDE_OK)
        st = lede__schema_drop(s->db, 1, err);
    if (st == LEDE_OK)
        st = lede__schema_add(s->db, 2, err);
    /* It is empty: the next step builds it, when the articles are as they will be. */
    return st == LEDE_OK ? lede__do(s, "DELETE FROM meta WHERE key = 'tokenizer'", err) : st;
}

/* --- 2 to 3: hashes as bytes, URLs once, fingerprints packed ------------------------- */

static int nibble(unsigned char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The bytes that a hash spells; what is none stays as it is, and `lede check` tells of it. */
static void hash_bytes(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    const unsigned char *s = sqlite3_value_blob(argv[0]);
    int n = sqlite3_value_bytes(argv[0]), i;
    char bytes[LEDE__SHA256];

    (void)argc;
    for (i = 0; i < LEDE__SHA256 && n == 2 * LEDE__SHA256; i++) {
        int high = nibble(s[2 * i]), low = nibble(s[2 * i + 1]);

        if (high < 0 || low < 0)
            break;
        bytes[i] = (char)(high << 4 | low);
    }
    if (i == LEDE__SHA256)
        sqlite3_result_blob(ctx, bytes, i, SQLITE_TRANSIENT);
    else
        sqlite3_result_blob(ctx, s ? (const char *)s : "", n, SQLITE_TRANSIENT);
}

static lede_status move_articles(lede_store *s, lede_error *err)
{
    static const char *const moves[] = {
        "INSERT INTO article SELECT row, id, published, modified, language, publisher, section, headline, dek, authors, "
        "keywords, url, site, source, date_from, words, bytes, added, revision, run, lede_hash_bytes(hash), given, fixed, "
        "links, extra FROM was_article",
        "INSERT INTO revision SELECT article, number, run, lede_hash_bytes(hash), given, headline, dek, fields, body "
        "FROM was_revision",
        "INSERT INTO gone SELECT row, id, revision, run, lede_hash_bytes(hash), given, headline, dek, fields, body "
        "FROM was_gone",
    };
    lede_status st = LEDE_OK;
    size_t i;

    if (sqlite3_create_function_v2(s->db, "lede_hash_bytes", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                                   hash_bytes, NULL, NULL, NULL) != SQLITE_OK)
        return lede__db_fail(s, err);
    for (i = 0; i < sizeof moves / sizeof *moves && st == LEDE_OK; i++)
        st = lede__do(s, moves[i], err);
    return st;
}

static lede_status lean_articles(lede_store *s, lede_error *err)
{
    int64_t version;
    lede_status st = lede__schema_aside(s->db, 2, err);

    if (st == LEDE_OK)
        st = lede__schema_add(s->db, 3, err);
    if (st == LEDE_OK)
        st = move_articles(s, err);
    if (st == LEDE_OK)
        st = lede__schema_drop(s->db, 2, err);
    if (st == LEDE_OK)
        st = lede__number(s, "SELECT value FROM meta WHERE key = 'tokenizer'", 0, 0, 0, &version, err);
    if (st != LEDE_OK)
        return st;
    return version == LEDE__TOKENIZER_VERSION ? lede__index_fingerprints(s, err) : lede__index_build(s, err);
}

/* --- steps --------------------------------------------------------------------------- */

/* One for each version but the current. */
static const lede__step steps[] = {
    {1, own_index},
    {2, lean_articles},
};

static const lede__step *step_from(const lede__step *list, size_t n, int version)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (list[i].from == version && list[i].run)
            return &list[i];
    return NULL;
}

static lede_status climb(lede_store *s, const lede__step *list, size_t n, int to, lede_error *err)
{
    const lede__step *step;
    int version;
    lede_status st = lede__schema_version(s->db, s->path, &version, err);

    for (; st == LEDE_OK && version < to; version++) {
        step = step_from(list, n, version);
        if (!step)
            return lede__fail(err, LEDE_FORMAT, "'%s' has schema %d, from which this lede knows no way to %d", s->path,
                              version, to);
        st = step->run(s, err);
        if (st == LEDE_OK)
            st = lede__schema_mark(s->db, version + 1, err);
    }
    return st == LEDE_OK ? lede__schema_holds(s->db, s->path, to, err) : st;
}

lede_status lede__migrate_by(lede_store *s, const lede__step *list, size_t n, int to, lede_error *err)
{
    lede_status st = lede__begin(s, err);

    if (st != LEDE_OK)
        return st;
    /* Another process may have done it while this one waited: the version is read inside the transaction. */
    st = climb(s, list, n, to, err);
    if (st == LEDE_OK)
        return lede__commit(s, err);
    lede__rollback(s);
    return st;
}

lede_status lede__migrate(lede_store *s, int version, lede_error *err)
{
    if (version == LEDE__SCHEMA_VERSION)
        return LEDE_OK;
    if (s->mode == LEDE_READ)
        return lede__fail(err, LEDE_FORMAT,
                          "'%s' was written by an older lede (schema %d; this one reads %d): `lede compact`, or any "
                          "opening for writing, brings it up to date",
                          s->path, version, LEDE__SCHEMA_VERSION);
    return lede__migrate_by(s, steps, sizeof steps / sizeof *steps, LEDE__SCHEMA_VERSION, err);
}
