/* News layer, knows text and base. What the files that find dates in running text share. */
#ifndef LEDE_NEWS_TIMEX_H
#define LEDE_NEWS_TIMEX_H

#include "lede/timex.h"
#include "news/date.h"
#include "news/time_words.h"

/* The search in one text. */
typedef struct lede__timex_work {
    lede__time_text ts;
    int known;                 /* of the reference: 0 nothing, 1 year, 2 month, 3 day */
    int year, month, day;
    long today;                /* days since 1970, where the day is known */
    lede_timex *list;
    size_t n, cap;
    int failed;
    size_t from;               /* where the expression that a rule reads began before it; 0: with it */
} lede__timex_work;

/* Token i; past the end one that nothing stands beside. */
static inline const lede__time_token *token(const lede__timex_work *w, size_t i)
{
    static const lede__time_token none = {.line = 1};

    return i < w->ts.n ? &w->ts.t[i] : &none;
}

static inline int cls(const lede__timex_work *w, size_t i)
{
    return lede__class_at(&w->ts, i);
}

/* Units, as time_words has them. */
enum { LEDE__SECOND = 1, LEDE__MINUTE, LEDE__HOUR, LEDE__DAY, LEDE__WEEK, LEDE__MONTH, LEDE__QUARTER, LEDE__YEAR, LEDE__DECADE,
       LEDE__CENTURY, LEDE__WEEKEND, LEDE__FORTNIGHT };

/* --- timex_value.c: values as text, into char[40] ------------------------------- */

void lede__value_day(char *out, long days);
void lede__value_week(char *out, long days);
void lede__value_weekend(char *out, long days);
void lede__value_month(char *out, int year, int month);      /* any month number: 13 is January of the next year */
void lede__value_quarter(char *out, int year, int quarter);
void lede__value_season(char *out, int year, int season);
void lede__value_duration(char *out, double n, int unit);    /* n < 0: some */
/* The unit that holds the reference, moved by n: this (0), last (-1), next (1). 0 where it is not known. */
int lede__value_unit(const lede__timex_work *w, char *out, int unit, int n);
/* n units before (n < 0) or after the reference, as precise as the unit. */
int lede__value_away(const lede__timex_work *w, char *out, int unit, double n);
/* ISO weekday of a day, 1 Monday. */
int lede__weekday_of(long days);
/* The n-th weekday of a month; n = 5 is the last. */
long lede__nth_weekday(int year, int month, int weekday, int n);

/* --- timex_tense.c; the rules ------------------------------------------------------------------- */

/* What the words around tokens [i, end) speak of: 1 the future, -1 the past, 0 neither. */
int lede__timex_tense(const lede__timex_work *w, size_t i, size_t end);
/* The year of a month (and day, or 0) without one. */
int lede__near_year(const lede__timex_work *w, int month, int day, int tense);
int lede__timex_is_past(const lede__timex_work *w, size_t i);   /* token i is a verb of the past */
int lede__is_future(const lede__timex_work *w, size_t i, size_t end);

/* Add a finding over tokens [first, after). NULL when memory ran out. */
lede_timex *lede__timex_put(lede__timex_work *w, size_t first, size_t after, lede_timex_kind kind, const char *value,
                            const char *rule);

/*
 * Each tries its kind of expression at token i and returns the token after
 * what it took, i where it took nothing.
 */
size_t lede__timex_clock(lede__timex_work *w, size_t i);      /* timex_clock.c: times of day */
size_t lede__timex_calendar(lede__timex_work *w, size_t i);   /* timex_calendar.c: days, months, weekdays, and years */
size_t lede__timex_year(lede__timex_work *w, size_t i);       /* timex_year.c: years, decades, quarters */
size_t lede__timex_relative(lede__timex_work *w, size_t i);   /* timex_relative.c: last week, two days ago, P2W */
size_t lede__timex_han(lede__timex_work *w, size_t i);        /* timex_han.c: Japanese and Chinese */

/* --- timex_year.c: for expressions that hold a year or season ----------------------------------- */

/* A number of four digits at i that can be a year, else 0. */
int lede__timex_year_at(const lede__timex_work *w, size_t i);
/* ", 2013", "of 2013", "de 2013", "2013" at i. Sets *year; the token after. */
size_t lede__timex_year_after(const lede__timex_work *w, size_t i, int *year);
/* The token after a time zone's name at `i`, `i` where there is none. */
size_t lede__timex_zone(const lede__timex_work *w, size_t i);
/* The season at i of an expression that began at `first`, in the last (-1), this or the next (1) year. */
size_t lede__timex_season(lede__timex_work *w, size_t first, size_t i, int shift);

#endif
