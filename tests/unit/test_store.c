/* The store: adding, reading, tags, runs, undo. */
#include <sys/stat.h>
#include <unistd.h>

#include "lede/store.h"
#include "test.h"

static lede_error err;

static const char *fresh(const char *name)
{
    static char path[4][300];
    static int at;
    char *p = path[at = (at + 1) % 4], side[320];
    const char *dir = getenv("TMPDIR");

    snprintf(p, sizeof path[0], "%s/lede-test-%ld-%s.lede", dir ? dir : "/tmp", (long)getpid(), name);
    unlink(p);
    snprintf(side, sizeof side, "%s-wal", p);
    unlink(side);
    snprintf(side, sizeof side, "%s-shm", p);
    unlink(side);
    return p;
}

static lede_store *store_at(const char *path)
{
    lede_store *s;

    if (lede_store_open(path, LEDE_CREATE, &s, &err) != LEDE_OK) {
        printf("# cannot open: %s\n", err.message);
        exit(1);
    }
    return s;
}

static lede_added add(lede_store *s, const char *url, const char *headline, const char *body, const char *published)
{
    lede_record *r = lede_record_new();
    lede_added out;

    lede_record_set(r, LEDE_URL, url, strlen(url), NULL);
    lede_record_set(r, LEDE_HEADLINE, headline, strlen(headline), NULL);
    lede_record_set(r, LEDE_BODY, body, strlen(body), NULL);
    lede_record_set(r, LEDE_PUBLISHED, published, strlen(published), NULL);
    lede_record_set(r, LEDE_LANGUAGE, "en", 2, NULL);
    lede_record_add(r, LEDE_AUTHORS, "Ada Quill", 9, NULL);
    err.message[0] = '\0';
    if (lede_store_add(s, r, &out, &err) != LEDE_OK) {
        printf("# add: %s\n", err.message);
        test_failed_now = 1;
    }
    lede_record_free(r);
    return out;
}

static const char *field(lede_store *s, int64_t row, const char *name)
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

static void tag(lede_store *s, int64_t row, const char *name, int want)
{
    lede_assertion a = {.name = name, .n = strlen(name)};
    int changed = -1;

    if (lede_store_tag(s, row, &a, &changed, &err) != LEDE_OK)
        printf("# tag: %s\n", err.message);
    EQ_INT(changed, want);
}

static void an_article_comes_back(void)
{
    lede_store *s = store_at(fresh("back"));
    lede_added a = add(s, "https://www.example.org/a?utm_source=x", "Harbour opens", "The harbour opened.\n\nShips came.",
                       "2024-05-06");
    int64_t row;

    EQ_INT(a.outcome, LEDE_ADDED);
    EQ_STR(field(s, a.row, "headline"), "Harbour opens");
    EQ_STR(field(s, a.row, "body"), "The harbour opened.\n\nShips came.");
    EQ_STR(field(s, a.row, "authors"), "[\"Ada Quill\"]");
    EQ_STR(field(s, a.row, "site"), "example.org");
    EQ_STR(field(s, a.row, "words"), "5");
    EQ_INT(lede_store_get(s, "http://example.org/a#top", 24, &row, &err), LEDE_OK);
    EQ_INT(row, a.row);
    EQ_INT(lede_store_get(s, a.id, 5, &row, &err), LEDE_OK);
    EQ_INT(row, a.row);
    EQ_INT(lede_store_get(s, "zzzz", 4, &row, &err), LEDE_NOTFOUND);
    lede_store_close(s);
}

static void adding_again_adds_nothing(void)
{
    lede_store *s = store_at(fresh("again"));
    lede_added a = add(s, "https://example.org/a", "One", "First text.", "2024-05-06"), b;

    b = add(s, "http://www.example.org/a/", "One", "First text.", "2024-05-06");
    EQ_INT(b.row, a.row);
    EQ_INT(b.outcome, LEDE_SAME);
    b = add(s, "https://example.org/a", "One", "Second text.", "2024-05-06");
    EQ_INT(b.outcome, LEDE_UPDATED);
    EQ_STR(field(s, a.row, "body"), "Second text.");
    EQ_STR(field(s, a.row, "revision"), "2");
    b = add(s, "https://example.org/a", "One", "First text.", "2024-05-06");
    EQ_INT(b.outcome, LEDE_SAME);
    lede_store_close(s);
}

static void tags_stand_and_go(void)
{
    lede_store *s = store_at(fresh("tags"));
    lede_added a = add(s, "", "One", "First text.", "");
    lede_undo u;

    tag(s, a.row, "topic/a", 1);
    tag(s, a.row, "topic/a", 0);
    tag(s, a.row, "topic/b", 1);
    EQ_STR(field(s, a.row, "tags"), "[\"topic/a\",\"topic/b\"]");
    EQ_INT(lede_store_undo(s, 0, 0, NULL, NULL, &u, &err), LEDE_OK);
    EQ_INT(u.undone, 1);
    EQ_STR(field(s, a.row, "tags"), "[\"topic/a\"]");
    lede_store_close(s);
}

int main(void)
{
    RUN(an_article_comes_back, "an article comes back as it was added, by id, prefix and URL");
    RUN(adding_again_adds_nothing, "adding again adds nothing, a changed text is a revision");
    RUN(tags_stand_and_go, "tags stand until their run is undone");
    return END();
}
