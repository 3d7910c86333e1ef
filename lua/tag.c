/* Changing articles of a store: tags with their evidence, corrections, removal, revisions. Used by lua/lib/{article,set}.lua. */
#include "store_lua.h"

#include <stdlib.h>
#include <string.h>

/* The store and row of the article at `arg`, before a write. */
static lede_lua_store *writing(lua_State *L, int arg, int64_t *row)
{
    lede_lua_store *st = lede_lua_article_store(L, arg, row);

    if (!st)
        luaL_argerror(L, arg, "an article of a store expected, this one is in none");
    return lede_lua_writing(L, lua_gettop(L));
}

/* The spans of the list at `at`, as bytes of a buffer userdata that is pushed; raises where one is outside of the body. */
static const lede_span *spans_of(lua_State *L, int at, size_t body_n, size_t *count)
{
    lede_buf *b = lede_lua_buf(L);
    lua_Integer i;

    *count = 0;
    if (!lua_istable(L, at))
        return NULL;
    for (i = 1; lua_rawgeti(L, at, i) != LUA_TNIL; i++) {
        lua_Integer first, last;
        lede_span span;

        if (!lua_istable(L, -1))
            luaL_error(L, "span %d must be a table with 'first' and 'last', got %s", (int)i, luaL_typename(L, -1));
        lua_getfield(L, -1, "first");
        lua_getfield(L, -2, "last");
        first = lua_tointeger(L, -2);
        last = lua_tointeger(L, -1);
        if (first < 1 || last < first || (size_t)last > body_n)
            luaL_error(L, "span %d (%I to %I) is not within the body of %I bytes", (int)i, (LUAI_UACINT)first,
                       (LUAI_UACINT)last, (LUAI_UACINT)body_n);
        span.start = (size_t)first - 1;
        span.end = (size_t)last;
        lede_buf_add(b, (const char *)&span, sizeof span);
        lua_pop(L, 3);
        ++*count;
    }
    lua_pop(L, 1);
    if (b->failed)
        luaL_error(L, "out of memory");
    return (const lede_span *)(const void *)b->s;
}

/* tag(article, name, spans or nil, value, note, coder, no) -> changed (boolean) */
static int tag(lua_State *L)
{
    lede_assertion a;
    lede_lua_store *st;
    lede_article_info info;
    lede_error err;
    int64_t row;
    int changed = 0;

    lua_settop(L, 7);
    memset(&a, 0, sizeof a);
    a.name = luaL_checklstring(L, 2, &a.n);
    a.value = luaL_optstring(L, 4, NULL);
    a.note = luaL_optstring(L, 5, NULL);
    a.coder = luaL_optstring(L, 6, NULL);
    a.no = lua_toboolean(L, 7);
    st = writing(L, 1, &row);
    if (lua_istable(L, 3)) {
        if (lede_store_info(st->s, row, &info, &err) != LEDE_OK)
            return lede_lua_status(L, &err);
        a.spans = spans_of(L, 3, (size_t)info.body_n, &a.spans_n);
    }
    if (lede_store_tag(st->s, row, &a, &changed, &err) != LEDE_OK)
        return lede_lua_status(L, &err);
    lede_lua_wrote(L, st);
    lua_pushboolean(L, changed);
    return 1;
}

/* untag(article, name) -> changed */
static int untag(lua_State *L)
{
    size_t n;
    const char *name = luaL_checklstring(L, 2, &n);
    int64_t row;
    lede_lua_store *st = writing(L, 1, &row);
    lede_error err;
    int changed = 0;

    if (lede_store_untag(st->s, row, name, n, &changed, &err) != LEDE_OK)
        return lede_lua_status(L, &err);
    lede_lua_wrote(L, st);
    lua_pushboolean(L, changed);
    return 1;
}

/* tag_ids(store, ids, name, value, note, coder) -> how many changed */
static int tag_ids(lua_State *L)
{
    lede_lua_store *st = lede_lua_writing(L, 1);
    const lede_lua_ids *ids = lede_lua_checkids(L, 2);
    lede_assertion a;
    lede_error err;
    int64_t changed = 0;

    memset(&a, 0, sizeof a);
    a.name = luaL_checklstring(L, 3, &a.n);
    a.value = luaL_optstring(L, 4, NULL);
    a.note = luaL_optstring(L, 5, NULL);
    a.coder = luaL_optstring(L, 6, NULL);
    a.no = lua_toboolean(L, 7);
    if (lede_store_tag_rows(st->s, ids->rows, ids->n, &a, &changed, &err) != LEDE_OK)
        return lede_lua_status(L, &err);
    lede_lua_wrote(L, st);
    lua_pushinteger(L, (lua_Integer)changed);
    return 1;
}

/* untag_ids(store, ids, name) -> how many changed */
static int untag_ids(lua_State *L)
{
    lede_lua_store *st = lede_lua_writing(L, 1);
    const lede_lua_ids *ids = lede_lua_checkids(L, 2);
    size_t n;
    const char *name = luaL_checklstring(L, 3, &n);
    lede_error err;
    int64_t changed = 0;

    if (lede_store_untag_rows(st->s, ids->rows, ids->n, name, n, &changed, &err) != LEDE_OK)
        return lede_lua_status(L, &err);
    lede_lua_wrote(L, st);
    lua_pushinteger(L, (lua_Integer)changed);
    return 1;
}

/* set_field(article, name, text, JSON for a list, or nil) -> changed */
static int set_field(lua_State *L)
{
    size_t n, value_n = 0;
    const char *name = luaL_checklstring(L, 2, &n), *value = luaL_optlstring(L, 3, "", &value_n);
    int field = lede_field_of_name(name, n), changed = 0;
    int64_t row;
    lede_lua_store *st = writing(L, 1, &row);
    lede_error err;

    if (field < 0)
        return luaL_error(L, "an article has no field '%s' that can be set", name);
    if (lede_store_set(st->s, row, (lede_field)field, value, value_n, &changed, &err) != LEDE_OK)
        return lede_lua_status(L, &err);
    lede_lua_article_forget(L, 1);
    lede_lua_wrote(L, st);
    lua_pushboolean(L, changed);
    return 1;
}

/* remove(article) -> true */
static int remove_article(lua_State *L)
{
    int64_t row;
    lede_lua_store *st = writing(L, 1, &row);
    lede_error err;

    if (lede_store_remove(st->s, row, &err) != LEDE_OK)
        return lede_lua_status(L, &err);
    lede_lua_wrote(L, st);
    lua_pushboolean(L, 1);
    return 1;
}

/* --- reading evidence: the walk fills a buffer, rows are made after ---------- */

static void put_text(lede_buf *b, const char *s, size_t n)
{
    lede_buf_add(b, (const char *)&n, sizeof n);
    lede_buf_add(b, s ? s : "", s ? n : 0);
}

static void put_z(lede_buf *b, const char *s)
{
    put_text(b, s ? s : "", s ? strlen(s) : 0);
}

static void put_number(lede_buf *b, int64_t v)
{
    lede_buf_add(b, (const char *)&v, sizeof v);
}

static int64_t take_number(const lede_buf *b, size_t *at)
{
    int64_t v;

    memcpy(&v, b->s + *at, sizeof v);
    *at += sizeof v;
    return v;
}

/* Set the text at *at as a field of the table on the top; an empty one is left out. */
static void take_text(lua_State *L, const lede_buf *b, size_t *at, const char *key)
{
    size_t n;

    memcpy(&n, b->s + *at, sizeof n);
    *at += sizeof n;
    if (n) {
        lua_pushlstring(L, b->s + *at, n);
        lua_setfield(L, -2, key);
    }
    *at += n;
}

static const char *const about_run[] = {"run_name", "recipe", "version", "params", "when", "who", "value", "note", "by"};

static int put_evidence(const lede_evidence *e, void *ud)
{
    lede_buf *b = ud;
    const char *const texts[] = {e->run_name, e->recipe, e->version, e->params, e->when, e->who, e->value, e->note, e->coder};
    size_t i;

    put_number(b, e->row);
    put_number(b, e->run);
    put_number(b, e->revision);
    put_number(b, e->no);
    put_text(b, e->name, e->n);
    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        put_z(b, texts[i]);
    put_text(b, e->text, e->text ? e->text_n : 0);
    put_number(b, (int64_t)e->spans_n);
    for (i = 0; i < e->spans_n; i++) {
        put_number(b, (int64_t)e->spans[i].start);
        put_number(b, (int64_t)e->spans[i].end);
        put_number(b, e->now ? (int64_t)e->now[i].start : 0);
        put_number(b, e->now ? (int64_t)e->now[i].end : 0);
    }
    return b->failed;
}

/* Push the spans of one piece of evidence; the text they point into is on the top of the stack, or nil. */
static void push_spans(lua_State *L, const lede_buf *b, size_t *at)
{
    int64_t i, count = take_number(b, at);
    size_t n = 0;
    const char *text = lua_tolstring(L, -1, &n);

    lede_lua_rows(L, (int)count);
    for (i = 1; i <= count; i++) {
        int64_t start = take_number(b, at), end = take_number(b, at);
        int64_t now_start = take_number(b, at), now_end = take_number(b, at);

        lua_createtable(L, 0, 5);
        lede_lua_seti(L, "first", start + 1);
        lede_lua_seti(L, "last", end);
        if (text && end <= (int64_t)n) {
            lua_pushlstring(L, text + start, (size_t)(end - start));
            lua_setfield(L, -2, "text");
        }
        if (now_end > now_start) {
            lede_lua_seti(L, "now_first", now_start + 1);
            lede_lua_seti(L, "now_last", now_end);
        }
        lua_rawseti(L, -2, i);
    }
    lede_lua_rows_columns(L, "text first last now_first now_last");
}

static void push_evidence(lua_State *L, const lede_buf *b, int store)
{
    size_t at = 0, i;
    lua_Integer k = 0;

    lede_lua_rows(L, 0);
    while (at < b->n) {
        int64_t row = take_number(b, &at);

        lua_newtable(L);
        if (store) {
            lede_lua_pusharticle(L, store, row);
            lua_setfield(L, -2, "article");
        }
        lede_lua_seti(L, "run", take_number(b, &at));
        lede_lua_seti(L, "revision", take_number(b, &at));
        if (take_number(b, &at)) {
            lua_pushboolean(L, 1);
            lua_setfield(L, -2, "no");
        }
        take_text(L, b, &at, "tag");
        for (i = 0; i < sizeof about_run / sizeof *about_run; i++)
            take_text(L, b, &at, about_run[i]);
        take_text(L, b, &at, "body");
        lua_getfield(L, -1, "body");
        push_spans(L, b, &at);
        lua_setfield(L, -3, "spans");
        lua_pop(L, 1);
        lua_rawseti(L, -2, ++k);
    }
    lede_lua_rows_columns(L, store ? "article tag run run_name version when who by value note"
                                   : "tag run run_name version when who by value note");
}

/* evidence(article, tag or nil) -> rows */
static int evidence(lua_State *L)
{
    size_t n = 0;
    const char *name = luaL_optlstring(L, 2, NULL, &n);
    int64_t row;
    lede_lua_store *st = lede_lua_article_store(L, 1, &row);
    lede_buf *b;
    lede_error err;

    if (!st)
        return luaL_argerror(L, 1, "an article of a store expected, this one is in none");
    b = lede_lua_buf(L);
    if (lede_store_explain(st->s, row, name, n, put_evidence, b, &err) != LEDE_OK)
        return b->failed ? luaL_error(L, "out of memory") : lede_lua_status(L, &err);
    push_evidence(L, b, 0);
    return 1;
}

/* assertions(store) -> rows of all assertions, by article id, name, run */
static int assertions(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    lede_buf *b = lede_lua_buf(L);
    lede_error err;

    if (lede_store_assertions(st->s, put_evidence, b, &err) != LEDE_OK)
        return b->failed ? luaL_error(L, "out of memory") : lede_lua_status(L, &err);
    push_evidence(L, b, 1);
    return 1;
}

static int put_revision(const lede_revision *r, void *ud)
{
    lede_buf *b = ud;

    put_number(b, r->number);
    put_number(b, r->run);
    put_text(b, r->headline, r->headline_n);
    put_text(b, r->dek, r->dek_n);
    put_text(b, r->body, r->body_n);
    put_z(b, r->published);
    put_z(b, r->modified);
    put_z(b, r->hash);
    return b->failed;
}

/* revisions(article) -> rows, the current one last */
static int revisions(lua_State *L)
{
    static const char *const texts[] = {"headline", "dek", "body", "published", "modified", "hash"};
    int64_t row;
    lede_lua_store *st = lede_lua_article_store(L, 1, &row);
    lede_buf *b;
    lede_error err;
    size_t at = 0, i;
    lua_Integer k = 0;

    if (!st)
        return luaL_argerror(L, 1, "an article of a store expected, this one is in none");
    b = lede_lua_buf(L);
    if (lede_store_revisions(st->s, row, put_revision, b, &err) != LEDE_OK)
        return b->failed ? luaL_error(L, "out of memory") : lede_lua_status(L, &err);
    lede_lua_rows(L, 0);
    while (at < b->n) {
        lua_newtable(L);
        lede_lua_seti(L, "revision", take_number(b, &at));
        lede_lua_seti(L, "run", take_number(b, &at));
        for (i = 0; i < sizeof texts / sizeof *texts; i++)
            take_text(L, b, &at, texts[i]);
        lua_rawseti(L, -2, ++k);
    }
    lede_lua_rows_columns(L, "revision run published modified headline dek body hash");
    return 1;
}

static const luaL_Reg functions[] = {
    {"tag", tag},           {"untag", untag},         {"tag_ids", tag_ids},         {"untag_ids", untag_ids},
    {"set_field", set_field}, {"remove", remove_article}, {"evidence", evidence},   {"assertions", assertions},
    {"revisions", revisions}, {NULL, NULL},
};

int lede_lua_open_tag(lua_State *L)
{
    lede_lua_internal(L);
    luaL_setfuncs(L, functions, 0);
    lua_pushnil(L);
    return 1;
}
