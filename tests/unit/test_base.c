/* core/base: buffers, the map, the arena, errors, SHA-256. */
#include "test.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/sha256.h"
#include "base/stretch.h"

static void buffer_grows(void)
{
    lede_buf b;

    lede_buf_init(&b);
    lede_buf_addz(&b, "ab");
    lede_buf_add(&b, "\0c", 2);
    lede__buf_addf(&b, "%d-%s", 7, "x");
    EQ_INT(b.n, 7);
    CHECK(memcmp(b.s, "ab\0c7-x", 8) == 0);
    lede_buf_release(&b);
}

static void buffer_remembers_failure(void)
{
    lede_buf b;

    lede_buf_init(&b);
    lede_buf_addz(&b, "kept");
    fault_after(1);
    lede_buf_add(&b, "this is a longer text than what there was room for", 50);
    fault_after(0);
    CHECK(b.failed);
    lede_buf_addz(&b, "x");
    EQ_STR(b.s, "kept");
    lede_buf_release(&b);
}

static void map_keeps_order(void)
{
    lede__map m;
    char key[16];
    int i;

    lede__map_init(&m);
    for (i = 0; i < 5000; i++) {
        int n = snprintf(key, sizeof key, "k%d", i * 7919 % 5000);

        lede__map_put(&m, key, (size_t)n)->value.i += i;
        lede__map_put(&m, key, (size_t)n)->value.i += 1;
    }
    EQ_INT(m.count, 5000);
    EQ_STR(m.entries[1].key, "k2919");
    EQ_INT(lede__map_get(&m, "k2919", 5)->value.i, 2);
    CHECK(lede__map_get(&m, "k5000", 5) == NULL);
    lede__map_release(&m);
}

static void map_survives_no_memory(void)
{
    lede__map m;
    char key[16];
    long n;
    int i, stored;

    for (n = 1; n < 60; n++) {
        lede__map_init(&m);
        fault_after(n);
        for (stored = i = 0; i < 200; i++) {
            int len = snprintf(key, sizeof key, "%d", i);

            stored += lede__map_put(&m, key, (size_t)len) != NULL;
        }
        fault_after(0);
        EQ_INT(m.count, stored);
        CHECK(lede__map_put(&m, "c", 1) != NULL);
        lede__map_release(&m);
    }
}

static void error_is_clean(void)
{
    lede_error err;
    char text[700];

    memset(text, 'a', sizeof text);
    memcpy(text + 509, "\xE2\x82\xAC", 3);
    EQ_INT(lede__fail(&err, LEDE_IO, "x%.*s", 600, text), LEDE_IO);
    EQ_INT(strlen(err.message), 510);
    lede__fail(&err, LEDE_IO, "a\033[2Jb");
    EQ_STR(err.message, "a?[2Jb");
    EQ_INT(lede__fail(NULL, LEDE_LIMIT, "y"), LEDE_LIMIT);
}

/* The three examples of NIST's SHA-256 sheet. */
static void sha256_matches(void)
{
    char hex[65], million[1000];
    lede_buf b;
    int i;

    lede_sha256_hex("abc", 3, hex);
    EQ_STR(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    lede_sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, hex);
    EQ_STR(hex, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    lede_buf_init(&b);
    memset(million, 'a', sizeof million);
    for (i = 0; i < 1000; i++)
        lede_buf_add(&b, million, sizeof million);
    lede_sha256_hex(b.s, b.n, hex);
    EQ_STR(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    lede_buf_release(&b);
}

/* On a processor with instructions for it they are two programs. */
static void sha256_is_one_by_processor_and_by_hand(void)
{
    char text[300], quick[65], plain[65];
    size_t n;

    for (n = 0; n < sizeof text; n++) {
        text[n] = (char)(n * 37 + n / 7);
        lede_sha256_hex(text, n, quick);
        lede__sha256_hex_portably(text, n, plain);
        EQ_STR(quick, plain);
    }
    lede__sha256_hex_portably("abc", 3, plain);
    EQ_STR(plain, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/* What a byte ends, said byte by byte. */
static int ends_ascii(unsigned char c) { return c >= 0x80; }
static int ends_line(unsigned char c) { return c == '\n' || c == '\r'; }
static int ends_quoted(unsigned char c) { return c < 0x20 || c == '"' || c == '\\'; }

static void stretches_end_at_their_bytes(void)
{
    static const struct {
        size_t (*stretch)(const uint8_t *, size_t);
        int (*ends)(unsigned char);
    } kinds[] = {{lede__ascii_stretch, ends_ascii}, {lede__line_stretch, ends_line}, {lede__quoted_stretch, ends_quoted}};
    unsigned char s[64];
    size_t k, n, at;
    int c;

    for (k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (c = 0; c < 256; c++)
            for (n = 0; n < 40; n++)
                for (at = 0; at <= n; at++) {
                    size_t want = at < n && kinds[k].ends((unsigned char)c) ? at : n;

                    memset(s, 'a', sizeof s);
                    memset(s + n, '"', sizeof s - n);   /* what is past the end does not matter */
                    s[at] = at < n ? (unsigned char)c : s[at];
                    if (kinds[k].stretch(s, n) != want) {
                        EQ_INT(kinds[k].stretch(s, n), want);
                        return;
                    }
                }
}

int main(void)
{
    RUN(buffer_grows, "a buffer takes zero bytes and formats");
    RUN(buffer_remembers_failure, "a buffer remembers that memory ran out");
    RUN(map_keeps_order, "a map finds its keys and keeps their order");
    RUN(map_survives_no_memory, "a map survives a failed allocation at each place");
    RUN(error_is_clean, "a message is cut at a character and shows no control bytes");
    RUN(stretches_end_at_their_bytes, "a stretch of bytes ends at the first byte of its kind, at any place");
    RUN(sha256_matches, "SHA-256 gives the standard's digests");
    RUN(sha256_is_one_by_processor_and_by_hand, "SHA-256 is the same by the processor's instructions and without");
    return END();
}
