/* core/news/fingerprint.c and copies.c */
#include "test.h"

#include "lede/similarity.h"

/* A text of `n` made-up words from `seed` on; the same seed gives the same words. */
static void make_text(lede_buf *b, unsigned seed, int n)
{
    int i;

    for (i = 0; i < n; i++) {
        char word[16];

        seed = seed * 1103515245u + 12345u;
        snprintf(word, sizeof word, "%s%c%c%u ", i % 50 == 49 ? "\n\n" : "", 'a' + (int)(seed >> 20) % 26, 'a' + (int)(seed >> 25) % 26,
                 seed >> 17 & 511);
        lede_buf_addz(b, word);
    }
}

typedef struct prints {
    lede_buf bytes[64];
    lede_print list[64];
    lede_copy out[64];
    size_t n;
} prints;

static void add(prints *p, const char *s, size_t n)
{
    lede_buf *b = &p->bytes[p->n];

    lede_buf_init(b);
    EQ_INT(lede_fingerprint(s, n, b, NULL), LEDE_OK);
    p->list[p->n].s = b->s;
    p->list[p->n++].n = b->n;
}

static void group(prints *p)
{
    EQ_INT(lede_copies(p->list, p->n, 0.5, p->out, NULL), LEDE_OK);
}

static void release(prints *p)
{
    while (p->n)
        lede_buf_release(&p->bytes[--p->n]);
}

static void copies_are_grouped(void)
{
    prints p = {.n = 0};
    lede_buf a, b;
    char *half;

    lede_buf_init(&a);
    lede_buf_init(&b);
    make_text(&a, 1, 600);
    make_text(&b, 99, 600);
    add(&p, a.s, a.n);             /* 0: the whole */
    add(&p, b.s, b.n);             /* 1: another story */
    add(&p, a.s, a.n / 4);         /* 2: the first quarter */
    half = a.s + a.n / 2;
    b.n = 0;
    lede_buf_add(&b, half, a.n - a.n / 2);
    lede_buf_add(&b, a.s, a.n / 2);
    add(&p, b.s, b.n);             /* 3: the same in another order */
    add(&p, a.s, a.n);             /* 4: the same */
    group(&p);
    EQ_INT(p.out[1].group, 1);
    EQ_INT(p.out[2].group, 0);
    EQ_INT(p.out[3].group, 0);
    EQ_INT(p.out[4].group, 0);
    CHECK(p.out[2].like.containment > 0.9 && p.out[2].like.similarity < 0.5);
    CHECK(p.out[4].like.similarity == 1);
    lede_buf_release(&a);
    lede_buf_release(&b);
    release(&p);
}

static void typography_does_not_matter(void)
{
    const char *x = "“The ferry isn’t late,” said the master of the port of Tarn, who had waited for it since the early morning of a day in May.";
    const char *y = "\"The FERRY isn't late,\" said  the master of the port of Tarn, who had waited for it since the early morning of a day in May.";
    prints p = {.n = 0};

    add(&p, x, strlen(x));
    add(&p, y, strlen(y));
    group(&p);
    EQ_INT(p.out[1].group, 0);
    release(&p);
}

static void boilerplate_joins_nothing(void)
{
    prints p = {.n = 0};
    unsigned i;

    for (i = 0; i < 60; i++) {
        lede_buf t;

        lede_buf_init(&t);
        make_text(&t, 1000 + i * 77, 60);
        make_text(&t, 5, 100);      /* the same hundred words under each */
        add(&p, t.s, t.n);
        lede_buf_release(&t);
    }
    group(&p);
    for (i = 0; i < 60; i++)
        EQ_INT(p.out[i].group, i);
    release(&p);
}

static void short_texts_equal_only_themselves(void)
{
    prints p = {.n = 0};

    add(&p, "No further details.", 19);
    add(&p, "No further details!", 19);
    add(&p, "No further news.", 16);
    add(&p, "", 0);
    add(&p, "", 0);
    group(&p);
    EQ_INT(p.out[1].group, 0);
    EQ_INT(p.out[2].group, 2);
    EQ_INT(p.out[4].group, 4);
    release(&p);
}

static void garbage_resembles_nothing(void)
{
    lede_likeness like;
    char bytes[40];
    size_t n;

    memset(bytes, 1, sizeof bytes);
    for (n = 0; n < sizeof bytes; n++) {
        lede_fingerprint_compare(bytes, n, bytes, n, &like);
        CHECK(like.similarity >= 0 && like.similarity <= 1);
    }
}

/* Runs of three of the words w0 w1 w2 ... from `from` on: any two such texts share what they overlap. */
static void numbered(lede_buf *out, int from, int n)
{
    lede_buf text;
    int i;

    lede_buf_init(&text);
    for (i = from; i < from + n; i++) {
        char word[16];

        snprintf(word, sizeof word, "w%d ", i);
        lede_buf_addz(&text, word);
    }
    lede_buf_init(out);
    EQ_INT(lede_fingerprint(text.s, text.n, out, NULL), LEDE_OK);
    lede_buf_release(&text);
}

/* Half of the smaller is in the other, whatever their lengths; the mean over many is near to it. */
static void estimates_are_right_in_the_mean(void)
{
    static const int sizes[][2] = {{30, 30}, {60, 90}, {150, 150}, {150, 1200}, {800, 800}, {3000, 3000}};
    size_t i;
    int k;

    for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        double sum = 0;

        for (k = 0; k < 100; k++) {
            int a_n = sizes[i][0] + 2, b_n = sizes[i][1] + 2, from = k * 10000;
            lede_likeness like;
            lede_buf a, b;

            numbered(&a, from, a_n);
            numbered(&b, from + sizes[i][0] / 2, b_n);
            lede_fingerprint_compare(a.s, a.n, b.s, b.n, &like);
            sum += like.containment;
            lede_buf_release(&a);
            lede_buf_release(&b);
        }
        CHECK(sum / 100 > 0.47 && sum / 100 < 0.53);
    }
}

/* A text that says the same all over is one run many times over. */
static void what_is_repeated_counts_once(void)
{
    lede_buf text, bytes;
    uint32_t keys[24];
    int i;

    lede_buf_init(&text);
    lede_buf_init(&bytes);
    for (i = 0; i < 5000; i++)
        lede_buf_addz(&text, "no ");
    EQ_INT(lede_fingerprint_keys(text.s, text.n, keys, 24), 1);
    EQ_INT(lede_fingerprint(text.s, text.n, &bytes, NULL), LEDE_OK);
    CHECK(bytes.n < 24);
    lede_buf_clear(&text);
    make_text(&text, 1, 5000);
    EQ_INT(lede_fingerprint_keys(text.s, text.n, keys, 24), 24);
    for (i = 1; i < 24; i++)
        CHECK(keys[i - 1] < keys[i]);
    lede_buf_release(&text);
    lede_buf_release(&bytes);
}

/* Bytes cut short or changed give fewer hashes or others, never more than there may be. */
static void damaged_bytes_are_read_safely(void)
{
    lede_likeness like;
    lede_buf good;
    size_t i;
    int bit;

    numbered(&good, 0, 700);
    for (i = 0; i < good.n; i++) {
        char *cut = malloc(i + 1);   /* of its own, so that a reader past the end is found */

        memcpy(cut, good.s, i);
        lede_fingerprint_compare(cut, i, good.s, good.n, &like);
        CHECK(like.containment >= 0 && like.containment <= 1);
        free(cut);
        for (bit = 0; bit < 8; bit++) {
            good.s[i] ^= (char)(1 << bit);
            lede_fingerprint_compare(good.s, good.n, good.s, good.n, &like);
            CHECK(like.similarity == 0 || like.similarity == 1);
            good.s[i] ^= (char)(1 << bit);
        }
    }
    lede_buf_release(&good);
}

static void no_memory_is_said(void)
{
    lede_buf a;
    prints p = {.n = 0};
    lede_status st = LEDE_NOMEM;
    long n;

    lede_buf_init(&a);
    make_text(&a, 1, 300);
    add(&p, a.s, a.n);
    add(&p, a.s, a.n - 20);
    for (n = 1; st != LEDE_OK; n++) {
        fault_after(n);
        st = lede_copies(p.list, p.n, 0.5, p.out, NULL);
        fault_after(0);
        CHECK(st == LEDE_OK || st == LEDE_NOMEM);
    }
    CHECK(n > 3);
    lede_buf_release(&a);
    release(&p);
}

int main(void)
{
    RUN(copies_are_grouped, "copies, parts and other orders are grouped under the earliest");
    RUN(typography_does_not_matter, "quotation marks, case and spaces do not matter");
    RUN(boilerplate_joins_nothing, "what stands in too many texts joins none of them");
    RUN(short_texts_equal_only_themselves, "a short text equals itself and resembles nothing");
    RUN(garbage_resembles_nothing, "bytes that are no fingerprint are never read past");
    RUN(estimates_are_right_in_the_mean, "containment is estimated right in the mean, at any lengths");
    RUN(what_is_repeated_counts_once, "what is repeated counts once; keys ascend");
    RUN(damaged_bytes_are_read_safely, "damaged fingerprints are read safely");
    RUN(no_memory_is_said, "every failed allocation gives LEDE_NOMEM");
    return END();
}
