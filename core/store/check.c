/* Whether a store is sound, and how to mend it. */
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "store/article.h"
#include "store/index.h"
#include "store/json.h"

typedef struct inquiry {
    lede_store *s;
    lede_problem_fn fn;
    void *ud;
    int64_t *problems;
    int told;                   /* of one kind */
    lede_error *err;
} inquiry;

#define FROM_BACKUP "copy what can be read with `lede export`, or go back to a backup"
#define REINDEX "`lede check --reindex` builds the indexes anew"

enum { SHOWN = 20 };   /* findings of one kind that are told one by one */

static lede_status found(inquiry *q, const char *mend, const char *what)
{
    ++*q->problems;
    return q->fn && q->fn(what, mend, q->ud) ? LEDE_STOPPED : LEDE_OK;
}

/* Rows of a query are findings: column 0 says what, column 1, if any, how to mend it. A damaged file may end the query itself: that is one too. */
static lede_status ask(inquiry *q, const char *sql, const char *mend)
{
    sqlite3_stmt *st;
    lede_status status = LEDE_OK;
    int rc, told = 0;

    if (sqlite3_prepare_v2(q->s->db, sql, -1, &st, NULL) != SQLITE_OK)
        return found(q, FROM_BACKUP, sqlite3_errmsg(q->s->db));
    while ((rc = sqlite3_step(st)) == SQLITE_ROW && status == LEDE_OK) {
        const char *what = lede__text(st, 0, NULL);

        if (strcmp(what, "ok") == 0)
            continue;
        if (told++ < SHOWN)
            status = found(q, sqlite3_column_count(st) > 1 ? lede__text(st, 1, NULL) : mend, what);
        else
            ++*q->problems;
    }
    if (status == LEDE_OK && rc != SQLITE_DONE) {
        if (rc == SQLITE_NOMEM)
            status = lede__nomem(q->err);
        else if ((rc & 0xFF) == SQLITE_BUSY || (rc & 0xFF) == SQLITE_INTERRUPT)
            status = lede__db_fail(q->s, q->err);
        else
            status = found(q, mend, sqlite3_errmsg(q->s->db));
    }
    sqlite3_finalize(st);
    return status;
}

static int differs(const char *id, void *ud)
{
    inquiry *q = ud;
    char what[120];

    if (q->told++ >= SHOWN) {
        ++*q->problems;
        return 0;
    }
    sqlite3_snprintf(sizeof what, what, "article %.20s is not indexed as it is written", id);
    return found(q, REINDEX, what) != LEDE_OK;
}

static lede_status check_index(inquiry *q)
{
    lede_status st;

    q->told = 0;
    st = lede__index_check(q->s, differs, q, q->err);
    return st == LEDE_CORRUPT ? found(q, REINDEX, "the full-text index is damaged, or differs from the articles") : st;
}

static lede_status check_hash(inquiry *q, int64_t row, lede_buf *b)
{
    lede__article a;
    sqlite3_stmt *held;
    lede_status st = lede__article_load(q->s, row, &a, &held, q->err);
    char hash[LEDE__SHA256], what[120];

    if (st == LEDE_NOTFOUND)
        return LEDE_OK;   /* its text is missing: said elsewhere */
    if (st == LEDE_CORRUPT)
        return found(q, FROM_BACKUP, q->err->message);
    if (st != LEDE_OK)
        return st;
    lede__article_hash(&a, b, hash);
    if (b->failed)
        st = lede__nomem(q->err);
    else if (a.t[LEDE__C_HASH].n != sizeof hash || memcmp(hash, a.t[LEDE__C_HASH].s, sizeof hash) != 0) {
        sqlite3_snprintf(sizeof what, what, "the text of article %.20s is not the one that was stored", a.t[LEDE__C_ID].s);
        st = found(q, FROM_BACKUP, what);
    }
    lede__article_done(held);
    return st;
}

static lede_status check_hashes(inquiry *q)
{
    int64_t row = 0;
    lede_status st = LEDE_OK;
    lede_buf b;

    lede_buf_init(&b);
    do {
        st = lede__number(q->s, "SELECT min(row) FROM article WHERE row > ?1", row, 0, 0, &row, q->err);
        if (st == LEDE_CORRUPT) {
            st = found(q, FROM_BACKUP, q->err->message);
            break;
        }
        if (st == LEDE_OK && row)
            st = check_hash(q, row, &b);
    } while (st == LEDE_OK && row);
    lede_buf_release(&b);
    return st;
}

static const struct {
    const char *sql, *mend;
} questions[] = {
    {"SELECT integrity_check, CASE WHEN integrity_check LIKE '%index%' THEN '" REINDEX "' ELSE '" FROM_BACKUP
     "' END FROM pragma_integrity_check(20)",
     FROM_BACKUP},
    {"SELECT 'article ' || id || ' has no text row' FROM article a WHERE NOT EXISTS(SELECT 1 FROM body WHERE row = a.row)",
     FROM_BACKUP},
    {"SELECT 'a text (row ' || row || ') has no article' FROM body b WHERE NOT EXISTS(SELECT 1 FROM article WHERE row = "
     "b.row)",
     FROM_BACKUP},
    {"SELECT 'article row ' || row || ' both stands and is removed' FROM gone g WHERE EXISTS(SELECT 1 FROM article "
     "WHERE row = g.row)",
     FROM_BACKUP},
    {"SELECT 'an earlier text (row ' || article || ', ' || number || ') has no article' FROM revision r WHERE NOT "
     "EXISTS(SELECT 1 FROM article WHERE row = r.article) AND NOT EXISTS(SELECT 1 FROM gone WHERE row = r.article)",
     FROM_BACKUP},
    {"SELECT 'the hash of an earlier text (row ' || article || ', ' || number || ') is none' FROM revision WHERE typeof(hash) "
     "<> 'blob' OR length(hash) <> 32",
     FROM_BACKUP},
    {"SELECT 'the hash of removed article ' || id || ' is none' FROM gone WHERE typeof(hash) <> 'blob' OR length(hash) <> 32",
     FROM_BACKUP},
    {"SELECT 'a fingerprint (row ' || row || ') has no article' FROM fingerprint f WHERE NOT EXISTS(SELECT 1 FROM article "
     "WHERE row = f.row)",
     REINDEX},
    {"SELECT 'a tag of row ' || article || ', made by run ' || (event >> 32) || ', has no article', '`lede undo ' || (event "
     ">> 32) || '` takes the tag back' FROM tagged g WHERE state < 16 AND NOT EXISTS(SELECT 1 FROM article WHERE row = "
     "g.article)",
     NULL},
    {"SELECT 'a tag of row ' || article || ' lacks its name or history' FROM tagged g WHERE NOT EXISTS(SELECT 1 FROM tag "
     "WHERE id = g.tag) OR NOT EXISTS(SELECT 1 FROM event WHERE id = g.event)",
     FROM_BACKUP},
    {"SELECT 'a tag of row ' || article || ' stands against an untag after it', '`lede undo ' || (event >> 32) || '`, then "
     "undo that run' FROM tagged u WHERE state & 4 AND EXISTS(SELECT 1 FROM tagged g WHERE g.tag = u.tag AND g.article = "
     "u.article AND g.event < u.event AND NOT g.state & 6)",
     NULL},
    {"SELECT 'a tag of row ' || article || ' is taken back by no untag', '`lede undo ' || (event >> 32) || '`, then undo that "
     "run' FROM tagged g WHERE state & 2 AND NOT EXISTS(SELECT 1 FROM tagged u WHERE u.tag = g.tag AND u.article = "
     "g.article AND u.event > g.event AND u.state & 4)",
     NULL},
    {"SELECT 'tag ' || t.name || ' of article ' || a.id || ' points outside of its text', '`lede undo ' || (e.id >> 32) || "
     "'` takes it back; then run the recipe again' FROM event e JOIN article a ON a.row = e.article AND a.revision = "
     "e.revision JOIN tag t ON t.id = e.tag WHERE e.op = 6 AND e.spans IS NOT NULL AND EXISTS(SELECT 1 FROM "
     "json_each(e.spans) j WHERE json_extract(j.value, '$[1]') > a.bytes OR json_extract(j.value, '$[0]') < 1) AND "
     "EXISTS(SELECT 1 FROM tagged g WHERE g.tag = e.tag AND g.article = e.article AND g.event = e.id)",
     NULL},
    {"SELECT 'run ' || r.id || ' lacks some of its history, so that it cannot be undone whole' FROM run r WHERE r.events <> "
     "(SELECT count(*) FROM event WHERE id BETWEEN (r.id << 32) AND (r.id << 32 | 4294967295)) AND NOT EXISTS(SELECT 1 "
     "FROM meta WHERE key = 'purged')",
     FROM_BACKUP},
};

lede_status lede_store_check(lede_store *s, lede_problem_fn fn, void *ud, int64_t *problems, lede_error *err)
{
    lede_error own;
    inquiry q = {s, fn, ud, problems, 0, err ? err : &own};
    lede_status st = LEDE_OK;
    size_t i;

    *problems = 0;
    if (s->run.open)
        return lede__fail(q.err, LEDE_USAGE, "end the open run before a check");
    for (i = 0; i < sizeof questions / sizeof *questions && st == LEDE_OK; i++)
        st = ask(&q, questions[i].sql, questions[i].mend);
    if (st == LEDE_OK)
        st = check_hashes(&q);
    return st == LEDE_OK ? check_index(&q) : st;
}
