/* Store layer. What makes an article the same article: its URL's normal form, its id, its dates' form. */
#ifndef LEDE_STORE_IDENTITY_H
#define LEDE_STORE_IDENTITY_H

#include <stddef.h>

#include "lede/store.h"

enum { LEDE__ID_LENGTH = 12, LEDE__ID_LONG = 20 };

/*
 * The id of a key (a normalised URL, or a content's hash and dates): `length`
 * characters of Crockford's base 32 from its SHA-256, so that it is equal in
 * every store and easy to read out.
 */
void lede__id_of(const char *key, size_t n, int length, char out[LEDE_ID_SIZE]);

/* Whether the URL is one that lede_url_normalize understands. */
int lede__url_is_web(const char *url, size_t n);

/* The site of a normalised URL: its host. Returns its length, *at where it starts. */
size_t lede__url_site(const char *norm, size_t n, size_t *at);

/*
 * Whether the text is an ISO 8601 date of a day that exists, to any precision,
 * with any zone or none: 2022, 2022-03, 2022-03-21, 2022-03-21T12:46:05.5+09:00.
 */
int lede__iso_date(const char *s, size_t n);

#endif
