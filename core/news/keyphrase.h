/*
 * News layer, knows text and base. What the files of key phrases share: words
 * and phrases of an article with their counts (keyphrase_words.c), how good
 * they are (keyphrase_score.c), the choice among them (keyphrase.c).
 */
#ifndef LEDE_NEWS_KEYPHRASE_H
#define LEDE_NEWS_KEYPHRASE_H

#include "base/arena.h"
#include "base/map.h"
#include "lede/summary.h"
#include "text/stopword.h"

enum {
    LEDE__KP_CONTENT = 1,    /* may begin and end a phrase */
    LEDE__KP_CAPITAL = 2,
    LEDE__KP_OPENING = 4,    /* begins a sentence or a quotation: its capital says nothing */
    LEDE__KP_JOINED = 8,     /* nothing but space before it: a phrase may go on */
    LEDE__KP_PARTICLE = 16,  /* of, de: inside a phrase */
    LEDE__KP_RUN = 32,       /* a pair of a script without spaces: overlaps the next */
    LEDE__KP_SMALL_RUN = 64  /* one of Thai and its like, where two characters are no word */
};

typedef struct lede__kp_token {
    uint32_t word;
    unsigned flags;
    const char *s;           /* in the text */
    uint32_t n;
    uint32_t place;          /* in words */
} lede__kp_token;

typedef struct lede__kp_word {
    uint32_t count, in_names, first, capitals, smalls;
    uint32_t key;            /* number of its stem, 0 while not asked for */
    uint32_t chars;
    uint32_t token;          /* its first */
} lede__kp_word;

/* A phrase of one word or several. */
typedef struct lede__kp_phrase {
    uint32_t count, token, length, place;
    int name;
    double score;
} lede__kp_phrase;

typedef struct lede__kp {
    lede__map words, keys, phrases;   /* to indexes; phrases by their words' numbers */
    lede__kp_token *tokens;
    lede__kp_word *word;
    lede__kp_phrase *phrase;
    size_t token_count, token_cap, word_count, word_cap, phrase_count, phrase_cap;
    const lede__stopwords *weak;
    const char *language, *text;      /* the text being read */
    size_t text_n, last_end;
    uint32_t places;
    int english, elided;
    int failed;
} lede__kp;

/* Words that are no key phrase by themselves; NULL where the language has no list. */
const lede__stopwords *lede__weak_words_of(const char *language);

lede_status lede__kp_read(lede__kp *k, const char *s, size_t n, lede_error *err);
/* Find the phrases once all is read. 0 when memory ran out. */
int lede__kp_phrases(lede__kp *k);
void lede__kp_release(lede__kp *k);

/* How likely the phrase is one that a reader would name. */
double lede__kp_score(const lede__kp *k, const lede__kp_phrase *p);

#endif
