/* Text layer, knows base. The word segment, for those who build words of it. */
#ifndef LEDE_TEXT_SEGMENT_H
#define LEDE_TEXT_SEGMENT_H

#include <stddef.h>
#include <stdint.h>

/* The end of the UAX #29 word segment that starts at `at` < n. */
size_t lede__word_end(const uint8_t *s, size_t n, size_t at);

#endif
