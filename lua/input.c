/* Reading inputs of any format into the store: store:add of a path, `lede add`. */
#include "store_lua.h"

#include <string.h>

static const char *const outcomes[] = {"added", "updated", "same", "failed"};

/* What adding goes through: closed with the call, however it ends. */
typedef struct adding {
    lede_reader *reader;
} adding;

static int adding_gc(lua_State *L)
{
    adding *a = luaL_checkudata(L, 1, "lede.adding");

    lede_reader_close(a->reader);
    a->reader = NULL;
    return 0;
}

/* The pairs column, field of the table at `at` as the list that the reader wants, in a buffer that is pushed. */
static const char *const *map_of(lua_State *L, int at)
{
    lede_buf *b = lede_lua_buf(L);
    const char *end = NULL;

    if (!lua_istable(L, at))
        return NULL;
    for (lua_pushnil(L); lua_next(L, at); lua_pop(L, 1)) {
        const char *pair[2];

        if (lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TSTRING)
            luaL_error(L, "'map' must name a field for each column");
        pair[0] = lua_tostring(L, -2);
        pair[1] = lua_tostring(L, -1);
        if (lede_field_of_name(pair[1], strlen(pair[1])) < 0)
            luaL_error(L, "'map': an article has no field '%s'", pair[1]);
        lede_buf_add(b, (const char *)pair, sizeof pair);
    }
    lede_buf_add(b, (const char *)&end, sizeof end);
    if (b->failed)
        luaL_error(L, "out of memory");
    return (const char *const *)(const void *)b->s;
}

static void read_options(lua_State *L, int at, lede_read_options *o)
{
    memset(o, 0, sizeof *o);
    o->format = lede_lua_optstring(L, at, "format", NULL);
    o->url = lede_lua_optstring(L, at, "url", NULL);
    o->charset = lede_lua_optstring(L, at, "charset", NULL);
    o->date_order = lede_lua_optstring(L, at, "date_order", NULL);
    if (lua_istable(L, at)) {
        lua_getfield(L, at, "map");
        o->map = map_of(L, lua_gettop(L));   /* its table is an option and outlives this call */
        lua_insert(L, at + 1);
        lua_pop(L, 1);
    }
}

/* open_input(path, options) -> input, or nil, message */
static int open_input(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    lede_read_options options;
    lede_error err;
    adding *a;

    lua_settop(L, 2);
    a = lua_newuserdatauv(L, sizeof *a, 2);
    a->reader = NULL;
    luaL_setmetatable(L, "lede.adding");
    lua_insert(L, 1);
    read_options(L, 3, &options);
    lua_settop(L, 4);   /* the texts that the options point to live as long as the input */
    lua_setiuservalue(L, 1, 1);
    lua_setiuservalue(L, 1, 2);
    if (lede_reader_open(path, &options, &a->reader, &err) != LEDE_OK)
        return lede_lua_status(L, &err);
    lua_pushvalue(L, 1);
    return 1;
}

/* close_input(input) */
static int close_input(lua_State *L)
{
    return adding_gc(L);
}

/* Push the notes of the record as a list. */
static void push_notes(lua_State *L, const lede_record *r)
{
    size_t i, n, count = lede_record_count(r, LEDE_NOTES);

    lua_createtable(L, (int)count, 0);
    for (i = 0; i < count; i++) {
        const char *s = lede_record_item(r, LEDE_NOTES, i, &n);

        lua_pushlstring(L, s, n);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* Apply --set: fields of the table at `at` that replace what was read. */
static void replace_fields(lua_State *L, int at, lede_record *r)
{
    if (!lua_istable(L, at))
        return;
    for (lua_pushnil(L); lua_next(L, at); lua_pop(L, 1)) {
        size_t n;
        const char *key;

        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "'set' must hold a value for each field");
        key = lua_tolstring(L, -2, &n);
        if (lede_field_of_name(key, n) >= LEDE_TEXT_FIELDS)
            lede_record_clear(r, (lede_field)lede_field_of_name(key, n));
        lede_lua_setfield(L, r, key);
    }
}

enum { BATCH = 256 };   /* items between two looks at the progress function */

typedef struct totals {
    lua_Integer counts[5];   /* by outcome; 4: skipped */
    uint64_t read, total;
} totals;

/* Add the item to the store; pushes a note {outcome, source, reason, id} where there is something to say (or `every`), else nil. */
static void add_item(lua_State *L, lede_store *s, const lede_item *item, int set, int every, totals *t)
{
    lede_added out;
    lede_error err;
    int k = 4;

    memset(&out, 0, sizeof out);
    if (item->kind == LEDE_ITEM_ARTICLE) {
        replace_fields(L, set, item->record);
        if (lede_store_add(s, item->record, &out, &err) != LEDE_OK)
            lede_lua_raise(L, &err);
        k = (int)out.outcome;
    } else if (item->kind == LEDE_ITEM_FAILED) {
        k = LEDE_FAILED;
    }
    t->counts[k]++;
    if (!every && item->kind == LEDE_ITEM_ARTICLE && !out.reason[0] && !lede_record_count(item->record, LEDE_NOTES)) {
        lua_pushnil(L);
        return;
    }
    lua_createtable(L, 0, 6);
    lede_lua_setz(L, "outcome", k == 4 ? "skipped" : outcomes[k]);
    lede_lua_setz(L, "source", item->source);
    lede_lua_setz(L, "format", item->format);
    if (out.id[0])
        lede_lua_setz(L, "id", out.id);
    if (item->kind != LEDE_ITEM_ARTICLE || out.reason[0])
        lede_lua_setz(L, "reason", item->kind == LEDE_ITEM_ARTICLE ? out.reason : item->reason);
    if (item->kind == LEDE_ITEM_ARTICLE && lede_record_count(item->record, LEDE_NOTES)) {
        push_notes(L, item->record);
        lua_setfield(L, -2, "notes");
    }
}

/*
 * add_some(store, input, counts, notes, set, every) -> more, bytes read, bytes in all: adds up to a batch of
 * items, counting into `counts` and appending to `notes`; or nil, message where the input failed whole.
 */
static int add_some(lua_State *L)
{
    lede_lua_store *st = lede_lua_writing(L, 1);
    adding *a = luaL_checkudata(L, 2, "lede.adding");
    lede_item item;
    lede_error err;
    lede_status status = LEDE_OK;
    totals t;
    int i;
    static const char *const names[] = {"added", "updated", "same", "failed", "skipped"};

    luaL_checktype(L, 3, LUA_TTABLE);
    luaL_checktype(L, 4, LUA_TTABLE);
    lua_settop(L, 6);
    memset(&t, 0, sizeof t);
    for (i = 0; i < BATCH; i++) {
        status = lede_reader_next(a->reader, &item, &err);
        if (status != LEDE_OK)
            break;
        t.read = item.bytes_read;
        t.total = item.bytes_total;
        add_item(L, st->s, &item, 5, lua_toboolean(L, 6), &t);
        if (lua_isnil(L, -1))
            lua_pop(L, 1);
        else
            lua_rawseti(L, 4, (lua_Integer)lua_rawlen(L, 4) + 1);
    }
    for (i = 0; i < 5; i++) {
        lua_getfield(L, 3, names[i]);
        lua_pushinteger(L, lua_tointeger(L, -1) + t.counts[i]);
        lua_setfield(L, 3, names[i]);
        lua_pop(L, 1);
    }
    if (status != LEDE_OK && status != LEDE_DONE)
        return lede_lua_fail(L, &err);
    lua_pushboolean(L, status == LEDE_OK);
    lua_pushinteger(L, (lua_Integer)t.read);
    lua_pushinteger(L, (lua_Integer)t.total);
    return 3;
}

/* formats() -> {name, about} */
static int formats(lua_State *L)
{
    size_t i;
    const char *name, *about;

    lede_lua_rows(L, 0);
    for (i = 0; (name = lede_read_format(i, &about)) != NULL; i++) {
        lua_newtable(L);
        lede_lua_setz(L, "name", name);
        lede_lua_setz(L, "about", about);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lede_lua_rows_columns(L, "name about");
    return 1;
}

static const luaL_Reg functions[] = {
    {"open_input", open_input}, {"close_input", close_input},
    {"add_some", add_some},     {"formats", formats},       {NULL, NULL},
};

int lede_lua_open_input(lua_State *L)
{
    luaL_newmetatable(L, "lede.adding");
    lua_pushcfunction(L, adding_gc);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, adding_gc);
    lua_setfield(L, -2, "__close");
    lede_lua_internal(L);
    luaL_setfuncs(L, functions, 0);
    lua_pushnil(L);
    return 1;
}
