/* core/news/date_*.c: absolute dates. */
#include "lede/date.h"

#include "news/date.h"
#include "test.h"

static const char *parsed(const char *text, const char *language, const char *order)
{
    static char out[LEDE_DATE_MAX];
    lede_date_options o = {language, order, 0};
    lede_error err;

    if (lede_date_parse(text, strlen(text), &o, out, &err) == LEDE_OK)
        return out;
    return strstr(err.message, "exist") ? "impossible" : strstr(err.message, "which number") ? "ambiguous" : "none";
}

#define IS(text, want) EQ_STR(parsed(text, NULL, NULL), want)

static void keeps_precision(void)
{
    IS("2022", "2022");
    IS("2022-03", "2022-03");
    IS("2022-03-21", "2022-03-21");
    IS("2022-03-21T12", "2022-03-21T12");
    IS("2022-03-21T12:46", "2022-03-21T12:46");
    IS("2022-03-21 12:46:05", "2022-03-21T12:46:05");
    IS("2022-03-21T12:46:05.120+0100", "2022-03-21T12:46:05.120+01:00");
    IS("20220321T124605Z", "2022-03-21T12:46:05Z");
    IS("20220321", "2022-03-21");
    IS("2022/03/21", "2022-03-21");
    IS("March 2022", "2022-03");
    IS("3 p.m. on March 21, 2022", "2022-03-21T15");
}

static void keeps_zone(void)
{
    IS("Mon, 21 Mar 2022 12:46:05 +0000", "2022-03-21T12:46:05+00:00");
    IS("Mon, 21 Mar 22 12:46:05 EST", "2022-03-21T12:46:05-05:00");
    IS("Mon Mar 21 2022 12:46:00 GMT+0100 (CET)", "2022-03-21T12:46:00+01:00");
    IS("2022-03-21 12:46:05 UTC", "2022-03-21T12:46:05Z");
    IS("12:46 PM ET, Mon March 21, 2022", "2022-03-21T12:46");
    IS("March 21, 2022 12:46pm", "2022-03-21T12:46");
    IS("Mon Mar 21 12:46:00 2022", "2022-03-21T12:46:00");
}

static void languages(void)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"Montag, den 21. März 2022 um 12:46 Uhr", "2022-03-21T12:46"},
        {"le 1er mai 2022 à 12h46", "2022-05-01T12:46"},
        {"21 de marzo de 2022 a las 3:20 p. m.", "2022-03-21T15:20"},
        {"lunedì 21 marzo 2022, ore 12:46", "2022-03-21T12:46"},
        {"21 de março de 2022 às 12h46", "2022-03-21T12:46"},
        {"21 maart 2022 om 12.46 uur", "2022-03-21T12:46"},
        {"21. marts 2022 kl. 12.46", "2022-03-21T12:46"},
        {"21 mars 2022 klockan 12.46", "2022-03-21T12:46"},
        {"maanantai 21. maaliskuuta 2022 klo 12.46", "2022-03-21T12:46"},
        {"21 marca 2022, godz. 12:46", "2022-03-21T12:46"},
        {"21. března 2022 12:46", "2022-03-21T12:46"},
        {"21. 3. 2022", "2022-03-21"},
        {"21. februára 2022", "2022-02-21"},
        {"2022. március 21., hétfő 12:46", "2022-03-21T12:46"},
        {"21 martie 2022", "2022-03-21"},
        {"21 март 2022 г., 12:46", "2022-03-21T12:46"},
        {"21-го марта 2022 года", "2022-03-21"},
        {"21 березня 2022 р.", "2022-03-21"},
        {"21 Μαρτίου 2022, 3:20 μ.μ.", "2022-03-21T15:20"},
        {"21 Mart 2022 Pazartesi 12:46", "2022-03-21T12:46"},
        {"٢١ مارس ٢٠٢٢", "2022-03-21"},
        {"الاثنين 21 آذار/مارس 2022", "2022-03-21"},
        {"21 كانون الثاني 2022", "2022-01-21"},
        {"دوشنبه ۱ فروردین ۱۴۰۱", "2022-03-21"},
        {"21 במרץ 2022", "2022-03-21"},
        {"21 मार्च 2022", "2022-03-21"},
        {"21 Maret 2022 pukul 12.46 WIB", "2022-03-21T12:46+07:00"},
        {"21 Mac 2022", "2022-03-21"},
        {"Thứ hai, ngày 21 tháng 3 năm 2022", "2022-03-21"},
        {"2022年3月21日 下午3时20分", "2022-03-21T15:20"},
        {"2022年3月21日(月) 15時20分", "2022-03-21T15:20"},
        {"令和4年3月21日", "2022-03-21"},
        {"民國111年3月21日", "2022-03-21"},
        {"2022년 3월 21일 월요일 오후 3시 20분", "2022-03-21T15:20"},
        {"วันจันทร์ที่ 21 มีนาคม พ.ศ. 2565", "2022-03-21"},
        {"21 มี.ค. 2565 12:46 น.", "2022-03-21T12:46"},
        {"2022 m. kovo 21 d.", "2022-03-21"},
        {"2022. gada 21. martā", "2022-03-21"},
        {"21. märts 2022", "2022-03-21"},
        {"21 de març de 2022", "2022-03-21"},
        {"2022ko martxoaren 21a", "2022-03-21"},
        {"21. marca 2022", "2022-03-21"},
        {"21 ožujka 2022.", "2022-03-21"},
        {"21 март 2022", "2022-03-21"},
        {"21 mars 2022", "2022-03-21"},
        {"21 Januarie 2022", "2022-01-21"},
        {"21 gennaio 2022", "2022-01-21"},
    };
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
        IS(cases[i].text, cases[i].want);
    EQ_STR(parsed("2. listopada 2022", "hr", NULL), "2022-10-02");
    EQ_STR(parsed("2 listopada 2022", "pl", NULL), "2022-11-02");
}

static void order(void)
{
    IS("21/03/2022", "2022-03-21");
    IS("03/21/2022", "2022-03-21");
    IS("3/3/2022", "2022-03-03");
    IS("03/04/2022", "ambiguous");
    EQ_STR(parsed("03/04/2022", NULL, "dmy"), "2022-04-03");
    EQ_STR(parsed("03/04/2022", NULL, "mdy"), "2022-03-04");
    EQ_STR(parsed("03/04/2022", "en", NULL), "ambiguous");
    EQ_STR(parsed("03/04/2022", "en-US", NULL), "2022-03-04");
    EQ_STR(parsed("03/04/2022", "fr", NULL), "2022-04-03");
    EQ_STR(parsed("22/03/04", NULL, "ymd"), "2022-03-04");
    IS("3.4.2022", "2022-04-03");
    IS("1/21/18", "2018-01-21");
}

static void refusals(void)
{
    IS("31 February 2022", "impossible");
    IS("2022-02-29", "impossible");
    IS("2024-02-29", "2024-02-29");
    IS("2022-13-01", "impossible");
    IS("0001-01-01", "impossible");
    IS("9999-12-31", "impossible");
    IS("2022-03-21T25:00", "impossible");
    IS("", "none");
    IS("hello", "none");
    IS("21 March", "none");
    IS("1647866765", "none");
    IS("31-MAR-1987 605:12:19.12", "none");
    IS("192.168.10.21", "none");
    IS("\xff\xfe 21 \xc3", "none");
}

static void epoch(void)
{
    lede_date_options o = {NULL, NULL, 1};
    char out[LEDE_DATE_MAX];

    EQ_INT(lede_date_parse("1647866765", 10, &o, out, NULL), LEDE_OK);
    EQ_STR(out, "2022-03-21T12:46:05Z");
    EQ_INT(lede_date_parse("1647866765120", 13, &o, out, NULL), LEDE_OK);
    EQ_STR(out, "2022-03-21T12:46:05.120Z");
}

static void found(const char *text, const char *want, const char *part)
{
    char out[LEDE_DATE_MAX];
    lede_span at = {0, 0};

    if (lede_date_find(text, strlen(text), 0, NULL, &at, out, NULL) != LEDE_OK)
        at.end = at.start = 0;
    EQ_STR(out, want);
    EQ_INT(at.end - at.start, strlen(part));
    if (at.end - at.start == strlen(part))
        CHECK(memcmp(text + at.start, part, strlen(part)) == 0);
}

static void finds(void)
{
    found("By Ann Berg, Pier News | Updated March 21, 2022 at 3:20 p.m. EDT", "2022-03-21T15:20-04:00",
          "March 21, 2022 at 3:20 p.m. EDT");
    found("HARBOUR TOWN, 21 March 2022 (Pier News) - The board met.", "2022-03-21", "21 March 2022");
    found("Call 555-2022-03 or see /2022/03/ before 21.3.2022.", "2022-03-21", "21.3.2022");
    found("Version 1.2.2022.4 came 12 people, 2021 was better.", "", "");
    found("記事は2022年3月21日に出た", "2022-03-21", "2022年3月21日");
    found("31 February 2022, then 1 March 2022", "2022-03-01", "1 March 2022");
}

static void finds_far(void)
{
    size_t n = 200000, i;
    char *text = malloc(n + 20);

    for (i = 0; i < n; i += 4)
        memcpy(text + i, "12 a", 4);
    memcpy(text + n, " 21 March 2022 ", 16);
    found(text, "2022-03-21", "21 March 2022");
    free(text);
}

static void validity(void)
{
    EQ_INT(lede_date_valid("2022", 4), 1);
    EQ_INT(lede_date_valid("2022-03", 7), 2);
    EQ_INT(lede_date_valid("2022-03-21", 10), 3);
    EQ_INT(lede_date_valid("2022-03-21T12+01:00", 19), 4);
    EQ_INT(lede_date_valid("2022-03-21T12:46", 16), 5);
    EQ_INT(lede_date_valid("2022-03-21T12:46:05Z", 20), 6);
    EQ_INT(lede_date_valid("2022-03-21T12:46:05.5Z", 22), 7);
    EQ_INT(lede_date_valid("2022-03-32", 10), 0);
    EQ_INT(lede_date_valid("20220321", 8), 0);
    EQ_INT(lede_date_valid("2022-03-21 12:46", 16), 0);
}

static void table_is_sorted_and_folded(void)
{
    size_t i, k, used, bad = 0;
    char folded[64];

    for (i = 0; i < lede__date_name_count; i++) {
        const char *key = lede__date_names[i].key;
        size_t n = strlen(key), m = 0;

        for (k = 0; k < n; k += used) {
            size_t len = lede__date_fold(key + k, n - k, folded, &used);

            bad += m + len > n || memcmp(key + m, folded, len) != 0;
            m += len;
        }
        bad += m != n;
        bad += i && strcmp(lede__date_names[i - 1].key, key) > 0;
        if (bad) {
            printf("# '%s'\n", key);
            break;
        }
    }
    EQ_INT(bad, 0);
}

static void day_counts(void)
{
    int y, m, d;
    long i;

    EQ_INT(lede__date_to_days(1970, 1, 1), 0);
    EQ_INT(lede__date_to_days(2022, 3, 21), 19072);
    for (i = -200000; i < 80000; i += 17) {
        lede__date_from_days(i, &y, &m, &d);
        EQ_INT(lede__date_to_days(y, m, d), i);
    }
}

int main(void)
{
    RUN(keeps_precision, "a date keeps the precision it was given with");
    RUN(keeps_zone, "a date keeps its zone and never gains one");
    RUN(languages, "dates are read in the languages of the news");
    RUN(order, "numbers that could be day or month need an order");
    RUN(refusals, "impossible days, odd years and texts without date are refused with their reason");
    RUN(epoch, "digits alone are an epoch only on request");
    RUN(finds, "a date is found inside a line, with its time");
    RUN(finds_far, "a date is found at the end of a long text");
    RUN(validity, "a valid ISO date tells its precision");
    RUN(table_is_sorted_and_folded, "the table of names is folded and in byte order");
    RUN(day_counts, "days since 1970 and dates turn into each other");
    return END();
}
