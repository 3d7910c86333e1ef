/* The inverted index: terms, and articles, in order. */
#include <string.h>

#include "store/postings_buffer.h"

typedef lede__postings postings;
typedef lede__entry entry;
typedef lede__ordered ordered;

static uint64_t key_of(const postings *p, const entry *e)
{
    const char *text = lede__entry_text(p, e);
    uint64_t key = 0;
    size_t n = e->text_n < 8 ? e->text_n : 8, i;

    for (i = 0; i < n; i++)
        key |= (uint64_t)(unsigned char)text[i] << (56 - 8 * i);
    return key;
}

/* By key, equal ones as they stood: a pass a byte, none where all have the same. `spare` is as long as `a`. */
ordered *lede__order_keys(ordered *a, ordered *spare, size_t n)
{
    size_t counts[256], i, sum, count;
    unsigned shift;
    ordered *t;

    for (shift = 0; shift < 64; shift += 8) {
        memset(counts, 0, sizeof counts);
        for (i = 0; i < n; i++)
            counts[a[i].key >> shift & 255]++;
        if (n && counts[a[0].key >> shift & 255] == n)
            continue;
        for (i = 0, sum = 0; i < 256; i++) {
            count = counts[i];
            counts[i] = sum;
            sum += count;
        }
        for (i = 0; i < n; i++)
            spare[counts[a[i].key >> shift & 255]++] = a[i];
        t = a;
        a = spare;
        spare = t;
    }
    return a;
}

static int text_after(const postings *p, const ordered *a, const ordered *b)
{
    const entry *x = &p->entries[a->i], *y = &p->entries[b->i];
    int d = memcmp(lede__entry_text(p, x), lede__entry_text(p, y), x->text_n < y->text_n ? x->text_n : y->text_n);

    return d ? d > 0 : x->text_n > y->text_n;
}

/* Heap sort of terms whose first eight bytes are equal: never slow, whatever they are. */
static void sift(const postings *p, ordered *a, size_t at, size_t n)
{
    ordered moved = a[at];
    size_t kid;

    for (; (kid = at * 2 + 1) < n; at = kid) {
        if (kid + 1 < n && text_after(p, &a[kid + 1], &a[kid]))
            kid++;
        if (!text_after(p, &a[kid], &moved))
            break;
        a[at] = a[kid];
    }
    a[at] = moved;
}

static void sort_alike(const postings *p, ordered *a, size_t n)
{
    size_t i;
    ordered t;

    for (i = n / 2; i-- > 0;)
        sift(p, a, i, n);
    for (i = n; i-- > 1;) {
        t = a[0];
        a[0] = a[i];
        a[i] = t;
        sift(p, a, 0, i);
    }
}

ordered *lede__order_terms(const postings *p, ordered *a, ordered *spare)
{
    size_t i, k, n = p->entries_n;

    for (i = 0; i < n; i++)
        a[i] = (ordered){key_of(p, &p->entries[i]), (uint32_t)i};
    a = lede__order_keys(a, spare, n);
    for (i = 0; i < n; i = k) {
        for (k = i + 1; k < n && a[k].key == a[i].key; k++)
            ;
        if (k - i > 1)
            sort_alike(p, a + i, k - i);
    }
    return a;
}

