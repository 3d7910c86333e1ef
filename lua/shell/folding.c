#include "folding.h"

#include <lauxlib.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "emits.h"
#include "lede_lua.h"

/*
 * Values lie one behind the other in `values` as {where the next of its key is,
 * its length, its bytes}: tables of Lua for each would cost many times the room.
 */
typedef struct head {
    uint64_t next;       /* comes first: it is written once there is a next one; NONE until then */
    uint32_t n;
} head;

#define NONE UINT64_MAX

typedef struct entry {
    uint64_t hash, key, first, last;   /* where the packed key lies in `keys`, its values in `values` */
    uint32_t key_n, count;             /* count: of values, one more where some were taken before */
} entry;

typedef struct folding {
    lede_buf keys, values;
    entry *entries;
    size_t n, room;
    uint32_t *slots;     /* of the hash table: an entry's place from 1; a power of two, twice as many as entries at least */
    size_t slot_n;
    size_t gone;         /* bytes of `values` that were taken */
    uint32_t most;
} folding;

static folding *check(lua_State *L)
{
    return luaL_checkudata(L, 1, "lede.folding");
}

static int folding_gc(lua_State *L)
{
    folding *f = check(L);

    lede_buf_release(&f->keys);
    lede_buf_release(&f->values);
    free(f->entries);
    free(f->slots);
    memset(f, 0, sizeof *f);
    return 0;
}

/* --- keys ------------------------------------------------------------------------------------------------ */

static uint64_t hash_of(const char *s, size_t n)
{
    uint64_t h = 14695981039346656037u;   /* FNV-1a */
    size_t i;

    for (i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 1099511628211u;
    return h ^ h >> 32;
}

static void put_slot(uint32_t *slots, size_t slot_n, uint64_t hash, size_t place)
{
    size_t i = hash & (slot_n - 1);

    while (slots[i])
        i = (i + 1) & (slot_n - 1);
    slots[i] = (uint32_t)place + 1;
}

/* Room for one more entry. 0 when memory ran out. */
static int grow(folding *f)
{
    size_t i, room = f->room ? 2 * f->room : 1024, slot_n = 2 * room;
    entry *entries;
    uint32_t *slots;

    if (f->n < f->room)
        return 1;
    slots = room < UINT32_MAX ? calloc(slot_n, sizeof *slots) : NULL;
    entries = slots ? realloc(f->entries, room * sizeof *entries) : NULL;
    if (!entries) {
        free(slots);
        return 0;
    }
    for (i = 0; i < f->n; i++)
        put_slot(slots, slot_n, entries[i].hash, i);
    free(f->slots);
    f->slots = slots;
    f->slot_n = slot_n;
    f->entries = entries;
    f->room = room;
    return 1;
}

/* The entry of the packed key, made where there is none; NULL when memory ran out. */
static entry *find(folding *f, const char *s, size_t n)
{
    uint64_t hash = hash_of(s, n);
    size_t i;
    entry *e;

    if (!grow(f))
        return NULL;
    for (i = hash & (f->slot_n - 1); f->slots[i]; i = (i + 1) & (f->slot_n - 1)) {
        e = &f->entries[f->slots[i] - 1];
        if (e->hash == hash && e->key_n == n && memcmp(f->keys.s + e->key, s, n) == 0)
            return e;
    }
    e = &f->entries[f->n];
    *e = (entry){hash, f->keys.n, NONE, NONE, (uint32_t)n, 0};
    lede_buf_add(&f->keys, s, n);
    f->slots[i] = (uint32_t)++f->n;
    return f->keys.failed ? NULL : e;
}

/* --- values ---------------------------------------------------------------------------------------------- */

static head head_at(const folding *f, uint64_t at)
{
    head h;

    memcpy(&h, f->values.s + at, sizeof h);
    return h;
}

static int put_value(lede_buf *values, entry *e, const char *s, uint32_t n)
{
    head h = {NONE, n};
    uint64_t at = values->n;

    lede_buf_add(values, (const char *)&h, sizeof h);
    lede_buf_add(values, s, n);
    if (values->failed)
        return 0;
    if (e->last == NONE)
        e->first = at;
    else
        memcpy(values->s + e->last, &at, sizeof at);
    e->last = at;
    return 1;
}

/* Give back the room of what was taken once that is the most of it. 0 when memory ran out. */
static int shrink(folding *f)
{
    lede_buf left;
    size_t i;
    int ok = 1;

    if (f->gone < 1 << 20 || f->gone < f->values.n / 2)
        return 1;
    lede_buf_init(&left);
    for (i = 0; i < f->n && ok; i++) {
        entry *e = &f->entries[i];
        uint64_t at = e->first;

        for (e->first = e->last = NONE; at != NONE && ok;) {
            head h = head_at(f, at);

            ok = put_value(&left, e, f->values.s + at + sizeof h, h.n);
            at = h.next;
        }
    }
    lede_buf_release(&f->values);
    f->values = left;
    f->gone = 0;
    return ok;
}

/* --- Lua --------------------------------------------------------------------------------------------------- */

/* The error that no pcall of a recipe swallows. */
static int no_memory(lua_State *L)
{
    lua_pushliteral(L, "not enough memory");
    return lua_error(L);
}

static int folding_add(lua_State *L)
{
    folding *f = check(L);
    size_t n = (size_t)luaL_checkinteger(L, 3), at = (size_t)luaL_checkinteger(L, 4);
    const char *s;
    emit_parts p;

    luaL_checktype(L, 2, LUA_TUSERDATA);
    luaL_argcheck(L, n <= lua_rawlen(L, 2), 3, "more than there is");
    s = lua_touserdata(L, 2);
    while (at < n) {
        entry *e;

        at = emits_parts(L, s, n, at, &p);
        e = find(f, p.key, p.key_n);
        if (!e || !put_value(&f->values, e, p.value, p.value_n))
            return no_memory(L);
        if (++e->count == f->most) {
            lua_pushinteger(L, (lua_Integer)at);
            lua_pushinteger(L, (lua_Integer)(e - f->entries) + 1);
            return 2;
        }
    }
    lua_pushnil(L);
    return 1;
}

static int folding_take(lua_State *L)
{
    folding *f = check(L);
    lua_Integer i = luaL_checkinteger(L, 2), k = 0;
    entry *e;
    uint64_t at;

    luaL_argcheck(L, i >= 1 && (size_t)i <= f->n, 2, "no such key");
    e = &f->entries[i - 1];
    lua_settop(L, 3);
    emits_push(L, f->keys.s + e->key, e->key_n);
    lua_createtable(L, (int)e->count, 0);
    if (!lua_isnil(L, 3)) {
        lua_pushvalue(L, 3);
        lua_rawseti(L, 5, ++k);
    }
    for (at = e->first; at != NONE;) {
        head h = head_at(f, at);

        emits_push(L, f->values.s + at + sizeof h, h.n);
        lua_rawseti(L, 5, ++k);
        f->gone += sizeof h + h.n;
        at = h.next;
    }
    e->first = e->last = NONE;
    e->count = 1;
    return shrink(f) ? 2 : no_memory(L);
}

static int folding_len(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)check(L)->n);
    return 1;
}

/* folding:results() -> an empty table with room for as many keys as there are */
static int folding_results(lua_State *L)
{
    size_t n = check(L)->n;

    lua_createtable(L, 0, n < INT_MAX ? (int)n : INT_MAX);
    return 1;
}

int folding_new(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"add", folding_add}, {"take", folding_take}, {"results", folding_results}, {NULL, NULL},
    };
    lua_Integer most = luaL_checkinteger(L, 1);
    folding *f = lua_newuserdatauv(L, sizeof *f, 0);

    memset(f, 0, sizeof *f);
    f->most = (uint32_t)most;
    if (luaL_newmetatable(L, "lede.folding")) {
        lua_pushcfunction(L, folding_gc);
        lua_setfield(L, -2, "__gc");
        lua_pushcfunction(L, folding_len);
        lua_setfield(L, -2, "__len");
        luaL_newlib(L, methods);
        lua_setfield(L, -2, "__index");
    }
    lua_setmetatable(L, -2);
    return 1;
}
