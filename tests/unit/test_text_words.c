/* core/text/{words,address,terms}.c: what is one word, and by which terms it is found. */
#include "lede/text.h"

#include "test.h"

static const char *const classes[] = {"?", "word", "number", "ideograph", "url", "email", "hashtag", "mention", "emoji"};

typedef struct trace {
    const char *s;
    char out[4096];
    size_t n, last_end;
    int bad;
} trace;

static void say(trace *t, const char *s, size_t n)
{
    if (t->n + n + 1 < sizeof t->out) {
        memcpy(t->out + t->n, s, n);
        t->n += n;
        t->out[t->n] = '\0';
    }
}

static int on_word(lede_word_class cls, size_t start, size_t end, void *ud)
{
    trace *t = ud;

    t->bad |= start < t->last_end || end <= start;
    t->last_end = end;
    if (t->n)
        say(t, " ", 1);
    say(t, t->s + start, end - start);
    if (cls != LEDE_WORD_WORD) {
        say(t, "/", 1);
        say(t, classes[cls], strlen(classes[cls]));
    }
    return 0;
}

/* The words, with their class where it is not "word". */
static const char *words(const char *s)
{
    static trace t;

    memset(&t, 0, sizeof t);
    t.s = s;
    lede_words(s, strlen(s), on_word, &t);
    return t.bad ? "spans out of order" : t.out;
}

static int on_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    trace *t = ud;
    char bits[8];

    (void)cls;
    t->bad |= end <= start || n > LEDE_TERM_MAX;
    if (t->n)
        say(t, " ", 1);
    say(t, term, n);
    snprintf(bits, sizeof bits, "/%d", part);
    if (part)
        say(t, bits, strlen(bits));
    return 0;
}

/* The terms, with their bits where there are any. */
static const char *terms(const char *s)
{
    static trace t;

    memset(&t, 0, sizeof t);
    t.s = s;
    lede_terms(s, strlen(s), on_term, &t);
    return t.bad ? "spans out of order" : t.out;
}

static void plain_words(void)
{
    EQ_STR(words("The harbour, rebuilt (twice) - reopens."), "The harbour rebuilt twice reopens");
    EQ_STR(words(" \n\t.,;!"), "");
    EQ_STR(words("Die Häuser müßten größer sein"), "Die Häuser müßten größer sein");
    EQ_STR(words("Пожар потушен за 3 часа"), "Пожар потушен за 3/number часа");
    EQ_STR(words("abcdefghijklmnopqrstuvwxyz0123456789 next"), "abcdefghijklmnopqrstuvwxyz0123456789 next");
}

static void compounds_are_one_word(void)
{
    EQ_STR(words("U.S.-led Covid-19 AT&T F-16s"), "U.S.-led Covid-19 AT&T F-16s");
    EQ_STR(words("can’t can't l’été rock'n'roll"), "can’t can't l’été rock'n'roll");
    EQ_STR(words("in the U.S. today, e.g. there"), "in the U.S today e.g there");
    EQ_STR(words("state-of-the-art -dash- word- -19"), "state-of-the-art dash word 19/number");
    EQ_STR(words("well\xE2\x80\x91known but wait\xE2\x80\x94there 1990\xE2\x80\x93" "2000"),
           "well\xE2\x80\x91known but wait there 1990/number 2000/number");
    EQ_STR(words("Q&A R & D 3&4"), "Q&A R D 3/number 4/number");
    EQ_STR(words("and/or either...or one,two"), "and or either or one two");
    EQ_STR(words("תל־אביב"), "תל־אביב");
}

static void numbers(void)
{
    EQ_STR(words("3.5 1,000 12.03.2022 3rd 5G 2-1"), "3.5/number 1,000/number 12.03.2022/number 3rd 5G 2-1/number");
    EQ_STR(words("$3.5m, 40% at 12:30."), "3.5m 40/number at 12/number 30/number");
    EQ_STR(words("٣٫٥ ２０２２"), "٣٫٥/number ２０２２/number");
    EQ_STR(words("_ __ _a_ snake_case 1_000"), "_a_ snake_case 1_000/number");
}

static void addresses(void)
{
    EQ_STR(words("See https://news.example.com/a-b/c?d=e#f."), "See https://news.example.com/a-b/c?d=e#f/url");
    EQ_STR(words("(http://example.org/x_(y)), then"), "http://example.org/x_(y)/url then");
    EQ_STR(words("at rt.com and www.example.xyz/q, too"), "at rt.com/url and www.example.xyz/q/url too");
    EQ_STR(words("end.Next day"), "end.Next day");
    EQ_STR(words("http:// nothing"), "http nothing");
    EQ_STR(words("Write to jo.doe+news@mail.example.com."), "Write to jo.doe+news@mail.example.com/email");
    EQ_STR(words("a@b c@d.e f@g.hi"), "a b c d.e f@g.hi/email");
    EQ_STR(words("参见https://example.com/abc的报道"),
           "参/ideograph 见/ideograph https://example.com/abc/url 的/ideograph 报/ideograph 道/ideograph");
}

static void hashtags_and_mentions(void)
{
    EQ_STR(words("#topic @name #2024 #a1 C#major"), "#topic/hashtag @name/mention 2024/number #a1/hashtag C major");
    EQ_STR(words("#climate_change, @jo_doe's"), "#climate_change/hashtag @jo_doe/mention s");
    EQ_STR(words("@jo@social.example #日本"), "@jo@social.example/mention #日本/hashtag");
    EQ_STR(words("＃ニュース # @ #"), "＃ニュース/hashtag");
}

static void emoji(void)
{
    EQ_STR(words("ok 👍🏽 👩‍👩‍👧 🇺🇦 ❤️ © 2020"), "ok 👍🏽/emoji 👩‍👩‍👧/emoji 🇺🇦/emoji ❤️/emoji 2020/number");
    EQ_INT(lede_count_words("ok 👍 then", 12), 2);
}

static void scripts_without_spaces(void)
{
    EQ_STR(words("日本のサッカー"), "日/ideograph 本/ideograph の/ideograph サッカー/ideograph");
    EQ_STR(words("ภาษาไทย ง่าย"), "ภาษาไทย/ideograph ง่าย/ideograph");
    EQ_STR(words("한국어 뉴스"), "한국어 뉴스");
    EQ_STR(words("2022年3月"), "2022/number 年/ideograph 3/number 月/ideograph");
}

static void terms_of_plain_words(void)
{
    EQ_STR(terms("The Harbour, REBUILT"), "the harbour rebuilt");
    EQ_STR(terms("Łódź Straße ﬁn ＡＢＣ"), "lodz strasse fin abc");
    EQ_STR(terms("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "abcdefghijklmnopqrstuvwxyz");
    EQ_STR(terms("abcdefghijklmnop ABCDEFGHIJKLMNO"), "abcdefghijklmnop abcdefghijklmno");
}

static void terms_of_compounds(void)
{
    EQ_STR(terms("COVID-19"), "covid/2 covid-19/1 19/2");
    EQ_STR(terms("U.S.-led"), "u.s/2 u.s.-led/1 us/3 led/2");
    EQ_STR(terms("AT&T"), "at/2 at&t/1 t/2");
    EQ_STR(terms("well\xE2\x80\x91known"), "well/2 well-known/1 known/2");
    EQ_STR(terms("snake_case"), "snake/2 snake_case/1 case/2");
    EQ_STR(terms("end.Next"), "end/2 end.next/1 next/2");
    EQ_STR(terms("تل‌آویو"), "تلاويو");
}

static void terms_of_marks_inside(void)
{
    EQ_STR(terms("l’été"), "l'ete ete/3");
    EQ_STR(terms("can’t Doe's"), "can't can/3 doe's doe/3");
    EQ_STR(terms("U.N. e.g. Ph.D."), "u.n un/3 e.g eg/3 ph.d ph/3 phd/3");
    EQ_STR(terms("J.K.Rowling"), "j.k/2 j.k.rowling/1 jk/3 rowling/2");
    EQ_STR(terms("3.5"), "3.5 3/3 5/3");
    EQ_STR(terms("1,000"), "1,000 1/3 000/3 1000/3");
    EQ_STR(terms("1.234.567"), "1.234.567 1/3 234/3 567/3 1234567/3");
    EQ_STR(terms("٣٫٥"), "3.5");
}

static void terms_of_addresses(void)
{
    EQ_STR(terms("rt.com"), "rt/2 rt.com/1 com/2");
    EQ_STR(terms("https://www.example.com/a-b."), "example/2 https://www.example.com/a-b/1 com/2 a/2 b/2");
    EQ_STR(terms("jo@mail.example"), "jo/2 jo@mail.example/1 mail/2 example/2");
    EQ_STR(terms("#Topic"), "#topic topic/3");
    EQ_STR(terms("@jo_doe"), "@jo_doe jo/3 doe/2");
    EQ_STR(terms("#covid日本国"), "#covid日本国 covid/3 日本/2 本国/2 国/3");
}

static void terms_of_scripts_without_spaces(void)
{
    EQ_STR(terms("日本人"), "日本 本人 人/3");
    EQ_STR(terms("日本"), "日本 本/3");
    EQ_STR(terms("日"), "日/4");
    EQ_STR(terms("サッカーの試合。終"), "サッ ッカ カー ーの の試 試合 合/3 終/4");
    EQ_STR(terms("ｶﾞｽ"), "ガス ス/3");
    EQ_STR(terms("กนิ"), "กน นิ ิ/3");
}

static int longest(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    size_t *most = ud;

    (void)term, (void)cls, (void)start, (void)end, (void)part;
    if (n > *most)
        *most = n;
    return 0;
}

static void long_words_are_cut(void)
{
    size_t n = 1 << 20, i, most = 0;
    char *s = malloc(n);

    for (i = 0; i < n; i++)
        s[i] = i % 2 ? '\xA9' : '\xC3';
    lede_terms(s, n, longest, &most);
    EQ_INT(most, LEDE_TERM_MAX);
    memset(s, 'x', n);
    most = 0;
    lede_terms(s, n, longest, &most);
    EQ_INT(most, LEDE_TERM_MAX);
    free(s);
}

static int stop_at_two(lede_word_class cls, size_t start, size_t end, void *ud)
{
    (void)cls, (void)start, (void)end;
    return ++*(int *)ud == 2 ? 7 : 0;
}

static void walks_stop(void)
{
    int seen = 0;

    EQ_INT(lede_words("a b c", 5, stop_at_two, &seen), 7);
    EQ_INT(seen, 2);
    seen = 0;
    EQ_INT(lede_words("日本語", 9, stop_at_two, &seen), 7);
    EQ_INT(seen, 2);
}

/* Whether the non-SAME terms of the query follow each other among the text's positions. */
typedef struct positions {
    char term[64][64];
    int at[64], n, position, query;
} positions;

static int place(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    positions *p = ud;

    (void)cls, (void)start, (void)end;
    if (!(part & LEDE_TERM_SAME))
        p->position++;
    else if (p->query)
        return 0;
    if (p->n < 64 && n < 64) {
        memcpy(p->term[p->n], term, n);
        p->term[p->n][n] = '\0';
        p->at[p->n++] = p->position;
    }
    return 0;
}

static int finds(const char *query, const char *text)
{
    positions q = {.query = 1}, t = {.query = 0};
    int start, i, j, hits;

    lede_terms(query, strlen(query), place, &q);
    lede_terms(text, strlen(text), place, &t);
    for (start = 0; start <= t.position; start++) {
        for (i = 0, hits = 0; i < q.n; i++)
            for (j = 0; j < t.n; j++)
                if (t.at[j] == start + i && strcmp(t.term[j], q.term[i]) == 0) {
                    hits++;
                    break;
                }
        if (q.n && hits == q.n)
            return 1;
    }
    return 0;
}

static void queries_find_texts(void)
{
    static const char *const text = "The U.S.-led plan of AT&T on COVID-19: l’été at rt.com (see https://www.rt.com/news), 1,000 "
                                    "at 3.5 said Doe's #topic of U.N. 日本人の can’t";
    static const char *const queries[] = {"U.S.-led", "led plan", "U.S.", "US", "AT&T", "at t", "covid-19", "covid 19", "COVID-19 l'ete",
        "été", "l'été at rt.com", "rt.com", "www.rt.com", "1000 at", "1,000", "3.5 said", "doe", "doe's #topic", "topic of un", "日本",
        "本人", "日本人", "人の", "can't", "can’t", "plan of AT&T on COVID-19", NULL};
    int i;

    for (i = 0; queries[i]; i++) {
        if (!finds(queries[i], text))
            printf("# not found: %s\n", queries[i]);
        CHECK(finds(queries[i], text));
    }
    CHECK(!finds("covid-20", text));
    CHECK(!finds("本日", text));
    CHECK(!finds("the plan", text));
}

int main(void)
{
    RUN(plain_words, "letters and digits between spaces and punctuation are words");
    RUN(compounds_are_one_word, "hyphens, ampersands, apostrophes and inner dots join a word");
    RUN(numbers, "numbers keep their inner marks and are told from words");
    RUN(addresses, "URLs, domains and e-mail addresses are one word without the sentence's punctuation");
    RUN(hashtags_and_mentions, "hashtags and mentions are one word with their sign");
    RUN(emoji, "emoji sequences are one word each and are not counted");
    RUN(scripts_without_spaces, "Han characters, rows of kana and of Thai are words, Hangul has spaces");
    RUN(terms_of_plain_words, "the term of a word is its folded form");
    RUN(terms_of_compounds, "compounds give their parts at positions of their own, the whole beside the first");
    RUN(terms_of_marks_inside, "apostrophes, dots of abbreviations and marks in numbers give parts at the same position");
    RUN(terms_of_addresses, "addresses, hashtags and mentions are found whole and by their parts");
    RUN(terms_of_scripts_without_spaces, "scripts without spaces give overlapping pairs, a lone character asks for a prefix");
    RUN(long_words_are_cut, "a term is never longer than LEDE_TERM_MAX");
    RUN(walks_stop, "a visitor's non-zero return stops the walk and is returned");
    RUN(queries_find_texts, "a query's terms without SAME are a phrase in the text it names");
    return END();
}
