/* Text layer, knows base. NFC of a few characters, for folding. */
#ifndef LEDE_TEXT_NORMAL_H
#define LEDE_TEXT_NORMAL_H

#include <stddef.h>
#include <stdint.h>

enum { LEDE__SMALL = 256 };

/* NFC of the characters (what goes beyond LEDE__SMALL decomposed ones is left out); returns how many. */
size_t lede__nfc_small(const uint32_t *c, size_t n, int32_t out[LEDE__SMALL]);

#endif
