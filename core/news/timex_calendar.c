/* Days, months, weekdays and feasts by their names, and what modifiers make of them. */
#include <stdio.h>
#include <string.h>

#include "news/timex.h"

enum { ROOM = 40 };

#define TS (&w->ts)

/* A day of a month at i, with "st", "." or "th" behind it: the token after; i where none. */
static size_t day_at(const lede__timex_work *w, size_t i, int *day)
{
    const lede__time_token *t = token(w, i);

    *day = t->value;
    if (cls(w, i) == LEDE__T_ORD && t->value >= 1 && t->value <= 31)
        return i + 1;
    if (cls(w, i) != LEDE__T_DIGITS || t->digits > 2 || t->places || t->value < 1 || t->value > 31)
        return i;
    if (lede__is_sign(TS, i + 1, '-') && !token(w, i + 1)->space && cls(w, i + 2) == LEDE__T_UNIT)
        return i;   /* "January 10-year bonds" */
    if (cls(w, i + 1) == LEDE__T_ORDSUFFIX && !token(w, i + 1)->space)
        return i + 2;
    if (w->ts.language && strcmp(w->ts.language->language, "de") == 0 && lede__is_sign(TS, i + 1, '.'))
        return i + 2;
    return i + 1;
}

/* --- the time of day behind a day ---------------------------------------------- */

static const char *part_name(int part)
{
    static const char *const names[] = {"", "TMO", "TMI", "TAF", "TEV", "TNI", "TNI"};

    return names[part];
}

/* "night" behind a day: appends TNI. Returns the token after. */
static size_t part_after(const lede__timex_work *w, size_t i, char *value, lede_timex_kind *kind)
{
    if (cls(w, i) != LEDE__T_PART || token(w, i)->line)
        return i;
    strncat(value, part_name(token(w, i)->value), 4);
    *kind = LEDE_TIMEX_TIME;
    return i + 1;
}

/* --- months ------------------------------------------------------------------------- */

/* Whether the word at i is used as a month: May and March are verbs too. */
static int month_like(const lede__timex_work *w, size_t i)
{
    const lede__time_token *t = token(w, i);
    size_t n = t->end - t->start;
    int english = !w->ts.language || strcmp(w->ts.language->language, "en") == 0;
    int before = i > 0 ? cls(w, i - 1) : 0, day;

    if (!english)
        return 1;
    if (!t->upper || (cls(w, i + 1) == LEDE__T_DIGITS && !token(w, i + 1)->space))
        return 0;
    if (!lede__is_word(TS, i, "may") && !lede__is_word(TS, i, "march") && n > 3)
        return 1;
    if (cls(w, i + 1) == LEDE__T_DIGITS && day_at(w, i + 1, &day) > i + 1)
        return 1;
    if (n == 3 && lede__is_sign(TS, i + 1, '.') && !lede__is_word(TS, i, "may"))
        return 1;
    return lede__timex_year_at(w, i + 1) || before == LEDE__T_IN || before == LEDE__T_LAST || before == LEDE__T_NEXT || before == LEDE__T_THIS ||
           before == LEDE__T_EARLY || before == LEDE__T_MID || before == LEDE__T_LATE || before == LEDE__T_SINCE ||
           before == LEDE__T_TO || before == LEDE__T_OF || before == LEDE__T_DIGITS ||
           (lede__is_word(TS, i, "march") && i > 0 && !token(w, i)->line && !lede__is_sign(TS, i - 1, '.'));
}

static size_t put_day(lede__timex_work *w, size_t first, size_t after, int year, int month, int day, int tense, const char *rule)
{
    char value[ROOM];
    lede_timex_kind kind = LEDE_TIMEX_DATE;
    size_t end;

    if (!year) {
        if (w->known < 1)
            return first;
        year = lede__near_year(w, month, day, tense);
    }
    if (day > lede__date_days_in_month(year, month))
        return after;               /* no such day: passed over whole */
    snprintf(value, sizeof value, "%04d-%02d-%02d", year, month, day);
    end = part_after(w, after, value, &kind);
    lede__timex_put(w, first, end, kind, value, rule);
    return end;
}

/* The second half of a range in the same month, "March 3-5": its own finding. */
static size_t month_range(lede__timex_work *w, size_t i, int month, int tense)
{
    int day, year = 0;
    size_t k = i + 1, end;

    if (!(lede__is_sign(TS, i, '-') || lede__is_sign(TS, i, 0x2013)) || cls(w, k) != LEDE__T_DIGITS)
        return i;
    end = day_at(w, k, &day);
    if (end == k)
        return i;
    end = lede__timex_year_after(w, end, &year);
    return put_day(w, k, end, year, month, day, tense, "day of a range");
}

/* A year behind the month and day that end before `i`; wires have an hour there, "APRIL 07 1100 EST", tables a figure. */
static size_t year_of_day_at(const lede__timex_work *w, size_t i, int *year)
{
    size_t end = lede__timex_year_after(w, i, year);

    if (end == i + 1 && (lede__timex_zone(w, end) > end || (cls(w, end) == LEDE__T_MONTH && cls(w, end + 1) == LEDE__T_DIGITS))) {
        *year = 0;
        return i;
    }
    return end;
}

/* Month first: "March 21, 2022", "March 2022", "March". `first` is where the expression began (a weekday). */
static size_t month_first(lede__timex_work *w, size_t first, size_t i)
{
    int month = token(w, i)->value, day = 0, year = 0, tense;
    size_t k = i + 1, end;

    if (!month_like(w, i))
        return first;
    if (lede__is_sign(TS, k, '.') && !token(w, k)->space && token(w, i)->end - token(w, i)->start <= 4 && !token(w, k + 1)->line &&
        (cls(w, k + 1) == LEDE__T_DIGITS))
        k++;
    end = day_at(w, k, &day);
    if (cls(w, k) == LEDE__T_ORD && !lede__is_word(TS, k + 1, "quarter"))
        end = day_at(w, k, &day);
    if (end > k && !token(w, k)->line && !(cls(w, end) == LEDE__T_PERCENT)) {
        end = year_of_day_at(w, end, &year);
        tense = lede__timex_tense(w, first, end);
        k = put_day(w, first, end, year, month, day, tense, "month and day");
        return k > first ? month_range(w, k, month, tense) : k;
    }
    end = lede__timex_year_after(w, k, &year);
    if (end == k && first < i)
        return first;           /* a weekday and a month without its day */
    {
        char value[ROOM];

        if (!year && w->known < 1)
            return first;
        if (!year)
            year = lede__near_year(w, month, 0, lede__timex_tense(w, first, end));
        lede__value_month(value, year, month);
        lede__timex_put(w, first, end, LEDE_TIMEX_DATE, value, "month");
    }
    return end;
}

/* Day first: "21 March 2022", "21. März", "21 de marzo de 2022", "the 21st of March". */
static size_t day_first(lede__timex_work *w, size_t first, size_t i)
{
    int day, month, year = 0;
    size_t k = day_at(w, i, &day), end;

    if (k == i)
        return first;
    if (cls(w, k) == LEDE__T_OF)
        k++;
    if (cls(w, k) != LEDE__T_MONTH || token(w, k)->line)
        return first;
    month = token(w, k)->value;
    end = k + 1;
    if (lede__is_sign(TS, end, '.') && !token(w, end)->space && lede__timex_year_at(w, end + 1))
        end++;
    end = lede__timex_year_after(w, end, &year);
    return put_day(w, first, end, year, month, day, lede__timex_tense(w, first, end), "day and month");
}

/* --- numbers alone ---------------------------------------------------------------------- */

/* 2022-03-21, 21.03.2022, 3/21/2022 where only one order fits. */
static size_t numeric(lede__timex_work *w, size_t i)
{
    const lede__time_token *a = token(w, i), *b = token(w, i + 2), *c = token(w, i + 4);
    char sign;
    int year, month, day;

    if (cls(w, i + 2) != LEDE__T_DIGITS || cls(w, i + 4) != LEDE__T_DIGITS || cls(w, i + 1) != LEDE__T_SIGN || b->space || c->space ||
        token(w, i + 1)->space)
        return i;
    sign = (char)token(w, i + 1)->value;
    if (!lede__is_sign(TS, i + 3, sign) || (sign != '-' && sign != '/' && sign != '.'))
        return i;
    if (a->digits == 4) {
        year = a->value, month = b->value, day = c->value;
    } else if (c->digits == 4 && b->value > 12) {
        month = a->value, day = b->value, year = c->value;
    } else if (c->digits == 4 && (a->value > 12 || sign == '.' || (w->ts.language && strcmp(w->ts.language->language, "en") != 0))) {
        day = a->value, month = b->value, year = c->value;
    } else {
        return i;
    }
    if (month < 1 || month > 12 || day < 1 || year < 1000 || year > 2199 || day > lede__date_days_in_month(year, month))
        return i;
    return put_day(w, i, i + 5, year, month, day, 0, "date in numbers");
}

/* --- weekdays ------------------------------------------------------------------------------- */

static size_t weekday(lede__timex_work *w, size_t first, size_t i, int shift)
{
    int day = token(w, i)->value, now = lede__weekday_of(w->today), english;
    lede_timex_kind kind = LEDE_TIMEX_DATE;
    char value[ROOM];
    long days;
    size_t end = i + 1, k, n = token(w, i)->end - token(w, i)->start;

    english = !w->ts.language || strcmp(w->ts.language->language, "en") == 0;
    if (english && (!token(w, i)->upper || (n == 3 && (lede__is_word(TS, i, "sun") || lede__is_word(TS, i, "wed")) )))
        return first;
    if (lede__is_sign(TS, end, '.') && n <= 5 && english && !token(w, end)->space && n < 6 && (cls(w, end + 1) == LEDE__T_MONTH || lede__is_sign(TS, end + 1, ',')))
        end++;
    k = lede__is_sign(TS, end, ',') ? end + 1 : end;
    if (cls(w, k) == LEDE__T_THE)
        k++;
    if (!token(w, k)->line && cls(w, k) == LEDE__T_MONTH) {
        size_t whole = month_first(w, first, k);

        if (whole > first)
            return whole;
    }
    if (!token(w, k)->line && (cls(w, k) == LEDE__T_DIGITS || cls(w, k) == LEDE__T_ORD)) {
        size_t whole = day_first(w, first, k);

        if (whole > first)
            return whole;
    }
    if (day > 10) {
        snprintf(value, sizeof value, "XXXX-WXX-%d", day - 10);
        lede__timex_put(w, first, i + 1, LEDE_TIMEX_SET, value, "weekdays");
        return i + 1;
    }
    if (w->known < 3)
        return first;
    days = w->today - (now - day + 7) % 7;
    if (shift < 0 && days == w->today)
        days -= 7;
    else if (shift > 0 || (!shift && days != w->today && lede__is_future(w, first, i + 1)))
        days += 7;
    lede__value_day(value, days);
    end = part_after(w, i + 1, value, &kind);
    lede__timex_put(w, first, end, kind, value, "weekday");
    return end;
}

/* --- feasts --------------------------------------------------------------------------------------- */

static size_t feast(lede__timex_work *w, size_t i)
{
    int what = token(w, i)->value, month = what / 100, day = what % 100, year = 0;
    size_t end = i + 1;
    char value[ROOM];

    if (!token(w, i)->upper || what == 0)
        return i;
    if (lede__is_word(TS, end, "eve") || lede__is_word(TS, end, "day")) {
        day -= lede__is_word(TS, end, "eve");
        end++;
    } else if (what == 1225 || what == 1) {
        if (cls(w, end) == LEDE__T_OTHER && !token(w, end)->line && i > 0 && cls(w, i - 1) != LEDE__T_IN && cls(w, i - 1) != LEDE__T_LAST)
            return i;                /* Christmas shopping is no day */
    }
    end = lede__timex_year_after(w, end, &year);
    if (!year && w->known < 1)
        return i;
    if (what == 1) {
        month = 11;
        if (!year)
            year = lede__near_year(w, 11, 25, lede__timex_tense(w, i, end));
        lede__value_day(value, lede__nth_weekday(year, 11, 4, 4));
    } else {
        if (!year)
            year = lede__near_year(w, month, day, lede__timex_tense(w, i, end));
        snprintf(value, sizeof value, "%04d-%02d-%02d", year, month, day);
    }
    lede__timex_put(w, i, end, LEDE_TIMEX_DATE, value, "feast");
    return end;
}

/* --- what a modifier begins ------------------------------------------------------------------------ */

/* "last Friday", "next March", "this summer": i is the modifier. */
static size_t modified(lede__timex_work *w, size_t i)
{
    int c = cls(w, i), shift = c == LEDE__T_LAST ? -1 : c == LEDE__T_NEXT ? 1 : 0, month, year;
    char value[ROOM];
    size_t k = i + 1;

    if (token(w, k)->line)
        return i;
    switch (cls(w, k)) {
    case LEDE__T_WDAY:
        return token(w, k)->value < 10 ? weekday(w, i, k, c == LEDE__T_THIS && w->known >= 3 && token(w, k)->value > lede__weekday_of(w->today) ? 1 : shift) : i;
    case LEDE__T_SEASON:
        return lede__timex_season(w, i, k, shift);
    case LEDE__T_MONTH:
        if (w->known < 2 || cls(w, k + 1) == LEDE__T_DIGITS)
            return i;
        month = token(w, k)->value;
        year = w->year + (shift < 0 && month >= w->month ? -1 : shift > 0 && month <= w->month ? 1 : 0);
        lede__value_month(value, year, month);
        lede__timex_put(w, i, k + 1, LEDE_TIMEX_DATE, value, "month with last, next or this");
        return k + 1;
    default:
        /* "the last half of 1973" */
        if (c != LEDE__T_LAST || !lede__is_word(TS, k, "half") || cls(w, k + 1) != LEDE__T_OF || !lede__timex_year_at(w, k + 2))
            return i;
        snprintf(value, sizeof value, "%04d-H2", lede__timex_year_at(w, k + 2));
        lede__timex_put(w, i, k + 3, LEDE_TIMEX_DATE, value, "half of a year");
        return k + 3;
    }
}

/* "early March", "late 2012", "mid-2012", "the end of March": the part that is named, its whole span. */
static size_t edge(lede__timex_work *w, size_t i)
{
    size_t k = i + 1, end, found = w->n;

    if (lede__is_sign(TS, k, '-'))
        k++;
    if (cls(w, k) == LEDE__T_IN || cls(w, k) == LEDE__T_OF)
        k++;
    if (cls(w, k) == LEDE__T_THE)
        k++;
    if (token(w, k)->line || cls(w, k) == LEDE__T_EARLY || cls(w, k) == LEDE__T_MID || cls(w, k) == LEDE__T_LATE)
        return i;
    w->from = i;
    end = lede__timex_calendar(w, k);
    w->from = 0;
    if (end == k && (cls(w, k) == LEDE__T_THIS || cls(w, k) == LEDE__T_NEXT || cls(w, k) == LEDE__T_LAST))
        end = lede__timex_relative(w, k);
    if (end == k || w->n != found + 1)
        return end == k ? i : end;
    w->list[found].start = token(w, i)->start;
    return end;
}

size_t lede__timex_calendar(lede__timex_work *w, size_t i)
{
    size_t end;

    switch (cls(w, i)) {
    case LEDE__T_MONTH:
        return month_first(w, i, i);
    case LEDE__T_WDAY:
        return weekday(w, i, i, 0);
    case LEDE__T_DIGITS:
        end = numeric(w, i);
        if (end == i)
            end = day_first(w, i, i);
        return end == i ? lede__timex_year(w, i) : end;
    case LEDE__T_ORD:
        end = lede__timex_year(w, i);
        return end == i ? day_first(w, i, i) : end;
    case LEDE__T_SEASON:
        return lede__timex_season(w, i, i, 0);
    case LEDE__T_HOLIDAY:
        return feast(w, i);
    case LEDE__T_LAST: case LEDE__T_NEXT: case LEDE__T_THIS:
        return modified(w, i);
    case LEDE__T_EARLY: case LEDE__T_MID: case LEDE__T_LATE:
        return edge(w, i);
    default:
        return lede__timex_year(w, i);
    }
}
