/* The store type: opening, closing, and what concerns the whole store. */
#include "store_lua.h"

#include <string.h>

lede_lua_store *lede_lua_checkstore(lua_State *L, int arg)
{
    lede_lua_store *st = luaL_checkudata(L, arg, "lede.store");

    if (!st->s)
        luaL_argerror(L, arg, "the store is closed");
    return st;
}

int lede_lua_status(lua_State *L, const lede_error *err)
{
    if (err->status == LEDE_USAGE || err->status == LEDE_QUERY)
        return lede_lua_raise(L, err);
    return lede_lua_fail(L, err);
}

void lede_lua_setz(lua_State *L, const char *key, const char *value)
{
    if (!value || !*value)
        return;
    lua_pushstring(L, value);
    lua_setfield(L, -2, key);
}

void lede_lua_seti(lua_State *L, const char *key, int64_t value)
{
    lua_pushinteger(L, (lua_Integer)value);
    lua_setfield(L, -2, key);
}

int lede_lua_put_pair(const char *a, const char *b, void *buf)
{
    lede_buf_add(buf, a, strlen(a) + 1);
    lede_buf_add(buf, b, strlen(b) + 1);
    return ((lede_buf *)buf)->failed;
}

int lede_lua_pairs(lua_State *L, const lede_buf *b, lede_status status, const lede_error *err, const char *first, const char *second)
{
    size_t at = 0;
    lua_Integer i = 0;

    if (b->failed)
        return luaL_error(L, "out of memory");
    if (status != LEDE_OK)
        return lede_lua_status(L, err);
    lede_lua_rows(L, 0);
    while (at < b->n) {
        lua_createtable(L, 0, 2);
        lede_lua_setz(L, first, b->s + at);
        at += strlen(b->s + at) + 1;
        lede_lua_setz(L, second, b->s + at);
        at += strlen(b->s + at) + 1;
        lua_rawseti(L, -2, ++i);
    }
    lua_pushfstring(L, "%s %s", first, second);
    lua_insert(L, -2);
    lede_lua_rows_columns(L, lua_tostring(L, -2));
    return 1;
}

/* Begin the run that the script or prompt line is (internal.command says which), unless one is open. */
lede_lua_store *lede_lua_writing(lua_State *L, int arg)
{
    lede_lua_store *st = lede_lua_checkstore(L, arg);
    lede_run_spec spec;
    lede_error err;

    if (lede_run_open(st->s))
        return st;
    memset(&spec, 0, sizeof spec);
    lede_lua_internal(L);
    if (lua_getfield(L, -1, "command") == LUA_TSTRING) {
        lua_getfield(L, -2, "command_kind");
        spec.kind = lua_isstring(L, -1) ? lua_tostring(L, -1) : "script";
        spec.name = lua_tostring(L, -2);
        spec.commit = LEDE_COMMIT_BULK;
        if (lede_run_begin(st->s, &spec, &err) != LEDE_OK)
            lede_lua_raise(L, &err);
        st->ambient = 1;
        luaL_getsubtable(L, -3, "ambient");
        lua_pushvalue(L, arg);
        lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
        lua_pop(L, 2);
    }
    lua_pop(L, 2);
    return st;
}

void lede_lua_wrote(lua_State *L, lede_lua_store *st)
{
    lede_error err;

    if (st->ambient && !st->in_run && !st->batch && lede_run_open(st->s) && lede_run_flush(st->s, &err) != LEDE_OK)
        lede_lua_raise(L, &err);
}

/* batch(store, 1): the writes that follow belong together; batch(store, -1): they are done */
static int batch(lua_State *L)
{
    lede_lua_store *st = luaL_checkudata(L, 1, "lede.store");

    st->batch += (int)luaL_checkinteger(L, 2);
    if (st->s)
        lede_lua_wrote(L, st);
    return 0;
}

/* grouped(store) -> whether a run is open, or will be begun by the first write */
static int is_grouped(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    int open = lede_run_open(st->s);

    lede_lua_internal(L);
    lua_pushboolean(L, open || lua_getfield(L, -1, "command") == LUA_TSTRING);
    return 1;
}

/* finish(): end the runs that writes of this script or line began. */
static int finish(lua_State *L)
{
    lua_Integer i;
    lede_error err;
    int64_t run;

    lede_lua_internal(L);
    luaL_getsubtable(L, -1, "ambient");
    lua_newtable(L);
    lua_setfield(L, -3, "ambient");
    for (i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
        lede_lua_store *st = luaL_checkudata(L, -1, "lede.store");

        if (st->s && st->ambient && lede_run_end(st->s, &run, &err) != LEDE_OK)
            return lede_lua_fail(L, &err);
        st->ambient = 0;
        lua_pop(L, 1);
    }
    lua_pushboolean(L, 1);
    return 1;
}

/* store:close(): also by __close and __gc; a second time does nothing */
static int store_close(lua_State *L)
{
    lede_lua_store *st = luaL_checkudata(L, 1, "lede.store");

    lede_store_close(st->s);
    st->s = NULL;
    lede_buf_release(&st->scratch);
    return 0;
}

/* lede.open(path, {mode=}) -> store, or nil, message */
static int store_open(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1), *word = lede_lua_optstring(L, 2, "mode", "write");
    lede_lua_store *st;
    lede_error err;
    lede_mode mode;

    if (strcmp(word, "read") == 0)
        mode = LEDE_READ;
    else if (strcmp(word, "write") == 0)
        mode = LEDE_WRITE;
    else if (strcmp(word, "create") == 0)
        mode = LEDE_CREATE;
    else
        return luaL_argerror(L, 2, lua_pushfstring(L, "mode must be 'read', 'write' or 'create', got '%s'", word));
    st = lua_newuserdatauv(L, sizeof *st, 1);
    memset(st, 0, sizeof *st);
    lede_buf_init(&st->scratch);
    luaL_setmetatable(L, "lede.store");
    if (lede_store_open(path, mode, &st->s, &err) != LEDE_OK)
        return lede_lua_fail(L, &err);
    return 1;
}

/* store:get(id_or_url) -> article, or nil, message */
static int store_get(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    size_t n;
    const char *key = luaL_checklstring(L, 2, &n);
    lede_error err;
    int64_t row;

    if (lede_store_get(st->s, key, n, &row, &err) != LEDE_OK)
        return lede_lua_fail(L, &err);
    lede_lua_pusharticle(L, 1, row);
    return 1;
}

/* store:path() -> the file */
static int store_path(lua_State *L)
{
    lua_pushstring(L, lede_store_path(lede_lua_checkstore(L, 1)->s));
    return 1;
}

/* A walk's callback may not raise: it writes into a buffer, from which rows are made after. */
static int put_tag(const lede_tag_count *t, void *ud)
{
    lede_buf *b = ud;

    lede_buf_add(b, (const char *)&t->articles, sizeof t->articles);
    lede_buf_add(b, (const char *)&t->n, sizeof t->n);
    lede_buf_add(b, t->name, t->n);
    return b->failed;
}

/* store:tags() -> {tag, articles} */
static int store_tags(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    lede_buf *b = lede_lua_buf(L);
    lede_error err;
    size_t at = 0;
    lua_Integer i = 0;

    if (lede_store_tags(st->s, put_tag, b, &err) != LEDE_OK)
        return b->failed ? luaL_error(L, "out of memory") : lede_lua_status(L, &err);
    lede_lua_rows(L, 0);
    while (at < b->n) {
        int64_t articles;
        size_t n;

        memcpy(&articles, b->s + at, sizeof articles);
        memcpy(&n, b->s + at + sizeof articles, sizeof n);
        at += sizeof articles + sizeof n;
        lua_createtable(L, 0, 2);
        lua_pushlstring(L, b->s + at, n);
        lua_setfield(L, -2, "tag");
        lede_lua_seti(L, "articles", articles);
        lua_rawseti(L, -2, ++i);
        at += n;
    }
    lede_lua_rows_columns(L, "tag articles");
    return 1;
}

/* store:stats() -> table */
static int store_stats(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    lede_stats s;
    lede_error err;

    if (lede_store_stats(st->s, &s, &err) != LEDE_OK)
        return lede_lua_status(L, &err);
    lua_newtable(L);
    lede_lua_seti(L, "articles", s.articles);
    lede_lua_seti(L, "removed", s.removed);
    lede_lua_seti(L, "revisions", s.revisions);
    lede_lua_seti(L, "tags", s.tags);
    lede_lua_seti(L, "assertions", s.assertions);
    lede_lua_seti(L, "runs", s.runs);
    lede_lua_seti(L, "words", s.words);
    lede_lua_seti(L, "text_bytes", s.text_bytes);
    lede_lua_seti(L, "file_bytes", s.file_bytes);
    lede_lua_seti(L, "undated", s.undated);
    lede_lua_setz(L, "first", s.first);
    lede_lua_setz(L, "last", s.last);
    return 1;
}

/* save_query(store, name, query or nil) -> true, or nil, message: store:save checks the query first */
static int save_query(lua_State *L)
{
    lede_lua_store *st = lede_lua_writing(L, 1);
    lede_error err;

    if (lede_store_save(st->s, luaL_checkstring(L, 2), luaL_optstring(L, 3, NULL), &err) != LEDE_OK)
        return lede_lua_status(L, &err);
    lede_lua_wrote(L, st);
    lua_pushboolean(L, 1);
    return 1;
}

/* store:saved() -> {name, query} */
static int store_saved(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    lede_buf *b = lede_lua_buf(L);
    lede_error err;
    lede_status status = lede_store_saved_all(st->s, lede_lua_put_pair, b, &err);

    return lede_lua_pairs(L, b, status, &err, "name", "query");
}

static int store_tostring(lua_State *L)
{
    lede_lua_store *st = luaL_checkudata(L, 1, "lede.store");
    int64_t count = 0;
    lede_error err;

    if (!st->s)
        lua_pushliteral(L, "store (closed)");
    else if (lede_store_count(st->s, &count, &err) != LEDE_OK)
        lua_pushfstring(L, "store '%s': %s", lede_store_path(st->s), err.message);
    else
        lua_pushfstring(L, "store '%s': %I article%s", lede_store_path(st->s), (LUAI_UACINT)count,
                        count == 1 ? "" : "s");
    return 1;
}

static const luaL_Reg methods[] = {
    {"close", store_close},   {"get", store_get},         {"path", store_path},       {"tags", store_tags},
    {"stats", store_stats},   {"saved", store_saved},   {NULL, NULL},
};

static const luaL_Reg meta[] = {
    {"__gc", store_close}, {"__close", store_close}, {"__tostring", store_tostring}, {NULL, NULL},
};

static const luaL_Reg internals[] = {
    {"finish", finish}, {"save_query", save_query}, {"batch", batch}, {"is_grouped", is_grouped}, {NULL, NULL},
};

int lede_lua_open_store(lua_State *L)
{
    luaL_newmetatable(L, "lede.store");
    luaL_setfuncs(L, meta, 0);
    lede_lua_type(L, "store");
    luaL_setfuncs(L, methods, 0);
    lua_setfield(L, -2, "__index");
    lede_lua_internal(L);
    luaL_setfuncs(L, internals, 0);
    lua_pushcfunction(L, store_open);
    return 1;
}
