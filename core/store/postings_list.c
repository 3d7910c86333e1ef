/* The inverted index: reading lists of articles. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "store/postings_in.h"

/* Bytes of a stream that are at hand: a chunk, or what was put together across chunks. */
typedef struct window {
    lede__chunk *chunk;
    lede_buf joined;
} window;

/* A list of one block has all its bytes in memory, a longer one its directory. */
struct lede__list_in {
    lede_store *s;
    int64_t segment;
    lede_buf bytes;             /* the short list, or the directory */
    uint64_t at, positions_at;
    size_t list_n, positions_n;
    size_t hits_at, places_at;  /* of a short list: where its parts begin */
    uint32_t last, most[LEDE__COLUMNS];   /* of a short list */
    window list, positions;
    uint32_t (*hits)[LEDE__COLUMNS];      /* of the block whose positions are at hand; made when they are asked for */
    int64_t block;              /* its number, -1: none */
    const unsigned char *places, *places_end;   /* the positions of its articles */
    uint32_t place_i;           /* article that `place` points to */
    const unsigned char *place;
    uint32_t *found;            /* what lede__list_positions gave */
    size_t found_cap;
};

typedef struct lede__list_in list_in;

static int is_short(const lede__list *l)
{
    return l->articles <= LEDE__BLOCK;
}

static uint32_t size_of(const lede__list *l, uint32_t block)
{
    return block + 1 < l->blocks ? (uint32_t)LEDE__BLOCK : l->articles - block * LEDE__BLOCK;
}

static const unsigned char *bytes_of(const list_in *in, size_t at)
{
    return (const unsigned char *)in->bytes.s + at;
}

static const unsigned char *entry(const lede__list *l, uint32_t block)
{
    return bytes_of(l->in, (size_t)block * LEDE__ENTRY);
}

/* --- opening ---------------------------------------------------------------------------- */

static lede_status measure_short(lede__list *l, lede_error *err)
{
    list_in *in = l->in;
    const unsigned char *p, *end = bytes_of(in, in->bytes.n);
    uint32_t rows[LEDE__BLOCK], hits[LEDE__BLOCK][LEDE__COLUMNS], i;
    int c;

    if (!in->bytes.n || !(p = lede__get_rows(bytes_of(in, 0), end, 0, rows, l->articles)))
        return lede__index_damaged(err);
    in->hits_at = (size_t)(p - bytes_of(in, 0));
    if (!(p = lede__get_hits(p, end, hits, l->articles)))
        return lede__index_damaged(err);
    in->places_at = (size_t)(p - bytes_of(in, 0));
    in->last = rows[l->articles - 1];
    memset(in->most, 0, sizeof in->most);
    for (i = 0; i < l->articles; i++)
        for (c = 0; c < LEDE__COLUMNS; c++)
            if (hits[i][c] > in->most[c])
                in->most[c] = hits[i][c];
    return LEDE_OK;
}

/* Every block has room for its rows, and what it says of places is within the list. */
static lede_status check_directory(const lede__list *l, lede_error *err)
{
    const list_in *in = l->in;
    uint64_t least = 0, place = in->bytes.n, positions = 0;
    uint32_t i;

    for (i = 0; i < l->blocks; i++) {
        const unsigned char *e = entry(l, i);

        if (lede__get32(e) < least || lede__get32(e) > INT32_MAX || lede__get32(e + 4) < place ||
            lede__get32(e + 4) >= in->list_n || lede__get32(e + 16) < positions || lede__get32(e + 16) >= in->positions_n)
            return lede__index_damaged(err);
        least = (uint64_t)lede__get32(e) + 1;
        place = (uint64_t)lede__get32(e + 4) + 1;
        positions = (uint64_t)lede__get32(e + 16) + 1;
    }
    return LEDE_OK;
}

static lede_status load(lede__list *l, const lede__term *term, lede_error *err)
{
    list_in *in = l->in;

    size_t n = is_short(l) ? term->list_n : (size_t)l->blocks * LEDE__ENTRY;

    if (n > term->list_n)
        return lede__index_damaged(err);
    if (!term->list) {
        if (lede__span(in->s, in->segment, LEDE__LISTS, term->at, n, &in->bytes, err) != LEDE_OK)
            return err->status;
    } else {
        lede_buf_add(&in->bytes, (const char *)term->list, n);
        if (in->bytes.failed)
            return lede__nomem(err);
    }
    return is_short(l) ? measure_short(l, err) : check_directory(l, err);
}

static lede__list *make(lede_error *err)
{
    struct { lede__list list; list_in in; } *all = lede__calloc(1, sizeof *all);

    if (!all) {
        lede__nomem(err);
        return NULL;
    }
    all->list.in = &all->in;
    return &all->list;
}

lede_status lede__list_of(lede__view *v, size_t segment, const lede__term *term, lede__list **out, lede_error *err)
{
    lede__list *l = *out ? *out : make(err);
    list_in *in;

    *out = NULL;
    if (!l)
        return err->status;
    in = l->in;
    l->articles = term->articles;
    l->blocks = (term->articles + LEDE__BLOCK - 1) / LEDE__BLOCK;
    in->s = v->s;
    in->segment = v->segments[segment].id;
    in->at = term->at;
    in->positions_at = term->positions_at;
    in->list_n = term->list_n;
    in->positions_n = (size_t)term->positions_n;
    in->block = -1;
    lede_buf_clear(&in->bytes);
    if (in->list.chunk)
        in->list.chunk->number = -1;
    if (in->positions.chunk)
        in->positions.chunk->number = -1;
    if (load(l, term, err) != LEDE_OK) {
        lede__list_close(l);
        return err->status;
    }
    *out = l;
    return LEDE_OK;
}

lede_status lede__list_open(lede__view *v, size_t segment, const char *term, size_t n, lede__list **out, lede_error *err)
{
    lede__cursor c;
    lede_status st = lede__cursor_look_up(&c, v->s, &v->segments[segment], term, n, err);

    *out = NULL;
    if (st == LEDE_OK)
        st = lede__cursor_next(&c, err);
    if (st != LEDE_OK)
        return st == LEDE_DONE ? LEDE_OK : st;
    if (c.text_n != n || memcmp(c.text, term, n) != 0)
        return LEDE_OK;
    return lede__list_of(v, segment, &c.term, out, err);
}

void lede__list_close(lede__list *l)
{
    if (!l)
        return;
    lede_buf_release(&l->in->bytes);
    lede__free(l->in->found);
    lede__free(l->in->hits);
    lede__free(l->in->list.chunk);
    lede__free(l->in->positions.chunk);
    lede_buf_release(&l->in->list.joined);
    lede_buf_release(&l->in->positions.joined);
    lede__free(l);
}

lede_status lede__terms(lede__view *v, size_t segment, const char *prefix, size_t n, lede__term_fn fn, void *ud,
                        lede_error *err)
{
    lede__cursor c;
    lede_status st = lede__cursor_look_up(&c, v->s, &v->segments[segment], prefix, n, err);

    while (st == LEDE_OK) {
        st = lede__cursor_next(&c, err);
        if (st != LEDE_OK)
            break;
        if (c.text_n < n || memcmp(c.text, prefix, n) != 0)
            return LEDE_OK;
        if (fn(&c.term, ud))
            return LEDE_STOPPED;
    }
    return st == LEDE_DONE ? LEDE_OK : st;
}

/* --- blocks ------------------------------------------------------------------------------ */

/* `n` bytes at `at`: in the chunk that is at hand, or read. NULL after a failure. */
static const unsigned char *look(list_in *in, window *w, lede__stream stream, uint64_t at, size_t n, lede_error *err)
{
    int64_t number = (int64_t)(at / LEDE__CHUNK);
    size_t offset = (size_t)(at % LEDE__CHUNK);

    if (offset + n > LEDE__CHUNK) {
        lede_buf_clear(&w->joined);
        if (lede__span(in->s, in->segment, stream, at, n, &w->joined, err) != LEDE_OK)
            return NULL;
        return (const unsigned char *)w->joined.s;
    }
    if (!w->chunk) {
        if (!(w->chunk = lede__malloc(sizeof *w->chunk))) {
            lede__nomem(err);
            return NULL;
        }
        w->chunk->number = -1;
    }
    if (w->chunk->number != number &&
        lede__chunk_read(in->s, in->segment, stream, number, w->chunk, err) != LEDE_OK)
        return NULL;
    if (offset + n > w->chunk->n) {
        lede__index_damaged(err);
        return NULL;
    }
    return w->chunk->bytes + offset;
}

/* The bytes of a block's rows and hits. NULL after a failure. */
static const unsigned char *block_bytes(lede__list *l, uint32_t block, size_t *n, lede_error *err)
{
    uint32_t start = lede__get32(entry(l, block) + 4);
    size_t end = block + 1 < l->blocks ? lede__get32(entry(l, block + 1) + 4) : l->in->list_n;

    *n = end - start;
    return look(l->in, &l->in->list, LEDE__LISTS, l->in->at + start, *n, err);
}

uint32_t lede__list_last(const lede__list *l, uint32_t block)
{
    return is_short(l) ? l->in->last : lede__get32(entry(l, block));
}

static uint32_t saturated(uint32_t v, uint32_t most)
{
    return v == most ? UINT32_MAX : v;
}

void lede__list_bound(const lede__list *l, uint32_t block, uint32_t most[LEDE__COLUMNS], uint32_t *least_length)
{
    const unsigned char *e;

    if (is_short(l)) {
        memcpy(most, l->in->most, sizeof l->in->most);
        *least_length = 0;
        return;
    }
    e = entry(l, block);
    most[LEDE__HEADLINE] = saturated(e[10], UINT8_MAX);
    most[LEDE__DEK] = saturated(e[11], UINT8_MAX);
    most[LEDE__BODY] = saturated(lede__get16(e + 12), UINT16_MAX);
    *least_length = lede__get16(e + 14);
}

lede_status lede__list_rows(lede__list *l, uint32_t block, uint32_t rows[LEDE__BLOCK], uint32_t *n, lede_error *err)
{
    const unsigned char *p;
    uint64_t base = block ? (uint64_t)lede__list_last(l, block - 1) + 1 : 0;
    size_t size;

    *n = size_of(l, block);
    if (is_short(l)) {
        p = lede__get_rows(bytes_of(l->in, 0), bytes_of(l->in, l->in->bytes.n), 0, rows, *n);
        return p ? LEDE_OK : lede__index_damaged(err);
    }
    p = block_bytes(l, block, &size, err);
    if (!p)
        return err->status;
    p = lede__get_rows_best(p, p + size, base, rows, *n);
    return p && rows[*n - 1] == lede__list_last(l, block) ? LEDE_OK : lede__index_damaged(err);
}

/* The bytes of a block's hits, which end with *end. NULL after a failure. */
static const unsigned char *hit_bytes(lede__list *l, uint32_t block, const unsigned char **end, lede_error *err)
{
    const unsigned char *p;
    size_t size, offset;

    *end = NULL;
    if (is_short(l)) {
        *end = bytes_of(l->in, l->in->places_at);
        return bytes_of(l->in, l->in->hits_at);
    }
    offset = lede__get16(entry(l, block) + 8);
    if (!(p = block_bytes(l, block, &size, err)))
        return NULL;
    if (offset > size) {
        lede__index_damaged(err);
        return NULL;
    }
    *end = p + size;
    return p + offset;
}

lede_status lede__list_hits(lede__list *l, uint32_t block, uint32_t hits[LEDE__BLOCK][LEDE__COLUMNS], lede_error *err)
{
    const unsigned char *end, *p = hit_bytes(l, block, &end, err);

    if (!p)
        return err->status;
    return lede__get_hits(p, end, hits, size_of(l, block)) == end ? LEDE_OK : lede__index_damaged(err);
}

lede_status lede__list_weighed(lede__list *l, uint32_t block, const double weights[LEDE__COLUMNS], float out[LEDE__BLOCK],
                               lede_error *err)
{
    const unsigned char *end, *p = hit_bytes(l, block, &end, err);

    if (!p)
        return err->status;
    return lede__get_weighed(p, end, weights, out, size_of(l, block)) == end ? LEDE_OK : lede__index_damaged(err);
}

/* --- positions --------------------------------------------------------------------------- */

/* The bytes of a block's positions. NULL after a failure. */
static const unsigned char *places_of(lede__list *l, uint32_t block, size_t *n, lede_error *err)
{
    list_in *in = l->in;
    size_t start;

    if (is_short(l)) {
        *n = in->bytes.n - in->places_at;
        return bytes_of(in, in->places_at);
    }
    start = lede__get32(entry(l, block) + 16);
    *n = (block + 1 < l->blocks ? lede__get32(entry(l, block + 1) + 16) : in->positions_n) - start;
    return look(in, &in->positions, LEDE__POSITIONS, in->positions_at + start, *n, err);
}

/* Have the block's hits, and its positions at hand. */
static lede_status enter_block(lede__list *l, uint32_t block, lede_error *err)
{
    list_in *in = l->in;
    size_t n;

    if (in->block == (int64_t)block)
        return LEDE_OK;
    in->block = -1;
    if (!in->hits && !(in->hits = lede__reallocn(NULL, LEDE__BLOCK, sizeof *in->hits)))
        return lede__nomem(err);
    if (lede__list_hits(l, block, in->hits, err) != LEDE_OK || !(in->places = places_of(l, block, &n, err)))
        return err->status;
    in->places_end = in->places + n;
    in->place = in->places;
    in->place_i = 0;
    in->block = block;
    return LEDE_OK;
}

static uint64_t hits_of(const uint32_t hits[LEDE__COLUMNS])
{
    return (uint64_t)hits[LEDE__HEADLINE] + hits[LEDE__DEK] + hits[LEDE__BODY];
}

/* Stand before the positions of the i-th article. */
static lede_status enter_article(lede__list *l, uint32_t block, uint32_t i, lede_error *err)
{
    list_in *in = l->in;
    uint64_t skip = 0;

    if (enter_block(l, block, err) != LEDE_OK)
        return err->status;
    if (i < in->place_i) {
        in->place = in->places;
        in->place_i = 0;
    }
    for (; in->place_i < i; in->place_i++)
        skip += hits_of(in->hits[in->place_i]);
    in->place = lede__skip_varints(in->place, in->places_end, skip);
    if (in->place)
        return LEDE_OK;
    in->block = -1;
    return lede__index_damaged(err);
}

lede_status lede__list_raw(lede__list *l, uint32_t block, const unsigned char **bytes, size_t *n, lede_error *err)
{
    *bytes = places_of(l, block, n, err);
    return *bytes ? LEDE_OK : err->status;
}

/* The places of one column: NULL where they cannot be so. */
static const unsigned char *get_places(const unsigned char *p, const unsigned char *end, uint32_t n, uint64_t base,
                                       uint64_t *out)
{
    uint64_t position = 0;
    uint32_t i, v;

    for (i = 0; i < n; i++) {
        p = lede__varint(p, end, &v);
        position += v;
        if (!p || position >= LEDE__FURTHEST)
            return NULL;
        out[i] = base | position++;
    }
    return p;
}

lede_status lede__list_places(lede__list *l, uint32_t block, uint32_t i, unsigned columns, uint64_t row,
                              lede__place_buf *out, lede_error *err)
{
    const unsigned char *p;
    list_in *in = l->in;
    uint32_t c;

    if (enter_article(l, block, i, err) != LEDE_OK)
        return err->status;
    p = in->place;
    if (hits_of(in->hits[i]) > (size_t)(in->places_end - p))
        return lede__index_damaged(err);
    if (!lede__grow(&out->v, &out->cap, out->n + (size_t)hits_of(in->hits[i]), sizeof *out->v))
        return lede__nomem(err);
    for (c = 0; c < LEDE__COLUMNS && p; c++) {
        uint32_t n = in->hits[i][c];

        if (!(columns >> c & 1)) {
            p = lede__skip_varints(p, in->places_end, n);
        } else if (n) {
            p = get_places(p, in->places_end, n, row << LEDE__PLACE_ROW | (uint64_t)c << LEDE__PLACE_COLUMN, out->v + out->n);
            out->n += p ? n : 0;
        }
    }
    if (!p)
        return lede__index_damaged(err);
    in->place = p;
    in->place_i = i + 1;
    return LEDE_OK;
}

lede_status lede__list_positions(lede__list *l, uint32_t block, uint32_t i, int column, const uint32_t **positions,
                                 uint32_t *n, lede_error *err)
{
    list_in *in = l->in;
    const unsigned char *p;
    const uint32_t *hits;
    uint64_t skip = 0, base = 0;
    uint32_t k, v;
    int c;

    if (enter_article(l, block, i, err) != LEDE_OK)
        return err->status;
    hits = in->hits[i];
    for (c = 0; c < column; c++)
        skip += hits[c];
    *n = hits[column];
    p = lede__skip_varints(in->place, in->places_end, skip);
    if (!p || *n > (size_t)(in->places_end - p))
        return lede__index_damaged(err);
    if (!lede__grow(&in->found, &in->found_cap, *n ? *n : 1, sizeof *in->found))
        return lede__nomem(err);
    for (k = 0; k < *n; k++) {
        p = lede__varint(p, in->places_end, &v);
        base += v;
        if (!p || base > INT32_MAX)
            return lede__index_damaged(err);
        in->found[k] = (uint32_t)base++;
    }
    *positions = in->found;
    return LEDE_OK;
}
