/* core/read: feed, xml_record, nitf, newsml, json_doc, csv, markdown, mail, warc, wire, sgml, page, text. */
#include "test.h"

#include "base/buf.h"
#include "lede/read.h"

static lede_buf out;

/* All items as text: kind, source, format, then fields that are set, a line each. Body paragraphs are joined by " / ". */
static const char *items_n(const char *s, size_t n, const char *name, const lede_read_options *o)
{
    static const lede_field shown[] = {LEDE_HEADLINE, LEDE_PUBLISHED, LEDE_BODY};
    lede_reader *r;
    lede_item item;
    lede_error err = {LEDE_OK, 0, ""};
    lede_status status;
    size_t i, k, len;

    lede_buf_clear(&out);
    lede_buf_addz(&out, "");
    status = lede_reader_open_bytes(s, n, name, o, &r, &err);
    while (status == LEDE_OK && (status = lede_reader_next(r, &item, &err)) == LEDE_OK) {
        lede__buf_addf(&out, "%s [%s]", item.source, item.format ? item.format : "?");
        if (item.kind != LEDE_ITEM_ARTICLE)
            lede__buf_addf(&out, " %s: %s", item.kind == LEDE_ITEM_SKIPPED ? "skipped" : "failed", item.reason);
        for (i = 0; i < 3 && item.kind == LEDE_ITEM_ARTICLE; i++) {
            const char *text = lede_record_get(item.record, shown[i], &len);

            lede_buf_addz(&out, " | ");
            for (k = 0; k < len; k++)
                if (text[k] == '\n' && k + 1 < len && text[k + 1] == '\n') {
                    lede_buf_addz(&out, " / ");
                    k++;
                } else {
                    lede_buf_addc(&out, text[k]);
                }
        }
        lede_buf_addc(&out, '\n');
    }
    if (status != LEDE_DONE)
        lede__buf_addf(&out, "error %s\n", err.message);
    lede_reader_close(r);
    return out.s;
}

static const char *items(const char *s, const char *name)
{
    return items_n(s, strlen(s), name, NULL);
}

/* The first article's record; the caller frees it. */
static lede_record *record(const char *s, size_t n, const char *name)
{
    lede_reader *r;
    lede_item item;
    lede_record *got = NULL;

    if (lede_reader_open_bytes(s, n, name, NULL, &r, NULL) == LEDE_OK) {
        while (!got && lede_reader_next(r, &item, NULL) == LEDE_OK)
            got = lede_reader_take(r);
        lede_reader_close(r);
    }
    return got ? got : lede_record_new();
}

#define FIELD(r, f) lede_record_get(r, f, NULL)

/* --- feeds ----------------------------------------------------------------------------- */

static void rss_is_read(void)
{
    static const char s[] =
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x \"<b>no</b>\">]><rss version=\"2.0\" "
        "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
        "<channel><title>Pier News</title><link>https://pier.example/</link><language>en-gb</language>"
        "<item><title>Ferry &amp;amp; rail &#8211; caf&eacute;</title><link>/a?x=1&y=2</link>"
        "<guid isPermaLink=\"false\">77</guid><pubDate>Mon, 21 Mar 2022 12:46:05 +0100</pubDate>"
        "<dc:creator>Ann Berg and Omar Haddad</dc:creator><category>Port</category>"
        "<description>Short.</description>"
        "<content:encoded><![CDATA[<p>One <a href=\"/b\">link</a>.</p><script>x()</script><p>Two.<br><br>Three.</p>]]>"
        "</content:encoded></item>"
        "<item><title>Second</title><description>&lt;p&gt;A&lt;/p&gt;&lt;p&gt;B&lt;/p&gt;</description></item>"
        "</channel></rss>";
    lede_record *r = record(s, sizeof s - 1, "x.xml");

    EQ_STR(FIELD(r, LEDE_HEADLINE), "Ferry & rail – café");
    EQ_STR(FIELD(r, LEDE_URL), "https://pier.example/a?x=1&y=2");
    EQ_STR(FIELD(r, LEDE_PUBLISHED), "2022-03-21T12:46:05+01:00");
    EQ_STR(FIELD(r, LEDE_DATE_FROM), "feed");
    EQ_STR(FIELD(r, LEDE_PUBLISHER), "Pier News");
    EQ_STR(FIELD(r, LEDE_LANGUAGE), "en");
    EQ_STR(FIELD(r, LEDE_DEK), "Short.");
    EQ_STR(FIELD(r, LEDE_BODY), "One link.\n\nTwo.\n\nThree.");
    EQ_INT(lede_record_count(r, LEDE_AUTHORS), 2);
    EQ_STR(lede_record_item(r, LEDE_LINKS, 0, NULL), "https://pier.example/b");
    EQ_STR(FIELD(r, LEDE_EXTRA), "{\"guid\":\"77\"}");
    lede_record_free(r);
    EQ_STR(items(s, "x.xml"),
           "x.xml#1 [feed] | Ferry & rail – café | 2022-03-21T12:46:05+01:00 | One link. / Two. / Three.\n"
           "x.xml#2 [feed] | Second |  | A / B\n");
}

static void atom_and_rdf_are_read(void)
{
    EQ_STR(items("<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><title type='html'>A &lt;b&gt;c&lt;/b&gt;</title>"
                 "<link rel='self' href='http://x.example/self'/><link href='http://x.example/1'/>"
                 "<updated>2022-03-22T00:00:00Z</updated><published>2022-03-21T00:00:00Z</published>"
                 "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One</p><p>Two</p></div></content>"
                 "</entry></feed>", "x"),
           "x#1 [feed] | A c | 2022-03-21T00:00:00Z | One / Two\n");
    EQ_STR(items("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
                 "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>T</title></channel><item><title>R</title>"
                 "<dc:date>2005-12-01</dc:date><description>d</description></item></rdf:RDF>", "x"),
           "x#1 [feed] | R | 2005-12-01 | d\n");
    EQ_STR(items("<rss><channel><title>Nothing yet</title></channel></rss>", "x"), "x [feed] skipped: a feed without items\n");
    EQ_STR(items("<rss><channel><item><title>cut <b>short", "x"), "x#1 [feed] | cut short |  | \n");
}

static void wordpress_exports_are_read(void)
{
    EQ_STR(items("<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
                 "<channel><item><title>Post</title><content:encoded><![CDATA[One.\n\nTwo <b>bold</b>.]]></content:encoded>"
                 "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>"
                 "<item><title>Pic</title><wp:post_type>attachment</wp:post_type></item>"
                 "<item><title>Later</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>"
                 "</channel></rss>", "x"),
           "x#1 [feed] | Post |  | One. / Two bold.\n"
           "x#2 [feed] skipped: not a post but of another WordPress type\n"
           "x#3 [feed] skipped: a post that was not published\n");
}

static void nothing_is_fetched(void)
{
    EQ_STR(items("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'><!ENTITY b '&b;&b;'>]>"
                 "<rss><channel><item><title>T &a; &b;</title></item></channel></rss>", "x"),
           "x#1 [feed] | T &a; &b; |  | \n");
}

/* --- agencies ------------------------------------------------------------------------------ */

static void nitf_is_read(void)
{
    static const char s[] =
        "<nitf baselang='en-GB'><head><title>t</title><docdata><doc-id id-string='n1'/><date.issue norm='20220321T124600Z'/>"
        "<doc.copyright holder='Pier Agency'/><key-list><keyword key='ferry'/></key-list></docdata></head><body><body.head>"
        "<hedline><hl1>Ferry is late</hl1><hl2>Fog again</hl2></hedline><byline><person>Ann Berg</person><byttl>Editor</byttl>"
        "</byline><dateline>PORT</dateline></body.head><body.content><p>One <org>Board</org>.</p><hl2>Why</hl2><p>Two.</p>"
        "<media><media-caption>no</media-caption></media></body.content></body></nitf>";
    lede_record *r = record(s, sizeof s - 1, "x.xml");

    EQ_STR(FIELD(r, LEDE_HEADLINE), "Ferry is late");
    EQ_STR(FIELD(r, LEDE_DEK), "Fog again");
    EQ_STR(FIELD(r, LEDE_PUBLISHED), "2022-03-21T12:46:00Z");
    EQ_STR(FIELD(r, LEDE_PUBLISHER), "Pier Agency");
    EQ_STR(FIELD(r, LEDE_BODY), "One Board.\n\nWhy\n\nTwo.");
    EQ_STR(lede_record_item(r, LEDE_AUTHORS, 0, NULL), "Ann Berg");
    EQ_STR(FIELD(r, LEDE_EXTRA), "{\"identifier\":\"n1\",\"dateline\":\"PORT\"}");
    lede_record_free(r);
}

static void newsml_is_read(void)
{
    EQ_STR(items("<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet><newsItem guid='g' version='3' xml:lang='en'>"
                 "<itemMeta><provider literal='PA'/><versionCreated>2022-03-22T10:00:00Z</versionCreated>"
                 "<firstCreated>2022-03-21T09:00:00Z</firstCreated></itemMeta><contentMeta><headline>G2</headline></contentMeta>"
                 "<contentSet><inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body><p>A</p><p>B</p>"
                 "</body></html></inlineXML></contentSet></newsItem><packageItem><itemMeta/></packageItem></itemSet></newsMessage>", "x"),
           "x#1 [newsml] | G2 | 2022-03-21T09:00:00Z | A / B\n"
           "x#2 [newsml] skipped: a package: it links to articles and has no text itself\n");
    EQ_STR(items("<NewsML><NewsItem xml:lang='en'><NewsManagement><FirstCreated>20140829T134951+0000</FirstCreated></NewsManagement>"
                 "<NewsComponent><NewsLines><HeadLine>One</HeadLine></NewsLines><ContentItem><DataContent><p>A</p><p>B</p>"
                 "</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>", "x"),
           "x#1 [newsml] | One | 2014-08-29T13:49:51+00:00 | A / B\n");
}

static void text_wires_are_read(void)
{
    EQ_STR(items("\001abc012 3 i 99 abc 7\r\n\nPort/ferry/\r\n\002EXTRA\nFerry is late =\r\n\n   Port (abc) - The ferry to the islands was late again\r\n"
                 "on Monday, as the board of the harbour said in a note\r\nto all of its passengers.\r\n\n   It will be late again.\r\n"
                 "\003131137 GMT Nov 13\r\n\004", "x"),
           "x [wire] | Ferry is late | 2013-11-13T11:37Z | Port (abc) - The ferry to the islands was late again on Monday, as the "
           "board of the harbour said in a note to all of its passengers. / It will be late again.\n");
    EQ_STR(items("\026\026\001z1\037-----\nr z\023\021 BC-Ferry 02-20 0100\n\002^BC-Ferry,90<\n^Ferry is late<\n^By ANN BERG=\n"
                 "^Pier Writer=\n\t   PORT (PA) _ The ``late'' ferry. \n\t   More. \n\t   \003AP-WF-02-20-16 0337GMT<\n\004", "x"),
           "x [wire] | Ferry is late | 2016-02-20T03:37Z | PORT (PA) _ The “late” ferry. / More.\n");
}

static void reuters_sgml_is_read(void)
{
    EQ_STR(items("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS NEWID=\"7\">\n<DATE>19-OCT-1987 15:37:46.03</DATE>\n"
                 "<TOPICS><D>ship</D></TOPICS>\n<TEXT>&#2;\n<TITLE>FERRY &lt;FRY> LATE</TITLE>\n<AUTHOR>    By Ann Berg, Reuters</AUTHOR>\n"
                 "<DATELINE>    PORT, Oct 19 - </DATELINE><BODY>The ferry was late.\n    It will be.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n"
                 "<REUTERS NEWID=\"8\">\n<TEXT TYPE=\"BRIEF\">&#2;\n******<TITLE>BRIEF</TITLE>Blah.\n&#3;</TEXT>\n</REUTERS>\n", "x.sgm"),
           "x.sgm#1 [reuters] | FERRY <FRY> LATE | 1987-10-19T15:37:46.03 | The ferry was late. / It will be.\n"
           "x.sgm#2 [reuters] | BRIEF |  | Blah.\n");
}

static void own_xml_is_read(void)
{
    EQ_STR(items("<?xml version='1.0'?><dump><row><id>1</id><headline>A</headline><PublishDate>2022-03-21</PublishDate>"
                 "<content>&lt;p&gt;x&lt;/p&gt;&lt;p&gt;y&lt;/p&gt;</content></row><row><headline>B</headline><content>z</content></row></dump>", "x"),
           "x#1 [xml] | A | 2022-03-21 | x / y\nx#2 [xml] | B |  | z\n");
    EQ_STR(items("<?xml version='1.0'?><config><a>1</a></config>", "x"), "x [xml] skipped: XML without an article that lede knows\n");
}

/* --- JSON, tables, Markdown ------------------------------------------------------------------ */

static void json_shapes_are_read(void)
{
    EQ_STR(items("{\"headline\":\"A\",\"articleBody\":\"x\"}", "x.json"), "x.json [json] | A |  | x\n");
    EQ_STR(items("[\n {\"title\":\"A\",\"text\":\"x\"},\n {\"title\":\"B\",\"text\":\"y\"}\n]", "x"),
           "x#1 [json] | A |  | x\nx#2 [json] | B |  | y\n");
    EQ_STR(items("{\"status\":\"ok\",\"response\":{\"docs\":[{\"headline\":{\"main\":\"A\"},\"pub_date\":\"2022-03-21T10:00:00+0000\","
                 "\"web_url\":\"http://x.example/\"}]}}", "x"),
           "x#1 [json] | A | 2022-03-21T10:00:00+00:00 | \n");
    EQ_STR(items("{\"hits\":{\"hits\":[{\"_id\":\"1\",\"_source\":{\"title\":\"A\",\"content\":\"x\"}}]}}", "x"), "x#1 [json] | A |  | x\n");
    EQ_STR(items("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Pier\",\"items\":[{\"id\":\"1\",\"title\":\"A\","
                 "\"content_html\":\"<p>x</p><p>y</p>\",\"date_published\":\"2022-03-21\"}]}", "x"),
           "x#1 [json] | A | 2022-03-21 | x / y\n");
    EQ_STR(items("{\"a\":1}", "x"), "x [json] skipped: no article in the JSON: nothing named as a headline or body is\n");
    EQ_STR(items("[{\"title\":\"A\",\"text\":\"x\"}, {\"title\":", "x"),
           "x#1 [json] | A |  | x\nx [json] failed: item 2: JSON is cut short after 9 bytes\n");
}

static void dumps_that_are_escaped_are_undone(void)
{
    static const char s[] = "{\"title\":\"Ferry &amp; rail: it&#8217;s late\",\"author\":\"By Ann Berg and Omar Haddad / pier.example\","
                            "\"text\":\"It&rsquo;s late &amp; wet.\\n\\nTwo.\"}\n{\"title\":\"AT&T; x < y &amp; z\",\"text\":\"R&D\"}\n";
    lede_record *r = record(s, sizeof s - 1, "x.jsonl");

    EQ_INT(lede_record_count(r, LEDE_AUTHORS), 2);
    EQ_STR(lede_record_item(r, LEDE_AUTHORS, 1, NULL), "Omar Haddad");
    lede_record_free(r);
    EQ_STR(items(s, "x.jsonl"), "x.jsonl#1 [jsonl] | Ferry & rail: it’s late |  | It’s late & wet. / Two.\n"
                                "x.jsonl#2 [jsonl] | AT&T; x < y &amp; z |  | R&D\n");
}

static void feeds_of_sounds_and_films_have_text(void)
{
    static const char s[] = "<rss xmlns:media='m' xmlns:itunes='i'><channel><item><title>Ferry talk</title><itunes:author>Ann Berg</itunes:author>"
                            "<itunes:summary>All about ferries.</itunes:summary></item><item><title>Film</title><media:group>"
                            "<media:description>A ferry, filmed.</media:description></media:group></item></channel></rss>";
    lede_record *r = record(s, sizeof s - 1, "x.xml");

    EQ_STR(lede_record_item(r, LEDE_AUTHORS, 0, NULL), "Ann Berg");
    lede_record_free(r);
    EQ_STR(items(s, "x.xml"), "x.xml#1 [feed] | Ferry talk |  | All about ferries.\nx.xml#2 [feed] | Film |  | A ferry, filmed.\n");
}

static void wordpress_names_and_excerpts_are_read(void)
{
    static const char s[] =
        "<rss xmlns:excerpt='e' xmlns:content='c' xmlns:dc='d' xmlns:wp='w'><channel><title>Pier</title><wp:author><wp:author_login>ab</wp:author_login>"
        "<wp:author_display_name>Ann Berg</wp:author_display_name></wp:author><item><title>Ferry is late</title><dc:creator>ab</dc:creator>"
        "<description></description><content:encoded>One.\n\n[gallery ids='1,2']\n\n[sic] Two.</content:encoded><excerpt:encoded>Short.</excerpt:encoded>"
        "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:comment><wp:comment_content>Nice</wp:comment_content></wp:comment>"
        "</item></channel></rss>";
    lede_record *r = record(s, sizeof s - 1, "x.xml");

    EQ_STR(lede_record_item(r, LEDE_AUTHORS, 0, NULL), "Ann Berg");
    EQ_STR(FIELD(r, LEDE_DEK), "Short.");
    EQ_STR(FIELD(r, LEDE_BODY), "One.\n\n[sic] Two.");
    CHECK(!strstr(FIELD(r, LEDE_EXTRA), "Nice"));
    lede_record_free(r);
}

static void shapes_of_apis_are_read(void)
{
    static const char nyt[] = "{\"response\":{\"docs\":[{\"web_url\":\"http://pier.example/a\",\"lead_paragraph\":\"It was late.\","
                              "\"headline\":{\"main\":\"Ferry is late\"},\"byline\":{\"original\":\"By Ann Berg and Omar Haddad\"},"
                              "\"keywords\":[{\"name\":\"subject\",\"value\":\"Ferries\"}]}]}}";
    static const char feed[] = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"authors\":[{\"name\":\"Ann Berg\"}],"
                               "\"items\":[{\"title\":\"A\",\"content_text\":\"x\"}]}";
    static const char map[] = "<urlset xmlns:news='n'><url><loc>http://pier.example/a</loc><news:news><news:publication><news:name>Pier</news:name>"
                              "<news:language>en</news:language></news:publication><news:publication_date>2022-03-21</news:publication_date>"
                              "<news:title>Ferry is late</news:title></news:news></url></urlset>";
    lede_record *r = record(nyt, sizeof nyt - 1, "x.json");

    EQ_STR(lede_record_item(r, LEDE_KEYWORDS, 0, NULL), "Ferries");
    EQ_INT(lede_record_count(r, LEDE_AUTHORS), 2);
    lede_record_free(r);
    r = record(feed, sizeof feed - 1, "x.json");
    EQ_STR(lede_record_item(r, LEDE_AUTHORS, 0, NULL), "Ann Berg");
    lede_record_free(r);
    r = record(map, sizeof map - 1, "x.xml");
    EQ_STR(FIELD(r, LEDE_URL), "http://pier.example/a");
    EQ_STR(FIELD(r, LEDE_PUBLISHER), "Pier");
    lede_record_free(r);
}

static void family_names_first_are_turned(void)
{
    static const char s[] = "From: \"Berg, Ann\" <a@x.example>\nSubject: A\nDate: 21 Mar 2022 12:00:00 GMT\n\nText.\n-- ";
    lede_record *r = record(s, sizeof s - 1, "x.eml");

    EQ_STR(lede_record_item(r, LEDE_AUTHORS, 0, NULL), "Ann Berg");
    EQ_STR(FIELD(r, LEDE_BODY), "Text.");
    lede_record_free(r);
}

static void ninjs_of_later_versions_is_read(void)
{
    static const char s[] =
        "{\"uri\":\"urn:x\",\"type\":\"text\",\"versioncreated\":\"2022-03-21T12:46:00Z\",\"by\":\"Von Ann Berg, dpa\","
        "\"headlines\":[{\"role\":\"main\",\"value\":\"Ferry is late\"}],\"descriptions\":[{\"role\":\"text\",\"value\":\"Again.\"}],"
        "\"bodies\":[{\"role\":\"main\",\"contenttype\":\"text/html\",\"value\":\"<p>It was late.</p><p>Very.</p>\"}]}";
    lede_record *r = record(s, sizeof s - 1, "x.json");

    EQ_STR(FIELD(r, LEDE_HEADLINE), "Ferry is late");
    EQ_STR(FIELD(r, LEDE_DEK), "Again.");
    EQ_STR(FIELD(r, LEDE_BODY), "It was late.\n\nVery.");
    EQ_INT(lede_record_count(r, LEDE_AUTHORS), 1);
    EQ_STR(lede_record_item(r, LEDE_AUTHORS, 0, NULL), "Ann Berg");
    lede_record_free(r);
}

/* The header of an inline page, an embedded film in text, a first line and a description that only say the headline again. */
static void wires_without_what_is_no_text(void)
{
    static const char nitf[] =
        "<nitf><body><body.head><hedline><hl1>Ferry is late</hl1></hedline><abstract>PORT: Ferry is late</abstract></body.head>"
        "<body.content><p>Ferry is late</p><p>It was late.</p><p>&lt;div&gt;&lt;iframe src=x&gt;&lt;/iframe&gt;&lt;/div&gt;</p><p>Very.</p>"
        "</body.content></body></nitf>";
    lede_record *r = record(nitf, sizeof nitf - 1, "x.xml");

    EQ_STR(FIELD(r, LEDE_BODY), "It was late.\n\nVery.");
    EQ_STR(FIELD(r, LEDE_DEK), "");
    lede_record_free(r);
    EQ_STR(items("<newsItem><itemMeta/><contentMeta><headline>Ferry is late</headline></contentMeta><contentSet><inlineXML><html><body>"
                 "<header><ul><li>Islands</li></ul><h1>Ferry is late</h1></header><section><p>It was late.</p><p>Very.</p></section>"
                 "</body></html></inlineXML></contentSet></newsItem>", "x.xml"),
           "x.xml#1 [newsml] | Ferry is late |  | It was late. / Very.\n");
}

static void ninjs_is_read(void)
{
    EQ_STR(items("{\"uri\":\"urn:x\",\"type\":\"text\",\"headline\":\"A\",\"versioncreated\":\"2022-03-21T10:00:00Z\","
                 "\"body_html\":\"<p>x</p><p>y</p>\",\"byline\":\"Ann Berg\"}", "x"),
           "x [json] | A | 2022-03-21T10:00:00Z | x / y\n");
    EQ_STR(items("{\"uri\":\"urn:x\",\"type\":\"picture\",\"headline\":\"A\",\"versioncreated\":\"2022\"}", "x"),
           "x [json] skipped: no text but a picture\n");
}

static void a_header_of_a_table_has_its_charset(void)
{
    static const char table[] = "headline,K\xFCrzel,body\nB\xE4ume,ab,Die B\xE4ume am Ufer sind gr\xFCn.\n";
    lede_record *r = record(table, sizeof table - 1, "x.csv");

    EQ_STR(FIELD(r, LEDE_HEADLINE), "Bäume");
    EQ_STR(FIELD(r, LEDE_EXTRA), "{\"Kürzel\":\"ab\"}");
    lede_record_free(r);
}

static void tables_are_read(void)
{
    static const char *const map[] = {"Titel", "headline", NULL};
    static const char database[] = "SQLite format 3\0 headline, body, date, url\n";
    lede_read_options o = {.map = map};

    EQ_STR(items("title,text,date\n\"A, \"\"b\"\"\",\"one\n\ntwo\",2022-03-21\r\nC,it\"s 5\" wide,\n", "x.csv"),
           "x.csv#1 [csv] | A, \"b\" | 2022-03-21 | one / two\nx.csv#2 [csv] | C |  | it\"s 5\" wide\n");
    EQ_STR(items("\xEF\xBB\xBFheadline;body\nA;x\n\nB;y", "x"), "x#1 [csv] | A |  | x\nx#2 [csv] | B |  | y\n");
    EQ_STR(items_n(database, sizeof database - 1, "x", NULL), "x [?] failed: an SQLite database\n");
    EQ_STR(items("headline\tbody\nA\tx, y\n", "x"), "x#1 [csv] | A |  | x, y\n");
    EQ_STR(items_n("Titel,b\nA,x\n", 12, "x.csv", &o), "x.csv#1 [csv] | A |  | \n");
    EQ_STR(items("a,b\n1,2\n", "x.csv"),
           "x.csv [csv] failed: no column is named as a headline or a body (map one: COLUMN=headline): a,b?\n");
    EQ_STR(items("headline,body\n\xC4rger,Gr\xFC\xDF" "e\n", "x.csv"), "x.csv#1 [csv] | Ärger |  | Grüße\n");
    EQ_STR(items_n("\xFF\xFEh\0e\0a\0d\0l\0i\0n\0e\0\t\0b\0o\0d\0y\0\n\0A\0\t\0x\0\n\0", 38, "x", NULL),
           "x#1 [csv] | A |  | x\n");
}

static void an_open_quote_has_a_limit(void)
{
    lede_read_options o = {.max_record = 5000};
    lede_buf b;
    int i;

    lede_buf_init(&b);
    lede_buf_addz(&b, "headline,body\nA,x\nB,\"never closed\n");
    for (i = 0; i < 50000; i++)
        lede_buf_addz(&b, "C,y\n");
    EQ_STR(items_n(b.s, b.n, "x.csv", &o),
           "x.csv#1 [csv] | A |  | x\nx.csv [csv] failed: row 2: longer than the limit of 5000 bytes for one record (a quote "
           "that is not closed?)\n");
    lede_buf_release(&b);
}

static void markdown_is_read(void)
{
    static const char s[] = "---\ntitle: \"Ferry: late\"\ndate: 2022-03-21\nauthors:\n  - Ann Berg\n  - Omar Haddad\ntags: [port, \"fog\"]\n"
                            "description: >\n  Long\n  text.\nlayout: post\n---\n# Ferry: late\n\nOne *two* [three](http://x.example/) `four_five`.\n\n"
                            "> Quoted.\n\n![no](a.png)Last.\n";
    lede_record *r = record(s, sizeof s - 1, "x.md");

    EQ_STR(FIELD(r, LEDE_HEADLINE), "Ferry: late");
    EQ_STR(FIELD(r, LEDE_PUBLISHED), "2022-03-21");
    EQ_STR(FIELD(r, LEDE_DEK), "Long text.");
    EQ_INT(lede_record_count(r, LEDE_AUTHORS), 2);
    EQ_INT(lede_record_count(r, LEDE_KEYWORDS), 2);
    EQ_STR(FIELD(r, LEDE_EXTRA), "{\"layout\":\"post\"}");
    EQ_STR(FIELD(r, LEDE_BODY), "One two three four_five.\n\nQuoted.\n\nLast.");
    lede_record_free(r);
    EQ_STR(items("# A title\n\nText.\n", "x.md"), "x.md [markdown] | A title |  | Text.\n");
    EQ_STR(items("+++\ntitle = \"T\"\n+++\nText.\n", "x"), "x [markdown] | T |  | Text.\n");
}

/* --- mail --------------------------------------------------------------------------------------- */

static void mail_is_read(void)
{
    static const char s[] =
        "From: =?utf-8?Q?J=C3=BCrgen?= =?utf-8?B?IEJlcmc=?= <j@x.example>\r\nTo: list@x.example\r\nSubject: Ferry\r\n is late\r\n"
        "Date: Mon, 21 Mar 2022 12:46:05 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n"
        "preamble\r\n--b1\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "Gr=FC=DFe from the port, a soft=\r\n break, and then some more of it.\r\n\r\n-- \r\nsignature\r\n--b1\r\n"
        "Content-Type: text/html\r\n\r\n<p>no</p>\r\n--b1--\r\n";
    lede_record *r = record(s, sizeof s - 1, "x.eml");

    EQ_STR(FIELD(r, LEDE_HEADLINE), "Ferry is late");
    EQ_STR(FIELD(r, LEDE_PUBLISHED), "2022-03-21T12:46:05+01:00");
    EQ_STR(lede_record_item(r, LEDE_AUTHORS, 0, NULL), "Jürgen Berg");
    EQ_STR(FIELD(r, LEDE_BODY), "Grüße from the port, a soft break, and then some more of it.");
    lede_record_free(r);
    EQ_STR(items("From a@x Mon Mar 21 12:00:00 2022\nFrom: a@x\nSubject: One\nDate: 21 Mar 2022 12:00:00 GMT\n\nText.\n>From here.\n\n"
                 "From a@x Mon Mar 21 12:00:00 2022\nFrom: a@x\nSubject: Two\nDate: 22 Mar 2022 12:00:00 GMT\n"
                 "Content-Type: text/html\n\n<html><body><p>A</p><p>B</p></body></html>\n", "x.mbox"),
           "x.mbox#1 [mbox] | One | 2022-03-21T12:00:00Z | Text. / From here.\n"
           "x.mbox#2 [mbox] | Two | 2022-03-22T12:00:00Z | A / B\n");
}

/* --- web archives ------------------------------------------------------------------------------------ */

#define PAGE "<html><head><title>Ferry is late</title></head><body><h1>Ferry is late</h1><p>The ferry to the islands was late on " \
             "Monday, the harbour board said in a long note to all of its passengers.</p></body></html>"

static void add_warc(lede_buf *b, const char *type, const char *http)
{
    lede__buf_addf(b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: <http://pier.example/a>\r\nContent-Type: application/http\r\n"
                   "Content-Length: %zu\r\n\r\n%s\r\n\r\n", type, strlen(http), http);
}

static void web_archives_are_read(void)
{
    lede_buf b;
    char chunked[600];

    lede_buf_init(&b);
    add_warc(&b, "warcinfo", "x: y");
    add_warc(&b, "request", "GET / HTTP/1.1\r\n\r\n");
    snprintf(chunked, sizeof chunked, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n%zx\r\n%s\r\n0\r\n\r\n",
             strlen(PAGE), PAGE);
    add_warc(&b, "response", chunked);
    add_warc(&b, "response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" PAGE);
    add_warc(&b, "response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG");
    add_warc(&b, "response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" PAGE);
    add_warc(&b, "revisit", "HTTP/1.1 200 OK\r\n\r\n");
    lede_buf_addz(&b, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9999\r\n\r\nHTTP/1.1 200 OK\r\n");
    items_n(b.s, b.n, "x.warc", NULL);
    CHECK(strncmp(out.s, "x.warc#3 [html] | Ferry is late |  | The ferry", 46) == 0);
    CHECK(strstr(out.s, "x.warc#4 [warc] skipped: an HTTP response of status 404\n"));
    CHECK(strstr(out.s, "x.warc#5 [warc] skipped: no page but image/png\n"));
    CHECK(strstr(out.s, "x.warc#6 [html] | Ferry is late |  | The ferry"));
    CHECK(strstr(out.s, "x.warc#7 [warc] skipped: a revisit: the page was stored before\n"));
    CHECK(strstr(out.s, "x.warc#8 [warc] failed: record cut short: 17 of 9999 bytes\n"));
    lede_buf_release(&b);
}

/* The page compressed by `brotli` and `zstd`. */
static void encoded_bodies_are_unpacked(void)
{
    static const unsigned char br[] = {
        27,203,0,0,4,194,181,165,122,116,81,236,207,162,205,18,6,78,125,120,182,231,247,32,218,242,192,161,79,250,187,18,9,
        40,176,162,76,7,60,150,1,78,111,120,156,46,210,80,62,6,88,18,92,184,223,84,247,118,216,24,63,53,105,58,141,38,108,
        23,199,148,185,148,201,242,248,238,82,186,112,236,138,178,125,165,143,26,100,242,169,220,8,231,12,191,244,95,108,
        180,247,17,120,70,230,11,213,81,160,7,251,228,191,5,218,26,113,83,103,210,53,211,252,177,145,235,201,165,192,196,45,
        18};
    static const unsigned char zst[] = {
        40,181,47,253,0,104,53,4,0,162,137,27,17,160,111,224,229,94,183,13,44,72,253,204,149,53,120,255,189,6,5,70,235,132,
        32,101,10,18,42,93,77,174,90,125,118,181,175,217,55,132,222,111,123,217,151,221,228,195,246,150,175,213,243,218,138,
        250,167,166,247,19,117,7,178,43,249,167,229,183,227,174,74,58,172,175,151,179,253,150,245,114,168,76,82,134,27,142,
        148,172,62,9,34,200,178,14,187,190,206,148,46,83,22,180,207,146,162,124,57,82,96,180,142,4,7,0,193,196,76,28,234,
        250,76,205,226,121,249,164,16,55,106,96,225,48,159};
    const unsigned char *bodies[] = {br, zst, br, zst};
    const size_t lengths[] = {sizeof br, sizeof zst, 60, 60};
    static const char *const names[] = {"br", "zstd", "br", "zstd"};
    lede_buf b, head;
    size_t i;

    lede_buf_init(&b);
    lede_buf_init(&head);
    for (i = 0; i < 4; i++) {
        lede_buf_clear(&head);
        lede__buf_addf(&head, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: %s\r\n\r\n", names[i]);
        lede__buf_addf(&b, "WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %zu\r\n\r\n",
                       head.n + lengths[i]);
        lede_buf_add(&b, head.s, head.n);
        lede_buf_add(&b, (const char *)bodies[i], lengths[i]);
        lede_buf_add(&b, "\r\n\r\n", 4);
    }
    items_n(b.s, b.n, "x.warc", NULL);
    CHECK(strncmp(out.s, "x.warc#1 [html] | Ferry is late |  | The ferry", 46) == 0);
    CHECK(strstr(out.s, "\nx.warc#2 [html] | Ferry is late |  | The ferry"));
    CHECK(strstr(out.s, "\nx.warc#3 [warc] failed: Brotli data cut short\n"));
    CHECK(strstr(out.s, "\nx.warc#4 [warc] failed: packed data cut short\n"));
    lede_buf_release(&b);
    lede_buf_release(&head);
}

static void a_wrong_length_loses_one_record(void)
{
    lede_buf b;

    lede_buf_init(&b);
    lede_buf_addz(&b, "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 30\r\n\r\n"
                      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" PAGE "\r\n\r\n");
    add_warc(&b, "response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" PAGE);
    items_n(b.s, b.n, "x.warc", NULL);
    CHECK(strstr(out.s, "x.warc#2 [html] | Ferry is late"));
    lede_buf_release(&b);
}

static void arc_is_read(void)
{
    lede_buf b;
    static const char http[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" PAGE;

    lede_buf_init(&b);
    lede_buf_addz(&b, "filedesc://x.arc 0.0.0.0 20140216050221 text/plain 75\n1 0 Pier\nURL IP-address Archive-date Content-type "
                      "Archive-length\n\n\n");
    lede__buf_addf(&b, "http://pier.example/a page 1.2.3.4 20140216050221 text/html %zu\n%s\n", sizeof http - 1, http);
    items_n(b.s, b.n, "x.arc", NULL);
    CHECK(strstr(out.s, "x.arc#2 [html] | Ferry is late"));
    lede_buf_release(&b);
}

/* --- pages saved as text ------------------------------------------------------------------------------- */

static void page_dumps_are_read(void)
{
    static const char s[] =
        "Skip to content\nMenu\n\nHome > World > Islands\n\nFerry to the islands is late again\n\n"
        "The board promises a better winter\n\nBy Ann Berg and Omar Haddad\nPublished 21 March 2022, 12:46 · Updated 22 March 2022\n\n"
        "Share this article\n\nThe ferry to the islands was late again on Monday, the harbour board said.\n\nAdvertisement\n\n"
        "It will be late again.\n\nRelated stories\n\nFog in the harbour\n\nSign up for our newsletter\n";
    lede_record *r = record(s, sizeof s - 1, "x.txt");

    EQ_STR(FIELD(r, LEDE_SECTION), "Islands");
    EQ_STR(FIELD(r, LEDE_HEADLINE), "Ferry to the islands is late again");
    EQ_STR(FIELD(r, LEDE_DEK), "The board promises a better winter");
    EQ_STR(FIELD(r, LEDE_PUBLISHED), "2022-03-21T12:46");
    EQ_STR(FIELD(r, LEDE_MODIFIED), "2022-03-22");
    EQ_STR(FIELD(r, LEDE_DATE_FROM), "text");
    EQ_INT(lede_record_count(r, LEDE_AUTHORS), 2);
    EQ_STR(FIELD(r, LEDE_BODY), "The ferry to the islands was late again on Monday, the harbour board said.\n\nIt will be late again.");
    lede_record_free(r);
}

/* A site's name and sections first, names without "By", labels and dates on lines of their own, a link in the text. */
static void plainer_dumps_are_read(void)
{
    static const char s[] =
        "The Pier Chronicle\nWorld\nAsia\n\nFerry workers strike for a third day\n\nThe union wants a written deal\n\n"
        "Ann Berg and Omar Haddad\nPublished\n21 March 2022\nUpdated\n22 March 2022\nReading time: 3 minutes\n\n"
        "Ferry workers walked out for a third day on Monday, the union said.\n\nRead more\nBoard offers a new deal\n\n"
        "The board was silent.\n\nTopics\nStrikes\n";
    lede_record *r = record(s, sizeof s - 1, "x.txt");

    EQ_STR(FIELD(r, LEDE_SECTION), "Asia");
    EQ_STR(FIELD(r, LEDE_HEADLINE), "Ferry workers strike for a third day");
    EQ_STR(FIELD(r, LEDE_DEK), "The union wants a written deal");
    EQ_STR(FIELD(r, LEDE_PUBLISHED), "2022-03-21");
    EQ_STR(FIELD(r, LEDE_MODIFIED), "2022-03-22");
    EQ_INT(lede_record_count(r, LEDE_AUTHORS), 2);
    EQ_STR(FIELD(r, LEDE_BODY), "Ferry workers walked out for a third day on Monday, the union said.\n\nThe board was silent.");
    lede_record_free(r);
}

static void dates_of_dumps_are_read(void)
{
    static const struct {
        const char *line, *published, *modified;
    } rows[] = {
        {"March 21, 2022 12:46pm", "2022-03-21T12:46", ""},
        {"Published: March 21, 2022", "2022-03-21", ""},
        {"Last updated on 21 March 2022 at 14:01", "", "2022-03-21T14:01"},
        {"Posted on 21/03/2022", "2022-03-21", ""},
        {"By Ann Berg | 21 March 2022", "2022-03-21", ""},
        {"Veröffentlicht am 21.03.2022", "2022-03-21", ""},
        {"Publié le 21 mars 2022 à 12h46 - Mis à jour le 22 mars 2022", "2022-03-21T12:46", "2022-03-22"},
        {"Actualizado: 21 de marzo de 2022", "", "2022-03-21"},
        {"更新：2022年3月21日", "", "2022-03-21"},
        {"Published: 3/4/2022", "", ""},
    };
    size_t i;
    char s[600];

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        int n = snprintf(s, sizeof s, "A headline of some words\n\n%s\n\nThe ferry to the islands was late again on Monday, the board "
                         "said in a note.\n\nIt will be late again.\n", rows[i].line);
        lede_record *r = record(s, (size_t)n, "x.txt");

        if (strcmp(FIELD(r, LEDE_PUBLISHED), rows[i].published) != 0 || strcmp(FIELD(r, LEDE_MODIFIED), rows[i].modified) != 0)
            printf("# %s\n", rows[i].line);
        EQ_STR(FIELD(r, LEDE_PUBLISHED), rows[i].published);
        EQ_STR(FIELD(r, LEDE_MODIFIED), rows[i].modified);
        EQ_STR(FIELD(r, LEDE_HEADLINE), "A headline of some words");
        CHECK(strncmp(FIELD(r, LEDE_BODY), "The ferry", 9) == 0);
        lede_record_free(r);
    }
}

static void other_texts_are_read(void)
{
    EQ_STR(items("Title: Ferry is late\nAuthor: Ann Berg\nDate: 2022-03-21\n\nThe ferry was late again on Monday, as the board had said "
                 "it would be.\n\nEnd of it.\n", "x.txt"),
           "x.txt [text] | Ferry is late | 2022-03-21 | The ferry was late again on Monday, as the board had said it would be. / "
           "End of it.\n");
    EQ_STR(items("1\n00:00:01,000 --> 00:00:02,000\nHello.\n\n2\n00:00:03,000 --> 00:00:04,000\nBye.\n", "x.srt"),
           "x.srt [text] skipped: subtitles\n");
}

/* --- no memory -------------------------------------------------------------------------------------------- */

static void no_memory_is_said(void)
{
    static const char *const inputs[] = {
        "title,text\n\"A\",\"one\n\ntwo\"\n",
        "[{\"title\":\"A\",\"text\":\"x\"}]",
        "---\ntitle: A\n---\nText *x*.\n",
        "From: Ann Berg <a@x>\nSubject: =?utf-8?Q?A?=\nDate: 21 Mar 2022 12:00:00 GMT\n\nText.\n",
        "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nHello\r\n\r\n",
        "\001a\n\002Ferry =\n\n   Text.\n\003131137 GMT Nov 13\n\004",
        "<REUTERS NEWID=\"7\">\n<TITLE>A</TITLE><BODY>b</BODY>\n</REUTERS>\n",
        "Headline of it\n\nBy Ann Berg\n\nThe text.\n",
    };
    size_t i;

    for (i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        lede_status status = LEDE_NOMEM;
        long at;

        for (at = 1; status == LEDE_NOMEM && at < 3000; at++) {
            lede_reader *r = NULL;
            lede_item item;

            fault_after(at);
            status = lede_reader_open_bytes(inputs[i], strlen(inputs[i]), "x", NULL, &r, NULL);
            while (status == LEDE_OK)
                status = lede_reader_next(r, &item, NULL);
            fault_after(0);
            lede_reader_close(r);
        }
        EQ_INT(status, LEDE_DONE);
    }
}

int main(void)
{
    lede_buf_init(&out);
    RUN(rss_is_read, "RSS with modules, CDATA, escapes and relative links");
    RUN(atom_and_rdf_are_read, "Atom, RDF, empty and cut feeds");
    RUN(wordpress_exports_are_read, "WordPress exports: posts, not attachments or drafts");
    RUN(nothing_is_fetched, "entities of a document type are never resolved");
    RUN(nitf_is_read, "NITF");
    RUN(newsml_is_read, "NewsML 1 and G2");
    RUN(text_wires_are_read, "IPTC 7901 and ANPA");
    RUN(reuters_sgml_is_read, "Reuters SGML");
    RUN(own_xml_is_read, "XML named as fields are");
    RUN(json_shapes_are_read, "JSON: object, array, answers of APIs, JSON Feed, cut short");
    RUN(ninjs_is_read, "ninjs");
    RUN(feeds_of_sounds_and_films_have_text, "podcasts and films: the modules' descriptions and authors");
    RUN(wordpress_names_and_excerpts_are_read, "WordPress exports: display names, excerpts, no shortcodes, no comments");
    RUN(shapes_of_apis_are_read, "answers of newspaper APIs, authors of a whole JSON Feed, news sitemaps");
    RUN(family_names_first_are_turned, "mail of 'Berg, Ann', a signature that is empty");
    RUN(ninjs_of_later_versions_is_read, "ninjs 2 and 3: lists of headlines, descriptions, bodies");
    RUN(wires_without_what_is_no_text, "wires without page headers, films to embed and what repeats the headline");
    RUN(dumps_that_are_escaped_are_undone, "entities that a dump has in plain text are undone, printed bylines read");
    RUN(a_header_of_a_table_has_its_charset, "names of columns in an old charset");
    RUN(tables_are_read, "CSV and TSV: quotes, line ends, marks, maps, charsets");
    RUN(an_open_quote_has_a_limit, "a quote that is not closed ends at the limit, saying so");
    RUN(markdown_is_read, "Markdown with front matter");
    RUN(mail_is_read, "mail: encoded words, parts, mbox");
    RUN(web_archives_are_read, "WARC: chunked, lying, cut, revisits, only pages");
    RUN(encoded_bodies_are_unpacked, "WARC: bodies in the encodings that browsers ask for, whole and cut");
    RUN(a_wrong_length_loses_one_record, "a wrong length loses no more than its record");
    RUN(arc_is_read, "ARC with a space in its URL");
    RUN(page_dumps_are_read, "a page saved as text without its boilerplate");
    RUN(plainer_dumps_are_read, "a page saved as text with names and labels on lines of their own");
    RUN(dates_of_dumps_are_read, "dates of page dumps in many spellings");
    RUN(other_texts_are_read, "texts with labels, subtitles");
    RUN(no_memory_is_said, "every failed allocation gives LEDE_NOMEM");
    lede_buf_release(&out);
    return END();
}
