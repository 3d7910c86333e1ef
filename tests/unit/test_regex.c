/* core/text/regex.c */
#include "test.h"

#include <time.h>

#include "lede/regex.h"

static lede_regex *compiled(const char *pattern, unsigned flags)
{
    lede_regex *re;
    lede_error err;

    if (lede_regex_compile(pattern, strlen(pattern), flags, &re, &err) != LEDE_OK)
        printf("# %s\n", err.message);
    return re;
}

static void finds(void)
{
    lede_regex *re = compiled("(?<name>\\w+) (said|told)( us)?", LEDE_RE_IGNORE_CASE);
    const char *s = "Then Zoë SAID no.";
    lede_span g[5];

    CHECK(re != NULL);
    EQ_INT(lede_regex_groups(re), 3);
    EQ_STR(lede_regex_group_name(re, 1), "name");
    CHECK(lede_regex_group_name(re, 2) == NULL);
    EQ_INT(lede_regex_find(re, s, strlen(s), 0, 0, g, 5, NULL), LEDE_OK);
    EQ_INT(g[0].start, 5);
    EQ_INT(g[0].end, 14);
    EQ_INT(g[1].end, 9);
    CHECK(g[3].start == LEDE_NOWHERE && g[4].start == LEDE_NOWHERE);
    EQ_INT(lede_regex_find(re, s, strlen(s), g[0].end, 0, g, 5, NULL), LEDE_DONE);
    lede_regex_free(re);
}

static void far_matches(void)
{
    size_t n = 3000000, i, count = 0;
    char *s = malloc(n + 1);
    lede_regex *re = compiled("\\bend\\b", 0);
    lede_span g;

    memset(s, 'x', n);
    for (i = 1000; i + 5 < n; i += 99991, count++)
        memcpy(s + i, " end ", 5);
    for (i = 0; lede_regex_find(re, s, n, i, 0, &g, 1, NULL) == LEDE_OK; i = g.end)
        count--;
    EQ_INT(count, 0);
    lede_regex_free(re);
    free(s);
}

static void wrong_patterns(void)
{
    lede_regex *re;
    lede_error err;

    EQ_INT(lede_regex_compile("a(b", 3, 0, &re, &err), LEDE_QUERY);
    EQ_INT(err.at, 3);
    CHECK(re == NULL && strstr(err.message, "parenthesis") != NULL);
    EQ_INT(lede_regex_compile("a\xFF", 2, 0, &re, &err), LEDE_QUERY);
    EQ_INT(lede_regex_compile("a\\Cb", 4, 0, &re, &err), LEDE_QUERY);
    re = compiled("a(b", LEDE_RE_LITERAL);
    CHECK(re != NULL);
    lede_regex_free(re);
}

static void invalid_text(void)
{
    lede_regex *re = compiled("b.", 0);
    lede_span g;

    EQ_INT(lede_regex_find(re, "\xFF\xFE" "b\xFF" "bc", 6, 0, 0, &g, 1, NULL), LEDE_OK);
    EQ_INT(g.start, 4);
    EQ_INT(lede_regex_find(re, "b\xC3", 2, 0, 0, &g, 1, NULL), LEDE_DONE);
    EQ_INT(lede_regex_find(re, NULL, 0, 0, 0, &g, 1, NULL), LEDE_DONE);
    lede_regex_free(re);
}

/* Patterns that would take years end with a limit, and quickly enough. */
static void limits(void)
{
    static const char *const patterns[] = {"(a+)+$b", "(?:a|aa)+c", "(?:.*a){12}c", "^(?:(a*)*)*c", "(?:[a-z]+)+\\d", "(a(?1)?)+c", "(?=(a+))\\1+c(?!a)"};
    size_t n = 400000, i;
    char *s = malloc(n);
    clock_t began;
    lede_span g;

    memset(s, 'a', n);
    memcpy(s + n - 4, "!!cb", 4);   /* so that no letter the pattern asks for is missing */
    for (i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        lede_regex *re = compiled(patterns[i], 0);
        lede_error err;
        lede_status st;

        began = clock();
        CHECK(re != NULL);
        st = lede_regex_find(re, s, n, 0, 0, &g, 1, &err);
        CHECK(st == LEDE_LIMIT || st == LEDE_DONE);
        CHECK(st == LEDE_DONE || strstr(err.message, "limit of") != NULL);
        CHECK((double)(clock() - began) / CLOCKS_PER_SEC < 12);
        printf("# %s: %d %s, %.2f s\n", patterns[i], (int)st, st == LEDE_LIMIT ? err.message : "", (double)(clock() - began) / CLOCKS_PER_SEC);
        lede_regex_free(re);
    }
    free(s);
}

static void no_memory(void)
{
    long k;
    lede_status st = LEDE_NOMEM;

    for (k = 1; st != LEDE_OK && k < 100; k++) {
        lede_regex *re = NULL;
        lede_error err;

        fault_after(k);
        st = lede_regex_compile("(?<a>x+|y)z", 11, 0, &re, &err);
        fault_after(0);
        CHECK(st == LEDE_OK || (st == LEDE_NOMEM && re == NULL));
        lede_regex_free(re);
    }
    EQ_INT(st, LEDE_OK);
}

int main(void)
{
    RUN(finds, "a match gives its groups, names and the place of each");
    RUN(far_matches, "every match of a long text is found once");
    RUN(wrong_patterns, "a wrong pattern is refused with its place");
    RUN(invalid_text, "bytes that are not UTF-8 match nothing");
    RUN(limits, "a pattern that would never end stops at a limit it names");
    RUN(no_memory, "compiling survives every failing allocation");
    return END();
}
