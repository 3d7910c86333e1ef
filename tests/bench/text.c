/*
 * Speed of the text walk, a line a figure, beside `wc -w` on the same file in
 * the same run. Input: articles of $LEDE_SHARED/data/corpora where they are,
 * else made text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "corpus.h"
#include "lede/text.h"

/* Text of made words, about as long as words are. */
static void make(const char *const *letters, char *s, size_t *n)
{
    unsigned long long seed = 42;
    size_t count = 0, i, len;

    while (letters[count])
        count++;
    for (*n = 0; *n < MOST; s[(*n)++] = ' ') {
        seed = seed * 6364136223846793005ull + 1442695040888963407ull;
        len = 1 + (size_t)(seed >> 40) % 5 + (size_t)(seed >> 50) % 5;
        for (i = 0; i < len; i++) {
            const char *l = letters[(seed >> (i * 3 + 8)) % count];

            memcpy(s + *n, l, strlen(l));
            *n += strlen(l);
        }
        if ((seed >> 59) < 2)
            s[(*n)++] = (seed >> 59) ? ',' : '.';
    }
}

/* --- what is measured ------------------------------------------------------------- */

static int count_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    (void)term, (void)cls, (void)start, (void)end, (void)part;
    *(size_t *)ud += n;
    return 0;
}

static int count_word(lede_word_class cls, size_t start, size_t end, void *ud)
{
    (void)cls, (void)start, (void)end;
    ++*(size_t *)ud;
    return 0;
}

typedef struct stemming {
    lede_stemmer *st;
    size_t total;
} stemming;

static int stem_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    stemming *s = ud;
    const char *stem;

    (void)cls, (void)start, (void)end, (void)part;
    s->total += lede_stem(s->st, term, n, &stem);
    return 0;
}

static void run_words(const char *s, size_t n, void *ud)
{
    lede_words(s, n, count_word, ud);
}

static void run_terms(const char *s, size_t n, void *ud)
{
    lede_terms(s, n, count_term, ud);
}

static void run_stems(const char *s, size_t n, void *ud)
{
    lede_terms(s, n, stem_term, ud);
}

static void run_fold(const char *s, size_t n, void *ud)
{
    lede_buf_clear(ud);
    lede_fold(s, n, LEDE_FOLD_SEARCH, ud);
}

static void run_nfc(const char *s, size_t n, void *ud)
{
    lede_buf_clear(ud);
    lede_normalize(s, n, LEDE_NFC, ud);
}

static void run_valid(const char *s, size_t n, void *ud)
{
    *(size_t *)ud = lede_utf8_valid(s, n);
}

static void run_segments(const char *s, size_t n, void *ud)
{
    lede_segment_kind kind = *(lede_segment_kind *)ud;
    size_t at = 0;

    while (at < n)
        at = lede_segment_end(kind, s, n, at);
}

/* The best of five, in MB/s. */
static double measure(void (*f)(const char *, size_t, void *), const char *s, size_t n, void *ud)
{
    double best = 1e9, start;
    int i;

    for (i = 0; i < 5; i++) {
        start = now();
        f(s, n, ud);
        if (now() - start < best)
            best = now() - start;
    }
    return (double)n / 1e6 / best;
}

static double children(void)
{
    struct rusage u;

    getrusage(RUSAGE_CHILDREN, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + 1e-6 * (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

static double wc(const char *s, size_t n)
{
    char path[] = "/tmp/lede-bench-XXXXXX", command[128];
    int fd = mkstemp(path), i;
    double best = 1e9, start;

    if (fd < 0)
        return 1;
    if (write(fd, s, n) == (ssize_t)n) {
        snprintf(command, sizeof command, "wc -w < %s > /dev/null", path);
        for (i = 0; i < 3; i++) {
            start = children();
            if (system(command) != 0)
                break;
            if (children() - start < best)
                best = children() - start;
        }
    }
    close(fd);
    remove(path);
    return (double)n / 1e6 / best;
}

static void say(const char *language, const char *what, double speed, double peer)
{
    printf("text %s %-24s %6.0f MB/s  %5.2f times wc -w\n", language, what, speed, speed / peer);
    fflush(stdout);
}

static void language(const char *code, const char *file, const char *const *letters)
{
    static const char *const kinds[] = {"raw graphemes", "raw words", "raw sentences"};
    size_t n = 0, total = 0;
    char *s = from_corpus(file, &n);
    stemming st = {NULL, 0};
    lede_segment_kind kind;
    lede_buf b;
    double peer;

    if (!s)
        return;
    lede_buf_init(&b);
    if (!n) {
        printf("text %s: of made text, since there is no %s\n", code, file);
        make(letters, s, &n);
    }
    peer = wc(s, n);
    say(code, "wc -w", peer, peer);
    say(code, "terms (fold and words)", measure(run_terms, s, n, &total), peer);
    lede_stemmer_new(code, &st.st, NULL);
    say(code, "terms and stems", measure(run_stems, s, n, &st), peer);
    say(code, "words", measure(run_words, s, n, &total), peer);
    say(code, "fold", measure(run_fold, s, n, &b), peer);
    say(code, "nfc", measure(run_nfc, s, n, &b), peer);
    say(code, "valid", measure(run_valid, s, n, &total), peer);
    for (kind = LEDE_GRAPHEME; kind <= LEDE_SENTENCE; kind++)
        say(code, kinds[kind], measure(run_segments, s, n, &kind), peer);
    lede_stemmer_free(st.st);
    lede_buf_release(&b);
    free(s);
}

int main(void)
{
    static const char *const english[] = {"e", "t", "a", "o", "i", "n", "s", "h", "r", "d", "l", "u", "c", "m", NULL};
    static const char *const german[] = {"e", "n", "i", "s", "r", "a", "t", "d", "h", "u", "l", "ü", "ö", "ß", "g", "m", NULL};
    static const char *const russian[] = {"о", "е", "а", "и", "н", "т", "с", "р", "в", "л", "к", "м", "д", "п", "у", "я", NULL};

    language("en", "allsides-2018-2020.jsonl.gz", english);
    language("de", "de-10kgnad-test.jsonl.gz", german);
    language("ru", "ru-1tv-2021-2024.jsonl.gz", russian);
    return 0;
}
