/* core/news: key phrases and summaries. */
#include "test.h"

#include "lede/summary.h"
#include "news/keyphrase.h"
#include "news/summary.h"

static const char story[] =
    "By Ada Quill\n\nMARLOW (Reuters) - The harbour of Marlow was closed on Sunday because of a storm that sank two boats, the mayor said.\n\n"
    "PUBLISHED: 14:11 EST, 25 October 2020\n\nMayor Jonas Pim said the harbour would stay closed until the wreck was raised. "
    "\"Nobody goes out,\" Jonas Pim said. The mayor of Marlow asked the fishermen of the harbour to help.\n\n"
    "Fishermen complained that the closed harbour cost them a week of work. Jonas Pim promised them money from the town.\n\n"
    "Click here to read more stories about the harbour of Marlow and its boats.\n";

static void phrases(void)
{
    lede_key_phrases *k;
    const lede_key_phrase *items;
    size_t count, i, found = 0;

    EQ_INT(lede_key_phrases_find("", 0, story, sizeof story - 1, "en", 8, &k, NULL), LEDE_OK);
    items = lede_key_phrases_items(k, &count);
    EQ_INT(count, 8);
    for (i = 0; i < count; i++) {
        CHECK(items[i].score > 0 && items[i].score < 1 && (i == 0 || items[i].score <= items[i - 1].score));
        CHECK(items[i].text >= story && items[i].text + items[i].n <= story + sizeof story);
        found += items[i].n == 7 && memcmp(items[i].text, "harbour", 7) == 0;
    }
    EQ_INT(found, 1);
    lede_key_phrases_free(k);
    EQ_INT(lede_key_phrases_find("", 0, "", 0, NULL, 8, &k, NULL), LEDE_OK);
    (void)lede_key_phrases_items(k, &count);
    EQ_INT(count, 0);
    lede_key_phrases_free(k);
}

static void elided_words(void)
{
    static const char s[] = "L\xE2\x80\x99" "avion de l'armée est tombé. L'avion volait bas. Un avion de l'armée, encore.";
    lede_key_phrases *k;
    const lede_key_phrase *items;
    size_t count;

    EQ_INT(lede_key_phrases_find("", 0, s, sizeof s - 1, "fr", 2, &k, NULL), LEDE_OK);
    items = lede_key_phrases_items(k, &count);
    EQ_INT(count, 2);
    CHECK(items[0].n == 5 && memcmp(items[0].text, "avion", 5) == 0);
    lede_key_phrases_free(k);
}

static void summaries(void)
{
    lede_summary *m;
    const lede_summary_sentence *items;
    size_t count, i;

    EQ_INT(lede_summary_find("", 0, story, sizeof story - 1, "en", 3, 0, &m, NULL), LEDE_OK);
    items = lede_summary_items(m, &count);
    EQ_INT(count, 3);
    for (i = 0; i < count; i++) {
        const char *s = story + items[i].start;

        CHECK(i == 0 || items[i].start >= items[i - 1].end);
        CHECK(strncmp(s, "By Ada", 6) != 0 && strncmp(s, "PUBL", 4) != 0 && strncmp(s, "Click", 5) != 0 && strncmp(s, "MARLOW", 6) != 0);
        CHECK(items[i].score > 0 && items[i].score <= 1);
    }
    CHECK(strncmp(story + items[0].start, "The harbour of Marlow", 21) == 0);
    lede_summary_free(m);
}

static void limits(void)
{
    lede_summary *m;
    const lede_summary_sentence *items;
    size_t count, i, k, words = 0;

    EQ_INT(lede_summary_find("", 0, story, sizeof story - 1, "en", 0, 40, &m, NULL), LEDE_OK);
    items = lede_summary_items(m, &count);
    for (i = 0; i < count; i++)
        for (k = items[i].start, words++; k < items[i].end; k++)
            words += story[k] == ' ';
    CHECK(count > 1 && words <= 40);
    lede_summary_free(m);
    EQ_INT(lede_summary_find("", 0, story, sizeof story - 1, "en", 0, 1, &m, NULL), LEDE_OK);
    (void)lede_summary_items(m, &count);
    EQ_INT(count, 1);
    lede_summary_free(m);
    EQ_INT(lede_summary_find("", 0, "", 0, NULL, 3, 0, &m, NULL), LEDE_OK);
    (void)lede_summary_items(m, &count);
    EQ_INT(count, 0);
    lede_summary_free(m);
}

static void boilerplate(void)
{
    CHECK(lede__is_boilerplate("By Ada Quill and Jonas Pim in Marlow.", 37, 8));
    CHECK(lede__is_boilerplate("Last updated at 2:05 on the third of May.", 41, 9));
    CHECK(lede__is_boilerplate("Von Ada Quill, Marlow, Jonas Pim, Hull.", 39, 7));
    CHECK(!lede__is_boilerplate("By noon the harbour was closed and empty.", 41, 8));
    CHECK(!lede__is_boilerplate("Von dort fuhr das Schiff weiter nach Hull.", 42, 8));
    CHECK(lede__ends_with_stop("It rained.\xE2\x80\x9D", 13));
    CHECK(!lede__ends_with_stop("A heading", 9));
}

static void weak_words_are_sorted(void)
{
    static const char *const languages[] = {"en", "de", "fr", "es", "it", "pt", "nl", "ru"};
    size_t i, k;

    for (i = 0; i < sizeof languages / sizeof *languages; i++) {
        const lede__stopwords *t = lede__weak_words_of(languages[i]);

        for (k = 1; k < t->count; k++)
            CHECK(strcmp(t->list[k - 1].folded, t->list[k].folded) < 0);
    }
}

/* A long text of few words: the time grows with its length only. */
static void long_texts(void)
{
    size_t n = 2000000, i;
    char *s = malloc(n);
    lede_summary *m;
    lede_key_phrases *k;

    for (i = 0; i < n; i++)
        s[i] = "Marlow quay stood. "[i % 19];
    EQ_INT(lede_summary_find("", 0, s, n, "en", 0, 1000000, &m, NULL), LEDE_OK);
    lede_summary_free(m);
    EQ_INT(lede_key_phrases_find("", 0, s, n, "en", 1000, &k, NULL), LEDE_OK);
    lede_key_phrases_free(k);
    free(s);
}

static void no_memory(void)
{
    long f;
    lede_status a = LEDE_NOMEM, b = LEDE_NOMEM;

    for (f = 1; (a != LEDE_OK || b != LEDE_OK) && f < 2000; f++) {
        lede_summary *m = NULL;
        lede_key_phrases *k = NULL;

        fault_after(f);
        a = lede_summary_find("Harbour", 7, story, sizeof story - 1, "en", 3, 0, &m, NULL);
        fault_after(f);
        b = lede_key_phrases_find("Harbour", 7, story, sizeof story - 1, "en", 9, &k, NULL);
        fault_after(0);
        CHECK(a == LEDE_OK || (a == LEDE_NOMEM && !m));
        CHECK(b == LEDE_OK || (b == LEDE_NOMEM && !k));
        lede_summary_free(m);
        lede_key_phrases_free(k);
    }
    CHECK(a == LEDE_OK && b == LEDE_OK);
}

int main(void)
{
    RUN(phrases, "key phrases come best first and point into the text");
    RUN(elided_words, "an elided article is no part of a key phrase");
    RUN(summaries, "a summary is sentences of the body in order, without boilerplate");
    RUN(limits, "a limit on words holds, but for a first sentence that is longer");
    RUN(boilerplate, "bylines and dates are boilerplate in several languages, sentences that begin alike are not");
    RUN(weak_words_are_sorted, "weak words are sorted by byte");
    RUN(long_texts, "long texts take time in proportion");
    RUN(no_memory, "every failing allocation is survived");
    return END();
}
