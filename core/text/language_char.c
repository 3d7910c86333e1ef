/* Characters as the language model sees them. */
#include <utf8proc.h>

#include "text/language.h"
#include "text/sentence.h"

typedef struct block {
    uint32_t first, last;
    lede__script script;
} block;

/* By code point: Unicode 15, Blocks.txt, the parts that hold letters. */
static const block blocks[] = {
    {0x41, 0x5A, LEDE__LATIN}, {0x61, 0x7A, LEDE__LATIN}, {0xAA, 0xAA, LEDE__LATIN}, {0xBA, 0xBA, LEDE__LATIN},
    {0xC0, 0xD6, LEDE__LATIN}, {0xD8, 0xF6, LEDE__LATIN}, {0xF8, 0x2AF, LEDE__LATIN}, {0x300, 0x36F, LEDE__LATIN},
    {0x370, 0x3FF, LEDE__GREEK_SCRIPT}, {0x400, 0x52F, LEDE__CYRILLIC}, {0x531, 0x587, LEDE__ARMENIAN_SCRIPT}, {0x5D0, 0x5F2, LEDE__HEBREW},
    {0x620, 0x660 - 1, LEDE__ARABIC}, {0x66E, 0x6D3, LEDE__ARABIC}, {0x6D5, 0x6EF, LEDE__ARABIC}, {0x6FA, 0x6FF, LEDE__ARABIC},
    {0x750, 0x77F, LEDE__ARABIC}, {0x8A0, 0x8FF, LEDE__ARABIC}, {0x900, 0x963, LEDE__DEVANAGARI}, {0x971, 0x97F, LEDE__DEVANAGARI},
    {0x980, 0x9FF, LEDE__BENGALI}, {0xA00, 0xA7F, LEDE__GURMUKHI}, {0xA80, 0xAFF, LEDE__GUJARATI}, {0xB80, 0xBFF, LEDE__TAMIL},
    {0xC00, 0xC7F, LEDE__TELUGU}, {0xC80, 0xCFF, LEDE__KANNADA}, {0xD00, 0xD7F, LEDE__MALAYALAM}, {0xD80, 0xDFF, LEDE__SINHALA},
    {0xE00, 0xE7F, LEDE__THAI}, {0xE80, 0xEFF, LEDE__LAO}, {0x1000, 0x109F, LEDE__MYANMAR}, {0x10A0, 0x10FF, LEDE__GEORGIAN},
    {0x1100, 0x11FF, LEDE__HANGUL}, {0x1200, 0x139F, LEDE__ETHIOPIC}, {0x1780, 0x17FF, LEDE__KHMER}, {0x1E00, 0x1EFF, LEDE__LATIN},
    {0x1F00, 0x1FFF, LEDE__GREEK_SCRIPT}, {0x2D00, 0x2D2F, LEDE__GEORGIAN}, {0x2D80, 0x2DDF, LEDE__ETHIOPIC}, {0x3041, 0x30FF, LEDE__KANA},
    {0x3130, 0x318F, LEDE__HANGUL}, {0x31F0, 0x31FF, LEDE__KANA}, {0x3400, 0x4DBF, LEDE__HAN}, {0x4E00, 0x9FFF, LEDE__HAN},
    {0xAB00, 0xAB2F, LEDE__ETHIOPIC}, {0xAC00, 0xD7AF, LEDE__HANGUL}, {0xF900, 0xFAFF, LEDE__HAN}, {0xFB1D, 0xFB4F, LEDE__HEBREW},
    {0xFB50, 0xFDFF, LEDE__ARABIC}, {0xFE70, 0xFEFE, LEDE__ARABIC}, {0xFF66, 0xFF9F, LEDE__KANA}, {0x20000, 0x323AF, LEDE__HAN},
};

lede__script lede__script_of(uint32_t c)
{
    size_t low = 0, high = sizeof blocks / sizeof *blocks;

    if (c < 0x80)
        return (c | 32) >= 'a' && (c | 32) <= 'z' ? LEDE__LATIN : LEDE__NO_SCRIPT;
    while (low < high) {
        size_t mid = (low + high) / 2;

        if (c > blocks[mid].last)
            low = mid + 1;
        else if (c < blocks[mid].first)
            high = mid;
        else
            return blocks[mid].script;
    }
    return LEDE__NO_SCRIPT;
}

uint32_t lede__gram_char(const char *s, size_t n, size_t *i)
{
    size_t len;
    uint32_t c = lede__char_at(s, n, *i, &len);

    *i += len;
    if (c < 0x80)
        return c >= 'a' && c <= 'z' ? c : c >= 'A' && c <= 'Z' ? c + 32 : c == '\'' ? c : ' ';
    if (c == 0x2019)
        return '\'';
    if (lede__script_of(c) == LEDE__NO_SCRIPT)
        return ' ';
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}
