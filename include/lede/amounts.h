/*
 * News layer: amounts in running text: money, percentages, counts of things.
 * English whole; German, French, Spanish, Portuguese, Italian, Dutch and
 * Russian in their common forms; signs and codes of currencies everywhere.
 */
#ifndef LEDE_AMOUNTS_H
#define LEDE_AMOUNTS_H

#include "lede/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lede_amount_kind { LEDE_MONEY = 1, LEDE_PERCENT = 2, LEDE_COUNT = 4 } lede_amount_kind;

typedef struct lede_amount {
    size_t start, end;
    lede_amount_kind kind;
    double value;          /* of a range: its lower end */
    double high;           /* of a range: its upper end; else as value */
    char unit[32];         /* ISO 4217 code ("USD"; a bare "dollar" is USD, "¥" JPY unless the text is Chinese), "%", or the
                              word counted, as written ("people") */
    const char *rule;      /* how it was found, in a few words; static */
} lede_amount;

/*
 * Find amounts. `kinds` is a sum of lede_amount_kind (0: all). The decimal
 * sign follows the language (ISO 639-1; NULL or "": English): 1.234,5 in
 * German is 1,234.5 in English. *out is freed with lede_free; NULL where there
 * are none. Fails only when memory runs out or the text has 2 GB.
 */
LEDE_API lede_status lede_amounts_find(const char *s, size_t n, const char *language, unsigned kinds,
                                       lede_amount **out, size_t *count, lede_error *err);

#ifdef __cplusplus
}
#endif

#endif
