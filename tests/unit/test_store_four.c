/*
 * Four processes on one store: two add and tag, two search. LEDE_SECONDS sets
 * for how long (3 where it is not set). How long the searches took is printed.
 */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "lede/query.h"
#include "store_help.h"

enum { PROCESSES = 4, WRITERS = 2, MOST = 1 << 18, BATCH = 10 };

/* What a process tells the one that started it. */
typedef struct account {
    int failed;
    int64_t added;
    size_t searches;
    char message[200];
} account;

static const char *path;
static double until;

static double clock_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds(void)
{
    const char *z = getenv("LEDE_SECONDS");
    double n = z ? strtod(z, NULL) : 3;

    return n > 0 && n < 1e5 ? n : 3;
}

static void fails(account *a, const char *what)
{
    if (!a->failed)
        snprintf(a->message, sizeof a->message, "%s: %.150s", what, err.message);
    a->failed = 1;
}

/* --- adding ------------------------------------------------------------------------- */

static int64_t add_number(lede_store *s, account *a, int who, int64_t i)
{
    char url[60], headline[40], body[300];
    lede_record *r;
    lede_added added = {0};

    snprintf(url, sizeof url, "https://example.org/%d/%lld", who, (long long)i);
    snprintf(headline, sizeof headline, "Headline %lld of many", (long long)i);
    snprintf(body, sizeof body, "Text number %lld, with word%lld and words%lld that few others have.\n\nThe harbour follows.",
             (long long)i, (long long)(i % 97), (long long)(i * 7 % 1013));
    r = record(url, headline, body, i % 2 ? "2024-03-01" : "");
    if (lede_store_add(s, r, &added, &err) != LEDE_OK || added.outcome != LEDE_ADDED)
        fails(a, "add");
    lede_record_free(r);
    return added.row;
}

/* A small run of some articles, then a tag on the last by a run of its own. */
static void add_batch(lede_store *s, account *a, int who)
{
    lede_run_spec spec = {.kind = "add", .commit = LEDE_COMMIT_BULK};
    lede_assertion t = {.name = "seen", .n = 4};
    int64_t row = 0;
    int i;

    if (lede_run_begin(s, &spec, &err) != LEDE_OK)
        fails(a, "begin");
    for (i = 0; i < BATCH && !a->failed; i++)
        row = add_number(s, a, who, a->added + i);
    if (lede_run_end(s, NULL, &err) != LEDE_OK)
        fails(a, "end");
    if (!a->failed && lede_store_tag(s, row, &t, NULL, &err) != LEDE_OK)
        fails(a, "tag");
    if (!a->failed)
        a->added += BATCH;
}

static void writer(account *a, int who)
{
    lede_store *s = store_at(path);

    while (!a->failed && clock_now() < until)
        add_batch(s, a, who);
    lede_store_close(s);
}

/* --- searching ------------------------------------------------------------------------ */

static void search(lede_store *s, account *a, const char *text, const char *sort)
{
    lede_find_options options = {.sort = sort, .limit = 20};
    lede_buf body;
    lede_query *q;
    int64_t *rows = NULL;
    size_t n = 0, i;

    if (lede_query_parse(text, strlen(text), NULL, &q, &err) != LEDE_OK) {
        fails(a, "parse");
        return;
    }
    lede_buf_init(&body);
    if (lede_query_find(q, s, &options, &rows, &n, &err) != LEDE_OK)
        fails(a, text);
    for (i = 0; i < n && !a->failed; i++) {
        lede_buf_clear(&body);
        if (lede_store_field(s, rows[i], LEDE_BODY, &body, &err) != LEDE_OK || !strstr(body.s, "harbour"))
            fails(a, "an article that was found cannot be read");
    }
    lede_buf_release(&body);
    lede_free(rows);
    lede_query_free(q);
}

static void reader(account *a, double *took)
{
    static const char *const queries[] = {"harbour", "word13", "words5*", "\"text number\"", "harbour word7", "tag:seen", "near(text words, 9)"};
    enum { QUERIES = sizeof queries / sizeof *queries };
    lede_store *s;
    int64_t n = 0, before = 0;
    double from;

    if (lede_store_open(path, LEDE_READ, &s, &err) != LEDE_OK) {
        fails(a, "open");
        return;
    }
    for (; !a->failed && clock_now() < until && a->searches < MOST; a->searches++) {
        from = clock_now();
        search(s, a, queries[a->searches % QUERIES], a->searches % 2 ? "relevance" : NULL);
        took[a->searches] = clock_now() - from;
        if (lede_store_count(s, &n, &err) != LEDE_OK || n < before)
            fails(a, "articles went away");
        before = n;
    }
    lede_store_close(s);
}

/* --- the four -------------------------------------------------------------------------- */

static void child(int to, int who)
{
    static double took[MOST];
    account a = {0};
    size_t n, at;

    if (who < WRITERS)
        writer(&a, who);
    else
        reader(&a, took);
    if (write(to, &a, sizeof a) != (ssize_t)sizeof a)
        _exit(3);
    for (at = 0; at < a.searches * sizeof *took; at += n) {
        ssize_t wrote = write(to, (const char *)took + at, a.searches * sizeof *took - at);

        if (wrote <= 0)
            _exit(3);
        n = (size_t)wrote;
    }
    _exit(0);
}

static size_t take(int from, void *out, size_t n)
{
    size_t at = 0;
    ssize_t got;

    while (at < n && (got = read(from, (char *)out + at, n - at)) > 0)
        at += (size_t)got;
    return at;
}

static int by_size(const void *p, const void *q)
{
    double a = *(const double *)p, b = *(const double *)q;

    return (a > b) - (a < b);
}

static void four_at_once(void)
{
    static double took[2 * MOST];
    int from[PROCESSES], fds[2], who, status;
    pid_t pids[PROCESSES];
    int64_t added = 0, there = 0;
    size_t searches = 0;
    lede_store *s;

    path = fresh("four");
    lede_store_close(store_at(path));
    until = clock_now() + seconds();
    for (who = 0; who < PROCESSES; who++) {
        if (pipe(fds) != 0)
            exit(1);
        pids[who] = fork();
        if (pids[who] == 0)
            child(fds[1], who);
        close(fds[1]);
        from[who] = fds[0];
    }
    for (who = 0; who < PROCESSES; who++) {
        account a = {0};

        EQ_INT(take(from[who], &a, sizeof a), sizeof a);
        EQ_INT(take(from[who], took + searches, a.searches * sizeof *took), a.searches * sizeof *took);
        close(from[who]);
        waitpid(pids[who], &status, 0);
        EQ_INT(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
        CHECK(!a.failed && (who < WRITERS ? a.added > 0 : a.searches > 0));
        if (a.failed)
            printf("# %s: %s\n", who < WRITERS ? "writer" : "reader", a.message);
        added += a.added;
        searches += a.searches;
    }
    s = store_at(path);
    lede_store_count(s, &there, &err);
    EQ_INT(there, added);
    EQ_INT(number(s, "SELECT count(*) FROM article_tags"), added / BATCH);
    EQ_INT(problems(s), 0);
    lede_store_close(s);
    qsort(took, searches, sizeof *took, by_size);
    if (searches)
        printf("# %lld articles added; %zu searches: median %.2f ms, 99th percentile %.2f ms, longest %.2f ms\n",
               (long long)added, searches, 1e3 * took[searches / 2], 1e3 * took[searches * 99 / 100], 1e3 * took[searches - 1]);
    drop_file(path);
}

/* --- waiting ---------------------------------------------------------------------------- */

/* Hold the store for writing until the other end of the pipe closes. */
static void hold(int tell, int wait)
{
    lede_store *s = store_at(path);
    lede_run_spec spec = {.kind = "add", .commit = LEDE_COMMIT_BULK};
    char c;

    if (lede_run_begin(s, &spec, &err) != LEDE_OK)
        _exit(1);
    add(s, "", "One", "Text.", "");
    if (write(tell, "x", 1) != 1)
        _exit(1);
    while (read(wait, &c, 1) > 0)
        ;
    lede_store_close(s);
    _exit(0);
}

static void waiting_names_the_process(void)
{
    int told[2], held[2], status;
    char who[40], c;
    lede_store *s;
    pid_t pid;

    path = fresh("held");
    lede_store_close(store_at(path));
    if (pipe(told) != 0 || pipe(held) != 0)
        exit(1);
    pid = fork();
    if (pid == 0) {
        close(held[1]);
        hold(told[1], held[0]);
    }
    EQ_INT(read(told[0], &c, 1), 1);
    s = store_at(path);
    lede_store_patience(s, 100);
    EQ_INT(tag(s, 1, "x"), -1);
    EQ_INT(err.status, LEDE_BUSY);
    snprintf(who, sizeof who, "process %ld (", (long)pid);
    if (strstr(err.message, who) == NULL || strstr(err.message, path) == NULL) {
        printf("# %s\n", err.message);
        test_failed_now = access("/proc/locks", R_OK) == 0;
    }
    close(held[1]);
    waitpid(pid, &status, 0);
    EQ_INT(WEXITSTATUS(status), 0);
    EQ_INT(tag(s, 1, "x"), 1);
    EQ_INT(problems(s), 0);
    lede_store_close(s);
    drop_file(path);
}

int main(void)
{
    RUN(four_at_once, "two processes add and tag while two search: no error, nothing lost");
    RUN(waiting_names_the_process, "a wait for another process ends with its number and name");
    return END();
}
