/* lede.json: encode and decode (RFC 8259), on jansson. */
#include "lede_lua.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 200 };

static void add_string(lede_buf *b, const char *s, size_t n)
{
    static const char hex[] = "0123456789abcdef";
    size_t i, from = 0;

    lede_buf_addc(b, '"');
    for (i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        char esc[7] = {'\\', 0, 0, 0, 0, 0, 0};

        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        lede_buf_add(b, s + from, i - from);
        from = i + 1;
        switch (c) {
        case '"': case '\\': esc[1] = (char)c; break;
        case '\n': esc[1] = 'n'; break;
        case '\r': esc[1] = 'r'; break;
        case '\t': esc[1] = 't'; break;
        default: memcpy(esc + 1, "u00", 3); esc[4] = hex[c >> 4]; esc[5] = hex[c & 15];
        }
        lede_buf_addz(b, esc);
    }
    lede_buf_add(b, s + from, n - from);
    lede_buf_addc(b, '"');
}

static void encode(lua_State *L, int at, lede_buf *b, int depth, int in_row);

static void encode_number(lua_State *L, int at, lede_buf *b)
{
    char text[64];
    double d = lua_tonumber(L, at);

    if (lua_isinteger(L, at)) {
        snprintf(text, sizeof text, "%lld", (long long)lua_tointeger(L, at));
    } else if (!isfinite(d)) {
        luaL_error(L, "JSON has no number for %f", d);
    } else {
        snprintf(text, sizeof text, "%.15g", d);
        if (strtod(text, NULL) != d)
            snprintf(text, sizeof text, "%.17g", d);
    }
    lede_buf_addz(b, text);
}

static int by_name(lua_State *L)
{
    lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPLT));
    return 1;
}

/* Objects are written with their keys in byte order, so that output is the same on every run. */
static void encode_object(lua_State *L, int at, lede_buf *b, int depth)
{
    lua_Integer i, n = 0;

    lua_newtable(L);
    for (lua_pushnil(L); lua_next(L, at);) {
        lua_pop(L, 1);
        if (lua_type(L, -1) != LUA_TSTRING)
            luaL_error(L, "JSON objects need string keys, got a %s", luaL_typename(L, -1));
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, ++n);
    }
    lua_getglobal(L, "table");
    lua_getfield(L, -1, "sort");
    lua_remove(L, -2);
    lua_pushvalue(L, -2);
    lua_pushcfunction(L, by_name);
    lua_call(L, 2, 0);
    lede_buf_addc(b, '{');
    for (i = 1; i <= n; i++) {
        size_t len;
        const char *key;

        if (i > 1)
            lede_buf_addc(b, ',');
        lua_rawgeti(L, -1, i);
        key = lua_tolstring(L, -1, &len);
        add_string(b, key, len);
        lede_buf_addc(b, ':');
        lua_rawget(L, at);
        encode(L, lua_gettop(L), b, depth + 1, 1);
        lua_pop(L, 1);
    }
    lede_buf_addc(b, '}');
    lua_pop(L, 1);
}

static void encode_table(lua_State *L, int at, lede_buf *b, int depth)
{
    lua_Integer i, n = (lua_Integer)lua_rawlen(L, at);

    if (depth > DEEPEST)
        luaL_error(L, "a value nested more than %d deep (or in itself) cannot be JSON", DEEPEST);
    luaL_checkstack(L, 8, "JSON");
    if (!n) {
        lua_pushnil(L);
        if (!lua_next(L, at)) {
            lede_buf_addz(b, "[]");
            return;
        }
        lua_pop(L, 2);
        encode_object(L, at, b, depth);
        return;
    }
    lede_buf_addc(b, '[');
    for (i = 1; i <= n; i++) {
        if (i > 1)
            lede_buf_addc(b, ',');
        lua_rawgeti(L, at, i);
        encode(L, lua_gettop(L), b, depth + 1, 0);
        lua_pop(L, 1);
    }
    lede_buf_addc(b, ']');
}

/* An article in a row is written as its id, elsewhere with its fields. */
static void encode_userdata(lua_State *L, int at, lede_buf *b, int depth, int in_row)
{
    if (in_row && luaL_testudata(L, at, "lede.article")) {
        lua_getfield(L, at, "id");
        if (!lua_isnil(L, -1)) {
            encode(L, lua_gettop(L), b, depth + 1, 0);
            lua_pop(L, 1);
            return;
        }
        lua_pop(L, 1);
    }
    if (!luaL_callmeta(L, at, "__json"))
        luaL_error(L, "a %s cannot be JSON", luaL_typename(L, at));
    encode(L, lua_gettop(L), b, depth + 1, 0);
    lua_pop(L, 1);
}

static void encode(lua_State *L, int at, lede_buf *b, int depth, int in_row)
{
    size_t n;
    const char *s;

    switch (lua_type(L, at)) {
    case LUA_TNIL: lede_buf_addz(b, "null"); break;
    case LUA_TBOOLEAN: lede_buf_addz(b, lua_toboolean(L, at) ? "true" : "false"); break;
    case LUA_TNUMBER: encode_number(L, at, b); break;
    case LUA_TSTRING:
        s = lua_tolstring(L, at, &n);
        if (lede_utf8_valid(s, n) != n) {
            lede_buf *fixed = lede_lua_buf(L);

            lede_utf8_repair(s, n, fixed);
            add_string(b, fixed->s, fixed->n);
            lua_pop(L, 1);
        } else {
            add_string(b, s, n);
        }
        break;
    case LUA_TTABLE: encode_table(L, at, b, depth); break;
    case LUA_TUSERDATA: encode_userdata(L, at, b, depth, in_row); break;
    default: luaL_error(L, "a %s cannot be JSON", luaL_typename(L, at));
    }
}

void lede_lua_encode(lua_State *L, int at)
{
    lede_buf *b = lede_lua_buf(L);

    encode(L, at, b, 0, 0);
    lede_lua_pushbuf(L, b);
    lua_remove(L, -2);
}

/* lede.json.encode(value) -> string */
static int json_encode(lua_State *L)
{
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    lede_lua_encode(L, 1);
    return 1;
}

static void push_json(lua_State *L, json_t *v)
{
    const char *key;
    size_t i, key_n;
    json_t *item;

    luaL_checkstack(L, 4, "JSON");
    switch (json_typeof(v)) {
    case JSON_NULL: lua_pushnil(L); break;
    case JSON_TRUE: lua_pushboolean(L, 1); break;
    case JSON_FALSE: lua_pushboolean(L, 0); break;
    case JSON_INTEGER: lua_pushinteger(L, json_integer_value(v)); break;
    case JSON_REAL: lua_pushnumber(L, json_real_value(v)); break;
    case JSON_STRING: lua_pushlstring(L, json_string_value(v), json_string_length(v)); break;
    case JSON_ARRAY:
        lua_createtable(L, (int)json_array_size(v), 0);
        json_array_foreach(v, i, item) {
            push_json(L, item);
            lua_rawseti(L, -2, (lua_Integer)i + 1);
        }
        break;
    case JSON_OBJECT:
        lua_createtable(L, 0, (int)json_object_size(v));
        json_object_keylen_foreach(v, key, key_n, item) {
            lua_pushlstring(L, key, key_n);
            push_json(L, item);
            lua_rawset(L, -3);
        }
        break;
    }
}

static int push_protected(lua_State *L)
{
    push_json(L, lua_touserdata(L, 1));
    return 1;
}

/* Push the parsed value; the tree is freed whether that raises or not. */
static void push_tree(lua_State *L, json_t *v)
{
    int status;

    lua_pushcfunction(L, push_protected);
    lua_pushlightuserdata(L, v);
    status = lua_pcall(L, 1, 1, 0);
    json_decref(v);
    if (status != LUA_OK)
        lua_error(L);
}

void lede_lua_pushjson(lua_State *L, const char *s, size_t n)
{
    json_t *v = json_loadb(s, n, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);

    if (v)
        push_tree(L, v);
    else
        lua_pushnil(L);
}

/* lede.json.decode(s) -> value, or nil, message */
static int json_decode(lua_State *L)
{
    size_t n;
    const char *s = luaL_checklstring(L, 1, &n);
    json_error_t why;
    json_t *v = json_loadb(s, n, JSON_DECODE_ANY | JSON_ALLOW_NUL, &why);

    if (!v) {
        luaL_pushfail(L);
        lua_pushfstring(L, "line %d, column %d: %s", why.line, why.column, why.text);
        return 2;
    }
    push_tree(L, v);
    return 1;
}

static const luaL_Reg functions[] = {
    {"encode", json_encode},
    {"decode", json_decode},
    {NULL, NULL},
};

int lede_lua_open_json(lua_State *L)
{
    luaL_newlib(L, functions);
    return 1;
}
