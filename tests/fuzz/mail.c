/* Fuzz target: mail: messages, MIME, mbox. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reading(data, size, size & 1 ? "mbox" : "eml", "x");
}
