/* Read layer, knows base. Words of bylines; each list ends with NULL, letters of ASCII are small. */
#ifndef LEDE_READ_HTML_WORDS_H
#define LEDE_READ_HTML_WORDS_H

#include <stddef.h>

/* A name follows these after a space; weak ones only in what is marked as the author's; labels take a colon. */
extern const char *const lede__byline_openings[];
extern const char *const lede__byline_weak[];
extern const char *const lede__byline_labels[];
/* Of photographers, translators, sources and the like. */
extern const char *const lede__byline_credits[];
/* Of titles, offices and parts of pages: none is part of a name. */
extern const char *const lede__byline_offices[];
/* Of agencies, companies and the like. */
extern const char *const lede__byline_bodies[];
/* What a short line begins with that is never an article's: "read more". */
extern const char *const lede__html_phrases[];

/* The bytes of s that the longest entry of the list takes, whatever the case, ending with a word; 0 where none fits. */
size_t lede__words_begin(const char *s, size_t n, const char *const *list);

#endif
