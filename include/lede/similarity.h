/*
 * News layer: whether two texts say the same. Knows text and base.
 *
 * A fingerprint is a sample of the hashes of all runs of three words: the
 * LEDE_FINGERPRINT_MOST least of them. Two fingerprints compare by the hashes
 * up to the lower of their last ones, of which both hold all there are, so that
 * a part can be told from its whole (Broder 1997, "On the resemblance and
 * containment of documents"; Cohen and Kaplan 2007, "Summarizing data using
 * bottom-k sketches").
 *
 * Words are those of lede_terms, folded: typography, case and the order of
 * paragraphs do not matter. A text of fewer than LEDE_FINGERPRINT_LEAST runs
 * has only its hash: it equals itself and resembles nothing.
 */
#ifndef LEDE_SIMILARITY_H
#define LEDE_SIMILARITY_H

#include "lede/base.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    LEDE_FINGERPRINT_VERSION = 3,
    LEDE_FINGERPRINT_LEAST = 12,
    LEDE_FINGERPRINT_MOST = 72
};

/* Append the fingerprint of the text: bytes to keep, the same on every machine. */
LEDE_API lede_status lede_fingerprint(const char *s, size_t n, lede_buf *out, lede_error *err);

typedef struct lede_likeness {
    double similarity;     /* estimated Jaccard index of the runs of three words, 0 to 1 */
    double containment;    /* estimated share of the smaller text's runs that the other has */
    uint32_t shared;       /* hashes that both samples hold, of those compared */
} lede_likeness;

/* Compare two fingerprints. What is no fingerprint resembles nothing. */
LEDE_API void lede_fingerprint_compare(const char *a, size_t a_n, const char *b, size_t b_n, lede_likeness *out);

/*
 * The least hashes of a text, ascending, of those that its fingerprint holds:
 * what articles can be joined by. Writes up to `most` and returns how many.
 */
LEDE_API size_t lede_fingerprint_keys(const char *s, size_t n, uint32_t *keys, size_t most);

/* A text among others: its fingerprint, valid while the grouping runs. */
typedef struct lede_print {
    const char *s;
    size_t n;
} lede_print;

/* Where a text ended up. */
typedef struct lede_copy {
    uint32_t group;        /* the index of its group's first text; its own index where it stands alone */
    lede_likeness like;    /* to the group's first text; 1, 1 for the first itself */
} lede_copy;

/*
 * Group `n` texts that are copies: whole, edited, cut short or reordered. Two
 * are joined when their containment is at least `min` (0 to 1) with enough
 * shared runs to tell; runs that stand in more than LEDE_COPIES_COMMON texts
 * which are not all the same are boilerplate and join nothing. Order the texts
 * by age: the first of a group leads it. `out` has room for n.
 */
enum { LEDE_COPIES_COMMON = 40 };
LEDE_API lede_status lede_copies(const lede_print *prints, size_t n, double min, lede_copy *out, lede_error *err);

#ifdef __cplusplus
}
#endif

#endif
