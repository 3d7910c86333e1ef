/* Candidates: runs of capitalised words, cut at titles, peoples and known names. */
#include "news/name.h"

#include <string.h>

#include "base/alloc.h"

enum { MAX_CHAIN = 12 };

static void pieces(lede__finder *f, size_t first, size_t last);

uint32_t lede__name_lex(const lede__tokens *t, size_t i)
{
    return i < t->count ? t->items[i].lex : 0;
}

int lede__name_sign(const lede__tokens *t, size_t i, uint32_t code)
{
    return i < t->count && t->items[i].kind == LEDE__TOK_SIGN && t->items[i].code == code;
}

int lede__name_lower(const lede__tokens *t, size_t i)
{
    return i < t->count && t->items[i].kind == LEDE__TOK_WORD && t->items[i].shape == LEDE__SHAPE_LOWER;
}

/* London-based, Russian-born: no name, though one begins it. */
static int hyphen_tail(const lede__tokens *t, const lede__token *k)
{
    size_t i = k->end;

    while (i > k->start && t->s[i - 1] >= 'a' && t->s[i - 1] <= 'z')
        i--;
    return i > k->start && t->s[i - 1] == '-' && k->end - i > 2;
}

/* pro-Berlin, anti-Okoro: words of their own. */
static int hyphen_head(const lede__tokens *t, const lede__token *k)
{
    size_t i = k->start;

    while (i < k->end && t->s[i] >= 'a' && t->s[i] <= 'z')
        i++;
    return i > k->start + 1 && i < k->end && t->s[i] == '-' && !(i == k->start + 2 && (t->s[i - 1] == 'l' || t->s[i - 2] == 'e'));
}

/* A month or day that is a name's part: Theresa May, Jan Berg, the Sunday Times. */
static int named_day(const lede__tokens *t, size_t i)
{
    const lede__token *next = i + 1 < t->count ? &t->items[i + 1] : NULL;

    if (i && (t->items[i - 1].lex & LEDE__LEX_GIVEN) && !(t->items[i - 1].lex & LEDE__LEX_COMMON))
        return 1;
    return next && next->kind == LEDE__TOK_WORD && next->shape == LEDE__SHAPE_CAP && !(next->flags & LEDE__TOK_START) &&
           ((t->items[i].lex & LEDE__LEX_GIVEN) || (next->lex & LEDE__LEX_ORGEND));
}

int lede__name_like(const lede__tokens *t, size_t i)
{
    const lede__token *k;

    if (i >= t->count)
        return 0;
    k = &t->items[i];
    if (k->kind != LEDE__TOK_WORD || k->shape == LEDE__SHAPE_LOWER || k->shape == LEDE__SHAPE_UNCASED)
        return 0;
    if (k->lex & LEDE__LEX_PRONOUN)
        return 0;
    if ((k->lex & LEDE__LEX_CALENDAR) && !named_day(t, i))
        return 0;
    if ((k->shape == LEDE__SHAPE_CAP && hyphen_tail(t, k)) || (k->shape == LEDE__SHAPE_MIXED && hyphen_head(t, k)))
        return 0;
    if (k->end - k->start > 2 && t->s[k->start + 1] == '-' && strchr("RDI", t->s[k->start]) != NULL)
        return 0;   /* D-Maine */
    return k->shape != LEDE__SHAPE_INITIAL || (k->flags & LEDE__TOK_STOP) || i == 0 ||
           !(k->flags & LEDE__TOK_START);
}

static void add(lede__finder *f, size_t first, size_t last, unsigned flags)
{
    lede__mention *m;

    if (first >= last)
        return;
    if (f->count == f->cap && !lede__grow(&f->items, &f->cap, f->count + 1, sizeof *f->items)) {
        f->failed = 1;
        return;
    }
    m = &f->items[f->count];
    memset(m, 0, sizeof *m);
    m->first = first;
    m->last = last;
    m->full = f->count;
    m->flags = (uint8_t)flags;
    f->count++;
    lede__name_kind(f, m);
}

/* How many tokens the longest entry that begins at i takes, with its classes; 0 where none. */
static size_t phrase(const lede__tokens *t, size_t i, size_t limit, uint32_t *lex)
{
    size_t k;

    if (!(lede__name_lex(t, i) & LEDE__LEX_PHRASE))
        return 0;
    for (k = LEDE__LEX_WORDS + 1; k >= 2; k--) {
        if (i + k > limit)
            continue;
        *lex = lede__scan_phrase(t, i, k);
        if (*lex & ~(uint32_t)LEDE__LEX_PHRASE)
            return k;
    }
    return 0;
}

/* A word that is no name by itself at the start of a sentence or in a headline. */
static int ordinary(const lede__tokens *t, size_t i)
{
    const lede__token *k = &t->items[i];

    if (!(k->lex & LEDE__LEX_COMMON))
        return 0;
    return (k->flags & (LEDE__TOK_START | LEDE__TOK_HEADING | LEDE__TOK_TITLED)) != 0;
}

/* Securities and Exchange Commission: two ordinary words joined, then the end of an organisation. */
static int ordinary_pair(const lede__tokens *t, size_t i)
{
    static const uint32_t proper = LEDE__LEX_ORGEND | LEDE__LEX_PLACE | LEDE__LEX_GIVEN | LEDE__LEX_TITLE | LEDE__LEX_ROLE |
                                   LEDE__LEX_DEMONYM | LEDE__LEX_GROUP | LEDE__LEX_PHRASE;
    size_t k = i + 1;

    if (!i || !(t->items[i - 1].lex & LEDE__LEX_COMMON) || (t->items[i - 1].lex & proper) ||
        !(lede__name_lex(t, k) & LEDE__LEX_COMMON) || (t->items[k].lex & (LEDE__LEX_PLACE | LEDE__LEX_GIVEN | LEDE__LEX_TITLE)))
        return 0;
    while (k < i + 5 && lede__name_like(t, k) && !(t->items[k].flags & LEDE__TOK_START))
        k++;
    return k > i + 2 && (t->items[k - 1].lex & LEDE__LEX_ORGEND);
}

/* Whether `of` or `and` at i goes on inside an organisation that began at `first`. */
static int joins(const lede__tokens *t, size_t first, size_t i)
{
    size_t j, next = i + 1;
    int head = 0, of = lede__scan_is(t, i, "of") || lede__scan_is(t, i, "for");

    if (lede__name_sign(t, i, '&'))
        return lede__name_like(t, next);
    for (j = first; j < i; j++)
        head |= (t->items[j].lex & (LEDE__LEX_ORGHEAD | LEDE__LEX_TITLE)) != 0;
    head |= (t->items[i - 1].lex & LEDE__LEX_ORGEND) != 0;
    if (lede__scan_is(t, next, "the"))
        next++;
    if (!lede__name_like(t, next))
        return 0;
    if (of)
        return head;
    if (!lede__scan_is(t, i, "and"))
        return 0;
    if (ordinary_pair(t, i))
        return 1;
    if (!head)
        return 0;
    for (j = first; j < i; j++)
        if (lede__scan_is(t, j, "of") || lede__scan_is(t, j, "for"))
            return (t->items[i - 1].lex & LEDE__LEX_COMMON) && !(t->items[i - 1].lex & LEDE__LEX_PLACE) &&
                   !(t->items[next].lex & (LEDE__LEX_GIVEN | LEDE__LEX_PLACE | LEDE__LEX_TITLE | LEDE__LEX_ORGHEAD));
    return 0;
}

/* Whether a lower-case particle at i stands between name words: Leonardo da Vinci. */
static size_t particles(const lede__tokens *t, size_t i)
{
    size_t k = i;

    while (k < i + 3 && lede__name_lower(t, k) && (t->items[k].lex & LEDE__LEX_PARTICLE))
        k++;
    return k > i && lede__name_like(t, k) && !(t->items[k].flags & LEDE__TOK_START) ? k - i : 0;
}

/* The end of the chain of name words from `first`. */
static size_t chain_end(const lede__tokens *t, size_t first)
{
    size_t i = first + 1, k;
    uint32_t lex;

    while (i < t->count && i < first + MAX_CHAIN) {
        const lede__token *w = &t->items[i];

        if (lede__name_like(t, i)) {
            if (!(w->flags & LEDE__TOK_SPACED) || (w->flags & LEDE__TOK_SENTENCE))
                break;
            i++;
            continue;
        }
        k = phrase(t, i - 1, i + 3, &lex);
        if (k > 1) {
            i += k - 1;
            continue;
        }
        k = particles(t, i);
        if (k) {
            i += k + 1;
            continue;
        }
        if (!joins(t, first, i))
            break;
        i += lede__scan_is(t, i + 1, "the") ? 3 : 2;
    }
    return i < t->count ? i : t->count;
}

/* A written title: Mr, President, Foreign Minister. */
static int titled(const lede__tokens *t, size_t i)
{
    return (t->items[i].lex & (LEDE__LEX_TITLE | LEDE__LEX_ROLE)) != 0 &&
           !((t->items[i].lex & LEDE__LEX_GIVEN) && !(t->items[i].lex & LEDE__LEX_TITLE));
}

/* Whether the title at i goes on with of or for: Secretary of State. */
static int office(const lede__tokens *t, size_t i, size_t last)
{
    return i + 2 < last && (lede__scan_is(t, i + 1, "of") || lede__scan_is(t, i + 1, "for"));
}

/* The last title in [first, last) that a name follows, or `last`. */
static size_t last_title(const lede__tokens *t, size_t first, size_t last)
{
    size_t i, at = last;

    for (i = first; i + 1 < last; i++)
        if (titled(t, i) && (!lede__name_lower(t, i + 1) || office(t, i, last)))
            at = i;
    if (at != last && !office(t, at, last) && (t->items[last - 1].lex & (LEDE__LEX_ORGEND | LEDE__LEX_PLACEEND | LEDE__LEX_THING)) &&
        !(t->items[at + 1].lex & LEDE__LEX_GIVEN) && !(t->items[last - 1].lex & LEDE__LEX_SURNAME))
        return last;
    return at;
}

/* What stands before a title is no person: its country, people or house, the rest of the title left out. */
static void before_title(lede__finder *f, size_t first, size_t title)
{
    const lede__tokens *t = f->t;
    size_t i = first, k, end;
    uint32_t lex;

    while (i < title) {
        k = phrase(t, i, title, &lex);
        if (k && !(lex & (LEDE__LEX_TITLE | LEDE__LEX_ROLE))) {
            add(f, i, i + k, 0);
            i += k;
            continue;
        }
        lex = t->items[i].lex;
        if (lex & (LEDE__LEX_DEMONYM | LEDE__LEX_PLACE | LEDE__LEX_GROUP)) {
            for (end = i + 1; end < title && !(t->items[end].lex & (LEDE__LEX_ORGEND | LEDE__LEX_TITLE)); end++)
                ;
            if (end < title && end < i + 4 && (t->items[end].lex & LEDE__LEX_ORGEND)) {
                add(f, i, end + 1, 0);
                i = end + 1;
                continue;
            }
            add(f, i, i + 1, 0);
        } else if (!(lex & (LEDE__LEX_COMMON | LEDE__LEX_TITLE | LEDE__LEX_ROLE | LEDE__LEX_TOPLEVEL)) &&
                   lede__name_like(t, i)) {
            for (end = i + 1; end < title && lede__name_like(t, end) &&
                              !(t->items[end].lex & (LEDE__LEX_TITLE | LEDE__LEX_ROLE)); end++)
                ;
            add(f, i, end, 0);
            i = end;
            continue;
        }
        i++;
    }
}

/*
 * Where the person begins in an office with of or for: Secretary for Public
 * Affairs Ann Berg. `last` where nobody is named.
 */
static size_t holder(lede__finder *f, size_t title, size_t last)
{
    const lede__tokens *t = f->t;
    size_t i = title + 1, k;
    uint32_t lex;

    while (i < last) {
        if ((t->items[i].lex & LEDE__LEX_GIVEN) && i + 1 < last)
            return i;
        k = phrase(t, i, last, &lex);
        if (!k) {
            k = 1;
            lex = t->items[i].lex;
        }
        if (lex & (LEDE__LEX_PLACE | LEDE__LEX_DEMONYM | LEDE__LEX_ORG | LEDE__LEX_ACRONYM))
            add(f, i, i + k, 0);
        else if (lede__name_like(t, i) && !(lex & (LEDE__LEX_COMMON | LEDE__LEX_ORGEND | LEDE__LEX_ORGHEAD | LEDE__LEX_TOPLEVEL)))
            return i;
        i += k;
    }
    return last;
}

/* A person after a title: Senator Ann Berg of Maine is a person and a place. */
static void of_place(lede__finder *f, size_t first, size_t last)
{
    const lede__tokens *t = f->t;
    size_t i;

    for (i = first + 1; i + 1 < last; i++)
        if ((lede__scan_is(t, i, "of") || lede__scan_is(t, i, "for") || lede__scan_is(t, i, "and")) &&
            !(t->items[i - 1].lex & LEDE__LEX_ORGHEAD)) {
            add(f, first, i, 0);
            i++;
            if (lede__name_lower(t, i))
                i++;
            pieces(f, i, last);
            return;
        }
    add(f, first, last, 0);
}

/* The place that a known place name covers at the head of a chain, else 0. */
static size_t leading(const lede__tokens *t, size_t first, size_t last, uint32_t *lex)
{
    size_t k = phrase(t, first, last, lex);

    if (k)
        return k;
    *lex = t->items[first].lex;
    return 1;
}

static int whole_name(const lede__tokens *t, size_t first, size_t last)
{
    uint32_t end = t->items[last - 1].lex;

    if (last - first == 1)
        return 1;
    if (end & (LEDE__LEX_ORGEND | LEDE__LEX_PLACEEND | LEDE__LEX_THING | LEDE__LEX_TEAM))
        return 1;
    return (lede__scan_phrase(t, first, last - first) & ~(uint32_t)LEDE__LEX_PHRASE) != 0;
}

/* Whether an ordinary word at the head of a sentence may belong to the name that follows: New, General, President. */
static int opens_name(const lede__tokens *t, size_t i)
{
    uint32_t lex = t->items[i].lex, next = lede__name_lex(t, i + 1);

    if (lex & (LEDE__LEX_TITLE | LEDE__LEX_ORGHEAD | LEDE__LEX_TOPLEVEL | LEDE__LEX_GIVEN))
        return 1;
    return (lex & LEDE__LEX_PLACEHEAD) && !(next & LEDE__LEX_PLACE);
}

/* Cut a chain into mentions: people before a person, title before a person. */
static void pieces(lede__finder *f, size_t first, size_t last)
{
    const lede__tokens *t = f->t;
    size_t title, k;
    uint32_t lex;

    while (first < last && ordinary(t, first) && !(phrase(t, first, last, &lex)) &&
           !(last - first > 1 && opens_name(t, first))) {
        if (last - first == 1 || (t->items[first].lex & LEDE__LEX_SURNAME)) {
            add(f, first, first + 1, LEDE__MENTION_DOUBTFUL);
        }
        first++;
        while (first < last && !lede__name_like(t, first))
            first++;
    }
    if (first >= last)
        return;
    title = last_title(t, first, last);
    if (title < last) {
        before_title(f, first, title);
        if (office(t, title, last))
            add(f, holder(f, title, last), last, 0);
        else
            of_place(f, title + 1, last);
        return;
    }
    if (!whole_name(t, first, last)) {
        k = leading(t, first, last, &lex);
        if (k < last - first && lede__name_like(t, first + k) &&
            ((lex & LEDE__LEX_DEMONYM) || ((lex & LEDE__LEX_COUNTRY) && !(lex & LEDE__LEX_GIVEN)) ||
             (k > 1 && (lex & (LEDE__LEX_PLACE | LEDE__LEX_ORG))))) {
            add(f, first, first + k, 0);
            pieces(f, first + k, last);
            return;
        }
    }
    while (last - first > 1 && titled(t, last - 1) && !(last - first == 2 && (t->items[first].lex & LEDE__LEX_GIVEN)) && !lede__name_sign(t, last - 2, '&') && !(t->items[last - 1].lex & LEDE__LEX_SURNAME))
        last--;
    add(f, first, last, 0);
}

void lede__name_candidates(lede__finder *f)
{
    const lede__tokens *t = f->t;
    size_t i = 0, end, k;
    uint32_t lex;

    while (i < t->count && !f->failed) {
        if (!lede__name_like(t, i)) {
            i++;
            continue;
        }
        end = chain_end(t, i);
        if (t->items[i].flags & LEDE__TOK_HEADING) {
            /* Capitals tell nothing here: known entries, and single words for the memory to judge. */
            k = phrase(t, i, end, &lex);
            end = k ? i + k : i + 1;
            add(f, i, end, LEDE__MENTION_DOUBTFUL);
        } else {
            pieces(f, i, end);
        }
        i = end > i ? end : i + 1;
    }
}
