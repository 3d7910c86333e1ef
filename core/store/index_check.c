/*
 * Whether the index is what the articles say: a sum of hashes of every hit, an
 * article, from their texts and from the lists; and whether what lists say of
 * themselves is true, since searches leave out what cannot matter by it.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/map.h"
#include "store/article.h"
#include "store/index.h"
#include "store/postings_in.h"

enum { ENOUGH = 32 << 20 };     /* bytes of terms that are kept to tell new hits from repeated ones */

typedef struct sum {
    uint64_t hits;              /* of the text, less those of the index */
    uint32_t length;
} sum;

typedef struct check {
    lede_store *s;
    lede_error *err;
    sum *rows;
    int64_t n;                  /* of rows: all that the store has had */
    int64_t row;                /* the article at hand */
    int64_t articles, tokens;
    uint64_t before;            /* hits, as the last term was put */
} check;

static uint64_t hash_of(uint64_t term, int column, uint32_t position)
{
    uint64_t h = (term ^ ((uint64_t)position * LEDE__COLUMNS + (unsigned)column + 1)) * 0x9E3779B97F4A7C15u;

    return (h ^ h >> 29) * 0xBF58476D1CE4E5B9u;
}

/* --- the articles --------------------------------------------------------------------------- */

static int take_term(const lede__indexed *t, void *ud)
{
    check *c = ud;
    lede__postings *p = c->s->postings;

    if (!lede__postings_term(p, t->column, t->position, t->s, t->n, t->hash))
        return 1;
    if (lede__postings_hits(p) != c->before)
        c->rows[c->row].hits += hash_of(t->hash, t->column, t->position);
    c->before = lede__postings_hits(p);
    return 0;
}

static lede_status take_article(check *c)
{
    lede__article a;
    sqlite3_stmt *held;
    lede_status st = lede__article_load(c->s, c->row, &a, &held, c->err);
    lede__texts t;
    lede__extent x;
    int stopped;

    if (st == LEDE_NOTFOUND)   /* its text is missing: said elsewhere */
        return LEDE_OK;
    if (st != LEDE_OK)
        return st;
    t = (lede__texts){a.t[LEDE__C_HEADLINE].s, a.t[LEDE__C_DEK].s, a.t[LEDE__C_BODY].s,
                      a.t[LEDE__C_HEADLINE].n, a.t[LEDE__C_DEK].n, a.t[LEDE__C_BODY].n};
    st = lede__postings_begin(c->s, c->row, c->err);
    if (st == LEDE_OK) {
        c->before = lede__postings_hits(c->s->postings);
        stopped = lede__index_terms(&t, take_term, c, &x);
        c->rows[c->row].length = x.length;
        c->articles++;
        c->tokens += x.length;
        if (stopped)
            st = lede__nomem(c->err);
        if (stopped || lede__postings_bytes(c->s->postings) > ENOUGH)
            lede__postings_drop(c->s);
    }
    lede__article_done(held);
    return st;
}

static lede_status take_articles(check *c)
{
    lede_status st = lede__number(c->s, "SELECT coalesce(max(row), 0) + 1 FROM article", 0, 0, 1, &c->n, c->err);

    if (st != LEDE_OK)
        return st;
    if (c->n < 0 || c->n > (int64_t)INT32_MAX + 1)
        return lede__fail(c->err, LEDE_CORRUPT, "article %lld is more than a store holds", (long long)c->n);
    if (!(c->rows = lede__calloc((size_t)c->n, sizeof *c->rows)))
        return lede__nomem(c->err);
    for (c->row = -1; st == LEDE_OK;) {
        st = lede__number(c->s, "SELECT min(row) FROM article WHERE row > ?1", c->row, 0, 0, &c->row, c->err);
        if (st != LEDE_OK || !c->row)
            break;
        st = take_article(c);
    }
    lede__postings_drop(c->s);
    return st;
}

/* --- the lists -------------------------------------------------------------------------------- */

static lede_status take_positions(check *c, lede__list *l, uint32_t block, uint32_t i, uint32_t row, uint64_t term)
{
    const uint32_t *at;
    uint32_t n, k;
    int column;

    for (column = 0; column < LEDE__COLUMNS; column++) {
        if (lede__list_positions(l, block, i, column, &at, &n, c->err) != LEDE_OK)
            return c->err->status;
        for (k = 0; k < n; k++)
            c->rows[row].hits -= hash_of(term, column, at[k]);
    }
    return LEDE_OK;
}

static int within(const uint32_t hits[LEDE__COLUMNS], const uint32_t most[LEDE__COLUMNS])
{
    return hits[0] <= most[0] && hits[1] <= most[1] && hits[2] <= most[2];
}

static lede_status take_block(check *c, lede__list *l, uint32_t block, const lede__segment *g, uint64_t term)
{
    uint32_t rows[LEDE__BLOCK], hits[LEDE__BLOCK][LEDE__COLUMNS], most[LEDE__COLUMNS], least, n, i;

    lede__list_bound(l, block, most, &least);
    if (lede__list_rows(l, block, rows, &n, c->err) != LEDE_OK || lede__list_hits(l, block, hits, c->err) != LEDE_OK)
        return c->err->status;
    for (i = 0; i < n; i++) {
        if (rows[i] < g->first || rows[i] > g->last || !within(hits[i], most))
            return lede__index_damaged(c->err);
        if (g->dead && lede__rowset_has(g->dead, rows[i]))
            continue;
        if (rows[i] >= c->n || least > c->rows[rows[i]].length)
            return lede__index_damaged(c->err);
        if (take_positions(c, l, block, i, rows[i], term) != LEDE_OK)
            return c->err->status;
    }
    return LEDE_OK;
}

/* A chunk begins with the term that the segment's root says. */
static int root_true(const lede__cursor *u, const lede__segment *g, int64_t *chunk)
{
    const lede__first *first = &g->firsts[u->own.number];

    if (*chunk == u->own.number)
        return 1;
    *chunk = u->own.number;
    return first->n == u->text_n && memcmp(first->s, u->text, u->text_n) == 0;
}

static lede_status take_segment(check *c, lede__view *v, size_t i)
{
    const lede__segment *g = &v->segments[i];
    lede__list *l = NULL;
    lede__cursor u;
    int64_t chunk = -1;
    uint32_t block;
    lede_status st = lede__cursor_seek(&u, c->s, g, "", 0, c->err);

    while (st == LEDE_OK && (st = lede__cursor_next(&u, c->err)) == LEDE_OK) {
        st = root_true(&u, g, &chunk) ? lede__list_of(v, i, &u.term, &l, c->err) : lede__index_damaged(c->err);
        for (block = 0; st == LEDE_OK && block < l->blocks; block++)
            st = take_block(c, l, block, g, lede__hash(u.text, u.text_n));
    }
    lede__list_close(l);
    return st == LEDE_DONE ? LEDE_OK : st;
}

static lede_status take_index(check *c)
{
    lede__view *v;
    size_t i;
    lede_status st = lede__view_get(c->s, &v, c->err);

    if (st != LEDE_OK)
        return st;
    if (v->articles != c->articles || v->tokens != c->tokens)
        st = lede__index_damaged(c->err);
    for (i = 0; i < v->n && st == LEDE_OK; i++)
        st = take_segment(c, v, i);
    lede__view_done(c->s);
    return st;
}

/* --- both ------------------------------------------------------------------------------------------ */

/* The lengths that ranking goes by. */
static lede_status check_lengths(check *c)
{
    uint32_t length;
    int64_t row;

    for (row = 0; row < c->n; row++) {
        if (lede__lengths_get(c->s->lengths, row, &length, c->err) != LEDE_OK)
            return c->err->status;
        if (length != c->rows[row].length)
            c->rows[row].hits = 1;
    }
    lede__lengths_drop(c->s->lengths);
    return LEDE_OK;
}

static lede_status tell(check *c, lede__index_fault_fn fn, void *ud)
{
    sqlite3_stmt *st;
    int64_t row;
    int stop;

    for (row = 0; row < c->n; row++) {
        if (!c->rows[row].hits)
            continue;
        st = lede__sql(c->s, "SELECT coalesce((SELECT id FROM article WHERE row = ?1), ?1)", c->err);
        if (!st)
            return c->err->status;
        sqlite3_bind_int64(st, 1, row);
        if (lede__row_st(c->s, st, c->err) != LEDE_OK)
            return c->err->status;
        stop = fn(lede__text(st, 0, NULL), ud);
        sqlite3_reset(st);
        if (stop)
            return LEDE_STOPPED;
    }
    return LEDE_OK;
}

lede_status lede__index_check(lede_store *s, lede__index_fault_fn fn, void *ud, lede_error *err)
{
    check c = {.s = s, .err = err};
    lede_status st = lede_store_hold(s, 1, err);   /* articles and index as of one moment */

    if (st == LEDE_OK)
        st = take_articles(&c);
    if (st == LEDE_OK)
        st = take_index(&c);
    if (st == LEDE_OK)
        st = check_lengths(&c);
    lede_store_hold(s, 0, NULL);
    if (st == LEDE_OK)
        st = tell(&c, fn, ud);
    lede__free(c.rows);
    return st;
}
