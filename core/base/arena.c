#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

enum { BLOCK = 16384, ALIGN = 16 };

struct lede__arena_block {
    struct lede__arena_block *older;
    _Alignas(ALIGN) char bytes[];
};

void lede__arena_init(lede__arena *a)
{
    memset(a, 0, sizeof *a);
}

void lede__arena_release(lede__arena *a)
{
    struct lede__arena_block *b = a->blocks;

    while (b) {
        struct lede__arena_block *older = b->older;

        lede__free(b);
        b = older;
    }
    lede__arena_init(a);
}

void *lede__arena_alloc(lede__arena *a, size_t n)
{
    struct lede__arena_block *b;
    size_t size;
    void *p;

    if (n > SIZE_MAX - BLOCK)
        return NULL;
    n = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (n > a->left) {
        size = n > BLOCK / 4 ? n : BLOCK;
        b = lede__malloc(sizeof *b + size);
        if (!b)
            return NULL;
        b->older = a->blocks;
        a->blocks = b;
        a->next = b->bytes;
        a->left = size;
    }
    p = a->next;
    a->next += n;
    a->left -= n;
    return p;
}

char *lede__arena_copy(lede__arena *a, const char *s, size_t n)
{
    char *copy = n == SIZE_MAX ? NULL : lede__arena_alloc(a, n + 1);

    if (!copy)
        return NULL;
    if (n)
        memcpy(copy, s, n);
    copy[n] = '\0';
    return copy;
}
