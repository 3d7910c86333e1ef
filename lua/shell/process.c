/* What the recipe runner asks of the system: workers, folders, hashes, other programs. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <spawn.h>
#include <stdlib.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "emits.h"
#include "lede_lua.h"
#include "pool.h"
#include "process.h"

extern char **environ;

/* sys.list(folder) -> names in byte order, without hidden ones; nil, message */
static int sys_list(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);
    struct dirent **entries;
    int i, n = scandir(path, &entries, NULL, NULL), count = 0;

    if (n < 0) {
        luaL_pushfail(L);
        lua_pushfstring(L, "%s: %s", path, strerror(errno));
        return 2;
    }
    lua_createtable(L, n, 0);
    for (i = 0; i < n; i++) {
        if (entries[i]->d_name[0] != '.') {
            lua_pushstring(L, entries[i]->d_name);
            lua_rawseti(L, -2, ++count);
        }
        free(entries[i]);
    }
    free(entries);
    lua_getglobal(L, "table");
    lua_getfield(L, -1, "sort");
    lua_pushvalue(L, -3);
    lua_call(L, 1, 0);
    lua_pop(L, 1);
    return 1;
}

/* sys.exe() -> the program's own path */
static int sys_exe(lua_State *L)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path);

    lua_pushlstring(L, path, n > 0 ? (size_t)n : 0);
    return 1;
}

/* sys.call(program, argument...) -> true, or nil, message; found on the PATH, given no shell and no input */
static int sys_call(lua_State *L)
{
    int i, n = lua_gettop(L), status;
    char **argv = lua_newuserdatauv(L, sizeof *argv * ((size_t)n + 1), 0);
    posix_spawn_file_actions_t files;
    pid_t pid;

    for (i = 0; i < n; i++)
        argv[i] = (char *)(uintptr_t)luaL_checkstring(L, i + 1);
    argv[n] = NULL;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, 2, 1);
    status = posix_spawnp(&pid, argv[0], &files, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&files);
    if (status != 0) {
        luaL_pushfail(L);
        lua_pushfstring(L, "%s: %s", argv[0], strerror(status));
        return 2;
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        lua_pushboolean(L, 1);
        return 1;
    }
    luaL_pushfail(L);
    lua_pushfstring(L, "%s ended with status %d", argv[0], WIFEXITED(status) ? WEXITSTATUS(status) : -1);
    return 2;
}

/* sys.sha256(s) -> 64 hexadecimal digits */
static int sha256(lua_State *L)
{
    size_t n;
    const char *s = luaL_checklstring(L, 1, &n);
    char hex[65];

    lede_sha256_hex(s, n, hex);
    lua_pushstring(L, hex);
    return 1;
}

/* sys.cores() -> how many processors this process may use */
static int sys_cores(lua_State *L)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    lua_pushinteger(L, n > 0 ? n : 1);
    return 1;
}

/*
 * sys.roomy(bytes): what is allocated next lies in large pages, where the kernel has them. A fault costs 15 us in some
 * virtual machines, and those of 64 MB are then 32 in place of 16,384. Memory that is never touched is never taken.
 */
static int sys_roomy(lua_State *L)
{
    size_t n = (size_t)luaL_checkinteger(L, 1), page = 4096;
    int ours = mallopt(M_MMAP_THRESHOLD, 32 << 20) && mallopt(M_TRIM_THRESHOLD, (int)n * 2) && mallopt(M_TOP_PAD, (int)n);
    char *p = ours ? malloc(1 << 20) : NULL, *end = sbrk(0);   /* the heap grows by that and the pad */

    if (p && p < end)
        madvise(p + (page - (uintptr_t)p % page), (size_t)(end - p) / page * page - page, MADV_HUGEPAGE);
    free(p);
    mallopt(M_TOP_PAD, 1 << 20);
    return 0;
}

static const luaL_Reg functions[] = {
    {"list", sys_list}, {"exe", sys_exe}, {"call", sys_call}, {"pool", pool_new},
    {"sha256", sha256}, {"cores", sys_cores}, {"roomy", sys_roomy}, {"emits", emits_list}, {NULL, NULL},
};

void lede_shell_add_process(lua_State *L)
{
    pool_open(L);
    luaL_setfuncs(L, functions, 0);
}
