/*
 * The inverted index: what a file may hold in place of a segment's bytes. The
 * first byte says which of them the rest takes the place of; then queries are
 * answered by it, everything is read, compared with the articles, and merged.
 */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "lede/query.h"
#include "store/index.h"
#include "store/postings_in.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ARTICLES = 300 };

/* Articles of words that all hold, that many hold and that one holds. */
static lede_store *make(void)
{
    lede_store *s = NULL;
    char body[200];
    lede_record *r;
    lede_added out;
    int i;

    if (lede_store_open(":memory:", LEDE_CREATE, &s, NULL) != LEDE_OK)
        __builtin_trap();
    for (i = 0; i < ARTICLES; i++) {
        snprintf(body, sizeof body, "the ferry of day%d was late the whole day%s alone%d", i % 20, i % 3 ? "" : " again", i);
        r = lede_record_new();
        lede_record_set(r, LEDE_HEADLINE, i % 2 ? "The ferry" : "A storm", i % 2 ? 9 : 7, NULL);
        lede_record_set(r, LEDE_BODY, body, strlen(body), NULL);
        lede_record_set(r, LEDE_LANGUAGE, "en", 2, NULL);
        if (lede_store_add(s, r, &out, NULL) != LEDE_OK)
            __builtin_trap();
        lede_record_free(r);
    }
    return s;
}

static void replace(lede_store *s, const uint8_t *data, size_t size)
{
    static const char *const statements[] = {
        "UPDATE segment SET root = ?1 WHERE id = (SELECT min(id) FROM segment)",
        "UPDATE segment SET hides = ?1 WHERE id = (SELECT max(id) FROM segment)",
        "UPDATE posting SET bytes = ?1 WHERE key >> 30 & 3 = 0 AND key >> 32 = (SELECT min(id) FROM segment)",
        "UPDATE posting SET bytes = ?1 WHERE key >> 30 & 3 = 1",
        "UPDATE posting SET bytes = ?1 WHERE key >> 30 & 3 = 2",
    };
    sqlite3_stmt *st;

    if (sqlite3_prepare_v2(s->db, statements[data[0] % 5], -1, &st, NULL) != SQLITE_OK)
        __builtin_trap();
    sqlite3_bind_blob(st, 1, data + 1, (int)size - 1, SQLITE_STATIC);
    sqlite3_step(st);
    sqlite3_finalize(st);
}

/* The best few by words, by places and by a prefix, in any order of segments. */
static void search(lede_store *s)
{
    static const char *const queries[] = { "ferry", "storm late", "\"ferry of\"", "near(again day1, 3)", "headline:ferry OR alo*" };
    lede_find_options f = { "relevance", 5, 0 };
    lede_error err;
    lede_query *q;
    int64_t *rows;
    size_t i, n;

    for (i = 0; i < sizeof queries / sizeof *queries; i++) {
        if (lede_query_parse(queries[i], strlen(queries[i]), NULL, &q, &err) != LEDE_OK)
            __builtin_trap();
        lede_query_find(q, s, &f, &rows, &n, &err);
        lede_free(rows);
        lede_query_free(q);
    }
}

static int ignore(const char *id, void *ud)
{
    (void)id;
    (void)ud;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lede_store *s;
    lede_error err;

    if (!s)
        s = make();
    if (!size || lede__begin(s, &err) != LEDE_OK)
        return 0;
    replace(s, data, size);
    lede__view_free(s);
    search(s);
    lede__view_free(s);
    lede__index_check(s, ignore, NULL, &err);
    lede__view_free(s);
    lede__postings_merge_all(s, &err);
    lede__rollback(s);
    return 0;
}
