/*
 * News layer: the names in an article - persons, places, organisations and
 * groups - by shape, context and word lists, each with the rule that found it.
 *
 * English is meant; in other languages what the lists and shapes give. Bare
 * mentions follow the full name that the article gives elsewhere: a surname
 * that was once part of a full name is that person.
 */
#ifndef LEDE_NAMES_H
#define LEDE_NAMES_H

#include "lede/base.h"
#include "lede/dictionary.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lede_name_kind {
    LEDE_PERSON = 1,
    LEDE_PLACE,
    LEDE_ORGANISATION,
    LEDE_GROUP          /* peoples, faiths, members of parties */
} lede_name_kind;

typedef struct lede_name {
    size_t start, end;        /* in the text given; titles and possessive endings are left out */
    lede_name_kind kind;
    const char *canonical;    /* the fullest form of this name in the article; not NUL-terminated */
    size_t canonical_n;
    const char *rule;         /* why, in a few words; static */
    const char *code;         /* what a gazetteer gives, NUL-terminated; else NULL */
} lede_name;

typedef struct lede_names lede_names;

/*
 * Find the names of `s`, which must outlive the result. `language` is an ISO
 * 639-1 code, NULL or "" where unknown. On success *out is to be freed by the
 * caller with lede_names_free. Fails only when memory runs out.
 */
LEDE_API lede_status lede_names_find(const char *s, size_t n, const char *language, lede_names **out,
                                     lede_error *err);
LEDE_API void lede_names_free(lede_names *names);

/* The names in order of the text, *count of them; valid until freed. */
LEDE_API const lede_name *lede_names_items(const lede_names *names, size_t *count);

/*
 * Lay a gazetteer of the user's over the names that were found in `s`: its
 * entries of a known kind come in, with their canonical names and codes, and
 * what they overlap goes. The gazetteer must outlive the names.
 */
LEDE_API lede_status lede_names_overlay(lede_names *names, lede_dictionary *gazetteer, const char *s, size_t n,
                                        lede_error *err);

/* "person", "place", "organisation", "group"; NULL for no kind. */
LEDE_API const char *lede_name_kind_name(lede_name_kind kind);

#ifdef __cplusplus
}
#endif

#endif
