/* Base layer, knows libc only. The digest as bytes, beside lede_sha256_hex. */
#ifndef LEDE_BASE_SHA256_H
#define LEDE_BASE_SHA256_H

#include <stddef.h>

enum { LEDE__SHA256 = 32 };   /* bytes */

void lede__sha256(const char *s, size_t n, char out[LEDE__SHA256]);

/* The digest written out. */
void lede__sha256_write(const char digest[LEDE__SHA256], char out[65]);

/* As lede_sha256_hex, the way of a processor without instructions for it: so that a test can compare the two on one machine. */
void lede__sha256_hex_portably(const char *s, size_t n, char out[65]);

#endif
