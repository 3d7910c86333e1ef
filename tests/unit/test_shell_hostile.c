/*
 * lua/shell/{pool,sandbox}.c against a worker that obeys nobody. This program
 * is its own worker: the pool starts /proc/self/exe with --worker, and what it
 * is told first says how it is to misbehave.
 */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <lauxlib.h>
#include <lualib.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lede_lua.h"
#include "shell/pool.h"
#include "shell/sandbox.h"
#include "shell/wire.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

/* --- the worker ----------------------------------------------------------------------------------------- */

static void put(const void *s, size_t n)
{
    if (write(1, s, n) != (ssize_t)n)
        _exit(1);
}

static void put_frame(char type, size_t claimed, const char *s, size_t n)
{
    unsigned char header[WIRE_HEADER];

    wire_header(header, type, claimed);
    put(header, sizeof header);
    put(s, n);
}

static int misbehave(void)
{
    static const char zeros[65536];
    char told[WIRE_HEADER + 1];

    if (read(0, told, sizeof told) != (ssize_t)sizeof told)
        return 1;
    switch (told[WIRE_HEADER]) {
    case 'L': put_frame('P', 0xFFFFFFFF, "x", 1); break;
    case 'W': put_frame('P', WIRE_MAX + 1, "x", 1); break;
    case 'Q': for (;;) put_frame('P', 1, "x", 1);
    case 'T': put_frame('?', 1, "x", 1); break;
    case 'F': for (;;) put_frame('O', 65536, zeros, sizeof zeros);
    case 'H': put("\1\0", 2); return 0;
    case 'C': put_frame('P', 100, "short", 5); return 0;
    case 'K': raise(SIGSEGV); break;
    case 'X': return 0;
    default: break;
    }
    for (;;)
        pause();
}

/* --- the parent ------------------------------------------------------------------------------------------- */

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static const char feeding[] =
    "local new, kind = ...\n"
    "local pool <close> = assert(new(2, 64 << 20))\n"
    "pool:say('I', kind)\n"
    "local n = 0\n"
    "local function feed(_, frame)\n"
    "  n = n + 1\n"
    "  if n > 4 then return false end\n"
    "  frame:article(lede.article {body = ('x'):rep(300000)}, 'id', '')\n"
    "  return true\n"
    "end\n"
    "local function take(_, type) if type ~= 'P' then return 'protocol: an unexpected frame' end end\n"
    "local _, message = pool:each(feed, take, 1)\n"
    "return message or 'no complaint'\n";

static const char hearing[] =
    "local new, kind = ...\n"
    "local pool <close> = assert(new(1, 64 << 20))\n"
    "pool:say('I', kind)\n"
    "local type, message = pool:hear(1)\n"
    "return type and 'a frame ' .. type or message\n";

/* What the pool says of such a worker; it ends within its limit of a second, and no process is left. */
static const char *complaint(const char *script, const char *kind)
{
    static char said[200];
    lua_State *L = luaL_newstate();
    double began = now();
    int status;

    luaL_openlibs(L);
    luaL_requiref(L, "lede", luaopen_lede, 1);
    pool_open(L);
    lua_settop(L, 0);
    CHECK(luaL_loadstring(L, script) == LUA_OK);
    lua_pushcfunction(L, pool_new);
    lua_pushstring(L, kind);
    (void)lua_pcall(L, 2, 1, 0);
    snprintf(said, sizeof said, "%s", lua_tostring(L, -1));
    lua_close(L);
    if (!SANITIZED && now() - began > 1.3 && !getenv("LEDE_VALGRIND"))
        printf("# '%s' took %.2f s\n", kind, now() - began);
    CHECK(now() - began < 20);   /* a busy machine; the line before says it where it is worth a look */
    CHECK(waitpid(-1, &status, WNOHANG) < 0 && errno == ECHILD);
    return said;
}

static void lengths_are_checked(void)
{
    EQ_STR(complaint(feeding, "L"), "output limit: a frame of more than 32 MB");
    EQ_STR(complaint(feeding, "W"), "output limit: a frame of more than 32 MB");
    EQ_STR(complaint(hearing, "W"), "output limit: a frame of more than 32 MB");
}

static void answers_need_a_question(void)
{
    EQ_STR(complaint(feeding, "Q"), "protocol: an answer to no question");
}

static void unknown_frames_are_refused(void)
{
    EQ_STR(complaint(feeding, "T"), "protocol: an unexpected frame");
    EQ_STR(complaint(feeding, "F"), "protocol: an unexpected frame");
}

static void frames_cut_short_are_no_frames(void)
{
    EQ_STR(complaint(feeding, "H"), "it ended too early");
    EQ_STR(complaint(feeding, "C"), "it ended too early");
    EQ_STR(complaint(hearing, "H"), "it ended too early");
}

static void a_crash_is_told(void)
{
    const char *said = complaint(hearing, "K");

    CHECK(SANITIZED || strstr(said, "it crashed") != NULL);
    EQ_STR(complaint(hearing, "X"), "it ended too early");
}

static void silence_meets_the_limit(void)
{
    EQ_STR(complaint(feeding, "S"), "time limit");
    EQ_STR(complaint(hearing, "S"), "time limit");
}

/* --- the walls ---------------------------------------------------------------------------------------------- */

static char walls[40];   /* a file that nothing behind the walls may touch */

static void forks(void) { (void)fork(); }
static void signals(void) { kill(getppid(), SIGTERM); }
static void connects(void) { (void)socket(AF_INET, SOCK_STREAM, 0); }
static void executes(void) { execl("/bin/true", "true", (char *)NULL); }
static void unlinks(void) { unlink(walls); }
static void opens(void) { _exit(open(walls, O_RDWR) < 0 && errno == EACCES ? 7 : 1); }

/* How a process behind the walls ends that tries this: 0 by its own will, else the signal. */
static int tries(void (*attempt)(void), int *status)
{
    pid_t pid = fork();

    if (pid == 0) {
        if (wall_calls())
            _exit(2);
        attempt();
        _exit(0);
    }
    waitpid(pid, status, 0);
    return WIFSIGNALED(*status) ? WTERMSIG(*status) : 0;
}

static void the_kernel_keeps_the_walls(void)
{
    int status;

    snprintf(walls, sizeof walls, "/tmp/lede-walls-%ld", (long)getpid());
    close(open(walls, O_CREAT | O_WRONLY, 0600));
    EQ_INT(tries(forks, &status), SIGSYS);
    EQ_INT(tries(signals, &status), SIGSYS);
    EQ_INT(tries(connects, &status), SIGSYS);
    EQ_INT(tries(executes, &status), SIGSYS);
    EQ_INT(tries(unlinks, &status), SIGSYS);
    EQ_INT(tries(opens, &status), 0);
    EQ_INT(WEXITSTATUS(status), 7);
    EQ_INT(access(walls, F_OK), 0);
    unlink(walls);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--worker") == 0)
        return misbehave();
    RUN(lengths_are_checked, "a frame that claims to be too long ends the run");
    RUN(answers_need_a_question, "an answer to no question ends the run");
    RUN(unknown_frames_are_refused, "frames of unknown types end the run, however many");
    RUN(frames_cut_short_are_no_frames, "a worker that ends within a frame is told from one that answered");
    RUN(a_crash_is_told, "a crash is told as one");
    RUN(silence_meets_the_limit, "a worker that says nothing and reads nothing meets the limit of time");
    if (SANITIZED)
        SKIP("the kernel ends what forks, signals, connects, executes or removes", "the sanitizer needs those calls");
    else
        RUN(the_kernel_keeps_the_walls, "the kernel ends what forks, signals, connects, executes or removes, and opens nothing");
    return END();
}
