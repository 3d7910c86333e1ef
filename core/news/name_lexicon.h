/*
 * News layer, knows text and base. The word list that names and quotes lean
 * on: what a word may be (a given name, a country, a company's ending, a verb
 * of saying, ...). The tables name_table_*.c are made by lexicon/make.lua from
 * the lists beside it.
 */
#ifndef LEDE_NEWS_NAME_LEXICON_H
#define LEDE_NEWS_NAME_LEXICON_H

#include <stddef.h>
#include <stdint.h>

enum {
    LEDE__LEX_COMMON = 1 << 0,      /* w: an ordinary word, seen mostly in lower case */
    LEDE__LEX_MALE = 1 << 1,        /* m: a given name of men */
    LEDE__LEX_FEMALE = 1 << 2,      /* f: of women */
    LEDE__LEX_SURNAME = 1 << 3,     /* s */
    LEDE__LEX_TITLE = 1 << 4,       /* t: stands before a person's name: Mr, Senator */
    LEDE__LEX_ROLE = 1 << 5,        /* r: what a person is: spokesman, striker */
    LEDE__LEX_COUNTRY = 1 << 6,     /* C */
    LEDE__LEX_CITY = 1 << 7,        /* c */
    LEDE__LEX_REGION = 1 << 8,      /* R: a state, province, county */
    LEDE__LEX_AREA = 1 << 9,        /* P: continents, seas, mountains, quarters */
    LEDE__LEX_DEMONYM = 1 << 10,    /* d: Japanese, Russians */
    LEDE__LEX_GROUP = 1 << 11,      /* g: Republicans, Muslims */
    LEDE__LEX_ORG = 1 << 12,        /* o: a known organisation */
    LEDE__LEX_ACRONYM = 1 << 13,    /* a: one that is written in capitals only */
    LEDE__LEX_ORGEND = 1 << 14,     /* e: ends the name of an organisation: Inc, Party */
    LEDE__LEX_ORGHEAD = 1 << 15,    /* h: begins one, with "of": Ministry of, Bank of */
    LEDE__LEX_PLACEEND = 1 << 16,   /* l: River, Street, Airport */
    LEDE__LEX_PLACEHEAD = 1 << 17,  /* L: Mount, Lake, San */
    LEDE__LEX_CALENDAR = 1 << 18,   /* D: months and days */
    LEDE__LEX_THING = 1 << 19,      /* x: ends the name of a thing: Cup, War, Act */
    LEDE__LEX_PHRASE = 1 << 20,     /* p: begins an entry of several words */
    LEDE__LEX_SAY = 1 << 21,        /* v: a verb of saying */
    LEDE__LEX_TEAM = 1 << 22,       /* T: a team or club */
    LEDE__LEX_PARTICLE = 1 << 23,   /* n: de, van, bin */
    LEDE__LEX_ABBREV = 1 << 24,     /* b: takes a full stop that ends no sentence */
    LEDE__LEX_SAYNOUN = 1 << 25,    /* N: a noun of saying: statement, comment */
    LEDE__LEX_WEAKSAY = 1 << 26,    /* u: may be a verb of saying beside marks: called, asked for */
    LEDE__LEX_TOPLEVEL = 1 << 27,   /* G: an adjective of place that opens organisations: Central, National */
    LEDE__LEX_PRONOUN = 1 << 28     /* q: he, she, they, who */
};

#define LEDE__LEX_GIVEN (LEDE__LEX_MALE | LEDE__LEX_FEMALE)
#define LEDE__LEX_PLACE (LEDE__LEX_COUNTRY | LEDE__LEX_CITY | LEDE__LEX_REGION | LEDE__LEX_AREA)

/* The most words an entry has, and the most bytes. */
enum { LEDE__LEX_WORDS = 5, LEDE__LEX_BYTES = 48 };

/* What small words do in a sentence: lexicon/grammar.txt. */
enum {
    LEDE__GRAM_PREPOSITION = 1 << 0,
    LEDE__GRAM_DETERMINER = 1 << 1,
    LEDE__GRAM_CLAUSE = 1 << 2,
    LEDE__GRAM_BETWEEN = 1 << 3,    /* between subject and verb */
    LEDE__GRAM_PASSIVE = 1 << 4,
    LEDE__GRAM_PLAY = 1 << 5,       /* beat, v */
    LEDE__GRAM_PLAYER = 1 << 6,
    LEDE__GRAM_WHERE = 1 << 7,
    LEDE__GRAM_SMALL = 1 << 8,      /* small in titles */
    LEDE__GRAM_NAMING = 1 << 9,     /* so-called, titled, film */
    LEDE__GRAM_PLACE = 1 << 10,     /* nouns of places: river, city (of) */
    LEDE__GRAM_HOUSE = 1 << 11      /* nouns of organisations: newspaper, shares */
};

/*
 * The classes of a lower-case word or phrase (words joined by one space) in
 * the low half, its grammar in the high half; 0 where it has no entry.
 */
uint64_t lede__lexicon(const char *key, size_t n);

#endif
