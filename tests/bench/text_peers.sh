# Word boundaries by UAX #29: lede beside ICU and libunistring, where their
# development files are installed, on the same text in the same run.
CC=${CC:-cc}
dir=$(mktemp -d) || exit 0
trap 'rm -rf "$dir"' EXIT
corpus=${LEDE_SHARED:-../shared}/data/corpora/wmt22-parallel-news.jsonl.gz
if [ -r "$corpus" ]; then
    gzip -dc "$corpus" | head -c 8000000 >"$dir/text"
else
    i=0
    while [ $i -lt 20000 ]; do
        echo "The harbour of Ny-Elvheim reopens in 3 days, Ada’s council said; Ärzte и врачи kommen, too. №$i"
        i=$((i + 1))
    done >"$dir/text"
fi
has() { echo "#include <$1>" | $CC -E -x c - >/dev/null 2>&1; }
flags= libs=
has unicode/ubrk.h && flags="$flags -DICU" libs="$libs -licuuc"
has uniwbrk.h && flags="$flags -DUNISTRING" libs="$libs -lunistring"
[ -n "$flags" ] || { echo "text peers: skipped, neither ICU's nor libunistring's headers are here"; exit 0; }
cat >"$dir/peers.c" <<'C'
#include <lede/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef ICU
#include <unicode/ubrk.h>
#include <unicode/utext.h>
#endif
#ifdef UNISTRING
#include <uniwbrk.h>
#endif

static size_t ours(const char *s, size_t n)
{
    size_t at = 0, count = 0;
    while (at < n) at = lede_segment_end(LEDE_WORD, s, n, at), count++;
    return count;
}
#ifdef ICU
static size_t icu(const char *s, size_t n)
{
    UErrorCode e = U_ZERO_ERROR;
    UText *t = utext_openUTF8(NULL, s, (int64_t)n, &e);
    UBreakIterator *b = ubrk_open(UBRK_WORD, "en", NULL, 0, &e);
    size_t count = 0;
    ubrk_setUText(b, t, &e);
    while (U_SUCCESS(e) && ubrk_next(b) != UBRK_DONE) count++;
    ubrk_close(b);
    utext_close(t);
    return count;
}
#endif
#ifdef UNISTRING
static size_t unistring(const char *s, size_t n)
{
    char *breaks = malloc(n);
    size_t i, count = 1;
    u8_wordbreaks((const uint8_t *)s, n, breaks);
    for (i = 1; i < n; i++) count += breaks[i] != 0;
    free(breaks);
    return count;
}
#endif
static double speed(const char *name, size_t (*f)(const char *, size_t), const char *s, size_t n, double peer)
{
    double best = 1e9;
    size_t count = 0;
    int i;
    for (i = 0; i < 3; i++) {
        clock_t t = clock();
        double d;
        count = f(s, n);
        d = (double)(clock() - t) / CLOCKS_PER_SEC;
        if (d < best) best = d;
    }
    best = (double)n / 1e6 / best;
    printf("text peers: raw words, %-12s %5.0f MB/s, %zu segments", name, best, count);
    if (peer > 0) printf(" (lede is %.1f times as fast)", peer / best);
    printf("\n");
    return best;
}
int main(int argc, char **argv)
{
    static char s[8 << 20];
    FILE *f = argc > 1 ? fopen(argv[1], "rb") : NULL;
    size_t n = f ? fread(s, 1, sizeof s, f) : 0;
    double peer;
    n = lede_utf8_valid(s, n);
    peer = speed("lede", ours, s, n, 0);
#ifdef ICU
    speed("ICU", icu, s, n, peer);
#endif
#ifdef UNISTRING
    speed("libunistring", unistring, s, n, peer);
#endif
    return 0;
}
C
# Of the library only what the program needs is linked.
# shellcheck disable=SC2086
$CC -O2 $flags -Iinclude -o "$dir/peers" "$dir/peers.c" "${LEDE_BUILD:-build}/liblede.a" $libs -lutf8proc -lstemmer &&
    "$dir/peers" "$dir/text"
