/* core/store/memo.c */
#include "test.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lede/store.h"

static const char path[] = "build/tests/memo.lede";

static lede_store *fresh(int64_t *row)
{
    lede_store *s = NULL;
    lede_record *r = lede_record_new();
    lede_added added;
    lede_error err;

    unlink(path);
    unlink("build/tests/memo.lede-wal");
    if (lede_store_open(path, LEDE_CREATE, &s, &err) != LEDE_OK)
        printf("# %s\n", err.message);
    lede_record_set(r, LEDE_HEADLINE, "Eels return", 11, NULL);
    lede_record_set(r, LEDE_BODY, "Eels have been found in the upper Tarn.", 39, NULL);
    EQ_INT(lede_store_add(s, r, &added, &err), LEDE_OK);
    *row = added.row;
    lede_record_free(r);
    return s;
}

static int64_t tag_as(lede_store *s, int64_t row, const char *kind, const char *name)
{
    lede_run_spec spec = {.kind = kind, .name = name, .commit = LEDE_COMMIT_END};
    lede_assertion a = {.name = "topic/fish", .n = 10};
    int64_t run;

    EQ_INT(lede_run_begin(s, &spec, NULL), LEDE_OK);
    EQ_INT(lede_store_tag(s, row, &a, NULL, NULL), LEDE_OK);
    EQ_INT(lede_run_end(s, &run, NULL), LEDE_OK);
    return run;
}

static int count_tags(const lede_tag_count *t, void *ud)
{
    *(int64_t *)ud += t->articles;
    return 0;
}

static int64_t tags(lede_store *s)
{
    int64_t n = 0;

    lede_store_tags(s, count_tags, &n, NULL);
    return n;
}

static void only_the_recipes_own_goes(void)
{
    int64_t row;
    lede_store *s = fresh(&row);
    int changed;

    tag_as(s, row, "recipe", "fish");
    tag_as(s, row, "tag", "by hand");
    EQ_INT(lede_store_retract(s, row, "topic/fish", 10, "fish", &changed, NULL), LEDE_OK);
    EQ_INT(changed, 1);
    EQ_INT(tags(s), 1);
    EQ_INT(lede_store_retract(s, row, "topic/fish", 10, "fish", &changed, NULL), LEDE_OK);
    EQ_INT(changed, 0);
    lede_store_close(s);
}

static void undo_brings_it_back(void)
{
    int64_t row;
    lede_store *s = fresh(&row);
    lede_undo undo;
    int changed;

    tag_as(s, row, "recipe", "fish");
    lede_store_retract(s, row, "topic/fish", 10, "fish", &changed, NULL);
    EQ_INT(tags(s), 0);
    EQ_INT(lede_store_undo(s, 0, 0, NULL, NULL, &undo, NULL), LEDE_OK);
    EQ_INT(tags(s), 1);
    lede_store_close(s);
}

static int64_t memos(lede_store *s)
{
    lede_sql *q;
    int64_t n = -1;

    if (lede_sql_prepare(s, "SELECT count(*) FROM memo", 25, &q, NULL) == LEDE_OK && lede_sql_step(q, NULL) == LEDE_OK)
        n = lede_sql_integer(q, 0);
    lede_sql_free(q);
    return n;
}

static void answers_go_with_the_article(void)
{
    int64_t row;
    lede_store *s = fresh(&row);
    lede_memo m = {row, "seen", "an\0swer", 7, 0};

    EQ_INT(lede_store_remember(s, "fish 1", &m, 1, NULL), LEDE_OK);
    EQ_INT(lede_store_remember(s, "fish 1", &m, 1, NULL), LEDE_OK);
    EQ_INT(memos(s), 1);
    EQ_INT(lede_store_remove(s, row, NULL), LEDE_OK);
    EQ_INT(memos(s), 0);
    lede_store_close(s);
}

static void one_key_a_name_is_kept(void)
{
    int64_t row;
    lede_store *s = fresh(&row);
    lede_memo m = {row, "seen", "answer", 6, 0};

    EQ_INT(lede_store_remember(s, "fish 1", &m, 1, NULL), LEDE_OK);
    EQ_INT(lede_store_remember(s, "fishing 1", &m, 1, NULL), LEDE_OK);
    EQ_INT(lede_store_remember(s, "fish 2", &m, 1, NULL), LEDE_OK);
    EQ_INT(memos(s), 2);
    lede_store_close(s);
}

typedef struct seen {
    char sees[200];
    char answer[20];
    int visits;
} seen;

static int look(size_t i, const lede_memo *m, void *ud)
{
    seen *o = ud;

    snprintf(o->sees, sizeof o->sees, "%s", m->sees);
    snprintf(o->answer, sizeof o->answer, "%.*s", (int)m->answer_n, m->answer ? m->answer : "none");
    if (!m->answer)
        snprintf(o->answer, sizeof o->answer, "none");
    o->visits++;
    return i > 1000;
}

static seen recalled(lede_store *s, int64_t row, const char *key)
{
    seen o = {"", "", 0};

    EQ_INT(lede_store_recall(s, key, &row, 1, look, &o, NULL), LEDE_OK);
    return o;
}

static void answers_hold_while_nothing_seen_changes(void)
{
    int64_t row;
    lede_store *s = fresh(&row);
    seen first = recalled(s, row, "fish 1");
    lede_memo m = {row, first.sees, "answer", 6, 0};

    EQ_STR(first.answer, "none");
    EQ_INT(lede_store_remember(s, "fish 1", &m, 1, NULL), LEDE_OK);
    EQ_STR(recalled(s, row, "fish 1").answer, "answer");
    EQ_STR(recalled(s, row, "fish 2").answer, "none");
    tag_as(s, row, "recipe", "fish");   /* its own tags are not among what it sees */
    EQ_STR(recalled(s, row, "fish 1").answer, "answer");
    tag_as(s, row, "tag", "by hand");
    EQ_STR(recalled(s, row, "fish 1").answer, "none");
    EQ_INT(lede_store_undo(s, 0, 0, NULL, NULL, &(lede_undo){0}, NULL), LEDE_OK);
    EQ_STR(recalled(s, row, "fish 1").answer, "answer");
    EQ_INT(lede_store_set(s, row, LEDE_SECTION, "Rivers", 6, NULL, NULL), LEDE_OK);
    EQ_STR(recalled(s, row, "fish 1").answer, "none");
    lede_store_close(s);
}

static int count_visits(size_t i, const lede_memo *m, void *ud)
{
    int64_t *rows = ud;

    EQ_INT(m->row, rows[i]);
    EQ_STR(m->answer, "odd");
    rows[i] = -1;
    return 0;
}

/* Rows lie close and far apart: the walks step and look anew. */
static void any_selection_is_recalled(void)
{
    static const int64_t odd[] = {1, 3, 5, 301, 303, 999, 1001};
    enum { N = 1000, ODD = sizeof odd / sizeof *odd };
    int64_t row, rows[ODD];
    lede_store *s = fresh(&row);
    lede_memo m = {0, "", "odd", 3, 0};
    seen o;
    int i;

    for (i = 1; i < N; i++) {
        lede_record *r = lede_record_new();
        char body[40];
        lede_added added;

        snprintf(body, sizeof body, "Eel number %d was seen.", i);
        lede_record_set(r, LEDE_BODY, body, strlen(body), NULL);
        EQ_INT(lede_store_add(s, r, &added, NULL), LEDE_OK);
        lede_record_free(r);
    }
    for (i = 0; i < ODD; i++) {
        rows[i] = odd[i];
        if (odd[i] > N)
            continue;
        o = recalled(s, m.row = odd[i], "fish 1");
        m.sees = o.sees;
        EQ_INT(lede_store_remember(s, "fish 1", &m, 1, NULL), LEDE_OK);
    }
    EQ_INT(lede_store_recall(s, "fish 1", rows, ODD, count_visits, rows, NULL), LEDE_OK);
    for (i = 0; i < ODD - 1; i++)
        EQ_INT(rows[i], -1);
    EQ_INT(rows[ODD - 1], 1001);   /* no such article */
    lede_store_close(s);
}

int main(void)
{
    RUN(answers_hold_while_nothing_seen_changes, "an answer is recalled while nothing that the recipe sees has changed");
    RUN(any_selection_is_recalled, "any selection of rows is recalled, those that do not stand are left out");
    RUN(one_key_a_name_is_kept, "answers of older versions and other parameters are forgotten");
    RUN(only_the_recipes_own_goes, "a retraction takes back what runs of the recipe asserted and nothing else");
    RUN(undo_brings_it_back, "undoing a retraction brings the tag back");
    RUN(answers_go_with_the_article, "remembered answers are kept once and go with their article");
    return END();
}
