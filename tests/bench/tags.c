/*
 * tags [ARTICLES [TAGS]]: tagging every article of a store and undoing it,
 * where 10 million tags (100,000 articles with 100 tags each) are there
 * already. Processor time, the clock beside it.
 */
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../drop.h"
#include "lede/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lede_error err;

static void must(lede_status st, const char *what)
{
    if (st == LEDE_OK)
        return;
    printf("tags: %s: %s\n", what, err.message);
    exit(1);
}

typedef struct moment {
    double processor, clock;
} moment;

static moment now(void)
{
    struct rusage u;
    struct timespec t;
    moment m;

    getrusage(RUSAGE_SELF, &u);
    clock_gettime(CLOCK_MONOTONIC, &t);
    m.processor = (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + 1e-6 * (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
    m.clock = (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
    return m;
}

static void told(const char *what, int64_t n, moment from)
{
    moment to = now();
    double spent = to.processor - from.processor;

    printf("tags: %s: %.2f s of processor time (%.2f by the clock), %.0f/s\n", what, spent, to.clock - from.clock,
           (double)n / (spent > 0 ? spent : 1e-9));
    fflush(stdout);
}

static void add_articles(lede_store *s, long n)
{
    lede_run_spec spec = {.kind = "add", .name = "bench", .commit = LEDE_COMMIT_BULK};
    char headline[40], body[100];
    lede_added a;
    long i;

    must(lede_run_begin(s, &spec, &err), "begin");
    for (i = 0; i < n; i++) {
        lede_record *r = lede_record_new();

        snprintf(headline, sizeof headline, "Headline %ld", i);
        snprintf(body, sizeof body, "A short text, number %ld, of a few words.", i);
        must(lede_record_set(r, LEDE_HEADLINE, headline, strlen(headline), &err), "record");
        must(lede_record_set(r, LEDE_BODY, body, strlen(body), &err), "record");
        must(lede_record_set(r, LEDE_LANGUAGE, "en", 2, &err), "record");
        must(lede_store_add(s, r, &a, &err), "add");
        lede_record_free(r);
    }
    must(lede_run_end(s, NULL, &err), "end");
}

static int64_t tag_all(lede_store *s, const int64_t *rows, size_t n, const char *name, const char *run)
{
    lede_run_spec spec = {.kind = "tag", .name = run, .commit = LEDE_COMMIT_END};
    lede_assertion a = {.name = name, .n = strlen(name)};
    int64_t changed, id;

    must(lede_run_begin(s, &spec, &err), "begin");
    must(lede_store_tag_rows(s, rows, n, &a, &changed, &err), "tag");
    must(lede_run_end(s, &id, &err), "end");
    return id;
}

static void measure(lede_store *s, const int64_t *rows, size_t n, const char *name, const char *what)
{
    char line[100];
    lede_undo u;
    int64_t run;
    moment t = now();

    run = tag_all(s, rows, n, name, what);
    snprintf(line, sizeof line, "%s: tag %zu articles", what, n);
    told(line, (int64_t)n, t);
    t = now();
    must(lede_store_undo(s, run, 0, NULL, NULL, &u, &err), "undo");
    snprintf(line, sizeof line, "%s: undo them", what);
    told(line, u.undone, t);
}

int main(int argc, char **argv)
{
    long articles = argc > 1 ? strtol(argv[1], NULL, 10) : 100000, tags = argc > 2 ? strtol(argv[2], NULL, 10) : 100, i;
    const char *dir = getenv("TMPDIR");
    char path[300], name[40];
    struct stat file;
    lede_store *s;
    int64_t *rows;
    size_t n;
    moment t;

    snprintf(path, sizeof path, "%s/lede-bench-%ld.lede", dir ? dir : "/tmp", (long)getpid());
    must(lede_store_open(path, LEDE_CREATE, &s, &err), "open");
    t = now();
    add_articles(s, articles);
    told("add articles", articles, t);
    must(lede_store_rows(s, &rows, &n, &err), "rows");
    t = now();
    for (i = 0; i < tags; i++) {
        snprintf(name, sizeof name, "topic/%ld", i);
        tag_all(s, rows, n, name, name);
    }
    snprintf(name, sizeof name, "make %ld tags", articles * tags);
    told(name, articles * tags, t);
    if (stat(path, &file) == 0)
        printf("tags: the file is %.0f MB\n", (double)file.st_size / 1e6);
    measure(s, rows, n, "new/tag", "a new tag");
    snprintf(name, sizeof name, "topic/%ld", tags / 2);
    measure(s, rows, n, name, "a tag that another run asserted");
    lede_free(rows);
    lede_store_close(s);
    drop_file(path);
    return 0;
}
