/*
 * Killed at any moment. LEDE_KILLS sets how many kills (20 where it is not
 * set, for the sake of time).
 */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "store_help.h"

enum { ARTICLES = 300, FLUSH = 50 };

static const char *path;

static lede_added add_number(lede_store *s, int i)
{
    char url[60], headline[40], body[300];

    snprintf(url, sizeof url, "https://example.org/%d", i);
    snprintf(headline, sizeof headline, "Headline %d of many", i);
    snprintf(body, sizeof body, "Text number %d, with word%d and words%d that few others have.\n\nMore of it follows.", i,
             i % 97, i * 7 % 1013);
    return add(s, url, headline, body, i % 2 ? "2024-03-01" : "");
}

/* Tell the parent that so many articles are in the store for good. */
static void report(int to, int n)
{
    if (write(to, &n, sizeof n) != (ssize_t)sizeof n)
        _exit(3);
}

static void add_all(lede_store *s, int to)
{
    lede_run_spec spec = {.kind = "add", .name = "all", .commit = LEDE_COMMIT_BULK};
    int i;

    if (lede_run_begin(s, &spec, &err) != LEDE_OK)
        _exit(4);
    for (i = 0; i < ARTICLES; i++) {
        add_number(s, i);
        if (i % FLUSH == FLUSH - 1 && lede_run_flush(s, &err) == LEDE_OK)
            report(to, i + 1);
    }
    lede_run_end(s, NULL, &err);
}

/* A busy life, until it is ended from outside. */
static void child(int to, int round)
{
    lede_store *s = store_at(path);
    lede_assertion a = {.name = "some/tag", .n = 8};
    int64_t *rows;
    size_t n;
    lede_undo u;
    char copy[320];

    snprintf(copy, sizeof copy, "%s-copy", path);
    for (;; round++) {
        add_all(s, to);
        if (lede_store_rows(s, &rows, &n, &err) != LEDE_OK)
            _exit(5);
        lede_store_tag_rows(s, rows, n, &a, NULL, &err);
        if (round % 2)
            lede_store_undo(s, 0, 0, NULL, NULL, &u, &err);
        if (round % 3 == 0 && n)
            lede_store_remove(s, rows[n / 2], &err);
        lede_free(rows);
        if (round % 4 == 0)
            lede_store_compact(s, round % 8 == 0, &err);
        if (round % 5 == 0) {
            unlink(copy);
            lede_store_backup(s, copy, &err);
        }
        lede_store_close(s);
        s = store_at(path);
    }
}

/* The most that the child reported, once it is dead. */
static int last_report(int from)
{
    int n, most = 0;

    while (read(from, &n, sizeof n) == (ssize_t)sizeof n)
        most = n > most ? n : most;
    return most;
}

static int kills(void)
{
    const char *z = getenv("LEDE_KILLS");
    long n = z ? strtol(z, NULL, 10) : 20;

    return n > 0 && n < 100000 ? (int)n : 20;
}

static void nap(int microseconds)
{
    struct timespec t = {microseconds / 1000000, (long)(microseconds % 1000000) * 1000};

    nanosleep(&t, NULL);
}

static void killed_at_any_moment(void)
{
    int round, most, fds[2], rounds = kills(), ever = 0;
    unsigned random = 12345;
    int64_t count;
    lede_store *s;
    char copy[320];
    pid_t pid;

    path = fresh("kill");
    snprintf(copy, sizeof copy, "%s-copy", path);
    for (round = 0; round < rounds && !test_failed_now; round++) {
        if (pipe(fds) != 0)
            return;
        pid = fork();
        if (pid == 0) {
            close(fds[0]);
            child(fds[1], round);
        }
        close(fds[1]);
        random = random * 1103515245 + 12345;
        nap(1000 + (int)(random >> 8) % 150000);
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
        most = last_report(fds[0]);
        close(fds[0]);
        ever = most > ever ? most : ever;
        s = store_at(path);
        EQ_INT(problems(s), 0);
        lede_store_count(s, &count, &err);
        CHECK(count >= most - 1);   /* one may have been removed after it was reported */
        if (test_failed_now)
            printf("# kill %d: %d reported, %lld there\n", round, most, (long long)count);
        lede_store_close(s);
        unlink(copy);
    }
    s = store_at(path);
    for (round = 0; round < ARTICLES; round++)
        add_number(s, round);
    lede_store_count(s, &count, &err);
    EQ_INT(count, ARTICLES);
    EQ_INT(problems(s), 0);
    lede_store_close(s);
    CHECK(ever > 0);
    drop_file(path);
    unlink(copy);
}

int main(void)
{
    RUN(killed_at_any_moment, "a store whose process is killed at any moment is sound and holds what was reported");
    return END();
}
