/*
 * A query on one article, in memory: whether it matches and by which pieces,
 * with the same meaning as the index gives it. The texts are cut into terms
 * once, and only those are kept that may be terms of the query, by their first
 * byte and length; several may share a position.
 */
#include "store/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* --- the terms of a text ------------------------------------------------------------ */

typedef struct token {
    const char *s;            /* in the arena */
    size_t n;
    size_t start, end;
    size_t position;          /* of the text, from 1 */
} token;

typedef struct text {
    const char *s;
    size_t n;
    token *tokens;            /* by position */
    size_t tokens_n, cap;
    size_t positions;
} text;

enum { LONGEST = 63 };        /* lengths that the filter tells apart */

typedef struct matcher {
    const lede__article *article;
    text texts[LEDE__Q_COLUMNS];
    int cut;                  /* the texts are cut into terms */
    uint64_t filter[256];     /* by first byte: bit n for terms of n bytes */
    lede__arena words;
    lede_stemmer *stemmer;
    lede_query_hit *hits;
    size_t hits_n, hits_cap;
    int want_hits;
    lede_status status;
    lede_error *err;
} matcher;

static void failed(matcher *m)
{
    if (m->status == LEDE_OK)
        m->status = lede__nomem(m->err);
}

/* --- which terms matter --- */

static void let_through(matcher *m, const char *s, size_t n, int prefix)
{
    size_t bit = n < LONGEST ? n : LONGEST;

    if (n)
        m->filter[(unsigned char)s[0]] |= prefix ? ~(uint64_t)0 << bit : (uint64_t)1 << bit;
}

static void add_to_filter(matcher *m, const lede__qnode *node)
{
    size_t i, j;

    for (i = 0; i < node->terms_n && node->kind == LEDE__Q_WORDS; i++) {
        const lede__qterm *t = &node->terms[i];

        let_through(m, t->s, t->n, t->prefix);
        for (j = 0; j < t->words_n; j++)
            let_through(m, t->words[j], strlen(t->words[j]), 0);
        if (node->stem && !t->words_n && m->stemmer)
            memset(m->filter, 0xFF, sizeof m->filter);   /* each word must be stemmed to know */
    }
    for (i = 0; i < node->kids_n; i++)
        add_to_filter(m, node->kids[i]);
}

typedef struct cutter {
    matcher *m;
    text *t;
} cutter;

static int cut_term(const char *term, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    cutter *c = ud;
    text *t = c->t;
    token *k;

    (void)cls;
    t->positions += !(part & LEDE_TERM_SAME);
    if (!n || !(c->m->filter[(unsigned char)term[0]] >> (n < LONGEST ? n : LONGEST) & 1))
        return 0;
    if (!lede__grow(&t->tokens, &t->cap, t->tokens_n + 1, sizeof *t->tokens))
        return -1;
    k = &t->tokens[t->tokens_n];
    if (!(k->s = lede__arena_copy(&c->m->words, term, n)))
        return -1;
    k->n = n;
    k->start = start;
    k->end = end;
    k->position = t->positions;
    t->tokens_n++;
    return 0;
}

static void cut_texts(matcher *m)
{
    int i;

    if (m->cut)
        return;
    m->cut = 1;
    for (i = 0; i < LEDE__Q_COLUMNS; i++) {
        cutter c = { m, &m->texts[i] };

        m->texts[i].s = m->article->texts[i];
        m->texts[i].n = m->article->texts_n[i];
        if (m->texts[i].n && lede_terms(m->texts[i].s, m->texts[i].n, cut_term, &c) != 0) {
            failed(m);
            return;
        }
    }
}

/* --- hits ---------------------------------------------------------------------------- */

static const lede_field FIELD_OF[LEDE__Q_COLUMNS] = { LEDE_HEADLINE, LEDE_DEK, LEDE_BODY };

static void hit(matcher *m, int column, size_t start, size_t end)
{
    lede_query_hit *h;

    if (!m->want_hits)
        return;
    if (!lede__grow(&m->hits, &m->hits_cap, m->hits_n + 1, sizeof *m->hits)) {
        failed(m);
        return;
    }
    h = &m->hits[m->hits_n++];
    h->field = FIELD_OF[column];
    h->start = start;
    h->end = end;
}

static int by_place(const void *a, const void *b)
{
    const lede_query_hit *x = a, *y = b;
    int fx = x->field == LEDE_HEADLINE ? 0 : x->field == LEDE_DEK ? 1 : 2;
    int fy = y->field == LEDE_HEADLINE ? 0 : y->field == LEDE_DEK ? 1 : 2;

    if (fx != fy)
        return fx - fy;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

/* In order, and of those that overlap one that covers them. */
static void tidy_hits(matcher *m)
{
    size_t i, n = 0;

    if (!m->hits_n)
        return;
    qsort(m->hits, m->hits_n, sizeof *m->hits, by_place);
    for (i = 1; i < m->hits_n; i++) {
        lede_query_hit *last = &m->hits[n], *h = &m->hits[i];

        if (h->field == last->field && (h->start < last->end || (h->start == last->start && h->end == last->end))) {
            if (h->end > last->end)
                last->end = h->end;
        } else {
            m->hits[++n] = *h;
        }
    }
    m->hits_n = n + 1;
}

/* --- words and phrases -------------------------------------------------------------------- */

static int is_one_of(const lede__qterm *t, const char *s)
{
    size_t lo = 0, hi = t->words_n, mid;
    int c;

    while (lo < hi) {
        mid = lo + (hi - lo) / 2;
        c = strcmp(t->words[mid], s);
        if (!c)
            return 1;
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return 0;
}

/* Without a store, words of one stem in the article's language are one. */
static int same_stem(matcher *m, const lede__qterm *t, const token *k)
{
    const char *stem;
    size_t n = lede_stem(m->stemmer, t->s, t->n, &stem);
    lede_buf want;
    int same;

    lede_buf_init(&want);
    lede_buf_add(&want, stem, n);
    n = lede_stem(m->stemmer, k->s, k->n, &stem);
    if (want.failed)
        failed(m);
    same = !want.failed && n == want.n && memcmp(stem, want.s, n) == 0;
    lede_buf_release(&want);
    return same;
}

static int is_term(matcher *m, const lede__qnode *node, const lede__qterm *t, const token *k)
{
    if (t->prefix)
        return k->n >= t->n && memcmp(k->s, t->s, t->n) == 0;
    if (k->n == t->n && memcmp(k->s, t->s, t->n) == 0)
        return 1;
    if (t->words_n)
        return is_one_of(t, k->s);
    return node->stem && m->stemmer && same_stem(m, t, k);
}

/*
 * Of the tokens at the position, *i being at or before the first of them, one
 * that is the term: the one that reaches furthest, NULL where there is none.
 * Moves *i on to the position.
 */
static const token *at_position(matcher *m, const text *t, const lede__qnode *node, const lede__qterm *term,
                                size_t position, size_t *i)
{
    const token *best = NULL;
    size_t k;

    while (*i < t->tokens_n && t->tokens[*i].position < position)
        ++*i;
    for (k = *i; k < t->tokens_n && t->tokens[k].position == position; k++)
        if (is_term(m, node, term, &t->tokens[k]) && (!best || t->tokens[k].end > best->end))
            best = &t->tokens[k];
    return best;
}

/* Where the first character of the token ends. */
static size_t character_end(const text *t, const token *k)
{
    size_t end = k->start + 1;

    while (end < k->end && ((unsigned char)t->s[end] & 0xC0) == 0x80)
        end++;
    return end;
}

/* The phrase from the position of the i-th token on, which is the first there: 1 with the bytes it covers. */
static int phrase_at(matcher *m, const text *t, const lede__qnode *node, size_t i, size_t *start, size_t *end)
{
    size_t position = t->tokens[i].position, j, to;
    const token *k;

    if (position - 1 + node->terms_n > t->positions)
        return 0;
    for (j = 0; j < node->terms_n; j++) {
        if (!(k = at_position(m, t, node, &node->terms[j], position + j, &i)))
            return 0;
        to = node->terms[j].prefix == 2 ? character_end(t, k) : k->end;
        if (!j || k->start < *start)
            *start = k->start;
        if (!j || to > *end)
            *end = to;
    }
    return 1;
}

/* The first token of the next position. */
static size_t next_position(const text *t, size_t i)
{
    size_t position = t->tokens[i].position;

    while (i < t->tokens_n && t->tokens[i].position == position)
        i++;
    return i;
}

static int words(matcher *m, const lede__qnode *node)
{
    size_t k, start, end;
    int i, found = 0;

    cut_texts(m);
    for (i = 0; i < LEDE__Q_COLUMNS; i++) {
        const text *t = &m->texts[i];

        for (k = 0; (node->columns >> i & 1) && k < t->tokens_n && m->status == LEDE_OK; k = next_position(t, k))
            if (phrase_at(m, t, node, k, &start, &end)) {
                found = 1;
                if (!m->want_hits)
                    return 1;
                hit(m, i, start, end);
            }
    }
    return found;
}

/* --- near --------------------------------------------------------------------------------------- */

/* Where one of the phrases stands. */
typedef struct place {
    size_t position, token;
} place;

typedef struct places {
    place *v;
    size_t n, cap, at, length;
} places;

static int find_places(matcher *m, const text *t, const lede__qnode *node, places *out)
{
    size_t k, start, end;

    out->length = node->terms_n;
    for (k = 0; k < t->tokens_n && m->status == LEDE_OK; k = next_position(t, k))
        if (phrase_at(m, t, node, k, &start, &end)) {
            if (!lede__grow(&out->v, &out->cap, out->n + 1, sizeof *out->v)) {
                failed(m);
                return 0;
            }
            out->v[out->n].position = t->tokens[k].position;
            out->v[out->n++].token = k;
        }
    return out->n > 0;
}

/*
 * As FTS5 defines NEAR: no more than `distance` positions lie between the end
 * of any of the phrases and the start of the one that starts last. Moves the
 * places on to the next such group; 0 where there is none.
 */
static int next_group(places *list, size_t n, int64_t distance)
{
    size_t last = 0, i;
    int settled = 0;

    for (i = 0; i < n; i++)
        if (list[i].v[list[i].at].position > last)
            last = list[i].v[list[i].at].position;
    while (!settled) {
        settled = 1;
        for (i = 0; i < n; i++) {
            places *l = &list[i];

            while (l->at < l->n && (int64_t)(l->v[l->at].position + l->length) + distance < (int64_t)last) {
                l->at++;
                settled = 0;
            }
            if (l->at == l->n)
                return 0;
            if (l->v[l->at].position > last) {
                last = l->v[l->at].position;
                settled = 0;
            }
        }
    }
    return 1;
}

/* Mark the group, and step on past the phrase of it that starts first; 0 at the end. */
static int mark_group(matcher *m, int column, const lede__qnode *node, places *list, size_t n)
{
    size_t i, first = 0, start, end;

    for (i = 0; i < n; i++) {
        if (phrase_at(m, &m->texts[column], node->kids[i], list[i].v[list[i].at].token, &start, &end))
            hit(m, column, start, end);
        if (list[i].v[list[i].at].position < list[first].v[list[first].at].position)
            first = i;
    }
    return ++list[first].at < list[first].n;
}

static int near_in(matcher *m, const lede__qnode *node, int column, places *list)
{
    size_t i;
    int found = 0, all = 1;

    for (i = 0; i < node->kids_n && all; i++)
        all = find_places(m, &m->texts[column], node->kids[i], &list[i]);
    if (!all)
        return 0;
    while (m->status == LEDE_OK && next_group(list, node->kids_n, node->number.lo)) {
        found = 1;
        if (!m->want_hits || !mark_group(m, column, node, list, node->kids_n))
            break;
    }
    return found;
}

static int near(matcher *m, const lede__qnode *node)
{
    places *list;
    size_t i;
    int column, found = 0;

    cut_texts(m);
    for (column = 0; column < LEDE__Q_COLUMNS && m->status == LEDE_OK; column++) {
        if (!(node->columns >> column & 1))
            continue;
        if (!(list = lede__calloc(node->kids_n, sizeof *list))) {
            failed(m);
            return 0;
        }
        found |= near_in(m, node, column, list);
        for (i = 0; i < node->kids_n; i++)
            lede__free(list[i].v);
        lede__free(list);
    }
    return found;
}

/* --- expressions --------------------------------------------------------------------------------- */

static int regex_in(matcher *m, const lede__qnode *node, int column)
{
    const char *s = m->article->texts[column];
    size_t n = m->article->texts_n[column], from = 0;
    lede_status st = LEDE_OK;
    lede_span span;
    int found = 0;

    if (!s)
        return 0;
    while (from <= n && (st = lede_regex_find(node->regex, s, n, from, found ? LEDE_RE_NOT_EMPTY : 0, &span, 1, m->err)) == LEDE_OK) {
        found = 1;
        if (!m->want_hits)
            return 1;
        if (span.end > span.start)
            hit(m, column, span.start, span.end);
        from = span.end;
    }
    if (st != LEDE_OK && st != LEDE_DONE && m->status == LEDE_OK)
        m->status = st;
    return found;
}

static int regex(matcher *m, const lede__qnode *node)
{
    int i, found = 0;

    for (i = 0; i < LEDE__Q_COLUMNS && m->status == LEDE_OK; i++)
        if (node->columns >> i & 1)
            found |= regex_in(m, node, i);
    return found;
}

/* --- trees ---------------------------------------------------------------------------------------- */

static int is_of_text(const lede__qnode *node)
{
    return node->kind == LEDE__Q_WORDS || node->kind == LEDE__Q_NEAR_OF ||
           (node->kind == LEDE__Q_REGEX && node->columns);
}

static int evaluate(matcher *m, const lede__qnode *node);

static int text_leaf(matcher *m, const lede__qnode *node)
{
    if (node->kind == LEDE__Q_WORDS)
        return words(m, node);
    return node->kind == LEDE__Q_NEAR_OF ? near(m, node) : regex(m, node);
}

/* Hits of what fails in the end are taken back. */
static int every(matcher *m, const lede__qnode *node)
{
    size_t i, before = m->hits_n;

    for (i = 0; i < node->kids_n && m->status == LEDE_OK; i++)
        if (!evaluate(m, node->kids[i])) {
            m->hits_n = before;
            return 0;
        }
    return 1;
}

static int some(matcher *m, const lede__qnode *node)
{
    size_t i;
    int found = 0;

    for (i = 0; i < node->kids_n && m->status == LEDE_OK && !(found && !m->want_hits); i++)
        found |= evaluate(m, node->kids[i]);
    return found;
}

static int none(matcher *m, const lede__qnode *node)
{
    int want = m->want_hits, found;

    m->want_hits = 0;
    found = evaluate(m, node->kids[0]);
    m->want_hits = want;
    return !found;
}

static int evaluate(matcher *m, const lede__qnode *node)
{
    int answer;

    if (m->status != LEDE_OK)
        return 0;
    switch (node->kind) {
    case LEDE__Q_ALL: return 1;
    case LEDE__Q_AND: return every(m, node);
    case LEDE__Q_OR: return some(m, node);
    case LEDE__Q_NOT: return none(m, node);
    default: break;
    }
    if (is_of_text(node))
        return text_leaf(m, node);
    answer = m->article->meta(node, m->article->ud);
    if (answer == -1 && m->status == LEDE_OK)
        m->status = lede__fail(m->err, LEDE_LIMIT, "the regular expression takes too many steps on an article: make it simpler");
    else if (answer < 0)
        failed(m);
    return answer > 0;
}

static void release(matcher *m)
{
    int i;

    for (i = 0; i < LEDE__Q_COLUMNS; i++)
        lede__free(m->texts[i].tokens);
    lede__arena_release(&m->words);
}

lede_status lede__match(const lede__qnode *root, const lede__article *article, int *matched, lede_query_hit **hits, size_t *n,
                        lede_error *err)
{
    matcher m;

    memset(&m, 0, sizeof m);
    lede__arena_init(&m.words);
    m.article = article;
    m.stemmer = article->stemmer;
    m.want_hits = hits != NULL;
    m.err = err;
    add_to_filter(&m, root);
    *matched = evaluate(&m, root);
    release(&m);
    if (m.status == LEDE_OK && *matched)
        tidy_hits(&m);
    if (m.status != LEDE_OK || !*matched || !m.hits_n) {
        lede__free(m.hits);
        m.hits = NULL;
        m.hits_n = 0;
    }
    if (m.status != LEDE_OK)
        *matched = 0;
    if (hits) {
        *hits = m.hits;
        *n = m.hits_n;
    }
    return m.status;
}
