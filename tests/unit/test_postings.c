/* core/store/postings_*.c: the inverted index against lists kept by the test itself */
#include "base/alloc.h"
#include "base/map.h"
#include "store/index.h"
#include "store/postings_in.h"
#include "store_help.h"

enum { ROWS = 1200, TERMS = 60, PLACES = 12 };

static uint64_t state = 11;

static unsigned rnd(unsigned n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % n;
}

/* What the test knows: for each row and term, its positions a column; whether the row stands, and its length. */
typedef struct known {
    int stands;
    uint32_t length;
    uint8_t n[TERMS][LEDE__COLUMNS];
    uint32_t at[TERMS][LEDE__COLUMNS][PLACES];
} known;

static known rows[ROWS];
static char terms[TERMS][40];

/* Terms that share beginnings, some of more than eight bytes, one of bytes over 127. */
static void name_terms(void)
{
    int i;

    for (i = 0; i < TERMS; i++)
        snprintf(terms[i], sizeof terms[i], i % 3 ? "%sterm%d" : "common-beginning-%s%d", i % 7 ? "" : "\xC3\xA9", i);
}

/* Term i is in one article of i / 8 + 1. */
static void compose(known *k)
{
    int t, c;
    uint32_t n, place;

    memset(k, 0, sizeof *k);
    k->stands = 1;
    for (t = 0; t < TERMS; t++) {
        if (rnd((unsigned)t * (unsigned)t / 8 + 1))
            continue;
        for (c = 0; c < LEDE__COLUMNS; c++) {
            if (c < LEDE__BODY && rnd(5))
                continue;
            place = rnd(300);
            for (n = 1 + (rnd(3) ? 0 : rnd(PLACES - 1)); n && k->n[t][c] < PLACES; n--) {
                k->at[t][c][k->n[t][c]++] = place;
                place += 1 + rnd(rnd(10) ? 20 : 40000);
            }
        }
    }
    k->length = 1 + rnd(90000);
}

static int put(lede_store *s, int row)
{
    const known *k = &rows[row];
    int t, c, i;

    if (lede__postings_begin(s, row, &err) != LEDE_OK)
        return 0;
    for (c = 0; c < LEDE__COLUMNS; c++)
        for (t = 0; t < TERMS; t++)
            for (i = 0; i < k->n[t][c]; i++)
                if (!lede__postings_term(s->postings, c, k->at[t][c][i], terms[t], strlen(terms[t]),
                                         lede__hash(terms[t], strlen(terms[t]))))
                    return 0;
    lede__postings_end(s->postings, k->length);
    return 1;
}

static void add_row(lede_store *s, int row)
{
    compose(&rows[row]);
    CHECK(put(s, row));
    lede__lengths_put(s->lengths, row, rows[row].length, &err);
}

static void take_row(lede_store *s, int row)
{
    EQ_INT(lede__postings_hide(s, row, rows[row].length, &err), LEDE_OK);
    lede__lengths_put(s->lengths, row, 0, &err);
    rows[row].stands = 0;
}

/* --- comparing ------------------------------------------------------------------------ */

static uint8_t met[ROWS];

static int positions_right(lede__list *l, uint32_t block, uint32_t i, const known *k, int t)
{
    const uint32_t *got;
    uint32_t n;
    int c;

    for (c = LEDE__COLUMNS - 1; c >= 0; c--)
        if (lede__list_positions(l, block, i, c, &got, &n, &err) != LEDE_OK || n != k->n[t][c] ||
            memcmp(got, k->at[t][c], n * sizeof *got) != 0)
            return 0;
    return 1;
}

static int article_right(lede__list *l, uint32_t block, uint32_t i, uint32_t row, const uint32_t hits[LEDE__COLUMNS], int t)
{
    const known *k = &rows[row];
    uint32_t most[LEDE__COLUMNS], least;
    int c;

    lede__list_bound(l, block, most, &least);
    for (c = 0; c < LEDE__COLUMNS; c++)
        if (hits[c] != k->n[t][c] || hits[c] > most[c])
            return 0;
    return least <= k->length && positions_right(l, block, i, k, t);
}

static int block_right(lede__list *l, uint32_t block, const lede__rowset *dead, int t)
{
    static const double weights[LEDE__COLUMNS] = { 4, 2, 1 };
    uint32_t got[LEDE__BLOCK], hits[LEDE__BLOCK][LEDE__COLUMNS], n, i;
    float weighed[LEDE__BLOCK];

    if (lede__list_rows(l, block, got, &n, &err) != LEDE_OK || lede__list_hits(l, block, hits, &err) != LEDE_OK ||
        lede__list_weighed(l, block, weights, weighed, &err) != LEDE_OK || got[n - 1] != lede__list_last(l, block))
        return 0;
    for (i = 0; i < n; i++) {
        if (weighed[i] != (float)(4 * hits[i][LEDE__HEADLINE] + 2 * hits[i][LEDE__DEK] + hits[i][LEDE__BODY]))
            return 0;
        if (dead && lede__rowset_has(dead, got[i]))
            continue;
        if (got[i] >= ROWS || met[got[i]]++ || !rows[got[i]].stands)
            return 0;
        if (!article_right(l, block, i, got[i], hits[i], t))
            return 0;
    }
    return 1;
}

static int holds(const known *k, int t)
{
    return k->stands && (k->n[t][0] || k->n[t][1] || k->n[t][2]);
}

/* Every list of every segment says together what the test knows. */
static int term_right(lede__view *v, int t)
{
    lede__list *l;
    size_t g;
    uint32_t b;
    int row, ok = 1;

    memset(met, 0, sizeof met);
    for (g = 0; g < lede__view_segments(v) && ok; g++) {
        if (lede__list_open(v, g, terms[t], strlen(terms[t]), &l, &err) != LEDE_OK)
            return 0;
        for (b = 0; l && ok && b < l->blocks; b++)
            ok = block_right(l, b, lede__view_dead(v, g), t);
        lede__list_close(l);
    }
    for (row = 0; row < ROWS && ok; row++)
        ok = met[row] == holds(&rows[row], t);
    return ok;
}

static int all_right(lede_store *s)
{
    lede__view *v;
    int64_t articles = 0, tokens = 0;
    int t, row, ok = 1;

    if (lede__view_get(s, &v, &err) != LEDE_OK) {
        printf("# %s\n", err.message);
        return 0;
    }
    for (row = 0; row < ROWS; row++)
        if (rows[row].stands) {
            articles++;
            tokens += rows[row].length;
        }
    ok = lede__view_articles(v) == articles && lede__view_tokens(v) == tokens;
    for (t = 0; t < TERMS && ok; t++)
        if (!term_right(v, t)) {
            printf("# term %s is not as it was put\n", terms[t]);
            ok = 0;
        }
    lede__view_done(s);
    return ok;
}

/* --- tests ------------------------------------------------------------------------------ */

static lede_store *begin(void)
{
    lede_store *s = memory();

    memset(rows, 0, sizeof rows);
    CHECK(lede__begin(s, &err) == LEDE_OK);
    return s;
}

static void end(lede_store *s)
{
    lede__rollback(s);
    lede_store_close(s);
}

static void one_segment(void)
{
    lede_store *s = begin();
    int row;

    for (row = 1; row < ROWS; row++)
        add_row(s, row);
    CHECK(all_right(s));
    end(s);
}

static void any_order(void)
{
    lede_store *s = begin();
    int row;

    for (row = 1; row < ROWS; row++)
        add_row(s, row * 7 % ROWS);
    CHECK(all_right(s));
    end(s);
}

/* Articles come, change and go in any order, with flushes and merges in between. */
static void random_history(void)
{
    lede_store *s = begin();
    int step, row, did;

    for (step = 0; step < 6000; step++) {
        row = (int)rnd(ROWS);
        if (rows[row].stands)
            take_row(s, row);
        if (rnd(4))
            add_row(s, row);
        if (rnd(100) == 0)
            CHECK(lede__postings_flush(s, &err) == LEDE_OK);
        if (rnd(300) == 0)
            do
                EQ_INT(lede__postings_merge(s, (lede__merge)rnd(3), &did, &err), LEDE_OK);
            while (did);
        if (rnd(1000) == 0)
            CHECK(all_right(s));
    }
    CHECK(all_right(s));
    EQ_INT(lede__postings_merge_all(s, &err), LEDE_OK);
    CHECK(all_right(s));
    end(s);
}

typedef struct walked {
    char last[200];
    size_t last_n;
    int n, ascending;
} walked;

static int walk_term(const lede__term *term, void *ud)
{
    walked *w = ud;
    size_t n = term->n < w->last_n ? term->n : w->last_n;
    int d = memcmp(w->last, term->s, n);

    w->ascending = w->ascending && (!w->n || d < 0 || (!d && w->last_n < term->n));
    memcpy(w->last, term->s, w->last_n = term->n);
    w->n++;
    return 0;
}

/* Each the beginning of the next, and of one that ends with a zero byte, and of one with a byte over 127. */
static void terms_alike(void)
{
    enum { LONGEST = 150 };
    static const char ends[] = {'x', '\0', (char)0xC3};
    lede_store *s = begin();
    walked w = {.ascending = 1};
    char term[LONGEST];
    lede__view *v;
    int i, good;

    memset(term, 'x', sizeof term);
    good = lede__postings_begin(s, 1, &err) == LEDE_OK;
    for (i = 0; i < LONGEST * 3 && good; i++) {
        size_t n = (size_t)(i * 7 % LONGEST) + 1;

        term[n - 1] = ends[i / LONGEST];
        good = lede__postings_term(s->postings, LEDE__BODY, (uint32_t)i, term, n, lede__hash(term, n)) != NULL;
        term[n - 1] = 'x';
    }
    CHECK(good);
    lede__postings_end(s->postings, LONGEST * 3);
    CHECK(lede__view_get(s, &v, &err) == LEDE_OK);
    EQ_INT(lede__terms(v, 0, "", 0, walk_term, &w, &err), LEDE_OK);
    lede__view_done(s);
    EQ_INT(w.n, LONGEST * 3);
    CHECK(w.ascending);
    end(s);
}

/* Make a segment of n articles of one word, numbered from *row on. */
static void add_segment(lede_store *s, int64_t *row, int n)
{
    int i, good = 1;

    for (i = 0; i < n && good; i++, ++*row) {
        good = lede__postings_begin(s, *row, &err) == LEDE_OK &&
               lede__postings_term(s->postings, LEDE__BODY, 0, "word", 4, lede__hash("word", 4)) != NULL;
        if (good)
            lede__postings_end(s->postings, 1);
    }
    CHECK(good && lede__postings_flush(s, &err) == LEDE_OK);
}

/* Merge until nothing is due; how often there was. */
static int merge_due(lede_store *s, lede__merge when)
{
    int times = 0, did = 1;

    while (did && lede__postings_merge(s, when, &did, &err) == LEDE_OK)
        times += did;
    CHECK(!did);
    return times;
}

/* The articles of the view's segments, as text: "10000 10000 8"; all that were added are found. */
static int segments_are(lede_store *s, const char *expected, int64_t all)
{
    char said[200] = "";
    lede__list *l = NULL;
    lede__view *v;
    int64_t found = 0;
    size_t g;

    if (lede__view_get(s, &v, &err) != LEDE_OK)
        return 0;
    for (g = 0; g < lede__view_segments(v); g++) {
        snprintf(said + strlen(said), sizeof said - strlen(said), "%s%lld", g ? " " : "",
                 (long long)v->segments[g].articles);
        if (lede__list_open(v, g, "word", 4, &l, &err) == LEDE_OK && l)
            found += l->articles;
        lede__list_close(l);
    }
    lede__view_done(s);
    EQ_STR(said, expected);
    EQ_INT(found, all);
    return 1;
}

static void little_never_merges_much(void)
{
    lede_store *s = begin();
    int64_t row = 1;
    int i;

    for (i = 0; i < 8; i++)
        add_segment(s, &row, 4096);
    EQ_INT(merge_due(s, LEDE__AFTER_LITTLE), 0);
    for (i = 0; i < 8; i++)
        add_segment(s, &row, 8);
    EQ_INT(merge_due(s, LEDE__AFTER_LITTLE), 1);
    CHECK(segments_are(s, "4096 4096 4096 4096 4096 4096 4096 4096 64", row - 1));
    EQ_INT(merge_due(s, LEDE__AFTER_MUCH), 1);
    CHECK(segments_are(s, "32832", row - 1));
    end(s);
}

static void no_merge_is_too_large(void)
{
    lede_store *s = begin();
    int64_t row = 1;
    int i;

    for (i = 0; i < 9; i++)
        add_segment(s, &row, 10000);
    EQ_INT(merge_due(s, LEDE__AMID_MUCH), 0);
    add_segment(s, &row, 10000);
    EQ_INT(merge_due(s, LEDE__AMID_MUCH), 1);
    for (i = 0; i < 4; i++)
        add_segment(s, &row, 10000);
    CHECK(segments_are(s, "100000 10000 10000 10000 10000", row - 1));
    EQ_INT(merge_due(s, LEDE__AMID_MUCH), 0);
    /* All of them would be more than a merge may take. */
    EQ_INT(merge_due(s, LEDE__AFTER_MUCH), 1);
    CHECK(segments_are(s, "100000 40000", row - 1));
    end(s);
}

/* Everything that can be read of a view, whatever it says; the first failure's status. */
static int walk_list(const lede__term *term, void *ud)
{
    lede__view *v = ud;
    static const double weights[LEDE__COLUMNS] = { 4, 2, 1 };
    uint32_t got[LEDE__BLOCK], hits[LEDE__BLOCK][LEDE__COLUMNS], most[LEDE__COLUMNS], least, n, b;
    float weighed[LEDE__BLOCK];
    const uint32_t *at;
    lede__list *l = NULL;
    size_t g;

    for (g = 0; g < lede__view_segments(v); g++) {
        if (lede__list_open(v, g, term->s, term->n, &l, &err) != LEDE_OK || !l)
            continue;
        for (b = 0; b < l->blocks; b++) {
            lede__list_bound(l, b, most, &least);
            lede__list_weighed(l, b, weights, weighed, &err);
            if (lede__list_rows(l, b, got, &n, &err) == LEDE_OK && lede__list_hits(l, b, hits, &err) == LEDE_OK &&
                hits[n - 1][LEDE__BODY])
                lede__list_positions(l, b, n - 1, LEDE__BODY, &at, &n, &err);
        }
        lede__list_close(l);
    }
    return 0;
}

static void harm(lede_store *s)
{
    static const char *const statements[] = {
        "UPDATE posting SET bytes = CAST(substr(bytes, 1, ?1 % length(bytes)) || x'80' || substr(bytes, ?1 % length(bytes) + 2) AS "
        "BLOB) WHERE rowid = (SELECT rowid FROM posting LIMIT 1 OFFSET ?2)",
        "UPDATE posting SET bytes = CAST(substr(bytes, 1, ?1 % length(bytes)) || x'07' || substr(bytes, ?1 % length(bytes) + 2) AS "
        "BLOB) WHERE rowid = (SELECT rowid FROM posting LIMIT 1 OFFSET ?2)",
        "UPDATE posting SET bytes = substr(bytes, 1, ?1 % length(bytes)) WHERE rowid = (SELECT rowid FROM posting LIMIT 1 OFFSET ?2)",
        "UPDATE segment SET root = substr(root, 1, ?1 % length(root)) WHERE id + ?2 > 0",
        "UPDATE segment SET hides = CAST(x'8080' || hides AS BLOB) WHERE ?1 + ?2 > 0",
        "UPDATE segment SET first = ?1 WHERE id + ?2 > 0",
    };
    sqlite3_stmt *st;

    sqlite3_prepare_v2(s->db, statements[rnd(10) < 8 ? rnd(3) : 3 + rnd(3)], -1, &st, NULL);
    sqlite3_bind_int(st, 1, (int)rnd(8000));
    sqlite3_bind_int(st, 2, (int)rnd(40));
    sqlite3_step(st);
    sqlite3_finalize(st);
}

static void damaged_bytes(void)
{
    lede_store *s = begin();
    lede__view *v;
    int row, i;

    for (row = 1; row < ROWS; row++) {
        add_row(s, row);
        if (row % 500 == 0)
            CHECK(lede__postings_flush(s, &err) == LEDE_OK);
    }
    for (i = 0; i < 5; i++)
        take_row(s, 1 + i);
    CHECK(all_right(s));
    for (i = 0; i < 400; i++) {
        lede__do(s, "SAVEPOINT harm", &err);
        harm(s);
        lede__view_free(s);
        if (lede__view_get(s, &v, &err) == LEDE_OK) {
            lede__terms(v, 0, "", 0, walk_list, v, &err);
            lede__view_done(s);
        }
        lede__postings_merge_all(s, &err);
        lede__do(s, "ROLLBACK TO harm", &err);
        lede__do(s, "RELEASE harm", &err);
        lede__view_free(s);
    }
    CHECK(all_right(s));
    end(s);
}

static int64_t digest(lede_store *s)
{
    sqlite3_stmt *st;
    int64_t sum = 0;

    sqlite3_prepare_v2(s->db, "SELECT bytes FROM posting UNION ALL SELECT root || hides || articles || live_tokens FROM segment", -1, &st, NULL);
    while (sqlite3_step(st) == SQLITE_ROW)
        sum = sum * 31 + (int64_t)lede__hash(sqlite3_column_blob(st, 0), (size_t)sqlite3_column_bytes(st, 0)) % 1000003;
    sqlite3_finalize(st);
    return sum;
}

static void same_adds_same_bytes(void)
{
    int64_t sums[2];
    int i, row;

    for (i = 0; i < 2; i++) {
        lede_store *s = begin();

        state = 5;
        for (row = 1; row < 700; row++) {
            add_row(s, row * 7 % ROWS);
            if (row % 200 == 0)
                lede__postings_flush(s, &err);
        }
        CHECK(lede__postings_flush(s, &err) == LEDE_OK);
        CHECK(lede__postings_merge_all(s, &err) == LEDE_OK);
        sums[i] = digest(s);
        end(s);
    }
    CHECK(sums[0] == sums[1] && sums[0] != 0);
}

/* Put, flush, read and merge, with every allocation failing in turn: an error each time, and no leak. */
static void memory_runs_out(void)
{
    lede_store *s = begin();
    long n = 0;
    int row, st, failed = 0;

    for (row = 1; row < 300; row++)
        add_row(s, row);
    CHECK(lede__postings_flush(s, &err) == LEDE_OK);
    for (row = 1; row < 20; row++)
        take_row(s, row);
    CHECK(lede__index_flush(s, &err) == LEDE_OK);
    do {
        lede__do(s, "SAVEPOINT lack", &err);
        fault_after(++n);
        st = lede__postings_begin(s, 500, &err) == LEDE_OK &&
             lede__postings_term(s->postings, 0, 1, "term", 4, lede__hash("term", 4)) &&
             lede__postings_flush(s, &err) == LEDE_OK && lede__postings_merge_all(s, &err) == LEDE_OK;
        fault_after(0);
        failed += !st;
        lede__do(s, "ROLLBACK TO lack", &err);
        lede__do(s, "RELEASE lack", &err);
        lede__postings_drop(s);
        if (n % 16 == 0)
            CHECK(all_right(s));
    } while (!st && n < 10000);
    CHECK(st && failed > 10);
    CHECK(all_right(s));
    end(s);
}

int main(void)
{
    name_terms();
    RUN(one_segment, "what was put is read: rows, hits, positions, bounds");
    RUN(any_order, "rows may come in any order");
    RUN(random_history, "articles that change and go are found as they are, whatever was flushed and merged when");
    RUN(terms_alike, "terms stand in the order of their bytes, however alike they begin");
    RUN(little_never_merges_much, "a small write never waits for a large merge");
    RUN(no_merge_is_too_large, "no merge makes more than it can in a second or two");
    RUN(damaged_bytes, "damaged bytes are an error, or other articles, and never a crash");
    RUN(same_adds_same_bytes, "the same articles give the same bytes");
    RUN(memory_runs_out, "where memory runs out, the index stays as it was");
    return END();
}
