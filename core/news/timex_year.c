/* Years and what they are cut into: decades, halves, quarters, seasons. */
#include <stdio.h>
#include <string.h>

#include "news/timex.h"

enum { ROOM = 40 };

#define TS (&w->ts)

int lede__timex_year_at(const lede__timex_work *w, size_t i)
{
    const lede__time_token *t = token(w, i);

    return cls(w, i) == LEDE__T_DIGITS && t->digits == 4 && !t->places && !t->grouped && t->value >= 1000 && t->value <= 2199
               ? t->value : 0;
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

size_t lede__timex_year_after(const lede__timex_work *w, size_t i, int *year)
{
    size_t k = i, spoken;

    if (lede__is_sign(TS, k, ',') || cls(w, k) == LEDE__T_OF)
        k++;
    if (cls(w, k) == LEDE__T_THE)
        k++;
    if (k > i && cls(w, i) == LEDE__T_OF && (spoken = spoken_year_at(w, k, year)) > k)
        return spoken;
    if (token(w, k)->line || !lede__timex_year_at(w, k) || (k > i && token(w, k)->value < 1900 && lede__is_sign(TS, i, ',')))
        return i;
    *year = lede__timex_year_at(w, k);
    k++;
    if (lede__is_word(TS, k, "года") || lede__is_word(TS, k, "году"))
        k++;
    return k;
}

static size_t put_year(lede__timex_work *w, size_t first, size_t after, int year, const char *rule)
{
    char value[ROOM];

    snprintf(value, sizeof value, "%04d", year);
    lede__timex_put(w, first, after, LEDE_TIMEX_DATE, value, rule);
    return after;
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
    if (lede__timex_year_at(w, i))
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

    if (!lede__timex_year_at(w, i) || cls(w, i + 1) != LEDE__T_ORD || q > 4 || cls(w, k) != LEDE__T_UNIT || token(w, k)->value != LEDE__QUARTER)
        return i;
    lede__value_quarter(value, lede__timex_year_at(w, i), q);
    lede__timex_put(w, i, k + 1, LEDE_TIMEX_DATE, value, "quarter");
    return k + 1;
}

static size_t spoken_year(lede__timex_work *w, size_t i)
{
    int year;
    size_t end = spoken_year_at(w, i, &year);

    if (end == i)
        return i;
    return put_year(w, i, end, year, "year in words");
}

/* "year end", "the year two thousand": i is the year's unit. */
static size_t year_unit(lede__timex_work *w, size_t i)
{
    size_t k = lede__is_sign(TS, i + 1, '-') ? i + 2 : i + 1, end;
    double v;
    int digits;

    if (lede__is_sign(TS, i + 1, '\'') && lede__is_word(TS, i + 2, "s"))
        k = i + 3;
    if (token(w, i)->value != LEDE__YEAR || token(w, k)->line)
        return i;
    if (lede__is_word(TS, k, "end") && w->known >= 1)
        return put_year(w, i, k + 1, w->year, "end of the year");
    end = cls(w, k) == LEDE__T_NUM && k == i + 1 ? lede__number_at(TS, k, &v, &digits) : k;
    if (end == k || v < 1500 || v > 2100)
        return i;
    return put_year(w, i, end, (int)v, "year in words");
}

static size_t bare_year(lede__timex_work *w, size_t i)
{
    return lede__timex_year_at(w, i) && is_year_place(w, i) ? put_year(w, i, i + 1, token(w, i)->value, "year") : i;
}

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
    end = lede__timex_year_after(w, k + 1, &year);
    if (!year && cls(w, k + 1) == LEDE__T_OF && cls(w, k + 2) == LEDE__T_FISCAL && lede__timex_year_at(w, k + 3)) {
        year = lede__timex_year_at(w, k + 3);
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

/* "fiscal 1989", "fiscal year 1989": `at` is the year's token. */
static size_t fiscal_year(lede__timex_work *w, size_t i, size_t at)
{
    return lede__timex_year_at(w, at) && !token(w, at)->line ? put_year(w, i, at + 1, token(w, at)->value, "fiscal year") : i;
}

static size_t decade_word(lede__timex_work *w, size_t i)
{
    char value[ROOM];

    snprintf(value, sizeof value, "19%d", token(w, i)->value);
    lede__timex_put(w, i, i + 1, LEDE_TIMEX_DATE, value, "decade");
    return i + 1;
}

/* A season with a year, or with a word that makes it one: "last summer", "the winter of 1994", "in the spring". */
size_t lede__timex_season(lede__timex_work *w, size_t first, size_t i, int shift)
{
    int year = 0, before = i > 0 ? cls(w, i - 1) : 0, which = token(w, i)->value, turn;
    size_t end = lede__timex_year_after(w, i + 1, &year);
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

size_t lede__timex_year(lede__timex_work *w, size_t i)
{
    size_t end;

    switch (cls(w, i)) {
    case LEDE__T_DIGITS:
        end = decade(w, i);
        if (end == i)
            end = year_quarter(w, i);
        return end == i ? bare_year(w, i) : end;
    case LEDE__T_NUM:
        return spoken_year(w, i);
    case LEDE__T_UNIT:
        return year_unit(w, i);
    case LEDE__T_ORD:
        return quarter(w, i);
    case LEDE__T_FISCAL:
        return fiscal_year(w, i, unit_at(w, i + 1, LEDE__YEAR) ? i + 2 : i + 1);
    case LEDE__T_DECADE:
        return decade_word(w, i);
    default:
        return i;
    }
}
