/* core/store/query_sql.c, query_find.c, query_bind.c, rank.c, match.c: what queries find in a store */
#include "query_store.h"

static const sample samples[] = {
    /* a */ { "Ferry runs late", "Harbour waits", "The ferry was running two hours late on Monday, the port said. Nobody ran.", "Transport",
              "Ann Berg|Li Wei", "Strait Courier", "2022-03-21T12:46", "en", "ferry|port", "https://www.strait.example/2022/ferry", "dump.zip/a.html",
              "{\"edition\":\"late city\",\"page\":3,\"desk\":[\"north\",\"sea\"]}" },
    /* b */ { "Council raises harbour tax", NULL, "The COVID-19 levy, said the mayor, will rise. See rt.com for prices.", "Politics",
              "Bo Lind", "Morning Tide", "2022-03", "en", "tax", "https://tide.example/a?id=1", "dump.zip/b.html", NULL },
    /* c */ { "Fähre verspätet", NULL, "Die Fähren fuhren am Montag nicht. Der Hafen schweigt.", "Verkehr", "Uwe Kern", "Hafenblatt",
              "2022", "de", NULL, "https://hafen.example/f", "de.jsonl", NULL },
    /* d */ { "日本の港", NULL, "日本語の新聞によると、港は閉鎖された。", "国際", NULL, "港新聞", "2021-12-31T23:59:59", "ja", NULL, NULL, "ja.jsonl", NULL },
    /* e */ { "Runner wins \"harbour\" race", "A dek about tax", "She won the race. The harbour applauded; tax collectors ran too.", "Sport",
              "Ann Lind", "Strait Courier", NULL, "en", "race|running", "https://sport.strait.example/x", "feed.xml#3", "{\"edition\":\"early\"}" },
    /* f */ { "Nothing of note", NULL, "A quiet day. The mayor did not speak of taxes or of the sea.", NULL, NULL, "Morning Tide", "2022-03-31T23:00:00+09:00",
              "en-GB", NULL, "https://tide.example/b", "feed.xml#4", NULL },
};

enum { SAMPLES = sizeof samples / sizeof *samples };

static lede_store *store;

/* The letters of the articles that a query finds, in the order of rows; its message where it is wrong. */
static const char *found_in(const char *query, const char *sort, size_t limit, size_t offset)
{
    static char out[600];
    static int64_t rows_of[SAMPLES];
    lede_query_options o = { "2022-04-01", store };
    lede_find_options f = { sort, limit, offset };
    lede_error err;
    lede_query *q;
    int64_t *rows, count;
    size_t n, i, j;
    char *at = out;

    *out = '\0';
    if (!rows_of[0]) {
        int64_t *all;

        if (lede_store_rows(store, &all, &n, &err) != LEDE_OK || n != SAMPLES)
            return "failed";
        for (i = 0; i < n; i++) {
            lede_buf b;

            lede_buf_init(&b);
            lede_store_field(store, all[i], LEDE_HEADLINE, &b, &err);
            for (j = 0; j < SAMPLES; j++)
                if (strcmp(samples[j].headline, b.s) == 0)
                    rows_of[j] = all[i];
            lede_buf_release(&b);
        }
        lede_free(all);
    }
    if (lede_query_parse(query, strlen(query), &o, &q, &err) != LEDE_OK) {
        snprintf(out, sizeof out, "%d: %s", (int)err.at, err.message);
        return out;
    }
    if (lede_query_find(q, store, &f, &rows, &n, &err) != LEDE_OK) {
        snprintf(out, sizeof out, "%s", err.message);
    } else {
        for (i = 0; i < n; i++)
            for (j = 0; j < SAMPLES; j++)
                if (rows_of[j] == rows[i])
                    *at++ = (char)('a' + j);
        *at = '\0';
        lede_free(rows);
        if (lede_query_count(q, store, &count, &err) != LEDE_OK || (!limit && !offset && count != (int64_t)n))
            printf("# %s: counted %lld, found %zu\n", query, (long long)count, n), test_failed_now = 1;
        for (j = 0; j < SAMPLES; j++) {
            int matched = 0;

            if (lede_query_match_row(q, store, rows_of[j], &matched, NULL, NULL, &err) != LEDE_OK)
                printf("# %s: %s\n", query, err.message), test_failed_now = 1;
            else if (!limit && !offset && matched != (strchr(out, (char)('a' + j)) != NULL))
                printf("# %s: matching says %d of %c, finding %s\n", query, matched, (int)('a' + j), out), test_failed_now = 1;
        }
    }
    lede_query_free(q);
    return out;
}

static const char *sorted(const char *query)
{
    static char out[SAMPLES + 1];
    const char *got = found_in(query, NULL, 0, 0);
    size_t n = 0;
    char c;

    if (strlen(got) > SAMPLES)
        return got;
    for (c = 'a'; c < 'a' + SAMPLES; c++)
        if (strchr(got, c))
            out[n++] = c;
    out[n] = '\0';
    return out;
}

#define FINDS(query, want) EQ_STR(sorted(query), want)

static void words_match_by_stem(void)
{
    FINDS("run", "a");
    FINDS("runs OR race", "ae");
    FINDS("ferry", "a");
    FINDS("Ferries", "a");
    FINDS("fähre", "c");
    FINDS("faehre", "");
    FINDS("FAHRE", "c");
    FINDS("tax", "bef");
    FINDS("=tax", "be");
    FINDS("=taxes", "f");
    FINDS("mayor said", "b");
    FINDS("mayor AND said", "b");
    FINDS("", "abcdef");
    FINDS(" \xE3\x80\x80\n", "abcdef");
    FINDS("*", "abcdef");
}

static void phrases_match_as_written(void)
{
    FINDS("\"two hours late\"", "a");
    FINDS("\"two hour late\"", "");
    FINDS("\xE2\x80\x9CTwo Hours\xE2\x80\x9D", "a");
    FINDS("\xE2\x80\x9EThe harbour\xE2\x80\x9C", "e");
    FINDS("\"harbour tax\"", "b");
    FINDS("\"running\"", "a");
    FINDS("\"two hou*\"", "a");
    FINDS("\"late Harbour\"", "");   /* not across headline and dek */
}

static void compounds_are_found_whole_and_by_parts(void)
{
    FINDS("COVID-19", "b");
    FINDS("covid", "b");
    FINDS("=covid-19", "b");
    FINDS("rt.com", "b");
    FINDS("\"rt com\"", "b");
    FINDS("=rt.com", "b");
    FINDS("-covid mayor", "f");
    FINDS("mayor -COVID-19", "f");
    FINDS("C++", "");
}

static void scripts_without_spaces_are_found(void)
{
    FINDS("日本", "d");
    FINDS("日", "d");
    FINDS("港", "d");
    FINDS("語の新", "d");
    FINDS("新日", "");
    FINDS("\"日本語の\"", "d");
    FINDS("headline:港", "d");
    FINDS("body:閉", "d");
    FINDS("headline:閉", "");
    FINDS("publisher:港新聞 -閉鎖", "");
}

static void operators_combine(void)
{
    FINDS("ferry OR race", "ae");
    FINDS("ferry OR race tax", "ae");
    FINDS("(ferry OR race) tax", "e");
    FINDS("tax NOT mayor", "e");
    FINDS("tax -mayor -race", "");
    FINDS("-tax", "acd");
    FINDS("NOT (tax OR ferry)", "cd");
    FINDS("NOT NOT tax", "bef");
    FINDS("-(tax mayor)", "acde");
    FINDS("ferry OR -tax", "acd");
    FINDS("tax (section:sport OR mayor)", "bef");
    FINDS("Marks & mayor", "");
    FINDS("mayor & tax - levy", "b");
    FINDS("har*", "abe");
    FINDS("ha*", "abce");
}

static void near_counts_words_between(void)
{
    FINDS("near(ferry late, 1)", "a");
    FINDS("near(ferry late, 0)", "");
    FINDS("body:near(ferry late, 5)", "a");
    FINDS("body:near(ferry late, 3)", "");
    FINDS("body:near(ferry late, 4)", "a");
    FINDS("body:near(late ferries, 4)", "a");
    FINDS("near(mayor taxes, 4)", "f");
    FINDS("NEAR(\"the mayor\" rise)", "b");
    FINDS("near(mayor tax* sea, 9)", "f");
    FINDS("near(mayor =tax, 9)", "");
    FINDS("headline:near(council tax, 5)", "b");
    FINDS("-near(ferry late, 5) ferry", "");
}

static void expressions_find_text(void)
{
    FINDS("/r[au]n/", "ae");
    FINDS("/RT\\.com/", "b");
    FINDS("headline:/^run/", "e");
    FINDS("/ two hours /", "a");
    FINDS("/ tax collectors /", "e");
    FINDS("/ two hours (late|early) /", "a");
    FINDS("/ two hours( late)? on /", "a");
    FINDS("/ zebra ?two|ferry /", "a");
    FINDS("/x| race /", "bef");
    FINDS("/ [a]pplauded; tax /", "e");
    FINDS("/ applauded; (zebra |tax )collectors /", "e");
    FINDS("/ two *hours +late o/", "a");
    FINDS("/ zebras? the /", "");
    FINDS("/d zebra* the/", "");
    FINDS("/ (?x) two hours late/", "");
    FINDS("/ ran too zebra{0}/", "");
    FINDS("/[[:alpha:] zebra ]wo hours/", "a");
    FINDS("mayor /tax(es)?/", "bf");
    FINDS("section:/^(sport|politics)$/", "be");
    FINDS("author:/lind$/", "be");
    FINDS("-/a/", "d");
    FINDS("/日本/", "d");
}

static void fields_hold_words(void)
{
    FINDS("headline:harbour", "be");
    FINDS("dek:harbour", "a");
    FINDS("body:harbour", "e");
    FINDS("headline:(harbour OR ferry)", "abe");
    FINDS("headline:\"raises harbour\"", "b");
    FINDS("dek:*", "ae");
    FINDS("section:politics", "b");
    FINDS("section:POLI*", "b");
    FINDS("section:*", "abcde");
    FINDS("-section:*", "f");
    FINDS("author:lind", "be");
    FINDS("by:\"Ann Lind\"", "e");
    FINDS("by:\"ann berg\"", "a");
    FINDS("by:\"berg li\"", "");
    FINDS("by:=ann", "");
    FINDS("by:\"=ann berg\"", "a");
    FINDS("by:=\"ann berg\"", "a");
    FINDS("publisher:tide", "bf");
    FINDS("publisher:(tide OR hafenblatt)", "bcf");
    FINDS("lang:en", "abef");
    FINDS("language:en-gb", "f");
    FINDS("keyword:run*", "e");
    FINDS("keywords:=tax", "b");
    FINDS("extra.edition:late", "a");
    FINDS("extra.edition:*", "ae");
    FINDS("extra.page:3", "a");
    FINDS("extra.desk:sea", "a");
    FINDS("extra.\"edition\":early", "e");
    FINDS("extra.missing:x", "");
    FINDS("url:tide.example", "bf");
    FINDS("url:=https://tide.example/b", "f");
    FINDS("url:https://tide.example/a?id=1", "b");
    FINDS("url:*tide*/b", "f");
    FINDS("site:strait.example", "ae");
    FINDS("site:www.strait.example", "ae");
    FINDS("site:sport.strait.example", "e");
    FINDS("source:dump.zip", "ab");
    FINDS("in:feed.xml", "ef");
    FINDS("words:..9", "c");
    FINDS("words:11..12 lang:en", "be");
    FINDS("is:undated", "e");
    FINDS("-is:undated", "abcdf");
    FINDS("is:tagged", "");
    FINDS("is:untagged", "abcdef");
    FINDS("is:revised", "");
    FINDS("is:duplicate", "");
    FINDS("run:1", "abcdef");
    FINDS("run:2", "");
}

static void dates_lie_within(void)
{
    FINDS("date:2022", "abcf");
    FINDS("published:2022-03", "abf");
    FINDS("date:2022-03-21", "a");
    FINDS("date:2022-03-21T12:46", "a");
    FINDS("date:2022-03-21T12", "a");
    FINDS("date:2022-03-01..2022-03-31", "abf");
    FINDS("date:2022-03-02..2022-03-31", "af");
    FINDS("date:2022-03-01..2022-03-30", "a");
    FINDS("date:..2021", "d");
    FINDS("date:..2021-12-31T23:59:58", "");
    FINDS("date:2022..", "abcf");
    FINDS("date:2022-02..", "abf");
    FINDS("date:>2021", "abcf");
    FINDS("date:<2022", "d");
    FINDS("date:>=2022-03-21", "af");
    FINDS("date:<=2022-03-21", "ad");
    FINDS("date:\"last month\"", "abf");
    FINDS("date:\"last week\"", "a");
    FINDS("date:\"last week\"..", "af");
    FINDS("date:\"last 2 days\"", "f");
    FINDS("date:\"2 weeks ago\"", "");
    FINDS("date:\"last year\"", "d");
    FINDS("date:yesterday", "f");
    FINDS("date:\"march 2022\"", "abf");
    FINDS("date:2022-Q1", "abf");
    FINDS("date:2022-W12", "a");
    FINDS("date:*", "abcdf");
    FINDS("NOT date:2022", "de");
    FINDS("tax date:2022-03", "bf");
    FINDS("tax -date:2022-03-31", "be");
    FINDS("tax is:undated", "e");
    FINDS("tax -is:undated", "bf");
    FINDS("date:(2021 OR 2022-03)", "abdf");
    FINDS("modified:*", "");
    FINDS("-modified:2022", "abcdef");
    FINDS("added:2000..", "abcdef");
}

static void saved_queries_stand_for_their_text(void)
{
    lede_error err;

    lede_store_save(store, "sea", "ferry OR harbour", &err);
    lede_store_save(store, "loop", "tax query:pool", &err);
    lede_store_save(store, "pool", "query:loop", &err);
    lede_store_save(store, "bad", "ferry OR", &err);
    lede_store_save(store, "all", "", &err);
    FINDS("query:sea", "abe");
    FINDS("query:sea -tax", "a");
    FINDS("NOT query:sea", "cdf");
    FINDS("query:all", "abcdef");
    FINDS("query:loop", "0: in the saved query \"pool\": the saved query 'loop' names itself");
    FINDS("tax query:bad", "4: in the saved query \"bad\": OR needs a term after it");
    FINDS("query:none", "6: there is no saved query 'none'");
}

static void tags_are_found_by_name(void)
{
    lede_error err;
    lede_query *q;
    int64_t *rows;
    size_t n;
    lede_assertion t;

    memset(&t, 0, sizeof t);
    lede_query_parse("tax", 3, NULL, &q, &err);
    EQ_INT(lede_query_find(q, store, NULL, &rows, &n, &err), LEDE_OK);
    lede_query_free(q);
    t.name = "topic/tax";
    t.n = 9;
    EQ_INT(lede_store_tag_rows(store, rows, n, &t, NULL, &err), LEDE_OK);
    lede_free(rows);
    FINDS("tag:topic/tax", "bef");
    FINDS("tag:topic/*", "bef");
    FINDS("tag:topic", "");
    FINDS("tag:*", "bef");
    FINDS("is:untagged", "acd");
    FINDS("-tag:*tax", "acd");
    FINDS("tag:\"topic/tax\" mayor", "bf");
    FINDS("mayor tag:none", "");
    FINDS("tax -tag:topic/*", "");
    FINDS("race (tag:topic/tax OR run:2)", "e");
    FINDS("(ferry OR mayor) run:1", "abf");
    FINDS("(ferry OR mayor) -run:1", "");
    FINDS("(ferry OR mayor) (run:2 OR -tag:*)", "abf");
    lede_query_parse("mayor", 5, NULL, &q, &err);
    lede_query_find(q, store, NULL, &rows, &n, &err);
    lede_query_free(q);
    EQ_INT(lede_store_untag(store, rows[0], t.name, t.n, NULL, &err), LEDE_OK);
    lede_free(rows);
    EQ_INT((int)strlen(sorted("tag:topic/tax")), 2);
}

static void orders_are_total(void)
{
    EQ_STR(found_in("", NULL, 0, 0), "dcbafe");
    EQ_STR(found_in("", "published", 2, 1), "cb");
    EQ_STR(found_in("", "-published", 0, 0), "fabcde");
    EQ_STR(found_in("", "published", 3, 4), "fe");
    EQ_STR(found_in("", "published", 3, 6), "");
    EQ_STR(found_in("lang:en", "headline", 0, 0), "bafe");
    EQ_STR(found_in("harbour tax", "relevance", 0, 0), "be");
    EQ_STR(found_in("harbour tax", "-relevance", 0, 0), "eb");
    EQ_STR(found_in("ferry OR race", "relevance", 1, 0), "e");
    EQ_STR(found_in("tax date:2022", "relevance", 0, 0), "bf");
    EQ_STR(found_in("", "relevance", 0, 0), "fabcde");
    EQ_STR(found_in("date:2022 -ferry", "relevance", 2, 0), "fb");
    EQ_STR(found_in("date:2022 -ferry", "-relevance", 0, 0), "cbf");
    EQ_STR(found_in("", "size", 0, 0),
           "there is no order 'size': it may be published, added, modified, headline, words, relevance or id, "
           "with a '-' before it to descend");
}

static int note_term(const char *term, size_t n, size_t at, void *ud)
{
    char *out = ud;

    snprintf(out + strlen(out), 100, "%.*s@%zu ", (int)n, term, at);
    return 0;
}

static void terms_without_hits_are_named(void)
{
    static const char query[] = "ferry zebra OR (\"two weeks\" -giraffe) section:Zoo tag:no";
    char out[400] = "";
    lede_error err;
    lede_query *q;

    EQ_INT(lede_query_parse(query, strlen(query), NULL, &q, &err), LEDE_OK);
    EQ_INT(lede_query_zero_terms(q, store, note_term, out, &err), LEDE_OK);
    EQ_STR(out, "zebra@6 \"two weeks\"@16 section:Zoo@38 tag:no@50 ");
    lede_query_free(q);
}

/* The hits of a query in an article, in brackets. */
static const char *hits_of(const char *query, char article)
{
    static char out[600];
    lede_error err;
    lede_query *q;
    lede_record *r = sample_record(&samples[article - 'a']);
    lede_query_hit *hits;
    size_t n, i;
    int matched;
    char *at = out;

    *out = '\0';
    if (lede_query_parse(query, strlen(query), NULL, &q, &err) != LEDE_OK)
        return "failed";
    EQ_INT(lede_query_match(q, r, &matched, &hits, &n, &err), LEDE_OK);
    at += snprintf(at, 100, "%d", matched);
    for (i = 0; i < n; i++) {
        const char *text = lede_record_get(r, hits[i].field, NULL);

        at += snprintf(at, 100, " %s:%.*s", lede_field_name(hits[i].field), (int)(hits[i].end - hits[i].start),
                       text + hits[i].start);
    }
    lede_free(hits);
    lede_query_free(q);
    lede_record_free(r);
    return out;
}

static void records_match_without_a_store(void)
{
    EQ_STR(hits_of("run", 'a'), "1 headline:runs body:running");
    EQ_STR(hits_of("ferries \"two hours\"", 'a'), "1 headline:Ferry body:ferry body:two hours");
    EQ_STR(hits_of("covid-19", 'b'), "1 body:COVID-19");
    EQ_STR(hits_of("19", 'b'), "1 body:19");
    EQ_STR(hits_of("near(mayor tax, 6) OR zebra", 'f'), "1 body:mayor body:taxes");
    EQ_STR(hits_of("ferry zebra", 'a'), "0");
    EQ_STR(hits_of("ferry OR (late zebra)", 'a'), "1 headline:Ferry body:ferry");
    EQ_STR(hits_of("ferry -zebra", 'a'), "1 headline:Ferry body:ferry");
    EQ_STR(hits_of("/r[au]n\\w*/ -section:sport", 'a'), "1 headline:runs body:running body:ran");
    EQ_STR(hits_of("日本", 'd'), "1 headline:日本 body:日本");
    EQ_STR(hits_of("港", 'd'), "1 headline:港 body:港");
    EQ_STR(hits_of("section:transport by:berg date:2022-03 site:strait.example words:5.. keywords:port url:ferry extra.desk:north "
                   "extra.page:3 lang:en is:untagged in:dump.zip", 'a'), "1");
    EQ_STR(hits_of("tag:x OR run:1 OR id:a OR added:2000..", 'a'), "0");
    EQ_STR(hits_of("is:undated -date:2022", 'e'), "1");
}

static void snippets_show_the_hits(void)
{
    static const char text[] = "The ferry was late.\n\nNobody on the quay could say when the boat from the islands would come, "
                               "and the harbour was closed. The harbour master shut the harbour gate.";
    lede_query *q;
    lede_error err;
    lede_record *r = lede_record_new();
    lede_query_hit *hits;
    size_t n;
    int matched;
    lede_buf out;
    lede_snippet_options o = { 60, "<", ">", "..." };

    lede_buf_init(&out);
    lede_record_set(r, LEDE_BODY, text, sizeof text - 1, NULL);
    lede_record_set(r, LEDE_LANGUAGE, "en", 2, NULL);
    lede_query_parse("harbour OR ferry", 16, NULL, &q, &err);
    EQ_INT(lede_query_match(q, r, &matched, &hits, &n, &err), LEDE_OK);
    EQ_INT(n, 4);
    EQ_INT(lede_query_snippet(text, sizeof text - 1, LEDE_BODY, hits, n, &o, &out, &err), LEDE_OK);
    EQ_STR(out.s, "...<harbour> was closed. The <harbour> master shut the <harbour>...");
    lede_buf_clear(&out);
    EQ_INT(lede_query_snippet(text, sizeof text - 1, LEDE_BODY, NULL, 0, &o, &out, &err), LEDE_OK);
    EQ_STR(out.s, "The ferry was late. Nobody on the quay could say when the...");
    lede_buf_clear(&out);
    EQ_INT(lede_query_snippet("", 0, LEDE_BODY, hits, n, &o, &out, &err), LEDE_OK);
    EQ_STR(out.s, "");
    lede_free(hits);
    lede_query_free(q);
    lede_record_free(r);
    lede_buf_release(&out);
}

static int64_t count_of(const char *query)
{
    int64_t count = -1;
    lede_error err;
    lede_query *q;

    if (lede_query_parse(query, strlen(query), NULL, &q, &err) == LEDE_OK) {
        lede_query_count(q, store, &count, &err);
        lede_query_free(q);
    }
    return count;
}

static void a_held_store_stands_still(void)
{
    static const sample late = { .headline = "A late ferry", .body = "It came after the others had looked.", .language = "en" };
    lede_record *r = sample_record(&late);
    lede_store *other;
    lede_added added;
    lede_error err;

    EQ_INT(lede_store_hold(store, 1, &err), LEDE_OK);
    EQ_INT(lede_store_open(lede_store_path(store), LEDE_WRITE, &other, &err), LEDE_OK);
    EQ_INT(lede_store_add(other, r, &added, &err), LEDE_OK);
    EQ_INT(count_of("headline:ferry"), 1);
    EQ_INT(count_of("is:undated headline:ferry"), 0);
    EQ_INT(lede_store_hold(store, 0, &err), LEDE_OK);
    EQ_INT(count_of("headline:ferry"), 2);
    EQ_INT(count_of("is:undated headline:ferry"), 1);
    lede_store_close(other);
    lede_record_free(r);
}

static void no_memory_is_said(void)
{
    static const char *const queries[] = {
        "ferry (tax OR run) -zebra date:2022", "near(ferry late, 5) OR /two hours/ OR section:x", "\"two hours\" tag:t* extra.page:3",
        "harbour is:duplicate", "near(ferry late, 5)", "ferry harbour", "\"two hours\"", "-is:duplicate",
        "(ferry OR tax) date:2022 -tag:x (run:1 OR tag:y)",
    };
    lede_query_options o = { "2022-04-01", store };
    lede_find_options f = { "relevance", 3, 0 };
    size_t i, n;
    long k;

    for (i = 0; i < sizeof queries / sizeof *queries; i++)
        for (k = 1; k < 5000; k++) {
            lede_error err;
            lede_query *q = NULL;
            int64_t *rows = NULL;
            lede_query_hit *hits = NULL;
            int matched;
            lede_status st;

            fault_after(k);
            st = lede_query_parse(queries[i], strlen(queries[i]), &o, &q, &err);
            if (st == LEDE_OK)
                st = lede_query_find(q, store, i == 1 || i == 2 ? NULL : &f, &rows, &n, &err);
            if (st == LEDE_OK)
                st = lede_query_match_row(q, store, n ? rows[0] : 1, &matched, &hits, &n, &err);
            fault_after(0);
            lede_free(rows);
            lede_free(hits);
            lede_query_free(q);
            if (st == LEDE_OK)
                break;
            if (st != LEDE_NOMEM)
                printf("# %s: failure at %ld: %d %s\n", queries[i], k, (int)st, err.message), test_failed_now = 1;
        }
    CHECK(k > 20 && k < 5000);
}

int main(void)
{
    store = store_of(samples, SAMPLES);
    if (!store)
        return 1;
    RUN(words_match_by_stem, "words match by stem in the languages of the store");
    RUN(phrases_match_as_written, "phrases match as written, folded");
    RUN(compounds_are_found_whole_and_by_parts, "compounds are found whole and by parts");
    RUN(scripts_without_spaces_are_found, "one and more characters of Han are found");
    RUN(operators_combine, "operators combine terms");
    RUN(near_counts_words_between, "near counts the words between");
    RUN(expressions_find_text, "regular expressions find text");
    RUN(fields_hold_words, "fields are searched under their names");
    RUN(dates_lie_within, "a date matches where all it may mean lies in the range");
    RUN(saved_queries_stand_for_their_text, "saved queries stand for their text, cycles are named");
    RUN(orders_are_total, "every order is total");
    RUN(terms_without_hits_are_named, "terms without hits are named");
    RUN(records_match_without_a_store, "records match without a store, with the pieces that matched");
    RUN(snippets_show_the_hits, "snippets show the hits");
    RUN(no_memory_is_said, "every failed allocation gives LEDE_NOMEM");
    RUN(tags_are_found_by_name, "tags are found by name and pattern");
    RUN(a_held_store_stands_still, "a store that is held stands still for queries, whoever writes");
    store_gone(store);
    return END();
}
