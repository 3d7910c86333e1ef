/* Matching an article: of a store, by its row, or a record that is in none. */
#include <jansson.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/identity.h"
#include "store/match.h"
#include "store/query_sql.h"

enum { CONDITIONS = 1900 };   /* columns that a statement may have, less the texts */

/* --- of a store ----------------------------------------------------------------------- */

static int is_condition(const lede__qnode *node)
{
    switch (node->kind) {
    case LEDE__Q_ALL:
    case LEDE__Q_AND:
    case LEDE__Q_OR:
    case LEDE__Q_NOT:
    case LEDE__Q_WORDS:
    case LEDE__Q_NEAR_OF: return 0;
    case LEDE__Q_REGEX: return !node->columns;
    default: return 1;
    }
}

static lede_status add_conditions(lede__qbinding *b, lede__qnode *node, lede_error *err)
{
    lede_status st = LEDE_OK;
    size_t i;

    if (is_condition(node)) {
        if (b->nodes_n == CONDITIONS)
            return lede__fail(err, LEDE_LIMIT, "the query has more than %d terms on fields, too many to show where it matches",
                              CONDITIONS);
        if (!lede__grow(&b->nodes, &b->nodes_cap, b->nodes_n + 1, sizeof *b->nodes))
            return lede__nomem(err);
        node->slot = (int)b->nodes_n;
        b->nodes[b->nodes_n++] = node;
    }
    for (i = 0; i < node->kids_n && st == LEDE_OK; i++)
        if (node->kind != LEDE__Q_NEAR_OF)
            st = add_conditions(b, node->kids[i], err);
    return st;
}

static lede_status statement(lede_query *q, lede_store *store, lede_error *err)
{
    lede__qbinding *b = q->binding;
    lede_status st;

    if (b->conditions)
        return LEDE_OK;
    b->nodes_n = 0;
    st = add_conditions(b, q->root, err);
    return st == LEDE_OK ? lede__q_conditions(store, b->nodes, b->nodes_n, &b->conditions, err) : st;
}

static int stored_meta(const lede__qnode *node, void *ud)
{
    return sqlite3_column_int((sqlite3_stmt *)ud, LEDE__Q_COLUMNS + node->slot) != 0;
}

static lede_status match_row(lede_query *q, lede_store *store, int64_t row, int *matched, lede_query_hit **hits, size_t *n,
                             lede_error *err)
{
    lede_status status = lede__q_bind(q, store, err);
    lede__article a;
    sqlite3_stmt *st;
    int i, rc;

    if (status == LEDE_OK)
        status = statement(q, store, err);
    if (status != LEDE_OK)
        return status;
    st = q->binding->conditions;
    sqlite3_bind_int64(st, 1, row);
    rc = sqlite3_step(st);
    if (rc != SQLITE_ROW) {
        if (rc == SQLITE_DONE)
            lede__fail(err, LEDE_NOTFOUND, "no article has row %lld", (long long)row);
        else
            status = lede__q_db_fail(store, err);
        sqlite3_reset(st);
        return rc == SQLITE_DONE ? LEDE_NOTFOUND : status;
    }
    memset(&a, 0, sizeof a);
    for (i = 0; i < LEDE__Q_COLUMNS; i++)
        a.texts[i] = lede__text_or_null(st, i, &a.texts_n[i]);
    a.meta = stored_meta;
    a.ud = st;
    status = lede__match(q->root, &a, matched, hits, n, err);
    sqlite3_reset(st);
    return status;
}

lede_status lede_query_match_row(lede_query *q, lede_store *store, int64_t row, int *matched, lede_query_hit **hits,
                                 size_t *n, lede_error *err)
{
    *matched = 0;
    if (hits) {
        *hits = NULL;
        *n = 0;
    }
    return match_row(q, store, row, matched, hits, n, err);
}

/* --- a record ---------------------------------------------------------------------------- */

static int list_accepts(const lede__qnode *node, const lede_record *r)
{
    lede__qnode one = *node;
    size_t i, n;
    int answer = 0;

    one.field = -1;   /* its items are given one by one */
    for (i = 0; i < lede_record_count(r, (lede_field)node->field) && !answer; i++) {
        const char *s = lede_record_item(r, (lede_field)node->field, i, &n);

        answer = lede__q_accepts(&one, s, n);
    }
    return answer;
}

/* A JSON value as SQLite gives it: text and numbers as they are, true as 1; lists and objects by their members. */
static int json_accepts(const lede__qnode *node, const json_t *value, int inside)
{
    const char *key;
    json_t *member;
    size_t i;
    char *number;
    int answer = 0;

    if (json_is_string(value))
        return lede__q_accepts(node, json_string_value(value), json_string_length(value));
    if (json_is_boolean(value))
        return lede__q_accepts(node, json_is_true(value) ? "1" : "0", 1);
    if (json_is_number(value)) {
        if (!(number = json_dumps(value, JSON_ENCODE_ANY)))
            return -2;
        answer = lede__q_accepts(node, number, strlen(number));
        free(number);
        return answer;
    }
    if (inside)
        return 0;
    json_array_foreach(value, i, member)
        if ((answer = json_accepts(node, member, 1)) != 0)
            return answer;
    if (json_is_object(value)) {
        union { const json_t *in; json_t *out; } object = { value };

        json_object_foreach(object.out, key, member)
            if ((answer = json_accepts(node, member, 1)) != 0)
                return answer;
    }
    return 0;
}

static int extra_accepts(const lede__qnode *node, const lede_record *r)
{
    size_t n;
    const char *s = lede_record_get(r, LEDE_EXTRA, &n);
    json_t *extra;
    const json_t *value;
    int answer = 0;

    if (!n)
        return 0;
    if (!(extra = json_loadb(s, n, JSON_ALLOW_NUL, NULL)))
        return 0;
    value = json_object_get(extra, node->key);
    if (value)
        answer = json_accepts(node, value, 0);
    json_decref(extra);
    return answer;
}

static int site_accepts(const lede__qnode *node, const lede_record *r)
{
    size_t n, at;
    const char *url = lede_record_get(r, LEDE_URL, &n);
    lede_buf norm;
    int answer = 0;

    if (!n)
        return 0;
    lede_buf_init(&norm);
    lede_url_normalize(url, n, &norm);
    if (norm.failed)
        answer = -2;
    else if ((n = norm.n ? lede__url_site(norm.s, norm.n, &at) : 0) > 0)
        answer = lede__q_accepts(node, norm.s + at, n);
    lede_buf_release(&norm);
    return answer;
}

static int words_fit(const lede__qnode *node, const lede_record *r)
{
    size_t n;
    const char *body = lede_record_get(r, LEDE_BODY, &n);
    int64_t words = (int64_t)lede_count_words(body, n);

    return words >= node->number.lo && (node->number.hi < 0 || words <= node->number.hi);
}

static int record_meta(const lede__qnode *node, void *ud)
{
    const lede_record *r = ud;
    const char *s;
    size_t n;

    switch (node->kind) {
    case LEDE__Q_ID:
    case LEDE__Q_TAG:
    case LEDE__Q_RUN: return 0;
    case LEDE__Q_WORD_COUNT: return words_fit(node, r);
    case LEDE__Q_SITE: return site_accepts(node, r);
    case LEDE__Q_IS:
        if (node->is == LEDE__IS_UNDATED)
            return lede_record_get(r, LEDE_PUBLISHED, &n)[0] == '\0';
        return node->is == LEDE__IS_UNTAGGED;
    default: break;
    }
    if (node->field == LEDE_EXTRA)
        return extra_accepts(node, r);
    if (node->field == LEDE_AUTHORS || node->field == LEDE_KEYWORDS || node->field == LEDE_LINKS)
        return list_accepts(node, r);
    if (node->field < 0 || node->field >= LEDE_TEXT_FIELDS)
        return node->kind == LEDE__Q_PRESENT && node->field < 0 ? site_accepts(node, r) : 0;
    s = lede_record_get(r, (lede_field)node->field, &n);
    return n ? lede__q_accepts(node, s, n) : 0;
}

/* Its language up to a region, in lower case; judged where it names none. */
static void record_language(const lede_record *r, char out[8])
{
    size_t n, i;
    const char *s = lede_record_get(r, LEDE_LANGUAGE, &n);

    for (i = 0; i < n && i < 7 && s[i] != '-' && s[i] != '_'; i++)
        out[i] = s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] + 32) : s[i];
    out[i] = '\0';
    if (!i) {
        s = lede_record_get(r, LEDE_BODY, &n);
        lede_language(s, n, out);
    }
}

lede_status lede_query_match(lede_query *q, const lede_record *r, int *matched, lede_query_hit **hits, size_t *n,
                             lede_error *err)
{
    static const lede_field fields[LEDE__Q_COLUMNS] = { LEDE_HEADLINE, LEDE_DEK, LEDE_BODY };
    union { const lede_record *in; void *out; } ud = { r };
    char language[8];
    lede__article a;
    lede_status st;
    int i;

    *matched = 0;
    if (hits) {
        *hits = NULL;
        *n = 0;
    }
    lede__q_unbind(q);
    memset(&a, 0, sizeof a);
    a.meta = record_meta;
    a.ud = ud.out;
    for (i = 0; i < LEDE__Q_COLUMNS; i++) {
        a.texts[i] = lede_record_get(r, fields[i], &a.texts_n[i]);
        if (!a.texts_n[i])
            a.texts[i] = NULL;
    }
    record_language(r, language);
    st = lede_stemmer_new(language, &a.stemmer, err);
    if (st == LEDE_OK)
        st = lede__match(q->root, &a, matched, hits, n, err);
    lede_stemmer_free(a.stemmer);
    return st;
}
