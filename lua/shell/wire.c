#include "wire.h"

#include <string.h>

#include "lede_lua.h"

void wire_header(unsigned char header[WIRE_HEADER], char type, size_t n)
{
    uint32_t length = (uint32_t)n;

    memcpy(header, &length, 4);
    header[4] = (unsigned char)type;
}

size_t wire_length(const unsigned char header[WIRE_HEADER])
{
    uint32_t length;

    memcpy(&length, header, 4);
    return length;
}

static void add_text(lede_buf *b, const char *s, size_t n)
{
    uint32_t length = (uint32_t)n;
    char raw[4];

    memcpy(raw, &length, 4);
    lede_buf_add(b, raw, 4);
    lede_buf_add(b, s, n);
}

static void add_list(lua_State *L, lede_buf *b, lede_field field)
{
    lua_Integer i, count;
    char raw[4];
    uint32_t n32;

    lua_getfield(L, 1, lede_field_name(field));
    count = lua_istable(L, -1) ? luaL_len(L, -1) : 0;
    n32 = (uint32_t)count;
    memcpy(raw, &n32, 4);
    lede_buf_add(b, raw, 4);
    for (i = 1; i <= count; i++) {
        size_t n;
        const char *s;

        lua_geti(L, -1, i);
        s = luaL_tolstring(L, -1, &n);
        add_text(b, s, n);
        lua_pop(L, 2);
    }
    lua_pop(L, 1);
}

int wire_pack(lua_State *L)
{
    lede_buf *b;
    size_t n;
    const char *s;
    int field;

    lua_settop(L, 3);
    b = lede_lua_buf(L);
    for (field = 2; field <= 3; field++) {
        s = luaL_checklstring(L, field, &n);
        add_text(b, s, n);
    }
    for (field = 0; field < LEDE_TEXT_FIELDS; field++) {
        s = lede_lua_article_field(L, 1, (lede_field)field, &n);
        add_text(b, s, n);
    }
    for (; field < LEDE_NOTES; field++)
        add_list(L, b, (lede_field)field);
    if (b->n > WIRE_MAX / 2)
        return luaL_error(L, "article %s is too large for a recipe (%d MB)", lua_tostring(L, 2), (int)(b->n >> 20));
    lede_lua_pushbuf(L, b);
    return 1;
}

typedef struct cursor {
    const char *s;
    size_t n, at;
} cursor;

static size_t take_number(lua_State *L, cursor *c)
{
    uint32_t v;

    if (c->n - c->at < 4)
        luaL_error(L, "a packed article is cut short");
    memcpy(&v, c->s + c->at, 4);
    c->at += 4;
    return v;
}

static const char *take_text(lua_State *L, cursor *c, size_t *n)
{
    const char *s;

    *n = take_number(L, c);
    if (*n > c->n - c->at)
        luaL_error(L, "a packed article is cut short");
    s = c->s + c->at;
    c->at += *n;
    return s;
}

static void need_ok(lua_State *L, lede_status status, const lede_error *err)
{
    if (status != LEDE_OK)
        lede_lua_raise(L, err);
}

int wire_unpack(lua_State *L)
{
    cursor c;
    lede_error err;
    lede_record *r;
    size_t n, i, count;
    const char *s;
    int field;

    lua_settop(L, 2);
    c.s = luaL_checklstring(L, 1, &c.n);
    c.at = (size_t)luaL_checkinteger(L, 2);
    if (c.at >= c.n) {
        lua_pushnil(L);
        return 1;
    }
    r = lede_record_new();
    if (!r)
        return luaL_error(L, "not enough memory");
    lede_lua_pushrecord(L, r);
    for (i = 0; i < 2; i++) {
        s = take_text(L, &c, &n);
        lua_pushlstring(L, s, n);
    }
    for (field = 0; field < LEDE_TEXT_FIELDS; field++) {
        s = take_text(L, &c, &n);
        need_ok(L, lede_record_set(r, (lede_field)field, s, n, &err), &err);
    }
    for (; field < LEDE_NOTES; field++) {
        for (count = take_number(L, &c); count; count--) {
            s = take_text(L, &c, &n);
            need_ok(L, lede_record_add(r, (lede_field)field, s, n, &err), &err);
        }
    }
    lua_pushinteger(L, (lua_Integer)c.at);
    return 4;
}
