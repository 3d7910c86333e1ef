/*
 * The dates of a query: what a value says, as its first and last second.
 * Days are counted by the algorithms of H. Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms" (public domain), in the proleptic Gregorian
 * calendar; weeks are those of ISO 8601, from Monday.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "store/query_in.h"

enum { DAY = 86400, LAST = DAY - 1 };

static int64_t day_of(int64_t y, int m, int d)
{
    int64_t era, yoe, doy;

    y -= m <= 2;
    era = (y >= 0 ? y : y - 399) / 400;
    yoe = y - era * 400;
    doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static void date_of(int64_t day, int64_t *y, int *m, int *d)
{
    int64_t z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (int)((5 * doy + 2) / 153);

    *d = (int)(doy - (153 * mp + 2) / 5) + 1;
    *m = mp < 10 ? mp + 3 : mp - 9;
    *y = yoe + era * 400 + (*m <= 2);
}

static int month_days(int64_t y, int m)
{
    return (int)(m == 12 ? 31 : day_of(y, m + 1, 1) - day_of(y, m, 1));
}

/* 0 for Monday. */
static int weekday(int64_t day)
{
    return (int)(((day + 3) % 7 + 7) % 7);
}

void lede__q_time_text(const lede__qtime *t, char out[32])
{
    int64_t y;
    int m, d;

    date_of(t->day, &y, &m, &d);
    snprintf(out, 32, "%04lld-%02u-%02uT%02u:%02u:%02u", (long long)(y < 0 ? 0 : y > 9999 ? 9999 : y), (unsigned)m % 100,
             (unsigned)d % 100, (unsigned)t->second / 3600 % 100, (unsigned)t->second / 60 % 60, (unsigned)t->second % 60);
}

/* --- pieces ------------------------------------------------------------------- */

typedef struct cut {
    const char *s;
    size_t n;
} cut;

static int digits(cut *c, size_t n, int *out)
{
    size_t i;

    if (c->n < n)
        return 0;
    for (*out = 0, i = 0; i < n; i++) {
        if (c->s[i] < '0' || c->s[i] > '9')
            return 0;
        *out = *out * 10 + (c->s[i] - '0');
    }
    c->s += n;
    c->n -= n;
    return 1;
}

static int eat(cut *c, char ch)
{
    if (!c->n || c->s[0] != ch)
        return 0;
    c->s++;
    c->n--;
    return 1;
}

/* The next word in lower case, without the spaces after it; 0 where it is longer than 15 bytes. */
static int word(cut *c, char out[16])
{
    size_t n = 0;

    for (; c->n && c->s[0] != ' '; c->s++, c->n--) {
        if (n == 15)
            return 0;
        out[n++] = (char)(c->s[0] >= 'A' && c->s[0] <= 'Z' ? c->s[0] + 32 : c->s[0]);
    }
    out[n] = '\0';
    while (c->n && c->s[0] == ' ')
        c->s++, c->n--;
    return n > 0;
}

static int index_of(const char *const *names, int n, const char *w, size_t least)
{
    size_t len = strlen(w);
    int i;

    for (i = 0; i < n; i++)
        if (len >= least && strncmp(names[i], w, len) == 0)
            return i;
    return -1;
}

static int month_of(const char *w)
{
    static const char *const names[] = { "january", "february", "march", "april", "may", "june", "july", "august",
                                         "september", "october", "november", "december" };

    return index_of(names, 12, w, 3) + 1;
}

static int weekday_of(const char *w)
{
    static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

    return index_of(names, 7, w, 3);
}

/* Fill both ends with whole days. */
static int days(int64_t from, int64_t to, lede__qtime *first, lede__qtime *last)
{
    first->day = from;
    first->second = 0;
    last->day = to;
    last->second = LAST;
    return 1;
}

static int months(int64_t y, int m, int n, lede__qtime *first, lede__qtime *last)
{
    int64_t end = y * 12 + m - 1 + n;

    return days(day_of(y, m, 1), day_of(end / 12, (int)(end % 12) + 1, 1) - 1, first, last);
}

/* --- written dates --------------------------------------------------------------- */

/* Hours, minutes, seconds after a 'T' or space; fractions and a zone are read over. */
static int clock_time(cut *c, int64_t day, lede__qtime *first, lede__qtime *last)
{
    int h, m = 0, s = 0, width = 3600, x;

    if (!digits(c, 2, &h) || h > 23)
        return 0;
    if (eat(c, ':')) {
        if (!digits(c, 2, &m) || m > 59)
            return 0;
        width = 60;
        if (eat(c, ':')) {
            if (!digits(c, 2, &s) || s > 59)
                return 0;
            width = 1;
            if (eat(c, '.'))
                while (digits(c, 1, &x))
                    ;
        }
    }
    if (!eat(c, 'Z') && c->n && (eat(c, '+') || eat(c, '-'))) {
        if (!digits(c, 2, &x) || (eat(c, ':'), !digits(c, 2, &x)))
            return 0;
    }
    first->day = last->day = day;
    first->second = h * 3600 + m * 60 + s;
    last->second = first->second + width - 1;
    return c->n == 0;
}

static int iso_week(cut *c, int y, lede__qtime *first, lede__qtime *last)
{
    int64_t monday = day_of(y, 1, 4) - weekday(day_of(y, 1, 4));
    int w;

    if (!digits(c, 2, &w) || c->n || w < 1 || w > 53)
        return 0;
    monday += 7 * (w - 1);
    if (w == 53 && monday + 3 >= day_of(y + 1, 1, 1))
        return 0;
    return days(monday, monday + 6, first, last);
}

/* 2022, 2022-03, 2022-03-21, 2022-03-21T12:46:00, 2022-W12, 2022-Q1 */
static int iso(cut c, lede__qtime *first, lede__qtime *last)
{
    int y, m, d;

    if (!digits(&c, 4, &y) || y < 1)
        return 0;
    if (!c.n)
        return months(y, 1, 12, first, last);
    if (!eat(&c, '-'))
        return 0;
    if (eat(&c, 'W') || eat(&c, 'w'))
        return iso_week(&c, y, first, last);
    if (eat(&c, 'Q') || eat(&c, 'q'))
        return digits(&c, 1, &m) && !c.n && m >= 1 && m <= 4 && months(y, 3 * m - 2, 3, first, last);
    if (!digits(&c, 2, &m) || m < 1 || m > 12)
        return 0;
    if (!c.n)
        return months(y, m, 1, first, last);
    if (!eat(&c, '-') || !digits(&c, 2, &d) || d < 1 || d > month_days(y, m))
        return 0;
    if (!c.n)
        return days(day_of(y, m, d), day_of(y, m, d), first, last);
    return (eat(&c, 'T') || eat(&c, 't') || eat(&c, ' ')) && clock_time(&c, day_of(y, m, d), first, last);
}

/* --- relative dates ---------------------------------------------------------------- */

/* The calendar unit that lies `by` units from the one around now. */
static int unit(const char *name, int64_t by, const lede__qtime *now, lede__qtime *first, lede__qtime *last)
{
    int64_t y, monday = now->day - weekday(now->day), month;
    int m, d;

    if (by < -100000 || by > 100000)
        return 0;
    date_of(now->day, &y, &m, &d);
    month = y * 12 + m - 1 + by;
    if (strcmp(name, "day") == 0)
        return days(now->day + by, now->day + by, first, last);
    if (strcmp(name, "week") == 0)
        return days(monday + 7 * by, monday + 7 * by + 6, first, last);
    if (strcmp(name, "month") == 0)
        return month >= 12 && months(month / 12, (int)(month % 12) + 1, 1, first, last);
    if (strcmp(name, "quarter") == 0) {
        month = y * 12 + (m - 1) / 3 * 3 + 3 * by;
        return month >= 12 && months(month / 12, (int)(month % 12) + 1, 3, first, last);
    }
    if (strcmp(name, "year") == 0)
        return y + by >= 1 && months(y + by, 1, 12, first, last);
    return 0;
}

/* The n units that end today: "last 7 days". */
static int span_until_now(const char *name, int64_t n, const lede__qtime *now, lede__qtime *first, lede__qtime *last)
{
    int64_t y, month;
    int m, d;

    if (n < 1 || n > 100000)
        return 0;
    if (strcmp(name, "day") == 0)
        return days(now->day - n + 1, now->day, first, last);
    if (strcmp(name, "week") == 0)
        return days(now->day - 7 * n + 1, now->day, first, last);
    date_of(now->day, &y, &m, &d);
    month = y * 12 + m - 1 - (strcmp(name, "month") == 0 ? n : strcmp(name, "quarter") == 0 ? 3 * n : 12 * n);
    if (month < 12)
        return 0;
    y = month / 12;
    m = (int)(month % 12) + 1;
    if (d > month_days(y, m))
        d = month_days(y, m);
    return days(day_of(y, m, d) + 1, now->day, first, last);
}

/* A number in digits or as a word up to twelve; -1 where it is none. */
static int64_t number(const char *w)
{
    static const char *const names[] = { "zero", "one", "two", "three", "four", "five", "six", "seven", "eight",
                                         "nine", "ten", "eleven", "twelve" };
    int64_t n = 0;
    int i;

    for (i = 0; i < 13; i++)
        if (strcmp(names[i], w) == 0)
            return i;
    if (strcmp(w, "a") == 0 || strcmp(w, "an") == 0)
        return 1;
    for (i = 0; w[i]; i++) {
        if (w[i] < '0' || w[i] > '9' || i > 6)
            return -1;
        n = n * 10 + (w[i] - '0');
    }
    return i ? n : -1;
}

/* The unit's name without a plural s; 0 where it is none. */
static int unit_name(char *w)
{
    static const char *const names[] = { "day", "week", "month", "quarter", "year" };
    size_t n = strlen(w);
    int i;

    if (n > 1 && w[n - 1] == 's')
        w[n - 1] = '\0';
    for (i = 0; i < 5; i++)
        if (strcmp(names[i], w) == 0)
            return 1;
    return 0;
}

/* "last week", "this month", "next year", "last 7 days", "past two weeks", "last friday", "last march" */
static int relative(int by, cut *c, const lede__qtime *now, lede__qtime *first, lede__qtime *last)
{
    char w[16];
    int64_t n, y;
    int m, d, i;

    if (!word(c, w))
        return 0;
    n = number(w);
    if (n >= 0)
        return by < 0 && word(c, w) && !c->n && unit_name(w) && span_until_now(w, n, now, first, last);
    if (c->n)
        return 0;
    if (unit_name(w))
        return unit(w, by, now, first, last);
    i = weekday_of(w);
    if (i >= 0) {
        int64_t day = now->day + (i - weekday(now->day));

        if (by < 0 && day >= now->day)
            day -= 7;
        else if (by > 0 && day <= now->day)
            day += 7;
        return days(day, day, first, last);
    }
    i = month_of(w);
    date_of(now->day, &y, &m, &d);
    if (!i)
        return 0;
    if (by < 0 && i >= m)
        y--;
    else if (by > 0 && i <= m)
        y++;
    return months(y, i, 1, first, last);
}

/* A weekday or month alone is the latest one that has begun; "march 2022", "21 march 2022". */
static int named(const char *w, cut *c, const lede__qtime *now, lede__qtime *first, lede__qtime *last)
{
    int64_t y;
    int m, d, i = weekday_of(w), year;

    if (i >= 0 && !c->n) {
        int64_t day = now->day - (weekday(now->day) - i + 7) % 7;

        return days(day, day, first, last);
    }
    i = month_of(w);
    if (!i)
        return 0;
    date_of(now->day, &y, &m, &d);
    if (!c->n)
        return months(y - (i > m), i, 1, first, last);
    return digits(c, 4, &year) && !c->n && year > 0 && months(year, i, 1, first, last);
}

/* "3 days ago", "two weeks ago", "21 march 2022" */
static int counted(int64_t n, cut *c, const lede__qtime *now, lede__qtime *first, lede__qtime *last)
{
    char w[16];
    int m, year;

    if (!word(c, w))
        return 0;
    m = month_of(w);
    if (m)
        return digits(c, 4, &year) && !c->n && year > 0 && n >= 1 && n <= month_days(year, m) &&
               days(day_of(year, m, (int)n), day_of(year, m, (int)n), first, last);
    if (!unit_name(w))
        return 0;
    {
        char ago[16];

        return word(c, ago) && !c->n && strcmp(ago, "ago") == 0 && unit(w, -n, now, first, last);
    }
}

static int spoken(cut c, const lede__qtime *now, lede__qtime *first, lede__qtime *last)
{
    char w[16];

    if (!word(&c, w))
        return 0;
    if (!c.n && (strcmp(w, "today") == 0 || strcmp(w, "now") == 0))
        return days(now->day, now->day, first, last);
    if (!c.n && strcmp(w, "yesterday") == 0)
        return days(now->day - 1, now->day - 1, first, last);
    if (!c.n && strcmp(w, "tomorrow") == 0)
        return days(now->day + 1, now->day + 1, first, last);
    if (strcmp(w, "last") == 0 || strcmp(w, "past") == 0 || strcmp(w, "previous") == 0)
        return relative(-1, &c, now, first, last);
    if (strcmp(w, "this") == 0)
        return relative(0, &c, now, first, last);
    if (strcmp(w, "next") == 0)
        return relative(1, &c, now, first, last);
    if (number(w) >= 0)
        return counted(number(w), &c, now, first, last);
    return named(w, &c, now, first, last);
}

int lede__q_period(const char *s, size_t n, const lede__qtime *now, lede__qtime *first, lede__qtime *last)
{
    cut c;

    while (n && (s[0] == ' ' || s[0] == '\t'))
        s++, n--;
    while (n && (s[n - 1] == ' ' || s[n - 1] == '\t'))
        n--;
    c.s = s;
    c.n = n;
    return n > 0 && n < 64 && !memchr(s, 0, n) && (iso(c, first, last) || spoken(c, now, first, last));
}

int lede__q_now(const char *s, lede__qtime *now)
{
    lede__qtime last;
    cut c;

    if (!s) {
        time_t t = time(NULL);
        struct tm tm;

        if (!localtime_r(&t, &tm))
            return 0;
        now->day = day_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
        now->second = tm.tm_hour * 3600 + tm.tm_min * 60 + (tm.tm_sec < 60 ? tm.tm_sec : 59);
        return 1;
    }
    c.s = s;
    c.n = strlen(s);
    return c.n >= 10 && iso(c, now, &last);
}
