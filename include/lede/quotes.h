/*
 * News layer: what is said in an article and who says it.
 *
 * Marks of English, German, French, Spanish, Russian, Japanese and others are
 * paired; a quote that runs over paragraphs is one row a paragraph; quotes
 * inside quotes belong to the outer one. Marks around a title, a nickname or
 * a word held at arm's length are a kind of their own.
 */
#ifndef LEDE_QUOTES_H
#define LEDE_QUOTES_H

#include "lede/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lede_quote_kind {
    LEDE_SPEECH = 1,     /* words somebody said, between marks */
    LEDE_TERM = 2,       /* a title, a nickname, a so-called thing between marks */
    LEDE_INDIRECT = 4    /* reported without marks: said that ... */
} lede_quote_kind;

typedef struct lede_quote {
    size_t start, end;                  /* inside the marks */
    lede_quote_kind kind;
    size_t speaker_start, speaker_end;  /* the words that name the speaker ("he"); LEDE_NOWHERE where none do */
    const char *speaker;                /* the speaker's full name in the article, or those words; NULL where unknown */
    size_t speaker_n;                   /* its length: it is not NUL-terminated */
    size_t cue_start, cue_end;          /* the word of saying; LEDE_NOWHERE where there is none */
    const char *rule;                   /* how the speaker was found, in a few words; static */
} lede_quote;

typedef struct lede_quotes lede_quotes;

/*
 * Find the quotes of `s`, which must outlive the result. `kinds` is a sum of
 * lede_quote_kind (0: speech only). `language` is an ISO 639-1 code, NULL or
 * "" where unknown. On success *out is to be freed with lede_quotes_free.
 * Fails only when memory runs out.
 */
LEDE_API lede_status lede_quotes_find(const char *s, size_t n, const char *language, unsigned kinds,
                                      lede_quotes **out, lede_error *err);
LEDE_API void lede_quotes_free(lede_quotes *quotes);

/* The quotes in order of the text, *count of them; valid until freed. */
LEDE_API const lede_quote *lede_quotes_items(const lede_quotes *quotes, size_t *count);

/* "speech", "term", "indirect"; NULL for no kind. */
LEDE_API const char *lede_quote_kind_name(lede_quote_kind kind);

#ifdef __cplusplus
}
#endif

#endif
