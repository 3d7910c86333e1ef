/*
 * The charset of bytes that declare none: the shape of two-byte characters and
 * how common they are, then single-byte charsets by the letters, their case and their neighbours
 * that each reading gives. Frequencies are coarse and made here, by eye, from the
 * order of letters that any table of letter frequencies shows.
 */
#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "read/charset.h"

enum { LOOK = 64 * 1024 };

/* --- UTF-16 and UTF-32 without a mark ----------------------------------------------------- */

const char *lede__charset_wide(const char *s, size_t n)
{
    size_t zeros[4] = {0, 0, 0, 0}, i, quarter;

    if (n > 4096)
        n = 4096;
    n -= n % 4;
    quarter = n / 4;
    for (i = 0; i < n; i++)
        zeros[i % 4] += !s[i];
    if (quarter < 4)
        return NULL;
    if (zeros[0] * 10 > quarter * 9 && zeros[1] * 10 > quarter * 9 && zeros[3] * 10 < quarter)
        return "UTF-32BE";
    if (zeros[2] * 10 > quarter * 9 && zeros[3] * 10 > quarter * 9 && zeros[0] * 10 < quarter)
        return "UTF-32LE";
    if ((zeros[0] + zeros[2]) * 4 > quarter && (zeros[1] + zeros[3]) * 20 < quarter)
        return "UTF-16BE";
    if ((zeros[1] + zeros[3]) * 4 > quarter && (zeros[0] + zeros[2]) * 20 < quarter)
        return "UTF-16LE";
    return NULL;
}

/* --- two-byte charsets ----------------------------------------------------------------------- */

typedef struct pairs {
    size_t all, bad, common, kana, single;
} pairs;

typedef void (*pair_fn)(const unsigned char *s, size_t n, pairs *p);

static int between(unsigned c, unsigned low, unsigned high)
{
    return c >= low && c <= high;
}

/* EUC: both bytes A1-FE. `low` to `high` are the lead bytes of common characters. */
static void count_euc(const unsigned char *s, size_t n, unsigned low, unsigned high, pairs *p)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (s[i] < 0x80)
            continue;
        if (i + 1 >= n)
            break;
        if (s[i] < 0xA1 || s[i] == 0xFF || s[i + 1] < 0xA1 || s[i + 1] == 0xFF) {
            p->bad++;
            continue;
        }
        p->all++;
        p->common += between(s[i], low, high) || between(s[i], 0xA1, 0xA3);
        p->kana += s[i] == 0xA4 || s[i] == 0xA5;
        i++;
    }
}

static void count_eucjp(const unsigned char *s, size_t n, pairs *p)
{
    count_euc(s, n, 0xB0, 0xCF, p);
    p->common = p->kana + p->common / 2;
}

/* Korean syllables lie in B0-C8 and hardly anything else is used. */
static void count_euckr(const unsigned char *s, size_t n, pairs *p)
{
    count_euc(s, n, 0xB0, 0xC8, p);
}

/* The 3,755 common characters of GB 2312 lie in B0-D7. */
static void count_gb(const unsigned char *s, size_t n, pairs *p)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (s[i] < 0x80)
            continue;
        if (i + 1 >= n)
            break;
        if (s[i] == 0x80 || s[i] == 0xFF || s[i + 1] < 0x40 || s[i + 1] == 0x7F || s[i + 1] == 0xFF) {
            p->bad++;
            continue;
        }
        p->all++;
        p->common += s[i + 1] >= 0xA1 && (between(s[i], 0xB0, 0xD7) || s[i] == 0xA1 || s[i] == 0xA3);
        p->kana += s[i] == 0xA4 || s[i] == 0xA5;
        i++;
    }
}

/* The 5,401 common characters of Big5 lie in A4-C6. */
static void count_big5(const unsigned char *s, size_t n, pairs *p)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (s[i] < 0x80)
            continue;
        if (i + 1 >= n)
            break;
        if (!between(s[i], 0x87, 0xFE) || !(between(s[i + 1], 0x40, 0x7E) || between(s[i + 1], 0xA1, 0xFE))) {
            p->bad++;
            continue;
        }
        p->all++;
        p->common += between(s[i], 0xA4, 0xC6) || s[i] == 0xA1;
        p->single += s[i + 1] < 0x80;
        i++;
    }
    /* Half of the trail bytes are below A1 in real Big5; in EUC none are. */
    if (p->single * 10 < p->all)
        p->common = 0;
}

static void count_sjis(const unsigned char *s, size_t n, pairs *p)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (s[i] < 0x80)
            continue;
        if (between(s[i], 0xA1, 0xDF)) {
            p->single++;
            continue;
        }
        if (i + 1 >= n)
            break;
        if (s[i] == 0x80 || s[i] == 0xA0 || s[i] > 0xFC || s[i + 1] < 0x40 || s[i + 1] == 0x7F || s[i + 1] > 0xFC) {
            p->bad++;
            continue;
        }
        p->all++;
        p->kana += (s[i] == 0x82 && s[i + 1] >= 0x9F) || s[i] == 0x83;
        p->common += between(s[i], 0x88, 0x97) || s[i] == 0x81;
        i++;
    }
    p->common = p->kana + p->common / 2;
    p->bad += p->single / 8;
}

static const struct {
    const char *name;
    pair_fn count;
    int bonus;              /* per cent of common characters that speak for it, taken off for the less strict */
} doubles[] = {
    {"EUC-JP", count_eucjp, 8}, {"EUC-KR", count_euckr, 0}, {"Big5", count_big5, 0}, {"Shift_JIS", count_sjis, 8},
    {"GB18030", count_gb, -4},
};

static int pair_score(const pairs *p, int bonus)
{
    size_t share;

    if (p->all < 2 || p->bad * 20 > p->all)
        return 0;
    share = p->common * 100 / (p->all + p->bad * 10);
    return share < 45 ? 0 : (int)share + bonus;
}

/* Japanese in EUC has kana in every sentence; Chinese and Korean have none. */
static int adjust(size_t i, const pairs *p, int score)
{
    if (i == 0 && p->kana * 8 < p->all)
        return 0;
    if (i == 3 && p->kana * 8 < p->all)
        return 0;
    if ((i == 1 || i == 4) && p->kana * 8 > p->all)
        return 0;
    return score;
}

static const char *guess_double(const unsigned char *s, size_t n, int *sure)
{
    const char *best = NULL;
    size_t i;

    *sure = 0;
    for (i = 0; i < sizeof doubles / sizeof *doubles; i++) {
        pairs p = {0, 0, 0, 0, 0};
        int score;

        doubles[i].count(s, n, &p);
        score = adjust(i, &p, pair_score(&p, doubles[i].bonus));
        if (score > *sure) {
            *sure = score;
            best = doubles[i].name;
        }
    }
    if (*sure > 100)
        *sure = 100;
    return best;
}

/* --- single-byte charsets ------------------------------------------------------------------------ */

/* Letters by how much each speaks for its language, 9 the most; lower case, as UTF-8 groups from 9 down. */
typedef struct letters {
    const char *groups[4];      /* worth 9, 6, 3, 1 */
} letters;

static const letters cyrillic = {{"оеаинт", "срвлкмдпу", "яыьгзбчйхжшюцщэ", "фъёіїєґўђјљњћџ"}};
static const letters greek = {{"αοιετσνη", "υρπκμλςωά", "ίόθγδέήχφ", "ύβξζώψΐϊϋ"}};
static const letters hebrew = {{"יולאהמ", "רתבשנ", "עחדקםפ", "ןטגסזצכךףץ"}};
static const letters arabic = {{"ايلمنو", "رتبةدع", "سفهكقحجشأصطىإخذ", "زضثغئءظؤآپچگ"}};
static const letters thai = {{"านรอกเง", "มยลวดทสตะปบค", "ชัี่้ิไพหโแจขผถใึคุูำ", "ซธณฟญศษภฉฐฎฏฑฒฆฬฮฝฤ์็๊๋ๆฯ"}};
static const letters west = {{"éäöüß", "àèáóíñçêãåøæô", "úâîûïëëòùìõ«»’“”–„", "ýðþÿœ€…•‘‚"}};
static const letters central = {{"ěščřžąęłő", "ýáíéúůćńśżźűăşţ", "óöüďťňľäôçâî„”“’–", "đĺŕ…€"}};
static const letters turkish = {{"ığş", "üöç", "âİŞ’“”", "îûé…"}};
static const letters baltic = {{"āēīšėų", "ūžčņļķģ", "ąęįõäöü„“”", "ōŗ–"}};

static const struct {
    const char *name, *iconv;
    const letters *l;
    int alphabet;           /* not Latin: its letters stand alone, not between ASCII ones */
    int handicap;           /* for charsets that only strong evidence should choose */
} singles[] = {
    {"windows-1252", "CP1252", &west, 0, 0}, {"windows-1251", "CP1251", &cyrillic, 1, 0},
    {"KOI8-R", "KOI8-R", &cyrillic, 1, 0}, {"IBM866", "CP866", &cyrillic, 1, 2},
    {"x-mac-cyrillic", "MAC-CYRILLIC", &cyrillic, 1, 0}, {"ISO-8859-5", "ISO-8859-5", &cyrillic, 1, 1},
    {"windows-1250", "CP1250", &central, 0, 8}, {"windows-1254", "CP1254", &turkish, 0, 8},
    {"windows-1257", "CP1257", &baltic, 0, 8}, {"windows-1253", "CP1253", &greek, 1, 0},
    {"windows-1255", "CP1255", &hebrew, 1, 0}, {"windows-1256", "CP1256", &arabic, 1, 0},
    {"ISO-8859-6", "ISO-8859-6", &arabic, 1, 0}, {"windows-874", "CP874", &thai, 1, 0},
};

typedef struct meaning {
    uint16_t code;          /* Unicode, 0 where undefined */
    signed char worth;      /* as a lower-case or caseless letter */
    signed char kind;       /* 0 other, 1 lower or caseless, 2 upper */
} meaning;

static unsigned next_code(const char **z)
{
    const unsigned char *p = (const unsigned char *)*z;
    unsigned c = p[0] < 0x80 ? p[0] : p[0] < 0xE0 ? (p[0] & 31u) << 6 | (p[1] & 63u)
                                                  : (p[0] & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u);

    *z += p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : 3;
    return c;
}

static int worth(const letters *l, unsigned code)
{
    static const int values[] = {9, 6, 3, 1};
    size_t g;

    for (g = 0; g < 4; g++) {
        const char *z = l->groups[g];

        while (*z)
            if (next_code(&z) == code)
                return values[g];
    }
    return 0;
}

/* The lower-case form of the upper-case letters of the alphabets here; the code itself elsewhere. */
static unsigned lower(unsigned c)
{
    if (between(c, 0x410, 0x42F) || between(c, 0x391, 0x3A9) || (between(c, 0xC0, 0xDE) && c != 0xD7))
        return c + 32;
    if (between(c, 0x400, 0x40F))
        return c + 80;
    if (between(c, 0x100, 0x17F) && c != 0x130 && c != 0x131)
        return (between(c, 0x139, 0x148) || between(c, 0x179, 0x17E)) ? c + (c & 1) : c | 1u;
    return c;
}

static void meanings(const char *charset, const letters *l, meaning table[128])
{
    iconv_t cd = iconv_open("UTF-16LE", charset);
    unsigned i;

    memset(table, 0, 128 * sizeof *table);
    if (cd == (iconv_t)-1)
        return;
    for (i = 0; i < 128; i++) {
        char in[1] = {(char)(i + 128)}, out[8], *from = in, *to = out;
        size_t left = 1, room = sizeof out;
        unsigned low;

        if (iconv(cd, &from, &left, &to, &room) == (size_t)-1 || room != sizeof out - 2) {
            iconv(cd, NULL, NULL, NULL, NULL);
            continue;
        }
        table[i].code = (uint16_t)((unsigned char)out[0] | (unsigned)(unsigned char)out[1] << 8);
        low = lower(table[i].code);
        table[i].worth = (signed char)worth(l, low);
        table[i].kind = (signed char)(low != table[i].code ? 2 : table[i].worth ? 1 : 0);
    }
    iconv_close(cd);
}

/* 1 lower-case ASCII letter, 2 upper, 0 other. */
static int ascii_kind(unsigned char c)
{
    return c >= 'a' && c <= 'z' ? 1 : c >= 'A' && c <= 'Z' ? 2 : 0;
}

/* What the reading is worth, in hundredths a high byte. */
static long single_score(const unsigned char *s, size_t n, const meaning table[128], int alphabet)
{
    long score = 0, high = 0;
    int before = 0, high_before = 0;    /* kind of the letter before, and whether it was of the upper half */
    size_t i;

    for (i = 0; i < n; i++) {
        int kind, is_high = s[i] >= 0x80;
        const meaning *m = is_high ? &table[s[i] - 0x80] : NULL;

        kind = m ? m->kind : ascii_kind(s[i]);
        if (m) {
            high++;
            score += !m->code ? -15 : m->code < 0xA0 ? -10 : m->kind == 1 ? m->worth : m->kind == 2 ? 1 : -1;
            if (kind == 2 && before == 1)
                score -= 6;     /* aB */
            if (kind == 0 && before && i + 1 < n && ascii_kind(s[i + 1]) == 1 && !alphabet)
                score -= 4;     /* a sign inside a word */
        }
        if (alphabet && kind && before && is_high != high_before)
            score -= 6;         /* letters of two alphabets in one word */
        before = kind;
        high_before = is_high;
    }
    return high ? score * 100 / high : 0;
}

/* Hebrew: runs of letters in E0-FA and hardly a byte beside; Cyrillic, Greek and Latin use capitals and FB-FF. */
static int is_hebrew(const unsigned char *s, size_t n)
{
    size_t i, count = 0, others = 0, joined = 0;

    for (i = 0; i < n; i++) {
        int letter = between(s[i], 0xE0, 0xFA);

        count += (size_t)letter;
        others += between(s[i], 0xC0, 0xDF) || s[i] > 0xFB;
        joined += (size_t)(letter && i && between(s[i - 1], 0xE0, 0xFA));
    }
    return count > 30 && others * 50 < count && joined * 2 > count;
}

/* A few signs in ASCII text (a pound, a dash, an accent) say nothing but that it is the usual charset. */
static int is_sparse(const unsigned char *s, size_t n)
{
    size_t i, high = 0, joined = 0;

    for (i = 0; i < n; i++) {
        high += s[i] >= 0x80;
        joined += (size_t)(s[i] >= 0x80 && i && s[i - 1] >= 0x80);
    }
    return !joined && (high < 6 || high * 200 < n);
}

const char *lede__charset_guess(const char *s, size_t n, int *sure)
{
    const unsigned char *p = (const unsigned char *)s;
    const char *best = "windows-1252", *pair;
    long top = -100000, score, first = 0;
    meaning table[128];
    size_t i;

    if (n > LOOK)
        n = LOOK;
    *sure = 50;
    if (is_sparse(p, n))
        return best;
    pair = guess_double(p, n, sure);
    if (pair && *sure >= 60)
        return pair;
    if (is_hebrew(p, n)) {
        *sure = 80;
        return "windows-1255";
    }
    for (i = 0; i < sizeof singles / sizeof *singles; i++) {
        meanings(singles[i].iconv, singles[i].l, table);
        score = single_score(p, n, table, singles[i].alphabet) - singles[i].handicap * 10;
        if (i == 0)
            first = score;
        if (score > top) {
            top = score;
            best = singles[i].name;
        }
    }
    if (pair && top < 250)
        return pair;
    *sure = top < 0 ? 10 : top > first + 150 ? 80 : 50;
    return best;
}
