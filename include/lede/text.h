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
    LEDE_WORD_WORD = 1,   /* letters, also with digits and the marks that stand inside words */
    LEDE_WORD_NUMBER,     /* digits and the marks inside: 3.5  1,000  12.03.2022 */
    LEDE_WORD_IDEOGRAPH,  /* one Han character, a row of hiragana or of katakana, a row of Thai, Lao, Khmer, Burmese */
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
 * counting, indexing and Lua. A word is made of UAX #29 segments that hold
 * letters or digits, joined over a hyphen or an ampersand (no spaces around):
 *
 *   one word      U.S.-led  Covid-19  F-16s  AT&T  can't  l'ete (either
 *                 apostrophe)  3.5  1,000  e.g (the last dot of "e.g." is
 *                 outside)  snake_case
 *   several       and/or  12:30  1990-2000 with a dash longer than a hyphen
 *   URL           from "https://" or "www.", or a domain such as rt.com, to the
 *                 next space, mark or ideograph, without the punctuation of
 *                 the sentence around it
 *   hashtag,      the sign and the letters, digits and low lines after it;
 *   mention       "#2024" is a number; @name@host.example is one mention
 *   emoji         a whole sequence: flags, skin tones, families
 *
 * No dictionary parts Chinese, Japanese, Thai, Lao or Khmer: words there are
 * what LEDE_WORD_IDEOGRAPH says, so that a count is one of characters in
 * Chinese and of rows in Thai. Returns what stopped it, or 0.
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
 * Walk the terms by which a text is found: every word folded (LEDE_FOLD_SEARCH),
 * whole and by its parts. The same call serves texts and queries:
 *
 *  - an index takes every term;
 *  - a query takes those without LEDE_TERM_SAME, in order, as a phrase;
 *  - a count takes those without LEDE_TERM_PART.
 *
 *   Covid-19    covid, beside it covid-19; then 19     (also U.S.-led, AT&T)
 *   l'ete       l'ete, beside it ete                   (also can't, Doe's)
 *   U.N.        u.n, beside it un                      (also e.g.)
 *   1,000       1,000, beside it 1, 000 and 1000       (also 3.5, 12.03.2022)
 *   rt.com      rt, beside it rt.com; then com         (URLs and e-mail too,
 *               where "https://" and "www." give no part)
 *   #topic      #topic, beside it topic                (also @name)
 *
 * Scripts without spaces give each pair of neighbouring characters, and beside
 * the last pair the last character, so that any text of two characters is a
 * phrase of pairs and each character starts some term. A run of one character
 * is a term with LEDE_TERM_PREFIX. Nothing is allocated. Returns what stopped
 * it, or 0.
 */
LEDE_API int lede_terms(const char *s, size_t n, lede_term_fn fn, void *ud);

/* How many words (of all classes but emoji) the text has. */
LEDE_API size_t lede_count_words(const char *s, size_t n);

/* --- folding and normal forms ------------------------------------------ */

enum {
    LEDE_FOLD_SEARCH = 0,
    LEDE_FOLD_KEEP_DIACRITICS = 1
};

/*
 * Append the folded text, in NFC: what index, queries, counts and stop words
 * compare. Folding twice changes nothing, and texts that are canonically or
 * compatibly equal fold alike. Decided once, here:
 *
 *   always              NFKC_Casefold: case, full-width forms, ligatures; ss for
 *                       the sharp s; a straight apostrophe for curly ones,
 *                       primes and half rings; straight quotes; a hyphen for
 *                       every kind of hyphen; 0-9 for the digits of every
 *                       script; no tatweel, joiners or soft hyphens
 *   search only         no accents on Latin, Greek and Cyrillic letters, no
 *                       points or vowel signs in Hebrew and Arabic (other
 *                       scripts' marks stay: they are letters' equals), but
 *                       Cyrillic letters of their own stay whole: io is ie,
 *                       short i is not i; l for l with stroke, o for o with
 *                       stroke, and so on; ae and oe for the ligatures, d and
 *                       th for eth and thorn; i for the dotless i (and so for all
 *                       four Turkish i); one alef for its forms with hamza,
 *                       madda or wasla; yeh for alef maksura and Farsi yeh,
 *                       heh for teh marbuta, kaf for keheh
 *
 * Runs of more than 31 marks on one letter are folded in pieces. A failure is
 * remembered in `out`.
 */
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
 * A Snowball stemmer with a cache, which grows with use to about 5 MB. Of a tag
 * such as "pt-BR" the first part decides. *out is NULL with LEDE_OK where the
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

/* --- widths, distances, n-grams ------------------------------------------ */

/*
 * How many columns the text takes on a terminal: wide characters (UAX #11) and
 * emoji sequences two, marks and control characters none.
 */
LEDE_API size_t lede_width(const char *s, size_t n);

/*
 * How many characters must be put in, taken out, replaced or swapped with
 * their neighbour to make b of a (optimal string alignment), compared as they
 * are: fold first where case should not count. More than `max` gives max + 1;
 * pass SIZE_MAX / 2 for no limit. LEDE_LIMIT where that would take more than
 * about a second. Memory grows with the length, not its square.
 */
LEDE_API lede_status lede_distance(const char *a, size_t a_n, const char *b, size_t b_n, size_t max, size_t *out,
                                   lede_error *err);

/*
 * Jaro-Winkler similarity, 0 to 1 (Winkler 1990: prefix of 4, weight 0.1, from
 * 0.7 up), of texts as short as names: LEDE_LIMIT above 16,384 bytes.
 */
LEDE_API lede_status lede_jaro_winkler(const char *a, size_t a_n, const char *b, size_t b_n, double *out,
                                       lede_error *err);

/* Jaccard similarity, 0 to 1, of the sets of the texts' words, folded; of two texts without words it is 1. */
LEDE_API lede_status lede_jaccard(const char *a, size_t a_n, const char *b, size_t b_n, double *out, lede_error *err);

#define LEDE_NGRAM_MAX 8
#define LEDE_SKIP_MAX 4

/* A visitor of n-grams: the spans of n words; a non-zero return stops the walk. */
typedef int (*lede_ngram_fn)(const lede_span *words, size_t n, void *ud);

/*
 * Walk the n-grams of `order` words (1 to LEDE_NGRAM_MAX), by their first word;
 * with `skip` (to LEDE_SKIP_MAX) also those that leave out up to that many
 * words in all. None reaches over a blank line. Returns what stopped it, or 0.
 */
LEDE_API int lede_ngrams(const char *s, size_t n, size_t order, size_t skip, lede_ngram_fn fn, void *ud);

#ifdef __cplusplus
}
#endif

#endif
