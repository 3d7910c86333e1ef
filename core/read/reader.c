/* The stack of open inputs behind lede_reader: each is read by its format, children are pushed on top. */
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "read/fields.h"
#include "read/read.h"
#include "read/settle.h"

enum { HEAD = 64 * 1024, MB = 1024 * 1024 };

struct lede_reader {
    lede_read_options options;    /* a copy, its texts in `kept` */
    lede__arena kept;
    const lede__format *forced;
    lede__job **jobs;
    size_t depth, cap;
    size_t folders;          /* how many of the jobs are folders */
    lede_buf source;
    lede_record *record;     /* of the last item, still ours */
    uint64_t read_before, total;
};

/* --- jobs ---------------------------------------------------------------------- */

static lede_buf *job_bufs(lede__job *j, size_t i)
{
    lede_buf *all[] = {&j->name, &j->url, &j->charset, &j->type, &j->reason, &j->member, &j->child_url,
                       &j->child_charset, &j->child_type, &j->child_note, &j->note};

    return i < sizeof all / sizeof *all ? all[i] : NULL;
}

static void job_free(lede__job *j)
{
    size_t i;

    if (j->format && j->format->close)
        j->format->close(j);
    lede__stream_free(j->child);
    lede__stream_free(j->in);
    lede_record_free(j->record);
    for (i = 0; job_bufs(j, i); i++)
        lede_buf_release(job_bufs(j, i));
    lede__free(j);
}

static lede_status push(lede_reader *r, lede__stream *in, const char *name, size_t name_n, lede__job **out,
                        lede_error *err)
{
    lede__job *j = lede__calloc(1, sizeof *j);

    if (j)
        lede_buf_add(&j->name, name, name_n);
    if (!j || j->name.failed || !lede__grow(&r->jobs, &r->cap, r->depth + 1, sizeof *r->jobs)) {
        lede__stream_free(in);
        if (j)
            job_free(j);
        return lede__nomem(err);
    }
    j->in = in;
    j->options = &r->options;
    r->jobs[r->depth++] = j;
    *out = j;
    return LEDE_OK;
}

/* The outermost file, whose bytes tell the progress. */
static lede__job *outer_file(const lede_reader *r)
{
    return r->depth > r->folders ? r->jobs[r->folders] : NULL;
}

static void pop(lede_reader *r)
{
    lede__job *j = r->jobs[--r->depth];

    if (r->depth < r->folders)
        r->folders = r->depth;
    else if (r->depth == r->folders && j->in)
        r->read_before += j->in->size ? j->in->size : j->in->taken;
    job_free(j);
}

/* --- which format ---------------------------------------------------------------- */

static const char *const packed[] = {".gz", ".zst", ".bz2", ".xz", ".lz4", ".lzma", ".z", NULL};

/* The file's own name in lower case, without what compression put at its end. */
static void bare_name(const lede__job *j, char *to, size_t room)
{
    const char *from = j->name.s + j->name.n;
    size_t n = 0, i;

    while (from > j->name.s && from[-1] != '/')
        from--;
    for (; from[n] && n + 1 < room; n++)
        to[n] = from[n] >= 'A' && from[n] <= 'Z' ? (char)(from[n] + 32) : from[n];
    to[n] = '\0';
    for (i = 0; packed[i]; i++)
        if (lede__ends(to, n, packed[i])) {
            n -= strlen(packed[i]);
            to[n] = '\0';
            i = (size_t)-1;
        }
}

/* Choose the format of the newest job and open it. LEDE_DONE: an item (skipped or failed) says why not. */
static lede_status start(lede_reader *r, lede__job *j, lede_error *err)
{
    char name[256];
    const char *why = NULL;
    lede__head h = {.name = name};
    lede_status status = LEDE_OK;

    if (!j->format) {
        bare_name(j, name, sizeof name);
        status = lede__stream_peek(j->in, HEAD, &h.s, &h.n, err);
        if (status == LEDE_NOMEM)
            return status;
        /* What came before a failure is still worth reading. */
        status = lede__stream_peek(j->in, 1, &h.s, &h.n, err);
        if (status != LEDE_OK)
            return status;
        h.whole = j->in->eof;
        h.type = j->type.s ? j->type.s : "";
        j->format = lede__format_find(&h, r->forced != NULL, &why);
        if (!j->format)
            j->format = r->forced;
        if (!j->format)
            return lede__fail(err, LEDE_FORMAT, "%s", why);
    }
    if ((j->format->ways & LEDE__CONTAINER) && j->format != &lede__format_folder && r->depth - r->folders > (size_t)r->options.max_depth)
        return lede__fail(err, LEDE_LIMIT, "containers nested more than %d deep", r->options.max_depth);
    return j->format->open ? j->format->open(j, err) : LEDE_OK;
}

/* --- opening ----------------------------------------------------------------------- */

/* Copy the texts of the options that are used after opening. */
static lede_status keep_options(lede_reader *r, lede_error *err)
{
    const char *const *from = r->options.map;
    const char **to;
    size_t i, n = 0;

    if (r->options.date_order)
        r->options.date_order = r->options.date_order[0] == 'd' ? "dmy" : "mdy";
    r->options.url = r->options.charset = r->options.format = NULL;
    if (!from)
        return LEDE_OK;
    while (from[n])
        n++;
    to = lede__arena_alloc(&r->kept, (n + 1) * sizeof *to);
    for (i = 0; to && i < n; i++) {
        to[i] = lede__arena_copy(&r->kept, from[i], strlen(from[i]));
        if (!to[i])
            to = NULL;
    }
    if (!to)
        return lede__nomem(err);
    to[n] = NULL;
    r->options.map = (const char *const *)to;
    return LEDE_OK;
}

static lede_status reader_new(const lede_read_options *o, lede_reader **out, lede_error *err)
{
    lede_reader *r = lede__calloc(1, sizeof *r);

    *out = r;
    if (!r)
        return lede__nomem(err);
    lede__arena_init(&r->kept);
    if (o)
        r->options = *o;
    if (!r->options.max_record)
        r->options.max_record = (size_t)64 * MB;
    if (!r->options.max_ratio)
        r->options.max_ratio = 1000;
    if (!r->options.max_members)
        r->options.max_members = 10 * 1000 * 1000;
    if (!r->options.max_depth)
        r->options.max_depth = 8;
    if (r->options.date_order && strcmp(r->options.date_order, "dmy") != 0 &&
        strcmp(r->options.date_order, "mdy") != 0)
        return lede__fail(err, LEDE_USAGE, "no date order '%s': dmy or mdy", r->options.date_order);
    if (r->options.format) {
        r->forced = lede__format_named(r->options.format);
        if (!r->forced)
            return lede__fail(err, LEDE_USAGE, "no input format '%s'", r->options.format);
    }
    return lede__fields_check_map(&r->options, err);
}

static lede_status first_job(lede_reader *r, const char *path, lede__stream *in, const lede__format *format,
                             lede_error *err)
{
    size_t n = strlen(path);
    lede__job *j;
    lede_status status;

    while (n > 1 && path[n - 1] == '/')
        n--;
    status = push(r, in, path, n, &j, err);
    if (status != LEDE_OK)
        return status;
    j->named = 1;
    j->format = format;
    if (r->options.url)
        lede_buf_addz(&j->url, r->options.url);
    if (r->options.charset)
        lede_buf_addz(&j->charset, r->options.charset);
    if (j->url.failed || j->charset.failed)
        return lede__nomem(err);
    if (format == &lede__format_folder) {
        r->total = lede__folder_size(j->name.s, 0);
        r->folders = 1;
        j->started = 1;
        return format->open(j, err);
    }
    r->total = in->size;
    return LEDE_OK;
}

lede_status lede_reader_open(const char *path, const lede_read_options *options, lede_reader **out, lede_error *err)
{
    lede_reader *r;
    lede__stream *in = NULL;
    struct stat st;
    int folder = strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISDIR(st.st_mode);
    lede_status status = reader_new(options, &r, err);

    *out = NULL;
    if (status == LEDE_OK && !folder)
        status = lede__stream_file(path, &in, err);
    if (status == LEDE_OK)
        status = first_job(r, path, in, folder ? &lede__format_folder : NULL, err);
    if (status == LEDE_OK)
        status = keep_options(r, err);
    if (status != LEDE_OK) {
        lede_reader_close(r);
        return status;
    }
    *out = r;
    return LEDE_OK;
}

lede_status lede_reader_open_bytes(const char *s, size_t n, const char *name, const lede_read_options *options,
                                   lede_reader **out, lede_error *err)
{
    lede_reader *r;
    lede__stream *in;
    lede_status status = reader_new(options, &r, err);

    *out = NULL;
    if (status == LEDE_OK) {
        in = lede__stream_bytes(s, n);
        status = in ? first_job(r, name, in, NULL, err) : lede__nomem(err);
    }
    if (status == LEDE_OK)
        status = keep_options(r, err);
    if (status != LEDE_OK) {
        lede_reader_close(r);
        return status;
    }
    *out = r;
    return LEDE_OK;
}

void lede_reader_close(lede_reader *r)
{
    if (!r)
        return;
    while (r->depth)
        job_free(r->jobs[--r->depth]);
    lede__free(r->jobs);
    lede_buf_release(&r->source);
    lede_record_free(r->record);
    lede__arena_release(&r->kept);
    lede__free(r);
}

/* --- items --------------------------------------------------------------------------- */

static lede_status give(lede_reader *r, lede__job *j, lede_item *item, lede_error *err)
{
    lede__job *outer = outer_file(r);

    memset(item, 0, sizeof *item);
    lede_buf_clear(&r->source);
    lede_buf_add(&r->source, j->name.s, j->name.n);
    lede_buf_add(&r->source, j->member.s, j->member.n);
    if (r->source.failed || j->reason.failed)
        return lede__nomem(err);
    item->kind = j->kind;
    item->source = r->source.s;
    item->format = j->format ? j->format->name : NULL;
    item->charset = j->decoded;
    item->reason = j->kind == LEDE_ITEM_ARTICLE ? NULL : j->reason.n ? j->reason.s : "no reason given";
    item->bytes_read = r->read_before + (outer && outer->in ? outer->in->taken : 0);
    item->bytes_total = r->total;
    if (j->kind != LEDE_ITEM_ARTICLE)
        return LEDE_OK;
    r->record = j->record;
    j->record = NULL;
    item->record = r->record;
    if (lede__settle(r->record, err) != LEDE_OK)
        return LEDE_NOMEM;
    if (j->note.n && lede_record_add(r->record, LEDE_NOTES, j->note.s, j->note.n, err) != LEDE_OK)
        return LEDE_NOMEM;
    return lede_record_set(r->record, LEDE_SOURCE, r->source.s, r->source.n, err);
}

/* The job's input ended with a failure: an item that says so. */
static lede_status give_failure(lede_reader *r, lede__job *j, lede_status status, const char *why, lede_item *item,
                                lede_error *err)
{
    int unread = j->in && j->in->failed;     /* broken below it: nothing is known of what it is */
    int skip = status == LEDE_FORMAT && !j->count && !unread && (!j->named || strcmp(why, "empty") == 0);

    lede_buf_clear(&j->member);
    if (skip)
        lede__skip(j, "%s", why);
    else
        lede__failed(j, "%s", why);
    return give(r, j, item, err);
}

static lede_status refresh(lede__job *j, lede_error *err)
{
    size_t i;

    lede_buf_clear(&j->member);
    lede_buf_clear(&j->child_url);
    lede_buf_clear(&j->child_charset);
    lede_buf_clear(&j->child_type);
    lede_buf_clear(&j->child_note);
    for (i = 0; job_bufs(j, i); i++)
        if (job_bufs(j, i)->failed)
            return lede__nomem(err);
    j->kind = LEDE_ITEM_ARTICLE;
    j->child_format = NULL;
    if (!j->record)
        j->record = lede_record_new();
    return j->record ? LEDE_OK : lede__nomem(err);
}

static lede_status push_child(lede_reader *r, lede__job *j, lede_error *err)
{
    lede__stream *in = j->child;
    const lede__format *format = j->child_format;
    lede__job *child;
    lede_buf name;
    lede_status status;

    j->child = NULL;
    lede_buf_init(&name);
    lede_buf_add(&name, j->name.s, j->name.n);
    lede_buf_add(&name, j->member.s, j->member.n);
    if (name.failed) {
        lede__stream_free(in);
        return lede__nomem(err);
    }
    status = push(r, in, name.s, name.n, &child, err);
    lede_buf_release(&name);
    if (status != LEDE_OK)
        return status;
    child->format = format;
    child->named = j->named && (j->format->ways & LEDE__CONTAINER) && j->member.n == 0;
    lede_buf_add(&child->url, j->child_url.s, j->child_url.n);
    lede_buf_add(&child->charset, j->child_charset.s, j->child_charset.n);
    lede_buf_add(&child->type, j->child_type.s, j->child_type.n);
    lede_buf_add(&child->note, j->child_note.s, j->child_note.n);
    r->folders += format == &lede__format_folder;
    return child->url.failed || child->charset.failed || child->type.failed || child->note.failed ? lede__nomem(err) : LEDE_OK;
}

/* One step of the newest job: LEDE_OK with *given set when there is an item. */
static lede_status step(lede_reader *r, lede_item *item, int *given, lede_error *err)
{
    lede__job *j = r->jobs[r->depth - 1];
    lede_error why = {LEDE_OK, LEDE_NOWHERE, ""};
    lede_status status = LEDE_OK;
    int opened;

    if (!j->started && !j->ended)
        status = start(r, j, &why);
    j->started = 1;
    opened = status == LEDE_OK;
    if (opened && !j->ended)
        status = refresh(j, &why);
    if (status == LEDE_OK)
        status = j->ended ? LEDE_DONE : j->format->next(j, &why);
    if (status == LEDE_DONE) {
        pop(r);
        return LEDE_OK;
    }
    if (status == LEDE_NOMEM)
        return lede__nomem(err);
    *given = status != LEDE_OK || (!j->child && !j->child_format);
    if (status != LEDE_OK) {
        status = give_failure(r, j, status, why.message, item, err);
        j->ended = !(opened && (j->format->ways & LEDE__RESUMES) && lede__stream_resume(j->in, NULL) == LEDE_OK);
        return status;
    }
    j->count++;
    return *given ? give(r, j, item, err) : push_child(r, j, err);
}

lede_status lede_reader_next(lede_reader *r, lede_item *item, lede_error *err)
{
    lede_status status = LEDE_OK;
    int given = 0;

    memset(item, 0, sizeof *item);
    lede_record_free(r->record);
    r->record = NULL;
    while (status == LEDE_OK && !given) {
        if (!r->depth)
            return LEDE_DONE;
        status = step(r, item, &given, err);
    }
    return status;
}

lede_record *lede_reader_take(lede_reader *r)
{
    lede_record *record = r->record;

    r->record = NULL;
    return record;
}
