/* Japanese and Chinese: years, months and days with their signs, and the words of relative days. */
#include <stdio.h>
#include <string.h>

#include "news/timex.h"

enum { ROOM = 40, SIGN_YEAR = 0x5E74, SIGN_MONTH = 0x6708, SIGN_DAY = 0x65E5, SIGN_DAY_ZH = 0x53F7 };

/* Number and sign at i: the number, or 0. */
static int before_sign(const lede__timex_work *w, size_t i, int sign)
{
    const lede__time_token *t;

    if (lede__class_at(&w->ts, i) != LEDE__T_DIGITS || !lede__is_sign(&w->ts, i + 1, sign))
        return 0;
    t = &w->ts.t[i];
    return t->places || t->grouped || t->value > 2199 ? 0 : t->value;
}

/* 2023年4月19日, 4月19日, 4月. */
static size_t numbers(lede__timex_work *w, size_t i)
{
    int year = before_sign(w, i, SIGN_YEAR), month, day;
    size_t k = year ? i + 2 : i;
    char value[ROOM];

    if (year && year < 1000)
        return i;
    month = before_sign(w, k, SIGN_MONTH);
    if (month < 1 || month > 12) {
        if (!year)
            return i;
        snprintf(value, sizeof value, "%04d", year);
        lede__timex_put(w, i, k, LEDE_TIMEX_DATE, value, "year");
        return k;
    }
    k += 2;
    day = before_sign(w, k, SIGN_DAY);
    if (!day)
        day = before_sign(w, k, SIGN_DAY_ZH);
    if (!year) {
        if (w->known < 1)
            return i;
        year = w->year - (month > w->month + 1 || (month > w->month && !day));
    }
    if (day < 1 || day > lede__date_days_in_month(year, month)) {
        lede__value_month(value, year, month);
    } else {
        snprintf(value, sizeof value, "%04d-%02d-%02d", year, month, day);
        k += 2;
    }
    lede__timex_put(w, i, k, LEDE_TIMEX_DATE, value, "numbers with signs of year, month and day");
    return k;
}

static const struct {
    const char *word;
    int unit, shift;
} words[] = {
    {"今日", LEDE__DAY, 0}, {"昨日", LEDE__DAY, -1}, {"明日", LEDE__DAY, 1}, {"一昨日", LEDE__DAY, -2}, {"今天", LEDE__DAY, 0},
    {"昨天", LEDE__DAY, -1}, {"明天", LEDE__DAY, 1}, {"前天", LEDE__DAY, -2}, {"后天", LEDE__DAY, 2}, {"今週", LEDE__WEEK, 0},
    {"先週", LEDE__WEEK, -1}, {"来週", LEDE__WEEK, 1}, {"本周", LEDE__WEEK, 0}, {"上周", LEDE__WEEK, -1}, {"下周", LEDE__WEEK, 1},
    {"今月", LEDE__MONTH, 0}, {"先月", LEDE__MONTH, -1}, {"来月", LEDE__MONTH, 1}, {"本月", LEDE__MONTH, 0}, {"上月", LEDE__MONTH, -1},
    {"下月", LEDE__MONTH, 1}, {"上个月", LEDE__MONTH, -1}, {"下个月", LEDE__MONTH, 1}, {"今年", LEDE__YEAR, 0}, {"去年", LEDE__YEAR, -1},
    {"昨年", LEDE__YEAR, -1}, {"来年", LEDE__YEAR, 1}, {"明年", LEDE__YEAR, 1}, {"前年", LEDE__YEAR, -2},
};

static size_t named(lede__timex_work *w, size_t i)
{
    size_t at = w->ts.t[i].start, k, end, n;
    char value[ROOM];

    for (k = 0; k < sizeof words / sizeof *words; k++) {
        n = strlen(words[k].word);
        if (n > w->ts.size - at || memcmp(w->ts.s + at, words[k].word, n) != 0)
            continue;
        if (!lede__value_unit(w, value, words[k].unit, words[k].shift))
            return i;
        for (end = i; end < w->ts.n && w->ts.t[end].start < at + n; end++)
            continue;
        lede__timex_put(w, i, end, LEDE_TIMEX_DATE, value, "day, week, month or year told from publication");
        return end;
    }
    return i;
}

size_t lede__timex_han(lede__timex_work *w, size_t i)
{
    const lede__time_token *t = &w->ts.t[i];

    if (t->cls == LEDE__T_DIGITS)
        return numbers(w, i);
    return t->cls == LEDE__T_SIGN && t->value >= 0x4E00 && t->value <= 0x9FFF ? named(w, i) : i;
}
