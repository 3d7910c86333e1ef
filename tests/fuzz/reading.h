/* What the fuzz targets of formats share: read all items of the bytes, checking what the reader promises. */
#ifndef FUZZ_READING_H
#define FUZZ_READING_H

#include <stdlib.h>
#include <string.h>

#include "lede/read.h"
#include "lede/text.h"

static void check_text(const char *s, size_t n)
{
    if (lede_utf8_valid(s, n) != n)
        abort();
}

static void check_record(const lede_record *r)
{
    size_t i, n;
    int f;

    for (f = 0; f < LEDE_TEXT_FIELDS; f++) {
        const char *s = lede_record_get(r, (lede_field)f, &n);

        check_text(s, n);
    }
    for (f = LEDE_TEXT_FIELDS; f < LEDE_FIELDS; f++)
        for (i = 0; i < lede_record_count(r, (lede_field)f); i++) {
            const char *s = lede_record_item(r, (lede_field)f, i, &n);

            check_text(s, n);
        }
}

/* A container may expand to so much whatever its ratio; a line of it may be an item. */
enum { MOST_ITEMS = 64 << 20 };

/* The input is read as `format`, or as what it seems to be (NULL). */
static int fuzz_reading(const uint8_t *data, size_t size, const char *format, const char *name)
{
    lede_read_options o;
    lede_reader *r;
    lede_item item;
    size_t items = 0;

    memset(&o, 0, sizeof o);
    o.format = format;
    o.max_record = 1 << 20;
    o.max_ratio = 100;
    if (lede_reader_open_bytes((const char *)data, size, name, &o, &r, NULL) != LEDE_OK)
        abort();
    while (lede_reader_next(r, &item, NULL) == LEDE_OK) {
        if (item.kind == LEDE_ITEM_ARTICLE)
            check_record(item.record);
        else if (!item.reason || !*item.reason)
            abort();
        if (++items > MOST_ITEMS)
            abort();    /* more items than the bytes it may unpack to: it does not move on */
    }
    lede_reader_close(r);
    return 0;
}

#endif
