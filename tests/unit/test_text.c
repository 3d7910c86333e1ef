/* core/text/{utf8,segment,fold,normal,stem,paragraphs,width,distance,ngrams}.c: behaviour beyond Unicode's own tests. */
#include <time.h>

#include "lede/text.h"
#include "test.h"
#include "text/words.h"

/* --- hostile texts ---------------------------------------------------------------------- */

typedef struct tiles {
    size_t last, n;
    int bad;
} tiles;

static int on_word(lede_word_class cls, size_t start, size_t end, void *ud)
{
    tiles *t = ud;

    t->bad |= start < t->last || end <= start || end > t->n || cls < LEDE_WORD_WORD || cls > LEDE_WORD_EMOJI;
    t->last = end;
    return 0;
}

static int on_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    tiles *t = ud;

    (void)cls;
    t->bad |= !n || n > LEDE_TERM_MAX || end <= start || end > t->n || lede_utf8_valid(term, n) != n;
    if (!(part & LEDE_TERM_SAME)) {
        t->bad |= start < t->last;
        t->last = start;
    }
    return 0;
}

static int on_span(size_t start, size_t end, void *ud)
{
    return on_word(LEDE_WORD_WORD, start, end, ud);
}

static int on_gram(const lede_span *words, size_t n, void *ud)
{
    tiles *t = ud;

    t->bad |= words[0].start > words[n - 1].end || words[n - 1].end > t->n;
    return 0;
}

/* Every walk over the text keeps to it; 0 when one does not. */
static int walks_hold(const char *s, size_t n)
{
    tiles t = {0, n, 0};
    size_t at, end;
    size_t words;
    int kind, bad = 0;
    lede_buf b = {0};

    for (kind = LEDE_GRAPHEME; kind <= LEDE_SENTENCE; kind++)
        for (at = 0; at < n; at = end) {
            end = lede_segment_end((lede_segment_kind)kind, s, n, at);
            if (end <= at || end > n)
                return 0;
        }
    lede_words(s, n, on_word, &t);
    t.last = 0;
    bad |= lede__walk_terms(s, n, on_term, &t, &words) != 0 || words != lede_count_words(s, n);
    t.last = 0;
    lede_paragraphs(s, n, on_span, &t);
    lede_ngrams(s, n, 3, 1, on_gram, &t);
    lede_width(s, n);
    for (kind = 0; kind < 2; kind++) {
        lede_buf_clear(&b);
        lede_fold(s, n, (unsigned)kind, &b);
        bad |= b.n && lede_utf8_valid(s, n) == n && lede_utf8_valid(b.s, b.n) != b.n;
    }
    for (kind = LEDE_NFC; kind <= LEDE_NFKC_CASEFOLD; kind++) {
        lede_buf_clear(&b);
        bad |= lede_normalize(s, n, (lede_normal_form)kind, &b) != LEDE_OK;
    }
    lede_buf_clear(&b);
    lede_utf8_repair(s, n, &b);
    bad |= b.n && lede_utf8_valid(b.s, b.n) != b.n;
    lede_buf_release(&b);
    return !bad && !t.bad;
}

static void random_bytes(void)
{
    static const char *const pieces[] = {"a", "B", "7", " ", ".", ",", "'", "-", "@", "#", "_", "&", ":", "/", "+", "\n", "\xCC\x81",
        "\xE2\x80\x99", "é", "ж", "א", "\"", "日", "カ", "ｶ", "ﾞ", "ひ", "\xE3\x82\x99", "本", "ก", "ิ", "\xE2\x80\x8D", "👍", "🇮", "\xEF\xB8\x8F", "http://", "www.",
        ".com", "\xC3", "\xE2\x80", "\xFF", "\xED\xA0\x80", "\0", "가", "ᆨ", "ß", "\xC2\xA0", "!", "\r", "٣", "ـ", "आ", "्"};
    char s[96];
    unsigned long long seed = 7;
    size_t n, i, k;
    int round, bad = 0;

    for (round = 0; round < 20000 && !bad; round++) {
        for (n = 0, i = 0; i < 14; i++) {
            seed = seed * 6364136223846793005ull + 1442695040888963407ull;
            k = (size_t)(seed >> 33) % (sizeof pieces / sizeof *pieces);
            memcpy(s + n, pieces[k], strlen(pieces[k]));
            n += strlen(pieces[k]);
            if (!*pieces[k])
                s[n++] = '\0';
        }
        /* In memory of just its size, so that a sanitizer sees any byte read past it. */
        char *exact = malloc(n);

        memcpy(exact, s, n);
        bad = !walks_hold(exact, n);
        free(exact);
    }
    if (bad)
        for (i = 0; i < n; i++)
            printf(i ? "\\x%02x" : "# \\x%02x", (unsigned char)s[i]);
    CHECK(!bad);
}

static void worst_texts(void)
{
    static const char *const heads[] = {"", "a", ".", "a.", "a'", "http://a", "1", "#", "@a", "(", "א", "日", "e\xCC\x81", "😀"};
    static const char *const units[] = {")", ".)", ". ", "a'", "a:", "a.", "a-", "a&", "a+", "a@", "#", "#1", "@", "1,", "1.", "_", "'", "\"",
        "\n", "\xCC\x81", "\xCC\x81\xCC\x96", "\xE2\x80\x8D", "🇮", "א\"", "א'", "ｶﾞ", "ﾞ", "カ", "日", "กิ", "ـ", "ᆨ", "ᅡ", "http://", "www.",
        ".com", "(", "a(", "😀\xE2\x80\x8D", "\xD8\x80", "\xC2\xAD", "\xFF", "\xE2\x80", "\xF0\x9F", "a\xCC\x81.", "?", "!)", ".\"", ".1", "a\xE2\x80\x91",
        "\xE0\xA5\x8D", "ά", "ﷺ", "x", "éa", "ж", "a@b.cd", "\n\n", " ", "\r", "@a", "#a", "#a_", "é'", "U.", "a://", "(a", "1'", "日_", "日.", "_1", "カ_", "#日", "日@", "a日", "©", "&a"};
    const size_t most = 400000;
    char *s = malloc(most + 64);
    size_t h, u, n;
    clock_t start;

    for (h = 0; h < sizeof heads / sizeof *heads; h++) {
        for (u = 0; u < sizeof units / sizeof *units; u++) {
            /* Every pair small, every unit long. */
            size_t want = h == u % (sizeof heads / sizeof *heads) ? most : 3000;

            n = strlen(heads[h]);
            memcpy(s, heads[h], n);
            while (n < want) {
                memcpy(s + n, units[u], strlen(units[u]));
                n += strlen(units[u]);
            }
            start = clock();
            CHECK(walks_hold(s, n));
            /* A step a byte squared would take minutes. */
            if (clock() - start > 10 * CLOCKS_PER_SEC) {
                printf("# slow: \"%s\" and then \"%s\"\n", heads[h], units[u]);
                test_failed_now = 1;
            }
        }
    }
    free(s);
}

/* --- validity ------------------------------------------------------------------------------ */

static void repairs(void)
{
    lede_buf b = {0};

    EQ_INT(lede_utf8_valid("caf\xC3\xA9", 5), 5);
    EQ_INT(lede_utf8_valid("abcdefghij\xC3", 11), 10);
    EQ_INT(lede_utf8_valid("\xED\xA0\x80", 3), 0);
    EQ_INT(lede_utf8_repair("a\xF0\x9F\x98z\xFF", 6, &b), 2);
    EQ_STR(b.s, "a\xEF\xBF\xBDz\xEF\xBF\xBD");
    lede_buf_release(&b);
}

/* The standard's table 3-7, a row a line: the first byte, what the second may be, how many follow. */
static size_t well_formed(const unsigned char *s, size_t n)
{
    static const struct { unsigned char first, last, low, high, more; } rows[] = {
        {0x00, 0x7F, 0, 0, 0},       {0xC2, 0xDF, 0x80, 0xBF, 1}, {0xE0, 0xE0, 0xA0, 0xBF, 2}, {0xE1, 0xEC, 0x80, 0xBF, 2},
        {0xED, 0xED, 0x80, 0x9F, 2}, {0xEE, 0xEF, 0x80, 0xBF, 2}, {0xF0, 0xF0, 0x90, 0xBF, 3}, {0xF1, 0xF3, 0x80, 0xBF, 3},
        {0xF4, 0xF4, 0x80, 0x8F, 3}};
    size_t i, k;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (s[0] < rows[i].first || s[0] > rows[i].last)
            continue;
        if (rows[i].more >= n || (rows[i].more && (s[1] < rows[i].low || s[1] > rows[i].high)))
            return 0;
        for (k = 2; k <= rows[i].more; k++)
            if (s[k] < 0x80 || s[k] > 0xBF)
                return 0;
        return 1u + rows[i].more;
    }
    return 0;
}

/* Bytes at the limits of the table's ranges, at random, in runs long enough for the quick ways. */
static void validity_is_the_standards(void)
{
    static const char *const pieces[] = {"a", "\xC3\xA9", "\xD0\xB6", "\xE0\xA4\x86", "\xE0\xB8\x81", "\xE6\x97\xA5", "\xEF\xBC\x83",
        "\xF0\x9F\x91\x8D", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF", "\xC1\xBF", "\xC2", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xEE\x80", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\x80", "\xBF"};
    unsigned char s[128];
    unsigned long long seed = 11;
    size_t n, i, k, at, len;
    int round, good = 0;

    for (round = 0; round < 40000; round++) {
        for (n = 0, i = 0; i < 20; i++) {
            seed = seed * 6364136223846793005ull + 1442695040888963407ull;
            k = (size_t)(seed >> 33) % (seed >> 60 ? 10 : sizeof pieces / sizeof *pieces);
            memcpy(s + n, pieces[k], strlen(pieces[k]));
            n += strlen(pieces[k]);
        }
        for (at = 0; at < n && (len = well_formed(s + at, n - at)) != 0; at += len)
            ;
        good += at == n;
        if (lede_utf8_valid((const char *)s, n) != at) {
            EQ_INT(lede_utf8_valid((const char *)s, n), at);
            return;
        }
    }
    CHECK(good > 4000 && good < 36000);
}

/* --- folding --------------------------------------------------------------------------------- */

static const char *fold(const char *s, unsigned flags)
{
    static lede_buf b;

    lede_buf_release(&b);
    lede_fold(s, strlen(s), flags, &b);
    return b.n ? b.s : "";
}

static void foldings(void)
{
    static const struct {
        const char *s, *search, *keep;
    } c[] = {
        {"Plain TEXT 12", "plain text 12", "plain text 12"},
        {"Résumé Re\xCC\x81sume\xCC\x81", "resume resume", "résumé résumé"},
        {"l’été l'été lʼété l＇été", "l'ete l'ete l'ete l'ete", "l'été l'été l'été l'été"},
        {"ＡＢＣ１２３", "abc123", "abc123"},
        {"Straße STRASSE ẞ", "strasse strasse ss", "strasse strasse ss"},
        {"ﬁn ﬃ Ǆ", "fin ffi dz", "fin ffi dž"},
        {"Łódź Ørsted Đà Œuvre Æsir Þór", "lodz orsted da oeuvre aesir thor", "łódź ørsted đà œuvre æsir þór"},
        {"İstanbul ISTANBUL ısı", "istanbul istanbul isi", "i\xCC\x87stanbul istanbul ısı"},
        {"كتــاب", "كتاب", "كتاب"},
        {"أإآٱا", "ااااا", "أإآٱا"},
        {"مُحَمَّد على مدرسة", "محمد علي مدرسه", "مُحَمَّد على مدرسة"},
        {"کیف", "كيف", "کیف"},
        {"Ёлка елка йод и\xCC\x86од", "елка елка йод йод", "ёлка елка йод йод"},
        {"за\xCC\x81мок їжак ґанок", "замок їжак ґанок", "за\xCC\x81мок їжак ґанок"},
        {"ΌΔΟΣ οδός", "οδοσ οδοσ", "όδοσ οδόσ"},
        {"שָׁלוֹם צה״ל", "שלום צה\"ל", "שָׁלוֹם צה\"ל"},
        {"٢٠٢٢ २०२२ ２０２２", "2022 2022 2022", "2022 2022 2022"},
        {"ｶﾞｽ ガス", "ガス ガス", "ガス ガス"},
        {"हिन्दी กำ", "हिन्दी ก\xE0\xB9\x8Dา", "हिन्दी ก\xE0\xB9\x8Dา"},
        {"co\xC2\xADop می‌روم", "coop ميروم", "coop میروم"},
        {"“x” a‑b", "\"x\" a-b", "\"x\" a-b"},
        {"", "", ""},
    };
    size_t i;

    for (i = 0; i < sizeof c / sizeof *c; i++) {
        EQ_STR(fold(c[i].s, LEDE_FOLD_SEARCH), c[i].search);
        EQ_STR(fold(c[i].s, LEDE_FOLD_KEEP_DIACRITICS), c[i].keep);
    }
}

/* A letter and its mark come together however the text is cut into blocks inside. */
static void long_folds(void)
{
    size_t n = 200000, i, at = 0;
    char *s = malloc(n + 8), *want = malloc(n + 8);
    lede_buf b = {0};

    for (i = 0; at + 4 <= n; i++) {
        memcpy(s + at, "\xD0\xB8\xCC\x86", 4);   /* i and a breve */
        memcpy(want + 2 * i, "\xD0\xB9", 2);
        at += 4;
    }
    lede_fold(s, at, 0, &b);
    CHECK(b.n == 2 * i && memcmp(b.s, want, b.n) == 0);
    lede_buf_release(&b);
    free(s);
    free(want);
}

/* --- paragraphs, stems ------------------------------------------------------------------------ */

typedef struct joined {
    const char *s;
    char out[256];
} joined;

static int join(size_t start, size_t end, void *ud)
{
    joined *j = ud;
    size_t n = strlen(j->out);

    snprintf(j->out + n, sizeof j->out - n, "[%.*s]", (int)(end - start), j->s + start);
    return 0;
}

static const char *paragraphs(const char *s)
{
    static joined j;

    j.out[0] = '\0';
    j.s = s;
    lede_paragraphs(s, strlen(s), join, &j);
    return j.out;
}

static void paragraph_spans(void)
{
    EQ_STR(paragraphs("One line.\nAnd another.\n\nTwo."), "[One line.\nAnd another.][Two.]");
    EQ_STR(paragraphs("\n\n  One \r\n \t\r\n\n Two\n"), "[One][Two]");
    EQ_STR(paragraphs(" \n\n\t"), "");
}

static const char *stem(lede_stemmer *st, const char *word)
{
    static char out[128];
    const char *s;
    size_t n = lede_stem(st, word, strlen(word), &s);

    snprintf(out, sizeof out, "%.*s", (int)n, s);
    return out;
}

static void stems(void)
{
    lede_stemmer *st;
    int round;

    EQ_INT(lede_stemmer_new("en", &st, NULL), LEDE_OK);
    for (round = 0; round < 2; round++) {   /* the second from the cache */
        EQ_STR(stem(st, "harbours"), "harbour");
        EQ_STR(stem(st, "reopening"), "reopen");
        EQ_STR(stem(st, "happy"), "happi");
        EQ_STR(stem(st, "doe's"), "doe");
        EQ_STR(stem(st, "a"), "a");
        EQ_STR(stem(st, "internationalizationalists"), "internationalizationalist");
        EQ_STR(stem(st, ""), "");
    }
    lede_stemmer_free(st);
    EQ_INT(lede_stemmer_new("xx", &st, NULL), LEDE_OK);
    CHECK(st == NULL);
    EQ_STR(stem(st, "words"), "words");
    EQ_INT(lede_stemmer_new(NULL, &st, NULL), LEDE_OK);
    CHECK(st == NULL);
    EQ_INT(lede_stemmer_new("de-AT", &st, NULL), LEDE_OK);
    EQ_STR(stem(st, "hauser"), "haus");
    lede_stemmer_free(st);
}

static void every_snowball_language(void)
{
    static const char *const codes[] = {"ar", "ca", "da", "de", "el", "en", "es", "eu", "fi", "fr", "ga", "hi", "hu", "hy", "id",
        "it", "lt", "nb", "ne", "nl", "nn", "no", "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi", "PT_br"};
    size_t i;
    lede_stemmer *st;

    for (i = 0; i < sizeof codes / sizeof *codes; i++) {
        EQ_INT(lede_stemmer_new(codes[i], &st, NULL), LEDE_OK);
        if (!st)
            printf("# no stemmer for %s\n", codes[i]);
        CHECK(st != NULL);
        lede_stemmer_free(st);
    }
}

/* Whatever the cache holds and drops, the answer is the stemmer's. */
static void stem_cache(void)
{
    lede_stemmer *small, *fresh;
    char word[64], first[128];
    int i;

    lede_stemmer_new("en", &small, NULL);
    for (i = 0; i < 300000; i++) {
        snprintf(word, sizeof word, "%x%s", (unsigned)i * 7919u, i % 3 ? "ings" : "ationally");
        stem(small, word);
    }
    for (i = 0; i < 300000; i += 9973) {
        snprintf(word, sizeof word, "%x%s", (unsigned)i * 7919u, i % 3 ? "ings" : "ationally");
        snprintf(first, sizeof first, "%s", stem(small, word));
        lede_stemmer_new("en", &fresh, NULL);
        EQ_STR(first, stem(fresh, word));
        lede_stemmer_free(fresh);
    }
    lede_stemmer_free(small);
}

/* --- measures ------------------------------------------------------------------------------------ */

static size_t distance_max(const char *a, const char *b, size_t max)
{
    size_t d;

    return lede_distance(a, strlen(a), b, strlen(b), max, &d, NULL) == LEDE_OK ? d : 999999;
}

static size_t distance(const char *a, const char *b)
{
    return distance_max(a, b, SIZE_MAX / 2);
}

static void distances(void)
{
    EQ_INT(distance("", ""), 0);
    EQ_INT(distance("", "abc"), 3);
    EQ_INT(distance("kitten", "sitting"), 3);
    EQ_INT(distance("ca", "abc"), 3);   /* optimal string alignment; 2 where a swapped pair may be edited again */
    EQ_INT(distance("abcdef", "bacdfe"), 2);
    EQ_INT(distance("Málaga", "Malaga"), 1);
    EQ_INT(distance("日本", "本日"), 1);
    EQ_INT(distance("the quick brown fox jumps", "over a lazy dog and then some more"), 27);
    EQ_INT(distance_max("abcdefgh", "zyxwvuts", 3), 4);
    EQ_INT(distance_max("abc", "abd", 0), 1);
    EQ_INT(distance_max("abc", "abc", 0), 0);
}

/* The definition, cell by cell, on short random texts. */
static size_t plain_distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), d[32][32], i, j, v;

    for (i = 0; i <= n; i++)
        for (j = 0; j <= m; j++) {
            if (!i || !j) {
                d[i][j] = i + j;
                continue;
            }
            v = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            v = d[i - 1][j] + 1 < v ? d[i - 1][j] + 1 : v;
            v = d[i][j - 1] + 1 < v ? d[i][j - 1] + 1 : v;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < v)
                v = d[i - 2][j - 2] + 1;
            d[i][j] = v;
        }
    return d[n][m];
}

static void distance_agrees(void)
{
    unsigned long long seed = 3;
    char a[32], b[32];
    size_t want, max;
    int round, i, n;

    for (round = 0; round < 20000; round++) {
        for (i = 0; i < 2; i++) {
            char *s = i ? b : a;

            seed = seed * 6364136223846793005ull + 1442695040888963407ull;
            n = (int)(seed >> 40) % 20;
            s[n] = '\0';
            while (n--) {
                seed = seed * 6364136223846793005ull + 1442695040888963407ull;
                s[n] = (char)('a' + (seed >> 40) % 3);
            }
        }
        want = plain_distance(a, b);
        max = (size_t)round % 12;
        if (distance(a, b) != want || distance_max(a, b, max) != (want <= max ? want : max + 1)) {
            printf("# \"%s\" and \"%s\": want %zu, got %zu and %zu within %zu\n", a, b, want, distance(a, b),
                   distance_max(a, b, max), max);
            test_failed_now = 1;
            break;
        }
    }
}

static void long_distances(void)
{
    size_t n = 2000000, d;
    char *a = malloc(n), *b = malloc(n);
    lede_error err;

    memset(a, 'a', n);
    memset(b, 'a', n);
    a[1000] = 'x';
    b[n - 1000] = 'y';
    EQ_INT(lede_distance(a, n, b, n, SIZE_MAX / 2, &d, &err), LEDE_OK);
    EQ_INT(d, 2);
    memset(b, 'b', n);
    EQ_INT(lede_distance(a, n, b, n, SIZE_MAX / 2, &d, &err), LEDE_LIMIT);
    EQ_STR(err.message, "the texts are too long and too different to compare");
    EQ_INT(lede_distance(a, n, b, n, 10, &d, &err), LEDE_OK);
    EQ_INT(d, 11);
    free(a);
    free(b);
}

static int thousandths(double x)
{
    return (int)(x * 1000 + 0.5);
}

static void similarities(void)
{
    double s;
    lede_error err;
    static char longest[16385];

    /* Winkler's own table. */
    lede_jaro_winkler("MARTHA", 6, "MARHTA", 6, &s, NULL);
    EQ_INT(thousandths(s), 961);
    lede_jaro_winkler("DIXON", 5, "DICKSONX", 8, &s, NULL);
    EQ_INT(thousandths(s), 813);
    lede_jaro_winkler("DWAYNE", 6, "DUANE", 5, &s, NULL);
    EQ_INT(thousandths(s), 840);
    lede_jaro_winkler("", 0, "", 0, &s, NULL);
    EQ_INT(thousandths(s), 1000);
    lede_jaro_winkler("a", 1, "", 0, &s, NULL);
    EQ_INT(thousandths(s), 0);
    EQ_INT(lede_jaro_winkler(longest, sizeof longest, "a", 1, &s, &err), LEDE_LIMIT);
    lede_jaccard("the old port", 12, "The new PORT, the new", 21, &s, NULL);
    EQ_INT(thousandths(s), 500);
    lede_jaccard("", 0, "...", 3, &s, NULL);
    EQ_INT(thousandths(s), 1000);
}

static void widths(void)
{
    static const struct {
        const char *s;
        size_t width;
    } c[] = {{"", 0}, {"plain", 5}, {"日本語", 6}, {"e\xCC\x81t\xC3\xA9", 3}, {"👍🏽", 2}, {"👩‍👩‍👧", 2}, {"🇮🇸🇳🇴", 4}, {"❤️", 2},
             {"한국", 4}, {"\t\n\x1B", 0}, {"ﾊﾟ", 2}, {"ก็", 1}, {"\xE2\x80\x8B", 0}};
    size_t i;

    for (i = 0; i < sizeof c / sizeof *c; i++)
        EQ_INT(lede_width(c[i].s, strlen(c[i].s)), c[i].width);
}

typedef struct grams {
    const char *s;
    char out[512];
} grams;

static int add_gram(const lede_span *words, size_t n, void *ud)
{
    grams *g = ud;
    size_t i, at;

    for (i = 0; i < n; i++) {
        at = strlen(g->out);
        snprintf(g->out + at, sizeof g->out - at, "%.*s%s", (int)(words[i].end - words[i].start), g->s + words[i].start,
                 i + 1 < n ? "-" : " ");
    }
    return 0;
}

static const char *ngrams(const char *s, size_t order, size_t skip)
{
    static grams g;

    g.s = s;
    g.out[0] = '\0';
    lede_ngrams(s, strlen(s), order, skip, add_gram, &g);
    return g.out;
}

static void ngram_walks(void)
{
    EQ_STR(ngrams("a, b c", 1, 0), "a b c ");
    EQ_STR(ngrams("a, b c", 2, 0), "a-b b-c ");
    EQ_STR(ngrams("a b c", 4, 0), "");
    EQ_STR(ngrams("a b c d", 2, 1), "a-b a-c b-c b-d c-d ");
    EQ_STR(ngrams("a b c d", 3, 1), "a-b-c a-b-d a-c-d b-c-d ");
    EQ_STR(ngrams("a b\n \nc d", 2, 2), "a-b c-d ");
    EQ_STR(ngrams("a b", 9, 0), "");
}

/* --- memory that runs out ---------------------------------------------------------------------------- */

static void sweep(void)
{
    static const char *const text = "Łódź e\xCC\x81 ﬁ ab";
    lede_buf b = {0};
    lede_stemmer *st;
    size_t d;
    double s;
    long at;
    lede_status status = LEDE_NOMEM;

    for (at = 1; status != LEDE_OK && at < 100; at++) {
        fault_after(at);
        lede_buf_init(&b);
        status = lede_normalize(text, strlen(text), LEDE_NFKC_CASEFOLD, &b);
        lede_buf_release(&b);
    }
    CHECK(at > 2 && at < 100);
    for (at = 1, status = LEDE_NOMEM; status != LEDE_OK && at < 100; at++) {
        fault_after(at);
        status = lede_distance("harbour", 7, "arbor", 5, 100, &d, NULL);
    }
    EQ_INT(at, 5);
    for (at = 1, status = LEDE_NOMEM; status != LEDE_OK && at < 100; at++) {
        fault_after(at);
        status = lede_jaro_winkler("harbour", 7, "arbor", 5, &s, NULL);
    }
    EQ_INT(at, 5);
    for (at = 1, status = LEDE_NOMEM; status != LEDE_OK && at < 100; at++) {
        fault_after(at);
        status = lede_jaccard("the harbour", 11, "an arbor", 8, &s, NULL);
    }
    CHECK(at > 3 && at < 100);
    for (at = 1, status = LEDE_NOMEM; status != LEDE_OK && at < 100; at++) {
        fault_after(at);
        status = lede_stemmer_new("en", &st, NULL);
    }
    EQ_INT(at, 4);
    fault_after(1);   /* a cache that cannot grow still answers */
    EQ_STR(stem(st, "harbours"), "harbour");
    lede_stemmer_free(st);
    fault_after(1);
    lede_buf_init(&b);
    lede_fold("x", 1, 0, &b);
    CHECK(b.failed);
}

int main(void)
{
    RUN(validity_is_the_standards, "a text is valid as far as its characters are in the standard's table");
    RUN(repairs, "ill-formed parts are found and become U+FFFD each");
    RUN(foldings, "folding decides each spelling as the header says");
    RUN(long_folds, "folding a long text in blocks never parts a letter from its mark");
    RUN(paragraph_spans, "paragraphs stand between blank lines, without white space at their ends");
    RUN(stems, "stems are Snowball's, from the cache too, and the word itself where there is no stemmer");
    RUN(every_snowball_language, "every language that Snowball knows has a stemmer under its code, with or without a country");
    RUN(stem_cache, "a cache that grew and overwrote gives the same stems as a new one");
    RUN(distances, "the distance is that of optimal string alignment over characters");
    RUN(distance_agrees, "the banded distance equals the plain one on random texts, with and without a limit");
    RUN(long_distances, "long texts are compared when they are close and refused when that would take long");
    RUN(similarities, "Jaro-Winkler gives Winkler's published values, Jaccard shares words by all words");
    RUN(widths, "widths count columns of wide characters, marks and emoji sequences");
    RUN(ngram_walks, "n-grams and skip-grams come by their first word and stay within a paragraph");
    RUN(random_bytes, "on random pieces and broken bytes every walk tiles its text");
    RUN(worst_texts, "long rows of one thing take time in proportion");
    RUN(sweep, "memory that runs out is reported");
    return END();
}
