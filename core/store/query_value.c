/* The values of fields that are no text to search in: names, addresses, numbers, dates, saved queries. */
#include <string.h>

#include "base/alloc.h"
#include "lede/text.h"
#include "store/query_parse_in.h"

/* --- raw values ------------------------------------------------------------------------- */

/* A value in marks, or up to a space or a ')' that it does not open. 0 with a failure noted. */
static int raw(lede__qparser *p, size_t *from, size_t *to)
{
    int open = 0;

    if (lede__q_quote(p, p->at))
        return lede__q_quoted(p, from, to);
    for (*from = p->at; p->at < p->n && !lede__q_space(p, p->at); p->at++) {
        if (p->s[p->at] == ')' && open-- == 0)
            break;
        open += p->s[p->at] == '(';
    }
    *to = p->at;
    return 1;
}

static void lower_ascii(char *s)
{
    for (; *s; s++)
        if (*s >= 'A' && *s <= 'Z')
            *s = (char)(*s + 32);
}

/* The value's copy in the node, in lower case (ASCII) where asked. */
static lede__qnode *raw_node(lede__qparser *p, lede__qkind kind, const lede__qscope *scope, size_t at, size_t from,
                             size_t to, int lower)
{
    lede__qnode *node = lede__q_leaf(p, kind, at);
    char *copy;

    if (!node)
        return NULL;
    node->field = scope->field;
    if (!(copy = lede__arena_copy(&p->q->arena, p->s + from, to - from)))
        return lede__q_nomem(p);
    if (lower)
        lower_ascii(copy);
    node->text = copy;
    node->n = to - from;
    return node;
}

/* A name of a tag as the store compares it: NFC. */
static lede__qnode *tag_value(lede__qparser *p, const lede__qscope *scope, size_t at, size_t from, size_t to)
{
    lede__qnode *node;
    lede_buf name;

    lede_buf_init(&name);
    lede_normalize(p->s + from, to - from, LEDE_NFC, &name);
    node = name.failed ? lede__q_nomem(p) : raw_node(p, LEDE__Q_TAG, scope, at, from, to, 0);
    if (node)
        node = lede__q_set_text(p, node, name.n ? name.s : "", name.n);
    lede_buf_release(&name);
    return node;
}

/* A host: scheme, www. and path of a pasted address are taken off. */
static lede__qnode *site_value(lede__qparser *p, const lede__qscope *scope, size_t at, size_t from, size_t to)
{
    lede__qnode *node = raw_node(p, LEDE__Q_SITE, scope, at, from, to, 1);
    const char *host, *slashes;

    if (!node)
        return NULL;
    host = node->text;
    slashes = strstr(host, "://");
    if (slashes)
        host = slashes + 3;
    if (strncmp(host, "www.", 4) == 0)
        host += 4;
    node->n = strcspn(host, "/:?#");
    node->text = lede__arena_copy(&p->q->arena, host, node->n);
    if (!node->text)
        return lede__q_nomem(p);
    return node->n ? node : lede__q_wrong(p, from, "'site:' needs the name of a site, as in site:example.org");
}

static lede__qnode *is_value(lede__qparser *p, const lede__qscope *scope, size_t at, size_t from, size_t to)
{
    static const char *const names[] = { "tagged", "untagged", "duplicate", "undated", "revised" };
    lede__qnode *node = raw_node(p, LEDE__Q_IS, scope, at, from, to, 1);
    int i;

    for (i = 0; node && i < 5; i++)
        if (strcmp(node->text, names[i]) == 0) {
            node->is = i;
            return node;
        }
    return lede__q_wrong(p, from, "'is:' may be tagged, untagged, duplicate, undated or revised");
}

/* --- numbers ------------------------------------------------------------------------------ */

/* Digits at p->at, 0 where there are none or too many. */
static int number(lede__qparser *p, int64_t *out)
{
    size_t from = p->at;

    for (*out = 0; p->at < p->n && p->s[p->at] >= '0' && p->s[p->at] <= '9' && p->at - from < 15; p->at++)
        *out = *out * 10 + (p->s[p->at] - '0');
    return p->at > from;
}

static int eat(lede__qparser *p, const char *what)
{
    size_t n = strlen(what);

    if (p->n - p->at < n || memcmp(p->s + p->at, what, n) != 0)
        return 0;
    p->at += n;
    return 1;
}

/* 300, 300.., ..500, 300..500, >300, <=500 */
static int number_range(lede__qparser *p, int64_t *lo, int64_t *hi)
{
    *lo = 0;
    *hi = -1;
    if (eat(p, ">="))
        return number(p, lo);
    if (eat(p, "<="))
        return number(p, hi);
    if (eat(p, ">"))
        return number(p, lo) && ++*lo;
    if (eat(p, "<"))
        return number(p, hi) && (*hi ? --*hi >= 0 : (*lo = 1, *hi = 0, 1));
    if (eat(p, ".."))
        return number(p, hi);
    if (!number(p, lo))
        return 0;
    if (!eat(p, "..")) {
        *hi = *lo;
        return 1;
    }
    if (lede__q_stops(p, p->at))
        return 1;
    return number(p, hi);
}

static lede__qnode *count_value(lede__qparser *p, size_t at)
{
    size_t from = p->at;
    int64_t lo, hi;
    lede__qnode *node;

    if (!number_range(p, &lo, &hi) || !lede__q_stops(p, p->at))
        return lede__q_wrong(p, from, "'words:' needs a number or a range, as in words:300..500");
    if (hi >= 0 && lo > hi && hi != 0)
        return lede__q_wrong(p, from, "this range ends before it starts");
    node = lede__q_leaf(p, LEDE__Q_WORD_COUNT, at);
    if (node) {
        node->number.lo = lo;
        node->number.hi = hi;
    }
    return node;
}

static lede__qnode *run_value(lede__qparser *p, size_t at)
{
    size_t from = p->at;
    int64_t lo;
    lede__qnode *node;

    if (!number(p, &lo) || !lede__q_stops(p, p->at))
        return lede__q_wrong(p, from, "'run:' needs the number of a run");
    node = lede__q_leaf(p, LEDE__Q_RUN, at);
    if (node)
        node->number.lo = lo;
    return node;
}

/* --- dates -------------------------------------------------------------------------------- */

/* One end of a range, in marks or bare up to ".." */
static int date_side(lede__qparser *p, lede__qtime *first, lede__qtime *last)
{
    size_t from = p->at, to;

    if (lede__q_quote(p, p->at)) {
        if (!lede__q_quoted(p, &from, &to))
            return 0;
    } else {
        while (!lede__q_stops(p, p->at) && !(p->s[p->at] == '.' && p->at + 1 < p->n && p->s[p->at + 1] == '.'))
            p->at++;
        to = p->at;
    }
    if (lede__q_period(p->s + from, to - from, &p->now, first, last))
        return 1;
    lede__q_wrong(p, from, "'%.*s' is no date: write it as 2022, 2022-03, 2022-03-21, today, \"last week\", \"3 days ago\"",
                  (int)(to - from < 40 ? to - from : 40), p->s + from);
    return 0;
}

/* A day before or after, at its last or first second. */
static void just_outside(lede__qtime *t, int by)
{
    t->second += by;
    if (t->second < 0) {
        t->day--;
        t->second = 86399;
    } else if (t->second > 86399) {
        t->day++;
        t->second = 0;
    }
}

typedef struct date_range {
    lede__qtime lo, hi;
    int has_lo, has_hi;
} date_range;

/* 0 with a failure noted. */
static int date_range_of(lede__qparser *p, date_range *r)
{
    lede__qtime first, last;
    int after, strict;

    memset(r, 0, sizeof *r);
    if (p->at < p->n && (p->s[p->at] == '<' || p->s[p->at] == '>')) {
        after = p->s[p->at++] == '>';
        strict = !eat(p, "=");
        if (!date_side(p, &first, &last))
            return 0;
        r->has_lo = after;
        r->has_hi = !after;
        r->lo = strict ? last : first;
        r->hi = strict ? first : last;
        if (strict) {
            just_outside(&r->lo, 1);
            just_outside(&r->hi, -1);
        }
        return 1;
    }
    if (!eat(p, "..")) {
        if (!date_side(p, &r->lo, &r->hi))
            return 0;
        r->has_lo = r->has_hi = 1;
        if (!eat(p, ".."))
            return 1;
        r->has_hi = 0;
        if (lede__q_stops(p, p->at) && !lede__q_quote(p, p->at))
            return 1;
    }
    r->has_hi = 1;
    return date_side(p, &first, &r->hi);
}

static const char *time_copy(lede__qparser *p, const lede__qtime *t)
{
    char text[32];

    lede__q_time_text(t, text);
    return lede__arena_copy(&p->q->arena, text, strlen(text));
}

static lede__qnode *date_value(lede__qparser *p, const lede__qscope *scope, size_t at)
{
    size_t from = p->at;
    date_range r;
    lede__qnode *node;

    if (p->s[p->at] == '*' && lede__q_stops(p, p->at + 1)) {
        p->at++;
        return lede__q_present(p, scope, at);
    }
    if (!date_range_of(p, &r))
        return NULL;
    if (!lede__q_stops(p, p->at) || lede__q_quote(p, p->at))
        return lede__q_wrong(p, p->at, "a date range has two ends, as in 2022-03-01..2022-03-21");
    if (r.has_lo && r.has_hi && (r.lo.day > r.hi.day || (r.lo.day == r.hi.day && r.lo.second > r.hi.second)))
        return lede__q_wrong(p, from, "this range ends before it starts");
    node = lede__q_leaf(p, LEDE__Q_DATE, at);
    if (!node)
        return NULL;
    node->field = scope->field;
    node->date.lo = r.has_lo ? time_copy(p, &r.lo) : NULL;
    node->date.hi = r.has_hi ? time_copy(p, &r.hi) : NULL;
    if ((r.has_lo && !node->date.lo) || (r.has_hi && !node->date.hi))
        return lede__q_nomem(p);
    return node;
}

/* --- saved queries ---------------------------------------------------------------------- */

static int being_read(const lede__qparser *p, const char *name)
{
    for (; p; p = p->outer)
        if (p->saved && strcmp(p->saved, name) == 0)
            return 1;
    return 0;
}

/* Parse the text of the saved query in place of its name. */
static lede__qnode *saved_text(lede__qparser *p, size_t at, const char *name, const lede_buf *text)
{
    lede__qparser inner = *p;
    lede__qnode *node;
    size_t n = 0;

    inner.s = lede__arena_copy(&p->q->arena, text->n ? text->s : "", text->n);
    if (!inner.s)
        return lede__q_nomem(p);
    inner.n = text->n;
    inner.at = 0;
    inner.depth = p->depth + 1;
    inner.saved_at = lede__q_place(p, at);
    inner.saved = name;
    inner.outer = p;
    while (n < inner.n && lede__q_space(&inner, n))
        n += lede__q_space(&inner, n);
    node = n == inner.n ? lede__q_leaf(&inner, LEDE__Q_ALL, 0) : lede__q_parse_text(&inner);
    p->status = inner.status;
    return node;
}

static lede__qnode *saved_value(lede__qparser *p, size_t at, size_t from, size_t to)
{
    const char *name = lede__arena_copy(&p->q->arena, p->s + from, to - from);
    lede__qnode *node;
    lede_error why;
    lede_buf text;
    lede_status st;

    if (!name)
        return lede__q_nomem(p);
    if (!p->options->store)
        return lede__q_wrong(p, at, "a saved query needs a store to look in");
    if (being_read(p, name))
        return lede__q_wrong(p, from, "the saved query '%.100s' names itself", name);
    if (p->depth >= LEDE__Q_DEPTH)
        return lede__q_wrong(p, from, "saved queries name each other more than %d deep", LEDE__Q_DEPTH);
    lede_buf_init(&text);
    st = lede_store_saved(p->options->store, name, &text, &why);
    if (st == LEDE_NOTFOUND)
        node = lede__q_wrong(p, from, "there is no saved query '%.100s'", name);
    else if (st == LEDE_NOMEM || text.failed)
        node = lede__q_nomem(p);
    else if (st != LEDE_OK)
        node = lede__q_wrong(p, from, "the saved query '%.100s' cannot be read: %.200s", name, why.message);
    else
        node = saved_text(p, at, name, &text);
    lede_buf_release(&text);
    return node;
}

/* --- by style ----------------------------------------------------------------------------- */

/* What is not the whole value may stand anywhere in it. */
static lede__qnode *like_pattern(lede__qparser *p, lede__qnode *node, int whole)
{
    lede_buf pattern;

    if (!node || whole)
        return node;
    lede_buf_init(&pattern);
    lede_buf_addc(&pattern, '*');
    lede_buf_add(&pattern, node->text, node->n);
    lede_buf_addc(&pattern, '*');
    node = pattern.failed ? lede__q_nomem(p) : lede__q_set_text(p, node, pattern.s, pattern.n);
    lede_buf_release(&pattern);
    return node;
}

static lede__qnode *like_value(lede__qparser *p, const lede__qscope *scope, size_t at)
{
    size_t from, to;
    int whole = eat(p, "=");

    if (!raw(p, &from, &to))
        return NULL;
    if (to == from)
        return lede__q_wrong(p, at, "'%s:' needs a value", scope->name);
    if (to == from + 1 && p->s[from] == '*')
        return lede__q_present(p, scope, at);
    return like_pattern(p, raw_node(p, LEDE__Q_LIKE, scope, at, from, to, 1), whole);
}

lede__qnode *lede__q_value(lede__qparser *p, const lede__qscope *scope, size_t at)
{
    size_t from, to;

    if (scope->style == LEDE__V_DATE)
        return date_value(p, scope, at);
    if (scope->style == LEDE__V_COUNT)
        return count_value(p, at);
    if (scope->style == LEDE__V_RUN)
        return run_value(p, at);
    if (scope->style == LEDE__V_LIKE)
        return like_value(p, scope, at);
    if (!raw(p, &from, &to))
        return NULL;
    if (to == from)
        return lede__q_wrong(p, from, "'%s:' needs a value", scope->name);
    switch (scope->style) {
    case LEDE__V_TAG: return tag_value(p, scope, at, from, to);
    case LEDE__V_SITE: return site_value(p, scope, at, from, to);
    case LEDE__V_IS: return is_value(p, scope, at, from, to);
    case LEDE__V_SAVED: return saved_value(p, at, from, to);
    case LEDE__V_ID: return raw_node(p, LEDE__Q_ID, scope, at, from, to, 1);
    case LEDE__V_DATE_FROM: return raw_node(p, LEDE__Q_DATE_FROM, scope, at, from, to, 1);
    default: break;
    }
    if (to == from + 1 && p->s[from] == '*')
        return lede__q_present(p, scope, at);
    return raw_node(p, LEDE__Q_LANGUAGE, scope, at, from, to, 1);
}
