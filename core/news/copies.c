/* Grouping copies among many texts: see lede_copies. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "news/fingerprint.h"

enum {
    KEYS = 32,        /* hashes by which a text looks for others */
    ENOUGH = 4        /* shared hashes below which nothing is told */
};

int lede__common_look_up(const lede__common *c, uint32_t spread)
{
    uint32_t at = c->starts[spread >> 16], end = c->starts[(spread >> 16) + 1];

    while (at < end && c->spread[at] < spread)
        at++;
    return at < end && c->spread[at] == spread;
}

typedef struct work {
    const lede_print *prints;
    size_t n;
    double min;
    lede_copy *out;       /* out[i].group is the parent in a forest whose roots are the earliest */
    unsigned char *lead;  /* whether a text is the first with exactly its words */
    lede__common common;
    uint64_t *pairs, *spare;
    size_t pairs_n, cap, spare_cap;
} work;

static uint32_t root(lede_copy *out, uint32_t i)
{
    while (out[i].group != i) {
        out[i].group = out[out[i].group].group;
        i = out[i].group;
    }
    return i;
}

static void join(lede_copy *out, uint32_t a, uint32_t b)
{
    a = root(out, a);
    b = root(out, b);
    if (a < b)
        out[b].group = a;
    else
        out[a].group = b;
}

/* Ascending by all 64 bits: byte by byte from the low end (LSD radix sort). */
static lede_status sort_pairs(work *w, lede_error *err)
{
    size_t count[256], i, sum;
    int shift;

    if (w->pairs_n > w->spare_cap) {
        uint64_t *more = lede__reallocn(w->spare, w->pairs_n, sizeof *more);

        if (!more)
            return lede__nomem(err);
        w->spare = more;
        w->spare_cap = w->pairs_n;
    }
    for (shift = 0; shift < 64; shift += 8) {
        uint64_t *t = w->pairs;
        size_t cap = w->cap;

        memset(count, 0, sizeof count);
        for (i = 0; i < w->pairs_n; i++)
            count[w->pairs[i] >> shift & 255]++;
        if (w->pairs_n && count[w->pairs[0] >> shift & 255] == w->pairs_n)
            continue;
        for (i = sum = 0; i < 256; i++) {
            size_t here = count[i];

            count[i] = sum;
            sum += here;
        }
        for (i = 0; i < w->pairs_n; i++)
            w->spare[count[w->pairs[i] >> shift & 255]++] = w->pairs[i];
        w->pairs = w->spare;
        w->cap = w->spare_cap;
        w->spare = t;
        w->spare_cap = cap;
    }
    return LEDE_OK;
}

static lede_status add_pair(work *w, uint64_t high, uint64_t low, lede_error *err)
{
    if (w->pairs_n == w->cap && !lede__grow(&w->pairs, &w->cap, w->pairs_n + 1, sizeof *w->pairs))
        return lede__nomem(err);
    w->pairs[w->pairs_n++] = high << 32 | low;
    return LEDE_OK;
}

/* Texts of exactly the same words go together first: they need no comparing and must not count as many. */
static lede_status join_equal(work *w, lede_error *err)
{
    lede_status st = LEDE_OK;
    lede__print_view a, b;
    size_t i, first = 0;

    for (i = 0; i < w->n && st == LEDE_OK; i++)
        if (lede__print_read(w->prints[i].s, w->prints[i].n, &a) && a.whole)
            st = add_pair(w, a.whole >> 32, i, err);
    if (st == LEDE_OK)
        st = sort_pairs(w, err);
    for (i = 0; i < w->pairs_n && st == LEDE_OK; i++) {
        uint32_t x = (uint32_t)w->pairs[first], y = (uint32_t)w->pairs[i];

        lede__print_read(w->prints[x].s, w->prints[x].n, &a);
        lede__print_read(w->prints[y].s, w->prints[y].n, &b);
        if (i == first || a.whole != b.whole || a.runs != b.runs) {
            first = i;
            w->lead[y] = 1;
        } else {
            join(w->out, x, y);
        }
    }
    return st;
}

/* The hashes of a text that is the first with its words. */
static size_t hashes_of(const work *w, size_t text, uint32_t *hashes, size_t most)
{
    lede__print_view v;

    if (!w->lead[text] || !lede__print_read(w->prints[text].s, w->prints[text].n, &v))
        return 0;
    return lede__print_hashes(&v, hashes, most);
}

/*
 * How many hashes of all texts fall to each place, LEDE_COPIES_COMMON + 1 at
 * most: 16 places a text and more, so that those of few texts seldom add up.
 */
static lede_status tally(const work *w, unsigned char **counts, int *shift, lede_error *err)
{
    uint32_t hashes[LEDE_FINGERPRINT_MOST];
    int bits = 16;
    size_t i, j, n;

    while (bits < 32 && (size_t)1 << bits < 16 * w->n)
        bits++;
    *shift = 32 - bits;
    *counts = lede__calloc((size_t)1 << bits, 1);
    if (!*counts)
        return lede__nomem(err);
    for (i = 0; i < w->n; i++) {
        n = hashes_of(w, i, hashes, LEDE_FINGERPRINT_MOST);
        for (j = 0; j < n; j++) {
            unsigned char *count = &(*counts)[lede__print_spread(hashes[j]) >> *shift];

            *count = (unsigned char)(*count + (*count <= LEDE_COPIES_COMMON));
        }
    }
    return LEDE_OK;
}

/* The hashes at places of more than LEDE_COPIES_COMMON, in order: as many times as texts have them. */
static lede_status gather(work *w, const unsigned char *counts, int shift, lede_error *err)
{
    uint32_t hashes[LEDE_FINGERPRINT_MOST];
    lede_status st = LEDE_OK;
    size_t i, j, n;

    for (i = 0; i < w->n && st == LEDE_OK; i++) {
        n = hashes_of(w, i, hashes, LEDE_FINGERPRINT_MOST);
        for (j = 0; j < n && st == LEDE_OK; j++)
            if (counts[lede__print_spread(hashes[j]) >> shift] > LEDE_COPIES_COMMON)
                st = add_pair(w, 0, lede__print_spread(hashes[j]), err);
    }
    return st == LEDE_OK ? sort_pairs(w, err) : st;
}

static lede_status add_common(lede__common *c, uint32_t spread, lede_error *err)
{
    uint32_t at = lede__common_place(spread);

    if (!lede__grow(&c->spread, &c->cap, c->n + 1, sizeof *c->spread))
        return lede__nomem(err);
    c->spread[c->n++] = spread;
    c->filter[at >> 6] |= (uint64_t)1 << (at & 63);
    c->starts[(spread >> 16) + 1]++;   /* how many, until all are there */
    return LEDE_OK;
}

/* The hashes that stand in too many texts. */
static lede_status find_common(work *w, lede_error *err)
{
    unsigned char *counts = NULL;
    size_t i, run;
    int shift;
    lede_status st = tally(w, &counts, &shift, err);

    w->pairs_n = 0;
    if (st == LEDE_OK)
        st = gather(w, counts, shift, err);
    for (i = run = 0; i < w->pairs_n && st == LEDE_OK; i++) {
        run = i && w->pairs[i] == w->pairs[i - 1] ? run + 1 : 1;
        if (run == LEDE_COPIES_COMMON + 1)
            st = add_common(&w->common, (uint32_t)w->pairs[i], err);
    }
    for (i = 1; i < LEDE__COMMON_STARTS; i++)
        w->common.starts[i] += w->common.starts[i - 1];
    lede__free(counts);
    return st;
}

static int are_copies(const work *w, const lede__sample *a, const lede__sample *b)
{
    lede_likeness like;

    lede__sample_compare(a, b, &like);
    return like.shared >= ENOUGH && like.containment >= w->min;
}

/* Whether some of the texts that meet under a key are in no group together yet. */
static int are_apart(work *w, const uint64_t *pairs, size_t n)
{
    size_t i;

    for (i = 1; i < n; i++)
        if (root(w->out, (uint32_t)pairs[i]) != root(w->out, (uint32_t)pairs[0]))
            return 1;
    return 0;
}

/* A text's sample, laid open the first time it is asked for. */
static const lede__sample *opened(const work *w, uint32_t text, lede__sample *sample, unsigned char *open)
{
    lede__print_view v;

    if (*open)
        return sample;
    lede__print_read(w->prints[text].s, w->prints[text].n, &v);
    lede__print_sample(&v, &w->common, sample);
    *open = 1;
    return sample;
}

/* Compare the n texts that meet under a key, each with each. */
static void join_group(work *w, const uint64_t *pairs, size_t n)
{
    lede__sample samples[LEDE_COPIES_COMMON];
    unsigned char open[LEDE_COPIES_COMMON] = {0};
    size_t i, j;

    if (n < 2 || n > LEDE_COPIES_COMMON || !are_apart(w, pairs, n))
        return;
    for (i = 0; i < n; i++)
        for (j = i + 1; j < n; j++) {
            uint32_t a = (uint32_t)pairs[i], b = (uint32_t)pairs[j];

            if (root(w->out, a) == root(w->out, b))
                continue;
            if (are_copies(w, opened(w, a, &samples[i], &open[i]), opened(w, b, &samples[j], &open[j])))
                join(w->out, a, b);
        }
}

/* Texts that meet under a key are compared. */
static lede_status join_alike(work *w, lede_error *err)
{
    lede_status st = LEDE_OK;
    uint32_t keys[KEYS];
    size_t i, j, first;

    w->pairs_n = 0;
    for (i = 0; i < w->n && st == LEDE_OK; i++) {
        size_t n = hashes_of(w, i, keys, KEYS);

        for (j = 0; j < n && st == LEDE_OK; j++)
            if (!lede__common_has(&w->common, keys[j]))
                st = add_pair(w, keys[j], i, err);
    }
    if (st == LEDE_OK)
        st = sort_pairs(w, err);
    if (st != LEDE_OK)
        return st;
    for (first = 0; first < w->pairs_n; first = i) {
        for (i = first + 1; i < w->pairs_n && w->pairs[i] >> 32 == w->pairs[first] >> 32;)
            i++;
        join_group(w, w->pairs + first, i - first);
    }
    return LEDE_OK;
}

static void measure(const work *w)
{
    uint32_t i;

    for (i = 0; i < w->n; i++) {
        lede_copy *c = &w->out[i];

        c->group = root(w->out, i);
        lede_fingerprint_compare(w->prints[c->group].s, w->prints[c->group].n, w->prints[i].s, w->prints[i].n,
                                 &c->like);
        if (c->group == i)
            c->like.similarity = c->like.containment = 1;
    }
}

lede_status lede_copies(const lede_print *prints, size_t n, double min, lede_copy *out, lede_error *err)
{
    work w;
    lede_status st;
    uint32_t i;

    if (n > UINT32_MAX / 2)
        return lede__fail(err, LEDE_LIMIT, "more than 2 thousand million texts cannot be grouped");
    memset(&w, 0, sizeof w);
    w.prints = prints;
    w.n = n;
    w.min = min;
    w.out = out;
    memset(out, 0, n * sizeof *out);
    for (i = 0; i < n; i++)
        out[i].group = i;
    w.lead = lede__calloc(n, 1);
    w.common.filter = lede__calloc((1 << LEDE__COMMON_BITS) / 64, sizeof *w.common.filter);
    w.common.starts = lede__calloc(LEDE__COMMON_STARTS, sizeof *w.common.starts);
    st = w.lead && w.common.filter && w.common.starts ? join_equal(&w, err) : lede__nomem(err);
    if (st == LEDE_OK)
        st = find_common(&w, err);
    if (st == LEDE_OK)
        st = join_alike(&w, err);
    if (st == LEDE_OK)
        measure(&w);
    lede__free(w.lead);
    lede__free(w.common.spread);
    lede__free(w.common.filter);
    lede__free(w.common.starts);
    lede__free(w.pairs);
    lede__free(w.spare);
    return st;
}
