/* lede.json: encode and decode (RFC 8259), on jansson. */
#include "lede_lua.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static void put_nil(lede_buf *b)
{
    lede_buf_addz(b, "null");
}

static void put_boolean(lede_buf *b, int v)
{
    lede_buf_addz(b, v ? "true" : "false");
}

static void put_integer(lede_buf *b, int64_t v)
{
    char text[32];

    snprintf(text, sizeof text, "%lld", (long long)v);
    lede_buf_addz(b, text);
}

static void put_number(lede_buf *b, double d)
{
    char text[64];

    snprintf(text, sizeof text, "%.15g", d);
    if (strtod(text, NULL) != d)
        snprintf(text, sizeof text, "%.17g", d);
    lede_buf_addz(b, text);
}

static void open_table(lede_buf *b, int object, size_t n)
{
    (void)n;
    lede_buf_addc(b, object ? '{' : '[');
}

static void next_item(lede_buf *b, size_t i)
{
    if (i)
        lede_buf_addc(b, ',');
}

static void put_key(lede_buf *b, const char *s, size_t n)
{
    add_string(b, s, n);
    lede_buf_addc(b, ':');
}

static void close_table(lede_buf *b, int object)
{
    lede_buf_addc(b, object ? '}' : ']');
}

static const lede_lua_writer writer = {
    .nil = put_nil, .boolean = put_boolean, .integer = put_integer, .number = put_number, .text = add_string,
    .open = open_table, .item = next_item, .key = put_key, .close = close_table,
};

void lede_lua_encode(lua_State *L, int at)
{
    lede_buf *b = lede_lua_buf(L);

    lede_lua_walk(L, at, &writer, b);
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
