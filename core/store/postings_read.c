/* The inverted index: chunks of bytes, and a segment's dictionary. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/postings_in.h"

/* --- bytes ----------------------------------------------------------------------------- */

/* The row of a chunk; the statement stays on it. */
static lede_status chunk_row(lede_store *s, int64_t segment, lede__stream stream, int64_t number, sqlite3_stmt **st,
                             lede_error *err)
{
    lede_status status;

    *st = lede__sql(s, "SELECT bytes FROM posting WHERE key = ?1", err);
    if (!*st)
        return err->status;
    if (number < 0 || number >= 1 << 30)
        return lede__index_damaged(err);
    sqlite3_bind_int64(*st, 1, segment << 32 | (int64_t)stream << 30 | number);
    status = lede__row_st(s, *st, err);
    return status == LEDE_DONE ? lede__index_damaged(err) : status;
}

lede_status lede__chunk_read(lede_store *s, int64_t segment, lede__stream stream, int64_t number, lede__chunk *out,
                             lede_error *err)
{
    sqlite3_stmt *st;
    const void *bytes;
    int n;

    out->number = -1;
    if (chunk_row(s, segment, stream, number, &st, err) != LEDE_OK)
        return err->status;
    bytes = sqlite3_column_blob(st, 0);
    n = sqlite3_column_bytes(st, 0);
    if (bytes && n > 0 && n <= LEDE__CHUNK) {
        memcpy(out->bytes, bytes, (size_t)n);
        out->n = (size_t)n;
        out->number = number;
    }
    sqlite3_reset(st);
    return out->number < 0 ? lede__index_damaged(err) : LEDE_OK;
}

lede_status lede__span(lede_store *s, int64_t segment, lede__stream stream, uint64_t at, size_t n, lede_buf *out,
                       lede_error *err)
{
    sqlite3_stmt *st;
    const char *bytes;
    size_t offset, take;
    int whole;

    for (; n; n -= take, at += take) {
        if (at / LEDE__CHUNK > INT32_MAX)
            return lede__index_damaged(err);
        if (chunk_row(s, segment, stream, (int64_t)(at / LEDE__CHUNK), &st, err) != LEDE_OK)
            return err->status;
        offset = (size_t)(at % LEDE__CHUNK);
        take = LEDE__CHUNK - offset < n ? LEDE__CHUNK - offset : n;
        bytes = sqlite3_column_blob(st, 0);
        whole = bytes && (size_t)sqlite3_column_bytes(st, 0) >= offset + take;
        if (whole)
            lede_buf_add(out, bytes + offset, take);
        sqlite3_reset(st);
        if (!whole)
            return lede__index_damaged(err);
    }
    return out->failed ? lede__nomem(err) : LEDE_OK;
}

/* --- the dictionary ------------------------------------------------------------------------ */

static int compare(const char *a, size_t a_n, const char *b, size_t b_n)
{
    int d = memcmp(a, b, a_n < b_n ? a_n : b_n);

    return d ? d : a_n < b_n ? -1 : a_n > b_n;
}

/* Where a term's list is. Returns what follows, or NULL. */
static const unsigned char *read_place(const unsigned char *p, const unsigned char *end, lede__term *t)
{
    uint64_t size = 0;

    t->list = NULL;
    t->positions_at = 0;
    t->positions_n = 0;
    if (t->articles > LEDE__BLOCK) {
        p = lede__long_varint(p, end, INT64_MAX, &t->at);
        p = lede__long_varint(p, end, INT32_MAX, &size);
        p = lede__long_varint(p, end, INT64_MAX, &t->positions_at);
        p = lede__long_varint(p, end, INT32_MAX, &t->positions_n);
        t->list_n = (size_t)size;
        return p;
    }
    p = lede__long_varint(p, end, INT32_MAX, &size);
    t->list_n = (size_t)size >> 1;
    if (!p || size & 1)
        return lede__long_varint(p, end, INT64_MAX, &t->at);
    t->at = 0;
    t->list = p;
    return t->list_n <= (size_t)(end - p) ? p + t->list_n : NULL;
}

/* The term at `at`. */
static lede_status read_term(lede__cursor *c, lede_error *err)
{
    const unsigned char *p;
    uint32_t shared, rest;
    size_t old_n = c->text_n;
    int ordered;

    p = lede__varint(c->at, c->end, &shared);
    p = lede__varint(p, c->end, &rest);
    if (!p || shared > c->text_n || !rest || rest > LEDE_TERM_MAX - shared || rest > (size_t)(c->end - p))
        return lede__index_damaged(err);
    /* Greater than the one before: the first byte that differs is greater, or there was none. */
    ordered = !c->any || shared == old_n || (unsigned char)c->text[shared] < *p ||
              (shared == 0 && compare((const char *)p, rest, c->text, old_n) > 0);
    if (!ordered)
        return lede__index_damaged(err);
    memcpy(c->text + shared, p, rest);
    c->text_n = shared + rest;
    c->any = 1;
    p = lede__varint(p + rest, c->end, &c->term.articles);
    p = read_place(p, c->end, &c->term);
    if (!p || !c->term.articles || c->term.articles > INT32_MAX)
        return lede__index_damaged(err);
    c->term.s = c->text;
    c->term.n = c->text_n;
    c->at = p;
    return LEDE_OK;
}

static lede__chunk *chunk_of(lede__cursor *c)
{
    return c->kept ? c->kept : &c->own;
}

/* Load a chunk of the dictionary and stand before its first term. */
static lede_status enter(lede__cursor *c, int64_t number, lede_error *err)
{
    lede__chunk *chunk = chunk_of(c);
    lede_status st = LEDE_OK;

    if (chunk->number != number)
        st = lede__chunk_read(c->s, c->segment->id, LEDE__DICTIONARY, number, chunk, err);
    if (st != LEDE_OK)
        return st;
    if (chunk->n < 4 || !lede__get16(chunk->bytes) || lede__get16(chunk->bytes) * 2 + 2 >= chunk->n)
        return lede__index_damaged(err);
    c->end = chunk->bytes + chunk->n;
    c->at = chunk->bytes + 2 + lede__get16(chunk->bytes) * 2;
    return LEDE_OK;
}

/* The term of a restart: no list is looked at. */
static lede_status restart_term(lede__cursor *c, unsigned i, const unsigned char **at, const char **s, size_t *n,
                                lede_error *err)
{
    const lede__chunk *chunk = chunk_of(c);
    const unsigned char *p;
    uint32_t shared, rest, offset = lede__get16(chunk->bytes + 2 + i * 2);

    if (offset < 2 + lede__get16(chunk->bytes) * 2 || offset >= chunk->n)
        return lede__index_damaged(err);
    *at = chunk->bytes + offset;
    p = lede__varint(*at, c->end, &shared);
    p = lede__varint(p, c->end, &rest);
    if (!p || shared || !rest || rest > (size_t)(c->end - p))
        return lede__index_damaged(err);
    *s = (const char *)p;
    *n = rest;
    return LEDE_OK;
}

/* Stand before the last restart whose term is not greater. */
static lede_status seek_restart(lede__cursor *c, const char *term, size_t n, lede_error *err)
{
    unsigned low = 0, high = lede__get16(chunk_of(c)->bytes), middle;
    const unsigned char *at;
    const char *s;
    size_t s_n;

    while (high - low > 1) {
        middle = low + (high - low) / 2;
        if (restart_term(c, middle, &at, &s, &s_n, err) != LEDE_OK)
            return err->status;
        if (compare(s, s_n, term, n) <= 0)
            low = middle;
        else
            high = middle;
    }
    return restart_term(c, low, &c->at, &s, &s_n, err);
}

/* The last chunk whose first term is not greater; 0 where the first one's is. */
static size_t find_chunk(const lede__segment *g, const char *term, size_t n)
{
    size_t low = 0, high = g->chunks, middle;

    while (high - low > 1) {
        middle = low + (high - low) / 2;
        if (compare(g->firsts[middle].s, g->firsts[middle].n, term, n) <= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static lede_status seek(lede__cursor *c, lede_store *s, const lede__segment *segment, const char *term, size_t n,
                        lede_error *err)
{
    lede_status st;

    c->s = s;
    c->segment = segment;
    c->text_n = 0;
    c->any = 0;
    c->ready = 0;
    c->at = c->end = NULL;
    if (!segment->chunks)
        return LEDE_OK;
    st = enter(c, (int64_t)find_chunk(segment, term, n), err);
    if (st == LEDE_OK)
        st = seek_restart(c, term, n, err);
    while (st == LEDE_OK) {
        st = lede__cursor_next(c, err);
        if (st == LEDE_OK && compare(c->text, c->text_n, term, n) >= 0) {
            c->ready = 1;
            return LEDE_OK;
        }
    }
    return st == LEDE_DONE ? LEDE_OK : st;
}

lede_status lede__cursor_seek(lede__cursor *c, lede_store *s, const lede__segment *segment, const char *term, size_t n,
                              lede_error *err)
{
    c->kept = NULL;
    c->own.number = -1;
    return seek(c, s, segment, term, n, err);
}

lede_status lede__cursor_look_up(lede__cursor *c, lede_store *s, lede__segment *segment, const char *term, size_t n,
                                 lede_error *err)
{
    if (!segment->kept) {
        if (!(segment->kept = lede__malloc(sizeof *segment->kept)))
            return lede__nomem(err);
        segment->kept->number = -1;
    }
    c->kept = segment->kept;
    return seek(c, s, segment, term, n, err);
}

lede_status lede__cursor_next(lede__cursor *c, lede_error *err)
{
    lede_status st;

    if (!c->at)
        return LEDE_DONE;
    if (c->ready) {
        c->ready = 0;
        return LEDE_OK;
    }
    if (c->at == c->end) {
        if ((size_t)chunk_of(c)->number + 1 >= c->segment->chunks)
            return LEDE_DONE;
        st = enter(c, chunk_of(c)->number + 1, err);
        if (st != LEDE_OK)
            return st;
    }
    return read_term(c, err);
}
