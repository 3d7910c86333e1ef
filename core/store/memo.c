/* What recipes leave behind: taking back what one asserted, remembering what it answered. */
#include <string.h>

#include "base/error.h"
#include "store/names.h"
#include "store/tag.h"

/* The first assertion of a run of the recipe on the pair that counts; 0 where there is none. */
static lede_status next_of(lede_store *s, int64_t tag, int64_t row, const char *recipe, int64_t *event, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s,
                                 "SELECT min(g.event) FROM tagged g JOIN run r ON r.id = g.event >> 32 WHERE g.tag = ?1 "
                                 "AND g.article = ?2 AND g.state < 2 AND r.kind = 'recipe' AND r.name = ?3",
                                 err);
    lede_status status;

    *event = 0;
    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, tag);
    sqlite3_bind_int64(st, 2, row);
    lede__bind_z(st, 3, recipe);
    status = lede__row_st(s, st, err);
    if (status == LEDE_OK) {
        *event = sqlite3_column_int64(st, 0);
        sqlite3_reset(st);
    }
    return status == LEDE_DONE ? LEDE_OK : status;
}

static lede_status take_back(lede_store *s, int64_t tag, int64_t row, int64_t event, lede_error *err)
{
    lede__event e = {.article = row, .op = LEDE__OP_OFF, .tag = tag};
    char prev[24];
    lede_status st;
    int changed;

    sqlite3_snprintf(sizeof prev, prev, "%lld", (long long)event);
    e.prev = prev;
    st = lede__event_put(s, &e, err);
    s->run.counts[LEDE__UNTAGGED]++;
    return st == LEDE_OK ? lede__tag_off(s, event, tag, row, &changed, err) : st;
}

lede_status lede_store_retract(lede_store *s, int64_t row, const char *name, size_t n, const char *recipe, int *changed,
                               lede_error *err)
{
    lede_error own;
    int64_t tag, event, done = 0;
    lede_status st;

    err = err ? err : &own;
    if (changed)
        *changed = 0;
    st = lede__name_id(s, name, n, 0, &tag, err);
    if (st != LEDE_OK || !tag)
        return st;
    st = lede__write(s, "retract", err);
    if (st != LEDE_OK)
        return st;
    while ((st = next_of(s, tag, row, recipe, &event, err)) == LEDE_OK && event) {
        st = take_back(s, tag, row, event, err);
        if (st != LEDE_OK)
            break;
        done++;
    }
    st = lede__write_end(s, st, done, err);
    if (st == LEDE_OK && changed)
        *changed = done > 0;
    return st;
}

static lede_status put(lede_store *s, const char *recipe, const lede_memo *m, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "INSERT OR REPLACE INTO memo(recipe, row, sees, answer) VALUES(?1, ?2, ?3, ?4)", err);

    if (!st)
        return err->status;
    lede__bind_z(st, 1, recipe);
    sqlite3_bind_int64(st, 2, m->row);
    lede__bind_z(st, 3, m->sees);
    sqlite3_bind_blob64(st, 4, m->answer_n ? m->answer : "", m->answer_n, SQLITE_STATIC);
    return lede__run_st(s, st, err);
}

/* Forget what is kept under other keys of the same name: older versions, other parameters. */
static lede_status forget_others(lede_store *s, const char *recipe, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "DELETE FROM memo WHERE recipe >= ?1 || ' ' AND recipe < ?1 || '!' AND recipe <> ?2", err);

    if (!st)
        return err->status;
    lede__bind_text(st, 1, recipe, strcspn(recipe, " "));
    lede__bind_z(st, 2, recipe);
    return lede__run_st(s, st, err);
}

lede_status lede_store_remember(lede_store *s, const char *recipe, const lede_memo *items, size_t n, lede_error *err)
{
    lede_error own;
    lede_status st;
    size_t i;

    err = err ? err : &own;
    if (s->run.open)
        return lede__fail(err, LEDE_USAGE, "answers are remembered outside of runs");
    if (!n)
        return LEDE_OK;
    st = lede__begin(s, err);
    if (st == LEDE_OK)
        st = forget_others(s, recipe, err);
    for (i = 0; i < n && st == LEDE_OK; i++)
        st = put(s, recipe, &items[i], err);
    if (st == LEDE_OK)
        return lede__commit(s, err);
    lede__rollback(s);
    return st;
}
