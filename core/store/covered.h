/* Store layer. Words that an index need not be asked for. */
#ifndef LEDE_STORE_COVERED_H
#define LEDE_STORE_COVERED_H

#include <stddef.h>

/*
 * Whether wherever the word stands another one, that `among` accepts, stands at
 * the same place: trump's is indexed as trump as well.
 */
int lede__is_covered(const char *word, size_t n, int (*among)(const char *s, size_t n, void *ud), void *ud);

#endif
