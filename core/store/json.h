/* Store layer. The little JSON that the store reads back itself: flat lists that it wrote. */
#ifndef LEDE_STORE_JSON_H
#define LEDE_STORE_JSON_H

#include "lede/base.h"

typedef int (*lede__json_fn)(const char *s, size_t n, void *ud);

/*
 * Visit the strings of an array of strings. Returns what stopped it, 0 at the
 * end, -1 when memory ran out, -2 where it is no such array.
 */
int lede__json_items(const char *json, size_t n, lede__json_fn fn, void *ud);

/*
 * Read spans as the store writes them, [[first,last],...] counted from 1, into
 * half-open ones. Returns how many there are; at most `most` are written.
 */
size_t lede__json_spans(const char *json, lede_span *out, size_t most);

/* Append spans so. */
void lede__json_put_spans(lede_buf *b, const lede_span *spans, size_t n);

#endif
