/*
 * The fields of a page's record, each from the first source of this order that has it:
 *
 *   1. JSON-LD of the article (for the address also <link rel=canonical>)
 *   2. OpenGraph (og:, article:)
 *   3. other meta elements (Dublin Core, Parse.ly, Sailthru, plain names)
 *   4. microdata (itemprop)
 *   5. what stands on the page: <time>, bylines, datelines, headings
 *   6. the URL (dates only)
 *
 * The headline is the page's own heading where the sources above agree with one.
 */
#include "read/html_fields.h"

#include <string.h>

#include "lede/text.h"

void lede__field_set(lede__fields *f, lede_field field, const char *s, size_t n)
{
    if (s && n && f->status == LEDE_OK)
        f->status = lede_record_set(f->record, field, s, n, f->err);
}

void lede__field_note(lede__fields *f, const char *note)
{
    if (f->status == LEDE_OK)
        f->status = lede_record_add(f->record, LEDE_NOTES, note, strlen(note), f->err);
}

/* "de_DE", "en-US", "German": the code, lower-case before the country. */
static int language_code(const char *s, size_t n, char out[8])
{
    size_t len = 0;

    while (len < n && len < 3 && ((s[len] | 32) >= 'a' && (s[len] | 32) <= 'z')) {
        out[len] = (char)(s[len] | 32);
        len++;
    }
    out[len] = '\0';
    return (len == 2 || len == 3) && (len == n || s[len] == '-' || s[len] == '_' || s[len] == ',');
}

void lede__field_language(lede__fields *f)
{
    static const lede__fact_source order[] = {LEDE__FROM_LD, LEDE__FROM_META, LEDE__FROM_OG};
    char code[8];
    const lede__fact *fact;
    size_t i, n;

    if (f->page->lang && language_code(f->page->lang, strlen(f->page->lang), code)) {
        lede__field_set(f, LEDE_LANGUAGE, code, strlen(code));
    } else {
        for (i = 0; i < sizeof order / sizeof order[0]; i++) {
            fact = lede__facts_get(&f->facts, order[i], LEDE__FACT_LANGUAGE);
            if (fact && language_code(fact->s, fact->n, code)) {
                lede__field_set(f, LEDE_LANGUAGE, code, strlen(code));
                break;
            }
        }
    }
    lede_record_get(f->record, LEDE_LANGUAGE, &n);
    if (!n) {
        const char *body = lede_record_get(f->record, LEDE_BODY, &n);

        if (n > 100 && lede_language(body, n, code) > 0.5 && strcmp(code, "und") != 0)
            lede__field_set(f, LEDE_LANGUAGE, code, strlen(code));
    }
    f->language = lede_record_get(f->record, LEDE_LANGUAGE, &n);
    if (!n)
        f->language = NULL;
}

static void dek(lede__fields *f)
{
    size_t n;
    const char *headline = lede_record_get(f->record, LEDE_HEADLINE, &n);
    const lede__fact *fact;
    int source;

    for (source = 0; source < LEDE__FROM_SOURCES; source++)
        for (fact = lede__facts_get(&f->facts, (lede__fact_source)source, LEDE__FACT_DEK); fact; fact = fact->next)
            if (!lede__same_words(fact->s, fact->n, headline, n) && fact->n > 10) {
                lede__field_set(f, LEDE_DEK, fact->s, fact->n);
                return;
            }
}

/* Keywords are lists, or one text with commas or semicolons. */
static void keywords(lede__fields *f)
{
    const lede__fact *fact;
    int source;

    for (source = 0; source < LEDE__FROM_SOURCES; source++) {
        for (fact = lede__facts_get(&f->facts, (lede__fact_source)source, LEDE__FACT_KEYWORD); fact;
             fact = fact->next) {
            size_t i, start = 0;

            for (i = 0; i <= fact->n && f->status == LEDE_OK; i++) {
                if (i < fact->n && fact->s[i] != ',' && fact->s[i] != ';')
                    continue;
                while (start < i && fact->s[start] == ' ')
                    start++;
                if (i > start && i - start < 100)
                    f->status = lede_record_add(f->record, LEDE_KEYWORDS, fact->s + start, i - start, f->err);
                start = i + 1;
            }
        }
        if (lede_record_count(f->record, LEDE_KEYWORDS))
            return;
    }
}

/* Addresses that the article's own text links to. */
static void links(lede__fields *f)
{
    const lede__html *t;
    size_t n;

    if (!f->article)
        return;
    for (t = f->article; t && f->status == LEDE_OK; t = lede__html_next(t, f->article, 0)) {
        const char *href = t->tag == LEDE__TAG_A ? lede__html_attr_get(t, LEDE__ATTR_HREF, &n) : NULL;

        if (!href || n < 8 || n > 2000 || strncmp(href, "http", 4) != 0 || t->block >= f->blocks->count ||
            !f->blocks->items[t->block].keep || lede_record_count(f->record, LEDE_LINKS) >= 1000)
            continue;
        f->status = lede_record_add(f->record, LEDE_LINKS, href, n, f->err);
    }
}

void lede__field_rest(lede__fields *f)
{
    if (f->url)
        lede__field_set(f, LEDE_URL, f->url, strlen(f->url));
    lede__field_section(f);
    lede__field_publisher(f);
    dek(f);
    keywords(f);
    links(f);
}
