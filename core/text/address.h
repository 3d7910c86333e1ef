/* Text layer, knows base. Addresses among words: URLs, domains, e-mail. */
#ifndef LEDE_TEXT_ADDRESS_H
#define LEDE_TEXT_ADDRESS_H

#include "text/words.h"

/* Where the compound w is the start of a URL, a domain or an e-mail address, make it that. */
void lede__address(const uint8_t *s, size_t n, lede__word *w);

/* The end of "@host.name" at `at` (after a user's name, as on federated networks), else `at`. */
size_t lede__host_end(const uint8_t *s, size_t n, size_t at);

#endif
