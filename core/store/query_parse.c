/*
 * The grammar of queries, by recursive descent:
 *
 *     query := and { OR and }
 *     and   := not { [AND] not }
 *     not   := { NOT | - } term
 *     term  := ( query ) | field: value | field:( query ) | near( words [, n] ) | "phrase" | /regex/ | =exact | word | wor*
 *
 * Text between terms that holds no word (a lone dash, an ampersand) is passed
 * over, so that pasted headlines are queries.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "lede/text.h"
#include "store/query_parse_in.h"

/* --- failing ---------------------------------------------------------------- */

size_t lede__q_place(const lede__qparser *p, size_t at)
{
    return p->saved ? p->saved_at : at;
}

lede__qnode *lede__q_wrong(lede__qparser *p, size_t at, const char *format, ...)
{
    char text[400];
    va_list args;

    if (p->status != LEDE_OK)
        return NULL;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    p->status = p->saved
        ? lede__fail_at(p->err, LEDE_QUERY, p->saved_at, "in the saved query \"%.100s\": %s", p->saved, text)
        : lede__fail_at(p->err, LEDE_QUERY, at, "%s", text);
    return NULL;
}

lede__qnode *lede__q_nomem(lede__qparser *p)
{
    if (p->status == LEDE_OK)
        p->status = lede__nomem(p->err);
    return NULL;
}

lede__qnode *lede__q_leaf(lede__qparser *p, lede__qkind kind, size_t at)
{
    lede__qnode *node;

    if (++*p->terms > LEDE__Q_TERMS)
        return lede__q_wrong(p, at, "a query may hold %d terms at most", LEDE__Q_TERMS);
    node = lede__q_node(p->q, kind, lede__q_place(p, at), p->saved ? p->saved_at : p->at);
    return node ? node : lede__q_nomem(p);
}

/* --- lexical help ------------------------------------------------------------- */

static int starts(const lede__qparser *p, size_t at, const char *with)
{
    size_t n = strlen(with);

    return p->n - at >= n && memcmp(p->s + at, with, n) == 0;
}

size_t lede__q_space(const lede__qparser *p, size_t at)
{
    static const char *const wide[] = { "\xC2\x85", "\xC2\xA0", "\xE1\x9A\x80", "\xE2\x80\xA8", "\xE2\x80\xA9",
                                        "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80", "\xE2\x80\x8B", "\xEF\xBB\xBF" };
    unsigned char c;
    size_t i;

    if (at >= p->n)
        return 0;
    c = (unsigned char)p->s[at];
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r') || c == 0;
    for (i = 0; i < sizeof wide / sizeof *wide; i++)
        if (starts(p, at, wide[i]))
            return strlen(wide[i]);
    if (starts(p, at, "\xE2\x80") && p->n - at >= 3 && (unsigned char)p->s[at + 2] <= 0x8A)
        return 3;   /* U+2000 to U+200A */
    return 0;
}

size_t lede__q_quote(const lede__qparser *p, size_t at)
{
    static const char *const marks[] = { "\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", "\xE2\x80\x9F",
                                         "\xC2\xAB", "\xC2\xBB" };
    size_t i;

    for (i = 0; i < sizeof marks / sizeof *marks && at < p->n; i++)
        if (starts(p, at, marks[i]))
            return strlen(marks[i]);
    return 0;
}

int lede__q_stops(const lede__qparser *p, size_t at)
{
    return at >= p->n || p->s[at] == '(' || p->s[at] == ')' || lede__q_space(p, at) || lede__q_quote(p, at);
}

int lede__q_quoted(lede__qparser *p, size_t *from, size_t *to)
{
    size_t start = p->at, at = p->at + lede__q_quote(p, p->at), mark = 0;

    *from = at;
    while (at < p->n && !(mark = lede__q_quote(p, at)))
        at++;
    if (!mark) {
        lede__q_wrong(p, start, "this quotation mark is never closed");
        return 0;
    }
    *to = at;
    p->at = at + mark;
    return 1;
}

static void skip_space(lede__qparser *p)
{
    size_t n;

    while ((n = lede__q_space(p, p->at)) > 0)
        p->at += n;
}

/* An operator in capitals that stands by itself. */
static int keyword(const lede__qparser *p, const char *name)
{
    return starts(p, p->at, name) && lede__q_stops(p, p->at + strlen(name));
}

/* --- lists of nodes --------------------------------------------------------------- */

typedef struct list {
    lede__qnode **v;
    size_t n, cap;
} list;

static int push(lede__qparser *p, list *l, lede__qnode *node)
{
    if (!lede__grow(&l->v, &l->cap, l->n + 1, sizeof *l->v)) {
        lede__q_nomem(p);
        return 0;
    }
    l->v[l->n++] = node;
    return 1;
}

/* The joined nodes, NULL where there are none or something failed; the list is freed. */
static lede__qnode *join(lede__qparser *p, list *l, lede__qkind kind)
{
    lede__qnode *node = NULL;

    if (p->status == LEDE_OK && l->n && !(node = lede__q_join(p->q, kind, l->v, l->n)))
        lede__q_nomem(p);
    lede__free(l->v);
    return node;
}

/* --- terms ------------------------------------------------------------------------- */

static lede__qnode *parse_or(lede__qparser *p, const lede__qscope *scope);

static lede__qnode *group(lede__qparser *p, const lede__qscope *scope)
{
    size_t at = p->at++;
    lede__qnode *node;

    if (p->depth == LEDE__Q_DEPTH)
        return lede__q_wrong(p, at, "parentheses stand more than %d deep here", LEDE__Q_DEPTH);
    p->depth++;
    node = parse_or(p, scope);
    p->depth--;
    if (p->status != LEDE_OK)
        return NULL;
    if (p->at >= p->n)
        return lede__q_wrong(p, at, "this '(' is never closed");
    if (!node)
        return lede__q_wrong(p, at, "nothing to search for between these parentheses");
    p->at++;
    return node;
}

/* A piece of text up to a space, parenthesis or mark; one '*' at its end makes it a prefix. */
static lede__qnode *bare(lede__qparser *p, const lede__qscope *scope, size_t at, int exact, int in_near)
{
    size_t from = p->at, to, star;
    int prefix = 0;

    while (!lede__q_stops(p, p->at) && !(in_near && p->s[p->at] == ','))
        p->at++;
    to = p->at;
    if (to == from + 1 && p->s[from] == '*' && !exact)
        return lede__q_present(p, scope, at);
    while (to > from && strchr(".,;:!?'", p->s[to - 1]) && p->s[to - 1])
        to--;
    if (to > from && p->s[to - 1] == '*') {
        prefix = 1;
        to--;
    }
    for (star = from; star < to; star++)
        if (p->s[star] == '*')
            return lede__q_wrong(p, star, "'*' may only stand at the end of a word");
    if (prefix && to == from)
        return lede__q_wrong(p, from, "'*' needs the beginning of a word before it");
    return lede__q_words(p, scope, at, from, to, exact, prefix);
}

static lede__qnode *quoted(lede__qparser *p, const lede__qscope *scope, size_t at, int exact)
{
    lede__qnode *node;
    size_t from, to;
    int prefix = 0;

    if (!lede__q_quoted(p, &from, &to))
        return NULL;
    if (to > from && p->s[to - 1] == '*') {
        prefix = 1;
        to--;
    }
    node = lede__q_words(p, scope, at, from, to, exact ? 1 : -1, prefix);
    if (!node && p->status == LEDE_OK)
        return lede__q_wrong(p, at, "there is no word between these quotation marks");
    return node;
}

static lede__qnode *regex(lede__qparser *p, const lede__qscope *scope)
{
    size_t at = p->at, end;

    for (end = at + 1; end < p->n; end++) {
        if (p->s[end] == '\\')
            end++;
        else if (p->s[end] == '/' && (lede__q_stops(p, end + 1)))
            break;
    }
    if (end >= p->n)
        return lede__q_wrong(p, at, "this regular expression is never closed by a '/'");
    p->at = end + 1;
    return lede__q_expression(p, scope, at, at + 1, end);
}

/* One of the words or phrases of a near(). NULL where it is done or failed. */
static lede__qnode *near_item(lede__qparser *p, const lede__qscope *scope)
{
    lede__qnode *node = NULL;
    size_t at;
    int exact;

    while (!node && p->status == LEDE_OK) {
        skip_space(p);
        at = p->at;
        if (at >= p->n || p->s[at] == ',' || p->s[at] == ')')
            return NULL;
        exact = p->s[at] == '=';
        p->at += (size_t)exact;
        if (lede__q_quote(p, p->at))
            node = quoted(p, scope, at, exact);
        else if (p->at < p->n && p->s[p->at] == '(')
            return lede__q_wrong(p, p->at, "near() takes words and phrases only");
        else
            node = bare(p, scope, at, exact, 1);
        if (node && node->kind != LEDE__Q_WORDS)
            return lede__q_wrong(p, at, "near() takes words and phrases only");
    }
    return node;
}

/* The `, 5` of a near(); -1 with a failure noted. */
static int64_t near_distance(lede__qparser *p)
{
    int64_t n = 0;
    size_t from;

    if (p->at >= p->n || p->s[p->at] != ',')
        return LEDE__Q_NEAR;
    p->at++;
    skip_space(p);
    for (from = p->at; p->at < p->n && p->s[p->at] >= '0' && p->s[p->at] <= '9' && n < 100000; p->at++)
        n = n * 10 + (p->s[p->at] - '0');
    skip_space(p);
    if (p->at == from || n > 100000 || (p->at < p->n && p->s[p->at] != ')')) {
        lede__q_wrong(p, from, "after the comma of near() stands how many words may lie between, as in near(tax rise, 5)");
        return -1;
    }
    return n;
}

static lede__qnode *near(lede__qparser *p, const lede__qscope *scope)
{
    size_t at = p->at;
    lede__qnode *node, *item;
    list l = { NULL, 0, 0 };
    int64_t distance = 0;

    if (scope->style != LEDE__V_TEXT)
        return lede__q_wrong(p, at, "near() works in headline, dek and body only");
    p->at += 5;
    while ((item = near_item(p, scope)) != NULL && push(p, &l, item))
        ;
    if (p->status == LEDE_OK)
        distance = near_distance(p);
    if (p->status == LEDE_OK && p->at >= p->n)
        lede__q_wrong(p, at, "this near( is never closed");
    p->at++;
    if (p->status == LEDE_OK && l.n < 2)
        lede__q_wrong(p, at, "near() needs two words or more");
    node = p->status == LEDE_OK ? lede__q_leaf(p, LEDE__Q_NEAR_OF, at) : NULL;
    if (node && !(node->kids = lede__arena_alloc(&p->q->arena, l.n * sizeof *l.v)))
        node = lede__q_nomem(p);
    if (node) {
        memcpy(node->kids, l.v, l.n * sizeof *l.v);
        node->kids_n = l.n;
        node->columns = scope->columns;
        node->number.lo = distance;
    }
    lede__free(l.v);
    return node;
}

static int is_near(const lede__qparser *p)
{
    static const char lower[] = "near";
    size_t i;

    if (p->n - p->at < 5 || p->s[p->at + 4] != '(')
        return 0;
    for (i = 0; i < 4; i++)
        if ((p->s[p->at + i] | 0x20) != lower[i])
            return 0;
    return 1;
}

/* A term that is a word, phrase, near or regex, or a group of them. */
static lede__qnode *text_term(lede__qparser *p, const lede__qscope *scope, size_t at)
{
    if (p->s[p->at] == '(')
        return group(p, scope);
    if (lede__q_quote(p, p->at))
        return quoted(p, scope, at, 0);
    if (p->s[p->at] == '/')
        return regex(p, scope);
    if (p->s[p->at] == '=' && p->at + 1 < p->n) {
        p->at++;
        if (lede__q_quote(p, p->at))
            return quoted(p, scope, at, 1);
        return lede__q_stops(p, p->at) ? NULL : bare(p, scope, at, 1, 0);
    }
    return is_near(p) ? near(p, scope) : bare(p, scope, at, 0, 0);
}

static int is_text(const lede__qscope *scope)
{
    return scope->style == LEDE__V_TEXT || scope->style == LEDE__V_HAS;
}

/* What follows `field:`. */
static lede__qnode *field_value(lede__qparser *p, const lede__qscope *scope, size_t at)
{
    lede__qnode *node;
    size_t from = p->at;

    if (p->at >= p->n || lede__q_space(p, p->at) || p->s[p->at] == ')')
        return lede__q_wrong(p, at, "'%s:' needs a value right after the colon", scope->name);
    if (p->s[p->at] == '(')
        return group(p, scope);
    node = is_text(scope) ? text_term(p, scope, at) : lede__q_value(p, scope, at);
    if (!node && p->status == LEDE_OK)
        return lede__q_wrong(p, from, "there is no word to search for after '%s:'", scope->name);
    return node;
}

static lede__qnode *term(lede__qparser *p, const lede__qscope *scope)
{
    size_t at = p->at;
    lede__qscope field;
    int named;

    if (!is_text(scope))
        return p->s[at] == '(' ? group(p, scope) : lede__q_value(p, scope, at);
    named = lede__q_field(p, &field);
    if (named < 0)
        return NULL;
    if (!named)
        return text_term(p, scope, at);
    if (scope != &lede__q_plain)
        return lede__q_wrong(p, at, "'%s:' cannot stand inside the parentheses of '%s:'", field.name, scope->name);
    return field_value(p, &field, at);
}

/* Move past dashes and NOTs: how many, odd is a negation. -1 with a failure noted. */
static int negations(lede__qparser *p, int *not_at_end)
{
    size_t last = 0;
    int n = 0;

    *not_at_end = 0;
    for (;;) {
        if (keyword(p, "NOT")) {
            last = p->at;
            p->at += 3;
            skip_space(p);
            *not_at_end = 1;
        } else if (p->at + 1 < p->n && p->s[p->at] == '-' && p->s[p->at + 1] != '-' && p->s[p->at + 1] != ')' &&
                   !lede__q_space(p, p->at + 1)) {
            p->at++;
        } else {
            break;
        }
        n++;
    }
    if (*not_at_end && (p->at >= p->n || p->s[p->at] == ')' || keyword(p, "OR") || keyword(p, "AND"))) {
        lede__q_wrong(p, last, "NOT needs a term after it");
        return -1;
    }
    return n & 1;
}

static lede__qnode *parse_not(lede__qparser *p, const lede__qscope *scope)
{
    size_t at = p->at;
    int said_not, negative = negations(p, &said_not);
    lede__qnode *node;

    if (negative < 0)
        return NULL;
    while (p->at < p->n && p->s[p->at] == '-')
        p->at++;   /* dashes as punctuation */
    if (p->at >= p->n || lede__q_space(p, p->at) || p->s[p->at] == ')')
        return NULL;
    node = term(p, scope);
    if (!node && p->status == LEDE_OK && said_not)
        return lede__q_wrong(p, at, "NOT needs a term after it");
    if (!node || !negative)
        return node;
    node = lede__q_not(p->q, node, lede__q_place(p, at));
    return node ? node : lede__q_nomem(p);
}

/* Terms up to OR, ')' or the end. */
static lede__qnode *parse_and(lede__qparser *p, const lede__qscope *scope)
{
    list l = { NULL, 0, 0 };
    lede__qnode *node;
    size_t and_at = LEDE_NOWHERE;

    for (;;) {
        skip_space(p);
        if (p->status != LEDE_OK || p->at >= p->n || p->s[p->at] == ')' || keyword(p, "OR"))
            break;
        if (keyword(p, "AND")) {
            if (!l.n || and_at != LEDE_NOWHERE)
                lede__q_wrong(p, p->at, "AND needs a term before it");
            and_at = p->at;
            p->at += 3;
            continue;
        }
        node = parse_not(p, scope);
        if (node && push(p, &l, node))
            and_at = LEDE_NOWHERE;
    }
    if (and_at != LEDE_NOWHERE)
        lede__q_wrong(p, and_at, "AND needs a term after it");
    return join(p, &l, LEDE__Q_AND);
}

static lede__qnode *parse_or(lede__qparser *p, const lede__qscope *scope)
{
    list l = { NULL, 0, 0 };
    lede__qnode *node;
    size_t or_at = LEDE_NOWHERE;

    for (;;) {
        node = parse_and(p, scope);
        if (p->status != LEDE_OK)
            break;
        if (node && !push(p, &l, node))
            break;
        if (p->at >= p->n || p->s[p->at] == ')') {
            if (!node && or_at != LEDE_NOWHERE)
                lede__q_wrong(p, or_at, "OR needs a term after it");
            break;
        }
        if (!node) {
            lede__q_wrong(p, p->at, "OR needs a term before it");
            break;
        }
        or_at = p->at;
        p->at += 2;
    }
    return join(p, &l, LEDE__Q_OR);
}

lede__qnode *lede__q_parse_text(lede__qparser *p)
{
    lede__qnode *node = parse_or(p, &lede__q_plain);

    if (p->status == LEDE_OK && p->at < p->n)
        return lede__q_wrong(p, p->at, "this ')' closes nothing");
    return p->status == LEDE_OK ? node : NULL;
}

/* --- the public call -------------------------------------------------------------- */

static int blank(const lede__qparser *p)
{
    size_t at = 0, n;

    while ((n = lede__q_space(p, at)) > 0)
        at += n;
    return at >= p->n;
}

static lede_status parse(lede__qparser *p)
{
    lede_query *q = p->q;
    size_t bad = lede_utf8_valid(p->s, p->n);

    if (bad < p->n)
        lede__q_wrong(p, bad, "the query is not UTF-8 from here on");
    else if (!lede__q_now(p->options->now, &p->now))
        p->status = lede__fail(p->err, LEDE_USAGE, "'%.60s' is no date to count from: write it as 2022-03-21",
                               p->options->now ? p->options->now : "now");
    else if (blank(p))
        q->root = lede__q_node(q, LEDE__Q_ALL, 0, p->n);
    else if (!(q->root = lede__q_parse_text(p)) && p->status == LEDE_OK)
        lede__q_wrong(p, 0, "the query holds no word to search for");
    if (p->status == LEDE_OK && !q->root)
        lede__q_nomem(p);
    return p->status;
}

lede_status lede_query_parse(const char *s, size_t n, const lede_query_options *options, lede_query **out,
                             lede_error *err)
{
    static const lede_query_options none;
    lede_query *q = lede__calloc(1, sizeof *q);
    lede__qparser p;
    size_t terms = 0;
    lede_status st;

    *out = NULL;
    if (!q)
        return lede__nomem(err);
    lede__arena_init(&q->arena);
    memset(&p, 0, sizeof p);
    p.q = q;
    p.terms = &terms;
    p.options = options ? options : &none;
    p.err = err;
    p.n = q->source_n = n;
    p.s = q->source = lede__arena_copy(&q->arena, n ? s : "", n);
    st = p.s ? parse(&p) : lede__nomem(err);
    if (st != LEDE_OK) {
        lede_query_free(q);
        return st;
    }
    *out = q;
    return LEDE_OK;
}

void lede_query_free(lede_query *q)
{
    if (!q)
        return;
    lede__q_unbind(q);
    for (; q->regexes; q->regexes = q->regexes->next_regex)
        lede_regex_free(q->regexes->regex);
    lede__arena_release(&q->arena);
    lede__free(q);
}
