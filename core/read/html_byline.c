/* The authors of a page: data blocks, meta, microdata, then visible bylines. */
#include <string.h>
#include <strings.h>

#include "lede/date.h"
#include "read/html_fields.h"
#include "read/html_words.h"
#include "text/sentence.h"

enum { TRIES = 3000, BELOW = 200, SCANS = 60 };

/* What is asked of a name at this step. */
typedef struct search {
    lede__fields *f;
    int tries;               /* elements looked at: a page of a million bylines has its author among the first */
    int scans;               /* of the whole text, for a word */
    int bodies;              /* 1: agencies and other bodies will do */
    lede__person_grade sure; /* what the name's words must say at least */
    int least; /* 2: two words or more; 1: one word that is not the site's; 0: any but the publisher's name */
} search;

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
static int has_page_word(search *w, const char *s, size_t n)
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

static void add_author(const char *s, size_t n, void *ud)
{
    search *want = ud;
    lede__fields *f = want->f;
    size_t i, len;

    if (is_section(f, s, n) || lede__person_grade_of(s, n) < want->sure ||
        (want->sure == LEDE__PERSON_LIKELY && has_page_word(want, s, n)))
        return;

    if ((want->least == 1 && is_handle(s, n)) ||
        (want->bodies && (lede__is_site(f, s, n) || lede__is_title_tail(f, s, n))))
        return;
    if (lede__is_publisher(f, s, n, want->least == 0 && !memchr(s, ' ', n)) ||
        (want->least == 2 && !memchr(s, ' ', n) && (unsigned char)s[0] < 0xE0) ||
        (want->least > 0 && (lede__is_site(f, s, n) || lede__is_title_tail(f, s, n))))
        return;
    for (i = 0; i < lede_record_count(f->record, LEDE_AUTHORS); i++) {
        const char *other = lede_record_item(f->record, LEDE_AUTHORS, i, &len);

        if (lede__same_words(s, n, other, len))
            return;
    }
    if (f->status == LEDE_OK)
        f->status = lede_record_add(f->record, LEDE_AUTHORS, s, n, f->err);
}

static int found(const search *w)
{
    return lede_record_count(w->f->record, LEDE_AUTHORS) > 0;
}

static int from_facts(search *w, lede__fact_source source, lede__fact_kind kind)
{
    const lede__fact *fact;

    for (fact = lede__facts_get(&w->f->facts, source, kind); fact; fact = fact->next)
        if (!lede__is_publisher(w->f, fact->s, fact->n, 0))
            lede__people(fact->s, fact->n, w->bodies ? LEDE__PEOPLE_BODIES : LEDE__PEOPLE_DATA, add_author, w);
    return found(w);
}

static int from_element(search *w, const lede__html *node, lede__people_kind loose)
{
    lede_buf text;

    if (node->block_end > node->block + 8 || w->tries++ > TRIES)
        return found(w);
    lede_buf_init(&text);
    lede__html_text(node, &text);
    if (text.n && text.n < 160)
        lede__people(text.s, text.n,
                     loose == LEDE__PEOPLE_ANY && text.n <= 40 && lede__is_caseless(text.s, text.n)
                         ? LEDE__PEOPLE_MARKED
                         : loose,
                     add_author, w);
    if (text.failed)
        w->f->status = LEDE_NOMEM;
    lede_buf_release(&text);
    return found(w);
}

/* Links and elements that call themselves the author's. */
static int from_rel(search *w)
{
    const lede__html *root = w->f->page->root, *t;

    for (t = lede__html_next(root, root, 0); t; t = lede__html_next(t, root, 0))
        if (t->tag == LEDE__TAG_A && lede__html_attr_has(t, LEDE__ATTR_REL, "author") && !lede__html_foreign(t))
            from_element(w, t, LEDE__PEOPLE_MARKED);
    return found(w);
}

/* A link in a byline is most often the name alone. */
static int from_link_in(search *w, const lede__html *node)
{
    static const char *const paths[] = {"autor", "author",   "profil",     "redakt",  "auteur", "user",
                                        "staff", "reporter", "journalist", "creator", NULL};
    const lede__html *t;
    size_t n, i, below = 0;

    if (w->tries++ > TRIES)
        return found(w);
    for (t = lede__html_next(node, node, 0); t && below++ < BELOW; t = lede__html_next(t, node, 0)) {
        const char *href = t->tag == LEDE__TAG_A ? lede__html_attr_get(t, LEDE__ATTR_HREF, &n) : NULL;

        for (i = 0; href && paths[i]; i++)
            if (memmem(href, n, paths[i], strlen(paths[i]))) {
                from_element(w, t, LEDE__PEOPLE_MARKED);
                break;
            }
    }
    return found(w);
}

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

static int is_near(size_t i, size_t place)
{
    return i + 8 > place && i < place + 4;
}

/* An author's element in a part of another name may still be ours beside the headline, but never among comments. */
static int may_be_ours(const lede__html *node)
{
    const lede__html *t;

    for (t = node; t; t = t->parent)
        if (t->hints & (LEDE__HINT_COMMENTS | LEDE__HINT_NAV))
            return 0;
    return (node->hints & LEDE__HINT_AUTHOR) && node->block_end < node->block + 4;
}

/* Further authors have elements of the same class close by. */
static void from_siblings(search *w, const lede__html *first)
{
    const lede__html *root = w->f->page->root, *t;
    size_t n, m;
    const char *class = lede__html_attr_get(first, LEDE__ATTR_CLASS, &n), *other;

    for (t = lede__html_next(first, root, 1); t && class && t->block < first->block + 6;
         t = lede__html_next(t, root, 0)) {
        other = t->tag == first->tag ? lede__html_attr_get(t, LEDE__ATTR_CLASS, &m) : NULL;
        if (other && m == n && memcmp(class, other, n) == 0 && !lede__html_foreign(t))
            from_element(w, t, LEDE__PEOPLE_ANY);
    }
}

static int from_classes(search *w)
{
    const lede__html *root = w->f->page->root, *t;
    size_t title = title_of(w->f), first = 0;

    while (first < w->f->blocks->count && !w->f->blocks->items[first].keep)
        first++;
    for (t = lede__html_next(root, root, 0); t; t = lede__html_next(t, root, 0)) {
        if (!(t->hints & (LEDE__HINT_AUTHOR | LEDE__HINT_BYLINE)) || t->tag == LEDE__TAG_TEXT)
            continue;
        if (lede__html_foreign(t) && !(may_be_ours(t) && (is_near(t->block, title) || is_near(t->block, first))))
            continue;
        if (from_link_in(w, t) || ((t->hints & LEDE__HINT_AUTHOR) && from_element(w, t, LEDE__PEOPLE_ANY))) {
            from_siblings(w, t);
            return 1;
        }
    }
    return 0;
}

/* The first link to an author's page. */
static int from_author_link(search *w)
{
    static const char *const paths[] = {"/author/", "/authors/", "/autor/",  "/autoren/", "/autores/", "/auteur/",
                                        "/staff/",  "/profile/", "/profil/", "/creator/", NULL};
    const lede__html *root = w->f->page->root, *t;
    size_t n, i;

    for (t = lede__html_next(root, root, 0); t; t = lede__html_next(t, root, 0)) {
        const char *href = t->tag == LEDE__TAG_A ? lede__html_attr_get(t, LEDE__ATTR_HREF, &n) : NULL;

        if (!href || lede__html_foreign(t))
            continue;
        for (i = 0; paths[i]; i++)
            if (memmem(href, n, paths[i], strlen(paths[i])) && from_element(w, t, LEDE__PEOPLE_MARKED))
                return 1;
    }
    return 0;
}

/* A name alone at the end of the text: two to four words, each written like one. */
static int is_signature(const char *s, size_t n)
{
    size_t i, words = 0;

    if (n < 7 || n > 40)
        return 0;
    for (i = 0; i < n; i++) {
        int begins = i == 0 || s[i - 1] == ' ';

        if (s[i] == '\n' || s[i] == ':' || s[i] == ',' || s[i] == '?' || s[i] == '!' || (s[i] >= '0' && s[i] <= '9') ||
            (s[i] == '.' && i + 1 == n))
            return 0;
        if (begins && !(s[i] >= 'A' && s[i] <= 'Z') && (unsigned char)s[i] < 0x80)
            return 0;
        words += begins != 0;
    }
    return words >= 2 && words <= 4;
}

/* Where the data give a first name alone, a line about the author may begin with all of it. */
static void whole_name(search *w)
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
            (b->items[i].hints & LEDE__HINT_COMMENTS || !is_signature(s, len)))
            continue;
        if (len < n + 3 || memcmp(s, first, n) != 0 || s[n] != ' ' || s[n + 1] < 'A' || s[n + 1] > 'Z')
            continue;
        for (end = n + 1; end < len && s[end] != ' ' && s[end] != ',' && s[end] != '\n';)
            end++;
        if (end >= sizeof whole || end < n + 4)
            continue;
        memcpy(whole, s, end);
        lede_record_clear(w->f->record, LEDE_AUTHORS);
        lede__people(whole, end, LEDE__PEOPLE_ANY, add_author, w);
        if (!found(w))
            lede__people(first, n, LEDE__PEOPLE_DATA, add_author, w);
        return;
    }
}

/* "author":"Ann Berg" in the data that scripts of the page carry. */
static int from_scripts(search *w)
{
    static const char *const keys[] = {"\"author\":",      "\"authors\":",       "\"authorName\":",
                                       "\"author_name\":", "\"articleAuthor\":", "\"byline\":",
                                       "\"postedBy\":",    "\"contentAuthor\":", NULL};
    const lede__html *root = w->f->page->root, *t;
    size_t k;

    for (t = root; t; t = lede__html_next(t, root, 0)) {
        if (t->tag != LEDE__TAG_SCRIPT || !t->first)
            continue;
        for (k = 0; keys[k]; k++) {
            const char *end = t->first->s + t->first->n,
                       *at = memmem(t->first->s, t->first->n, keys[k], strlen(keys[k])), *close;

            at = at ? at + strlen(keys[k]) : end;
            while (at < end && (*at == ' ' || *at == '['))
                at++;
            close = at < end && *at == '"' ? memchr(at + 1, '"', (size_t)(end - at - 1)) : NULL;
            if (close && close - at < 80 && !memchr(at, '\\', (size_t)(close - at)))
                lede__people(at + 1, (size_t)(close - at - 1), LEDE__PEOPLE_ANY, add_author, w);
            if (found(w))
                return 1;
        }
    }
    return 0;
}

/* A short block that begins as bylines do. */
static int from_openings(search *w)
{
    static const char *const labels[] = {"autor:", "author:", "autorin:", "von:",  "by:",        "by",
                                         "von",    "auteur:", "autore:",  "text:", "written by", NULL};
    const lede__html_blocks *b = w->f->blocks;
    size_t i, k, first = 0, title = title_of(w->f);

    while (first < b->count && !b->items[first].keep)
        first++;
    for (i = 0; i < b->count; i++) {
        const lede__html_block *block = &b->items[i];
        uint32_t elsewhere = i > title && i < title + 3
                                 ? LEDE__HINT_COMMENTS
                                 : LEDE__HINT_COMMENTS | LEDE__HINT_NAV | LEDE__HINT_FOOTER | LEDE__HINT_CAPTION |
                                       (is_near(i, first) || is_near(i, title) ? 0u : (uint32_t)LEDE__HINT_RELATED);
        const char *s = b->text.s + block->start;
        size_t n = block->end - block->start;

        if (n > 120 || block->hints & elsewhere || w->tries > TRIES)
            continue;
        for (k = 0; labels[k]; k++)
            if (n == strlen(labels[k]) && strncasecmp(s, labels[k], n) == 0 && i + 1 < b->count) {
                lede__people(b->text.s + b->items[i + 1].start, b->items[i + 1].end - b->items[i + 1].start,
                             LEDE__PEOPLE_ANY, add_author, w);
                if (found(w))
                    return 1;
            }
        if (lede__byline_opening(s, n, 0)) {
            w->tries++;
            lede__people(s, n, w->bodies ? LEDE__PEOPLE_ANY_BODIES : LEDE__PEOPLE_ANY, add_author, w);
            if (found(w))
                return 1;
        }
    }
    return 0;
}

static int from_signature(search *w)
{
    const lede__html_blocks *b = w->f->blocks;
    size_t i = b->count;

    while (i && !b->items[i - 1].keep)
        i--;
    if (i < 4)
        return 0;
    for (i--; i < b->count && i + 1 < b->count + 2; i++) {
        const lede__html_block *k = &b->items[i];

        if (!k->heading && !k->links && k->node->parent && is_signature(b->text.s + k->start, k->end - k->start)) {
            lede__people(b->text.s + k->start, k->end - k->start, LEDE__PEOPLE_ANY, add_author, w);
            return 1;
        }
        if (i + 1 >= b->count || b->items[i + 1].node->parent != k->node->parent)
            break;
    }
    return 0;
}

/* "3 May 2021, 12:30 by Ida": what follows a date and such a word is a name even if it stands alone. */
static int from_dated(search *w)
{
    static const char *const words[] = {" by ", " von ", " por ", " par ", " door ", " av ", " af ", " da ", NULL};
    const lede__html_blocks *b = w->f->blocks;
    char date[LEDE_DATE_MAX];
    lede_span at;
    size_t i, k, len;

    for (i = 0; i < b->count; i++) {
        const char *s = b->text.s + b->items[i].start;
        size_t n = b->items[i].end - b->items[i].start;

        if (n > 160 || b->items[i].hints & (LEDE__HINT_COMMENTS | LEDE__HINT_RELATED | LEDE__HINT_NAV) ||
            w->tries++ > TRIES || lede_date_find(s, n, 0, NULL, &at, date, NULL) != LEDE_OK)
            continue;
        for (k = 0; words[k]; k++) {
            len = strlen(words[k]);
            at.start = at.end;
            while (at.start < n && (s[at.start] == ',' || s[at.start] == '|'))
                at.start++;
            if (n - at.start > len && n - at.start < len + 40 && strncasecmp(s + at.start, words[k], len) == 0)
                lede__people(s + at.start + len, n - at.start - len, LEDE__PEOPLE_ANY, add_author, w);
        }
        if (found(w))
            return 1;
    }
    return 0;
}

/* A line with a date near the headline, or under the text, may name the author between its signs. */
static int from_datelines(search *w)
{
    const lede__html_blocks *b = w->f->blocks;
    size_t i, first = 0, last;
    char date[LEDE_DATE_MAX];
    lede_span at;

    while (first < b->count && !b->items[first].keep)
        first++;
    for (last = b->count; last > first && !b->items[last - 1].keep;)
        last--;
    for (i = first > 8 ? first - 8 : 0; i < b->count && i < last + 3;
         i = i == first + 3 && last > first + 4 ? last : i + 1) {
        const char *s = b->text.s + b->items[i].start;
        size_t n = b->items[i].end - b->items[i].start;

        if (n > 120 || b->items[i].hints & (LEDE__HINT_COMMENTS | LEDE__HINT_NAV) ||
            lede_date_find(s, n, 0, NULL, &at, date, NULL) != LEDE_OK)
            continue;
        lede__people(s, n, LEDE__PEOPLE_ANY, add_author, w);
        if (found(w))
            return 1;
    }
    return 0;
}

/* Some pages give JSON-LD the first author only: a meta element that names that one takes the others along. */
static void longer_list(search *w)
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

static int from_data(search *w)
{
    int source;

    for (source = 0; source < LEDE__FROM_SOURCES; source++)
        if (from_facts(w, (lede__fact_source)source, LEDE__FACT_AUTHOR)) {
            if (source == LEDE__FROM_LD)
                longer_list(w);
            return 1;
        }
    return from_rel(w);
}

/* Full names from marked sources first, then single ones, then what the page shows; a name that is also the site's
 * comes last. */
void lede__field_authors(lede__fields *f)
{
    search w = {f, 0, 0, 0, LEDE__PERSON_NOT, 2};

    for (; w.least > 0; w.least--)
        if (from_data(&w)) {
            whole_name(&w);
            return;
        }
    w.least = 0;
    if (from_author_link(&w))
        return;
    for (w.least = 2; w.least > 0; w.least--)
        if (from_classes(&w))
            return;
    w.least = 2;
    if (from_openings(&w))
        return;
    w.sure = LEDE__PERSON_LIKELY;
    if (from_datelines(&w) || from_scripts(&w) || from_signature(&w))
        return;
    w.sure = LEDE__PERSON_NOT;
    w.least = 1;
    if (from_openings(&w) || from_dated(&w))
        return;
    w.least = 0;
    if (from_data(&w) || from_classes(&w))
        return;
    w.bodies = 1;
    if (!from_data(&w) && !from_facts(&w, LEDE__FROM_LD, LEDE__FACT_AGENCY))
        from_openings(&w);
}
