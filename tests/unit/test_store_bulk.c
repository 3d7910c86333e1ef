/* core/store/run.c, index.c: much is added, is stopped half way, and goes on; little is added to much */
#include <sys/wait.h>

#include "store_help.h"

enum { PART = 500 };

static int64_t segments(lede_store *s)
{
    return number(s, "SELECT count(*) FROM segment");
}

/* Add the articles with these numbers in one run, keeping every PART of them; without `ended` it stays open. */
static void add_much(lede_store *s, int from, int n, int ended)
{
    lede_run_spec spec = {.kind = "add", .name = "much", .commit = LEDE_COMMIT_BULK};
    char url[60], body[200];
    int i;

    CHECK(lede_run_begin(s, &spec, &err) == LEDE_OK);
    for (i = from; i < from + n; i++) {
        snprintf(url, sizeof url, "https://example.org/%d", i);
        snprintf(body, sizeof body, "Ferry %d of the Sel line carried word%d and word%d.", i, i % 97, i * 7 % 1013);
        add(s, url, "Ferries", body, "2024-03-01");
        if (i % PART == PART - 1)
            CHECK(lede_run_flush(s, &err) == LEDE_OK);
    }
    if (ended)
        CHECK(lede_run_end(s, NULL, &err) == LEDE_OK);
}

static void killed_and_resumed(void)
{
    const char *path = fresh("bulk");
    lede_store *s;
    pid_t pid;
    int status;

    fflush(stdout);
    pid = fork();
    if (pid == 0) {
        add_much(store_at(path), 0, 4 * PART, 0);
        _exit(test_failed_now);
    }
    CHECK(waitpid(pid, &status, 0) == pid && status == 0);
    s = store_at(path);
    EQ_INT(segments(s), 4);
    EQ_INT(problems(s), 0);
    add_much(s, 4 * PART, 3 * PART, 1);
    EQ_INT(number(s, "SELECT articles FROM segment"), 7 * PART);
    EQ_INT(segments(s), 1);
    EQ_INT(problems(s), 0);
    lede_store_close(s);
    drop_file(path);
}

static void little_added_to_much(void)
{
    lede_store *s = memory();
    int64_t much;
    char url[60];
    int i;

    add_much(s, 0, 9 * PART, 1);
    much = number(s, "SELECT id FROM segment");
    for (i = 0; i < 20; i++) {
        snprintf(url, sizeof url, "https://example.org/little/%d", i);
        add(s, url, "One more", "One more ferry of the Sel line.", "2024-03-02");
    }
    EQ_INT(number(s, "SELECT id FROM segment ORDER BY articles DESC LIMIT 1"), much);
    EQ_INT(segments(s), 7);   /* the large one, two of eight, four of one */
    EQ_INT(problems(s), 0);
    lede_store_close(s);
}

int main(void)
{
    RUN(killed_and_resumed, "what a killed run left unmerged the next one merges");
    RUN(little_added_to_much, "small writes leave a large segment as it is");
    return END();
}
