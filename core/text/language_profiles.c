/* The language models; made by core/text/gen/language.c. */
#include "text/language.h"

extern const char lede__language_latin_0[4096][65];
extern const char lede__language_latin_1[4096][65];
extern const char lede__language_latin_2[4096][65];
extern const char lede__language_latin_3[4096][65];
static const char *const latin_parts[] = {&lede__language_latin_0[0][0], &lede__language_latin_1[0][0], &lede__language_latin_2[0][0], &lede__language_latin_3[0][0]};
static const char *const latin_codes[] = {"af", "az", "bs", "ca", "cs", "cy", "da", "de", "en", "eo", "es", "et", "eu", "fi", "fr", "ga", "ha", "hr", "hu", "id",
    "ig", "is", "it", "la", "lg", "ln", "lt", "lv", "mi", "ms", "nb", "nl", "nn", "om", "pl", "pt", "rn", "ro", "sk", "sl",
    "sn", "so", "sq", "st", "sv", "sw", "tl", "tn", "tr", "ts", "vi", "xh", "yo", "zu"};

extern const char lede__language_cyrillic_0[8192][17];
static const char *const cyrillic_parts[] = {&lede__language_cyrillic_0[0][0]};
static const char *const cyrillic_codes[] = {"be", "bg", "kk", "mk", "mn", "ru", "sr", "uk"};

extern const char lede__language_arabic_0[2048][17];
static const char *const arabic_parts[] = {&lede__language_arabic_0[0][0]};
static const char *const arabic_codes[] = {"ar", "fa", "ur"};

extern const char lede__language_devanagari_0[2048][17];
static const char *const devanagari_parts[] = {&lede__language_devanagari_0[0][0]};
static const char *const devanagari_codes[] = {"hi", "mr", "ne"};

extern const char lede__language_ethiopic_0[2048][17];
static const char *const ethiopic_parts[] = {&lede__language_ethiopic_0[0][0]};
static const char *const ethiopic_codes[] = {"am", "ti"};

const lede__profile lede__profiles[LEDE__MODELS] = {
    {latin_codes, 54, 64, 14, 12, latin_parts, 0.286431},
    {cyrillic_codes, 8, 16, 13, 13, cyrillic_parts, 0.236229},
    {arabic_codes, 3, 16, 11, 11, arabic_parts, 0.217213},
    {devanagari_codes, 3, 16, 11, 11, devanagari_parts, 0.203381},
    {ethiopic_codes, 2, 16, 11, 11, ethiopic_parts, 0.195665},
};
