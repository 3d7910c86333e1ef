/* Looking at runs and at what they did. */
#include <string.h>

#include "base/error.h"
#include "store/store_in.h"

lede_status lede_run_list(lede_store *s, int64_t run, lede_run_fn fn, void *ud, lede_error *err)
{
    lede_error own;
    sqlite3_stmt *st = lede__sql(s,
                                 "SELECT id, kind, name, recipe_hash, version, params, query, now, who, started, ended, "
                                 "state, lede, added, updated, tagged, untagged, edited, removed, undoes FROM run "
                                 "WHERE ?1 = 0 OR id = ?1 ORDER BY id DESC",
                                 err = err ? err : &own);
    lede_status status;
    int64_t any = 0;

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, run);
    while ((status = lede__row_st(s, st, err)) == LEDE_OK) {
        const char *t[13];
        lede_run_info r;
        int i;

        for (i = 1; i < 13; i++)
            t[i] = lede__text(st, i, NULL);
        r = (lede_run_info){.id = sqlite3_column_int64(st, 0), .kind = t[1], .name = t[2], .recipe_hash = t[3],
                            .version = t[4], .params = t[5], .query = t[6], .now = t[7], .who = t[8], .started = t[9],
                            .ended = t[10], .state = t[11], .lede = t[12]};
        r.added = sqlite3_column_int64(st, 13);
        r.updated = sqlite3_column_int64(st, 14);
        r.tagged = sqlite3_column_int64(st, 15);
        r.untagged = sqlite3_column_int64(st, 16);
        r.set = sqlite3_column_int64(st, 17);
        r.removed = sqlite3_column_int64(st, 18);
        r.undoes = sqlite3_column_int64(st, 19);
        any++;
        if (fn(&r, ud)) {
            sqlite3_reset(st);
            return LEDE_STOPPED;
        }
    }
    if (status == LEDE_DONE && run && !any)
        return lede__fail(err, LEDE_NOTFOUND, "no run has the number %lld", (long long)run);
    return status == LEDE_DONE ? LEDE_OK : status;
}

/* What an event is called: an undo is named by its effect. */
static const char *op_name(int op, int undone)
{
    switch (op) {
    case LEDE__OP_ADD:
        return "add";
    case LEDE__OP_UPDATE:
        return "update";
    case LEDE__OP_SET:
        return "set";
    case LEDE__OP_REMOVE:
        return "remove";
    case LEDE__OP_RESTORE:
        return "restore";
    case LEDE__OP_TAG:
        return "tag";
    case LEDE__OP_UNTAG:
        return "untag";
    case LEDE__OP_OFF:
        return undone == LEDE__OP_UNTAG ? "tag" : "untag";
    case LEDE__OP_ON:
        return undone == LEDE__OP_UNTAG ? "untag" : "tag";
    default:
        return "?";
    }
}

lede_status lede_run_changes(lede_store *s, int64_t run, lede_change_fn fn, void *ud, lede_error *err)
{
    lede_error own;
    sqlite3_stmt *st;
    lede_status status;

    err = err ? err : &own;
    if (!run && !(run = s->run.id))
        return LEDE_OK;
    st = lede__sql(s,
                   "SELECT e.article, coalesce(a.id, g.id, ''), e.op, o.op, coalesce(t.name, CASE e.op WHEN 3 THEN "
                   "e.value END), CASE e.op WHEN 3 THEN e.prev END FROM event e LEFT JOIN article a ON a.row = e.article "
                   "LEFT JOIN gone g ON g.row = e.article LEFT JOIN tag t ON t.id = e.tag LEFT JOIN event o ON e.op IN "
                   "(8, 9) AND o.id = CAST(e.prev AS INTEGER) WHERE e.id BETWEEN ?1 AND ?2 ORDER BY e.id",
                   err);
    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, run << 32);
    sqlite3_bind_int64(st, 2, run << 32 | 0xFFFFFFFF);
    while ((status = lede__row_st(s, st, err)) == LEDE_OK) {
        lede_change c = {.run = run, .row = sqlite3_column_int64(st, 0), .id = lede__text(st, 1, NULL)};

        c.op = op_name(sqlite3_column_int(st, 2), sqlite3_column_int(st, 3));
        c.what = lede__text(st, 4, NULL);
        c.before = lede__text(st, 5, NULL);
        c.kept = "";
        if (fn(&c, ud)) {
            sqlite3_reset(st);
            return LEDE_STOPPED;
        }
    }
    return status == LEDE_DONE ? LEDE_OK : status;
}
