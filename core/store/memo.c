/* What recipes leave behind: taking back what one asserted, remembering what it answered. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
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

/* --- recalling: three walks in the order of rows, side by side ------------------------------------------- */

enum { STEPS = 64 };

typedef struct recall {
    lede__walk articles, tags, memos;
    lede_buf sees;
    int64_t *tag;        /* of the article under way */
    size_t tag_n, tag_cap;
} recall;

static lede_status recall_begin(lede_store *s, recall *r, const char *recipe, lede_error *err)
{
    r->articles = (lede__walk){lede__sql(s,
                                         "SELECT row, lower(hex(substr(hash, 1, 16))), given, revision, fixed FROM article "
                                         "WHERE row >= ?1 ORDER BY row",
                                         err), 0, STEPS, -1};
    r->tags = (lede__walk){lede__sql(s,
                                     "SELECT g.article, g.tag FROM tagged g JOIN run r ON r.id = g.event >> 32 "
                                     "WHERE g.article >= ?1 AND g.state = 0 AND NOT (r.kind = 'recipe' AND r.name = ?2) "
                                     "ORDER BY g.article",
                                     err), 0, STEPS, -1};
    r->memos = (lede__walk){lede__sql(s, "SELECT row, sees, answer FROM memo WHERE row >= ?1 AND recipe = ?2 ORDER BY row",
                                      err), 0, STEPS, -1};
    if (!r->articles.st || !r->tags.st || !r->memos.st)
        return err->status;
    lede__bind_text(r->tags.st, 2, recipe, strcspn(recipe, " "));
    lede__bind_z(r->memos.st, 2, recipe);
    return LEDE_OK;
}

static void recall_end(recall *r)
{
    sqlite3_reset(r->articles.st);
    sqlite3_reset(r->tags.st);
    sqlite3_reset(r->memos.st);
    lede_buf_release(&r->sees);
    lede__free(r->tag);
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* Append the tags of the row, each once, in the order of their numbers. */
static lede_status add_tags(lede_store *s, recall *r, int64_t row, lede_error *err)
{
    lede_status st = lede__walk_to(s, &r->tags, row, err);
    size_t i;

    r->tag_n = 0;
    for (; st == LEDE_OK && r->tags.at == row; st = lede__walk_step(s, &r->tags, err)) {
        if (!lede__grow(&r->tag, &r->tag_cap, r->tag_n + 1, sizeof *r->tag))
            return lede__nomem(err);
        r->tag[r->tag_n++] = sqlite3_column_int64(r->tags.st, 1);
    }
    if (r->tag_n > 1)
        qsort(r->tag, r->tag_n, sizeof *r->tag, by_number);
    for (i = 0; i < r->tag_n; i++)
        if (!i || r->tag[i] != r->tag[i - 1])
            lede__buf_addf(&r->sees, "%c%lld", i ? ',' : '/', (long long)r->tag[i]);
    return st;
}

/* What is seen of the article that the walk stands on; half of a SHA-256 tells texts apart. */
static lede_status describe(lede_store *s, recall *r, int64_t row, lede_error *err)
{
    enum { HASH = 1, GIVEN, REVISION, FIXED };
    int column;

    lede_buf_clear(&r->sees);
    for (column = HASH; column <= FIXED; column++) {
        size_t n;
        const char *z = lede__text(r->articles.st, column, &n);

        if (column > HASH)
            lede_buf_addc(&r->sees, '/');
        lede_buf_add(&r->sees, z, n);
    }
    return add_tags(s, r, row, err);
}

static lede_status show(lede_store *s, recall *r, int64_t row, size_t i, lede_recall_fn fn, void *ud, lede_error *err)
{
    lede_memo m = {.row = row};
    lede_status st = describe(s, r, row, err);

    if (st == LEDE_OK)
        st = lede__walk_to(s, &r->memos, row, err);
    if (st != LEDE_OK)
        return st;
    if (r->sees.failed)
        return lede__nomem(err);
    m.sees = r->sees.s;
    if (r->memos.at == row && strcmp(lede__text(r->memos.st, 1, NULL), m.sees) == 0) {
        m.answer = sqlite3_column_blob(r->memos.st, 2);
        m.answer_n = (size_t)sqlite3_column_bytes(r->memos.st, 2);
        m.answer = m.answer ? m.answer : "";
    }
    m.more = r->tag_n > 0 || sqlite3_column_int64(r->articles.st, 3) > 1;
    return fn(i, &m, ud) ? LEDE_STOPPED : LEDE_OK;
}

lede_status lede_store_recall(lede_store *s, const char *recipe, const int64_t *rows, size_t n, lede_recall_fn fn,
                              void *ud, lede_error *err)
{
    lede_error own;
    recall r = {0};
    lede_status st = recall_begin(s, &r, recipe, err = err ? err : &own);
    size_t i;

    for (i = 0; i < n && st == LEDE_OK; i++) {
        st = lede__walk_to(s, &r.articles, rows[i], err);
        if (st == LEDE_OK && r.articles.at == rows[i])
            st = show(s, &r, rows[i], i, fn, ud, err);
    }
    recall_end(&r);
    return st;
}
