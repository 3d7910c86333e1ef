/*
 * News layer: dates and times in running text, resolved against the day of
 * publication. Values are TIMEX3's (ISO-TimeML, ISO 24617-1): 2022-03-21,
 * 2022-03, 2022, 202 (a decade), 19 (a century), 2022-W12, 2022-W12-WE, 2022-Q1, 2022-SU,
 * 2022-03-21TNI, P2W, PT3H, PRESENT_REF, PAST_REF, FUTURE_REF.
 *
 * English whole; German, French, Spanish, Portuguese, Italian, Dutch, Russian,
 * Japanese and Chinese in their common forms. A weekday is the one just past,
 * unless the words around it speak of the future; so is a month or a day
 * without a year. What depends on the day of publication is left out where
 * that is not known.
 */
#ifndef LEDE_TIMEX_H
#define LEDE_TIMEX_H

#include "lede/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lede_timex_kind { LEDE_TIMEX_DATE = 1, LEDE_TIMEX_TIME, LEDE_TIMEX_DURATION, LEDE_TIMEX_SET } lede_timex_kind;

typedef struct lede_timex {
    size_t start, end;
    lede_timex_kind kind;
    char value[40];
    const char *rule;      /* how it was found, in a few words; static */
} lede_timex;

/*
 * Find dates. `reference` is the ISO text of the day of publication (NULL or
 * "" where it is not known; less than a day of precision serves as far as it
 * goes). *out is freed with lede_free; NULL where there are none. Fails only
 * when memory runs out or the text has 2 GB.
 */
LEDE_API lede_status lede_timex_find(const char *s, size_t n, const char *reference, const char *language,
                                     lede_timex **out, size_t *count, lede_error *err);

/* "date", "time", "duration", "set"; NULL for no kind. */
LEDE_API const char *lede_timex_kind_name(lede_timex_kind kind);

#ifdef __cplusplus
}
#endif

#endif
