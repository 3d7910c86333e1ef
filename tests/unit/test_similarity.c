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
    RUN(no_memory_is_said, "every failed allocation gives LEDE_NOMEM");
    return END();
}
