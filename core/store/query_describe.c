/* How a query was understood, as a tree in words. */
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "store/query_sql.h"

enum { SHOWN = 12 };   /* words of a stem that are listed */

static void line(lede_buf *out, int depth)
{
    while (depth--)
        lede_buf_addz(out, "  ");
}

/* Text in quotation marks, control characters as '?'. */
static void quoted(lede_buf *out, const char *s, size_t n)
{
    size_t i;

    lede_buf_addc(out, '"');
    for (i = 0; i < n; i++)
        lede_buf_addc(out, (unsigned char)s[i] < 0x20 || s[i] == 0x7F ? '?' : s[i]);
    lede_buf_addc(out, '"');
}

static void columns(lede_buf *out, unsigned mask)
{
    static const char *const names[] = { "headline", "dek", "body" };
    int i, any = 0;

    if (mask == LEDE__Q_TEXTS)
        return;
    lede_buf_addz(out, " in ");
    for (i = 0; i < LEDE__Q_COLUMNS; i++)
        if (mask >> i & 1) {
            if (any++)
                lede_buf_addz(out, ", ");
            lede_buf_addz(out, names[i]);
        }
}

static const char *field_name(const lede__qnode *node)
{
    if (node->field == LEDE__F_ADDED)
        return "added";
    if (node->field == LEDE__F_TAG)
        return "tag";
    if (node->field == LEDE_AUTHORS)
        return "author";
    if (node->field < 0)
        return "site";
    return lede_field_name((lede_field)node->field);
}

static void named(lede_buf *out, const lede__qnode *node)
{
    lede_buf_addz(out, field_name(node));
    if (node->key) {
        lede_buf_addc(out, '.');
        lede_buf_addz(out, node->key);
    }
}

static void terms(lede_buf *out, const lede__qnode *node)
{
    size_t i;

    for (i = 0; i < node->terms_n; i++) {
        if (i)
            lede_buf_addc(out, ' ');
        lede_buf_add(out, node->terms[i].s, node->terms[i].n);
        if (node->terms[i].prefix)
            lede_buf_addc(out, '*');
    }
}

static void words(lede_buf *out, const lede__qnode *node)
{
    size_t i;

    lede_buf_addz(out, node->terms_n > 1 ? "phrase \"" : node->stem ? "word \"" : "exactly \"");
    terms(out, node);
    lede_buf_addc(out, '"');
    if (node->terms_n == 1 && node->terms[0].words_n > 1) {
        const lede__qterm *t = &node->terms[0];

        lede_buf_addz(out, " (");
        for (i = 0; i < t->words_n && i < SHOWN; i++) {
            if (i)
                lede_buf_addz(out, ", ");
            lede_buf_addz(out, t->words[i]);
        }
        if (t->words_n > SHOWN)
            lede__buf_addf(out, " and %zu more", t->words_n - SHOWN);
        lede_buf_addc(out, ')');
    }
    columns(out, node->columns);
}

static void has(lede_buf *out, const lede__qnode *node)
{
    named(out, node);
    lede_buf_addz(out, node->whole ? " is \"" : " holds \"");
    terms(out, node);
    lede_buf_addc(out, '"');
}

static void dates(lede_buf *out, const lede__qnode *node)
{
    named(out, node);
    if (node->date.lo) {
        lede_buf_addz(out, " from ");
        lede_buf_addz(out, node->date.lo);
    }
    if (node->date.hi) {
        lede_buf_addz(out, node->date.lo ? " to " : " up to ");
        lede_buf_addz(out, node->date.hi);
    }
}

static void numbers(lede_buf *out, const lede__qnode *node)
{
    if (node->number.hi < 0)
        lede__buf_addf(out, "%lld words or more", (long long)node->number.lo);
    else
        lede__buf_addf(out, "from %lld to %lld words", (long long)node->number.lo, (long long)node->number.hi);
}

static void like(lede_buf *out, const lede__qnode *node, const char *verb)
{
    named(out, node);
    lede_buf_addz(out, verb);
    quoted(out, node->text, node->n);
}

static void leaf(lede_buf *out, const lede__qnode *node)
{
    static const char *const is[] = { "tagged", "untagged", "a duplicate", "undated", "revised" };

    switch (node->kind) {
    case LEDE__Q_ALL: lede_buf_addz(out, "every article"); break;
    case LEDE__Q_WORDS: words(out, node); break;
    case LEDE__Q_REGEX:
        lede_buf_addz(out, "expression /");
        lede_buf_add(out, node->text, node->n);
        lede_buf_addc(out, '/');
        if (node->columns)
            columns(out, node->columns);
        else {
            lede_buf_addz(out, " in ");
            named(out, node);
        }
        break;
    case LEDE__Q_HAS: has(out, node); break;
    case LEDE__Q_PRESENT:
        named(out, node);
        lede_buf_addz(out, " is there");
        break;
    case LEDE__Q_LIKE: like(out, node, " is like "); break;
    case LEDE__Q_SITE: like(out, node, " is or lies below "); break;
    case LEDE__Q_ID: lede_buf_addz(out, "id starts with "), quoted(out, node->text, node->n); break;
    case LEDE__Q_LANGUAGE:
    case LEDE__Q_DATE_FROM: like(out, node, " is "); break;
    case LEDE__Q_TAG: like(out, node, memchr(node->text, '*', node->n) ? " is like " : " is "); break;
    case LEDE__Q_RUN: lede__buf_addf(out, "touched by run %lld", (long long)node->number.lo); break;
    case LEDE__Q_IS: lede_buf_addz(out, "is "), lede_buf_addz(out, is[node->is]); break;
    case LEDE__Q_DATE: dates(out, node); break;
    case LEDE__Q_WORD_COUNT: numbers(out, node); break;
    default: break;
    }
}

static void describe(lede_buf *out, const lede__qnode *node, int depth)
{
    size_t i;

    line(out, depth);
    switch (node->kind) {
    case LEDE__Q_AND: lede_buf_addz(out, "all of"); break;
    case LEDE__Q_OR: lede_buf_addz(out, "any of"); break;
    case LEDE__Q_NOT: lede_buf_addz(out, "not"); break;
    case LEDE__Q_NEAR_OF:
        lede__buf_addf(out, "with %lld words between at most", (long long)node->number.lo);
        columns(out, node->columns);
        break;
    default: leaf(out, node); break;
    }
    lede_buf_addc(out, '\n');
    for (i = 0; i < node->kids_n; i++)
        describe(out, node->kids[i], depth + 1);
}

lede_status lede_query_describe(lede_query *q, lede_store *store, lede_buf *out, lede_error *err)
{
    if (store) {
        lede_status st = lede__q_bind(q, store, err);

        if (st != LEDE_OK)
            return st;
    } else {
        lede__q_unbind(q);
    }
    describe(out, q->root, 0);
    return out->failed ? lede__nomem(err) : LEDE_OK;
}
