/*
 * What the benchmarks share: the processor's clock, and the bodies of a corpus
 * of $LEDE_SHARED/data/corpora as one text.
 */
#ifndef CORPUS_H
#define CORPUS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

enum { MOST = 24 << 20, LINE = 8 << 20 };

/* Processor time, so that others on the machine change little. */
static __attribute__((unused)) double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* --- input ----------------------------------------------------------------------- */

static size_t hex4(const char *p, char *out)
{
    char digits[5];
    unsigned c;

    memcpy(digits, p, 4);
    digits[4] = '\0';
    c = (unsigned)strtoul(digits, NULL, 16);
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
}

/* The JSON string at p (after its quote) appended at s + n; the new n. */
static size_t unescape(const char *p, char *s, size_t n)
{
    for (; *p && *p != '"'; p++) {
        if (*p != '\\') {
            s[n++] = *p;
        } else if (*++p == 'u') {
            n += hex4(p + 1, s + n);
            p += 4;
        } else {
            s[n++] = *p;
            if (*p == 'n')
                s[n - 1] = '\n';
        }
    }
    return n;
}

static __attribute__((unused)) char *from_corpus(const char *file, size_t *n)
{
    const char *dir = getenv("LEDE_SHARED"), *body;
    char path[1024], *s = malloc(MOST + LINE), *line = malloc(LINE);
    gzFile f;

    *n = 0;
    snprintf(path, sizeof path, "%s/data/corpora/%s", dir ? dir : "../shared", file);
    f = gzopen(path, "rb");
    while (f && s && line && *n < MOST && gzgets(f, line, LINE)) {
        body = strstr(line, "\"articleBody\":");
        if (!body || !(body = strchr(body + 14, '"')))
            continue;
        *n = unescape(body + 1, s, *n);
        s[(*n)++] = '\n';
    }
    if (f)
        gzclose(f);
    free(line);
    return s;
}

#endif
