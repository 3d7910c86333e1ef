/*
 * Base layer, knows libc only. Texts in the order of their bytes: eight of
 * them as a number, and most comparisons need to know no more.
 */
#ifndef LEDE_BASE_ORDER_H
#define LEDE_BASE_ORDER_H

#include <stddef.h>
#include <stdint.h>

/* The first eight bytes as a number, greater where they are; zeros past the end. */
static inline uint64_t lede__first_eight(const char *s, size_t n)
{
    uint64_t v = 0;
    size_t i;

    for (i = 0; i < 8; i++)
        v = v << 8 | (i < n ? (unsigned char)s[i] : 0);
    return v;
}

#endif
