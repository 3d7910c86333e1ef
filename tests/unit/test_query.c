/* core/store/query_parse.c, query_field.c, query_value.c, query_date.c, query_describe.c: what queries mean and which are wrong */
#include "lede/query.h"
#include "test.h"

static const char *described(const char *query)
{
    static char out[2000];
    lede_query_options o = { "2026-11-25T10:00", NULL };
    lede_error err;
    lede_query *q;
    lede_buf b;

    if (lede_query_parse(query, strlen(query), &o, &q, &err) != LEDE_OK) {
        snprintf(out, sizeof out, "%d: %s", (int)err.at, err.message);
        return out;
    }
    lede_buf_init(&b);
    EQ_INT(lede_query_describe(q, NULL, &b, &err), LEDE_OK);
    snprintf(out, sizeof out, "%s", b.s);
    lede_buf_release(&b);
    lede_query_free(q);
    return out;
}

static void trees_are_as_written(void)
{
    EQ_STR(described("a OR b c"), "any of\n  word \"a\"\n  all of\n    word \"b\"\n    word \"c\"\n");
    EQ_STR(described("(a OR b) -c"), "all of\n  any of\n    word \"a\"\n    word \"b\"\n  not\n    word \"c\"\n");
    EQ_STR(described("a (b (c d))"), "all of\n  word \"a\"\n  word \"b\"\n  word \"c\"\n  word \"d\"\n");
    EQ_STR(described("NOT -a"), "word \"a\"\n");
    EQ_STR(described("or not and"), "all of\n  word \"or\"\n  word \"not\"\n  word \"and\"\n");
    EQ_STR(described("\"a OR b\""), "phrase \"a or b\"\n");
    EQ_STR(described("COVID-19"), "phrase \"covid 19\"\n");
    EQ_STR(described("x-ray -ray"), "all of\n  phrase \"x ray\"\n  not\n    word \"ray\"\n");
    EQ_STR(described("wor*, =Exact"), "all of\n  exactly \"wor*\"\n  exactly \"exact\"\n");
    EQ_STR(described("Marks & Spencer - news"), "all of\n  word \"marks\"\n  word \"spencer\"\n  word \"news\"\n");
    EQ_STR(described("don't"), "word \"don't\"\n");
    EQ_STR(described("'run'"), "word \"run\"\n");
    EQ_STR(described("war: what"), "all of\n  word \"war\"\n  word \"what\"\n");
    EQ_STR(described("10:30"), "phrase \"10 30\"\n");
    EQ_STR(described("ＡＮＤ日本"), "phrase \"and 日本\"\n");
    EQ_STR(described(""), "every article\n");
    EQ_STR(described("near(a \"b c\" d*)"),
           "with 10 words between at most\n  word \"a\"\n  phrase \"b c\"\n  exactly \"d*\"\n");
    EQ_STR(described("Headline:(a -b)"), "all of\n  word \"a\" in headline\n  not\n    word \"b\" in headline\n");
    EQ_STR(described("/a\\/b|c/ x"), "all of\n  expression /a\\/b|c/\n  word \"x\"\n");
    EQ_STR(described("by:\"Ann Lind\" publisher:=tide"), "all of\n  author holds \"ann lind\"\n  publisher is \"tide\"\n");
    EQ_STR(described("extra.\"my key\":x"), "extra.my key holds \"x\"\n");
    EQ_STR(described("tag:(a OR b/*)"), "any of\n  tag is \"a\"\n  tag is like \"b/*\"\n");
    EQ_STR(described("tag:\"two words\""), "tag is \"two words\"\n");
    EQ_STR(described("site:https://www.Strait.example/a?b"), "site is or lies below \"strait.example\"\n");
    EQ_STR(described("url:https://e.example/a_(b)"), "url is like \"*https://e.example/a_(b)*\"\n");
    EQ_STR(described("(words:3..5)"), "from 3 to 5 words\n");
    EQ_STR(described("words:>5"), "6 words or more\n");
}

static void dates_are_read(void)
{
    static const struct { const char *value, *lo, *hi; } t[] = {
        { "2022", "2022-01-01T00:00:00", "2022-12-31T23:59:59" },
        { "2024-02", "2024-02-01T00:00:00", "2024-02-29T23:59:59" },
        { "2022-03-21T12:46", "2022-03-21T12:46:00", "2022-03-21T12:46:59" },
        { "2022-03-21T12:46:07+09:00", "2022-03-21T12:46:07", "2022-03-21T12:46:07" },
        { "2020-W53", "2020-12-28T00:00:00", "2021-01-03T23:59:59" },
        { "2022-q3", "2022-07-01T00:00:00", "2022-09-30T23:59:59" },
        { "today", "2026-11-25T00:00:00", "2026-11-25T23:59:59" },
        { "\"last week\"", "2026-11-16T00:00:00", "2026-11-22T23:59:59" },
        { "\"this week\"", "2026-11-23T00:00:00", "2026-11-29T23:59:59" },
        { "\"last 7 days\"", "2026-11-19T00:00:00", "2026-11-25T23:59:59" },
        { "\"past two weeks\"", "2026-11-12T00:00:00", "2026-11-25T23:59:59" },
        { "\"3 days ago\"", "2026-11-22T00:00:00", "2026-11-22T23:59:59" },
        { "\"two months ago\"", "2026-09-01T00:00:00", "2026-09-30T23:59:59" },
        { "\"last quarter\"", "2026-07-01T00:00:00", "2026-09-30T23:59:59" },
        { "\"last year\"", "2025-01-01T00:00:00", "2025-12-31T23:59:59" },
        { "monday", "2026-11-23T00:00:00", "2026-11-23T23:59:59" },
        { "\"last wednesday\"", "2026-11-18T00:00:00", "2026-11-18T23:59:59" },
        { "december", "2025-12-01T00:00:00", "2025-12-31T23:59:59" },
        { "\"21 March 2022\"", "2022-03-21T00:00:00", "2022-03-21T23:59:59" },
        { "2022-03..2022-04", "2022-03-01T00:00:00", "2022-04-30T23:59:59" },
        { "\"last week\"..today", "2026-11-16T00:00:00", "2026-11-25T23:59:59" },
        { "0001..9999", "0001-01-01T00:00:00", "9999-12-31T23:59:59" },
    };
    char query[100], want[200];
    size_t i;

    for (i = 0; i < sizeof t / sizeof *t; i++) {
        snprintf(query, sizeof query, "date:%s", t[i].value);
        snprintf(want, sizeof want, "published from %s to %s\n", t[i].lo, t[i].hi);
        EQ_STR(described(query), want);
    }
    EQ_STR(described("added:2022.."), "added from 2022-01-01T00:00:00\n");
    EQ_STR(described("modified:..yesterday"), "modified up to 2026-11-24T23:59:59\n");
    EQ_STR(described("date:>2022-03"), "published from 2022-04-01T00:00:00\n");
    EQ_STR(described("date:<2022-03"), "published up to 2022-02-28T23:59:59\n");
}

static void mistakes_are_named_with_their_place(void)
{
    static const struct { const char *query, *error; } t[] = {
        { "a \"b c", "2: this quotation mark is never closed" },
        { "\"", "0: this quotation mark is never closed" },
        { "x \"?!\"", "2: there is no word between these quotation marks" },
        { "(a", "0: this '(' is never closed" },
        { "a)", "1: this ')' closes nothing" },
        { "a () b", "2: nothing to search for between these parentheses" },
        { "OR a", "0: OR needs a term before it" },
        { "a OR", "2: OR needs a term after it" },
        { "a OR OR b", "5: OR needs a term before it" },
        { "(a OR) b", "3: OR needs a term after it" },
        { "AND a", "0: AND needs a term before it" },
        { "a AND", "2: AND needs a term after it" },
        { "a NOT", "2: NOT needs a term after it" },
        { "NOT OR a", "0: NOT needs a term after it" },
        { "?!", "0: the query holds no word to search for" },
        { "headlin:x", "0: there is no field 'headlin': did you mean 'headline:'" },
        { "a foo:x", "2: there is no field 'foo' (to search for a colon's text, put it in quotation marks)" },
        { "headline: x", "0: 'headline:' needs a value right after the colon" },
        { "headline:?", "9: there is no word to search for after 'headline:'" },
        { "section:(a by:b)", "11: 'by:' cannot stand inside the parentheses of 'section:'" },
        { "extra:x", "0: 'extra' needs the name of a column, as in extra.edition:late" },
        { "w*rd", "1: '*' may only stand at the end of a word" },
        { "**", "0: '*' may only stand at the end of a word" },
        { "/a", "0: this regular expression is never closed by a '/'" },
        { "//", "0: this regular expression is empty" },
        { "near(a, 5)", "0: near() needs two words or more" },
        { "near(a b, x)", "10: after the comma of near() stands how many words may lie between, as in near(tax rise, 5)" },
        { "near(a b", "0: this near( is never closed" },
        { "near(a (b))", "7: near() takes words and phrases only" },
        { "section:near(a b)", "8: near() works in headline, dek and body only" },
        { "date:2022-13", "5: '2022-13' is no date: write it as 2022, 2022-03, 2022-03-21, today, \"last week\", \"3 days ago\"" },
        { "date:2022-02-30", "5: '2022-02-30' is no date: write it as 2022, 2022-03, 2022-03-21, today, \"last week\", \"3 days ago\"" },
        { "date:2022..2021", "5: this range ends before it starts" },
        { "words:x", "6: 'words:' needs a number or a range, as in words:300..500" },
        { "words:5..3", "6: this range ends before it starts" },
        { "run:x", "4: 'run:' needs the number of a run" },
        { "is:red", "3: 'is:' may be tagged, untagged, duplicate, undated or revised" },
        { "query:x", "0: a saved query needs a store to look in" },
        { "tag:\"a", "4: this quotation mark is never closed" },
        { "a \xFF", "2: the query is not UTF-8 from here on" },
    };
    size_t i;

    for (i = 0; i < sizeof t / sizeof *t; i++)
        EQ_STR(described(t[i].query), t[i].error);
    CHECK(strncmp(described("ab /(x/"), "6: in this regular expression: ", 31) == 0);
}

static void a_wrong_now_is_said(void)
{
    lede_query_options o = { "soon", NULL };
    lede_error err;
    lede_query *q;

    EQ_INT(lede_query_parse("a", 1, &o, &q, &err), LEDE_USAGE);
    EQ_STR(err.message, "'soon' is no date to count from: write it as 2022-03-21");
    CHECK(!q);
    EQ_INT(lede_query_parse("a", 1, NULL, &q, &err), LEDE_OK);
    lede_query_free(q);
    lede_query_free(NULL);
}

static void no_memory_is_said(void)
{
    static const char query[] = "a (b* OR \"c d\") near(e f) /g/ tag:h date:2022 url:i by:j extra.k:l -\xE6\x97\xA5 words:3..";
    lede_error err;
    long n;

    for (n = 1; n < 2000; n++) {
        lede_query *q;
        lede_status st;
        lede_buf b;

        lede_buf_init(&b);
        fault_after(n);
        st = lede_query_parse(query, sizeof query - 1, NULL, &q, &err);
        if (st == LEDE_OK)
            st = lede_query_describe(q, NULL, &b, &err);
        fault_after(0);
        lede_buf_release(&b);
        lede_query_free(q);
        if (st == LEDE_OK)
            break;
        EQ_INT(st, LEDE_NOMEM);
    }
    CHECK(n > 10 && n < 2000);
}

int main(void)
{
    RUN(trees_are_as_written, "queries are understood as the language says");
    RUN(dates_are_read, "dates of a query are read, relative ones from a pinned day");
    RUN(mistakes_are_named_with_their_place, "every mistake is named with its place");
    RUN(a_wrong_now_is_said, "a day to count from that is none is said");
    RUN(no_memory_is_said, "every failed allocation gives LEDE_NOMEM");
    return END();
}
