/* How unlike two texts are: edits of characters, Jaro-Winkler, words in common. */
#include "lede/text.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/map.h"
#include "text/utf8.h"

/* --- characters -------------------------------------------------------------------- */

typedef struct chars {
    uint32_t *c;
    size_t n;
} chars;

static int decode_all(const char *s, size_t n, chars *out)
{
    size_t at, len;

    out->n = 0;
    out->c = lede__reallocn(NULL, n + 1, sizeof *out->c);
    if (!out->c)
        return 0;
    for (at = 0; at < n; at += len)
        out->c[out->n++] = lede__decode((const uint8_t *)s + at, n - at, &len);
    return 1;
}

static int decode_both(const char *a, size_t a_n, const char *b, size_t b_n, chars *x, chars *y)
{
    y->c = NULL;
    if (decode_all(a, a_n, x) && decode_all(b, b_n, y))
        return 1;
    lede__free(x->c);
    lede__free(y->c);
    return 0;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* --- optimal string alignment --------------------------------------------------------- */

/* Leave out what both begin or end with: no edit is there. */
static void trim(chars *a, chars *b, const uint32_t **x, const uint32_t **y)
{
    size_t same = 0;

    while (a->n && b->n && a->c[a->n - 1] == b->c[b->n - 1])
        a->n--, b->n--;
    while (same < a->n && same < b->n && a->c[same] == b->c[same])
        same++;
    *x = a->c + same;
    *y = b->c + same;
    a->n -= same;
    b->n -= same;
}

/*
 * The distance if it is k at most, else something above k (Ukkonen 1985: no
 * cell further than k from the diagonal matters). rows has 3 * (m + 2) numbers.
 */
static size_t within(const uint32_t *a, size_t n, const uint32_t *b, size_t m, size_t k, uint32_t *rows)
{
    uint32_t *before = rows, *last = rows + m + 2, *now = rows + 2 * (m + 2), *swap, far = (uint32_t)k + 1, best, best_last = 0;
    size_t i, j, low, high;

    for (j = 0; j <= m; j++)
        last[j] = j <= k ? (uint32_t)j : far;
    for (i = 1; i <= n; i++) {
        low = i > k ? i - k : 1;
        high = least(m, i + k);
        now[low - 1] = low == 1 && i <= k ? (uint32_t)i : far;
        best = now[low - 1];
        for (j = low; j <= high; j++) {
            uint32_t d = last[j - 1] + (a[i - 1] != b[j - 1]), other;

            other = (j < i + k ? last[j] : far) + 1;
            d = other < d ? other : d;
            other = now[j - 1] + 1;
            d = other < d ? other : d;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < d)
                d = before[j - 2] + 1;
            now[j] = d < far ? d : far;
            best = now[j] < best ? now[j] : best;
        }
        if (high < m)
            now[high + 1] = far;
        if (i > 1 && best >= far && best_last >= far)
            return far;
        best_last = best;
        swap = before;
        before = last;
        last = now;
        now = swap;
    }
    return last[m];
}

/* About a second's work. */
static const uint64_t most_cells = 1000000000;

static lede_status too_long(lede_error *err)
{
    return lede__fail(err, LEDE_LIMIT, "the texts are too long and too different to compare");
}

lede_status lede_distance(const char *a, size_t a_n, const char *b, size_t b_n, size_t max, size_t *out, lede_error *err)
{
    chars p, q;
    const uint32_t *x, *y;
    uint32_t *rows;
    size_t k = 4, longest, d = 0;
    uint64_t cells = 0;
    lede_status status = LEDE_OK;

    *out = 0;
    if (!decode_both(a, a_n, b, b_n, &p, &q))
        return lede__nomem(err);
    trim(&p, &q, &x, &y);
    longest = p.n > q.n ? p.n : q.n;
    rows = lede__reallocn(NULL, q.n + 2, 3 * sizeof *rows);
    if (!rows)
        status = lede__nomem(err);
    else if (longest > UINT32_MAX / 2)
        status = too_long(err);
    /* Twice the band each time costs twice the last try at most. */
    for (; status == LEDE_OK; k *= 2) {
        k = least(k, least(longest, max));
        if (longest - least(p.n, q.n) > k && k < least(longest, max))
            continue;
        cells += (uint64_t)(2 * k + 1) * p.n;
        if (cells > most_cells) {
            status = too_long(err);
            break;
        }
        d = within(x, p.n, y, q.n, k, rows);
        if (d <= k || k == longest || k == max)
            break;
    }
    *out = d > max ? max + 1 : d;
    lede__free(rows);
    lede__free(p.c);
    lede__free(q.c);
    return status;
}

/* --- Jaro-Winkler ------------------------------------------------------------------------ */

/* Characters that the texts share within the window, in pairs of flags; half the transpositions at *swapped. */
static size_t common(const chars *a, const chars *b, uint8_t *in_a, uint8_t *in_b, size_t *swapped)
{
    size_t longest = a->n > b->n ? a->n : b->n, window = longest / 2 ? longest / 2 - 1 : 0, i, j, k, count = 0;

    for (i = 0; i < a->n; i++) {
        for (j = i > window ? i - window : 0; j < b->n && j <= i + window; j++) {
            if (!in_b[j] && a->c[i] == b->c[j]) {
                in_a[i] = in_b[j] = 1;
                count++;
                break;
            }
        }
    }
    *swapped = 0;
    for (i = k = 0; i < a->n; i++) {
        if (!in_a[i])
            continue;
        while (!in_b[k])
            k++;
        *swapped += a->c[i] != b->c[k++];
    }
    return count;
}

static double jaro_winkler(const chars *a, const chars *b, uint8_t *flags)
{
    size_t swapped, prefix = 0, m;
    double score;

    if (!a->n && !b->n)
        return 1;
    m = common(a, b, flags, flags + a->n, &swapped);
    if (!m)
        return 0;
    score = ((double)m / (double)a->n + (double)m / (double)b->n + ((double)m - (double)swapped / 2) / (double)m) / 3;
    while (prefix < 4 && prefix < a->n && prefix < b->n && a->c[prefix] == b->c[prefix])
        prefix++;
    return score > 0.7 ? score + (double)prefix * 0.1 * (1 - score) : score;
}

lede_status lede_jaro_winkler(const char *a, size_t a_n, const char *b, size_t b_n, double *out, lede_error *err)
{
    enum { MOST = 4096 };
    chars x, y;
    uint8_t *flags;
    lede_status status = LEDE_OK;

    *out = 0;
    if (a_n > 4 * MOST || b_n > 4 * MOST)
        return lede__fail(err, LEDE_LIMIT, "jaro-winkler compares names, of %d characters at most", MOST);
    if (!decode_both(a, a_n, b, b_n, &x, &y))
        return lede__nomem(err);
    flags = lede__calloc(x.n + y.n, 1);
    if (flags)
        *out = jaro_winkler(&x, &y, flags);
    else
        status = lede__nomem(err);
    lede__free(flags);
    lede__free(x.c);
    lede__free(y.c);
    return status;
}

/* --- Jaccard -------------------------------------------------------------------------------- */

typedef struct sets {
    lede__map map;
    int64_t bit;
    size_t both, any;
} sets;

static int put_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    sets *s = ud;
    lede__map_entry *e;

    (void)cls, (void)start, (void)end;
    if (part & LEDE_TERM_PART)
        return 0;
    e = lede__map_put(&s->map, term, n);
    if (!e)
        return 1;
    if (e->value.i & s->bit)
        return 0;
    s->any += e->value.i == 0;
    s->both += e->value.i != 0;
    e->value.i |= s->bit;
    return 0;
}

lede_status lede_jaccard(const char *a, size_t a_n, const char *b, size_t b_n, double *out, lede_error *err)
{
    sets s = {.bit = 1};
    int failed;

    lede__map_init(&s.map);
    failed = lede_terms(a, a_n, put_term, &s);
    s.bit = 2;
    failed = failed || lede_terms(b, b_n, put_term, &s);
    *out = failed ? 0 : s.any ? (double)s.both / (double)s.any : 1;
    lede__map_release(&s.map);
    return failed ? lede__nomem(err) : LEDE_OK;
}
