#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "lede/base.h"

void lede_free(void *p)
{
    lede__free(p);
}

const char *lede_version(void)
{
    return LEDE_VERSION;
}

void *lede__reallocn(void *p, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    return lede__realloc(p, count * size);
}

char *lede__strndup(const char *s, size_t n)
{
    char *copy = lede__malloc(n + 1);

    if (!copy)
        return NULL;
    if (n)
        memcpy(copy, s, n);
    copy[n] = '\0';
    return copy;
}

int lede__grow(void *items, size_t *cap, size_t need, size_t size)
{
    void *old, *grown;
    size_t want = *cap + *cap / 2;

    if (need <= *cap)
        return 1;
    if (want < need)
        want = need;
    if (want < 8)
        want = 8;
    memcpy(&old, items, sizeof old);
    grown = lede__reallocn(old, want, size);
    if (!grown)
        return 0;
    memcpy(items, &grown, sizeof grown);
    *cap = want;
    return 1;
}
