/*
 * A disk that is full, or fails once, at every write of every command: the
 * command says so, the store is as it was, the same again completes. Of long
 * commands not every write is taken; LEDE_EVERY_WRITE=1 takes them all.
 */
#include "disk.h"
#include "store/migrate.h"
#include "store/schema.h"
#include "store_help.h"

enum { ARTICLES = 12, MORE = 9, FLUSH = 3, NOW = LEDE__SCHEMA_VERSION };

static int kept;          /* articles that the command on trial reported as committed */
static char copy[320];

/* --- the commands --------------------------------------------------------------------- */

static lede_status add_some(lede_store *s)
{
    lede_run_spec spec = {.kind = "add", .name = "more", .commit = LEDE_COMMIT_BULK};
    lede_status st = lede_run_begin(s, &spec, &err);
    lede_added a;
    char headline[20];
    int i;

    for (i = 0; i < MORE && st == LEDE_OK; i++) {
        lede_record *r;

        snprintf(headline, sizeof headline, "More %d", i);
        r = record("", headline, "Other words of a text that is as short.", "2025");
        st = lede_store_add(s, r, &a, &err);
        lede_record_free(r);
        if (st == LEDE_OK && i % FLUSH == FLUSH - 1) {
            st = lede_run_flush(s, &err);
            if (st == LEDE_OK)
                kept = i + 1;
        }
    }
    if (st == LEDE_OK)
        return lede_run_end(s, NULL, &err);
    lede_run_end(s, NULL, NULL);
    return st;
}

static lede_status tag_all(lede_store *s)
{
    lede_assertion a = {.name = "some/tag", .n = 8};
    lede_status st;
    int64_t *rows;
    size_t n;

    st = lede_store_rows(s, &rows, &n, &err);
    if (st != LEDE_OK)
        return st;
    st = lede_store_tag_rows(s, rows, n, &a, NULL, &err);
    lede_free(rows);
    return st;
}

static lede_status update(lede_store *s)
{
    lede_record *r = record("https://example.org/1", "Headline 1", "Another text of that article.", "2024");
    lede_added a;
    lede_status st = lede_store_add(s, r, &a, &err);

    lede_record_free(r);
    return st;
}

static lede_status correct(lede_store *s)
{
    return lede_store_set(s, 3, LEDE_SECTION, "Harbours", 8, NULL, &err);
}

static lede_status remove_one(lede_store *s)
{
    lede_status st = lede_store_remove(s, 2, &err);

    return st == LEDE_NOTFOUND ? LEDE_OK : st;   /* it is done already */
}

/* Run 13 tagged the articles. */
static lede_status undo_tags(lede_store *s)
{
    lede_undo u;
    lede_status st = lede_store_undo(s, ARTICLES + 1, 0, NULL, NULL, &u, &err);

    return st == LEDE_USAGE ? LEDE_OK : st;
}

static lede_status compact(lede_store *s)
{
    return lede_store_compact(s, 0, &err);
}

static lede_status purge(lede_store *s)
{
    return lede_store_compact(s, 1, &err);
}

static lede_status reindex(lede_store *s)
{
    return lede_store_reindex(s, &err);
}

static lede_status backup(lede_store *s)
{
    unlink(copy);
    return lede_store_backup(s, copy, &err);
}

static lede_status rebuild_a_table(lede_store *s, lede_error *e)
{
    (void)e;
    if (sqlite3_exec(s->db, "CREATE TABLE anew(x); INSERT INTO anew SELECT body || headline FROM article JOIN body USING(row);"
                            "CREATE INDEX anew_x ON anew(x)", NULL, NULL, NULL) != SQLITE_OK)
        return lede__db_fail(s, e);
    return LEDE_OK;
}

/* To the version after today's. */
static lede_status migrate(lede_store *s)
{
    static const lede__step steps[] = {{NOW, rebuild_a_table}};

    return lede__migrate_by(s, steps, 1, NOW + 1, &err);
}

/* And back by other means, so that the file can be opened again. */
static void set_back(const char *path, lede_status st)
{
    sqlite3 *db;
    sqlite3_stmt *q;
    char sql[200];

    snprintf(sql, sizeof sql, "DROP TABLE IF EXISTS anew; DELETE FROM migration WHERE version > %d; PRAGMA user_version = %d",
             NOW, NOW);
    sqlite3_open(path, &db);
    EQ_INT(sqlite3_prepare_v2(db, "SELECT count(*) FROM sqlite_schema WHERE name IN ('anew', 'anew_x')", -1, &q, NULL), SQLITE_OK);
    EQ_INT(sqlite3_step(q), SQLITE_ROW);
    EQ_INT(sqlite3_column_int(q, 0), st == LEDE_OK ? 2 : 0);
    sqlite3_finalize(q);
    EQ_INT(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static const struct trial {
    const char *name;
    lede_status (*run)(lede_store *s);
    int whole;       /* it is done wholly or not at all */
} trials[] = {
    {"add", add_some, 0},      {"tag", tag_all, 1},       {"update", update, 1},   {"set", correct, 1},
    {"remove", remove_one, 1}, {"undo", undo_tags, 1},    {"compact", compact, 1}, {"purge", purge, 1},
    {"reindex", reindex, 1},   {"backup", backup, 1},     {"migrate", migrate, 1},
};

/* --- the trial ------------------------------------------------------------------------ */

static char image[4 << 20];
static size_t image_n;
static int64_t before;

/* A store with articles, tags with evidence, a revision and a removed article. */
static void make_image(const char *path)
{
    lede_store *s = store_at(path);
    lede_run_spec spec = {.kind = "tag", .commit = LEDE_COMMIT_END};
    lede_span span = {6, 11};
    lede_assertion a = {.name = "by/run", .n = 6, .spans = &span, .spans_n = 1};
    char url[40], headline[20];
    FILE *f;
    int i;

    for (i = 0; i < ARTICLES; i++) {
        snprintf(url, sizeof url, "https://example.org/%d", i);
        snprintf(headline, sizeof headline, "Headline %d", i);
        add(s, url, headline, "Some words of a text that is not long.", "2024");
    }
    lede_run_begin(s, &spec, &err);
    for (i = 1; i <= ARTICLES; i++)
        lede_store_tag(s, i, &a, NULL, &err);
    lede_run_end(s, NULL, &err);
    add(s, "https://example.org/5", "Headline 5", "A later text of some words.", "2024");
    lede_store_remove(s, 8, &err);
    before = sum(s);
    lede_store_close(s);
    f = fopen(path, "rb");
    image_n = f ? fread(image, 1, sizeof image, f) : 0;
    if (f)
        fclose(f);
    CHECK(image_n > 0 && image_n < sizeof image);
}

static void put_image(const char *path)
{
    FILE *f;

    drop_file(path);
    f = fopen(path, "wb");
    if (f) {
        fwrite(image, 1, image_n, f);
        fclose(f);
    }
}

/* Open, do it, close; the disk stays as bad as it is until the store is closed. */
static lede_status attempt(const struct trial *t, const char *path)
{
    lede_store *s;
    lede_status st;

    kept = 0;
    err.message[0] = '\0';
    st = lede_store_open(path, LEDE_WRITE, &s, &err);
    if (st != LEDE_OK)
        return st;
    st = t->run(s);
    lede_store_close(s);
    return st;
}

/* What is there after the command ended with `st`, on a disk that works again. */
static void look(const struct trial *t, const char *path, lede_status st, int64_t after)
{
    lede_store *s;
    int64_t now, n = 0;

    if (t->run == migrate)
        set_back(path, st);
    s = store_at(path);
    now = sum(s);
    EQ_INT(problems(s), 0);
    if (st == LEDE_OK)
        EQ_INT(now, after);
    else if (t->whole)
        EQ_INT(now, before);
    lede_store_count(s, &n, &err);
    CHECK(t->whole || (n >= ARTICLES - 1 + kept && n < ARTICLES - 1 + kept + FLUSH + (st == LEDE_OK)));
    lede_store_close(s);
}

static void fail_at(const struct trial *t, const char *path, long at, int once, int64_t after)
{
    lede_status st;
    int code = once ? SQLITE_IOERR_WRITE : SQLITE_FULL;

    put_image(path);
    disk_fail_after(at, code, once);
    st = attempt(t, path);
    disk_fail_after(0, code, 0);
    if (st != LEDE_OK) {
        EQ_INT(st, LEDE_IO);
        CHECK(strstr(err.message, path) != NULL);
        CHECK(strstr(err.message, "disk") != NULL);
    }
    look(t, path, st, after);
    if (st != LEDE_OK)
        CHECK(access(copy, F_OK) != 0 || t->run != backup);
    EQ_INT(attempt(t, path), LEDE_OK);
    look(t, path, LEDE_OK, after);
    if (test_failed_now)
        printf("# %s, write %ld fails%s: status %d, %s\n", t->name, at, once ? " alone" : " with all after it", (int)st,
               err.message);
}

static void every_write(const struct trial *t, int once)
{
    const char *path = fresh("disk");
    int every = getenv("LEDE_EVERY_WRITE") != NULL;
    lede_store *s;
    int64_t after;
    long at, all;

    snprintf(copy, sizeof copy, "%s", fresh("disk-copy"));
    make_image(path);
    put_image(path);
    disk_fail_after(0, SQLITE_FULL, 0);
    EQ_INT(attempt(t, path), LEDE_OK);
    all = disk_seen;
    if (t->run == migrate)
        set_back(path, LEDE_OK);
    s = store_at(path);
    after = sum(s);
    lede_store_close(s);
    CHECK(all > 3);
    for (at = 1; at <= all && !test_failed_now; at += every || at < 12 ? 1 : 1 + at / 8)
        fail_at(t, path, at, once, after);
    drop_file(path);
    drop_file(copy);
}

static void a_full_disk_harms_nothing(void)
{
    size_t i;

    disk_use(1);
    for (i = 0; i < sizeof trials / sizeof *trials && !test_failed_now; i++)
        every_write(&trials[i], 0);
    disk_use(0);
}

static void a_write_that_fails_harms_nothing(void)
{
    size_t i;

    disk_use(1);
    for (i = 0; i < sizeof trials / sizeof *trials && !test_failed_now; i++)
        every_write(&trials[i], 1);
    disk_use(0);
}

static void a_new_store_on_a_full_disk_is_taken_back(void)
{
    const char *path = fresh("new");
    lede_store *s;
    long at;

    disk_use(1);
    for (at = 1;; at++) {
        lede_status st;

        drop_file(path);
        disk_fail_after(at, SQLITE_FULL, 0);
        st = lede_store_open(path, LEDE_CREATE, &s, &err);
        disk_fail_after(0, SQLITE_FULL, 0);
        if (st == LEDE_OK)
            break;
        EQ_INT(st, LEDE_IO);
        CHECK(strstr(err.message, "disk") != NULL && strstr(err.message, path) != NULL);
        s = store_at(path);
        EQ_INT(problems(s), 0);
        lede_store_close(s);
        if (test_failed_now) {
            printf("# write %ld: %s\n", at, err.message);
            return;
        }
    }
    CHECK(at > 3);
    lede_store_close(s);
    disk_use(0);
    drop_file(path);
}

/* --- what takes several commits ---------------------------------------------------------- */

static int64_t tags_of(lede_store *s)
{
    return number(s, "SELECT count(*) FROM article_tags");
}

/* A run with so many tags that its undo is kept in parts. */
static int64_t tag_much(lede_store *s, int articles, int names)
{
    lede_run_spec spec = {.kind = "tag", .commit = LEDE_COMMIT_END};
    lede_assertion a = {0};
    char text[20];
    int64_t *rows, run;
    size_t n;
    int i;

    for (i = 0; i < articles; i++) {
        snprintf(text, sizeof text, "Headline %d", i);
        add(s, "", text, "Text.", "");
    }
    lede_store_rows(s, &rows, &n, &err);
    EQ_INT(n, articles);
    lede_run_begin(s, &spec, &err);
    for (i = 0; i < names; i++) {
        snprintf(text, sizeof text, "name/%d", i);
        a.name = text;
        a.n = strlen(text);
        EQ_INT(lede_store_tag_rows(s, rows, n, &a, NULL, &err), LEDE_OK);
    }
    lede_run_end(s, &run, &err);
    lede_free(rows);
    return run;
}

static int64_t undo_all(lede_store *s, int64_t run)
{
    lede_undo u = {0};

    EQ_INT(lede_store_undo(s, run, 0, NULL, NULL, &u, &err), LEDE_OK);
    EQ_INT(u.kept, 0);
    return u.run;
}

static void half_an_undo_is_completed_and_undone_whole(void)
{
    enum { EACH = 100, NAMES = 120 };   /* more than is kept at a time */
    const char *path = fresh("half");
    lede_store *s;
    lede_status st = LEDE_IO;
    int64_t run, again;
    lede_undo u;
    long at;

    disk_use(1);
    s = store_at(path);
    run = tag_much(s, EACH, NAMES);
    EQ_INT(tags_of(s), EACH * NAMES);
    for (at = 10; st != LEDE_OK && tags_of(s) == EACH * NAMES; at += 10) {   /* to the first that kept a part */
        disk_fail_after(at, SQLITE_FULL, 0);
        st = lede_store_undo(s, run, 0, NULL, NULL, &u, &err);
        disk_fail_after(0, SQLITE_FULL, 0);
    }
    EQ_INT(st, LEDE_IO);
    CHECK(tags_of(s) > 0);
    EQ_INT(problems(s), 0);
    again = undo_all(s, run);
    EQ_INT(tags_of(s), 0);
    undo_all(s, again);
    EQ_INT(tags_of(s), EACH * NAMES);
    undo_all(s, run);
    EQ_INT(tags_of(s), 0);
    EQ_INT(problems(s), 0);
    lede_store_close(s);
    disk_use(0);
    drop_file(path);
}

int main(void)
{
    RUN(a_full_disk_harms_nothing, "a disk that is full at any write: each command says so, leaves what was, and completes when repeated");
    RUN(a_write_that_fails_harms_nothing, "one write that fails: the same");
    RUN(a_new_store_on_a_full_disk_is_taken_back, "a store that a full disk kept from being made can be made later");
    RUN(half_an_undo_is_completed_and_undone_whole, "an undo that a full disk cut in two is completed, and undone whole");
    return END();
}
