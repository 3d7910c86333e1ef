/* Cut a page into blocks of text, measure them, hand them the hints of the elements around. */
#include "read/html_block.h"

#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"

/* What is open around the text while the tree is walked. */
typedef struct maker {
    lede__html_blocks *b;
    lede__html *node; /* innermost block element */
    int link, heading, item, quote, cell, paragraph, pre, bold;
    int breaks;   /* <br> since the last text */
    size_t start; /* where the open block begins */
    size_t link_start;
    uint32_t link_chars;
    unsigned links, bold_chars;
    int failed;
} maker;

/* --- measuring ------------------------------------------------------------------------ */

static int is_wide(const unsigned char *s)
{
    return (s[0] >= 0xE3 && s[0] <= 0xED && !(s[0] == 0xE3 && s[1] < 0x81)) || s[0] == 0xF0;
}

/* Characters of a text, wide ones thrice: a Han character says as much as a short word. */
static uint32_t weigh(const char *s, size_t n)
{
    size_t i;
    uint32_t chars = 0;

    for (i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];

        if ((c & 0xC0) != 0x80)
            chars += c >= 0xE3 && n - i > 2 && is_wide((const unsigned char *)s + i) ? 3 : 1;
    }
    return chars;
}

static int ends_sentence(const char *s, size_t n, size_t i)
{
    unsigned char c = (unsigned char)s[i];

    if (c == '.' || c == '!' || c == '?')
        return i + 1 == n || s[i + 1] == ' ' || s[i + 1] == '\n' || s[i + 1] == '"' || s[i + 1] == ')' ||
               (unsigned char)s[i + 1] >= 0x80;
    if (n - i < 3)
        return 0;
    return memcmp(s + i, "\xE3\x80\x82", 3) == 0 || memcmp(s + i, "\xE0\xA5\xA4", 3) == 0 ||
           memcmp(s + i, "\xEF\xBC\x9F", 3) == 0 || memcmp(s + i, "\xEF\xBC\x81", 3) == 0 ||
           memcmp(s + i, "\xE2\x80\xA6", 3) == 0;
}

static void count_marks(const char *s, size_t n, lede__html_block *k)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (ends_sentence(s, n, i) && k->sentences < 255)
            k->sentences++;
        if ((s[i] == ',' ||
             (n - i > 2 && (memcmp(s + i, "\xE3\x80\x81", 3) == 0 || memcmp(s + i, "\xEF\xBC\x8C", 3) == 0)) ||
             (n - i > 1 && memcmp(s + i, "\xD8\x8C", 2) == 0)) &&
            k->commas < 255)
            k->commas++;
    }
}

/* How much a block looks like running text: its length, less links, more if it has sentences. */
static float mass_of(const lede__html_block *k)
{
    float density = k->chars ? (float)k->link_chars / (float)k->chars : 1.0f, mass = (float)k->chars * (1.0f - density);

    if (k->heading || k->chars < 20)
        return 0.0f;
    if (density > 0.6f && k->paragraph && !k->item && k->links == 1 && k->chars >= 60 && k->sentences)
        return (float)k->chars * 0.5f; /* a sentence that is one link is still a sentence */
    if (density > 0.6f && k->chars < 120)
        return 0.0f;
    if (!k->sentences && !k->commas)
        mass *= k->chars > 100 ? 0.5f : 0.15f;
    if (k->chars < 60)
        mass *= 0.6f;
    if (k->item || k->cell)
        mass *= 0.6f;
    return mass > 1500.0f ? 1500.0f : mass;
}

/* --- the walk --------------------------------------------------------------------------- */

static int is_heading(const lede__html *node)
{
    return node->tag >= LEDE__TAG_H1 && node->tag <= LEDE__TAG_H6;
}

static void flush(maker *m)
{
    lede_buf *text = &m->b->text;
    lede__html_block *k;
    size_t start = m->start;

    while (start < text->n && (text->s[start] == ' ' || text->s[start] == '\n' || text->s[start] == '\t'))
        start++;
    while (text->n > start &&
           (text->s[text->n - 1] == ' ' || text->s[text->n - 1] == '\n' || text->s[text->n - 1] == '\t'))
        text->n--;
    if (text->n > start) {
        if (!lede__grow(&m->b->items, &m->b->cap, m->b->count + 1, sizeof *k)) {
            m->failed = 1;
            return;
        }
        k = &m->b->items[m->b->count++];
        memset(k, 0, sizeof *k);
        k->node = m->node;
        k->start = start;
        k->end = text->n;
        k->chars = weigh(text->s + start, text->n - start);
        if (m->link && m->link_start < text->n)
            m->link_chars += weigh(text->s + m->link_start, text->n - m->link_start);
        k->link_chars = m->link_chars > k->chars ? k->chars : m->link_chars;
        k->links = (uint16_t)(m->links > 65535 ? 65535 : m->links);
        k->heading = (uint8_t)m->heading;
        k->item = m->item > 0;
        k->quote = m->quote > 0;
        k->cell = m->cell > 0;
        k->paragraph = m->paragraph > 0;
        k->pre = m->pre > 0;
        k->bold = m->bold_chars * 10 >= (text->n - start) * 9;
        count_marks(text->s + start, text->n - start, k);
        if (k->chars > 250 || (k->sentences && k->chars > 60 && !is_heading(m->node)))
            k->heading = 0; /* text inside a heading's element that is none */
        k->mass = mass_of(k);
        lede_buf_addc(text, '\0');
    }
    m->start = m->link_start = text->n;
    m->link_chars = 0;
    m->links = m->link > 0;
    m->bold_chars = 0;
    m->breaks = 0;
}

/* Bytes of white space at i; negative for what has no width (soft hyphens, zero-width spaces). */
static int space_at(const char *s, size_t n, size_t i)
{
    unsigned char c = (unsigned char)s[i];

    if (c <= ' ')
        return 1;
    if (c == 0xC2 && i + 1 < n && (unsigned char)s[i + 1] == 0xA0)
        return 2;
    if (c == 0xC2 && i + 1 < n && (unsigned char)s[i + 1] == 0xAD)
        return -2;
    if (c == 0xE2 && i + 2 < n && (unsigned char)s[i + 1] == 0x80 && (unsigned char)s[i + 2] == 0x8B)
        return -3;
    return 0;
}

static void add_text(maker *m, const lede__html *node)
{
    lede_buf *out = &m->b->text;
    size_t i = 0, from, before = out->n;

    while (i < node->n) {
        int space = space_at(node->s, node->n, i);

        if (space) {
            if (m->pre && node->s[i] == '\n')
                lede_buf_addc(out, '\n');
            else if (space > 0 && out->n > m->start && out->s[out->n - 1] != ' ' && out->s[out->n - 1] != '\n')
                lede_buf_addc(out, ' ');
            i += (size_t)(space < 0 ? -space : space);
            continue;
        }
        if (m->breaks > 1)
            flush(m);
        m->breaks = 0;
        for (from = i; i < node->n && !space_at(node->s, node->n, i);)
            i++;
        lede_buf_add(out, node->s + from, i - from);
    }
    if (m->bold && out->n > before)
        m->bold_chars += (unsigned)(out->n - before);
}

/* A row whose cells hold no blocks becomes one line. */
static int is_plain_row(const lede__html *row)
{
    const lede__html *t;

    if (row->tag != LEDE__TAG_TR)
        return 0;
    for (t = lede__html_next(row, row, 0); t; t = lede__html_next(t, row, 0))
        if (t->tag != LEDE__TAG_TD && t->tag != LEDE__TAG_TH &&
            ((lede__tag_flags((lede__tag)t->tag) & LEDE__TAG_BLOCK) || t->tag == LEDE__TAG_BR))
            return 0;
    return 1;
}

static void walk(maker *m, lede__html *node);

static void walk_children(maker *m, lede__html *node)
{
    lede__html *child;

    for (child = node->first; child && !m->failed; child = child->next)
        walk(m, child);
}

static void walk_row(maker *m, lede__html *row)
{
    lede__html *cell;

    for (cell = row->first; cell && !m->failed; cell = cell->next) {
        if (m->b->text.n > m->start && (cell->tag == LEDE__TAG_TD || cell->tag == LEDE__TAG_TH))
            lede_buf_addc(&m->b->text, '\t');
        if (cell->tag == LEDE__TAG_TEXT)
            walk(m, cell);
        else
            walk_children(m, cell);
    }
}

static void walk_block(maker *m, lede__html *node)
{
    maker outer = *m;
    lede__tag tag = (lede__tag)node->tag;

    flush(m);
    m->node = node;
    if (tag >= LEDE__TAG_H1 && tag <= LEDE__TAG_H6)
        m->heading = (int)tag - (int)LEDE__TAG_H1 + 1;
    m->item += tag == LEDE__TAG_LI || tag == LEDE__TAG_DT || tag == LEDE__TAG_DD;
    m->quote += tag == LEDE__TAG_BLOCKQUOTE;
    m->cell += tag == LEDE__TAG_TABLE;
    m->paragraph += tag == LEDE__TAG_P;
    m->pre += tag == LEDE__TAG_PRE;
    node->block = (uint32_t)m->b->count;
    if (is_plain_row(node))
        walk_row(m, node);
    else
        walk_children(m, node);
    flush(m);
    node->block_end = (uint32_t)m->b->count;
    m->node = outer.node;
    m->heading = outer.heading;
    m->item = outer.item;
    m->quote = outer.quote;
    m->cell = outer.cell;
    m->paragraph = outer.paragraph;
    m->pre = outer.pre;
}

static void walk_link(maker *m, lede__html *node)
{
    m->link++;
    m->links++;
    if (m->link == 1)
        m->link_start = m->b->text.n;
    walk_children(m, node);
    if (m->link-- == 1 && m->b->text.n > m->link_start)
        m->link_chars += weigh(m->b->text.s + m->link_start, m->b->text.n - m->link_start);
}

static void walk(maker *m, lede__html *node)
{
    lede__tag tag = (lede__tag)node->tag;
    unsigned flags = lede__tag_flags(tag);

    node->block = (uint32_t)m->b->count;
    node->block_end = node->block;
    if (tag == LEDE__TAG_TEXT) {
        add_text(m, node);
        return;
    }
    if (tag == LEDE__TAG_BR) {
        m->breaks++;
        if (m->b->text.n > m->start)
            lede_buf_addc(&m->b->text, '\n');
        return;
    }
    if ((flags & LEDE__TAG_SKIP) || (!(flags & LEDE__TAG_BLOCK) && node->attrs && lede__html_is_hidden(node)))
        return;
    if (flags & LEDE__TAG_BLOCK) {
        walk_block(m, node);
        return;
    }
    m->bold += tag == LEDE__TAG_B || tag == LEDE__TAG_STRONG;
    if (tag == LEDE__TAG_A)
        walk_link(m, node);
    else
        walk_children(m, node);
    m->bold -= tag == LEDE__TAG_B || tag == LEDE__TAG_STRONG;
    node->block_end = (uint32_t)m->b->count + (m->b->text.n > m->start);
}

/* --- hints -------------------------------------------------------------------------------- */

double lede__html_mass(const lede__html_blocks *b, const lede__html *node)
{
    size_t end = node->block_end < b->count ? node->block_end : b->count, start = node->block < end ? node->block : end;

    return b->mass[end] - b->mass[start];
}

/* How much of the page an element may hold before its bad hints are taken for lies. */
static double most(uint32_t hints)
{
    if (hints & (LEDE__HINT_COMMENTS | LEDE__HINT_CONSENT | LEDE__HINT_HIDDEN | LEDE__HINT_FOOTER))
        return 0.75;
    return hints & (LEDE__HINT_NAV | LEDE__HINT_RELATED) ? 0.5 : 0.4;
}

/* Whether an inline element holds most of its block's text: what it says is then true of the block. */
static int is_most(const lede__html_blocks *b, const lede__html *node)
{
    const lede__html *t;
    const lede__html_block *k;
    size_t n = 0;

    if (node->block_end > node->block + 1 || node->block >= b->count)
        return 1;
    k = &b->items[node->block];
    for (t = lede__html_next(node, node, 0); t; t = lede__html_next(t, node, 0))
        n += t->tag == LEDE__TAG_TEXT ? t->n : 0;
    return n * 10 >= (k->end - k->start) * 8;
}

/* Hints that are sure enough to be believed first, before text is weighed for the others. */
#define SURE (LEDE__HINT_COMMENTS | LEDE__HINT_CONSENT | LEDE__HINT_HIDDEN | LEDE__HINT_FOOTER | LEDE__HINT_NAV)

static void hand_down(lede__html_blocks *b, lede__html *node, uint32_t which)
{
    uint32_t i, bad, hints = node->hints & which, end = node->block_end;

    if (!hints || end <= node->block)
        return;
    if (!(lede__tag_flags((lede__tag)node->tag) & LEDE__TAG_BLOCK) && !is_most(b, node))
        return;
    bad = hints & LEDE__HINTS_BAD;
    if (bad && lede__html_mass(b, node) > most(bad) * b->mass[b->count] && b->mass[b->count] > 200) {
        hints &= ~(uint32_t)LEDE__HINTS_BAD;
        node->hints = (node->hints & ~bad) | LEDE__HINT_LIES;
    }
    for (i = node->block; i < end && i < b->count; i++)
        b->items[i].hints |= hints;
}

/* Running sums of the mass that no bad hint takes away. */
static void sum_good(lede__html_blocks *b)
{
    size_t i;

    for (i = 0; i < b->count; i++)
        b->mass[i + 1] = b->mass[i] + (b->items[i].hints & LEDE__HINTS_BAD ? 0.0 : (double)b->items[i].mass);
}

/* A hint that most of the text has, from many small elements, says nothing. */
static void forget_common(lede__html_blocks *b)
{
    static const uint32_t bits[] = {LEDE__HINT_LETTER, LEDE__HINT_SHARE,   LEDE__HINT_BYLINE, LEDE__HINT_DATE,
                                    LEDE__HINT_TAGS,   LEDE__HINT_CAPTION, LEDE__HINT_BIO};
    size_t k, i;

    for (k = 0; k < sizeof bits / sizeof bits[0]; k++) {
        double with = 0, all = 0;

        for (i = 0; i < b->count; i++) {
            if (b->items[i].hints & SURE)
                continue;
            all += (double)b->items[i].mass;
            with += b->items[i].hints & bits[k] ? (double)b->items[i].mass : 0.0;
        }
        for (i = 0; i < b->count && all > 300 && with > 0.5 * all; i++)
            b->items[i].hints &= ~bits[k];
    }
}

static void hint_all(lede__html_page *page, lede__html_blocks *b, uint32_t which)
{
    lede__html *t;

    for (t = lede__html_next(page->root, page->root, 0); t;
         t = lede__html_next(t, page->root, (lede__tag_flags((lede__tag)t->tag) & LEDE__TAG_SKIP) != 0)) {
        if (t->tag == LEDE__TAG_TEXT)
            continue;
        if (which == SURE) {
            t->hints = lede__html_hints(t);
            t->hidden = (t->hints & LEDE__HINT_HIDDEN) != 0;
        }
        hand_down(b, t, which);
    }
    sum_good(b);
}

lede_status lede__html_blocks_make(lede__html_page *page, lede__html_blocks *b, lede_error *err)
{
    maker m;

    memset(b, 0, sizeof *b);
    memset(&m, 0, sizeof m);
    m.b = b;
    m.node = page->root;
    walk_block(&m, page->root);
    if (m.failed || b->text.failed)
        return lede__nomem(err);
    b->mass = lede__calloc(b->count + 1, sizeof *b->mass);
    if (!b->mass)
        return lede__nomem(err);
    sum_good(b);
    hint_all(page, b, SURE);
    hint_all(page, b, ~(uint32_t)SURE);
    forget_common(b);
    sum_good(b);
    return LEDE_OK;
}

void lede__html_blocks_release(lede__html_blocks *b)
{
    lede__free(b->items);
    lede__free(b->mass);
    lede_buf_release(&b->text);
    memset(b, 0, sizeof *b);
}
