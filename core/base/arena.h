/*
 * Base layer, knows libc only. An arena: many small allocations, freed at
 * once. Pointers stay where they are until the arena is released.
 */
#ifndef LEDE_BASE_ARENA_H
#define LEDE_BASE_ARENA_H

#include <stddef.h>

typedef struct lede__arena {
    struct lede__arena_block *blocks;
    size_t left;      /* bytes free in the newest block */
    char *next;
} lede__arena;

void lede__arena_init(lede__arena *a);
void lede__arena_release(lede__arena *a);

/* n bytes aligned for any type, not cleared; NULL when memory ran out. */
void *lede__arena_alloc(lede__arena *a, size_t n);

/* A NUL-terminated copy of n bytes; NULL when memory ran out. */
char *lede__arena_copy(lede__arena *a, const char *s, size_t n);

#endif
