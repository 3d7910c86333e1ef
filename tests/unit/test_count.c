/* core/news/count.c, tokens.c, collocate.c, context.c, measures.c */
#include "test.h"

#include <math.h>

#include "lede/count.h"

static lede_counter *counter_of(int stem, int ngrams, const char *const *texts, lede_error *err)
{
    lede_count_options o = {0};
    lede_counter *c;

    o.stem = stem;
    o.ngrams = ngrams;
    if (lede_counter_new(&o, &c, err) != LEDE_OK)
        return NULL;
    for (; *texts; texts++)
        if (lede_counter_add(c, *texts, strlen(*texts), "en", err) != LEDE_OK) {
            lede_counter_free(c);
            return NULL;
        }
    return c;
}

static lede_term_count term(const lede_counter *c, const char *key)
{
    return lede_counter_get(c, key, strlen(key));
}

static void words_are_counted_by_text(void)
{
    static const char *const texts[] = {"The ferry left. A ferry, late, came.", "No ferry today in 2022.", NULL};
    lede_counter *c = counter_of(0, 1, texts, NULL);

    EQ_INT(term(c, "ferry").count, 3);
    EQ_INT(term(c, "ferry").texts, 2);
    EQ_INT(term(c, "the").count, 0);
    EQ_INT(term(c, "2022").count, 0);
    EQ_INT(lede_counter_words(c), 12);
    EQ_INT(lede_counter_texts(c), 2);
    lede_counter_free(c);
}

static void stems_join_words(void)
{
    static const char *const texts[] = {"Strikes and strikers; one strike, striking.", NULL};
    lede_counter *c = counter_of(1, 1, texts, NULL);

    EQ_INT(term(c, "strike").count, 3);
    EQ_STR(term(c, "strike").term, "strikes");
    lede_counter_free(c);
}

static void runs_stop_at_punctuation_and_stop_words(void)
{
    static const char *const texts[] = {"old port town. Old port, town of old port\n\ntown", NULL};
    lede_counter *c = counter_of(0, 2, texts, NULL);

    EQ_INT(term(c, "old port").count, 3);
    EQ_INT(term(c, "port town").count, 1);
    EQ_INT(term(c, "town of").count, 0);
    lede_counter_free(c);
    c = counter_of(0, 3, texts, NULL);
    EQ_INT(term(c, "town of old").count, 1);
    lede_counter_free(c);
}

static int add_cell(const lede_term_count *t, void *ud)
{
    *(int64_t *)ud += t->count * 100 + t->texts;
    return 0;
}

static void a_text_is_counted_apart(void)
{
    static const char *const texts[] = {"alpha beta", NULL};
    lede_counter *c = counter_of(0, 1, texts, NULL);
    int64_t sum = 0;

    EQ_INT(lede_counter_text(c, "beta gamma beta", 15, "en", add_cell, &sum, NULL), LEDE_OK);
    EQ_INT(sum, 201);
    EQ_INT(term(c, "beta").count, 1);
    lede_counter_free(c);
}

static int near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

/* By hand: 2 of 10 against 1 of 20; expected 1 and 2. */
static void measures_are_as_published(void)
{
    CHECK(near(lede_g2(2, 10, 1, 20), 2 * (2 * log(2) + 8 * log(8.0 / 9) + log(0.5) + 19 * log(19.0 / 18))));
    CHECK(near(lede_g2(1, 20, 2, 10), -lede_g2(2, 10, 1, 20)));
    CHECK(near(lede_g2(1, 10, 2, 20), 0));
    CHECK(near(lede_log_ratio(2, 10, 1, 20), 2));
    CHECK(near(lede_log_ratio(1, 10, 0, 10), 1));
    CHECK(near(lede_g2(0, 0, 0, 0), 0));
}

typedef struct wanted {
    const char *term;
    lede_collocate found;
} wanted;

static int find(const lede_collocate *c, void *ud)
{
    wanted *w = ud;

    if (strcmp(c->term, w->term) == 0)
        w->found = *c;
    return 0;
}

static wanted collocate(const lede_collocate_options *o, const char *term_, const char *text)
{
    wanted w;
    lede_collocator *c;

    memset(&w, 0, sizeof w);
    w.term = term_;
    EQ_INT(lede_collocator_new("port", 4, o, &c, NULL), LEDE_OK);
    EQ_INT(lede_collocator_add(c, text, strlen(text), "en", NULL), LEDE_OK);
    lede_collocator_each(c, find, &w);
    lede_collocator_free(c);
    return w;
}

/* 12 words, the node twice, windows of 1: b, c, d near; c near both counts once. */
static void collocates_stand_in_windows(void)
{
    lede_collocate_options o = {0};
    const char *text = "alfa bravo port charlie ports delta echo foxtrot golf hotel charlie india";
    wanted w;

    o.window = 1;
    w = collocate(&o, "charlie", text);
    EQ_INT(w.found.count, 1);
    EQ_INT(w.found.total, 2);
    CHECK(near(w.found.pmi, log2(1 / (2.0 * 3 / 12))));
    CHECK(near(w.found.log_dice, 14 + log2(2.0 / (2 + 2))));
    CHECK(near(w.found.g2, lede_g2(1, 3, 1, 9)));
    o.exact = 1;
    w = collocate(&o, "delta", text);
    EQ_INT(w.found.count, 0);
    o.sentence = 1;
    w = collocate(&o, "town", "The port is closed. The town sleeps.");
    EQ_INT(w.found.count, 0);
    w = collocate(&o, "closed", "The port is closed. The town sleeps.");
    EQ_INT(w.found.count, 1);
}

static void contexts_keep_to_words_and_paragraphs(void)
{
    const char *s = "First paragraph.\n\nThe old port of Sel is closed today.";
    lede_span hit = {26, 30}, left, right;

    EQ_INT(lede_contexts(s, strlen(s), "en", &hit, 1, 2, 0, &left, &right, NULL), LEDE_OK);
    CHECK(left.end - left.start == 8 && memcmp(s + left.start, "The old ", 8) == 0);
    CHECK(right.end - right.start == 7 && memcmp(s + right.start, " of Sel", 7) == 0);
    EQ_INT(lede_contexts(s, strlen(s), "en", &hit, 1, 99, 0, &left, &right, NULL), LEDE_OK);
    EQ_INT(left.start, 18);
    EQ_INT(right.end, strlen(s));
    EQ_INT(lede_contexts(s, strlen(s), "en", &hit, 1, 0, 0, &left, &right, NULL), LEDE_OK);
    EQ_INT(left.end - left.start, 0);
    EQ_INT(right.end - right.start, 0);
}

static void strange_texts_are_counted(void)
{
    static const char *const texts[] = {"", " ", "\xFF\xFE", "日本語の新聞", "a\xC0port", "...", NULL};
    lede_counter *c = counter_of(1, 1, texts, NULL);

    EQ_INT(lede_counter_texts(c), 6);
    lede_counter_free(c);
    c = counter_of(1, 5, texts, NULL);
    CHECK(c != NULL);
    lede_counter_free(c);
}

static int whole(lede_error *err)
{
    static const char *const texts[] = {"Old port towns of the old port strike again, strikers said.", "Ports.", NULL};
    lede_counter *c = counter_of(1, 2, texts, err);
    lede_collocator *l = NULL;
    lede_span hit = {4, 8}, left, right;
    int ok = c != NULL && lede_collocator_new("port", 4, NULL, &l, err) == LEDE_OK &&
             lede_collocator_add(l, texts[0], strlen(texts[0]), "en", err) == LEDE_OK &&
             lede_contexts(texts[0], strlen(texts[0]), "en", &hit, 1, 3, 1, &left, &right, err) == LEDE_OK;

    lede_counter_free(c);
    lede_collocator_free(l);
    return ok;
}

static void memory_may_run_out_anywhere(void)
{
    long i, n;
    lede_error err;

    fault_after(0);
    CHECK(whole(&err));
    n = fault_seen();
    for (i = 1; i <= n; i++) {
        fault_after(i);
        err.status = LEDE_OK;
        if (!whole(&err))
            EQ_INT(err.status, LEDE_NOMEM);
    }
    fault_after(0);
}

int main(void)
{
    RUN(words_are_counted_by_text, "words are counted by text, stop words and numbers left out");
    RUN(stems_join_words, "words of one stem are one term, shown as first seen");
    RUN(runs_stop_at_punctuation_and_stop_words, "runs of words stop at punctuation and begin and end with no stop word");
    RUN(a_text_is_counted_apart, "the known terms of one more text are counted apart");
    RUN(measures_are_as_published, "G2 and log ratio are as published");
    RUN(collocates_stand_in_windows, "collocates stand in windows or sentences, near two nodes counted once");
    RUN(contexts_keep_to_words_and_paragraphs, "contexts are whole words and keep to the paragraph");
    RUN(strange_texts_are_counted, "empty, broken and spaceless texts are counted");
    RUN(memory_may_run_out_anywhere, "memory may run out anywhere");
    return END();
}
