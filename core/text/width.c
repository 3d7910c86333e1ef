/* How many columns a text takes on a terminal. */
#include "lede/text.h"

#include <utf8proc.h>

#include "text/utf8.h"

/* Of one grapheme: emoji sequences and flags take two columns whatever they are made of. */
static size_t grapheme_width(const uint8_t *s, size_t n)
{
    size_t at, len, width = 0;
    uint32_t c = lede__decode(s, n, &len);
    unsigned first = lede__grapheme_prop(c);

    if (first == LEDE__GCB_REGIONAL_INDICATOR)
        return n > len ? 2 : 1;
    for (at = 0; at < n; at += len) {
        int w;

        c = lede__decode(s + at, n - at, &len);
        if (c == 0xFE0F)   /* shown as emoji */
            return 2;
        if (first == LEDE__GCB_EXTENDED_PICTOGRAPHIC && at && c == 0x200D)   /* joined into one picture */
            return 2;
        if (first == LEDE__GCB_EXTENDED_PICTOGRAPHIC && at)   /* skin tones, which alone are as wide */
            continue;
        w = utf8proc_charwidth((utf8proc_int32_t)c);
        width += w > 0 ? (size_t)w : 0;
    }
    return width;
}

size_t lede_width(const char *s, size_t n)
{
    const uint8_t *p = (const uint8_t *)s;
    size_t at, end, width = 0;

    for (at = 0; at < n; at = end) {
        end = lede_segment_end(LEDE_GRAPHEME, s, n, at);
        if (end == at + 1 && p[at] < 0x80)
            width += p[at] >= ' ' && p[at] != 0x7F;
        else
            width += grapheme_width(p + at, end - at);
    }
    return width;
}
