/* The inverted index: writing a segment. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/postings_in.h"

enum { BUFFERS = 8 };

/* A stream in the making: its last chunk is in memory. */
typedef struct stream {
    lede__chunk chunk;          /* `number` is the next to be written */
} stream;

/*
 * The current list: what is complete of it in `list` (blocks) and `directory`,
 * and the block in the making. It becomes a long one with its second block.
 */
struct lede__writer {
    lede_store *s;
    int64_t id;
    int64_t terms;
    uint32_t first, last;
    stream lists, places;

    char term[LEDE_TERM_MAX], before[LEDE_TERM_MAX];
    size_t term_n, before_n;
    lede_buf entries, restarts, root;   /* of the dictionary's chunk; of the segment */
    unsigned in_chunk;          /* terms */
    int64_t chunks;

    lede__block block;
    uint32_t most[LEDE__COLUMNS], least;
    lede_buf positions;         /* of the block */
    lede_buf directory, list, place, scratch;
    uint32_t list_articles;     /* in complete blocks */
    uint64_t base;              /* what the block's first row could be */
    uint64_t places_at;         /* where the list's positions begin */
};

/* --- streams --------------------------------------------------------------------------- */

static lede_status put_chunk(lede__writer *w, lede__stream which, int64_t number, const void *bytes, size_t n,
                             lede_error *err)
{
    sqlite3_stmt *st = lede__sql(w->s, "INSERT INTO posting(key, bytes) VALUES(?1, ?2)", err);

    if (!st)
        return err->status;
    if (number >= 1 << 30)
        return lede__fail(err, LEDE_LIMIT, "the full-text index is too large");
    sqlite3_bind_int64(st, 1, w->id << 32 | (int64_t)which << 30 | number);
    sqlite3_bind_blob(st, 2, bytes, (int)n, SQLITE_STATIC);
    return lede__run_st(w->s, st, err);
}

static stream *stream_of(lede__writer *w, lede__stream which)
{
    return which == LEDE__LISTS ? &w->lists : &w->places;
}

static uint64_t stream_at(lede__writer *w, lede__stream which)
{
    const stream *t = stream_of(w, which);

    return (uint64_t)t->chunk.number * LEDE__CHUNK + t->chunk.n;
}

static lede_status stream_add(lede__writer *w, lede__stream which, const lede_buf *b, lede_error *err)
{
    stream *t = stream_of(w, which);
    size_t at = 0, take;

    if (b->failed)
        return lede__nomem(err);
    while (at < b->n) {
        take = LEDE__CHUNK - t->chunk.n < b->n - at ? LEDE__CHUNK - t->chunk.n : b->n - at;
        memcpy(t->chunk.bytes + t->chunk.n, b->s + at, take);
        t->chunk.n += take;
        at += take;
        if (t->chunk.n < LEDE__CHUNK)
            break;
        if (put_chunk(w, which, t->chunk.number++, t->chunk.bytes, LEDE__CHUNK, err) != LEDE_OK)
            return err->status;
        t->chunk.n = 0;
    }
    return LEDE_OK;
}

static lede_status stream_end(lede__writer *w, lede__stream which, lede_error *err)
{
    stream *t = stream_of(w, which);

    return t->chunk.n ? put_chunk(w, which, t->chunk.number, t->chunk.bytes, t->chunk.n, err) : LEDE_OK;
}

/* --- beginning and ending ----------------------------------------------------------------- */

static lede_buf *const *buffers(lede__writer *w, lede_buf *out[BUFFERS])
{
    out[0] = &w->entries;
    out[1] = &w->restarts;
    out[2] = &w->root;
    out[3] = &w->positions;
    out[4] = &w->directory;
    out[5] = &w->list;
    out[6] = &w->place;
    out[7] = &w->scratch;
    return out;
}

lede_status lede__writer_new(lede_store *s, lede__writer **out, lede_error *err)
{
    lede_buf *all[BUFFERS];
    lede__writer *w = lede__calloc(1, sizeof *w);
    size_t i;

    *out = NULL;
    if (!w)
        return lede__nomem(err);
    for (i = 0; i < BUFFERS; i++)
        lede_buf_init(buffers(w, all)[i]);
    w->s = s;
    w->first = UINT32_MAX;
    if (lede__number(s, "SELECT coalesce(max(id), 0) + 1 FROM segment", 0, 0, 1, &w->id, err) != LEDE_OK) {
        lede__writer_free(w);
        return err->status;
    }
    *out = w;
    return LEDE_OK;
}

void lede__writer_free(lede__writer *w)
{
    lede_buf *all[BUFFERS];
    size_t i;

    if (!w)
        return;
    for (i = 0; i < BUFFERS; i++)
        lede_buf_release(buffers(w, all)[i]);
    lede__free(w);
}

/* --- the dictionary ------------------------------------------------------------------------- */

static lede_status end_chunk(lede__writer *w, lede_error *err)
{
    unsigned char count[2];
    lede_buf *b = &w->scratch;
    uint32_t i, n = (uint32_t)(w->restarts.n / 2), head = 2 + n * 2;
    char *at;

    if (!w->in_chunk)
        return LEDE_OK;
    lede__put16(count, n);
    lede_buf_clear(b);
    lede_buf_add(b, (const char *)count, 2);
    lede_buf_add(b, w->restarts.s, w->restarts.n);
    lede_buf_add(b, w->entries.s, w->entries.n);
    if (b->failed || w->restarts.failed || w->entries.failed)
        return lede__nomem(err);
    for (i = 0, at = b->s + 2; i < n; i++, at += 2)   /* from the start of the chunk */
        lede__put16((unsigned char *)at, lede__get16((unsigned char *)at) + head);
    lede_buf_clear(&w->entries);
    lede_buf_clear(&w->restarts);
    w->in_chunk = 0;
    return put_chunk(w, LEDE__DICTIONARY, w->chunks++, b->s, b->n, err);
}

static size_t shared_with_before(const lede__writer *w)
{
    size_t i, n = w->before_n < w->term_n ? w->before_n : w->term_n;

    for (i = 0; i < n && w->before[i] == w->term[i]; i++)
        ;
    return i;
}

/* Append the term, articles and where the list is; `inside` is the list where it stands here. */
static lede_status put_term(lede__writer *w, const lede_buf *place, const lede_buf *inside, lede_error *err)
{
    size_t most = w->term_n + 20 + place->n + (inside ? inside->n : 0), shared;
    unsigned char offset[2];

    if (place->failed)
        return lede__nomem(err);
    if (2 + w->restarts.n + 2 + w->entries.n + most > LEDE__CHUNK && end_chunk(w, err) != LEDE_OK)
        return err->status;
    shared = w->in_chunk % LEDE__RESTART ? shared_with_before(w) : 0;
    if (!w->in_chunk) {
        lede__add_varint(&w->root, w->term_n);
        lede_buf_add(&w->root, w->term, w->term_n);
    }
    if (w->in_chunk++ % LEDE__RESTART == 0) {
        lede__put16(offset, (uint32_t)w->entries.n);
        lede_buf_add(&w->restarts, (const char *)offset, 2);
    }
    lede__add_varint(&w->entries, shared);
    lede__add_varint(&w->entries, w->term_n - shared);
    lede_buf_add(&w->entries, w->term + shared, w->term_n - shared);
    lede_buf_add(&w->entries, place->s, place->n);
    if (inside)
        lede_buf_add(&w->entries, inside->s, inside->n);
    memcpy(w->before, w->term, w->term_n);
    w->before_n = w->term_n;
    w->terms++;
    return w->entries.failed || w->restarts.failed || w->root.failed ? lede__nomem(err) : LEDE_OK;
}

/* --- lists ---------------------------------------------------------------------------------- */

static void begin_block(lede__writer *w)
{
    w->block.n = 0;
    w->least = UINT32_MAX;
    memset(w->most, 0, sizeof w->most);
    lede_buf_clear(&w->positions);
}

void lede__writer_term(lede__writer *w, const char *term, size_t n)
{
    memcpy(w->term, term, n);
    w->term_n = n;
    w->list_articles = 0;
    w->base = 0;
    w->places_at = stream_at(w, LEDE__POSITIONS);
    lede_buf_clear(&w->directory);
    lede_buf_clear(&w->list);
    begin_block(w);
}

static uint32_t at_most(uint32_t v, uint32_t most)
{
    return v < most ? v : most;
}

/* The block is complete, and the list a long one. */
static lede_status end_block(lede__writer *w, lede_error *err)
{
    unsigned char e[LEDE__ENTRY];
    uint64_t at = w->list.n, place = stream_at(w, LEDE__POSITIONS) - w->places_at;
    uint32_t last = w->block.rows[w->block.n - 1];

    if (at > INT32_MAX / 2 || place > INT32_MAX / 2)
        return lede__fail(err, LEDE_LIMIT, "a list of the full-text index is too long");
    lede__put_rows_best(&w->list, w->block.rows, w->block.n, w->base);
    lede__put32(e, last);
    lede__put32(e + 4, (uint32_t)at);
    lede__put16(e + 8, (uint32_t)(w->list.n - at));
    e[10] = (unsigned char)at_most(w->most[LEDE__HEADLINE], UINT8_MAX);
    e[11] = (unsigned char)at_most(w->most[LEDE__DEK], UINT8_MAX);
    lede__put16(e + 12, at_most(w->most[LEDE__BODY], UINT16_MAX));
    lede__put16(e + 14, at_most(w->least, UINT16_MAX));
    lede__put32(e + 16, (uint32_t)place);
    lede__put_hits(&w->list, w->block.hits, w->block.n);
    lede_buf_add(&w->directory, (const char *)e, sizeof e);
    if (stream_add(w, LEDE__POSITIONS, &w->positions, err) != LEDE_OK)
        return err->status;
    w->list_articles += w->block.n;
    w->base = (uint64_t)last + 1;
    begin_block(w);
    return w->list.failed || w->directory.failed ? lede__nomem(err) : LEDE_OK;
}

lede_status lede__writer_room(lede__writer *w, uint32_t *room, lede_error *err)
{
    if (w->block.n == LEDE__BLOCK && end_block(w, err) != LEDE_OK)
        return err->status;
    *room = LEDE__BLOCK - w->block.n;
    return LEDE_OK;
}

lede_status lede__writer_articles(lede__writer *w, const lede__written *a, lede_error *err)
{
    lede__block *b = &w->block;
    uint32_t i;
    int c;

    memcpy(b->rows + b->n, a->rows, a->count * sizeof *a->rows);
    memcpy(b->hits + b->n, a->hits, a->count * sizeof *a->hits);
    b->n += a->count;
    for (i = 0; i < a->count; i++) {
        w->first = a->rows[i] < w->first ? a->rows[i] : w->first;
        w->last = a->rows[i] > w->last ? a->rows[i] : w->last;
        w->least = a->lengths[i] < w->least ? a->lengths[i] : w->least;
        for (c = 0; c < LEDE__COLUMNS; c++)
            w->most[c] = a->hits[i][c] > w->most[c] ? a->hits[i][c] : w->most[c];
    }
    lede_buf_add(&w->positions, (const char *)a->positions, a->positions_n);
    return w->positions.failed ? lede__nomem(err) : LEDE_OK;
}

static lede_status end_short(lede__writer *w, lede_error *err)
{
    lede_buf *place = &w->place, *list = &w->list;
    uint64_t at = stream_at(w, LEDE__LISTS);
    int inside;

    lede__put_rows(list, w->block.rows, w->block.n, 0);
    lede__put_hits(list, w->block.hits, w->block.n);
    lede_buf_add(list, w->positions.s, w->positions.n);
    if (list->failed)
        return lede__nomem(err);
    inside = list->n <= LEDE__INLINE;
    lede_buf_clear(place);
    lede__add_varint(place, w->block.n);
    lede__add_varint(place, (uint64_t)list->n << 1 | !inside);
    if (inside)
        return put_term(w, place, list, err);
    lede__add_varint(place, at);
    if (stream_add(w, LEDE__LISTS, list, err) != LEDE_OK)
        return err->status;
    return put_term(w, place, NULL, err);
}

/* Offsets of blocks count from the start of the directory. */
static void shift_directory(lede__writer *w)
{
    unsigned char *e = (unsigned char *)w->directory.s;
    size_t i;

    for (i = 0; i < w->directory.n; i += LEDE__ENTRY)
        lede__put32(e + i + 4, lede__get32(e + i + 4) + (uint32_t)w->directory.n);
}

lede_status lede__writer_term_end(lede__writer *w, lede_error *err)
{
    lede_buf *place = &w->place;
    uint64_t at = stream_at(w, LEDE__LISTS);

    if (!w->list_articles)
        return w->block.n ? end_short(w, err) : LEDE_OK;
    if (end_block(w, err) != LEDE_OK)
        return err->status;
    shift_directory(w);
    if (stream_add(w, LEDE__LISTS, &w->directory, err) != LEDE_OK ||
        stream_add(w, LEDE__LISTS, &w->list, err) != LEDE_OK)
        return err->status;
    lede_buf_clear(place);
    lede__add_varint(place, w->list_articles);
    lede__add_varint(place, at);
    lede__add_varint(place, w->directory.n + w->list.n);
    lede__add_varint(place, w->places_at);
    lede__add_varint(place, stream_at(w, LEDE__POSITIONS) - w->places_at);
    return put_term(w, place, NULL, err);
}

/* --- the segment's row ------------------------------------------------------------------------ */

static lede_status put_hides(lede__writer *w, const lede__rowset *hides, lede_error *err)
{
    int64_t *rows;
    uint64_t base = 0;
    int64_t i;

    lede_buf_clear(&w->scratch);
    if (!hides || !hides->count)
        return LEDE_OK;
    rows = lede__reallocn(NULL, (size_t)hides->count, sizeof *rows);
    if (!rows)
        return lede__nomem(err);
    lede__rowset_list(hides, rows);
    for (i = 0; i < hides->count; i++) {
        lede__add_varint(&w->scratch, (uint64_t)rows[i] - base);
        base = (uint64_t)rows[i] + 1;
    }
    lede__free(rows);
    return w->scratch.failed ? lede__nomem(err) : LEDE_OK;
}

lede_status lede__writer_end(lede__writer *w, const lede__segment_facts *facts, lede_error *err)
{
    sqlite3_stmt *st;

    if (end_chunk(w, err) != LEDE_OK || stream_end(w, LEDE__LISTS, err) != LEDE_OK ||
        stream_end(w, LEDE__POSITIONS, err) != LEDE_OK || put_hides(w, facts->hides, err) != LEDE_OK)
        return err->status;
    st = lede__sql(w->s,
                   "INSERT INTO segment(id, age, articles, terms, first, last, live_articles, live_tokens, root, hides) "
                   "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                   err);
    if (!st)
        return err->status;
    sqlite3_bind_int64(st, 1, w->id);
    sqlite3_bind_int64(st, 2, facts->age ? facts->age : w->id);
    sqlite3_bind_int64(st, 3, facts->articles);
    sqlite3_bind_int64(st, 4, w->terms);
    sqlite3_bind_int64(st, 5, w->terms ? w->first : 1);
    sqlite3_bind_int64(st, 6, w->terms ? w->last : 0);
    sqlite3_bind_int64(st, 7, facts->live_articles);
    sqlite3_bind_int64(st, 8, facts->live_tokens);
    sqlite3_bind_blob(st, 9, w->root.n ? w->root.s : "", (int)w->root.n, SQLITE_STATIC);
    sqlite3_bind_blob(st, 10, w->scratch.n ? w->scratch.s : "", (int)w->scratch.n, SQLITE_STATIC);
    return lede__run_st(w->s, st, err);
}
