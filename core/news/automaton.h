/*
 * News layer, knows text and base. The automaton behind dictionaries: a trie
 * of phrases over numbered words, walked from every word of a text at once.
 *
 * It follows the set of trie nodes that end at the current word. That set is
 * what the failure links of Aho and Corasick encode; keeping it lets a place
 * in the text carry several words (Trump's, trump) and a word match globs.
 */
#ifndef LEDE_NEWS_AUTOMATON_H
#define LEDE_NEWS_AUTOMATON_H

#include "base/map.h"
#include "lede/base.h"

enum { LEDE__ACTIVE = 64, LEDE__NO_ENTRY = -1 };

/* What one look at memory tells of a word; free where the number is 0. */
typedef struct lede__word_slot {
    uint64_t head;          /* its first 8 bytes, zeros after the end */
    uint32_t number;
    uint32_t root;          /* the node it leads to from the root, or 0 */
} lede__word_slot;

typedef struct lede__edge {
    uint64_t from_word;     /* node << 32 | word; 0 is free */
    uint32_t to;
} lede__edge;

/* One entry that ends at a node; the next one's index + 1, or 0. */
typedef struct lede__ending {
    size_t entry;
    uint32_t next;
} lede__ending;

typedef struct lede__automaton {
    lede__map words;            /* term -> its number, from 1 */
    lede__word_slot *slots;     /* the same by hash, made by prepare */
    size_t slot_count;
    uint64_t *filter;           /* one bit a hash: most words of a text are in no entry */
    uint32_t *first;            /* by word: the node it leads to from the root, or 0 */
    lede__edge *edges;          /* from other nodes */
    size_t edge_count, edge_cap;
    uint32_t *endings_at;       /* by node: index + 1 of its first ending */
    size_t node_count, node_cap;
    lede__ending *endings;
    size_t ending_count, ending_cap;
    size_t first_cap;
    int ready;
} lede__automaton;

void lede__automaton_init(lede__automaton *a);
void lede__automaton_release(lede__automaton *a);

/* The number of the term, made where absent; 0 when memory ran out. */
uint32_t lede__automaton_word(lede__automaton *a, const char *term, size_t n);

/* Add a phrase of numbered words that ends in `entry`. 0 when memory ran out. */
int lede__automaton_add(lede__automaton *a, const uint32_t *words, size_t n, size_t entry);

/* Make the tables of look-up. 0 when memory ran out. */
int lede__automaton_prepare(lede__automaton *a);

/* The slot of a term of a text, or NULL. Prepared automata only. */
const lede__word_slot *lede__automaton_find(const lede__automaton *a, const char *term, size_t n);

/* The node that `word` leads to from `node` (0 is the root), or 0. */
uint32_t lede__automaton_step(const lede__automaton *a, uint32_t node, uint32_t word);

#endif
