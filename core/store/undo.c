/* Taking runs back, item by item. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/article.h"
#include "store/edit.h"
#include "store/history.h"
#include "store/tag.h"

/* An event of the run that is taken back, as far as it is needed. */
typedef struct item {
    int64_t event, article, tag, revision, prev;
    lede__op op;
} item;

typedef struct work {
    lede_store *s;
    int64_t run;
    int64_t base;       /* the run at the end of the line, where `run` is an undo: the one whose tags come or go */
    lede__history history;
    lede_change_fn fn;
    void *ud;
    lede_undo *out;
    lede_error *err;
    item items[256];    /* events read ahead, the newest first */
    size_t items_n;
} work;

static const char *op_of(lede__op op)
{
    return op == LEDE__OP_ADD      ? "add"
           : op == LEDE__OP_UPDATE ? "update"
           : op == LEDE__OP_SET    ? "set"
           : op == LEDE__OP_REMOVE ? "remove"
                                   : "restore";
}

/* Report what stays, and why. */
static lede_status kept(work *w, const item *it, const char *why)
{
    sqlite3_stmt *st;
    lede_change c = {.run = w->run, .row = it->article, .op = op_of(it->op), .what = "", .before = "", .kept = why};
    int stop = 0;

    w->out->kept++;
    if (!w->fn)
        return LEDE_OK;
    st = lede__sql(w->s, "SELECT coalesce((SELECT id FROM article WHERE row = ?1), (SELECT id FROM gone WHERE row = ?1), '')",
                   w->err);
    if (!st)
        return w->err->status;
    sqlite3_bind_int64(st, 1, it->article);
    if (lede__row_st(w->s, st, w->err) != LEDE_OK)
        return LEDE_IO;
    c.id = lede__text(st, 0, NULL);
    stop = w->fn(&c, w->ud);
    sqlite3_reset(st);
    return stop ? lede__fail(w->err, LEDE_STOPPED, "stopped") : LEDE_OK;
}

static lede_status put(work *w, const item *it, lede__op op, int64_t revision, int64_t prev)
{
    lede__event e = {.article = it->article, .op = op, .tag = it->tag, .revision = revision};
    char text[24];

    if (prev) {
        snprintf(text, sizeof text, "%lld", (long long)prev);
        e.prev = text;
    }
    w->out->undone++;
    return lede__event_put(w->s, &e, w->err);
}

/* --- tags ------------------------------------------------------------------------ */

/* Make the event count, or no more, as history has it now. */
static lede_status turn(work *w, const item *it, int64_t event)
{
    int counts, changed = 0;
    lede_status st = lede__history_event_counts(w->s, &w->history, event, &counts, w->err);

    if (st == LEDE_OK)
        st = counts ? lede__tag_on(w->s, event, &changed, w->err)
                    : lede__tag_off(w->s, event, it->tag, it->article, &changed, w->err);
    if (st != LEDE_OK || !changed)
        return st;
    w->s->run.counts[counts ? LEDE__TAGGED : LEDE__UNTAGGED]++;
    return put(w, it, counts ? LEDE__OP_ON : LEDE__OP_OFF, 0, event);
}

static lede_status undo_tag(work *w, const item *it)
{
    switch (it->op) {
    case LEDE__OP_TAG:
    case LEDE__OP_UNTAG:
        return turn(w, it, it->event);
    case LEDE__OP_OFF:
        return turn(w, it, it->prev);
    default:
        return LEDE_OK;
    }
}

/* --- articles ---------------------------------------------------------------------- */

/* Whether others built on the article since this run brought it: NULL where not. */
static const char *built_on(work *w, const item *it, lede_status *st)
{
    int64_t run, fixed = 0, tags;
    lede_status status = lede__article_stands(w->s, it->article, NULL, &run, w->err);

    *st = status == LEDE_NOTFOUND ? LEDE_OK : status;
    if (status != LEDE_OK)
        return status == LEDE_NOTFOUND ? "removed since" : NULL;
    if (it->op == LEDE__OP_ADD)
        *st = lede__number(w->s, "SELECT fixed IS NOT NULL FROM article WHERE row = ?1", it->article, 0, 0, &fixed, w->err);
    if (*st == LEDE_OK)
        *st = lede__number(w->s,
                           "SELECT EXISTS(SELECT 1 FROM tagged WHERE article = ?1 AND state < 2 AND event >> 32 > ?2)",
                           it->article, w->run, 0, &tags, w->err);
    if (*st != LEDE_OK)
        return NULL;
    return run > w->run ? "updated since" : fixed ? "corrected since" : tags ? "tagged since" : NULL;
}

static lede_status undo_add(work *w, const item *it)
{
    lede_status st;
    const char *why = built_on(w, it, &st);

    if (st != LEDE_OK)
        return st;
    if (why)
        return strcmp(why, "removed since") == 0 ? LEDE_OK : kept(w, it, why);
    st = put(w, it, LEDE__OP_REMOVE, 0, 0);
    w->s->run.counts[LEDE__REMOVED]++;
    return st == LEDE_OK ? lede__article_remove(w->s, it->article, w->err) : st;
}

static lede_status undo_update(work *w, const item *it)
{
    int64_t now;
    lede_status st = lede__article_stands(w->s, it->article, &now, NULL, w->err);

    if (st == LEDE_NOTFOUND)
        return kept(w, it, "removed since");
    if (st != LEDE_OK)
        return st;
    if (now == it->prev)
        return LEDE_OK;
    if (now != it->revision)
        return kept(w, it, "updated since");
    st = put(w, it, LEDE__OP_UPDATE, it->prev, now);
    w->s->run.counts[LEDE__UPDATED]++;
    return st == LEDE_OK ? lede__article_swap(w->s, it->article, it->prev, w->err) : st;
}

static lede_status undo_set(work *w, const item *it)
{
    int state;
    lede_status st = lede__edit_back(w->s, it->event, &state, w->err);

    if (st != LEDE_OK)
        return st;
    if (state == LEDE__EDIT_KEPT)
        return kept(w, it, "changed since");
    if (state == LEDE__EDIT_GONE)
        return kept(w, it, "removed since");
    if (state == LEDE__EDIT_DONE)
        w->out->undone++;
    return LEDE_OK;
}

static lede_status undo_remove(work *w, const item *it)
{
    int64_t gone;
    lede_status st = lede__number(w->s, "SELECT EXISTS(SELECT 1 FROM gone WHERE row = ?1)", it->article, 0, 0, &gone, w->err);

    if (st != LEDE_OK)
        return st;
    if (!gone) {
        st = lede__article_stands(w->s, it->article, NULL, NULL, w->err);
        return st == LEDE_NOTFOUND ? kept(w, it, "purged since") : st;   /* else: it was added again */
    }
    st = put(w, it, LEDE__OP_RESTORE, 0, 0);
    w->s->run.counts[LEDE__ADDED]++;
    return st == LEDE_OK ? lede__article_restore(w->s, it->article, w->err) : st;
}

static lede_status undo_of_article(work *w, const item *it)
{
    switch (it->op) {
    case LEDE__OP_ADD:
    case LEDE__OP_RESTORE:
        return undo_add(w, it);
    case LEDE__OP_UPDATE:
        return undo_update(w, it);
    case LEDE__OP_SET:
        return undo_set(w, it);
    case LEDE__OP_REMOVE:
        return undo_remove(w, it);
    case LEDE__OP_TAG:
    case LEDE__OP_UNTAG:
    case LEDE__OP_OFF:
    case LEDE__OP_ON:
        return LEDE_OK;
    default:
        return lede__fail(w->err, LEDE_CORRUPT, "run %lld holds what this lede does not know", (long long)w->run);
    }
}

/*
 * Of the run itself, what became of articles; of the base, which it is unless
 * it is an undo, what became of tags.
 */
static lede_status undo_item(work *w, const item *it)
{
    int64_t run = LEDE__RUN_OF(it->event);
    lede_status st = run == w->run ? undo_of_article(w, it) : LEDE_OK;

    return st == LEDE_OK && run == w->base ? undo_tag(w, it) : st;
}

/* --- the walk ------------------------------------------------------------------------ */

/* The newest events of a run before `below`. */
static lede_status read_ahead(work *w, int64_t run, int64_t below)
{
    enum { MOST = sizeof w->items / sizeof *w->items };
    sqlite3_stmt *st = lede__sql(w->s,
                                 "SELECT id, article, op, tag, revision, CAST(prev AS INTEGER) FROM event WHERE id > ?1 "
                                 "AND id < ?2 ORDER BY id DESC",
                                 w->err);
    lede_status status = LEDE_OK;

    if (!st)
        return w->err->status;
    sqlite3_bind_int64(st, 1, run << 32);
    sqlite3_bind_int64(st, 2, below);
    for (w->items_n = 0; w->items_n < MOST && (status = lede__row_st(w->s, st, w->err)) == LEDE_OK; w->items_n++) {
        item *it = &w->items[w->items_n];

        it->event = sqlite3_column_int64(st, 0);
        it->article = sqlite3_column_int64(st, 1);
        it->op = (lede__op)sqlite3_column_int(st, 2);
        it->tag = sqlite3_column_int64(st, 3);
        it->revision = sqlite3_column_int64(st, 4);
        it->prev = sqlite3_column_int64(st, 5);
    }
    sqlite3_reset(st);
    return status == LEDE_DONE ? LEDE_OK : status;
}

static lede_status walk(work *w, int64_t run)
{
    int64_t below = run << 32 | 0xFFFFFFFF, before;
    lede_status st = LEDE_OK;
    size_t i;

    for (;;) {
        st = read_ahead(w, run, below);
        if (st != LEDE_OK || !w->items_n)
            return st;
        for (i = 0; i < w->items_n; i++) {
            below = w->items[i].event;
            before = w->out->undone;
            st = lede__write(w->s, "undo", w->err);
            if (st == LEDE_OK)
                st = undo_item(w, &w->items[i]);
            if (st == LEDE_OK && w->out->undone > before)
                st = lede__wrote(w->s, 1, w->err);
            if (st != LEDE_OK)
                return st;
        }
    }
}

static lede_status set_state(lede_store *s, int64_t run, const char *state, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "UPDATE run SET state = ?1 WHERE id = ?2", err);

    if (!st)
        return err->status;
    lede__bind_z(st, 1, state);
    sqlite3_bind_int64(st, 2, run);
    return lede__run_st(s, st, err);
}

/* The run to take back: as given, or the last that is neither undone nor an undo. */
static lede_status choose(lede_store *s, int64_t *run, lede_error *err)
{
    sqlite3_stmt *st;
    lede_status status;
    int undone;

    if (!*run) {
        status = lede__number(s, "SELECT max(id) FROM run WHERE undoes IS NULL AND kind <> 'compact' AND state IN "
                              "('done', 'open')", 0, 0, 0,
                              run, err);
        if (status != LEDE_OK)
            return status;
        if (!*run)
            return lede__fail(err, LEDE_NOTFOUND, "there is no run to undo");
    }
    st = lede__sql(s, "SELECT state = 'undone' FROM run WHERE id = ?1", err);
    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, *run);
    status = lede__row_st(s, st, err);
    if (status != LEDE_OK)
        return status == LEDE_DONE ? lede__fail(err, LEDE_NOTFOUND, "no run has the number %lld", (long long)*run) : status;
    undone = sqlite3_column_int(st, 0);
    sqlite3_reset(st);
    return undone ? lede__fail(err, LEDE_USAGE, "run %lld is undone already", (long long)*run) : LEDE_OK;
}

/* The states of the run and of all down the line, as they count now. */
static lede_status set_states(work *w)
{
    int64_t run = w->run;
    lede_status st = LEDE_OK;

    while (st == LEDE_OK && run) {
        st = set_state(w->s, run, w->out->kept ? "undone in part"
                                  : lede__history_run_counts(&w->history, run) ? "done" : "undone", w->err);
        if (st == LEDE_OK)
            st = lede__number(w->s, "SELECT undoes FROM run WHERE id = ?1 AND undoes < id", run, 0, 0, &run, w->err);
    }
    return st;
}

/* Undo inside the open run. */
static lede_status take_back(work *w)
{
    lede_status st = lede__write(w->s, "undo", w->err);

    if (st == LEDE_OK)
        st = lede__run_row(w->s, w->err);
    if (st == LEDE_OK)
        st = lede__history_base(w->s, w->run, &w->base, w->err);
    if (st == LEDE_OK)
        st = lede__history_load(w->s, w->base, &w->history, w->err);
    if (st == LEDE_OK)
        st = walk(w, w->run);
    if (st == LEDE_OK && w->base != w->run)
        st = walk(w, w->base);
    if (st == LEDE_OK)
        st = lede__write(w->s, "undo", w->err);   /* the walk may have committed */
    if (st == LEDE_OK)
        st = set_states(w);
    lede__history_release(&w->history);
    return st == LEDE_OK ? lede__wrote(w->s, 1, w->err) : lede__write_failed(w->s, st, w->err);
}

lede_status lede_store_undo(lede_store *s, int64_t run, int dry, lede_change_fn fn, void *ud, lede_undo *out,
                            lede_error *err)
{
    lede_error own;
    work w = {.s = s, .run = run, .fn = fn, .ud = ud, .out = out, .err = err ? err : &own};
    lede_run_spec spec = {.kind = "undo", .commit = dry ? LEDE_COMMIT_NEVER : LEDE_COMMIT_BULK};
    char name[40];
    lede_status st;

    memset(out, 0, sizeof *out);
    err = w.err;
    if (s->run.open)
        return lede__fail(err, LEDE_USAGE, "undo is a run of its own: end the open run first");
    st = choose(s, &w.run, err);
    if (st != LEDE_OK)
        return st;
    snprintf(name, sizeof name, "undo %lld", (long long)w.run);
    spec.name = name;
    st = lede_run_begin(s, &spec, err);
    if (st != LEDE_OK)
        return st;
    s->run.undoes = w.run;
    st = take_back(&w);
    if (st != LEDE_OK) {
        lede_run_end(s, NULL, NULL);
        return st;
    }
    return lede_run_end(s, &out->run, err);
}
