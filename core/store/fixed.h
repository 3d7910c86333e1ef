/*
 * Store layer. Fields that a user corrected: their names stand between commas
 * in the column `fixed`, and what is read later does not change them.
 */
#ifndef LEDE_STORE_FIXED_H
#define LEDE_STORE_FIXED_H

#include "store/article.h"

int lede__fixed_has(const lede__article *a, lede__col col);
/* The same of a list by itself. */
int lede__fixed_in(const char *list, size_t n, lede__col col);

/* The list with the column's name in it, appended to out. */
void lede__fixed_with(const lede__article *a, lede__col col, lede_buf *out);
/* The list without it; nothing where no other is left. */
void lede__fixed_without(const lede__article *a, lede__col col, lede_buf *out);

#endif
