/* Fuzz target: feeds, WordPress exports. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reading(data, size, "feed", "x.xml");
}
