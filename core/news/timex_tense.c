/* What the words around a date speak of, and the year or week that follows from it. */
#include <string.h>

#include "news/timex.h"

/* The window looked at for tense: to the sentence's ends, but no further than this. */
enum { WINDOW = 9 };

/* A full stop before a capital, but not that of an initial or a title: "Daniel P. Arden", "Mr. Arden". */
static int ends_sentence(const lede__time_text *ts, size_t i)
{
    if (!lede__is_sign(ts, i, '.') || i + 1 >= ts->n || (!ts->t[i + 1].upper && !ts->t[i + 1].line))
        return 0;
    return ts->t[i + 1].line || i == 0 || ts->t[i].space || !ts->t[i - 1].upper || ts->t[i - 1].end - ts->t[i - 1].start > 3;
}

static int one_of(const lede__time_text *ts, size_t i, const char *const *list)
{
    for (; *list; list++)
        if (lede__is_word(ts, i, *list))
            return 1;
    return 0;
}

/* "agreed to meet", "is to open": what stands before "to" looks ahead. */
static int looks_ahead(const lede__time_text *ts, size_t to)
{
    static const char *const words[] = {"is", "are", "set", "ready", "likely", "agreed", "decided", "vowed", "promised", "prepared", "threatened",
                                        "wants", "wanted", "hoped", "about", "asked", "urged", "ordered", "invited", "offered", NULL};

    return to > 0 && to + 1 < ts->n && !ts->t[to + 1].upper && ts->t[to + 1].cls == LEDE__T_OTHER && one_of(ts, to - 1, words);
}

/* A participle behind "be" tells no time: "to be finished", "will be opened". */
static int behind_be(const lede__time_text *ts, size_t i)
{
    return i > 0 && (lede__is_word(ts, i - 1, "be") || lede__is_word(ts, i - 1, "being") || (i > 1 && lede__is_word(ts, i - 2, "be")));
}

static int ends_in(const lede__time_text *ts, const lede__time_token *t, const char *tail, size_t n)
{
    size_t len = t->end - t->start;

    return len > n + 2 && memcmp(ts->s + t->end - n, tail, n) == 0;
}

/* What a word in the window says: 1 future, -1 past, 0 nothing. */
static int tense_of(const lede__time_text *ts, size_t i)
{
    const lede__time_token *t = &ts->t[i];

    if (t->cls == LEDE__T_WILL)       /* "the plan" is a thing */
        return i == 0 || (ts->t[i - 1].cls != LEDE__T_THE && ts->t[i - 1].cls != LEDE__T_A && ts->t[i - 1].cls != LEDE__T_THIS);
    if (t->cls == LEDE__T_PASTVERB || (t->cls == LEDE__T_CURRENCY && !t->upper && lede__is_word(ts, i, "won")))
        return -1;
    if (t->cls == LEDE__T_TO)
        return lede__is_word(ts, i, "to") && (looks_ahead(ts, i) || lede__is_word(ts, i + 1, "be"));
    if (t->cls == LEDE__T_MONTH)
        return !t->upper && lede__is_word(ts, i, "may");
    if (t->cls != LEDE__T_OTHER || t->upper)
        return 0;
    if (ends_in(ts, t, "ed", 2) && !ends_in(ts, t, "eed", 3) && !behind_be(ts, i))
        return -1;
    if (i > 0 && ends_in(ts, t, "ing", 3) && (lede__is_word(ts, i - 1, "is") || lede__is_word(ts, i - 1, "are")))
        return 1;
    return 0;
}

/* "had filed by": done by then. */
static int is_pluperfect(const lede__time_text *ts, size_t i)
{
    size_t k;

    for (k = i; k > 0 && k + 8 > i && !ts->t[k].line; k--)
        if (lede__is_word(ts, k - 1, "had"))
            return 1;
    return 0;
}

/* "to drive", where no verb before it says when; not "to police", "to reporters". */
static int is_infinitive(const lede__time_text *ts, size_t i)
{
    static const char *const things[] = {"police", "parliament", "court", "work", "school", "prison", "jail", "hospital", "power", "office", "date",
                                         "death", "war", "people", "state", "media", "press", "life", "market", NULL};

    return lede__is_word(ts, i, "to") && i + 1 < ts->n && ts->t[i + 1].cls == LEDE__T_OTHER && !ts->t[i + 1].upper &&
           ts->s[ts->t[i + 1].end - 1] != 's' && !one_of(ts, i + 1, things);
}

/* What stands right before the date: "until", "by" and "as early as" look ahead, "since" and "after" back. */
static int preposition(const lede__time_text *ts, size_t i)
{
    int next = lede__class_at(ts, i);
    size_t given = i;
    static const char *const ahead[] = {"until", "till", "til", "ab", "bis", NULL};
    static const char *const back[] = {"since", "after", "following", "seit", "depuis", NULL};
    static const char *const soon[] = {"early", "soon", "late", NULL};

    while (i > 0 && (ts->t[i - 1].cls == LEDE__T_THE || ts->t[i - 1].cls == LEDE__T_APPROX || ts->t[i - 1].cls == LEDE__T_EARLY ||
                     ts->t[i - 1].cls == LEDE__T_LATE || ts->t[i - 1].cls == LEDE__T_MID) && !ts->t[i].line)
        i--;
    if (i == 0 || ts->t[i].line)
        return 0;
    if (one_of(ts, i - 1, back) || (i > 1 && lede__is_word(ts, i - 1, "of") && lede__is_word(ts, i - 2, "as")))
        return -1;
    if (ts->t[i - 1].upper)
        return 0;
    if (one_of(ts, i - 1, ahead) || (lede__is_word(ts, i - 1, "by") && !is_pluperfect(ts, i - 1)))
        return 1;
    if ((lede__is_word(ts, i - 1, "to") && next == LEDE__T_MONTH && i == given) || (lede__is_word(ts, i - 1, "through") && next == LEDE__T_WDAY))
        return 1;
    if (i > 2 && lede__is_word(ts, i - 1, "as") && one_of(ts, i - 2, soon))
        return 1;
    return i > 1 && lede__class_at(ts, i - 1) == LEDE__T_AND && lede__class_at(ts, i - 2) == LEDE__T_NOW;
}

int lede__timex_is_past(const lede__timex_work *w, size_t i)
{
    return i < w->ts.n && tense_of(&w->ts, i) < 0;
}

int lede__timex_tense(const lede__timex_work *w, size_t i, size_t end)
{
    const lede__time_text *ts = &w->ts;
    size_t k, steps;
    static const char *const clause[] = {"that", "which", "who", "whose", NULL};
    int t, infinitive = 0, comma = 0;

    if (w->from && w->from < i)
        i = w->from;
    t = preposition(ts, i);
    if (t)
        return t;
    /* The nearest verb before it decides, then the nearest behind. */
    for (k = i, steps = 0; k > 0 && steps < WINDOW; steps++) {
        k--;
        if (ts->t[k + 1].line || ends_sentence(ts, k))
            break;
        t = tense_of(ts, k);
        if (t)
            return t;
        comma |= lede__is_sign(ts, k, ',');
        infinitive |= !comma && steps < 7 && is_infinitive(ts, k);
    }
    if (infinitive && lede__class_at(ts, end - 1) != LEDE__T_MONTH)
        return 1;
    for (k = end, steps = 0; k < ts->n && steps < WINDOW; steps++, k++) {
        if (ts->t[k].line || ends_sentence(ts, k) || one_of(ts, k, clause))
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

/* A day and month without a year: news leaves the year out only of days that are near. */
static int year_of_day(const lede__timex_work *w, int month, int day, int tense)
{
    long ahead = lede__date_to_days(w->year, month, day) - w->today;

    if (ahead > 0)
        return tense > 0 || ahead <= (tense < 0 ? 60 : 120) ? w->year : w->year - 1;
    return (tense > 0 && ahead < -60) || (!tense && ahead < -300) ? w->year + 1 : w->year;
}

int lede__near_year(const lede__timex_work *w, int month, int day, int tense)
{
    int ahead = month - w->month;

    if (w->known >= 3 && day && day <= lede__date_days_in_month(w->year, month))
        return year_of_day(w, month, day, tense);
    if (ahead == 0 || w->known < 2)
        return w->year;
    if (ahead > 0)
        return tense > 0 || (!tense && ahead <= 4) ? w->year : w->year - 1;
    return tense > 0 || (!tense && ahead <= -10) ? w->year + 1 : w->year;
}
