/*
 * Other compressions (one stream) and packed files (members), by libarchive,
 * streamed: a member's bytes are unpacked as they are read.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "lede/text.h"
#include "read/formats.h"
#include "read/unpack.h"

typedef struct packed {
    struct archive *a;
    lede__stream *in;       /* the caller's */
    const lede_read_options *options;
    lede_error why;         /* of the stream below */
    size_t lent;            /* bytes that libarchive looks at */
    uint64_t out;
} packed;

/* --- libarchive's view of our stream ------------------------------------------------ */

static void give_back(packed *p)
{
    lede__stream_skip(p->in, p->lent);
    p->lent = 0;
}

static la_ssize_t on_read(struct archive *a, void *ud, const void **to)
{
    packed *p = ud;
    const char *s;
    size_t n;

    give_back(p);
    if (lede__stream_peek(p->in, 1, &s, &n, &p->why) != LEDE_OK) {
        archive_set_error(a, EIO, "%s", p->why.message);
        return ARCHIVE_FATAL;
    }
    *to = s;
    p->lent = n;
    return (la_ssize_t)n;
}

static la_int64_t on_skip(struct archive *a, void *ud, la_int64_t want)
{
    packed *p = ud;
    uint64_t left;

    (void)a;
    give_back(p);
    if (lede__stream_discard(p->in, (uint64_t)want, &left, NULL) != LEDE_OK)
        return 0;
    return want - (la_int64_t)left;
}

static la_int64_t on_seek(struct archive *a, void *ud, la_int64_t offset, int whence)
{
    packed *p = ud;
    lede__stream *in = p->in;
    int64_t at;

    (void)a;
    p->lent = 0;
    if (whence == SEEK_CUR) {
        offset += (la_int64_t)in->passed;
        whence = SEEK_SET;
    }
    at = in->seek(in, offset, whence);
    if (at < 0)
        return ARCHIVE_FATAL;
    in->start = in->end = 0;
    in->eof = 0;
    in->passed = (uint64_t)at;
    return at;
}

static lede_status trouble(packed *p, lede_error *err)
{
    const char *what = archive_error_string(p->a);

    if (what && (strstr(what, "No progress") || strstr(what, "runcated") || strstr(what, "Unexpected end")))
        what = "packed data cut short";
    return lede__fail(err, LEDE_FORMAT, "%s", what ? what : "damaged");
}

static void packed_free(packed *p)
{
    if (!p)
        return;
    if (p->a)
        archive_read_free(p->a);
    lede__free(p);
}

static lede_status open_archive(lede__stream *in, const lede_read_options *o, int members, packed **out, lede_error *err)
{
    packed *p = lede__calloc(1, sizeof *p);

    *out = p;
    if (p)
        p->a = archive_read_new();
    if (!p || !p->a)
        return lede__nomem(err);
    p->in = in;
    p->options = o;
    if (members) {
        archive_read_support_format_zip(p->a);
        archive_read_support_format_tar(p->a);
        archive_read_support_format_cpio(p->a);
        archive_read_support_format_7zip(p->a);
    } else {
        archive_read_support_filter_all(p->a);
        archive_read_support_format_raw(p->a);
    }
    archive_read_set_callback_data(p->a, p);
    archive_read_set_read_callback(p->a, on_read);
    archive_read_set_skip_callback(p->a, on_skip);
    if (in->seek)
        archive_read_set_seek_callback(p->a, on_seek);
    return archive_read_open1(p->a) == ARCHIVE_OK ? LEDE_OK : trouble(p, err);
}

/* --- a member as a stream -------------------------------------------------------------- */

static lede_status member_read(lede__stream *s, char *to, size_t n, size_t *got, lede_error *err)
{
    packed *p = s->ud;
    la_ssize_t r = archive_read_data(p->a, to, n);

    if (r < 0)
        return trouble(p, err);
    *got = (size_t)r;
    p->out += (size_t)r;
    return lede__expansion(p->options, p->in->passed + p->lent, p->out, err);
}

static lede_status member_stream(packed *p, lede__stream **out, lede_error *err)
{
    *out = lede__stream_new();
    if (!*out)
        return lede__nomem(err);
    (*out)->ud = p;
    (*out)->read = member_read;
    return LEDE_OK;
}

static void unpacked_close(lede__stream *s)
{
    packed_free(s->ud);
}

lede_status lede__unpack(lede__stream *from, const lede_read_options *o, lede__stream **out, lede_error *err)
{
    struct archive_entry *e;
    packed *p;
    lede_status status = open_archive(from, o, 0, &p, err);

    *out = NULL;
    if (status == LEDE_OK && archive_read_next_header(p->a, &e) < ARCHIVE_WARN)
        status = trouble(p, err);
    if (status == LEDE_OK)
        status = member_stream(p, out, err);
    if (status == LEDE_OK)
        (*out)->close = unpacked_close;
    else
        packed_free(p);
    return status;
}

/* The member's name as UTF-8, without what could be taken for a place outside. */
static void add_name(lede_buf *to, struct archive_entry *e)
{
    const char *name = archive_entry_pathname_utf8(e);

    if (!name)
        name = archive_entry_pathname(e);
    if (!name)
        name = "?";
    while (*name == '/' || strncmp(name, "./", 2) == 0 || strncmp(name, "../", 3) == 0)
        name += *name == '/' ? 1 : name[1] == '/' ? 2 : 3;
    lede_buf_addc(to, '/');
    lede_utf8_repair(name, strlen(name), to);
}

/* Files whose names say that they are a system's own, not the user's. */
static int system_file(const lede_buf *name)
{
    return name->n && (strstr(name->s, "/__MACOSX/") || strstr(name->s, "/._") || strstr(name->s, "/.DS_Store"));
}

/*
 * The next member and its name. libarchive turns names into the charset of the
 * locale, which "C" has none of: this thread's is another while it does.
 */
static int next_header(packed *p, lede__job *j, struct archive_entry **e)
{
    locale_t own = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0), before = own ? uselocale(own) : (locale_t)0;
    int code = archive_read_next_header(p->a, e);

    lede_buf_clear(&j->member);
    if (code == ARCHIVE_OK || code == ARCHIVE_WARN)
        add_name(&j->member, *e);
    if (own) {
        uselocale(before);
        freelocale(own);
    }
    return code;
}

static lede_status archive_next(lede__job *j, lede_error *err)
{
    packed *p = j->state;
    struct archive_entry *e;
    int code;

    do {
        code = next_header(p, j, &e);
        if (code == ARCHIVE_EOF)
            return LEDE_DONE;
        if (code < ARCHIVE_WARN)
            return trouble(p, err);
    } while (archive_entry_filetype(e) == AE_IFDIR);
    if (j->count >= j->options->max_members)
        return lede__fail(err, LEDE_LIMIT, "more than %llu members: stopped",
                          (unsigned long long)j->options->max_members);
    if (archive_entry_filetype(e) != AE_IFREG && archive_entry_filetype(e) != 0)
        return lede__skip(j, "not a file");
    if (system_file(&j->member))
        return lede__skip(j, "hidden");
    if (archive_entry_is_encrypted(e))
        return lede__failed(j, "encrypted");
    return member_stream(p, &j->child, err);
}

static lede_status archive_open(lede__job *j, lede_error *err)
{
    packed *p;
    lede_status status = open_archive(j->in, j->options, 1, &p, err);

    j->state = p;
    return status;
}

static void archive_close(lede__job *j)
{
    packed_free(j->state);
}

static lede_status compressed_next(lede__job *j, lede_error *err)
{
    if (j->count)
        return LEDE_DONE;
    lede_buf_add(&j->child_url, j->url.s, j->url.n);
    lede_buf_add(&j->child_charset, j->charset.s, j->charset.n);
    return lede__unpack(j->in, j->options, &j->child, err);
}

/* --- probes ------------------------------------------------------------------------------ */

static int has(const lede__head *h, size_t at, const char *magic, size_t n)
{
    return h->n >= at + n && memcmp(h->s + at, magic, n) == 0;
}

static int compressed_probe(const lede__head *h)
{
    return has(h, 0, "\x28\xB5\x2F\xFD", 4) || has(h, 0, "BZh", 3) || has(h, 0, "\xFD" "7zXZ", 5) ||
                   has(h, 0, "\x04\x22\x4D\x18", 4) || has(h, 0, "\x1F\x9D", 2) || has(h, 0, "\x5D\0\0\x80\0", 5)
               ? 90 : 0;
}

static int archive_probe(const lede__head *h)
{
    return has(h, 0, "PK\3\4", 4) || has(h, 0, "PK\5\6", 4) || has(h, 257, "ustar", 5) || has(h, 0, "070701", 6) ||
                   has(h, 0, "070707", 6) || has(h, 0, "7z\xBC\xAF\x27\x1C", 6)
               ? 90 : 0;
}

const lede__format lede__format_compressed = {"compressed", "compressed by zstd, bzip2, xz, lz4 (.zst .bz2 .xz .lz4)", LEDE__CONTAINER,
                                       compressed_probe, NULL, compressed_next, NULL};
const lede__format lede__format_archive = {"archive", "packed files (.zip .tar .7z .cpio), each member read by itself", LEDE__CONTAINER,
                                    archive_probe, archive_open, archive_next, archive_close};
