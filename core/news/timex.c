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

/* The window looked at for tense: to the sentence's ends, but no further than this. */
enum { WINDOW = 9 };

static int ends_sentence(const lede__time_text *ts, size_t i)
{
    return lede__is_sign(ts, i, '.') && i + 1 < ts->n && (ts->t[i + 1].upper || ts->t[i + 1].line);
}

/* What a verb in the window says: 1 future, -1 past, 0 nothing. */
static int tense_of(const lede__time_text *ts, size_t i)
{
    const lede__time_token *t = &ts->t[i];
    const char *s = ts->s + t->start;
    size_t n = t->end - t->start;

    if (t->cls == LEDE__T_WILL)
        return 1;
    if (t->cls == LEDE__T_OTHER && !t->upper && n > 4 && memcmp(s + n - 2, "ed", 2) == 0)
        return -1;
    if (lede__is_word(ts, i, "said") || lede__is_word(ts, i, "was") || lede__is_word(ts, i, "were") || lede__is_word(ts, i, "had") ||
        lede__is_word(ts, i, "told") || lede__is_word(ts, i, "did") || lede__is_word(ts, i, "fell") || lede__is_word(ts, i, "rose") ||
        lede__is_word(ts, i, "met") || lede__is_word(ts, i, "won") || lede__is_word(ts, i, "lost") || lede__is_word(ts, i, "came") ||
        lede__is_word(ts, i, "went") || lede__is_word(ts, i, "took") || lede__is_word(ts, i, "made"))
        return -1;
    return 0;
}

int lede__timex_tense(const lede__timex_work *w, size_t i, size_t end)
{
    const lede__time_text *ts = &w->ts;
    size_t k, steps;
    int t;

    /* The nearest verb before it decides, then the nearest behind. */
    for (k = i, steps = 0; k > 0 && steps < WINDOW; steps++) {
        k--;
        if (ts->t[k + 1].line || ends_sentence(ts, k))
            break;
        t = tense_of(ts, k);
        if (t)
            return t;
    }
    for (k = end, steps = 0; k < ts->n && steps < WINDOW; steps++, k++) {
        if (ts->t[k].line || ends_sentence(ts, k))
            break;
        t = tense_of(ts, k);
        if (t)
            return t;
    }
    return 0;
}

int lede__is_future(const lede__timex_work *w, size_t i, size_t end)
{
    return lede__timex_tense(w, i, end) > 0;
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

lede_status lede_timex_find(const char *s, size_t n, const char *reference, const char *language, lede_timex **out,
                            size_t *count, lede_error *err)
{
    lede__timex_work w;
    lede_status st;
    size_t i = 0, end;

    *out = NULL;
    *count = 0;
    memset(&w, 0, sizeof w);
    read_reference(&w, reference);
    st = lede__time_tokens(&w.ts, s, n, language, err);
    while (st == LEDE_OK && i < w.ts.n) {
        end = i;
        if (w.ts.t[i].cls != LEDE__T_OTHER) {
            end = lede__timex_calendar(&w, i);
            if (end == i)
                end = lede__timex_relative(&w, i);
            if (end == i)
                end = lede__timex_han(&w, i);
        }
        i = end > i ? end : i + 1;
        if (w.failed)
            st = lede__nomem(err);
    }
    lede__time_release(&w.ts);
    if (st != LEDE_OK) {
        lede__free(w.list);
        return st;
    }
    *out = w.list;
    *count = w.n;
    return LEDE_OK;
}
