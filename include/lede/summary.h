/*
 * News layer: what an article is about - its key phrases - and its summary,
 * sentences of its own. By counting alone, so in every language that the text
 * primitives cover; each result has its score.
 */
#ifndef LEDE_SUMMARY_H
#define LEDE_SUMMARY_H

#include "lede/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lede_key_phrase {
    const char *text;     /* as the article writes it first; not NUL-terminated */
    size_t n;
    double score;         /* 0 to 1 */
    size_t count;         /* how often it occurs */
} lede_key_phrase;

typedef struct lede_key_phrases lede_key_phrases;

/*
 * The `want` best key phrases of an article, best first, none of them a near
 * repeat of a better one. Words, runs of capitalised words and phrases that
 * recur are candidates; frequency, first place, length and how often a word
 * stands alone decide, weighed as a logistic model fitted on news. `headline`
 * may be empty; `language` NULL or "" is detected. Both texts must outlive the
 * result, which the caller frees. Fails only when memory runs out.
 */
LEDE_API lede_status lede_key_phrases_find(const char *headline, size_t headline_n, const char *body, size_t n,
                                           const char *language, size_t want, lede_key_phrases **out, lede_error *err);
LEDE_API void lede_key_phrases_free(lede_key_phrases *k);
LEDE_API const lede_key_phrase *lede_key_phrases_items(const lede_key_phrases *k, size_t *count);

typedef struct lede_summary_sentence {
    size_t start, end;    /* in the body */
    double score;         /* 0 to 1: against the best of this article */
} lede_summary_sentence;

typedef struct lede_summary lede_summary;

/*
 * The best sentences of a body in the order of the body: at most `sentences`
 * of them (0: no limit) and at most `words` words in all (0: no limit; one
 * sentence is given even if it is longer). Place, centrality (the weight of a
 * sentence's words in the article) and novelty against those already chosen
 * decide. Agencies, bylines, dates, credits and other boilerplate are never
 * chosen. Otherwise as lede_key_phrases_find.
 */
LEDE_API lede_status lede_summary_find(const char *headline, size_t headline_n, const char *body, size_t n,
                                       const char *language, size_t sentences, size_t words, lede_summary **out,
                                       lede_error *err);
LEDE_API void lede_summary_free(lede_summary *s);
LEDE_API const lede_summary_sentence *lede_summary_items(const lede_summary *s, size_t *count);

#ifdef __cplusplus
}
#endif

#endif
