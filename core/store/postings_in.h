/*
 * Store layer. The inside of the inverted index: its format, and what the
 * postings_*.c share.
 *
 * A segment is a row of `segment` and its bytes, three streams cut into chunks
 * of LEDE__CHUNK bytes, rows of `posting` under id << 32 | stream << 30 | number.
 * `age` orders segments: one merged of several has the age of the newest.
 * Numbers of variable length are base 128, low digits first; rows, positions
 * and terms that ascend are written as the distance to the least that could
 * follow, so that any bytes ascend.
 *
 *   dictionary  chunks that stand for themselves: a count of restarts and their
 *               offsets (16 bits each), then terms in the order of their bytes:
 *               length shared with the one before, rest's length, rest,
 *               articles, and
 *                 up to 128 articles   size << 1, the list itself
 *                                   or size << 1 | 1, its place in the lists
 *                 more                 place and size of the list, place and
 *                                      size of its positions
 *               Every LEDE__RESTART-th term shares nothing. `segment.root` has
 *               the first term of each chunk: length, bytes.
 *   lists       a short list is rows, hits, positions. A longer one is a
 *               directory (LEDE__ENTRY bytes a block), then blocks: a byte that
 *               says how rows are written, rows, hits.
 *   positions   of longer lists, block by block.
 *
 *   rows        numbers of variable length, or (LEDE__BITMAP) a bit a row
 *   hits        two bits an article, four to a byte, low bits first: 1 to 3 hits
 *               in the body, or 0: body << 1 | other follows the bits, and where
 *               other is set headline and dek
 *   positions   an article's columns in order, `hits` numbers each
 *
 * `segment.hides` are rows that count no more in older segments.
 */
#ifndef LEDE_STORE_POSTINGS_IN_H
#define LEDE_STORE_POSTINGS_IN_H

#include "base/buf.h"
#include "lede/text.h"
#include "store/postings.h"
#include "store/store_in.h"

enum {
    LEDE__CHUNK = 8144,         /* two of them fill a page of 16,384 (one, of 8,192 as stores were made at first) */
    LEDE__RESTART = 16,
    LEDE__ENTRY = 20,           /* last row 4, block's offset 4, hits' in it 2, most 1 1 2, least length 2, positions' offset 4 */
    LEDE__INLINE = 120,         /* a list of so many bytes stands in the dictionary */
    LEDE__VARINTS = 0, LEDE__BITMAP = 1
};

typedef enum lede__stream { LEDE__DICTIONARY, LEDE__LISTS, LEDE__POSITIONS, LEDE__STREAMS } lede__stream;

/* --- numbers --------------------------------------------------------------------- */

static inline uint32_t lede__get16(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static inline uint32_t lede__get32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint64_t lede__get64(const unsigned char *p)
{
    return (uint64_t)lede__get32(p) | (uint64_t)lede__get32(p + 4) << 32;
}

static inline void lede__put16(unsigned char *p, uint32_t v)
{
    p[0] = (unsigned char)v;
    p[1] = (unsigned char)(v >> 8);
}

static inline void lede__put32(unsigned char *p, uint32_t v)
{
    lede__put16(p, v);
    lede__put16(p + 2, v >> 16);
}

/* Both read a number and return what follows it; NULL where it is cut off or too large, or p is. */
const unsigned char *lede__long_varint(const unsigned char *p, const unsigned char *end, uint64_t most, uint64_t *v);

static inline const unsigned char *lede__varint(const unsigned char *p, const unsigned char *end, uint32_t *v)
{
    uint64_t wide = 0;

    if (p && p < end && *p < 0x80) {
        *v = *p;
        return p + 1;
    }
    p = lede__long_varint(p, end, UINT32_MAX, &wide);
    *v = (uint32_t)wide;
    return p;
}

/* At most 10 bytes; returns how many. */
size_t lede__put_varint(unsigned char *p, uint64_t v);
void lede__add_varint(lede_buf *b, uint64_t v);

/* --- blocks (postings_block.c) ------------------------------------------------------ */

/* Some articles of a list. */
typedef struct lede__block {
    uint32_t n;
    uint32_t rows[LEDE__BLOCK];
    uint32_t hits[LEDE__BLOCK][LEDE__COLUMNS];
} lede__block;

/* `base` is the least that the first row could be. */
void lede__put_rows(lede_buf *b, const uint32_t *rows, uint32_t n, uint64_t base);
void lede__put_rows_best(lede_buf *b, const uint32_t *rows, uint32_t n, uint64_t base);   /* with the byte that says how */
void lede__put_hits(lede_buf *b, uint32_t (*hits)[LEDE__COLUMNS], uint32_t n);

/* They return what follows; NULL where the bytes are not n rows, or hits. */
const unsigned char *lede__get_rows(const unsigned char *p, const unsigned char *end, uint64_t base, uint32_t *rows,
                                    uint32_t n);
const unsigned char *lede__get_rows_best(const unsigned char *p, const unsigned char *end, uint64_t base, uint32_t *rows,
                                         uint32_t n);
const unsigned char *lede__get_hits(const unsigned char *p, const unsigned char *end, uint32_t (*hits)[LEDE__COLUMNS],
                                    uint32_t n);
/* What the hits weigh together, column by column. */
const unsigned char *lede__get_weighed(const unsigned char *p, const unsigned char *end,
                                       const double weights[LEDE__COLUMNS], float *out, uint32_t n);
/* Past `count` numbers; NULL where there are fewer. */
const unsigned char *lede__skip_varints(const unsigned char *p, const unsigned char *end, uint64_t count);

/* --- the view ------------------------------------------------------------------------ */

typedef struct lede__first {
    const char *s;
    size_t n;
} lede__first;

typedef struct lede__segment {
    int64_t id, age, articles, live_articles, live_tokens;
    uint32_t first, last;
    char *root;
    lede__first *firsts;        /* first terms of the dictionary's chunks */
    size_t chunks;
    lede__rowset hides;
    const lede__rowset *dead;   /* NULL where none */
    struct lede__chunk *kept;   /* of the dictionary, that was read last: words of one stem are neighbours */
} lede__segment;

struct lede__view {
    lede_store *s;
    int64_t data_version;
    int64_t articles, tokens;
    lede__segment *segments;    /* oldest first */
    size_t n, cap;
    lede__rowset *dead;         /* sets that segments point to */
    size_t dead_n;
};

void lede__view_free(lede_store *s);
lede_status lede__index_damaged(lede_error *err);

/* --- reading bytes (postings_read.c) ----------------------------------------------------- */

/* Append `n` bytes of a stream from `at`; memory grows with what is there, not with what is asked. */
lede_status lede__span(lede_store *s, int64_t segment, lede__stream stream, uint64_t at, size_t n, lede_buf *out,
                       lede_error *err);

/* A chunk in memory. */
typedef struct lede__chunk {
    int64_t number;             /* -1: none */
    size_t n;
    unsigned char bytes[LEDE__CHUNK];
} lede__chunk;

lede_status lede__chunk_read(lede_store *s, int64_t segment, lede__stream stream, int64_t number, lede__chunk *out,
                             lede_error *err);

/* A walk over a segment's dictionary. */
typedef struct lede__cursor {
    lede_store *s;
    const lede__segment *segment;
    lede__chunk *kept;          /* the segment's, or NULL: then it is */
    lede__chunk own;
    const unsigned char *at, *end;
    lede__term term;            /* current */
    int any;                    /* `text` has a term */
    int ready;                  /* it is the next one */
    size_t text_n;
    char text[LEDE_TERM_MAX];
} lede__cursor;

/* Go before the first term that is not less than the n bytes. */
lede_status lede__cursor_seek(lede__cursor *c, lede_store *s, const lede__segment *segment, const char *term, size_t n,
                              lede_error *err);
/* The same for a look-up in a view, by the chunk that its segment keeps. */
lede_status lede__cursor_look_up(lede__cursor *c, lede_store *s, lede__segment *segment, const char *term, size_t n,
                                 lede_error *err);
/* The next term, LEDE_DONE after the last. */
lede_status lede__cursor_next(lede__cursor *c, lede_error *err);

/* The bytes of all positions of a block, as they are stored; valid until the next call for the list. */
lede_status lede__list_raw(lede__list *l, uint32_t block, const unsigned char **bytes, size_t *n, lede_error *err);

/* --- writing a segment (postings_write.c) -------------------------------------------------- */

typedef struct lede__writer lede__writer;

/* What a segment's row says of it beside its dictionary. */
typedef struct lede__segment_facts {
    int64_t age;                /* 0: the newest of all */
    int64_t articles;           /* of its own */
    int64_t live_articles, live_tokens;
    const lede__rowset *hides;  /* NULL: none */
} lede__segment_facts;

lede_status lede__writer_new(lede_store *s, lede__writer **out, lede_error *err);
void lede__writer_free(lede__writer *w);
/* Articles of a term, as they are put into its list. */
typedef struct lede__written {
    uint32_t count;
    const uint32_t *rows;       /* ascending */
    const uint32_t (*hits)[LEDE__COLUMNS];
    const uint32_t *lengths;
    const unsigned char *positions;   /* of all of them */
    size_t positions_n;
} lede__written;

/* A term, greater than the one before; its articles, rows ascending; its end. A term without articles is left out. */
void lede__writer_term(lede__writer *w, const char *term, size_t n);
/* How many articles can be put at once, and to put no more than so many. */
lede_status lede__writer_room(lede__writer *w, uint32_t *room, lede_error *err);
lede_status lede__writer_articles(lede__writer *w, const lede__written *a, lede_error *err);
lede_status lede__writer_term_end(lede__writer *w, lede_error *err);
lede_status lede__writer_end(lede__writer *w, const lede__segment_facts *facts, lede_error *err);

#endif
