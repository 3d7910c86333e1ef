/* core/text/{segment,normal,fold}.c and the generated tables, against Unicode's own files. */
#include <utf8proc.h>
#include <unistd.h>
#include <zlib.h>

#include "lede/text.h"
#include "test.h"
#include "text/tables.h"
#include "text/utf8.h"

/* --- the files: of the Debian package unicode-data, else of LEDE_SHARED ---------------- */

typedef struct file {
    FILE *pipe;
    gzFile gz;
} file;

static int open_file(file *f, const char *system_path, const char *shared_name)
{
    const char *dir = getenv("LEDE_SHARED");
    char path[1024];

    f->pipe = NULL;
    snprintf(path, sizeof path, "%s/data/nlp/unicode/%s", dir ? dir : "../shared", shared_name);
    f->gz = gzopen(path, "rb");
    if (!f->gz && !strstr(system_path, ".bz2"))
        f->gz = gzopen(system_path, "rb");
    if (!f->gz && access(system_path, R_OK) == 0) {
        snprintf(path, sizeof path, "bzcat %s 2>/dev/null", system_path);
        f->pipe = popen(path, "r");
    }
    return f->gz || f->pipe;
}

static int next_line(file *f, char *line, int n)
{
    return (f->gz ? gzgets(f->gz, line, n) : fgets(line, n, f->pipe)) != NULL;
}

static void close_file(file *f)
{
    if (f->gz)
        gzclose(f->gz);
    if (f->pipe)
        pclose(f->pipe);
}

/* --- boundaries ------------------------------------------------------------------------- */

/* One line of a break test: the text, and at each byte whether a boundary is there. 0: no test. */
static size_t break_case(const char *line, char *text, char *boundary)
{
    size_t n = 0;
    char *end;

    memset(boundary, 0, 256);
    while (*line && *line != '#' && *line != '\n') {
        if (strncmp(line, "÷", 2) == 0) {
            boundary[n] = 1;
            line += 2;
        } else if (*line == ' ' || strncmp(line, "×", 2) == 0) {
            line += *line == ' ' ? 1 : 2;
        } else {
            unsigned long c = strtoul(line, &end, 16);

            if (end == line)
                break;
            if (c >= 0xD800 && c <= 0xDFFF)
                return 0;   /* not to be had in UTF-8 */
            n += lede__encode((uint32_t)c, (uint8_t *)text + n);
            line = end;
        }
    }
    return n;
}

static int run_breaks(lede_segment_kind kind, const char *system_path, const char *shared_name)
{
    char line[4096], text[256], boundary[256];
    size_t n, at, i;
    int cases = 0;
    file f;

    if (!open_file(&f, system_path, shared_name))
        return 0;
    while (next_line(&f, line, sizeof line)) {
        n = break_case(line, text, boundary);
        if (!n)
            continue;
        cases++;
        for (at = 0, i = 1; at < n; i = at + 1) {
            at = lede_segment_end(kind, text, n, at);
            for (; i < at; i++)
                if (boundary[i])
                    break;
            if (i < at || !boundary[at]) {
                printf("# wrong: %s", line);
                test_failed_now = 1;
                break;
            }
        }
    }
    close_file(&f);
    return cases;
}

static void words(void)
{
    CHECK(run_breaks(LEDE_WORD, "/usr/share/unicode/auxiliary/WordBreakTest.txt", "WordBreakTest.txt") > 1800);
}

static void sentences(void)
{
    CHECK(run_breaks(LEDE_SENTENCE, "/usr/share/unicode/auxiliary/SentenceBreakTest.txt", "SentenceBreakTest.txt") > 500);
}

static void graphemes(void)
{
    CHECK(run_breaks(LEDE_GRAPHEME, "/usr/share/unicode/auxiliary/GraphemeBreakTest.txt", "GraphemeBreakTest.txt") > 600);
}

/* --- normal forms ---------------------------------------------------------------------------- */

static int same(const char *s, lede_normal_form form, const char *want)
{
    static lede_buf b;
    int ok;

    lede_buf_clear(&b);
    ok = lede_normalize(s, strlen(s), form, &b) == LEDE_OK && b.n == strlen(want) && (!b.n || memcmp(b.s, want, b.n) == 0);
    lede_buf_release(&b);
    return ok;
}

static int normal_case(char *line, char column[5][512])
{
    int i;
    char *end;

    for (i = 0; i < 5; i++) {
        size_t n = 0;

        while (*line && *line != ';') {
            unsigned long c = strtoul(line, &end, 16);

            if (end == line)
                return 0;
            n += lede__encode((uint32_t)c, (uint8_t *)column[i] + n);
            line = end + (*end == ' ');
        }
        column[i][n] = '\0';
        line++;
    }
    return 1;
}

static uint8_t listed[0x110000];   /* characters of part 1, which have a line of their own */

static void normal_forms(void)
{
    char line[4096], c[5][512];
    int cases = 0, part1 = 0, i;
    uint32_t ch;
    file f;

    if (!open_file(&f, "/usr/share/unicode/NormalizationTest.txt.bz2", "NormalizationTest.txt.gz"))
        return;
    while (next_line(&f, line, sizeof line)) {
        if (line[0] == '@')
            part1 = strncmp(line, "@Part1", 6) == 0;
        if (line[0] == '#' || line[0] == '@' || !normal_case(line, c))
            continue;
        cases++;
        if (part1)
            listed[strtoul(line, NULL, 16)] = 1;
        for (i = 0; i < 5; i++)
            if (!same(c[i], LEDE_NFC, c[i < 3 ? 1 : 3]) || !same(c[i], LEDE_NFD, c[i < 3 ? 2 : 4]) ||
                !same(c[i], LEDE_NFKC, c[3])) {
                printf("# wrong in column %d: %s", i + 1, line);
                test_failed_now = 1;
            }
    }
    close_file(&f);
    CHECK(cases > 18000);
    for (ch = 1; ch < 0x110000; ch++) {
        if (listed[ch] || (ch >= 0xD800 && ch < 0xE000))
            continue;
        c[0][lede__encode(ch, (uint8_t *)c[0])] = '\0';
        if (!same(c[0], LEDE_NFC, c[0]) || !same(c[0], LEDE_NFD, c[0]) || !same(c[0], LEDE_NFKC, c[0])) {
            printf("# U+%04X is normal and was changed\n", ch);
            test_failed_now = 1;
        }
    }
}

static void casefold(void)
{
    CHECK(same("STRASSE Straße", LEDE_NFKC_CASEFOLD, "strasse strasse"));
    CHECK(same("a\xC2\xAD" "b ﬁ Ａ", LEDE_NFKC_CASEFOLD, "ab fi a"));
    CHECK(same("É e\xCC\x81", LEDE_NFKC_CASEFOLD, "é é"));
    CHECK(same("ᾳ α\xCD\x85", LEDE_NFKC_CASEFOLD, "αι αι"));
    CHECK(same("", LEDE_NFKC_CASEFOLD, ""));
}

static void version(void)
{
    char major_minor[16];

    /* "15.0.0" and "15.0.0": utf8proc's tables and ours are of one Unicode. */
    snprintf(major_minor, sizeof major_minor, "%s", utf8proc_unicode_version());
    EQ_STR(LEDE__UNICODE_VERSION, major_minor);
}

/* --- folding ---------------------------------------------------------------------------------- */

static void fold(const char *s, size_t n, unsigned flags, lede_buf *out)
{
    lede_buf_clear(out);
    lede_fold(s, n, flags, out);
}

static int equal(const lede_buf *a, const lede_buf *b)
{
    return a->n == b->n && (!a->n || memcmp(a->s, b->s, a->n) == 0);
}

/* For every character: folding again, or after a normal form, gives the same, and that is NFC. */
static void fold_is_stable(void)
{
    static const lede_normal_form forms[] = {LEDE_NFC, LEDE_NFD, LEDE_NFKC, LEDE_NFKC_CASEFOLD};
    lede_buf once = {0}, twice = {0}, normal = {0};
    char s[8];
    uint32_t c;
    unsigned flags;
    size_t n, i;
    int bad = 0;

    for (flags = 0; flags < 2; flags++) {
        for (c = 1; c < 0x110000 && bad < 10; c++) {
            if (c >= 0xD800 && c < 0xE000)
                continue;
            n = lede__encode(c, (uint8_t *)s);
            fold(s, n, flags, &once);
            fold(once.n ? once.s : "", once.n, flags, &twice);
            lede_buf_clear(&normal);
            lede_normalize(once.n ? once.s : "", once.n, LEDE_NFC, &normal);
            bad += !equal(&once, &twice) || !equal(&once, &normal);
            for (i = 0; i < 4; i++) {
                lede_buf_clear(&normal);
                lede_normalize(s, n, forms[i], &normal);
                fold(normal.n ? normal.s : "", normal.n, flags, &twice);
                if (!equal(&once, &twice)) {
                    printf("# U+%04X folds to \"%s\", its form %d to \"%s\" (flags %u)\n", c, once.n ? once.s : "", (int)i,
                           twice.n ? twice.s : "", flags);
                    bad++;
                }
            }
        }
    }
    EQ_INT(bad, 0);
    lede_buf_release(&once);
    lede_buf_release(&twice);
    lede_buf_release(&normal);
}

int main(void)
{
    file f;

    RUN(version, "the tables are of the Unicode version that utf8proc reports");
    if (open_file(&f, "/usr/share/unicode/auxiliary/WordBreakTest.txt", "WordBreakTest.txt")) {
        close_file(&f);
        RUN(words, "every line of WordBreakTest passes");
        RUN(sentences, "every line of SentenceBreakTest passes");
        RUN(graphemes, "every line of GraphemeBreakTest passes");
    } else {
        SKIP("every line of the Unicode break tests passes", "no /usr/share/unicode (package unicode-data)");
    }
    if (open_file(&f, "/usr/share/unicode/NormalizationTest.txt.bz2", "NormalizationTest.txt.gz")) {
        close_file(&f);
        RUN(normal_forms, "every line of NormalizationTest passes, and characters not in it stay as they are");
    } else {
        SKIP("every line of NormalizationTest passes", "no /usr/share/unicode (package unicode-data)");
    }
    RUN(casefold, "NFKC_Casefold folds case and drops what does not show");
    RUN(fold_is_stable, "every character folds to NFC, the same when folded twice or after any normal form");
    return END();
}
