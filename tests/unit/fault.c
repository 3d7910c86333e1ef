/*
 * The allocation file's stand-in for tests: the same four functions, which can
 * be told to fail. Linked before the library, so that its alloc.o stays out.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "test.h"

static long countdown, seen;

void fault_after(long n)
{
    countdown = n;
    seen = 0;
}

long fault_seen(void)
{
    return seen;
}

static int fails(void)
{
    seen++;
    if (countdown > 1)
        countdown--;
    else if (countdown == 1)
        return 1;
    return 0;
}

void *lede__malloc(size_t n)
{
    return fails() ? NULL : malloc(n ? n : 1);
}

void *lede__calloc(size_t count, size_t size)
{
    return fails() ? NULL : calloc(count ? count : 1, size ? size : 1);
}

void *lede__realloc(void *p, size_t n)
{
    return fails() ? NULL : realloc(p, n ? n : 1);
}

void lede__free(void *p)
{
    free(p);
}
