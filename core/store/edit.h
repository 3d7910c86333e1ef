/* Store layer. Corrections by hand. */
#ifndef LEDE_STORE_EDIT_H
#define LEDE_STORE_EDIT_H

#include "store/store_in.h"

enum {
    LEDE__EDIT_DONE,     /* the value before is back; the event of that is written */
    LEDE__EDIT_SAME,     /* it was back already */
    LEDE__EDIT_KEPT,     /* someone changed it since */
    LEDE__EDIT_GONE      /* the article does not stand */
};

/* Take a correction (an event of op SET) back. */
lede_status lede__edit_back(lede_store *s, int64_t event, int *state, lede_error *err);

#endif
