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

/* The length of the header lines with the blank line after them; 0 where there is none. */
static size_t header_length(const char *s, size_t n)
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

static lede_status inflate_body(lede__http *h, const lede_read_options *o, int window, lede_error *err)
{
    lede__stream *raw = lede__stream_bytes(h->body, h->n), *plain = NULL;
    char *s = NULL;
    size_t n = 0;
    lede_status status = raw ? lede__gunzip(raw, o, window, &plain, err) : lede__nomem(err);

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

static lede_status decode(lede__http *h, const char *encoding, size_t n, const lede_read_options *o, lede_error *err)
{
    if (h->n > 2 && memcmp(h->body, "\x1F\x8B", 2) == 0)
        return inflate_body(h, o, 31, err);
    if (lede__is(encoding, n, "deflate") && h->n > 2 && ((unsigned char)h->body[0] & 15) == 8 && memchr("\x01\x5E\x9C\xDA", h->body[1], 4))
        return inflate_body(h, o, 15, err);
    if (lede__is(encoding, n, "deflate") && h->n && h->body[0] != '<')
        return inflate_body(h, o, -15, err);
    if ((lede__is(encoding, n, "br") || lede__is(encoding, n, "zstd")) && h->n && memchr(h->body, '<', h->n < 512 ? h->n : 512) == NULL)
        return lede__fail(err, LEDE_FORMAT, "a body encoded by %.*s, which lede does not unpack", (int)n, encoding);
    return LEDE_OK;
}

lede_status lede__http_read(char *s, size_t n, const lede_read_options *o, lede__http *h, lede_error *err)
{
    size_t head, len;
    const char *value;

    memset(h, 0, sizeof *h);
    h->body = s;
    h->n = n;
    if (!lede__starts(s, n, "http/"))
        return LEDE_OK;
    head = header_length(s, n);
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
    return decode(h, value ? value : "", value ? len : 0, o, err);
}
