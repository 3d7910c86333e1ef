/* Fuzz target: pages saved as text, Markdown with front matter. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reading(data, size, size & 1 ? "markdown" : "text", "x");
}
