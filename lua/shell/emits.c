#include "emits.h"

#include <lauxlib.h>
#include <stdint.h>
#include <string.h>

#include "lede_lua.h"

/* --- writing --------------------------------------------------------------------------------------------- */

typedef struct answering {
    lede_buf emits;      /* of the article under way */
    size_t whole;        /* bytes of it that are whole emits: one that failed leaves a part behind */
    lede_buf ended;      /* answers */
    size_t most;
} answering;

static int answering_gc(lua_State *L)
{
    answering *a = lua_touserdata(L, 1);

    lede_buf_release(&a->emits);
    lede_buf_release(&a->ended);
    return 0;
}

static answering *mine(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(1));
}

/* The error that no pcall of a recipe swallows. */
static int no_memory(lua_State *L)
{
    lua_pushliteral(L, "not enough memory");
    return lua_error(L);
}

static void add_length(lede_buf *b, size_t n)
{
    uint32_t length = (uint32_t)n;

    lede_buf_add(b, (const char *)&length, sizeof length);
}

/* Append the value at `at`; returns its length. */
static uint32_t add_packed(lua_State *L, int at, lede_buf *b)
{
    size_t from = b->n;

    lede_lua_pack(L, at, b);
    return (uint32_t)(b->n - from);
}

/* emit(key, value) */
static int emit(lua_State *L)
{
    answering *a = mine(L);
    int type = lua_type(L, 1);
    uint32_t lengths[2] = {0, 0};

    if (type != LUA_TSTRING && type != LUA_TNUMBER)
        return luaL_error(L, "emit: the key must be a string or a number, got %s", luaL_typename(L, 1));
    lua_settop(L, 2);
    if (lua_isnil(L, 2)) {
        lua_pushboolean(L, 1);
        lua_replace(L, 2);
    }
    a->emits.n = a->whole;
    lede_buf_add(&a->emits, (const char *)lengths, sizeof lengths);
    lengths[0] = add_packed(L, 1, &a->emits);
    lengths[1] = add_packed(L, 2, &a->emits);
    if (a->emits.failed)
        return no_memory(L);
    if (a->emits.n > a->most) {
        lua_pushvalue(L, lua_upvalueindex(2));
        lua_call(L, 0, 0);
    }
    memcpy(a->emits.s + a->whole, lengths, sizeof lengths);
    a->whole = a->emits.n;
    return 0;
}

/* close(asked) */
static int close_answer(lua_State *L)
{
    answering *a = mine(L);
    size_t n;
    const char *asked = luaL_checklstring(L, 1, &n);

    add_length(&a->ended, n);
    lede_buf_add(&a->ended, asked, n);
    add_length(&a->ended, a->whole);
    lede_buf_add(&a->ended, a->emits.s ? a->emits.s : "", a->whole);
    a->whole = 0;
    lede_buf_clear(&a->emits);
    return a->ended.failed ? no_memory(L) : 0;
}

/* take() -> answers */
static int take(lua_State *L)
{
    answering *a = mine(L);

    lede_lua_pushbuf(L, &a->ended);
    lede_buf_clear(&a->ended);
    return 1;
}

int emits_answering(lua_State *L)
{
    lua_Integer most = luaL_checkinteger(L, 1);
    answering *a;

    luaL_checktype(L, 2, LUA_TFUNCTION);
    a = lua_newuserdatauv(L, sizeof *a, 0);
    memset(a, 0, sizeof *a);
    a->most = (size_t)most;
    lua_newtable(L);
    lua_pushcfunction(L, answering_gc);
    lua_setfield(L, -2, "__gc");
    lua_setmetatable(L, 3);
    lua_pushvalue(L, 3);
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, emit, 2);
    lua_pushvalue(L, 3);
    lua_pushcclosure(L, close_answer, 1);
    lua_pushvalue(L, 3);
    lua_pushcclosure(L, take, 1);
    return 3;
}

/* --- reading --------------------------------------------------------------------------------------------- */

size_t emits_parts(lua_State *L, const char *s, size_t n, size_t at, emit_parts *p)
{
    uint32_t lengths[2];
    size_t left = n - at;

    if (left < sizeof lengths)
        luaL_error(L, "an emit is cut short");
    memcpy(lengths, s + at, sizeof lengths);
    left -= sizeof lengths;
    if (lengths[0] > left || lengths[1] > left - lengths[0])
        luaL_error(L, "an emit is cut short");
    at += sizeof lengths;
    *p = (emit_parts){s + at, s + at + lengths[0], lengths[0], lengths[1]};
    return at + lengths[0] + lengths[1];
}

void emits_push(lua_State *L, const char *s, size_t n)
{
    if (lede_lua_unpack(L, s, n) != n)
        luaL_error(L, "an emit is longer than its value");
}

int emits_list(lua_State *L)
{
    size_t n, at = 0;
    const char *s = luaL_checklstring(L, 1, &n);
    lua_Integer count = 0;
    emit_parts p;

    lua_newtable(L);
    while (at < n) {
        at = emits_parts(L, s, n, at, &p);
        lua_createtable(L, 2, 0);
        emits_push(L, p.key, p.key_n);
        lua_rawseti(L, -2, 1);
        emits_push(L, p.value, p.value_n);
        lua_rawseti(L, -2, 2);
        lua_rawseti(L, -2, ++count);
    }
    return 1;
}
