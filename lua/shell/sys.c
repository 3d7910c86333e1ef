/* sys: the terminal, the clock, files and Ctrl-C, as the program's Lua part needs them. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "shell.h"

static lua_State *running;
static volatile sig_atomic_t came;

/* The hook is armed by the signal only: armed always, it would slow tight loops down. */
static void stop(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    lua_sethook(L, NULL, 0, 0);
    luaL_error(L, "interrupted!");
}

static void on_interrupt(int sig)
{
    signal(sig, SIG_DFL);
    came = 1;
    if (running)
        lua_sethook(running, stop, LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
}

void lede_shell_catch(lua_State *L)
{
    struct sigaction sa;

    running = L;
    came = 0;
    memset(&sa, 0, sizeof sa);
    sa.sa_handler = on_interrupt;   /* no SA_RESTART: a read at the prompt ends */
    sigaction(SIGINT, &sa, NULL);
}

void lede_shell_release(void)
{
    if (running)
        lua_sethook(running, NULL, 0, 0);
    running = NULL;
    signal(SIGINT, SIG_DFL);
}

int lede_shell_interrupted(void)
{
    int was = came;

    came = 0;
    return was;
}

/* sys.catch(): from here on Ctrl-C raises "interrupted!"; sys.release(): no longer */
static int sys_catch(lua_State *L)
{
    lede_shell_catch(L);
    return 0;
}

static int sys_release(lua_State *L)
{
    (void)L;
    lede_shell_release();
    return 0;
}

/* sys.tty(fd) -> boolean */
static int sys_tty(lua_State *L)
{
    lua_pushboolean(L, isatty((int)luaL_checkinteger(L, 1)));
    return 1;
}

/* sys.width(fd) -> columns, or nil where it is no terminal */
static int sys_width(lua_State *L)
{
    struct winsize w;
    int fd = (int)luaL_checkinteger(L, 1);
    const char *columns = getenv("COLUMNS");
    long n = columns ? strtol(columns, NULL, 10) : 0;

    if (!isatty(fd))
        return 0;
    if (ioctl(fd, TIOCGWINSZ, &w) == 0 && w.ws_col > 0)
        n = w.ws_col;
    lua_pushinteger(L, n >= 20 ? n : 80);
    return 1;
}

/* sys.clock() -> seconds that only go forward */
static int sys_clock(lua_State *L)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    lua_pushnumber(L, (lua_Number)t.tv_sec + (lua_Number)t.tv_nsec / 1e9);
    return 1;
}

/* sys.kind(path) -> "file", "directory", "other", or nil, message */
static int sys_kind(lua_State *L)
{
    struct stat st;

    if (stat(luaL_checkstring(L, 1), &st) != 0) {
        luaL_pushfail(L);
        lua_pushstring(L, strerror(errno));
        return 2;
    }
    lua_pushstring(L, S_ISREG(st.st_mode) ? "file" : S_ISDIR(st.st_mode) ? "directory" : "other");
    return 1;
}

/* sys.mkdir(path): with its parents, for this user only -> true, or nil, message */
static int sys_mkdir(lua_State *L)
{
    size_t i, n;
    const char *path = luaL_checklstring(L, 1, &n);
    lede_buf *b = lede_lua_buf(L);

    lede_buf_add(b, path, n);
    if (b->failed || !n)
        return luaL_error(L, "no room or no name for a folder");
    for (i = 1; i <= n; i++) {
        char c = b->s[i];

        if (c != '/' && i < n)
            continue;
        b->s[i] = '\0';
        if (mkdir(b->s, 0700) != 0 && errno != EEXIST) {
            luaL_pushfail(L);
            lua_pushfstring(L, "'%s': %s", b->s, strerror(errno));
            return 2;
        }
        b->s[i] = c;
    }
    lua_pushboolean(L, 1);
    return 1;
}

/* sys.pid() -> the process's number, for names of temporary files */
static int sys_pid(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)getpid());
    return 1;
}

/* sys.flush() -> true, or nil, message where standard output could not be written, now or before */
static int sys_flush(lua_State *L)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout)) {
        lua_pushboolean(L, 1);
        return 1;
    }
    luaL_pushfail(L);
    lua_pushstring(L, errno ? strerror(errno) : "could not be written whole");
    return 2;
}

static const luaL_Reg functions[] = {
    {"catch", sys_catch},
    {"release", sys_release},
    {"tty", sys_tty},
    {"width", sys_width},
    {"clock", sys_clock},
    {"kind", sys_kind},
    {"mkdir", sys_mkdir},
    {"pid", sys_pid},
    {"flush", sys_flush},
    {NULL, NULL},
};

void lede_shell_add_sys(lua_State *L)
{
    luaL_setfuncs(L, functions, 0);
}
