#include "store/busy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "store/store_in.h"

/* Short naps first, so that a small write elsewhere costs little. */
static int wait_for_others(void *ud, int count)
{
    static const int naps[] = {1, 2, 5, 10, 20, 25, 50};
    enum { NAPS = sizeof naps / sizeof *naps };
    lede_store *s = ud;
    int nap = naps[count < NAPS ? count : NAPS - 1];

    if (count == 0)
        s->waited = 0;
    if (s->waited >= s->patience)
        return 0;
    sqlite3_sleep(nap);
    s->waited += nap;
    return 1;
}

void lede__busy_install(lede_store *s)
{
    sqlite3_busy_handler(s->db, wait_for_others, s);
}

/*
 * The process that holds a write lock on the file, from /proc/locks; 0 where
 * it does not tell. Opening the file to ask fcntl would drop this process's
 * own locks when it is closed again.
 */
static long holder_of(const char *path)
{
    char line[256], how[16];
    unsigned long long inode;
    long pid, found = 0;
    struct stat st;
    FILE *f;

    if (stat(path, &st) != 0)
        return 0;
    f = fopen("/proc/locks", "r");
    if (!f)
        return 0;
    while (!found && fgets(line, sizeof line, f))
        if (sscanf(line, "%*d: %*s %*s %15s %ld %*x:%*x:%llu", how, &pid, &inode) == 3 && strcmp(how, "WRITE") == 0 &&
            inode == (unsigned long long)st.st_ino && pid > 0 && pid != (long)getpid())
            found = pid;
    fclose(f);
    return found;
}

static void name_of(long pid, char *name, size_t size)
{
    char path[64];
    FILE *f;

    snprintf(path, sizeof path, "/proc/%ld/comm", pid);
    f = fopen(path, "r");
    name[0] = '\0';
    if (!f)
        return;
    if (fgets(name, (int)size, f))
        name[strcspn(name, "\n")] = '\0';
    fclose(f);
}

lede_status lede__busy_fail(lede_store *s, lede_error *err)
{
    lede_buf shm;
    char name[64];
    long pid;

    if (sqlite3_extended_errcode(s->db) == SQLITE_BUSY_SNAPSHOT)
        return lede__fail(err, LEDE_BUSY, "'%s' was changed by another process while a query over it is open: end the query first",
                          s->path);
    lede_buf_init(&shm);
    lede__buf_addf(&shm, "%s-shm", s->path);
    pid = shm.failed ? 0 : holder_of(shm.s);
    lede_buf_release(&shm);
    if (!pid)
        pid = holder_of(s->path);
    if (!pid)
        return lede__fail(err, LEDE_BUSY, "'%s' is being written by another process: waited %d seconds", s->path,
                          s->patience / 1000);
    name_of(pid, name, sizeof name);
    return lede__fail(err, LEDE_BUSY, "'%s' is being written by process %ld%s%s%s: waited %d seconds", s->path, pid,
                      *name ? " (" : "", name, *name ? ")" : "", s->patience / 1000);
}
