/* The inverted index: the articles that wait for the next flush. */
#include "store/postings_buffer.h"

#include "base/alloc.h"
#include "base/error.h"

typedef lede__postings postings;

enum { BYTES_MOST = 64 << 20 };     /* what waits and takes more is flushed before the next article */

int lede__postings_pending(const lede_store *s)
{
    return s->postings && (s->postings->articles_n || s->postings->hides.count);
}

static lede_status have(lede_store *s, lede_error *err)
{
    if (s->postings)
        return LEDE_OK;
    s->postings = lede__calloc(1, sizeof *s->postings);
    if (!s->postings)
        return lede__nomem(err);
    s->postings->s = s;
    return LEDE_OK;
}

/* A row that waits, before it is written about again. */
static lede_status make_way(lede_store *s, int64_t row, lede_error *err)
{
    postings *p;

    if (have(s, err) != LEDE_OK)
        return err->status;
    p = s->postings;
    if (row < 0 || row > INT32_MAX)
        return lede__fail(err, LEDE_LIMIT, "article %lld has no place in the full-text index", (long long)row);
    if (lede__postings_bytes(p) < BYTES_MOST && !(row <= p->greatest && lede__rowset_has(&p->rows, row)))
        return LEDE_OK;
    return lede__postings_flush(s, err);
}

lede_status lede__postings_begin(lede_store *s, int64_t row, lede_error *err)
{
    postings *p;

    if (make_way(s, row, err) != LEDE_OK)
        return err->status;
    p = s->postings;
    if (!lede__grow(&p->articles, &p->articles_cap, p->articles_n + 1, sizeof *p->articles) ||
        !lede__rowset_add(&p->rows, row))
        return lede__nomem(err);
    p->articles[p->articles_n++] = (lede__waiting){(uint32_t)row, 0, p->log_n};
    p->place = UINT32_MAX;   /* before the first */
    if (row > p->greatest)
        p->greatest = (uint32_t)row;
    p->more_articles++;
    return LEDE_OK;
}

void lede__postings_end(postings *p, uint32_t length)
{
    p->articles[p->articles_n - 1].length = length;
    p->more_tokens += length;
}

lede_status lede__postings_hide(lede_store *s, int64_t row, uint32_t length, lede_error *err)
{
    if (make_way(s, row, err) != LEDE_OK)
        return err->status;
    if (!lede__rowset_add(&s->postings->hides, row))
        return lede__nomem(err);
    s->postings->more_articles--;
    s->postings->more_tokens -= length;
    return LEDE_OK;
}

void lede__postings_forget(postings *p)
{
    lede__table_clear(p);
    p->articles_n = 0;
    p->greatest = 0;
    p->more_articles = 0;
    p->more_tokens = 0;
    lede__rowset_release(&p->rows);
    lede__rowset_release(&p->hides);
}

void lede__postings_drop(lede_store *s)
{
    if (s->postings)
        lede__postings_forget(s->postings);
    lede__view_free(s);
}

void lede__postings_free(lede_store *s)
{
    postings *p = s->postings;

    lede__postings_drop(s);
    if (!p)
        return;
    lede__table_free(p);
    lede__free(p->dealt);
    lede__free(p->articles);
    lede__free(p);
    s->postings = NULL;
}
