/* core/store/memo.c */
#include "test.h"

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
    lede_memo m = {row, "seen", "an\0swer", 7};

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
    lede_memo m = {row, "seen", "answer", 6};

    EQ_INT(lede_store_remember(s, "fish 1", &m, 1, NULL), LEDE_OK);
    EQ_INT(lede_store_remember(s, "fishing 1", &m, 1, NULL), LEDE_OK);
    EQ_INT(lede_store_remember(s, "fish 2", &m, 1, NULL), LEDE_OK);
    EQ_INT(memos(s), 2);
    lede_store_close(s);
}

int main(void)
{
    RUN(one_key_a_name_is_kept, "answers of older versions and other parameters are forgotten");
    RUN(only_the_recipes_own_goes, "a retraction takes back what runs of the recipe asserted and nothing else");
    RUN(undo_brings_it_back, "undoing a retraction brings the tag back");
    RUN(answers_go_with_the_article, "remembered answers are kept once and go with their article");
    return END();
}
