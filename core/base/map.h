/*
 * Base layer, knows libc only. A hash map from byte strings to 64-bit values
 * or pointers. Keys are copied. Walking it gives insertion order, so that
 * whatever is built on it is the same on every run.
 */
#ifndef LEDE_BASE_MAP_H
#define LEDE_BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct lede__map_entry {
    const char *key;      /* NUL-terminated copy */
    size_t n;
    uint64_t hash;
    union {
        int64_t i;
        double d;
        void *p;
    } value;              /* zero when new */
} lede__map_entry;

typedef struct lede__map {
    lede__map_entry *entries;   /* in insertion order */
    size_t count, cap;
    uint64_t *slots;            /* index + 1 into entries, 0 is free; above it half of the hash, so that a probe seldom looks further */
    size_t slot_count;
    lede__arena keys;
} lede__map;

void lede__map_init(lede__map *m);
void lede__map_release(lede__map *m);
void lede__map_clear(lede__map *m);

/* The entry of the key, or NULL. Valid until the next lede__map_put. */
lede__map_entry *lede__map_get(const lede__map *m, const char *key, size_t n);

/* The entry of the key, made where absent; NULL when memory ran out. */
lede__map_entry *lede__map_put(lede__map *m, const char *key, size_t n);

/* The hash in use, for those who keep their own table: the same on every machine. */
uint64_t lede__hash(const char *s, size_t n);

#endif
