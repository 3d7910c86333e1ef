/* Queries: parsed, described, and matched against a record that is the query itself. */
#include "lede/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char extra[] = "{\"k\":[\"a b\",3,true]}";
    const char *s = (const char *)data;
    lede_query_options o = { "2026-01-31", NULL };
    lede_record *r;
    lede_query *q;
    lede_query_hit *hits;
    lede_buf out;
    size_t n, i;
    int matched;

    if (lede_query_parse(s, size, &o, &q, NULL) != LEDE_OK)
        return 0;
    lede_buf_init(&out);
    lede_query_describe(q, NULL, &out, NULL);
    lede_buf_clear(&out);
    r = lede_record_new();
    lede_record_set(r, LEDE_HEADLINE, s, size, NULL);
    lede_record_set(r, LEDE_BODY, s, size, NULL);
    lede_record_set(r, LEDE_SECTION, s, size, NULL);
    lede_record_set(r, LEDE_URL, s, size, NULL);
    lede_record_set(r, LEDE_PUBLISHED, s, size, NULL);
    lede_record_set(r, LEDE_LANGUAGE, "en", 2, NULL);
    lede_record_set(r, LEDE_EXTRA, extra, sizeof extra - 1, NULL);
    lede_record_add(r, LEDE_AUTHORS, s, size, NULL);
    if (lede_query_match(q, r, &matched, &hits, &n, NULL) == LEDE_OK) {
        for (i = 0; i < n; i++)
            if (hits[i].start > hits[i].end || hits[i].end > size)
                __builtin_trap();
        lede_query_snippet(s, size, LEDE_BODY, hits, n, NULL, &out, NULL);
        lede_free(hits);
    }
    lede_buf_release(&out);
    lede_record_free(r);
    lede_query_free(q);
    return 0;
}
