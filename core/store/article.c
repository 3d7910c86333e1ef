#include "store/article.h"

#include <string.h>

#include "base/error.h"

/* Columns in the order of lede__col without body, then words, bytes, revision, run, given. */
#define COLUMNS                                                                                               \
    "id, published, modified, language, publisher, section, headline, dek, authors, keywords, url, site, " \
    "source, date_from, added, hash, fixed, links, extra"
#define NUMBERS "words, bytes, revision, run, given"

/* What a revision keeps of them beside columns of its own, and the way back. */
#define AS_JSON                                                                                                   \
    "json_object('published', published, 'modified', modified, 'language', language, 'publisher', publisher, "   \
    "'section', section, 'authors', authors, 'keywords', keywords, 'url', url, 'site', site, "   \
    "'source', source, 'date_from', date_from, 'added', added, 'fixed', fixed, 'links', links, 'extra', " \
    "extra, 'words', words, 'bytes', bytes)"
#define J(key) "json_extract(r.fields, '$." key "')"

void lede__article_hash(const lede__article *a, lede_buf *b, char hash[LEDE__SHA256])
{
    static const lede__col texts[] = {LEDE__C_HEADLINE, LEDE__C_DEK, LEDE__C_BODY};
    size_t i;

    lede_buf_clear(b);
    for (i = 0; i < 3; i++) {
        if (i)
            lede_buf_addc(b, '\x1f');
        if (a->t[texts[i]].n)
            lede_buf_add(b, a->t[texts[i]].s, a->t[texts[i]].n);
    }
    if (!b->failed)
        lede__sha256(b->s, b->n, hash);
}

lede_status lede__article_find(lede_store *s, const char *id, int64_t *row, int *gone, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "SELECT row FROM article WHERE id = ?1", err);
    lede_status status;

    *row = 0;
    *gone = 0;
    if (!st)
        return err->status;
    lede__bind_z(st, 1, id);
    status = lede__row_st(s, st, err);
    if (status == LEDE_DONE) {
        if (!s->writing || s->gone_any < 0) {
            int64_t any;

            if (lede__number(s, "SELECT EXISTS(SELECT 1 FROM gone)", 0, 0, 0, &any, err) != LEDE_OK)
                return err->status;
            s->gone_any = (int)any;
        }
        if (!s->gone_any)
            return LEDE_OK;
        st = lede__sql(s, "SELECT row FROM gone WHERE id = ?1", err);
        if (!st)
            return err->status;
        lede__bind_z(st, 1, id);
        status = lede__row_st(s, st, err);
        *gone = status == LEDE_OK;
    }
    if (status == LEDE_OK) {
        *row = sqlite3_column_int64(st, 0);
        sqlite3_reset(st);
    }
    return status == LEDE_DONE ? LEDE_OK : status;
}

static lede_status no_such(int64_t row, lede_error *err)
{
    return lede__fail(err, LEDE_NOTFOUND, "no article has the row %lld", (long long)row);
}

lede_status lede__article_stands(lede_store *s, int64_t row, int64_t *revision, int64_t *run, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "SELECT revision, run FROM article WHERE row = ?1", err);
    lede_status status;

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, row);
    status = lede__row_st(s, st, err);
    if (status != LEDE_OK)
        return status == LEDE_DONE ? no_such(row, err) : status;
    if (revision)
        *revision = sqlite3_column_int64(st, 0);
    if (run)
        *run = sqlite3_column_int64(st, 1);
    sqlite3_reset(st);
    return LEDE_OK;
}

/* What the statement has of `COLUMNS, b.body, NUMBERS`. */
static void read_columns(sqlite3_stmt *st, lede__article *a)
{
    int i;

    for (i = 0; i < LEDE__COLS; i++)
        a->t[i].s = lede__text_or_null(st, i, &a->t[i].n);
    a->words = sqlite3_column_int64(st, LEDE__COLS);
    a->revision = sqlite3_column_int64(st, LEDE__COLS + 2);
    a->run = sqlite3_column_int64(st, LEDE__COLS + 3);
    a->given = sqlite3_column_int64(st, LEDE__COLS + 4);
}

lede_status lede__article_load(lede_store *s, int64_t row, lede__article *a, sqlite3_stmt **held, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s,
                                 "SELECT " COLUMNS ", b.body, " NUMBERS
                                 " FROM article a JOIN body b ON b.row = a.row WHERE a.row = ?1",
                                 err);
    lede_status status;

    *held = NULL;
    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, row);
    status = lede__row_st(s, st, err);
    if (status != LEDE_OK)
        return status == LEDE_DONE ? no_such(row, err) : status;
    read_columns(st, a);
    *held = st;
    return LEDE_OK;
}

/* Whoever walks over articles sees a page once: to keep many of them is to touch much memory for nothing. */
static lede_status walk_begin(lede_store *s, lede_error *err)
{
    lede_status status = lede__do(s, "PRAGMA cache_size = -8000", err);

    if (status != LEDE_OK)
        return status;
    s->views = (lede__walk){lede__sql(s,
                                      "SELECT " COLUMNS ", b.body, " NUMBERS ", a.row FROM article a JOIN body b "
                                      "ON b.row = a.row WHERE a.row >= ?1 ORDER BY a.row",
                                      err), LEDE__COLS + 5, 3, -1};
    return s->views.st ? LEDE_OK : err->status;
}

void lede__article_walk_end(lede_store *s)
{
    lede_error ignored;

    if (!s->views.st)
        return;
    sqlite3_reset(s->views.st);
    s->views.st = NULL;
    lede__do(s, LEDE__CACHE_SIZE, &ignored);
}

lede_status lede__article_walk(lede_store *s, int64_t row, lede__article *a, lede_error *err)
{
    lede__walk *w = &s->views;
    lede_status status = w->st ? LEDE_OK : walk_begin(s, err);

    if (status == LEDE_OK && row < w->at)
        lede__walk_restart(w);
    if (status == LEDE_OK)
        status = lede__walk_to(s, w, row, err);
    if (status == LEDE_OK && w->at != row)
        status = no_such(row, err);
    if (status == LEDE_OK)
        read_columns(w->st, a);
    return status;
}

void lede__article_done(sqlite3_stmt *held)
{
    sqlite3_reset(held);
}

lede_status lede__article_new_row(lede_store *s, int64_t *row, lede_error *err)
{
    lede_status st = LEDE_OK;

    if (!s->next_row) {
        st = lede__number(s,
                          "SELECT max(coalesce((SELECT max(row) FROM article), 0), "
                          "coalesce((SELECT max(row) FROM gone), 0), "
                          "coalesce((SELECT value FROM meta WHERE key = 'last_row'), 0)) + 1",
                          0, 0, 1, &s->next_row, err);
    }
    *row = s->next_row;
    return st;
}

static void texts_of(const lede__article *a, lede__texts *t)
{
    t->headline = a->t[LEDE__C_HEADLINE].s;
    t->headline_n = a->t[LEDE__C_HEADLINE].n;
    t->dek = a->t[LEDE__C_DEK].s;
    t->dek_n = a->t[LEDE__C_DEK].n;
    t->body = a->t[LEDE__C_BODY].s;
    t->body_n = a->t[LEDE__C_BODY].n;
}

/* Bind the columns from parameter 1, the row after them. */
static void bind_article(sqlite3_stmt *st, int64_t row, const lede__article *a)
{
    int i;

    for (i = 0; i < LEDE__C_BODY; i++)
        lede__bind_text(st, i + 1, a->t[i].s, a->t[i].n);
    sqlite3_bind_blob64(st, LEDE__C_HASH + 1, a->t[LEDE__C_HASH].s, a->t[LEDE__C_HASH].n, SQLITE_STATIC);
    sqlite3_bind_int64(st, i + 1, a->words);
    sqlite3_bind_int64(st, i + 2, (int64_t)a->t[LEDE__C_BODY].n);
    sqlite3_bind_int64(st, i + 3, a->revision);
    sqlite3_bind_int64(st, i + 4, a->run);
    sqlite3_bind_int64(st, i + 5, a->given);
    sqlite3_bind_int64(st, i + 6, row);
}

static lede_status put_body(lede_store *s, int64_t row, const lede__article *a, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "INSERT OR REPLACE INTO body(row, body) VALUES(?1, ?2)", err);

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, row);
    lede__bind_text(st, 2, a->t[LEDE__C_BODY].s, a->t[LEDE__C_BODY].n);
    return lede__run_st(s, st, err);
}

static lede_status index_article(lede_store *s, int64_t row, lede__article *a, lede_error *err)
{
    const char *language = a->t[LEDE__C_LANGUAGE].s;
    lede__texts t;

    texts_of(a, &t);
    return lede__index_put(s, row, language ? language : "", &t, &a->words, err);
}

lede_status lede__article_insert(lede_store *s, int64_t row, lede__article *a, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s,
                                 "INSERT INTO article(" COLUMNS ", " NUMBERS ", row) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, "
                                 "?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, "
                                 "?25)",
                                 err);
    lede_status status = st ? index_article(s, row, a, err) : err->status;

    if (status == LEDE_OK) {
        bind_article(st, row, a);
        status = lede__run_st(s, st, err);
    }
    if (status == LEDE_OK)
        status = put_body(s, row, a, err);
    if (status == LEDE_OK && row >= s->next_row)
        s->next_row = row + 1;
    return status;
}

static lede_status with_row(lede_store *s, const char *sql, int64_t row, int64_t number, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, sql, err);

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, row);
    if (sqlite3_bind_parameter_count(st) > 1)
        sqlite3_bind_int64(st, 2, number);
    return lede__run_st(s, st, err);
}

static lede_status keep_revision(lede_store *s, int64_t row, lede_error *err)
{
    return with_row(s,
                    "INSERT OR REPLACE INTO revision(article, number, run, hash, given, headline, dek, fields, body) "
                    "SELECT a.row, revision, run, hash, given, headline, dek, " AS_JSON ", b.body "
                    "FROM article a JOIN body b ON b.row = a.row WHERE a.row = ?1",
                    row, 0, err);
}

lede_status lede__article_next_revision(lede_store *s, int64_t row, int64_t *number, lede_error *err)
{
    return lede__number(s,
                        "SELECT max(coalesce((SELECT revision FROM article WHERE row = ?1), 0), "
                        "coalesce((SELECT revision FROM gone WHERE row = ?1), 0), "
                        "coalesce((SELECT max(number) FROM revision WHERE article = ?1), 0)) + 1",
                        row, 0, 1, number, err);
}

static int same_texts(const lede__article *a, const lede__article *b)
{
    static const lede__col texts[] = {LEDE__C_HEADLINE, LEDE__C_DEK, LEDE__C_BODY};
    size_t i;

    for (i = 0; i < 3; i++) {
        lede__col c = texts[i];

        if (a->t[c].n != b->t[c].n || (a->t[c].n && memcmp(a->t[c].s, b->t[c].s, a->t[c].n) != 0))
            return 0;
    }
    return 1;
}

lede_status lede__article_replace(lede_store *s, int64_t row, const lede__article *old, lede__article *a,
                                  lede_error *err)
{
    lede_status status = keep_revision(s, row, err);
    int reindex = !same_texts(old, a);
    sqlite3_stmt *st;

    if (status == LEDE_OK && reindex)
        status = lede__index_take(s, row, err);
    if (status == LEDE_OK && reindex)
        status = index_article(s, row, a, err);
    if (status != LEDE_OK)
        return status;
    st = lede__sql(s,
                   "UPDATE article SET (" COLUMNS ", " NUMBERS ") = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
                   "?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24) WHERE row = ?25",
                   err);
    if (!st)
        return err->status;
    bind_article(st, row, a);
    status = lede__run_st(s, st, err);
    if (status == LEDE_OK && reindex)
        status = put_body(s, row, a, err);
    return status;
}

/* Put the present texts into the index. */
static lede_status index_present(lede_store *s, int64_t row, lede_error *err)
{
    lede__article a;
    sqlite3_stmt *held;
    lede_status st = lede__article_load(s, row, &a, &held, err);

    if (st != LEDE_OK)
        return st;
    st = index_article(s, row, &a, err);
    lede__article_done(held);
    return st;
}

#define RESTORED                                                                                             \
    J("published") ", " J("modified") ", " J("language") ", " J("publisher") ", " J("section")               \
    ", r.headline, r.dek, " J("authors") ", " J("keywords") ", " J("url") ", " J("site")   \
    ", " J("source") ", " J("date_from") ", " J("added") ", r.hash, " J("fixed") ", " J("links") ", "        \
    J("extra") ", " J("words") ", " J("bytes")
#define RESTORED_COLUMNS                                                                                     \
    "published, modified, language, publisher, section, headline, dek, authors, keywords, url, "             \
    "site, source, date_from, added, hash, fixed, links, extra, words, bytes, revision, run, given"

lede_status lede__article_swap(lede_store *s, int64_t row, int64_t number, lede_error *err)
{
    int64_t there;
    lede_status st = lede__number(s, "SELECT 1 FROM revision WHERE article = ?1 AND number = ?2", row, number, 0, &there,
                                  err);

    if (st == LEDE_OK && !there)
        st = lede__fail(err, LEDE_NOTFOUND, "article %lld has no revision %lld", (long long)row, (long long)number);
    if (st == LEDE_OK)
        st = lede__index_take(s, row, err);
    if (st == LEDE_OK)
        st = keep_revision(s, row, err);
    if (st == LEDE_OK)
        st = with_row(s,
                      "UPDATE article SET (" RESTORED_COLUMNS ") = (SELECT " RESTORED ", r.number, r.run, r.given "
                      "FROM revision r WHERE r.article = ?1 AND r.number = ?2) WHERE row = ?1",
                      row, number, err);
    if (st == LEDE_OK)
        st = with_row(s,
                      "UPDATE body SET body = (SELECT r.body FROM revision r WHERE r.article = ?1 AND r.number = ?2) "
                      "WHERE row = ?1",
                      row, number, err);
    if (st == LEDE_OK)
        st = with_row(s, "DELETE FROM revision WHERE article = ?1 AND number = ?2", row, number, err);
    return st == LEDE_OK ? index_present(s, row, err) : st;
}

lede_status lede__article_remove(lede_store *s, int64_t row, lede_error *err)
{
    lede_status st = lede__index_take(s, row, err);

    if (st == LEDE_OK)
        st = with_row(s,
                      "INSERT INTO gone(row, id, revision, run, hash, given, headline, dek, fields, body) "
                      "SELECT a.row, id, revision, run, hash, given, headline, dek, " AS_JSON ", b.body "
                      "FROM article a JOIN body b ON b.row = a.row WHERE a.row = ?1",
                      row, 0, err);
    if (st == LEDE_OK)
        st = with_row(s, "DELETE FROM article WHERE row = ?1", row, 0, err);
    if (st == LEDE_OK)
        st = with_row(s, "DELETE FROM body WHERE row = ?1", row, 0, err);
    if (st == LEDE_OK)
        st = with_row(s, "DELETE FROM memo WHERE row = ?1", row, 0, err);
    /* Tags sleep with their article: see tag.h. */
    if (st == LEDE_OK)
        st = with_row(s, "UPDATE tagged SET state = state + 16 WHERE article = ?1 AND state < 16", row, 0, err);
    s->gone_any = 1;
    return st;
}

lede_status lede__article_restore(lede_store *s, int64_t row, lede_error *err)
{
    lede_status st = with_row(s,
                              "INSERT INTO article(row, id, " RESTORED_COLUMNS ") SELECT r.row, r.id, " RESTORED
                              ", r.revision, r.run, r.given FROM gone r WHERE r.row = ?1",
                              row, 0, err);

    if (st == LEDE_OK && sqlite3_changes(s->db) != 1)
        return lede__fail(err, LEDE_NOTFOUND, "article %lld was not removed", (long long)row);
    if (st == LEDE_OK)
        st = with_row(s, "INSERT INTO body(row, body) SELECT row, body FROM gone WHERE row = ?1", row, 0, err);
    if (st == LEDE_OK)
        st = with_row(s, "DELETE FROM gone WHERE row = ?1", row, 0, err);
    if (st == LEDE_OK)
        st = with_row(s, "UPDATE tagged SET state = state - 16 WHERE article = ?1 AND state >= 16", row, 0, err);
    return st == LEDE_OK ? index_present(s, row, err) : st;
}
