/* Fuzz target: JSON documents and JSON Lines; `extra` must stay JSON. */
#include "read/json.h"
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lede__json v;
    lede_buf b;

    lede_buf_init(&b);
    if (lede__json_parse((const char *)data, size, &v, NULL) == LEDE_OK) {
        lede__json_strict(&v, &b);
        if (!b.failed && lede__json_parse(b.s, b.n, &v, NULL) != LEDE_OK)
            abort();
        if (!v.plain && v.kind != LEDE__JSON_STRING)
            abort();
    }
    lede_buf_release(&b);
    return fuzz_reading(data, size, size & 1 ? "json" : "jsonl", "x");
}
