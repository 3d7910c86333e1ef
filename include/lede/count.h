/*
 * News layer: counting words over many texts. Knows text and base.
 *
 * A count is of terms: the folded words of lede_terms (whole words only), or
 * runs of them. What is measured is documented beside each function with its
 * source, so that a figure can be computed again by hand.
 */
#ifndef LEDE_COUNT_H
#define LEDE_COUNT_H

#include "lede/text.h"

#ifdef __cplusplus
extern "C" {
#endif

/* --- term frequencies ---------------------------------------------------- */

typedef struct lede_counter lede_counter;

/* All zero counts single words as written, stop words left out. */
typedef struct lede_count_options {
    int stem;          /* words of one stem are one term, shown as the first of them that was seen */
    int stopwords;     /* keep stop words */
    int numbers;       /* keep numbers */
    int ngrams;        /* words a term, 1 to 5; runs stop at punctuation and begin and end with no stop word. 0: 1 */
} lede_count_options;

typedef struct lede_term_count {
    const char *term;      /* NUL-terminated, valid while the counter lives */
    size_t n;
    int64_t count;         /* occurrences */
    int64_t texts;         /* texts that hold it */
} lede_term_count;

typedef int (*lede_term_count_fn)(const lede_term_count *t, void *ud);

/* options may be NULL. Free with lede_counter_free. */
LEDE_API lede_status lede_counter_new(const lede_count_options *options, lede_counter **out, lede_error *err);
LEDE_API void lede_counter_free(lede_counter *c);

/* Count one text. `language` NULL or "" is detected. */
LEDE_API lede_status lede_counter_add(lede_counter *c, const char *s, size_t n, const char *language, lede_error *err);

/* Words seen in all texts (stop words and numbers included: the denominator of a rate), and how many texts. */
LEDE_API int64_t lede_counter_words(const lede_counter *c);
LEDE_API int64_t lede_counter_texts(const lede_counter *c);

/* The counts of one term as it was counted (folded, or its stem's key); zeros where it was not seen. */
LEDE_API lede_term_count lede_counter_get(const lede_counter *c, const char *key, size_t n);

/* Visit all terms in the order in which they were first seen; `i` of lede_counter_at counts them from 0. */
LEDE_API size_t lede_counter_size(const lede_counter *c);
LEDE_API lede_term_count lede_counter_at(const lede_counter *c, size_t i);
/* The key by which lede_counter_get of another counter with the same options finds the i-th term. */
LEDE_API const char *lede_counter_key(const lede_counter *c, size_t i, size_t *n);

/*
 * The terms of one more text, counted apart: visits each known term once, by
 * first place, with its count in this text; `texts` is its number in the counter. A matrix's row.
 */
LEDE_API lede_status lede_counter_text(lede_counter *c, const char *s, size_t n, const char *language,
                                       lede_term_count_fn fn, void *ud, lede_error *err);

/* --- measures ------------------------------------------------------------- */

/*
 * Log-likelihood ratio G2 of a 2x2 table (Dunning 1993): a of row total r1 with
 * the trait, c of row total r2. Positive where a's rate is the higher, else negative.
 */
LEDE_API double lede_g2(double a, double r1, double c, double r2);

/* Binary logarithm of the ratio of two rates, 0.5 standing for a count of zero (Hardie 2014). */
LEDE_API double lede_log_ratio(double a, double r1, double c, double r2);

/* --- collocates ------------------------------------------------------------ */

typedef struct lede_collocator lede_collocator;

typedef struct lede_collocate_options {
    size_t window;        /* words to each side, 0: 5 */
    int sentence;         /* instead: the sentence that the node stands in */
    int stopwords;        /* keep stop words */
    int exact;            /* the node as written (folded), not by stem */
} lede_collocate_options;

typedef struct lede_collocate {
    const char *term;
    size_t n;
    int64_t count;        /* near the node; a word near two nodes counts once */
    int64_t total;        /* in all texts */
    int64_t texts;        /* that hold both */
    double g2;            /* windows against the rest */
    double pmi;           /* log2 of observed against expected in the windows (Church and Hanks 1990) */
    double log_dice;      /* 14 + log2(2 count / (node count + total)) (Rychly 2008) */
} lede_collocate;

typedef int (*lede_collocate_fn)(const lede_collocate *c, void *ud);

/* `node` is a word. Free with lede_collocator_free. */
LEDE_API lede_status lede_collocator_new(const char *node, size_t n, const lede_collocate_options *options,
                                         lede_collocator **out, lede_error *err);
LEDE_API void lede_collocator_free(lede_collocator *c);
LEDE_API lede_status lede_collocator_add(lede_collocator *c, const char *s, size_t n, const char *language,
                                         lede_error *err);
/* How often the node was seen. */
LEDE_API int64_t lede_collocator_nodes(const lede_collocator *c);
/* Visit the collocates in the order in which they were first seen. */
LEDE_API void lede_collocator_each(const lede_collocator *c, lede_collocate_fn fn, void *ud);

/* --- concordance ------------------------------------------------------------ */

/*
 * For each hit, sorted by place, the `width` words before and after it, no
 * further than the paragraph (or with `sentence` the sentence): spans
 * left[i] (ends where the hit starts) and right[i], white space outside cut off.
 */
LEDE_API lede_status lede_contexts(const char *s, size_t n, const char *language, const lede_span *hits, size_t hits_n,
                                   size_t width, int sentence, lede_span *left, lede_span *right, lede_error *err);

#ifdef __cplusplus
}
#endif

#endif
