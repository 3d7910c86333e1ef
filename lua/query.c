/*
 * Queries for lua/lib/set.lua: a parsed query is a userdata; and the pieces of
 * an article that one matches.
 */
#include "store_lua.h"

#include <string.h>

typedef struct query {
    lede_query *q;
} query;

static query *check_query(lua_State *L, int arg)
{
    return luaL_checkudata(L, arg, "lede.query");
}

static int query_gc(lua_State *L)
{
    query *q = check_query(L, 1);

    lede_query_free(q->q);
    q->q = NULL;
    return 0;
}

/* The date that "last week" counts from, where the program was told one. */
static const char *pinned_now(lua_State *L)
{
    const char *now;

    lede_lua_internal(L);
    lua_getfield(L, -1, "now");
    now = lua_tostring(L, -1);
    lua_pop(L, 2);   /* the table keeps the string alive */
    return now;
}

/* parse(store or nil, text) -> query, or nil, message, place (1-based) */
static int query_parse(lua_State *L)
{
    lede_lua_store *st = lua_isnoneornil(L, 1) ? NULL : lede_lua_checkstore(L, 1);
    size_t n;
    const char *s = luaL_checklstring(L, 2, &n);
    lede_query_options options;
    lede_error err;
    query *q = lua_newuserdatauv(L, sizeof *q, 0);

    q->q = NULL;
    luaL_setmetatable(L, "lede.query");
    memset(&options, 0, sizeof options);
    options.now = pinned_now(L);
    options.store = st ? st->s : NULL;
    if (lede_query_parse(s, n, &options, &q->q, &err) == LEDE_OK)
        return 1;
    luaL_pushfail(L);
    lua_pushstring(L, err.message);
    if (err.at == LEDE_NOWHERE || err.status != LEDE_QUERY)
        return 2;
    lua_pushinteger(L, (lua_Integer)err.at + 1);
    return 3;
}

/* find(query, store, sort or nil, limit or 0, offset or 0) -> ids */
static int query_find(lua_State *L)
{
    query *q = check_query(L, 1);
    lede_lua_store *st = lede_lua_checkstore(L, 2);
    lede_find_options options;
    lede_lua_ids *ids;
    lede_error err;

    memset(&options, 0, sizeof options);
    options.sort = luaL_optstring(L, 3, NULL);
    options.limit = (size_t)luaL_optinteger(L, 4, 0);
    options.offset = (size_t)luaL_optinteger(L, 5, 0);
    ids = lede_lua_newids(L);
    if (lede_query_find(q->q, st->s, &options, &ids->rows, &ids->n, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    return 1;
}

/* count(query, store) -> number */
static int query_count(lua_State *L)
{
    query *q = check_query(L, 1);
    lede_lua_store *st = lede_lua_checkstore(L, 2);
    lede_error err;
    int64_t count;

    if (lede_query_count(q->q, st->s, &count, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    lua_pushinteger(L, (lua_Integer)count);
    return 1;
}

/* filter(query, store, ids) -> those that match; `ids` itself shrinks */
static int query_filter(lua_State *L)
{
    query *q = check_query(L, 1);
    lede_lua_store *st = lede_lua_checkstore(L, 2);
    lede_lua_ids *ids = lede_lua_checkids(L, 3);
    lede_error err;

    if (ids->n && lede_query_filter(q->q, st->s, ids->rows, &ids->n, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    lua_settop(L, 3);
    return 1;
}

/* describe(query, store) -> text */
static int query_describe(lua_State *L)
{
    query *q = check_query(L, 1);
    lede_lua_store *st = lua_isnoneornil(L, 2) ? NULL : lede_lua_checkstore(L, 2);
    lede_buf *b = lede_lua_buf(L);
    lede_error err;

    if (lede_query_describe(q->q, st ? st->s : NULL, b, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    lede_lua_pushbuf(L, b);
    return 1;
}

static int put_term(const char *term, size_t n, size_t at, void *ud)
{
    lede_buf *b = ud;

    (void)at;
    lede_buf_add(b, (const char *)&n, sizeof n);
    lede_buf_add(b, term, n);
    return b->failed;
}

/* zero_terms(query, store) -> list of the terms that hit nothing */
static int query_zero_terms(lua_State *L)
{
    query *q = check_query(L, 1);
    lede_lua_store *st = lede_lua_checkstore(L, 2);
    lede_buf *b = lede_lua_buf(L);
    lede_error err;
    size_t at = 0, n;
    lua_Integer i = 0;

    if (lede_query_zero_terms(q->q, st->s, put_term, b, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    lua_newtable(L);
    while (at < b->n) {
        memcpy(&n, b->s + at, sizeof n);
        lua_pushlstring(L, b->s + at + sizeof n, n);
        lua_rawseti(L, -2, ++i);
        at += sizeof n + n;
    }
    return 1;
}

/* Hits that are freed whatever happens. */
typedef struct hits {
    lede_query_hit *h;
    size_t n;
} hits;

static int hits_gc(lua_State *L)
{
    hits *h = luaL_checkudata(L, 1, "lede.hits");

    lede_free(h->h);
    h->h = NULL;
    h->n = 0;
    return 0;
}

/* Match the article at `arg`; pushes a userdata with the hits. */
static hits *match(lua_State *L, query *q, int arg, int *matched)
{
    int64_t row = 0;
    lede_lua_store *st = lede_lua_article_store(L, arg, &row);
    hits *h = lua_newuserdatauv(L, sizeof *h, 0);
    lede_status status;
    lede_error err;

    h->h = NULL;
    h->n = 0;
    luaL_setmetatable(L, "lede.hits");
    lua_remove(L, -2);
    if (st)
        status = lede_query_match_row(q->q, st->s, row, matched, &h->h, &h->n, &err);
    else
        status = lede_query_match(q->q, lede_lua_article_record(L, arg), matched, &h->h, &h->n, &err);
    if (status != LEDE_OK)
        lede_lua_raise(L, &err);
    return h;
}

/* match(query, article) -> matched, rows of {field, text, first, last} */
static int query_match(lua_State *L)
{
    query *q = check_query(L, 1);
    int matched = 0;
    const hits *h = match(L, q, 2, &matched);
    size_t i, n, base = 0;

    lua_pushboolean(L, matched);
    lede_lua_rows(L, (int)h->n);
    for (i = 0; i < h->n; i++) {
        const char *s = lede_lua_article_field(L, 2, h->h[i].field, &n);

        if (h->h[i].end > n)
            continue;
        lede_lua_pushspan(L, s, h->h[i].start, h->h[i].end, base);
        lua_pushstring(L, lede_field_name(h->h[i].field));
        lua_setfield(L, -2, "field");
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lede_lua_rows_columns(L, "field text first last");
    return 2;
}

/* snippet(query, article, width, open, close) -> the piece of the body (else dek, headline) with the most hits */
static int query_snippet(lua_State *L)
{
    query *q = check_query(L, 1);
    lede_snippet_options options;
    int matched = 0;
    const hits *h;
    const char *s;
    size_t n;
    lede_buf *b;
    lede_error err;

    memset(&options, 0, sizeof options);
    options.width = (size_t)luaL_optinteger(L, 3, 160);
    options.open = luaL_optstring(L, 4, "[");
    options.close = luaL_optstring(L, 5, "]");
    lua_settop(L, 5);
    h = match(L, q, 2, &matched);
    b = lede_lua_buf(L);
    s = lede_lua_article_field(L, 2, LEDE_BODY, &n);
    if (lede_query_snippet(s, n, LEDE_BODY, h->h, h->n, &options, b, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    lede_lua_pushbuf(L, b);
    return 1;
}

static const luaL_Reg functions[] = {
    {"parse", query_parse},         {"find", query_find},   {"count", query_count},     {"filter", query_filter},
    {"describe", query_describe},   {"match", query_match}, {"snippet", query_snippet}, {"zero_terms", query_zero_terms},
    {NULL, NULL},
};

int lede_lua_open_query(lua_State *L)
{
    luaL_newmetatable(L, "lede.query");
    lua_pushcfunction(L, query_gc);
    lua_setfield(L, -2, "__gc");
    luaL_newmetatable(L, "lede.hits");
    lua_pushcfunction(L, hits_gc);
    lua_setfield(L, -2, "__gc");
    lede_lua_internal(L);
    luaL_newlib(L, functions);
    lua_setfield(L, -2, "query");
    lua_pushnil(L);
    return 1;
}
