/* The inverted index: merging segments, emptying. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/order.h"
#include "store/postings_in.h"

enum { GONE_LEAST = 32, CHUNKS_MOST = 1 << 30 };   /* chunks that are deleted together; of a stream */

/* A segment being merged: the term it stands at, a block of the term's list, and the article in it. */
typedef struct source {
    const lede__segment *g;
    lede__cursor cursor;
    uint64_t key;               /* the term's first eight bytes */
    int ended;                  /* no term is left */
    lede__list *list;           /* unused for a list that stands in the dictionary */
    uint32_t block, blocks, i, n;
    uint32_t rows[LEDE__BLOCK], hits[LEDE__BLOCK][LEDE__COLUMNS];
    const unsigned char *places, *places_end;   /* the positions of what is left of the block */
    int64_t row;                /* the article's; -1 past the last */
    int64_t gone[LEDE__STREAMS];   /* chunks before these are deleted */
} source;

typedef struct merge {
    lede_store *s;
    lede__view *v;
    size_t from, n;             /* segments of the view */
    source *sources;
    source **same;              /* those that have the least term */
    size_t same_n;
    lede__writer *w;
    lede__rowset rows;          /* of the new segment */
    uint32_t *lengths;          /* of all rows from `lengths_from`; NULL where no list can be long */
    int64_t lengths_from, lengths_n;
} merge;

/* --- lengths ------------------------------------------------------------------------------ */

static void copy_lengths(merge *m, sqlite3_stmt *st)
{
    const unsigned char *bytes = sqlite3_column_blob(st, 1);
    int64_t at = sqlite3_column_int64(st, 0) * LEDE__LENGTHS_BLOCK - m->lengths_from, i;
    int n = bytes ? sqlite3_column_bytes(st, 1) / 4 : 0;

    for (i = 0; i < n && at + i < m->lengths_n; i++)
        m->lengths[at + i] = lede__get32(bytes + i * 4);
}

/* The lengths of the rows that the segments span. */
static lede_status load_lengths(merge *m, lede_error *err)
{
    uint32_t first = UINT32_MAX, last = 0;
    int64_t articles = 0;
    sqlite3_stmt *st;
    lede_status status;
    size_t i;

    for (i = 0; i < m->n; i++) {
        articles += m->sources[i].g->articles;
        first = m->sources[i].g->first < first ? m->sources[i].g->first : first;
        last = m->sources[i].g->last > last ? m->sources[i].g->last : last;
    }
    if (articles <= LEDE__BLOCK || first > last)
        return LEDE_OK;
    m->lengths_from = first / LEDE__LENGTHS_BLOCK * LEDE__LENGTHS_BLOCK;
    m->lengths_n = (int64_t)last - m->lengths_from + 1;
    if (!(m->lengths = lede__calloc((size_t)m->lengths_n, sizeof *m->lengths)))
        return lede__nomem(err);
    st = lede__sql(m->s, "SELECT block, lengths FROM doclen WHERE block BETWEEN ?1 AND ?2", err);
    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, first / LEDE__LENGTHS_BLOCK);
    sqlite3_bind_int64(st, 2, last / LEDE__LENGTHS_BLOCK);
    while ((status = lede__row_st(m->s, st, err)) == LEDE_OK)
        copy_lengths(m, st);
    return status == LEDE_DONE ? LEDE_OK : status;
}

static uint32_t length_of(const merge *m, uint32_t row)
{
    int64_t at = (int64_t)row - m->lengths_from;

    return m->lengths && at >= 0 && at < m->lengths_n ? m->lengths[at] : 0;
}

/* --- articles of a term --------------------------------------------------------------------- */

/* A list that stands in the dictionary is one block, all of it at hand. */
static lede_status enter_inside(source *o, lede_error *err)
{
    const lede__term *t = &o->cursor.term;
    const unsigned char *end = t->list + t->list_n, *p = lede__get_rows(t->list, end, 0, o->rows, t->articles);

    if (p)
        p = lede__get_hits(p, end, o->hits, t->articles);
    o->n = t->articles;
    o->places = p;
    o->places_end = end;
    return p ? LEDE_OK : lede__index_damaged(err);
}

static lede_status enter_block(source *o, lede_error *err)
{
    size_t n;

    o->i = 0;
    if (o->cursor.term.list)
        return enter_inside(o, err);
    if (lede__list_rows(o->list, o->block, o->rows, &o->n, err) != LEDE_OK ||
        lede__list_hits(o->list, o->block, o->hits, err) != LEDE_OK ||
        lede__list_raw(o->list, o->block, &o->places, &n, err) != LEDE_OK)
        return err->status;
    o->places_end = o->places + n;
    return LEDE_OK;
}

/* Past the positions of the next `count` articles; they are from *from on. */
static lede_status pass_places(source *o, uint32_t count, const unsigned char **from, lede_error *err)
{
    uint64_t sum = 0;
    uint32_t i;

    for (i = o->i; i < o->i + count; i++)
        sum += (uint64_t)o->hits[i][LEDE__HEADLINE] + o->hits[i][LEDE__DEK] + o->hits[i][LEDE__BODY];
    *from = o->places;
    o->places = lede__skip_varints(o->places, o->places_end, sum);
    o->i += count;
    return o->places ? LEDE_OK : lede__index_damaged(err);
}

/* Stand at the next article that lives, from the present place on. */
static lede_status settle(source *o, lede_error *err)
{
    const lede__rowset *dead = o->g->dead;
    const unsigned char *skipped;

    for (;;) {
        if (o->i == o->n) {
            if (++o->block == o->blocks) {
                o->row = -1;
                return LEDE_OK;
            }
            if (enter_block(o, err) != LEDE_OK)
                return err->status;
        }
        if (!dead || !lede__rowset_has(dead, o->rows[o->i]))
            break;
        if (pass_places(o, 1, &skipped, err) != LEDE_OK)
            return err->status;
    }
    o->row = o->rows[o->i];
    return LEDE_OK;
}

static lede_status open_list(merge *m, source *o, lede_error *err)
{
    size_t segment = m->from + (size_t)(o - m->sources);
    const lede__term *t = &o->cursor.term;

    if (!t->list && lede__list_of(m->v, segment, t, &o->list, err) != LEDE_OK)
        return err->status;
    o->block = 0;
    o->blocks = t->list ? 1 : o->list->blocks;
    if (enter_block(o, err) != LEDE_OK)
        return err->status;
    return settle(o, err);
}

/* How many articles of the block follow each other, all living and before `other`; at most `most`. */
static uint32_t run_of(const source *o, int64_t other, uint32_t most)
{
    const lede__rowset *dead = o->g->dead;
    uint32_t k = o->i, end = o->n - o->i < most ? o->n : o->i + most;

    if (!dead && o->rows[end - 1] < other)
        return end - o->i;
    while (k < end && o->rows[k] < other && !(dead && lede__rowset_has(dead, o->rows[k])))
        k++;
    return k - o->i;
}

/* Copy the articles that come before `other`, as far as the two blocks go. */
static lede_status copy_run(merge *m, source *o, int64_t other, lede_error *err)
{
    lede__written w = {.rows = o->rows + o->i, .hits = (const uint32_t (*)[LEDE__COLUMNS])o->hits + o->i};
    uint32_t lengths[LEDE__BLOCK], room, i;

    if (lede__writer_room(m->w, &room, err) != LEDE_OK)
        return err->status;
    w.count = run_of(o, other, room);
    for (i = 0; i < w.count; i++)
        lengths[i] = length_of(m, w.rows[i]);
    w.lengths = lengths;
    if (!lede__rowset_add_rows(&m->rows, w.rows, w.count))
        return lede__nomem(err);
    if (pass_places(o, w.count, &w.positions, err) != LEDE_OK)
        return err->status;
    w.positions_n = (size_t)(o->places - w.positions);
    if (lede__writer_articles(m->w, &w, err) != LEDE_OK)
        return err->status;
    return settle(o, err);
}

/* The source with the least row, and the least row of the others. NULL where all are past their last. */
static source *least_row(merge *m, int64_t *other)
{
    source *least = NULL;
    size_t i;

    *other = INT64_MAX;
    for (i = 0; i < m->same_n; i++) {
        source *o = m->same[i];

        if (o->row < 0)
            continue;
        if (!least || o->row < least->row) {
            *other = least ? least->row : *other;
            least = o;
        } else if (o->row < *other) {
            *other = o->row;
        }
    }
    return least;
}

static lede_status merge_lists(merge *m, lede_error *err)
{
    int64_t other;
    source *o;
    size_t i;

    for (i = 0; i < m->same_n; i++)
        if (open_list(m, m->same[i], err) != LEDE_OK)
            return err->status;
    while ((o = least_row(m, &other)) != NULL) {
        if (o->row == other)   /* it would live twice */
            return lede__index_damaged(err);
        while (o->row >= 0 && o->row < other)
            if (copy_run(m, o, other, err) != LEDE_OK)
                return err->status;
    }
    return LEDE_OK;
}

/* --- space --------------------------------------------------------------------------------- */

static lede_status delete_chunks(merge *m, source *o, lede__stream stream, int64_t before, lede_error *err)
{
    int64_t first = o->g->id << 32 | (int64_t)stream << 30;
    sqlite3_stmt *st;

    before = before < CHUNKS_MOST ? before : CHUNKS_MOST;
    if (before - o->gone[stream] < GONE_LEAST)
        return LEDE_OK;
    st = lede__sql(m->s, "DELETE FROM posting WHERE key >= ?1 AND key < ?2", err);
    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, first + o->gone[stream]);
    sqlite3_bind_int64(st, 2, first + before);
    o->gone[stream] = before;
    return lede__run_st(m->s, st, err);
}

/* What a source has behind it makes room for the new segment: the file hardly grows. */
static lede_status make_room(merge *m, source *o, lede_error *err)
{
    const lede__term *t = &o->cursor.term;
    lede_status st = delete_chunks(m, o, LEDE__DICTIONARY, o->cursor.own.number, err);

    if (st == LEDE_OK && !t->list)
        st = delete_chunks(m, o, LEDE__LISTS, (int64_t)(t->at / LEDE__CHUNK), err);
    if (st == LEDE_OK && t->articles > LEDE__BLOCK)
        st = delete_chunks(m, o, LEDE__POSITIONS, (int64_t)(t->positions_at / LEDE__CHUNK), err);
    return st;
}

/* --- terms ------------------------------------------------------------------------------------ */

static int compare(const source *a, const source *b)
{
    size_t n = a->cursor.text_n < b->cursor.text_n ? a->cursor.text_n : b->cursor.text_n;
    int d;

    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    d = memcmp(a->cursor.text, b->cursor.text, n);
    return d ? d : (a->cursor.text_n > b->cursor.text_n) - (a->cursor.text_n < b->cursor.text_n);
}

static void find_same(merge *m)
{
    size_t i;
    int d;

    m->same_n = 0;
    for (i = 0; i < m->n; i++) {
        source *o = &m->sources[i];

        if (o->ended)
            continue;
        d = m->same_n ? compare(o, m->same[0]) : 0;
        if (d < 0)
            m->same_n = 0;
        if (d <= 0)
            m->same[m->same_n++] = o;
    }
}

static lede_status advance(source *o, lede_error *err)
{
    lede_status st = lede__cursor_next(&o->cursor, err);

    o->ended = st == LEDE_DONE;
    o->key = o->ended ? 0 : lede__first_eight(o->cursor.text, o->cursor.text_n);
    return o->ended ? LEDE_OK : st;
}

static lede_status merge_terms(merge *m, lede_error *err)
{
    lede_status st = LEDE_OK;
    size_t i;

    for (find_same(m); m->same_n && st == LEDE_OK; find_same(m)) {
        lede__writer_term(m->w, m->same[0]->cursor.text, m->same[0]->cursor.text_n);
        st = merge_lists(m, err);
        if (st == LEDE_OK)
            st = lede__writer_term_end(m->w, err);
        for (i = 0; i < m->same_n && st == LEDE_OK; i++) {
            st = make_room(m, m->same[i], err);
            if (st == LEDE_OK)
                st = advance(m->same[i], err);
        }
    }
    return st;
}

/* --- segments ----------------------------------------------------------------------------------- */

static lede_status begin(merge *m, lede_error *err)
{
    size_t i;

    m->sources = lede__calloc(m->n, sizeof *m->sources);
    m->same = lede__calloc(m->n, sizeof *m->same);
    if (!m->sources || !m->same)
        return lede__nomem(err);
    for (i = 0; i < m->n; i++) {
        source *o = &m->sources[i];

        o->g = &m->v->segments[m->from + i];
        if (lede__cursor_seek(&o->cursor, m->s, o->g, "", 0, err) != LEDE_OK || advance(o, err) != LEDE_OK)
            return err->status;
    }
    if (load_lengths(m, err) != LEDE_OK)
        return err->status;
    return lede__writer_new(m->s, &m->w, err);
}

static void release(merge *m)
{
    size_t i;

    for (i = 0; m->sources && i < m->n; i++)
        lede__list_close(m->sources[i].list);
    lede__free(m->sources);
    lede__free(m->same);
    lede__free(m->lengths);
    lede__rowset_release(&m->rows);
    lede__writer_free(m->w);
}

static lede_status delete_segment(lede_store *s, int64_t id, lede_error *err)
{
    static const char *const statements[] = {
        "DELETE FROM segment WHERE id = ?1",
        "DELETE FROM posting WHERE key BETWEEN ?1 << 32 AND (?1 << 32) + 4294967295",
    };
    size_t i;

    for (i = 0; i < 2; i++) {
        sqlite3_stmt *st = lede__sql(s, statements[i], err);

        if (!st)
            return err->status;
        sqlite3_bind_int64(st, 1, id);
        if (lede__run_st(s, st, err) != LEDE_OK)
            return err->status;
    }
    return LEDE_OK;
}

/* The new segment's row. What it hides matters to older segments: to none where it is the oldest. */
static lede_status end(merge *m, lede_error *err)
{
    const lede__segment *newest = &m->v->segments[m->from + m->n - 1];
    lede__segment_facts facts = {newest->age, m->rows.count, newest->live_articles, newest->live_tokens, NULL};
    lede__rowset hides;
    lede_status st = LEDE_OK;
    size_t i;

    lede__rowset_init(&hides);
    facts.hides = &hides;
    for (i = 0; m->from && i < m->n && st == LEDE_OK; i++)
        if (!lede__rowset_join(&hides, &m->sources[i].g->hides))
            st = lede__nomem(err);
    if (st == LEDE_OK)
        st = lede__writer_end(m->w, &facts, err);
    for (i = 0; i < m->n && st == LEDE_OK; i++)
        st = delete_segment(m->s, m->sources[i].g->id, err);
    lede__rowset_release(&hides);
    return st;
}

static lede_status run(lede_store *s, lede__view *v, size_t from, size_t n, lede_error *err)
{
    merge m = {.s = s, .v = v, .from = from, .n = n};
    lede_status st = begin(&m, err);

    if (st == LEDE_OK)
        st = merge_terms(&m, err);
    if (st == LEDE_OK)
        st = end(&m, err);
    release(&m);
    return st;
}

/* --- which ------------------------------------------------------------------------------------- */

/*
 * A segment of n articles is of level log8(n).
 *
 * After little was added the newest segments are merged as far back as none is
 * above a level, once together they are: so a level has seven segments at most,
 * and an article is written again once a level. Levels from LITTLE_LEVELS on are
 * left alone: a small write never waits for a large merge.
 *
 * After much, neighbours become one as long as it has MOST articles at most, so
 * that no merge takes long: while more comes when it is nearly as large, and in
 * the end wherever none is by far the largest.
 */
enum { FANOUT_BITS = 3, LITTLE_LEVELS = 4, LEVELS = 6, MOST = 1 << 17 };

typedef struct range {
    size_t from, n;             /* segments; n 0: none */
    int64_t sum, largest;
} range;

static int64_t weight(const lede__segment *g)
{
    return g->articles + g->hides.count;
}

static void take_in(range *r, const lede__segment *g)
{
    r->n++;
    r->sum += weight(g);
    r->largest = weight(g) > r->largest ? weight(g) : r->largest;
}

static int64_t limit_of(int level)
{
    return (int64_t)1 << FANOUT_BITS * (level + 1);
}

/* The newest segments of which none is above the level. */
static range tail_of(const lede__view *v, int level)
{
    range r = {v->n, 0, 0, 0};

    while (r.from > 0 && weight(&v->segments[r.from - 1]) < limit_of(level))
        take_in(&r, &v->segments[--r.from]);
    return r;
}

static range after_little(const lede__view *v)
{
    int level;
    range r;

    for (level = LITTLE_LEVELS; level-- > 0;) {
        r = tail_of(v, level);
        if (r.n > 1 && r.sum >= limit_of(level))
            return r;
    }
    return (range){0};
}

/* Segments from one on that are not above the level, no more than make MOST. */
static range group_at(const lede__view *v, size_t from, int level)
{
    range r = {from, 0, 0, 0};
    size_t i;

    for (i = from; i < v->n && weight(&v->segments[i]) < limit_of(level) && r.sum + weight(&v->segments[i]) <= MOST; i++)
        take_in(&r, &v->segments[i]);
    return r;
}

static range after_much(const lede__view *v, int64_t least)
{
    int level;
    size_t i;
    range r;

    for (level = LEVELS; level-- > 0;)
        for (i = 0; i + 1 < v->n; i++) {
            r = group_at(v, i, level);
            if (r.n > 1 && r.sum >= least && r.largest <= r.sum / 4 * 3)
                return r;
        }
    return (range){0};
}

static lede_status merge_range(lede_store *s, lede__view *v, range r, lede_error *err)
{
    lede_status st = r.n ? run(s, v, r.from, r.n, err) : LEDE_OK;

    lede__view_done(s);
    if (r.n)
        lede__view_free(s);
    return st;
}

lede_status lede__postings_merge(lede_store *s, lede__merge when, int *did, lede_error *err)
{
    lede__view *v;
    range r;

    *did = 0;
    if (lede__view_get(s, &v, err) != LEDE_OK)
        return err->status;
    r = when == LEDE__AFTER_LITTLE ? after_little(v) : after_much(v, when == LEDE__AMID_MUCH ? MOST / 4 * 3 : 0);
    *did = r.n > 0;
    return merge_range(s, v, r, err);
}

lede_status lede__postings_merge_all(lede_store *s, lede_error *err)
{
    lede__view *v;

    if (lede__view_get(s, &v, err) != LEDE_OK)
        return err->status;
    return merge_range(s, v, (range){0, v->n > 1 ? v->n : 0, 0, 0}, err);
}

lede_status lede__postings_clear(lede_store *s, lede_error *err)
{
    lede_status st = lede__do(s, "DELETE FROM segment", err);

    lede__postings_drop(s);
    return st == LEDE_OK ? lede__do(s, "DELETE FROM posting", err) : st;
}
