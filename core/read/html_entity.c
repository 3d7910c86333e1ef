/* Character references of HTML: numbers as browsers read them, and names. */
#include <libxml/HTMLparser.h>
#include <string.h>
#include <utf8proc.h>

#include "read/html_tree.h"

/* Names that HTML 5 added and pages use; those of HTML 4 are libxml2's. */
static const struct {
    const char *name;
    int code;
} further[] = {
    {"apos", '\''},     {"ast", '*'},       {"bsol", '\\'},     {"colon", ':'},    {"comma", ','},
    {"commat", '@'},    {"dollar", '$'},    {"equals", '='},    {"excl", '!'},     {"grave", '`'},
    {"hyphen", 0x2010}, {"lbrack", '['},    {"lcub", '{'},      {"lowbar", '_'},   {"lpar", '('},
    {"lsqb", '['},      {"NewLine", '\n'},  {"nbsp", 0xA0},     {"num", '#'},      {"percnt", '%'},
    {"period", '.'},    {"plus", '+'},      {"quest", '?'},     {"rbrack", ']'},   {"rcub", '}'},
    {"rpar", ')'},      {"rsqb", ']'},      {"semi", ';'},      {"sol", '/'},      {"Tab", '\t'},
    {"verbar", '|'},    {"vert", '|'},      {"horbar", 0x2015}, {"dash", 0x2010},  {"rsquor", 0x2019},
    {"ldquor", 0x201E}, {"rdquor", 0x201D}, {"AMP", '&'},       {"LT", '<'},       {"GT", '>'},
    {"QUOT", '"'},      {"ccaron", 0x10D},  {"Ccaron", 0x10C},  {"zcaron", 0x17E}, {"Zcaron", 0x17D},
    {"ecaron", 0x11B},  {"rcaron", 0x159},  {"Rcaron", 0x158},  {"uring", 0x16F},  {"abreve", 0x103},
    {"tcedil", 0x163},  {"scedil", 0x15F},  {"Scedil", 0x15E},  {"imath", 0x131},  {"lstrok", 0x142},
    {"Lstrok", 0x141},  {"aogon", 0x105},   {"eogon", 0x119},   {"sacute", 0x15B}, {"Sacute", 0x15A},
    {"zacute", 0x17A},  {"zdot", 0x17C},    {"Zdot", 0x17B},    {"cacute", 0x107}, {"nacute", 0x144},
    {"gbreve", 0x11F},  {"Idot", 0x130},    {"odblac", 0x151},  {"udblac", 0x171}, {"dstrok", 0x111},
    {"amacr", 0x101},   {"emacr", 0x113},   {"imacr", 0x12B},
};

static int code_of_name(const char *s, size_t n)
{
    char z[16];
    const htmlEntityDesc *e;
    size_t i;

    if (n >= sizeof z)
        return 0;
    memcpy(z, s, n);
    z[n] = '\0';
    e = htmlEntityLookup((const xmlChar *)z);
    if (e)
        return (int)e->value;
    for (i = 0; i < sizeof further / sizeof further[0]; i++)
        if (strcmp(further[i].name, z) == 0)
            return further[i].code;
    return 0;
}

/* What a number means: the controls from 128 are windows-1252's characters (HTML 13.2.5.80). */
static int code_of_number(long v)
{
    static const unsigned short c1[32] = {
        0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
        0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178,
    };

    if (v >= 0x80 && v < 0xA0)
        return c1[v - 0x80];
    return v <= 0 || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF) ? 0xFFFD : (int)v;
}

static int is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int digit(char c, int base)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (base == 16 && (c | 32) >= 'a' && (c | 32) <= 'f')
        return (c | 32) - 'a' + 10;
    return -1;
}

/* The reference at s ("&..."): bytes taken, 0 where it is none; *code is its character. */
static size_t reference(const char *s, size_t n, int attribute, int *code)
{
    size_t i = 1;

    if (n > 2 && s[1] == '#') {
        int base = s[2] == 'x' || s[2] == 'X' ? 16 : 10, d;
        size_t start = base == 16 ? 3 : 2;
        long v = 0;

        for (i = start; i < n && (d = digit(s[i], base)) >= 0; i++)
            v = v > 0x10FFFF ? v : v * base + d;
        if (i == start)
            return 0;
        *code = code_of_number(v);
        return i < n && s[i] == ';' ? i + 1 : i;
    }
    while (i < n && i < 20 && is_alnum(s[i]))
        i++;
    if (i < 3)
        return 0;
    *code = code_of_name(s + 1, i - 1);
    if (!*code)
        return 0;
    if (i < n && s[i] == ';')
        return i + 1;
    /* Without its end only the names of Latin-1 count, and never in a link's query. */
    return *code < 256 && !(attribute && i < n && s[i] == '=') ? i : 0;
}

const char *lede__html_decode(lede__arena *arena, const char *s, size_t n, int attribute, size_t *out_n)
{
    char *out;
    size_t i = 0, m = 0;

    *out_n = n;
    if (!memchr(s, '&', n))
        return s;
    out = lede__arena_alloc(arena, n + 1); /* no reference is shorter than its character */
    if (!out)
        return NULL;
    while (i < n) {
        int code = 0;
        size_t used = s[i] == '&' ? reference(s + i, n - i, attribute, &code) : 0;

        if (used && !(code >= 0x80 && used < 3)) {
            m += (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)out + m);
            i += used;
        } else {
            out[m++] = s[i++];
        }
    }
    *out_n = m;
    return out;
}
