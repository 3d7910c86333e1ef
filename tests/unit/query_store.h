/* A small store in memory of the file system, for the tests of queries. */
#ifndef QUERY_STORE_H
#define QUERY_STORE_H

#include <stdio.h>
#include <unistd.h>

#include "lede/query.h"
#include "test.h"

/* One article of a test: NULL where a field is absent; lists have their items between '|'. */
typedef struct sample {
    const char *headline, *dek, *body, *section, *authors, *publisher, *published, *language, *keywords, *url, *source,
        *extra;
} sample;

static void sample_list(lede_record *r, lede_field field, const char *items)
{
    while (items && *items) {
        size_t n = strcspn(items, "|");

        lede_record_add(r, field, items, n, NULL);
        items += n + (items[n] == '|');
    }
}

static void sample_set(lede_record *r, lede_field field, const char *s)
{
    if (s)
        lede_record_set(r, field, s, strlen(s), NULL);
}

static lede_record *sample_record(const sample *s)
{
    lede_record *r = lede_record_new();

    sample_set(r, LEDE_HEADLINE, s->headline);
    sample_set(r, LEDE_DEK, s->dek);
    sample_set(r, LEDE_BODY, s->body);
    sample_set(r, LEDE_SECTION, s->section);
    sample_set(r, LEDE_PUBLISHER, s->publisher);
    sample_set(r, LEDE_PUBLISHED, s->published);
    sample_set(r, LEDE_LANGUAGE, s->language);
    sample_set(r, LEDE_URL, s->url);
    sample_set(r, LEDE_SOURCE, s->source);
    sample_set(r, LEDE_EXTRA, s->extra);
    sample_list(r, LEDE_AUTHORS, s->authors);
    sample_list(r, LEDE_KEYWORDS, s->keywords);
    return r;
}

/* A new store in a file of its own, gone when closed. */
static __attribute__((unused)) lede_store *store_of(const sample *samples, size_t n)
{
    char path[64];
    lede_error err;
    lede_store *s = NULL;
    lede_run_spec spec;
    lede_added added;
    size_t i;

    snprintf(path, sizeof path, "/tmp/lede-query-%ld.lede", (long)getpid());
    unlink(path);
    memset(&spec, 0, sizeof spec);
    spec.kind = "add";
    spec.commit = LEDE_COMMIT_BULK;
    if (lede_store_open(path, LEDE_CREATE, &s, &err) != LEDE_OK || lede_run_begin(s, &spec, &err) != LEDE_OK) {
        printf("# %s\n", err.message);
        return NULL;
    }
    for (i = 0; i < n; i++) {
        lede_record *r = sample_record(&samples[i]);

        if (lede_store_add(s, r, &added, &err) != LEDE_OK || added.outcome != LEDE_ADDED)
            printf("# article %zu: %s %s\n", i, err.message, added.reason);
        lede_record_free(r);
    }
    if (lede_run_end(s, NULL, &err) != LEDE_OK)
        printf("# %s\n", err.message);
    return s;
}

static __attribute__((unused)) void store_gone(lede_store *s)
{
    char path[80];

    snprintf(path, sizeof path, "%s", lede_store_path(s));
    lede_store_close(s);
    unlink(path);
}

#endif
