/* Words that every match of an expression lies among, so that the index narrows where it is tried. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/leaf.h"
#include "store/query_sql.h"

typedef struct narrowing {
    lede__view *view;
    const lede__rowset *within;
    lede__rowset *rows;
    int any;                  /* a word was asked for */
    lede_error *err;
} narrowing;

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

/* Leave of the rows those that hold the word; the first word brings them. */
static lede_status require(narrowing *w, const char *s, size_t n)
{
    lede__qterm t = { NULL, 0, 0, NULL, 0, NULL, 0 };
    lede__qnode words;
    lede__rowset hit;
    lede_status st;
    char lower[64];
    size_t i;

    if (n < 2 || n > sizeof lower)
        return LEDE_OK;
    for (i = 0; i < n; i++)
        lower[i] = (char)(s[i] | 0x20);
    t.s = lower;
    t.n = n;
    memset(&words, 0, sizeof words);
    words.kind = LEDE__Q_WORDS;
    words.columns = LEDE__Q_TEXTS;
    words.terms = &t;
    words.terms_n = 1;
    lede__rowset_init(&hit);
    st = lede__leaf_rows(w->view, &words, w->any ? w->rows : w->within, 0, &hit, w->err);
    lede__rowset_release(w->rows);
    *w->rows = hit;
    w->any = 1;
    return st;
}

/*
 * A run of ASCII letters between spaces that must be there is a word of the
 * text. Not so with \b or a mark beside it, which may belong to a longer word.
 * Groups and classes are passed over; where the pattern has a choice at its
 * top, nothing must be there.
 */
static lede_status find_words(narrowing *w, const char *s, size_t n)
{
    lede_status st = LEDE_OK;
    size_t at = 0, from;
    int after_space = 0;

    while (at < n && st == LEDE_OK) {
        if (s[at] == ' ') {
            after_space = !optional(s, n, ++at);
        } else if (letter(s[at])) {
            for (from = at; at < n && letter(s[at]); at++)
                ;
            if (after_space && at < n && s[at] == ' ' && !optional(s, n, at + 1))
                st = require(w, s + from, at - from);
            after_space = 0;
        } else {
            at = s[at] == '(' || s[at] == '[' ? past_group(s, n, at) : at + (s[at] == '\\' ? 2 : 1);
            after_space = 0;
        }
    }
    return st;
}

/* Whether the pattern has a choice at its top. */
static int has_choice(const char *s, size_t n)
{
    size_t at = 0;

    while (at < n && s[at] != '|')
        at = s[at] == '(' || s[at] == '[' ? past_group(s, n, at) : at + (s[at] == '\\' ? 2 : 1);
    return at < n;
}

lede_status lede__q_regex_rows(lede_store *store, const lede__qnode *node, const lede__rowset *within, lede__rowset *rows,
                               int *any, lede_error *err)
{
    narrowing w = { NULL, within, rows, 0, err };
    lede_status st = LEDE_OK;

    *any = 0;
    if (!node->columns || !readable(node->text, node->n) || has_choice(node->text, node->n))
        return LEDE_OK;
    st = lede__view_get(store, &w.view, err);
    if (st != LEDE_OK)
        return st;
    st = find_words(&w, node->text, node->n);
    lede__view_done(store);
    *any = w.any;
    return st;
}
