/*
 * Normal forms (UAX #15). A quick check finds the places that are not normal
 * already; only those pass through utf8proc's decomposition and composition.
 * The ordering of marks is ours: utf8proc's is quadratic in a long row of them.
 */
#include "lede/text.h"

#include <string.h>
#include <utf8proc.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "text/normal.h"
#include "text/utf8.h"

static unsigned combining_class(int32_t c)
{
    return (unsigned)utf8proc_get_property(c)->combining_class;
}

/* A counting sort by class, for rows too long to insert one by one. */
static int order_long(int32_t *c, size_t n)
{
    size_t at[257] = {0}, i;
    int32_t *sorted = lede__reallocn(NULL, n, sizeof *sorted);

    if (!sorted)
        return 0;
    for (i = 0; i < n; i++)
        at[combining_class(c[i]) + 1]++;
    for (i = 1; i < 257; i++)
        at[i] += at[i - 1];
    for (i = 0; i < n; i++)
        sorted[at[combining_class(c[i])]++] = c[i];
    memcpy(c, sorted, n * sizeof *c);
    lede__free(sorted);
    return 1;
}

static int order_row(int32_t *c, size_t n)
{
    size_t i, j;

    if (n > LEDE__SMALL)
        return order_long(c, n);
    for (i = 1; i < n; i++) {
        int32_t mark = c[i];
        unsigned cls = combining_class(mark);

        for (j = i; j > 0 && combining_class(c[j - 1]) > cls; j--)
            c[j] = c[j - 1];
        c[j] = mark;
    }
    return 1;
}

static int canonical_order(int32_t *c, size_t n)
{
    size_t i = 0, start;

    while (i < n) {
        if (!combining_class(c[i])) {
            i++;
            continue;
        }
        for (start = i; i < n && combining_class(c[i]);)
            i++;
        if (i - start > 1 && !order_row(c + start, i - start))
            return 0;
    }
    return 1;
}

static size_t compose(int32_t *c, size_t n)
{
    utf8proc_ssize_t r = utf8proc_normalize_utf32(c, (utf8proc_ssize_t)n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);

    return r < 0 ? n : (size_t)r;
}

size_t lede__nfc_small(const uint32_t *c, size_t n, int32_t out[LEDE__SMALL])
{
    size_t i, count = 0;

    for (i = 0; i < n; i++) {
        utf8proc_ssize_t room = (utf8proc_ssize_t)(LEDE__SMALL - count),
                         r = utf8proc_decompose_char((utf8proc_int32_t)c[i], out + count, room, UTF8PROC_DECOMPOSE, NULL);

        if (r < 0 || r > room)
            break;
        count += (size_t)r;
    }
    canonical_order(out, count);   /* cannot fail: so short a row needs no memory */
    return compose(out, count);
}

/* --- whole texts --------------------------------------------------------------- */

typedef struct work {
    int32_t *c;
    size_t n, cap;
    lede_buf *out;
} work;

static int work_add(work *w, int32_t c, int options)
{
    utf8proc_ssize_t r;

    if (!lede__grow(&w->c, &w->cap, w->n + 32, sizeof *w->c))
        return 0;
    r = utf8proc_decompose_char(c, w->c + w->n, 32, (utf8proc_option_t)options, NULL);
    if (r > 0)
        w->n += (size_t)r;
    return 1;
}

/* Map each character by NFKC_Casefold, which may leave marks out of order. */
static int work_casefold(work *w)
{
    work folded = {NULL, 0, 0, NULL};
    size_t i;
    int ok;

    for (i = 0; i < w->n; i++)
        if (!work_add(&folded, w->c[i], UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE))
            break;
    lede__free(w->c);
    w->c = folded.c;
    w->cap = folded.cap;
    ok = i == w->n;
    w->n = folded.n;
    return ok;
}

static int decompose(work *w, const uint8_t *s, size_t n, int options)
{
    size_t i, len;

    w->n = 0;
    for (i = 0; i < n; i += len)
        if (!work_add(w, (int32_t)lede__decode(s + i, n - i, &len), options))
            return 0;
    return canonical_order(w->c, w->n);
}

/* Append the normal form of s, which starts and ends at places where nothing joins across. */
static int normalize_part(work *w, const uint8_t *s, size_t n, lede_normal_form form)
{
    static const int options[] = {
        [LEDE_NFC] = UTF8PROC_DECOMPOSE,
        [LEDE_NFD] = UTF8PROC_DECOMPOSE,
        [LEDE_NFKC] = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT,
        [LEDE_NFKC_CASEFOLD] = UTF8PROC_DECOMPOSE,
    };
    size_t i;
    uint8_t bytes[4];

    if (!decompose(w, s, n, options[form]))
        return 0;
    if (form == LEDE_NFKC_CASEFOLD && (!work_casefold(w) || !canonical_order(w->c, w->n)))
        return 0;
    if (form != LEDE_NFD)
        w->n = compose(w->c, w->n);
    for (i = 0; i < w->n; i++)
        lede_buf_add(w->out, (const char *)bytes, lede__encode((uint32_t)w->c[i], bytes));
    return 1;
}

/* The first place at or after `at` that the form may change, or n. */
static size_t first_unsafe(const uint8_t *s, size_t n, size_t at, unsigned bit, size_t *before)
{
    size_t len;

    *before = at;   /* where the last character that changes nothing starts */
    for (; at < n; at += len) {
        if (lede__normal_prop(lede__decode(s + at, n - at, &len)) & bit)
            return at;
        *before = at;
    }
    return n;
}

static size_t next_safe(const uint8_t *s, size_t n, size_t at, unsigned bit)
{
    size_t len;

    for (; at < n; at += len)
        if (!(lede__normal_prop(lede__decode(s + at, n - at, &len)) & bit))
            return at;
    return n;
}

lede_status lede_normalize(const char *text, size_t n, lede_normal_form form, lede_buf *out)
{
    static const unsigned bits[] = {
        [LEDE_NFC] = LEDE__NOT_NFC,
        [LEDE_NFD] = LEDE__NOT_NFD,
        [LEDE_NFKC] = LEDE__NOT_NFKC,
        [LEDE_NFKC_CASEFOLD] = LEDE__NOT_CASEFOLDED,
    };
    const uint8_t *s = (const uint8_t *)text;
    work w = {NULL, 0, 0, out};
    size_t at = 0, unsafe, before, end;
    int ok = 1;

    if ((unsigned)form > LEDE_NFKC_CASEFOLD)
        return LEDE_USAGE;
    while (ok && at < n) {
        unsafe = first_unsafe(s, n, at, bits[form], &before);
        if (unsafe == n) {
            lede_buf_add(out, text + at, n - at);
            break;
        }
        lede_buf_add(out, text + at, before - at);
        end = next_safe(s, n, unsafe, bits[form]);
        ok = normalize_part(&w, s + before, end - before, form);
        at = end;
    }
    lede__free(w.c);
    if (!ok)
        out->failed = 1;
    return out->failed ? LEDE_NOMEM : LEDE_OK;
}
