/* core/read: limits of html_parse.c, xml_clean.c, markup.c, archive.c, reader.c: hostile inputs end soon and say why. */
#include <time.h>

#include "test.h"

#include "base/buf.h"
#include "lede/read.h"

enum { MB = 1000 * 1000, SECONDS = 20 };   /* of processor time, for 20 MB: far above what is needed, far below a quadratic run */

static lede_buf input, out;

static void repeat(const char *s, size_t bytes)
{
    size_t n = strlen(s), end = input.n + bytes;

    while (input.n + n <= end && !input.failed)
        lede_buf_add(&input, s, n);
}

static void start(const char *s)
{
    lede_buf_clear(&input);
    lede_buf_addz(&input, s);
}

/* Read `input`: a line an item, "article HEADLINE (notes)" or its reason. */
static const char *items(const char *name, const lede_read_options *o)
{
    lede_reader *r;
    lede_item item;
    size_t i;

    lede_buf_clear(&out);
    lede_buf_addz(&out, "");
    if (lede_reader_open_bytes(input.s, input.n, name, o, &r, NULL) != LEDE_OK)
        return "cannot be opened";
    while (lede_reader_next(r, &item, NULL) == LEDE_OK) {
        if (item.kind != LEDE_ITEM_ARTICLE) {
            lede__buf_addf(&out, "%s\n", item.reason);
            continue;
        }
        lede__buf_addf(&out, "article %s", lede_record_get(item.record, LEDE_HEADLINE, NULL));
        for (i = 0; i < lede_record_count(item.record, LEDE_NOTES); i++)
            lede__buf_addf(&out, " (%s)", lede_record_item(item.record, LEDE_NOTES, i, NULL));
        lede_buf_addc(&out, '\n');
    }
    lede_reader_close(r);
    return out.s;
}

static double seconds_of(const char *name)
{
    clock_t from = clock();

    items(name, NULL);
    return (double)(clock() - from) / CLOCKS_PER_SEC;
}

/* --- pages ---------------------------------------------------------------------------- */

static void nested_pages_end_soon(void)
{
    static const char *const parts[] = {"<div>", "<h2>a", "<p>a", "<b>a", "<table><tr><td>", "<span><p>a"};
    size_t i;
    double took;

    for (i = 0; i < sizeof parts / sizeof *parts; i++) {
        start("<html><title>Ferry is late</title><body><p>The ferry to the islands was late again on Monday, the board said.</p>");
        repeat(parts[i], 20 * MB);
        took = seconds_of("x.html");
        if (took >= SECONDS)
            printf("# %s: %.1f s\n", parts[i], took);
        CHECK(took < SECONDS);
        EQ_STR(out.s, "article Ferry is late (a page of more than 500,000 elements and texts: what follows is left out)\n");
    }
}

static void one_attribute_ends_soon(void)
{
    start("<html><title>Ferry is late</title><body><p title=\"");
    repeat("x", 20 * MB);
    lede_buf_addz(&input, "\">The ferry to the islands was late again on Monday, the board said.</p>");
    CHECK(seconds_of("x.html") < SECONDS);
    EQ_STR(out.s, "article Ferry is late\n");
}

static void unclosed_marks_end_soon(void)
{
    static const char *const parts[] = {"<!--", "<", "&", "<script>", "<a href='", "</p>"};
    size_t i;

    for (i = 0; i < sizeof parts / sizeof *parts; i++) {
        start("<html><title>Ferry is late</title><body><p>The ferry to the islands was late again on Monday.</p>");
        repeat(parts[i], 4 * MB);
        CHECK(seconds_of("x.html") < SECONDS);
        CHECK(strncmp(out.s, "article Ferry is late", 21) == 0);
    }
}

/* --- XML -------------------------------------------------------------------------------- */

static void too_much_xml_is_refused(void)
{
    int i;

    start("<rss><channel><item><title>A</title>");
    for (i = 0; i < 30000; i++)
        lede__buf_addf(&input, "<x%d>a</x%d>", i, i);
    lede_buf_addz(&input, "</item></channel></rss>");
    EQ_STR(items("x.xml", NULL), "XML of more than 20000 different names: not read\n");
    start("<rss><channel><item ");
    for (i = 0; i < 1200; i++)
        lede__buf_addf(&input, " a%d=\"1\"", i);
    lede_buf_addz(&input, "><title>A</title></item></channel></rss>");
    EQ_STR(items("x.xml", NULL), "XML of more than 1000 attributes in one element: not read\n");
    start("<rss><channel><item><title>A</title><x ");
    repeat("=", 4 * MB);
    CHECK(seconds_of("x.xml") < SECONDS);
    start("<rss><channel><item><title>A</title><description>");
    repeat("<x>", 4 * MB);
    EQ_STR(items("x.xml", NULL), "XML of more than 1000000 elements: not read\n");
}

static void much_markup_in_a_feed_is_cut(void)
{
    start("<rss><channel><item><title>A</title><description>");
    repeat("&lt;b&gt;a", 2 * MB);
    lede_buf_addz(&input, "</description></item><item><title>B</title></item></channel></rss>");
    CHECK(seconds_of("x.xml") < SECONDS);
    EQ_STR(out.s, "article A (a text of more than 100000 tags: what follows is left out)\narticle B\n");
}

/* --- the rest ---------------------------------------------------------------------------- */

static void deep_json_is_refused(void)
{
    start("");
    repeat("{\"a\":", 4 * MB);
    CHECK(seconds_of("x.json") < SECONDS);
    EQ_STR(out.s, "item 1: broken JSON at byte 2561: nested too deep\n");
}

/* A zip of empty members, made by hand: stored, no data descriptors. */
static void members_have_a_number(void)
{
    static const char head[30] = "PK\3\4\12\0\0\0\0\0\0\0\41\0\0\0\0\0\0\0\0\0\0\0\0\0\5\0\0\0";
    lede_read_options o = {.max_members = 3};
    int i;

    lede_buf_clear(&input);
    for (i = 0; i < 5; i++) {
        lede_buf_add(&input, head, sizeof head);
        lede__buf_addf(&input, "%d.txt", i);
    }
    EQ_STR(items("x.zip", &o), "empty\nempty\nempty\nmore than 3 members: stopped\n");
}

static void records_have_a_size(void)
{
    lede_read_options o = {.max_record = 1000};

    start("<html><title>A</title><p>");
    repeat("The ferry was late. ", 5000);
    EQ_STR(items("x.html", &o), "larger than the limit of 1000 bytes for one record\n");
    start("WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n");
    repeat("x", 5000);
    lede_buf_addz(&input, "\r\n\r\nWARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 43\r\n\r\n"
                          "<title>B</title><p>It was late again, and so</p>");
    EQ_STR(items("x.warc", &o), "larger than the limit of 1000 bytes for one record\narticle B\n");
}

int main(void)
{
    lede_buf_init(&input);
    lede_buf_init(&out);
    RUN(nested_pages_end_soon, "a 20 MB page of nested tags ends within seconds, cut with a note");
    RUN(one_attribute_ends_soon, "a 20 MB page of one attribute ends within seconds");
    RUN(unclosed_marks_end_soon, "pages of marks that are never closed end soon");
    RUN(too_much_xml_is_refused, "XML of too many elements, names or attributes is refused with the number");
    RUN(much_markup_in_a_feed_is_cut, "a feed's text of very many tags is cut with a note, the next item is read");
    RUN(deep_json_is_refused, "JSON nested without end is refused");
    RUN(members_have_a_number, "a container of too many members stops, saying so");
    RUN(records_have_a_size, "a record larger than the limit fails alone");
    lede_buf_release(&input);
    lede_buf_release(&out);
    return END();
}
