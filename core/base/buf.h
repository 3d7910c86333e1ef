/*
 * Base layer, knows libc only. What the library itself may do with lede_buf
 * beyond the public calls: formatted appends and reserved room.
 */
#ifndef LEDE_BASE_BUF_H
#define LEDE_BASE_BUF_H

#include "lede/base.h"

/* Append as printf does. */
void lede__buf_addf(lede_buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Room for n more bytes (and a NUL): a pointer to the end of the contents, or
 * NULL when memory ran out. The caller writes there and then adds to b->n.
 */
char *lede__buf_room(lede_buf *b, size_t n);

#endif
