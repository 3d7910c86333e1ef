/* The inverted index: terms, and articles, in order. */
#include <string.h>

#include "base/order.h"
#include "store/postings_buffer.h"

typedef lede__postings postings;
typedef lede__entry entry;
typedef lede__ordered ordered;

enum { FEW = 32 };              /* so many are put in order one by one */

/* Eight bytes of the text as a number, greater where they are; zeros past its end. */
static uint64_t key_at(const postings *p, const entry *e, size_t from)
{
    size_t n = e->text_n <= from ? 0 : e->text_n - from;

    return lede__first_eight(lede__entry_text(p, e) + (n ? from : 0), n);
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

/* The same for a few. */
static void order_few(ordered *a, size_t n)
{
    ordered t;
    size_t i, k;

    for (i = 1; i < n; i++) {
        t = a[i];
        for (k = i; k > 0 && a[k - 1].key > t.key; k--)
            a[k] = a[k - 1];
        a[k] = t;
    }
}

/* Terms that are equal up to `from`, eight bytes further; in the end the shorter of two comes first. */
static void order_alike(const postings *p, ordered *a, ordered *spare, size_t n, size_t from)
{
    int ended = from >= LEDE_TERM_MAX;
    ordered *sorted = a;
    size_t i, k;

    for (i = 0; i < n; i++) {
        const entry *e = &p->entries[a[i].i];

        a[i].key = ended ? e->text_n : key_at(p, e, from);
    }
    if (n <= FEW)
        order_few(a, n);
    else
        sorted = lede__order_keys(a, spare, n);
    if (sorted != a)
        memcpy(a, sorted, n * sizeof *a);
    for (i = 0; i < n && !ended; i = k) {
        for (k = i + 1; k < n && a[k].key == a[i].key; k++)
            ;
        if (k - i > 1)
            order_alike(p, a + i, spare + i, k - i, from + 8);
    }
}

ordered *lede__order_terms(const postings *p, ordered *a, ordered *spare)
{
    size_t i;

    for (i = 0; i < p->entries_n; i++)
        a[i].i = (uint32_t)i;
    order_alike(p, a, spare, p->entries_n, 0);
    return a;
}
