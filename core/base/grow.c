#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/alloc.h"
#include "lede/base.h"

enum { SMALL = 256 << 10, WIDE = 4 << 20, LARGE = 16 << 20 };   /* bytes of arrays that are read and written all over */

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

void lede__spread(void *p, size_t n)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), at = (uintptr_t)p;
    size_t before = (size_t)(-at & (page - 1));

    if (n >= WIDE)
        madvise((char *)p + before, (n - before) & ~(size_t)(page - 1), MADV_HUGEPAGE);
}

int lede__grow_wide(void *items, size_t *cap, size_t need, size_t size)
{
    size_t want = need;
    void *grown;

    if (need <= *cap)
        return 1;
    if (need > SMALL / size)
        want = need < LARGE / size ? LARGE / size : need > SIZE_MAX / size / 2 ? need : need * 2;
    if (!lede__grow(items, cap, want, size))
        return 0;
    memcpy(&grown, items, sizeof grown);
    lede__spread(grown, *cap * size);
    return 1;
}
