/* Base layer, knows libc only. Filling in a caller's lede_error. */
#ifndef LEDE_BASE_ERROR_H
#define LEDE_BASE_ERROR_H

#include "lede/base.h"

/*
 * Write the message (cut at a whole UTF-8 character, control characters shown
 * as '?') and return `status`. err may be NULL.
 */
lede_status lede__fail(lede_error *err, lede_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same, for a fault at byte `at` of the text in question. */
lede_status lede__fail_at(lede_error *err, lede_status status, size_t at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* LEDE_NOMEM with its message. */
lede_status lede__nomem(lede_error *err);

#endif
