#include "store/migrate.h"

#include "base/error.h"
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
    return st == LEDE_OK ? lede__index_build(s, err) : st;
}

/* --- steps --------------------------------------------------------------------------- */

/* One for each version but the current. */
static const lede__step steps[] = {
    {1, own_index},
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
