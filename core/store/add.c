/* Adding: what a record becomes, and whether it is new. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "lede/text.h"
#include "store/article.h"
#include "store/fixed.h"
#include "store/identity.h"

enum { TEXT_MOST = 256 << 20, BULK_FROM = 1000 };

/* An article on its way in; its texts point into the record or `made`. */
typedef struct incoming {
    lede__article a;
    lede__arena made;
    lede_buf norm, lists, key;
    char hash[LEDE__SHA256], id[LEDE_ID_SIZE], added[32];
    lede_added *out;
} incoming;

static const struct {
    lede_field field;
    lede__col col;
} plain[] = {
    {LEDE_HEADLINE, LEDE__C_HEADLINE}, {LEDE_DEK, LEDE__C_DEK}, {LEDE_BODY, LEDE__C_BODY},
    {LEDE_SECTION, LEDE__C_SECTION}, {LEDE_PUBLISHER, LEDE__C_PUBLISHER}, {LEDE_PUBLISHED, LEDE__C_PUBLISHED},
    {LEDE_MODIFIED, LEDE__C_MODIFIED}, {LEDE_LANGUAGE, LEDE__C_LANGUAGE}, {LEDE_URL, LEDE__C_URL},
    {LEDE_SOURCE, LEDE__C_SOURCE}, {LEDE_DATE_FROM, LEDE__C_DATE_FROM}, {LEDE_EXTRA, LEDE__C_EXTRA},
}, lists[] = {
    {LEDE_AUTHORS, LEDE__C_AUTHORS}, {LEDE_KEYWORDS, LEDE__C_KEYWORDS}, {LEDE_LINKS, LEDE__C_LINKS},
};

enum { PLAIN = sizeof plain / sizeof *plain, LISTS = sizeof lists / sizeof *lists };

static void note(incoming *in, const char *what)
{
    size_t n = strlen(in->out->reason);

    snprintf(in->out->reason + n, sizeof in->out->reason - n, "%s%s", n ? "; " : "", what);
}

/* A copy without faults; zero bytes only stand in the texts that are columns of their own. */
static lede_status mend(incoming *in, lede__col c, const char *name, lede_error *err)
{
    const char *s = in->a.t[c].s;
    size_t n = in->a.t[c].n, i, kept = 0;
    int text = c == LEDE__C_HEADLINE || c == LEDE__C_DEK || c == LEDE__C_BODY;
    char what[64];
    lede_buf b;

    if (lede_utf8_valid(s, n) == n && (text || !memchr(s, 0, n)))
        return LEDE_OK;
    lede_buf_init(&b);
    lede_utf8_repair(s, n, &b);
    for (i = 0; !b.failed && i < b.n; i++)
        if (b.s[i] || text)
            b.s[kept++] = b.s[i];
    in->a.t[c].s = b.failed ? NULL : lede__arena_copy(&in->made, b.s, kept);
    in->a.t[c].n = kept;
    lede_buf_release(&b);
    if (!in->a.t[c].s)
        return lede__nomem(err);
    snprintf(what, sizeof what, "%s: broken characters replaced", name);
    note(in, what);
    return LEDE_OK;
}

static lede_status take_lists(incoming *in, const lede_record *r, lede_error *err)
{
    size_t from[LISTS + 1] = {0}, i, j, n, count;

    for (i = 0; i < LISTS; i++) {
        count = lede_record_count(r, lists[i].field);
        for (j = 0; j < count; j++) {
            const char *s = lede_record_item(r, lists[i].field, j, &n);

            lede_buf_addc(&in->lists, j ? ',' : '[');
            lede__json_text(&in->lists, s, n);
        }
        if (count)
            lede_buf_addc(&in->lists, ']');
        from[i + 1] = in->lists.n;
    }
    if (in->lists.failed)
        return lede__nomem(err);
    for (i = 0; i < LISTS; i++) {
        in->a.t[lists[i].col].s = in->lists.s ? in->lists.s + from[i] : NULL;
        in->a.t[lists[i].col].n = from[i + 1] - from[i];
    }
    return LEDE_OK;
}

/* A date that is none goes to `extra`, under KEY_as_given, and stays readable there. */
static lede_status check_date(incoming *in, lede__col c, const char *key, lede_error *err)
{
    const char *s = in->a.t[c].s, *extra = in->a.t[LEDE__C_EXTRA].s;
    size_t n = in->a.t[c].n, extra_n = in->a.t[LEDE__C_EXTRA].n;
    char what[160];
    lede_buf b;

    if (!n || lede__iso_date(s, n))
        return LEDE_OK;
    lede_buf_init(&b);
    if (extra_n > 2)
        lede_buf_add(&b, extra, extra_n - 1);
    lede__buf_addf(&b, "%s\"%s_as_given\":", extra_n > 2 ? "," : "{", key);
    lede__json_text(&b, s, n);
    lede_buf_addc(&b, '}');
    in->a.t[LEDE__C_EXTRA].s = b.failed ? NULL : lede__arena_copy(&in->made, b.s, b.n);
    in->a.t[LEDE__C_EXTRA].n = b.n;
    lede_buf_release(&b);
    if (!in->a.t[LEDE__C_EXTRA].s)
        return lede__nomem(err);
    snprintf(what, sizeof what, "%s '%.*s' is no date: kept as extra.%s_as_given", key, (int)(n < 60 ? n : 60), s, key);
    note(in, what);
    in->a.t[c].s = NULL;
    in->a.t[c].n = 0;
    if (c == LEDE__C_PUBLISHED)
        in->a.t[LEDE__C_DATE_FROM].n = 0;
    return LEDE_OK;
}

static lede_status check_extra(lede_store *s, incoming *in, int *good, lede_error *err)
{
    const char *z = in->a.t[LEDE__C_EXTRA].s;
    size_t n = in->a.t[LEDE__C_EXTRA].n;
    sqlite3_stmt *st;

    *good = !n;
    if (!n)
        return LEDE_OK;
    st = lede__sql(s, "SELECT json_type(?1) = 'object' WHERE json_valid(?1)", err);
    if (!st)
        return err->status;
    lede__bind_text(st, 1, z, n);
    if (lede__row_st(s, st, err) == LEDE_OK) {
        *good = sqlite3_column_int(st, 0);
        sqlite3_reset(st);
    }
    if (*good && n == 2)
        in->a.t[LEDE__C_EXTRA].n = 0;   /* {} */
    return LEDE_OK;
}

static lede_status failed(incoming *in, const char *why)
{
    in->out->outcome = LEDE_FAILED;
    in->out->reason[0] = '\0';
    note(in, why);
    return LEDE_DONE;
}

/* The record's fields, checked. LEDE_DONE where it is not to be taken. */
static lede_status take_fields(lede_store *s, incoming *in, const lede_record *r, lede_error *err)
{
    lede_status st = LEDE_OK;
    size_t i;
    int good;

    for (i = 0; i < PLAIN && st == LEDE_OK; i++) {
        in->a.t[plain[i].col].s = lede_record_get(r, plain[i].field, &in->a.t[plain[i].col].n);
        if (in->a.t[plain[i].col].n)
            st = mend(in, plain[i].col, lede_field_name(plain[i].field), err);
    }
    if (st == LEDE_OK)
        st = take_lists(in, r, err);
    if (st != LEDE_OK)
        return st;
    if (!in->a.t[LEDE__C_HEADLINE].n && !in->a.t[LEDE__C_BODY].n)
        return failed(in, "no headline and no text");
    if (in->a.t[LEDE__C_BODY].n > TEXT_MOST)
        return failed(in, "the text is over the limit of 256 MB");
    st = check_extra(s, in, &good, err);
    if (st != LEDE_OK)
        return st;
    if (!good)
        return failed(in, "extra is no JSON object");
    st = check_date(in, LEDE__C_PUBLISHED, "published", err);
    return st == LEDE_OK ? check_date(in, LEDE__C_MODIFIED, "modified", err) : st;
}

static void key_part(lede_buf *b, const lede__article *a, lede__col c)
{
    lede_buf_addc(b, '\x1f');
    if (a->t[c].n)
        lede_buf_add(b, a->t[c].s, a->t[c].n);
}

/* A site's home page names no article. */
static int names_article(const lede_buf *norm)
{
    size_t at, n = lede__url_site(norm->s, norm->n, &at);

    return n && at + n < norm->n;
}

/* What the article is known by, and a number that tells whether the same was given before. */
static lede_status identify(incoming *in, lede_error *err)
{
    static const lede__col rest[] = {LEDE__C_PUBLISHED, LEDE__C_PUBLISHER, LEDE__C_MODIFIED, LEDE__C_LANGUAGE,
                                     LEDE__C_SECTION, LEDE__C_AUTHORS, LEDE__C_KEYWORDS, LEDE__C_URL, LEDE__C_LINKS,
                                     LEDE__C_EXTRA};
    lede_buf *b = &in->key;
    size_t i, at, content_n = 0;
    char hex[65];

    lede__article_hash(&in->a, b, in->hash);
    if (b->failed)
        return lede__nomem(err);
    lede_buf_clear(b);
    lede__sha256_write(in->hash, hex);
    lede_buf_add(b, hex, 64);
    for (i = 0; i < sizeof rest / sizeof *rest; i++) {
        key_part(b, &in->a, rest[i]);
        if (rest[i] == LEDE__C_PUBLISHER)
            content_n = b->n;
    }
    if (lede__url_is_web(in->a.t[LEDE__C_URL].s, in->a.t[LEDE__C_URL].n))
        lede_url_normalize(in->a.t[LEDE__C_URL].s, in->a.t[LEDE__C_URL].n, &in->norm);
    if (b->failed || in->norm.failed)
        return lede__nomem(err);
    in->a.given = (int64_t)(lede__hash(b->s, b->n) >> 1);
    if (in->norm.n && names_article(&in->norm))
        lede__id_of(in->norm.s, in->norm.n, LEDE__ID_LENGTH, in->id);
    else
        lede__id_of(b->s, content_n, LEDE__ID_LENGTH, in->id);
    in->a.t[LEDE__C_HASH].s = in->hash;
    in->a.t[LEDE__C_HASH].n = sizeof in->hash;
    in->a.t[LEDE__C_ID].s = in->id;
    in->a.t[LEDE__C_ID].n = strlen(in->id);
    in->a.t[LEDE__C_SITE].n = in->norm.n ? lede__url_site(in->norm.s, in->norm.n, &at) : 0;
    in->a.t[LEDE__C_SITE].s = in->a.t[LEDE__C_SITE].n ? in->norm.s + at : NULL;
    return LEDE_OK;
}

/* The language of a text that is going to be stored, where none was given. */
static lede_status find_language(incoming *in, lede_error *err)
{
    lede__article *a = &in->a;
    char code[8] = "";

    if (a->t[LEDE__C_LANGUAGE].n)
        return LEDE_OK;
    if (a->t[LEDE__C_BODY].n >= a->t[LEDE__C_HEADLINE].n)
        lede_language(a->t[LEDE__C_BODY].s, a->t[LEDE__C_BODY].n, code);
    else
        lede_language(a->t[LEDE__C_HEADLINE].s, a->t[LEDE__C_HEADLINE].n, code);
    if (!*code || strcmp(code, "und") == 0)
        return LEDE_OK;
    a->t[LEDE__C_LANGUAGE].s = lede__arena_copy(&in->made, code, strlen(code));
    a->t[LEDE__C_LANGUAGE].n = strlen(code);
    return a->t[LEDE__C_LANGUAGE].s ? LEDE_OK : lede__nomem(err);
}

/* --- writing --------------------------------------------------------------------- */

/* Segments of an index that grows much are merged when all is added. */
static void count_article(lede_store *s)
{
    if (++s->run.articles == BULK_FROM && s->run.commit == LEDE_COMMIT_BULK)
        s->run.bulk = 1;
}

static lede_status put_event(lede_store *s, lede__op op, int64_t row, int64_t revision, int64_t before, lede_error *err)
{
    lede__event e = {.article = row, .op = op, .revision = revision};
    char prev[24];

    if (before) {
        snprintf(prev, sizeof prev, "%lld", (long long)before);
        e.prev = prev;
    }
    return lede__event_put(s, &e, err);
}

static lede_status add_new(lede_store *s, incoming *in, lede_error *err)
{
    lede_status st = find_language(in, err);

    if (st != LEDE_OK)
        return st;
    count_article(s);
    st = lede__article_new_row(s, &in->out->row, err);
    if (st == LEDE_OK)
        st = put_event(s, LEDE__OP_ADD, in->out->row, 1, 0, err);
    if (st != LEDE_OK)
        return st;
    lede__now(in->added);
    in->a.t[LEDE__C_ADDED].s = in->added;
    in->a.t[LEDE__C_ADDED].n = strlen(in->added);
    in->a.revision = 1;
    in->a.run = s->run.id;
    in->out->outcome = LEDE_ADDED;
    s->run.counts[LEDE__ADDED]++;
    s->run.pending_bytes += (int64_t)in->a.t[LEDE__C_BODY].n;
    return lede__article_insert(s, in->out->row, &in->a, err);
}

static lede_status given_before(lede_store *s, const incoming *in, const lede__article *old, int *before,
                                lede_error *err)
{
    int64_t any;
    lede_status st;

    *before = old->given == in->a.given;
    if (*before)
        return LEDE_OK;
    st = lede__number(s, "SELECT EXISTS(SELECT 1 FROM revision WHERE article = ?1 AND given = ?2)", in->out->row,
                      in->a.given, 0, &any, err);
    *before = any != 0;
    return st;
}

/* Fill what the record lacks, and what a user corrected, from what is there. Returns whether anything is new. */
static int merge(incoming *in, const lede__article *old)
{
    int c, differs = 0;

    in->a.words = old->words;   /* as long as the body stays */
    for (c = 0; c < LEDE__COLS; c++) {
        if (c == LEDE__C_HASH)
            continue;
        if (c == LEDE__C_ID || c == LEDE__C_ADDED || c == LEDE__C_FIXED || !in->a.t[c].n ||
            lede__fixed_has(old, (lede__col)c))
            in->a.t[c] = old->t[c];
        else if (c != LEDE__C_SOURCE && c != LEDE__C_URL && c != LEDE__C_DATE_FROM &&
                 (in->a.t[c].n != old->t[c].n || memcmp(in->a.t[c].s, old->t[c].s, old->t[c].n) != 0))
            differs = 1;
    }
    return differs;
}

static lede_status rehash(incoming *in, lede_error *err)
{
    lede__article_hash(&in->a, &in->key, in->hash);
    in->a.t[LEDE__C_HASH].s = in->hash;
    in->a.t[LEDE__C_HASH].n = sizeof in->hash;
    return in->key.failed ? lede__nomem(err) : LEDE_OK;
}

static lede_status update_old(lede_store *s, incoming *in, const lede__article *old, lede_error *err)
{
    int64_t row = in->out->row;
    int before;
    lede_status st = given_before(s, in, old, &before, err);

    if (st != LEDE_OK || before || !merge(in, old))
        return st;
    st = rehash(in, err);
    if (st == LEDE_OK)
        st = find_language(in, err);
    if (st != LEDE_OK)
        return st;
    count_article(s);
    st = lede__article_next_revision(s, row, &in->a.revision, err);
    if (st == LEDE_OK)
        st = put_event(s, LEDE__OP_UPDATE, row, in->a.revision, old->revision, err);
    if (st != LEDE_OK)
        return st;
    in->a.run = s->run.id;
    if (in->out->outcome == LEDE_SAME)
        in->out->outcome = LEDE_UPDATED;
    s->run.counts[LEDE__UPDATED]++;
    return lede__article_replace(s, row, old, &in->a, err);
}

/* Whether another article has the same id by accident: this one gets a longer id then. */
static lede_status other_article(const incoming *in, const lede__article *old, int *other, lede_error *err)
{
    const char *url = old->t[LEDE__C_URL].s;
    size_t n = old->t[LEDE__C_URL].n;
    lede_status st;
    lede_buf norm;

    *other = 0;
    if (!in->norm.n || !names_article(&in->norm) || !lede__url_is_web(url, n) || lede__fixed_has(old, LEDE__C_URL))
        return LEDE_OK;
    lede_buf_init(&norm);
    lede_url_normalize(url, n, &norm);
    st = norm.failed ? lede__nomem(err) : LEDE_OK;
    *other = st == LEDE_OK && (in->norm.n != norm.n || memcmp(in->norm.s, norm.s, norm.n) != 0);
    lede_buf_release(&norm);
    return st;
}

static lede_status add_identified(lede_store *s, incoming *in, lede_error *err)
{
    lede__article old;
    sqlite3_stmt *held;
    int gone, other = 0;
    lede_status st = lede__article_find(s, in->id, &in->out->row, &gone, err);

    if (st != LEDE_OK)
        return st;
    if (!in->out->row)
        return add_new(s, in, err);
    in->out->outcome = LEDE_SAME;
    if (gone) {
        st = put_event(s, LEDE__OP_RESTORE, in->out->row, 0, 0, err);
        if (st == LEDE_OK)
            st = lede__article_restore(s, in->out->row, err);
        in->out->outcome = LEDE_ADDED;
        s->run.counts[LEDE__ADDED]++;
    }
    if (st == LEDE_OK)
        st = lede__article_load(s, in->out->row, &old, &held, err);
    if (st != LEDE_OK)
        return st;
    if (strlen(in->id) == LEDE__ID_LENGTH)
        st = other_article(in, &old, &other, err);
    if (other) {
        lede__article_done(held);
        lede__id_of(in->norm.s, in->norm.n, LEDE__ID_LONG, in->id);
        in->a.t[LEDE__C_ID].n = LEDE__ID_LONG;
        return add_identified(s, in, err);
    }
    if (st == LEDE_OK)
        st = update_old(s, in, &old, err);
    lede__article_done(held);
    return st;
}

static void release(incoming *in)
{
    lede__arena_release(&in->made);
    lede_buf_release(&in->norm);
    lede_buf_release(&in->lists);
    lede_buf_release(&in->key);
}

lede_status lede_store_add(lede_store *s, const lede_record *r, lede_added *out, lede_error *err)
{
    incoming in;
    lede_status st;
    lede_error own;

    if (!err)
        err = &own;
    memset(&in, 0, sizeof in);
    memset(out, 0, sizeof *out);
    out->outcome = LEDE_FAILED;
    in.out = out;
    lede__arena_init(&in.made);
    st = take_fields(s, &in, r, err);
    if (st == LEDE_OK)
        st = identify(&in, err);
    if (st == LEDE_OK)
        st = lede__write(s, "add", err);
    if (st != LEDE_OK) {
        release(&in);
        return st == LEDE_DONE ? LEDE_OK : st;
    }
    st = add_identified(s, &in, err);
    memcpy(out->id, in.id, sizeof out->id);
    release(&in);
    if (st != LEDE_OK)
        return lede__write_failed(s, st, err);
    return lede__wrote(s, out->outcome == LEDE_ADDED || out->outcome == LEDE_UPDATED, err);
}
