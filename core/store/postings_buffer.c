/*
 * The inverted index: what waits in memory, and its becoming a segment.
 *
 * A table of terms, each with a chain of pieces of one array of bytes. What a
 * term's chain says, in numbers of variable length:
 *
 *   (articles since * 3 + column) << 1 | 1   another article or column begins
 *   distance << 1                            a position in it
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/map.h"
#include "store/postings_in.h"

enum {
    NEAR = 20,                  /* bytes of a text that is kept in its entry */
    BYTES_MOST = 64 << 20,      /* a buffer that is larger is flushed before the next article */
    PIECE_LEAST = 16, PIECE_MOST = 512, NEXT = 4   /* bytes of a piece; its last say where the next is */
};

/*
 * A term is met in no order, and what waits is far larger than the processor's
 * cache: what every hit needs stands in the first 48 bytes, so that it is
 * fetched at once, and 64 bytes make the entries keep to the lines of the cache.
 */
typedef struct entry {
    char near[NEAR];            /* the text where it is short */
    uint16_t text_n, column;
    uint32_t article;           /* of the last hit: its place in `articles` */
    uint32_t next;              /* position: the least that could follow */
    uint32_t at, end;           /* the chain: the next byte, where this piece's NEXT is */
    uint32_t articles;
    uint32_t mark;              /* the caller's */
    uint32_t head, piece;       /* the chain's first piece, the size of this one */
    uint32_t far;               /* in `texts`: the text where it is long */
    uint32_t hash;              /* the lower half */
} entry;

_Static_assert(sizeof(entry) == 64 && LEDE_TERM_MAX <= UINT16_MAX, "an entry fills a line of the cache");

typedef struct article {
    uint32_t row, length;
} article;

struct lede__postings {
    lede_store *s;
    uint64_t *slots;            /* half of the hash above the index + 1 into entries; 0 is free */
    size_t slots_n;
    entry *entries;
    size_t entries_n, entries_cap;
    char *texts;
    size_t texts_n, texts_cap;
    unsigned char *bytes;
    size_t bytes_n, bytes_cap;
    article *articles;
    size_t articles_n, articles_cap;
    lede__rowset rows, hides;
    uint32_t greatest;          /* row */
    int ascending;              /* the rows are */
    int64_t more_articles, more_tokens;   /* than the index has */
    uint64_t hits;
};

typedef struct lede__postings postings;

/* --- the table ------------------------------------------------------------------------- */

static const char *text_of(const postings *p, const entry *e)
{
    return e->text_n <= NEAR ? e->near : p->texts + e->far;
}

static uint64_t slot_value(size_t i, uint64_t hash)
{
    return hash >> 32 << 32 | (i + 1);
}

static int widen(postings *p)
{
    size_t n = p->slots_n ? p->slots_n * 2 : 1 << 14, i, k;
    uint64_t *slots = n <= UINT32_MAX ? lede__calloc(n, sizeof *slots) : NULL;

    if (!slots)
        return 0;
    for (i = 0; i < p->slots_n; i++) {
        if (!p->slots[i])
            continue;
        for (k = p->entries[(uint32_t)p->slots[i] - 1].hash & (n - 1); slots[k]; k = (k + 1) & (n - 1))
            ;
        slots[k] = p->slots[i];
    }
    lede__free(p->slots);
    p->slots = slots;
    p->slots_n = n;
    return 1;
}

/* A piece of the array of bytes. 0 when memory ran out, or there is too much to be told apart. */
static int take_piece(postings *p, uint32_t size, uint32_t *at)
{
    if (p->bytes_n > UINT32_MAX - PIECE_MOST || !lede__grow(&p->bytes, &p->bytes_cap, p->bytes_n + size, 1))
        return 0;
    *at = (uint32_t)p->bytes_n;
    p->bytes_n += size;
    return 1;
}

static int put_text(postings *p, entry *e, const char *term, size_t n)
{
    e->text_n = (uint16_t)n;
    if (n <= NEAR) {
        memcpy(e->near, term, n);
        return 1;
    }
    if (p->texts_n > UINT32_MAX - LEDE_TERM_MAX || !lede__grow(&p->texts, &p->texts_cap, p->texts_n + n, 1))
        return 0;
    e->far = (uint32_t)p->texts_n;
    memcpy(p->texts + p->texts_n, term, n);
    p->texts_n += n;
    return 1;
}

static entry *add_entry(postings *p, const char *term, size_t n, uint64_t hash)
{
    entry *e;

    if (!lede__grow(&p->entries, &p->entries_cap, p->entries_n + 1, sizeof *p->entries))
        return NULL;
    e = &p->entries[p->entries_n];
    memset(e, 0, sizeof *e);
    e->hash = (uint32_t)hash;
    if (!put_text(p, e, term, n))
        return NULL;
    if (!take_piece(p, PIECE_LEAST, &e->head))
        return NULL;
    e->piece = PIECE_LEAST;
    e->at = e->head;
    e->end = e->head + PIECE_LEAST - NEXT;
    p->entries_n++;
    return e;
}

static entry *entry_of(postings *p, const char *term, size_t n, uint64_t hash)
{
    entry *e;
    size_t i;

    if (p->entries_n * 2 >= p->slots_n && !widen(p))
        return NULL;
    for (i = hash & (p->slots_n - 1); p->slots[i]; i = (i + 1) & (p->slots_n - 1)) {
        if ((p->slots[i] ^ hash) >> 32)
            continue;
        e = &p->entries[(uint32_t)p->slots[i] - 1];
        if (e->text_n == n && memcmp(text_of(p, e), term, n) == 0)
            return e;
    }
    e = add_entry(p, term, n, hash);
    if (e)
        p->slots[i] = slot_value(p->entries_n - 1, hash);
    return e;
}

static int next_piece(postings *p, entry *e)
{
    uint32_t at, size = e->piece < PIECE_MOST ? e->piece * 2 : PIECE_MOST;

    if (!take_piece(p, size, &at))
        return 0;
    lede__put32(p->bytes + e->end, at);
    e->piece = size;
    e->at = at;
    e->end = at + size - NEXT;
    return 1;
}

static int put(postings *p, entry *e, uint64_t v)
{
    for (;; v >>= 7) {
        if (e->at == e->end && !next_piece(p, e))
            return 0;
        if (v < 0x80)
            break;
        p->bytes[e->at++] = (unsigned char)(v | 0x80);
    }
    p->bytes[e->at++] = (unsigned char)v;
    return 1;
}

void lede__postings_fetch(const postings *p, const uint64_t *hashes, size_t n)
{
    size_t i;
    uint64_t slot;

    if (!p->slots_n)
        return;
    for (i = 0; i < n; i++)
        __builtin_prefetch(&p->slots[hashes[i] & (p->slots_n - 1)]);
    for (i = 0; i < n; i++)
        if ((slot = p->slots[hashes[i] & (p->slots_n - 1)]) != 0)
            __builtin_prefetch(&p->entries[(uint32_t)slot - 1], 1);
    for (i = 0; i < n; i++)
        if ((slot = p->slots[hashes[i] & (p->slots_n - 1)]) != 0)
            __builtin_prefetch(p->bytes + p->entries[(uint32_t)slot - 1].at, 1);
}

uint32_t *lede__postings_term(postings *p, int column, uint32_t position, const char *term, size_t n, uint64_t hash)
{
    entry *e = entry_of(p, term, n, hash);
    uint32_t now = (uint32_t)p->articles_n - 1, since;

    if (!e)
        return NULL;
    since = now - e->article;
    if (since || (unsigned)column != e->column || !e->articles) {
        if (!put(p, e, ((uint64_t)since * LEDE__COLUMNS + (unsigned)column) << 1 | 1))
            return NULL;
        e->articles += since || !e->articles;
        e->article = now;
        e->column = (uint16_t)column;
        e->next = 0;
    } else if (position < e->next) {
        return &e->mark;   /* the same place again */
    }
    if (!put(p, e, (uint64_t)(position - e->next) << 1))
        return NULL;
    e->next = position + 1;
    p->hits++;
    return &e->mark;
}

uint64_t lede__postings_hits(const postings *p)
{
    return p->hits;
}

size_t lede__postings_bytes(const postings *p)
{
    return p->bytes_n + p->texts_n + p->entries_n * sizeof(entry);
}

/* --- articles ---------------------------------------------------------------------------- */

static int is_empty(const postings *p)
{
    return !p->articles_n && !p->hides.count;
}

int lede__postings_pending(const lede_store *s)
{
    return s->postings && !is_empty(s->postings);
}

static void clear(postings *p)
{
    if (p->slots)
        memset(p->slots, 0, p->slots_n * sizeof *p->slots);
    p->entries_n = 0;
    p->texts_n = 0;
    p->bytes_n = 0;
    p->articles_n = 0;
    p->greatest = 0;
    p->ascending = 1;
    p->more_articles = 0;
    p->more_tokens = 0;
    p->hits = 0;
    lede__rowset_release(&p->rows);
    lede__rowset_release(&p->hides);
}

static lede_status have(lede_store *s, lede_error *err)
{
    if (s->postings)
        return LEDE_OK;
    s->postings = lede__calloc(1, sizeof *s->postings);
    if (!s->postings)
        return lede__nomem(err);
    s->postings->s = s;
    s->postings->ascending = 1;
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
    p->articles[p->articles_n++] = (article){(uint32_t)row, 0};
    p->ascending = p->ascending && (row > p->greatest || p->articles_n == 1);
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

void lede__postings_drop(lede_store *s)
{
    if (s->postings)
        clear(s->postings);
    lede__view_free(s);
}

void lede__postings_free(lede_store *s)
{
    postings *p = s->postings;

    lede__postings_drop(s);
    if (!p)
        return;
    lede__free(p->slots);
    lede__free(p->entries);
    lede__free(p->texts);
    lede__free(p->bytes);
    lede__free(p->articles);
    lede__free(p);
    s->postings = NULL;
}

/* --- in order ------------------------------------------------------------------------------ */

/* A term, or an article, where it is to be written. */
typedef struct ordered {
    uint64_t key;
    uint32_t i;
} ordered;

static uint64_t key_of(const postings *p, const entry *e)
{
    const char *text = text_of(p, e);
    uint64_t key = 0;
    size_t n = e->text_n < 8 ? e->text_n : 8, i;

    for (i = 0; i < n; i++)
        key |= (uint64_t)(unsigned char)text[i] << (56 - 8 * i);
    return key;
}

/* By key, equal ones as they stood: a pass a byte, none where all have the same. `spare` is as long as `a`. */
static ordered *sort_by_key(ordered *a, ordered *spare, size_t n)
{
    size_t counts[256], i, sum, count;
    unsigned shift;
    ordered *t;

    for (shift = 0; shift < 64; shift += 8) {
        memset(counts, 0, sizeof counts);
        for (i = 0; i < n; i++)
            counts[a[i].key >> shift & 255]++;
        if (n && counts[a[0].key >> shift & 255] == n)
            continue;
        for (i = 0, sum = 0; i < 256; i++) {
            count = counts[i];
            counts[i] = sum;
            sum += count;
        }
        for (i = 0; i < n; i++)
            spare[counts[a[i].key >> shift & 255]++] = a[i];
        t = a;
        a = spare;
        spare = t;
    }
    return a;
}

static int text_after(const postings *p, const ordered *a, const ordered *b)
{
    const entry *x = &p->entries[a->i], *y = &p->entries[b->i];
    int d = memcmp(text_of(p, x), text_of(p, y), x->text_n < y->text_n ? x->text_n : y->text_n);

    return d ? d > 0 : x->text_n > y->text_n;
}

/* Heap sort of terms whose first eight bytes are equal: never slow, whatever they are. */
static void sift(const postings *p, ordered *a, size_t at, size_t n)
{
    ordered moved = a[at];
    size_t kid;

    for (; (kid = at * 2 + 1) < n; at = kid) {
        if (kid + 1 < n && text_after(p, &a[kid + 1], &a[kid]))
            kid++;
        if (!text_after(p, &a[kid], &moved))
            break;
        a[at] = a[kid];
    }
    a[at] = moved;
}

static void sort_alike(const postings *p, ordered *a, size_t n)
{
    size_t i;
    ordered t;

    for (i = n / 2; i-- > 0;)
        sift(p, a, i, n);
    for (i = n; i-- > 1;) {
        t = a[0];
        a[0] = a[i];
        a[i] = t;
        sift(p, a, 0, i);
    }
}

static ordered *terms_in_order(const postings *p, ordered *a, ordered *spare)
{
    size_t i, k, n = p->entries_n;

    for (i = 0; i < n; i++)
        a[i] = (ordered){key_of(p, &p->entries[i]), (uint32_t)i};
    a = sort_by_key(a, spare, n);
    for (i = 0; i < n; i = k) {
        for (k = i + 1; k < n && a[k].key == a[i].key; k++)
            ;
        if (k - i > 1)
            sort_alike(p, a + i, k - i);
    }
    return a;
}

/* --- flushing -------------------------------------------------------------------------------- */

/* A chain being read. */
typedef struct chain {
    const postings *p;
    uint32_t at, end, piece;    /* as the entry's */
    uint32_t left;              /* articles that are not read */
    const entry *e;
} chain;

static unsigned char chain_byte(chain *c)
{
    if (c->at == c->end) {
        c->at = lede__get32(c->p->bytes + c->end);
        c->piece = c->piece < PIECE_MOST ? c->piece * 2 : PIECE_MOST;
        c->end = c->at + c->piece - NEXT;
    }
    return c->p->bytes[c->at++];
}

static uint64_t chain_number(chain *c)
{
    uint64_t v = 0;
    unsigned shift = 0;
    unsigned char byte;

    do {
        byte = chain_byte(c);
        v |= (uint64_t)(byte & 0x7F) << shift;
        shift += 7;
    } while (byte & 0x80);
    return v;
}

static int chain_ends(const chain *c)
{
    return c->at == c->e->at && c->end == c->e->end;
}

/* One article of a list: its place among the articles, hits, and where its positions are in the flush's buffer. */
typedef struct item {
    uint32_t article;
    uint32_t hits[LEDE__COLUMNS];
    size_t at, n;
} item;

typedef struct flush {
    const postings *p;
    lede__writer *w;
    lede_buf positions;
    item *items;                /* where rows do not ascend: the list, and its order */
    size_t items_cap;
    ordered *order, *spare;
    size_t order_cap, spare_cap;
} flush;

/*
 * Read the next article of a chain, whose first number is *head; it becomes the
 * next article's, if there is one.
 */
static void read_article(flush *f, chain *c, uint64_t *head, item *it)
{
    uint64_t v = *head;
    unsigned column = 0;

    it->article += (uint32_t)((v >> 1) / LEDE__COLUMNS);
    memset(it->hits, 0, sizeof it->hits);
    it->at = f->positions.n;
    do {
        if (v & 1)
            column = (unsigned)((v >> 1) % LEDE__COLUMNS);
        else {
            it->hits[column]++;
            lede__add_varint(&f->positions, v >> 1);
        }
        if (chain_ends(c))
            break;
        v = chain_number(c);
    } while (!(v & 1) || (v >> 1) < LEDE__COLUMNS);
    it->n = f->positions.n - it->at;
    *head = v;
}

static lede_status write_item(flush *f, const item *it, lede_error *err)
{
    const article *a = &f->p->articles[it->article];

    if (f->positions.failed)
        return lede__nomem(err);
    return lede__writer_article(f->w, a->row, it->hits, a->length, (const unsigned char *)f->positions.s + it->at, it->n, err);
}

static chain begin_chain(const postings *p, const entry *e)
{
    return (chain){p, e->head, e->head + PIECE_LEAST - NEXT, PIECE_LEAST, e->articles, e};
}

static lede_status write_ascending(flush *f, const entry *e, lede_error *err)
{
    chain c = begin_chain(f->p, e);
    item it = {0};
    uint64_t head = chain_number(&c);
    uint32_t i;

    for (i = 0; i < e->articles; i++) {
        lede_buf_clear(&f->positions);
        read_article(f, &c, &head, &it);
        if (write_item(f, &it, err) != LEDE_OK)
            return err->status;
    }
    return LEDE_OK;
}

/* Articles came in another order than their rows: by row. */
static lede_status write_sorted(flush *f, const entry *e, lede_error *err)
{
    chain c = begin_chain(f->p, e);
    item it = {0};
    uint64_t head = chain_number(&c);
    ordered *order;
    uint32_t i;

    if (!lede__grow(&f->items, &f->items_cap, e->articles, sizeof *f->items) ||
        !lede__grow(&f->order, &f->order_cap, e->articles, sizeof *f->order) ||
        !lede__grow(&f->spare, &f->spare_cap, e->articles, sizeof *f->spare))
        return lede__nomem(err);
    lede_buf_clear(&f->positions);
    for (i = 0; i < e->articles; i++) {
        read_article(f, &c, &head, &it);
        f->items[i] = it;
        f->order[i] = (ordered){f->p->articles[it.article].row, i};
    }
    order = sort_by_key(f->order, f->spare, e->articles);
    for (i = 0; i < e->articles; i++)
        if (write_item(f, &f->items[order[i].i], err) != LEDE_OK)
            return err->status;
    return LEDE_OK;
}

static lede_status write_terms(flush *f, const ordered *terms, lede_error *err)
{
    const postings *p = f->p;
    lede_status st = LEDE_OK;
    size_t i;

    for (i = 0; i < p->entries_n && st == LEDE_OK; i++) {
        const entry *e = &p->entries[terms[i].i];

        if (!e->articles)
            continue;
        lede__writer_term(f->w, text_of(p, e), e->text_n);
        st = p->ascending ? write_ascending(f, e, err) : write_sorted(f, e, err);
        if (st == LEDE_OK)
            st = lede__writer_term_end(f->w, err);
    }
    return st;
}

static lede_status write_segment(flush *f, lede_error *err)
{
    const postings *p = f->p;
    ordered *a = lede__reallocn(NULL, p->entries_n + 1, sizeof *a), *spare = lede__reallocn(NULL, p->entries_n + 1, sizeof *a);
    lede_status st = a && spare ? LEDE_OK : lede__nomem(err);

    if (st == LEDE_OK)
        st = write_terms(f, terms_in_order(p, a, spare), err);
    lede__free(a);
    lede__free(spare);
    return st;
}

static lede_status live(lede_store *s, lede__segment_facts *facts, lede_error *err)
{
    lede_status st = lede__number(s, "SELECT live_articles FROM segment ORDER BY age DESC LIMIT 1", 0, 0, 0, &facts->live_articles, err);

    if (st == LEDE_OK)
        st = lede__number(s, "SELECT live_tokens FROM segment ORDER BY age DESC LIMIT 1", 0, 0, 0, &facts->live_tokens, err);
    return st;
}

lede_status lede__postings_flush(lede_store *s, lede_error *err)
{
    lede__segment_facts facts = {0};
    flush f = {0};
    lede_status st;

    if (!lede__postings_pending(s))
        return LEDE_OK;
    f.p = s->postings;
    lede_buf_init(&f.positions);
    st = live(s, &facts, err);
    facts.articles = (int64_t)f.p->articles_n;
    facts.live_articles += f.p->more_articles;
    facts.live_tokens += f.p->more_tokens;
    facts.hides = &f.p->hides;
    if (st == LEDE_OK)
        st = lede__writer_new(s, &f.w, err);
    if (st == LEDE_OK)
        st = write_segment(&f, err);
    if (st == LEDE_OK)
        st = lede__writer_end(f.w, &facts, err);
    lede__writer_free(f.w);
    lede_buf_release(&f.positions);
    lede__free(f.items);
    lede__free(f.order);
    lede__free(f.spare);
    if (st == LEDE_OK)
        clear(s->postings);
    lede__view_free(s);
    return st;
}
