/* Amounts: a number beside a currency, a percentage, or a thing counted. */
#include "lede/amounts.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "news/time_words.h"

typedef struct work {
    lede__time_text ts;
    const char *language;
    unsigned kinds;
    lede_amount *list;
    size_t n, cap;
    int failed;
} work;

/* --- currencies --------------------------------------------------------------- */

static void set_code(char unit[32], int32_t packed)
{
    unit[0] = (char)(packed >> 16 & 255);
    unit[1] = (char)(packed >> 8 & 255);
    unit[2] = (char)(packed & 255);
    unit[3] = '\0';
}

#define CODE(a, b, c) ((a) << 16 | (b) << 8 | (c))

/* The currency of a sign, 0 for none. */
static int32_t sign_currency(const work *w, int32_t c)
{
    switch (c) {
    case '$': return CODE('U', 'S', 'D');
    case 0x20AC: return CODE('E', 'U', 'R');
    case 0xA3: return CODE('G', 'B', 'P');
    case 0xA5: case 0xFFE5:
        return w->language && strncmp(w->language, "zh", 2) == 0 ? CODE('C', 'N', 'Y') : CODE('J', 'P', 'Y');
    case 0x20B9: case 0x20A8: return CODE('I', 'N', 'R');
    case 0x20BD: return CODE('R', 'U', 'B');
    case 0x20A9: return CODE('K', 'R', 'W');
    case 0x20BA: return CODE('T', 'R', 'Y');
    case 0x20B4: return CODE('U', 'A', 'H');
    case 0x20AA: return CODE('I', 'L', 'S');
    case 0x20AB: return CODE('V', 'N', 'D');
    case 0x20A6: return CODE('N', 'G', 'N');
    case 0x20B1: return CODE('P', 'H', 'P');
    case 0x0E3F: return CODE('T', 'H', 'B');
    default: return 0;
    }
}

/* Letters before a dollar sign: US$, A$, C$, HK$, NZ$, S$, R$. 0 where they say nothing. */
static int32_t dollar_of(const lede__time_text *ts, size_t i)
{
    static const struct { const char *letters; int32_t code; } table[] = {
        {"us", CODE('U', 'S', 'D')}, {"a", CODE('A', 'U', 'D')}, {"au", CODE('A', 'U', 'D')}, {"c", CODE('C', 'A', 'D')},
        {"ca", CODE('C', 'A', 'D')}, {"can", CODE('C', 'A', 'D')}, {"hk", CODE('H', 'K', 'D')}, {"nz", CODE('N', 'Z', 'D')},
        {"s", CODE('S', 'G', 'D')}, {"nt", CODE('T', 'W', 'D')}, {"r", CODE('B', 'R', 'L')},
    };
    size_t k;

    for (k = 0; k < sizeof table / sizeof *table; k++)
        if (lede__is_word(ts, i, table[k].letters))
            return table[k].code;
    return 0;
}

/* Nationalities that stand before a currency's name and decide which it is. */
static int32_t national(const lede__time_text *ts, size_t i, int32_t code)
{
    static const struct { const char *word; int32_t code, only; } table[] = {
        {"canadian", CODE('C', 'A', 'D'), CODE('U', 'S', 'D')}, {"australian", CODE('A', 'U', 'D'), CODE('U', 'S', 'D')},
        {"singapore", CODE('S', 'G', 'D'), CODE('U', 'S', 'D')}, {"taiwan", CODE('T', 'W', 'D'), CODE('U', 'S', 'D')},
        {"lebanese", CODE('L', 'B', 'P'), CODE('G', 'B', 'P')}, {"egyptian", CODE('E', 'G', 'P'), CODE('G', 'B', 'P')},
        {"irish", CODE('I', 'E', 'P'), CODE('G', 'B', 'P')}, {"french", CODE('F', 'R', 'F'), CODE('C', 'H', 'F')},
        {"belgian", CODE('B', 'E', 'F'), CODE('C', 'H', 'F')}, {"qatari", CODE('Q', 'A', 'R'), CODE('S', 'A', 'R')},
        {"omani", CODE('O', 'M', 'R'), CODE('I', 'R', 'R')}, {"yemeni", CODE('Y', 'E', 'R'), CODE('I', 'R', 'R')},
        {"kuwaiti", CODE('K', 'W', 'D'), CODE('X', 'X', 'X')}, {"iraqi", CODE('I', 'Q', 'D'), CODE('X', 'X', 'X')},
        {"algerian", CODE('D', 'Z', 'D'), CODE('X', 'X', 'X')}, {"tunisian", CODE('T', 'N', 'D'), CODE('X', 'X', 'X')},
        {"jordanian", CODE('J', 'O', 'D'), CODE('X', 'X', 'X')}, {"serbian", CODE('R', 'S', 'D'), CODE('X', 'X', 'X')},
        {"philippine", CODE('P', 'H', 'P'), CODE('M', 'X', 'N')}, {"argentine", CODE('A', 'R', 'S'), CODE('M', 'X', 'N')},
        {"chilean", CODE('C', 'L', 'P'), CODE('M', 'X', 'N')}, {"colombian", CODE('C', 'O', 'P'), CODE('M', 'X', 'N')},
        {"pakistani", CODE('P', 'K', 'R'), CODE('I', 'N', 'R')}, {"danish", CODE('D', 'K', 'K'), CODE('N', 'O', 'K')},
        {"lankan", CODE('L', 'K', 'R'), CODE('I', 'N', 'R')}, {"icelandic", CODE('I', 'S', 'K'), CODE('S', 'E', 'K')},
    };
    size_t k;

    for (k = 0; k < sizeof table / sizeof *table; k++)
        if (table[k].only == code && lede__is_word(ts, i, table[k].word))
            return table[k].code;
    return code;
}

static int is_adjective(const lede__time_text *ts, size_t i)
{
    const lede__time_token *t;
    const char *s;
    size_t n;

    if (i >= ts->n)
        return 0;
    t = &ts->t[i];
    s = ts->s + t->start;
    n = t->end - t->start;
    return t->cls == LEDE__T_OTHER && n >= 5 &&
           (strncmp(s + n - 3, "ian", 3) == 0 || strncmp(s + n - 3, "ese", 3) == 0 || strncmp(s + n - 3, "ish", 3) == 0 ||
            strncmp(s + n - 2, "an", 2) == 0 || strncmp(s + n - 1, "i", 1) == 0 || strncmp(s + n - 2, "ia", 2) == 0 ||
            lede__is_word(ts, i, "swiss") || lede__is_word(ts, i, "french") || lede__is_word(ts, i, "taiwan") ||
            lede__is_word(ts, i, "singapore") || lede__is_word(ts, i, "philippine") || lede__is_word(ts, i, "argentine"));
}

/* A currency at token i in front of a number: its code in *code; the token after, i where there is none. */
static size_t currency_before(const work *w, size_t i, int32_t *code)
{
    const lede__time_text *ts = &w->ts;
    const lede__time_token *t = i < ts->n ? &ts->t[i] : NULL;

    if (!t)
        return i;
    if (t->cls == LEDE__T_SIGN && (*code = sign_currency(w, t->value)) != 0)
        return i + 1;
    if (t->upper && lede__is_sign(ts, i + 1, '$') && !ts->t[i + 1].space && (*code = dollar_of(ts, i)) != 0)
        return i + 2;
    if (t->cls == LEDE__T_CURRENCY) {
        size_t n = t->end - t->start;
        const char *s = ts->s + t->start;
        /* Before its number stand codes and a few words, no plain "dollars 5". */
        int code_like = n == 3 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z' && s[2] >= 'A' && s[2] <= 'Z';

        *code = t->value;
        if (code_like || lede__is_word(ts, i, "rm") || lede__is_word(ts, i, "ringgit") || lede__is_word(ts, i, "ringgits"))
            return i + 1;
        if (lede__is_word(ts, i, "rs"))
            return lede__is_sign(ts, i + 1, '.') ? i + 2 : i + 1;
    }
    return i;
}

/* A currency at token i behind a number. */
static size_t currency_after(const work *w, size_t i, int32_t *code)
{
    const lede__time_text *ts = &w->ts;
    const lede__time_token *t = i < ts->n ? &ts->t[i] : NULL;
    size_t k = i;

    if (!t || t->line)
        return i;
    if (t->cls == LEDE__T_SIGN && (*code = sign_currency(w, t->value)) != 0) {
        if (t->space && lede__class_at(ts, i + 1) == LEDE__T_DIGITS && !ts->t[i + 1].space)
            return i;   /* "3 $4": the sign belongs to what follows */
        if (lede__is_word(ts, i + 1, "ur") && t->value == 0x20AC)
            return i + 2;
        return i + 1;
    }
    if (t->cls == LEDE__T_OTHER && lede__is_sign(ts, i + 1, '$') && !ts->t[i + 1].space && (*code = dollar_of(ts, i)) != 0 &&
        !(lede__class_at(ts, i + 2) == LEDE__T_DIGITS && !ts->t[i + 2].space))
        return i + 2;
    if ((t->cls == LEDE__T_A || t->cls == LEDE__T_OF) && i > 0 && lede__class_at(ts, i - 1) == LEDE__T_MULT)
        k++;            /* a million of dollars; des millions d'euros */
    if (is_adjective(ts, k) && lede__class_at(ts, k + 1) == LEDE__T_CURRENCY) {
        *code = national(ts, k, ts->t[k + 1].value);
        return k + 2;
    }
    if (lede__is_word(ts, k, "us") || lede__is_word(ts, k, "u.s"))
        k++;
    if (lede__is_sign(ts, k, '.') && k > i)
        k++;
    if (lede__class_at(ts, k) == LEDE__T_CURRENCY) {
        *code = ts->t[k].value;
        if (ts->t[k].end - ts->t[k].start == 2 && lede__is_word(ts, k, "le") && ts->language &&
            strcmp(ts->language->language, "en") != 0)
            return i;
        return k + 1;
    }
    return i;
}

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

/* Cents behind the money: "20 dollars and 43 cents", "$20 43c", "3 GBP and one". */
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
    end = currency_before(w, k, &other);
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
    size_t k = currency_before(w, i, &code), end, after;
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
        set_code(a->unit, code);
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
    size_t end = currency_after(w, number_end, &code), after, second = number_end;
    lede_amount *a;

    if (end == number_end) {
        second = other_end(&w->ts, number_end, i, &v, &high);
        end = currency_after(w, second, &code);
    }
    if (end == second || v < 0 || no_currency(&w->ts, i, i, end))
        return i;
    after = cents(w, end, &v);
    a = put(w, i, after, LEDE_MONEY, v, "number before a currency");
    if (a) {
        set_code(a->unit, code);
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
    case 0x5186: code = CODE('J', 'P', 'Y'); break;                    /* yen */
    case 0x5143: code = CODE('C', 'N', 'Y'); break;                    /* yuan */
    case 0x7F8E: code = CODE('U', 'S', 'D'); k++; break;               /* US (dollar, yuan) */
    case 0x6B27: code = CODE('E', 'U', 'R'); k++; break;               /* euro */
    case 0x30C9: code = CODE('U', 'S', 'D'); k++; break;               /* do-ru */
    default: return i;
    }
    if (k >= ts->n)
        return i;
    a = put(w, i, k + 1, LEDE_MONEY, sum, "number before a currency");
    if (a)
        set_code(a->unit, code);
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

lede_status lede_amounts_find(const char *s, size_t n, const char *language, unsigned kinds, lede_amount **out,
                              size_t *count, lede_error *err)
{
    work w;
    lede_status st;
    size_t i = 0, end;

    *out = NULL;
    *count = 0;
    memset(&w, 0, sizeof w);
    w.language = language;
    w.kinds = kinds;
    st = lede__time_tokens(&w.ts, s, n, language, err);
    while (st == LEDE_OK && i < w.ts.n) {
        end = may_begin(&w.ts.t[i]) ? amount_at(&w, i) : i;
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
