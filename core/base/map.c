#include "base/map.h"

#include <string.h>

#include "base/alloc.h"

static uint64_t four_bytes(const unsigned char *s)
{
    return s[0] | (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16 | (uint32_t)s[3] << 24;
}

/* 1 to 7 bytes as a number, the first lowest; without a loop, for most words are that short. */
static uint64_t last_bytes(const unsigned char *s, size_t n)
{
    if (n < 4)
        return s[0] | (uint64_t)s[n / 2] << n / 2 * 8 | (uint64_t)s[n - 1] << (n - 1) * 8;
    return four_bytes(s) | four_bytes(s + n - 4) << (n - 4) * 8;
}

uint64_t lede__hash(const char *text, size_t n)
{
    const unsigned char *s = (const unsigned char *)text;
    uint64_t h = 0x9E3779B97F4A7C15u ^ n;

    for (; n >= 8; s += 8, n -= 8) {
        h = (h ^ four_bytes(s) ^ four_bytes(s + 4) << 32) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
    }
    if (n)
        h = (h ^ last_bytes(s, n)) * 0xff51afd7ed558ccdu;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53u;
    return h ^ h >> 33;
}

void lede__map_init(lede__map *m)
{
    memset(m, 0, sizeof *m);
    lede__arena_init(&m->keys);
}

void lede__map_release(lede__map *m)
{
    lede__free(m->entries);
    lede__free(m->slots);
    lede__arena_release(&m->keys);
    lede__map_init(m);
}

void lede__map_clear(lede__map *m)
{
    m->count = 0;
    if (m->slots)
        memset(m->slots, 0, m->slot_count * sizeof *m->slots);
    lede__arena_release(&m->keys);
}

static lede__map_entry *entry_of(const lede__map *m, uint64_t slot)
{
    return &m->entries[(uint32_t)slot - 1];
}

static uint64_t slot_value(size_t i, uint64_t hash)
{
    return (hash >> 32 << 32) | (i + 1);
}

/* The slot that holds the key, or the free one where it belongs. */
static uint64_t *slot_of(const lede__map *m, const char *key, size_t n, uint64_t hash)
{
    size_t i = hash & (m->slot_count - 1);

    for (;; i = (i + 1) & (m->slot_count - 1)) {
        const lede__map_entry *e;

        if (!m->slots[i])
            return &m->slots[i];
        if ((m->slots[i] ^ hash) >> 32)
            continue;
        e = entry_of(m, m->slots[i]);
        if (e->hash == hash && e->n == n && memcmp(e->key, key, n) == 0)
            return &m->slots[i];
    }
}

lede__map_entry *lede__map_get(const lede__map *m, const char *key, size_t n)
{
    uint64_t *slot;

    if (!m->count)
        return NULL;
    slot = slot_of(m, key, n, lede__hash(key, n));
    return *slot ? entry_of(m, *slot) : NULL;
}

static int rehash(lede__map *m, size_t slot_count)
{
    uint64_t *slots = lede__calloc(slot_count, sizeof *slots);
    size_t i;

    if (!slots)
        return 0;
    lede__free(m->slots);
    m->slots = slots;
    m->slot_count = slot_count;
    for (i = 0; i < m->count; i++) {
        size_t at = m->entries[i].hash & (slot_count - 1);

        while (slots[at])
            at = (at + 1) & (slot_count - 1);
        slots[at] = slot_value(i, m->entries[i].hash);
    }
    return 1;
}

lede__map_entry *lede__map_put(lede__map *m, const char *key, size_t n)
{
    uint64_t hash = lede__hash(key, n);
    lede__map_entry *e;
    uint64_t *slot;
    const char *copy;

    if (m->count >= UINT32_MAX - 1)
        return NULL;
    if ((m->count + 1) * 4 > m->slot_count * 3 && !rehash(m, m->slot_count ? m->slot_count * 2 : 16))
        return NULL;
    slot = slot_of(m, key, n, hash);
    if (*slot)
        return entry_of(m, *slot);
    if (!lede__grow(&m->entries, &m->cap, m->count + 1, sizeof *m->entries))
        return NULL;
    copy = lede__arena_copy(&m->keys, key, n);
    if (!copy)
        return NULL;
    e = &m->entries[m->count++];
    memset(e, 0, sizeof *e);
    e->key = copy;
    e->n = n;
    e->hash = hash;
    *slot = slot_value(m->count - 1, hash);
    return e;
}
