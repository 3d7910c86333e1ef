/* Reading: articles by id, fields by row. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "lede/similarity.h"
#include "store/article.h"
#include "store/columns.h"
#include "store/identity.h"

#define FIELD(column) "SELECT " column " FROM article WHERE row = ?1"

static const char *const field_sql[LEDE_FIELDS] = {
    [LEDE_URL] = FIELD("url"),           [LEDE_HEADLINE] = FIELD("headline"),
    [LEDE_DEK] = FIELD("dek"),           [LEDE_SECTION] = FIELD("section"),
    [LEDE_PUBLISHER] = FIELD("publisher"), [LEDE_PUBLISHED] = FIELD("published"),
    [LEDE_MODIFIED] = FIELD("modified"), [LEDE_LANGUAGE] = FIELD("language"),
    [LEDE_SOURCE] = FIELD("source"),     [LEDE_DATE_FROM] = FIELD("date_from"),
    [LEDE_EXTRA] = FIELD("extra"),       [LEDE_AUTHORS] = FIELD("authors"),
    [LEDE_KEYWORDS] = FIELD("keywords"), [LEDE_LINKS] = FIELD("links"),
    [LEDE_BODY] = "SELECT body FROM body WHERE row = ?1",
};

_Static_assert(LEDE_FINGERPRINT_VERSION == 3, "the first byte of fingerprints below");

static const struct {
    const char *name, *sql;
} more[] = {
    {"id", FIELD("id")},
    {"hash", FIELD("lower(hex(hash))")},
    {"added", FIELD("added")},
    {"words", FIELD("words")},
    {"revision", FIELD("revision")},
    {"site", FIELD("site")},
    {"row", FIELD("row")},
    {"fingerprint", "SELECT (SELECT bits FROM fingerprint f WHERE f.row = a.row AND substr(f.bits, 1, 1) = x'03') "
                    "FROM article a WHERE a.row = ?1"},
    {"tags", "SELECT (SELECT json_group_array(name) FROM (SELECT DISTINCT t.name AS name FROM tagged g "
             "JOIN tag t ON t.id = g.tag WHERE g.article = a.row AND g.state = 0 ORDER BY t.name)) "
             "FROM article a WHERE a.row = ?1"},
};

lede_status lede__column_of(const char *name, lede__column *c, lede_error *err)
{
    int field = lede_field_of_name(name, strlen(name));
    size_t i;

    memset(c, 0, sizeof *c);
    if (field >= 0 && field != LEDE_NOTES) {
        c->sql = field_sql[field];
        c->is_list = field >= LEDE_TEXT_FIELDS;
        return LEDE_OK;
    }
    for (i = 0; i < sizeof more / sizeof *more; i++)
        if (strcmp(more[i].name, name) == 0) {
            c->sql = more[i].sql;
            c->is_list = strcmp(name, "tags") == 0;
            return LEDE_OK;
        }
    if (strncmp(name, "extra.", 6) == 0 && name[6]) {
        c->sql = "SELECT json_extract(extra, '$.' || json_quote(?2)) FROM article WHERE row = ?1";
        c->key = name + 6;
        return LEDE_OK;
    }
    return lede__fail(err, LEDE_USAGE, "an article has no field '%s'", name);
}

lede_status lede__column_get(lede_store *s, const lede__column *c, int64_t row, sqlite3_stmt **out, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, c->sql, err);
    lede_status status;

    *out = NULL;
    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, row);
    if (c->key)
        lede__bind_z(st, 2, c->key);
    status = lede__row_st(s, st, err);
    if (status == LEDE_OK)
        *out = st;
    if (status == LEDE_DONE)
        return lede__fail(err, LEDE_NOTFOUND, "no article has the row %lld", (long long)row);
    return status;
}

static lede_status append(lede_store *s, const lede__column *c, int64_t row, lede_buf *out, lede_error *err)
{
    sqlite3_stmt *st;
    lede_status status = lede__column_get(s, c, row, &st, err);
    const char *z;
    size_t n;

    if (status != LEDE_OK)
        return status;
    z = lede__text(st, 0, &n);
    lede_buf_add(out, z, n);
    sqlite3_reset(st);
    return out->failed ? lede__nomem(err) : LEDE_OK;
}

lede_status lede_store_field(lede_store *s, int64_t row, lede_field field, lede_buf *out, lede_error *err)
{
    lede__column c = {0};
    lede_error own;

    if ((unsigned)field >= LEDE_FIELDS)
        return lede__fail(err, LEDE_USAGE, "no field has the number %d", (int)field);
    if (field == LEDE_NOTES)
        return LEDE_OK;
    c.sql = field_sql[field];
    return append(s, &c, row, out, err ? err : &own);
}

lede_status lede_store_value(lede_store *s, int64_t row, const char *name, lede_buf *out, lede_error *err)
{
    lede__column c;
    lede_error own;
    lede_status st = lede__column_of(name, &c, err = err ? err : &own);

    return st == LEDE_OK ? append(s, &c, row, out, err) : st;
}

lede_status lede_store_info(lede_store *s, int64_t row, lede_article_info *out, lede_error *err)
{
    lede_error own;
    sqlite3_stmt *st = lede__sql(s, "SELECT id, lower(hex(hash)), added, words, revision, bytes FROM article WHERE row = ?1",
                                 err = err ? err : &own);
    lede_status status;

    memset(out, 0, sizeof *out);
    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, row);
    status = lede__row_st(s, st, err);
    if (status != LEDE_OK)
        return status == LEDE_DONE ? lede__fail(err, LEDE_NOTFOUND, "no article has the row %lld", (long long)row)
                                   : status;
    snprintf(out->id, sizeof out->id, "%s", lede__text(st, 0, NULL));
    snprintf(out->hash, sizeof out->hash, "%s", lede__text(st, 1, NULL));
    snprintf(out->added, sizeof out->added, "%s", lede__text(st, 2, NULL));
    out->words = sqlite3_column_int64(st, 3);
    out->revision = sqlite3_column_int64(st, 4);
    out->body_n = sqlite3_column_int64(st, 5);
    sqlite3_reset(st);
    return LEDE_OK;
}

lede_status lede_store_count(lede_store *s, int64_t *count, lede_error *err)
{
    lede_error own;

    return lede__number(s, "SELECT count(*) FROM article", 0, 0, 0, count, err ? err : &own);
}

/* --- by id --------------------------------------------------------------------- */

static int could_be_id(const char *key, size_t n)
{
    size_t i;

    if (!n || n >= LEDE_ID_SIZE)
        return 0;
    for (i = 0; i < n; i++)
        if (!((key[i] >= '0' && key[i] <= '9') || (key[i] >= 'a' && key[i] <= 'z') || (key[i] >= 'A' && key[i] <= 'Z')))
            return 0;
    return 1;
}

/* The articles whose id starts so: up to three are looked at, so that the message can name some. */
static lede_status by_prefix(lede_store *s, const char *prefix, int64_t *row, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "SELECT row, id FROM article WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id LIMIT 3", err);
    char ids[3][LEDE_ID_SIZE];
    lede_status status;
    int found = 0;

    if (!st)
        return err->status;
    lede__bind_z(st, 1, prefix);
    while ((status = lede__row_st(s, st, err)) == LEDE_OK) {
        snprintf(ids[found], sizeof ids[found], "%s", lede__text(st, 1, NULL));
        if (!found++ || strcmp(ids[0], prefix) == 0)
            *row = found == 1 ? sqlite3_column_int64(st, 0) : *row;
    }
    if (status != LEDE_DONE)
        return status;
    if (!found)
        return lede__fail(err, LEDE_NOTFOUND, "no article has the id '%s'", prefix);
    if (found == 1 || strcmp(ids[0], prefix) == 0)
        return LEDE_OK;
    *row = 0;
    return lede__fail(err, LEDE_NOTFOUND, "id '%s' could be %s or %s%s", prefix, ids[0], ids[1],
                      found > 2 ? " or others" : "");
}

static lede_status by_url(lede_store *s, const char *url, size_t n, int64_t *row, lede_error *err)
{
    char id[LEDE_ID_SIZE];
    lede_buf norm;
    lede_status st;
    int gone, length;

    *row = 0;
    lede_buf_init(&norm);
    lede_url_normalize(url, n, &norm);
    if (norm.failed) {
        lede_buf_release(&norm);
        return lede__nomem(err);
    }
    /* An article whose short id was taken by another URL has the long one. */
    for (length = LEDE__ID_LONG; length; length = length == LEDE__ID_LONG ? LEDE__ID_LENGTH : 0) {
        lede__id_of(norm.s, norm.n, length, id);
        st = lede__article_find(s, id, row, &gone, err);
        if (st != LEDE_OK || (*row && !gone))
            break;
        *row = 0;
    }
    lede_buf_release(&norm);
    if (st == LEDE_OK && !*row)
        return lede__fail(err, LEDE_NOTFOUND, "no article has the URL '%.*s'", (int)(n < 300 ? n : 300), url);
    return st;
}

lede_status lede_store_get(lede_store *s, const char *key, size_t n, int64_t *row, lede_error *err)
{
    char prefix[LEDE_ID_SIZE];
    lede_error own;
    size_t i;

    err = err ? err : &own;
    *row = 0;
    if (lede__url_is_web(key, n))
        return by_url(s, key, n, row, err);
    if (!could_be_id(key, n))
        return lede__fail(err, LEDE_NOTFOUND, "'%.*s' is neither an id nor a URL", (int)(n < 100 ? n : 100), key);
    for (i = 0; i < n; i++)
        prefix[i] = key[i] >= 'A' && key[i] <= 'Z' ? (char)(key[i] + 32) : key[i];
    prefix[n] = '\0';
    return by_prefix(s, prefix, row, err);
}
