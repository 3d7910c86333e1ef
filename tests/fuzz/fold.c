/* Fuzz target: folding valid text gives valid text in NFC, the same when folded again or after NFC and NFD. */
#include <stdlib.h>
#include <string.h>

#include "lede/text.h"

static void same(const lede_buf *a, const lede_buf *b)
{
    if (a->failed || b->failed || a->n != b->n || (a->n && memcmp(a->s, b->s, a->n) != 0))
        abort();
}

static void check(const char *s, size_t n, unsigned flags)
{
    lede_buf once = {0}, other = {0}, normal = {0};
    int form;

    lede_fold(s, n, flags, &once);
    if (once.n && lede_utf8_valid(once.s, once.n) != once.n)
        abort();
    lede_fold(once.n ? once.s : "", once.n, flags, &other);
    same(&once, &other);
    for (form = LEDE_NFC; form <= LEDE_NFD; form++) {
        lede_buf_clear(&normal);
        lede_buf_clear(&other);
        lede_normalize(s, n, (lede_normal_form)form, &normal);
        lede_fold(normal.n ? normal.s : "", normal.n, flags, &other);
        same(&once, &other);
    }
    lede_buf_release(&once);
    lede_buf_release(&other);
    lede_buf_release(&normal);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lede_buf s = {0};

    /* Rows of more than 31 marks are folded in pieces, for which none of this is promised. */
    lede_utf8_repair((const char *)data, size < 24 ? size : 24, &s);
    if (s.n) {
        check(s.s, s.n, LEDE_FOLD_SEARCH);
        check(s.s, s.n, LEDE_FOLD_KEEP_DIACRITICS);
    }
    lede_buf_release(&s);
    return 0;
}
