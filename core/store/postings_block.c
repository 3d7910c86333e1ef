/* The inverted index: rows, hits and positions as bytes (postings_in.h). */
#include <string.h>

#include "store/postings_in.h"

/* The top bit of each byte; the lower bit of every two. */
#define TOPS 0x8080808080808080u
#define ODDS 0x5555555555555555u

const unsigned char *lede__long_varint(const unsigned char *p, const unsigned char *end, uint64_t most, uint64_t *v)
{
    uint64_t sum = 0;
    unsigned shift;

    *v = 0;
    if (!p)
        return NULL;
    for (shift = 0; p < end && shift < 63; shift += 7) {
        sum |= (uint64_t)(*p & 0x7F) << shift;
        if (*p++ < 0x80) {
            *v = sum;
            return sum <= most ? p : NULL;
        }
    }
    return NULL;
}

size_t lede__put_varint(unsigned char *p, uint64_t v)
{
    size_t n = 0;

    while (v >= 0x80) {
        p[n++] = (unsigned char)(v | 0x80);
        v >>= 7;
    }
    p[n++] = (unsigned char)v;
    return n;
}

void lede__add_varint(lede_buf *b, uint64_t v)
{
    unsigned char *p = (unsigned char *)lede__buf_room(b, 10);

    if (p)
        b->n += lede__put_varint(p, v);
}

/* --- rows -------------------------------------------------------------------------- */

static size_t varint_size(uint64_t v)
{
    size_t n = 1;

    while (v >>= 7)
        n++;
    return n;
}

void lede__put_rows(lede_buf *b, const uint32_t *rows, uint32_t n, uint64_t base)
{
    unsigned char *p = (unsigned char *)lede__buf_room(b, (size_t)n * 5);
    size_t used = 0;
    uint32_t i;

    if (!p)
        return;
    for (i = 0; i < n; i++) {
        used += lede__put_varint(p + used, rows[i] - base);
        base = (uint64_t)rows[i] + 1;
    }
    b->n += used;
}

static void put_bitmap(lede_buf *b, const uint32_t *rows, uint32_t n, uint64_t base, size_t size)
{
    unsigned char *p = (unsigned char *)lede__buf_room(b, size);
    uint32_t i;

    if (!p)
        return;
    memset(p, 0, size);
    for (i = 0; i < n; i++)
        p[(rows[i] - base) / 8] |= (unsigned char)(1u << (rows[i] - base) % 8);
    b->n += size;
}

void lede__put_rows_best(lede_buf *b, const uint32_t *rows, uint32_t n, uint64_t base)
{
    size_t bits = (size_t)((rows[n - 1] - base) / 8 + 1), numbers = 0;
    uint64_t next = base;
    uint32_t i;

    for (i = 0; i < n; i++) {
        numbers += varint_size(rows[i] - next);
        next = (uint64_t)rows[i] + 1;
    }
    lede_buf_addc(b, bits < numbers ? LEDE__BITMAP : LEDE__VARINTS);
    if (bits < numbers)
        put_bitmap(b, rows, n, base, bits);
    else
        lede__put_rows(b, rows, n, base);
}

const unsigned char *lede__get_rows(const unsigned char *p, const unsigned char *end, uint64_t base, uint32_t *rows,
                                    uint32_t n)
{
    uint32_t i = 0, k, v;

    while (i < n) {
        /* Most are of one byte: eight of them at a time. */
        if (n - i >= 8 && p && end - p >= 8 && base <= INT32_MAX - 8 * 128 && !(lede__get64(p) & TOPS)) {
            for (k = 0; k < 8; k++) {
                base += p[k];
                rows[i + k] = (uint32_t)base++;
            }
            i += 8;
            p += 8;
            continue;
        }
        p = lede__varint(p, end, &v);
        base += v;
        if (!p || base > INT32_MAX)
            return NULL;
        rows[i++] = (uint32_t)base++;
    }
    return p;
}

static const unsigned char *get_bitmap(const unsigned char *p, const unsigned char *end, uint64_t base, uint32_t *rows,
                                       uint32_t n)
{
    uint32_t found = 0;
    unsigned bits;

    for (; found < n; p++, base += 8) {
        if (p >= end || base > INT32_MAX - 8)
            return NULL;
        for (bits = *p; bits; bits &= bits - 1) {
            if (found == n)
                return NULL;
            rows[found++] = (uint32_t)base + (uint32_t)__builtin_ctz(bits);
        }
    }
    return p;
}

const unsigned char *lede__get_rows_best(const unsigned char *p, const unsigned char *end, uint64_t base, uint32_t *rows,
                                         uint32_t n)
{
    if (p >= end)
        return NULL;
    if (*p == LEDE__BITMAP)
        return get_bitmap(p + 1, end, base, rows, n);
    return *p == LEDE__VARINTS ? lede__get_rows(p + 1, end, base, rows, n) : NULL;
}

/* --- hits ---------------------------------------------------------------------------- */

static unsigned code_of(const uint32_t hits[LEDE__COLUMNS])
{
    if (hits[LEDE__HEADLINE] || hits[LEDE__DEK] || hits[LEDE__BODY] > 3)
        return 0;
    return hits[LEDE__BODY];
}

void lede__put_hits(lede_buf *b, uint32_t (*hits)[LEDE__COLUMNS], uint32_t n)
{
    size_t used = (n + 3) / 4;
    unsigned char *p = (unsigned char *)lede__buf_room(b, used + (size_t)n * 20);
    uint32_t i;
    int other;

    if (!p)
        return;
    memset(p, 0, used);
    for (i = 0; i < n; i++) {
        unsigned code = code_of(hits[i]);

        p[i / 4] |= (unsigned char)(code << i % 4 * 2);
        if (code)
            continue;
        other = hits[i][LEDE__HEADLINE] || hits[i][LEDE__DEK];
        used += lede__put_varint(p + used, (uint64_t)hits[i][LEDE__BODY] << 1 | (unsigned)other);
        if (other) {
            used += lede__put_varint(p + used, hits[i][LEDE__HEADLINE]);
            used += lede__put_varint(p + used, hits[i][LEDE__DEK]);
        }
    }
    b->n += used;
}

static const unsigned char *get_escaped(const unsigned char *p, const unsigned char *end, uint32_t hits[LEDE__COLUMNS])
{
    uint32_t v;

    p = lede__varint(p, end, &v);
    hits[LEDE__BODY] = v >> 1;
    if (p && v & 1) {
        p = lede__varint(p, end, &hits[LEDE__HEADLINE]);
        p = lede__varint(p, end, &hits[LEDE__DEK]);
    }
    /* As many as positions can be told apart; so that sums stay small. */
    if (hits[LEDE__HEADLINE] > INT32_MAX || hits[LEDE__DEK] > INT32_MAX)
        return NULL;
    return hits[LEDE__BODY] || hits[LEDE__HEADLINE] || hits[LEDE__DEK] ? p : NULL;
}

/*
 * Of 32 articles, those whose code is 0, as the lower of the two bits of each;
 * articles from the n-th on are none.
 */
static uint64_t escaped(const unsigned char *codes, uint32_t n)
{
    unsigned char tail[8] = { 0 };
    uint64_t w;

    if (n >= 32) {
        w = lede__get64(codes);
        return ~(w | w >> 1) & ODDS;
    }
    memcpy(tail, codes, (n + 3) / 4);
    w = lede__get64(tail);
    return ~(w | w >> 1) & ODDS & (((uint64_t)1 << 2 * n) - 1);
}

const unsigned char *lede__get_hits(const unsigned char *p, const unsigned char *end, uint32_t (*hits)[LEDE__COLUMNS],
                                    uint32_t n)
{
    const unsigned char *codes = p;
    uint64_t left;
    uint32_t i;

    if (!p || (size_t)(end - p) < (n + 3) / 4)
        return NULL;
    for (i = 0; i < n; i++) {
        hits[i][LEDE__HEADLINE] = 0;
        hits[i][LEDE__DEK] = 0;
        hits[i][LEDE__BODY] = codes[i / 4] >> i % 4 * 2 & 3;
    }
    p += (n + 3) / 4;
    for (i = 0; i < n; i += 32)
        for (left = escaped(codes + i / 4, n - i); left; left &= left - 1)
            if (!(p = get_escaped(p, end, hits[i + (uint32_t)__builtin_ctzll(left) / 2])))
                return NULL;
    return p;
}

static float weigh(const uint32_t hits[LEDE__COLUMNS], const double weights[LEDE__COLUMNS])
{
    return (float)(hits[LEDE__HEADLINE] * weights[LEDE__HEADLINE] + hits[LEDE__DEK] * weights[LEDE__DEK] +
                   hits[LEDE__BODY] * weights[LEDE__BODY]);
}

const unsigned char *lede__get_weighed(const unsigned char *p, const unsigned char *end,
                                       const double weights[LEDE__COLUMNS], float *out, uint32_t n)
{
    float by_code[4] = { 0, (float)weights[LEDE__BODY], (float)(2 * weights[LEDE__BODY]), (float)(3 * weights[LEDE__BODY]) };
    const unsigned char *codes = p;
    uint64_t left;
    uint32_t i;

    if (!p || (size_t)(end - p) < (n + 3) / 4)
        return NULL;
    for (i = 0; i < n; i++)
        out[i] = by_code[codes[i / 4] >> i % 4 * 2 & 3];
    p += (n + 3) / 4;
    for (i = 0; i < n; i += 32)
        for (left = escaped(codes + i / 4, n - i); left; left &= left - 1) {
            uint32_t hits[LEDE__COLUMNS] = { 0 };

            if (!(p = get_escaped(p, end, hits)))
                return NULL;
            out[i + (uint32_t)__builtin_ctzll(left) / 2] = weigh(hits, weights);
        }
    return p;
}

/* --- positions ------------------------------------------------------------------------- */

const unsigned char *lede__skip_varints(const unsigned char *p, const unsigned char *end, uint64_t count)
{
    const uint64_t lows = 0x0101010101010101u;
    uint64_t w;

    /* Every number ends with a byte whose top bit is clear: eight bytes at a time. */
    while (count >= 8 && end - p >= 8) {
        memcpy(&w, p, 8);
        count -= (~w >> 7 & lows) * lows >> 56;
        p += 8;
    }
    /* The last of the eight may be the middle of a number: its rest is no number of its own. */
    while (count && p < end)
        count -= *p++ < 0x80;
    return count ? NULL : p;
}
