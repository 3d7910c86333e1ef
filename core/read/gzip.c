/*
 * gzip (RFC 1952), by zlib: members one after the other are one stream, as
 * gzip itself reads them. What stands before a cut or broken place is read,
 * and a reader that knows how may go on at the next member (web archives are
 * compressed per record).
 */
#include <string.h>
#include <zlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "read/formats.h"
#include "read/unpack.h"

enum {
    PIECE = 256 * 1024,
    KEEP = 1024 * 1024,     /* of a member's packed bytes, to search them again */
    HEADER = 10             /* bytes of a member's header */
};

typedef struct gz {
    z_stream z;
    lede__stream *from;     /* the job's, below */
    const lede_read_options *options;
    int between;            /* at the end of a member */
    size_t held;            /* bytes of the member that zlib had and that are not yet taken from below */
    int passed;             /* some were taken */
    uint64_t out;
} gz;

static void *z_alloc(void *ud, unsigned count, unsigned size)
{
    (void)ud;
    return lede__calloc(count, size);
}

static void z_free(void *ud, void *p)
{
    (void)ud;
    lede__free(p);
}

lede_status lede__expansion(const lede_read_options *o, uint64_t in, uint64_t out, lede_error *err)
{
    if (out > (uint64_t)64 << 20 && out / o->max_ratio > in)
        return lede__fail(err, LEDE_LIMIT, "expands to more than %llu times its size: stopped",
                          (unsigned long long)o->max_ratio);
    return LEDE_OK;
}

/* --- members ----------------------------------------------------------------------- */

/* The header of a member: no reserved flag, no unknown hint or system. */
static int is_header(const char *s)
{
    const unsigned char *p = (const unsigned char *)s;

    return p[0] == 0x1F && p[1] == 0x8B && p[2] == 8 && !(p[3] & 0xE0) && (p[8] == 0 || p[8] == 2 || p[8] == 4) &&
           (p[9] <= 13 || p[9] == 255);
}

/* Move to the first header at or after `at` bytes from here; without one, to the end. */
static lede_status find_header(gz *g, size_t at, int *found, lede_error *err)
{
    const char *p;
    size_t n;

    for (*found = 0;; at = 0) {
        lede_status status = lede__stream_peek(g->from, at + HEADER, &p, &n, err);

        if (status != LEDE_OK)
            return status;
        while (at + HEADER <= n && !is_header(p + at))
            at++;
        *found = at + HEADER <= n;
        lede__stream_skip(g->from, *found || n < HEADER ? at : n - HEADER + 1);
        if (*found || n < HEADER)
            return LEDE_OK;
    }
}

/* At the end of a member: is there another? Zeros and rubbish after the last one end the stream, as in gzip. */
static lede_status next_member(gz *g, int *more, lede_error *err)
{
    const char *p;
    size_t n;
    lede_status status = lede__stream_peek(g->from, 2, &p, &n, err);

    *more = status == LEDE_OK && n >= 2 && memcmp(p, "\x1F\x8B", 2) == 0;
    if (status == LEDE_OK && !*more) {
        status = find_header(g, 0, more, err);
        if (status == LEDE_OK && *more)
            status = lede__fail(err, LEDE_FORMAT, "damaged gzip data between two members");
    }
    if (status != LEDE_OK || !*more)
        return status;
    g->between = 0;
    return inflateReset(&g->z) == Z_OK ? LEDE_OK : lede__nomem(err);
}

/* The member's bytes so far are not needed again. */
static void let_go(gz *g)
{
    lede__stream_skip(g->from, g->held);
    g->held = 0;
    g->passed = !g->between;
}

/* Inflate what is at hand into what room there is. */
static lede_status inflate_piece(gz *g, const char *p, size_t n, lede_error *err)
{
    int code;

    memcpy(&g->z.next_in, &p, sizeof p);
    g->z.avail_in = n > PIECE ? PIECE : (unsigned)n;
    n = g->z.avail_in;
    code = inflate(&g->z, Z_NO_FLUSH);
    g->held += n - g->z.avail_in;
    if (code == Z_MEM_ERROR)
        return lede__nomem(err);
    g->between = code == Z_STREAM_END;
    if (g->between || g->held > KEEP)
        let_go(g);
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
        return lede__fail(err, LEDE_FORMAT, "damaged gzip data%s%s", g->z.msg ? ": " : "", g->z.msg ? g->z.msg : "");
    return LEDE_OK;
}

static lede_status gz_read(lede__stream *s, char *to, size_t n, size_t *got, lede_error *err)
{
    gz *g = s->ud;
    lede_status status = LEDE_OK;
    const char *p;
    size_t have;
    int more = 1;

    g->z.next_out = (unsigned char *)to;
    g->z.avail_out = n > PIECE ? PIECE : (unsigned)n;
    n = g->z.avail_out;
    while (status == LEDE_OK && g->z.avail_out == n) {
        if (g->between)
            status = next_member(g, &more, err);
        if (status != LEDE_OK || !more)
            break;
        status = lede__stream_peek(g->from, g->held + 1, &p, &have, err);
        if (status == LEDE_OK && have <= g->held)
            status = lede__fail(err, LEDE_FORMAT, "gzip data cut short");
        if (status == LEDE_OK)
            status = inflate_piece(g, p + g->held, have - g->held, err);
    }
    *got = n - g->z.avail_out;
    g->out += *got;
    if (status == LEDE_OK)
        status = lede__expansion(g->options, g->from->passed + g->held, g->out, err);
    return status;
}

/*
 * Go on at the next member. The search starts inside the broken one: where its
 * end was lost, zlib has run on into those that follow.
 */
static lede_status gz_resume(lede__stream *s, lede_error *err)
{
    gz *g = s->ud;
    int found;
    lede_status status = find_header(g, g->between || g->passed ? 0 : 1, &found, err);

    g->held = 0;
    g->passed = 0;
    g->between = 1;
    return status == LEDE_OK && !found ? LEDE_DONE : status;
}

static void gz_close(lede__stream *s)
{
    gz *g = s->ud;

    inflateEnd(&g->z);
    lede__free(g);
}

lede_status lede__gunzip(lede__stream *from, const lede_read_options *o, int window, lede__stream **out,
                         lede_error *err)
{
    lede__stream *s = lede__stream_new();
    gz *g = s ? lede__calloc(1, sizeof *g) : NULL;

    *out = NULL;
    if (g) {
        g->from = from;
        g->options = o;
        g->z.zalloc = z_alloc;
        g->z.zfree = z_free;
    }
    if (!g || inflateInit2(&g->z, window) != Z_OK) {
        lede__free(g);
        lede__stream_free(s);
        return lede__nomem(err);
    }
    s->ud = g;
    s->read = gz_read;
    s->resume = gz_resume;
    s->close = gz_close;
    *out = s;
    return LEDE_OK;
}

static int gzip_probe(const lede__head *h)
{
    return h->n >= 3 && memcmp(h->s, "\x1F\x8B\x08", 3) == 0 ? 90 : 0;
}

static lede_status gzip_next(lede__job *j, lede_error *err)
{
    if (j->count)
        return LEDE_DONE;
    lede_buf_add(&j->child_url, j->url.s, j->url.n);
    lede_buf_add(&j->child_charset, j->charset.s, j->charset.n);
    return lede__gunzip(j->in, j->options, 15 + 16, &j->child, err);
}

const lede__format lede__format_gzip = {"gzip", "compressed by gzip (.gz)", LEDE__CONTAINER, gzip_probe, NULL, gzip_next, NULL};
