/*
 * Read layer: inputs in any format -> article records. Knows news, text, base.
 *
 * A reader is opened on a path, a folder, a descriptor or bytes, and gives one
 * item after the other: an article, a member that is no article (skipped), or
 * one that could not be read (failed). One bad item never ends the rest.
 */
#ifndef LEDE_READ_H
#define LEDE_READ_H

#include "lede/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lede_reader lede_reader;

typedef enum lede_item_kind { LEDE_ITEM_ARTICLE, LEDE_ITEM_SKIPPED, LEDE_ITEM_FAILED } lede_item_kind;

/* What lede_reader_next gives; everything in it is valid until the next call. */
typedef struct lede_item {
    lede_item_kind kind;
    lede_record *record;    /* of an article; the reader frees it */
    const char *source;     /* file and member, as in the record's source field */
    const char *format;     /* name of the format that was found: "jsonl" */
    const char *charset;    /* that the bytes were in, NULL where nothing had to be decoded */
    const char *reason;     /* of skipped and failed: one line a person understands */
    uint64_t bytes_read;    /* of the outermost input so far, for progress */
    uint64_t bytes_total;   /* of the outermost input, 0 where unknown */
} lede_item;

/* All zero is the default: detect everything, field names as they come. The texts are copied at opening. */
typedef struct lede_read_options {
    const char *format;         /* a name of lede_read_format, NULL detects */
    const char *url;            /* the URL that a single page came from */
    const char *charset;        /* a charset declared by whoever fetched it */
    const char *date_order;     /* "dmy" or "mdy" for dates that could be either */
    const char *const *map;     /* pairs column, field; NULL-terminated */
    size_t max_record;          /* bytes of one record, 0: 64 MB */
    uint64_t max_ratio;         /* expansion of a container, 0: 1000 times (past 64 MB) */
    uint64_t max_members;       /* members of one container, 0: 10 million */
    int max_depth;              /* containers inside each other, 0: 8 */
} lede_read_options;

/* Open a file, a folder (walked whole, in byte order of names) or "-" (standard input). */
LEDE_API lede_status lede_reader_open(const char *path, const lede_read_options *options, lede_reader **out,
                                      lede_error *err);

/* The same on bytes that the caller keeps alive; `name` stands for the path. */
LEDE_API lede_status lede_reader_open_bytes(const char *s, size_t n, const char *name,
                                            const lede_read_options *options, lede_reader **out, lede_error *err);

/*
 * The next item. LEDE_DONE at the end. Any other status is a failure of the
 * whole input (a disk that cannot be read), after which nothing more comes.
 */
LEDE_API lede_status lede_reader_next(lede_reader *r, lede_item *item, lede_error *err);

/* Keep the record of the last item, which the caller then frees; NULL where the item was no article. */
LEDE_API lede_record *lede_reader_take(lede_reader *r);
LEDE_API void lede_reader_close(lede_reader *r);

/* The table of formats: name and one line about the i-th, from 0; NULL past the end. */
LEDE_API const char *lede_read_format(size_t i, const char **about);

#ifdef __cplusplus
}
#endif

#endif
