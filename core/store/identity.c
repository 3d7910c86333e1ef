#include "store/identity.h"

#include <stdint.h>
#include <string.h>

void lede__id_of(const char *key, size_t n, int length, char out[LEDE_ID_SIZE])
{
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    unsigned bits = 0, have = 0;
    const char *h;
    char hex[65];
    int i;

    lede_sha256_hex(key, n, hex);
    h = hex;
    for (i = 0; i < length; i++) {
        for (; have < 5; have += 4, h++)
            bits = bits << 4 | (unsigned)(*h <= '9' ? *h - '0' : *h - 'a' + 10);
        have -= 5;
        out[i] = digits[bits >> have & 31];
    }
    out[i] = '\0';
}

/* --- dates ------------------------------------------------------------------ */

typedef struct scan {
    const char *s;
    size_t n, at;
} scan;

/* `count` digits, no more; -1 where they are not there. */
static int digits(scan *c, int count)
{
    int value = 0, i;

    for (i = 0; i < count; i++, c->at++) {
        if (c->at >= c->n || c->s[c->at] < '0' || c->s[c->at] > '9')
            return -1;
        value = value * 10 + (c->s[c->at] - '0');
    }
    return value;
}

static int next_is(scan *c, const char *any)
{
    if (c->at >= c->n || !c->s[c->at] || !strchr(any, c->s[c->at]))
        return 0;
    c->at++;
    return 1;
}

static int in(int value, int low, int high)
{
    return value >= low && value <= high;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

/* Z, +09, +0900, +09:00 or nothing, and then the end. */
static int zone(scan *c)
{
    if (c->at == c->n)
        return 1;
    if (next_is(c, "Z"))
        return c->at == c->n;
    if (!next_is(c, "+-") || !in(digits(c, 2), 0, 23))
        return 0;
    if (c->at == c->n)
        return 1;
    next_is(c, ":");
    return in(digits(c, 2), 0, 59) && c->at == c->n;
}

static int clock_time(scan *c)
{
    if (!in(digits(c, 2), 0, 23) || !next_is(c, ":") || !in(digits(c, 2), 0, 59))
        return 0;
    if (!next_is(c, ":"))
        return zone(c);
    if (!in(digits(c, 2), 0, 60))
        return 0;
    if (next_is(c, ".,")) {
        if (digits(c, 1) < 0)
            return 0;
        while (digits(c, 1) >= 0)
            ;
    }
    return zone(c);
}

int lede__iso_date(const char *s, size_t n)
{
    scan c = {s, n, 0};
    int year = digits(&c, 4), month, day;

    if (year < 1)
        return 0;
    if (c.at == n)
        return 1;
    if (!next_is(&c, "-") || !in(month = digits(&c, 2), 1, 12))
        return 0;
    if (c.at == n)
        return 1;
    if (!next_is(&c, "-") || !in(day = digits(&c, 2), 1, month_days(year, month)))
        return 0;
    if (c.at == n)
        return 1;
    return next_is(&c, "T") && clock_time(&c);
}
