/* The store: adding, reading, order, corrections, evidence. */
#include "lede/similarity.h"
#include "store_help.h"

static void an_article_comes_back(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "https://www.example.org/a?utm_source=x", "Harbour opens", "The harbour opened.\n\nShips came.",
                       "2024-05-06");
    lede_article_info info;
    int64_t row;

    EQ_INT(a.outcome, LEDE_ADDED);
    EQ_STR(value(s, a.row, "headline"), "Harbour opens");
    EQ_STR(value(s, a.row, "body"), "The harbour opened.\n\nShips came.");
    EQ_STR(value(s, a.row, "authors"), "[\"Ada Quill\"]");
    EQ_STR(value(s, a.row, "site"), "example.org");
    EQ_STR(value(s, a.row, "words"), "5");
    EQ_INT(lede_store_get(s, "http://example.org/a#top", 24, &row, &err), LEDE_OK);
    EQ_INT(row, a.row);
    EQ_INT(lede_store_get(s, a.id, 5, &row, &err), LEDE_OK);
    EQ_INT(row, a.row);
    EQ_INT(lede_store_get(s, "zzzz", 4, &row, &err), LEDE_NOTFOUND);
    EQ_INT(lede_store_get(s, "", 0, &row, &err), LEDE_NOTFOUND);
    EQ_INT(lede_store_info(s, a.row, &info, &err), LEDE_OK);
    EQ_STR(info.id, a.id);
    EQ_INT(info.revision, 1);
    EQ_INT(lede_store_info(s, 99, &info, &err), LEDE_NOTFOUND);
    lede_store_close(s);
}

static int same_view(const lede_view *v, void *ud)
{
    EQ_STR(v->id, (const char *)ud);
    EQ_STR(v->s[LEDE_BODY], "The harbour opened.");
    EQ_INT(v->n[LEDE_BODY], 19);
    EQ_STR(v->s[LEDE_AUTHORS], "[\"Ada Quill\"]");
    EQ_STR(v->s[LEDE_DEK], "");
    EQ_INT(v->n[LEDE_DEK], 0);
    return v->row > 1;
}

static void all_fields_are_seen_at_once(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "https://example.org/a", "Harbour opens", "The harbour opened.", "2024-05-06");
    lede_added b = add(s, "https://example.org/b", "Harbour opens", "The harbour opened.", "2024-05-06");

    EQ_INT(lede_store_view(s, a.row, same_view, a.id, &err), LEDE_OK);
    EQ_INT(lede_store_view(s, b.row, same_view, b.id, &err), LEDE_STOPPED);
    EQ_INT(lede_store_view(s, 99, same_view, a.id, &err), LEDE_NOTFOUND);
    lede_store_close(s);
}

static int keep_id(const lede_view *v, void *ud)
{
    snprintf((char *)ud, 64, "%s", v->id);
    return 0;
}

/* The ids that a held store shows of these rows, one behind the other; "-" where there is none. */
static const char *shown(lede_store *s, const int64_t *rows, size_t n)
{
    static char all[2000];
    char id[64];
    size_t i;

    *all = '\0';
    for (i = 0; i < n; i++) {
        if (lede_store_view(s, rows[i], keep_id, id, &err) == LEDE_NOTFOUND)
            snprintf(id, sizeof id, "-");
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s ", id);
    }
    return all;
}

static void a_held_store_shows_rows_in_any_order(void)
{
    static const int64_t orders[][8] = {{1, 2, 3, 4, 20, 21, 22, 23}, {30, 1, 29, 2, 2, 99, 3, 30}, {0, 7, 8, 99, 99, 9, 1, 5}};
    lede_store *s = memory();
    char url[64], plain[2000];
    size_t i;

    for (i = 1; i <= 30; i++) {
        snprintf(url, sizeof url, "https://example.org/%zu", i);
        add(s, url, "Harbour opens", "The harbour opened.", "2024-05-06");
    }
    EQ_INT(lede_store_remove(s, 8, &err), LEDE_OK);
    for (i = 0; i < 3; i++) {
        snprintf(plain, sizeof plain, "%s", shown(s, orders[i], 8));
        EQ_INT(lede_store_hold(s, 1, &err), LEDE_OK);
        EQ_STR(shown(s, orders[i], 8), plain);
        EQ_INT(lede_store_remove(s, (int64_t)i + 10, &err), LEDE_OK);   /* a write ends the walk, and another begins */
        EQ_STR(shown(s, orders[i], 8), plain);
        EQ_INT(lede_store_hold(s, 0, &err), LEDE_OK);
    }
    lede_store_close(s);
}

static void adding_again_adds_nothing(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "https://example.org/a", "One", "First text.", "2024-05-06"), b;

    b = add(s, "http://www.example.org/a/", "One", "First text.", "2024-05-06");
    EQ_INT(b.row, a.row);
    EQ_INT(b.outcome, LEDE_SAME);
    b = add(s, "https://example.org/a", "One", "Second text.", "2024-05-06");
    EQ_INT(b.outcome, LEDE_UPDATED);
    EQ_STR(value(s, a.row, "body"), "Second text.");
    EQ_STR(value(s, a.row, "revision"), "2");
    b = add(s, "https://example.org/a", "One", "First text.", "2024-05-06");
    EQ_INT(b.outcome, LEDE_SAME);
    EQ_INT(problems(s), 0);
    EQ_INT(number(s, "SELECT count(*) FROM runs"), 2);
    lede_store_close(s);
}

static void absent_fields_keep_their_values(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "https://example.org/a", "One", "First text.", "2024-05-06"), b;

    b = add(s, "https://example.org/a", "One, changed", "", "");
    EQ_INT(b.outcome, LEDE_UPDATED);
    EQ_STR(value(s, a.row, "body"), "First text.");
    EQ_STR(value(s, a.row, "published"), "2024-05-06");
    EQ_STR(value(s, a.row, "headline"), "One, changed");
    EQ_INT(problems(s), 0);
    lede_store_close(s);
}

static void odd_records_have_reasons(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "https://example.org/a", "", "", "2024-05-06");
    lede_record *r = record("", "Bad\xff", "Text", "31-MAR-1987 605:12");

    EQ_INT(a.outcome, LEDE_FAILED);
    EQ_STR(a.reason, "no headline and no text");
    lede_record_extra(r, "k", 1, "1", 1, NULL);
    EQ_INT(lede_store_add(s, r, &a, &err), LEDE_OK);
    EQ_INT(a.outcome, LEDE_ADDED);
    CHECK(strstr(a.reason, "headline: broken characters replaced") != NULL);
    CHECK(strstr(a.reason, "is no date") != NULL);
    EQ_STR(value(s, a.row, "headline"), "Bad\xEF\xBF\xBD");
    EQ_STR(value(s, a.row, "published"), "");
    EQ_STR(value(s, a.row, "extra.published_as_given"), "31-MAR-1987 605:12");
    EQ_STR(value(s, a.row, "extra.k"), "1");
    lede_record_set(r, LEDE_EXTRA, "[1]", 3, NULL);
    EQ_INT(lede_store_add(s, r, &a, &err), LEDE_OK);
    EQ_INT(a.outcome, LEDE_FAILED);
    EQ_STR(a.reason, "extra is no JSON object");
    lede_record_free(r);
    lede_store_close(s);
}

static void home_pages_name_no_article(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "https://example.org/", "One", "First.", ""), b = add(s, "https://example.org", "Two", "Second.", "");

    EQ_INT(a.outcome, LEDE_ADDED);
    EQ_INT(b.outcome, LEDE_ADDED);
    CHECK(a.row != b.row);
    lede_store_close(s);
}

static void zero_bytes_survive(void)
{
    lede_store *s = memory();
    lede_record *r = record("", "Zero", "", "");
    lede_added a;
    lede_buf b = {0};

    lede_record_set(r, LEDE_BODY, "a\0b", 3, NULL);
    lede_store_add(s, r, &a, &err);
    EQ_INT(lede_store_field(s, a.row, LEDE_BODY, &b, &err), LEDE_OK);
    EQ_INT(b.n, 3);
    EQ_INT(problems(s), 0);
    lede_buf_release(&b);
    lede_record_free(r);
    lede_store_close(s);
}

/* It comes from the walk of the index, which also sees headline and dek. */
static void fingerprints_are_of_the_body(void)
{
    static const char body[] = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen.";
    lede_store *s = memory();
    lede_record *r = record("", "A headline of its own", body, "");
    lede_buf want = {0}, got = {0};
    lede_added a;
    int i;

    lede_fingerprint(body, strlen(body), &want, NULL);
    for (i = 0; i < 3; i++) {
        lede_record_set(r, i == 2 ? LEDE_HEADLINE : LEDE_DEK, "And a dek", i == 1 ? 9 : 0, NULL);
        EQ_INT(lede_store_add(s, r, &a, &err), LEDE_OK);
        EQ_INT(a.outcome, LEDE_ADDED);
        lede_buf_clear(&got);
        EQ_INT(lede_store_value(s, a.row, "fingerprint", &got, &err), LEDE_OK);
        CHECK(got.n == want.n && got.n > 20 && memcmp(got.s, want.s, got.n) == 0);
    }
    lede_buf_release(&want);
    lede_buf_release(&got);
    lede_record_free(r);
    lede_store_close(s);
}

static void rows_come_in_order(void)
{
    static const char *const dates[] = {"2024-05-06", "", "2022-01-01T10:00", "2023", "2024-05-06", ""};
    lede_store *s = memory();
    int64_t rows[6], *all;
    char url[40], first[40] = "";
    size_t i, n;

    for (i = 0; i < 6; i++) {
        snprintf(url, sizeof url, "https://example.org/%zu", i);
        rows[i] = add(s, url, "H", "B", dates[i]).row;
    }
    EQ_INT(lede_store_rows(s, &all, &n, &err), LEDE_OK);
    EQ_INT(n, 6);
    EQ_STR(value(s, all[0], "published"), "2022-01-01T10:00");
    EQ_STR(value(s, all[1], "published"), "2023");
    EQ_STR(value(s, all[5], "published"), "");
    n = 6;
    EQ_INT(lede_store_sort(s, rows, &n, "published", &err), LEDE_OK);
    EQ_INT(n, 6);
    CHECK(memcmp(rows, all, sizeof rows) == 0);
    EQ_INT(lede_store_sort(s, rows, &n, "-published", &err), LEDE_OK);
    EQ_STR(value(s, rows[0], "published"), "2024-05-06");
    snprintf(first, sizeof first, "%s", value(s, rows[0], "id"));
    CHECK(strcmp(first, value(s, rows[1], "id")) < 0);
    EQ_STR(value(s, rows[5], "published"), "");
    EQ_INT(lede_store_sort(s, rows, &n, "colour", &err), LEDE_USAGE);
    lede_free(all);
    lede_store_close(s);
}

/* More rows than are sorted by themselves must come out in the same order. */
static void many_rows_sort_like_few(void)
{
    static const char *const keys[] = {"published", "-published", "headline", "-headline", "words", "-words", "id", "added"};
    enum { N = 6000 };
    lede_store *s = memory();
    lede_run_spec spec = {.kind = "add", .commit = LEDE_COMMIT_BULK};
    static int64_t rows[N], some[N];
    char url[40], headline[40], date[40];
    size_t i, k, n, some_n;

    lede_run_begin(s, &spec, &err);
    for (i = 0; i < N; i++) {
        snprintf(url, sizeof url, "https://example.org/%zu", i);
        snprintf(headline, sizeof headline, "H%zu", i * 7919 % 100);
        snprintf(date, sizeof date, "2024-%02zu-%02zu", i % 12 + 1, i * 31 % 28 + 1);
        rows[i] = add(s, url, headline, i % 3 ? "one two" : "one", i % 5 ? date : "").row;
    }
    EQ_INT(lede_run_end(s, NULL, &err), LEDE_OK);
    for (k = 0; k < 8; k++) {
        n = N;
        EQ_INT(lede_store_sort(s, rows, &n, keys[k], &err), LEDE_OK);
        EQ_INT(n, N);
        /* The first half by itself keeps its order. */
        some_n = N / 2;
        memcpy(some, rows, sizeof some);
        for (i = 0; i < some_n / 2; i++) {
            int64_t swap = some[i];

            some[i] = some[some_n - 1 - i];
            some[some_n - 1 - i] = swap;
        }
        EQ_INT(lede_store_sort(s, some, &some_n, keys[k], &err), LEDE_OK);
        CHECK(memcmp(some, rows, N / 2 * sizeof *rows) == 0);
    }
    EQ_INT(problems(s), 0);
    lede_store_close(s);
}

static void corrections_outlive_reading_again(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "https://example.org/a", "One", "First text.", "2024-05-06");
    lede_undo u;
    int changed;

    EQ_INT(lede_store_set(s, a.row, LEDE_PUBLISHED, "2023-01", 7, &changed, &err), LEDE_OK);
    EQ_INT(changed, 1);
    EQ_INT(lede_store_set(s, a.row, LEDE_PUBLISHED, "2023-01", 7, &changed, &err), LEDE_OK);
    EQ_INT(changed, 0);
    EQ_STR(value(s, a.row, "date_from"), "user");
    EQ_INT(add(s, "https://example.org/a", "One", "First text, longer.", "2024-05-07").outcome, LEDE_UPDATED);
    EQ_STR(value(s, a.row, "published"), "2023-01");
    EQ_INT(lede_store_set(s, a.row, LEDE_PUBLISHED, "tomorrow", 8, &changed, &err), LEDE_USAGE);
    EQ_INT(lede_store_set(s, a.row, LEDE_AUTHORS, "[1]", 3, &changed, &err), LEDE_USAGE);
    EQ_INT(lede_store_set(s, a.row, LEDE_HEADLINE, "Corrected", 9, &changed, &err), LEDE_OK);
    EQ_STR(value(s, a.row, "revision"), "3");
    EQ_INT(problems(s), 0);
    EQ_INT(lede_store_undo(s, 0, 0, NULL, NULL, &u, &err), LEDE_OK);
    EQ_STR(value(s, a.row, "headline"), "One");
    EQ_INT(problems(s), 0);
    lede_store_close(s);
}

static int keep_evidence(const lede_evidence *e, void *ud)
{
    lede_evidence *out = ud;
    static lede_span spans[4], now[4];

    *out = *e;
    memcpy(spans, e->spans, e->spans_n * sizeof *spans);
    memcpy(now, e->now, e->spans_n * sizeof *now);
    out->spans = spans;
    out->now = now;
    return 0;
}

static void evidence_is_carried_over(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "https://example.org/a", "One", "The pact was signed. Ships came.", "2024-05-06");
    lede_span spans[] = {{4, 8}, {21, 26}};
    lede_assertion t = {.name = "topic/pact", .n = 10, .spans = spans, .spans_n = 2, .value = "3", .note = "n", .coder = "ada"};
    lede_evidence e = {0};
    int changed;

    EQ_INT(lede_store_tag(s, a.row, &t, &changed, &err), LEDE_OK);
    EQ_INT(changed, 1);
    EQ_INT(number(s, "SELECT count(*) FROM spans WHERE text IN ('pact', 'Ships') AND first IN (5, 22)"), 2);
    add(s, "https://example.org/a", "One", "Today the pact was signed.", "2024-05-06");
    EQ_INT(lede_store_explain(s, a.row, "topic/pact", 10, keep_evidence, &e, &err), LEDE_OK);
    EQ_INT(e.revision, 1);
    EQ_INT(e.spans_n, 2);
    EQ_INT(e.now[0].start, 10);
    EQ_INT(e.now[0].end, 14);
    EQ_INT(e.now[1].end, 0);
    EQ_INT(number(s, "SELECT count(*) FROM spans WHERE text IN ('pact', 'Ships')"), 2);
    spans[0].end = 900;
    EQ_INT(lede_store_tag(s, a.row, &t, &changed, &err), LEDE_USAGE);
    CHECK(strstr(err.message, "topic/pact") != NULL);
    lede_store_close(s);
}

static void tag_names_are_normal(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "", "One", "Text.", "");
    char longer[300];

    EQ_INT(tag(s, a.row, "caf\xC3\xA9"), 1);
    EQ_INT(tag(s, a.row, "cafe\xCC\x81"), 0);
    EQ_INT(untag(s, a.row, "cafe\xCC\x81"), 1);
    EQ_INT(untag(s, a.row, "never"), 0);
    EQ_INT(tag(s, a.row, ""), -1);
    EQ_INT(tag(s, a.row, "a\nb"), -1);
    EQ_INT(tag(s, a.row, "\xff"), -1);
    memset(longer, 'x', sizeof longer);
    longer[299] = '\0';
    EQ_INT(tag(s, a.row, longer), -1);
    EQ_INT(tag(s, 77, "x"), -1);
    EQ_INT(number(s, "SELECT count(*) FROM tag"), 1);
    EQ_STR(value(s, a.row, "tags"), "[]");
    lede_store_close(s);
}

static int first_count(const lede_tag_count *t, void *ud)
{
    lede_tag_count *out = ud;

    if (!out->n)
        *out = *t;
    return 0;
}

static void many_are_tagged_at_once(void)
{
    lede_store *s = memory();
    int64_t rows[3], changed;
    lede_assertion t = {.name = "x", .n = 1};
    lede_tag_count c = {0};

    rows[0] = add(s, "", "One", "Text.", "").row;
    rows[1] = 99;
    rows[2] = add(s, "", "Two", "Text.", "").row;
    EQ_INT(lede_store_tag_rows(s, rows, 3, &t, &changed, &err), LEDE_OK);
    EQ_INT(changed, 2);
    EQ_INT(lede_store_tags(s, first_count, &c, &err), LEDE_OK);
    EQ_INT(c.articles, 2);
    EQ_INT(lede_store_untag_rows(s, rows, 3, "x", 1, &changed, &err), LEDE_OK);
    EQ_INT(changed, 2);
    EQ_INT(number(s, "SELECT count(*) FROM article_tags"), 0);
    lede_store_close(s);
}

static void judge(lede_store *s, int64_t row, const char *coder, int yes)
{
    lede_assertion a = {.name = "t", .n = 1, .coder = coder, .no = !yes};

    EQ_INT(lede_store_tag(s, row, &a, NULL, &err), LEDE_OK);
}

/*
 * Ten units: both yes 4, only a 1, only b 2, neither 3. By hand: observed 0.7,
 * chance (5*6 + 5*4)/100 = 0.5, kappa 0.4; alpha: yes 11, no 9 of 20 values,
 * expected 2*11*9/(20*19) = 0.521053, alpha 1 - 0.3/0.521053 = 0.424242.
 */
static void coders_agree_so_far(void)
{
    static const int a[] = {1, 1, 1, 1, 1, 0, 0, 0, 0, 0}, b[] = {1, 1, 1, 1, 0, 1, 1, 0, 0, 0};
    lede_store *s = memory();
    lede_agreement g;
    char headline[16];
    int i;

    for (i = 0; i < 10; i++) {
        int64_t row;

        snprintf(headline, sizeof headline, "H%d", i);
        row = add(s, "", headline, "Text.", "").row;
        judge(s, row, "ada", a[i]);
        judge(s, row, "bob", b[i]);
    }
    judge(s, add(s, "", "alone", "Text.", "").row, "ada", 1);
    EQ_INT(lede_store_agreement(s, NULL, 0, "t", "ada", "bob", &g, &err), LEDE_OK);
    EQ_INT(g.units, 10);
    EQ_INT(g.both * 1000 + g.only_a * 100 + g.only_b * 10 + g.neither, 4123);
    EQ_INT(g.observed * 1000 + 0.5, 700);
    EQ_INT(g.kappa * 1000 + 0.5, 400);
    EQ_INT(g.alpha * 1000000 + 0.5, 424242);
    EQ_INT(g.precision * 1000 + 0.5, 667);
    EQ_INT(g.recall * 1000 + 0.5, 800);
    EQ_INT(lede_store_agreement(s, NULL, 0, "t", "ada", "eve", &g, &err), LEDE_OK);
    EQ_INT(g.units, 0);
    CHECK(g.kappa != g.kappa);
    lede_store_close(s);
}

static void sql_only_reads(void)
{
    static const char *const bad[] = {"DELETE FROM article", "PRAGMA journal_mode = DELETE", "ATTACH 'x' AS y",
                                      "SELECT 1; DELETE FROM tag", "CREATE TABLE z(x)", "SELECT load_extension('x')",
                                      "INSERT INTO fts(fts) VALUES('optimize')", "VACUUM", "", "SELECT nope FROM article"};
    lede_store *s = memory();
    lede_sql *q;
    size_t i;

    add(s, "", "One", "Text.", "2024");
    for (i = 0; i < sizeof bad / sizeof *bad; i++) {
        EQ_INT(lede_sql_prepare(s, bad[i], strlen(bad[i]), &q, &err), LEDE_USAGE);
        CHECK(q == NULL);
    }
    EQ_INT(lede_sql_prepare(s, "SELECT headline, words FROM articles WHERE published = ? ;", 58, &q, &err), LEDE_OK);
    EQ_INT(lede_sql_bind_text(q, 1, "2024", 4, &err), LEDE_OK);
    EQ_INT(lede_sql_bind_text(q, 2, "2024", 4, &err), LEDE_USAGE);
    EQ_INT(lede_sql_step(q, &err), LEDE_OK);
    EQ_INT(lede_sql_integer(q, 1), 1);
    EQ_STR(lede_sql_name(q, 0), "headline");
    EQ_INT(lede_sql_step(q, &err), LEDE_DONE);
    lede_sql_free(q);
    lede_store_close(s);
}

static void queries_are_saved(void)
{
    lede_store *s = memory();
    lede_buf b = {0};

    EQ_INT(lede_store_save(s, "mine", "harbour OR ship", &err), LEDE_OK);
    EQ_INT(lede_store_saved(s, "mine", &b, &err), LEDE_OK);
    EQ_STR(b.s, "harbour OR ship");
    EQ_INT(lede_store_save(s, "mine", NULL, &err), LEDE_OK);
    EQ_INT(lede_store_saved(s, "mine", &b, &err), LEDE_NOTFOUND);
    lede_buf_release(&b);
    lede_store_close(s);
}

static void removed_articles_come_back(void)
{
    lede_store *s = memory();
    lede_added a = add(s, "https://example.org/a", "One", "Text.", "2024");
    int64_t n;

    tag(s, a.row, "x");
    EQ_INT(lede_store_remove(s, a.row, &err), LEDE_OK);
    EQ_INT(lede_store_count(s, &n, &err), LEDE_OK);
    EQ_INT(n, 0);
    EQ_INT(number(s, "SELECT count(*) FROM article_tags"), 0);
    EQ_INT(problems(s), 0);
    EQ_INT(lede_store_remove(s, a.row, &err), LEDE_NOTFOUND);
    EQ_INT(add(s, "https://example.org/a", "One", "Text.", "2024").outcome, LEDE_ADDED);
    EQ_STR(value(s, a.row, "tags"), "[\"x\"]");
    EQ_INT(problems(s), 0);
    lede_store_close(s);
}

int main(void)
{
    RUN(an_article_comes_back, "an article comes back as it was added, by id, prefix and URL");
    RUN(all_fields_are_seen_at_once, "all fields of an article are seen at once, as they lie");
    RUN(a_held_store_shows_rows_in_any_order, "a held store shows articles in any order, and after writes");
    RUN(adding_again_adds_nothing, "adding again adds nothing, a changed text is a revision");
    RUN(absent_fields_keep_their_values, "a field that is absent the second time keeps its value");
    RUN(odd_records_have_reasons, "what is not taken, or not as it came, has a reason");
    RUN(home_pages_name_no_article, "articles that give a site's home page as their URL stay apart");
    RUN(zero_bytes_survive, "zero bytes in a text survive");
    RUN(fingerprints_are_of_the_body, "the fingerprint of an article is the one of its body");
    RUN(rows_come_in_order, "rows come by date, undated last, ties by id");
    RUN(many_rows_sort_like_few, "many rows sort like few");
    RUN(corrections_outlive_reading_again, "a correction outlives reading the source again, and can be undone");
    RUN(evidence_is_carried_over, "evidence stays with its revision and is carried over where its text stands");
    RUN(tag_names_are_normal, "tag names are normalised, bad ones refused");
    RUN(many_are_tagged_at_once, "many articles are tagged at once, those that are gone left out");
    RUN(coders_agree_so_far, "agreement of coders equals the figures worked out by hand");
    RUN(sql_only_reads, "SQL only reads");
    RUN(queries_are_saved, "queries are saved and forgotten");
    RUN(removed_articles_come_back, "removed articles come back with their tags when added again");
    return END();
}
