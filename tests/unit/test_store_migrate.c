/* core/store/migrate.c: stores of older schemas, and what happens when bringing one up to date is cut short. */
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include "lede/similarity.h"
#include "store/migrate.h"
#include "store/schema.h"
#include "store_help.h"

enum { NOW = LEDE__SCHEMA_VERSION };

/* A copy of a kept store, NULL where there is none. */
static const char *copy_of(int version)
{
    static char bytes[1 << 20];
    const char *path = fresh("old");
    char from[80];
    FILE *in, *out;
    size_t n;

    snprintf(from, sizeof from, "tests/data/stores/schema-%d.lede", version);
    in = fopen(from, "rb");
    if (!in)
        return NULL;
    n = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    out = fopen(path, "wb");
    if (!out || fwrite(bytes, 1, n, out) != n)
        path = NULL;
    if (out)
        fclose(out);
    return path;
}

static int version_of(const char *path)
{
    sqlite3 *db;
    sqlite3_stmt *st;
    int n = -1;

    sqlite3_open(path, &db);
    if (sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
        n = sqlite3_column_int(st, 0);
    sqlite3_finalize(st);
    sqlite3_close(db);
    return n;
}

/* What schema 3 keeps otherwise than those before, in its tables as they are. */
static void has_lean_articles(lede_store *s)
{
    lede_buf kept, made;
    int64_t row = 0;

    EQ_INT(number(s, "SELECT count(*) FROM article WHERE typeof(hash) <> 'blob' OR length(hash) <> 32"), 0);
    EQ_INT(number(s, "SELECT count(*) FROM revision WHERE typeof(hash) <> 'blob' OR length(hash) <> 32"), 0);
    EQ_INT(number(s, "SELECT count(*) FROM gone WHERE typeof(hash) <> 'blob' OR length(hash) <> 32"), 0);
    CHECK(number(s, "SELECT count(*) FROM revision") > 0 && number(s, "SELECT count(*) FROM gone") > 0);
    EQ_INT(number(s, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'was_%'"), 0);
    lede_buf_init(&kept);
    lede_buf_init(&made);
    EQ_INT(number(s, "SELECT count(*) FROM fingerprint"), number(s, "SELECT count(*) FROM article"));
    while (lede__number(s, "SELECT min(row) FROM article WHERE row > ?1", row, 0, 0, &row, &err) == LEDE_OK && row) {
        lede_buf_clear(&kept);
        lede_buf_clear(&made);
        EQ_INT(lede_store_value(s, row, "fingerprint", &kept, &err), LEDE_OK);
        EQ_INT(lede_store_fingerprint(s, row, &made, &err), LEDE_OK);
        CHECK(kept.n > 0 && kept.n == made.n && memcmp(kept.s, made.s, made.n) == 0);
    }
    lede_buf_release(&kept);
    lede_buf_release(&made);
}

static void every_older_store_is_brought_up_to_date(void)
{
    lede_store *s;
    int version;

    for (version = 1; version <= NOW; version++) {
        const char *path = copy_of(version);

        if (!path && version == NOW)   /* it is kept once there is a newer one */
            break;
        CHECK(path != NULL);
        if (!path)
            continue;
        EQ_INT(lede_store_open(path, LEDE_READ, &s, &err), version < NOW ? LEDE_FORMAT : LEDE_OK);
        if (s)
            lede_store_close(s);
        else
            CHECK(strstr(err.message, "older lede") != NULL && strstr(err.message, "lede compact") != NULL);
        EQ_INT(version_of(path), version);
        EQ_INT(lede_store_open(path, LEDE_WRITE, &s, &err), LEDE_OK);
        EQ_INT(problems(s), 0);
        has_lean_articles(s);
        EQ_INT(number(s, "SELECT count(*) FROM migration"), NOW - version + 1);
        EQ_INT(number(s, "SELECT value FROM meta WHERE key = 'version'"), NOW);
        lede_store_close(s);
        EQ_INT(version_of(path), NOW);
        EQ_INT(lede_store_open(path, LEDE_READ, &s, &err), LEDE_OK);
        lede_store_close(s);
        drop_file(path);
    }
}

static void what_no_lede_wrote_is_refused(void)
{
    const char *path = copy_of(1);
    lede_store *s;
    sqlite3 *db;

    sqlite3_open(path, &db);
    sqlite3_exec(db, "PRAGMA user_version = 0", NULL, NULL, NULL);
    sqlite3_close(db);
    EQ_INT(lede_store_open(path, LEDE_WRITE, &s, &err), LEDE_FORMAT);
    CHECK(strstr(err.message, "refused") != NULL);
    drop_file(path);
}

/* --- steps of our own, from the schema of today on -------------------------------------- */

static int ran;

static lede_status sql(lede_store *s, const char *text)
{
    ran++;
    return sqlite3_exec(s->db, text, NULL, NULL, NULL) == SQLITE_OK ? LEDE_OK : lede__db_fail(s, &err);
}

static lede_status make_one(lede_store *s, lede_error *e)
{
    (void)e;
    return sql(s, "CREATE TABLE one(x); INSERT INTO one SELECT row FROM article; UPDATE article SET words = words + 1");
}

static lede_status make_two(lede_store *s, lede_error *e)
{
    (void)e;
    return sql(s, "CREATE TABLE two(x); DROP TABLE one");
}

static lede_status fail(lede_store *s, lede_error *e)
{
    (void)s;
    snprintf(e->message, sizeof e->message, "out of luck");
    return e->status = LEDE_IO;
}

static lede_status die(lede_store *s, lede_error *e)
{
    sql(s, "INSERT INTO one SELECT row FROM article; DELETE FROM body");
    sqlite3_db_cacheflush(s->db);   /* so that the log holds some of it */
    kill(getpid(), SIGKILL);
    return e->status;
}

static lede_status plant(lede_store *s, lede_error *e)
{
    (void)e;
    return sql(s, "CREATE TRIGGER t AFTER INSERT ON article BEGIN DELETE FROM tag; END");
}

static lede_status lose(lede_store *s, lede_error *e)
{
    (void)e;
    return sql(s, "DROP TABLE saved");
}

static const char *some_store(void)
{
    const char *path = fresh("steps");
    lede_store *s = store_at(path);
    char headline[20];
    int i;

    for (i = 0; i < 20; i++) {
        snprintf(headline, sizeof headline, "Headline %d", i);
        tag(s, add(s, "", headline, "Words of a text that is short.", "2024").row, "some/tag");
    }
    lede_store_close(s);
    return path;
}

static void steps_follow_each_other(void)
{
    static const lede__step list[] = {{NOW + 1, make_two}, {NOW, make_one}};
    const char *path = some_store();
    lede_store *s = store_at(path), *other = store_at(path);

    ran = 0;
    EQ_INT(lede__migrate_by(s, list, 2, NOW + 2, &err), LEDE_OK);
    EQ_INT(ran, 2);
    EQ_INT(number(s, "SELECT count(*) FROM two"), 0);
    EQ_INT(number(s, "SELECT count(*) FROM migration WHERE at > '2026' AND lede <> ''"), 3);
    EQ_INT(number(s, "SELECT value FROM meta WHERE key = 'version'"), NOW + 2);
    /* A process that waited meanwhile finds it done. */
    EQ_INT(lede__migrate_by(other, list, 2, NOW + 2, &err), LEDE_OK);
    EQ_INT(ran, 2);
    lede_store_close(other);
    lede_store_close(s);
    EQ_INT(version_of(path), NOW + 2);
    EQ_INT(lede_store_open(path, LEDE_WRITE, &s, &err), LEDE_FORMAT);
    CHECK(strstr(err.message, "newer lede") != NULL);
    drop_file(path);
}

/* After each of these the store is what it was. */
static void what_fails_changes_nothing(void)
{
    static const struct {
        lede__step list[2];
        const char *says;
    } cases[] = {
        {{{NOW, make_one}, {NOW + 1, fail}}, "out of luck"},
        {{{NOW, make_one}, {NOW + 2, make_two}}, "knows no way"},
        {{{NOW, make_one}, {NOW + 1, plant}}, "refused"},
        {{{NOW, make_one}, {NOW + 1, lose}}, "missing"},
    };
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *path = some_store();
        lede_store *s = store_at(path);
        int64_t before = sum(s);

        CHECK(lede__migrate_by(s, cases[i].list, 2, NOW + 2, &err) != LEDE_OK);
        CHECK(strstr(err.message, cases[i].says) != NULL);
        if (test_failed_now)
            printf("# case %zu: %s\n", i, err.message);
        EQ_INT(sum(s), before);
        EQ_INT(tag(s, 1, "another/tag"), 1);
        EQ_INT(problems(s), 0);
        lede_store_close(s);
        EQ_INT(version_of(path), NOW);
        drop_file(path);
    }
}

static void killed_on_the_way_the_old_version_stands(void)
{
    static const lede__step list[] = {{NOW, make_one}, {NOW + 1, die}};
    const char *path = some_store();
    lede_store *s = store_at(path);
    int64_t before = sum(s);
    pid_t pid;
    int status;

    lede_store_close(s);
    pid = fork();
    if (pid == 0) {
        s = store_at(path);
        lede__migrate_by(s, list, 2, NOW + 2, &err);
        _exit(0);
    }
    waitpid(pid, &status, 0);
    CHECK(WIFSIGNALED(status));
    s = store_at(path);
    EQ_INT(sum(s), before);
    EQ_INT(problems(s), 0);
    EQ_INT(number(s, "SELECT count(*) FROM migration"), 1);
    lede_store_close(s);
    drop_file(path);
}

/* A text that is lost, and a hash that is none, hinder nobody: the check tells of them. */
static void damage_is_brought_along(void)
{
    const char *path = copy_of(2);
    lede_store *s;
    sqlite3 *db;

    sqlite3_open(path, &db);
    sqlite3_exec(db, "DELETE FROM body WHERE row = (SELECT min(row) FROM article);"
                     "UPDATE article SET hash = 'g' || substr(hash, 2) WHERE row = (SELECT max(row) FROM article);"
                     "UPDATE revision SET hash = 'none'", NULL, NULL, NULL);
    sqlite3_close(db);
    EQ_INT(lede_store_open(path, LEDE_WRITE, &s, &err), LEDE_OK);
    EQ_INT(version_of(path), NOW);
    CHECK(problems(s) >= 3);
    lede_store_close(s);
    drop_file(path);
}

/* Memory runs out at one allocation after another, in opening an older store for writing. */
static void without_memory_it_stands(int version)
{
    const char *path = copy_of(version);
    lede_store *s;
    lede_status st;
    long at;

    CHECK(path != NULL);
    for (at = 1;; at += 1 + at / 20) {
        fault_after(at);
        st = lede_store_open(path, LEDE_WRITE, &s, &err);
        fault_after(0);
        if (st == LEDE_OK)
            break;
        EQ_INT(st, LEDE_NOMEM);
        EQ_INT(version_of(path), version);
        if (test_failed_now)
            return;
    }
    EQ_INT(problems(s), 0);
    lede_store_close(s);
    drop_file(path);
}

static void without_memory_the_old_version_stands(void)
{
    int version;

    for (version = 1; version < NOW; version++)
        without_memory_it_stands(version);
}

int main(void)
{
    RUN(every_older_store_is_brought_up_to_date, "a store of every earlier schema is brought up to date when opened for writing");
    RUN(what_no_lede_wrote_is_refused, "a schema that no lede wrote is refused");
    RUN(steps_follow_each_other, "steps follow each other, once, and are written down");
    RUN(what_fails_changes_nothing, "a step that fails, or makes what is not ours, changes nothing");
    RUN(damage_is_brought_along, "what is damaged in an older store is brought along, and told");
    RUN(killed_on_the_way_the_old_version_stands, "killed on the way, the old version stands");
    RUN(without_memory_the_old_version_stands, "where memory runs out, the old version stands");
    return END();
}
