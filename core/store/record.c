/* An article as a record. */
#include <string.h>

#include "base/error.h"
#include "store/article.h"
#include "store/json.h"

static const struct {
    lede_field field;
    lede__col col;
} fields[] = {
    {LEDE_URL, LEDE__C_URL}, {LEDE_HEADLINE, LEDE__C_HEADLINE}, {LEDE_DEK, LEDE__C_DEK},
    {LEDE_SECTION, LEDE__C_SECTION}, {LEDE_PUBLISHER, LEDE__C_PUBLISHER}, {LEDE_PUBLISHED, LEDE__C_PUBLISHED},
    {LEDE_MODIFIED, LEDE__C_MODIFIED}, {LEDE_LANGUAGE, LEDE__C_LANGUAGE}, {LEDE_BODY, LEDE__C_BODY},
    {LEDE_SOURCE, LEDE__C_SOURCE}, {LEDE_DATE_FROM, LEDE__C_DATE_FROM}, {LEDE_EXTRA, LEDE__C_EXTRA},
    {LEDE_AUTHORS, LEDE__C_AUTHORS}, {LEDE_KEYWORDS, LEDE__C_KEYWORDS}, {LEDE_LINKS, LEDE__C_LINKS},
};

typedef struct filling {
    lede_record *r;
    lede_field field;
    lede_error *err;
} filling;

static int add_item(const char *s, size_t n, void *ud)
{
    filling *f = ud;

    return lede_record_add(f->r, f->field, s, n, f->err) != LEDE_OK;
}

static lede_status fill(lede_record *r, const lede__article *a, lede_error *err)
{
    lede_status st = LEDE_OK;
    size_t i;

    for (i = 0; i < sizeof fields / sizeof *fields && st == LEDE_OK; i++) {
        const char *s = a->t[fields[i].col].s;
        size_t n = a->t[fields[i].col].n;
        filling f = {r, fields[i].field, err};

        if (!n)
            continue;
        if (fields[i].field < LEDE_TEXT_FIELDS)
            st = lede_record_set(r, fields[i].field, s, n, err);
        else if (lede__json_items(s, n, add_item, &f) != 0)
            st = lede__nomem(err);
    }
    return st;
}

lede_status lede_store_record(lede_store *s, int64_t row, lede_record **out, lede_error *err)
{
    lede_error own;
    lede__article a;
    sqlite3_stmt *held;
    lede_status st = lede__article_load(s, row, &a, &held, err = err ? err : &own);

    *out = NULL;
    if (st != LEDE_OK)
        return st;
    *out = lede_record_new();
    st = *out ? fill(*out, &a, err) : lede__nomem(err);
    lede__article_done(held);
    if (st != LEDE_OK) {
        lede_record_free(*out);
        *out = NULL;
    }
    return st;
}

lede_status lede_store_view(lede_store *s, int64_t row, lede_view_fn fn, void *ud, lede_error *err)
{
    lede_error own;
    lede__article a;
    sqlite3_stmt *held = NULL;
    lede_status st;
    lede_view v = {.row = row};
    size_t i;

    err = err ? err : &own;
    st = s->holding ? lede__article_walk(s, row, &a, err) : lede__article_load(s, row, &a, &held, err);
    if (st != LEDE_OK)
        return st;
    v.id = a.t[LEDE__C_ID].s;
    for (i = 0; i < sizeof fields / sizeof *fields; i++) {
        v.s[fields[i].field] = a.t[fields[i].col].n ? a.t[fields[i].col].s : "";
        v.n[fields[i].field] = a.t[fields[i].col].n;
    }
    if (fn(&v, ud))
        st = LEDE_STOPPED;
    lede__article_done(held);
    return st;
}
