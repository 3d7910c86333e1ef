/* core/store/rank*.c, leaf.c, finder.c, phrase.c, spot.c, lengths.c: ranking against FTS5's bm25(), lengths in blocks */
#include <math.h>

#include "base/alloc.h"
#include "fts5_peer.h"
#include "query_store.h"
#include "store/postings.h"
#include "store/query_sql.h"
#include "store/rank.h"

enum { ARTICLES = 300, QUERIES = 1000 };

static uint64_t state = 7;

static unsigned rnd(unsigned n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % n;
}

static const char *const pool[] = { "run", "runs", "running", "tax", "taxes", "mayor's", "mayor", "sea", "COVID-19", "ferry", "ferries",
                                    "日本", "harbour", "Harbours", "don't", "ok", "the", "of", "rt.com" };

static sample made[ARTICLES];
static char texts[ARTICLES][3][700];
static lede_store *store;
static sqlite3 *peer;

static void make(void)
{
    unsigned i, f, n;

    for (i = 0; i < ARTICLES; i++) {
        for (f = 0; f < 3; f++)
            for (n = f == 2 ? rnd(50) : rnd(6); n; n--) {
                strcat(texts[i][f], pool[rnd(sizeof pool / sizeof *pool)]);
                strcat(texts[i][f], " ");
            }
        sprintf(texts[i][2] + strlen(texts[i][2]), "n%u", i);
        made[i].headline = *texts[i][0] ? texts[i][0] : NULL;
        made[i].dek = *texts[i][1] ? texts[i][1] : NULL;
        made[i].body = texts[i][2];
        made[i].language = "en";
    }
}

static void random_query(char *out)
{
    static const char *const fields[] = { "", "", "", "headline:", "body:" };
    const char *with = rnd(2) ? " OR " : " ";
    unsigned n;

    *out = '\0';
    for (n = 1 + rnd(4); n; n--) {
        strcat(out, fields[rnd(5)]);
        if (rnd(4) == 0)
            sprintf(out + strlen(out), "\"%s %s\"", pool[rnd(19)], pool[rnd(19)]);
        else if (rnd(5) == 0)
            strcat(out, "ta*");
        else
            strcat(out, pool[rnd(19)]);
        if (n > 1)
            strcat(out, with);
    }
}

static const char *text_or_null(sqlite3_stmt *st, int i)
{
    return (const char *)sqlite3_column_text(st, i);
}

/* The store's texts as FTS5 has them, in rows of the same numbers. */
static int make_peer(void)
{
    sqlite3_stmt *st = NULL;
    int ok;

    sqlite3_close(peer);
    ok = (peer = peer_open(":memory:")) != NULL &&
         sqlite3_prepare_v2(store->db, "SELECT a.row, headline, dek, body FROM article a JOIN body b ON b.row = a.row", -1, &st,
                            NULL) == SQLITE_OK;
    while (ok && sqlite3_step(st) == SQLITE_ROW)
        ok = peer_add(peer, sqlite3_column_int64(st, 0), text_or_null(st, 1), text_or_null(st, 2), text_or_null(st, 3));
    sqlite3_finalize(st);
    return ok;
}

/* What FTS5 says of each row. */
static size_t builtin(const lede__qnode *root, double *scores, size_t most)
{
    sqlite3_stmt *st;
    lede_buf match;
    size_t n = 0;

    lede_buf_init(&match);
    peer_expression(&match, root);
    sqlite3_prepare_v2(peer, "SELECT rowid, bm25(fts) FROM fts WHERE fts MATCH ?1", -1, &st, NULL);
    sqlite3_bind_text(st, 1, match.s, (int)match.n, SQLITE_STATIC);
    while (sqlite3_step(st) == SQLITE_ROW) {
        size_t row = (size_t)sqlite3_column_int64(st, 0);

        if (row < most)
            scores[row] = -sqlite3_column_double(st, 1);
        n++;
    }
    sqlite3_finalize(st);
    lede_buf_release(&match);
    return n;
}

static int compare(const char *query)
{
    static const double even[] = { 1, 1, 1 };
    static double scores[ARTICLES + 100];
    union { lede__qnode *const *in; const lede__qnode *const *out; } terms;
    lede__rank_spec spec = { NULL, 0, even, NULL, 0, NULL, 0 };
    size_t n, i, want;
    lede__scored *got;
    lede_error err;
    lede_query *q;
    lede__rowset rows;
    int bad = 0;

    memset(scores, 0, sizeof scores);
    if (lede_query_parse(query, strlen(query), NULL, &q, &err) != LEDE_OK || lede__q_bind(q, store, &err) != LEDE_OK)
        return 1;
    terms.in = q->root->kids_n ? q->root->kids : &q->root;
    spec.terms = terms.out;
    spec.terms_n = q->root->kids_n ? q->root->kids_n : 1;
    lede__rowset_init(&rows);
    spec.all = q->root->kind == LEDE__Q_AND && rnd(2);
    if (q->root->kind == LEDE__Q_AND && !spec.all && lede__q_rows(q, store, q->root, &rows, &err) == LEDE_OK)
        spec.within = &rows;
    want = builtin(q->root, scores, ARTICLES + 100);
    if (lede__rank(store, &spec, &got, &n, &err) != LEDE_OK) {
        printf("# %s: %s\n", query, err.message);
        return 1;
    }
    bad = n != want;
    for (i = 0; i < n; i++)
        if (fabs(got[i].score - scores[got[i].row]) > 1e-4 * (1 + got[i].score))
            bad = 1;
        else if (i && got[i].score > got[i - 1].score)
            bad = 1;
    if (bad)
        printf("# %s: %zu rows, FTS5 has %zu; first %f, FTS5 says %f\n", query, n, want, n ? got[0].score : 0, n ? scores[got[0].row] : 0);
    lede__free(got);
    lede__rowset_release(&rows);
    lede_query_free(q);
    return bad;
}

static void ranking_is_bm25(void)
{
    char query[400];
    int i, bad = 0;

    for (i = 0; i < QUERIES && bad < 5; i++) {
        random_query(query);
        bad += compare(query);
    }
    EQ_INT(bad, 0);
}

/* Take out, change and add, a segment a run, so that rows of older segments are dead. */
static void change_some(unsigned step)
{
    static sample more;
    lede_run_spec spec = { .kind = "test", .commit = LEDE_COMMIT_BULK };
    lede_added added;
    lede_error err;
    lede_record *r;
    unsigned row;
    int changed;

    EQ_INT(lede_run_begin(store, &spec, &err), LEDE_OK);
    for (row = 1 + step; row <= ARTICLES; row += 11)
        if (row % 2)
            EQ_INT(lede_store_remove(store, row, &err), LEDE_OK);
        else
            EQ_INT(lede_store_set(store, row, LEDE_HEADLINE, made[row % 7].body, strlen(made[row % 7].body), &changed, &err), LEDE_OK);
    more.headline = step ? "Taxes on the sea ferry" : "The mayor's harbours";
    more.body = step ? "run runs running tax" : "sea sea sea ferries";
    more.language = "en";
    r = sample_record(&more);
    EQ_INT(lede_store_add(store, r, &added, &err), LEDE_OK);
    lede_record_free(r);
    EQ_INT(lede_run_end(store, NULL, &err), LEDE_OK);
}

static int has_dead_rows(void)
{
    lede__view *v;
    lede_error err;
    size_t i;
    int any = 0;

    EQ_INT(lede__view_get(store, &v, &err), LEDE_OK);
    for (i = 0; i < lede__view_segments(v); i++)
        any |= lede__view_dead(v, i) != NULL;
    lede__view_done(store);
    return any;
}

static void ranking_sees_what_stands(void)
{
    unsigned step;

    for (step = 0; step < 4; step++)
        change_some(step);
    CHECK(has_dead_rows());
    CHECK(make_peer());
    ranking_is_bm25();
}

static void a_limit_keeps_the_best(void)
{
    lede_find_options all = { "relevance", 0, 0 }, some = { "relevance", 7, 3 };
    int64_t *a, *b;
    lede_error err;
    lede_query *q;
    size_t n, m, i;

    lede_query_parse("tax OR sea", 10, NULL, &q, &err);
    EQ_INT(lede_query_find(q, store, &all, &a, &n, &err), LEDE_OK);
    EQ_INT(lede_query_find(q, store, &some, &b, &m, &err), LEDE_OK);
    EQ_INT(m, 7);
    for (i = 0; i < m && i + 3 < n; i++)
        EQ_INT(b[i], a[i + 3]);
    lede_free(a);
    lede_free(b);
    lede_query_free(q);
}

/* Whether the best few are the first of all that the query finds, and those are as many as it counts. */
static int best_are_first(const char *query)
{
    lede_find_options all = { "relevance", 0, 0 }, some = { "relevance", 5, 2 };
    int64_t *a, *b, count;
    lede_error err;
    lede_query *q;
    size_t n, m, i;
    int ok;

    if (lede_query_parse(query, strlen(query), NULL, &q, &err) != LEDE_OK)
        return 0;
    EQ_INT(lede_query_find(q, store, &all, &a, &n, &err), LEDE_OK);
    EQ_INT(lede_query_find(q, store, &some, &b, &m, &err), LEDE_OK);
    EQ_INT(lede_query_count(q, store, &count, &err), LEDE_OK);
    ok = (size_t)count == n && m == (n < 2 ? 0 : n < 7 ? n - 2 : 5);
    for (i = 0; i < m && ok; i++)
        ok = b[i] == a[i + 2];
    if (!ok)
        printf("# %s: %zu found, %lld counted; %zu of the best\n", query, n, (long long)count, m);
    lede_free(a);
    lede_free(b);
    lede_query_free(q);
    return ok;
}

static const char *any_word(void)
{
    return pool[rnd(sizeof pool / sizeof *pool)];
}

static void the_best_of_places_are_the_first(void)
{
    char query[300];
    int i, bad = 0;

    for (i = 0; i < QUERIES && bad < 5; i++) {
        switch (rnd(5)) {
        case 0: sprintf(query, "\"%s %s\"", any_word(), any_word()); break;
        case 1: sprintf(query, "headline:\"%s %s %s\"", any_word(), any_word(), any_word()); break;
        case 2: sprintf(query, "near(%s %s, %u)", any_word(), any_word(), rnd(8)); break;
        case 3: sprintf(query, "near(\"%s %s\" %s ta*, %u)", any_word(), any_word(), any_word(), rnd(30)); break;
        default: sprintf(query, "body:near(%s \"%s %s\" %s, %u)", any_word(), any_word(), any_word(), any_word(), rnd(30));
        }
        bad += !best_are_first(query);
    }
    EQ_INT(bad, 0);
}

static uint32_t length_at(lede__length_table *t, size_t row)
{
    const uint32_t *block;
    lede_error err;

    return lede__length_table_block(t, store->db, row / LEDE__LENGTHS_BLOCK, &block, &err) == LEDE_OK
               ? block[row % LEDE__LENGTHS_BLOCK] : UINT32_MAX;
}

static void lengths_come_back(void)
{
    lede__length_table t = { NULL, 0, 0 };
    lede__lengths *l = lede__lengths_new(store->db);
    lede_error err;

    EQ_INT(sqlite3_exec(store->db, "SAVEPOINT t", NULL, NULL, NULL), SQLITE_OK);
    EQ_INT(lede__lengths_put(l, 5000, 77, &err), LEDE_OK);
    EQ_INT(lede__lengths_put(l, 20000, 78, &err), LEDE_OK);
    EQ_INT(lede__lengths_put(l, 5001, 79, &err), LEDE_OK);
    EQ_INT(lede__lengths_flush(l, &err), LEDE_OK);
    EQ_INT(length_at(&t, 5000), 77);
    EQ_INT(length_at(&t, 5001), 79);
    EQ_INT(length_at(&t, 20000), 78);
    EQ_INT(length_at(&t, 2 * 4096), 0);
    EQ_INT(t.n, 5);
    CHECK(t.blocks[3] == NULL);
    lede__length_table_release(&t);
    EQ_INT(lede__lengths_put(l, 5000, 1, &err), LEDE_OK);
    lede__lengths_drop(l);
    EQ_INT(lede__lengths_flush(l, &err), LEDE_OK);
    EQ_INT(length_at(&t, 5000), 77);
    lede__length_table_release(&t);
    EQ_INT(sqlite3_exec(store->db, "UPDATE doclen SET lengths = x'0102' WHERE block = 4", NULL, NULL, NULL), SQLITE_OK);
    EQ_INT(length_at(&t, 20000), 0);
    lede__length_table_release(&t);
    sqlite3_exec(store->db, "ROLLBACK TO t; RELEASE t", NULL, NULL, NULL);
    lede__lengths_free(l);
}

int main(void)
{
    make();
    store = store_of(made, ARTICLES);
    if (!store || !make_peer())
        return 1;
    RUN(ranking_is_bm25, "at equal weights the ranking is FTS5's bm25, on 1,000 queries");
    RUN(the_best_of_places_are_the_first, "the best few of a phrase or near() are the first of all it finds");
    RUN(ranking_sees_what_stands, "the ranking is bm25 when articles were taken out, changed and added in several segments");
    RUN(the_best_of_places_are_the_first, "and the best few of a phrase or near() are still the first of all it finds");
    RUN(a_limit_keeps_the_best, "a limit keeps the best");
    RUN(lengths_come_back, "lengths of texts come back, a block that is cut short as zeros");
    sqlite3_close(peer);
    store_gone(store);
    return END();
}
