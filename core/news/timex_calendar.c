/* Days, months, years, weekdays, quarters, seasons, feasts by their names. */
#include <stdio.h>
#include <string.h>

#include "news/timex.h"

enum { NOT_A_YEAR = 0, ROOM = 40 };

#define TS (&w->ts)

static const lede__time_token *token(const lede__timex_work *w, size_t i)
{
    static const lede__time_token none = {.line = 1};

    return i < w->ts.n ? &w->ts.t[i] : &none;
}

static int cls(const lede__timex_work *w, size_t i)
{
    return lede__class_at(TS, i);
}

/* A number of four digits that can be a year. */
static int year_at(const lede__timex_work *w, size_t i)
{
    const lede__time_token *t = token(w, i);

    return cls(w, i) == LEDE__T_DIGITS && t->digits == 4 && !t->places && !t->grouped && t->value >= 1000 && t->value <= 2199
               ? t->value : NOT_A_YEAR;
}

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
    return year_at(w, i + 1) || before == LEDE__T_IN || before == LEDE__T_LAST || before == LEDE__T_NEXT || before == LEDE__T_THIS ||
           before == LEDE__T_EARLY || before == LEDE__T_MID || before == LEDE__T_LATE || before == LEDE__T_SINCE ||
           before == LEDE__T_TO || before == LEDE__T_OF || before == LEDE__T_DIGITS ||
           (lede__is_word(TS, i, "march") && i > 0 && !token(w, i)->line && !lede__is_sign(TS, i - 1, '.'));
}

/* A year in words, as broadcasts have it: "nineteen ninety-one". The token after. */
static size_t spoken_year_at(const lede__timex_work *w, size_t i, int *year)
{
    int tens = token(w, i + 1)->value, ones = 0;
    size_t end = i + 2;

    if (cls(w, i) != LEDE__T_NUM || (token(w, i)->value != 19 && token(w, i)->value != 20) || cls(w, i + 1) != LEDE__T_NUM || tens < 10 ||
        tens > 90)
        return i;
    if (lede__is_sign(TS, end, '-') && cls(w, end + 1) == LEDE__T_NUM && tens >= 20 && token(w, end + 1)->value < 10) {
        ones = token(w, end + 1)->value;
        end += 2;
    } else if (cls(w, end) == LEDE__T_NUM && tens >= 20 && token(w, end)->value > 0 && token(w, end)->value < 10) {
        ones = token(w, end)->value;
        end++;
    }
    *year = token(w, i)->value * 100 + tens + ones;
    return end;
}

/* ", 2013", "of 2013", "de 2013", "2013" at i. Sets *year; the token after. */
static size_t year_after(const lede__timex_work *w, size_t i, int *year)
{
    size_t k = i, spoken;

    if (lede__is_sign(TS, k, ',') || cls(w, k) == LEDE__T_OF)
        k++;
    if (cls(w, k) == LEDE__T_THE)
        k++;
    if (k > i && cls(w, i) == LEDE__T_OF && (spoken = spoken_year_at(w, k, year)) > k)
        return spoken;
    if (token(w, k)->line || !year_at(w, k) || (k > i && token(w, k)->value < 1900 && lede__is_sign(TS, i, ',')))
        return i;
    *year = year_at(w, k);
    k++;
    if (lede__is_word(TS, k, "года") || lede__is_word(TS, k, "году"))
        k++;
    return k;
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
    end = year_after(w, end, &year);
    return put_day(w, k, end, year, month, day, tense, "day of a range");
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
        end = year_after(w, end, &year);
        tense = lede__timex_tense(w, first, end);
        k = put_day(w, first, end, year, month, day, tense, "month and day");
        return k > first ? month_range(w, k, month, tense) : k;
    }
    end = year_after(w, k, &year);
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
    if (lede__is_sign(TS, end, '.') && !token(w, end)->space && year_at(w, end + 1))
        end++;
    end = year_after(w, end, &year);
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

/* Whether a bare number of four digits stands where a year would. */
static int is_year_place(const lede__timex_work *w, size_t i)
{
    int before = i > 0 ? cls(w, i - 1) : 0, next = cls(w, i + 1), year = token(w, i)->value;
    const lede__time_token *n = token(w, i + 1);

    if (year < 1500 || year > 2100)
        return 0;
    if (next == LEDE__T_CURRENCY || next == LEDE__T_PERCENT || next == LEDE__T_MULT || next == LEDE__T_UNIT || next == LEDE__T_CENT)
        return 0;
    if (i > 0 && cls(w, i - 1) == LEDE__T_SIGN && !token(w, i)->space && !lede__is_sign(TS, i - 1, '(') && !lede__is_sign(TS, i - 1, '-') &&
        !lede__is_sign(TS, i - 1, 0x2013) && !lede__is_sign(TS, i - 1, '/') && !lede__is_sign(TS, i - 1, 0x201C) && !lede__is_sign(TS, i - 1, '"'))
        return 0;
    if (before == LEDE__T_CURRENCY || before == LEDE__T_APPROX)
        return 0;
    if (before == LEDE__T_IN || before == LEDE__T_SINCE || before == LEDE__T_OF || before == LEDE__T_TO || before == LEDE__T_EARLY ||
        before == LEDE__T_MID || before == LEDE__T_LATE || before == LEDE__T_FISCAL || before == LEDE__T_THE || before == LEDE__T_UNIT ||
        before == LEDE__T_AND || before == LEDE__T_SEASON)
        return 1;
    if (next == LEDE__T_SIGN || i + 1 >= w->ts.n || n->line)
        return 1;
    /* "1,988 people", "2000 homes" are counts. */
    if (next == LEDE__T_OTHER && !n->upper) {
        char last = w->ts.s[n->end - 1];

        return last != 's' && !lede__is_word(TS, i + 1, "people") && !lede__is_word(TS, i + 1, "men");
    }
    return 1;
}

/* "1990s", "the '90s": three digits of a year. */
static size_t decade(lede__timex_work *w, size_t i)
{
    const lede__time_token *t = token(w, i), *s = token(w, i + 1);
    char value[ROOM];
    size_t end = i + 2;

    if (lede__is_sign(TS, i + 1, '\'') || lede__is_sign(TS, i + 1, 0x2019)) {
        s = token(w, i + 2);
        end = i + 3;
    }
    if (s->space || s->end - s->start != 1 || w->ts.s[s->start] != 's' || t->value % 10)
        return i;
    if (year_at(w, i))
        snprintf(value, sizeof value, "%03d", t->value / 10);
    else if (t->digits == 2 && t->value >= 20 && i > 0 && !t->space && (lede__is_sign(TS, i - 1, '\'') || lede__is_sign(TS, i - 1, 0x2019)))
        snprintf(value, sizeof value, "19%d", t->value / 10);
    else
        return i;
    lede__timex_put(w, i, end, LEDE_TIMEX_DATE, value, "decade");
    return end;
}

/* "the 1973 second quarter" */
static size_t year_quarter(lede__timex_work *w, size_t i)
{
    int q = token(w, i + 1)->value;
    size_t k = lede__is_sign(TS, i + 2, '-') ? i + 3 : i + 2;
    char value[ROOM];

    if (!year_at(w, i) || cls(w, i + 1) != LEDE__T_ORD || q > 4 || cls(w, k) != LEDE__T_UNIT || token(w, k)->value != LEDE__QUARTER)
        return i;
    lede__value_quarter(value, year_at(w, i), q);
    lede__timex_put(w, i, k + 1, LEDE_TIMEX_DATE, value, "quarter");
    return k + 1;
}

static size_t spoken_year(lede__timex_work *w, size_t i)
{
    char value[ROOM];
    int year;
    size_t end = spoken_year_at(w, i, &year);

    if (end == i)
        return i;
    snprintf(value, sizeof value, "%04d", year);
    lede__timex_put(w, i, end, LEDE_TIMEX_DATE, value, "year in words");
    return end;
}

/* "year end", "the year two thousand": i is the year's unit. */
static size_t year_unit(lede__timex_work *w, size_t i)
{
    size_t k = lede__is_sign(TS, i + 1, '-') ? i + 2 : i + 1, end;
    char value[ROOM];
    double v;
    int digits;

    if (lede__is_sign(TS, i + 1, '\'') && lede__is_word(TS, i + 2, "s"))
        k = i + 3;
    if (token(w, i)->value != LEDE__YEAR || token(w, k)->line)
        return i;
    if (lede__is_word(TS, k, "end") && w->known >= 1) {
        snprintf(value, sizeof value, "%04d", w->year);
        lede__timex_put(w, i, k + 1, LEDE_TIMEX_DATE, value, "end of the year");
        return k + 1;
    }
    end = cls(w, k) == LEDE__T_NUM && k == i + 1 ? lede__number_at(TS, k, &v, &digits) : k;
    if (end == k || v < 1500 || v > 2100)
        return i;
    snprintf(value, sizeof value, "%04d", (int)v);
    lede__timex_put(w, i, end, LEDE_TIMEX_DATE, value, "year in words");
    return end;
}

static size_t bare_year(lede__timex_work *w, size_t i)
{
    char value[ROOM];

    if (!year_at(w, i) || !is_year_place(w, i))
        return i;
    snprintf(value, sizeof value, "%04d", token(w, i)->value);
    lede__timex_put(w, i, i + 1, LEDE_TIMEX_DATE, value, "year");
    return i + 1;
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

/* --- quarters, seasons, feasts ------------------------------------------------------------------ */

static int unit_at(const lede__timex_work *w, size_t i, int unit)
{
    return cls(w, i) == LEDE__T_UNIT && token(w, i)->value == unit;
}

/* "third quarter", "third-quarter", "Q3", "first half": then perhaps a year. */
static size_t quarter(lede__timex_work *w, size_t i)
{
    int q = token(w, i)->value, year = 0, half;
    size_t k = i + 1, end;
    char value[ROOM];

    if (lede__is_sign(TS, k, '-'))
        k++;
    half = lede__is_word(TS, k, "half");
    if (q < 1 || q > (half ? 2 : 4) || (!half && !unit_at(w, k, LEDE__QUARTER)))
        return i;
    end = year_after(w, k + 1, &year);
    if (!year && cls(w, k + 1) == LEDE__T_OF && cls(w, k + 2) == LEDE__T_FISCAL && year_at(w, k + 3)) {
        year = year_at(w, k + 3);
        end = k + 4;
    }
    if (half && !year && cls(w, k + 1) == LEDE__T_OF && cls(w, k + 2) != LEDE__T_THE && cls(w, k + 2) != LEDE__T_THIS)
        return i;
    if (!year) {
        if (w->known < 2)
            return i;
        year = w->year;
        if (!half && q > (w->month + 2) / 3 && !lede__is_future(w, i, end))
            year--;
    }
    if (half)
        snprintf(value, sizeof value, "%04d-H%d", year, q);
    else
        lede__value_quarter(value, year, q);
    lede__timex_put(w, i, end, LEDE_TIMEX_DATE, value, half ? "half of a year" : "quarter");
    return end;
}

/* A season with a year, or with a word that makes it one: "last summer", "the winter of 1994", "in the spring". */
static size_t season(lede__timex_work *w, size_t first, size_t i, int shift)
{
    int year = 0, before = i > 0 ? cls(w, i - 1) : 0, which = token(w, i)->value, turn;
    size_t end = year_after(w, i + 1, &year);
    char value[ROOM];

    if (!year) {
        if (first == i && before != LEDE__T_THE && before != LEDE__T_IN && before != LEDE__T_EARLY && before != LEDE__T_LATE)
            return first;
        if (first == i && before == LEDE__T_THE && cls(w, i + 1) == LEDE__T_OF)
            return first;
        if (first == i && lede__is_word(TS, i, "fall") && !(before == LEDE__T_THE && i > 1 && cls(w, i - 2) == LEDE__T_IN))
            return first;
        if (w->known < 2)
            return first;
        turn = which * 3;            /* the month in which it begins: 3, 6, 9, 12 */
        year = w->year;
        if (shift < 0 && turn + 2 >= w->month)
            year--;
        else if (shift > 0 && turn < w->month)
            year++;
        else if (!shift && first == i && turn > w->month && !lede__is_future(w, first, end))
            year--;
    }
    lede__value_season(value, year, which);
    lede__timex_put(w, first, end, LEDE_TIMEX_DATE, value, "season");
    return end;
}

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
    end = year_after(w, end, &year);
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

/* "fiscal 1989", "fiscal year 1989": `at` is the year's token. */
static size_t fiscal_year(lede__timex_work *w, size_t i, size_t at)
{
    char value[ROOM];

    if (!year_at(w, at) || token(w, at)->line)
        return i;
    snprintf(value, sizeof value, "%04d", token(w, at)->value);
    lede__timex_put(w, i, at + 1, LEDE_TIMEX_DATE, value, "fiscal year");
    return at + 1;
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
        return season(w, i, k, shift);
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
        if (c != LEDE__T_LAST || !lede__is_word(TS, k, "half") || cls(w, k + 1) != LEDE__T_OF || !year_at(w, k + 2))
            return i;
        snprintf(value, sizeof value, "%04d-H2", year_at(w, k + 2));
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
        if (end == i)
            end = decade(w, i);
        if (end == i)
            end = year_quarter(w, i);
        return end == i ? bare_year(w, i) : end;
    case LEDE__T_NUM:
        return spoken_year(w, i);
    case LEDE__T_UNIT:
        return year_unit(w, i);
    case LEDE__T_ORD:
        end = quarter(w, i);
        return end == i ? day_first(w, i, i) : end;
    case LEDE__T_SEASON:
        return season(w, i, i, 0);
    case LEDE__T_HOLIDAY:
        return feast(w, i);
    case LEDE__T_LAST: case LEDE__T_NEXT: case LEDE__T_THIS:
        return modified(w, i);
    case LEDE__T_EARLY: case LEDE__T_MID: case LEDE__T_LATE:
        return edge(w, i);
    case LEDE__T_FISCAL:
        end = unit_at(w, i + 1, LEDE__YEAR) ? i + 2 : i + 1;
        return fiscal_year(w, i, end);
    case LEDE__T_DECADE:
        {
            char value[ROOM];

            snprintf(value, sizeof value, "19%d", token(w, i)->value);
            lede__timex_put(w, i, i + 1, LEDE_TIMEX_DATE, value, "decade");
        }
        return i + 1;
    default:
        return i;
    }
}
