/* Memory that runs out at any allocation: an error, nothing half done, nothing leaked. */
#include "store_help.h"

typedef lede_status (*step)(lede_store *s);

static lede_status quiet(lede_status st)
{
    return st;
}

static lede_status adds(lede_store *s)
{
    lede_record *r = NULL;
    lede_added a = {0};
    lede_status st = LEDE_NOMEM;

    r = lede_record_new();
    if (r && lede_record_set(r, LEDE_URL, "https://example.org/n", 21, NULL) == LEDE_OK &&
        lede_record_set(r, LEDE_HEADLINE, "Harbour\xff news", 13, NULL) == LEDE_OK &&
        lede_record_set(r, LEDE_BODY, "Ships were running into harbours again.", 39, NULL) == LEDE_OK &&
        lede_record_set(r, LEDE_PUBLISHED, "not a date", 10, NULL) == LEDE_OK &&
        lede_record_set(r, LEDE_LANGUAGE, "en", 2, NULL) == LEDE_OK &&
        lede_record_add(r, LEDE_KEYWORDS, "ships", 5, NULL) == LEDE_OK)
        st = lede_store_add(s, r, &a, &err);
    lede_record_free(r);
    return st == LEDE_OK && a.outcome == LEDE_FAILED ? LEDE_USAGE : st;
}

static lede_status updates(lede_store *s)
{
    lede_record *r = lede_record_new();
    lede_added a = {0};
    lede_status st = LEDE_NOMEM;

    if (r && lede_record_set(r, LEDE_URL, "https://example.org/a", 21, NULL) == LEDE_OK &&
        lede_record_set(r, LEDE_BODY, "Another text about runners.", 27, NULL) == LEDE_OK)
        st = lede_store_add(s, r, &a, &err);
    lede_record_free(r);
    return st;
}

static lede_status tags(lede_store *s)
{
    lede_span span = {0, 5};
    lede_assertion a = {.name = "cafe\xCC\x81", .n = 6, .spans = &span, .spans_n = 1, .coder = "ada"};

    return lede_store_tag(s, 1, &a, NULL, &err);
}

static lede_status untags(lede_store *s)
{
    return lede_store_untag(s, 1, "topic/a", 7, NULL, &err);
}

static lede_status sets(lede_store *s)
{
    return lede_store_set(s, 1, LEDE_HEADLINE, "Corrected", 9, NULL, &err);
}

static lede_status sets_url(lede_store *s)
{
    return lede_store_set(s, 1, LEDE_URL, "https://example.org/other", 25, NULL, &err);
}

static lede_status removes(lede_store *s)
{
    return lede_store_remove(s, 1, &err);
}

static lede_status undoes(lede_store *s)
{
    lede_undo u;

    return lede_store_undo(s, 0, 0, NULL, NULL, &u, &err);
}

static lede_status runs(lede_store *s)
{
    lede_run_spec spec = {.kind = "recipe", .name = "r", .version = "1", .commit = LEDE_COMMIT_BULK};
    lede_status st = lede_run_begin(s, &spec, &err), end;

    if (st != LEDE_OK)
        return st;
    st = tags(s);
    end = lede_run_end(s, NULL, &err);
    return st != LEDE_OK ? st : end;
}

static int ignore_evidence(const lede_evidence *e, void *ud)
{
    (void)e;
    (void)ud;
    return 0;
}

static int ignore_count(const lede_tag_count *t, void *ud)
{
    (void)t;
    (void)ud;
    return 0;
}

static int ignore_value(size_t i, int64_t row, const char *z, size_t n, void *ud)
{
    (void)i;
    (void)row;
    (void)z;
    (void)n;
    (void)ud;
    return 0;
}

static int ignore_memo(size_t i, const lede_memo *m, void *ud)
{
    (void)i;
    (void)m;
    (void)ud;
    return 0;
}

static lede_status reads(lede_store *s)
{
    int64_t rows[] = {2, 1}, up[] = {1, 2}, *all = NULL;
    size_t n = 2;
    lede_record *r = NULL;
    lede_agreement g;
    lede_sql *q = NULL;
    lede_buf b = {0};
    lede_status st = lede_store_sort(s, rows, &n, "-headline", &err);

    if (st == LEDE_OK)
        st = lede_store_rows(s, &all, &n, &err);
    if (st == LEDE_OK)
        st = lede_store_record(s, 1, &r, &err);
    if (st == LEDE_OK)
        st = lede_store_value(s, 1, "tags", &b, &err);
    if (st == LEDE_OK)
        st = lede_store_each_item(s, rows, 2, "authors", ignore_value, NULL, &err);
    if (st == LEDE_OK)
        st = lede_store_explain(s, 1, NULL, 0, ignore_evidence, NULL, &err);
    if (st == LEDE_OK)
        st = lede_store_tags(s, ignore_count, NULL, &err);
    if (st == LEDE_OK)
        st = lede_store_agreement(s, rows, 2, NULL, "a", "b", &g, &err);
    if (st == LEDE_OK)
        st = lede_store_recall(s, "topics 1", up, 2, ignore_memo, NULL, &err);
    if (st == LEDE_OK)
        st = lede_sql_prepare(s, "SELECT 1", 8, &q, &err);
    lede_free(all);
    lede_record_free(r);
    lede_sql_free(q);
    lede_buf_release(&b);
    return st;
}

static lede_status gets(lede_store *s)
{
    int64_t row;

    return lede_store_get(s, "https://example.org/a", 21, &row, &err);
}

static lede_status rebuilds(lede_store *s)
{
    return lede_store_reindex(s, &err);
}

/* A store with two articles, one tagged with evidence. */
static lede_store *prepared(void)
{
    lede_store *s = memory();
    lede_span span = {4, 8};
    lede_assertion a = {.name = "topic/a", .n = 7, .spans = &span, .spans_n = 1};

    add(s, "https://example.org/a", "One", "The pact was signed.", "2024");
    add(s, "https://example.org/b", "Two", "Other text.", "");
    lede_store_tag(s, 1, &a, NULL, &err);
    return s;
}

/* Everything that tells one state of a store from another. */
static void dump(lede_store *s, char *out, size_t size)
{
    snprintf(out, size, "%lld articles %lld revisions %lld standing %s|%s|%s %lld runs",
             (long long)number(s, "SELECT count(*) FROM articles"), (long long)number(s, "SELECT count(*) FROM revision"),
             (long long)number(s, "SELECT count(*) FROM article_tags"), value(s, 1, "tags"), value(s, 1, "headline"),
             value(s, 1, "body"), (long long)number(s, "SELECT count(*) FROM runs"));
}

static void sweep(step run)
{
    char before[2000], after[2000];
    lede_store *s;
    lede_status st;
    long n;
    int done = 0;

    for (n = 1; !done && n < 3000 && !test_failed_now; n++) {
        s = prepared();
        dump(s, before, sizeof before);
        fault_after(n);
        st = run(s);
        done = fault_seen() < n;
        fault_after(0);
        if (st == LEDE_OK) {
            /* What fails without harm may be done without. */
        } else {
            EQ_INT(st, LEDE_NOMEM);
            dump(s, after, sizeof after);
            EQ_STR(after, before);
        }
        if (n % 7 == 0 || st == LEDE_OK)
            EQ_INT(problems(s), 0);
        EQ_INT(quiet(tag(s, 2, "later")), 1);
        if (test_failed_now)
            printf("# allocation %ld: status %d, %s\n", n, (int)st, err.message);
        lede_store_close(s);
    }
    CHECK(done);
}

static void adding(void)
{
    sweep(adds);
    sweep(updates);
}

static void tagging(void)
{
    sweep(tags);
    sweep(untags);
    sweep(runs);
}

static void correcting(void)
{
    sweep(sets);
    sweep(sets_url);
    sweep(removes);
}

static void undoing(void)
{
    sweep(undoes);
}

static void reading(void)
{
    sweep(reads);
    sweep(gets);
    sweep(rebuilds);
}

static void opening(void)
{
    const char *path = temp_path("fault");
    lede_store *s;
    lede_status st = LEDE_NOMEM;
    long n;

    for (n = 1; st != LEDE_OK && n < 500; n++) {
        drop_file(path);
        fault_after(n);
        st = lede_store_open(path, LEDE_CREATE, &s, &err);
        fault_after(0);
        EQ_INT(st == LEDE_OK || st == LEDE_NOMEM, 1);
        CHECK((st == LEDE_OK) == (s != NULL));
    }
    CHECK(s != NULL);
    lede_store_close(s);
    drop_file(path);
}

int main(void)
{
    RUN(opening, "opening fails cleanly at every allocation");
    RUN(adding, "adding fails cleanly at every allocation");
    RUN(tagging, "tagging fails cleanly at every allocation");
    RUN(correcting, "correcting and removing fail cleanly at every allocation");
    RUN(undoing, "undo fails cleanly at every allocation");
    RUN(reading, "reading fails cleanly at every allocation");
    return END();
}
