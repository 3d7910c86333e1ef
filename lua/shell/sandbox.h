/*
 * The walls around a worker process: resource limits, no new privileges, death
 * with its parent, and a list of system calls beyond which the kernel kills it.
 */
#ifndef LEDE_SHELL_SANDBOX_H
#define LEDE_SHELL_SANDBOX_H

#include <lua.h>
#include <stddef.h>

/* What a state may allocate; `used` never passes `most`. */
typedef struct memory_cap {
    size_t used, most;
} memory_cap;

/* A lua_Alloc whose ud is a memory_cap. */
void *capped_alloc(void *ud, void *p, size_t old_size, size_t new_size);

/* Limits that hold from here on; before any foreign code is read. NULL, or what the kernel refused. */
const char *wall_limits(size_t memory);
/* The system call filter, last of all. NULL, or what the kernel refused. */
const char *wall_calls(void);

/* The program that a worker runs: speaks on descriptors 0 and 1, marks progress in the page at 3. */
int worker_main(int argc, char **argv);

#endif
