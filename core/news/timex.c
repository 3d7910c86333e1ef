/* Dates in running text: the walk over the tokens. The rules are in timex_*.c. */
#include "news/timex.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

const char *lede_timex_kind_name(lede_timex_kind kind)
{
    static const char *const names[] = {NULL, "date", "time", "duration", "set"};

    return (unsigned)kind < sizeof names / sizeof *names ? names[kind] : NULL;
}

lede_timex *lede__timex_put(lede__timex_work *w, size_t first, size_t after, lede_timex_kind kind, const char *value,
                            const char *rule)
{
    lede_timex *t;

    if (!lede__grow(&w->list, &w->cap, w->n + 1, sizeof *w->list)) {
        w->failed = 1;
        return NULL;
    }
    t = &w->list[w->n++];
    memset(t, 0, sizeof *t);
    t->start = w->ts.t[first].start;
    t->end = w->ts.t[after - 1].end;
    t->kind = kind;
    t->rule = rule;
    strncpy(t->value, value, sizeof t->value - 1);
    return t;
}

static void read_reference(lede__timex_work *w, const char *reference)
{
    lede__date d;

    if (!reference || !*reference || !lede__date_read(reference, strlen(reference), &d))
        return;
    w->known = d.day > 0 ? 3 : d.month > 0 ? 2 : 1;
    w->year = d.year;
    w->month = d.month > 0 ? d.month : 1;
    w->day = d.day > 0 ? d.day : 1;
    w->today = lede__date_to_days(w->year, w->month, w->day);
}

static int timex_rule(void *ud, size_t *i)
{
    lede__timex_work *w = ud;
    size_t end;

    if (w->ts.t[*i].cls == LEDE__T_OTHER)
        return 1;
    end = lede__timex_clock(w, *i);
    if (end == *i)
        end = lede__timex_calendar(w, *i);
    if (end == *i)
        end = lede__timex_relative(w, *i);
    if (end == *i)
        end = lede__timex_han(w, *i);
    *i = end;
    return !w->failed;
}

lede_status lede_timex_find(const char *s, size_t n, const char *reference, const char *language, lede_timex **out,
                            size_t *count, lede_error *err)
{
    lede__timex_work w;
    lede_status st;

    *out = NULL;
    *count = 0;
    memset(&w, 0, sizeof w);
    read_reference(&w, reference);
    st = lede__time_walk(&w.ts, s, n, language, timex_rule, &w, err);
    if (st != LEDE_OK) {
        lede__free(w.list);
        return st;
    }
    *out = w.list;
    *count = w.n;
    return LEDE_OK;
}
