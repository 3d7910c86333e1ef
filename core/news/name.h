/*
 * News layer, knows text and base. What the files of the name finder share.
 *
 * name_find.c cuts the text into candidates, name_kind.c says what a candidate
 * is, name_memory.c lets the article's sure names decide its bare ones.
 */
#ifndef LEDE_NEWS_NAME_H
#define LEDE_NEWS_NAME_H

#include "lede/names.h"
#include "news/name_lexicon.h"
#include "news/name_scan.h"

/* How sure a mention's kind is. */
enum { LEDE__UNDECIDED, LEDE__GUESS, LEDE__LIKELY, LEDE__SURE };

enum {
    LEDE__MENTION_DOUBTFUL = 1,  /* an ordinary word or a word in a headline: only the rest of the article can make it a name */
    LEDE__MENTION_PLAYS = 2,     /* stands where a team stands */
    LEDE__MENTION_WHERE = 4,     /* stands where only a place stands */
    LEDE__MENTION_THING = 8,     /* the name of a thing: never given out */
    LEDE__MENTION_FEMALE = 16,
    LEDE__MENTION_MALE = 32
};

typedef struct lede__mention {
    size_t first, last;          /* tokens [first, last) */
    const char *rule;
    size_t full;                 /* the mention whose text is the canonical name, or its own index */
    uint8_t kind, sure, flags;
} lede__mention;

typedef struct lede__finder {
    const lede__tokens *t;
    const char *language;
    lede__mention *items;
    size_t count, cap;
    int failed;
} lede__finder;

/* Fill in kind, sure, rule and flags of a candidate from its words and what stands around it. */
void lede__name_kind(const lede__finder *f, lede__mention *m);

/* Cut the tokens into mentions. */
void lede__name_candidates(lede__finder *f);

/* Let sure names decide bare ones, and give each its canonical name. LEDE_NOMEM when memory ran out. */
lede_status lede__name_remember(lede__finder *f);

/* All three steps. Release the finder in every case. */
lede_status lede__names(lede__finder *f, const lede__tokens *t, const char *language);
void lede__names_release(lede__finder *f);

/* Token helpers: 0 / NULL where i is out of range. */
uint32_t lede__name_lex(const lede__tokens *t, size_t i);
/* Whether the token may be part of a name by its shape. */
int lede__name_like(const lede__tokens *t, size_t i);
/* Whether it is the sign. */
int lede__name_sign(const lede__tokens *t, size_t i, uint32_t code);
int lede__name_lower(const lede__tokens *t, size_t i);

/* Give abbreviations that the text introduces in brackets their full names. `items` are in order. */
void lede__name_acronyms(const char *s, size_t n, lede_name *items, size_t count);

#endif
