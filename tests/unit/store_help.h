/* What the tests of the store share: a fresh file, articles in a line, values as text. */
#ifndef STORE_HELP_H
#define STORE_HELP_H

#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../drop.h"
#include "lede/store.h"
#include "test.h"

static lede_error err;

static const char *temp_path(const char *name)
{
    static char path[8][300];
    static int at;
    char *p = path[at = (at + 1) % 8];
    const char *dir = getenv("TMPDIR");

    snprintf(p, sizeof path[0], "%s/lede-test-%ld-%s", dir ? dir : "/tmp", (long)getpid(), name);
    return p;
}

static __attribute__((unused)) const char *fresh(const char *name)
{
    const char *p = temp_path(name);

    drop_file(p);
    return p;
}

static __attribute__((unused)) lede_store *store_at(const char *path)
{
    lede_store *s;

    if (lede_store_open(path, LEDE_CREATE, &s, &err) != LEDE_OK) {
        printf("# cannot open: %s\n", err.message);
        exit(1);
    }
    return s;
}

/* A store in memory: for tests that need no file. */
static __attribute__((unused)) lede_store *memory(void)
{
    return store_at(":memory:");
}

static __attribute__((unused)) lede_record *record(const char *url, const char *headline, const char *body,
                                                   const char *published)
{
    lede_record *r = lede_record_new();

    lede_record_set(r, LEDE_URL, url, strlen(url), NULL);
    lede_record_set(r, LEDE_HEADLINE, headline, strlen(headline), NULL);
    lede_record_set(r, LEDE_BODY, body, strlen(body), NULL);
    lede_record_set(r, LEDE_PUBLISHED, published, strlen(published), NULL);
    lede_record_set(r, LEDE_LANGUAGE, "en", 2, NULL);
    lede_record_add(r, LEDE_AUTHORS, "Ada Quill", 9, NULL);
    return r;
}

static __attribute__((unused)) lede_added add(lede_store *s, const char *url, const char *headline, const char *body,
                                              const char *published)
{
    lede_record *r = record(url, headline, body, published);
    lede_added out;

    err.message[0] = '\0';
    if (lede_store_add(s, r, &out, &err) != LEDE_OK) {
        printf("# add: %s\n", err.message);
        test_failed_now = 1;
    }
    lede_record_free(r);
    return out;
}

/* A value by name, or the error's message; valid for some calls. */
static __attribute__((unused)) const char *value(lede_store *s, int64_t row, const char *name)
{
    static lede_buf b[4];
    static int at;
    lede_buf *out = &b[at = (at + 1) % 4];

    lede_buf_clear(out);
    lede_buf_add(out, "", 0);
    if (lede_store_value(s, row, name, out, &err) != LEDE_OK)
        return err.message;
    return out->s;
}

static __attribute__((unused)) int tag(lede_store *s, int64_t row, const char *name)
{
    lede_assertion a = {.name = name, .n = strlen(name)};
    int changed = -1;

    if (lede_store_tag(s, row, &a, &changed, &err) != LEDE_OK)
        return -1;
    return changed;
}

static __attribute__((unused)) int untag(lede_store *s, int64_t row, const char *name)
{
    int changed = -1;

    if (lede_store_untag(s, row, name, strlen(name), &changed, &err) != LEDE_OK)
        return -1;
    return changed;
}

static __attribute__((unused)) int print_problem(const char *what, const char *mend, void *ud)
{
    (void)mend;
    (void)ud;
    printf("# problem: %s\n", what);
    return 0;
}

/* How many findings lede_store_check has; -1 where it could not look. */
static __attribute__((unused)) int64_t problems(lede_store *s)
{
    int64_t n;

    if (lede_store_check(s, print_problem, NULL, &n, &err) != LEDE_OK) {
        printf("# check: %s\n", err.message);
        return -1;
    }
    return n;
}

/* One value of a SELECT. */
static __attribute__((unused)) int64_t number(lede_store *s, const char *sql)
{
    lede_sql *q;
    int64_t n = -1;

    if (lede_sql_prepare(s, sql, strlen(sql), &q, &err) != LEDE_OK) {
        printf("# sql: %s\n", err.message);
        return -1;
    }
    if (lede_sql_step(q, &err) == LEDE_OK)
        n = lede_sql_integer(q, 0);
    lede_sql_free(q);
    return n;
}

/* What the store holds, as a number that any change of an article, a tag or a piece of evidence alters. */
static __attribute__((unused)) int64_t sum(lede_store *s)
{
    return number(s, "SELECT coalesce((SELECT sum(row * 31 + length(body) + length(headline) + words + revision + "
                     "length(coalesce(section, ''))) FROM articles), 0) * 7 + "
                     "coalesce((SELECT sum(length(tag) * 13 + run * 5 + row) FROM article_tags), 0) * 3 + "
                     "coalesce((SELECT sum(first + last * 2 + length(text)) FROM spans), 0)");
}

#endif
