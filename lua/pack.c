/* Values packed: a byte that says what follows, lengths and whole numbers in seven bits a byte. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "lede_lua.h"

/* Below SMALL: what follows. From there on: a whole number by itself. */
enum { NIL, FALSE, TRUE, INTEGER, NUMBER, TEXT, LIST, OBJECT, SMALL = 16, SMALLEST_NOT = 256 - SMALL };

/* --- writing --------------------------------------------------------------------------------------------- */

static void add_length(lede_buf *b, uint64_t n)
{
    char bytes[10];
    size_t k = 0;

    for (; n >= 0x80; n >>= 7)
        bytes[k++] = (char)(n | 0x80);
    bytes[k++] = (char)n;
    lede_buf_add(b, bytes, k);
}

static void put_nil(lede_buf *b)
{
    lede_buf_addc(b, NIL);
}

static void put_boolean(lede_buf *b, int v)
{
    lede_buf_addc(b, v ? TRUE : FALSE);
}

static void put_integer(lede_buf *b, int64_t v)
{
    if (v >= 0 && v < SMALLEST_NOT) {
        lede_buf_addc(b, (char)(SMALL + v));
        return;
    }
    lede_buf_addc(b, INTEGER);
    add_length(b, ((uint64_t)v << 1) ^ (v < 0 ? UINT64_MAX : 0));
}

/* As JSON has them: 2.0 is written like 2 and comes back as that. */
static void put_number(lede_buf *b, double d)
{
    char bytes[sizeof d + 1] = {NUMBER};

    if (fabs(d) < 1e15 && d == floor(d)) {
        put_integer(b, (int64_t)d);
        return;
    }
    memcpy(bytes + 1, &d, sizeof d);
    lede_buf_add(b, bytes, sizeof bytes);
}

static void put_key(lede_buf *b, const char *s, size_t n)
{
    add_length(b, n);
    lede_buf_add(b, s, n);
}

static void put_text(lede_buf *b, const char *s, size_t n)
{
    lede_buf_addc(b, TEXT);
    put_key(b, s, n);
}

static void open_table(lede_buf *b, int object, size_t n)
{
    lede_buf_addc(b, object ? OBJECT : LIST);
    add_length(b, n);
}

static void next_item(lede_buf *b, size_t i)
{
    (void)b;
    (void)i;
}

static void close_table(lede_buf *b, int object)
{
    (void)b;
    (void)object;
}

void lede_lua_pack(lua_State *L, int at, lede_buf *b)
{
    static const lede_lua_writer writer = {
        .nil = put_nil, .boolean = put_boolean, .integer = put_integer, .number = put_number, .text = put_text,
        .open = open_table, .item = next_item, .key = put_key, .close = close_table,
    };

    lede_lua_walk(L, at, &writer, b);
}

/* --- reading: the bytes may come from a stranger's worker or a file ----------------------------------------- */

enum { ROOM = 64 };   /* items that a table has room for before it is known that they are there */

typedef struct cursor {
    lua_State *L;
    const unsigned char *s;
    size_t n, at;
} cursor;

static int cut_short(const cursor *c)
{
    return luaL_error(c->L, "a packed value is cut short");
}

static unsigned take_byte(cursor *c)
{
    if (c->at >= c->n)
        cut_short(c);
    return c->s[c->at++];
}

static uint64_t take_number(cursor *c)
{
    uint64_t n = 0;
    unsigned byte, shift = 0;

    do {
        byte = take_byte(c);
        n |= (uint64_t)(byte & 0x7F) << shift;
        shift += 7;
    } while (byte & 0x80 && shift < 64);
    return n;
}

/* How many bytes or items follow: each item has a byte at least. */
static size_t take_length(cursor *c)
{
    uint64_t n = take_number(c);

    if (n > c->n - c->at)
        cut_short(c);
    return (size_t)n;
}

static void push_text(cursor *c)
{
    size_t n = take_length(c);

    lua_pushlstring(c->L, (const char *)c->s + c->at, n);
    c->at += n;
}

static void push_real(cursor *c)
{
    double d;

    if (c->n - c->at < sizeof d)
        cut_short(c);
    memcpy(&d, c->s + c->at, sizeof d);
    c->at += sizeof d;
    lua_pushnumber(c->L, d);
}

/* How many items a list or object has. */
static size_t open_length(cursor *c, int depth)
{
    if (depth > LEDE_LUA_DEEPEST)
        luaL_error(c->L, "a packed value is nested too deep");
    luaL_checkstack(c->L, 4, "packed value");
    return take_length(c);
}

static void push_value(cursor *c, int depth);

static void push_list(cursor *c, int depth)
{
    size_t i, n = open_length(c, depth);

    lua_createtable(c->L, n < ROOM ? (int)n : ROOM, 0);
    for (i = 0; i < n; i++) {
        push_value(c, depth + 1);
        lua_rawseti(c->L, -2, (lua_Integer)i + 1);
    }
}

static void push_object(cursor *c, int depth)
{
    size_t i, n = open_length(c, depth);

    lua_createtable(c->L, 0, n < ROOM ? (int)n : ROOM);
    for (i = 0; i < n; i++) {
        push_text(c);
        push_value(c, depth + 1);
        lua_rawset(c->L, -3);
    }
}

static void push_value(cursor *c, int depth)
{
    unsigned what = take_byte(c);
    uint64_t n;

    switch (what) {
    case NIL: lua_pushnil(c->L); break;
    case FALSE: case TRUE: lua_pushboolean(c->L, what == TRUE); break;
    case INTEGER:
        n = take_number(c);
        lua_pushinteger(c->L, (lua_Integer)((n >> 1) ^ (n & 1 ? UINT64_MAX : 0)));
        break;
    case NUMBER: push_real(c); break;
    case TEXT: push_text(c); break;
    case LIST: push_list(c, depth); break;
    case OBJECT: push_object(c, depth); break;
    default:
        if (what < SMALL)
            luaL_error(c->L, "a packed value of no kind");
        lua_pushinteger(c->L, (lua_Integer)what - SMALL);
    }
}

size_t lede_lua_unpack(lua_State *L, const char *s, size_t n)
{
    cursor c = {L, (const unsigned char *)s, n, 0};

    push_value(&c, 0);
    return c.at;
}
