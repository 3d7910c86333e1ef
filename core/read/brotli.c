/* Brotli (RFC 7932), by libbrotli: bodies of web archives that a browser recorded. */
#include <brotli/decode.h>

#include "base/alloc.h"
#include "base/error.h"
#include "read/unpack.h"

typedef struct br {
    BrotliDecoderState *state;
    lede__stream *from;     /* the caller's */
    const lede_read_options *options;
    uint64_t out;
} br;

static void *br_alloc(void *ud, size_t n)
{
    (void)ud;
    return lede__malloc(n);
}

static void br_free(void *ud, void *p)
{
    (void)ud;
    lede__free(p);
}

static lede_status failure(const br *b, lede_error *err)
{
    BrotliDecoderErrorCode code = BrotliDecoderGetErrorCode(b->state);

    if (code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES && code >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES)
        return lede__nomem(err);
    return lede__fail(err, LEDE_FORMAT, "damaged Brotli data");
}

/* Decode what is at hand into what room there is. */
static lede_status decode_piece(br *b, uint8_t **to, size_t *room, lede_error *err)
{
    const char *p;
    const uint8_t *in;
    size_t have, left;
    BrotliDecoderResult result;
    lede_status status = lede__stream_peek(b->from, 1, &p, &have, err);

    if (status != LEDE_OK)
        return status;
    if (!have && !BrotliDecoderHasMoreOutput(b->state))
        return lede__fail(err, LEDE_FORMAT, "Brotli data cut short");
    in = (const uint8_t *)p;
    left = have;
    result = BrotliDecoderDecompressStream(b->state, &left, &in, room, to, NULL);
    lede__stream_skip(b->from, have - left);
    return result == BROTLI_DECODER_RESULT_ERROR ? failure(b, err) : LEDE_OK;
}

static lede_status br_read(lede__stream *s, char *to, size_t n, size_t *got, lede_error *err)
{
    br *b = s->ud;
    size_t room = n;
    uint8_t *at = (uint8_t *)to;
    lede_status status = LEDE_OK;

    while (status == LEDE_OK && room == n && !BrotliDecoderIsFinished(b->state))
        status = decode_piece(b, &at, &room, err);
    *got = n - room;
    b->out += *got;
    return status == LEDE_OK ? lede__expansion(b->options, b->from->passed, b->out, err) : status;
}

static void br_close(lede__stream *s)
{
    br *b = s->ud;

    BrotliDecoderDestroyInstance(b->state);
    lede__free(b);
}

lede_status lede__unbrotli(lede__stream *from, const lede_read_options *o, lede__stream **out, lede_error *err)
{
    lede__stream *s = lede__stream_new();
    br *b = s ? lede__calloc(1, sizeof *b) : NULL;

    *out = NULL;
    if (b)
        b->state = BrotliDecoderCreateInstance(br_alloc, br_free, NULL);
    if (!b || !b->state) {
        lede__free(b);
        lede__stream_free(s);
        return lede__nomem(err);
    }
    b->from = from;
    b->options = o;
    s->ud = b;
    s->read = br_read;
    s->close = br_close;
    *out = s;
    return LEDE_OK;
}
