/* News layer, knows text and base. Speakers in Chinese and Japanese. */
#ifndef LEDE_NEWS_QUOTE_CJK_H
#define LEDE_NEWS_QUOTE_CJK_H

#include "news/quote.h"

/* Whether the marks hold speech; the speaker beside them, where one is named, goes into the quote. */
int lede__quote_cjk(const lede__quoter *q, const lede__marks *m, lede_quote *out);

#endif
