/*
 * News layer, knows text and base. What the files of the summary share: the
 * choice of sentences (summary.c) and what is never chosen (summary_boiler.c).
 */
#ifndef LEDE_NEWS_SUMMARY_H
#define LEDE_NEWS_SUMMARY_H

#include <stddef.h>

/* Whether the sentence ends as sentences do: with a stop, marks and brackets behind it left out of account. */
int lede__ends_with_stop(const char *s, size_t n);

/*
 * Whether the sentence tells nothing of the story: a byline, an agency, a
 * date, a time stamp, a credit, an invitation to read or follow.
 */
int lede__is_boilerplate(const char *s, size_t n, size_t words);

#endif
