/*
 * Queries on the store of all corpora: the best 20 by relevance against
 * ORDER BY bm25() of an FTS5 table of the same terms in the same run, and the
 * default order, inside the process. With the argument `times` it prints only
 * "query<TAB>milliseconds", with `texts` the texts, for query_xapian.sh.
 *
 * The store is $LEDE_BENCH_STORE, else made once beside this program, as is
 * the FTS5 table.
 */
#include <glob.h>
#include <unistd.h>

#include "../unit/fts5_peer.h"
#include "corpus.h"
#include "lede/query.h"
#include "lede/read.h"
#include "store/query_sql.h"

enum { ROUNDS = 15, BEST = 20 };

static const struct { const char *name, *query; } queries[] = {
    { "common word", "government" },   { "commonest word", "said" },         { "rare word", "zebra" },
    { "AND", "president minister" },   { "AND of common", "said people" },   { "phrase", "\"prime minister\"" },
    { "near", "near(tax cut, 5)" },    { "prefix", "gov*" }, { "wide prefix", "co*" }, { "OR", "flood OR earthquake OR storm" },
};

static void check(lede_status st, const lede_error *err)
{
    if (st != LEDE_OK) {
        fprintf(stderr, "query: %s\n", err->message);
        exit(1);
    }
}

/* --- the store ------------------------------------------------------------------- */

static void add_file(lede_store *s, const char *path)
{
    lede_reader *r;
    lede_item item;
    lede_added added;
    lede_error err;

    check(lede_reader_open(path, NULL, &r, &err), &err);
    while (lede_reader_next(r, &item, &err) == LEDE_OK)
        if (item.kind == LEDE_ITEM_ARTICLE)
            check(lede_store_add(s, item.record, &added, &err), &err);
    lede_reader_close(r);
}

static void make_store(const char *path)
{
    const char *dir = getenv("LEDE_SHARED");
    char pattern[1000];
    lede_run_spec spec = { .kind = "add", .commit = LEDE_COMMIT_BULK };
    lede_store *s;
    lede_error err;
    glob_t g;
    size_t i;

    snprintf(pattern, sizeof pattern, "%s/data/corpora/*.jsonl.gz", dir ? dir : "../shared");
    if (glob(pattern, 0, NULL, &g) != 0) {
        printf("skipped: no corpora under %s\n", pattern);
        exit(0);
    }
    check(lede_store_open(path, LEDE_CREATE, &s, &err), &err);
    check(lede_run_begin(s, &spec, &err), &err);
    for (i = 0; i < g.gl_pathc; i++)
        add_file(s, g.gl_pathv[i]);
    check(lede_run_end(s, NULL, &err), &err);
    lede_store_close(s);
    globfree(&g);
}

static lede_store *open_store(const char *program)
{
    const char *given = getenv("LEDE_BENCH_STORE");
    char path[1000], part[1010];
    lede_store *s;
    lede_error err;

    snprintf(path, sizeof path, "%s", given ? given : program);
    if (!given) {
        snprintf(path, sizeof path, "%s.lede", program);
        if (access(path, R_OK) != 0) {
            snprintf(part, sizeof part, "%s.new", path);
            unlink(part);
            make_store(part);
            rename(part, path);
        }
    }
    check(lede_store_open(path, LEDE_READ, &s, &err), &err);
    return s;
}

/* --- the peer --------------------------------------------------------------------- */

static void fill_peer(sqlite3 *peer, lede_store *s)
{
    sqlite3_stmt *st;

    sqlite3_exec(peer, "INSERT INTO fts(fts, rank) VALUES('automerge', 0); BEGIN", NULL, NULL, NULL);
    sqlite3_prepare_v2(s->db, "SELECT a.row, headline, dek, body FROM article a JOIN body b ON b.row = a.row", -1, &st, NULL);
    while (sqlite3_step(st) == SQLITE_ROW)
        if (!peer_add(peer, sqlite3_column_int64(st, 0), (const char *)sqlite3_column_text(st, 1),
                      (const char *)sqlite3_column_text(st, 2), (const char *)sqlite3_column_text(st, 3)))
            exit(1);
    sqlite3_finalize(st);
    sqlite3_exec(peer, "INSERT INTO fts(fts) VALUES('optimize'); COMMIT", NULL, NULL, NULL);
}

static sqlite3 *open_peer(const char *program, lede_store *s)
{
    char path[1000], part[1010];
    sqlite3 *peer;

    snprintf(path, sizeof path, "%s.fts5", program);
    if (access(path, R_OK) != 0) {
        snprintf(part, sizeof part, "%s.new", path);
        unlink(part);
        if (!(peer = peer_open(part)))
            exit(1);
        fill_peer(peer, s);
        sqlite3_close(peer);
        rename(part, path);
    }
    if (!(peer = peer_open(path)))
        exit(1);
    return peer;
}

/* --- measuring --------------------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* Milliseconds of parse, bind, find and free: the median. */
static double time_find(lede_store *s, const char *query, const char *sort, size_t *hits)
{
    double t[ROUNDS];
    lede_find_options f = { sort, BEST, 0 };
    int i;

    for (i = 0; i < ROUNDS; i++) {
        lede_error err;
        lede_query *q;
        int64_t *rows;
        double start = now();

        check(lede_query_parse(query, strlen(query), NULL, &q, &err), &err);
        check(lede_query_find(q, s, &f, &rows, hits, &err), &err);
        lede_free(rows);
        lede_query_free(q);
        t[i] = (now() - start) * 1e3;
    }
    qsort(t, ROUNDS, sizeof *t, by_size);
    return t[ROUNDS / 2];
}

/* The same expression by FTS5's own ranking. */
static double time_builtin(sqlite3 *peer, lede_store *s, const char *query)
{
    double t[3];
    lede_error err;
    lede_query *q;
    lede_buf match;
    sqlite3_stmt *st;
    int i;

    check(lede_query_parse(query, strlen(query), NULL, &q, &err), &err);
    check(lede__q_bind(q, s, &err), &err);
    lede_buf_init(&match);
    peer_expression(&match, q->root);
    for (i = 0; i < 3; i++) {
        double start = now();

        sqlite3_prepare_v2(peer, "SELECT rowid FROM fts WHERE fts MATCH ?1 ORDER BY bm25(fts) LIMIT 20", -1, &st, NULL);
        sqlite3_bind_text(st, 1, match.s, (int)match.n, SQLITE_STATIC);
        while (sqlite3_step(st) == SQLITE_ROW)
            ;
        sqlite3_finalize(st);
        t[i] = (now() - start) * 1e3;
    }
    lede_buf_release(&match);
    lede_query_free(q);
    qsort(t, 3, sizeof *t, by_size);
    return t[1];
}

static int print_text(size_t i, int64_t row, const char *value, size_t n, void *ud)
{
    (void)i;
    (void)ud;
    printf("%lld %zu\n", (long long)row, n);
    fwrite(value, 1, n, stdout);
    putchar('\n');
    return 0;
}

/* Texts as "row length", the bytes, a line end: headlines, then deks, then bodies. */
static void print_texts(lede_store *s)
{
    static const char *const names[] = { "headline", "dek", "body" };
    lede_error err;
    int64_t *rows;
    size_t n, i;

    check(lede_store_rows(s, &rows, &n, &err), &err);
    for (i = 0; i < 3; i++)
        check(lede_store_each(s, rows, n, names[i], print_text, NULL, &err), &err);
    lede_free(rows);
}

int main(int argc, char **argv)
{
    lede_store *s = open_store(argv[0]);
    int64_t articles = 0;
    size_t i, hits;

    lede_store_count(s, &articles, NULL);
    if (argc > 1 && strcmp(argv[1], "texts") == 0) {
        print_texts(s);
    } else if (argc > 1) {
        for (i = 0; i < sizeof queries / sizeof *queries; i++)
            printf("%s\t%.3f\n", queries[i].query, time_find(s, queries[i].query, "relevance", &hits));
    } else {
        sqlite3 *peer = open_peer(argv[0], s);

        printf("%lld articles; milliseconds of processor for the first 20\n", (long long)articles);
        for (i = 0; i < sizeof queries / sizeof *queries; i++) {
            double ours = time_find(s, queries[i].query, "relevance", &hits);
            double dated = time_find(s, queries[i].query, NULL, &hits), builtin = time_builtin(peer, s, queries[i].query);

            printf("%-15s %-30s best %7.2f  by date %7.2f  ORDER BY bm25() %8.2f  ratio %5.1f\n", queries[i].name,
                   queries[i].query, ours, dated, builtin, builtin / ours);
        }
        sqlite3_close(peer);
    }
    lede_store_close(s);
    return 0;
}
