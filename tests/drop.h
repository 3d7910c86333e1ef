/* Take a store of tests and benchmarks away, with the files that SQLite keeps beside it. */
#ifndef DROP_H
#define DROP_H

#include <stdio.h>
#include <unistd.h>

static __attribute__((unused)) void drop_file(const char *path)
{
    char side[320];

    unlink(path);
    snprintf(side, sizeof side, "%s-wal", path);
    unlink(side);
    snprintf(side, sizeof side, "%s-shm", path);
    unlink(side);
}

#endif
