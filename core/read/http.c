#include "read/http.h"

#include <string.h>

#include "base/error.h"
#include "read/mime.h"
#include "read/unpack.h"

const char *lede__header(const char *s, size_t n, const char *name, size_t *value_n)
{
    size_t at = 0, len = strlen(name), end;
    const char *nl;

    while (at < n) {
        nl = memchr(s + at, '\n', n - at);
        end = nl ? (size_t)(nl - s) : n;
        if (lede__starts(s + at, end - at, name) && at + len < end && s[at + len] == ':') {
            /* Folded lines belong to it. */
            while (end + 1 < n && (s[end + 1] == ' ' || s[end + 1] == '\t')) {
                nl = memchr(s + end + 1, '\n', n - end - 1);
                end = nl ? (size_t)(nl - s) : n;
            }
            *value_n = end - at - len - 1;
            return lede__trim(s + at + len + 1, value_n);
        }
        at = end + 1;
    }
    return NULL;
}

void lede__media_type(const char *s, size_t n, lede_buf *type, lede_buf *charset)
{
    size_t i;

    for (i = 0; i < n && s[i] != ';' && s[i] != ' ' && s[i] != '\r' && s[i] != '\n'; i++)
        lede_buf_addc(type, s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] + 32) : s[i]);
    lede__mime_parameter(s, n, "charset", charset);
}

void lede__http_release(lede__http *h)
{
    lede_buf_release(&h->type);
    lede_buf_release(&h->charset);
    lede_buf_release(&h->unpacked);
}

size_t lede__head_length(const char *s, size_t n)
{
    size_t at = 0;
    const char *nl;

    while (at < n && (nl = memchr(s + at, '\n', n - at)) != NULL) {
        size_t end = (size_t)(nl - s);

        if (end == at || (end == at + 1 && s[at] == '\r'))
            return end + 1;
        at = end + 1;
    }
    return 0;
}

/* --- chunks --------------------------------------------------------------------------------- */

/* A chunk's size line at s[*at]; 0 where there is none. */
static int chunk_size(const char *s, size_t n, size_t *at, size_t *size)
{
    size_t i = *at, digits = 0;

    *size = 0;
    for (; i < n && digits < 9; i++, digits++) {
        char c = s[i];
        int v = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;

        if (v < 0)
            break;
        *size = *size * 16 + (size_t)v;
    }
    if (!digits)
        return 0;
    while (i < n && s[i] != '\n' && i - *at < 200)
        i++;
    if (i >= n || s[i] != '\n')
        return 0;
    *at = i + 1;
    return 1;
}

/* Join the chunks in place; 0 (nothing changed) where the bytes are not chunked after all. */
static int unchunk(char *s, size_t *n)
{
    size_t at = 0, size, to = 0;
    int chunks = 0;

    if (!chunk_size(s, *n, &at, &size) || (size && at + size > *n && *n > at + 64))
        return 0;
    at = 0;
    while (chunk_size(s, *n, &at, &size) && size) {
        if (size > *n - at)
            size = *n - at;
        memmove(s + to, s + at, size);
        to += size;
        at += size;
        if (at < *n && s[at] == '\r')
            at++;
        if (at < *n && s[at] == '\n')
            at++;
        chunks++;
    }
    *n = to;
    return chunks;
}

/* --- content encodings ------------------------------------------------------------------------- */

typedef enum coding { PLAIN, GZIP, ZLIB, RAW_DEFLATE, ZSTD, BROTLI } coding;

static int starts_with_tag(const char *s, size_t n)
{
    s = lede__trim(s, &n);
    return n > 1 && s[0] == '<' && (s[1] == '!' || s[1] == '?' || (s[1] | 32) >= 'a');
}

/* What the body is compressed by: its own mark first, as headers are often what the archive's maker forgot to change. */
static coding coding_of(const lede__http *h, const char *named, size_t n)
{
    const char *s = h->body;

    if (h->n < 3)
        return PLAIN;
    if (memcmp(s, "\x1F\x8B", 2) == 0)
        return GZIP;
    if (h->n > 4 && memcmp(s, "\x28\xB5\x2F\xFD", 4) == 0)
        return ZSTD;
    if (lede__is(named, n, "deflate") && (s[0] & 15) == 8 && memchr("\x01\x5E\x9C\xDA", s[1], 4))
        return ZLIB;
    if (lede__is(named, n, "deflate") && s[0] != '<')
        return RAW_DEFLATE;
    if (lede__is(named, n, "br") && !starts_with_tag(s, h->n))
        return BROTLI;
    return PLAIN;
}

static lede_status open_coding(coding c, lede__stream *raw, const lede_read_options *o, lede__stream **out, lede_error *err)
{
    switch (c) {
    case BROTLI: return lede__unbrotli(raw, o, out, err);
    case ZSTD: return lede__unpack(raw, o, out, err);
    case ZLIB: return lede__gunzip(raw, o, 15, out, err);
    case RAW_DEFLATE: return lede__gunzip(raw, o, -15, out, err);
    default: return lede__gunzip(raw, o, 31, out, err);
    }
}

static lede_status unpack_body(lede__http *h, coding c, const lede_read_options *o, lede_error *err)
{
    lede__stream *raw = lede__stream_bytes(h->body, h->n), *plain = NULL;
    char *s = NULL;
    size_t n = 0;
    lede_status status = raw ? open_coding(c, raw, o, &plain, err) : lede__nomem(err);

    if (status == LEDE_OK)
        status = lede__stream_all(plain, o->max_record, &s, &n, err);
    if (status == LEDE_OK)
        lede_buf_add(&h->unpacked, s ? s : "", n);
    lede__stream_free(plain);
    lede__stream_free(raw);
    if (h->unpacked.failed)
        return lede__nomem(err);
    if (status == LEDE_OK) {
        h->body = h->unpacked.s;
        h->n = h->unpacked.n;
    }
    return status;
}

lede_status lede__http_read(char *s, size_t n, const lede_read_options *o, lede__http *h, lede_error *err)
{
    size_t head, len;
    const char *value;
    coding packed;

    memset(h, 0, sizeof *h);
    h->body = s;
    h->n = n;
    if (!lede__starts(s, n, "http/"))
        return LEDE_OK;
    head = lede__head_length(s, n);
    if (!head)
        return lede__fail(err, LEDE_FORMAT, "an HTTP response cut short in its headers");
    value = memchr(s, ' ', head);
    for (; value && value < s + head && *value == ' ';)
        value++;
    for (; value && *value >= '0' && *value <= '9' && h->status < 1000; value++)
        h->status = h->status * 10 + (*value - '0');
    value = lede__header(s, head, "content-type", &len);
    if (value)
        lede__media_type(value, len, &h->type, &h->charset);
    h->body = s + head;
    h->n = n - head;
    value = lede__header(s, head, "transfer-encoding", &len);
    if (value && lede__find(value, len, "chunked"))
        unchunk(h->body, &h->n);
    value = lede__header(s, head, "content-encoding", &len);
    packed = coding_of(h, value ? value : "", value ? len : 0);
    return packed == PLAIN ? LEDE_OK : unpack_body(h, packed, o, err);
}
