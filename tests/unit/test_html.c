/* core/read/html*.c: one page -> a record. */
#include "read/html.h"

#include <time.h>

#include "test.h"

/* Sentences about an invented town, long enough to be an article. */
#define P1                                                                                                             \
    "The town of Norderwick is to build its swimming hall beside the railway station after all, since fourteen of its " \
    "twenty-three councillors chose the cheaper of two plans."
#define P2                                                                                                             \
    "Diggers arrive once the ground has thawed, and the old hall stays open until the new roof is tight, which the "   \
    "builders promise for the first frost of the year after next."
#define P3                                                                                                             \
    "Four swimming clubs wanted a third plan with a deeper pool, which Mayor Tilde Arnau called a fine idea for a "    \
    "richer town, and nobody asked her to explain herself."

static lede_record *page(const char *html, const char *url)
{
    lede_read_options o;
    lede_record *r = NULL;
    lede_error err;

    memset(&o, 0, sizeof o);
    o.url = url;
    if (lede__html_read(html, strlen(html), &o, NULL, NULL, &r, &err) != LEDE_OK)
        printf("# %s\n", err.message);
    return r;
}

static const char *field(const lede_record *r, lede_field f)
{
    return lede_record_get(r, f, NULL);
}

static const char *item(const lede_record *r, lede_field f, size_t i)
{
    const char *s = lede_record_item(r, f, i, NULL);

    return s ? s : "";
}

static void body_is_the_text(void)
{
    lede_record *r =
        page("<html><head><title>Ferry - Norderwick Post</title></head><body><nav><ul><li><a href=/>Home</a><li><a "
             "href=/s>Sport</a></ul></nav>"
             "<article><h1>Ferry</h1><p>" P1 "</p><div class=share><a href=#>Share</a></div><h2>Fares</h2><p>" P2 "</p>"
             "<ul><li>Adults pay four crowns for one way, children two.<li>Dogs travel free of charge on all "
             "boats.</ul><blockquote><p>" P3 "</p></blockquote></article>"
             "<div id=comments><h3>2 comments</h3><p>" P2 " I do not like it at all.</p></div>"
             "<footer><p>All rights reserved, and no text may be copied without leave of the publisher.</p></footer>",
             NULL);

    EQ_STR(field(r, LEDE_BODY), P1
           "\n\nFares\n\n" P2
           "\n\nAdults pay four crowns for one way, children two.\n\nDogs travel free of charge on all boats.\n\n" P3);
    EQ_STR(field(r, LEDE_HEADLINE), "Ferry");
    lede_record_free(r);
}

static void headline_is_whole(void)
{
    lede_record *r = page("<title>Pools: Where the Money Goes \xE2\x80\x93 Norderwick Post</title><meta "
                          "property='og:site_name' content='Norderwick Post'>"
                          "<div><h2>Pools: Where the Money Goes</h2><p>" P1 "</p><p>" P2 "</p></div>",
                          NULL);

    EQ_STR(field(r, LEDE_HEADLINE), "Pools: Where the Money Goes");
    EQ_STR(field(r, LEDE_PUBLISHER), "Norderwick Post");
    lede_record_free(r);
}

static void headline_and_site_apart(void)
{
    lede_record *r = page("<title>Storms and How to Get Ready | Norderwick Post</title><meta property='og:site_name' "
                          "content='Storms and How to Get Ready | Norderwick Post'><article><h1>Storms and How to Get "
                          "Ready</h1><p>" P1 "</p><h2>More of the Port</h2><p>" P2 "</p></article>",
                          NULL);

    EQ_STR(field(r, LEDE_HEADLINE), "Storms and How to Get Ready");
    EQ_STR(field(r, LEDE_PUBLISHER), "Norderwick Post");
    lede_record_free(r);
    r = page("<meta property='og:title' content='How to Get Ready'><article><h1><span>Storms</span> How to Get "
             "Ready</h1><p>" P1 "</p></article>",
             NULL);
    EQ_STR(field(r, LEDE_HEADLINE), "How to Get Ready");
    lede_record_free(r);
    r = page("<meta property='og:title' content='How to Get Ready'><article><h1><span>Storms:</span> How to Get "
             "Ready</h1><p>" P1 "</p></article>",
             NULL);
    EQ_STR(field(r, LEDE_HEADLINE), "Storms: How to Get Ready");
    lede_record_free(r);
}

static void authors_in_every_form(void)
{
    lede_record *r =
        page("<script "
             "type='application/"
             "ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Hall\",\"author\":[{\"@type\":\"Person\",\"name\":"
             "\"Ida Holm\"},"
             "{\"@type\":\"Person\",\"name\":\"Jo Lind, "
             "Jr.\"},{\"@type\":\"Person\",\"givenName\":\"Omar\",\"familyName\":\"Vael\"},\"Ute Brand\"]}</script>"
             "<article><h1>Hall</h1><p>" P1 "</p></article>",
             NULL);

    EQ_INT(lede_record_count(r, LEDE_AUTHORS), 4);
    EQ_STR(item(r, LEDE_AUTHORS, 0), "Ida Holm");
    EQ_STR(item(r, LEDE_AUTHORS, 1), "Jo Lind, Jr.");
    EQ_STR(item(r, LEDE_AUTHORS, 2), "Omar Vael");
    EQ_STR(item(r, LEDE_AUTHORS, 3), "Ute Brand");
    lede_record_free(r);
    r = page("<title>Hall | Norderwick Post</title><meta name=author content='Staff Writer'><article><h1>Hall</h1><p "
             "class=byline>By Ida Holm and Jo Lind, Norderwick Post</p><p>" P1 "</p><p>" P2 "</p></article>"
             "<div class=comments><p class=author>Angry Reader</p></div>",
             NULL);
    EQ_INT(lede_record_count(r, LEDE_AUTHORS), 2);
    EQ_STR(item(r, LEDE_AUTHORS, 0), "Ida Holm");
    EQ_STR(item(r, LEDE_AUTHORS, 1), "Jo Lind");
    lede_record_free(r);
}

static void graph_with_references(void)
{
    lede_record *r =
        page("<script "
             "type='application/"
             "ld+json'>{\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"Page\"},{\"@type\":\"Article\",\"headline\":"
             "\"Bridge &amp; pier\","
             "\"datePublished\":\"2021-03-04T05:06:07+02:00\",\"dateModified\":\"2021-03-05\",\"author\":{\"@id\":\"#"
             "ida\"},\"publisher\":{\"@id\":\"#post\"},\"articleSection\":[\"Town\"],},"
             "{\"@type\":\"Person\",\"@id\":\"#ida\",\"name\":\"Ida "
             "Holm\"},{\"@type\":\"Organization\",\"@id\":\"#post\",\"name\":\"Norderwick Post\"}]}</script>"
             "<article><p>" P1 "</p></article>",
             "https://post.example/a");

    EQ_STR(field(r, LEDE_HEADLINE), "Bridge & pier");
    EQ_STR(field(r, LEDE_PUBLISHED), "2021-03-04T05:06:07+02:00");
    EQ_STR(field(r, LEDE_MODIFIED), "2021-03-05");
    EQ_STR(field(r, LEDE_PUBLISHER), "Norderwick Post");
    EQ_STR(field(r, LEDE_SECTION), "Town");
    EQ_STR(field(r, LEDE_DATE_FROM), "page");
    EQ_STR(field(r, LEDE_URL), "https://post.example/a");
    EQ_STR(item(r, LEDE_AUTHORS, 0), "Ida Holm");
    lede_record_free(r);
}

static const char *section(const char *head, const char *inside, const char *url)
{
    static char out[64];
    char html[4096];
    lede_record *r;

    snprintf(html, sizeof html, "<title>Ferry</title>%s<article><h1>Ferry</h1><p>%s</p><p>%s</p>%s</article>", head, P1,
             P2, inside);
    r = page(html, url);
    snprintf(out, sizeof out, "%s", field(r, LEDE_SECTION));
    lede_record_free(r);
    return out;
}

static void sections(void)
{
    EQ_STR(section("<meta property='article:section' content='Town'>", "", NULL), "Town");
    EQ_STR(section("<meta property='article:section' content='Town,Sea,Boats'>", "", NULL), "Town");
    EQ_STR(
        section(
            "<script type='application/ld+json'>{\"@type\":\"BreadcrumbList\",\"itemListElement\":[{\"name\":\"Home\"},"
            "{\"item\":{\"name\":\"Sea\"}},{\"name\":\"Ferry\"}]}</script>",
            "", NULL),
        "Sea");
    EQ_STR(section("", "<a rel='category tag' href=/c/boats>Boats</a>", NULL), "Boats");
    EQ_STR(section("<nav><a href='/sea/'>Sea & Ships</a></nav>", "", "https://post.example/sea/ferry.html"),
           "Sea & Ships");
    EQ_STR(section("", "", "https://post.example/sea/ferry.html"), "");
}

static const char *published(const char *inside, const char *url)
{
    static char out[64];
    char html[4096];
    lede_record *r;

    snprintf(html, sizeof html, "<html lang=en><article><h1>Hall</h1>%s<p>%s</p><p>%s</p></article>", inside,
             P1, P2);
    r = page(html, url);
    snprintf(out, sizeof out, "%s %s", field(r, LEDE_PUBLISHED), field(r, LEDE_DATE_FROM));
    lede_record_free(r);
    return out;
}

static void dates(void)
{
    EQ_STR(published("<p class=submitted>25 April 2021</p>", "https://post.example/2021/04/0926814-ferry"),
           "2021-04-25 page");
    EQ_STR(published("", "https://post.example/2021/04/0926814-ferry"), "2021-04 url");
    EQ_STR(published("", "https://post.example/2021/04/25/ferry"), "2021-04-25 url");
    EQ_STR(published("", "https://post.example/news/20210425001"), " ");
    EQ_STR(published("<time datetime='2021-04-25T10:00Z'>then</time>", NULL), "2021-04-25T10:00Z page");
    EQ_STR(published("<time datetime='2999-04-25'>then</time>", NULL), " ");
    EQ_STR(published("<meta itemprop=datePublished content='2021-02-31'>", NULL), " ");
    EQ_STR(published("<p>NORDERWICK, 3 May 2021 (Wire)</p>", NULL), "2021-05-03 page");
    EQ_STR(published("<p>(3 May 2021) The ferry sails again from the wooden quay, and the board counts on many to "
                     "come.</p>", NULL), "2021-05-03 page");
}

static void language_orders_the_date(void)
{
    lede_record *r = page("<html xml:lang=en-GB><article><h1>A Ferry</h1><span>02/10/2020</span><p>" P1 "</p><p>" P2
                          "</p></article>",
                          NULL);

    EQ_STR(field(r, LEDE_PUBLISHED), "2020-10-02");
    lede_record_free(r);
}

static void refused_dates_are_noted(void)
{
    lede_record *r = page("<meta property='article:published_time' content='2999-01-01'><p>" P1 "</p>", NULL);

    EQ_INT(lede_record_count(r, LEDE_NOTES), 1);
    lede_record_free(r);
}

static void charset(void)
{
    lede_record *r = page(
        "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><title>M\xFChle</title><h1>M\xFChle</h1>"
        "<p>Gr\xFC\xDF"
        "e \x96 aus Norderwick, wo die M\xFChle steht, die seit hundert Jahren mahlt und noch immer mahlen kann.</p>",
        NULL);

    EQ_STR(field(r, LEDE_HEADLINE), "M\xC3\xBChle");
    CHECK(strstr(field(r, LEDE_BODY), "Gr\xC3\xBC\xC3\x9F"
                                      "e \xE2\x80\x93 aus") != NULL);
    lede_record_free(r);
    r = page("<h1>Quote</h1><p>&#147;" P1 "&#148; &amp; &hellip;</p>", NULL);
    CHECK(strncmp(field(r, LEDE_BODY),
                  "\xE2\x80\x9C"
                  "The",
                  6) == 0);
    lede_record_free(r);
}

static void odd_markup(void)
{
    lede_record *r = page("<table><tr><td><a href=/>Start</a></td><td><h1>Hall</h1><p>" P1
                          "<p>If a lane is <i>w</i> metres wide, eight of them fill 8<i>w</i> and their ropes "
                          "<i>w</i>/5 more, and the plot holds both.<p>" P2 "</td></tr></table>",
                          NULL);

    EQ_STR(field(r, LEDE_BODY),
           P1 "\n\nIf a lane is w metres wide, eight of them fill 8w and their ropes w/5 more, and the plot holds both.\n\n" P2);
    lede_record_free(r);
    r = page("<article><h1>Hall</h1><div><p>" P1
             "</p></div><div><p><a href=/plans><b>Read the plans of both halls here: the councillors had them on "
             "their desks for a month.</b></a></p></div><div><p>" P2 "</p></div></article>",
             NULL);
    EQ_STR(field(r, LEDE_BODY),
           P1 "\n\nRead the plans of both halls here: the councillors had them on their desks for a month.\n\n" P2);
    lede_record_free(r);
    r = page("<article><h1>Hall</h1><h4><div>" P1 "</div><div>" P2 "</div></h4></article>", NULL);
    EQ_STR(field(r, LEDE_BODY), P1 "\n\n" P2);
    lede_record_free(r);
}

static void no_article(void)
{
    lede_record *r = page("", NULL);

    EQ_STR(field(r, LEDE_BODY), "");
    EQ_INT(lede_record_count(r, LEDE_NOTES), 1);
    lede_record_free(r);
}

/* n times `part` reads within seconds. */
static void read_many(const char *start, const char *part, size_t bytes)
{
    size_t len = strlen(part);
    lede_buf b;
    lede_record *r = NULL;
    clock_t begin = clock();

    lede_buf_init(&b);
    lede_buf_addz(&b, start);
    while (b.n < bytes)
        lede_buf_add(&b, part, len);
    CHECK(lede__html_read(b.s, b.n, NULL, NULL, NULL, &r, NULL) == LEDE_OK);
    CHECK((clock() - begin) / CLOCKS_PER_SEC < 10);
    lede_record_free(r);
    lede_buf_release(&b);
}

static void hostile(void)
{
    static const char *const parts[] = {"<div>",
                                        "<i></b>",
                                        "<p><span>",
                                        "<!--",
                                        "<a href='",
                                        "</div>",
                                        "<table><td>",
                                        "<li>x<ul>",
                                        "&amp",
                                        "<b x=y ",
                                        "<script>",
                                        "<title>",
                                        "<h1>",
                                        "a ",
                                        "<p>By Ida Holm 3/4/2021</p>",
                                        "<meta name=author content='Ida Holm, Jo Lind'>",
                                        "<div class=author>By Ida</div>"};
    size_t i;

    for (i = 0; i < sizeof parts / sizeof parts[0]; i++)
        read_many("", parts[i], 1000000);
    read_many("<div class='", "a b-c ", 1000000);
    read_many("<script type=application/ld+json>", "[", 1000000);
    read_many("<script type=application/ld+json>", "{\"a\":", 1000000);
}

static void faults(void)
{
    static const char html[] =
        "<html lang=de><title>A - B</title><script "
        "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"A\",\"author\":\"Ida Holm\"}</script>"
        "<meta name=keywords content='a, b'><article><h1>A &amp; B</h1><p class=byline>Von Ida Holm, 3. Mai "
        "2021</p><p>" P1 "</p><p>" P2 "</p></article>";
    long i, all;
    lede_record *r;

    fault_after(0);
    if (lede__html_read(html, sizeof html - 1, NULL, NULL, NULL, &r, NULL) == LEDE_OK)
        lede_record_free(r);
    all = fault_seen();
    for (i = 1; i <= all; i++) {
        lede_status status;

        fault_after(i);
        r = NULL;
        status = lede__html_read(html, sizeof html - 1, NULL, NULL, NULL, &r, NULL);
        fault_after(0);
        CHECK((status == LEDE_OK) == (r != NULL));
        if (status != LEDE_OK)
            EQ_INT(status, LEDE_NOMEM);
        lede_record_free(r);
    }
}

int main(void)
{
    RUN(body_is_the_text, "the body is the article's text, without menus, share bars, comments and footer");
    RUN(headline_is_whole, "a headline keeps its colon and loses the site's name");
    RUN(headline_and_site_apart, "a site's name that repeats the title is none, and a kicker is no part of the headline");
    RUN(authors_in_every_form, "authors come as people from every form of data and from bylines");
    RUN(graph_with_references, "a JSON-LD graph with references and a stray comma is read");
    RUN(sections, "a section comes from data, a category's link, breadcrumbs or the menu");
    RUN(dates, "dates come from the page before the URL, and digits of an article's number are none");
    RUN(language_orders_the_date, "the country of xml:lang orders day and month");
    RUN(refused_dates_are_noted, "a date in the future is refused with a note");
    RUN(charset, "ISO-8859-1 and references from 128 mean windows-1252");
    RUN(odd_markup, "unclosed paragraphs in tables and paragraphs that are one link keep their text");
    RUN(no_article, "a page without text gives a record with a note");
    RUN(hostile, "a megabyte of any one piece of markup is read in no time");
    RUN(faults, "memory that runs out at any place is reported and nothing leaks");
    return END();
}
