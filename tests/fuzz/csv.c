/* Fuzz target: CSV and its relatives. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_reading(data, size, "csv", "x.csv");
}
