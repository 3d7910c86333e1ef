/*
 * lede: a scriptable news archive. The umbrella header, for users of the
 * library; the library's own files include the layer they need by path.
 */
#ifndef LEDE_H
#define LEDE_H

#include "lede/base.h"
#include "lede/text.h"
#include "lede/regex.h"
#include "lede/news.h"
#include "lede/read.h"
#include "lede/store.h"
#include "lede/query.h"

#endif
