/*
 * Folding: what makes two spellings the same word. A character at a time
 * through a generated table (gen/tables.lua says what it holds and why), with
 * a detour through NFC only where a character may join the one before it.
 */
#include "lede/text.h"

#include <string.h>

#include "base/buf.h"
#include "base/stretch.h"
#include "text/fold.h"
#include "text/normal.h"
#include "text/utf8.h"

enum { CHUNK = 32 };   /* characters that are composed together: UAX #15's stream-safe limit is 30 marks */

typedef struct table {
    const uint8_t *index;
    const uint16_t *pages;
} table;

static inline unsigned entry_of(const table *t, uint32_t c)
{
    return t->pages[(size_t)t->index[c >> 8] << 8 | (c & 0xFF)];
}

static int is_joining(const table *t, const uint8_t *s, size_t n)
{
    size_t len;

    return (entry_of(t, lede__decode(s, n, &len)) & (LEDE__FOLD_COMPOSES | LEDE__FOLD_MARK)) != 0;
}

/* Write the folded character at out, which has room; returns its length. */
static inline size_t put(unsigned entry, const uint8_t *s, size_t len, uint8_t *out)
{
    unsigned at = entry & LEDE__FOLD_AT;

    if (at) {
        s = lede__fold_pool + 2 * (size_t)at;
        len = *s++;
    }
    memcpy(out, s, len);
    return len;
}

/* Fold characters that are in NFC into characters; returns how many. */
static size_t map_all(const table *t, const int32_t *c, size_t n, uint32_t *out)
{
    uint8_t bytes[4];
    size_t i, j, len, step, count = 0;

    for (i = 0; i < n; i++) {
        unsigned at = entry_of(t, (uint32_t)c[i]) & LEDE__FOLD_AT;
        const uint8_t *s = bytes;

        if (at) {
            s = lede__fold_pool + 2 * (size_t)at;
            len = *s++;
        } else {
            len = lede__encode((uint32_t)c[i], bytes);
        }
        for (j = 0; j < len && count < LEDE__SMALL; j += step)
            out[count++] = lede__decode(s + j, len - j, &step);
    }
    return count;
}

/*
 * A starter and the marks after it, up to CHUNK characters: compose, fold,
 * compose what folding brought together. Returns the bytes written; *end is
 * where it stopped.
 */
static size_t fold_chunk(const table *t, const uint8_t *s, size_t n, size_t *end, uint8_t *out)
{
    uint32_t c[LEDE__SMALL];
    int32_t composed[LEDE__SMALL];
    size_t at = 0, count = 0, len, i, w = 0;

    while (at < n && count < CHUNK) {
        uint32_t next = lede__decode(s + at, n - at, &len);

        if (count && !(entry_of(t, next) & (LEDE__FOLD_COMPOSES | LEDE__FOLD_MARK)))
            break;
        c[count++] = next;
        at += len;
    }
    *end = at;
    count = map_all(t, composed, lede__nfc_small(c, count, composed), c);
    count = lede__nfc_small(c, count, composed);
    for (i = 0; i < count && w + 4 <= LEDE__FOLD_ROOM; i++)
        w += lede__encode((uint32_t)composed[i], out + w);
    return w;
}

size_t lede__fold(const uint8_t *s, size_t n, unsigned flags, uint8_t *out, size_t cap, size_t *used)
{
    const table t = flags & LEDE_FOLD_KEEP_DIACRITICS ? (table){lede__fold_keep_index, lede__fold_keep_pages}
                                                      : (table){lede__fold_search_index, lede__fold_search_pages};
    size_t at = 0, w = 0, len, starter = 0, starter_out = 0;
    unsigned mark = 0, e;   /* whether the last character was a mark */

    while (at < n && w + LEDE__FOLD_ROOM <= cap) {
        if (s[at] < 0x80) {
            size_t room = cap - w - LEDE__FOLD_ROOM + 1;

            len = lede__ascii_stretch(s + at, n - at < room ? n - at : room);
            lede__lower_ascii(s + at, len, out + w);
            at += len;
            w += len;
            starter = at - 1;
            starter_out = w - 1;
            mark = 0;
            continue;
        }
        e = entry_of(&t, lede__decode(s + at, n - at, &len));
        if (e & LEDE__FOLD_COMPOSES || (e & LEDE__FOLD_MARK && mark)) {
            w = starter_out + fold_chunk(&t, s + starter, n - starter, &len, out + starter_out);
            at = starter += len;
            starter_out = w;
            mark = 0;
            continue;
        }
        mark = e & LEDE__FOLD_MARK;
        if (!mark) {
            starter = at;
            starter_out = w;
        }
        w += put(e, s + at, len, out + w);
        at += len;
    }
    if (at < n && starter && is_joining(&t, s + at, n - at)) {   /* stop before what it may join */
        at = starter;
        w = starter_out;
    }
    *used = at;
    return w;
}

void lede_fold(const char *s, size_t n, unsigned flags, lede_buf *out)
{
    const uint8_t *p = (const uint8_t *)s;
    size_t at, used;

    for (at = 0; at < n; at += used) {
        size_t room = (n - at < 65536 ? n - at : 65536) + 2 * LEDE__FOLD_ROOM;
        char *to = lede__buf_room(out, room);

        if (!to)
            return;
        out->n += lede__fold(p + at, n - at, flags, (uint8_t *)to, room, &used);
        out->s[out->n] = '\0';
    }
    lede__buf_room(out, 0);
}
