#include "news/name.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

struct lede_names {
    lede_name *items;
    size_t count;
};

const char *lede_name_kind_name(lede_name_kind kind)
{
    static const char *const names[] = {NULL, "person", "place", "organisation", "group"};

    return (unsigned)kind < sizeof names / sizeof *names ? names[kind] : NULL;
}

void lede__names_release(lede__finder *f)
{
    lede__free(f->items);
    f->items = NULL;
    f->count = f->cap = 0;
}

lede_status lede__names(lede__finder *f, const lede__tokens *t, const char *language)
{
    memset(f, 0, sizeof *f);
    f->t = t;
    f->language = language && *language ? language : "en";
    lede__name_candidates(f);
    if (f->failed)
        return LEDE_NOMEM;
    return lede__name_remember(f);
}

static lede_status collect(lede_names *out, const lede__finder *f)
{
    const lede__tokens *t = f->t;
    size_t i;

    out->items = lede__calloc(f->count ? f->count : 1, sizeof *out->items);
    if (!out->items)
        return LEDE_NOMEM;
    for (i = 0; i < f->count; i++) {
        const lede__mention *m = &f->items[i], *full = &f->items[m->full];
        lede_name *name;

        if (!m->kind)
            continue;
        name = &out->items[out->count++];
        name->start = t->items[m->first].start;
        name->end = t->items[m->last - 1].end;
        name->kind = (lede_name_kind)m->kind;
        name->canonical = t->s + t->items[full->first].start;
        name->canonical_n = t->items[full->last - 1].end - t->items[full->first].start;
        name->rule = m->rule;
    }
    lede__name_acronyms(t->s, t->n, out->items, out->count);
    return LEDE_OK;
}

lede_status lede_names_find(const char *s, size_t n, const char *language, lede_names **out, lede_error *err)
{
    lede__tokens t;
    lede__finder f = {0};
    lede_status st = lede__scan(&t, s, n, language);

    *out = NULL;
    if (st == LEDE_OK)
        st = lede__names(&f, &t, language);
    if (st == LEDE_OK) {
        *out = lede__calloc(1, sizeof **out);
        st = *out ? collect(*out, &f) : LEDE_NOMEM;
    }
    lede__names_release(&f);
    lede__scan_release(&t);
    if (st != LEDE_OK) {
        lede_names_free(*out);
        *out = NULL;
        return lede__nomem(err);
    }
    return LEDE_OK;
}

static int kind_named(const char *kind)
{
    int k;

    for (k = LEDE_PERSON; k <= LEDE_GROUP; k++)
        if (strcmp(kind, lede_name_kind_name((lede_name_kind)k)) == 0)
            return k;
    return 0;
}

static int from_entry(lede_name *name, const lede_hit *hit, const lede_entry *e)
{
    int kind = kind_named(e->kind);

    name->start = hit->start;
    name->end = hit->end;
    name->kind = (lede_name_kind)kind;
    name->canonical = e->key;
    name->canonical_n = strlen(e->key);
    name->rule = "gazetteer";
    name->code = *e->code ? e->code : NULL;
    return kind != 0;
}

/* Both lists are in order: what was found goes where an entry overlaps it. */
static void merge(lede_names *names, lede_name *out, lede_dictionary *g, const lede_hit *hits, size_t count)
{
    size_t i = 0, h, n = 0, last = 0;

    for (h = 0; h < count; h++) {
        lede_entry e = lede_dictionary_entry(g, hits[h].entry);
        lede_name name;

        if (hits[h].start < last || !from_entry(&name, &hits[h], &e))
            continue;
        for (; i < names->count && names->items[i].start < hits[h].end; i++)
            if (names->items[i].end <= hits[h].start)
                out[n++] = names->items[i];
        out[n++] = name;
        last = hits[h].end;
    }
    for (; i < names->count; i++)
        out[n++] = names->items[i];
    lede__free(names->items);
    names->items = out;
    names->count = n;
}

lede_status lede_names_overlay(lede_names *names, lede_dictionary *gazetteer, const char *s, size_t n, lede_error *err)
{
    lede_hit *hits;
    size_t count;
    lede_name *out;
    lede_status st = lede_dictionary_match(gazetteer, s, n, &hits, &count, err);

    if (st != LEDE_OK)
        return st;
    out = lede__calloc(names->count + count + 1, sizeof *out);
    if (out)
        merge(names, out, gazetteer, hits, count);
    lede__free(hits);
    return out ? LEDE_OK : lede__nomem(err);
}

void lede_names_free(lede_names *names)
{
    if (!names)
        return;
    lede__free(names->items);
    lede__free(names);
}

const lede_name *lede_names_items(const lede_names *names, size_t *count)
{
    *count = names->count;
    return names->items;
}
