/* Making the nodes of a query's tree: see query_in.h. */
#include <string.h>

#include "lede/text.h"
#include "store/query_in.h"

lede__qnode *lede__q_node(lede_query *q, lede__qkind kind, size_t at, size_t end)
{
    lede__qnode *node = lede__arena_alloc(&q->arena, sizeof *node);

    if (!node)
        return NULL;
    memset(node, 0, sizeof *node);
    node->kind = kind;
    node->at = at;
    node->end = end;
    node->field = -1;
    return node;
}

lede__qnode *lede__q_join(lede_query *q, lede__qkind kind, lede__qnode **kids, size_t n)
{
    lede__qnode *node;
    size_t i, total = 0;

    if (n == 1)
        return kids[0];
    for (i = 0; i < n; i++)
        total += kids[i]->kind == kind ? kids[i]->kids_n : 1;
    node = lede__q_node(q, kind, kids[0]->at, kids[n - 1]->end);
    if (!node || !(node->kids = lede__arena_alloc(&q->arena, total * sizeof *node->kids)))
        return NULL;
    for (i = 0; i < n; i++)
        if (kids[i]->kind == kind) {
            memcpy(node->kids + node->kids_n, kids[i]->kids, kids[i]->kids_n * sizeof *node->kids);
            node->kids_n += kids[i]->kids_n;
        } else {
            node->kids[node->kids_n++] = kids[i];
        }
    return node;
}

lede__qnode *lede__q_not(lede_query *q, lede__qnode *kid, size_t at)
{
    lede__qnode *node;

    if (kid->kind == LEDE__Q_NOT)
        return kid->kids[0];
    node = lede__q_node(q, LEDE__Q_NOT, at, kid->end);
    if (!node || !(node->kids = lede__arena_alloc(&q->arena, sizeof *node->kids)))
        return NULL;
    node->kids[0] = kid;
    node->kids_n = 1;
    return node;
}

/* --- terms ------------------------------------------------------------------ */

typedef struct gather {
    lede_query *q;
    lede__qterm *terms;       /* NULL in the first walk, which counts */
    size_t n, wholes, words;
    int exact, failed;
} gather;

static int gather_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    gather *g = ud;
    lede__qterm *t;

    (void)start;
    (void)end;
    g->wholes += !(part & LEDE_TERM_PART);
    if (g->exact ? part & LEDE_TERM_PART : part & LEDE_TERM_SAME)
        return 0;
    g->words += cls == LEDE_WORD_WORD;
    if (!g->terms) {
        g->n++;
        return 0;
    }
    t = &g->terms[g->n++];
    memset(t, 0, sizeof *t);
    t->n = n;
    t->prefix = part & LEDE_TERM_PREFIX ? 2 : 0;
    if (!(t->s = lede__arena_copy(&g->q->arena, term, n)))
        g->failed = 1;
    return g->failed;
}

int lede__q_terms(lede_query *q, lede__qnode *node, const char *s, size_t n, int exact)
{
    gather g = { q, NULL, 0, 0, 0, 0, 0 };

    if (lede_terms(s, n, gather_term, &g) < 0)
        return 0;
    g.exact = exact && g.wholes == 1;
    if (!g.n)
        return 1;
    if (!(g.terms = lede__arena_alloc(&q->arena, g.n * sizeof *g.terms)))
        return 0;
    g.n = g.words = 0;
    if (lede_terms(s, n, gather_term, &g) != 0 || g.failed)
        return 0;
    node->terms = g.terms;
    node->terms_n = g.n;
    node->stem = !exact && g.n == 1 && g.words == 1;
    return 1;
}
