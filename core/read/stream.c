#include "read/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"

enum { CHUNK = 256 * 1024 };

lede__stream *lede__stream_new(void)
{
    lede__stream *s = lede__calloc(1, sizeof *s);

    if (s)
        s->fd = -1;
    return s;
}

void lede__stream_free(lede__stream *s)
{
    if (!s)
        return;
    if (s->close)
        s->close(s);
    lede__free(s->buf);
    lede__free(s);
}

/* Read one piece more into the buffer, which has room for `room` bytes after `end`. */
static lede_status fill(lede__stream *s, size_t room, lede_error *err)
{
    size_t got = 0;
    lede_status status;

    if (s->start && s->start == s->end)
        s->start = s->end = 0;
    if (s->cap - s->end < room && s->start) {
        memmove(s->buf, s->buf + s->start, s->end - s->start);
        s->end -= s->start;
        s->start = 0;
    }
    if (!lede__grow(&s->buf, &s->cap, s->end + room, 1))
        return lede__nomem(err);
    status = s->read(s, s->buf + s->end, s->cap - s->end, &got, &s->why);
    s->end += got;
    s->taken += got;
    if (status != LEDE_OK)
        s->failed = status;
    else if (!got)
        s->eof = 1;
    return LEDE_OK;
}

static lede_status failure(const lede__stream *s, lede_error *err)
{
    if (err)
        *err = s->why;
    return s->failed;
}

lede_status lede__stream_peek(lede__stream *s, size_t want, const char **p, size_t *n, lede_error *err)
{
    while (s->end - s->start < want && !s->eof && !s->failed) {
        size_t have = s->end - s->start, room = want - have > CHUNK ? want - have : CHUNK;

        if (fill(s, room, err) != LEDE_OK)
            return LEDE_NOMEM;
    }
    *p = s->buf ? s->buf + s->start : "";
    *n = s->end - s->start;
    return s->failed && *n < want ? failure(s, err) : LEDE_OK;
}

void lede__stream_skip(lede__stream *s, size_t n)
{
    if (n > s->end - s->start)
        n = s->end - s->start;
    s->start += n;
    s->passed += n;
}

lede_status lede__stream_discard(lede__stream *s, uint64_t n, uint64_t *left, lede_error *err)
{
    const char *p;
    size_t have;

    for (*left = n; *left; *left -= have) {
        lede_status status = lede__stream_peek(s, 1, &p, &have, err);

        if (status != LEDE_OK)
            return status;
        if (!have)
            break;
        if (have > *left)
            have = (size_t)*left;
        lede__stream_skip(s, have);
    }
    return LEDE_OK;
}

lede_status lede__stream_take(lede__stream *s, char *to, size_t n, size_t *got, lede_error *err)
{
    const char *p;
    size_t have;
    lede_status status = lede__stream_peek(s, 1, &p, &have, err);

    *got = 0;
    if (status != LEDE_OK)
        return status;
    *got = have < n ? have : n;
    if (*got)
        memcpy(to, p, *got);
    lede__stream_skip(s, *got);
    return LEDE_OK;
}

lede_status lede__stream_resume(lede__stream *s, lede_error *err)
{
    lede_status status = s->failed && s->resume ? s->resume(s, err) : LEDE_DONE;

    if (status != LEDE_OK)
        return status;
    lede__stream_skip(s, s->end - s->start);
    s->failed = LEDE_OK;
    return LEDE_OK;
}

/* Pass over the rest of a line that is too long to hold. */
static lede_status drop_line(lede__stream *s, lede_error *err)
{
    const char *p, *end;
    size_t n;

    for (;;) {
        lede_status status = lede__stream_peek(s, 1, &p, &n, err);

        if (status != LEDE_OK)
            return status;
        end = n ? memchr(p, '\n', n) : NULL;
        lede__stream_skip(s, end ? (size_t)(end - p) + 1 : n);
        if (end || !n)
            return LEDE_OK;
    }
}

lede_status lede__stream_line(lede__stream *s, size_t max, char **line, size_t *n, lede_error *err)
{
    size_t looked = 0, want = 1, have;
    const char *p;
    char *end;

    *line = NULL;
    for (;;) {
        lede_status status = lede__stream_peek(s, want, &p, &have, err);

        if (status != LEDE_OK)
            return status;
        end = have > looked ? memchr(s->buf + s->start + looked, '\n', have - looked) : NULL;
        if (end || have < want)
            break;
        if (have > max)
            return drop_line(s, err);
        looked = have;
        want = have + 1;
    }
    if (!have)
        return LEDE_DONE;
    *line = s->buf + s->start;
    *n = end ? (size_t)(end - *line) : have;
    lede__stream_skip(s, end ? *n + 1 : *n);
    if (*n > max)
        *line = NULL;
    return LEDE_OK;
}

lede_status lede__stream_all(lede__stream *s, size_t max, char **p, size_t *n, lede_error *err)
{
    const char *at;
    size_t want = CHUNK;
    lede_status status;

    for (;; want = *n + 1) {
        status = lede__stream_peek(s, want, &at, n, err);
        if (status != LEDE_OK)
            return status;
        if (*n > max)
            return lede__fail(err, LEDE_LIMIT, "larger than the limit of %zu bytes for one record", max);
        if (*n < want)
            break;
    }
    *p = s->buf ? s->buf + s->start : NULL;
    lede__stream_skip(s, *n);
    return LEDE_OK;
}

/* --- files ------------------------------------------------------------------- */

static lede_status file_read(lede__stream *s, char *to, size_t n, size_t *got, lede_error *err)
{
    ssize_t r;

    do
        r = read(s->fd, to, n);
    while (r < 0 && errno == EINTR);
    if (r < 0)
        return lede__fail(err, LEDE_IO, "cannot read: %s", strerror(errno));
    *got = (size_t)r;
    return LEDE_OK;
}

static int64_t file_seek(lede__stream *s, int64_t offset, int whence)
{
    return (int64_t)lseek(s->fd, (off_t)offset, whence);
}

static void file_close(lede__stream *s)
{
    if (s->fd > 0)
        close(s->fd);
}

static lede_status file_kind(lede__stream *s, const char *path, lede_error *err)
{
    struct stat st;

    if (fstat(s->fd, &st) != 0)
        return lede__fail(err, LEDE_IO, "cannot read '%s': %s", path, strerror(errno));
    if (S_ISDIR(st.st_mode))
        return lede__fail(err, LEDE_IO, "cannot read '%s': it is a folder", path);
    if (S_ISREG(st.st_mode)) {
        s->size = (uint64_t)st.st_size;
        s->seek = file_seek;
    }
    return LEDE_OK;
}

lede_status lede__stream_file(const char *path, lede__stream **out, lede_error *err)
{
    lede__stream *s = lede__stream_new();
    lede_status status;

    *out = NULL;
    if (!s)
        return lede__nomem(err);
    s->read = file_read;
    s->close = file_close;
    s->fd = strcmp(path, "-") == 0 ? 0 : open(path, O_RDONLY | O_CLOEXEC);
    if (s->fd < 0)
        status = lede__fail(err, errno == ENOENT ? LEDE_NOTFOUND : LEDE_IO, "cannot open '%s': %s", path,
                            strerror(errno));
    else
        status = file_kind(s, path, err);
    if (status != LEDE_OK) {
        lede__stream_free(s);
        return status;
    }
    *out = s;
    return LEDE_OK;
}

/* --- bytes ------------------------------------------------------------------- */

typedef struct bytes {
    const char *s;
    char *own;
    size_t n, at;
} bytes;

static lede_status bytes_read(lede__stream *s, char *to, size_t n, size_t *got, lede_error *err)
{
    bytes *b = s->ud;

    (void)err;
    *got = b->n - b->at < n ? b->n - b->at : n;
    if (*got)
        memcpy(to, b->s + b->at, *got);
    b->at += *got;
    return LEDE_OK;
}

static int64_t bytes_seek(lede__stream *s, int64_t offset, int whence)
{
    bytes *b = s->ud;
    int64_t to = offset + (whence == SEEK_CUR ? (int64_t)b->at : whence == SEEK_END ? (int64_t)b->n : 0);

    if (to < 0 || to > (int64_t)b->n)
        return -1;
    b->at = (size_t)to;
    return to;
}

static void bytes_close(lede__stream *s)
{
    bytes *b = s->ud;

    lede__free(b->own);
    lede__free(b);
}

lede__stream *lede__stream_bytes(const char *s, size_t n)
{
    lede__stream *st = lede__stream_new();
    bytes *b = st ? lede__calloc(1, sizeof *b) : NULL;

    if (!b) {
        lede__stream_free(st);
        return NULL;
    }
    b->s = s;
    b->n = n;
    st->ud = b;
    st->read = bytes_read;
    st->seek = bytes_seek;
    st->close = bytes_close;
    st->size = n;
    return st;
}

lede__stream *lede__stream_own(char *s, size_t n)
{
    lede__stream *st = lede__stream_bytes(s, n);

    if (st)
        ((bytes *)st->ud)->own = s;
    else
        lede__free(s);
    return st;
}
