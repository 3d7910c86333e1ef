/* core/news/timex*.c, amount.c, time_words.c */
#include "test.h"

#include "lede/amounts.h"
#include "lede/timex.h"
#include "news/time_words.h"

/* The values found, joined by a space. */
static const char *values(const char *text, const char *reference, const char *language)
{
    static char out[512];
    lede_timex *list;
    size_t i, n;

    out[0] = '\0';
    EQ_INT(lede_timex_find(text, strlen(text), reference, language, &list, &n, NULL), LEDE_OK);
    for (i = 0; i < n; i++) {
        CHECK(list[i].start < list[i].end && list[i].end <= strlen(text));
        if (i)
            strncat(out, " ", sizeof out - strlen(out) - 1);
        strncat(out, list[i].value, sizeof out - strlen(out) - 1);
    }
    lede_free(list);
    return out;
}

/* 2023-06-07 was a Wednesday. */
static void english_dates_resolve(void)
{
    static const char *const cases[][2] = {
        {"The ferry sank on Monday.", "2023-06-05"},
        {"The council will meet on Monday.", "2023-06-12"},
        {"Wednesday was quiet.", "2023-06-07"},
        {"She came last Friday and left yesterday morning.", "2023-06-02 2023-06-06TMO"},
        {"It opened on March 21, 2022.", "2022-03-21"},
        {"It opened on 21 March 2022.", "2022-03-21"},
        {"It opened on March 21 1822.", "1822-03-21"},
        {"GRAIN PRICES--APRIL 07 1100 EST", "2023-04-07T11:00"},
        {"MAY 3 1244 JUN 2 22", "2023-05-03 2023-06-02"},
        {"It opened on the 21st of March.", "2023-03-21"},
        {"It opened in March 2022.", "2022-03"},
        {"The bridge closed in December.", "2022-12"},
        {"The bridge will close in December.", "2023-12"},
        {"They may march on.", ""},
        {"It fell last week, last month and last year.", "2023-W22 2023-05 2022"},
        {"Sales rose in the third quarter of 2021.", "2021-Q3"},
        {"Two weeks ago nobody knew.", "2023-W21"},
        {"It took two years.", "P2Y"},
        {"He has worked there for decades.", "PXDE"},
        {"The 1990s were better than the '80s.", "199 198"},
        {"In 1987 he left; 1988 people stayed.", "1987"},
        {"It snowed last winter.", "2022-WI"},
        {"It meets every month.", "P1M"},
        {"They are now in the capital.", "PRESENT_REF"},
        {"On 2022-03-05 it began.", "2022-03-05"},
        {"On 30 February it began.", ""},
        {"Sales fell in March. A gain in fiscal 1974 results was small.", "2023-03 1974"},
        {"The January 10-year bond and the 1985 quarters gained.", "2023-01 P10Y"},
        {"It cost $1990 and 2,010 euros.", ""},
        {"Friday's fog delayed Monday’s ferries.", "2023-06-02 2023-06-05"},
        {"The office will be opened on Friday.", "2023-06-09"},
        {"The sale, set to close Friday, was agreed.", "2023-06-09"},
        {"Delivery was put off until Friday.", "2023-06-09"},
        {"It agreed to meet Mr. Arden on Friday.", "2023-06-09"},
        {"All boats had returned by Tuesday.", "2023-06-06"},
        {"The ferry had stopped since July.", "2022-07"},
        {"Its shareholders voted on July 3 and on June 1.", "2023-07-03 2023-06-01"},
        {"Costs should fall by year end.", "2023"},
        {"By year's end it had two ships.", "2023"},
        {"The bridge will open in two years.", "2025"},
        {"It was the longest strike in two years.", "P2Y"},
        {"The number rose to 300,000 last year.", "2022"},
        {"Profit fell in the year-ago quarter.", "2022-Q1"},
        {"Profit fell in the year-earlier second quarter.", "2022-Q2"},
        {"It grew in the last half of 1973.", "1973-H2"},
        {"They left in the winter of nineteen seventy-three.", "1973-WI"},
        {"They feared the year two thousand.", "2000"},
        {"The Harbour Daily and 60 Minutes said so in USA TODAY.", ""},
        {"These days they soon married.", "PRESENT_REF"},
        {"He spoke of testimony Monday that will become famous.", "2023-06-05"},
        {"JUN8 6150 MAY7 20", ""},
        {"The guards left minutes before the alarm.", "PTXM"},
    };
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++)
        EQ_STR(values(cases[i][0], "2023-06-07", "en"), cases[i][1]);
}

static void times_of_day_resolve(void)
{
    static const char *const cases[][2] = {
        {"It sailed at 8 a.m. EST Monday.", "2023-06-05T08:00"},
        {"It sailed on Tuesday at 7:15 p.m. and stopped.", "2023-06-06T19:15"},
        {"The match was put off until 17:00 GMT Sunday.", "2023-06-11T17:00"},
        {"It rang at 3.30pm.", "2023-06-07T15:30"},
        {"It opened on Tuesday. The doors shut at 5pm.", "2023-06-06 2023-06-06T17:00"},
        {"It opened on Tuesday.\n\nThe doors shut at 5pm.", "2023-06-06 2023-06-07T17:00"},
        {"It begins at noon Friday.", "2023-06-02T12:00"},
        {"It will begin at midnight on Friday.", "2023-06-09T24:00"},
        {"At 1500 GMT on March 3, 2023 it began.", "2023-03-03T15:00"},
        {"She ran it in 3:07:35 and won.", "PT3H7M35S"},
        {"They won 3:2 and read Mark 4:12.", ""},
        {"At 25:00 nothing was open, nor at 13 p.m.", ""},
    };
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++)
        EQ_STR(values(cases[i][0], "2023-06-07", "en"), cases[i][1]);
    EQ_STR(values("Die Fähren fahren ab Montag wieder.", "2023-06-07", "de"), "2023-06-12");
    EQ_STR(values("Die Fähren fahren seit Montag wieder.", "2023-06-07", "de"), "2023-06-05");
    EQ_STR(values("Die Sitzung begann am Montag um 15.30 Uhr.", "2023-06-07", "de"), "2023-06-05T15:30");
    EQ_STR(values("It rang at 5 p.m.", NULL, "en"), "");
}

static void other_languages_resolve(void)
{
    EQ_STR(values("Die Fähre fuhr am Montag und am 21. März 2022, vor zwei Tagen und letzte Woche.", "2023-06-07", "de"),
           "2023-06-05 2022-03-21 2023-06-05 2023-W22");
    EQ_STR(values("Le port a ouvert lundi et le 21 mars 2022 et la semaine dernière.", "2023-06-07", "fr"), "2023-06-05 2022-03-21 2023-W22");
    EQ_STR(values("El puerto abrió el lunes y el 21 de marzo de 2022 y el mes pasado, hace dos días.", "2023-06-07", "es"),
           "2023-06-05 2022-03-21 2023-05 2023-06-05");
    EQ_STR(values("Il porto ha aperto lunedì e il 21 marzo 2022, due giorni fa e l'anno scorso.", "2023-06-07", "it"),
           "2023-06-05 2022-03-21 2023-06-05 2022");
    EQ_STR(values("De haven opende maandag, op 21 maart 2022, twee dagen geleden en vorige week.", "2023-06-07", "nl"),
           "2023-06-05 2022-03-21 2023-06-05 2023-W22");
    EQ_STR(values("Порт открыли в понедельник и 21 марта 2022 года, вчера.", "2023-06-07", "ru"), "2023-06-05 2022-03-21 2023-06-06");
    EQ_STR(values("港は2022年3月21日に開き、昨日閉まった。", "2023-06-07", "ja"), "2022-03-21 2023-06-06");
    EQ_STR(values("港口2022年3月21日开放，去年关闭。", "2023-06-07", "zh"), "2022-03-21 2022");
}

static void nothing_is_invented(void)
{
    EQ_STR(values("She left on Monday, last week and in March.", NULL, "en"), "");
    EQ_STR(values("She left on Monday and last year.", "2023", "en"), "2022");
    EQ_STR(values("She left six years earlier and was at sea for years.", NULL, "en"), "PXY");
}

/* value and unit of the amounts found. */
static const char *amounts(const char *text, const char *language)
{
    static char out[512];
    char one[80];
    lede_amount *list;
    size_t i, n;

    out[0] = '\0';
    EQ_INT(lede_amounts_find(text, strlen(text), language, 0, &list, &n, NULL), LEDE_OK);
    for (i = 0; i < n; i++) {
        snprintf(one, sizeof one, "%s%.12g %s", i ? "; " : "", list[i].value, list[i].unit);
        strncat(out, one, sizeof out - strlen(out) - 1);
    }
    lede_free(list);
    return out;
}

static void money_is_found(void)
{
    EQ_STR(amounts("It paid $4.2 million, €18.5bn and 12 lakh rupees.", "en"), "4200000 USD; 18500000000 EUR; 1200000 INR");
    EQ_STR(amounts("Five hundred dollars or half a million pounds?", "en"), "500 USD; 500000 GBP");
    EQ_STR(amounts("A$3 and US$ 4.50, CHF 12, ¥3", "en"), "3 AUD; 4.5 USD; 12 CHF; 3 JPY");
    EQ_STR(amounts("Es kostet 1.234,50 Euro, fast 3 Mio. Euro.", "de"), "1234.5 EUR; 3000000 EUR");
    EQ_STR(amounts("Cela coûte 2 millions d’euros.", "fr"), "2000000 EUR");
    EQ_STR(amounts("3兆円と100万円", "ja"), "3e+12 JPY; 1000000 JPY");
    EQ_STR(amounts("$5 to $7 million", "en"), "5000000 USD");
    EQ_STR(amounts("19-24 cents, 5 to 7 million dollars", "en"), "19 cent; 5000000 USD");
    EQ_STR(amounts("It fell 10-1/2 pct to 7 3/4 dlrs and 1/8 pct.", "en"), "10.5 %; 7.75 USD; 0.125 %");
    EQ_STR(amounts("$4.5bn trillion, 1.2 lakh crore rupees, five hundred thousand pounds", "en"), "4500000000 USD; 1.2e+12 INR; 500000 GBP");
}

static void shares_and_counts_are_found(void)
{
    EQ_STR(amounts("Trade fell by 12% or 3.5 percent for 3,500 people and 12 new carriages.", "en"), "12 %; 3.5 %; 3500 people; 12 carriages");
    EQ_STR(amounts("Der Preis stieg um 3,5 Prozent.", "de"), "3.5 %");
    EQ_STR(amounts("Room 101 is on page 7.", "en"), "");
    EQ_STR(amounts("Call 555-0199 lines, the 9/11 attacks, COVID-19 patients, Flu/19 tests.", "en"), "");
    EQ_STR(amounts("Rule 54 prohibits it to two thirds of them.", "en"), "");
    EQ_STR(amounts("The 1995 elections, May 30 protests, 0930 hours.", "en"), "");
    EQ_STR(amounts("1,995 votes and 2.5m people saw 3 real problems.", "en"), "1995 votes; 2500000 people; 3 problems");
}

static void words_are_sorted(void)
{
    const lede__time_language *l;
    size_t i;

    for (l = lede__time_languages; l->language; l++)
        for (i = 1; i < l->n; i++)
            CHECK(strcmp(l->words[i - 1].word, l->words[i].word) < 0);
}

static void any_bytes_are_survived(void)
{
    char text[600];
    unsigned seed = 7, i, round;
    const char *cut = "on Friday \xC8-";       /* a word whose last bytes are broken */
    lede_timex *found;
    size_t none;
    const char *pieces[] = {"March ", "21", ", ", "last ", "$", "\xFF", "year", "-", "\n\n", "of ", "fiscal ", "1990", "early ", "\xE5\xB9\xB4", "two ", "ago ", "."};

    char *exact = malloc(strlen(cut));

    memcpy(exact, cut, strlen(cut));
    EQ_INT(lede_timex_find(exact, strlen(cut), "2023-06-07", "en", &found, &none, NULL), LEDE_OK);
    lede_free(found);
    free(exact);
    for (round = 0; round < 3000; round++) {
        lede_timex *t;
        lede_amount *a;
        size_t n = 0, count;

        for (i = 0; i < 12; i++) {
            const char *p = pieces[(seed = seed * 1103515245u + 12345u) >> 16 & 15];

            memcpy(text + n, p, strlen(p));
            n += strlen(p);
        }
        EQ_INT(lede_timex_find(text, n, "2023-06-07", round & 1 ? "en" : "de", &t, &count, NULL), LEDE_OK);
        lede_free(t);
        EQ_INT(lede_amounts_find(text, n, "fr", 0, &a, &count, NULL), LEDE_OK);
        lede_free(a);
    }
}

static void no_memory_is_said(void)
{
    const char *text = "On Monday it paid $4 million, on Tuesday 5 euros for 30 ferries in March.";
    lede_timex *t;
    lede_amount *a;
    lede_status st = LEDE_NOMEM;
    size_t count;
    long n;

    for (n = 1; st != LEDE_OK; n++) {
        fault_after(n);
        st = lede_timex_find(text, strlen(text), "2023-06-07", "en", &t, &count, NULL);
        fault_after(0);
        lede_free(t);
        CHECK(st == LEDE_OK || st == LEDE_NOMEM);
    }
    for (n = 1, st = LEDE_NOMEM; st != LEDE_OK; n++) {
        fault_after(n);
        st = lede_amounts_find(text, strlen(text), "en", 0, &a, &count, NULL);
        fault_after(0);
        lede_free(a);
        CHECK(st == LEDE_OK || st == LEDE_NOMEM);
    }
}

int main(void)
{
    RUN(english_dates_resolve, "English dates resolve against the day of publication");
    RUN(times_of_day_resolve, "a time of day takes the day beside it, else the last one of its paragraph, else that of publication");
    RUN(other_languages_resolve, "common forms of eight more languages resolve");
    RUN(nothing_is_invented, "without a day of publication nothing is invented");
    RUN(money_is_found, "money has its value and currency");
    RUN(shares_and_counts_are_found, "percentages and counts are found");
    RUN(words_are_sorted, "the words of each language are sorted and unique");
    RUN(any_bytes_are_survived, "random pieces and invalid bytes are survived");
    RUN(no_memory_is_said, "every failed allocation gives LEDE_NOMEM");
    return END();
}
