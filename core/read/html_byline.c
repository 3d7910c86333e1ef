/* The authors of a page: what its data say of them, and the order in which data and page are asked. */
#include "read/html_byline.h"

#include <string.h>

#include "text/sentence.h"

enum { TRIES = 3000, SCANS = 60, BELOW = 40 };

/* --- which names will do ------------------------------------------------------------------------ */

/* A user's name as systems keep it: small letters, digits, signs, in one word. */
static int is_handle(const char *s, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (s[i] == ' ' || (s[i] >= 'A' && s[i] <= 'Z') || (unsigned char)s[i] >= 0x80)
            return 0;
    return 1;
}

/* The name of a section is no person's. */
static int is_section(const lede__fields *f, const char *s, size_t n)
{
    const lede__fact *fact;
    int source;

    for (source = 0; source < LEDE__FROM_SOURCES; source++)
        for (fact = lede__facts_get(&f->facts, (lede__fact_source)source, LEDE__FACT_SECTION); fact; fact = fact->next)
            if (lede__same_words(s, n, fact->s, fact->n))
                return 1;
    return 0;
}

/* Whether the page's text has a longer word of the name in small letters: then the name is no name. */
static int has_page_word(lede__search *w, const char *s, size_t n)
{
    const lede_buf *text = &w->f->blocks->text;
    char low[64];
    size_t i = 0, start, len;
    const char *at;

    while (i < n && text->n) {
        if (w->scans++ > SCANS)
            return 1;
        while (i < n && s[i] == ' ')
            i++;
        for (start = i; i < n && s[i] != ' ';)
            i++;
        len = i - start > 3 ? lede__lower(s + start, i - start, 0, low, sizeof low) : 0;
        if (!len || memcmp(low, s + start, len) == 0)
            continue;
        for (at = text->s; (at = memmem(at, text->n - (size_t)(at - text->s), low, len)) != NULL; at++)
            if (at > text->s && at[-1] == ' ' && (at[len] == ' ' || at[len] == ',' || at[len] == '.'))
                return 1;
    }
    return 0;
}

/* Whether a name is the site's, by what this step lets pass. */
static int is_sites(const lede__search *w, const char *s, size_t n)
{
    const lede__fields *f = w->f;
    int one = !memchr(s, ' ', n);

    if (w->bodies == 2)
        return 0;
    if (lede__is_publisher(f, s, n, w->least == 0 && one))
        return 1;
    return (w->least > 0 || w->bodies) &&
           (lede__is_site(f, s, n) || lede__is_site_in_short(f, s, n) || lede__is_title_tail(f, s, n));
}

static void add_author(const char *s, size_t n, void *ud)
{
    lede__search *w = ud;
    lede__fields *f = w->f;
    int one = !memchr(s, ' ', n);
    size_t i, len;

    if ((w->least == 2 && one && !lede__is_caseless(s, n)) || (w->least == 1 && is_handle(s, n)) ||
        lede__person_grade_of(s, n) < w->sure || is_section(f, s, n) || is_sites(w, s, n) ||
        (w->sure == LEDE__PERSON_LIKELY && has_page_word(w, s, n)))
        return;
    for (i = 0; i < lede_record_count(f->record, LEDE_AUTHORS); i++) {
        const char *other = lede_record_item(f->record, LEDE_AUTHORS, i, &len);

        if (lede__same_words(s, n, other, len))
            return;
    }
    if (f->status == LEDE_OK)
        f->status = lede_record_add(f->record, LEDE_AUTHORS, s, n, f->err);
}

int lede__byline_found(const lede__search *w)
{
    return lede_record_count(w->f->record, LEDE_AUTHORS) > 0;
}

int lede__byline_try(lede__search *w)
{
    return w->tries++ <= TRIES;
}

int lede__byline_add(lede__search *w, const char *s, size_t n, lede__people_kind kind)
{
    if (w->bodies && kind <= LEDE__PEOPLE_ANY)
        kind = kind == LEDE__PEOPLE_ANY ? LEDE__PEOPLE_ANY_BODIES : LEDE__PEOPLE_BODIES;
    lede__people(s, n, kind, add_author, w);
    return lede__byline_found(w);
}

/* The one element of a small one that microdata or a visiting card (hCard) marks as the name, else the node itself. */
static const lede__html *name_in(const lede__html *node)
{
    const lede__html *t, *name = NULL;
    int below = 0, names = 0;

    for (t = lede__html_next(node, node, 0); t; t = lede__html_next(t, node, 0)) {
        if (below++ > BELOW)
            return node;
        if (lede__html_attr_has(t, LEDE__ATTR_ITEMPROP, "name") || lede__html_attr_has(t, LEDE__ATTR_CLASS, "fn")) {
            names++;
            name = t;
        }
    }
    return names == 1 ? name : node;
}

int lede__byline_element(lede__search *w, const lede__html *node, lede__people_kind kind)
{
    lede_buf text;

    node = name_in(node);
    if (node->block_end > node->block + 8 || !lede__byline_try(w))
        return lede__byline_found(w);
    lede_buf_init(&text);
    lede__html_text(node, &text);
    if (kind == LEDE__PEOPLE_ANY && text.n <= 40 && lede__is_caseless(text.s, text.n))
        kind = LEDE__PEOPLE_MARKED; /* no capitals show a name: the mark has to be believed */
    if (text.n && text.n < 160)
        lede__byline_add(w, text.s, text.n, kind);
    if (text.failed)
        w->f->status = LEDE_NOMEM;
    lede_buf_release(&text);
    return lede__byline_found(w);
}

/* --- data ------------------------------------------------------------------------------------------- */

static int from_facts(lede__search *w, lede__fact_source source, lede__fact_kind kind)
{
    const lede__fact *fact;

    for (fact = lede__facts_get(&w->f->facts, source, kind); fact; fact = fact->next)
        if (!is_sites(w, fact->s, fact->n))
            lede__byline_add(w, fact->s, fact->n, LEDE__PEOPLE_DATA);
    return lede__byline_found(w);
}

/* Links that call themselves the author's. */
static int from_rel(lede__search *w)
{
    const lede__html *root = w->f->page->root, *t;

    for (t = lede__html_next(root, root, 0); t; t = lede__html_next(t, root, 0))
        if (t->tag == LEDE__TAG_A && lede__html_attr_has(t, LEDE__ATTR_REL, "author") && !lede__html_foreign(t))
            lede__byline_element(w, t, LEDE__PEOPLE_MARKED);
    return lede__byline_found(w);
}

/* Some pages give JSON-LD the first author only: a meta element that names that one takes the others along. */
static void longer_list(lede__search *w)
{
    size_t n;
    const char *first = lede_record_item(w->f->record, LEDE_AUTHORS, 0, &n);
    int source;

    if (lede_record_count(w->f->record, LEDE_AUTHORS) != 1)
        return;
    for (source = LEDE__FROM_OG; source <= LEDE__FROM_META; source++) {
        const lede__fact *fact = lede__facts_get(&w->f->facts, (lede__fact_source)source, LEDE__FACT_AUTHOR);

        for (; fact; fact = fact->next)
            if (fact->n > n && memmem(fact->s, fact->n, first, n)) {
                from_facts(w, (lede__fact_source)source, LEDE__FACT_AUTHOR);
                return;
            }
    }
}

/* Where the data give a first name alone, a line about the author may begin with all of it. */
static void whole_name(lede__search *w)
{
    const lede__html_blocks *b = w->f->blocks;
    char first[64], whole[128];
    size_t n, i, end;
    const char *name = lede_record_item(w->f->record, LEDE_AUTHORS, 0, &n);

    if (lede_record_count(w->f->record, LEDE_AUTHORS) != 1 || n >= sizeof first || memchr(name, ' ', n))
        return;
    memcpy(first, name, n);
    for (i = 0; i < b->count; i++) {
        const char *s = b->text.s + b->items[i].start;
        size_t len = b->items[i].end - b->items[i].start;

        if (!(b->items[i].hints & (LEDE__HINT_AUTHOR | LEDE__HINT_BIO)) &&
            (b->items[i].hints & LEDE__HINT_COMMENTS || !lede__byline_is_signature(s, len)))
            continue;
        if (len < n + 3 || memcmp(s, first, n) != 0 || s[n] != ' ' || s[n + 1] < 'A' || s[n + 1] > 'Z')
            continue;
        for (end = n + 1; end < len && s[end] != ' ' && s[end] != ',' && s[end] != '\n';)
            end++;
        if (end >= sizeof whole || end < n + 4)
            continue;
        memcpy(whole, s, end);
        lede_record_clear(w->f->record, LEDE_AUTHORS);
        if (!lede__byline_add(w, whole, end, LEDE__PEOPLE_ANY))
            lede__byline_add(w, first, n, LEDE__PEOPLE_DATA);
        return;
    }
}

static int from_data(lede__search *w)
{
    int source;

    for (source = 0; source < LEDE__FROM_SOURCES; source++)
        if (from_facts(w, (lede__fact_source)source, LEDE__FACT_AUTHOR)) {
            if (source == LEDE__FROM_LD)
                longer_list(w);
            whole_name(w);
            return 1;
        }
    return from_rel(w);
}

static int from_agency(lede__search *w)
{
    return from_facts(w, LEDE__FROM_LD, LEDE__FACT_AGENCY);
}

/* --- the order --------------------------------------------------------------------------------------- */

/*
 * Full names from marked sources first, then single ones, then what the page
 * shows: the less a place says by itself, the more the name's words must say.
 * A name that is also the site's comes late, bodies last.
 */
static const struct step {
    int (*find)(lede__search *w);
    int least;
    lede__person_grade sure;
    lede__byline_place place;
    int bodies;
} steps[] = {
    {from_data, 2, LEDE__PERSON_NOT, LEDE__PLACE_ANY, 0},
    {from_data, 1, LEDE__PERSON_NOT, LEDE__PLACE_ANY, 0},
    {lede__authors_classes, 2, LEDE__PERSON_NOT, LEDE__PLACE_NEAR, 0},
    {lede__authors_classes, 1, LEDE__PERSON_NOT, LEDE__PLACE_NEAR, 0},
    {lede__authors_links, 0, LEDE__PERSON_NOT, LEDE__PLACE_NEAR, 0},
    {lede__authors_classes, 0, LEDE__PERSON_NOT, LEDE__PLACE_NEAR, 0},
    {lede__authors_openings, 2, LEDE__PERSON_NOT, LEDE__PLACE_NEAR, 0},
    {lede__authors_texts, 2, LEDE__PERSON_NOT, LEDE__PLACE_NEAR, 0},
    {lede__authors_classes, 0, LEDE__PERSON_NOT, LEDE__PLACE_NEAR, 2},
    {lede__authors_classes, 2, LEDE__PERSON_NOT, LEDE__PLACE_TEXT, 0},
    {lede__authors_classes, 1, LEDE__PERSON_NOT, LEDE__PLACE_TEXT, 0},
    {lede__authors_links, 2, LEDE__PERSON_LIKELY, LEDE__PLACE_TEXT, 0},
    {lede__authors_openings, 2, LEDE__PERSON_NOT, LEDE__PLACE_ANY, 0},
    {lede__authors_datelines, 2, LEDE__PERSON_LIKELY, LEDE__PLACE_ANY, 0},
    {lede__authors_scripts, 2, LEDE__PERSON_LIKELY, LEDE__PLACE_ANY, 0},
    {lede__authors_signature, 2, LEDE__PERSON_LIKELY, LEDE__PLACE_ANY, 0},
    {lede__authors_texts, 0, LEDE__PERSON_NOT, LEDE__PLACE_NEAR, 0},
    {lede__authors_openings, 1, LEDE__PERSON_NOT, LEDE__PLACE_ANY, 0},
    {lede__authors_dated, 1, LEDE__PERSON_NOT, LEDE__PLACE_ANY, 0},
    {from_data, 0, LEDE__PERSON_NOT, LEDE__PLACE_ANY, 0},
    {lede__authors_classes, 0, LEDE__PERSON_NOT, LEDE__PLACE_ANY, 0},
    {from_data, 0, LEDE__PERSON_NOT, LEDE__PLACE_ANY, 1},
    {from_agency, 0, LEDE__PERSON_NOT, LEDE__PLACE_ANY, 1},
    {lede__authors_openings, 0, LEDE__PERSON_NOT, LEDE__PLACE_ANY, 1},
    {from_rel, 0, LEDE__PERSON_NOT, LEDE__PLACE_ANY, 2},
    {from_data, 0, LEDE__PERSON_SURE, LEDE__PLACE_ANY, 2},
    {lede__authors_classes, 0, LEDE__PERSON_NOT, LEDE__PLACE_NEAR, 2},
    {lede__authors_openings, 0, LEDE__PERSON_NOT, LEDE__PLACE_NEAR, 2},
};

/* The block with the headline, b->count where it has none. */
static size_t title_of(const lede__fields *f)
{
    const lede__html_blocks *b = f->blocks;
    size_t i, n;
    const char *headline = lede_record_get(f->record, LEDE_HEADLINE, &n);

    for (i = 0; i < b->count; i++)
        if (b->items[i].heading &&
            lede__same_words(b->text.s + b->items[i].start, b->items[i].end - b->items[i].start, headline, n))
            break;
    return i;
}

void lede__field_authors(lede__fields *f)
{
    const lede__html_blocks *b = f->blocks;
    lede__search w;
    size_t i;

    memset(&w, 0, sizeof w);
    w.f = f;
    w.title = title_of(f);
    for (w.first = 0; w.first < b->count && !b->items[w.first].keep;)
        w.first++;
    for (w.last = b->count; w.last > w.first && !b->items[w.last - 1].keep;)
        w.last--;
    for (i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        w.least = steps[i].least;
        w.sure = steps[i].sure;
        w.place = steps[i].place;
        w.bodies = steps[i].bodies;
        if (steps[i].find(&w))
            return;
    }
}
