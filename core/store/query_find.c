/* Answering a query: which articles, in what order, how many, and which of its terms hit none. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/query_sql.h"
#include "store/rank.h"
#include "store/spot.h"

/* What a hit in headline, dek and body counts. */
static const double WEIGHTS[LEDE__Q_COLUMNS] = { 4, 2, 1 };

/* Words of a query that ranking looks at. */
enum { RANKED = 64 };

static lede_status all_rows(lede_store *store, lede__rowset *rows, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(store, "SELECT row FROM article", err);
    lede_status status;

    if (!st)
        return lede__db_fail(store, err);
    while ((status = lede__row_st(store, st, err)) == LEDE_OK)
        if (!lede__rowset_add(rows, sqlite3_column_int64(st, 0))) {
            sqlite3_reset(st);
            return lede__nomem(err);
        }
    return status == LEDE_DONE ? LEDE_OK : status;
}

/* Whether the query is a word, or words joined by AND, OR or near(), so that the ranking finds the rows by itself. */
static int is_flat(const lede__qnode *root)
{
    size_t i;

    if (root->kind == LEDE__Q_WORDS)
        return 1;
    if (root->kind == LEDE__Q_NEAR_OF)
        return root->kids_n <= RANKED && lede__spot_can(root);
    if ((root->kind != LEDE__Q_AND && root->kind != LEDE__Q_OR) || root->kids_n > RANKED)
        return 0;
    for (i = 0; i < root->kids_n; i++)
        if (root->kids[i]->kind != LEDE__Q_WORDS)
            return 0;
    return 1;
}

/* The rows of the whole query. */
static lede_status rows_of(lede_query *q, lede_store *store, lede__rowset *rows, lede_error *err)
{
    lede_status st = lede__q_bind(q, store, err);

    if (st != LEDE_OK)
        return st;
    if (q->root->kind == LEDE__Q_ALL)
        return all_rows(store, rows, err);
    return lede__q_rows(q, store, q->root, rows, err);
}

/* --- the default order ---------------------------------------------------------------- */

/* Rows of a statement that the set holds, from the offset-th to the limit-th. */
typedef struct picked {
    int64_t *rows;
    size_t n, limit, skip;
} picked;

static lede_status pick(lede_store *store, const char *sql, const lede__rowset *set, picked *out, lede_error *err)
{
    sqlite3_stmt *st;
    lede_status status = LEDE_DONE;

    if (out->n == out->limit)
        return LEDE_OK;
    if (!(st = lede__sql(store, sql, err)))
        return lede__db_fail(store, err);
    while (out->n < out->limit && (status = lede__row_st(store, st, err)) == LEDE_OK) {
        int64_t row = sqlite3_column_int64(st, 0);

        if (!lede__rowset_has(set, row))
            continue;
        if (out->skip)
            out->skip--;
        else
            out->rows[out->n++] = row;
    }
    sqlite3_reset(st);
    return status == LEDE_DONE ? LEDE_OK : status;
}

/* Walk the index of dates until enough were seen: good where the set is a fair part of the store. */
static lede_status by_date(lede_store *store, const lede__rowset *set, int descending, size_t offset, size_t limit,
                           int64_t **rows, size_t *n, lede_error *err)
{
    size_t left = (size_t)set->count - offset;
    picked out = { NULL, 0, limit < left ? limit : left, offset };
    lede_status st;

    if (!(out.rows = lede__reallocn(NULL, out.limit, sizeof *out.rows)))
        return lede__nomem(err);
    st = descending
             ? pick(store, "SELECT row FROM article WHERE published IS NOT NULL ORDER BY published DESC, id", set, &out, err)
             : pick(store, "SELECT row FROM article WHERE published IS NOT NULL ORDER BY published, id", set, &out, err);
    if (st == LEDE_OK)
        st = pick(store, "SELECT row FROM article WHERE published IS NULL ORDER BY id", set, &out, err);
    if (st != LEDE_OK) {
        lede__free(out.rows);
        return st;
    }
    *rows = out.rows;
    *n = out.n;
    return LEDE_OK;
}

/* --- by relevance ------------------------------------------------------------------------ */

/* The words and phrases of the query that are not under NOT. */
static void positive(const lede__qnode *node, const lede__qnode **out, size_t *n)
{
    size_t i;

    if (node->kind == LEDE__Q_WORDS) {
        if (*n < RANKED)
            out[(*n)++] = node;
    } else if (node->kind != LEDE__Q_NOT) {
        for (i = 0; i < node->kids_n; i++)
            positive(node->kids[i], out, n);
    }
}

static int has_words(const lede__qnode *root)
{
    const lede__qnode *words[RANKED];
    size_t n = 0;

    positive(root, words, &n);
    return n > 0;
}

/* Append rows of the set that are not among the scored ones, by id. */
static lede_status add_unscored(lede_store *store, lede__rowset *set, const lede__scored *scored, size_t scored_n,
                                int64_t *rows, size_t *n, lede_error *err)
{
    lede__rowset seen;
    size_t i, rest = 0;
    int64_t *list;
    int ok = 1;
    lede_status st;

    lede__rowset_init(&seen);
    for (i = 0; i < scored_n && ok; i++)
        ok = lede__rowset_add(&seen, scored[i].row);
    list = ok ? lede__reallocn(NULL, (size_t)set->count + 1, sizeof *list) : NULL;
    if (!list) {
        lede__rowset_release(&seen);
        return lede__nomem(err);
    }
    lede__rowset_list(set, list);
    for (i = 0; i < (size_t)set->count; i++)
        if (!lede__rowset_has(&seen, list[i]))
            list[rest++] = list[i];
    st = lede_store_sort(store, list, &rest, "id", err);
    memcpy(rows + *n, list, rest * sizeof *list);
    *n += rest;
    lede__free(list);
    lede__rowset_release(&seen);
    return st;
}

static void reverse(int64_t *rows, size_t n)
{
    size_t i;

    for (i = 0; i < n / 2; i++) {
        int64_t swap = rows[i];

        rows[i] = rows[n - 1 - i];
        rows[n - 1 - i] = swap;
    }
}

static lede_status scored_rows(lede_store *store, lede__rowset *set, const lede__scored *scored, size_t scored_n,
                               int whole, int64_t **rows, size_t *n, lede_error *err)
{
    size_t room = scored_n + (set ? (size_t)set->count : 0) + 1, i;

    if (!(*rows = lede__reallocn(NULL, room, sizeof **rows)))
        return lede__nomem(err);
    for (i = 0; i < scored_n; i++)
        (*rows)[i] = scored[i].row;
    *n = scored_n;
    if (set && whole && (size_t)set->count > scored_n)
        return add_unscored(store, set, scored, scored_n, *rows, n, err);
    return LEDE_OK;
}

/* `upto` is how many of the best are needed, 0 for all. */
static lede_status rank(lede_query *q, lede_store *store, lede__rowset *set, size_t upto, int64_t **rows, size_t *n,
                        lede_error *err)
{
    const lede__qnode *words[RANKED];
    int is_near = !set && q->root->kind == LEDE__Q_NEAR_OF;
    lede__rank_spec spec = { words, 0, WEIGHTS, set, is_near || (!set && q->root->kind == LEDE__Q_AND), is_near ? q->root : NULL, upto };
    lede__scored *scored;
    size_t scored_n;
    lede_status st;

    positive(q->root, words, &spec.terms_n);
    st = lede__rank(store, &spec, &scored, &scored_n, err);
    if (st == LEDE_OK)
        st = scored_rows(store, set, scored, scored_n, !upto || scored_n < upto, rows, n, err);
    lede__free(scored);
    return st;
}

static lede_status by_relevance(lede_query *q, lede_store *store, size_t upto, int64_t **rows, size_t *n,
                                lede_error *err)
{
    lede_status st = lede__q_bind(q, store, err);
    lede__rowset set;

    if (st != LEDE_OK)
        return st;
    if (is_flat(q->root))
        return rank(q, store, NULL, upto, rows, n, err);
    lede__rowset_init(&set);
    st = rows_of(q, store, &set, err);
    if (st == LEDE_OK && set.count)
        st = rank(q, store, &set, upto, rows, n, err);
    lede__rowset_release(&set);
    return st;
}

/* --- the public calls ------------------------------------------------------------------------ */

typedef struct order {
    const char *key;          /* without the dash */
    int descending;
} order;

static lede_status read_order(const char *sort, order *o, lede_error *err)
{
    static const char *const keys[] = { "published", "added", "headline", "words", "relevance", "modified", "id" };
    size_t i;

    if (!sort || !*sort)
        sort = "published";
    o->descending = *sort == '-';
    o->key = sort + o->descending;
    for (i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(o->key, keys[i]) == 0)
            return LEDE_OK;
    return lede__fail(err, LEDE_USAGE,
                      "there is no order '%.60s': it may be published, added, modified, headline, words, relevance or id, "
                      "with a '-' before it to descend", sort);
}

/* Leave [offset, offset + limit) of the rows; frees them where nothing is left. */
static void cut(int64_t **rows, size_t *n, size_t offset, size_t limit)
{
    if (offset >= *n) {
        lede__free(*rows);
        *rows = NULL;
        *n = 0;
        return;
    }
    *n -= offset;
    memmove(*rows, *rows + offset, *n * sizeof **rows);
    if (limit && *n > limit)
        *n = limit;
}

/* The set in the order of a key that lede_store_sort knows. */
static lede_status sorted(lede_store *store, const lede__rowset *set, const char *sort, int64_t **rows, size_t *n,
                          lede_error *err)
{
    if (!(*rows = lede__reallocn(NULL, (size_t)set->count, sizeof **rows)))
        return lede__nomem(err);
    lede__rowset_list(set, *rows);
    *n = (size_t)set->count;
    return lede_store_sort(store, *rows, n, sort, err);
}

/* Reading the whole index of dates costs about as much as sorting an eighth of its rows. */
static int index_is_better(lede_store *store, const lede__rowset *set, size_t upto)
{
    int64_t total;

    if (lede_store_count(store, &total, NULL) != LEDE_OK)
        return 0;
    if (!upto)
        return set->count > total / 8;
    return (double)upto * (double)total / (double)set->count < (double)set->count * 8;
}

static lede_status ordered(lede_store *store, const lede__rowset *set, const char *sort, const order *o, size_t offset,
                           size_t limit, int64_t **rows, size_t *n, lede_error *err)
{
    lede_status st;

    if ((int64_t)offset >= set->count)
        return LEDE_OK;
    if (strcmp(o->key, "published") == 0 && index_is_better(store, set, limit ? offset + limit : 0))
        return by_date(store, set, o->descending, offset, limit ? limit : (size_t)set->count, rows, n, err);
    st = sorted(store, set, sort, rows, n, err);
    if (st == LEDE_OK)
        cut(rows, n, offset, limit);
    return st;
}

static lede_status find(lede_query *q, lede_store *store, const lede_find_options *options, int64_t **rows, size_t *n,
                        lede_error *err)
{
    size_t upto = options->limit && options->limit < SIZE_MAX - options->offset ? options->offset + options->limit : 0;
    const char *sort = options->sort && *options->sort ? options->sort : "published";
    lede__rowset set;
    order o;
    lede_status st = read_order(sort, &o, err);

    if (st != LEDE_OK)
        return st;
    if (strcmp(o.key, "relevance") == 0 && !has_words(q->root)) {
        sort = o.descending ? "published" : "-published";   /* nothing tells articles apart: the newest first */
        st = read_order(sort, &o, err);
    }
    if (strcmp(o.key, "relevance") == 0) {
        st = by_relevance(q, store, o.descending ? 0 : upto, rows, n, err);
        if (st == LEDE_OK && o.descending)
            reverse(*rows, *n);
        if (st == LEDE_OK)
            cut(rows, n, options->offset, options->limit);
        return st;
    }
    lede__rowset_init(&set);
    st = rows_of(q, store, &set, err);
    if (st == LEDE_OK)
        st = ordered(store, &set, sort, &o, options->offset, options->limit, rows, n, err);
    lede__rowset_release(&set);
    return st;
}

/* One view of the file for all statements of an answer. */
lede_status lede_query_find(lede_query *q, lede_store *store, const lede_find_options *options, int64_t **rows,
                            size_t *n, lede_error *err)
{
    static const lede_find_options none;
    lede_error own;
    lede_status st;

    *rows = NULL;
    *n = 0;
    st = lede_store_hold(store, 1, err = err ? err : &own);
    if (st != LEDE_OK)
        return st;
    st = find(q, store, options ? options : &none, rows, n, err);
    lede_store_hold(store, 0, NULL);
    if (st != LEDE_OK) {
        lede__free(*rows);
        *rows = NULL;
        *n = 0;
    }
    return st;
}

lede_status lede_query_count(lede_query *q, lede_store *store, int64_t *count, lede_error *err)
{
    lede__rowset set;
    lede_error own;
    lede_status st;

    *count = 0;
    if (q->root->kind == LEDE__Q_ALL)
        return lede_store_count(store, count, err);
    st = lede_store_hold(store, 1, err = err ? err : &own);
    if (st != LEDE_OK)
        return st;
    lede__rowset_init(&set);
    st = rows_of(q, store, &set, err);
    if (st == LEDE_OK)
        *count = set.count;
    lede__rowset_release(&set);
    lede_store_hold(store, 0, NULL);
    return st;
}

lede_status lede_query_filter(lede_query *q, lede_store *store, int64_t *rows, size_t *n, lede_error *err)
{
    lede__rowset set;
    size_t i, kept = 0;
    lede_error own;
    lede_status st = lede_store_hold(store, 1, err = err ? err : &own);

    if (st != LEDE_OK)
        return st;
    lede__rowset_init(&set);
    st = rows_of(q, store, &set, err);
    for (i = 0; i < *n && st == LEDE_OK; i++)
        if (lede__rowset_has(&set, rows[i]))
            rows[kept++] = rows[i];
    if (st == LEDE_OK)
        *n = kept;
    lede__rowset_release(&set);
    lede_store_hold(store, 0, NULL);
    return st;
}

/* --- terms that hit nothing -------------------------------------------------------------------- */

static lede_status zero_terms(lede_query *q, lede_store *store, const lede__qnode *node, lede_query_term_fn fn, void *ud,
                              lede_error *err)
{
    lede_status st = LEDE_OK;
    size_t i;
    int any;

    if (node->kind == LEDE__Q_NOT || node->kind == LEDE__Q_ALL)
        return LEDE_OK;
    if (node->kind == LEDE__Q_AND || node->kind == LEDE__Q_OR) {
        for (i = 0; i < node->kids_n && st == LEDE_OK; i++)
            st = zero_terms(q, store, node->kids[i], fn, ud, err);
        return st;
    }
    st = lede__q_any(q, store, node, &any, err);
    if (st == LEDE_OK && !any && node->end > node->at &&
        fn(q->source + node->at, node->end - node->at, node->at, ud))
        st = LEDE_STOPPED;
    return st;
}

lede_status lede_query_zero_terms(lede_query *q, lede_store *store, lede_query_term_fn fn, void *ud, lede_error *err)
{
    lede_error own;
    lede_status st = lede_store_hold(store, 1, err = err ? err : &own);

    if (st != LEDE_OK)
        return st;
    st = lede__q_bind(q, store, err);
    if (st == LEDE_OK)
        st = zero_terms(q, store, q->root, fn, ud, err);
    lede_store_hold(store, 0, NULL);
    return st;
}
