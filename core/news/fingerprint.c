#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "lede/similarity.h"
#include "lede/text.h"
#include "news/fingerprint.h"

/*
 * The bytes: version, level, two of zero, the number of runs as 4 bytes, the
 * hash of the whole as 8, then the sample: 4 bytes each, ascending. All
 * numbers little-endian.
 */
enum { RUN = LEDE__PRINT_RUN, SLOTS = LEDE__PRINT_SLOTS };

static uint64_t mix(uint64_t h)
{
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    return h ^ h >> 32;
}

/* How coarse a sample the hash belongs to: trailing zeros of a bijection of it. */
static unsigned level_of(uint32_t h)
{
    h *= 0x9E3779B1u;
    h ^= h >> 15;
    h *= 0x85EBCA77u;
    return h ? (unsigned)__builtin_ctz(h) : 32;
}

static void sift(uint32_t *a, size_t n, size_t i)
{
    for (;;) {
        size_t big = 2 * i + 1;
        uint32_t t;

        if (big >= n)
            return;
        if (big + 1 < n && a[big + 1] > a[big])
            big++;
        if (a[i] >= a[big])
            return;
        t = a[i];
        a[i] = a[big];
        a[big] = t;
        i = big;
    }
}

/* Ascending, in place, without memory of its own. */
static void sort_hashes(uint32_t *a, size_t n)
{
    size_t i;

    for (i = n / 2; i-- > 0;)
        sift(a, n, i);
    for (i = n; i-- > 1;) {
        uint32_t t = a[0];

        a[0] = a[i];
        a[i] = t;
        sift(a, i, 0);
    }
}

/* Put a hash into the sample, where it is not there yet. */
static void keep(lede__sketch *k, uint32_t h)
{
    size_t i = (h ^ h >> 16) % SLOTS;

    for (; k->slots[i]; i = (i + 1) % SLOTS)
        if (k->hashes[k->slots[i] - 1] == h)
            return;
    k->hashes[k->n++] = h;
    k->slots[i] = (uint16_t)k->n;
}

/* The sample is one too large: raise the level until it fits. */
static void thin(lede__sketch *k)
{
    uint32_t all[LEDE_FINGERPRINT_MOST + 1];
    size_t i, n;

    while (k->n > LEDE_FINGERPRINT_MOST) {
        n = k->n;
        memcpy(all, k->hashes, n * sizeof *all);
        memset(k->slots, 0, sizeof k->slots);
        k->n = 0;
        k->level++;
        for (i = 0; i < n; i++)
            if (level_of(all[i]) >= k->level)
                keep(k, all[i]);
    }
}

void lede__sketch_begin(lede__sketch *k)
{
    memset(k, 0, offsetof(lede__sketch, hashes));
}

/* The words' own hashes are mixed well: their order must count, no more. */
static uint32_t run_hash(const uint64_t last[RUN])
{
    const uint64_t odd = 0x9E3779B97F4A7C15u;

    return (uint32_t)(mix((last[0] * odd + last[1]) * odd + last[2]) >> 32);
}

void lede__sketch_term(lede__sketch *k, uint64_t hash, lede_word_class cls, int part)
{
    uint32_t h;

    if ((part & LEDE_TERM_SAME) || cls == LEDE_WORD_EMOJI)
        return;
    k->last[0] = k->last[1];
    k->last[1] = k->last[2];
    k->last[2] = hash;
    k->whole = (k->whole ^ hash) * 0x9E3779B97F4A7C15u;
    k->whole ^= k->whole >> 29;
    if (++k->words < RUN)
        return;
    h = run_hash(k->last);
    if (level_of(h) < k->level)
        return;
    keep(k, h);
    thin(k);
}

static int take_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    (void)start;
    (void)end;
    lede__sketch_term(ud, lede__hash(term, n), cls, part);
    return 0;
}

static char *put_number(char *to, uint64_t v, int bytes)
{
    int i;

    for (i = 0; i < bytes; i++)
        *to++ = (char)(v >> 8 * i & 0xFF);
    return to;
}

static uint64_t get_number(const char *s, int bytes)
{
    uint64_t v = 0;
    int i;

    for (i = bytes; i-- > 0;)
        v = v << 8 | (unsigned char)s[i];
    return v;
}

void lede__sketch_end(lede__sketch *k, lede_buf *out)
{
    char bytes[LEDE__PRINT_HEAD + 4 * LEDE_FINGERPRINT_MOST], *to = bytes;
    size_t runs = k->words < RUN ? 0 : k->words - RUN + 1, i;

    sort_hashes(k->hashes, k->n);
    if (runs < LEDE_FINGERPRINT_LEAST)
        k->n = 0;
    to = put_number(to, LEDE_FINGERPRINT_VERSION, 1);
    to = put_number(to, k->level, 1);
    to = put_number(to, 0, 2);
    to = put_number(to, runs, 4);
    to = put_number(to, k->words ? k->whole | 1 : 0, 8);
    for (i = 0; i < k->n; i++)
        to = put_number(to, k->hashes[i], 4);
    lede_buf_add(out, bytes, (size_t)(to - bytes));
}

lede_status lede_fingerprint(const char *s, size_t n, lede_buf *out, lede_error *err)
{
    lede__sketch k;

    lede__sketch_begin(&k);
    lede_terms(s, n, take_term, &k);
    lede__sketch_end(&k, out);
    return out->failed ? lede__nomem(err) : LEDE_OK;
}

int lede__print_read(const char *s, size_t n, lede__print_view *v)
{
    memset(v, 0, sizeof *v);
    if (n < LEDE__PRINT_HEAD || (n - LEDE__PRINT_HEAD) % 4 != 0 || s[0] != LEDE_FINGERPRINT_VERSION ||
        (n - LEDE__PRINT_HEAD) / 4 > LEDE_FINGERPRINT_MOST)
        return 0;
    v->level = (unsigned char)s[1];
    v->runs = (uint32_t)get_number(s + 4, 4);
    v->whole = get_number(s + 8, 8);
    v->hashes = s + LEDE__PRINT_HEAD;
    v->n = (n - LEDE__PRINT_HEAD) / 4;
    return 1;
}

uint32_t lede__print_hash(const lede__print_view *v, size_t i)
{
    const unsigned char *p = (const unsigned char *)v->hashes + 4 * i;

    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

void lede__print_sample(const lede__print_view *v, const lede__common *common, lede__sample *out)
{
    size_t i;

    out->level = v->level;
    out->runs = v->runs;
    out->whole = v->whole;
    for (i = out->n = 0; i < v->n; i++) {
        uint32_t h = lede__print_hash(v, i);

        out->hashes[out->n] = h;
        out->n += !lede__common_has(common, h);
    }
}

/* The hashes of a level or coarser: the sample's own, or those of `room`. */
static const uint32_t *at_level(const lede__sample *s, unsigned level, uint32_t room[LEDE_FINGERPRINT_MOST], size_t *n)
{
    size_t i;

    *n = s->n;
    if (s->level == level)
        return s->hashes;
    for (i = *n = 0; i < s->n; i++) {
        room[*n] = s->hashes[i];
        *n += level_of(s->hashes[i]) >= level;
    }
    return room;
}

void lede__sample_compare(const lede__sample *a, const lede__sample *b, lede_likeness *out)
{
    unsigned level = a->level > b->level ? a->level : b->level;
    uint32_t room[LEDE_FINGERPRINT_MOST];   /* one of the two is of the level */
    size_t i = 0, j = 0, a_n, b_n, both = 0, least;
    const uint32_t *x = at_level(a, level, room, &a_n), *y = at_level(b, level, room, &b_n);

    while (i < a_n && j < b_n) {
        uint32_t p = x[i], q = y[j];

        both += p == q;
        i += p <= q;
        j += q <= p;
    }
    least = a_n < b_n ? a_n : b_n;
    out->shared = (uint32_t)both;
    out->similarity = both ? (double)both / (double)(a_n + b_n - both) : 0;
    out->containment = least ? (double)both / (double)least : 0;
    if (a->whole && a->whole == b->whole && a->runs == b->runs)
        out->similarity = out->containment = 1;
}

void lede_fingerprint_compare(const char *a, size_t a_n, const char *b, size_t b_n, lede_likeness *out)
{
    lede__print_view x, y;
    lede__sample p, q;

    memset(out, 0, sizeof *out);
    if (!lede__print_read(a, a_n, &x) || !lede__print_read(b, b_n, &y))
        return;
    lede__print_sample(&x, NULL, &p);
    lede__print_sample(&y, NULL, &q);
    lede__sample_compare(&p, &q, out);
}

size_t lede__print_keys(const lede__print_view *v, uint32_t *keys, size_t most)
{
    unsigned level = v->level, top = level;
    size_t i, n = 0, count = v->n;

    /* The highest level that still fills `keys`, or the finest there is. */
    while (count > most && top < 32) {
        top++;
        for (i = count = 0; i < v->n; i++)
            count += level_of(lede__print_hash(v, i)) >= top;
    }
    for (i = 0; i < v->n; i++)
        if (level_of(lede__print_hash(v, i)) >= top)
            keys[n++] = lede__print_hash(v, i);
    if (top == level)
        return n;
    /* Fill up with the level below, in order. */
    for (i = 0; i < v->n && n < most; i++)
        if (level_of(lede__print_hash(v, i)) == top - 1)
            keys[n++] = lede__print_hash(v, i);
    return n;
}

size_t lede_fingerprint_keys(const char *a, size_t n, uint32_t *keys, size_t most)
{
    lede__print_view v;

    return lede__print_read(a, n, &v) ? lede__print_keys(&v, keys, most) : 0;
}
