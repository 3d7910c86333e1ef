#include "store/index.h"

#include <string.h>

#include "base/error.h"
#include "base/map.h"
#include "news/fingerprint.h"
#include "store/postings.h"
#include "store/vocab.h"
#include "text/words.h"

/* --- fingerprints ------------------------------------------------------------------ */

static lede_status put_fingerprint(lede_store *s, int64_t row, const lede_buf *bits, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "INSERT OR REPLACE INTO fingerprint(row, bits) VALUES(?1, ?2)", err);

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, row);
    sqlite3_bind_blob(st, 2, bits->s, (int)bits->n, SQLITE_STATIC);
    return lede__run_st(s, st, err);
}

static lede_status take_fingerprint(lede_store *s, int64_t row, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "DELETE FROM fingerprint WHERE row = ?1", err);

    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, row);
    return lede__run_st(s, st, err);
}

lede_status lede__index_fingerprints(lede_store *s, lede_error *err)
{
    lede_status st = LEDE_OK;
    int64_t row = 0;

    while (st == LEDE_OK) {
        st = lede__number(s, "SELECT min(row) FROM article WHERE row > ?1", row, 0, 0, &row, err);
        if (st != LEDE_OK || !row)
            break;
        lede_buf_clear(&s->scratch);
        st = lede_store_fingerprint(s, row, &s->scratch, err);
        if (st == LEDE_OK)
            st = put_fingerprint(s, row, &s->scratch, err);
        else if (st == LEDE_NOTFOUND)
            st = LEDE_OK;   /* its text is missing: `lede check` tells of it */
    }
    return st;
}

/* --- terms ------------------------------------------------------------------------ */

typedef struct walk {
    lede__index_fn fn;
    void *ud;
    lede__indexed term;
    uint32_t next;              /* position of the next term that is not beside another */
} walk;

static int see(const char *s, size_t n, lede_word_class cls, size_t start, size_t end, int part, void *ud)
{
    walk *w = ud;
    lede__indexed *t = &w->term;

    (void)start;
    (void)end;
    if (!(part & LEDE_TERM_SAME))
        w->next++;
    t->s = s;
    t->n = n;
    t->cls = cls;
    t->part = part;
    t->position = w->next - 1;
    t->hash = lede__hash(s, n);
    return w->fn(t, w->ud);
}

int lede__index_terms(const lede__texts *t, lede__index_fn fn, void *ud, lede__extent *x)
{
    const char *const texts[] = {t->headline, t->dek, t->body};
    const size_t lengths[] = {t->headline_n, t->dek_n, t->body_n};
    walk w = {.fn = fn, .ud = ud};
    int c, stop = 0;

    x->length = 0;
    for (c = 0; c < LEDE__COLUMNS && !stop; c++) {
        w.term.column = c;
        w.next = 0;
        stop = lede__walk_terms(texts[c], lengths[c], see, &w, &x->words);   /* the body is the last */
        x->length += w.next;
    }
    return stop;
}

/* --- in and out ----------------------------------------------------------------------- */

/*
 * Terms on their way: to the postings, to the words by stem, and of the body to
 * the fingerprint. They go on in groups, so that the processor fetches what one
 * needs while it waits for the others.
 */
enum { GROUP = 32, SHORT = 24 };

typedef struct putting {
    lede_store *s;
    lede__sketch sketch;
    size_t n;
    lede__indexed group[GROUP];
    uint64_t hashes[GROUP];
    char texts[GROUP][SHORT];
} putting;

static int put_term(putting *p, const lede__indexed *t)
{
    uint32_t *mark = lede__postings_term(p->s->postings, t->column, t->position, t->s, t->n, t->hash);

    if (!mark)
        return 1;
    return t->cls == LEDE_WORD_WORD && !lede__vocab_see(p->s->vocab, t->s, t->n, t->hash, mark);
}

static int put_group(putting *p)
{
    int stop = 0;
    size_t i;

    lede__postings_fetch(p->s->postings, p->hashes, p->n);
    for (i = 0; i < p->n && !stop; i++)
        stop = put_term(p, &p->group[i]);
    p->n = 0;
    return stop;
}

/* Into the group; what is too long to be kept goes through at once, after those before it. */
static int take_term(const lede__indexed *t, void *ud)
{
    putting *p = ud;
    lede__indexed *kept = &p->group[p->n];

    if (t->column == LEDE__BODY)
        lede__sketch_term(&p->sketch, t->hash, t->cls, t->part);
    if (t->n > SHORT)
        return put_group(p) || put_term(p, t);
    *kept = *t;
    kept->s = memcpy(p->texts[p->n], t->s, t->n);
    p->hashes[p->n] = t->hash;
    return ++p->n == GROUP ? put_group(p) : 0;
}

lede_status lede__index_put(lede_store *s, int64_t row, const char *language, const lede__texts *t, int64_t *words,
                            lede_error *err)
{
    lede__extent x;
    putting p;
    lede_status st = lede__vocab_begin(s, language, err);

    if (st == LEDE_OK)
        st = lede__postings_begin(s, row, err);
    if (st != LEDE_OK)
        return st;
    p.s = s;
    p.n = 0;
    lede__sketch_begin(&p.sketch);
    if (lede__index_terms(t, take_term, &p, &x) || put_group(&p))
        return lede__nomem(err);
    *words = (int64_t)x.words;
    lede__postings_end(s->postings, x.length);
    lede_buf_clear(&s->scratch);
    lede__sketch_end(&p.sketch, &s->scratch);
    st = s->scratch.failed ? lede__nomem(err) : put_fingerprint(s, row, &s->scratch, err);
    if (st == LEDE_OK)
        st = lede__lengths_put(s->lengths, row, x.length, err);
    return st;
}

lede_status lede__index_take(lede_store *s, int64_t row, lede_error *err)
{
    uint32_t length;
    lede_status st = lede__lengths_get(s->lengths, row, &length, err);

    if (st == LEDE_OK)
        st = lede__postings_hide(s, row, length, err);
    if (st == LEDE_OK)
        st = take_fingerprint(s, row, err);
    if (st == LEDE_OK)
        st = lede__lengths_put(s->lengths, row, 0, err);
    return st;
}

lede_status lede__index_flush(lede_store *s, lede_error *err)
{
    lede_status st = lede__vocab_flush(s, err);

    if (st == LEDE_OK)
        st = lede__lengths_flush(s->lengths, err);
    return st == LEDE_OK ? lede__postings_flush(s, err) : st;
}

/* After a small write. */
static lede_status merge_little(lede_store *s, lede_error *err)
{
    lede_status st;
    int did;

    do
        st = lede__postings_merge(s, LEDE__AFTER_LITTLE, &did, err);
    while (st == LEDE_OK && did);
    return st;
}

lede_status lede__index_commit(lede_store *s, lede_error *err)
{
    int little = lede__postings_pending(s) && !s->run.bulk;
    lede_status st = lede__index_flush(s, err);

    return st == LEDE_OK && little ? merge_little(s, err) : st;
}

void lede__index_drop(lede_store *s)
{
    lede__vocab_drop(s);
    lede__postings_drop(s);
    if (s->lengths)
        lede__lengths_drop(s->lengths);
}

void lede__index_close(lede_store *s)
{
    lede__vocab_free(s);
    lede__postings_free(s);
}

static lede_status merge_once(lede_store *s, lede__merge when, int *did, lede_error *err)
{
    lede_status st = lede__begin(s, err);

    *did = 0;
    if (st != LEDE_OK)
        return st;
    st = lede__postings_merge(s, when, did, err);
    if (st == LEDE_OK)
        return lede__commit(s, err);
    lede__rollback(s);
    return st;
}

/* Where another process writes meanwhile, what is due can wait. */
lede_status lede__index_merge(lede_store *s, int ended, lede_error *err)
{
    lede_status st;
    int did;

    do
        st = merge_once(s, ended ? LEDE__AFTER_MUCH : LEDE__AMID_MUCH, &did, err);
    while (st == LEDE_OK && did && ended);
    return st == LEDE_BUSY ? LEDE_OK : st;
}

lede_status lede__index_clear(lede_store *s, lede_error *err)
{
    lede_status st = lede__postings_clear(s, err);

    lede__index_drop(s);
    if (st == LEDE_OK)
        st = lede__do(s, "DELETE FROM vocab", err);
    if (st == LEDE_OK)
        st = lede__do(s, "DELETE FROM fingerprint", err);
    return st == LEDE_OK ? lede__do(s, "DELETE FROM doclen", err) : st;
}
