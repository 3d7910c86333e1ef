/* Dates in parts: calendars, ISO 8601 in and out. */
#include <stdio.h>
#include <string.h>

#include "news/date.h"

#define YEAR_MIN 1400
#define YEAR_MAX 2199

void lede__date_init(lede__date *d)
{
    memset(d, 0, sizeof *d);
    d->year = d->month = d->day = d->hour = d->minute = d->second = -1;
    d->zone = LEDE__DATE_ZONE_UNKNOWN;
}

int lede__date_days_in_month(int year, int month)
{
    static const signed char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month < 1 || month > 12 ? 0 : days[month - 1] + (month == 2 && leap);
}

int lede__date_exists(const lede__date *d)
{
    if (d->year < YEAR_MIN || d->year > YEAR_MAX)
        return 0;
    if (d->month != -1 && (d->month < 1 || d->month > 12))
        return 0;
    if (d->day != -1 && (d->day < 1 || d->day > lede__date_days_in_month(d->year, d->month)))
        return 0;
    if (d->hour > 23 || d->minute > 59 || d->second > 60)
        return 0;
    return d->zone == LEDE__DATE_ZONE_UNKNOWN || (d->zone >= -14 * 60 && d->zone <= 14 * 60);
}

/* Days from civil and back: H. Hinnant, "chrono-compatible low-level date algorithms". */
long lede__date_to_days(int year, int month, int day)
{
    long y = year - (month <= 2), era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
    long doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

void lede__date_from_days(long days, int *year, int *month, int *day)
{
    long z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;

    *day = (int)(doy - (153 * mp + 2) / 5 + 1);
    *month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *year = (int)(yoe + era * 400 + (*month <= 2));
}

/* The solar Hijri calendar by its 33-year cycle, exact for the years 1244 to 1529 (1865 to 2150). */
void lede__date_from_jalali(int *year, int *month, int *day)
{
    long y = *year + 1595, days = -355668 + 365 * y + y / 33 * 8 + (y % 33 + 3) / 4 + *day;

    days += *month < 7 ? (*month - 1) * 31 : (*month - 7) * 30 + 186;
    lede__date_from_days(days - 719528, year, month, day);
}

void lede__date_write(const lede__date *d, char out[LEDE_DATE_MAX])
{
    size_t n = (size_t)snprintf(out, LEDE_DATE_MAX, "%04d", d->year);
    const int parts[] = {d->month, d->day, d->hour, d->minute, d->second};
    size_t i;

    for (i = 0; i < 5 && parts[i] != -1; i++)
        n += (size_t)snprintf(out + n, LEDE_DATE_MAX - n, "%c%02d", "--T::"[i], parts[i] % 100);
    if (i == 5 && d->fraction[0])
        n += (size_t)snprintf(out + n, LEDE_DATE_MAX - n, ".%s", d->fraction);
    if (i < 3 || d->zone == LEDE__DATE_ZONE_UNKNOWN)
        return;
    if (d->zone == 0 && d->utc)
        snprintf(out + n, LEDE_DATE_MAX - n, "Z");
    else
        snprintf(out + n, LEDE_DATE_MAX - n, "%c%02d:%02d", d->zone < 0 ? '-' : '+',
                 (d->zone < 0 ? -d->zone : d->zone) / 60 % 100, (d->zone < 0 ? -d->zone : d->zone) % 60);
}

/* `count` digits at *at, as a number; -1 where there are fewer. */
static int digits(const char *s, size_t n, size_t *at, size_t count)
{
    size_t i;
    int v = 0;

    if (n - *at < count)
        return -1;
    for (i = 0; i < count; i++) {
        if (s[*at + i] < '0' || s[*at + i] > '9')
            return -1;
        v = v * 10 + (s[*at + i] - '0');
    }
    *at += count;
    return v;
}

static int is(const char *s, size_t n, size_t at, char c)
{
    return at < n && s[at] == c;
}

static void iso_zone(const char *s, size_t n, size_t *at, lede__date *d)
{
    size_t p = *at;
    int sign, h, m = 0;

    if (is(s, n, p, 'Z') || is(s, n, p, 'z')) {
        d->zone = 0;
        d->utc = 1;
        *at = p + 1;
        return;
    }
    if (!is(s, n, p, '+') && !is(s, n, p, '-'))
        return;
    sign = s[p++] == '-' ? -1 : 1;
    h = digits(s, n, &p, 2);
    if (h < 0)
        return;
    *at = p;
    if (is(s, n, p, ':'))
        p++;
    m = digits(s, n, &p, 2);
    if (m >= 0)
        *at = p;
    d->zone = sign * (h * 60 + (m > 0 ? m : 0));
    if (sign < 0 && d->zone == 0)
        d->utc = 1; /* RFC 2822: -0000 is a time in UTC */
}

static void iso_fraction(const char *s, size_t n, size_t *at, lede__date *d)
{
    size_t p = *at + 1, len = 0;

    if (!is(s, n, *at, '.') && !is(s, n, *at, ','))
        return;
    for (; p < n && s[p] >= '0' && s[p] <= '9'; p++)
        if (len < sizeof d->fraction - 1)
            d->fraction[len++] = s[p];
    if (len)
        *at = p;
}

/* The next two digits of a time, after ':' where the form is extended. */
static int next_pair(const char *s, size_t n, size_t *at, int extended)
{
    size_t p = *at;
    int v;

    if (is(s, n, p, ':'))
        p++;
    else if (extended)
        return -1;
    v = digits(s, n, &p, 2);
    if (v >= 0)
        *at = p;
    return v;
}

/* The time after 'T' or a space; nothing moves where there is none. */
static void iso_time(const char *s, size_t n, size_t *at, int extended, lede__date *d)
{
    size_t p = *at;
    char sign = s[p];
    int h;

    while (sign == ' ' && is(s, n, p + 1, ' '))
        p++;
    p++;
    h = digits(s, n, &p, 2);
    if (h < 0 || (sign == ' ' && !is(s, n, p, ':')))
        return;
    d->hour = h;
    d->minute = next_pair(s, n, &p, extended);
    if (d->minute >= 0)
        d->second = next_pair(s, n, &p, extended);
    if (d->second >= 0)
        iso_fraction(s, n, &p, d);
    *at = p;
    if (is(s, n, p, ' ') && p + 1 < n && (s[p + 1] == 'Z' || s[p + 1] == '+' || s[p + 1] == '-'))
        p++;
    iso_zone(s, n, &p, d);
    if (d->zone != LEDE__DATE_ZONE_UNKNOWN)
        *at = p;
}

static size_t digit_run(const char *s, size_t n)
{
    size_t i = 0;

    while (i < n && s[i] >= '0' && s[i] <= '9')
        i++;
    return i;
}

/* 20220321, 20220321T1246, 20220321124605 */
static size_t iso_basic(const char *s, size_t n, lede__date *d)
{
    size_t at = 4, run = digit_run(s, n);

    if (run != 8 && run != 12 && run != 14)
        return 0;
    d->month = digits(s, n, &at, 2);
    d->day = digits(s, n, &at, 2);
    if (run > 8) {
        d->hour = digits(s, n, &at, 2);
        d->minute = digits(s, n, &at, 2);
        d->second = run == 14 ? digits(s, n, &at, 2) : -1;
        iso_zone(s, n, &at, d);
    } else if (is(s, n, at, 'T')) {
        iso_time(s, n, &at, 0, d);
    }
    return at;
}

size_t lede__date_iso(const char *s, size_t n, lede__date *d)
{
    size_t at = 0, p;
    char sign;

    lede__date_init(d);
    d->year = digits(s, n, &at, 4);
    if (d->year < 0)
        return 0;
    if (at < n && s[at] >= '0' && s[at] <= '9')
        return iso_basic(s, n, d);
    sign = at < n ? s[at] : '\0';
    if (sign != '-' && sign != '/')
        return sign == '.' ? 0 : at;
    p = at + 1;
    d->month = digits(s, n, &p, 2);
    if (d->month < 0 || (p < n && s[p] >= '0' && s[p] <= '9')) {
        d->month = -1;
        return 0;
    }
    at = p;
    if (!is(s, n, p, sign))
        return at;
    p++;
    d->day = digits(s, n, &p, 2);
    if (d->day < 0 || (p < n && s[p] >= '0' && s[p] <= '9')) {
        d->day = -1;
        return 0;
    }
    at = p;
    if (at < n && (s[at] == 'T' || s[at] == 't' || s[at] == ' ' || s[at] == '_'))
        iso_time(s, n, &at, 1, d);
    return at;
}

int lede__date_read(const char *s, size_t n, lede__date *d)
{
    return n >= 4 && n < LEDE_DATE_MAX && lede__date_iso(s, n, d) == n && lede__date_exists(d);
}

int lede_date_valid(const char *s, size_t n)
{
    lede__date d;
    char again[LEDE_DATE_MAX];

    if (!lede__date_read(s, n, &d))
        return 0;
    lede__date_write(&d, again);
    if (strlen(again) != n || memcmp(again, s, n) != 0)
        return 0;
    return d.month == -1    ? 1
           : d.day == -1    ? 2
           : d.hour == -1   ? 3
           : d.minute == -1 ? 4
           : d.second == -1 ? 5
           : !d.fraction[0] ? 6
                            : 7;
}
