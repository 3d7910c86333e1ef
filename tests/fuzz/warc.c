/* Fuzz target: web archives, WARC and ARC; the pages in them are read as well. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reading(data, size, size & 1 ? "warc" : "arc", "x.warc");
}
