/*
 * News layer, knows libc only. The generated tables behind name_lexicon.h; how
 * a bucket is written is told in lexicon/make.lua.
 */
#ifndef LEDE_NEWS_NAME_TABLE_H
#define LEDE_NEWS_NAME_TABLE_H

#include <stdint.h>

enum { LEDE__TABLE_BUCKETS = 16384, LEDE__TABLE_HALF = 8192 };

extern const char *const lede__table_low[LEDE__TABLE_HALF];
extern const char *const lede__table_high[LEDE__TABLE_HALF];
extern const uint64_t lede__table_classes[];

#endif
