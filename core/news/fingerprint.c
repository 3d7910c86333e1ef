#include <endian.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "lede/similarity.h"
#include "lede/text.h"
#include "news/fingerprint.h"

/*
 * The bytes: version, how many hashes (with bit 7 where the text has no more),
 * the bits of a remainder, the number of runs (7 bits a byte, the low ones
 * first, all but the last with bit 7 set), the hash of the whole as 8 bytes
 * little-endian, then the upper 28 bits of the hashes: ascending, of each what
 * lies between it and the one before, in Rice's code (Rice 1979): the quotient
 * as so many bits of 0 and a 1, then the remainder, from the low bit of each
 * byte on. Hashes are spread evenly: that is about the least they can take.
 */
enum {
    RUN = LEDE__PRINT_RUN, MOST = LEDE_FINGERPRINT_MOST, ROOM = LEDE__PRINT_ROOM,
    BITS = 28,
    COMPLETE = 128,
    HEAD_MOST = 3 + 5 + 8,
    CODE_MOST = (MOST * (BITS + 3) + 7) / 8   /* the quotients of all are below 2 * MOST, see pack */
};

static uint64_t mix(uint64_t h)
{
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    return h ^ h >> 32;
}

/* Ascending, each once: into 256 buckets first, where few are left to each. Returns how many they are. */
static size_t sort_hashes(uint32_t *a, size_t n, uint32_t limit)
{
    uint32_t parted[ROOM];
    uint16_t at[257] = {0};
    int shift = limit > 256 ? 24 - __builtin_clz(limit - 1) : 0;
    size_t i, j, kept;

    for (i = 0; i < n; i++)
        at[(a[i] >> shift) + 1]++;
    for (i = 1; i < 256; i++)
        at[i] = (uint16_t)(at[i] + at[i - 1]);
    for (i = 0; i < n; i++)
        parted[at[a[i] >> shift]++] = a[i];
    for (i = kept = 0; i < n; i++) {
        uint32_t h = parted[i];

        for (j = kept; j && a[j - 1] > h; j--)
            ;
        if (j && a[j - 1] == h)
            continue;
        memmove(a + j + 1, a + j, (kept++ - j) * sizeof *a);
        a[j] = h;
    }
    return kept;
}

/* Keep the least of what was gathered. */
static void settle(lede__sketch *k)
{
    k->n = sort_hashes(k->hashes, k->n, k->limit);
    if (k->n <= MOST)
        return;
    k->n = MOST;
    k->limit = k->hashes[MOST - 1];
}

static uint32_t runs_of(const lede__sketch *k)
{
    return k->words < RUN ? 0 : (uint32_t)(k->words - RUN + 1);
}

/* The sample of a text that is at its end. */
static void choose(lede__sketch *k)
{
    settle(k);
    if (runs_of(k) < LEDE_FINGERPRINT_LEAST)
        k->n = 0;
}

void lede__sketch_begin(lede__sketch *k)
{
    memset(k, 0, offsetof(lede__sketch, hashes));
    k->limit = UINT32_MAX;
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
    if (h >= k->limit)
        return;
    k->hashes[k->n++] = h;
    if (k->n == ROOM)
        settle(k);
}

static int take_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    (void)start;
    (void)end;
    lede__sketch_term(ud, lede__hash(term, n), cls, part);
    return 0;
}

/* --- bytes ------------------------------------------------------------------ */

typedef struct packer {
    unsigned char *to;
    uint64_t held;
    unsigned held_n;      /* bits */
} packer;

static void put_bits(packer *p, uint64_t v, unsigned n)
{
    p->held |= v << p->held_n;
    for (p->held_n += n; p->held_n >= 8; p->held_n -= 8) {
        *p->to++ = (unsigned char)p->held;
        p->held >>= 8;
    }
}

static void put_rice(packer *p, uint32_t v, unsigned bits)
{
    uint32_t q = v >> bits;

    for (; q >= 32; q -= 32)
        put_bits(p, 0, 32);
    put_bits(p, (uint64_t)1 << q, q + 1);
    put_bits(p, v & ((1u << bits) - 1), bits);
}

/*
 * The mean of what lies between hashes is at least 2^bits and less than
 * 2^(bits+1), so that the quotients make less than two for each hash.
 */
static unsigned char *pack(const uint32_t *hashes, size_t n, unsigned bits, unsigned char *to)
{
    packer p = {to, 0, 0};
    uint32_t next = 0;
    size_t i;

    for (i = 0; i < n; i++) {
        put_rice(&p, hashes[i] - next, bits);
        next = hashes[i] + 1;
    }
    if (p.held_n)
        *p.to++ = (unsigned char)p.held;
    return p.to;
}

/* To the bits that are kept; where two are one then, it is told once. */
static size_t shorten(uint32_t *hashes, size_t n)
{
    size_t i, kept;

    for (i = kept = 0; i < n; i++) {
        uint32_t h = hashes[i] >> (32 - BITS);

        if (!kept || hashes[kept - 1] != h)
            hashes[kept++] = h;
    }
    return kept;
}

static unsigned remainder_bits(const uint32_t *hashes, size_t n)
{
    uint32_t mean = n ? (hashes[n - 1] + 1) / (uint32_t)n : 0;

    return mean ? 31 - (unsigned)__builtin_clz(mean) : 0;
}

void lede__sketch_end(lede__sketch *k, lede_buf *out)
{
    unsigned char bytes[HEAD_MOST + CODE_MOST], *to = bytes;
    uint64_t whole = k->words ? k->whole | 1 : 0;
    uint32_t left = runs_of(k);
    size_t n;
    int i;

    choose(k);
    n = shorten(k->hashes, k->n);
    *to++ = LEDE_FINGERPRINT_VERSION;
    *to++ = (unsigned char)(n | (k->limit == UINT32_MAX ? COMPLETE : 0));
    *to++ = (unsigned char)remainder_bits(k->hashes, n);
    for (; left > 127; left >>= 7)
        *to++ = (unsigned char)(left | 128);
    *to++ = (unsigned char)left;
    for (i = 0; i < 8; i++)
        *to++ = (unsigned char)(whole >> 8 * i);
    to = pack(k->hashes, n, bytes[2], to);
    lede_buf_add(out, (char *)bytes, (size_t)(to - bytes));
}

lede_status lede_fingerprint(const char *s, size_t n, lede_buf *out, lede_error *err)
{
    lede__sketch k;

    lede__sketch_begin(&k);
    lede_terms(s, n, take_term, &k);
    lede__sketch_end(&k, out);
    return out->failed ? lede__nomem(err) : LEDE_OK;
}

size_t lede_fingerprint_keys(const char *s, size_t n, uint32_t *keys, size_t most)
{
    lede__sketch k;

    lede__sketch_begin(&k);
    lede_terms(s, n, take_term, &k);
    choose(&k);
    most = most < k.n ? most : k.n;
    memcpy(keys, k.hashes, most * sizeof *keys);
    return most;
}

static int read_runs(const unsigned char **s, const unsigned char *end, uint32_t *runs)
{
    int shift;

    *runs = 0;
    for (shift = 0; shift < 35 && *s < end; shift += 7) {
        *runs |= (uint32_t)(**s & 127) << shift;
        if (!(*(*s)++ & 128))
            return 1;
    }
    return 0;
}

int lede__print_read(const char *bytes, size_t n, lede__print_view *v)
{
    const unsigned char *s = (const unsigned char *)bytes, *end = s + n;
    int i;

    memset(v, 0, sizeof *v);
    if (n < 3 || s[0] != LEDE_FINGERPRINT_VERSION || (s[1] & 127) > MOST || s[2] > BITS)
        return 0;
    v->n = s[1] & 127;
    v->complete = s[1] & COMPLETE;
    v->bits = s[2];
    s += 3;
    if (!read_runs(&s, end, &v->runs) || end - s < 8)
        return 0;
    for (i = 8; i-- > 0;)
        v->whole = v->whole << 8 | s[i];
    v->code = s + 8;
    v->end = end;
    return 1;
}

/* The 57 bits and more from bit `at` on: 0 beyond the end. */
static uint64_t bits_at(const lede__print_view *v, size_t at)
{
    const unsigned char *s = v->code + at / 8;
    size_t left = (size_t)(v->end - s), i;
    uint64_t word = 0;

    if (left >= 8)
        memcpy(&word, s, 8);
    for (i = 0; left < 8 && i < left; i++)
        ((unsigned char *)&word)[i] = s[i];
    return le64toh(word) >> at % 8;
}

enum { WORD = 57 };   /* bits that bits_at gives for sure */

/* Where the bit of 1 is that ends a quotient; `end` where there is none. */
static size_t end_of_zeros(const lede__print_view *v, size_t at, size_t end)
{
    uint64_t word;

    for (; at < end; at += WORD)
        if ((word = bits_at(v, at)) != 0)
            return at + (size_t)__builtin_ctzll(word);
    return end;
}

size_t lede__print_hashes(const lede__print_view *v, uint32_t *hashes, size_t most)
{
    size_t end = (size_t)(v->end - v->code) * 8, at = 0, n = v->n < most ? v->n : most, i;
    uint64_t mask = ((uint64_t)1 << v->bits) - 1, next = 0;

    for (i = 0; i < n; i++) {
        uint64_t word = at < end ? bits_at(v, at) : 0;
        size_t zeros = word ? (size_t)__builtin_ctzll(word) : WORD;

        /* Mostly quotient and remainder are in one word. */
        if (zeros + 1 + v->bits <= WORD) {
            word >>= zeros + 1;
        } else {
            zeros = end_of_zeros(v, at, end) - at;
            word = at + zeros + 1 < end ? bits_at(v, at + zeros + 1) : 0;
        }
        at += zeros + 1 + v->bits;
        next += (uint64_t)zeros << v->bits | (word & mask);
        if (at > end || next >> BITS)
            break;
        hashes[i] = (uint32_t)next++;
    }
    return i;
}

/* --- comparing ---------------------------------------------------------------- */

void lede__print_sample(const lede__print_view *v, const lede__common *common, lede__sample *out)
{
    size_t n = lede__print_hashes(v, out->hashes, MOST), i;

    out->runs = v->runs;
    out->whole = v->whole;
    out->last = n && !v->complete ? out->hashes[n - 1] : UINT32_MAX;
    for (i = out->n = 0; i < n; i++) {
        uint32_t h = out->hashes[i];

        out->hashes[out->n] = h;
        out->n += !lede__common_has(common, h);
    }
}

/* How many of the hashes are not above `last`. */
static size_t up_to(const lede__sample *s, uint32_t last)
{
    size_t n = s->n;

    while (n && s->hashes[n - 1] > last)
        n--;
    return n;
}

void lede__sample_compare(const lede__sample *a, const lede__sample *b, lede_likeness *out)
{
    uint32_t last = a->last < b->last ? a->last : b->last;
    size_t i = 0, j = 0, a_n = up_to(a, last), b_n = up_to(b, last), both = 0, least;

    while (i < a_n && j < b_n) {
        uint32_t p = a->hashes[i], q = b->hashes[j];

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
