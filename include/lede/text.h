/*
 * Text layer: Unicode text primitives. Knows base.
 *
 * Every function takes UTF-8. Bytes that are not valid UTF-8 are never read
 * past and count as one U+FFFD each; lede_utf8_repair makes a text valid.
 * Spans are byte offsets into the text given, never into a normalised copy.
 * A language is an ISO 639-1 code ("en"), NULL or "" where it is not known.
 */
#ifndef LEDE_TEXT_H
#define LEDE_TEXT_H

#include "lede/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* --- validity ---------------------------------------------------------- */

/* Length of the longest valid UTF-8 prefix (Unicode 15, table 3-7); n when all is valid. */
LEDE_API size_t lede_utf8_valid(const char *s, size_t n);

/*
 * Append the text to `out` with each maximal ill-formed part replaced by
 * U+FFFD (Unicode 15, section 3.9). Returns how many parts were replaced.
 */
LEDE_API size_t lede_utf8_repair(const char *s, size_t n, lede_buf *out);

/* --- raw segments (UAX #29) -------------------------------------------- */

typedef enum lede_segment_kind { LEDE_GRAPHEME, LEDE_WORD, LEDE_SENTENCE } lede_segment_kind;

/*
 * The end of the segment that starts at byte `at`, where `at` is 0 or an end
 * returned before; n at the end. Walks no further back than `at`.
 */
LEDE_API size_t lede_segment_end(lede_segment_kind kind, const char *s, size_t n, size_t at);

/* --- words ------------------------------------------------------------- */

typedef enum lede_word_class {
    LEDE_WORD_WORD = 1,   /* letters, with the marks that stand inside words */
    LEDE_WORD_NUMBER,     /* 3.5  1,000 */
    LEDE_WORD_IDEOGRAPH,  /* one Han, or a run of kana, Thai, Lao, Khmer: see lede_words */
    LEDE_WORD_URL,
    LEDE_WORD_EMAIL,
    LEDE_WORD_HASHTAG,
    LEDE_WORD_MENTION,
    LEDE_WORD_EMOJI
} lede_word_class;

/* A visitor of words: a non-zero return stops the walk. */
typedef int (*lede_word_fn)(lede_word_class cls, size_t start, size_t end, void *ud);

/*
 * Walk the word-like parts of the text in order. One definition serves
 * counting, indexing and Lua. Returns what stopped it, or 0.
 */
LEDE_API int lede_words(const char *s, size_t n, lede_word_fn fn, void *ud);

/* What lede_terms says of a term: bits. */
enum {
    LEDE_TERM_SAME = 1,   /* at the same position as the term before it; without it: at the next position */
    LEDE_TERM_PART = 2,   /* no word of lede_words: a part or another spelling of one; counts leave it out */
    LEDE_TERM_PREFIX = 4  /* a lone ideograph: a query takes it as a prefix, an index ignores the bit */
};

/* A longer term is cut here, at a whole character, in texts and queries alike. */
#define LEDE_TERM_MAX 1024

/*
 * A visitor of index terms: `term` is the folded form, valid during the call;
 * `part` is made of LEDE_TERM_SAME, LEDE_TERM_PART and LEDE_TERM_PREFIX.
 */
typedef int (*lede_term_fn)(const char *term, size_t term_n, lede_word_class cls, size_t start, size_t end,
                            int part, void *ud);

/*
 * Walk the terms by which a text is found: every word folded by lede_fold's
 * default, words that hold parts whole and in parts, scripts without spaces
 * as overlapping pairs. The same call serves texts and queries:
 *
 *  - an index takes every term;
 *  - a query takes those without LEDE_TERM_SAME, in order, as a phrase;
 *  - a count takes those without LEDE_TERM_PART.
 *
 * Returns what stopped it, or 0.
 */
LEDE_API int lede_terms(const char *s, size_t n, lede_term_fn fn, void *ud);

/* How many words (of all classes but emoji) the text has. */
LEDE_API size_t lede_count_words(const char *s, size_t n);

/* --- folding and normal forms ------------------------------------------ */

enum {
    LEDE_FOLD_SEARCH = 0,        /* what index, counts and stop words compare: see the manual's "Folding" */
    LEDE_FOLD_KEEP_DIACRITICS = 1
};

/* Append the folded text. ASCII takes a fast path. */
LEDE_API void lede_fold(const char *s, size_t n, unsigned flags, lede_buf *out);

typedef enum lede_normal_form { LEDE_NFC, LEDE_NFD, LEDE_NFKC, LEDE_NFKC_CASEFOLD } lede_normal_form;

/* Append the text in the normal form (UAX #15). Text already normal is copied unchanged. */
LEDE_API lede_status lede_normalize(const char *s, size_t n, lede_normal_form form, lede_buf *out);

/* --- sentences --------------------------------------------------------- */

/* A visitor of spans: a non-zero return stops the walk. */
typedef int (*lede_span_fn)(size_t start, size_t end, void *ud);

/*
 * Walk the sentences, white space at their ends left out. A blank line always
 * ends a sentence. `language` chooses the abbreviations; NULL detects it.
 */
LEDE_API int lede_sentences(const char *s, size_t n, const char *language, lede_span_fn fn, void *ud);

/* Walk the paragraphs: parts between blank lines, white space at their ends left out. */
LEDE_API int lede_paragraphs(const char *s, size_t n, lede_span_fn fn, void *ud);

/* --- stems and stop words ---------------------------------------------- */

typedef struct lede_stemmer lede_stemmer;

/*
 * A Snowball stemmer with a cache. *out is NULL with LEDE_OK where the
 * language has none: lede_stem then returns words as they are. Free with
 * lede_stemmer_free.
 */
LEDE_API lede_status lede_stemmer_new(const char *language, lede_stemmer **out, lede_error *err);
LEDE_API void lede_stemmer_free(lede_stemmer *st);

/*
 * The stem of a folded word; *out points into the stemmer or at `word`, valid
 * until the next call. Returns the stem's length. `st` may be NULL.
 */
LEDE_API size_t lede_stem(lede_stemmer *st, const char *word, size_t n, const char **out);

/* Whether the folded word is a stop word of the language (0 where it has no list). */
LEDE_API int lede_is_stopword(const char *language, const char *word, size_t n);

/* The i-th stop word of the language as written, in the order of their folded forms; NULL past the end. */
LEDE_API const char *lede_stopword(const char *language, size_t i);

/* --- language ---------------------------------------------------------- */

/*
 * The language of a text from its first 4 KB: writes an ISO 639-1 code (or
 * "und") and returns the confidence, 0 to 1. Short texts give low confidence.
 */
LEDE_API double lede_language(const char *s, size_t n, char code[8]);

#ifdef __cplusplus
}
#endif

#endif
