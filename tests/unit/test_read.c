/* core/read/reader.c, formats.c, folder.c, stream.c, gzip.c, archive.c, jsonl.c, fields.c, tidy.c, put.c */
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "test.h"

#include "base/buf.h"
#include "lede/read.h"
#include "read/fields.h"

/* What a whole reading of bytes gave, as lines "article HEADLINE", "failed REASON" ... */
static lede_buf log_;

static const char *readf(const char *s, size_t n, const char *name, const lede_read_options *o)
{
    lede_reader *r;
    lede_item item;
    lede_error err = {LEDE_OK, 0, ""};
    lede_status status;

    lede_buf_clear(&log_);
    lede_buf_addz(&log_, "");
    status = lede_reader_open_bytes(s, n, name, o, &r, &err);
    while (status == LEDE_OK && (status = lede_reader_next(r, &item, &err)) == LEDE_OK) {
        static const char *const kinds[] = {"article", "skipped", "failed"};

        lede__buf_addf(&log_, "%s %s %s\n", kinds[item.kind], item.source,
                       item.kind == LEDE_ITEM_ARTICLE ? lede_record_get(item.record, LEDE_HEADLINE, NULL)
                                                      : item.reason);
    }
    if (status != LEDE_DONE)
        lede__buf_addf(&log_, "error %s\n", err.message);
    lede_reader_close(r);
    return log_.s;
}

static const char *readz(const char *s, const char *name)
{
    return readf(s, strlen(s), name, NULL);
}

/* The record of the first article. The caller frees it. */
static lede_record *first(const char *s, size_t n, const char *name, const lede_read_options *o)
{
    lede_reader *r;
    lede_item item;
    lede_record *record = NULL;

    if (lede_reader_open_bytes(s, n, name, o, &r, NULL) != LEDE_OK)
        return lede_record_new();
    if (lede_reader_next(r, &item, NULL) == LEDE_OK && item.kind == LEDE_ITEM_ARTICLE)
        record = lede_reader_take(r);
    lede_reader_close(r);
    return record ? record : lede_record_new();
}

static const char *get(const lede_record *r, lede_field f)
{
    return lede_record_get(r, f, NULL);
}

/* --- JSON Lines ---------------------------------------------------------------------- */

static void lines_are_read(void)
{
    EQ_STR(readz("{\"headline\":\"A\"}\n\n{\"headline\":\"B\"}", "x.jsonl"), "article x.jsonl#1 A\narticle x.jsonl#3 B\n");
    EQ_STR(readz("\xEF\xBB\xBF{\"headline\":\"A\"}\r\n{\"headline\":\"B\"}\r\n", "x"),
           "article x#1 A\narticle x#2 B\n");
}

static void a_broken_line_fails_alone(void)
{
    EQ_STR(readz("{\"headline\":\"A\"}\n{\"headline\":\n[1]\n{\"x\":1}\n{\"headline\":\"B\"}\n", "x.jsonl"),
           "article x.jsonl#1 A\n"
           "failed x.jsonl#2 line 2: JSON is cut short after 12 bytes\n"
           "failed x.jsonl#3 line 3: not a JSON object\n"
           "skipped x.jsonl#4 line 4: neither headline nor body\n"
           "article x.jsonl#5 B\n");
}

static void bytes_are_repaired(void)
{
    static const char bad[] = "{\"headline\":\"a\xFF\xFE" "b\",\"body\":\"x\0y\\ud800z\"}\n{\"headline\":\"B\"}\n";
    lede_record *r = first(bad, sizeof bad - 1, "x.jsonl", NULL);

    EQ_STR(get(r, LEDE_HEADLINE), "a\xEF\xBF\xBD\xEF\xBF\xBD" "b");
    EQ_STR(get(r, LEDE_BODY), "x\xEF\xBF\xBDy\xEF\xBF\xBDz");
    EQ_STR(lede_record_item(r, LEDE_NOTES, 0, NULL), "invalid UTF-8: 3 places replaced by U+FFFD");
    lede_record_free(r);
}

static void a_long_line_is_read_or_named(void)
{
    lede_read_options o = {.max_record = 1000};
    lede_buf b;
    int i;

    lede_buf_init(&b);
    lede_buf_addz(&b, "{\"headline\":\"A\"}\n{\"headline\":\"B\",\"body\":\"");
    for (i = 0; i < 100000; i++)
        lede_buf_addz(&b, "ten bytes ");
    lede_buf_addz(&b, "\"}\n{\"headline\":\"C\"}\n");
    EQ_STR(readf(b.s, b.n, "x.jsonl", NULL), "article x.jsonl#1 A\narticle x.jsonl#2 B\narticle x.jsonl#3 C\n");
    EQ_STR(readf(b.s, b.n, "x.jsonl", &o),
           "article x.jsonl#1 A\n"
           "failed x.jsonl#2 line 2: longer than the limit of 1000 bytes for one record\n"
           "article x.jsonl#3 C\n");
    lede_buf_release(&b);
}

static void columns_become_fields(void)
{
    static const char s[] =
        "{\"title\":\"no\",\"headline\":\" A \\n b \",\"author\":[\"Ann Berg\",{\"name\":\"Li Wei, Jr.\"},"
        "{\"givenName\":\"Omar\",\"familyName\":\"Haddad\"}],\"publisher\":{\"name\":\"Pier News\"},"
        "\"keywords\":\"port, ferry\",\"inLanguage\":\"en-GB\",\"datePublished\":\"2022-03-21T12:46\","
        "\"identifier\":\"q/1\",\"dateline\":\"PORT, March 21\",\"x_bias\":[1, 2],\"nan\":NaN,\"null\":null,"
        "\"articleBody\":\"One.\\r\\nTwo.\"}\n{\"headline\":\"x\"}\n";
    lede_record *r = first(s, sizeof s - 1, "x.jsonl", NULL);

    EQ_STR(get(r, LEDE_HEADLINE), "A b");
    EQ_INT(lede_record_count(r, LEDE_AUTHORS), 3);
    EQ_STR(lede_record_item(r, LEDE_AUTHORS, 1, NULL), "Li Wei, Jr.");
    EQ_STR(lede_record_item(r, LEDE_AUTHORS, 2, NULL), "Omar Haddad");
    EQ_STR(get(r, LEDE_PUBLISHER), "Pier News");
    EQ_INT(lede_record_count(r, LEDE_KEYWORDS), 2);
    EQ_STR(get(r, LEDE_LANGUAGE), "en");
    EQ_STR(get(r, LEDE_PUBLISHED), "2022-03-21T12:46");
    EQ_STR(get(r, LEDE_DATE_FROM), "record");
    EQ_STR(get(r, LEDE_BODY), "One.\n\nTwo.");
    EQ_STR(get(r, LEDE_EXTRA), "{\"title\":\"no\",\"identifier\":\"q/1\",\"dateline\":\"PORT, March 21\",\"x_bias\":[1, 2]}");
    lede_record_free(r);
}

static void odd_dates_are_kept_apart(void)
{
    static const char *const odd[] = {"0001-11-30", "1/2/18", "31-MAR-1987 605:12:19.12", "2022-02-30", "soon"};
    char line[200];
    size_t i;

    for (i = 0; i < sizeof odd / sizeof *odd; i++) {
        int n = snprintf(line, sizeof line, "{\"headline\":\"A\",\"datePublished\":\"%s\"}\n", odd[i]);
        lede_record *r = first(line, (size_t)n, "x.jsonl", NULL);

        if (i == 2 && *get(r, LEDE_PUBLISHED))
            EQ_STR(get(r, LEDE_PUBLISHED), "1987-03-31");
        else
            EQ_STR(get(r, LEDE_PUBLISHED), "");
        CHECK(strstr(get(r, LEDE_EXTRA), odd[i]));
        CHECK(lede_record_count(r, LEDE_NOTES) > 0);
        lede_record_free(r);
    }
}

static void an_order_decides_dates(void)
{
    lede_read_options o = {.date_order = "dmy"};
    lede_record *r = first("{\"headline\":\"A\",\"date\":\"3/4/2022\"}\n", 35, "x.jsonl", &o);

    EQ_STR(get(r, LEDE_PUBLISHED), "2022-04-03");
    lede_record_free(r);
    o.date_order = "ymd";
    EQ_STR(readf("{}", 2, "x", &o), "error no date order 'ymd': dmy or mdy\n");
}

static void a_map_names_columns(void)
{
    static const char *const map[] = {"Titel", "headline", "wann", "published", NULL};
    static const char *const wrong[] = {"a", "colour", NULL};
    static const char s[] = "{\"headline\":\"no\",\"titel\":\"Ja\",\"wann\":\"21 March 2022\"}\n";
    lede_read_options o = {.map = map};
    lede_record *r = first(s, sizeof s - 1, "x.jsonl", &o);

    EQ_STR(get(r, LEDE_HEADLINE), "Ja");
    EQ_STR(get(r, LEDE_PUBLISHED), "2022-03-21");
    lede_record_free(r);
    o.map = wrong;
    EQ_STR(readf("{}", 2, "x", &o), "error column 'a' cannot be mapped: no field 'colour'\n");
}

static void own_output_comes_back(void)
{
    static const char s[] = "{\"headline\":\"A\",\"source\":\"page.txt\",\"tags\":[\"topic/x\"],\"date_from\":\"page\","
                            "\"published\":\"2022\",\"extra\":{\"a\":1}}\n";
    lede_record *r = first(s, sizeof s - 1, "x.jsonl", NULL);

    EQ_STR(get(r, LEDE_DATE_FROM), "page");
    EQ_STR(get(r, LEDE_PUBLISHER), "");
    EQ_STR(get(r, LEDE_EXTRA), "{\"tags\":[\"topic/x\"],\"a\":1}");
    lede_record_free(r);
}

/* --- bodies --------------------------------------------------------------------------- */

static const char *tidy(const char *s)
{
    lede_buf_clear(&log_);
    lede_buf_addz(&log_, "");
    lede__tidy_body(s, strlen(s), &log_);
    return log_.s;
}

static void bodies_become_paragraphs(void)
{
    EQ_STR(tidy("  One.  \n\n\n\tTwo.\n"), "One.\n\nTwo.");
    EQ_STR(tidy("One.\nTwo.\nThree."), "One.\n\nTwo.\n\nThree.");
    EQ_STR(tidy("One.\n\nTwo\nlines."), "One.\n\nTwo\nlines.");
    EQ_STR(tidy("a\r\r\n\r\r\nb"), "a\n\nb");
    EQ_STR(tidy("The harbour board said on Monday that it would\n"
                "close the north pier for the winter, and that the\n"
                "ferry to the islands would leave from the south.\n"
                "    The mayor, who had asked for this in spring, was\n"
                "not in town.\n"),
           "The harbour board said on Monday that it would close the north pier for the winter, and that the ferry to "
           "the islands would leave from the south.\n\nThe mayor, who had asked for this in spring, was not in town.");
}

/* --- containers -------------------------------------------------------------------------- */

static size_t gzip(const char *s, size_t n, char *to, size_t room)
{
    z_stream z;

    memset(&z, 0, sizeof z);
    deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
    memcpy(&z.next_in, &s, sizeof s);
    z.avail_in = (unsigned)n;
    z.next_out = (unsigned char *)to;
    z.avail_out = (unsigned)room;
    deflate(&z, Z_FINISH);
    deflateEnd(&z);
    return z.total_out;
}

static void gzip_is_read(void)
{
    static const char s[] = "{\"headline\":\"A\"}\n{\"headline\":\"B\"}\n";
    char z[400], zz[400];
    size_t n = gzip(s, sizeof s - 1, z, sizeof z), m = gzip("{\"headline\":\"C\"}\n", 17, z + n, sizeof z - n);

    EQ_STR(readf(z, n, "x.jsonl.gz", NULL), "article x.jsonl.gz#1 A\narticle x.jsonl.gz#2 B\n");
    EQ_STR(readf(z, n + m, "x.jsonl.gz", NULL),
           "article x.jsonl.gz#1 A\narticle x.jsonl.gz#2 B\narticle x.jsonl.gz#3 C\n");
    EQ_STR(readf(z, n - 4, "x.jsonl.gz", NULL),
           "article x.jsonl.gz#1 A\narticle x.jsonl.gz#2 B\nfailed x.jsonl.gz gzip data cut short\n");
    memset(z + n, 0, 20);
    EQ_STR(readf(z, n + 20, "x.jsonl.gz", NULL), "article x.jsonl.gz#1 A\narticle x.jsonl.gz#2 B\n");
    m = gzip(z, n, zz, sizeof zz);
    EQ_STR(readf(zz, m, "x.jsonl.gz.gz", NULL), "article x.jsonl.gz.gz#1 A\narticle x.jsonl.gz.gz#2 B\n");
}

/* A web archive of three pages, a gzip member each: where each starts in *at. */
static size_t pages_packed(char *to, size_t room, size_t at[4])
{
    char record[600];
    int i, n;

    for (at[0] = 0, i = 0; i < 3; i++) {
        n = snprintf(record, sizeof record,
                     "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 211\r\n\r\n"
                     "<html><title>Page %d</title><p>%0170d</p></html>\r\n\r\n", i + 1, i);
        at[i + 1] = at[i] + gzip(record, (size_t)n, to + at[i], room - at[i]);
    }
    return at[3];
}

static void damage_costs_one_record(void)
{
    char whole[2000], z[2000];
    size_t at[4], n = pages_packed(whole, sizeof whole, at), cut;

    EQ_STR(readf(whole, n, "x.warc.gz", NULL), "article x.warc.gz#1 Page 1\narticle x.warc.gz#2 Page 2\narticle x.warc.gz#3 Page 3\n");
    memcpy(z, whole, n);
    memset(z + at[1] + 40, 0x55, 20);
    readf(z, n, "x.warc.gz", NULL);
    CHECK(strncmp(log_.s, "article x.warc.gz#1 Page 1\n", 27) == 0);
    CHECK(strstr(log_.s, "failed x.warc.gz") && strstr(log_.s, "damaged gzip data"));
    CHECK(strstr(log_.s, " Page 3\n"));
    memcpy(z, whole, n);
    memset(z + at[1], 'x', 10);
    EQ_STR(readf(z, n, "x.warc.gz", NULL),
           "article x.warc.gz#1 Page 1\nfailed x.warc.gz damaged gzip data between two members\narticle x.warc.gz#2 Page 3\n");
    /* The end of the second is lost: what zlib makes of the third does not hide it. */
    for (cut = 12; cut < at[2] - at[1]; cut++) {
        memcpy(z, whole, at[1] + cut);
        memcpy(z + at[1] + cut, whole + at[2], n - at[2]);
        readf(z, at[1] + cut + n - at[2], "x.warc.gz", NULL);
        CHECK(strstr(log_.s, " Page 3\n"));
        if (cut < 60)
            CHECK(strstr(log_.s, "failed x.warc.gz"));    /* later, what there is of the page is an article with a note */
    }
}

static void damage_costs_some_lines(void)
{
    char z[1000];
    size_t n = gzip("{\"headline\":\"A\"}\n", 17, z, sizeof z), m = n;

    m += gzip("{\"headline\":\"B\"}\n", 17, z + m, sizeof z - m);
    m += gzip("{\"headline\":\"C\"}\n", 17, z + m, sizeof z - m);
    z[n + 12] ^= 0x7F;
    readf(z, m, "x.jsonl.gz", NULL);
    CHECK(strncmp(log_.s, "article x.jsonl.gz#1 A\n", 23) == 0);
    CHECK(strstr(log_.s, "damaged gzip data") && strstr(log_.s, " C\n"));
}

static void a_bomb_is_stopped(void)
{
    size_t n = (size_t)100 << 20, m;
    char *zeros = calloc(1, n), *z = malloc(1 << 20);
    lede_read_options o = {.max_ratio = 100, .max_record = (size_t)1 << 30};

    memset(zeros, ' ', n);
    memcpy(zeros, "{\"headline\":\"A\"}\n", 17);
    m = gzip(zeros, n, z, 1 << 20);
    EQ_STR(readf(z, m, "x.jsonl.gz", &o),
           "article x.jsonl.gz#1 A\nfailed x.jsonl.gz expands to more than 100 times its size: stopped\n");
    free(zeros);
    free(z);
}

static void containers_have_a_depth(void)
{
    char a[4000], b[4000];
    size_t n = gzip("{\"headline\":\"A\"}\n", 17, a, sizeof a), i;

    for (i = 0; i < 20; i++) {
        n = gzip(a, n, b, sizeof b);
        memcpy(a, b, n);
    }
    EQ_STR(readf(a, n, "x", NULL), "failed x containers nested more than 8 deep\n");
}

/* --- inputs that are none -------------------------------------------------------------------- */

static void strangers_are_named(void)
{
    EQ_STR(readz("", "x"), "skipped x empty\n");
    EQ_STR(readf("\x89PNG\r\n\x1a\n\0\0\0", 11, "x", NULL), "failed x a PNG image\n");
    EQ_STR(readf("SQLite format 3\0 and more", 25, "x", NULL), "failed x an SQLite database\n");
    EQ_STR(readf("\1\2\3\4\0\0\1\2\3\4\5\6", 12, "x", NULL), "failed x binary data\n");
}

static void a_missing_file_is_an_error(void)
{
    lede_reader *r;
    lede_error err;

    EQ_INT(lede_reader_open("/no/such/file", NULL, &r, &err), LEDE_NOTFOUND);
    EQ_STR(err.message, "cannot open '/no/such/file': No such file or directory");
}

static void make_file(const char *folder, const char *name, const char *s)
{
    char path[300];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    f = fopen(path, "wb");
    if (f) {
        fwrite(s, 1, strlen(s), f);
        fclose(f);
    }
}

static void a_folder_is_walked_in_order(void)
{
    char folder[] = "/tmp/lede-test-XXXXXX", inner[64], want[600];
    lede_reader *r;
    lede_item item;
    lede_buf got;

    CHECK(mkdtemp(folder) != NULL);
    snprintf(inner, sizeof inner, "%s/b", folder);
    mkdir(inner, 0700);
    make_file(folder, "c.jsonl", "{\"headline\":\"C\"}\n");
    make_file(folder, "a.jsonl", "{\"headline\":\"A\"}\n");
    make_file(inner, "x.jsonl", "{\"headline\":\"X\"}\n");
    make_file(inner, "y.png", "\x89PNG");
    make_file(folder, ".hidden", "x");
    lede_buf_init(&got);
    if (lede_reader_open(folder, NULL, &r, NULL) == LEDE_OK) {
        while (lede_reader_next(r, &item, NULL) == LEDE_OK)
            lede__buf_addf(&got, "%s %s\n", item.source + strlen(folder),
                           item.record ? lede_record_get(item.record, LEDE_HEADLINE, NULL) : item.reason);
        EQ_INT(item.bytes_total, 0);
        lede_reader_close(r);
    }
    snprintf(want, sizeof want, "/.hidden hidden\n/a.jsonl#1 A\n/b/x.jsonl#1 X\n/b/y.png a PNG image\n/c.jsonl#1 C\n");
    EQ_STR(got.s, want);
    lede_buf_release(&got);
    snprintf(want, sizeof want, "rm -r '%s'", folder);
    CHECK(system(want) == 0);
}

/* --- no memory ----------------------------------------------------------------------------------- */

static void no_memory_is_said(void)
{
    static const char s[] = "{\"headline\":\"A\",\"author\":[\"B\",\"C\"],\"x\":1,\"date\":\"1/2/18\",\"body\":\"a\\nb\"}\n"
                            "{\"headline\":\"D\"}\n";
    char z[400];
    size_t n = gzip(s, sizeof s - 1, z, sizeof z);
    long at;
    lede_status status = LEDE_NOMEM;

    for (at = 1; status == LEDE_NOMEM && at < 2000; at++) {
        lede_reader *r = NULL;
        lede_item item;
        lede_error err;

        fault_after(at);
        status = lede_reader_open_bytes(z, n, "x.jsonl.gz", NULL, &r, &err);
        while (status == LEDE_OK)
            status = lede_reader_next(r, &item, &err);
        fault_after(0);
        lede_reader_close(r);
        CHECK(status == LEDE_NOMEM || status == LEDE_DONE);
    }
    EQ_INT(status, LEDE_DONE);
    CHECK(at > 30);
}

int main(void)
{
    lede_buf_init(&log_);
    RUN(lines_are_read, "JSON Lines are read with blank lines, a mark, and a last line without its end");
    RUN(a_broken_line_fails_alone, "a broken line fails alone and the rest is read");
    RUN(bytes_are_repaired, "invalid UTF-8, NUL bytes and lone surrogates are replaced and noted");
    RUN(a_long_line_is_read_or_named, "a long line is read, or fails naming the limit");
    RUN(columns_become_fields, "columns become fields and every other column stays in extra");
    RUN(odd_dates_are_kept_apart, "odd dates are refused with a note and kept in extra");
    RUN(an_order_decides_dates, "a date order decides dates that could be either");
    RUN(a_map_names_columns, "a map gives columns their fields");
    RUN(own_output_comes_back, "what lede wrote comes back as it was");
    RUN(bodies_become_paragraphs, "bodies become paragraphs parted by one blank line");
    RUN(gzip_is_read, "gzip is read: several members, twice packed, cut short, with zeros at its end");
    RUN(damage_costs_one_record, "damage in a web archive that is compressed per record costs one record");
    RUN(damage_costs_some_lines, "damage in one gzip member costs its lines, not those of the next");
    RUN(a_bomb_is_stopped, "a container that expands too much is stopped");
    RUN(containers_have_a_depth, "containers inside each other have a limit");
    RUN(strangers_are_named, "what is no text is named for what it is");
    RUN(a_missing_file_is_an_error, "a missing file is an error that names it");
    RUN(a_folder_is_walked_in_order, "a folder is walked whole in byte order of names");
    RUN(no_memory_is_said, "every failed allocation gives LEDE_NOMEM");
    lede_buf_release(&log_);
    return END();
}
