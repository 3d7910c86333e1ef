/*
 * News layer, knows text and base. The parts that dates are read with, shared
 * by the absolute dates (date_parse.c) and what resolves "next Tuesday".
 *
 * A text becomes tokens; a token knows every meaning its word has (month,
 * weekday, zone ...); the grammar picks one by its neighbours.
 */
#ifndef LEDE_NEWS_DATE_H
#define LEDE_NEWS_DATE_H

#include <stdint.h>

#include "lede/date.h"

/* --- names (date_names_table.c, made by date_names.py) -------------------- */

typedef enum lede__date_kind {
    LEDE__DATE_MONTH,   /* value 1 to 12 */
    LEDE__DATE_JALALI,  /* month of the Persian calendar, 1 to 12 */
    LEDE__DATE_WEEKDAY, /* 1 Monday to 7 Sunday (ISO 8601) */
    LEDE__DATE_AM,
    LEDE__DATE_PM,
    LEDE__DATE_FILL,      /* may stand between parts: of, de, den */
    LEDE__DATE_ORD,       /* after a day's number: st, er, го */
    LEDE__DATE_YEAR,      /* beside a year: г., año */
    LEDE__DATE_ERA,       /* value is added to the year */
    LEDE__DATE_CLOCK,     /* after a time: Uhr */
    LEDE__DATE_TIME,      /* before a time: um, klo */
    LEDE__DATE_MARK_YEAR, /* 年 */
    LEDE__DATE_MARK_MONTH,
    LEDE__DATE_MARK_DAY,
    LEDE__DATE_MARK_HOUR,
    LEDE__DATE_MARK_MINUTE,
    LEDE__DATE_MARK_SECOND,
    LEDE__DATE_ZONE, /* minutes east of Greenwich, LEDE__DATE_ZONE_UNKNOWN */
    LEDE__DATE_KINDS
} lede__date_kind;

#define LEDE__DATE_ZONE_UNKNOWN 9999

typedef struct lede__date_name {
    const char *key; /* folded by lede__date_fold */
    lede__date_kind kind;
    int value;
    uint64_t languages; /* bits into lede__date_languages, of months and weekdays */
} lede__date_name;

extern const char *const lede__date_languages[];
extern const lede__date_name lede__date_names[];
extern const size_t lede__date_name_count;

/* The first name with this folded key and its number of rows in *count; NULL where there is none. */
const lede__date_name *lede__date_lookup(const char *key, size_t n, size_t *count);

/*
 * Fold the character at s (case, Latin and Arabic marks, Arabic letter
 * variants) into out: returns the bytes written, 0 for a mark that folds away,
 * and the bytes read in *used.
 */
size_t lede__date_fold(const char *s, size_t n, char out[64], size_t *used);

/* --- tokens (date_token.c) ------------------------------------------------- */

typedef struct lede__date_token {
    size_t start, end; /* bytes in the text */
    uint32_t kinds;    /* bit set of lede__date_kind, of words */
    int month, jalali, weekday, era, zone;
    int digits; /* of a number, else 0 */
    int value;  /* of a number of at most 9 digits, else -1 */
    char c;     /* of a sign: its ASCII form, '?' for any other; 0 for a word or number */
    char word;  /* 1 for a word, known or not */
    char space; /* 1 where white space or the text's start stands before it */
} lede__date_token;

#define LEDE__DATE_HAS(t, kind) (((t)->kinds >> (kind)) & 1u)

/* Read the token at byte *at and move on; 0 at the end. `language` is a bit set as in lede__date_name, 0 any. */
int lede__date_next_token(const char *s, size_t n, size_t *at, uint64_t language, lede__date_token *t);
uint64_t lede__date_language_bits(const char *language);

/* --- values (date_value.c) --------------------------------------------------- */

/* A date in parts; -1 is a part that was not given. */
typedef struct lede__date {
    int year, month, day, hour, minute, second;
    char fraction[10];
    int zone; /* minutes, LEDE__DATE_ZONE_UNKNOWN for none */
    int utc;  /* 1: write zone 0 as Z */
} lede__date;

void lede__date_init(lede__date *d);
/* Whether the parts that are there exist. */
int lede__date_exists(const lede__date *d);
int lede__date_days_in_month(int year, int month);
/* Days since 1970-01-01 (Gregorian), and back. */
long lede__date_to_days(int year, int month, int day);
void lede__date_from_days(long days, int *year, int *month, int *day);
void lede__date_from_jalali(int *year, int *month, int *day);
void lede__date_write(const lede__date *d, char out[LEDE_DATE_MAX]);
/* Read ISO 8601 at s, extended or basic: bytes taken, 0 where there is none. Does not ask whether the day exists. */
size_t lede__date_iso(const char *s, size_t n, lede__date *d);
/* The parts of an ISO text of ours; 0 where it is none or does not exist. */
int lede__date_read(const char *s, size_t n, lede__date *d);

/* --- grammar (date_parse.c, date_time.c) ------------------------------------- */

typedef enum lede__date_fault {
    LEDE__DATE_FINE,
    LEDE__DATE_NONE,
    LEDE__DATE_IMPOSSIBLE,
    LEDE__DATE_AMBIGUOUS
} lede__date_fault;

typedef struct lede__date_cursor {
    const char *s;
    size_t n;
    const lede__date_token *t; /* ends with a token of no kind */
    size_t count;
    const lede_date_options *options;
    lede__date_fault fault; /* why a match that was there could not be used */
    size_t skip;            /* the token after a date that does not exist */
} lede__date_cursor;

/*
 * Match a date, with its time where one stands before or after it, at token i.
 * Returns the token after it, 0 where there is none.
 */
size_t lede__date_match(lede__date_cursor *c, size_t i, lede__date *d);
/* Match a time of day with its zone at token i, in the same way. */
size_t lede__date_match_time(lede__date_cursor *c, size_t i, lede__date *d);
/* Take a zone at token i, if one stands there: the token after it, else i. */
size_t lede__date_match_zone(const lede__date_cursor *c, size_t i, lede__date *d);

#endif
