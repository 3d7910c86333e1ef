/* Read layer, knows base. Words of bylines; each list ends with NULL, letters of ASCII are small. */
#ifndef LEDE_READ_HTML_WORDS_H
#define LEDE_READ_HTML_WORDS_H

#include <stddef.h>

extern const char *const lede__byline_openings[];
/* Of titles, offices and parts of pages: none is part of a name. */
extern const char *const lede__byline_offices[];
/* Of agencies, companies and the like. */
extern const char *const lede__byline_bodies[];
/* What a short block begins with that is a byline beyond doubt. */
extern const char *const lede__byline_starts[];
/* What a short line begins with that is never an article's: "read more". */
extern const char *const lede__html_phrases[];

#endif
