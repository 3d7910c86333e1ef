/* The fields that a query may name, and terms that are words or expressions. */
#include <string.h>

#include "base/alloc.h"
#include "lede/text.h"
#include "store/query_parse_in.h"

const lede__qscope lede__q_plain = { "", LEDE__V_TEXT, LEDE__Q_TEXTS, -1, NULL };

static const lede__qscope fields[] = {
    { "headline", LEDE__V_TEXT, LEDE__Q_HEADLINE, LEDE_HEADLINE, NULL },
    { "dek", LEDE__V_TEXT, LEDE__Q_DEK, LEDE_DEK, NULL },
    { "body", LEDE__V_TEXT, LEDE__Q_BODY, LEDE_BODY, NULL },
    { "section", LEDE__V_HAS, 0, LEDE_SECTION, NULL },
    { "author", LEDE__V_HAS, 0, LEDE_AUTHORS, NULL },
    { "authors", LEDE__V_HAS, 0, LEDE_AUTHORS, NULL },
    { "by", LEDE__V_HAS, 0, LEDE_AUTHORS, NULL },
    { "publisher", LEDE__V_HAS, 0, LEDE_PUBLISHER, NULL },
    { "keywords", LEDE__V_HAS, 0, LEDE_KEYWORDS, NULL },
    { "keyword", LEDE__V_HAS, 0, LEDE_KEYWORDS, NULL },
    { "extra", LEDE__V_HAS, 0, LEDE_EXTRA, NULL },
    { "language", LEDE__V_LANGUAGE, 0, LEDE_LANGUAGE, NULL },
    { "lang", LEDE__V_LANGUAGE, 0, LEDE_LANGUAGE, NULL },
    { "tag", LEDE__V_TAG, 0, LEDE__F_TAG, NULL },
    { "url", LEDE__V_LIKE, 0, LEDE_URL, NULL },
    { "link", LEDE__V_LIKE, 0, LEDE_LINKS, NULL },
    { "site", LEDE__V_SITE, 0, -1, NULL },
    { "id", LEDE__V_ID, 0, -1, NULL },
    { "source", LEDE__V_LIKE, 0, LEDE_SOURCE, NULL },
    { "in", LEDE__V_LIKE, 0, LEDE_SOURCE, NULL },
    { "is", LEDE__V_IS, 0, -1, NULL },
    { "run", LEDE__V_RUN, 0, -1, NULL },
    { "published", LEDE__V_DATE, 0, LEDE_PUBLISHED, NULL },
    { "date", LEDE__V_DATE, 0, LEDE_PUBLISHED, NULL },
    { "modified", LEDE__V_DATE, 0, LEDE_MODIFIED, NULL },
    { "added", LEDE__V_DATE, 0, LEDE__F_ADDED, NULL },
    { "date_from", LEDE__V_DATE_FROM, 0, LEDE_DATE_FROM, NULL },
    { "words", LEDE__V_COUNT, 0, -1, NULL },
    { "query", LEDE__V_SAVED, 0, -1, NULL },
};

enum { FIELDS = sizeof fields / sizeof *fields };

/* --- names ----------------------------------------------------------------------- */

/* Edit distance of two short names (Wagner and Fischer 1974), letter case aside. */
static size_t distance(const char *a, size_t an, const char *b, size_t bn)
{
    size_t row[32], i, j, left, corner;

    for (j = 0; j <= bn; j++)
        row[j] = j;
    for (i = 1; i <= an; i++) {
        corner = row[0];
        row[0] = i;
        for (j = 1; j <= bn; j++) {
            left = corner + ((a[i - 1] | 0x20) != (b[j - 1] | 0x20));
            corner = row[j];
            if (row[j] + 1 < left)
                left = row[j] + 1;
            if (row[j - 1] + 1 < left)
                left = row[j - 1] + 1;
            row[j] = left;
        }
    }
    return row[bn];
}

static lede__qnode *unknown(lede__qparser *p, size_t at, size_t n)
{
    const char *name = p->s + at, *best = NULL;
    size_t i, d, least = 3;

    for (i = 0; i < FIELDS && n < 24; i++) {
        d = distance(name, n, fields[i].name, strlen(fields[i].name));
        if (d < least && d < n) {
            least = d;
            best = fields[i].name;
        }
    }
    if (best)
        return lede__q_wrong(p, at, "there is no field '%.*s': did you mean '%s:'", (int)n, name, best);
    return lede__q_wrong(p, at, "there is no field '%.*s' (to search for a colon's text, put it in quotation marks)",
                         (int)(n < 60 ? n : 60), name);
}

static const lede__qscope *find_field(const char *name, size_t n)
{
    size_t i;

    for (i = 0; i < FIELDS; i++)
        if (strlen(fields[i].name) == n && distance(name, n, fields[i].name, n) == 0)
            return &fields[i];
    return NULL;
}

/* The KEY of extra.KEY: up to the colon, or in quotation marks. 0 where there is none. */
static int extra_key(lede__qparser *p, size_t at, lede__qscope *scope)
{
    size_t from = at, to;

    if (lede__q_quote(p, at)) {
        p->at = at;
        if (!lede__q_quoted(p, &from, &to))
            return -1;
        if (p->at >= p->n || p->s[p->at] != ':') {
            lede__q_wrong(p, at, "a colon and a value must follow this key of extra");
            return -1;
        }
        at = p->at;
    } else {
        while (!lede__q_stops(p, at) && p->s[at] != ':')
            at++;
        to = at;
        if (at >= p->n || p->s[at] != ':' || to == from)
            return 0;
    }
    if (!(scope->key = lede__arena_copy(&p->q->arena, p->s + from, to - from))) {
        lede__q_nomem(p);
        return -1;
    }
    p->at = at + 1;
    return 1;
}

int lede__q_field(lede__qparser *p, lede__qscope *scope)
{
    size_t at = p->at, n;
    const lede__qscope *known;

    while (at < p->n && (((p->s[at] | 0x20) >= 'a' && (p->s[at] | 0x20) <= 'z') || p->s[at] == '_'))
        at++;
    n = at - p->at;
    if (!n || at >= p->n || (p->s[at] != ':' && p->s[at] != '.'))
        return 0;
    known = find_field(p->s + p->at, n);
    if (p->s[at] == '.') {
        if (!known || known->field != LEDE_EXTRA)
            return 0;
        *scope = *known;
        return extra_key(p, at + 1, scope);
    }
    if (known && known->field == LEDE_EXTRA) {
        lede__q_wrong(p, p->at, "'extra' needs the name of a column, as in extra.edition:late");
        return -1;
    }
    if (!known && (lede__q_stops(p, at + 1) || p->s[at + 1] == '/' || p->s[at + 1] == ':'))
        if (!lede__q_quote(p, at + 1) && !(at + 1 < p->n && p->s[at + 1] == '('))
            return 0;   /* "war: what we know", http://..., a::b */
    if (!known) {
        unknown(p, p->at, n);
        return -1;
    }
    *scope = *known;
    p->at = at + 1;
    return 1;
}

/* --- words and expressions ------------------------------------------------------------ */

static lede__qnode *scoped(lede__qparser *p, lede__qkind text, lede__qkind other, const lede__qscope *scope, size_t at)
{
    lede__qnode *node = lede__q_leaf(p, scope->style == LEDE__V_TEXT ? text : other, at);

    if (node) {
        node->columns = scope->style == LEDE__V_TEXT ? scope->columns : 0;
        node->field = scope->field;
        node->key = scope->key;
    }
    return node;
}

lede__qnode *lede__q_set_text(lede__qparser *p, lede__qnode *node, const char *s, size_t n)
{
    if (!node)
        return NULL;
    node->n = n;
    node->text = lede__arena_copy(&p->q->arena, s, n);
    return node->text ? node : lede__q_nomem(p);
}

lede__qnode *lede__q_words(lede__qparser *p, const lede__qscope *scope, size_t at, size_t from, size_t to, int exact,
                           int prefix)
{
    lede__qnode probe, *node;

    memset(&probe, 0, sizeof probe);
    if (!lede__q_terms(p->q, &probe, p->s + from, to - from, exact == 1))
        return lede__q_nomem(p);
    if (!probe.terms_n)
        return NULL;
    node = lede__q_set_text(p, scoped(p, LEDE__Q_WORDS, LEDE__Q_HAS, scope, at), p->s + from, to - from);
    if (!node)
        return NULL;
    node->terms = probe.terms;
    node->terms_n = probe.terms_n;
    if (prefix)
        node->terms[node->terms_n - 1].prefix = 1;
    node->stem = probe.stem && exact == 0 && !prefix && scope->style == LEDE__V_TEXT;
    node->whole = exact == 1 && scope->style == LEDE__V_HAS;
    return node;
}

lede__qnode *lede__q_expression(lede__qparser *p, const lede__qscope *scope, size_t at, size_t from, size_t to)
{
    lede__qnode *node;
    lede_error why;

    if (to == from)
        return lede__q_wrong(p, at, "this regular expression is empty");
    node = lede__q_set_text(p, scoped(p, LEDE__Q_REGEX, LEDE__Q_REGEX, scope, at), p->s + from, to - from);
    if (!node)
        return NULL;
    why.at = LEDE_NOWHERE;
    if (lede_regex_compile(node->text, node->n, LEDE_RE_IGNORE_CASE, &node->regex, &why) != LEDE_OK)
        return why.status == LEDE_NOMEM
                   ? lede__q_nomem(p)
                   : lede__q_wrong(p, from + (why.at <= to - from ? why.at : 0), "in this regular expression: %s", why.message);
    node->next_regex = p->q->regexes;
    p->q->regexes = node;
    return node;
}

lede__qnode *lede__q_present(lede__qparser *p, const lede__qscope *scope, size_t at)
{
    if (scope == &lede__q_plain)
        return lede__q_leaf(p, LEDE__Q_ALL, at);
    return scoped(p, LEDE__Q_PRESENT, LEDE__Q_PRESENT, scope, at);
}
