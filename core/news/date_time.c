/* The grammar of times of day: 12:46, 3 p.m., 12.46 Uhr, 下午3时20分, 0746 GMT. */
#include <string.h>

#include "news/date.h"

#define HAS(i, kind) LEDE__DATE_HAS(&c->t[i], LEDE__DATE_##kind)

/* A number of one or two digits that touches what stands before it. */
static int joined(const lede__date_cursor *c, size_t i, int digits)
{
    return c->t[i].digits && !c->t[i].space && c->t[i].digits <= 2 && c->t[i].digits >= digits;
}

static size_t fraction(const lede__date_cursor *c, size_t i, lede__date *d)
{
    const lede__date_token *t = &c->t[i + 1];
    size_t n;

    if ((c->t[i].c != '.' && c->t[i].c != ',') || c->t[i].space || !t->digits || t->space ||
        (t->end - t->start) != (size_t)t->digits)
        return i;
    n = (size_t)t->digits < sizeof d->fraction - 1 ? (size_t)t->digits : sizeof d->fraction - 1;
    memcpy(d->fraction, c->s + t->start, n);
    d->fraction[n] = '\0';
    return i + 2;
}

/* :46 or :46:05.5 at i. */
static size_t colons(const lede__date_cursor *c, size_t i, lede__date *d)
{
    if (c->t[i].c != ':' || c->t[i + 1].digits < 1 || c->t[i + 1].digits > 2)
        return 0;
    if (c->t[i + 1].digits == 1 && !HAS(i + 2, AM) && !HAS(i + 2, PM))
        return 0;
    d->minute = c->t[i + 1].value;
    i += 2;
    if (c->t[i].c == ':' && joined(c, i + 1, 2)) {
        d->second = c->t[i + 1].value;
        i = fraction(c, i + 2, d);
    }
    return i;
}

/* Whether what follows a dotted time shows that it is one, and no amount. */
static int shows_time(const lede__date_cursor *c, size_t i)
{
    const lede__date_token *t = &c->t[i];

    return i >= c->count || HAS(i, CLOCK) || HAS(i, AM) || HAS(i, PM) || HAS(i, ZONE) || t->c == ')' || t->c == '|' ||
           t->c == '-' || t->c == ',';
}

/* .46 or .46.05 at i. */
static size_t dots(const lede__date_cursor *c, size_t i, lede__date *d)
{
    size_t first = i;

    if (c->t[i].c != '.' || c->t[i].space || !joined(c, i + 1, 2))
        return 0;
    d->minute = c->t[i + 1].value;
    i += 2;
    if (c->t[i].c == '.' && joined(c, i + 1, 2)) {
        d->second = c->t[i + 1].value;
        i += 2;
    }
    if (c->t[i].c == '.' && c->t[i + 1].digits && !c->t[i + 1].space)
        return 0;
    return shows_time(c, i) || (first >= 2 && HAS(first - 2, TIME)) ? i : 0;
}

/* 時46分05秒 at i. */
static size_t marks(const lede__date_cursor *c, size_t i, lede__date *d)
{
    if (!HAS(i, MARK_HOUR))
        return 0;
    i++;
    if (!c->t[i].digits || c->t[i].digits > 2 || !HAS(i + 1, MARK_MINUTE))
        return i;
    d->minute = c->t[i].value;
    i += 2;
    if (c->t[i].digits && c->t[i].digits <= 2 && HAS(i + 1, MARK_SECOND)) {
        d->second = c->t[i].value;
        i += 2;
    }
    return i;
}

/* h46, "Uhr 46", Uhr at i. */
static size_t clock_word(const lede__date_cursor *c, size_t i, lede__date *d)
{
    if (!HAS(i, CLOCK))
        return 0;
    i++;
    if (c->t[i].digits == 2 && c->t[i].value < 60 &&
        (!c->t[i].space || (!HAS(i + 1, MONTH) && !HAS(i + 1, ORD) && c->t[i + 1].c != '.' && c->t[i + 1].c != '/'))) {
        d->minute = c->t[i].value;
        return i + 1;
    }
    return i;
}

/* 0746 before a zone or "hrs". */
static size_t military(const lede__date_cursor *c, size_t i, lede__date *d)
{
    if (c->t[i].digits != 4 || (!HAS(i + 1, ZONE) && !HAS(i + 1, CLOCK)) || c->t[i].value % 100 > 59)
        return 0;
    d->hour = c->t[i].value / 100;
    d->minute = c->t[i].value % 100;
    return i + 1;
}

/* A half of the day: 1 morning, 2 afternoon, 0 none said. */
static int half_at(const lede__date_cursor *c, size_t i)
{
    return HAS(i, PM) ? 2 : HAS(i, AM) ? 1 : 0;
}

/* Apply the half; 0 where the two contradict each other. */
static int apply_half(int half, lede__date *d)
{
    if (half == 1 && d->hour > 12)
        return 0;
    if (half == 1 && d->hour == 12)
        d->hour = 0;
    else if (half == 2 && d->hour < 12)
        d->hour += 12;
    return 1;
}

/* +0100, +01:00, +1 at i, of a sign that touches its digits. */
static size_t offset(const lede__date_cursor *c, size_t i, int bare, lede__date *d)
{
    const lede__date_token *t = &c->t[i + 1];
    int minutes;

    if ((c->t[i].c != '+' && c->t[i].c != '-') || !t->digits || t->space)
        return 0;
    if (t->digits == 4)
        minutes = t->value / 100 * 60 + t->value % 100;
    else if (t->digits <= 2 && c->t[i + 2].c == ':' && joined(c, i + 3, 2))
        minutes = t->value * 60 + c->t[i + 3].value;
    else if (t->digits <= 2 && bare)
        minutes = t->value * 60;
    else
        return 0;
    if (minutes > 14 * 60)
        return 0;
    d->zone = c->t[i].c == '-' ? -minutes : minutes;
    d->utc = c->t[i].c == '-' && minutes == 0;
    return t->digits <= 2 && c->t[i + 2].c == ':' ? i + 4 : i + 2;
}

size_t lede__date_match_zone(const lede__date_cursor *c, size_t i, lede__date *d)
{
    size_t open = c->t[i].c == '(' ? 1 : 0, next;

    next = offset(c, i + open, 0, d);
    if (!next && HAS(i + open, ZONE)) {
        d->zone = c->t[i + open].zone;
        d->utc = d->zone == 0;
        next = i + open + 1;
        if (d->zone == 0) {
            size_t further = offset(c, next, 1, d); /* GMT+2 */

            next = further ? further : next;
        }
    }
    if (!next)
        return i;
    if (open && c->t[next].c == ')')
        next++;
    if (c->t[next].c == '(' && HAS(next + 1, ZONE) && c->t[next + 2].c == ')')
        next += 3; /* +0100 (CET) */
    return next;
}

size_t lede__date_match_time(lede__date_cursor *c, size_t i, lede__date *d)
{
    int half = half_at(c, i), later;
    size_t next;

    i += half ? 1 : 0;
    next = military(c, i, d);
    if (!next) {
        if (!c->t[i].digits || c->t[i].digits > 2)
            return 0;
        d->minute = d->second = -1;
        d->hour = c->t[i].value;
        next = colons(c, i + 1, d);
        if (!next)
            next = dots(c, i + 1, d);
        if (!next)
            next = marks(c, i + 1, d);
        if (!next)
            next = clock_word(c, i + 1, d);
        if (!next && half_at(c, i + 1))
            next = i + 1;
    }
    later = next ? half_at(c, next) : 0;
    if (later && !half) {
        half = later;
        next++;
    }
    if (!next || !apply_half(half, d) || d->hour > 23 || d->minute > 59 || d->second > 60) {
        d->hour = d->minute = d->second = -1;
        d->fraction[0] = '\0';
        return 0;
    }
    if (HAS(next, CLOCK))
        next++;
    return lede__date_match_zone(c, next, d);
}
