/* Store layer. Waiting for other processes, and saying whom one waited for. */
#ifndef LEDE_STORE_BUSY_H
#define LEDE_STORE_BUSY_H

#include "lede/store.h"

/* Make the connection wait as long as the store's patience lasts. */
void lede__busy_install(lede_store *s);

/* LEDE_BUSY with a message that names the process that holds the store, where the system tells. */
lede_status lede__busy_fail(lede_store *s, lede_error *err);

#endif
