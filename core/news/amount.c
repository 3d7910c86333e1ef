/* Amounts: a number beside a currency, a percentage, or a thing counted. */
#include "lede/amounts.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "news/amount.h"

typedef struct work {
    lede__time_text ts;
    unsigned kinds;
    lede_amount *list;
    size_t n, cap;
    int failed;
} work;

/* --- putting -------------------------------------------------------------------- */

static lede_amount *put(work *w, size_t first, size_t after, lede_amount_kind kind, double value, const char *rule)
{
    lede_amount *a;

    if (w->kinds && !(w->kinds & kind))
        return NULL;
    if (!lede__grow(&w->list, &w->cap, w->n + 1, sizeof *w->list)) {
        w->failed = 1;
        return NULL;
    }
    a = &w->list[w->n++];
    memset(a, 0, sizeof *a);
    a->start = w->ts.t[first].start;
    a->end = w->ts.t[after - 1].end;
    a->kind = kind;
    a->value = a->high = value;
    a->rule = rule;
    return a;
}

/* Cents behind the money: "20 dollars and 43 cents", "$20 43c", "7 GBP and five". */
static size_t cents(const work *w, size_t i, double *value)
{
    const lede__time_text *ts = &w->ts;
    size_t k = lede__class_at(ts, i) == LEDE__T_AND ? i + 1 : i, end;
    double v;
    int digits, worded;

    if (*value < 0 || *value != (double)(long long)*value || i >= ts->n || ts->t[i].line)
        return i;
    end = lede__number_at(ts, k, &v, &digits);
    if (end == k || v < 1 || v > 99 || v != (int)v)
        return i;
    worded = lede__class_at(ts, end) == LEDE__T_CENT || (lede__is_word(ts, end, "c") && !ts->t[end].space);
    /* A bare number counts only at the end of a clause: "20 dollars 43". */
    if (!worded && (end < ts->n && ts->t[end].cls != LEDE__T_SIGN))
        return i;
    if (!worded && end < ts->n && (lede__is_sign(ts, end, '%') || lede__is_sign(ts, end, '-') || lede__is_sign(ts, end, '/')))
        return i;
    *value += v / 100;
    return worded ? end + 1 : end;
}

/* A range sign or word at i: "-", "–", "to", "and" (after between). The token after, or i. */
static size_t range_at(const lede__time_text *ts, size_t i, size_t first)
{
    if (i >= ts->n || ts->t[i].line)
        return i;
    if (lede__is_sign(ts, i, '-') || lede__is_sign(ts, i, 0x2013) || lede__is_word(ts, i, "to") || lede__is_word(ts, i, "bis") ||
        lede__is_word(ts, i, "tot"))
        return i + 1;
    if (lede__class_at(ts, i) == LEDE__T_AND && first > 0 && lede__is_word(ts, first - 1, "between"))
        return i + 1;
    return i;
}

/* --- money ------------------------------------------------------------------------ */

/* The second half of a range in the same currency: "$5 to $7 million". */
static size_t money_range(const work *w, size_t i, size_t first, int32_t code, double *high)
{
    size_t k = range_at(&w->ts, i, first), end;
    int32_t other = code;
    double v;
    int digits;

    if (k == i)
        return i;
    end = lede__currency_before(&w->ts, k, &other);
    if (end == k && !lede__is_sign(&w->ts, i, 0x2013) && !lede__is_sign(&w->ts, i, '-') && !lede__is_word(&w->ts, i, "to"))
        return i;
    k = end;
    end = lede__number_at(&w->ts, k, &v, &digits);
    if (end == k || v < 0 || other != code)
        return i;
    *high = v;
    return end;
}

static size_t money_by_sign(work *w, size_t i)
{
    int32_t code;
    size_t k = lede__currency_before(&w->ts, i, &code), end, after;
    double v, high;
    int digits;
    lede_amount *a;

    if (k == i)
        return i;
    end = lede__number_at(&w->ts, k, &v, &digits);
    if (end == k || v < 0 || w->ts.t[k].line)
        return i;
    high = v;
    after = money_range(w, end, i, code, &high);
    if (after > end && high / v >= 100000 && digits)
        v *= 1e6;
    else if (after > end && high > v * 999)
        v *= high >= 1e9 ? 1e9 : high >= 1e6 ? 1e6 : 1e3;   /* "$5 to $7 million" */
    if (after == end)
        after = cents(w, end, &v);
    a = put(w, i, after, LEDE_MONEY, v, "currency before a number");
    if (a) {
        lede__set_currency(a->unit, code);
        a->high = high > v ? high : v;
    }
    return after;
}

/* The other end of a range before its unit: "19-24 cents", "5 to 7 million dollars". The token after it, i where none. */
static size_t other_end(const lede__time_text *ts, size_t i, size_t first, double *low, double *high)
{
    size_t k = range_at(ts, i, first), end;
    int digits;

    if (k == i)
        return i;
    end = lede__number_at(ts, k, high, &digits);
    if (end == k || *high < 0 || ts->t[k].line)
        return i;
    if (*low < 1000 && *high >= 1e6)
        *low *= *high >= 1e12 ? 1e12 : *high >= 1e9 ? 1e9 : 1e6;
    return *high > *low ? end : i;
}

/* Words that are a currency only sometimes: "3 real people", "the 40 mark". */
static int no_currency(const lede__time_text *ts, size_t i, size_t number, size_t after)
{
    int real = lede__is_word(ts, after - 1, "real"), mark = lede__is_word(ts, after - 1, "mark");

    if (real && (lede__class_at(ts, i) != LEDE__T_DIGITS || (lede__class_at(ts, after) == LEDE__T_OTHER && !ts->t[after].line)))
        return 1;
    return mark && i > 0 && number == i && (lede__class_at(ts, i - 1) == LEDE__T_THE || lede__class_at(ts, i - 1) == LEDE__T_A);
}

static size_t money_by_name(work *w, size_t i, size_t number_end, double v)
{
    int32_t code = 0;
    double high = v;
    size_t end = lede__currency_after(&w->ts, number_end, &code), after, second = number_end;
    lede_amount *a;

    if (end == number_end) {
        second = other_end(&w->ts, number_end, i, &v, &high);
        end = lede__currency_after(&w->ts, second, &code);
    }
    if (end == second || v < 0 || no_currency(&w->ts, i, i, end))
        return i;
    after = cents(w, end, &v);
    a = put(w, i, after, LEDE_MONEY, v, "number before a currency");
    if (a) {
        lede__set_currency(a->unit, code);
        a->high = high > v ? high : v;
    }
    return after;
}

static int is_cent(const lede__time_text *ts, size_t i, size_t at)
{
    return lede__class_at(ts, at) == LEDE__T_CENT || lede__is_sign(ts, at, 0xA2) ||
           (lede__is_word(ts, at, "c") && ts->t[i].cls == LEDE__T_DIGITS && at + 1 == ts->n);
}

static size_t small_money(work *w, size_t i, size_t number_end, double v)
{
    double high = v;
    size_t end = number_end;
    lede_amount *a;

    if (!is_cent(&w->ts, i, end))
        end = other_end(&w->ts, end, i, &v, &high);
    if (!is_cent(&w->ts, i, end) || v < 0)
        return i;
    a = put(w, i, end + 1, LEDE_MONEY, v, "number of cents");
    if (a) {
        memcpy(a->unit, "cent", 5);
        a->high = high;
    }
    return end + 1;
}

/* --- percentages ------------------------------------------------------------------------ */

static size_t percent_sign(const lede__time_text *ts, size_t i)
{
    if (i >= ts->n || ts->t[i].line)
        return i;
    if (lede__is_sign(ts, i, '%') || lede__is_sign(ts, i, 0xFF05))
        return i + 1;
    if (lede__class_at(ts, i) == LEDE__T_PERCENT)
        return i + 1;
    if ((lede__is_word(ts, i, "per") && (lede__is_word(ts, i + 1, "cent") || lede__is_word(ts, i + 1, "cento"))) ||
        (lede__is_word(ts, i, "pour") && lede__is_word(ts, i + 1, "cent")) ||
        (lede__is_word(ts, i, "por") && (lede__is_word(ts, i + 1, "ciento") || lede__is_word(ts, i + 1, "cento"))))
        return i + 2;
    if (lede__is_word(ts, i, "percentage") && (lede__is_word(ts, i + 1, "points") || lede__is_word(ts, i + 1, "point")))
        return i + 2;
    return i;
}

static size_t percentage(work *w, size_t i, size_t number_end, double v)
{
    const lede__time_text *ts = &w->ts;
    size_t end = percent_sign(ts, number_end), k;
    double high = v;
    int digits, points;
    lede_amount *a;

    if (end == number_end && (k = range_at(ts, number_end, i)) > number_end) {
        size_t second = lede__number_at(ts, k, &high, &digits);

        end = second > k ? percent_sign(ts, second) : second;
        if (second == k || end == second)
            return i;
    }
    if (end == number_end || v < 0)
        return i;
    points = lede__is_word(ts, end - 1, "points") || lede__is_word(ts, end - 1, "point");
    a = put(w, i, end, LEDE_PERCENT, v, points ? "percentage points" : "percentage");
    if (a) {
        a->high = high;
        memcpy(a->unit, points ? "pp" : "%", points ? 3 : 2);
    }
    return end;
}

/* --- counts ------------------------------------------------------------------------------- */

/* Words in -s that no number counts. */
static int no_thing(const lede__time_text *ts, size_t i)
{
    static const char *const words[] = {"has", "was", "his", "this", "does", "goes", "says", "news", "less", "plus", "towards", "across",
                                        "perhaps", "always", "sometimes", "besides", "afterwards", "its", "includes", "gets", "comes",
                                        "appears", "means", "makes", "becomes", "expires", "prohibits", "requires", "allows", "thirds", "fifths", "needs", "remains", "seems", "shows"};
    size_t k;

    for (k = 0; k < sizeof words / sizeof *words; k++)
        if (lede__is_word(ts, i, words[k]))
            return 1;
    return 0;
}

/*
 * Whether the number stands alone: no part of COVID-19, 9/11, 555-0199, no year
 * (newspapers write counts of that size with a comma), no day of a month.
 */
static int stands_alone(const lede__time_text *ts, size_t i)
{
    const lede__time_token *t = &ts->t[i];

    if (t->cls != LEDE__T_DIGITS)
        return 1;
    if (i > 0 && !t->space && (ts->t[i - 1].cls != LEDE__T_SIGN || lede__is_sign(ts, i - 1, '-') || lede__is_sign(ts, i - 1, '/') ||
                               lede__is_sign(ts, i - 1, '.') || lede__is_sign(ts, i - 1, ':') || lede__is_sign(ts, i - 1, '#')))
        return 0;
    if (t->digits == 4 && !t->grouped && !t->places && t->value >= 1900 && t->value <= 2099)
        return 0;
    if (t->digits > 1 && !t->places && !t->grouped && ts->s[t->start] == '0')
        return 0;
    return i == 0 || lede__class_at(ts, i - 1) != LEDE__T_MONTH || t->value > 31;
}

/* Whether the word can be a thing that is counted: plural in shape, in lower case. */
static int countable(const lede__time_text *ts, size_t i)
{
    const lede__time_token *t;
    const char *s;
    size_t n;

    if (i >= ts->n)
        return 0;
    t = &ts->t[i];
    s = ts->s + t->start;
    n = t->end - t->start;
    if (t->cls != LEDE__T_OTHER || t->upper || t->line || !t->space || n < 3 || n > 31 || no_thing(ts, i))
        return 0;
    return (s[n - 1] == 's' && s[n - 2] != 's' && s[n - 2] != 'u') || lede__is_word(ts, i, "people") || lede__is_word(ts, i, "men") ||
           lede__is_word(ts, i, "women") || lede__is_word(ts, i, "children") || lede__is_word(ts, i, "police") ||
           lede__is_word(ts, i, "tonnes") || lede__is_word(ts, i, "km") || lede__is_word(ts, i, "kg") || lede__is_word(ts, i, "mph") ||
           lede__is_word(ts, i, "feet");
}

/* A number and the plural behind it, one adjective between: "3,500 people", "12 new carriages". */
static size_t count_of(work *w, size_t i, size_t number_end, double v)
{
    const lede__time_text *ts = &w->ts;
    size_t k = number_end;
    lede_amount *a;

    if (v < 0 || !stands_alone(ts, i))
        return i;
    if (lede__class_at(ts, i) == LEDE__T_NUM && v < 2)
        return i;
    if (k < ts->n && lede__class_at(ts, k) == LEDE__T_OF && ts->t[k - 1].cls == LEDE__T_MULT)
        k++;
    if (!countable(ts, k) && k < ts->n && (ts->t[k].cls == LEDE__T_OTHER || ts->t[k].cls == LEDE__T_CURRENCY) && ts->t[k].space && !ts->t[k].line && countable(ts, k + 1))
        k++;
    if (!countable(ts, k))
        return i;
    a = put(w, i, k + 1, LEDE_COUNT, v, "number of things");
    if (a) {
        size_t n = ts->t[k].end - ts->t[k].start;

        memcpy(a->unit, ts->s + ts->t[k].start, n);
        a->unit[n] = '\0';
    }
    return k + 1;
}

/* --- Chinese and Japanese ---------------------------------------------------------------------- */

static double han_magnitude(int32_t c)
{
    return c == 0x5341 ? 10 : c == 0x767E ? 100 : c == 0x5343 ? 1e3 : c == 0x4E07 || c == 0x842C ? 1e4 : c == 0x5104 || c == 0x4EBF ? 1e8
           : c == 0x5146 ? 1e12 : 0;
}

/* 100万円, 3兆円, 1億5000万ドル: digits, magnitudes, a currency. */
static size_t han_money(work *w, size_t i)
{
    const lede__time_text *ts = &w->ts;
    double sum = 0, v;
    size_t k = i;
    int32_t code = 0;
    lede_amount *a;

    while (lede__class_at(ts, k) == LEDE__T_DIGITS) {
        double m;

        v = ts->t[k++].number;
        while (k < ts->n && ts->t[k].cls == LEDE__T_SIGN && (m = han_magnitude(ts->t[k].value)) > 0) {
            v *= m;
            k++;
        }
        sum += v;
    }
    if (k >= ts->n || ts->t[k].cls != LEDE__T_SIGN)
        return i;
    switch (ts->t[k].value) {
    case 0x5186: code = LEDE__CURRENCY('J', 'P', 'Y'); break;                    /* yen */
    case 0x5143: code = LEDE__CURRENCY('C', 'N', 'Y'); break;                    /* yuan */
    case 0x7F8E: code = LEDE__CURRENCY('U', 'S', 'D'); k++; break;               /* US (dollar, yuan) */
    case 0x6B27: code = LEDE__CURRENCY('E', 'U', 'R'); k++; break;               /* euro */
    case 0x30C9: code = LEDE__CURRENCY('U', 'S', 'D'); k++; break;               /* do-ru */
    default: return i;
    }
    if (k >= ts->n)
        return i;
    a = put(w, i, k + 1, LEDE_MONEY, sum, "number before a currency");
    if (a)
        lede__set_currency(a->unit, code);
    return k + 1;
}

/* --- the walk ------------------------------------------------------------------------------------ */

static size_t amount_at(work *w, size_t i)
{
    size_t end, number_end;
    double v;
    int digits;

    end = money_by_sign(w, i);
    if (end > i)
        return end;
    if (lede__class_at(&w->ts, i) == LEDE__T_DIGITS) {
        end = han_money(w, i);
        if (end > i)
            return end;
    }
    number_end = lede__number_at(&w->ts, i, &v, &digits);
    if (number_end == i) {
        /* "a dollar" */
        if (lede__class_at(&w->ts, i) == LEDE__T_A && lede__class_at(&w->ts, i + 1) == LEDE__T_CURRENCY &&
            lede__is_word(&w->ts, i + 1, "dollar"))
            return money_by_name(w, i, i + 1, 1);
        return i;
    }
    end = money_by_name(w, i, number_end, v);
    if (end == i)
        end = small_money(w, i, number_end, v);
    if (end == i)
        end = percentage(w, i, number_end, v);
    if (end == i && (!w->kinds || w->kinds & LEDE_COUNT))
        end = count_of(w, i, number_end, v);
    return end > i ? end : number_end;
}

/* Words that can begin an amount; all others are passed over. */
static int may_begin(const lede__time_token *t)
{
    switch (t->cls) {
    case LEDE__T_DIGITS: case LEDE__T_NUM: case LEDE__T_FRAC: case LEDE__T_A: case LEDE__T_CURRENCY:
        return 1;
    case LEDE__T_SIGN:
        return t->value == '$' || t->value > 0x7F;
    case LEDE__T_OTHER:
        return t->end - t->start <= 16;
    default:
        return 0;
    }
}

static int amount_rule(void *ud, size_t *i)
{
    work *w = ud;

    if (may_begin(&w->ts.t[*i]))
        *i = amount_at(w, *i);
    return !w->failed;
}

lede_status lede_amounts_find(const char *s, size_t n, const char *language, unsigned kinds, lede_amount **out,
                              size_t *count, lede_error *err)
{
    work w;
    lede_status st;

    *out = NULL;
    *count = 0;
    memset(&w, 0, sizeof w);
    w.kinds = kinds;
    st = lede__time_walk(&w.ts, s, n, language, amount_rule, &w, err);
    if (st != LEDE_OK) {
        lede__free(w.list);
        return st;
    }
    *out = w.list;
    *count = w.n;
    return LEDE_OK;
}
