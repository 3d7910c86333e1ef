/* First working forms; replaced soon. */
#include "lede/text.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"

static int letter(const char *s, size_t n, size_t at, size_t *len)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t l = utf8proc_iterate((const utf8proc_uint8_t *)s + at, (utf8proc_ssize_t)(n - at), &c);
    utf8proc_category_t cat;

    *len = l > 0 ? (size_t)l : 1;
    if (l <= 0)
        return 0;
    cat = utf8proc_category(c);
    return (cat >= UTF8PROC_CATEGORY_LU && cat <= UTF8PROC_CATEGORY_NO);
}

int lede_words(const char *s, size_t n, lede_word_fn fn, void *ud)
{
    size_t at = 0, start, len;
    int stop;

    while (at < n) {
        if (!letter(s, n, at, &len)) {
            at += len;
            continue;
        }
        for (start = at; at < n && letter(s, n, at, &len);)
            at += len;
        if ((stop = fn(LEDE_WORD_WORD, start, at, ud)))
            return stop;
    }
    return 0;
}

typedef struct walk {
    const char *s;
    lede_term_fn fn;
    void *ud;
    lede_buf b;
} walk;

static int one(lede_word_class cls, size_t start, size_t end, void *ud)
{
    walk *w = ud;

    lede_buf_clear(&w->b);
    lede_fold(w->s + start, end - start, 0, &w->b);
    return w->b.failed ? -1 : w->fn(w->b.s, w->b.n, cls, start, end, 0, w->ud);
}

int lede_terms(const char *s, size_t n, lede_term_fn fn, void *ud)
{
    walk w = {s, fn, ud, {0}};
    int r = lede_words(s, n, one, &w);

    lede_buf_release(&w.b);
    return r;
}

static int count(lede_word_class cls, size_t start, size_t end, void *ud)
{
    (void)cls, (void)start, (void)end;
    ++*(size_t *)ud;
    return 0;
}

size_t lede_count_words(const char *s, size_t n)
{
    size_t c = 0;

    lede_words(s, n, count, &c);
    return c;
}

static lede_status map(const char *s, size_t n, int options, lede_buf *out)
{
    utf8proc_uint8_t *r = NULL;
    utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &r, (utf8proc_option_t)options);

    if (len >= 0)
        lede_buf_add(out, (const char *)r, (size_t)len);
    else
        lede_buf_add(out, s, n);
    free(r);
    return out->failed ? LEDE_NOMEM : LEDE_OK;
}

void lede_fold(const char *s, size_t n, unsigned flags, lede_buf *out)
{
    map(s, n, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
        (flags & LEDE_FOLD_KEEP_DIACRITICS ? 0 : UTF8PROC_STRIPMARK), out);
}

lede_status lede_normalize(const char *s, size_t n, lede_normal_form form, lede_buf *out)
{
    static const int options[] = {UTF8PROC_COMPOSE, UTF8PROC_DECOMPOSE, UTF8PROC_COMPOSE | UTF8PROC_COMPAT,
                                  UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE};
    return map(s, n, UTF8PROC_STABLE | options[form], out);
}

size_t lede_segment_end(lede_segment_kind kind, const char *s, size_t n, size_t at)
{
    size_t len;

    (void)kind;
    if (at >= n)
        return n;
    letter(s, n, at, &len);
    return at + len;
}
