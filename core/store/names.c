#include "store/names.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/map.h"
#include "lede/text.h"

enum { NAME_MAX_BYTES = 200, NAMES_KEPT = 100000 };

/* The names as given, already known to be good, and their numbers. */
struct lede__tag_names {
    lede__map map;
};

void lede__names_drop(lede_store *s)
{
    if (!s->names)
        return;
    lede__map_release(&s->names->map);
    lede__free(s->names);
    s->names = NULL;
}

static lede_status good_name(const char *name, size_t n, lede_buf *out, lede_error *err)
{
    lede_status st;
    size_t i;

    if (!n)
        return lede__fail(err, LEDE_USAGE, "a tag needs a name");
    if (lede_utf8_valid(name, n) != n)
        return lede__fail(err, LEDE_USAGE, "a tag's name must be valid UTF-8");
    st = lede_normalize(name, n, LEDE_NFC, out);
    if (st != LEDE_OK || out->failed)
        return lede__nomem(err);
    while (out->n && out->s[out->n - 1] == ' ')
        out->n--;
    for (i = 0; i < out->n && out->s[i] == ' '; i++)
        ;
    memmove(out->s, out->s + i, out->n - i);
    out->n -= i;
    out->s[out->n] = '\0';
    if (!out->n)
        return lede__fail(err, LEDE_USAGE, "a tag needs a name");
    if (out->n > NAME_MAX_BYTES)
        return lede__fail(err, LEDE_LIMIT, "tag '%.40s...' is too long: %zu bytes, %d is the limit", out->s, out->n,
                          NAME_MAX_BYTES);
    for (i = 0; i < out->n; i++) {
        unsigned char c = (unsigned char)out->s[i], next = i + 1 < out->n ? (unsigned char)out->s[i + 1] : 0;

        if (c < 0x20 || c == 0x7F || (c == 0xC2 && next < 0xA0))
            return lede__fail(err, LEDE_USAGE, "tag '%s' holds a control character", out->s);
    }
    return LEDE_OK;
}

static lede_status look_up(lede_store *s, const lede_buf *name, int make, int64_t *id, lede_error *err)
{
    sqlite3_stmt *st = lede__sql(s, "SELECT id FROM tag WHERE name = ?1", err);
    lede_status status;

    if (!st)
        return err->status;
    lede__bind_text(st, 1, name->s, name->n);
    status = lede__row_st(s, st, err);
    if (status == LEDE_OK) {
        *id = sqlite3_column_int64(st, 0);
        sqlite3_reset(st);
    }
    if (status != LEDE_DONE || !make)
        return status == LEDE_DONE ? LEDE_OK : status;
    st = lede__sql(s, "INSERT INTO tag(name) VALUES(?1)", err);
    if (!st)
        return err->status;
    lede__bind_text(st, 1, name->s, name->n);
    status = lede__run_st(s, st, err);
    *id = sqlite3_last_insert_rowid(s->db);
    return status;
}

/* Remember a number; to fail at it costs only time. */
static void remember(lede_store *s, const char *name, size_t n, int64_t id)
{
    lede__map_entry *e;

    if (!s->names) {
        s->names = lede__calloc(1, sizeof *s->names);
        if (!s->names)
            return;
        lede__map_init(&s->names->map);
    }
    if (s->names->map.count >= NAMES_KEPT)
        return;
    e = lede__map_put(&s->names->map, name, n);
    if (e)
        e->value.i = id;
}

lede_status lede__name_id(lede_store *s, const char *name, size_t n, int make, int64_t *id, lede_error *err)
{
    lede__map_entry *known = s->names && s->writing ? lede__map_get(&s->names->map, name, n) : NULL;
    lede_status st;
    lede_buf b;

    *id = 0;
    if (known && known->value.i) {
        *id = known->value.i;
        return LEDE_OK;
    }
    lede_buf_init(&b);
    st = good_name(name, n, &b, err);
    if (st == LEDE_OK)
        st = look_up(s, &b, make, id, err);
    if (st == LEDE_OK && *id && s->writing)
        remember(s, name, n, *id);
    lede_buf_release(&b);
    return st;
}
