/*
 * The reader on JSON Lines of invented articles in memory, plain and gzipped,
 * against jansson parsing the same lines into trees (which is less work).
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

#include "base/buf.h"
#include "lede/read.h"

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void make_lines(lede_buf *b)
{
    static const char *const words[] = {"harbour", "ferry", "the", "of", "board", "winter", "said", "island", "a", "to",
                                        "caf\xC3\xA9", "passengers", "late", "\\u201cyes\\u201d", "fog", "and"};
    unsigned seed = 1, i;

    while (b->n < (size_t)40 << 20) {
        lede__buf_addf(b, "{\"url\": \"https://pier.example/%u\", \"headline\": \"Ferry %u is late\", \"author\": [\"Ann Berg\"], "
                       "\"datePublished\": \"2022-03-21\", \"identifier\": \"p/%u\", \"articleBody\": \"", seed, seed, seed);
        for (i = 0; i < 500; i++) {
            seed = seed * 1103515245u + 12345u;
            lede_buf_addz(b, words[seed >> 16 & 15]);
            lede_buf_addz(b, i % 80 == 79 ? ".\\n\\n" : " ");
        }
        lede_buf_addz(b, "\", \"inLanguage\": \"en\"}\n");
    }
}

static size_t read_all(const char *s, size_t n, const char *name)
{
    lede_reader *r;
    lede_item item;
    size_t articles = 0;

    if (lede_reader_open_bytes(s, n, name, NULL, &r, NULL) != LEDE_OK)
        return 0;
    while (lede_reader_next(r, &item, NULL) == LEDE_OK)
        articles += item.kind == LEDE_ITEM_ARTICLE;
    lede_reader_close(r);
    return articles;
}

static size_t parse_all(const char *s, size_t n)
{
    const char *end = s + n, *nl;
    size_t lines = 0;

    for (; s < end && (nl = memchr(s, '\n', (size_t)(end - s))) != NULL; s = nl + 1) {
        json_t *v = json_loadb(s, (size_t)(nl - s), 0, NULL);

        lines += v != NULL;
        json_decref(v);
    }
    return lines;
}

int main(void)
{
    lede_buf b;
    double t, mb, lede, peer, packed;
    uLongf packed_n;
    unsigned char *z;
    size_t articles;

    lede_buf_init(&b);
    make_lines(&b);
    mb = (double)b.n / 1e6;
    t = now();
    articles = read_all(b.s, b.n, "x.jsonl");
    lede = mb / (now() - t);
    t = now();
    parse_all(b.s, b.n);
    peer = mb / (now() - t);
    packed_n = compressBound((uLong)b.n) + 100;
    z = malloc(packed_n);
    if (z) {
        z_stream s;

        memset(&s, 0, sizeof s);
        deflateInit2(&s, 1, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
        s.next_in = (unsigned char *)b.s;
        s.avail_in = (unsigned)b.n;
        s.next_out = z;
        s.avail_out = (unsigned)packed_n;
        deflate(&s, Z_FINISH);
        packed_n = s.total_out;
        deflateEnd(&s);
        t = now();
        read_all((const char *)z, packed_n, "x.jsonl.gz");
        packed = mb / (now() - t);
        printf("read JSON Lines, %zu articles: %.0f MB/s, %.1f times jansson (%.0f MB/s); gzipped %.0f MB/s of JSON\n", articles, lede,
               lede / peer, peer, packed);
        free(z);
    }
    lede_buf_release(&b);
    return 0;
}
