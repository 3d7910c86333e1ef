/* lede: the program. Makes the Lua state and hands over to lua/lib/shell/main.lua. */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "process.h"
#include "sandbox.h"
#include "shell.h"

/* main(argc, argv) -> exit status */
static int run(lua_State *L)
{
    int i, argc = (int)lua_tointeger(L, 1);
    char **argv = lua_touserdata(L, 2);

    luaL_openlibs(L);
    luaL_requiref(L, "lede", luaopen_lede, 1);
    lua_settop(L, 0);
    lede_lua_lib(L, "shell/main");
    lua_newtable(L);
    lede_shell_add_sys(L);
    lede_shell_add_line(L);
    lede_shell_add_process(L);
    lua_createtable(L, argc, 1);
    for (i = 0; i < argc; i++) {
        lua_pushstring(L, argv[i]);
        lua_rawseti(L, -2, i);
    }
    lua_call(L, 2, 1);
    return 1;
}

/*
 * What is freed is asked for again at the next article, and memory that the
 * system gives anew costs more than the work done in it.
 */
static void keep_memory(void)
{
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
}

int main(int argc, char **argv)
{
    lua_State *L;
    int status;

    if (argc >= 3 && strcmp(argv[1], "--worker") == 0)
        return worker_main(argc - 2, argv + 2);
    keep_memory();
    L = luaL_newstate();
    if (!L) {
        fputs("lede: out of memory\n", stderr);
        return 1;
    }
    lua_gc(L, LUA_GCGEN, 0, 0);
    lua_pushcfunction(L, run);
    lua_pushinteger(L, argc);
    lua_pushlightuserdata(L, argv);
    if (lua_pcall(L, 2, 1, 0) == LUA_OK) {
        status = (int)lua_tointeger(L, -1);
    } else {
        fprintf(stderr, "lede: %s\n", luaL_tolstring(L, -1, NULL));
        status = 1;
    }
    lua_close(L);
    return status;
}
