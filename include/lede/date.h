/*
 * News layer: dates as ISO 8601 text. Knows text and base.
 *
 * A date keeps exactly what its source said: "2022", "2022-03", "2022-03-21",
 * "2022-03-21T12", "2022-03-21T12:46", "2022-03-21T12:46:05.5+01:00". Nothing
 * is filled in: no day, no time, no zone. Days that do not exist and years
 * outside 1400 to 2199 are refused (proleptic Gregorian calendar; Thai Buddhist
 * years, Japanese and Taiwanese eras and the Persian solar calendar are
 * turned into it).
 */
#ifndef LEDE_DATE_H
#define LEDE_DATE_H

#include "lede/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Room for any date this library writes, with its NUL. */
#define LEDE_DATE_MAX 40

/* All zero is the default. */
typedef struct lede_date_options {
    const char *language; /* ISO 639-1, "en-GB": chooses between names, and the order of 3/4/2022 (en alone does not) */
    const char *order;    /* "dmy", "mdy" or "ymd" for numeric dates that could be either; NULL refuses those */
    int epoch;            /* 1: digits alone are seconds or milliseconds since 1970, in UTC */
} lede_date_options;

/*
 * Read a text that is one absolute date, with or without a time: ISO 8601,
 * RFC 2822, C's asctime, numbers with an order that is known, and names of months in some
 * fifty languages. Weekdays and small words ("on", "le", "Uhr") are skipped.
 * Zones: Z, GMT and UTC give "Z"; +0100 gives "+01:00"; names of one meaning (EST, CET, JST)
 * give their offset, with RFC 2822's meaning of CST and CDT; names of several (IST, BST, ET) give no zone.
 * On failure err->message says whether there was no date, an impossible or an ambiguous one.
 */
LEDE_API lede_status lede_date_parse(const char *s, size_t n, const lede_date_options *options, char out[LEDE_DATE_MAX],
                                     lede_error *err);

/*
 * Find the first absolute date at or after byte `from` in a longer text, with
 * a year and at least a month; years alone are not taken. *found is the span of date and time.
 * LEDE_NOTFOUND where there is none; a date that is impossible or ambiguous is passed over.
 */
LEDE_API lede_status lede_date_find(const char *s, size_t n, size_t from, const lede_date_options *options,
                                    lede_span *found, char out[LEDE_DATE_MAX], lede_error *err);

/*
 * What an ISO date of the forms above is precise to: 1 year, 2 month, 3 day,
 * 4 hour, 5 minute, 6 second, 7 fraction; 0 where the text is no such date.
 */
LEDE_API int lede_date_valid(const char *s, size_t n);

#ifdef __cplusplus
}
#endif

#endif
