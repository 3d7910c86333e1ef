/*
 * Speed of the store, a line a figure: adding beside FTS5 alone on the same
 * texts in the same run; tagging, undoing and reading. The input is
 * $LEDE_SHARED/data/corpora where it is, else made articles. Figures are
 * processor time.
 */
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../drop.h"
#include "corpus.h"
#include "lede/read.h"
#include "lede/store.h"

typedef struct work {
    lede_store *s;
    sqlite3 *plain;
    sqlite3_stmt *insert;
    double bytes, reading, adding, alone;
    long long counts[4];
    int pending;
} work;

static lede_error err;

static void stop(const char *what)
{
    printf("store: %s: %s\n", what, err.message);
    exit(1);
}

static void must(lede_status st, const char *what)
{
    if (st != LEDE_OK)
        stop(what);
}

static void bind(work *w, int i, const lede_record *r, lede_field f)
{
    size_t n;
    const char *s = lede_record_get(r, f, &n);

    sqlite3_bind_text(w->insert, i, s, (int)n, SQLITE_STATIC);
}

/* The same text into an index of SQLite's own kind, with nothing else. */
static void add_plain(work *w, const lede_record *r)
{
    bind(w, 1, r, LEDE_HEADLINE);
    bind(w, 2, r, LEDE_DEK);
    bind(w, 3, r, LEDE_BODY);
    sqlite3_step(w->insert);
    sqlite3_reset(w->insert);
    if (++w->pending % 10000 == 0)
        sqlite3_exec(w->plain, "COMMIT; BEGIN", NULL, NULL, NULL);
}

static void take(work *w, const lede_record *r)
{
    lede_added a;
    double t = now();

    must(lede_store_add(w->s, r, &a, &err), "add");
    w->adding += now() - t;
    w->counts[a.outcome]++;
    t = now();
    add_plain(w, r);
    w->alone += now() - t;
}

/* Articles of a file, or as many made ones. */
static int read_file(work *w, const char *name)
{
    const char *shared = getenv("LEDE_SHARED");
    char path[500];
    lede_reader *reader;
    lede_item item;
    double t;
    int n = 0;

    snprintf(path, sizeof path, "%s/data/corpora/%s", shared ? shared : "../shared", name);
    if (lede_reader_open(path, NULL, &reader, &err) != LEDE_OK)
        return 0;
    for (;;) {
        t = now();
        if (lede_reader_next(reader, &item, &err) != LEDE_OK)
            break;
        w->reading += now() - t;
        if (item.kind == LEDE_ITEM_ARTICLE) {
            take(w, item.record);
            n++;
        }
    }
    lede_reader_close(reader);
    return n;
}

static double json_bytes(const char *name)
{
    const char *shared = getenv("LEDE_SHARED");
    char path[500];
    static char block[1 << 16];
    double n = 0;
    gzFile f;
    int got;

    snprintf(path, sizeof path, "%s/data/corpora/%s", shared ? shared : "../shared", name);
    f = gzopen(path, "rb");
    while (f && (got = gzread(f, block, sizeof block)) > 0)
        n += got;
    if (f)
        gzclose(f);
    return n;
}

static void make_articles(work *w, int count)
{
    unsigned long long seed = 7;
    static char body[4000];
    char headline[60];
    lede_record *r;
    int i;
    size_t n;

    for (i = 0; i < count; i++) {
        for (n = 0; n < sizeof body - 20;) {
            seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
            n += (size_t)snprintf(body + n, sizeof body - n, "w%llx ", (seed >> 40) * (seed >> 40) >> 34);
        }
        snprintf(headline, sizeof headline, "Headline %d", i);
        r = lede_record_new();
        must(lede_record_set(r, LEDE_HEADLINE, headline, strlen(headline), &err), "record");
        must(lede_record_set(r, LEDE_BODY, body, n, &err), "record");
        must(lede_record_set(r, LEDE_LANGUAGE, "en", 2, &err), "record");
        w->bytes += (double)n;
        take(w, r);
        lede_record_free(r);
    }
}

static void add_everything(work *w)
{
    static const char *const files[] = {"allsides-2018-2020.jsonl.gz", "ja-livedoor.jsonl.gz", "reuters-21578.jsonl.gz",
                                        "ru-1tv-2021-2024.jsonl.gz", "de-10kgnad-test.jsonl.gz"};
    lede_run_spec spec = {.kind = "add", .name = "bench", .commit = LEDE_COMMIT_BULK};
    double t;
    size_t i;

    must(lede_run_begin(w->s, &spec, &err), "begin");
    sqlite3_exec(w->plain,
                 "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE VIRTUAL TABLE f "
                 "USING fts5(h, d, b, content = ''); INSERT INTO f(f, rank) VALUES('automerge', 0); INSERT INTO f(f, rank) "
                 "VALUES('hashsize', 16777216); BEGIN",
                 NULL, NULL, NULL);
    sqlite3_prepare_v2(w->plain, "INSERT INTO f(h, d, b) VALUES(?1, ?2, ?3)", -1, &w->insert, NULL);
    for (i = 0; i < sizeof files / sizeof *files; i++)
        if (read_file(w, files[i]))
            w->bytes += json_bytes(files[i]);
    if (w->bytes == 0)
        make_articles(w, 20000);
    t = now();
    must(lede_run_end(w->s, NULL, &err), "end");
    w->adding += now() - t;
    t = now();
    sqlite3_exec(w->plain, "COMMIT", NULL, NULL, NULL);
    w->alone += now() - t;
    sqlite3_finalize(w->insert);
}

static void report_adding(const work *w, const char *path)
{
    double mb = w->bytes / 1e6;
    lede_stats stats;
    struct rusage use;

    getrusage(RUSAGE_SELF, &use);
    must(lede_store_stats(w->s, &stats, &err), "stats");
    printf("store: add %.1f MB/s of JSON (store alone; with reading %.1f), FTS5 alone %.1f MB/s: %.2f of its speed\n",
           mb / w->adding, mb / (w->adding + w->reading), mb / w->alone, w->alone / w->adding);
    printf("store: %lld added, %lld updated, %.1f MB of JSON; file %.2f times the text; peak memory %ld MB\n",
           w->counts[LEDE_ADDED], w->counts[LEDE_UPDATED], mb, (double)stats.file_bytes / (double)stats.text_bytes,
           use.ru_maxrss / 1024);
    (void)path;
}

static int touch(size_t i, int64_t row, const char *value, size_t n, void *ud)
{
    (void)i;
    (void)row;
    if (n)
        *(unsigned long *)ud += (unsigned char)value[n - 1];
    return 0;
}

static void reading(lede_store *s)
{
    int64_t *rows;
    unsigned long sum = 0;
    size_t n, i;
    lede_buf b = {0};
    double t = now();

    must(lede_store_rows(s, &rows, &n, &err), "rows");
    printf("store: %zu rows in order in %.1f ms\n", n, 1e3 * (now() - t));
    t = now();
    must(lede_store_each(s, rows, n, "headline", touch, &sum, &err), "each");
    printf("store: visit headlines %.0f articles/s\n", (double)n / (now() - t));
    t = now();
    must(lede_store_hold(s, 1, &err), "hold");
    for (i = 0; i < n; i++) {
        lede_buf_clear(&b);
        must(lede_store_field(s, rows[i], LEDE_BODY, &b, &err), "field");
    }
    lede_store_hold(s, 0, &err);
    printf("store: copy bodies one by one %.0f articles/s\n", (double)n / (now() - t));
    lede_buf_release(&b);
    lede_free(rows);
}

static void tagging(lede_store *s)
{
    int64_t *rows, changed, all = 0;
    lede_assertion a = {0};
    char name[40];
    size_t n;
    lede_undo u;
    double t;
    int i;

    must(lede_store_rows(s, &rows, &n, &err), "rows");
    if (n > 40000)
        n = 40000;
    for (i = 0; i < 25; i++) {
        snprintf(name, sizeof name, "topic/%d", i);
        a.name = name;
        a.n = strlen(name);
        t = now();
        must(lede_store_tag_rows(s, rows, n, &a, &changed, &err), "tag");
        t = now() - t;
        all += changed;
    }
    printf("store: tag %.0f articles/s with %lld tags there", (double)n / t, (long long)all);
    t = now();
    must(lede_store_undo(s, 0, 0, NULL, NULL, &u, &err), "undo");
    printf(", undo %.0f/s\n", (double)u.undone / (now() - t));
    lede_free(rows);
}

int main(void)
{
    const char *dir = getenv("TMPDIR");
    char path[300], plain[300];
    work w = {0};

    snprintf(path, sizeof path, "%s/lede-bench-%ld.lede", dir ? dir : "/tmp", (long)getpid());
    snprintf(plain, sizeof plain, "%s/lede-bench-%ld.plain", dir ? dir : "/tmp", (long)getpid());
    must(lede_store_open(path, LEDE_CREATE, &w.s, &err), "open");
    if (sqlite3_open(plain, &w.plain) != SQLITE_OK)
        return 1;
    add_everything(&w);
    report_adding(&w, path);
    reading(w.s);
    tagging(w.s);
    lede_store_close(w.s);
    sqlite3_close(w.plain);
    drop_file(path);
    drop_file(plain);
    return 0;
}
