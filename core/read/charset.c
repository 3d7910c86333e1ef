#include "read/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "lede/text.h"

/* Names shown, names that iconv knows. */
static const struct {
    const char *name, *iconv;
} charsets[] = {
    {"UTF-8", "UTF-8"}, {"UTF-16LE", "UTF-16LE"}, {"UTF-16BE", "UTF-16BE"}, {"UTF-32LE", "UTF-32LE"},
    {"UTF-32BE", "UTF-32BE"}, {"windows-1252", "CP1252"}, {"windows-1250", "CP1250"}, {"windows-1251", "CP1251"},
    {"windows-1253", "CP1253"}, {"windows-1254", "CP1254"}, {"windows-1255", "CP1255"}, {"windows-1256", "CP1256"},
    {"windows-1257", "CP1257"}, {"windows-1258", "CP1258"}, {"windows-874", "CP874"}, {"ISO-8859-2", "ISO-8859-2"},
    {"ISO-8859-3", "ISO-8859-3"}, {"ISO-8859-4", "ISO-8859-4"}, {"ISO-8859-5", "ISO-8859-5"},
    {"ISO-8859-6", "ISO-8859-6"}, {"ISO-8859-7", "ISO-8859-7"}, {"ISO-8859-8", "ISO-8859-8"},
    {"ISO-8859-10", "ISO-8859-10"}, {"ISO-8859-13", "ISO-8859-13"}, {"ISO-8859-14", "ISO-8859-14"},
    {"ISO-8859-15", "ISO-8859-15"}, {"ISO-8859-16", "ISO-8859-16"}, {"KOI8-R", "KOI8-R"}, {"KOI8-U", "KOI8-U"},
    {"IBM866", "CP866"}, {"x-mac-cyrillic", "MAC-CYRILLIC"}, {"macintosh", "MACINTOSH"}, {"Shift_JIS", "CP932"},
    {"EUC-JP", "EUC-JP"}, {"ISO-2022-JP", "ISO-2022-JP-2"}, {"EUC-KR", "CP949"}, {"ISO-2022-KR", "ISO-2022-KR"},
    {"GB18030", "GB18030"}, {"Big5", "BIG5-HKSCS"}, {"IBM437", "CP437"}, {"IBM850", "CP850"},
};

/* Labels by the WHATWG Encoding standard and a few of mail's, lower case. */
static const struct {
    const char *label, *name;
} labels[] = {
    {"utf-8", "UTF-8"}, {"utf8", "UTF-8"}, {"unicode-1-1-utf-8", "UTF-8"}, {"utf_8", "UTF-8"},
    {"utf-16", "UTF-16LE"}, {"utf-16le", "UTF-16LE"}, {"unicode", "UTF-16LE"}, {"utf-16be", "UTF-16BE"},
    {"utf-32", "UTF-32LE"}, {"utf-32le", "UTF-32LE"}, {"utf-32be", "UTF-32BE"},
    {"iso-8859-1", "windows-1252"}, {"iso8859-1", "windows-1252"}, {"iso_8859-1", "windows-1252"},
    {"latin1", "windows-1252"}, {"latin-1", "windows-1252"}, {"l1", "windows-1252"}, {"us-ascii", "windows-1252"},
    {"ascii", "windows-1252"}, {"ansi_x3.4-1968", "windows-1252"}, {"windows-1252", "windows-1252"},
    {"cp1252", "windows-1252"}, {"x-cp1252", "windows-1252"}, {"ansi", "windows-1252"}, {"cp-1252", "windows-1252"},
    {"windows-1250", "windows-1250"}, {"cp1250", "windows-1250"}, {"windows-1251", "windows-1251"},
    {"cp1251", "windows-1251"}, {"cp-1251", "windows-1251"}, {"win-1251", "windows-1251"},
    {"windows-1253", "windows-1253"}, {"cp1253", "windows-1253"}, {"windows-1254", "windows-1254"},
    {"cp1254", "windows-1254"}, {"iso-8859-9", "windows-1254"}, {"latin5", "windows-1254"},
    {"windows-1255", "windows-1255"}, {"cp1255", "windows-1255"}, {"windows-1256", "windows-1256"},
    {"cp1256", "windows-1256"}, {"windows-1257", "windows-1257"}, {"cp1257", "windows-1257"},
    {"windows-1258", "windows-1258"}, {"cp1258", "windows-1258"}, {"windows-874", "windows-874"},
    {"tis-620", "windows-874"}, {"iso-8859-11", "windows-874"}, {"cp874", "windows-874"}, {"tis620", "windows-874"},
    {"iso-8859-2", "ISO-8859-2"}, {"latin2", "ISO-8859-2"}, {"iso8859-2", "ISO-8859-2"}, {"iso-8859-3", "ISO-8859-3"},
    {"iso-8859-4", "ISO-8859-4"}, {"iso-8859-5", "ISO-8859-5"}, {"iso8859-5", "ISO-8859-5"},
    {"iso-8859-6", "ISO-8859-6"}, {"arabic", "ISO-8859-6"}, {"iso-8859-7", "ISO-8859-7"}, {"greek", "ISO-8859-7"},
    {"iso8859-7", "ISO-8859-7"}, {"iso-8859-8", "ISO-8859-8"}, {"iso-8859-8-i", "ISO-8859-8"},
    {"hebrew", "ISO-8859-8"}, {"iso-8859-10", "ISO-8859-10"}, {"iso-8859-13", "ISO-8859-13"},
    {"iso-8859-14", "ISO-8859-14"}, {"iso-8859-15", "ISO-8859-15"}, {"iso8859-15", "ISO-8859-15"},
    {"latin9", "ISO-8859-15"}, {"iso-8859-16", "ISO-8859-16"}, {"koi8-r", "KOI8-R"}, {"koi8", "KOI8-R"},
    {"koi", "KOI8-R"}, {"koi8-u", "KOI8-U"}, {"koi8-ru", "KOI8-U"}, {"ibm866", "IBM866"}, {"cp866", "IBM866"},
    {"866", "IBM866"}, {"cp-866", "IBM866"}, {"x-mac-cyrillic", "x-mac-cyrillic"}, {"maccyrillic", "x-mac-cyrillic"},
    {"mac-cyrillic", "x-mac-cyrillic"}, {"x-mac-ukrainian", "x-mac-cyrillic"}, {"macintosh", "macintosh"},
    {"x-mac-roman", "macintosh"}, {"mac", "macintosh"}, {"shift_jis", "Shift_JIS"}, {"shift-jis", "Shift_JIS"},
    {"sjis", "Shift_JIS"}, {"x-sjis", "Shift_JIS"}, {"windows-31j", "Shift_JIS"}, {"ms932", "Shift_JIS"},
    {"cp932", "Shift_JIS"}, {"ms_kanji", "Shift_JIS"}, {"euc-jp", "EUC-JP"}, {"x-euc-jp", "EUC-JP"}, {"eucjp", "EUC-JP"},
    {"iso-2022-jp", "ISO-2022-JP"}, {"csiso2022jp", "ISO-2022-JP"}, {"euc-kr", "EUC-KR"},
    {"ks_c_5601-1987", "EUC-KR"}, {"ks_c_5601", "EUC-KR"}, {"korean", "EUC-KR"}, {"windows-949", "EUC-KR"},
    {"cp949", "EUC-KR"}, {"uhc", "EUC-KR"}, {"iso-2022-kr", "ISO-2022-KR"}, {"gb2312", "GB18030"}, {"gbk", "GB18030"},
    {"x-gbk", "GB18030"}, {"gb_2312-80", "GB18030"}, {"gb18030", "GB18030"}, {"chinese", "GB18030"},
    {"cp936", "GB18030"}, {"euc-cn", "GB18030"}, {"big5", "Big5"}, {"big5-hkscs", "Big5"}, {"x-x-big5", "Big5"},
    {"cn-big5", "Big5"}, {"cp950", "Big5"}, {"ibm437", "IBM437"}, {"cp437", "IBM437"}, {"ibm850", "IBM850"},
    {"cp850", "IBM850"},
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

const char *lede__charset_of_label(const char *label, size_t n)
{
    size_t i, k;

    while (n && (strchr(" \t\r\n\"'", *label))) {
        label++;
        n--;
    }
    while (n && strchr(" \t\r\n\"';,", label[n - 1]))
        n--;
    for (i = 0; n && i < sizeof labels / sizeof *labels; i++) {
        for (k = 0; k < n && labels[i].label[k] && lower(label[k]) == labels[i].label[k];)
            k++;
        if (k == n && !labels[i].label[k])
            return labels[i].name;
    }
    return NULL;
}

const char *lede__charset_mark(const char *s, size_t n, size_t *skip)
{
    *skip = 0;
    if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) {
        *skip = 3;
        return "UTF-8";
    }
    if (n >= 4 && (memcmp(s, "\xFF\xFE\0\0", 4) == 0 || memcmp(s, "\0\0\xFE\xFF", 4) == 0)) {
        *skip = 4;
        return s[0] ? "UTF-32LE" : "UTF-32BE";
    }
    if (n >= 2 && (memcmp(s, "\xFF\xFE", 2) == 0 || memcmp(s, "\xFE\xFF", 2) == 0)) {
        *skip = 2;
        return s[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE";
    }
    return NULL;
}

/* --- conversion ------------------------------------------------------------------------- */

static const char replacement[] = "\xEF\xBF\xBD";

/* UTF-8 that may be invalid or hold NUL. */
static size_t clean_utf8(const char *s, size_t n, lede_buf *out)
{
    size_t bad = 0;

    while (n) {
        const char *zero = memchr(s, 0, n);
        size_t len = zero ? (size_t)(zero - s) : n;

        bad += lede_utf8_repair(s, len, out);
        s += len;
        n -= len;
        if (n) {
            lede_buf_add(out, replacement, 3);
            bad++;
            s++;
            n--;
        }
    }
    return bad;
}

static size_t unit_of(const char *charset)
{
    return strncmp(charset, "UTF-32", 6) == 0 ? 4 : strncmp(charset, "UTF-16", 6) == 0 ? 2 : 1;
}

/* What iconv stopped at: replace one unit and go on. Returns 0 when nothing more can be done. */
static int step_over(const char **in, size_t *left, size_t unit, lede_buf *out, size_t *bad)
{
    if (errno == E2BIG)
        return 1;
    lede_buf_add(out, replacement, 3);
    ++*bad;
    unit = unit < *left ? unit : *left;
    *in += unit;
    *left -= unit;
    return 1;
}

static size_t by_iconv(iconv_t cd, const char *s, size_t n, size_t unit, lede_buf *out)
{
    size_t bad = 0, room, before = out->n;

    while (n && !out->failed) {
        char *in, *to = lede__buf_room(out, n + n / 2 + 64), *start = to;
        size_t at;

        if (!to)
            break;
        memcpy(&in, &s, sizeof in);
        room = n + n / 2 + 64;
        if (iconv(cd, &in, &n, &to, &room) != (size_t)-1)
            n = 0;
        out->n += (size_t)(to - start);
        out->s[out->n] = '\0';
        at = (size_t)(in - s);
        s += at;
        if (n)
            step_over(&s, &n, unit, out, &bad);
    }
    if (out->n > before && memchr(out->s + before, 0, out->n - before)) {
        lede_buf fixed;

        lede_buf_init(&fixed);
        bad += clean_utf8(out->s + before, out->n - before, &fixed);
        out->n = before;
        lede_buf_add(out, fixed.s ? fixed.s : "", fixed.n);
        out->failed |= fixed.failed;
        lede_buf_release(&fixed);
    }
    return bad;
}

size_t lede__charset_convert(const char *s, size_t n, const char *charset, lede_buf *out)
{
    size_t i, bad;
    iconv_t cd;

    if (strcmp(charset, "UTF-8") == 0)
        return clean_utf8(s, n, out);
    for (i = 0; i < sizeof charsets / sizeof *charsets; i++)
        if (strcmp(charsets[i].name, charset) == 0)
            break;
    cd = i < sizeof charsets / sizeof *charsets ? iconv_open("UTF-8", charsets[i].iconv) : (iconv_t)-1;
    if (cd == (iconv_t)-1)
        return clean_utf8(s, n, out);
    bad = by_iconv(cd, s, n, unit_of(charset), out);
    iconv_close(cd);
    return bad;
}

/* --- deciding ------------------------------------------------------------------------------ */

typedef struct shape {
    size_t high;            /* bytes above 0x7F */
    size_t good2, good3;    /* well-formed UTF-8 characters of two and of more bytes */
    size_t bad;             /* ill-formed places */
} shape;

static void look(const char *s, size_t n, shape *sh)
{
    size_t at = 0;

    memset(sh, 0, sizeof *sh);
    while (at < n) {
        size_t good = lede_utf8_valid(s + at, n - at), i;

        for (i = at; i < at + good; i++) {
            unsigned char c = (unsigned char)s[i];

            sh->high += c >= 0x80;
            sh->good2 += c >= 0xC2 && c < 0xE0;
            sh->good3 += c >= 0xE0;
        }
        at += good;
        if (at < n) {
            sh->bad++;
            sh->high++;
            at++;
        }
    }
}

static int is_wide(const char *charset)
{
    return unit_of(charset) > 1;
}

static int is_double_byte(const char *charset)
{
    static const char *const names[] = {"Shift_JIS", "EUC-JP", "EUC-KR", "GB18030", "Big5", NULL};
    size_t i;

    for (i = 0; names[i]; i++)
        if (strcmp(charset, names[i]) == 0)
            return 1;
    return 0;
}

/* Well-formed UTF-8 with something in it that is not ASCII, and that is not by chance. */
static int is_utf8(const shape *sh, const char *label)
{
    if (sh->bad)
        return 0;
    if (sh->good3 || !label)
        return 1;
    return !is_double_byte(label) || !sh->good2;
}

/* UTF-8 that was damaged in a few places, not another charset. */
static int is_damaged_utf8(const shape *sh)
{
    return sh->good2 + sh->good3 > sh->bad * 4 || (sh->good3 > 20 && sh->good3 > sh->bad * 2);
}

static const char *escaped_charset(const char *s, size_t n)
{
    const char *esc = memchr(s, 0x1B, n);

    for (; esc && (size_t)(s + n - esc) > 3; esc = memchr(esc + 1, 0x1B, (size_t)(s + n - esc) - 1)) {
        if (esc[1] == '$' && (esc[2] == 'B' || esc[2] == '@'))
            return "ISO-2022-JP";
        if (esc[1] == '$' && esc[2] == ')' && esc[3] == 'C')
            return "ISO-2022-KR";
    }
    return NULL;
}

/* The charset of bytes without a mark. */
static const char *decide(const char *s, size_t n, const char *label, lede__decoded *d)
{
    shape sh;
    int sure = 0;
    const char *guess = lede__charset_wide(s, n), *escaped;

    if (guess)
        return guess;
    look(s, n, &sh);
    if (!sh.high) {
        escaped = escaped_charset(s, n);
        d->guessed = escaped && escaped != label;
        return escaped ? escaped : "UTF-8";
    }
    if (is_utf8(&sh, label))
        return "UTF-8";
    if (label && is_wide(label))
        label = NULL;      /* it would have had zeros */
    if (is_damaged_utf8(&sh))
        return "UTF-8";
    guess = lede__charset_guess(s, n, &sure);
    if (label && strcmp(label, "UTF-8") != 0 && (strcmp(label, "windows-1252") != 0 || sure < 60))
        return label;
    d->guessed = 1;
    return guess;
}

lede_status lede__charset_decode(const char *s, size_t n, const char *protocol, const char *declared, lede_buf *out,
                                 lede__decoded *d, lede_error *err)
{
    size_t skip;
    const char *label = protocol ? lede__charset_of_label(protocol, strlen(protocol)) : NULL;

    memset(d, 0, sizeof *d);
    if (!label && declared)
        label = lede__charset_of_label(declared, strlen(declared));
    d->label = label;
    d->charset = lede__charset_mark(s, n, &skip);
    if (!d->charset)
        d->charset = decide(s, n, label, d);
    d->bad = lede__charset_convert(s + skip, n - skip, d->charset, out);
    return out->failed ? lede__nomem(err) : LEDE_OK;
}
