/* Text layer, knows base. Folding into memory of the caller's. */
#ifndef LEDE_TEXT_FOLD_H
#define LEDE_TEXT_FOLD_H

#include <stddef.h>
#include <stdint.h>

#include "text/tables.h"

/* What one character, or one row of marks, may need at most. */
enum { LEDE__FOLD_ROOM = 1024 };

/*
 * Fold as much of s as is sure to fit into `cap` bytes (more than
 * LEDE__FOLD_ROOM), *used bytes of it. Returns how many were written.
 */
size_t lede__fold(const uint8_t *s, size_t n, unsigned flags, uint8_t *out, size_t cap, size_t *used);

/* What LEDE_FOLD_SEARCH makes of a character: an entry of tables.h. */
static inline unsigned lede__fold_entry(uint32_t c)
{
    return lede__fold_search_pages[(size_t)lede__fold_search_index[c >> 8] << 8 | (c & 0xFF)];
}

/* Lower-case n ASCII bytes; out may be s. */
static inline void lede__lower_ascii(const uint8_t *s, size_t n, uint8_t *out)
{
    size_t i;

    for (i = 0; i < n; i++)
        out[i] = (uint8_t)(s[i] | ((unsigned)(s[i] - 'A') < 26u) << 5);
}

#endif
