/* Currencies of amounts: their signs, codes and names on either side of a number. */
#include "news/amount.h"

#include <string.h>

void lede__set_currency(char unit[32], int32_t packed)
{
    unit[0] = (char)(packed >> 16 & 255);
    unit[1] = (char)(packed >> 8 & 255);
    unit[2] = (char)(packed & 255);
    unit[3] = '\0';
}

/* The currency of a sign, 0 for none. */
static int32_t sign_currency(const lede__time_text *ts, int32_t c)
{
    switch (c) {
    case '$': return LEDE__CURRENCY('U', 'S', 'D');
    case 0x20AC: return LEDE__CURRENCY('E', 'U', 'R');
    case 0xA3: return LEDE__CURRENCY('G', 'B', 'P');
    case 0xA5: case 0xFFE5:
        return ts->chinese ? LEDE__CURRENCY('C', 'N', 'Y') : LEDE__CURRENCY('J', 'P', 'Y');
    case 0x20B9: case 0x20A8: return LEDE__CURRENCY('I', 'N', 'R');
    case 0x20BD: return LEDE__CURRENCY('R', 'U', 'B');
    case 0x20A9: return LEDE__CURRENCY('K', 'R', 'W');
    case 0x20BA: return LEDE__CURRENCY('T', 'R', 'Y');
    case 0x20B4: return LEDE__CURRENCY('U', 'A', 'H');
    case 0x20AA: return LEDE__CURRENCY('I', 'L', 'S');
    case 0x20AB: return LEDE__CURRENCY('V', 'N', 'D');
    case 0x20A6: return LEDE__CURRENCY('N', 'G', 'N');
    case 0x20B1: return LEDE__CURRENCY('P', 'H', 'P');
    case 0x0E3F: return LEDE__CURRENCY('T', 'H', 'B');
    default: return 0;
    }
}

/* Letters before a dollar sign: US$, A$, C$, HK$, NZ$, S$, R$. 0 where they say nothing. */
static int32_t dollar_of(const lede__time_text *ts, size_t i)
{
    static const struct { const char *letters; int32_t code; } table[] = {
        {"us", LEDE__CURRENCY('U', 'S', 'D')}, {"a", LEDE__CURRENCY('A', 'U', 'D')}, {"au", LEDE__CURRENCY('A', 'U', 'D')}, {"c", LEDE__CURRENCY('C', 'A', 'D')},
        {"ca", LEDE__CURRENCY('C', 'A', 'D')}, {"can", LEDE__CURRENCY('C', 'A', 'D')}, {"hk", LEDE__CURRENCY('H', 'K', 'D')}, {"nz", LEDE__CURRENCY('N', 'Z', 'D')},
        {"s", LEDE__CURRENCY('S', 'G', 'D')}, {"nt", LEDE__CURRENCY('T', 'W', 'D')}, {"r", LEDE__CURRENCY('B', 'R', 'L')},
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
        {"canadian", LEDE__CURRENCY('C', 'A', 'D'), LEDE__CURRENCY('U', 'S', 'D')}, {"australian", LEDE__CURRENCY('A', 'U', 'D'), LEDE__CURRENCY('U', 'S', 'D')},
        {"singapore", LEDE__CURRENCY('S', 'G', 'D'), LEDE__CURRENCY('U', 'S', 'D')}, {"taiwan", LEDE__CURRENCY('T', 'W', 'D'), LEDE__CURRENCY('U', 'S', 'D')},
        {"lebanese", LEDE__CURRENCY('L', 'B', 'P'), LEDE__CURRENCY('G', 'B', 'P')}, {"egyptian", LEDE__CURRENCY('E', 'G', 'P'), LEDE__CURRENCY('G', 'B', 'P')},
        {"irish", LEDE__CURRENCY('I', 'E', 'P'), LEDE__CURRENCY('G', 'B', 'P')}, {"french", LEDE__CURRENCY('F', 'R', 'F'), LEDE__CURRENCY('C', 'H', 'F')},
        {"belgian", LEDE__CURRENCY('B', 'E', 'F'), LEDE__CURRENCY('C', 'H', 'F')}, {"qatari", LEDE__CURRENCY('Q', 'A', 'R'), LEDE__CURRENCY('S', 'A', 'R')},
        {"omani", LEDE__CURRENCY('O', 'M', 'R'), LEDE__CURRENCY('I', 'R', 'R')}, {"yemeni", LEDE__CURRENCY('Y', 'E', 'R'), LEDE__CURRENCY('I', 'R', 'R')},
        {"kuwaiti", LEDE__CURRENCY('K', 'W', 'D'), LEDE__CURRENCY('X', 'X', 'X')}, {"iraqi", LEDE__CURRENCY('I', 'Q', 'D'), LEDE__CURRENCY('X', 'X', 'X')},
        {"algerian", LEDE__CURRENCY('D', 'Z', 'D'), LEDE__CURRENCY('X', 'X', 'X')}, {"tunisian", LEDE__CURRENCY('T', 'N', 'D'), LEDE__CURRENCY('X', 'X', 'X')},
        {"jordanian", LEDE__CURRENCY('J', 'O', 'D'), LEDE__CURRENCY('X', 'X', 'X')}, {"serbian", LEDE__CURRENCY('R', 'S', 'D'), LEDE__CURRENCY('X', 'X', 'X')},
        {"philippine", LEDE__CURRENCY('P', 'H', 'P'), LEDE__CURRENCY('M', 'X', 'N')}, {"argentine", LEDE__CURRENCY('A', 'R', 'S'), LEDE__CURRENCY('M', 'X', 'N')},
        {"chilean", LEDE__CURRENCY('C', 'L', 'P'), LEDE__CURRENCY('M', 'X', 'N')}, {"colombian", LEDE__CURRENCY('C', 'O', 'P'), LEDE__CURRENCY('M', 'X', 'N')},
        {"pakistani", LEDE__CURRENCY('P', 'K', 'R'), LEDE__CURRENCY('I', 'N', 'R')}, {"danish", LEDE__CURRENCY('D', 'K', 'K'), LEDE__CURRENCY('N', 'O', 'K')},
        {"lankan", LEDE__CURRENCY('L', 'K', 'R'), LEDE__CURRENCY('I', 'N', 'R')}, {"icelandic", LEDE__CURRENCY('I', 'S', 'K'), LEDE__CURRENCY('S', 'E', 'K')},
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

size_t lede__currency_before(const lede__time_text *ts, size_t i, int32_t *code)
{
    const lede__time_token *t = i < ts->n ? &ts->t[i] : NULL;

    if (!t)
        return i;
    if (t->cls == LEDE__T_SIGN && (*code = sign_currency(ts, t->value)) != 0)
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

size_t lede__currency_after(const lede__time_text *ts, size_t i, int32_t *code)
{
    const lede__time_token *t = i < ts->n ? &ts->t[i] : NULL;
    size_t k = i;

    if (!t || t->line)
        return i;
    if (t->cls == LEDE__T_SIGN && (*code = sign_currency(ts, t->value)) != 0) {
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
