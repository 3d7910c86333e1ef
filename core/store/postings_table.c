/* The inverted index: the terms of the articles that wait, and the log of their hits. */
#include <string.h>

#include "base/alloc.h"
#include "store/postings_buffer.h"

typedef lede__postings postings;
typedef lede__entry entry;

enum { SLOTS_LEAST = 1 << 14 };

/* --- entries ----------------------------------------------------------------------------- */

static uint64_t slot_value(size_t i, uint64_t hash)
{
    return hash >> 32 << 32 | (i + 1);
}

static int widen(postings *p)
{
    size_t n = p->slots_n ? p->slots_n * 2 : SLOTS_LEAST, i, k;
    uint64_t *slots = n <= UINT32_MAX ? lede__calloc(n, sizeof *slots) : NULL;

    if (!slots)
        return 0;
    lede__spread(slots, n * sizeof *slots);
    for (i = 0; i < p->slots_n; i++) {
        if (!p->slots[i])
            continue;
        for (k = p->entries[(uint32_t)p->slots[i] - 1].hash & (n - 1); slots[k]; k = (k + 1) & (n - 1))
            ;
        slots[k] = p->slots[i];
    }
    lede__free(p->slots);
    p->slots = slots;
    p->slots_n = n;
    return 1;
}

static int put_text(postings *p, entry *e, const char *term, size_t n)
{
    e->text_n = (uint16_t)n;
    if (n <= LEDE__NEAR) {
        memcpy(e->near, term, n);
        return 1;
    }
    if (p->texts_n > UINT32_MAX - LEDE_TERM_MAX || !lede__grow(&p->texts, &p->texts_cap, p->texts_n + n, 1))
        return 0;
    e->far = (uint32_t)p->texts_n;
    memcpy(p->texts + p->texts_n, term, n);
    p->texts_n += n;
    return 1;
}

static entry *add_entry(postings *p, const char *term, size_t n, uint64_t hash)
{
    entry *e;

    if (p->entries_n >> LEDE__LOG_STEP ||
        !lede__grow_wide(&p->entries, &p->entries_cap, p->entries_n + 1, sizeof *p->entries))
        return NULL;
    e = &p->entries[p->entries_n];
    memset(e, 0, sizeof *e);
    e->hash = (uint32_t)hash;
    if (!put_text(p, e, term, n))
        return NULL;
    p->entries_n++;
    return e;
}

/* Most terms are short: two loads that may overlap compare them. */
static int same_text(const postings *p, const entry *e, const char *term, size_t n)
{
    uint64_t a[4];
    uint32_t b[4];

    if (e->text_n != n)
        return 0;
    if (n > 16 || n < 4)
        return memcmp(lede__entry_text(p, e), term, n) == 0;
    if (n < 8) {
        memcpy(&b[0], e->near, 4);
        memcpy(&b[1], term, 4);
        memcpy(&b[2], e->near + n - 4, 4);
        memcpy(&b[3], term + n - 4, 4);
        return ((b[0] ^ b[1]) | (b[2] ^ b[3])) == 0;
    }
    memcpy(&a[0], e->near, 8);
    memcpy(&a[1], term, 8);
    memcpy(&a[2], e->near + n - 8, 8);
    memcpy(&a[3], term + n - 8, 8);
    return ((a[0] ^ a[1]) | (a[2] ^ a[3])) == 0;
}

static entry *entry_of(postings *p, const char *term, size_t n, uint64_t hash)
{
    entry *e;
    size_t i;

    if (p->entries_n * 2 >= p->slots_n && !widen(p))
        return NULL;
    for (i = hash & (p->slots_n - 1); p->slots[i]; i = (i + 1) & (p->slots_n - 1)) {
        if ((p->slots[i] ^ hash) >> 32)
            continue;
        e = &p->entries[(uint32_t)p->slots[i] - 1];
        if (same_text(p, e, term, n))
            return e;
    }
    e = add_entry(p, term, n, hash);
    if (e)
        p->slots[i] = slot_value(p->entries_n - 1, hash);
    return e;
}

void lede__postings_fetch(const postings *p, const uint64_t *hashes, size_t n)
{
    size_t i;
    uint64_t slot;

    if (!p->slots_n)
        return;
    for (i = 0; i < n; i++)
        __builtin_prefetch(&p->slots[hashes[i] & (p->slots_n - 1)]);
    for (i = 0; i < n; i++)
        if ((slot = p->slots[hashes[i] & (p->slots_n - 1)]) != 0)
            __builtin_prefetch(&p->entries[(uint32_t)slot - 1], 1);
}

/* --- hits ----------------------------------------------------------------------------------- */

static int log_hit(postings *p, const entry *e, uint32_t place)
{
    uint32_t i = (uint32_t)(e - p->entries), step = place - p->place;

    if (p->log_n + 2 > p->log_cap && !lede__grow_wide(&p->log, &p->log_cap, p->log_n + 2, sizeof *p->log))
        return 0;
    p->place = place;
    if (step <= 1) {
        p->log[p->log_n++] = step << LEDE__LOG_STEP | i;
    } else {
        p->log[p->log_n++] = (uint32_t)LEDE__LOG_FAR << LEDE__LOG_STEP | i;
        p->log[p->log_n++] = place;
    }
    return 1;
}

uint32_t *lede__postings_term(postings *p, int column, uint32_t position, const char *term, size_t n, uint64_t hash)
{
    entry *e = entry_of(p, term, n, hash);
    uint32_t now = (uint32_t)p->articles_n - 1;

    if (!e)
        return NULL;
    if (e->hits && e->article == now && e->column == (unsigned)column && position < e->next)
        return &e->mark;   /* the same place again */
    if (!log_hit(p, e, lede__place_of(column, position)))
        return NULL;
    e->article = now;
    e->column = (uint16_t)column;
    e->next = position + 1;
    e->hits++;
    p->hits++;
    return &e->mark;
}

uint64_t lede__postings_hits(const postings *p)
{
    return p->hits;
}

size_t lede__postings_bytes(const postings *p)
{
    return p->log_n * sizeof *p->log + p->hits * sizeof *p->dealt + p->texts_n + p->entries_n * sizeof *p->entries;
}

/* --- all of them --------------------------------------------------------------------------------- */

void lede__table_clear(postings *p)
{
    if (p->slots)
        memset(p->slots, 0, p->slots_n * sizeof *p->slots);
    p->entries_n = 0;
    p->texts_n = 0;
    p->log_n = 0;
    p->hits = 0;
}

void lede__table_free(postings *p)
{
    lede__free(p->slots);
    lede__free(p->entries);
    lede__free(p->texts);
    lede__free(p->log);
}
