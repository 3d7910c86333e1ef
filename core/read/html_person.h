/*
 * Read layer, knows news, text and base. Names of people out of the bylines and author fields of pages.
 *
 * html_people.c cuts a byline into pieces, html_person.c says of a piece
 * whether it is a person's name and how much its words speak for that.
 */
#ifndef LEDE_READ_HTML_PERSON_H
#define LEDE_READ_HTML_PERSON_H

#include <stddef.h>

/* How sure it is that a text names authors. */
typedef enum lede__people_kind {
    LEDE__PEOPLE_DATA,      /* structured data say so */
    LEDE__PEOPLE_MARKED,    /* an element marked as the author's name */
    LEDE__PEOPLE_ANY,       /* any text: only what is written like a name counts */
    LEDE__PEOPLE_BODIES,    /* as the first, agencies and other bodies too */
    LEDE__PEOPLE_ANY_BODIES /* as any text, these too */
} lede__people_kind;

/* What the words of a name say by the word list of the name finder. */
typedef enum lede__person_grade {
    LEDE__PERSON_NOT,    /* a place, a day */
    LEDE__PERSON_BODY,   /* an agency, a title, nothing but ordinary words */
    LEDE__PERSON_DOUBT,  /* one word, or some ordinary words */
    LEDE__PERSON_LIKELY, /* nothing against it */
    LEDE__PERSON_SURE    /* a given name and another */
} lede__person_grade;

/* Takes one name. */
typedef void (*lede__person_fn)(const char *name, size_t n, void *ud);
/*
 * Give each person that a byline, author field or list names.
 * Job titles, credits of others, sites, dates and addresses are left out.
 */
void lede__people(const char *s, size_t n, lede__people_kind kind, lede__person_fn fn, void *ud);

/* Whether a piece can be a person's name. */
int lede__is_person(const char *s, size_t n, lede__people_kind kind);
lede__person_grade lede__person_grade_of(const char *s, size_t n);
/* "(R.J.) Holm": a given name in brackets and a capital after it; the bytes up to the bracket's end, else 0. */
size_t lede__name_in_brackets(const char *s, size_t n);
/* Whether a text is in a script without capitals: nothing shows a name in it. */
int lede__is_caseless(const char *s, size_t n);
/* The bytes at the start that open a byline, 0 where it begins otherwise; weak openings count with `marked`. */
size_t lede__byline_opening(const char *s, size_t n, int marked);

#endif
