/* News layer, knows text and base. What the files that find amounts share. */
#ifndef LEDE_NEWS_AMOUNT_H
#define LEDE_NEWS_AMOUNT_H

#include "news/time_words.h"

/* A currency's three letters in one number, as the word lists hold them. */
#define LEDE__CURRENCY(a, b, c) ((a) << 16 | (b) << 8 | (c))

void lede__set_currency(char unit[32], int32_t packed);

/* A currency at token i in front of a number, or behind one: its code in *code; the token after, i where there is none. */
size_t lede__currency_before(const lede__time_text *ts, size_t i, int32_t *code);
size_t lede__currency_after(const lede__time_text *ts, size_t i, int32_t *code);

#endif
