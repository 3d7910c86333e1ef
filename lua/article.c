/*
 * The article type: a record of its own, or an article of a store. Fields are
 * read when asked for. What an article without a store has beside its record
 * (id, tags) is in a table, its first user value.
 */
#include "store_lua.h"

#include <string.h>

/* User value 1: the table, or nil. User value 2: the userdata of `store`, or what the view's texts lie in, so that it lives as long. */
typedef struct article {
    lede_record *record;     /* of its own; or of the store or view, once something asked for the whole */
    lede_lua_store *store;   /* NULL without one */
    int64_t row;
    const lede_view *view;   /* NULL without one; after this struct in the same userdata */
} article;

static article *check_article(lua_State *L, int arg)
{
    return luaL_checkudata(L, arg, "lede.article");
}

static lede_store *open_store(lua_State *L, const article *a)
{
    if (!a->store->s)
        luaL_error(L, "the store of this article is closed");
    return a->store->s;
}

lede_lua_store *lede_lua_article_store(lua_State *L, int arg, int64_t *row)
{
    article *a = check_article(L, arg);

    *row = a->row;
    if (!a->store) {
        lua_pushnil(L);
        return NULL;
    }
    (void)open_store(L, a);
    lua_getiuservalue(L, arg, 2);
    return a->store;
}

static lede_record *record_of(lua_State *L, const lede_view *v);

const lede_record *lede_lua_article_record(lua_State *L, int arg)
{
    article *a = check_article(L, arg);
    lede_error err;

    if (!a->record && a->view)
        a->record = record_of(L, a->view);
    if (!a->record && lede_store_record(open_store(L, a), a->row, &a->record, &err) != LEDE_OK)
        lede_lua_raise(L, &err);
    return a->record;
}

void lede_lua_article_forget(lua_State *L, int arg)
{
    article *a = check_article(L, arg);

    if (!a->store)
        return;
    lede_record_free(a->record);
    a->record = NULL;
}

const char *lede_lua_article_field(lua_State *L, int arg, lede_field field, size_t *n)
{
    const article *a = check_article(L, arg);

    if (!a->view)
        return lede_record_get(lede_lua_article_record(L, arg), field, n);
    if (n)
        *n = a->view->n[field];
    return a->view->s[field];
}

static int article_gc(lua_State *L)
{
    article *a = check_article(L, 1);

    lede_record_free(a->record);
    a->record = NULL;
    return 0;
}

static void push_list(lua_State *L, const lede_record *r, lede_field field)
{
    size_t i, n, count = lede_record_count(r, field);

    lua_createtable(L, (int)count, 0);
    for (i = 0; i < count; i++) {
        const char *s = lede_record_item(r, field, i, &n);

        lua_pushlstring(L, s, n);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* The value as Lua has it: a text or nil, lists and `extra` from their JSON. */
static void push_value(lua_State *L, int json, const char *s, size_t n)
{
    if (json)
        lede_lua_pushjson(L, n ? s : "[]", n ? n : 2);
    else if (n)
        lua_pushlstring(L, s, n);
    else
        lua_pushnil(L);
}

/* A field of a store's article, without reading the others. */
static void push_stored(lua_State *L, const article *a, lede_field field)
{
    lede_buf *b = &a->store->scratch;
    lede_error err;

    lede_buf_clear(b);
    if (lede_store_field(open_store(L, a), a->row, field, b, &err) != LEDE_OK)
        lede_lua_raise(L, &err);
    if (b->failed)
        luaL_error(L, "out of memory");
    push_value(L, field >= LEDE_TEXT_FIELDS || field == LEDE_EXTRA, b->s, b->n);
}

/* Push the field as Lua has it: a text or nil, a list, `extra` as a table. */
static void push_field(lua_State *L, const article *a, lede_field field)
{
    int json = field >= LEDE_TEXT_FIELDS || field == LEDE_EXTRA;
    size_t n;
    const char *s;

    if (a->view) {
        push_value(L, json, field < LEDE_NOTES ? a->view->s[field] : "", field < LEDE_NOTES ? a->view->n[field] : 0);
        return;
    }
    if (!a->record) {
        push_stored(L, a, field);
        return;
    }
    if (field >= LEDE_TEXT_FIELDS) {
        push_list(L, a->record, field);
        return;
    }
    s = lede_record_get(a->record, field, &n);
    push_value(L, json, s, n);
}

/* Fields that are not in the record: the names of those that article{} takes. */
static const char *const own_fields[] = {"id", "hash", "added", "revision", "tags", NULL};

static int is_own(const char *key)
{
    size_t i;

    for (i = 0; own_fields[i]; i++)
        if (strcmp(own_fields[i], key) == 0)
            return 1;
    return 0;
}

/* What the store knows of an article beside its fields, by name. */
static void push_known(lua_State *L, const article *a, const char *key)
{
    lede_buf *b = &a->store->scratch;
    lede_error err;

    lede_buf_clear(b);
    if (lede_store_value(open_store(L, a), a->row, key, b, &err) != LEDE_OK)
        lede_lua_raise(L, &err);
    push_value(L, strcmp(key, "tags") == 0, b->s, b->n);
    if (strcmp(key, "revision") == 0 && lua_isstring(L, -1)) {
        lua_pushinteger(L, lua_tointeger(L, -1));
        lua_remove(L, -2);
    }
}

/* Push what the article has beside its record, by name. */
static void push_own(lua_State *L, int arg, const char *key)
{
    lua_Integer i, count = 0;
    article *a = check_article(L, arg);

    if (a->store) {
        push_known(L, a, key);
        return;
    }
    if (lua_getiuservalue(L, arg, 1) != LUA_TTABLE) {
        lua_pop(L, 1);
        lua_newtable(L);
    }
    lua_getfield(L, -1, key);
    lua_remove(L, -2);
    if (strcmp(key, "tags") != 0)
        return;
    lua_newtable(L);
    for (i = 1; lua_istable(L, -2) && lua_rawgeti(L, -2, i) == LUA_TTABLE; i++) {
        lua_getfield(L, -1, "name");
        lua_rawseti(L, -3, ++count);
        lua_pop(L, 1);
    }
    if (lua_istable(L, -2))
        lua_pop(L, 1);
    lua_remove(L, -2);
}

static int no_field(lua_State *L, const char *key)
{
    lede_lua_lib(L, "check");
    lua_getfield(L, -1, "no_field");
    lua_pushstring(L, key);
    lua_call(L, 1, 1);
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
    return lua_error(L);
}

/* A method by name, else a field. Upvalues: the methods; the number of each field by its names, -1 of what is no record field. */
static int article_index(lua_State *L)
{
    article *a = check_article(L, 1);
    lua_Integer field;

    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
        return 1;
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNUMBER)
        return no_field(L, luaL_checkstring(L, 2));
    field = lua_tointeger(L, -1);
    if (field >= 0)
        push_field(L, a, (lede_field)field);
    else
        push_own(L, 1, lua_tostring(L, 2));
    return 1;
}

static int article_newindex(lua_State *L)
{
    return luaL_error(L, "field '%s' of an article cannot be assigned to: use article:update{%s = ...}",
                      luaL_tolstring(L, 2, NULL), luaL_tolstring(L, 2, NULL));
}

/* Two articles are equal if they are the same one: by id where they have one. */
static int article_eq(lua_State *L)
{
    article *a = luaL_testudata(L, 1, "lede.article"), *b = luaL_testudata(L, 2, "lede.article");
    int same = a && a == b;

    if (a && b && a->store && a->store == b->store) {
        same = a->row == b->row;
    } else if (a && b && !same) {
        push_own(L, 1, "id");
        push_own(L, 2, "id");
        same = !lua_isnil(L, -1) && lua_rawequal(L, -1, -2);
    }
    lua_pushboolean(L, same);
    return 1;
}

/* What a cell or a message shows: the id, else the headline. */
static int article_tostring(lua_State *L)
{
    article *a = check_article(L, 1);

    push_own(L, 1, "id");
    if (lua_isnil(L, -1))
        push_field(L, a, LEDE_HEADLINE);
    if (lua_isnil(L, -1))
        lua_pushfstring(L, "article: %p", lua_topointer(L, 1));
    return 1;
}

/* All fields that are there, for JSON. */
static int article_json(lua_State *L)
{
    article *a = check_article(L, 1);
    int field;
    size_t i;

    lua_newtable(L);
    for (field = 0; field < LEDE_FIELDS; field++) {
        push_field(L, a, (lede_field)field);
        if (lua_istable(L, -1)) {
            lua_pushnil(L);
            if (!lua_next(L, -2)) {
                lua_pop(L, 1);
                continue;
            }
            lua_pop(L, 2);
        }
        lua_setfield(L, -2, lede_field_name((lede_field)field));
    }
    for (i = 0; own_fields[i]; i++) {
        push_own(L, 1, own_fields[i]);
        if (lua_istable(L, -1) && lua_rawlen(L, -1) == 0)
            lua_pop(L, 1);
        else
            lua_setfield(L, -2, own_fields[i]);
    }
    return 1;
}

static void metatable(lua_State *L)
{
    static const luaL_Reg meta[] = {
        {"__gc", article_gc},         {"__newindex", article_newindex}, {"__eq", article_eq},
        {"__tostring", article_tostring}, {"__json", article_json},      {NULL, NULL},
    };
    int field;

    if (!luaL_newmetatable(L, "lede.article"))
        return;
    luaL_setfuncs(L, meta, 0);
    lede_lua_type(L, "article");
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "methods");
    lua_newtable(L);
    for (field = 0; field < LEDE_FIELDS; field++) {
        lua_pushinteger(L, field);
        lua_setfield(L, -2, lede_field_schema_name((lede_field)field));
        lua_pushinteger(L, field);
        lua_setfield(L, -2, lede_field_name((lede_field)field));
    }
    for (field = 0; own_fields[field]; field++) {
        lua_pushinteger(L, -1);
        lua_setfield(L, -2, own_fields[field]);
    }
    lua_pushvalue(L, -1);
    lua_setfield(L, -4, "fields");   /* for completion, which must not run __index */
    lua_pushcclosure(L, article_index, 2);
    lua_setfield(L, -2, "__index");
}

void lede_lua_article_methods(lua_State *L, const luaL_Reg *methods)
{
    lede_lua_type(L, "article");
    luaL_setfuncs(L, methods, 0);
    lua_pop(L, 1);
}

void lede_lua_pushrecord(lua_State *L, lede_record *r)
{
    article *a = lua_newuserdatauv(L, sizeof *a, 1);

    *a = (article){.record = r};
    luaL_setmetatable(L, "lede.article");
}

void lede_lua_pusharticle(lua_State *L, int store, int64_t row)
{
    article *a = lua_newuserdatauv(L, sizeof *a, 2);

    *a = (article){.store = lua_touserdata(L, store), .row = row};
    lua_pushvalue(L, store);
    lua_setiuservalue(L, -2, 2);
    luaL_setmetatable(L, "lede.article");
}

void lede_lua_pushview(lua_State *L, const lede_view *v, int anchor)
{
    article *a = lua_newuserdatauv(L, sizeof *a + sizeof *v, 2);
    lede_view *own = (lede_view *)(a + 1);

    *own = *v;
    *a = (article){.view = own};
    lua_pushvalue(L, anchor);
    lua_setiuservalue(L, -2, 2);
    luaL_setmetatable(L, "lede.article");
}

/* Push the string on the top of the stack with ill-formed UTF-8 replaced. */
static const char *repaired(lua_State *L, size_t *n)
{
    const char *s = lua_tolstring(L, -1, n);
    lede_buf *b;

    if (lede_utf8_valid(s, *n) == *n)
        return s;
    b = lede_lua_buf(L);
    lede_utf8_repair(s, *n, b);
    lede_lua_pushbuf(L, b);
    lua_replace(L, -3);
    lua_pop(L, 1);
    return lua_tolstring(L, -1, n);
}

static void wrong_value(lua_State *L, const char *key, const char *want)
{
    luaL_error(L, "field '%s' of an article must be %s, got %s", key, want, luaL_typename(L, -1));
}

static void check_status(lua_State *L, lede_status status, const lede_error *err)
{
    if (status != LEDE_OK)
        lede_lua_raise(L, err);
}

/* Put the value on the top of the stack, a text or a list of texts, into a list field. */
static void set_list(lua_State *L, lede_record *r, lede_field field)
{
    lua_Integer i;
    lede_error err;
    size_t n;
    const char *s;

    if (lua_type(L, -1) == LUA_TSTRING) {
        s = repaired(L, &n);
        check_status(L, lede_record_add(r, field, s, n, &err), &err);
        return;
    }
    if (!lua_istable(L, -1))
        wrong_value(L, lede_field_name(field), "a list of strings");
    for (i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
        if (lua_type(L, -1) != LUA_TSTRING)
            luaL_error(L, "item %d of the article's '%s' must be a string, got %s", (int)i, lede_field_name(field),
                       luaL_typename(L, -1));
        s = repaired(L, &n);
        check_status(L, lede_record_add(r, field, s, n, &err), &err);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

static void free_record(void *r)
{
    lede_record_free(r);
}

/* The view as a record, for who needs the whole. */
static lede_record *record_of(lua_State *L, const lede_view *v)
{
    lede_lua_held *h = lede_lua_hold(L, free_record);
    lede_record *r = h->p = lede_record_new();
    lede_error err;
    int field;

    if (!r)
        luaL_error(L, "out of memory");
    for (field = 0; field < LEDE_TEXT_FIELDS; field++)
        if (v->n[field])
            check_status(L, lede_record_set(r, (lede_field)field, v->s[field], v->n[field], &err), &err);
    for (; field < LEDE_NOTES; field++) {
        if (!v->n[field])
            continue;
        lede_lua_pushjson(L, v->s[field], v->n[field]);
        set_list(L, r, (lede_field)field);
        lua_pop(L, 1);
    }
    h->p = NULL;
    lua_pop(L, 1);
    return r;
}

/* `extra`: a table of values that JSON can hold. */
static void set_extra(lua_State *L, lede_record *r)
{
    int at = lua_gettop(L);
    lede_error err;

    if (!lua_istable(L, at))
        wrong_value(L, "extra", "a table");
    for (lua_pushnil(L); lua_next(L, at); lua_pop(L, 1)) {
        size_t key_n, n;
        const char *key, *json;

        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "keys of the article's 'extra' must be strings, got %s", luaL_typename(L, -2));
        key = lua_tolstring(L, -2, &key_n);
        lede_lua_encode(L, lua_gettop(L));
        json = lua_tolstring(L, -1, &n);
        check_status(L, lede_record_extra(r, key, key_n, json, n, &err), &err);
        lua_pop(L, 1);
    }
}

/* Set the field `key` of the record from the value on the top of the stack. */
void lede_lua_setfield(lua_State *L, lede_record *r, const char *key)
{
    int field = lede_field_of_name(key, strlen(key));
    lede_error err;
    size_t n;
    const char *s;

    if (field < 0) {
        no_field(L, key);
    } else if (field >= LEDE_TEXT_FIELDS) {
        set_list(L, r, (lede_field)field);
    } else if (field == LEDE_EXTRA) {
        set_extra(L, r);
    } else {
        if (lua_type(L, -1) != LUA_TSTRING)
            wrong_value(L, key, "a string");
        s = repaired(L, &n);
        check_status(L, lede_record_set(r, (lede_field)field, s, n, &err), &err);
    }
}

/* Keep `key` beside the record; tags become a list of {name=}. */
static void set_own(lua_State *L, int arg, const char *key)
{
    lua_Integer i;

    lua_getiuservalue(L, arg, 1);
    if (strcmp(key, "tags") == 0) {
        if (!lua_istable(L, -2))
            luaL_error(L, "field 'tags' of an article must be a list of names, got %s", luaL_typename(L, -2));
        lua_newtable(L);
        for (i = 1; lua_rawgeti(L, -3, i) == LUA_TSTRING; i++) {
            lua_createtable(L, 0, 1);
            lua_insert(L, -2);
            lua_setfield(L, -2, "name");
            lua_rawseti(L, -2, i);
        }
        lua_pop(L, 1);
    } else {
        if (lua_type(L, -2) != LUA_TSTRING && lua_type(L, -2) != LUA_TNUMBER)
            luaL_error(L, "field '%s' of an article must be a string, got %s", key, luaL_typename(L, -2));
        lua_pushvalue(L, -2);
    }
    lua_setfield(L, -2, key);
    lua_pop(L, 1);
}

/* lede.article{headline=, body=, published=, ...} -> article */
static int article_new(lua_State *L)
{
    lede_record *r;
    int at;

    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    lede_lua_pushrecord(L, NULL);
    at = lua_gettop(L);
    r = lede_record_new();
    if (!r)
        return luaL_error(L, "out of memory");
    check_article(L, at)->record = r;
    lua_newtable(L);
    lua_setiuservalue(L, at, 1);
    for (lua_pushnil(L); lua_next(L, 1);) {
        if (lua_type(L, -2) != LUA_TSTRING)
            return luaL_argerror(L, 1, lua_pushfstring(L, "field names must be strings, got %s", luaL_typename(L, -2)));
        if (is_own(lua_tostring(L, -2)))
            set_own(L, at, lua_tostring(L, -2));
        else
            lede_lua_setfield(L, r, lua_tostring(L, -2));
        lua_settop(L, at + 1);
    }
    lua_settop(L, at);
    return 1;
}

static int put_span(size_t start, size_t end, void *ud)
{
    lede_span span;
    lede_buf *b = ud;

    span.start = start;
    span.end = end;
    lede_buf_add(b, (const char *)&span, sizeof span);
    return b->failed;
}

/* paragraphs(text) -> rows of spans */
static int paragraphs(lua_State *L)
{
    size_t n, base, i, count;
    const char *s = lede_lua_text(L, 1, &n, &base);
    lede_buf *b = lede_lua_buf(L);

    (void)lede_paragraphs(s, n, put_span, b);
    if (b->failed)
        return luaL_error(L, "out of memory");
    count = b->n / sizeof(lede_span);
    lede_lua_rows(L, (int)count);
    for (i = 0; i < count; i++) {
        lede_span span;

        memcpy(&span, b->s + i * sizeof span, sizeof span);
        lede_lua_pushspan(L, s, span.start, span.end, base);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lede_lua_rows_columns(L, "text first last");
    return 1;
}

/* is_stored(article): the store's userdata, or nil */
static int is_stored(lua_State *L)
{
    int64_t row;

    lede_lua_article_store(L, 1, &row);
    return 1;
}

/* own_tags(article): the list of {name=, spans=, ...} that an article without a store has. */
static int own_tags(lua_State *L)
{
    check_article(L, 1);
    lua_settop(L, 1);
    if (lua_getiuservalue(L, 1, 1) != LUA_TTABLE) {
        lua_pop(L, 1);
        lua_newtable(L);
        lua_pushvalue(L, -1);
        lua_setiuservalue(L, 1, 1);
    }
    luaL_getsubtable(L, -1, "tags");
    return 1;
}

int lede_lua_open_article(lua_State *L)
{
    metatable(L);
    lua_pop(L, 1);
    lede_lua_internal(L);
    lua_pushcfunction(L, own_tags);
    lua_setfield(L, -2, "own_tags");
    lua_pushcfunction(L, paragraphs);
    lua_setfield(L, -2, "paragraphs");
    lua_pushcfunction(L, is_stored);
    lua_setfield(L, -2, "is_stored");
    lua_pop(L, 1);
    lua_pushcfunction(L, article_new);
    return 1;
}
