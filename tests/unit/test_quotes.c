/* core/news/quote*.c, core/news/name*.c */
#include "test.h"

#include "lede/names.h"
#include "lede/quotes.h"

static const char story[] =
    "OSTWICK (Harbour News) - Mayor Ada Brandt said on Monday the quay was \"wide enough\" for Norway's ferries.\n\n"
    "\xE2\x80\x9CWe sail at dawn,\xE2\x80\x9D she added. \xE2\x80\x9CNobody stays behind.\n\n"
    "\xE2\x80\x9CNot even the cat.\xE2\x80\x9D";

static void quotes_have_speakers(void)
{
    lede_quotes *q;
    const lede_quote *items;
    size_t n, i;

    EQ_INT(lede_quotes_find(story, sizeof story - 1, "en", 0, &q, NULL), LEDE_OK);
    items = lede_quotes_items(q, &n);
    EQ_INT(n, 4);
    for (i = 0; i < n; i++) {
        EQ_INT(items[i].speaker_n, 10);
        CHECK(items[i].speaker && memcmp(items[i].speaker, "Ada Brandt", 10) == 0);
        CHECK(items[i].rule != NULL);
    }
    lede_quotes_free(q);
}

static void names_have_kinds(void)
{
    lede_names *x;
    const lede_name *items;
    size_t n;

    EQ_INT(lede_names_find(story, sizeof story - 1, NULL, &x, NULL), LEDE_OK);
    items = lede_names_items(x, &n);
    CHECK(n >= 3);
    EQ_INT(items[0].kind, LEDE_PLACE);
    EQ_INT(items[0].start, 0);
    lede_names_free(x);
    EQ_STR(lede_name_kind_name(LEDE_GROUP), "group");
    CHECK(lede_name_kind_name((lede_name_kind)99) == NULL);
}

static void no_memory_is_said(void)
{
    long n;
    int quiet = 0;

    for (n = 1; !quiet && n < 400; n++) {
        lede_quotes *q;
        lede_names *x;
        lede_error err;
        lede_status a, b;

        fault_after(n);
        a = lede_quotes_find(story, sizeof story - 1, "en", 7, &q, &err);
        b = a == LEDE_OK ? lede_names_find(story, sizeof story - 1, "en", &x, &err) : LEDE_NOMEM;
        fault_after(0);
        quiet = a == LEDE_OK && b == LEDE_OK;
        if (a == LEDE_OK)
            lede_quotes_free(q);
        else
            CHECK(a == LEDE_NOMEM && q == NULL);
        if (b == LEDE_OK)
            lede_names_free(x);
    }
    CHECK(quiet);
}

static void hostile_texts_end(void)
{
    static const char *const texts[] = {"", "\"", "\xE2\x80\x9C", "\xFF\xFE\"\xE2\x80", "\"\"\"\"\"\"", "''''", "A", "A.B.C.", "said said said",
                                        "\xC2\xAB\xC2\xBB\xC2\xAB", "\n\n\n", "\xE2\x80\x9C\n\n\xE2\x80\x9C\n\n", "of of A of the", "'s 's"};
    size_t i, n;

    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        lede_quotes *q;
        lede_names *x;

        EQ_INT(lede_quotes_find(texts[i], strlen(texts[i]), NULL, 7, &q, NULL), LEDE_OK);
        EQ_INT(lede_names_find(texts[i], strlen(texts[i]), NULL, &x, NULL), LEDE_OK);
        (void)lede_quotes_items(q, &n);
        lede_quotes_free(q);
        lede_names_free(x);
    }
}

static void long_texts_take_linear_time(void)
{
    static const char *const parts[] = {"\" ", "said ", "\xE2\x80\x9C" "a ", "A, ", "A ", "he said, ", "Mr ", "of ", "X of the Y ", "( ", "'a ", "Ab of ", "called x ",
                                        ") called ", "and called ", "who called ", ", called ", "he asked. ", "\"a b c d.\" ", "\"a b c d e f.\" x ",
                                        "Mr A of B and C for ", "x said, \"y\" and ", "\xC2\xBB\xC2\xAB ", "said the a b "};
    size_t i, k, size = 400000;
    char *big = malloc(size + 16);

    for (i = 0; big && i < sizeof parts / sizeof *parts; i++) {
        size_t n = strlen(parts[i]);
        lede_quotes *q;

        for (k = 0; k + n <= size; k += n)
            memcpy(big + k, parts[i], n);
        EQ_INT(lede_quotes_find(big, k, "en", 7, &q, NULL), LEDE_OK);
        lede_quotes_free(q);
    }
    free(big);
}

int main(void)
{
    RUN(quotes_have_speakers, "quotes carry the full name of their speaker");
    RUN(names_have_kinds, "names carry their kind and a dateline is a place");
    RUN(no_memory_is_said, "running out of memory is reported at every step");
    RUN(hostile_texts_end, "texts of marks and broken bytes end without harm");
    RUN(long_texts_take_linear_time, "a long text of one repeated piece takes linear time");
    return END();
}
