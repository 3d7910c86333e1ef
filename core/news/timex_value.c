#include <math.h>
#include <stdio.h>
#include <string.h>

#include "news/timex.h"

enum { ROOM = 40 };

int lede__weekday_of(long days)
{
    long d = (days + 3) % 7;   /* 1970-01-01 was a Thursday */

    return (int)(d < 0 ? d + 7 : d) + 1;
}

void lede__value_day(char *out, long days)
{
    int y, m, d;

    lede__date_from_days(days, &y, &m, &d);
    snprintf(out, ROOM, "%04d-%02d-%02d", y, m, d);
}

/* ISO 8601 weeks: the week belongs to the year of its Thursday. */
void lede__value_week(char *out, long days)
{
    long thursday = days - lede__weekday_of(days) + 4;
    int y, m, d;

    lede__date_from_days(thursday, &y, &m, &d);
    snprintf(out, ROOM, "%04d-W%02d", y, (int)((thursday - lede__date_to_days(y, 1, 1)) / 7) + 1);
}

void lede__value_weekend(char *out, long days)
{
    lede__value_week(out, days);
    memcpy(out + strlen(out), "-WE", 4);
}

void lede__value_month(char *out, int year, int month)
{
    int zero = year * 12 + month - 1;

    snprintf(out, ROOM, "%04d-%02d", zero / 12, zero % 12 + 1);
}

void lede__value_quarter(char *out, int year, int quarter)
{
    int zero = year * 4 + quarter - 1;

    snprintf(out, ROOM, "%04d-Q%d", zero / 4, zero % 4 + 1);
}

void lede__value_season(char *out, int year, int season)
{
    static const char names[5][3] = {"", "SP", "SU", "FA", "WI"};

    snprintf(out, ROOM, "%04d-%s", year, names[season]);
}

void lede__value_duration(char *out, double n, int unit)
{
    static const char letters[13] = " SMHDWMQYYYDW";
    double count = n;
    char number[24];
    const char *time = unit <= LEDE__HOUR ? "T" : "";

    if (unit == LEDE__FORTNIGHT && n > 0)
        count = n * 2;
    if (n < 0)
        snprintf(number, sizeof number, "X");
    else if (count == floor(count))
        snprintf(number, sizeof number, "%.0f", count);
    else
        snprintf(number, sizeof number, "%.10g", count);
    if (unit == LEDE__DECADE)
        snprintf(out, ROOM, "P%sDE", number);
    else if (unit == LEDE__CENTURY)
        snprintf(out, ROOM, "P%sCE", number);
    else if (unit == LEDE__WEEKEND)
        snprintf(out, ROOM, "P%sWE", number);
    else
        snprintf(out, ROOM, "P%s%s%c", time, number, letters[unit]);
}

int lede__value_unit(const lede__timex_work *w, char *out, int unit, int n)
{
    switch (unit) {
    case LEDE__YEAR:
        snprintf(out, ROOM, "%04d", w->year + n);
        return w->known >= 1;
    case LEDE__DECADE:
        snprintf(out, ROOM, "%03d", w->year / 10 + n);
        return w->known >= 1;
    case LEDE__CENTURY:
        snprintf(out, ROOM, "%02d", w->year / 100 + n);
        return w->known >= 1;
    case LEDE__MONTH:
        lede__value_month(out, w->year, w->month + n);
        return w->known >= 2;
    case LEDE__QUARTER:
        lede__value_quarter(out, w->year, (w->month + 2) / 3 + n);
        return w->known >= 2;
    case LEDE__WEEK:
        lede__value_week(out, w->today + 7 * n);
        return w->known >= 3;
    case LEDE__FORTNIGHT:
        lede__value_week(out, w->today + 14 * n);
        return w->known >= 3;
    case LEDE__WEEKEND:
        lede__value_weekend(out, w->today + 7 * n);
        return w->known >= 3;
    case LEDE__DAY:
        lede__value_day(out, w->today + n);
        return w->known >= 3;
    default:
        return 0;
    }
}

int lede__value_away(const lede__timex_work *w, char *out, int unit, double n)
{
    int whole = (int)n;

    if (fabs(n) > 3000)
        return 0;
    if (unit == LEDE__YEAR && n != whole && w->known >= 2) {
        lede__value_month(out, w->year, w->month + (int)(n * 12));
        return 1;
    }
    if (unit == LEDE__DECADE && w->known >= 1) {
        snprintf(out, ROOM, "%04d", w->year + (int)(n * 10));
        return 1;
    }
    if (unit == LEDE__CENTURY && w->known >= 1) {
        snprintf(out, ROOM, "%04d", w->year + (int)(n * 100));
        return 1;
    }
    return lede__value_unit(w, out, unit, whole);
}

long lede__nth_weekday(int year, int month, int weekday, int n)
{
    long first = lede__date_to_days(year, month, 1), day;

    day = first + (weekday - lede__weekday_of(first) + 7) % 7 + 7 * (n - 1);
    if (n == 5 && day >= first + lede__date_days_in_month(year, month))
        day -= 7;
    return day;
}
