/*
 * Read layer: a stream of bytes with look-ahead, the one way in which formats
 * see their input: a file, a member of a container, a record of a web archive.
 *
 * A failure sticks: what came before it can still be read, then every fill
 * returns the failure, until a reader that can do so resumes.
 */
#ifndef LEDE_READ_STREAM_H
#define LEDE_READ_STREAM_H

#include "lede/base.h"

typedef struct lede__stream lede__stream;

struct lede__stream {
    char *buf;              /* [start, end) is what was read and not yet taken */
    size_t start, end, cap;
    uint64_t passed;        /* bytes taken so far: the position of `start` */
    int eof;
    lede_status failed;     /* LEDE_OK, or what the source failed with */
    lede_error why;

    /* Put up to n bytes at `to`; *got = 0 at the end. */
    lede_status (*read)(lede__stream *s, char *to, size_t n, size_t *got, lede_error *err);
    /* Move to an offset of the whole (only before anything was buffered or by containers); NULL where it cannot. */
    int64_t (*seek)(lede__stream *s, int64_t offset, int whence);
    /* After a failure, move to where the data begin anew; LEDE_DONE where they do not. NULL where it cannot. */
    lede_status (*resume)(lede__stream *s, lede_error *err);
    void (*close)(lede__stream *s);
    void *ud;
    int fd;
    uint64_t size;          /* 0 where unknown */
    uint64_t taken;         /* bytes read from below */
};

/* A stream that reads nothing yet: the maker fills in the functions. NULL when memory ran out. */
lede__stream *lede__stream_new(void);
/* Close and free. NULL is fine. */
void lede__stream_free(lede__stream *s);

/* A file (or standard input for "-"). */
lede_status lede__stream_file(const char *path, lede__stream **out, lede_error *err);
/* Bytes that the caller keeps alive, or (own) a block that the stream frees. */
lede__stream *lede__stream_bytes(const char *s, size_t n);
lede__stream *lede__stream_own(char *s, size_t n);

/*
 * Make at least `want` bytes available where the input has them. LEDE_OK also
 * at the end of the input, with fewer. *p and *n are the bytes at hand.
 */
lede_status lede__stream_peek(lede__stream *s, size_t want, const char **p, size_t *n, lede_error *err);
/* Take n bytes that were peeked. */
void lede__stream_skip(lede__stream *s, size_t n);
/* Take and forget n bytes, reading on as needed; *left is how many the input did not have. */
lede_status lede__stream_discard(lede__stream *s, uint64_t n, uint64_t *left, lede_error *err);
/* Take up to n bytes into `to`. */
lede_status lede__stream_take(lede__stream *s, char *to, size_t n, size_t *got, lede_error *err);

/* After a failure: forget what is at hand and go on where the data begin anew. LEDE_DONE where nothing more can be read. */
lede_status lede__stream_resume(lede__stream *s, lede_error *err);

/*
 * The next line without its end ("\n"), which is taken with the next call of
 * any function here. LEDE_DONE at the end. A line longer than `max` has been
 * passed over whole: *line is NULL then. The bytes may be
 * changed in place by the caller. A last line without an end is a line.
 */
lede_status lede__stream_line(lede__stream *s, size_t max, char **line, size_t *n, lede_error *err);

/* All the rest, at most `max` bytes (else LEDE_LIMIT with a message). May be changed in place. */
lede_status lede__stream_all(lede__stream *s, size_t max, char **p, size_t *n, lede_error *err);

#endif
