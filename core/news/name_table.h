/*
 * News layer, knows libc only. The generated tables behind name_lexicon.h; how
 * a row is written is told in lexicon/make.lua.
 */
#ifndef LEDE_NEWS_NAME_TABLE_H
#define LEDE_NEWS_NAME_TABLE_H

#include <stdint.h>

enum { LEDE__TABLE_ROWS = 8192, LEDE__TABLE_HALF = 4096 };

extern const char lede__table_low[LEDE__TABLE_HALF][64];
extern const char lede__table_high[LEDE__TABLE_HALF][64];
extern const uint64_t lede__table_classes[];

#endif
