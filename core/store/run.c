/* Runs: beginning, committing, ending; the events they write. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/index.h"
#include "store/store_in.h"

enum { T_KIND, T_NAME, T_RECIPE, T_VERSION, T_PARAMS, T_QUERY, T_NOW, T_WHO };
enum { BULK_WRITES = 10000, BULK_BYTES = 48 << 20 };

static void forget(lede_store *s)
{
    size_t i;

    for (i = 0; i < sizeof s->run.texts / sizeof *s->run.texts; i++)
        lede__free(s->run.texts[i]);
    lede__free(s->run.twins);
    memset(&s->run, 0, sizeof s->run);
}

static const char *login_name(void)
{
    const char *name = getenv("LOGNAME");

    if (!name || !*name)
        name = getenv("USER");
    return name && *name ? name : "unknown";
}

lede_status lede_run_begin(lede_store *s, const lede_run_spec *spec, lede_error *err)
{
    const char *const texts[] = {spec->kind, spec->name, spec->recipe_hash, spec->version, spec->params, spec->query,
                                 spec->now, spec->who ? spec->who : login_name()};
    size_t i;

    if (s->run.open)
        return lede__fail(err, LEDE_USAGE, "a run is open already: runs do not nest");
    if (s->mode == LEDE_READ)
        return lede__fail(err, LEDE_USAGE, "'%s' is open for reading only", s->path);
    if (!spec->kind)
        return lede__fail(err, LEDE_USAGE, "a run needs a kind");
    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i] && !(s->run.texts[i] = lede__strndup(texts[i], strlen(texts[i])))) {
            forget(s);
            return lede__nomem(err);
        }
    s->run.open = 1;
    s->run.commit = spec->commit;
    return LEDE_OK;
}

int lede_run_open(const lede_store *s)
{
    return s->run.open && !s->run.implicit;
}

/* --- the run's row ------------------------------------------------------------- */

lede_status lede__run_row(lede_store *s, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s,
                                 "INSERT INTO run(kind, name, recipe_hash, version, params, query, now, who, started, "
                                 "state, lede, undoes) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'open', ?10, ?11)",
                                 err);
    char now[32];
    int i;

    if (s->run.id)
        return LEDE_OK;
    if (!st)
        return err->status;
    for (i = 0; i < 8; i++)
        lede__bind_z(st, i + 1, s->run.texts[i]);
    lede__now(now);
    lede__bind_z(st, 9, now);
    lede__bind_z(st, 10, lede_version());
    if (s->run.undoes)
        sqlite3_bind_int64(st, 11, s->run.undoes);
    else
        sqlite3_bind_null(st, 11);
    if (lede__run_st(s, st, err) != LEDE_OK)
        return err->status;
    s->run.id = sqlite3_last_insert_rowid(s->db);
    return LEDE_OK;
}

/* Bring the row up to what was written; `state` NULL leaves it open. */
static lede_status update_row(lede_store *s, const char *state, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s,
                                 "UPDATE run SET events = ?1, added = ?2, updated = ?3, tagged = ?4, untagged = ?5, "
                                 "edited = ?6, removed = ?7, state = coalesce(?8, state), "
                                 "ended = coalesce(?9, ended) WHERE id = ?10",
                                 err);
    char now[32];
    int i;

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, s->run.events);
    for (i = 0; i < 6; i++)
        sqlite3_bind_int64(st, i + 2, s->run.counts[i]);
    lede__now(now);
    lede__bind_z(st, 8, state);
    lede__bind_z(st, 9, state ? now : NULL);
    sqlite3_bind_int64(st, 10, s->run.id);
    return lede__run_st(s, st, err);
}

lede_status lede__event_put(lede_store *s, lede__event *e, lede_error *err)
{
    sqlite3_stmt *st;

    if (!s->run.id && lede__run_row(s, err) != LEDE_OK)
        return err->status;
    st = lede__sql(s, "INSERT INTO event VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", err);
    if (!st)
        return err->status;
    e->id = s->run.id << 32 | (s->run.events + 1);
    sqlite3_bind_int64(st, 1, e->id);
    sqlite3_bind_int64(st, 2, e->article);
    sqlite3_bind_int64(st, 3, e->op);
    if (e->tag)
        sqlite3_bind_int64(st, 4, e->tag);
    else
        sqlite3_bind_null(st, 4);
    if (e->revision)
        sqlite3_bind_int64(st, 5, e->revision);
    else
        sqlite3_bind_null(st, 5);
    lede__bind_text(st, 6, e->prev, e->prev ? e->prev_n ? e->prev_n : strlen(e->prev) : 0);
    lede__bind_z(st, 7, e->spans);
    lede__bind_text(st, 8, e->value, e->value ? e->value_n ? e->value_n : strlen(e->value) : 0);
    lede__bind_z(st, 9, e->note);
    lede__bind_z(st, 10, e->coder);
    s->run.events++;
    return lede__run_st(s, st, err);
}

/* --- writing within a run ---------------------------------------------------------- */

/* After a rollback: what the run counts is what is committed of it. */
static void back_to_kept(lede_store *s)
{
    s->run.events = s->run.kept_events;
    memcpy(s->run.counts, s->run.kept_counts, sizeof s->run.counts);
    if (!s->run.kept_any)
        s->run.id = 0;
    s->run.pending = 0;
    s->run.pending_bytes = 0;
    s->run.bulk = 0;
    s->run.articles = 0;
}

static lede_status keep(lede_store *s, const char *state, lede_error *err)
{
    lede_status st = s->run.id ? update_row(s, state, err) : LEDE_OK;

    if (st == LEDE_OK)
        st = lede__commit(s, err);
    if (st != LEDE_OK)
        return lede__write_failed(s, st, err);
    s->run.kept_events = s->run.events;
    memcpy(s->run.kept_counts, s->run.counts, sizeof s->run.counts);
    s->run.kept_any = s->run.kept_any || s->run.id;
    s->run.pending = 0;
    s->run.pending_bytes = 0;
    return s->run.bulk && !state ? lede__index_merge(s, 0, err) : LEDE_OK;
}

lede_status lede__write(lede_store *s, const char *kind, lede_error *err)
{
    lede_run_spec spec = {0};
    lede_status st;

    if (s->run.dead.status != LEDE_OK)
        return lede__fail(err, s->run.dead.status, "this run was taken back: %.400s", s->run.dead.message);
    if (!s->run.open) {
        spec.kind = kind;
        st = lede_run_begin(s, &spec, err);
        if (st != LEDE_OK)
            return st;
        s->run.implicit = 1;
    }
    st = lede__begin(s, err);
    if (st != LEDE_OK && s->run.implicit)
        forget(s);
    return st;
}

lede_status lede__wrote(lede_store *s, int64_t writes, lede_error *err)
{
    s->run.pending += writes;
    if (s->run.implicit)
        return lede_run_end(s, NULL, err);
    if (s->run.commit == LEDE_COMMIT_EACH) {
        if (s->run.pending)
            return keep(s, NULL, err);
        lede__rollback(s);
        return LEDE_OK;
    }
    if (s->run.commit == LEDE_COMMIT_BULK && (s->run.pending >= BULK_WRITES || s->run.pending_bytes >= BULK_BYTES))
        return keep(s, NULL, err);
    return LEDE_OK;
}

lede_status lede__write_failed(lede_store *s, lede_status st, lede_error *err)
{
    int64_t lost = s->run.pending;
    lede_error first = *err;

    lede__rollback(s);
    back_to_kept(s);
    if (s->run.implicit) {
        forget(s);
    } else if (s->run.commit == LEDE_COMMIT_END || s->run.commit == LEDE_COMMIT_NEVER) {
        s->run.dead = first;
        s->run.dead.status = st;
    } else if (lost) {
        lede__fail(err, st, "%.400s (the last %lld writes were not kept)", first.message, (long long)lost);
    }
    err->status = st;
    return st;
}

lede_status lede__write_end(lede_store *s, lede_status st, int64_t writes, lede_error *err)
{
    lede_error refusal;

    if (st == LEDE_OK)
        return lede__wrote(s, writes, err);
    if (st != LEDE_NOTFOUND && st != LEDE_USAGE && st != LEDE_LIMIT)
        return lede__write_failed(s, st, err);
    refusal = *err;
    if (lede__wrote(s, 0, err) != LEDE_OK)
        return err->status;
    *err = refusal;
    return st;
}

lede_status lede_run_flush(lede_store *s, lede_error *err)
{
    lede_error own;

    if (!s->run.open || s->run.commit != LEDE_COMMIT_BULK || !s->writing)
        return LEDE_OK;
    return keep(s, NULL, err ? err : &own);
}

/* --- ending -------------------------------------------------------------------------- */

static lede_status end_dead(lede_store *s, lede_error *err)
{
    lede_status st = lede__fail(err, s->run.dead.status, "this run was taken back: %.400s", s->run.dead.message);

    lede__rollback(s);
    forget(s);
    return st;
}

lede_status lede_run_end(lede_store *s, int64_t *run, lede_error *err)
{
    lede_status st = LEDE_OK;
    lede_error own;
    int bulk;

    if (!err)
        err = &own;
    if (run)
        *run = 0;
    if (!s->run.open)
        return lede__fail(err, LEDE_USAGE, "no run is open");
    if (s->run.dead.status != LEDE_OK)
        return end_dead(s, err);
    if (s->run.commit == LEDE_COMMIT_NEVER || !s->run.id) {
        lede__rollback(s);
        forget(s);
        return LEDE_OK;
    }
    bulk = s->run.bulk;
    st = lede__begin(s, err);
    if (st != LEDE_OK)
        lede__write_failed(s, st, err);
    else
        st = keep(s, "done", err);
    if (run)
        *run = s->run.kept_any ? s->run.id : 0;
    forget(s);
    return st == LEDE_OK && bulk ? lede__index_merge(s, 1, err) : st;
}

lede_status lede_run_abort(lede_store *s, lede_error *err)
{
    int64_t id;
    lede_status st;
    lede_undo undo;
    lede_error own;

    if (!err)
        err = &own;
    if (!s->run.open)
        return lede__fail(err, LEDE_USAGE, "no run is open");
    lede__rollback(s);
    back_to_kept(s);
    id = s->run.kept_any ? s->run.id : 0;
    if (!id) {
        forget(s);
        return LEDE_OK;
    }
    st = lede__begin(s, err);
    if (st == LEDE_OK)
        st = keep(s, "aborted", err);
    else
        lede__write_failed(s, st, err);
    forget(s);
    return st == LEDE_OK ? lede_store_undo(s, id, 0, NULL, NULL, &undo, err) : st;
}

/* --- runs like this one ------------------------------------------------------------------ */

static void load_twins(lede_store *s)
{
    static const int columns[] = {T_KIND, T_NAME, T_RECIPE, T_VERSION, T_PARAMS};
    lede_error ignored;
    sqlite3_stmt *st = lede__sql(s,
                                 "SELECT id FROM run WHERE kind = ?1 AND name IS ?2 AND recipe_hash IS ?3 AND version "
                                 "IS ?4 AND params IS ?5 ORDER BY id",
                                 &ignored);
    int i;

    if (!st)
        return;
    for (i = 0; i < 5; i++)
        lede__bind_z(st, i + 1, s->run.texts[columns[i]]);
    while (lede__row_st(s, st, &ignored) == LEDE_OK) {
        if (!lede__grow(&s->run.twins, &s->run.twins_cap, s->run.twins_n + 1, sizeof *s->run.twins))
            break;
        s->run.twins[s->run.twins_n++] = sqlite3_column_int64(st, 0);
    }
    sqlite3_reset(st);
}

int lede__run_is_twin(lede_store *s, int64_t run)
{
    size_t low = 0, high, middle;

    if (run == s->run.id)
        return 1;
    if (!s->run.twins_known) {
        s->run.twins_known = 1;
        load_twins(s);
    }
    for (high = s->run.twins_n; low < high;) {
        middle = low + (high - low) / 2;
        if (s->run.twins[middle] < run)
            low = middle + 1;
        else
            high = middle;
    }
    return low < s->run.twins_n && s->run.twins[low] == run;
}
