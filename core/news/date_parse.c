/* The grammar of absolute dates, and the two public ways in: a whole text, or the first date in a line. */
#include "lede/date.h"

#include <string.h>

#include "base/error.h"
#include "news/date.h"

#define HAS(i, kind) LEDE__DATE_HAS(&c->t[i], LEDE__DATE_##kind)
#define BIT(kind) ((uint32_t)1 << LEDE__DATE_##kind)

enum { WINDOW = 64, AHEAD = 24, TEXT_MAX = 400 };

/* --- small moves ---------------------------------------------------------------- */

/* Step over at most `most` tokens that are one of the signs or have one of the kinds, never over a month. */
static size_t step(const lede__date_cursor *c, size_t i, const char *signs, uint32_t kinds, int most)
{
    for (; most-- && i < c->count; i++) {
        const lede__date_token *t = &c->t[i];

        if (t->c ? !strchr(signs, t->c) : !(t->kinds & kinds) || (t->kinds & (BIT(MONTH) | BIT(JALALI))))
            break;
    }
    return i;
}

static int is_month(const lede__date_cursor *c, size_t i)
{
    return c->t[i].month || c->t[i].jalali;
}

static int is_day(const lede__date_cursor *c, size_t i)
{
    return c->t[i].digits >= 1 && c->t[i].digits <= 2 && c->t[i].value >= 1;
}

/* The year of two digits as RFC 2822 (4.3) has it. */
static int century(int year)
{
    return year < 50 ? 2000 + year : 1900 + year;
}

/*
 * A year at i: 2022, พ.ศ. 2565, '22, 令和4; with `two` also 22. Returns the
 * token after it, 0 where there is none.
 */
static size_t year_at(const lede__date_cursor *c, size_t i, int two, int *year)
{
    int era = 0, quote = 0;

    if (HAS(i, ERA)) {
        era = c->t[i].era;
        i++;
    } else if (c->t[i].c == '\'' && c->t[i + 1].digits == 2) {
        quote = 1;
        i++;
    }
    if (c->t[i].value < 0 || (c->t[i].digits != 4 && !(era > 0 && c->t[i].digits <= 3 && c->t[i].digits) &&
                              !((two || quote) && c->t[i].digits == 2)))
        return 0;
    if (c->t[i + 1].c == ':' && c->t[i + 1].start == c->t[i].end)
        return 0; /* an hour */
    *year = c->t[i].value + era;
    if (c->t[i].digits == 2 && !era)
        *year = century(*year);
    if (!era && *year >= 2400 && *year <= 2700)
        *year -= 543; /* Buddhist, written without its era */
    return i + 1;
}

static void set_month(const lede__date_cursor *c, size_t i, lede__date *d, int *jalali)
{
    *jalali = c->t[i].jalali && !c->t[i].month;
    d->month = *jalali ? c->t[i].jalali : c->t[i].month;
}

/* The Persian date as a Gregorian one; a month alone spans two of ours. */
static int from_jalali(lede__date_cursor *c, lede__date *d)
{
    if (d->year < 1244 || d->year > 1529 || d->day < 1 || d->day > 31 - (d->month > 6)) {
        c->fault = LEDE__DATE_IMPOSSIBLE;
        return 0;
    }
    lede__date_from_jalali(&d->year, &d->month, &d->day);
    return 1;
}

/* --- forms ------------------------------------------------------------------------ */

/* Between a day's number and its month, and between month and year. */
static size_t gap(const lede__date_cursor *c, size_t i)
{
    return step(c, i, ".,-/'", BIT(FILL) | BIT(ORD) | BIT(YEAR) | BIT(MARK_YEAR) | BIT(MARK_DAY), 4);
}

/* The year after day and month, maybe with a time before it (asctime). */
static size_t year_after(lede__date_cursor *c, size_t i, int two, lede__date *d)
{
    size_t next = gap(c, i), time;
    lede__date with = *d;

    if (c->t[next].digits == 2 && next && c->t[next - 1].c == '\'')
        next--;
    i = year_at(c, next, two, &d->year);
    if (i)
        return i;
    time = lede__date_match_time(c, next, &with);
    if (!time || !(i = year_at(c, time, 0, &with.year)))
        return 0;
    *d = with;
    return i;
}

/* 21 March 2022; 21. März 2022; 21-Mar-22; le 1er mai 2022; ngày 21 tháng 3 năm 2022 */
static size_t day_month_year(lede__date_cursor *c, size_t i, lede__date *d)
{
    size_t next;
    int jalali = 0;

    if (!is_day(c, i))
        return 0;
    d->day = c->t[i].value;
    next = gap(c, i + 1);
    if (HAS(next, MARK_MONTH) && c->t[next].word && is_day(c, next + 1)) {
        d->month = c->t[++next].value;
    } else if (is_month(c, next)) {
        set_month(c, next, d, &jalali);
        if (c->t[next + 1].c == '/' && c->t[next + 2].month == d->month)
            next += 2; /* the month by both of its names, as Arabic has it */
    } else {
        return 0;
    }
    next = year_after(c, next + 1, 1, d);
    return next && jalali && !from_jalali(c, d) ? 0 : next;
}

/* March 21, 2022; March 2022; Mon Mar 21 12:46:05 2022 */
static size_t month_day_year(lede__date_cursor *c, size_t i, lede__date *d)
{
    size_t next;
    int jalali;

    if (!is_month(c, i))
        return 0;
    set_month(c, i, d, &jalali);
    next = gap(c, i + 1);
    if (is_day(c, next) && !(next && c->t[next - 1].c == '\'')) {
        size_t end;

        d->day = c->t[next].value;
        end = year_after(c, next + 1, 0, d);
        if (end)
            return jalali && !from_jalali(c, d) ? 0 : end;
        d->day = -1;
        return 0;
    }
    if (jalali)
        return 0;
    if (next && c->t[next].digits == 2)
        next--;
    return year_at(c, next, 0, &d->year);
}

/* 2022年3月21日; 2022년 3월; 令和4年3月21日 */
static size_t marked(lede__date_cursor *c, size_t i, lede__date *d)
{
    size_t next = year_at(c, i, 1, &d->year);

    if (!next || !HAS(next, MARK_YEAR) || !is_day(c, next + 1) || !HAS(next + 2, MARK_MONTH))
        return 0;
    d->month = c->t[next + 1].value;
    next += 3;
    if (is_day(c, next) && HAS(next + 1, MARK_DAY)) {
        d->day = c->t[next].value;
        next += 2;
    }
    return next;
}

/* 2022. március 21.; 2022 m. kovo 21 d.; 2022. gada 21. martā; 2022-Mar-21 */
static size_t year_first(lede__date_cursor *c, size_t i, lede__date *d)
{
    size_t next = year_at(c, i, 0, &d->year);
    int jalali;

    if (!next)
        return 0;
    next = gap(c, next);
    if (is_month(c, next)) {
        set_month(c, next, d, &jalali);
        next++;
        i = step(c, next, ".,-/", BIT(FILL), 2);
        if (is_day(c, i) && c->t[i + 1].c != ':') {
            d->day = c->t[i].value;
            next = step(c, i + 1, ".-", BIT(ORD) | BIT(YEAR), 2);
        } else if (jalali) {
            return 0;
        }
        return jalali && !from_jalali(c, d) ? 0 : next;
    }
    if (!is_day(c, next))
        return 0;
    d->day = c->t[next].value;
    next = gap(c, next + 1);
    if (!is_month(c, next))
        return 0;
    set_month(c, next, d, &jalali);
    return jalali && !from_jalali(c, d) ? 0 : next + 1;
}

/* ISO 8601 where ASCII digits begin; the day may be missing only after a hyphen. */
static size_t iso(lede__date_cursor *c, size_t i, lede__date *d)
{
    const lede__date_token *t = &c->t[i];
    size_t used, end;

    if (t->digits < 4 || (size_t)t->digits != t->end - t->start || t->digits == 5 || t->digits == 6)
        return 0;
    used = lede__date_iso(c->s + t->start, c->n - t->start, d);
    if (!used || d->month == -1 || (d->day == -1 && c->s[t->end] != '-')) {
        lede__date_init(d);
        return 0;
    }
    end = t->start + used;
    while (i < c->count && c->t[i].start < end)
        i++;
    if (i && c->t[i - 1].end > end) { /* it ends inside a token: 2022-03-21T12:46Uhr */
        lede__date_init(d);
        return 0;
    }
    return i;
}

/* 'd', 'm' or 0: what the first of two numbers is by option and language. */
static char first_part(const lede_date_options *o)
{
    if (o->order && (o->order[0] == 'd' || o->order[0] == 'm'))
        return o->order[0];
    if (!o->language || !o->language[0])
        return 0;
    if (strncmp(o->language, "en", 2) != 0 || (o->language[2] && !strchr("-_", o->language[2])))
        return 'd';
    if (!o->language[2])
        return 0;
    return (o->language[3] | 32) == 'u' && (o->language[4] | 32) == 's' ? 'm' : 'd';
}

/* Whether a year of two digits leads: 22/03/21. */
static int year_leads(const lede_date_options *o)
{
    const char *l = o->language ? o->language : "";

    return o->order ? o->order[0] == 'y'
                    : strncmp(l, "ja", 2) == 0 || strncmp(l, "zh", 2) == 0 || strncmp(l, "ko", 2) == 0;
}

/* Set day and month from two numbers in either order. */
static int order_parts(lede__date_cursor *c, int a, int b, char sign, lede__date *d)
{
    char first = a > 12 ? 'd' : b > 12 ? 'm' : a == b || sign == '.' ? 'd' : first_part(c->options);

    if (!first) {
        c->fault = LEDE__DATE_AMBIGUOUS;
        return 0;
    }
    d->day = first == 'd' ? a : b;
    d->month = first == 'd' ? b : a;
    return 1;
}

/* 21/03/2022, 21.3.2022, 2022.3.21, 21-03-22 */
static size_t numbers(lede__date_cursor *c, size_t i, lede__date *d)
{
    const lede__date_token *t = c->t + i;
    int short_year = t[4].digits == 2, ymd = year_leads(c->options);

    if (!t->digits || !t[1].c || !strchr("/.-", t[1].c) || !t[2].digits || t[3].c != t[1].c || !t[4].digits ||
        t[2].digits > 2 || t[2].value < 1 || t->value < 1)
        return 0;
    if ((t[5].c == t[1].c || t[5].c == ':') && t[6].digits && !t[5].space && !t[6].space)
        return 0;
    if (t->digits == 4 ? !is_day(c, i + 4) : !is_day(c, i) || (t[4].digits != 4 && !short_year))
        return 0;
    if (t->digits == 4 || (ymd && short_year)) {
        if (!year_at(c, i, 1, &d->year))
            return 0;
        d->month = t[2].value;
        d->day = t[4].value;
        return i + 5;
    }
    if (!order_parts(c, t->value, t[2].value, t[1].c, d) || !year_at(c, i + 4, 1, &d->year))
        return 0;
    return i + 5;
}

typedef size_t (*form)(lede__date_cursor *, size_t, lede__date *);

/* A date without weekday; the time only where it stands inside. */
static size_t date_at(lede__date_cursor *c, size_t i, lede__date *d)
{
    static const form forms[] = {iso, marked, numbers, day_month_year, year_first, month_day_year};
    size_t f, next;

    for (f = 0; f < sizeof forms / sizeof forms[0]; f++) {
        lede__date_init(d);
        next = forms[f](c, i, d);
        if (!next)
            continue;
        if (lede__date_exists(d))
            return next;
        c->fault = LEDE__DATE_IMPOSSIBLE;
        c->skip = next;
        return 0;
    }
    return 0;
}

static size_t with_weekday(lede__date_cursor *c, size_t i, lede__date *d)
{
    size_t next = date_at(c, i, d);

    if (next || !c->t[i].weekday)
        return next;
    next = step(c, i + 1, ".,-|/(", BIT(FILL) | BIT(ORD), 4);
    return date_at(c, next, d);
}

static size_t time_after(lede__date_cursor *c, size_t next, lede__date *d)
{
    size_t i, end;
    lede__date with = *d;

    if (d->hour != -1)
        return d->zone == LEDE__DATE_ZONE_UNKNOWN ? lede__date_match_zone(c, next, d) : next;
    if (c->t[next].c == '(' && c->t[next + 1].word && c->t[next + 2].c == ')')
        next += 3; /* (月) */
    i = step(c, next, ",-|/().", BIT(FILL) | BIT(TIME) | BIT(WEEKDAY) | BIT(YEAR) | BIT(ORD) | BIT(MARK_DAY), 6);
    end = lede__date_match_time(c, i, &with);
    if (!end && i > next && c->t[i - 1].kinds & (BIT(AM) | BIT(PM)))
        end = lede__date_match_time(c, i - 1, &with);
    if (!end || !lede__date_exists(&with))
        return next;
    *d = with;
    return end;
}

size_t lede__date_match(lede__date_cursor *c, size_t i, lede__date *d)
{
    size_t next = with_weekday(c, i, d), end;
    lede__date time;

    if (next)
        return time_after(c, next, d);
    lede__date_init(&time);
    end = lede__date_match_time(c, i, &time);
    if (!end)
        return 0;
    next = step(c, end, ",-|/().", BIT(FILL) | BIT(TIME) | BIT(WEEKDAY), 6);
    next = with_weekday(c, next, d);
    if (!next || d->hour != -1 || d->day == -1)
        return 0;
    time.year = d->year;
    time.month = d->month;
    time.day = d->day;
    *d = time;
    return next;
}

/* --- a whole text ------------------------------------------------------------------- */

static size_t fill_window(const char *s, size_t n, size_t *at, uint64_t language, lede__date_token *t, size_t from)
{
    size_t count = from;

    while (count < WINDOW && lede__date_next_token(s, n, at, language, &t[count]))
        count++;
    memset(t + count, 0, AHEAD * sizeof *t);
    return count;
}

static lede_status refuse(const char *s, size_t n, lede__date_fault fault, lede_error *err)
{
    int shown = (int)(n > 80 ? 80 : n);

    switch (fault) {
    case LEDE__DATE_IMPOSSIBLE: return lede__fail(err, LEDE_FORMAT, "'%.*s' is a date that does not exist", shown, s);
    case LEDE__DATE_AMBIGUOUS:
        return lede__fail(err, LEDE_FORMAT, "'%.*s' does not say which number is the day: give an order, dmy or mdy",
                          shown, s);
    default: return lede__fail(err, LEDE_FORMAT, "no date in '%.*s'", shown, s);
    }
}

/* 2022; 2022 m.; 03/2022 */
static size_t year_or_month(lede__date_cursor *c, lede__date *d)
{
    size_t next;

    lede__date_init(d);
    next = year_at(c, 0, 0, &d->year);
    if (!next && is_day(c, 0) && c->t[1].c && strchr("/-.", c->t[1].c) && (next = year_at(c, 2, 0, &d->year)) != 0)
        d->month = c->t[0].value;
    if (next && !lede__date_exists(d)) {
        c->fault = LEDE__DATE_IMPOSSIBLE;
        return 0;
    }
    return next;
}

static int epoch(const lede__date_cursor *c, lede__date *d)
{
    const lede__date_token *t = c->t;
    int64_t v = 0;
    long rest;
    size_t i;

    if (c->count != 1 || t->digits < 9 || t->digits > 13 || t->end - t->start != (size_t)t->digits)
        return 0;
    for (i = t->start; i < t->end; i++)
        v = v * 10 + (c->s[i] - '0');
    lede__date_init(d);
    if (t->digits > 11) {
        memcpy(d->fraction, c->s + t->end - 3, 3);
        v /= 1000;
    }
    lede__date_from_days((long)(v / 86400), &d->year, &d->month, &d->day);
    rest = (long)(v % 86400);
    d->hour = (int)(rest / 3600);
    d->minute = (int)(rest / 60 % 60);
    d->second = (int)(rest % 60);
    d->zone = 0;
    d->utc = 1;
    return lede__date_exists(d);
}

static const lede_date_options no_options;

lede_status lede_date_parse(const char *s, size_t n, const lede_date_options *options, char out[LEDE_DATE_MAX],
                            lede_error *err)
{
    lede__date_token tokens[WINDOW + AHEAD];
    lede__date_cursor cursor = {s, n, tokens, 0, options ? options : &no_options, LEDE__DATE_NONE, 0}, *c = &cursor;
    lede__date d;
    size_t at = 0, i, end = 0;

    out[0] = '\0';
    if (n > TEXT_MAX)
        return lede__fail(err, LEDE_FORMAT, "a text of %zu bytes is no date", n);
    c->count = fill_window(s, n, &at, lede__date_language_bits(c->options->language), tokens, 0);
    if (c->options->epoch && epoch(c, &d)) {
        lede__date_write(&d, out);
        return LEDE_OK;
    }
    for (i = 0; i < c->count && !end; i++) {
        end = lede__date_match(c, i, &d);
        if (!end && step(c, i, "(,.-'|", BIT(FILL) | BIT(TIME) | BIT(YEAR) | BIT(WEEKDAY), 1) == i)
            break;
    }
    if (!end && c->fault == LEDE__DATE_NONE)
        end = year_or_month(c, &d);
    if (end)
        end = step(c, end, ".,)(|-",
                   BIT(FILL) | BIT(CLOCK) | BIT(YEAR) | BIT(ORD) | BIT(WEEKDAY) | BIT(ZONE) | BIT(MARK_YEAR) |
                       BIT(MARK_DAY),
                   6);
    if (!end || end < c->count || at < n)
        return refuse(s, n, end ? LEDE__DATE_NONE : c->fault, err);
    lede__date_write(&d, out);
    return LEDE_OK;
}

/* --- in a longer text ------------------------------------------------------------------ */

static int may_start(const lede__date_token *t, const lede__date_token *before)
{
    if (!t->digits && !t->month && !t->jalali && !t->weekday && !(t->kinds & (BIT(ERA) | BIT(AM) | BIT(PM))))
        return 0;
    if (!t->digits || !before || t->space)
        return 1;
    if (before->c)
        return !strchr("/.-:+$%#=_&", before->c) || before->space;
    return !before->digits && (before->kinds || before->end - before->start > 1); /* no A21 */
}

/* The token before i, also across a move of the window. */
typedef struct window {
    lede__date_token t[WINDOW + AHEAD], before;
    size_t i;
    int has_before;
} window;

static void advance(window *w)
{
    w->before = w->t[w->i++];
    w->has_before = 1;
}

lede_status lede_date_find(const char *s, size_t n, size_t from, const lede_date_options *options, lede_span *found,
                           char out[LEDE_DATE_MAX], lede_error *err)
{
    window w;
    lede__date_cursor c = {s, n, w.t, 0, options ? options : &no_options, LEDE__DATE_NONE, 0};
    uint64_t language = lede__date_language_bits(c.options->language);
    size_t at = from < n ? from : n, end;
    lede__date d;

    w.i = 0;
    w.has_before = 0;
    out[0] = '\0';
    c.count = fill_window(s, n, &at, language, w.t, 0);
    for (; w.i < c.count; advance(&w)) {
        if (w.i > WINDOW - AHEAD && at < n) {
            memmove(w.t, w.t + w.i, (c.count - w.i) * sizeof w.t[0]);
            c.count = fill_window(s, n, &at, language, w.t, c.count - w.i);
            w.i = 0;
        }
        if (!may_start(&w.t[w.i], w.has_before ? &w.before : NULL))
            continue;
        c.skip = 0;
        end = lede__date_match(&c, w.i, &d);
        while (!end && w.i + 1 < c.skip)
            advance(&w); /* no date inside one that does not exist */
        if (!end)
            continue;
        found->start = w.t[w.i].start;
        found->end = w.t[end - 1].end;
        lede__date_write(&d, out);
        return LEDE_OK;
    }
    return lede__fail(err, LEDE_NOTFOUND, "no date in the text");
}
