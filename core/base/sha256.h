/*
 * Base layer, knows libc only. The digest as a processor without instructions
 * for it works it out, so that a test can compare the two ways on one machine.
 */
#ifndef LEDE_BASE_SHA256_H
#define LEDE_BASE_SHA256_H

#include <stddef.h>

/* As lede_sha256_hex. */
void lede__sha256_hex_portably(const char *s, size_t n, char out[65]);

#endif
