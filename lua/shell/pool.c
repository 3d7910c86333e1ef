/*
 * The parent's side of the workers: starts them, feeds them by non-blocking
 * poll in bounded frames, reads what they say as hostile, kills the one that
 * passes a limit, and reaps them all.
 *
 *     local pool = pool_new(jobs, memory)
 *     pool:say(type, payload)                       to every worker
 *     pool:hear(seconds) -> type, payload           from the first worker
 *     pool:each(feed, take, seconds, tick)          batches through all workers
 *     pool:close()
 */
#include "pool.h"

#include <errno.h>
#include <fcntl.h>
#include <lauxlib.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lede_lua.h"
#include "wire.h"

enum { MAX_WORKERS = 64, IN_FLIGHT = 2, TICK_MS = 20, PIPE = 1 << 20 };
enum { FRAME = 6 };   /* where pool:each has its frame on the stack */

typedef struct worker {
    pid_t pid;
    int to, from;                 /* our ends of its pipes, -1 when closed */
    volatile uint64_t *progress;  /* shared page: (batch << 20) | article, counted from 1 */
    lede_buf out, in;
    size_t out_at, in_at;
    uint64_t seen;                /* its progress at `since` */
    double since;
    lua_Integer batches[IN_FLIGHT];
    int in_flight;
} worker;

typedef struct pool {
    int n, closed;
    worker workers[MAX_WORKERS];
} pool;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void shut(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void kill_worker(worker *w)
{
    int status;

    shut(&w->to);
    shut(&w->from);
    if (w->pid > 0) {
        kill(w->pid, SIGKILL);
        while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
            continue;
    }
    w->pid = 0;
    if (w->progress)
        munmap((void *)(uintptr_t)w->progress, 4096);
    w->progress = NULL;
    lede_buf_release(&w->out);
    lede_buf_release(&w->in);
}

static int pool_close(lua_State *L)
{
    pool *p = luaL_checkudata(L, 1, "lede.pool");
    int i;

    for (i = 0; i < p->n; i++)
        kill_worker(&p->workers[i]);
    p->n = 0;
    p->closed = 1;
    return 0;
}

/* The child's descriptors: 0 and 1 its pipes, 3 the page, 2 ours until its walls stand, nothing else. */
static int spawn(worker *w, int in, int out, int page, size_t memory)
{
    char size[32];
    char *argv[] = {(char[]){"lede"}, (char[]){"--worker"}, size, NULL};
    /* Large pages where the kernel has them on demand: a fold touches much fresh memory, and every fault costs. */
    char *envp[] = {(char[]){"LC_ALL=C"}, (char[]){"GLIBC_TUNABLES=glibc.malloc.hugetlb=1"}, NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    sigset_t none, all;
    int status;

    snprintf(size, sizeof size, "%zu", memory);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attr);
    sigemptyset(&none);
    sigfillset(&all);
    sigdelset(&all, SIGINT);
    posix_spawnattr_setsigmask(&attr, &none);
    posix_spawnattr_setsigdefault(&attr, &all);
    posix_spawnattr_setpgroup(&attr, 0);   /* a Ctrl-C at the terminal is the parent's to handle */
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    posix_spawn_file_actions_adddup2(&files, in, 0);
    posix_spawn_file_actions_adddup2(&files, out, 1);
    posix_spawn_file_actions_adddup2(&files, page, 3);
    posix_spawn_file_actions_addclosefrom_np(&files, 4);
    status = posix_spawn(&w->pid, "/proc/self/exe", &files, &attr, argv, envp);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attr);
    return status;
}

/* Move a descriptor above the ones that the child's own are put on. */
static int move_high(int fd)
{
    int high = fcntl(fd, F_DUPFD_CLOEXEC, 10);

    close(fd);
    return high;
}

static const char *start(worker *w, size_t memory)
{
    int down[2] = {-1, -1}, up[2] = {-1, -1}, page, status;
    void *shared;

    w->to = w->from = -1;
    page = memfd_create("lede-progress", MFD_CLOEXEC);
    if (page < 0 || ftruncate(page, 4096) != 0 || pipe(down) != 0 || pipe(up) != 0)
        return strerror(errno);
    page = move_high(page);
    shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, page, 0);
    if (shared == MAP_FAILED)
        return strerror(errno);
    w->progress = shared;
    down[0] = move_high(down[0]);
    up[1] = move_high(up[1]);
    w->to = move_high(down[1]);
    w->from = move_high(up[0]);
    status = spawn(w, down[0], up[1], page, memory);
    close(down[0]);
    close(up[1]);
    close(page);
    if (status != 0) {
        w->pid = 0;
        return strerror(status);
    }
    /* A batch in one write: the default size costs a wake-up each 64 KB. Refused where the user has many pipes. */
    fcntl(w->to, F_SETPIPE_SZ, PIPE);
    fcntl(w->to, F_SETFL, O_NONBLOCK);
    fcntl(w->from, F_SETFL, O_NONBLOCK);
    w->since = now();
    return NULL;
}

/* pool_new(jobs, memory) -> pool, or nil, message */
int pool_new(lua_State *L)
{
    lua_Integer jobs = luaL_checkinteger(L, 1);
    size_t memory = (size_t)luaL_checkinteger(L, 2);
    pool *p = lua_newuserdatauv(L, sizeof *p, 0);
    int i;

    memset(p, 0, sizeof *p);
    luaL_setmetatable(L, "lede.pool");
    signal(SIGPIPE, SIG_IGN);
    if (jobs < 1 || jobs > MAX_WORKERS)
        return luaL_argerror(L, 1, "1 to 64 workers");
    for (i = 0; i < jobs; i++) {
        const char *why = start(&p->workers[p->n++], memory);

        if (why) {
            luaL_pushfail(L);
            lua_pushfstring(L, "a worker could not be started: %s", why);
            return 2;
        }
    }
    return 1;
}

static pool *check_pool(lua_State *L)
{
    pool *p = luaL_checkudata(L, 1, "lede.pool");

    luaL_argcheck(L, !p->closed, 1, "the pool is closed");
    return p;
}

static void queue(worker *w, char type, const char *s, size_t n)
{
    unsigned char header[WIRE_HEADER];

    wire_header(header, type, n);
    lede_buf_add(&w->out, (const char *)header, sizeof header);
    lede_buf_add(&w->out, s, n);
}

/* Send what the pipe takes. 0 when the worker is gone. */
static int send_some(worker *w)
{
    while (w->out_at < w->out.n) {
        ssize_t n = write(w->to, w->out.s + w->out_at, w->out.n - w->out_at);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno == EAGAIN;
        w->out_at += (size_t)n;
    }
    lede_buf_clear(&w->out);
    w->out_at = 0;
    return 1;
}

/* Read what is there. 0 at its end. */
static int read_some(worker *w)
{
    char piece[65536];
    ssize_t n;

    if (w->in_at && w->in_at == w->in.n) {
        lede_buf_clear(&w->in);
        w->in_at = 0;
    } else if (w->in_at > (1u << 20)) {
        memmove(w->in.s, w->in.s + w->in_at, w->in.n - w->in_at);
        w->in.n -= w->in_at;
        w->in_at = 0;
    }
    do
        n = read(w->from, piece, sizeof piece);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return errno == EAGAIN;
    if (n == 0)
        return 0;
    lede_buf_add(&w->in, piece, (size_t)n);
    return !w->in.failed;
}

/* A whole frame of its output: 1 and the frame, 0 for not yet, -1 for a forged length. */
static int frame(worker *w, char *type, const char **s, size_t *n)
{
    size_t have = w->in.n - w->in_at;

    if (have < WIRE_HEADER)
        return 0;
    *n = wire_length((const unsigned char *)w->in.s + w->in_at);
    if (*n > WIRE_MAX)
        return -1;
    if (have - WIRE_HEADER < *n)
        return 0;
    *type = w->in.s[w->in_at + 4];
    *s = w->in.s + w->in_at + WIRE_HEADER;
    w->in_at += WIRE_HEADER + *n;
    return 1;
}

/* How a worker that is gone ended, in words. Reaps it. */
static void push_end(lua_State *L, worker *w)
{
    int status = 0;

    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    w->pid = 0;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
        lua_pushliteral(L, "sandbox: it asked the system for what no recipe may do");
    else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        lua_pushliteral(L, "memory limit or a kill from outside");
    else if (WIFSIGNALED(status))
        lua_pushfstring(L, "it crashed (%s)", strsignal(WTERMSIG(status)));
    else
        lua_pushliteral(L, "it ended too early");
}

/* fail: nil, message, progress of the worker at fault */
static int fail(lua_State *L, worker *w, const char *message)
{
    luaL_pushfail(L);
    if (message)
        lua_pushstring(L, message);
    else
        push_end(L, w);
    lua_pushinteger(L, w->progress ? (lua_Integer)*w->progress : 0);
    return 3;
}

/* pool:say(type, payload) */
static int pool_say(lua_State *L)
{
    pool *p = check_pool(L);
    const char *type = luaL_checkstring(L, 2);
    size_t n;
    const char *s = luaL_checklstring(L, 3, &n);
    int i;

    luaL_argcheck(L, n <= WIRE_MAX, 3, "payload too large");
    for (i = 0; i < p->n; i++) {
        queue(&p->workers[i], *type, s, n);
        (void)send_some(&p->workers[i]);   /* what it cannot take now goes later; that it is gone is heard */
        p->workers[i].since = now();
    }
    return 0;
}

/*
 * pool:hear(seconds) -> type, payload of the next frame of the first worker;
 * or nil, message. What is queued for it is sent meanwhile.
 */
static int pool_hear(lua_State *L)
{
    pool *p = check_pool(L);
    double seconds = luaL_checknumber(L, 2);
    int which = (int)luaL_optinteger(L, 3, 1) - 1;
    worker *w;

    luaL_argcheck(L, which >= 0 && which < p->n, 3, "no such worker");
    w = &p->workers[which];
    for (w->since = now();;) {
        struct pollfd fds[2] = {{w->from, POLLIN, 0}, {w->to, POLLOUT, 0}};
        char type;
        const char *s;
        size_t n;
        int got = frame(w, &type, &s, &n), alive;

        if (got < 0)
            return fail(L, w, "output limit: a frame of more than 32 MB");
        if (got) {
            lua_pushlstring(L, &type, 1);
            lua_pushlstring(L, s, n);
            return 2;
        }
        alive = send_some(w);
        if (poll(fds, w->out_at < w->out.n ? 2 : 1, TICK_MS) < 0 && errno != EINTR)
            return fail(L, w, strerror(errno));
        if (fds[0].revents && !read_some(w) && frame(w, &type, &s, &n) == 0)
            return fail(L, w, NULL);
        if (!alive && !fds[0].revents)
            return fail(L, w, NULL);
        if (now() - w->since > seconds)
            return fail(L, w, "time limit");
        lua_pushnil(L);   /* a place where Ctrl-C may raise */
        lua_pop(L, 1);
    }
}

/* pool:drain(seconds): wait until the first worker took what is queued or said something; true, or nil, message. */
static int pool_drain(lua_State *L)
{
    pool *p = check_pool(L);
    double seconds = luaL_checknumber(L, 2);
    worker *w = &p->workers[0];

    for (w->since = now(); w->out_at < w->out.n;) {
        struct pollfd fds[2] = {{w->from, POLLIN, 0}, {w->to, POLLOUT, 0}};
        size_t before = w->out_at;

        if (w->in_at < w->in.n || !send_some(w))
            break;   /* pool:hear says why */
        if (w->out_at != before)
            w->since = now();
        poll(fds, w->out_at < w->out.n ? 2 : 1, w->out_at < w->out.n ? TICK_MS : 0);
        if (fds[0].revents && !read_some(w))
            break;
        if (now() - w->since > seconds)
            return fail(L, w, "time limit");
    }
    lua_pushboolean(L, 1);
    return 1;
}

/* Let `feed` pack the next batch straight into what this worker is sent. 0 when there is none. */
static int feed_one(lua_State *L, worker *w, lua_Integer batch)
{
    size_t at = w->out.n, n;
    int some;

    queue(w, 'A', "", 0);
    lua_pushvalue(L, 2);
    lua_pushinteger(L, batch);
    wire_fill(L, FRAME, &w->out);
    lua_pushvalue(L, FRAME);
    lua_call(L, 2, 1);
    wire_fill(L, FRAME, NULL);
    some = lua_toboolean(L, -1);
    lua_pop(L, 1);
    if (w->out.failed)
        return luaL_error(L, "out of memory");
    if (!some) {
        w->out.n = at;
        return 0;
    }
    n = w->out.n - at - WIRE_HEADER;
    if (n > WIRE_MAX)
        return luaL_error(L, "a batch of articles is too large for a recipe (%d MB)", (int)(n >> 20));
    wire_header((unsigned char *)w->out.s + at, 'A', n);
    if (!w->in_flight)
        w->since = now();
    w->batches[w->in_flight++] = batch;
    return 1;
}

/* Hand whole frames to `take`. NULL, or what is wrong with them. */
static const char *take_frames(lua_State *L, worker *w)
{
    char type;
    const char *s;
    size_t n;
    int got;

    while ((got = frame(w, &type, &s, &n)) > 0) {
        if (type == 'P' && !w->in_flight)
            return "protocol: an answer to no question";
        lua_pushvalue(L, 3);
        lua_pushinteger(L, type == 'P' ? w->batches[0] : 0);
        lua_pushlstring(L, &type, 1);
        lua_pushlstring(L, s, n);
        lua_call(L, 3, 1);
        if (lua_toboolean(L, -1)) {   /* take says what is wrong */
            return lua_tostring(L, -1);
        }
        lua_pop(L, 1);
        if (type == 'P') {
            memmove(w->batches, w->batches + 1, sizeof w->batches - sizeof *w->batches);
            w->in_flight--;
            w->since = now();
        }
    }
    return got < 0 ? "output limit: a frame of more than 32 MB" : NULL;
}

/* Whether the worker sat on one article for too long. */
static int late(worker *w, double seconds)
{
    uint64_t at = *w->progress;

    if (!w->in_flight || at != w->seen) {
        w->seen = at;
        w->since = now();
        return 0;
    }
    return now() - w->since > seconds;
}

/* Feed idle workers; returns how many answers are awaited. */
static int feed_all(lua_State *L, pool *p, lua_Integer *batch, int *more)
{
    int i, round, awaited = 0;

    for (round = 0; *more && round < IN_FLIGHT; round++)
        for (i = 0; *more && i < p->n; i++)
            if (p->workers[i].in_flight <= round) {
                *more = feed_one(L, &p->workers[i], *batch);
                *batch += *more;
            }
    for (i = 0; i < p->n; i++)
        awaited += p->workers[i].in_flight;
    return awaited;
}

/*
 * pool:each(feed, take, seconds, tick): feed(batch, frame) -> whether it put
 * articles into the frame; take(batch, type, payload) -> nothing, or what is
 * wrong with it; tick() now and then. True, or nil, message, progress of the
 * worker at fault.
 */
static int pool_each(lua_State *L)
{
    pool *p = check_pool(L);
    double seconds = luaL_checknumber(L, 4), ticked = now();
    lua_Integer batch = 1;
    int more = 1, i;

    luaL_checktype(L, 2, LUA_TFUNCTION);
    luaL_checktype(L, 3, LUA_TFUNCTION);
    lua_settop(L, FRAME - 1);
    wire_push_frame(L);
    while (feed_all(L, p, &batch, &more) > 0) {
        struct pollfd fds[2 * MAX_WORKERS];

        for (i = 0; i < p->n; i++) {
            worker *w = &p->workers[i];

            send_some(w);
            fds[2 * i] = (struct pollfd){w->from, POLLIN, 0};
            fds[2 * i + 1] = (struct pollfd){w->out_at < w->out.n ? w->to : -1, POLLOUT, 0};
        }
        poll(fds, (nfds_t)(2 * p->n), TICK_MS);
        for (i = 0; i < p->n; i++) {
            worker *w = &p->workers[i];
            const char *wrong;
            int open = !fds[2 * i].revents || read_some(w);

            wrong = take_frames(L, w);
            if (wrong)
                return fail(L, w, wrong);
            if (!open)
                return fail(L, w, NULL);
            if (late(w, seconds))
                return fail(L, w, "time limit");
        }
        if (lua_isfunction(L, 5) && now() - ticked > 0.1) {
            ticked = now();
            lua_pushvalue(L, 5);
            lua_call(L, 0, 0);
        }
    }
    lua_pushboolean(L, 1);
    return 1;
}

static const luaL_Reg methods[] = {
    {"say", pool_say}, {"hear", pool_hear}, {"drain", pool_drain}, {"each", pool_each}, {"close", pool_close}, {NULL, NULL},
};

void pool_open(lua_State *L)
{
    wire_open(L);
    luaL_newmetatable(L, "lede.pool");
    lua_pushcfunction(L, pool_close);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, pool_close);
    lua_setfield(L, -2, "__close");
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pop(L, 1);
}
