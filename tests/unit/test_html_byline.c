/* core/read/html_byline*.c, html_people.c, html_person.c: who wrote a page. */
#include "base/buf.h"
#include "read/html.h"
#include "read/html_person.h"
#include "test.h"

/* Sentences about an invented harbour, long enough to be an article. */
#define TEXT                                                                                                           \
    "<p>The harbour board of Norderwick met on Tuesday evening, and its members heard three captains, two shop "       \
    "owners and a teacher before they voted on the new ferry.</p><p>Tickets cost what they cost until the first "      \
    "week of May, a leaflet on every quay explains to travellers, but the last crossing is to start sooner.</p>"       \
    "<p>Another meeting will follow after the winter, once somebody has counted what a larger hull costs.</p>"

/* So much of it that what follows is not beside the headline. */
#define LONG TEXT TEXT TEXT TEXT

/* The authors of a page, joined by '|'. */
static const char *authors(const char *html, const char *url)
{
    static char out[256];
    lede_read_options o;
    lede_record *r = NULL;
    lede_error err;
    lede_buf b;
    size_t i, n;

    memset(&o, 0, sizeof o);
    o.url = url;
    lede_buf_init(&b);
    if (lede__html_read(html, strlen(html), &o, NULL, NULL, &r, &err) == LEDE_OK)
        for (i = 0; i < lede_record_count(r, LEDE_AUTHORS); i++) {
            const char *s = lede_record_item(r, LEDE_AUTHORS, i, &n);

            if (i)
                lede_buf_addc(&b, '|');
            lede_buf_add(&b, s, n);
        }
    snprintf(out, sizeof out, "%s", b.n ? b.s : "");
    lede_buf_release(&b);
    lede_record_free(r);
    return out;
}

static void person(const char *name, size_t n, void *ud)
{
    lede_buf *out = ud;

    if (out->n)
        lede_buf_addc(out, '|');
    lede_buf_add(out, name, n);
}

static const char *people(const char *s, lede__people_kind kind)
{
    static char out[256];
    lede_buf b;

    lede_buf_init(&b);
    lede__people(s, strlen(s), kind, person, &b);
    snprintf(out, sizeof out, "%s", b.n ? b.s : "");
    lede_buf_release(&b);
    return out;
}

static void bylines(void)
{
    EQ_STR(people("By Ida Holm and Jo Lind", LEDE__PEOPLE_ANY), "Ida Holm|Jo Lind");
    EQ_STR(people("Von Ute Brand, 3. Mai 2021, 12:30 Uhr", LEDE__PEOPLE_ANY), "Ute Brand");
    EQ_STR(people("Posted on 21 March 2021 by Ida Holm", LEDE__PEOPLE_MARKED), "Ida Holm");
    EQ_STR(people("Holm, Ida", LEDE__PEOPLE_DATA), "Ida Holm");
    EQ_STR(people("Ida Holm, PhD", LEDE__PEOPLE_DATA), "Ida Holm");
    EQ_STR(people("Ida Holm, Jr.", LEDE__PEOPLE_DATA), "Ida Holm, Jr.");
    EQ_STR(people("Staff Reporter", LEDE__PEOPLE_DATA), "");
    EQ_STR(people("https://post.example/author/ida", LEDE__PEOPLE_DATA), "");
    EQ_STR(people("Ida Holm | Political Correspondent", LEDE__PEOPLE_DATA), "Ida Holm");
    EQ_STR(people("the board met by the pier", LEDE__PEOPLE_ANY), "");
    EQ_STR(people("Ida von Holm", LEDE__PEOPLE_ANY), "Ida von Holm");
    EQ_STR(people("(last edited 2021-03-04 by IdaHolm)", LEDE__PEOPLE_MARKED), "IdaHolm");
    EQ_STR(people("Ida Holm. Pier International", LEDE__PEOPLE_DATA), "Ida Holm");
    EQ_STR(people("J. R. Holm", LEDE__PEOPLE_ANY), "J. R. Holm");
    EQ_STR(people("Guest view by Maria Holm", LEDE__PEOPLE_ANY), "Maria Holm");
    EQ_STR(people("Maria Holm, Berlin", LEDE__PEOPLE_DATA), "Maria Holm");
}

static void bylines_of_many_languages(void)
{
    EQ_STR(people("Autor:Ida Holm", LEDE__PEOPLE_ANY), "Ida Holm");
    EQ_STR(people("Text und Interview: Ida Holm", LEDE__PEOPLE_ANY), "Ida Holm");
    EQ_STR(people("Par\xC2\xA0Ida Holm avec Jo Lind", LEDE__PEOPLE_ANY), "Ida Holm");
    EQ_STR(people("Door: Ida Holm en Jo Lind", LEDE__PEOPLE_ANY), "Ida Holm|Jo Lind");
    EQ_STR(people("A cura di Ida Holm", LEDE__PEOPLE_ANY), "Ida Holm");
    EQ_STR(people("Piše: Ida Holm prije 26 minuta", LEDE__PEOPLE_ANY), "Ida Holm");
    EQ_STR(people("Siamo alla fine del 2019", LEDE__PEOPLE_ANY), "");
    EQ_STR(people("Napisała Ida Holm", LEDE__PEOPLE_ANY), "Ida Holm");
    EQ_STR(people("ТЕКСТ: Ирина Холмова", LEDE__PEOPLE_ANY), "Ирина Холмова");
    EQ_STR(people("Автор Ирина Холмова и Пётр Линд", LEDE__PEOPLE_ANY), "Ирина Холмова|Пётр Линд");
    EQ_STR(people("بقلم: منى الحسن", LEDE__PEOPLE_ANY), "منى الحسن");
    EQ_STR(people("منى الحسن", LEDE__PEOPLE_ANY), "");
    EQ_STR(people("記者王小明／新港報導", LEDE__PEOPLE_ANY), "王小明");
    EQ_STR(people("新港新聞社", LEDE__PEOPLE_MARKED), "");
}

static void credits_of_others(void)
{
    EQ_STR(people("Text: Ida Holm, Fotos: Jo Lind", LEDE__PEOPLE_ANY), "Ida Holm");
    EQ_STR(people("Фото: Пётр Линд, Ирина Холмова", LEDE__PEOPLE_DATA), "");
    EQ_STR(people("Photo: Jo Lind / Words: Ida Holm", LEDE__PEOPLE_ANY), "Ida Holm");
    EQ_STR(people("Edited by Jo Lind", LEDE__PEOPLE_DATA), "");
    EQ_STR(people("Tags: Harbours", LEDE__PEOPLE_ANY), "");
    EQ_STR(people("Ida Holm, Software Engineer", LEDE__PEOPLE_DATA), "Ida Holm");
    EQ_STR(people("Ida Holm; The Pier Gazette", LEDE__PEOPLE_DATA), "Ida Holm");
    EQ_STR(people("Ida Holm im Gespräch mit Jo Lind", LEDE__PEOPLE_ANY), "Ida Holm|Jo Lind");
    EQ_STR(people("ΣΥΝΤΑΚΤΙΚΗ ΟΜΑΔΑ", LEDE__PEOPLE_DATA), "");
    EQ_STR(people("Ida Holm (with Jo Lind and Omar Vael)", LEDE__PEOPLE_DATA), "Ida Holm");
}

static void places_and_days_are_nobody(void)
{
    EQ_STR(people("New Delhi", LEDE__PEOPLE_ANY), "");
    EQ_STR(people("Wednesday", LEDE__PEOPLE_ANY), "");
    EQ_STR(people("By Washington", LEDE__PEOPLE_ANY), "");
    EQ_STR(people("By Kenneth More", LEDE__PEOPLE_ANY), "Kenneth More");
    EQ_INT(lede__person_grade_of("Maria Holm", 10), LEDE__PERSON_SURE);
    EQ_INT(lede__person_grade_of("Vael Holm", 9), LEDE__PERSON_LIKELY);
    EQ_INT(lede__person_grade_of("Weekly Offer", 12), LEDE__PERSON_BODY);
    EQ_INT(lede__person_grade_of("New Delhi", 9), LEDE__PERSON_NOT);
}

static void marked_beside_the_headline(void)
{
    EQ_STR(authors("<table><tr><td>Other news<td class=author><a href='/profile/9'>Omar Vael</a></table>"
                   "<ul><li>Ports<li>Hulls<li>Quays<li>Tides<li>Winds<li>Ropes<li>Cages<li>Boats<li>Cranes</ul>"
                   "<article><h1>A Ferry</h1>" LONG "<div class=author>Author: <a href='/profile/5'>Jo2lind</a></div>"
                   "</article>",
                   NULL),
           "Jo2lind");
    EQ_STR(authors("<article><h1>A Ferry</h1><p class=meta>by <a href='/staff/ida'>Ida Holm</a>, <a "
                   "href='/staff/jo'>Jo Lind</a> on Monday</p>" LONG "</article><p class=author>Omar Vael</p>",
                   NULL),
           "Ida Holm|Jo Lind");
}

static void the_name_inside(void)
{
    EQ_STR(authors("<article><h1>A Ferry</h1><a href='/autoren/ida'><span>\xC2\xA9 Ida Holm</span> <span "
                   "itemprop=name>Ida Holm</span></a>" TEXT "</article>",
                   NULL),
           "Ida Holm");
    EQ_STR(authors("<article><h1>A Ferry</h1><p class=author>Port, <span class=fn>Ida Holm</span>, 3 May</p>" TEXT
                   "</article>",
                   NULL),
           "Ida Holm");
}

static void openings_before_elements(void)
{
    EQ_STR(authors("<article><h1>A Ferry</h1><small>Von&nbsp;<b>idaholm</b> | Port</small>" TEXT "</article>", NULL),
           "idaholm");
    EQ_STR(authors("<article><h2>Port (1 / 1) <span>06.11.2020 13:30 von Ida </span><span>Drawing: port</span></h2>"
                   "<h1>A Ferry</h1>" TEXT "</article>",
                   NULL),
           "Ida");
    EQ_STR(authors("<article><h1>A Ferry</h1>" TEXT "</article><div class=credits><div>Interview</div><div>IDA "
                   "HOLM</div><div>Photos</div><div>JO LIND</div></div>",
                   NULL),
           "IDA HOLM");
    EQ_STR(authors("<article><h1>A Ferry</h1><p>An evening by <script>quay.show()</script> the sea</p>" TEXT
                   "</article>",
                   NULL),
           "");
}

static void the_site_itself(void)
{
    static const char site[] = "<meta property='og:site_name' content='Pier Trust'>";
    char html[4000];

    snprintf(html, sizeof html, "%s<meta name=author content='Pier Trust'><article><h1>A Ferry</h1>%s</article>", site,
             TEXT);
    EQ_STR(authors(html, NULL), "");
    snprintf(html, sizeof html,
             "%s<article><h1>A Ferry</h1><p class=meta>By <a rel=author href='/author/pier-trust'>Pier "
             "Trust</a></p>%s</article>"
             "<li><span class=author>Omar Vael</span></li>",
             site, LONG);
    EQ_STR(authors(html, NULL), "Pier Trust");
    EQ_STR(authors("<meta property='og:site_name' content='Maria Holm'><meta name=author content='Maria Holm'>"
                   "<article><h1>A Ferry</h1>" TEXT "</article>",
                   NULL),
           "Maria Holm");
    EQ_STR(authors("<meta name=author content='Norder Welle'><article><h1>A Ferry</h1>" TEXT
                   "<p>Author: Jo Lind</p></article>",
                   "https://nw.example/1"),
           "Jo Lind");
}

static void lines_that_only_look_like_it(void)
{
    EQ_STR(authors("<article><h1>A Ferry</h1><p>Paid Content, 3 May 2021</p>" TEXT "</article>", NULL), "");
    EQ_STR(authors("<article><h1>A Ferry</h1><p>New Delhi, 3 May 2021</p>" TEXT "</article>", NULL), "");
    EQ_STR(authors("<article><h1>A Ferry</h1><p>Larger Hulls, 3 May 2021</p>" TEXT
                   "<p>larger hulls cost.</p></article>",
                   NULL),
           "");
    EQ_STR(authors("<article><h1>A Ferry</h1><p>Maria Holm, 3 May 2021</p>" TEXT "</article>", NULL), "Maria Holm");
    EQ_STR(authors("<div dir=rtl><h1>عبارة</h1><p>تم نشره 03/05/2021</p>" TEXT "</div>", NULL), "");
}

int main(void)
{
    RUN(bylines, "people are told from titles, dates and addresses");
    RUN(bylines_of_many_languages, "bylines open and are joined in the words of many languages");
    RUN(credits_of_others, "photographers, editors and sources are no authors");
    RUN(places_and_days_are_nobody, "places, days and ordinary words speak against a name, given names for it");
    RUN(marked_beside_the_headline, "what is marked beside the article comes before what is marked elsewhere");
    RUN(the_name_inside, "what microdata or a visiting card marks as the name is the name");
    RUN(openings_before_elements, "a word that opens a byline points to the element after it");
    RUN(the_site_itself, "the site is an author only where its byline says so, or where it is a person's");
    RUN(lines_that_only_look_like_it, "a date beside capitals makes no author of headings, places and labels");
    return END();
}
