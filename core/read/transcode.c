/* A stream of UTF-16 or UTF-32 as UTF-8, for formats that read record by record. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "read/read.h"

typedef struct wide {
    lede__stream *from;
    const char *charset;
    lede_buf out;
    size_t at;
} wide;

/* Convert the next piece, which does not end between two surrogates. */
static lede_status piece(wide *w, lede_error *err)
{
    const char *p;
    size_t n;
    lede_status status = lede__stream_peek(w->from, 4096, &p, &n, err);

    lede_buf_clear(&w->out);
    w->at = 0;
    if (status != LEDE_OK || !n)
        return status;
    if (n > 65536)
        n = 65536;
    if (n >= 4) {
        n &= ~(size_t)3;
        if (strncmp(w->charset, "UTF-16", 6) == 0 && n > 4) {
            unsigned char high = (unsigned char)p[n - (w->charset[6] == 'L' ? 1 : 2)];

            if (high >= 0xD8 && high < 0xDC)
                n -= 2;
        }
    }
    lede__charset_convert(p, n, w->charset, &w->out);
    lede__stream_skip(w->from, n);
    return w->out.failed ? lede__nomem(err) : LEDE_OK;
}

static lede_status wide_read(lede__stream *s, char *to, size_t n, size_t *got, lede_error *err)
{
    wide *w = s->ud;
    lede_status status = w->at < w->out.n ? LEDE_OK : piece(w, err);

    *got = w->out.n - w->at < n ? w->out.n - w->at : n;
    if (*got)
        memcpy(to, w->out.s + w->at, *got);
    w->at += *got;
    return status;
}

static void wide_close(lede__stream *s)
{
    wide *w = s->ud;

    lede__stream_free(w->from);
    lede_buf_release(&w->out);
    lede__free(w);
}

lede_status lede__job_transcode(lede__job *j, lede_error *err)
{
    const char *p, *charset;
    size_t n, skip;
    lede__stream *s;
    wide *w;
    lede_status status = lede__stream_peek(j->in, 4096, &p, &n, err);

    if (status == LEDE_NOMEM)
        return status;
    if (status != LEDE_OK)
        return LEDE_OK;     /* the reader meets it again */
    charset = lede__charset_mark(p, n, &skip);
    if (!charset)
        charset = lede__charset_wide(p, n);
    if (!charset || strcmp(charset, "UTF-8") == 0)
        return LEDE_OK;
    s = lede__stream_new();
    w = s ? lede__calloc(1, sizeof *w) : NULL;
    if (!w) {
        lede__stream_free(s);
        return lede__nomem(err);
    }
    lede__stream_skip(j->in, skip);
    w->from = j->in;
    w->charset = charset;
    s->ud = w;
    s->read = wide_read;
    s->close = wide_close;
    j->in = s;
    j->decoded = charset;
    return LEDE_OK;
}
