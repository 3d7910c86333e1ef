/*
 * News layer: what a text says. Knows text and base.
 *
 * The umbrella of this layer's parts, so that each part has a header of its
 * own and a reader finds it by name.
 */
#ifndef LEDE_NEWS_H
#define LEDE_NEWS_H

#include "lede/count.h"
#include "lede/amounts.h"
#include "lede/date.h"
#include "lede/dictionary.h"
#include "lede/names.h"
#include "lede/quotes.h"
#include "lede/record.h"
#include "lede/similarity.h"
#include "lede/timex.h"
#include "lede/summary.h"

#endif
