/*
 * Text layer: regular expressions. Knows base.
 *
 * PCRE2 patterns over UTF-8, with Unicode classes (\w, \d, \b) and named
 * groups, compiled to machine code where PCRE2 can. Matching never hangs:
 * backtracking, memory and time are limited, and a text that would need more
 * gives LEDE_LIMIT with a message that names the limit. Bytes that are not
 * valid UTF-8 match nothing. A handle serves one thread at a time.
 */
#ifndef LEDE_REGEX_H
#define LEDE_REGEX_H

#include "lede/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lede_regex lede_regex;

enum {
    LEDE_RE_IGNORE_CASE = 1,
    LEDE_RE_MULTILINE = 2,     /* ^ and $ at line ends too */
    LEDE_RE_DOT_ALL = 4,       /* . matches a line end */
    LEDE_RE_EXTENDED = 8,      /* white space and # comments in the pattern do not count */
    LEDE_RE_LITERAL = 16       /* the pattern is plain text */
};

/*
 * Compile the pattern. LEDE_QUERY where it is wrong, with the place in
 * err->at. Free with lede_regex_free.
 */
LEDE_API lede_status lede_regex_compile(const char *pattern, size_t n, unsigned flags, lede_regex **out, lede_error *err);
LEDE_API void lede_regex_free(lede_regex *re);

/* How many capturing groups the pattern has, and the name of one of them (1 is the first), NULL where it has none. */
LEDE_API size_t lede_regex_groups(const lede_regex *re);
LEDE_API const char *lede_regex_group_name(const lede_regex *re, size_t group);

enum { LEDE_RE_NOT_EMPTY = 1 };   /* an empty match at `from` does not count: how one goes on after an empty match */

/*
 * Find the first match that starts at `from` or later. spans[0] is the match,
 * spans[i] group i, {LEDE_NOWHERE, LEDE_NOWHERE} where it took no part; as many
 * as `cap` has room for. LEDE_DONE where there is none.
 */
LEDE_API lede_status lede_regex_find(lede_regex *re, const char *s, size_t n, size_t from, unsigned flags,
                                     lede_span *spans, size_t cap, lede_error *err);

#ifdef __cplusplus
}
#endif

#endif
