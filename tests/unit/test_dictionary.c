/* core/news/dictionary*.c, core/news/automaton.c */
#include "test.h"

#include "lede/dictionary.h"

static lede_status put(lede_dictionary *d, const char *key, const char *pattern, lede_error *err)
{
    lede_entry e = {key, pattern, NULL, NULL, 1};

    return lede_dictionary_add(d, &e, err);
}

/* Matches as "key:text|key:text". */
static void matches(lede_dictionary *d, const char *s, char *out, size_t room)
{
    lede_hit *hits;
    size_t n, i, at = 0;

    out[0] = 0;
    EQ_INT(lede_dictionary_match(d, s, strlen(s), &hits, &n, NULL), LEDE_OK);
    for (i = 0; i < n && at + 1 < room; i++)
        at += (size_t)snprintf(out + at, room - at, "%s%s:%.*s", i ? "|" : "", lede_dictionary_entry(d, hits[i].entry).key,
                               (int)(hits[i].end - hits[i].start), s + hits[i].start);
    lede_free(hits);
}

static void phrases_share_beginnings_and_ends(void)
{
    lede_dictionary *d = lede_dictionary_new(0);
    char out[256];

    put(d, "1", "a b c", NULL);
    put(d, "2", "b c", NULL);
    put(d, "3", "c", NULL);
    put(d, "4", "b c d", NULL);
    matches(d, "a a b c d", out, sizeof out);
    EQ_STR(out, "1:a b c|4:b c d|2:b c|3:c");
    lede_dictionary_free(d);
}

static void what_was_added_comes_back(void)
{
    lede_dictionary *d = lede_dictionary_new(0);
    lede_entry e = {"sea", "cod*", "fish", "F1", 0.5}, got;

    EQ_INT(lede_dictionary_add(d, &e, NULL), LEDE_OK);
    EQ_INT(lede_dictionary_count(d), 1);
    got = lede_dictionary_entry(d, 0);
    EQ_STR(got.key, "sea");
    EQ_STR(got.pattern, "cod*");
    EQ_STR(got.kind, "fish");
    EQ_STR(got.code, "F1");
    CHECK(got.weight > 0.4 && got.weight < 0.6);
    lede_dictionary_free(d);
}

static void bad_entries_are_refused(void)
{
    lede_dictionary *d = lede_dictionary_new(0);
    lede_error err;
    char longest[400];
    int i;

    EQ_INT(put(d, "k", "", &err), LEDE_USAGE);
    EQ_INT(put(d, "k", "!?", &err), LEDE_OK);   /* a glob of two characters, the first a mark */
    EQ_INT(put(d, "k", "/(/", &err), LEDE_QUERY);
    for (i = 0; i < 66; i += 2)
        memcpy(longest + i, "a ", 2);
    longest[i] = 0;
    EQ_INT(put(d, "k", longest, &err), LEDE_LIMIT);
    lede_dictionary_free(d);
}

static void a_hundred_thousand_names_are_found(void)
{
    lede_dictionary *d = lede_dictionary_new(LEDE_DICTIONARY_LONGEST);
    char name[64], out[256];
    int i;

    for (i = 0; i < 100000; i++) {
        snprintf(name, sizeof name, "xan%d yor%d", i % 317, i);
        EQ_INT(put(d, name, name, NULL), LEDE_OK);
    }
    matches(d, "then Xan5 Yor5 and xan6 yor5 met Xan141 Yor99996", out, sizeof out);
    EQ_STR(out, "xan5 yor5:Xan5 Yor5|xan141 yor99996:Xan141 Yor99996");
    lede_dictionary_free(d);
}

static void no_memory_is_said(void)
{
    long n;

    for (n = 1; n < 500; n++) {
        lede_dictionary *d;
        lede_hit *hits = NULL;
        size_t count;
        lede_status st = LEDE_NOMEM;
        lede_error err;

        fault_after(n);
        d = lede_dictionary_new(0);
        if (d) {
            st = put(d, "k", "new york", &err);
            if (st == LEDE_OK)
                st = put(d, "k", "yor*", &err);
            if (st == LEDE_OK)
                st = lede_dictionary_match(d, "in New York, York", 17, &hits, &count, &err);
        }
        fault_after(0);
        if (st == LEDE_OK)
            EQ_INT(count, 3);
        else
            EQ_INT(st, LEDE_NOMEM);
        lede_free(hits);
        lede_dictionary_free(d);
        if (st == LEDE_OK)
            return;
    }
    CHECK(0);
}

static void hostile_globs_and_texts_end(void)
{
    static const char *const globs[] = {"*a*a*a*a*a*a*b", "**************c", "????????*", "*", "a*", "\xC3*\xA9"};
    lede_dictionary *d = lede_dictionary_new(0);
    size_t n = 1000000, i, count;
    char *s = malloc(n);
    lede_hit *hits;

    for (i = 0; i < sizeof globs / sizeof *globs; i++)
        (void)put(d, "k", globs[i], NULL);
    (void)put(d, "p", "a a a a a a a a a a a a a a a a b", NULL);
    for (i = 0; s && i < n; i++)
        s[i] = i % 2 ? ' ' : 'a';
    EQ_INT(lede_dictionary_match(d, s, n, &hits, &count, NULL), LEDE_OK);
    EQ_INT(count, n / 2);
    lede_free(hits);
    memset(s, 'a', n);
    EQ_INT(lede_dictionary_match(d, s, n, &hits, &count, NULL), LEDE_OK);
    lede_free(hits);
    EQ_INT(lede_dictionary_match(d, "\xFF\xC3\"*", 4, &hits, &count, NULL), LEDE_OK);
    lede_free(hits);
    free(s);
    lede_dictionary_free(d);
}

int main(void)
{
    RUN(phrases_share_beginnings_and_ends, "phrases that share beginnings and ends are all found in one pass");
    RUN(what_was_added_comes_back, "an entry comes back as it was added");
    RUN(bad_entries_are_refused, "entries without words, wrong expressions and endless phrases are refused");
    RUN(a_hundred_thousand_names_are_found, "of a hundred thousand names the right ones are found");
    RUN(no_memory_is_said, "running out of memory is reported at every step");
    RUN(hostile_globs_and_texts_end, "hostile globs and texts end in linear time");
    return END();
}
