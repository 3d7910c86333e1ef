#include "store/migrate.h"

#include "base/error.h"
#include "store/schema.h"

/* One for each version but the current; the first sentinel keeps the table from being empty. */
static const lede__step steps[] = {
    {0, NULL},
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
