/* SHA-256 as FIPS 180-4, section 6.2, describes it. */
#include "base/sha256.h"

#include <string.h>

#include "lede/base.h"

/* Newer x86 processors have instructions for it; the compiler's own look at the processor tells which. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 11
#define BY_PROCESSOR __attribute__((target("sha,sse4.1")))
#include <immintrin.h>
#endif

static const uint32_t round_constant[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotr(uint32_t x, int by)
{
    return x >> by | x << (32 - by);
}

static uint32_t big_endian(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* The schedule's words are made as they are needed, sixteen at a time in a ring. */
static uint32_t next_word(uint32_t w[16], int i)
{
    uint32_t a = w[(i + 1) & 15], b = w[(i + 14) & 15];

    return w[i & 15] += (rotr(a, 7) ^ rotr(a, 18) ^ a >> 3) + w[(i + 9) & 15] + (rotr(b, 17) ^ rotr(b, 19) ^ b >> 10);
}

static void compress(uint32_t h[8], const unsigned char *p)
{
    uint32_t w[16], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], k = h[7], t1, t2;
    int i;

    for (i = 0; i < 64; i++) {
        t1 = i < 16 ? (w[i] = big_endian(p + 4 * i)) : next_word(w, i);
        t1 += k + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + (g ^ (e & (f ^ g))) + round_constant[i];
        t2 = (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) | (c & (a | b)));
        k = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    h[0] += a;
    h[1] += b;
    h[2] += c;
    h[3] += d;
    h[4] += e;
    h[5] += f;
    h[6] += g;
    h[7] += k;
}

/* Take in whole blocks of 64 bytes. */
typedef void (*compress_fn)(uint32_t h[8], const unsigned char *p, size_t blocks);

static void compress_portably(uint32_t h[8], const unsigned char *p, size_t blocks)
{
    for (; blocks; blocks--, p += 64)
        compress(h, p);
}

#ifdef BY_PROCESSOR
/* Four words of the schedule from the sixteen before them. */
BY_PROCESSOR static inline __m128i next_words(__m128i a, __m128i b, __m128i c, __m128i d)
{
    return _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(a, b), _mm_alignr_epi8(d, c, 4)), d);
}

BY_PROCESSOR static inline void four_rounds(__m128i *abef, __m128i *cdgh, __m128i w, const uint32_t *constants)
{
    __m128i k = _mm_add_epi32(w, _mm_loadu_si128((const __m128i *)(const void *)constants));

    *cdgh = _mm_sha256rnds2_epu32(*cdgh, *abef, k);
    *abef = _mm_sha256rnds2_epu32(*abef, *cdgh, _mm_shuffle_epi32(k, 0x0E));
}

BY_PROCESSOR static inline __m128i four_words(const unsigned char *p)
{
    return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)p),
                            _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203));
}

BY_PROCESSOR static void compress_by_processor(uint32_t h[8], const unsigned char *p, size_t blocks)
{
    __m128i low = _mm_loadu_si128((const __m128i *)(const void *)h), high = _mm_loadu_si128((const __m128i *)(const void *)(h + 4));
    __m128i abef, cdgh, abef_before, cdgh_before, w[4];
    int i;

    low = _mm_shuffle_epi32(low, 0xB1);
    high = _mm_shuffle_epi32(high, 0x1B);
    abef = _mm_alignr_epi8(low, high, 8);
    cdgh = _mm_blend_epi16(high, low, 0xF0);
    for (; blocks; blocks--, p += 64) {
        abef_before = abef;
        cdgh_before = cdgh;
        for (i = 0; i < 4; i++) {
            w[i] = four_words(p + 16 * i);
            four_rounds(&abef, &cdgh, w[i], round_constant + 4 * i);
        }
        for (; i < 16; i += 4) {
            w[0] = next_words(w[0], w[1], w[2], w[3]);
            w[1] = next_words(w[1], w[2], w[3], w[0]);
            w[2] = next_words(w[2], w[3], w[0], w[1]);
            w[3] = next_words(w[3], w[0], w[1], w[2]);
            four_rounds(&abef, &cdgh, w[0], round_constant + 4 * i);
            four_rounds(&abef, &cdgh, w[1], round_constant + 4 * i + 4);
            four_rounds(&abef, &cdgh, w[2], round_constant + 4 * i + 8);
            four_rounds(&abef, &cdgh, w[3], round_constant + 4 * i + 12);
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    low = _mm_shuffle_epi32(abef, 0x1B);
    high = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)(void *)h, _mm_blend_epi16(low, high, 0xF0));
    _mm_storeu_si128((__m128i *)(void *)(h + 4), _mm_alignr_epi8(high, low, 8));
}
#endif

static compress_fn best_way(void)
{
#ifdef BY_PROCESSOR
    if (__builtin_cpu_supports("sha") && __builtin_cpu_supports("sse4.1"))
        return compress_by_processor;
#endif
    return compress_portably;
}

static void digest(const char *s, size_t n, char out[LEDE__SHA256], compress_fn take)
{
    uint32_t h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const unsigned char *p = (const unsigned char *)s;
    unsigned char tail[128] = {0};
    uint64_t bits = (uint64_t)n * 8;
    size_t left = n, size, i;

    take(h, p, left / 64);
    p += left / 64 * 64;
    left %= 64;
    if (left)
        memcpy(tail, p, left);
    tail[left] = 0x80;
    size = left < 56 ? 64 : 128;
    for (i = 0; i < 8; i++)
        tail[size - 1 - i] = (unsigned char)(bits >> (8 * i));
    take(h, tail, size / 64);
    for (i = 0; i < LEDE__SHA256; i++)
        out[i] = (char)(h[i / 4] >> (24 - 8 * (i % 4)));
}

void lede__sha256(const char *s, size_t n, char out[LEDE__SHA256])
{
    digest(s, n, out, best_way());
}

void lede__sha256_write(const char bytes[LEDE__SHA256], char out[65])
{
    static const char digits[] = "0123456789abcdef";
    int i;

    for (i = 0; i < 2 * LEDE__SHA256; i++)
        out[i] = digits[(unsigned char)bytes[i / 2] >> (i % 2 ? 0 : 4) & 15];
    out[i] = '\0';
}

void lede_sha256_hex(const char *s, size_t n, char out[65])
{
    char bytes[LEDE__SHA256];

    lede__sha256(s, n, bytes);
    lede__sha256_write(bytes, out);
}

void lede__sha256_hex_portably(const char *s, size_t n, char out[65])
{
    char bytes[LEDE__SHA256];

    digest(s, n, bytes, compress_portably);
    lede__sha256_write(bytes, out);
}
