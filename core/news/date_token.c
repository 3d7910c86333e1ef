/* A text as the tokens that dates are made of, and the look-up of their words. */
#include <string.h>
#include <utf8proc.h>

#include "news/date.h"

enum { KEY_MAX = 72, WORDS_MAX = 4 };

/* --- characters ------------------------------------------------------------ */

/* The character at s; *used is at least 1. */
static utf8proc_int32_t character(const char *s, size_t n, size_t *used)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t len;

    if (!((unsigned char)s[0] & 0x80)) {
        *used = 1;
        return (unsigned char)s[0];
    }
    len = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)(n > 4 ? 4 : n), &c);
    *used = len > 0 ? (size_t)len : 1;
    return len > 0 ? c : 0xFFFD;
}

/* Marks that never tell two months apart, and that people leave out. */
static int is_mark(utf8proc_int32_t c)
{
    static const utf8proc_int32_t ranges[][2] = {
        {0x300, 0x36F}, {0x483, 0x487}, {0x591, 0x5C7}, {0x610, 0x61A}, {0x64B, 0x65F},
        {0x670, 0x670}, {0x6D6, 0x6ED}, {0x93C, 0x93C}, {0x9BC, 0x9BC},
    };
    size_t i;

    for (i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return 1;
    return 0;
}

static utf8proc_int32_t variant(utf8proc_int32_t c)
{
    switch (c) {
    case 0x649:
    case 0x6CC: return 0x64A; /* forms of yeh */
    case 0x6A9: return 0x643; /* keheh, kaf */
    case 0x629: return 0x647; /* teh marbuta, heh */
    case 0x131: return 'i';
    default: return c;
    }
}

size_t lede__date_fold(const char *s, size_t n, char out[64], size_t *used)
{
    utf8proc_int32_t c = character(s, n, used), parts[16];
    utf8proc_ssize_t count, i;
    size_t len = 0;
    int last = 0;

    if (c < 0x80) {
        out[0] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        return 1;
    }
    if (c >= 0xAC00 && c <= 0xD7A3)
        return (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out);
    count = utf8proc_decompose_char(c, parts, 16, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &last);
    for (i = 0; i < count && i < 16; i++)
        if (!is_mark(parts[i]))
            len += (size_t)utf8proc_encode_char(variant(parts[i]), (utf8proc_uint8_t *)out + len);
    return len;
}

static int is_space(utf8proc_int32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Characters without width: joiners, marks of direction, byte-order marks. */
static int is_invisible(utf8proc_int32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) ||
           c == 0xFEFF || c == 0xAD || c == 0x61C;
}

static int digit(utf8proc_int32_t c)
{
    static const utf8proc_int32_t zeros[] = {'0',   0x660, 0x6F0, 0x966, 0x9E6, 0xA66,  0xAE6,  0xB66, 0xBE6,
                                             0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0x1040, 0x17E0, 0xFF10};
    size_t i;

    for (i = 0; i < sizeof zeros / sizeof zeros[0] && c >= zeros[i]; i++)
        if (c <= zeros[i] + 9)
            return (int)(c - zeros[i]);
    return -1;
}

/* Scripts whose words run into each other: a name may end at any character. */
static int is_unspaced(utf8proc_int32_t c)
{
    return (c >= 0xE00 && c <= 0xEFF) || (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF);
}

static int is_letter(utf8proc_int32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC: return 1;
    default: return c == 0xBA || c == 0xAA || c == 0x200C;
    }
}

static char sign(utf8proc_int32_t c)
{
    switch (c) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFF0D: return '-';
    case 0xFF0C:
    case 0x3001:
    case 0x60C:
    case 0xFE50: return ',';
    case 0xFF1A:
    case 0x2236: return ':';
    case 0xFF0F:
    case 0x2044: return '/';
    case 0xFF0E:
    case 0x3002: return '.';
    case 0x2019:
    case 0x2018:
    case 0x2BC:
    case 0x60: return '\'';
    case 0xFF08: return '(';
    case 0xFF09: return ')';
    case 0xB7:
    case 0x2022:
    case 0x30FB: return '|';
    default: return c < 0x80 ? (char)c : '?';
    }
}

/* --- names -------------------------------------------------------------------- */

/* Byte order of a key of the table against the first n bytes of `key`. */
static int compare(const char *name, const char *key, size_t n)
{
    int order = strncmp(name, key, n);

    return order ? order : name[n] != '\0';
}

const lede__date_name *lede__date_lookup(const char *key, size_t n, size_t *count)
{
    size_t low = 0, high = lede__date_name_count, last;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (compare(lede__date_names[middle].key, key, n) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (last = low; last < lede__date_name_count && compare(lede__date_names[last].key, key, n) == 0;)
        last++;
    *count = last - low;
    return last > low ? &lede__date_names[low] : NULL;
}

uint64_t lede__date_language_bits(const char *language)
{
    size_t i, n = language ? strcspn(language, "-_") : 0;

    for (i = 0; n && lede__date_languages[i]; i++)
        if (strlen(lede__date_languages[i]) == n && memcmp(lede__date_languages[i], language, n) == 0)
            return (uint64_t)1 << i;
    return n == 2 && (memcmp(language, "nb", 2) == 0 || memcmp(language, "nn", 2) == 0) ? lede__date_language_bits("no")
                                                                                        : 0;
}

/* Take the meanings of a word's rows; of two months the language decides, else the first listed. */
static void meanings(const lede__date_name *name, size_t count, uint64_t language, lede__date_token *t)
{
    int month_sure = 0, weekday_sure = 0;

    for (; count--; name++) {
        int sure = (name->languages & language) != 0;

        t->kinds |= (uint32_t)1 << name->kind;
        if (name->kind == LEDE__DATE_MONTH && (!t->month || (sure && !month_sure))) {
            t->month = name->value;
            month_sure = sure;
        } else if (name->kind == LEDE__DATE_WEEKDAY && (!t->weekday || (sure && !weekday_sure))) {
            t->weekday = name->value;
            weekday_sure = sure;
        } else if (name->kind == LEDE__DATE_JALALI) {
            t->jalali = name->value;
        } else if (name->kind == LEDE__DATE_ERA) {
            t->era = name->value;
        } else if (name->kind == LEDE__DATE_ZONE) {
            t->zone = name->value;
        }
    }
}

/* A folded stretch from a word's start, and where in it a name may end. */
typedef struct stretch {
    char key[KEY_MAX + 64];
    size_t n;
    struct {
        size_t key, text;
    } ends[KEY_MAX];
    size_t count;
    size_t first_word; /* where the first run of letters ends in the text */
} stretch;

static void mark_end(stretch *st, size_t at)
{
    if (st->count < KEY_MAX && st->n && (!st->count || st->ends[st->count - 1].key != st->n)) {
        st->ends[st->count].key = st->n;
        st->ends[st->count++].text = at;
    }
}

/* Whether the character after a word may be inside a name: "a. m.", "segunda-feira". */
static int joins(char c)
{
    return c == '.' || c == '-' || c == '\'' || c == ' ';
}

static void fold_stretch(const char *s, size_t n, size_t at, stretch *st)
{
    size_t words = 1, used, start = at;
    int letters = 0;

    memset(st, 0, offsetof(stretch, ends));
    st->n = st->count = 0;
    st->first_word = 0;
    while (at < n && st->n < KEY_MAX) {
        utf8proc_int32_t c = character(s + at, n - at, &used);
        char as = is_space(c) ? ' ' : c == 0x200C ? '\0' : sign(c);

        if (is_letter(c)) {
            st->n += lede__date_fold(s + at, n - at, st->key + st->n, &used);
            letters = 1;
            at += used;
            if (is_unspaced(c))
                mark_end(st, at);
            continue;
        }
        if (letters)
            mark_end(st, at);
        if (!st->first_word)
            st->first_word = at;
        if (!joins(as) || !st->n || (!letters && as != ' ') || (as == ' ' && ++words > WORDS_MAX))
            break;
        if (as != ' ' || st->key[st->n - 1] != ' ')
            st->key[st->n++] = as;
        at += used;
        if (as == '.')
            mark_end(st, at);
        letters = 0;
    }
    if (letters)
        mark_end(st, at);
    if (!st->first_word)
        st->first_word = at > start ? at : start + 1;
}

/* The longest name at the word's start, else the word itself. */
static size_t word(const char *s, size_t n, size_t at, uint64_t language, lede__date_token *t)
{
    stretch st;
    size_t i, count, used;

    t->word = 1;
    fold_stretch(s, n, at, &st);
    for (i = st.count; i--;) {
        const lede__date_name *name = lede__date_lookup(st.key, st.ends[i].key, &count);

        if (name) {
            meanings(name, count, language, t);
            return st.ends[i].text;
        }
    }
    if (is_unspaced(character(s + at, n - at, &used)))
        return at + used;
    return st.first_word;
}

/* --- tokens -------------------------------------------------------------------- */

static size_t number(const char *s, size_t n, size_t at, lede__date_token *t)
{
    size_t used;
    int d;

    while (at < n && (d = digit(character(s + at, n - at, &used))) >= 0) {
        t->digits++;
        t->value = t->digits > 9 ? -1 : t->value * 10 + d;
        at += used;
    }
    return at;
}

int lede__date_next_token(const char *s, size_t n, size_t *at, uint64_t language, lede__date_token *t)
{
    utf8proc_int32_t c = 0;
    size_t used = 1;

    memset(t, 0, sizeof *t);
    t->space = *at == 0;
    for (; *at < n; *at += used) {
        c = character(s + *at, n - *at, &used);
        if (is_space(c))
            t->space = 1;
        else if (!is_invisible(c))
            break;
    }
    t->start = t->end = *at;
    if (*at >= n)
        return 0;
    if (digit(c) >= 0)
        t->end = number(s, n, *at, t);
    else if (is_letter(c))
        t->end = word(s, n, *at, language, t);
    else {
        t->c = sign(c);
        t->end = *at + used;
    }
    *at = t->end;
    return 1;
}
