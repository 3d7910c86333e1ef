/* The language of random bytes is a code and a confidence. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lede/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char code[8];
    double sure = lede_language((const char *)data, size, code);

    if (!(sure >= 0 && sure <= 1) || strlen(code) < 2 || strlen(code) > 3)
        abort();
    return 0;
}
