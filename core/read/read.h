/*
 * Read layer: what a format is, and what the files of this room share.
 *
 * A format is one file with a `lede__format` and one line in formats.c. Its
 * probe looks at the first bytes; its next gives one item, or a child: a
 * member that is looked at anew, as if it were a file (of a zip, a page in a
 * web archive). The reader in reader.c keeps the stack of what is open.
 */
#ifndef LEDE_READ_READ_H
#define LEDE_READ_READ_H

#include "lede/read.h"
#include "read/charset.h"
#include "read/stream.h"

typedef struct lede__format lede__format;
typedef struct lede__job lede__job;

/* What a probe sees. `name` is the path without folders, lower case, compression endings taken off. */
typedef struct lede__head {
    const char *s;
    size_t n;
    int whole;              /* the bytes are all there is */
    const char *name;
    const char *type;       /* media type where a protocol gave one, else "" */
} lede__head;

/* One input that is open: a stream, the format that reads it, and what its last `next` gave. */
struct lede__job {
    const lede_read_options *options;    /* limits filled in */
    const lede__format *format;
    lede__stream *in;
    lede_buf name;          /* "folder/dump.zip/page.html" */
    lede_buf url, charset, type;   /* what is known from outside; charset of the protocol */
    int named;              /* the user named it: failing to know it is a failure, not a skip */
    int started, ended;     /* the reader's */
    void *state;            /* the format's own */
    uint64_t count;         /* items and children given so far */

    /* Set by next, cleared before it. `record` is new and empty then. */
    lede_item_kind kind;
    lede_record *record;
    const char *decoded;    /* the charset that the item's bytes were in, NULL where nothing was decoded */
    lede_buf reason;
    lede_buf member;        /* what to add to `name`: "#3", "/page.html" */
    lede__stream *child;    /* NULL: an item */
    const lede__format *child_format;    /* NULL: found by probing */
    lede_buf child_url, child_charset, child_type;
    lede_buf child_note;    /* a note for the child's first record */
    lede_buf note;          /* the same, as this job got it */
};

enum {
    LEDE__CONTAINER = 1,    /* gives children; found even when the user named a format */
    LEDE__RESUMES = 2       /* after a damaged place its next item can be found */
};

struct lede__format {
    const char *name, *about;
    unsigned ways;          /* of the kinds below, or 0 */
    /* How sure, 0 (no) to 100, that this is its format. */
    int (*probe)(const lede__head *h);
    /* May be NULL. */
    lede_status (*open)(lede__job *j, lede_error *err);
    /*
     * LEDE_OK with an item or child, LEDE_DONE, LEDE_NOMEM; any other status
     * says that the input ends here, and why: it becomes a failed item.
     */
    lede_status (*next)(lede__job *j, lede_error *err);
    void (*close)(lede__job *j);
};

/* formats.c: the table, NULL-terminated, and a search in it by name. */
extern const lede__format *const lede__formats[];
const lede__format *lede__format_named(const char *name);
/* The likeliest format; NULL where none knows the bytes, then *why says what they seem to be. */
const lede__format *lede__format_find(const lede__head *h, int containers_only, const char **why);

/* folder.c: not in the table, opened by path. *total is the size of all files in it. */
extern const lede__format lede__format_folder;
uint64_t lede__folder_size(const char *path, int depth);

/* The item is skipped or failed, for this reason (formatted). Returns LEDE_OK. */
lede_status lede__skip(lede__job *j, const char *format, ...) __attribute__((format(printf, 2, 3)));
lede_status lede__failed(lede__job *j, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Add a note to the record. */
lede_status lede__note(lede_record *r, lede_error *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* For formats of one item: all of the input, at most a record's bytes, as it is or appended as UTF-8. LEDE_DONE after the item. */
lede_status lede__job_all(lede__job *j, char **s, size_t *n, lede_error *err);
lede_status lede__job_all_utf8(lede__job *j, lede_buf *out, lede_error *err);

/* Append the input's bytes as UTF-8, by mark, protocol and evidence; what was replaced is noted on the record. */
lede_status lede__job_utf8(lede__job *j, const char *s, size_t n, lede_buf *out, lede_error *err);
lede_status lede__note_charset(lede__job *j, const lede__decoded *d, lede_error *err);

/* Where the input is UTF-16 or UTF-32, make j->in a stream of UTF-8. */
lede_status lede__job_transcode(lede__job *j, lede_error *err);

/* Whether the record has a headline or a body: without either it is no article. */
int lede__has_text(const lede_record *r);

/* Append "#NUMBER", as members that have no name are called. */
void lede__add_number(lede_buf *member, uint64_t number);

/* ASCII-only comparisons of n bytes with a NUL-terminated lower-case word. */
int lede__is(const char *s, size_t n, const char *word);
int lede__starts(const char *s, size_t n, const char *word);
int lede__ends(const char *s, size_t n, const char *word);
/* The first place of the lower-case word in s, any case; NULL where none. */
const char *lede__find(const char *s, size_t n, const char *word);
/* Take ASCII white space off both ends. */
const char *lede__trim(const char *s, size_t *n);

#endif
