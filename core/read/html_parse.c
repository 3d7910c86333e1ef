/* HTML's tags into a tree: tokens as the standard has them, a stack of open elements, implied ends. */
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/error.h"
#include "read/html_tree.h"

typedef struct parser {
    const char *s;
    size_t n, at;
    lede__html_page *page;
    lede__html *stack[LEDE__HTML_DEPTH + 1];
    int top;                   /* index of the innermost open element */
    size_t over;               /* open tags past the depth limit */
    unsigned open[LEDE__TAGS]; /* how many of each are on the stack */
    int no_comment_end;        /* "-->" was looked for and is nowhere */
    unsigned char no_end[LEDE__TAGS];
    int failed;
} parser;

/* --- the tree --------------------------------------------------------------------- */

static lede__html *add_node(parser *p, lede__tag tag)
{
    lede__html *parent = p->stack[p->top], *node = lede__arena_alloc(&p->page->arena, sizeof *node);

    if (!node) {
        p->failed = 1;
        return NULL;
    }
    memset(node, 0, sizeof *node);
    node->tag = (uint8_t)tag;
    node->parent = parent;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    p->page->nodes++;
    return node;
}

static void pop_to(parser *p, int index)
{
    while (p->top >= index && p->top > 0)
        p->open[p->stack[p->top--]->tag]--;
}

static void push(parser *p, lede__html *node)
{
    if (p->top >= LEDE__HTML_DEPTH) {
        p->over++;
        return;
    }
    p->stack[++p->top] = node;
    p->open[node->tag]++;
}

/* Close the nearest open element of the tag, unless a scope (or `wall`) stands between. */
static void close_in_scope(parser *p, lede__tag tag, lede__tag wall, lede__tag wall2)
{
    int i;

    if (!p->open[tag])
        return;
    for (i = p->top; i > 0; i--) {
        lede__tag open = (lede__tag)p->stack[i]->tag;

        if (open == tag) {
            pop_to(p, i);
            return;
        }
        if (open == wall || open == wall2 || (lede__tag_flags(open) & LEDE__TAG_SCOPE))
            return;
    }
}

static void close_row_parts(parser *p, lede__tag tag)
{
    int i;

    for (i = p->top; i > 0 && p->stack[i]->tag != LEDE__TAG_TABLE; i--) {
        lede__tag open = (lede__tag)p->stack[i]->tag;
        int cell = open == LEDE__TAG_TD || open == LEDE__TAG_TH;
        int group = open == LEDE__TAG_TBODY || open == LEDE__TAG_THEAD || open == LEDE__TAG_TFOOT;

        if (cell || (tag != LEDE__TAG_TD && tag != LEDE__TAG_TH && open == LEDE__TAG_TR) ||
            (tag != LEDE__TAG_TD && tag != LEDE__TAG_TH && tag != LEDE__TAG_TR && group)) {
            pop_to(p, i);
            i = p->top + 1;
        }
    }
}

/* The ends that a start tag implies (HTML 13.2.6.4.7, the parts that matter for text). */
static void imply_ends(parser *p, lede__tag tag)
{
    lede__tag h;

    if (lede__tag_flags(tag) & LEDE__TAG_BLOCK)
        close_in_scope(p, LEDE__TAG_P, LEDE__TAG_TEXT, LEDE__TAG_TEXT);
    if (tag >= LEDE__TAG_H1 && tag <= LEDE__TAG_H6)
        for (h = LEDE__TAG_H1; h <= LEDE__TAG_H6; h++)
            if (p->stack[p->top]->tag == h)
                pop_to(p, p->top);
    switch (tag) {
    case LEDE__TAG_LI: close_in_scope(p, LEDE__TAG_LI, LEDE__TAG_UL, LEDE__TAG_OL); break;
    case LEDE__TAG_DT:
    case LEDE__TAG_DD:
        close_in_scope(p, LEDE__TAG_DT, LEDE__TAG_DL, LEDE__TAG_DL);
        close_in_scope(p, LEDE__TAG_DD, LEDE__TAG_DL, LEDE__TAG_DL);
        break;
    case LEDE__TAG_OPTION: close_in_scope(p, LEDE__TAG_OPTION, LEDE__TAG_SELECT, LEDE__TAG_SELECT); break;
    case LEDE__TAG_TD:
    case LEDE__TAG_TH:
    case LEDE__TAG_TR:
    case LEDE__TAG_TBODY:
    case LEDE__TAG_THEAD:
    case LEDE__TAG_TFOOT:
        if (p->open[LEDE__TAG_TABLE])
            close_row_parts(p, tag);
        break;
    case LEDE__TAG_A:
        if (p->stack[p->top]->tag == LEDE__TAG_A)
            pop_to(p, p->top);
        break;
    default: break;
    }
}

static void end_tag(parser *p, lede__tag tag)
{
    int i, formatting = (lede__tag_flags(tag) & LEDE__TAG_FORMAT) != 0 && tag != LEDE__TAG_A;

    if (p->over && tag != LEDE__TAG_HTML && tag != LEDE__TAG_BODY) {
        p->over--;
        return;
    }
    if (!p->open[tag])
        return;
    for (i = p->top; i > 0; i--) {
        unsigned flags = lede__tag_flags((lede__tag)p->stack[i]->tag);

        if (p->stack[i]->tag == tag) {
            pop_to(p, i);
            return;
        }
        if (formatting && (flags & LEDE__TAG_BLOCK))
            return;
        if ((flags & LEDE__TAG_SCOPE) && tag != LEDE__TAG_TABLE && tag != LEDE__TAG_TR && tag != LEDE__TAG_TBODY &&
            tag != LEDE__TAG_DIV && tag != LEDE__TAG_ARTICLE && tag != LEDE__TAG_SECTION)
            return;
        if (tag != LEDE__TAG_TABLE && p->stack[i]->tag == LEDE__TAG_TABLE)
            return;
    }
}

static void text(parser *p, size_t start, size_t end)
{
    lede__html *node;
    size_t i = start;

    while (i < end && (unsigned char)p->s[i] <= ' ')
        i++;
    if (i == end && p->stack[p->top]->last && p->stack[p->top]->last->tag == LEDE__TAG_TEXT)
        return;
    if (start >= end || !(node = add_node(p, LEDE__TAG_TEXT)))
        return;
    if (i == end) {
        node->s = " ";
        node->n = 1;
        return;
    }
    node->s = lede__html_decode(&p->page->arena, p->s + start, end - start, 0, &node->n);
    p->failed |= !node->s;
}

/* --- tokens -------------------------------------------------------------------------- */

static int is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static int is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void keep_attr(parser *p, lede__html_attr **list, size_t name, size_t name_end, size_t value, size_t value_end)
{
    int which = lede__attr_of(p->s + name, name_end - name);
    lede__html_attr *a;

    if (which < 0)
        return;
    for (a = *list; a; a = a->next)
        if ((int)a->name == which)
            return;
    a = lede__arena_alloc(&p->page->arena, sizeof *a);
    if (!a) {
        p->failed = 1;
        return;
    }
    a->name = (lede__attr)which;
    a->next = *list;
    a->s = lede__html_decode(&p->page->arena, p->s + value, value_end - value, 1, &a->n);
    p->failed |= !a->s;
    *list = a;
}

/* The end of the attribute value at `at`; *from is where it begins. */
static size_t attr_value(const parser *p, size_t at, size_t *from, size_t *next)
{
    const char *end;
    char c = at < p->n ? p->s[at] : '>';

    *from = at;
    if (c == '"' || c == '\'') {
        *from = at + 1;
        end = memchr(p->s + at + 1, c, p->n - at - 1);
        *next = end ? (size_t)(end - p->s) + 1 : p->n;
        return end ? (size_t)(end - p->s) : p->n;
    }
    while (at < p->n && !is_space(p->s[at]) && p->s[at] != '>')
        at++;
    *next = at;
    return at;
}

/* The attributes from `at` to the tag's end; returns what follows '>'. */
static size_t attributes(parser *p, size_t at, lede__html_attr **list)
{
    while (at < p->n && p->s[at] != '>') {
        size_t name = at, name_end, value, value_end;

        if (is_space(p->s[at]) || p->s[at] == '/') {
            at++;
            continue;
        }
        for (at++; at < p->n && !is_space(p->s[at]) && p->s[at] != '=' && p->s[at] != '>' && p->s[at] != '/';)
            at++;
        name_end = at;
        while (at < p->n && is_space(p->s[at]))
            at++;
        value = value_end = name_end;
        if (at < p->n && p->s[at] == '=') {
            for (at++; at < p->n && is_space(p->s[at]);)
                at++;
            value_end = attr_value(p, at, &value, &at);
        }
        keep_attr(p, list, name, name_end, value, value_end);
    }
    return at < p->n ? at + 1 : p->n;
}

/* Where the end tag of a raw element begins, n where there is none. */
static size_t raw_end(const parser *p, size_t at, const char *name, size_t name_n)
{
    const char *lt;

    for (; at < p->n && (lt = memchr(p->s + at, '<', p->n - at)) != NULL; at++) {
        at = (size_t)(lt - p->s);
        if (p->n - at > name_n + 2 && p->s[at + 1] == '/' && strncasecmp(p->s + at + 2, name, name_n) == 0)
            return at;
    }
    return p->n;
}

/* The content of a raw element: text to its end tag. Where that is missing only scripts take all the rest. */
static void raw(parser *p, lede__tag tag, const char *name, size_t name_n)
{
    size_t end, i;
    lede__html *node;

    if (p->no_end[tag])
        return;
    end = raw_end(p, p->at, name, name_n);
    if (end == p->n && tag != LEDE__TAG_SCRIPT && tag != LEDE__TAG_STYLE) {
        p->no_end[tag] = 1;
        return;
    }
    if (end > p->at && (node = add_node(p, LEDE__TAG_TEXT)) != NULL) {
        node->s = p->s + p->at;
        node->n = end - p->at;
        if (tag == LEDE__TAG_TITLE || tag == LEDE__TAG_TEXTAREA)
            node->s = lede__html_decode(&p->page->arena, node->s, node->n, 0, &node->n);
        p->failed |= !node->s;
    }
    for (i = end; i < p->n && p->s[i] != '>';)
        i++;
    p->at = i < p->n ? i + 1 : p->n;
    end_tag(p, tag);
}

static void start_tag(parser *p)
{
    size_t name = p->at + 1, end = name;
    lede__html_attr *attrs = NULL, *a;
    lede__html *node;
    lede__tag tag;

    while (end < p->n && !is_space(p->s[end]) && p->s[end] != '>' && p->s[end] != '/')
        end++;
    tag = lede__tag_of(p->s + name, end - name);
    p->at = attributes(p, end, &attrs);
    if (tag == LEDE__TAG_HTML || tag == LEDE__TAG_BODY || tag == LEDE__TAG_HEAD) {
        for (a = attrs; a && !p->page->lang; a = a->next)
            if (a->name == LEDE__ATTR_LANG && a->n && tag != LEDE__TAG_HEAD)
                p->page->lang = lede__arena_copy(&p->page->arena, a->s, a->n);
        return;
    }
    imply_ends(p, tag);
    node = add_node(p, tag);
    if (!node)
        return;
    node->attrs = attrs;
    node->s = p->s + name;
    node->n = end - name;
    if (lede__tag_flags(tag) & LEDE__TAG_VOID)
        return;
    if (tag == LEDE__TAG_OTHER && p->at >= 2 && p->s[p->at - 2] == '/')
        return;
    push(p, node);
    if (lede__tag_flags(tag) & LEDE__TAG_RAW)
        raw(p, tag, p->s + name, end - name);
}

static void skip_comment(parser *p)
{
    const char *end = p->no_comment_end ? NULL : memmem(p->s + p->at + 2, p->n - p->at - 2, "-->", 3);

    if (end) {
        p->at = (size_t)(end - p->s) + 3;
        return;
    }
    p->no_comment_end = 1;
    end = memchr(p->s + p->at, '>', p->n - p->at);
    p->at = end ? (size_t)(end - p->s) + 1 : p->n;
}

/* The markup at p->at ('<'); 0 where the sign is text. */
static int markup(parser *p)
{
    char c = p->at + 1 < p->n ? p->s[p->at + 1] : '\0';
    const char *end;

    if (is_letter(c)) {
        start_tag(p);
        return 1;
    }
    if (c == '/' && p->at + 2 < p->n && is_letter(p->s[p->at + 2])) {
        size_t name = p->at + 2, stop = name;

        while (stop < p->n && !is_space(p->s[stop]) && p->s[stop] != '>' && p->s[stop] != '/')
            stop++;
        end_tag(p, lede__tag_of(p->s + name, stop - name));
        end = memchr(p->s + stop, '>', p->n - stop);
        p->at = end ? (size_t)(end - p->s) + 1 : p->n;
        return 1;
    }
    if (c == '!' && p->n - p->at >= 4 && p->s[p->at + 2] == '-' && p->s[p->at + 3] == '-') {
        skip_comment(p);
        return 1;
    }
    if (c != '!' && c != '?' && c != '/')
        return 0;
    end = memchr(p->s + p->at, '>', p->n - p->at);
    p->at = end ? (size_t)(end - p->s) + 1 : p->n;
    return 1;
}

lede_status lede__html_parse(const char *s, size_t n, lede__html_page *page, lede_error *err)
{
    parser p;
    lede__html *root;

    memset(page, 0, sizeof *page);
    lede__arena_init(&page->arena);
    root = lede__arena_alloc(&page->arena, sizeof *root);
    if (!root)
        return lede__nomem(err);
    memset(root, 0, sizeof *root);
    root->tag = LEDE__TAG_BODY;
    page->root = root;
    memset(&p, 0, sizeof p);
    p.s = s;
    p.n = n;
    p.page = page;
    p.stack[0] = root;
    while (p.at < n && !p.failed && page->nodes < LEDE__HTML_NODES) {
        const char *lt = memchr(s + p.at, '<', n - p.at);
        size_t start = p.at;

        p.at = lt ? (size_t)(lt - s) : n;
        while (p.at + 1 < n && s[p.at] == '<' && !is_letter(s[p.at + 1]) && !strchr("!?/", s[p.at + 1])) {
            lt = memchr(s + p.at + 1, '<', n - p.at - 1);
            p.at = lt ? (size_t)(lt - s) : n;
        }
        text(&p, start, p.at);
        if (p.at < n && !markup(&p))
            text(&p, p.at, p.at + 1), p.at++;
    }
    return p.failed ? lede__nomem(err) : LEDE_OK;
}

void lede__html_release(lede__html_page *page)
{
    lede__arena_release(&page->arena);
    page->root = NULL;
}

/* --- walking -------------------------------------------------------------------------- */

lede__html *lede__html_next(const lede__html *node, const lede__html *top, int over)
{
    if (!over && node->first)
        return node->first;
    while (node != top && !node->next)
        node = node->parent;
    return node == top ? NULL : node->next;
}

const char *lede__html_attr_get(const lede__html *node, lede__attr name, size_t *n)
{
    const lede__html_attr *a;

    for (a = node->attrs; a; a = a->next)
        if (a->name == name) {
            if (n)
                *n = a->n;
            return a->s;
        }
    if (n)
        *n = 0;
    return NULL;
}

int lede__html_attr_is(const lede__html *node, lede__attr name, const char *word)
{
    size_t n;
    const char *s = lede__html_attr_get(node, name, &n);

    return s && n == strlen(word) && strncasecmp(s, word, n) == 0;
}

int lede__html_attr_has(const lede__html *node, lede__attr name, const char *word)
{
    size_t n, i = 0, start, len = strlen(word);
    const char *s = lede__html_attr_get(node, name, &n);

    while (s && i < n) {
        while (i < n && is_space(s[i]))
            i++;
        for (start = i; i < n && !is_space(s[i]);)
            i++;
        if (i - start == len && strncasecmp(s + start, word, len) == 0)
            return 1;
    }
    return 0;
}

void lede__html_text(const lede__html *node, lede_buf *out)
{
    const lede__html *t;
    size_t i, start = out->n;

    for (t = node; t; t = lede__html_next(
                          t, node, t != node && ((lede__tag_flags((lede__tag)t->tag) & LEDE__TAG_SKIP) || t->hidden))) {
        if (t != node && t->hidden)
            continue;
        if (t->tag != LEDE__TAG_TEXT) {
            if (((lede__tag_flags((lede__tag)t->tag) & LEDE__TAG_BLOCK) || t->tag == LEDE__TAG_BR) && out->n > start &&
                out->s[out->n - 1] != ' ')
                lede_buf_addc(out, ' ');
            continue;
        }
        if (t != node && (lede__tag_flags((lede__tag)t->parent->tag) & LEDE__TAG_SKIP) && t->parent != node)
            continue;
        for (i = 0; i < t->n; i++) {
            if (t->s[i] == '\xC2' && i + 1 < t->n && t->s[i + 1] == '\xAD')
                i++; /* a soft hyphen */
            else if (!is_space(t->s[i]) && !(t->s[i] == '\xC2' && i + 1 < t->n && t->s[i + 1] == '\xA0'))
                lede_buf_addc(out, t->s[i]);
            else if (out->n > start && out->s[out->n - 1] != ' ')
                lede_buf_addc(out, ' ');
            i += t->s[i] == '\xC2' && i + 1 < t->n && t->s[i + 1] == '\xA0';
        }
    }
    while (out->n > start && out->s && out->s[out->n - 1] == ' ')
        out->s[--out->n] = '\0';
}
