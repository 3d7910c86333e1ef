/*
 * FTS5 expressions of a query. Text of the user only ever stands inside
 * FTS5 strings, in terms that lede_terms made; each is one position that our
 * tokenizer takes as it is (LEDE__READY), with its alternatives.
 */
#include <stdio.h>
#include <string.h>

#include "store/query_sql.h"

enum { DEEP = 8, WIDE = 32 };

static int pure_at(const lede__qnode *node, int depth);

static int pure_kids(const lede__qnode *node, int depth)
{
    size_t i, positive = 0;

    for (i = 0; i < node->kids_n; i++) {
        const lede__qnode *kid = node->kids[i];

        if (kid->kind == LEDE__Q_NOT && node->kind == LEDE__Q_AND) {
            if (!pure_at(kid->kids[0], depth + 1))
                return 0;
        } else {
            if (!pure_at(kid, depth + 1))
                return 0;
            positive++;
        }
    }
    return positive > 0;
}

static int pure_at(const lede__qnode *node, int depth)
{
    if (node->kind == LEDE__Q_WORDS || node->kind == LEDE__Q_NEAR_OF)
        return 1;
    if (depth > DEEP || (node->kind == LEDE__Q_OR && node->kids_n > WIDE))
        return 0;
    return (node->kind == LEDE__Q_AND || node->kind == LEDE__Q_OR) && pure_kids(node, depth);
}

int lede__q_pure(const lede__qnode *node)
{
    return pure_at(node, 0);
}

/* --- leaves ----------------------------------------------------------------------- */

/* The inside of an FTS5 string: quotation marks doubled. */
static void add_escaped(lede_buf *out, const char *s, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (s[i] == '"')
            lede_buf_addc(out, '"');
        lede_buf_addc(out, s[i]);
    }
}

static void add_term(lede_buf *out, const lede__qterm *t)
{
    size_t i;

    lede_buf_addc(out, '"');
    lede_buf_addc(out, LEDE__READY);
    if (!t->lean_n)
        add_escaped(out, t->s, t->n);
    for (i = 0; i < t->lean_n; i++) {
        if (i)
            lede_buf_addc(out, LEDE__OTHER);
        add_escaped(out, t->lean[i], strlen(t->lean[i]));
    }
    lede_buf_addz(out, t->prefix ? "\" *" : "\"");
}

static void add_phrase(lede_buf *out, const lede__qnode *node)
{
    size_t i;

    for (i = 0; i < node->terms_n; i++) {
        if (i)
            lede_buf_addz(out, " + ");
        add_term(out, &node->terms[i]);
    }
}

static void add_columns(lede_buf *out, unsigned columns)
{
    static const char *const names[] = { " headline", " dek", " body" };
    int i;

    if (columns == LEDE__Q_TEXTS)
        return;
    lede_buf_addc(out, '{');
    for (i = 0; i < LEDE__Q_COLUMNS; i++)
        if (columns >> i & 1)
            lede_buf_addz(out, names[i]);
    lede_buf_addz(out, "} : ");
}

void lede__q_match_leaf(lede_buf *out, const lede__qnode *node)
{
    char distance[24];
    size_t i;

    add_columns(out, node->columns);
    if (node->kind == LEDE__Q_WORDS) {
        add_phrase(out, node);
        return;
    }
    lede_buf_addz(out, "NEAR(");
    for (i = 0; i < node->kids_n; i++) {
        add_phrase(out, node->kids[i]);
        lede_buf_addc(out, ' ');
    }
    snprintf(distance, sizeof distance, ", %lld)", (long long)node->number.lo);
    lede_buf_addz(out, distance);
}

size_t lede__q_match_phrases(lede_buf *out, const lede__qnode *node)
{
    size_t i, n = node->terms_n == 1 ? node->terms[0].lean_n : 0;
    lede__qterm t = node->terms[0];

    if (n < 2) {
        lede__q_match_leaf(out, node);
        return 1;
    }
    t.lean_n = 0;
    for (i = 0; i < n; i++) {
        if (i)
            lede_buf_addz(out, " OR ");
        add_columns(out, node->columns);
        t.s = node->terms[0].lean[i];
        t.n = strlen(t.s);
        add_term(out, &t);
    }
    return n;
}

/* --- trees -------------------------------------------------------------------------- */

static void add_node(lede_buf *out, const lede__qnode *node)
{
    size_t i;

    if (node->kind == LEDE__Q_AND) {
        lede__q_match_all(out, node->kids, node->kids_n);
    } else if (node->kind == LEDE__Q_OR) {
        lede_buf_addc(out, '(');
        for (i = 0; i < node->kids_n; i++) {
            if (i)
                lede_buf_addz(out, " OR ");
            add_node(out, node->kids[i]);
        }
        lede_buf_addc(out, ')');
    } else {
        lede__q_match_leaf(out, node);
    }
}

void lede__q_match_all(lede_buf *out, lede__qnode *const *kids, size_t n)
{
    size_t i, positive = 0, negative = 0;

    lede_buf_addz(out, "((");
    for (i = 0; i < n; i++)
        if (kids[i]->kind != LEDE__Q_NOT) {
            if (positive++)
                lede_buf_addz(out, " AND ");
            add_node(out, kids[i]);
        }
    lede_buf_addc(out, ')');
    for (i = 0; i < n; i++)
        if (kids[i]->kind == LEDE__Q_NOT) {
            lede_buf_addz(out, negative++ ? " OR " : " NOT (");
            add_node(out, kids[i]->kids[0]);
        }
    lede_buf_addz(out, negative ? "))" : ")");
}

/* --- expressions --------------------------------------------------------------------- */

static int letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Switches of meaning, verbs, quoting and named classes: such patterns are not read. */
static int readable(const char *s, size_t n)
{
    size_t i;

    for (i = 0; i + 1 < n; i++)
        if ((s[i] == '(' && (s[i + 1] == '?' || s[i + 1] == '*')) || (s[i] == '\\' && s[i + 1] == 'Q') ||
            (s[i] == '[' && s[i + 1] == ':'))
            return 0;
    return 1;
}

/* Past the group or class that opens at `at`; n where it does not end. */
static size_t past_group(const char *s, size_t n, size_t at)
{
    size_t depth = 0;
    int class = 0;

    for (; at < n; at++) {
        if (s[at] == '\\')
            at++;
        else if (class)
            class = s[at] != ']';
        else if (s[at] == '[')
            class = 1, at += at + 1 < n && s[at + 1] == ']' ? 1 : at + 2 < n && s[at + 1] == '^' && s[at + 2] == ']' ? 2 : 0;
        else if (s[at] == '(')
            depth++;
        else if (s[at] == ')' && depth)
            depth--;
        if (!class && !depth)
            return at + 1;
    }
    return n;
}

/* Whether what ends before `at` may be absent. */
static int optional(const char *s, size_t n, size_t at)
{
    return at < n && (s[at] == '*' || s[at] == '?' || s[at] == '{');
}

static void add_required(lede_buf *out, size_t *found, const char *s, size_t n)
{
    lede__qterm t = { NULL, 0, 0, NULL, 0, NULL, 0 };
    char lower[64];
    size_t i;

    if (n < 2 || n > sizeof lower)
        return;
    for (i = 0; i < n; i++)
        lower[i] = (char)(s[i] | 0x20);
    t.s = lower;
    t.n = n;
    if ((*found)++)
        lede_buf_addz(out, " AND ");
    add_term(out, &t);
}

/*
 * A run of ASCII letters between spaces that must be there is a word of the
 * text. Not so with \b or a mark beside it, which may belong to a longer word.
 * Groups and classes are passed over; where the pattern has a choice at its
 * top, nothing must be there.
 */
void lede__q_regex_words(lede_buf *out, const lede__qnode *node)
{
    const char *s = node->text;
    size_t n = node->n, at = 0, from, start = out->n, found = 0;
    int after_space = 0;

    if (!node->columns || !readable(s, n))
        return;
    while (at < n && s[at] != '|') {
        if (s[at] == ' ') {
            after_space = !optional(s, n, ++at);
        } else if (letter(s[at])) {
            for (from = at; at < n && letter(s[at]); at++)
                ;
            if (after_space && at < n && s[at] == ' ' && !optional(s, n, at + 1))
                add_required(out, &found, s + from, at - from);
            after_space = 0;
        } else {
            at = s[at] == '(' || s[at] == '[' ? past_group(s, n, at) : at + (s[at] == '\\' ? 2 : 1);
            after_space = 0;
        }
    }
    if (at < n && out->n > start)
        out->s[out->n = start] = '\0';
}
