/*
 * The worker: runs a stranger's recipe. It holds two pipes and a page of
 * shared memory, no store and no other file, and is killed by the parent when
 * a limit passes. Its Lua half is lua/lib/shell/worker.lua.
 */
#include <errno.h>
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "emits.h"
#include "folding.h"
#include "lede_lua.h"
#include "sandbox.h"
#include "wire.h"

/* Progress that the parent reads: which article of which batch is under way. */
static volatile uint64_t *progress;

static int read_all(void *to, size_t n)
{
    char *p = to;

    while (n) {
        ssize_t got = read(0, p, n);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return 0;
        p += got;
        n -= (size_t)got;
    }
    return 1;
}

static void write_all(const void *from, size_t n)
{
    const char *p = from;

    while (n) {
        ssize_t put = write(1, p, n);

        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            _exit(1);   /* the parent is gone */
        p += put;
        n -= (size_t)put;
    }
}

/* Push room for n bytes of emits: the same every time, as a frame of them is done with when the next one is read. */
static void *push_room(lua_State *L, size_t n)
{
    static const char key = 0;
    enum { LEAST = 512 << 10 };

    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &key) == LUA_TUSERDATA && lua_rawlen(L, -1) >= n)
        return lua_touserdata(L, -1);
    lua_pop(L, 1);
    lua_newuserdatauv(L, n < LEAST ? LEAST : n, 0);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &key);
    return lua_touserdata(L, -1);
}

/*
 * read() -> type, payload, its length; nothing at the end. Articles come as bytes that stay where they are, emits as
 * bytes that stay until the next are read, all else as a string.
 */
static int host_read(lua_State *L)
{
    unsigned char header[WIRE_HEADER];
    char type;
    luaL_Buffer b;
    size_t n;
    char *at;

    if (!read_all(header, sizeof header))
        return 0;
    n = wire_length(header);
    type = (char)header[4];
    if (n > WIRE_MAX)
        return luaL_error(L, "a frame of %d bytes", (int)n);
    lua_pushlstring(L, &type, 1);
    if (type == 'A')
        at = lua_newuserdatauv(L, n, 0);
    else
        at = type == 'E' ? push_room(L, n) : luaL_buffinitsize(L, &b, n);
    if (!read_all(at, n))
        return 0;
    if (type != 'A' && type != 'E')
        luaL_pushresultsize(&b, n);
    lua_pushinteger(L, (lua_Integer)n);
    return 3;
}

/* write(type, payload) */
static int host_write(lua_State *L)
{
    unsigned char header[WIRE_HEADER];
    const char *type = luaL_checkstring(L, 1);
    size_t n;
    const char *s = luaL_checklstring(L, 2, &n);

    if (n > WIRE_MAX)
        return luaL_error(L, "output limit: more than %d MB at once", WIRE_MAX >> 20);
    wire_header(header, *type, n);
    write_all(header, sizeof header);
    write_all(s, n);
    return 0;
}

/* mark(n): the n-th thing is under way */
static int host_mark(lua_State *L)
{
    if (progress)
        *progress = (uint64_t)luaL_checkinteger(L, 1);
    return 0;
}

/* seed(text): start math.random from the text */
static int host_seed(lua_State *L)
{
    size_t i, n;
    const char *s = luaL_checklstring(L, 1, &n);
    uint64_t h = 5381;

    for (i = 0; i < n; i++)
        h = h * 33 + (unsigned char)s[i];
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushinteger(L, (lua_Integer)(h & 0x7FFFFFFFFFFF));
    lua_call(L, 1, 0);
    return 0;
}

/* seal(): no system call from here on but reading, writing and memory */
static int host_seal(lua_State *L)
{
    const char *bad = wall_calls();

    return bad ? luaL_error(L, "the kernel refused the sandbox: %s", bad) : 0;
}

/* quit(): end the process, whatever is on the stack */
static int host_quit(lua_State *L)
{
    (void)L;
    _exit(0);
}

/* metatable(name) -> the registered metatable of a userdata type, or nil */
static int host_metatable(lua_State *L)
{
    luaL_getmetatable(L, luaL_checkstring(L, 1));
    return 1;
}

/* Whether the registry entry on the stack (key, value) is the metatable of a type of ours. */
static int is_our_metatable(lua_State *L)
{
    int named;

    if (lua_type(L, -2) != LUA_TSTRING || !lua_istable(L, -1) || strncmp(lua_tostring(L, -2), "lede.", 5) != 0)
        return 0;
    lua_pushliteral(L, "__name");
    named = lua_rawget(L, -2) != LUA_TNIL;
    lua_pop(L, 1);
    return named;
}

/* hide_all(): scripts can neither read nor change the metatables of our types */
static int host_hide_all(lua_State *L)
{
    for (lua_pushnil(L); lua_next(L, LUA_REGISTRYINDEX); lua_pop(L, 1)) {
        if (is_our_metatable(L)) {
            lua_pushboolean(L, 0);
            lua_setfield(L, -2, "__metatable");
        }
    }
    return 0;
}

/* lib(name) -> what lua/lib/NAME.lua returns */
static int host_lib(lua_State *L)
{
    lede_lua_lib(L, luaL_checkstring(L, 1));
    return 1;
}

static const luaL_Reg host[] = {
    {"read", host_read},         {"write", host_write},   {"mark", host_mark},
    {"seal", host_seal},         {"metatable", host_metatable}, {"hide_all", host_hide_all},
    {"unpack", wire_unpack},     {"lib", host_lib},       {"quit", host_quit},
    {"answering", emits_answering}, {"folding", folding_new}, {NULL, NULL},
};

static const luaL_Reg libs[] = {
    {LUA_GNAME, luaopen_base},         {LUA_STRLIBNAME, luaopen_string}, {LUA_TABLIBNAME, luaopen_table},
    {LUA_MATHLIBNAME, luaopen_math},   {LUA_UTF8LIBNAME, luaopen_utf8},  {LUA_COLIBNAME, luaopen_coroutine},
    {LUA_DBLIBNAME, luaopen_debug},   /* for our own code: a recipe's globals are another table */
    {NULL, NULL},
};

static int work(lua_State *L)
{
    const luaL_Reg *l;

    for (l = libs; l->name; l++) {
        luaL_requiref(L, l->name, l->func, 1);
        lua_pop(L, 1);
    }
    luaL_requiref(L, "lede", luaopen_lede, 1);
    lua_pop(L, 1);
    lede_lua_lib(L, "shell/worker");
    luaL_newlib(L, host);
    lua_getglobal(L, LUA_DBLIBNAME);
    lua_setfield(L, -2, "debug");
    lua_getglobal(L, LUA_MATHLIBNAME);
    lua_getfield(L, -1, "randomseed");
    lua_pushcclosure(L, host_seed, 1);
    lua_setfield(L, -3, "seed");
    lua_pop(L, 1);
    lua_call(L, 1, 0);
    return 0;
}

/* A last word that needs no Lua memory. */
static void say_error(const char *message)
{
    unsigned char header[WIRE_HEADER];
    size_t n = strlen(message);

    wire_header(header, 'X', n);
    write_all(header, sizeof header);
    write_all(message, n);
}

int worker_main(int argc, char **argv)
{
    memory_cap cap = {0, argc > 0 ? (size_t)strtoull(argv[0], NULL, 10) : 0};
    const char *bad = wall_limits(cap.most);
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, 3, 0);
    lua_State *L;
    int status;

    progress = page == MAP_FAILED ? NULL : page;
    close(3);
    close(2);
    if (bad) {
        say_error(bad);
        return 1;
    }
    L = lua_newstate(capped_alloc, &cap);
    if (!L)
        return 1;
    lua_gc(L, LUA_GCGEN, 0, 0);
    lua_pushcfunction(L, work);
    status = lua_pcall(L, 0, 0, 0);
    if (status != LUA_OK)
        say_error(status == LUA_ERRMEM ? "memory limit" : lua_tostring(L, -1) ? lua_tostring(L, -1) : "an error without a message");
    _exit(status == LUA_OK ? 0 : 1);
}
