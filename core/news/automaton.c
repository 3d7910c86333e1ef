#include "news/automaton.h"

#include <string.h>

#include "base/alloc.h"

enum { FILTER_BITS = 1 << 20 };

void lede__automaton_init(lede__automaton *a)
{
    memset(a, 0, sizeof *a);
    lede__map_init(&a->words);
}

void lede__automaton_release(lede__automaton *a)
{
    lede__map_release(&a->words);
    lede__free(a->slots);
    lede__free(a->filter);
    lede__free(a->first);
    lede__free(a->edges);
    lede__free(a->endings_at);
    lede__free(a->endings);
    lede__automaton_init(a);
}

uint32_t lede__automaton_word(lede__automaton *a, const char *term, size_t n)
{
    lede__map_entry *e = lede__map_put(&a->words, term, n);

    if (!e)
        return 0;
    if (!e->value.i)
        e->value.i = (int64_t)a->words.count;
    a->ready = 0;
    return (uint32_t)e->value.i;
}

static size_t edge_slot(const lede__automaton *a, uint64_t from_word)
{
    uint64_t h = from_word * 0x9E3779B97F4A7C15u;
    size_t i = (size_t)(h >> 20) & (a->edge_cap - 1);

    while (a->edges[i].from_word && a->edges[i].from_word != from_word)
        i = (i + 1) & (a->edge_cap - 1);
    return i;
}

static int widen_edges(lede__automaton *a)
{
    lede__edge *old = a->edges;
    size_t cap = a->edge_cap, i;
    lede__edge *wide = lede__calloc(cap ? cap * 2 : 64, sizeof *wide);

    if (!wide)
        return 0;
    a->edges = wide;
    a->edge_cap = cap ? cap * 2 : 64;
    for (i = 0; i < cap; i++)
        if (old[i].from_word)
            a->edges[edge_slot(a, old[i].from_word)] = old[i];
    lede__free(old);
    return 1;
}

/* A new node, or 0 when memory ran out. Node 0 is the root. */
static uint32_t new_node(lede__automaton *a)
{
    size_t at = a->node_count ? a->node_count : 1;

    if (!lede__grow(&a->endings_at, &a->node_cap, at + 1, sizeof *a->endings_at))
        return 0;
    a->endings_at[0] = 0;
    a->endings_at[at] = 0;
    a->node_count = at + 1;
    return (uint32_t)at;
}

static uint32_t first_child(lede__automaton *a, uint32_t word)
{
    size_t had = a->first_cap;

    if (word >= a->first_cap) {
        if (!lede__grow(&a->first, &a->first_cap, word + 1u, sizeof *a->first))
            return 0;
        memset(a->first + had, 0, (a->first_cap - had) * sizeof *a->first);
    }
    if (!a->first[word])
        a->first[word] = new_node(a);
    return a->first[word];
}

static uint32_t child(lede__automaton *a, uint32_t node, uint32_t word)
{
    uint64_t key = (uint64_t)node << 32 | word;
    size_t i;

    if (!node)
        return first_child(a, word);
    if (a->edge_count * 2 >= a->edge_cap && !widen_edges(a))
        return 0;
    i = edge_slot(a, key);
    if (!a->edges[i].from_word) {
        uint32_t to = new_node(a);

        if (!to)
            return 0;
        a->edges[i].from_word = key;
        a->edges[i].to = to;
        a->edge_count++;
    }
    return a->edges[i].to;
}

int lede__automaton_add(lede__automaton *a, const uint32_t *words, size_t n, size_t entry)
{
    uint32_t node = 0;
    size_t i;

    for (i = 0; i < n; i++) {
        node = child(a, node, words[i]);
        if (!node)
            return 0;
    }
    if (!lede__grow(&a->endings, &a->ending_cap, a->ending_count + 1, sizeof *a->endings))
        return 0;
    a->endings[a->ending_count].entry = entry;
    a->endings[a->ending_count].next = a->endings_at[node];
    a->endings_at[node] = (uint32_t)++a->ending_count;
    return 1;
}

static uint32_t hash_of(const char *s, size_t n)
{
    uint64_t h = 0x9E3779B97F4A7C15u ^ n, w;

    while (n >= 8) {
        memcpy(&w, s, 8);
        h = (h ^ w) * 0xD6E8FEB86659FD93u;
        h ^= h >> 32;
        s += 8;
        n -= 8;
    }
    w = 0;
    memcpy(&w, s, n);
    h = (h ^ w) * 0xD6E8FEB86659FD93u;
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    return (uint32_t)(h >> 32);
}

static uint64_t head_of(const char *s, size_t n)
{
    uint64_t w = 0;

    memcpy(&w, s, n < sizeof w ? n : sizeof w);
    return w;
}

int lede__automaton_prepare(lede__automaton *a)
{
    size_t i, at;

    if (a->ready)
        return 1;
    lede__free(a->slots);
    lede__free(a->filter);
    for (a->slot_count = 64; a->slot_count < a->words.count * 2; a->slot_count *= 2)
        ;
    a->slots = lede__calloc(a->slot_count, sizeof *a->slots);
    a->filter = lede__calloc(FILTER_BITS / 64, sizeof *a->filter);
    if (!a->slots || !a->filter)
        return 0;
    for (i = 0; i < a->words.count; i++) {
        const lede__map_entry *e = &a->words.entries[i];
        uint32_t h = hash_of(e->key, e->n);

        a->filter[(h % FILTER_BITS) / 64] |= 1ull << (h % 64);
        for (at = h & (a->slot_count - 1); a->slots[at].number; at = (at + 1) & (a->slot_count - 1))
            ;
        a->slots[at].head = head_of(e->key, e->n);
        a->slots[at].number = (uint32_t)i + 1;
        a->slots[at].root = i + 1 < a->first_cap ? a->first[i + 1] : 0;
    }
    a->ready = 1;
    return 1;
}

const lede__word_slot *lede__automaton_find(const lede__automaton *a, const char *term, size_t n)
{
    uint32_t h = hash_of(term, n);
    uint64_t head;
    size_t at;

    if (!(a->filter[(h % FILTER_BITS) / 64] >> (h % 64) & 1))
        return NULL;
    head = head_of(term, n);
    for (at = h & (a->slot_count - 1); a->slots[at].number; at = (at + 1) & (a->slot_count - 1)) {
        const lede__map_entry *e;

        if (a->slots[at].head != head)
            continue;
        e = n < sizeof head ? NULL : &a->words.entries[a->slots[at].number - 1];
        if (!e || (e->n == n && memcmp(e->key, term, n) == 0))
            return &a->slots[at];
    }
    return NULL;
}

uint32_t lede__automaton_step(const lede__automaton *a, uint32_t node, uint32_t word)
{
    size_t i;

    if (!node)
        return word < a->first_cap ? a->first[word] : 0;
    if (!a->edge_cap)
        return 0;
    i = edge_slot(a, (uint64_t)node << 32 | word);
    return a->edges[i].from_word ? a->edges[i].to : 0;
}
