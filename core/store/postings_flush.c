/*
 * The inverted index: what waits becomes a segment. The terms are put in order,
 * the log of hits is dealt out to them, articles by row, and each term's share
 * is its list.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/postings_buffer.h"

typedef lede__postings postings;
typedef lede__ordered ordered;

enum { VARINT_MOST = 5 };

typedef struct flush {
    postings *p;
    lede__writer *w;
    ordered *room, *terms;      /* `terms` is one half of `room` */
    ordered *articles_room, *articles;
    uint32_t *ends;             /* an entry: where its hits end that are dealt out */
    lede_buf positions;
} flush;

/* --- dealing out ----------------------------------------------------------------------------- */

static lede_status order(flush *f, lede_error *err)
{
    postings *p = f->p;
    size_t i;

    f->room = lede__reallocn(NULL, p->entries_n * 2 + 1, sizeof *f->room);
    f->articles_room = lede__reallocn(NULL, p->articles_n * 2 + 1, sizeof *f->articles_room);
    if (!f->room || !f->articles_room)
        return lede__nomem(err);
    lede__spread(f->room, p->entries_n * 2 * sizeof *f->room);
    f->terms = lede__order_terms(p, f->room, f->room + p->entries_n);
    for (i = 0; i < p->articles_n; i++)
        f->articles_room[i] = (ordered){p->articles[i].row, (uint32_t)i};
    f->articles = lede__order_keys(f->articles_room, f->articles_room + p->articles_n, p->articles_n);
    return LEDE_OK;
}

static lede_status make_room(flush *f, lede_error *err)
{
    postings *p = f->p;

    if (p->hits > UINT32_MAX)
        return lede__fail(err, LEDE_LIMIT, "an article is too long for the full-text index");
    if (!(f->ends = lede__reallocn(NULL, p->entries_n + 1, sizeof *f->ends)))
        return lede__nomem(err);
    return lede__grow_wide(&p->dealt, &p->dealt_cap, p->hits, sizeof *p->dealt) ? LEDE_OK : lede__nomem(err);
}

static void deal_article(flush *f, uint32_t article)
{
    const postings *p = f->p;
    size_t which = f->articles[article].i;
    const uint32_t *at = p->log + p->articles[which].log;
    const uint32_t *end = p->log + (which + 1 < p->articles_n ? p->articles[which + 1].log : p->log_n);
    uint32_t place = UINT32_MAX, step, entry;

    while (at < end) {
        step = *at >> LEDE__LOG_STEP;
        entry = *at++ & ((1u << LEDE__LOG_STEP) - 1);
        place = step == LEDE__LOG_FAR ? *at++ : place + step;
        p->dealt[f->ends[entry]++] = (lede__dealt){article, place};
    }
}

static lede_status deal(flush *f, lede_error *err)
{
    const postings *p = f->p;
    uint32_t at = 0;
    size_t i;

    if (make_room(f, err) != LEDE_OK)
        return err->status;
    for (i = 0; i < p->entries_n; i++) {
        f->ends[f->terms[i].i] = at;
        at += p->entries[f->terms[i].i].hits;
    }
    for (i = 0; i < p->articles_n; i++)
        deal_article(f, (uint32_t)i);
    return LEDE_OK;
}

/* --- writing ------------------------------------------------------------------------------------- */

/* Articles on their way into a term's list, together: lede__written points into it. */
typedef struct share {
    uint32_t rows[LEDE__BLOCK], lengths[LEDE__BLOCK], hits[LEDE__BLOCK][LEDE__COLUMNS];
    uint32_t count;
} share;

/* The next article's, of which the hits begin here; returns what follows them. */
static const lede__dealt *take_article(flush *f, share *h, const lede__dealt *at, const lede__dealt *end,
                                       unsigned char **to)
{
    const lede__waiting *a = &f->p->articles[f->articles[at->article].i];
    uint32_t *hits = h->hits[h->count], article = at->article, column = LEDE__COLUMNS, next = 0, position;

    h->rows[h->count] = a->row;
    h->lengths[h->count++] = a->length;
    memset(hits, 0, LEDE__COLUMNS * sizeof *hits);
    for (; at < end && at->article == article; at++) {
        position = at->place & (((uint32_t)1 << LEDE__PLACE_COLUMN) - 1);
        if (at->place >> LEDE__PLACE_COLUMN != column) {
            column = at->place >> LEDE__PLACE_COLUMN;
            next = 0;
        }
        hits[column]++;
        *to += lede__put_varint(*to, position - next);
        next = position + 1;
    }
    return at;
}

/* As many articles as fit into a block, or there are. */
static lede_status write_share(flush *f, const lede__dealt **at, const lede__dealt *end, lede_error *err)
{
    share h = {.count = 0};
    lede__written w = {.rows = h.rows, .hits = (const uint32_t (*)[LEDE__COLUMNS])h.hits, .lengths = h.lengths};
    unsigned char *to = (unsigned char *)f->positions.s;
    uint32_t room;

    if (lede__writer_room(f->w, &room, err) != LEDE_OK)
        return err->status;
    while (*at < end && h.count < room)
        *at = take_article(f, &h, *at, end, &to);
    w.count = h.count;
    w.positions = (const unsigned char *)f->positions.s;
    w.positions_n = (size_t)(to - w.positions);
    return lede__writer_articles(f->w, &w, err);
}

static lede_status write_list(flush *f, const lede__dealt *at, size_t n, lede_error *err)
{
    const lede__dealt *end = at + n;

    if (!lede__buf_room(&f->positions, n * VARINT_MOST))
        return lede__nomem(err);
    while (at < end)
        if (write_share(f, &at, end, err) != LEDE_OK)
            return err->status;
    return LEDE_OK;
}

static lede_status write_terms(flush *f, lede_error *err)
{
    const postings *p = f->p;
    const lede__dealt *hits = p->dealt;
    lede_status st = LEDE_OK;
    size_t i;

    for (i = 0; i < p->entries_n && st == LEDE_OK; i++) {
        const lede__entry *e = &p->entries[f->terms[i].i];

        lede__writer_term(f->w, lede__entry_text(p, e), e->text_n);
        st = write_list(f, hits, e->hits, err);
        hits += e->hits;
        if (st == LEDE_OK)
            st = lede__writer_term_end(f->w, err);
    }
    return st;
}

/* What the index says of all its articles, and this segment changes. */
static lede_status take_facts(const postings *p, lede__segment_facts *facts, lede_error *err)
{
    lede_status st = lede__number(p->s, "SELECT live_articles FROM segment ORDER BY age DESC LIMIT 1", 0, 0, 0,
                                  &facts->live_articles, err);

    if (st == LEDE_OK)
        st = lede__number(p->s, "SELECT live_tokens FROM segment ORDER BY age DESC LIMIT 1", 0, 0, 0, &facts->live_tokens,
                          err);
    facts->articles = (int64_t)p->articles_n;
    facts->live_articles += p->more_articles;
    facts->live_tokens += p->more_tokens;
    facts->hides = &p->hides;
    return st;
}

static lede_status write_segment(flush *f, lede_error *err)
{
    lede__segment_facts facts = {0};
    lede_status st = take_facts(f->p, &facts, err);

    if (st == LEDE_OK)
        st = order(f, err);
    if (st == LEDE_OK)
        st = deal(f, err);
    if (st == LEDE_OK)
        st = lede__writer_new(f->p->s, &f->w, err);
    if (st == LEDE_OK)
        st = write_terms(f, err);
    return st == LEDE_OK ? lede__writer_end(f->w, &facts, err) : st;
}

lede_status lede__postings_flush(lede_store *s, lede_error *err)
{
    flush f = {.p = s->postings};
    lede_status st;

    if (!lede__postings_pending(s))
        return LEDE_OK;
    lede_buf_init(&f.positions);
    st = write_segment(&f, err);
    lede__writer_free(f.w);
    lede__free(f.room);
    lede__free(f.articles_room);
    lede__free(f.ends);
    lede_buf_release(&f.positions);
    if (st == LEDE_OK)
        lede__postings_forget(s->postings);
    lede__view_free(s);
    return st;
}
