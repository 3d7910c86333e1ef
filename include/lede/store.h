/* Store layer: articles, tags and runs in one SQLite file. Knows news, text, base. */
#ifndef LEDE_STORE_H
#define LEDE_STORE_H

#include "lede/record.h"

#endif
