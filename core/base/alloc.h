/*
 * Base layer, knows libc only. Every allocation of the library passes here, so
 * that tests can put another alloc.o in its place that fails at the n-th call.
 */
#ifndef LEDE_BASE_ALLOC_H
#define LEDE_BASE_ALLOC_H

#include <stddef.h>

/* As malloc, calloc, realloc and free; a product that overflows gives NULL. */
void *lede__malloc(size_t n);
void *lede__calloc(size_t count, size_t size);
void *lede__realloc(void *p, size_t n);
void *lede__reallocn(void *p, size_t count, size_t size);
void lede__free(void *p);

/* A NUL-terminated copy of n bytes, or NULL. */
char *lede__strndup(const char *s, size_t n);

/*
 * Make room for `need` items of `size` bytes in *items, whose capacity is *cap,
 * growing by half at least. 0 when memory ran out (nothing changed).
 */
int lede__grow(void *items, size_t *cap, size_t need, size_t size);

/*
 * A block that is going to be read and written all over is asked for in large
 * pages where it is large: memory is then touched, and found again, at a
 * fraction of the cost. Nothing else changes, and nothing where the system has none.
 */
void lede__spread(void *p, size_t n);
/* lede__grow for such a block, which is large soon: what is not touched of it costs nothing. */
int lede__grow_wide(void *items, size_t *cap, size_t need, size_t size);

#endif
