/*
 * The language of a text: its script first, then, where several languages
 * share the script, a linear model over hashed n-grams (language.h).
 */
#include <math.h>
#include <string.h>

#include "base/stretch.h"
#include "lede/text.h"
#include "text/language.h"
#include "text/sentence.h"

#define LOOK 4096u        /* bytes judged at most */
#define CHECK 384u        /* bytes between looks at who leads */
#define SURE 14.0         /* a lead of so much ends the reading early */

typedef struct scores {
    const lede__profile *p;
    int32_t sum[64];
    size_t count;         /* of features */
    uint16_t fresh[64];   /* sums not yet in sum, of fresh_count rows */
    uint32_t fresh_count;
} scores;

static const char *const single[LEDE__SCRIPTS] = {
    [LEDE__HAN] = "zh", [LEDE__KANA] = "ja", [LEDE__HANGUL] = "ko", [LEDE__GREEK_SCRIPT] = "el", [LEDE__HEBREW] = "he",
    [LEDE__ARMENIAN_SCRIPT] = "hy", [LEDE__GEORGIAN] = "ka", [LEDE__THAI] = "th", [LEDE__GUJARATI] = "gu", [LEDE__GURMUKHI] = "pa",
    [LEDE__TAMIL] = "ta", [LEDE__TELUGU] = "te", [LEDE__BENGALI] = "bn", [LEDE__KANNADA] = "kn", [LEDE__MALAYALAM] = "ml",
    [LEDE__KHMER] = "km", [LEDE__LAO] = "lo", [LEDE__MYANMAR] = "my", [LEDE__SINHALA] = "si",
};

/* In pieces that a byte can count: the loop becomes vector code. */
static size_t ascii_letters(const char *s, size_t n)
{
    size_t i, k, all = 0;

    for (i = 0; i < n; i += k) {
        unsigned char some = 0;

        for (k = 0; k < 128 && i + k < n; k++)
            some = (unsigned char)(some + ((unsigned char)((s[i + k] | 32) - 'a') < 26));
        all += some;
    }
    return all;
}

static void add_scripts(const char *s, size_t n, size_t counts[LEDE__SCRIPTS + 1])
{
    size_t i, len;

    for (i = 0; i < n; i += len) {
        len = lede__ascii_stretch((const uint8_t *)s + i, n - i);
        if (len)
            counts[LEDE__LATIN] += ascii_letters(s + i, len);
        else
            counts[lede__script_of(lede__char_at(s, n, i, &len))]++;
    }
}

/* Letters of each script in the text; returns how many in all. */
static size_t count_scripts(const char *s, size_t n, size_t counts[LEDE__SCRIPTS + 1])
{
    size_t i, total = 0;

    memset(counts, 0, (LEDE__SCRIPTS + 1) * sizeof *counts);
    add_scripts(s, n, counts);
    for (i = 0; i < LEDE__SCRIPTS; i++)
        total += counts[i];
    return total;
}

/* The start of the first character at `at` or after it. */
static size_t char_start(const char *s, size_t n, size_t at)
{
    while (at < n && ((unsigned char)s[at] & 0xC0) == 0x80)
        at++;
    return at;
}

/* The same of pieces of the text at equal distances, so that one can tell what most of it is. */
static void sample_scripts(const char *s, size_t n, size_t counts[LEDE__SCRIPTS + 1])
{
    enum { PIECES = 16, PIECE = 64 };
    size_t i, from, to, step = n / PIECES;

    memset(counts, 0, (LEDE__SCRIPTS + 1) * sizeof *counts);
    if (step <= PIECE) {
        add_scripts(s, n, counts);
        return;
    }
    for (i = 0; i < PIECES; i++) {
        from = char_start(s, n, i * step);
        to = char_start(s, n, i * step + PIECE);
        add_scripts(s + from, to - from, counts);
    }
}

/* Han and kana letters say about three times what an alphabet's do. */
static size_t weight(size_t script, size_t count)
{
    return script == LEDE__HAN || script == LEDE__KANA || script == LEDE__HANGUL ? count * 3 : count;
}

static lede__script main_script(const size_t counts[LEDE__SCRIPTS + 1])
{
    size_t i, best = 0, han = counts[LEDE__HAN], kana = counts[LEDE__KANA];

    for (i = 1; i < LEDE__SCRIPTS; i++)
        if (weight(i, counts[i]) > weight(best, counts[best]))
            best = i;
    if (best == LEDE__HAN || best == LEDE__KANA)
        return kana * 20 > han ? LEDE__KANA : LEDE__HAN;   /* Japanese is hardly ever without kana */
    return (lede__script)best;
}

/* Add a row's columns; both loops become vector code. */
static void add_row(uint16_t *restrict sum, const unsigned char *restrict row, size_t columns)
{
    size_t i;

    if (columns == 64)
        for (i = 0; i < 64; i++)
            sum[i] = (uint16_t)(sum[i] + row[i]);
    else
        for (i = 0; i < 16; i++)
            sum[i] = (uint16_t)(sum[i] + row[i]);
}

static void flush(scores *t)
{
    size_t i;

    for (i = 0; i < 64; i++) {
        t->sum[i] += t->fresh[i] - (int32_t)(t->fresh_count * LEDE__ZERO);
        t->fresh[i] = 0;
    }
    t->count += t->fresh_count;
    t->fresh_count = 0;
}

static void add_rows(scores *t, const uint32_t *hashes, size_t count)
{
    const lede__profile *p = t->p;
    size_t k;

    for (k = 0; k < count; k++) {
        uint32_t bucket = hashes[k] >> (32 - p->bits);
        size_t at = (size_t)(bucket & ((1u << p->part_bits) - 1)) * (p->columns + 1);

        add_row(t->fresh, (const unsigned char *)p->parts[bucket >> p->part_bits] + at, p->columns);
    }
    t->fresh_count += (uint32_t)count;
    if (t->fresh_count > 500)
        flush(t);   /* before sixteen bits are full */
}

/* The leader, and by how much it leads. */
static size_t leader(const scores *t, double *lead, double *sure)
{
    size_t i, best = 0;
    double scale = t->count ? t->p->scale / sqrt((double)t->count) : 0, next = -1e9, total = 0;

    for (i = 1; i < t->p->count; i++)
        if (t->sum[i] > t->sum[best])
            best = i;
    for (i = 0; i < t->p->count; i++) {
        double z = (double)(t->sum[i] - t->sum[best]) * scale;

        total += exp(z);
        if (i != best && z > next)
            next = z;
    }
    *lead = -next;
    *sure = 1 / total;
    return best;
}

static double tell(const lede__profile *p, const char *s, size_t n, char code[8])
{
    lede__grams g = {{' ', ' ', ' ', ' '}, 0, 0};
    scores t = {.p = p};
    uint32_t hashes[5];
    size_t i = 0, check = CHECK, best;
    double lead, sure;

    while (i < n) {
        add_rows(&t, hashes, lede__gram_step(&g, lede__gram_char(s, n, &i), hashes));
        if (i >= check) {
            flush(&t);
            leader(&t, &lead, &sure);
            if (lead > SURE)
                break;
            check += CHECK;
        }
    }
    add_rows(&t, hashes, lede__gram_step(&g, ' ', hashes));
    flush(&t);
    best = leader(&t, &lead, &sure);
    memcpy(code, p->languages[best], strlen(p->languages[best]) + 1);
    return sure;
}

double lede_language(const char *s, size_t n, char code[8])
{
    size_t counts[LEDE__SCRIPTS + 1], total;
    lede__script script;
    double sure, length;

    memcpy(code, "und", 4);
    if (n > LOOK)
        n = LOOK;
    total = count_scripts(s, n, counts);
    if (total == 0)
        return 0;
    script = main_script(counts);
    length = (double)weight(script, counts[script]);
    if (script >= LEDE__MODELS) {
        memcpy(code, single[script], 3);
        return length / (length + 4);
    }
    sure = tell(&lede__profiles[script], s, n, code);
    return sure * length / (length + 12);
}

/* --- what is said of a text -------------------------------------------------------------------- */

/* Where a language stands in the tables: its script, LEDE__NO_SCRIPT where it is in none. */
static lede__script script_of_language(const char *code)
{
    size_t i, k;

    for (i = 0; i < LEDE__MODELS; i++)
        for (k = 0; k < lede__profiles[i].count; k++)
            if (strcmp(lede__profiles[i].languages[k], code) == 0)
                return (lede__script)i;
    for (i = LEDE__MODELS; i < LEDE__SCRIPTS; i++)
        if (strcmp(single[i], code) == 0)
            return (lede__script)i;
    return LEDE__NO_SCRIPT;
}

static int is_eastern(lede__script script)
{
    return script == LEDE__HAN || script == LEDE__KANA || script == LEDE__HANGUL;
}

int lede__language_may_be(const char *code, const char *s, size_t n)
{
    static const char *const two_scripts[] = {"az", "bs", "ha", "kk", "mn", "ms", "pa", "ro", "sr"};
    size_t counts[LEDE__SCRIPTS + 1], i, sum = 0;
    lede__script said = script_of_language(code), is;

    for (i = 0; i < sizeof two_scripts / sizeof *two_scripts; i++)
        if (strcmp(code, two_scripts[i]) == 0)
            return 1;
    if (said == LEDE__NO_SCRIPT)
        return 1;
    sample_scripts(s, n > LOOK ? LOOK : n, counts);
    for (i = 0; i < LEDE__SCRIPTS; i++)
        sum += weight(i, counts[i]);
    is = main_script(counts);
    if (is == said || (is_eastern(is) && is_eastern(said)))
        return 1;
    return weight(is, counts[is]) < 40 || weight(is, counts[is]) * 10 < sum * 6;
}
