/* Read layer: the formats by name, for the table and for those that hand on to another. */
#ifndef LEDE_READ_FORMATS_H
#define LEDE_READ_FORMATS_H

#include "read/read.h"

extern const lede__format lede__gzip, lede__compressed, lede__archive;
extern const lede__format lede__jsonl;
extern const lede__format lede__text;

#endif
