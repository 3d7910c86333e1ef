/* What is told from the day of publication, durations and repetitions. */
#include <stdio.h>
#include <string.h>

#include "news/timex.h"

enum { ROOM = 40 };

#define TS (&w->ts)

static int is_english(const lede__timex_work *w)
{
    return !w->ts.language || strcmp(w->ts.language->language, "en") == 0;
}

/* A unit of time at i (a hyphen before it is skipped): the token after, i where none. */
static size_t unit_at(const lede__timex_work *w, size_t i, int *unit)
{
    size_t k = lede__is_sign(TS, i, '-') && !token(w, i)->space ? i + 1 : i;

    if (cls(w, k) != LEDE__T_UNIT || token(w, k)->line)
        return i;
    *unit = token(w, k)->value;
    return k + 1;
}

static int plural(const lede__timex_work *w, size_t after)
{
    return w->ts.s[token(w, after - 1)->end - 1] == 's';
}

static size_t put_if(lede__timex_work *w, size_t first, size_t after, int good, lede_timex_kind kind, const char *value, const char *rule)
{
    if (!good)
        return first;
    lede__timex_put(w, first, after, kind, value, rule);
    return after;
}

/* --- days -------------------------------------------------------------------------- */

static size_t day_name(lede__timex_work *w, size_t i)
{
    static const char parts[7][4] = {"", "TMO", "TMI", "TAF", "TEV", "TNI", "TNI"};
    char value[ROOM];
    size_t end = i + 1;
    lede_timex_kind kind = LEDE_TIMEX_DATE;

    /* "USA TODAY" is a name. */
    if (w->known < 3 || (token(w, i)->upper && i > 0 && !token(w, i)->line && token(w, i - 1)->upper && is_english(w)))
        return i;
    lede__value_day(value, w->today + token(w, i)->value);
    if (lede__is_word(TS, i, "tonight")) {
        strncat(value, "TNI", 4);
        kind = LEDE_TIMEX_TIME;
    } else if (cls(w, end) == LEDE__T_PART && !token(w, end)->line) {
        strncat(value, parts[token(w, end++)->value], 4);
        kind = LEDE_TIMEX_TIME;
    }
    return put_if(w, i, end, 1, kind, value, "day told from publication");
}

/* "this morning", "last night". */
static size_t part_of_day(lede__timex_work *w, size_t i)
{
    static const char parts[7][4] = {"", "TMO", "TMI", "TAF", "TEV", "TNI", "TNI"};
    int c = cls(w, i);
    char value[ROOM];

    if (w->known < 3 || cls(w, i + 1) != LEDE__T_PART || (c != LEDE__T_THIS && c != LEDE__T_LAST))
        return i;
    lede__value_day(value, w->today - (c == LEDE__T_LAST));
    strncat(value, parts[token(w, i + 1)->value], 4);
    return put_if(w, i, i + 2, 1, LEDE_TIMEX_TIME, value, "part of a day");
}

/* --- this, last, next -------------------------------------------------------------------- */

/* The weekend meant by "the weekend": the one just past while the week is young. */
static int weekend_shift(const lede__timex_work *w, int shift, int future)
{
    if (shift)
        return shift;
    return w->known >= 3 && !future && lede__weekday_of(w->today) < 5 ? -1 : 0;
}

/* "last week", "next three years", "this quarter"; `first` may stand before the modifier i. */
static size_t modified_unit(lede__timex_work *w, size_t first, size_t i)
{
    int c = cls(w, i), shift = c == LEDE__T_LAST ? -1 : c == LEDE__T_NEXT ? 1 : 0, unit, digits;
    int with_the = first > 0 && (cls(w, first - 1) == LEDE__T_THE || (first < i && cls(w, i - 1) == LEDE__T_THE));
    size_t k = i + 1, end;
    char value[ROOM];
    double n = 1;

    if (token(w, k)->line)
        return first;
    end = lede__number_at(TS, k, &n, &digits);
    if (end > k && unit_at(w, end, &unit) > end) {
        end = unit_at(w, end, &unit);
        lede__value_duration(value, n, unit);
        return put_if(w, first, end, c != LEDE__T_THIS, LEDE_TIMEX_DURATION, value, "length of time to or from now");
    }
    if (lede__is_word(TS, k, "fiscal") || lede__is_word(TS, k, "calendar"))
        k++;
    end = unit_at(w, k, &unit);
    if (end == k)
        return first;
    if (c == LEDE__T_THIS && unit == LEDE__DAY && lede__is_word(TS, i, "these"))
        return put_if(w, first, end, 1, LEDE_TIMEX_DATE, "PRESENT_REF", "these days");
    if (plural(w, end) && is_english(w) && unit != LEDE__CENTURY) {
        lede__value_duration(value, -1, unit);
        return put_if(w, first, end, c != LEDE__T_THIS || 1, LEDE_TIMEX_DURATION, value, "length of time to or from now");
    }
    /* "the past year" is a length, "last year" and "the previous year" are dates. */
    if (with_the && is_english(w) && (lede__is_word(TS, i, "past") || (lede__is_word(TS, i, "last") && unit != LEDE__QUARTER)) ) {
        lede__value_duration(value, 1, unit);
        return put_if(w, first, end, 1, LEDE_TIMEX_DURATION, value, "length of time to now");
    }
    if (unit == LEDE__WEEKEND)
        shift = weekend_shift(w, shift, c == LEDE__T_THIS);
    return put_if(w, first, end, lede__value_unit(w, value, unit, shift), LEDE_TIMEX_DATE, value, "unit of time with this, last or next");
}

/* "la semaine dernière", "el mes pasado", "l'anno scorso": the modifier behind. */
static size_t unit_modified(lede__timex_work *w, size_t i)
{
    int c = cls(w, i + 1), unit = token(w, i)->value, shift = c == LEDE__T_LAST ? -1 : c == LEDE__T_NEXT ? 1 : 0;
    char value[ROOM];

    if (is_english(w) || !shift || token(w, i + 1)->line)
        return i;
    return put_if(w, i, i + 2, lede__value_unit(w, value, unit, shift), LEDE_TIMEX_DATE, value, "unit of time with last or next");
}

/* --- so long ago, so long -------------------------------------------------------------------- */

/* What follows a length: 1 ago or earlier, -1 later or from now, 0 neither. *after is the token behind it. */
static int direction(const lede__timex_work *w, size_t i, size_t *after)
{
    *after = i + 1;
    if (token(w, i)->line)
        return 0;
    switch (cls(w, i)) {
    case LEDE__T_AGO: case LEDE__T_BEFORE:
        return 1;
    case LEDE__T_LATER:
        return -1;
    default:
        if (lede__is_word(TS, i, "from") && cls(w, i + 1) == LEDE__T_NOW) {
            *after = i + 2;
            return -1;
        }
        return 0;
    }
}

/* Words after which "a year" is a length of time and no rate. */
static int takes_length(const lede__timex_work *w, size_t i)
{
    static const char *const words[] = {"for", "in", "within", "over", "after", "than", "about", "during", "nearly", "almost", "lasted",
                                        "spent", "least", "under", "half", "once", "twice", "every", "of", "until", "through"};
    size_t k;

    if (i == 0)
        return 1;
    for (k = 0; k < sizeof words / sizeof *words; k++)
        if (lede__is_word(TS, i - 1, words[k]))
            return 1;
    return 0;
}

/* "will close in two years": a day to come, unless it is the first in two years. */
static int in_future(const lede__timex_work *w, size_t i, size_t end)
{
    size_t k;

    if (i == 0 || !lede__is_word(TS, i - 1, "in") || token(w, i)->line || !is_english(w) || lede__timex_tense(w, i - 1, end) <= 0)
        return 0;
    for (k = i - 1; k > 0 && k + 6 > i; k--) {
        const lede__time_token *t = token(w, k - 1);

        if (lede__class_at(TS, k - 1) == LEDE__T_ORD || lede__is_word(TS, k - 1, "most") || lede__is_word(TS, k - 1, "once") ||
            (t->end - t->start > 5 && memcmp(w->ts.s + t->end - 3, "est", 3) == 0))
            return 0;
    }
    return 1;
}

/* "two years", "a week", then perhaps "ago". `first` is where the expression begins, i its number. */
static size_t length(lede__timex_work *w, size_t first, size_t i, int before)
{
    int unit, digits, way, article = cls(w, i) == LEDE__T_A || (cls(w, i) == LEDE__T_NUM && !is_english(w) && token(w, i)->value == 1);
    double n = 1;
    char value[ROOM];
    size_t k = lede__number_at(TS, i, &n, &digits), end, after;

    if (k == i && cls(w, i) == LEDE__T_A)
        k = i + 1;
    if (k == i || n > 1e6)
        return first;
    if (lede__is_word(TS, k, "or") && cls(w, k + 1) == LEDE__T_NUM)
        n = -1, k += 2;                                        /* "a year or two" */
    if (lede__is_word(TS, k, "full") || lede__is_word(TS, k, "more") || lede__is_word(TS, k, "whole") || (lede__is_word(TS, k, "past") && cls(w, k + 1) == LEDE__T_UNIT && n < 1000))
        k++;
    end = unit_at(w, k, &unit);
    if (end > k && digits && n >= 1900 && n <= 2199 && unit >= LEDE__QUARTER)
        return first;   /* "1985 quarter" */
    if (end == k || (unit == LEDE__QUARTER && article && !before) || (is_english(w) && token(w, end - 1)->upper && !token(w, i)->line))
        return first;                                          /* "60 Minutes" is a name */
    if (lede__is_word(TS, end, "or") && cls(w, end + 1) == LEDE__T_NUM && token(w, end + 1)->value > 0)
        n = -1, end += 2;
    if (lede__is_word(TS, end, "or") && lede__is_word(TS, end + 1, "so") && cls(w, end + 2) == LEDE__T_AGO)
        end += 2;
    way = before ? 1 : direction(w, end, &after);
    if (before)
        after = end;
    if (way) {
        if (n < 0)
            return put_if(w, first, after, 1, LEDE_TIMEX_DATE, way > 0 ? "PAST_REF" : "FUTURE_REF", "some time ago or on");
        if (lede__value_away(w, value, unit, -n * way) && unit >= LEDE__DAY)
            return put_if(w, first, after, 1, LEDE_TIMEX_DATE, value, "so long before or after publication");
        return first;
    }
    if (lede__is_word(TS, end, "old") || (lede__is_sign(TS, end, '-') && lede__is_word(TS, end + 1, "old"))) {
        lede__value_duration(value, n, unit);
        return put_if(w, first, end + (lede__is_word(TS, end, "old") ? 1u : 2u), n > 0, LEDE_TIMEX_DURATION, value, "age");
    }
    if (unit >= LEDE__DAY && n > 0 && first == i && (article || plural(w, end)) && in_future(w, i, end) && lede__value_away(w, value, unit, n))
        return put_if(w, first, end, 1, LEDE_TIMEX_DATE, value, "so long after publication");
    if (article && n == 1 && !takes_length(w, i))
        return first;
    lede__value_duration(value, n, unit);
    return put_if(w, first, end, 1, LEDE_TIMEX_DURATION, value, "length of time");
}

/* "vor zwei Tagen", "il y a deux jours", "hace dos días". */
static size_t length_ago(lede__timex_work *w, size_t i)
{
    size_t end = length(w, i, i + 1, 1);

    return end;
}

/* --- repetitions, references, pairs of words ------------------------------------------------------- */

static size_t every(lede__timex_work *w, size_t i)
{
    int unit, digits;
    double n = 1;
    char value[ROOM];
    size_t k = lede__number_at(TS, i + 1, &n, &digits), end = unit_at(w, k, &unit);

    if (end > k) {
        lede__value_duration(value, n, unit);
        return put_if(w, i, end, 1, LEDE_TIMEX_SET, value, "every so often");
    }
    if (cls(w, i + 1) == LEDE__T_WDAY) {
        snprintf(value, sizeof value, "XXXX-WXX-%d", token(w, i + 1)->value % 10);
        return put_if(w, i, i + 2, 1, LEDE_TIMEX_SET, value, "every weekday");
    }
    return i;
}

/* "the year-ago quarter", "the year-earlier period": in a report on the quarter before publication. */
static size_t year_ago(lede__timex_work *w, size_t i)
{
    size_t k = i + 1;
    char value[ROOM];
    int q;

    if (token(w, i)->value != LEDE__YEAR || !lede__is_sign(TS, k, '-') || (cls(w, k + 1) != LEDE__T_AGO && cls(w, k + 1) != LEDE__T_BEFORE) ||
        w->known < 2)
        return i;
    k += 2;
    if (cls(w, k) == LEDE__T_ORD && cls(w, k + 1) == LEDE__T_UNIT && (q = token(w, k)->value) <= 4) {
        lede__value_quarter(value, w->year - 1, q);
        return put_if(w, i, k + 2, 1, LEDE_TIMEX_DATE, value, "quarter of the year before");
    }
    if (lede__is_word(TS, k, "quarter") || lede__is_word(TS, k, "period")) {
        lede__value_quarter(value, w->year - 1, (w->month + 2) / 3 - 1);
        return put_if(w, i, k + 1, 1, LEDE_TIMEX_DATE, value, "quarter of the year before");
    }
    snprintf(value, sizeof value, "%04d", w->year - 1);
    return put_if(w, i, k, 1, LEDE_TIMEX_DATE, value, "the year before");
}

/* "the future", "the past", "the weekend", "the year-ago quarter", "the day", "earlier this month". */
static size_t pairs(lede__timex_work *w, size_t i)
{
    char value[ROOM];
    size_t end;
    int unit;

    if (lede__is_word(TS, i + 1, "future") && !token(w, i + 1)->line)
        return put_if(w, i, i + 2, 1, LEDE_TIMEX_DATE, "FUTURE_REF", "the future");
    if (lede__is_word(TS, i + 1, "time") && i > 0 && lede__is_word(TS, i - 1, "at") && cls(w, i + 2) != LEDE__T_OF)
        return put_if(w, i, i + 2, 1, LEDE_TIMEX_DATE, "PAST_REF", "at the time");
    if (lede__is_word(TS, i + 1, "past") && lede__class_at(TS, i + 2) != LEDE__T_UNIT && lede__class_at(TS, i + 2) != LEDE__T_NUM &&
        lede__class_at(TS, i + 2) != LEDE__T_DIGITS && !lede__is_word(TS, i + 2, "few"))
        return put_if(w, i, i + 2, lede__class_at(TS, i + 2) == LEDE__T_SIGN || i > 0, LEDE_TIMEX_DATE, "PAST_REF", "the past");
    end = unit_at(w, i + 1, &unit);
    if (end > i + 1 && unit == LEDE__WEEKEND)
        return put_if(w, i, end, lede__value_unit(w, value, unit, weekend_shift(w, 0, lede__is_future(w, i, end))), LEDE_TIMEX_DATE, value,
                      "the weekend");
    if (end > i + 1 && unit == LEDE__QUARTER && cls(w, end) != LEDE__T_OF && i > 0 && cls(w, i - 1) == LEDE__T_IN)
        return put_if(w, i, end, lede__value_unit(w, value, unit, -1), LEDE_TIMEX_DATE, value, "the quarter");
    return i;
}

/* "earlier this month", "later next year". */
static size_t before_modifier(lede__timex_work *w, size_t i)
{
    int c = cls(w, i + 1);
    size_t end;

    if (c == LEDE__T_THIS || c == LEDE__T_LAST || c == LEDE__T_NEXT) {
        end = modified_unit(w, i, i + 1);
        if (end > i)
            return end;
    }
    if (c == LEDE__T_IN && cls(w, i + 2) == LEDE__T_THE && cls(w, i + 3) == LEDE__T_UNIT) {
        char value[ROOM];

        return put_if(w, i, i + 4, lede__value_unit(w, value, token(w, i + 3)->value, 0), LEDE_TIMEX_DATE, value, "unit of time with this");
    }
    if (c == LEDE__T_DAYREF) {
        size_t before = w->n;

        end = day_name(w, i + 1);
        if (w->n > before)
            w->list[before].start = token(w, i)->start;
        if (end > i + 1)
            return end;
    }
    return i;
}

/* "for years", "in decades", "minutes before": some of a unit. */
static size_t some_units(lede__timex_work *w, size_t i)
{
    char value[ROOM];

    if (!is_english(w) || !plural(w, i + 1) || i == 0 || token(w, i)->value == LEDE__WEEKEND)
        return i;
    /* "six years earlier" without a day to count from says no length either. */
    if (cls(w, i - 1) == LEDE__T_NUM || cls(w, i - 1) == LEDE__T_DIGITS || cls(w, i - 1) == LEDE__T_A)
        return i;
    if (cls(w, i - 1) != LEDE__T_IN && !lede__is_word(TS, i + 1, "before") && !lede__is_word(TS, i + 1, "after") &&
        cls(w, i + 1) != LEDE__T_LATER && cls(w, i + 1) != LEDE__T_BEFORE)
        return i;
    lede__value_duration(value, -1, token(w, i)->value);
    return put_if(w, i, i + 1, 1, LEDE_TIMEX_DURATION, value, "some length of time");
}

size_t lede__timex_relative(lede__timex_work *w, size_t i)
{
    char value[ROOM];
    size_t end;

    switch (cls(w, i)) {
    case LEDE__T_DAYREF:
        return day_name(w, i);
    case LEDE__T_NOW:
        return put_if(w, i, i + 1, 1, LEDE_TIMEX_DATE, "PRESENT_REF", "now");
    case LEDE__T_PASTREF:
        if (lede__is_word(TS, i, "recent") && cls(w, i + 1) == LEDE__T_UNIT && !token(w, i + 1)->line)
            return put_if(w, i, i + 2, 1, LEDE_TIMEX_DATE, "PAST_REF", "recently");
        return put_if(w, i, i + 1, 1, LEDE_TIMEX_DATE, "PAST_REF", "recently");
    case LEDE__T_FUTUREREF:
        if (lede__is_word(TS, i + 1, "as") || lede__is_word(TS, i + 1, "after") || lede__timex_is_past(w, i + 1))
            return i;
        return put_if(w, i, i + 1, 1, LEDE_TIMEX_DATE, "FUTURE_REF", "soon");
    case LEDE__T_THIS: case LEDE__T_LAST: case LEDE__T_NEXT:
        end = modified_unit(w, i, i);
        if (end == i)
            end = part_of_day(w, i);
        if (end == i && lede__is_word(TS, i, "current"))
            return put_if(w, i, i + 1, 1, LEDE_TIMEX_DATE, "PRESENT_REF", "current");
        return end;
    case LEDE__T_BEFORE: case LEDE__T_LATER: case LEDE__T_EARLY: case LEDE__T_LATE:
        return before_modifier(w, i);
    case LEDE__T_DIGITS: case LEDE__T_NUM: case LEDE__T_A: case LEDE__T_FRAC:
        return length(w, i, i, 0);
    case LEDE__T_AGOPRE:
        return length_ago(w, i);
    case LEDE__T_UNIT:
        end = unit_modified(w, i);
        if (end == i)
            end = year_ago(w, i);
        return end == i ? some_units(w, i) : end;
    case LEDE__T_EVERY:
        return every(w, i);
    case LEDE__T_EVERYUNIT:
        if (token(w, i)->upper && !token(w, i)->line && is_english(w))
            return i;                                          /* "the Harbour Daily" */
        lede__value_duration(value, 1, token(w, i)->value);
        return put_if(w, i, i + 1, 1, LEDE_TIMEX_SET, value, "every so often");
    case LEDE__T_THE:
        return pairs(w, i);
    default:
        return i;
    }
}
