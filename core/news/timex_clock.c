/* Times of day: 8 a.m., 17:00 GMT, half past is not read; with the day beside them. */
#include <stdio.h>
#include <string.h>

#include "news/timex.h"

enum { ROOM = 40, DAY = 10 /* bytes of 2022-03-21 */, NEAR = 900 };

#define TS (&w->ts)

typedef struct clock {
    int hour, minute, second;   /* minute and second are -1 where not said */
    int sure;                   /* it can be nothing but a time of day */
} clock;

/* Two digits that go on a time: ":30". */
static size_t sixtieth(const lede__timex_work *w, size_t i, int *out)
{
    const lede__time_token *t = token(w, i + 1);

    if (!lede__is_sign(TS, i, ':') || token(w, i)->space || lede__class_at(TS, i + 1) != LEDE__T_DIGITS || t->space || t->digits != 2 ||
        t->value > 59 || t->value < 0)
        return i;
    *out = t->value;
    return i + 2;
}

/* "a.m.", "pm": the token after; *add is 0 or 12. */
static size_t half_day(const lede__timex_work *w, size_t i, int *add)
{
    int am = lede__is_word(TS, i, "am"), pm = lede__is_word(TS, i, "pm");

    if (token(w, i)->line)
        return i;
    if (am || pm) {
        *add = pm ? 12 : 0;
        return i + 1;
    }
    if (!(lede__is_word(TS, i, "a") || lede__is_word(TS, i, "p")) || !lede__is_sign(TS, i + 1, '.') || !lede__is_word(TS, i + 2, "m") ||
        token(w, i + 1)->space || token(w, i + 2)->space)
        return i;
    *add = lede__is_word(TS, i, "p") ? 12 : 0;
    return lede__is_sign(TS, i + 3, '.') && !token(w, i + 3)->space ? i + 4 : i + 3;
}

size_t lede__timex_zone(const lede__timex_work *w, size_t i)
{
    static const char *const names[] = {"gmt", "utc", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "et", "ct", "pt", "bst",
                                        "cet", "cest", "eet", "ist", "jst", "msk", "aest"};
    static const char *const places[] = {"local", "eastern", "central", "pacific", "moscow", "london"};
    size_t k;

    if (token(w, i)->line)
        return i;
    for (k = 0; k < sizeof names / sizeof *names && token(w, i)->upper; k++)
        if (lede__is_word(TS, i, names[k]))
            return i + 1;
    for (k = 0; k < sizeof places / sizeof *places; k++)
        if (lede__is_word(TS, i, places[k]) && lede__is_word(TS, i + 1, "time"))
            return i + 2;
    return i;
}

/* German "15 Uhr", French "15h30": the token after. */
static size_t hour_word(const lede__timex_work *w, size_t i, clock *c)
{
    const lede__time_token *t = token(w, i);

    if (lede__is_word(TS, i, "uhr") && !t->line) {
        c->sure = 1;
        return i + 1;
    }
    return i;
}

/* A time of day in digits at i. */
static size_t digits(const lede__timex_work *w, size_t i, clock *c)
{
    const lede__time_token *t = token(w, i);
    size_t k = i + 1, end;
    int add = 0, dotted = t->places == 2;

    if (t->digits > 2 || t->grouped || (t->places && !dotted) || (i > 0 && !t->space && lede__class_at(TS, i - 1) == LEDE__T_SIGN &&
        !lede__is_sign(TS, i - 1, '(')))
        return i;
    c->hour = (int)t->number;
    c->minute = c->second = -1;
    c->sure = 0;
    if (dotted)                                   /* British: 3.30pm */
        c->minute = (int)((t->number - c->hour) * 100 + 0.5);
    else
        k = sixtieth(w, k, &c->minute);
    if (c->minute >= 0 && !dotted)
        k = sixtieth(w, k, &c->second);
    end = half_day(w, k, &add);
    if (end > k) {
        if (c->hour < 1 || c->hour > 12 || c->minute > 59)
            return i;
        c->hour = c->hour % 12 + add;
        c->sure = 1;
        k = end;
    } else if (dotted && !lede__is_word(TS, k, "uhr")) {
        return i;
    }
    k = hour_word(w, k, c);
    end = lede__timex_zone(w, k);
    c->sure |= end > k && c->minute >= 0;
    return c->hour <= 24 && (c->sure || c->minute >= 0) ? end : i;
}

/* "1500 GMT" */
static size_t military(const lede__timex_work *w, size_t i, clock *c)
{
    const lede__time_token *t = token(w, i);
    size_t end = lede__timex_zone(w, i + 1);

    if (end == i + 1 && t->digits == 4 && w->ts.s[t->start] == '0' && lede__class_at(TS, i + 1) == LEDE__T_UNIT &&
        token(w, i + 1)->value == LEDE__HOUR)
        end = lede__timex_zone(w, i + 2);                     /* "0930 hrs EDT" */
    if (t->digits != 4 || t->places || t->grouped || end == i + 1 || t->value < 0 || t->value > 2359 || t->value % 100 > 59)
        return i;
    c->hour = t->value / 100;
    c->minute = t->value % 100;
    c->second = -1;
    c->sure = 1;
    return end;
}

static int stands_as_time(const lede__timex_work *w, size_t i)
{
    static const char *const words[] = {"at", "by", "until", "from", "around", "about", "before", "after", "um", "gegen", "till"};
    size_t k;

    for (k = 0; i > 0 && k < sizeof words / sizeof *words; k++)
        if (lede__is_word(TS, i - 1, words[k]))
            return 1;
    return 0;
}

/* The day right behind the time ("8 a.m. EST Monday", "17:00 on March 3"): it is taken into the finding. */
static size_t day_behind(lede__timex_work *w, size_t first, size_t k, const char *time)
{
    size_t n = w->n, at = k, end;

    if (lede__is_sign(TS, at, ',') || lede__is_word(TS, at, "on") || lede__is_word(TS, at, "am"))
        at++;
    if (token(w, at)->line || (lede__class_at(TS, at) != LEDE__T_WDAY && lede__class_at(TS, at) != LEDE__T_MONTH &&
                               lede__class_at(TS, at) != LEDE__T_DAYREF && lede__class_at(TS, at) != LEDE__T_DIGITS))
        return k;
    w->from = first;
    end = lede__timex_calendar(w, at);
    if (end == at)
        end = lede__class_at(TS, at) == LEDE__T_DAYREF ? lede__timex_relative(w, at) : at;
    w->from = 0;
    if (end == at || w->n == n)
        return k;
    if (strlen(w->list[n].value) < DAY || w->list[n].kind == LEDE_TIMEX_DURATION) {
        w->n = n;
        return k;
    }
    w->list[n].start = token(w, first)->start;
    w->list[n].kind = LEDE_TIMEX_TIME;
    w->list[n].rule = "time of day with its day";
    strncpy(w->list[n].value + DAY, time, sizeof w->list[n].value - DAY - 1);
    return end;
}

/* The day right before it ("on Tuesday at 9 a.m."): the finding grows. */
static int day_before(lede__timex_work *w, size_t i, size_t end, const char *time)
{
    lede_timex *last = w->n ? &w->list[w->n - 1] : NULL;
    size_t k = i, steps;

    for (steps = 0; steps < 3 && k > 0; steps++) {
        if (last && last->end == w->ts.t[k - 1].end)
            break;
        if (!lede__is_sign(TS, k - 1, ',') && lede__class_at(TS, k - 1) != LEDE__T_IN && lede__class_at(TS, k - 1) != LEDE__T_APPROX &&
            !lede__is_word(TS, k - 1, "um"))
            return 0;
        k--;
    }
    if (!last || !k || last->end != w->ts.t[k - 1].end || strlen(last->value) < DAY || last->value[7] != '-' || last->value[0] == 'P' ||
        strchr(last->value, ':'))
        return 0;
    last->end = w->ts.t[end - 1].end;
    last->kind = LEDE_TIMEX_TIME;
    last->rule = "time of day with its day";
    strncpy(last->value + DAY, time, sizeof last->value - DAY - 1);
    return 1;
}

/* The day last named in this paragraph, else that of publication. */
static int day_around(const lede__timex_work *w, size_t i, char *value)
{
    uint32_t here = token(w, i)->start;
    size_t k, steps;

    for (k = w->n, steps = 0; k > 0 && steps < 4; k--, steps++) {
        const lede_timex *t = &w->list[k - 1];
        size_t m, gap = here - t->end;

        if (gap > NEAR)
            break;
        for (m = t->end; m + 1 < here; m++)
            if (w->ts.s[m] == '\n' && w->ts.s[m + 1] == '\n')
                break;
        if (m + 1 < here)
            break;
        if (strlen(t->value) >= DAY && t->value[4] == '-' && t->value[7] == '-' && t->value[5] != 'W') {
            memcpy(value, t->value, DAY);
            value[DAY] = '\0';
            return 1;
        }
    }
    if (w->known < 3)
        return 0;
    lede__value_day(value, w->today);
    return 1;
}

static size_t put_clock(lede__timex_work *w, size_t i, size_t end, const char *time)
{
    char value[ROOM];
    size_t after;

    if (day_before(w, i, end, time))
        return end;
    after = day_behind(w, i, end, time);
    if (after > end)
        return after;
    if (!day_around(w, i, value))
        return end;
    strncat(value, time, sizeof value - strlen(value) - 1);
    lede__timex_put(w, i, end, LEDE_TIMEX_TIME, value, "time of day");
    return end;
}

/* "3:07:35", a length by the clock. */
static size_t stop_watch(lede__timex_work *w, size_t i, size_t end, const clock *c)
{
    char value[ROOM];

    snprintf(value, sizeof value, "PT%dH%dM%dS", c->hour, c->minute, c->second);
    lede__timex_put(w, i, end, LEDE_TIMEX_DURATION, value, "length of time by the clock");
    return end;
}

/* "noon Friday", "midnight on March 3", "at noon". */
static size_t named_hour(lede__timex_work *w, size_t i)
{
    int part = token(w, i)->value, here = lede__class_at(TS, i + 1);
    int day_next = here == LEDE__T_WDAY || (lede__is_word(TS, i + 1, "on") && lede__class_at(TS, i + 2) == LEDE__T_WDAY);

    if ((part != 2 && part != 6) || (!day_next && !stands_as_time(w, i)))
        return i;
    return put_clock(w, i, i + 1, part == 2 ? "T12:00" : "T24:00");
}

size_t lede__timex_clock(lede__timex_work *w, size_t i)
{
    char time[32];
    clock c;
    size_t end;

    if (lede__class_at(TS, i) == LEDE__T_PART)
        return named_hour(w, i);
    if (lede__class_at(TS, i) != LEDE__T_DIGITS)
        return i;
    end = digits(w, i, &c);
    if (end == i)
        end = military(w, i, &c);
    if (end == i)
        return i;
    if (c.second >= 0 && !c.sure && !stands_as_time(w, i))
        return stop_watch(w, i, end, &c);
    if (!c.sure && !stands_as_time(w, i))
        return i;
    if (c.second >= 0)
        snprintf(time, sizeof time, "T%02d:%02d:%02d", c.hour, c.minute, c.second);
    else
        snprintf(time, sizeof time, "T%02d:%02d", c.hour, c.minute < 0 ? 0 : c.minute);
    return put_clock(w, i, end, time);
}
