/*
 * Read layer: what every record goes through when its format is done with it,
 * so that a fault of sources is answered alike in all formats.
 */
#ifndef LEDE_READ_SETTLE_H
#define LEDE_READ_SETTLE_H

#include "lede/record.h"

/*
 * The language where the source does not say it, or where its script belies
 * what it says (noted); authors without those that are no people; a publisher
 * given as an address as the host's name; a body that says at its end that it
 * is a beginning without that mark (noted). LEDE_OK or LEDE_NOMEM.
 */
lede_status lede__settle(lede_record *r, lede_error *err);

#endif
