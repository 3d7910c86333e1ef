/* What makes two addresses one article, and what an ISO date is. Every line of the rules in url.c has a case. */
#include "store/identity.h"
#include "store/json.h"
#include "store_help.h"

static const char *normal(const char *url)
{
    static lede_buf b;

    lede_buf_clear(&b);
    lede_url_normalize(url, strlen(url), &b);
    return b.s ? b.s : "";
}

static void spellings_of_one_page(void)
{
    static const char *const same[] = {
        "http://example.org/news/a", "HTTPS://EXAMPLE.ORG/news/a", "https://www.example.org/news/a/",
        "https://example.org:443/news/a", "http://example.org:80/news/a", "https://user:word@example.org/news/a",
        "https://example.org./news/a", "https://amp.example.org/news/a", "https://example.org/news/a/amp",
        "https://example.org/news/a/amp/", "https://example.org/amp/news/a", "https://example.org/news/a.amp",
        "https://example.org/news/a?amp=1", "https://example.org/news/a?outputType=amp",
        "https://www.google.com/amp/s/www.example.org/news/a", "https://example-org.cdn.ampproject.org/c/s/example.org/news/a",
        "https://example.org/news/x/../a", "https://example.org/./news/a", "https://example.org/%6Eews/a",
        "https://example.org/news/a/index.html", "https://example.org/news/a?utm_source=x&utm_medium=y",
        "https://example.org/news/a?fbclid=z&gclid=q", "https://example.org/news/a#comments",
        "  https://example.org/news/a\n", "https://example.org/news/a?",
    };
    size_t i;

    for (i = 0; i < sizeof same / sizeof *same; i++)
        EQ_STR(normal(same[i]), "https://example.org/news/a");
    EQ_STR(normal("https://example.org/?b=2&a=1"), "https://example.org?a=1&b=2");
    EQ_STR(normal("https://example.org/caf\xC3\xA9 x"), "https://example.org/caf%C3%A9%20x");
    EQ_STR(normal("https://example.org/a%2fb"), "https://example.org/a%2Fb");
    EQ_STR(normal("https://example.org/#!/a"), "https://example.org#!/a");
    EQ_STR(normal("https://www.example.org/story.amp.html"), "https://example.org/story.html");
}

static void pages_that_stay_apart(void)
{
    static const char *const pairs[][2] = {
        {"https://example.org/a", "https://example.org/A"},
        {"https://example.org/a?id=1", "https://example.org/a?id=2"},
        {"https://m.example.org/a", "https://example.org/a"},
        {"https://example.org/a/b", "https://example.org/a"},
        {"https://example.org/a?page=2", "https://example.org/a"},
        {"https://example.org/camp", "https://example.org/c"},
        {"https://www.com/a", "https://com/a"},
        {"https://example.org:8080/a", "https://example.org/a"},
    };
    char first[100];
    size_t i;

    for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        snprintf(first, sizeof first, "%s", normal(pairs[i][0]));
        CHECK(strcmp(first, normal(pairs[i][1])) != 0);
    }
    EQ_STR(normal("urn:example:1"), "urn:example:1");
    EQ_STR(normal("not a url"), "not a url");
    EQ_STR(normal("https://"), "https://");
    EQ_STR(normal("https://exa mple.org/a"), "https://exa mple.org/a");
    EQ_STR(normal(""), "");
}

static void normal_forms_are_normal(void)
{
    static const char alphabet[] = "a/.?&=#%2F:@A! \xC3\xA9-amp";
    unsigned long long seed = 3;
    char url[80], once[400];
    int i, j, n;

    for (i = 0; i < 20000; i++) {
        n = snprintf(url, sizeof url, "http://%s", i % 3 ? "www.example.org/" : "x");
        for (j = 0; j < 12; j++) {
            seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
            url[n++] = alphabet[(seed >> 33) % (sizeof alphabet - 1)];
        }
        url[n] = '\0';
        snprintf(once, sizeof once, "%s", normal(url));
        if (strlen(once) < sizeof once - 1 && strcmp(normal(once), once) != 0) {
            printf("# %s -> %s -> %s\n", url, once, normal(once));
            test_failed_now = 1;
            return;
        }
    }
}

static void ids_are_short_and_stable(void)
{
    char id[LEDE_ID_SIZE];

    lede__id_of("https://example.org/a", 21, LEDE__ID_LENGTH, id);
    EQ_INT(strlen(id), 12);
    EQ_STR(id, "pprgvm22ksmt");
    lede__id_of("https://example.org/a", 21, LEDE__ID_LONG, id);
    EQ_INT(strlen(id), 20);
}

static void dates_exist(void)
{
    static const char *const good[] = {"2022", "2022-03", "2022-03-21", "2024-02-29", "2000-02-29", "0001-11-30",
                                       "2022-03-21T12:46", "2022-03-21T12:46:05", "2022-03-21T12:46:05.123Z",
                                       "2022-03-21T12:46+09:00", "2022-03-21T12:46-0330", "2022-03-21T23:59:60Z",
                                       "2022-03-21T12:46+09", "9999-12-31"};
    static const char *const bad[] = {"", "22", "0000", "2022-13", "2022-00", "2022-02-30", "2023-02-29", "1900-02-29",
                                      "2022-3-1", "2022-03-21 12:46", "2022-03-21T", "2022-03-21T24:00", "2022-03-21T12",
                                      "2022-03-21T12:60", "2022-03-21T12:46Zx", "2022-03-21T12:46+25", "21/03/2022",
                                      "2022-03-21T12:46:05.", "2022-W12", "today"};
    size_t i;

    for (i = 0; i < sizeof good / sizeof *good; i++)
        if (!lede__iso_date(good[i], strlen(good[i])))
            printf("# refused: %s\n", good[i]), test_failed_now = 1;
    for (i = 0; i < sizeof bad / sizeof *bad; i++)
        if (lede__iso_date(bad[i], strlen(bad[i])))
            printf("# taken: %s\n", bad[i]), test_failed_now = 1;
}

static int join(const char *s, size_t n, void *ud)
{
    lede_buf_add(ud, s, n);
    lede_buf_addc(ud, '|');
    return 0;
}

static int items(const char *json, lede_buf *out)
{
    lede_buf_clear(out);
    lede_buf_addz(out, "");
    return lede__json_items(json, strlen(json), join, out);
}

static void lists_are_read_back(void)
{
    lede_buf b = {0};
    lede_span spans[2];

    EQ_INT(items("[]", &b), 0);
    EQ_INT(items(" [ \"a\" , \"b\\n\\u00e9\\ud83d\\ude00\" ] ", &b), 0);
    EQ_STR(b.s, "a|b\n\xC3\xA9\xF0\x9F\x98\x80|");
    EQ_INT(items("[1]", &b), -2);
    EQ_INT(items("[\"a\"", &b), -2);
    EQ_INT(items("[\"a\\", &b), -2);
    EQ_INT(items("[\"a\\u12", &b), -2);
    EQ_INT(items("", &b), -2);
    EQ_INT(items("{\"a\":1}", &b), -2);
    EQ_INT(items("[\"\\ud800\"]", &b), 0);
    EQ_STR(b.s, "\xEF\xBF\xBD|");
    EQ_INT(lede__json_spans("[[1,4],[6,9],[12,13]]", spans, 2), 3);
    EQ_INT(spans[1].start, 5);
    EQ_INT(spans[1].end, 9);
    EQ_INT(lede__json_spans("[[9,1]]", spans, 2), 1);
    CHECK(spans[0].start <= spans[0].end);
    EQ_INT(lede__json_spans("junk", spans, 2), 0);
    lede_buf_release(&b);
}

int main(void)
{
    RUN(spellings_of_one_page, "spellings of one page have one normal form");
    RUN(pages_that_stay_apart, "pages that may differ stay apart");
    RUN(normal_forms_are_normal, "the normal form of a normal form is itself");
    RUN(ids_are_short_and_stable, "ids are short and equal on every machine");
    RUN(dates_exist, "ISO dates are taken when the day exists, to any precision");
    RUN(lists_are_read_back, "lists and spans are read back, broken ones refused");
    return END();
}
