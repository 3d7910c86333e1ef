/* The store as a file: what is refused, what compact, backup and check do. */
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include "store_help.h"

/* --- refusing ------------------------------------------------------------------------ */

static lede_status try_open(const char *path, lede_mode mode)
{
    lede_store *s;
    lede_status st = lede_store_open(path, mode, &s, &err);

    if (st == LEDE_OK)
        lede_store_close(s);
    return st;
}

static void put_file(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");

    if (f) {
        fwrite(bytes, 1, n, f);
        fclose(f);
    }
}

/* Run SQL on the file as another program would. */
static void foreign(const char *path, const char *sql)
{
    sqlite3 *db;
    char *message = NULL;

    sqlite3_open(path, &db);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        printf("# foreign: %s\n", message);
    sqlite3_free(message);
    sqlite3_close(db);
}

static void what_is_no_store_is_refused(void)
{
    const char *path = fresh("refused");
    char text[3000];

    EQ_INT(try_open(path, LEDE_READ), LEDE_NOTFOUND);
    EQ_INT(try_open(path, LEDE_WRITE), LEDE_NOTFOUND);
    CHECK(strstr(err.message, path) != NULL);
    EQ_INT(try_open("/", LEDE_CREATE), LEDE_FORMAT);
    EQ_INT(try_open("", LEDE_CREATE), LEDE_USAGE);
    EQ_INT(try_open("/nonexistent-folder/x.lede", LEDE_CREATE), LEDE_IO);
    memset(text, 'x', sizeof text);
    put_file(path, text, sizeof text);
    EQ_INT(try_open(path, LEDE_CREATE), LEDE_FORMAT);
    EQ_INT(try_open(path, LEDE_READ), LEDE_FORMAT);
    drop_file(path);
    foreign(path, "CREATE TABLE t(x)");
    EQ_INT(try_open(path, LEDE_CREATE), LEDE_FORMAT);
    CHECK(strstr(err.message, "not a store") != NULL);
    drop_file(path);
}

static void newer_versions_are_refused(void)
{
    const char *path = fresh("newer");

    lede_store_close(store_at(path));
    foreign(path, "PRAGMA user_version = 999");
    EQ_INT(try_open(path, LEDE_READ), LEDE_FORMAT);
    CHECK(strstr(err.message, "newer lede") != NULL);
    drop_file(path);
}

static void planted_code_is_refused(void)
{
    static const char *const plants[] = {
        "CREATE TRIGGER t AFTER INSERT ON article BEGIN DELETE FROM article; END",
        "CREATE VIEW v AS SELECT * FROM article",
        "DROP VIEW articles; CREATE VIEW articles AS SELECT load_extension('x') AS id",
        "DROP VIEW runs",
        "CREATE INDEX i ON article(lower(headline))",
        "DROP TABLE saved; CREATE TABLE saved(name TEXT PRIMARY KEY DEFAULT (hex(randomblob(9))), query TEXT) WITHOUT ROWID",
        "CREATE VIRTUAL TABLE z USING fts5(x)",
    };
    size_t i;

    for (i = 0; i < sizeof plants / sizeof *plants; i++) {
        const char *path = fresh("planted");

        lede_store_close(store_at(path));
        foreign(path, plants[i]);
        EQ_INT(try_open(path, LEDE_READ), LEDE_FORMAT);
        CHECK(strstr(err.message, "refused") != NULL);
        EQ_INT(try_open(path, LEDE_WRITE), LEDE_FORMAT);
        drop_file(path);
    }
}

static void plain_tables_of_others_are_let_be(void)
{
    const char *path = fresh("others");

    lede_store_close(store_at(path));
    foreign(path, "CREATE TABLE mine(x); CREATE INDEX mine_x ON mine(x)");
    EQ_INT(try_open(path, LEDE_WRITE), LEDE_OK);
    drop_file(path);
}

static void empty_files_are_empty_stores(void)
{
    const char *path = fresh("empty");
    lede_store *s;
    int64_t n = -1;

    put_file(path, "", 0);
    EQ_INT(lede_store_open(path, LEDE_READ, &s, &err), LEDE_OK);
    EQ_INT(problems(s), 0);
    EQ_INT(lede_store_count(s, &n, &err), LEDE_OK);
    EQ_INT(n, 0);
    lede_store_close(s);
    foreign(path, "PRAGMA journal_mode = WAL; CREATE TABLE t(x); DROP TABLE t");
    EQ_INT(try_open(path, LEDE_READ), LEDE_OK);
    EQ_INT(try_open(path, LEDE_WRITE), LEDE_OK);
    drop_file(path);
}

static void readers_do_not_write(void)
{
    const char *path = fresh("readers");
    lede_store *s = store_at(path), *r;
    lede_record *rec = record("", "Two", "Text.", "");
    lede_added a = add(s, "", "One", "Text.", "");
    lede_run_spec spec = {.kind = "x"};

    EQ_INT(lede_store_open(path, LEDE_READ, &r, &err), LEDE_OK);
    EQ_STR(value(r, a.row, "headline"), "One");
    EQ_INT(lede_store_add(r, rec, &a, &err), LEDE_USAGE);
    EQ_INT(lede_run_begin(r, &spec, &err), LEDE_USAGE);
    EQ_INT(lede_store_compact(r, 0, &err), LEDE_USAGE);
    add(s, "", "Three", "Text.", "");
    EQ_INT(number(r, "SELECT count(*) FROM articles"), 2);
    EQ_INT(problems(r), 0);
    lede_store_close(r);
    lede_record_free(rec);
    lede_store_close(s);
    drop_file(path);
}

static void a_read_only_folder_can_be_read(void)
{
    char dir[300], path[340];
    lede_store *s;
    int64_t n = 0;

    snprintf(dir, sizeof dir, "%s", temp_path("folder"));
    snprintf(path, sizeof path, "%s/a#1?.lede", dir);
    mkdir(dir, 0700);
    s = store_at(path);
    add(s, "", "One", "Text.", "");
    lede_store_close(s);
    chmod(path, 0400);
    chmod(dir, 0500);
    if (access(dir, W_OK) == 0) {   /* root may do everything: then as nobody */
        pid_t child = fork();
        int status = 1;

        if (child == 0) {
            if (chown(path, 65534, 65534) != 0 || chown(dir, 65534, 65534) != 0 || setgid(65534) != 0 || setuid(65534) != 0)
                _exit(0);
            if (lede_store_open(path, LEDE_READ, &s, &err) != LEDE_OK || lede_store_count(s, &n, &err) != LEDE_OK || n != 1)
                _exit(2);
            lede_store_close(s);
            _exit(lede_store_open(path, LEDE_WRITE, &s, &err) == LEDE_IO ? 0 : 3);
        }
        waitpid(child, &status, 0);
        EQ_INT(WEXITSTATUS(status), 0);
    } else {
        EQ_INT(lede_store_open(path, LEDE_READ, &s, &err), LEDE_OK);
        EQ_INT(lede_store_count(s, &n, &err), LEDE_OK);
        EQ_INT(n, 1);
        lede_store_close(s);
        EQ_INT(try_open(path, LEDE_WRITE), LEDE_IO);
    }
    chmod(dir, 0700);
    drop_file(path);
    rmdir(dir);
}

/* Bits flipped anywhere: refused or reported or harmless, never a crash. */
static void damaged_files_do_no_harm(void)
{
    const char *path = fresh("damaged");
    lede_store *s = store_at(path);
    static char bytes[4 << 20];
    size_t n, i;
    int64_t found, row;
    FILE *f;
    char headline[20];
    lede_buf b = {0};

    for (i = 0; i < 30; i++) {
        snprintf(headline, sizeof headline, "H%zu", i);
        tag(s, add(s, "", headline, "Some text of some length to be found again.", "2024").row, "x");
    }
    lede_store_close(s);
    f = fopen(path, "rb");
    n = f ? fread(bytes, 1, sizeof bytes, f) : 0;
    if (f)
        fclose(f);
    CHECK(n > 20000 && n < sizeof bytes);
    for (i = 0; i < 150; i++) {
        size_t at = (i * 2654435761u) % n;
        char old = bytes[at];

        bytes[at] = (char)(old ^ (1 << i % 8));
        put_file(path, bytes, i % 10 == 9 ? n * (i % 7) / 8 : n);
        bytes[at] = old;
        if (lede_store_open(path, i % 2 ? LEDE_READ : LEDE_WRITE, &s, &err) != LEDE_OK)
            continue;
        lede_store_check(s, NULL, NULL, &found, &err);
        for (row = 1; row < 5; row++) {
            lede_buf_clear(&b);
            lede_store_field(s, row, LEDE_BODY, &b, &err);
        }
        if (i % 2 == 0)
            tag(s, 3, "y");
        lede_store_close(s);
        drop_file(path);
    }
    lede_buf_release(&b);
    drop_file(path);
}

/* --- upkeep ---------------------------------------------------------------------------- */

static int holds(const char *path, const char *word)
{
    static char bytes[8 << 20];
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(bytes, 1, sizeof bytes, f) : 0;

    if (f)
        fclose(f);
    return n && memmem(bytes, n, word, strlen(word)) != NULL;
}

static void purged_text_is_gone_from_the_file(void)
{
    const char *path = fresh("purge");
    char wal[320];
    lede_store *s = store_at(path);
    lede_added a, b;
    lede_undo u;
    int64_t run;
    int i;

    snprintf(wal, sizeof wal, "%s-wal", path);
    for (i = 0; i < 40; i++) {
        char headline[20];

        snprintf(headline, sizeof headline, "H%d", i);
        add(s, "", headline, "Plain words that stay in the archive.", "");
    }
    a = add(s, "https://example.org/secret", "Xylographer's headline", "The quokkaesque zanthoxylum grew.", "2024");
    tag(s, a.row, "keep");
    add(s, "https://example.org/secret", "Xylographer's headline", "The vermiculated zanthoxylum grew.", "2024");
    b = add(s, "https://example.org/stay", "Stays", "An ordinary text.", "2024");
    EQ_INT(lede_store_remove(s, a.row, &err), LEDE_OK);
    EQ_INT(lede_store_compact(s, 0, &err), LEDE_OK);
    CHECK(holds(path, "quokkaesque"));
    EQ_INT(lede_store_compact(s, 1, &err), LEDE_OK);
    CHECK(!holds(path, "quokka") && !holds(path, "vermiculated") && !holds(path, "zanthoxyl") && !holds(path, "ylographer"));
    CHECK(!holds(wal, "zanthoxyl"));
    CHECK(holds(path, "ordinary text"));
    EQ_INT(problems(s), 0);
    run = number(s, "SELECT max(id) FROM runs WHERE kind = 'remove'");
    EQ_INT(lede_store_undo(s, run, 0, NULL, NULL, &u, &err), LEDE_OK);
    EQ_INT(u.kept, 1);
    EQ_INT(u.undone, 0);
    a = add(s, "https://example.org/secret", "Again", "Other text.", "2024");
    CHECK(a.row > b.row);
    EQ_INT(problems(s), 0);
    lede_store_close(s);
    drop_file(path);
}

static void backups_are_whole(void)
{
    const char *path = fresh("source"), *copy = fresh("copy");
    lede_store *s = store_at(path), *c;
    lede_added a = add(s, "", "One", "Text.", "");

    tag(s, a.row, "x");
    EQ_INT(lede_store_backup(s, copy, &err), LEDE_OK);
    EQ_INT(lede_store_backup(s, copy, &err), LEDE_USAGE);
    EQ_INT(lede_store_backup(s, "/nonexistent-folder/copy", &err), LEDE_IO);
    EQ_INT(lede_store_open(copy, LEDE_READ, &c, &err), LEDE_OK);
    EQ_STR(value(c, a.row, "tags"), "[\"x\"]");
    EQ_INT(problems(c), 0);
    lede_store_close(c);
    lede_store_close(s);
    drop_file(path);
    drop_file(copy);
}

/* What was found, the first finding's cure beside it. */
typedef struct finding {
    int n;
    char what[200], mend[200];
} finding;

static int keep_finding(const char *what, const char *mend, void *ud)
{
    finding *f = ud;

    if (f->n++ == 0) {
        snprintf(f->what, sizeof f->what, "%s", what);
        snprintf(f->mend, sizeof f->mend, "%s", mend);
    }
    return 0;
}

static finding look_into(lede_store *s)
{
    finding f = {0};
    int64_t n = 0;

    EQ_INT(lede_store_check(s, keep_finding, &f, &n, &err), LEDE_OK);
    EQ_INT(f.n, n);
    return f;
}

/* Runs 1 and 2 add and tag an article, runs 3 to 5 tag it, take that back and tag it again. */
static const char *store_to_harm(void)
{
    const char *path = fresh("harm");
    lede_store *s = store_at(path);
    lede_added a = add(s, "", "One", "Text of some words.", "2024");
    lede_span span = {0, 4};
    lede_assertion t = {.name = "x", .n = 1, .spans = &span, .spans_n = 1};

    lede_store_tag(s, a.row, &t, NULL, &err);
    tag(s, a.row, "y");
    untag(s, a.row, "y");
    tag(s, a.row, "y");
    lede_store_close(s);
    return path;
}

static void check_finds_what_is_wrong(void)
{
    static const struct {
        const char *harm, *what, *mend;
    } cases[] = {
        {"UPDATE body SET body = 'Other text.'", "is not the one that was stored", "backup"},
        {"DELETE FROM body", "has no text row", "backup"},
        {"DELETE FROM event", "lacks its name or history", "backup"},
        {"DELETE FROM event WHERE op = 1", "run 1 lacks some of its history", "backup"},
        {"DELETE FROM tag", "lacks its name or history", "backup"},
        {"UPDATE event SET spans = '[[1,900]]' WHERE op = 6 AND spans IS NOT NULL", "points outside", "lede undo 2"},
        {"DELETE FROM article", "has no article", "backup"},
        {"INSERT INTO tagged SELECT tag, 99, event, 0 FROM tagged WHERE state = 0 LIMIT 1", "made by run 2, has no article", "lede undo 2"},
        {"INSERT INTO revision SELECT 99, 1, 1, hash, given, NULL, NULL, '{}', NULL FROM article", "an earlier text", "backup"},
        {"UPDATE tagged SET state = 0 WHERE state = 2", "against an untag", "lede undo 4"},
        {"UPDATE tagged SET state = 2 WHERE state = 0 AND event >> 32 = 5", "by no untag", "lede undo 5"},
        {"DELETE FROM posting", "index", "check --reindex"},
        {"DELETE FROM segment", "index", "check --reindex"},
        {"DELETE FROM doclen", "index", "check --reindex"},
        {"UPDATE segment SET live_tokens = live_tokens + 1", "index", "check --reindex"},
        {"UPDATE posting SET bytes = CAST(replace(bytes, 'words', 'wards') AS BLOB)", "index", "check --reindex"},
    };
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *path = store_to_harm();
        lede_store *s;
        finding f;

        foreign(path, cases[i].harm);
        s = store_at(path);
        f = look_into(s);
        CHECK(f.n > 0 && strstr(f.what, cases[i].what) != NULL && strstr(f.mend, cases[i].mend) != NULL);
        if (test_failed_now) {
            printf("# %s: %d found: %s: %s\n", cases[i].harm, f.n, f.what, f.mend);
            return;
        }
        lede_store_close(s);
        drop_file(path);
    }
}

/* Undo the run, and undo the undo where `again`. */
static void undo_run(lede_store *s, int64_t run, int again)
{
    lede_undo u = {0};

    EQ_INT(lede_store_undo(s, run, 0, NULL, NULL, &u, &err), LEDE_OK);
    if (again)
        EQ_INT(lede_store_undo(s, u.run, 0, NULL, NULL, &u, &err), LEDE_OK);
}

/* The cures that name a run, followed. */
static void a_cure_mends(void)
{
    static const struct {
        const char *harm;
        int run, again;
    } cases[] = {
        {"UPDATE event SET spans = '[[1,900]]' WHERE op = 6 AND spans IS NOT NULL", 2, 0},
        {"UPDATE tagged SET state = 0 WHERE state = 2", 4, 1},
        {"UPDATE tagged SET state = 2 WHERE state = 0 AND event >> 32 = 5", 5, 1},
    };
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *path = store_to_harm();
        lede_store *s;

        foreign(path, cases[i].harm);
        s = store_at(path);
        CHECK(look_into(s).n > 0);
        undo_run(s, cases[i].run, cases[i].again);
        EQ_INT(problems(s), 0);
        EQ_STR(value(s, 1, "tags"), i == 0 ? "[\"y\"]" : "[\"x\",\"y\"]");
        lede_store_close(s);
        drop_file(path);
    }
}

static void a_stale_index_of_a_table_is_made_anew(void)
{
    const char *path = store_to_harm();
    lede_store *s;
    finding f;

    /* For a while the index lets every row pass by. */
    foreign(path, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = sql || ' WHERE 0' WHERE name = 'article_published'");
    foreign(path, "UPDATE article SET published = '2023'");
    foreign(path, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, ' WHERE 0', '') WHERE name = "
                  "'article_published'");
    s = store_at(path);
    f = look_into(s);
    CHECK(strstr(f.what, "article_published") != NULL && strstr(f.mend, "lede check --reindex") != NULL);
    EQ_INT(lede_store_reindex(s, &err), LEDE_OK);
    EQ_INT(problems(s), 0);
    EQ_STR(value(s, 1, "published"), "2023");
    lede_store_close(s);
    drop_file(path);
}

static void a_broken_index_is_built_anew(void)
{
    const char *path = fresh("reindex");
    lede_store *s = store_at(path);
    int64_t n = 0;

    add(s, "", "One", "Text of some words.", "");
    add(s, "", "Two", "Text of other words.", "");
    lede_store_close(s);
    foreign(path, "UPDATE body SET body = 'Changed underneath.' WHERE row = 1; UPDATE posting SET bytes = x'00'");
    s = store_at(path);
    lede_store_check(s, NULL, NULL, &n, &err);
    CHECK(n > 1);
    EQ_INT(lede_store_reindex(s, &err), LEDE_OK);
    lede_store_check(s, NULL, NULL, &n, &err);
    EQ_INT(n, 1);   /* the hash */
    lede_store_close(s);
    drop_file(path);
}

static void another_tokenizer_means_a_new_index(void)
{
    const char *path = fresh("tokenizer");
    lede_store *s = store_at(path);

    add(s, "", "One", "Text of some words.", "");
    lede_store_close(s);
    foreign(path, "UPDATE meta SET value = 0 WHERE key = 'tokenizer'; DELETE FROM segment; DELETE FROM vocab");
    lede_store_close(store_at(path));
    s = store_at(path);
    EQ_INT(problems(s), 0);
    CHECK(number(s, "SELECT count(*) FROM vocab") > 0);
    EQ_INT(number(s, "SELECT value = 0 FROM meta WHERE key = 'tokenizer'"), 0);
    lede_store_close(s);
    drop_file(path);
}

static void stock_sqlite_reads_the_views(void)
{
    const char *path = fresh("stock");
    lede_store *s = store_at(path);
    lede_added a = add(s, "https://example.org/a", "One", "Caf\xC3\xA9 pact signed.", "2024-05-06");
    lede_span span = {6, 10};
    lede_assertion t = {.name = "topic/pact", .n = 10, .spans = &span, .spans_n = 1};
    char command[700], line[300] = "";
    FILE *p;

    lede_store_tag(s, a.row, &t, NULL, &err);
    lede_store_close(s);
    snprintf(command, sizeof command,
             "sqlite3 -readonly %s \"SELECT a.headline, s.text, r.kind, count(*) FROM articles a JOIN article_tags t ON "
             "t.article = a.id JOIN spans s ON s.article = a.id JOIN runs r ON r.id = t.run\" 2>&1",
             path);
    p = popen(command, "r");
    if (p) {
        if (!fgets(line, sizeof line, p))
            line[0] = '\0';
        pclose(p);
    }
    EQ_STR(line, "One|pact|tag|1\n");
    drop_file(path);
}

static void busy_names_the_other(void)
{
    const char *path = fresh("busy");
    lede_store *s = store_at(path), *t = store_at(path);
    lede_run_spec spec = {.kind = "add", .commit = LEDE_COMMIT_BULK};
    lede_record *r = record("", "Two", "Text.", "");
    lede_added a;

    lede_store_patience(t, 30);
    EQ_INT(lede_run_begin(s, &spec, &err), LEDE_OK);
    add(s, "", "One", "Text.", "");
    EQ_INT(lede_store_add(t, r, &a, &err), LEDE_BUSY);
    CHECK(strstr(err.message, path) != NULL && strstr(err.message, "process") != NULL);
    EQ_INT(number(t, "SELECT count(*) FROM articles"), 0);
    EQ_INT(lede_run_end(s, NULL, &err), LEDE_OK);
    EQ_INT(lede_store_add(t, r, &a, &err), LEDE_OK);
    EQ_INT(number(s, "SELECT count(*) FROM articles"), 2);
    lede_record_free(r);
    lede_store_close(t);
    lede_store_close(s);
    drop_file(path);
}

static void an_open_query_blocks_only_itself(void)
{
    const char *path = fresh("snapshot");
    lede_store *s = store_at(path), *t = store_at(path);
    lede_record *r = record("", "Three", "Text.", "");
    lede_added a;
    lede_sql *q;

    add(s, "", "One", "Text.", "");
    add(s, "", "Two", "Text.", "");
    EQ_INT(lede_sql_prepare(s, "SELECT id FROM articles", 23, &q, &err), LEDE_OK);
    EQ_INT(lede_sql_step(q, &err), LEDE_OK);
    add(s, "", "Mine", "Text.", "");
    EQ_INT(lede_sql_step(q, &err), LEDE_OK);
    add(t, "", "Theirs", "Text.", "");
    EQ_INT(lede_store_add(s, r, &a, &err), LEDE_BUSY);
    CHECK(strstr(err.message, "end the query first") != NULL);
    lede_sql_free(q);
    EQ_INT(lede_store_add(s, r, &a, &err), LEDE_OK);
    EQ_INT(problems(t), 0);
    lede_record_free(r);
    lede_store_close(t);
    lede_store_close(s);
    drop_file(path);
}

int main(void)
{
    RUN(what_is_no_store_is_refused, "what is no store is refused with its path");
    RUN(newer_versions_are_refused, "a store of a newer version is refused");
    RUN(planted_code_is_refused, "planted triggers, views and indexes are refused");
    RUN(plain_tables_of_others_are_let_be, "plain tables of other programs are let be");
    RUN(empty_files_are_empty_stores, "an empty file, and one without a schema, read as empty stores and pass the check");
    RUN(readers_do_not_write, "a store opened for reading refuses every write and sees those of others");
    RUN(a_read_only_folder_can_be_read, "a store in a read-only folder can be read");
    RUN(damaged_files_do_no_harm, "flipped bits and cut files never crash");
    RUN(purged_text_is_gone_from_the_file, "no byte of a purged text stays in the file");
    RUN(backups_are_whole, "a backup is one whole file, and overwrites none");
    RUN(check_finds_what_is_wrong, "check finds each kind of harm and says how to mend it");
    RUN(a_cure_mends, "a cure that names a run mends");
    RUN(a_stale_index_of_a_table_is_made_anew, "an index of a table that lacks rows is found, and made anew");
    RUN(a_broken_index_is_built_anew, "a broken index is built anew");
    RUN(another_tokenizer_means_a_new_index, "an index made by another tokenizer is built anew at opening");
    RUN(stock_sqlite_reads_the_views, "the stock sqlite3 reads the views");
    RUN(busy_names_the_other, "waiting for another writer ends with a message");
    RUN(an_open_query_blocks_only_itself, "an open query lets its own process write, and says when another's writing is in the way");
    return END();
}
