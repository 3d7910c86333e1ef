/* Fuzz target: wires: IPTC 7901 and ANPA, NITF, NewsML, Reuters SGML, agencies' XML. */
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const formats[] = {"wire", "nitf", "newsml", "reuters", "xml", NULL};

    if (!size)
        return 0;
    return fuzz_reading(data + 1, size - 1, formats[data[0] % 6], "x");
}
