/* core/text: sentences, abbreviations, stop words, language. */
#include "test.h"

#include <time.h>

#include "lede/text.h"
#include "text/abbrev.h"
#include "text/stopword.h"

typedef struct joined {
    const char *s;
    char out[2000];
    size_t n, last;
    int bad;
} joined;

/* Join the sentences with '|', and see that they go forward inside the text. */
static int join(size_t start, size_t end, void *ud)
{
    joined *j = ud;

    j->bad |= start < j->last || end <= start;
    j->last = end;
    if (j->n)
        j->out[j->n++] = '|';
    memcpy(j->out + j->n, j->s + start, end - start);
    j->n += end - start;
    j->out[j->n] = 0;
    return 0;
}

static const char *split(const char *s, const char *language)
{
    static joined j;

    memset(&j, 0, sizeof j);
    j.s = s;
    lede_sentences(s, strlen(s), language, join, &j);
    return j.bad ? "spans out of order" : j.out;
}

static void abbreviations(void)
{
    EQ_STR(split("Dr. Ada Quill met Gen. Pim. They left.", "en"), "Dr. Ada Quill met Gen. Pim.|They left.");
    EQ_STR(split("The No. 5 bus stops at p. 3. Then it goes.", "en"), "The No. 5 bus stops at p. 3.|Then it goes.");
    EQ_STR(split("Quill Inc. The firm grew.", "en"), "Quill Inc.|The firm grew.");
    EQ_STR(split("Quill Inc. Chief Pim left.", "en"), "Quill Inc. Chief Pim left.");
    EQ_STR(split("Er kam am 12. Juni an, z. B. mit der Bahn. Das war gut.", "de"),
           "Er kam am 12. Juni an, z. B. mit der Bahn.|Das war gut.");
    EQ_STR(split("He felt ill. Pim left.", "en"), "He felt ill.|Pim left.");
}

static void initials(void)
{
    EQ_STR(split("J. R. Quill and Ada M. Pim came. They sat.", "en"), "J. R. Quill and Ada M. Pim came.|They sat.");
    EQ_STR(split("He lacked vitamin C. The doctor knew.", "en"), "He lacked vitamin C.|The doctor knew.");
}

static void closers(void)
{
    EQ_STR(split("\"It rained.\" Nobody came.", "en"), "\"It rained.\"|Nobody came.");
    EQ_STR(split("\xE2\x80\x9CIt rained.\xE2\x80\x9D she said. (He nodded.) End.", "en"),
           "\xE2\x80\x9CIt rained.\xE2\x80\x9D she said.|(He nodded.)|End.");
    EQ_STR(split("It ended.[12] Next one.", "en"), "It ended.[12]|Next one.");
}

static void lines(void)
{
    EQ_STR(split("A heading\n\nthe text goes on.", "en"), "A heading|the text goes on.");
    EQ_STR(split("1. Bring bread 2. Bring salt", "en"), "1. Bring bread|2. Bring salt");
    EQ_STR(split("Mayor opens bridge\nBy Ada Quill\nThe bridge is open.", "en"), "Mayor opens bridge|By Ada Quill|The bridge is open.");
    EQ_STR(split("The mayor of the town opened the bridge after a long\nSunday walk with the people of the quarter who had\ncome.", "en"),
           "The mayor of the town opened the bridge after a long\nSunday walk with the people of the quarter who had\ncome.");
}

static void other_stops(void)
{
    EQ_STR(split("雨だ。晴れだ。", "ja"), "雨だ。|晴れだ。");
    EQ_STR(split("यह है। वह है।", "hi"), "यह है।|वह है।");
    EQ_STR(split("Τι είναι; Αυτό.", "el"), "Τι είναι;|Αυτό.");
    EQ_STR(split("the end . next one .", "en"), "the end .|next one .");
}

static void stop_returns(void)
{
    joined j;

    memset(&j, 0, sizeof j);
    EQ_INT(lede_sentences("", 0, "en", join, &j), 0);
    EQ_INT(lede_sentences(" \n\n ", 4, NULL, join, &j), 0);
    EQ_INT(j.n, 0);
}

static void abbreviation_tables_are_sorted(void)
{
    static const char *const languages[] = {NULL, "en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "fi", "pl",
                                            "cs", "sk", "ru", "uk", "bg", "el", "tr", "hu", "ro", "hr", "kk"};
    size_t k, i;

    for (k = 0; k < sizeof languages / sizeof *languages; k++) {
        const lede__abbrevs *t = lede__abbrevs_of(languages[k]);

        for (i = 1; i < t->count; i++)
            CHECK(strcmp(t->list[i - 1].word, t->list[i].word) < 0);
    }
}

/* What a text's word folds to is what the table holds. */
static void stopword_tables_are_sorted_and_folded(void)
{
    size_t k, i;
    lede_buf b;

    lede_buf_init(&b);
    for (k = 0; k < lede__stopword_list_count; k++) {
        const lede__stopwords *t = &lede__stopword_lists[k];

        CHECK(k == 0 || strcmp(lede__stopword_lists[k - 1].language, t->language) < 0);
        for (i = 0; i < t->count; i++) {
            const char *word = lede_stopword(t->language, i);

            CHECK(i == 0 || strcmp(t->list[i - 1].folded, t->list[i].folded) < 0);
            lede_buf_clear(&b);
            lede_fold(word, strlen(word), LEDE_FOLD_SEARCH, &b);
            EQ_STR(b.s, t->list[i].folded);
            CHECK(lede_is_stopword(t->language, b.s, b.n));
        }
    }
    lede_buf_release(&b);
    CHECK(lede__stopword_list_count > 40);
    CHECK(lede_is_stopword("no", "ikke", 4) && lede_is_stopword("en-GB", "the", 3));
    CHECK(!lede_is_stopword("en", "bridge", 6));
    CHECK(!lede_is_stopword("en", "the\0", 4));
    CHECK(!lede_is_stopword("xx", "the", 3));
    CHECK(!lede_is_stopword(NULL, "the", 3));
}

static int count_span(size_t start, size_t end, void *ud)
{
    (void)start, (void)end;
    ++*(size_t *)ud;
    return 0;
}

/* Texts made to be slow on: what is looked at around each stop is bounded. */
static void hostile_texts(void)
{
    static const char *const pieces[] = {
        ".", ". ", " .", ".(", " .( ", ". \"", "\" .", "...)", "a.", "A. ", "1. ", "(a ", "[", "\n", "\n \n", "a\n", "http://", "://", ":)", "*** ", "= ",
        "Mr. ", "e.g.", ". . . ", "! - ", "\xE2\x80\x9D. ", "\xE2\x80\xA2 a", "\xE3\x80\x82", "\xFF. ", "1/1/20 1:1", "Dear a ", "A, B - ", "A",
    };
    size_t n = 300000, i, k, count = 0;
    char *s = malloc(n);

    for (i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t m = strlen(pieces[i]);
        clock_t began = clock();
        double took;

        for (k = 0; k < n; k++)
            s[k] = pieces[i][k % m];
        lede_sentences(s, n, "en", count_span, &count);
        took = (double)(clock() - began) / CLOCKS_PER_SEC;
        if (took > 1.5)
            printf("# '%s' takes %.2f s\n", pieces[i], took);
        CHECK(took < 1.5);
    }
    free(s);
}

int main(void)
{
    RUN(abbreviations, "abbreviations, numbers and ordinals do not end a sentence");
    RUN(initials, "initials go on, a lone letter after a small word may end");
    RUN(closers, "marks that close after a stop belong to its sentence");
    RUN(lines, "blank lines, short lines and list items end a sentence, full lines do not");
    RUN(other_stops, "stops of other scripts and stops that stand apart end a sentence");
    RUN(hostile_texts, "texts made to be slow on take time in proportion");
    RUN(stop_returns, "empty text has no sentences");
    RUN(abbreviation_tables_are_sorted, "abbreviations are sorted by byte");
    RUN(stopword_tables_are_sorted_and_folded, "stop words are sorted by what texts fold to");
    return END();
}
