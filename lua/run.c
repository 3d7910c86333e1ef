/* Runs: grouping writes, listing, undoing. */
#include "store_lua.h"

#include <string.h>

/* Walks write what they visit as a sequence of texts and numbers; rows are made after, when it is safe to raise. */
static void put_text(lede_buf *b, const char *s)
{
    lede_buf_add(b, s ? s : "", (s ? strlen(s) : 0) + 1);
}

static void put_number(lede_buf *b, int64_t v)
{
    lede_buf_add(b, (const char *)&v, sizeof v);
}

static void take_text(lua_State *L, const lede_buf *b, size_t *at, const char *key)
{
    lede_lua_setz(L, key, b->s + *at);
    *at += strlen(b->s + *at) + 1;
}

static int64_t take_number(const lede_buf *b, size_t *at)
{
    int64_t v;

    memcpy(&v, b->s + *at, sizeof v);
    *at += sizeof v;
    return v;
}

static const char *const run_texts[] = {"kind", "name", "recipe_hash", "version", "params", "query", "now",
                                        "who", "started", "ended", "state", "lede"};
static const char *const run_numbers[] = {"id", "added", "updated", "tagged", "untagged", "set", "removed", "undoes"};

static int put_run(const lede_run_info *r, void *ud)
{
    const char *const texts[] = {r->kind, r->name, r->recipe_hash, r->version, r->params, r->query, r->now,
                                 r->who, r->started, r->ended, r->state, r->lede};
    const int64_t numbers[] = {r->id, r->added, r->updated, r->tagged, r->untagged, r->set, r->removed, r->undoes};
    size_t i;

    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        put_text(ud, texts[i]);
    for (i = 0; i < sizeof numbers / sizeof *numbers; i++)
        put_number(ud, numbers[i]);
    return ((lede_buf *)ud)->failed;
}

/* A run's number from an argument: a whole number, or "last" (0) where that is allowed. */
static int64_t run_number(lua_State *L, int arg, int last)
{
    int exact;
    lua_Integer n = lua_tointegerx(L, arg, &exact);

    if (last && lua_type(L, arg) == LUA_TSTRING && strcmp(lua_tostring(L, arg), "last") == 0)
        return 0;
    if (!exact || n < 1)
        luaL_argerror(L, arg, lua_pushfstring(L, "a run's number%s expected, got %s", last ? " or \"last\"" : "",
                                              luaL_tolstring(L, arg, NULL)));
    return n;
}

/* store:runs(id) -> rows, the newest first; only that run where an id is given */
static int store_runs(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    int64_t run = lua_isnoneornil(L, 2) ? 0 : run_number(L, 2, 0);
    lede_buf *b = lede_lua_buf(L);
    lede_error err;
    size_t at = 0, i;
    lua_Integer k = 0;

    if (lede_run_list(st->s, run, put_run, b, &err) != LEDE_OK)
        return b->failed ? luaL_error(L, "out of memory") : lede_lua_status(L, &err);
    lede_lua_rows(L, 0);
    while (at < b->n) {
        lua_newtable(L);
        for (i = 0; i < sizeof run_texts / sizeof *run_texts; i++)
            take_text(L, b, &at, run_texts[i]);
        for (i = 0; i < sizeof run_numbers / sizeof *run_numbers; i++)
            lede_lua_seti(L, run_numbers[i], take_number(b, &at));
        lua_rawseti(L, -2, ++k);
    }
    lede_lua_rows_columns(L, "id started who kind name state added updated tagged untagged set removed");
    return 1;
}

static int put_change(const lede_change *c, void *ud)
{
    put_number(ud, c->run);
    put_text(ud, c->id);
    put_text(ud, c->op);
    put_text(ud, c->what);
    put_text(ud, c->before);
    put_text(ud, c->kept);
    return ((lede_buf *)ud)->failed;
}

static void push_changes(lua_State *L, const lede_buf *b)
{
    size_t at = 0;
    lua_Integer k = 0;

    lede_lua_rows(L, 0);
    while (at < b->n) {
        lua_newtable(L);
        lede_lua_seti(L, "run", take_number(b, &at));
        take_text(L, b, &at, "id");
        take_text(L, b, &at, "op");
        take_text(L, b, &at, "what");
        take_text(L, b, &at, "before");
        take_text(L, b, &at, "kept");
        lua_rawseti(L, -2, ++k);
    }
    lede_lua_rows_columns(L, "id op what before kept");
}

/* store:changes(run) -> rows {id, op, what, before}: what the run did, in order */
static int store_changes(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    int64_t run = run_number(L, 2, 0);
    lede_buf *b = lede_lua_buf(L);
    lede_error err;

    if (lede_run_changes(st->s, run, put_change, b, &err) != LEDE_OK)
        return b->failed ? luaL_error(L, "out of memory") : lede_lua_status(L, &err);
    push_changes(L, b);
    return 1;
}

void lede_lua_end_run(lua_State *L, lede_lua_store *st)
{
    lede_error err;
    int64_t run;

    if (st->ambient && lede_run_open(st->s) && lede_run_end(st->s, &run, &err) != LEDE_OK)
        lede_lua_raise(L, &err);
    st->ambient = 0;
}

/* store:undo(run or "last", {dry=}) -> {run, undone, kept, notes = rows}, or nil, message */
static int store_undo(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    int64_t run = run_number(L, 2, 1);
    int dry = lede_lua_optboolean(L, 3, "dry", 0);
    lede_buf *b = lede_lua_buf(L);
    lede_undo u;
    lede_error err;

    if (st->in_run)
        return luaL_error(L, "undo cannot be called within store:run");
    lede_lua_end_run(L, st);
    if (lede_store_undo(st->s, run, dry, put_change, b, &u, &err) != LEDE_OK)
        return b->failed ? luaL_error(L, "out of memory") : lede_lua_status(L, &err);
    lua_newtable(L);
    lede_lua_seti(L, "run", u.run);
    lede_lua_seti(L, "undone", u.undone);
    lede_lua_seti(L, "kept", u.kept);
    push_changes(L, b);
    lua_setfield(L, -2, "notes");
    return 1;
}

static const char *text_option(lua_State *L, const char *key)
{
    return lede_lua_optstring(L, 4, key, NULL);
}

static void begin(lua_State *L, lede_lua_store *st)
{
    lede_run_spec spec;
    lede_error err;
    const char *commit = lede_lua_optstring(L, 4, "commit", "end");

    memset(&spec, 0, sizeof spec);
    spec.kind = lede_lua_optstring(L, 4, "kind", "script");
    spec.name = lua_tostring(L, 2);
    spec.recipe_hash = text_option(L, "recipe_hash");
    spec.version = text_option(L, "version");
    spec.params = text_option(L, "params");
    spec.query = text_option(L, "query");
    spec.now = text_option(L, "now");
    spec.who = text_option(L, "who");
    spec.commit = strcmp(commit, "bulk") == 0 ? LEDE_COMMIT_BULK :
                  strcmp(commit, "each") == 0 ? LEDE_COMMIT_EACH : LEDE_COMMIT_END;
    if (lede_lua_optboolean(L, 4, "dry", 0))
        spec.commit = LEDE_COMMIT_NEVER;
    if (lede_run_begin(st->s, &spec, &err) != LEDE_OK)
        lede_lua_raise(L, &err);
}

/*
 * store:run(name, fn, {dry=, ...}) -> run id (0 where nothing was written), what fn returns.
 * Of a dry run: 0, what it would change, what fn returns. An error takes all back and is raised again;
 * so is one that cannot be undone anymore (commit = "bulk" | "each": what is kept stays).
 */
static int store_run(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    int dry, results;
    int64_t run = 0;
    lede_error err;

    luaL_checkstring(L, 2);
    luaL_checktype(L, 3, LUA_TFUNCTION);
    lua_settop(L, 4);
    if (st->in_run)
        return luaL_error(L, "store:run cannot be called within store:run");
    lede_lua_end_run(L, st);
    dry = lede_lua_optboolean(L, 4, "dry", 0);
    begin(L, st);
    st->in_run = 1;
    lua_pushvalue(L, 3);
    if (lua_pcall(L, 0, LUA_MULTRET, 0) != LUA_OK) {
        st->in_run = 0;
        if (st->s)
            (void)lede_run_abort(st->s, NULL);
        return lua_error(L);
    }
    st->in_run = 0;
    results = lua_gettop(L) - 4;
    if (!st->s)
        return luaL_error(L, "the store was closed within store:run");
    if (dry) {
        lede_buf *b = lede_lua_buf(L);

        if (lede_run_changes(st->s, 0, put_change, b, &err) != LEDE_OK)
            return lede_lua_raise(L, &err);
        push_changes(L, b);
        lua_remove(L, -2);
        lua_insert(L, 5);
        results++;
    }
    if (lede_run_end(st->s, &run, &err) != LEDE_OK)
        return lede_lua_fail(L, &err);
    lua_pushinteger(L, (lua_Integer)run);
    lua_insert(L, 5);
    return results + 1;
}

/* flush(store): keep what a bulk run wrote so far */
static int flush_run(lua_State *L)
{
    lede_lua_store *st = lede_lua_checkstore(L, 1);
    lede_error err;

    if (lede_run_flush(st->s, &err) != LEDE_OK)
        return lede_lua_raise(L, &err);
    return 0;
}

static const luaL_Reg methods[] = {
    {"runs", store_runs}, {"changes", store_changes}, {"undo", store_undo}, {"run", store_run}, {NULL, NULL},
};

int lede_lua_open_run(lua_State *L)
{
    lede_lua_type(L, "store");
    luaL_setfuncs(L, methods, 0);
    lede_lua_internal(L);
    lua_pushcfunction(L, flush_run);
    lua_setfield(L, -2, "flush_run");
    lua_pushnil(L);
    return 1;
}
