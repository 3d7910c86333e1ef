#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>

#include "lede/base.h"

void *lede__malloc(size_t n)
{
    return malloc(n ? n : 1);
}

void *lede__calloc(size_t count, size_t size)
{
    return calloc(count ? count : 1, size ? size : 1);
}

void *lede__realloc(void *p, size_t n)
{
    return realloc(p, n ? n : 1);
}

void lede__free(void *p)
{
    free(p);
}
