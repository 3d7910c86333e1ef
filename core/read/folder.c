/* A folder: its entries in byte order of their names, folders inside it walked in their turn. */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/error.h"
#include "read/read.h"

enum { DEEPEST_FOLDER = 64 };

typedef struct names {
    char **items;
    size_t n, cap, at;
} names;

static int by_bytes(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;

    return strcmp(*x, *y);
}

static void names_free(names *l)
{
    while (l->n)
        lede__free(l->items[--l->n]);
    lede__free(l->items);
    lede__free(l);
}

static int names_add(names *l, const char *name)
{
    if (!lede__grow(&l->items, &l->cap, l->n + 1, sizeof *l->items))
        return 0;
    l->items[l->n] = lede__strndup(name, strlen(name));
    return l->items[l->n] && ++l->n;
}

static lede_status list(const char *path, names **out, lede_error *err)
{
    names *l = lede__calloc(1, sizeof *l);
    DIR *d = l ? opendir(path) : NULL;
    struct dirent *e;
    int fine = 1;

    if (l && !d) {
        lede__free(l);
        return lede__fail(err, LEDE_IO, "cannot open folder '%s': %s", path, strerror(errno));
    }
    while (l && fine && (e = readdir(d)))
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            fine = names_add(l, e->d_name);
    if (d)
        closedir(d);
    if (!l || !fine) {
        if (l)
            names_free(l);
        return lede__nomem(err);
    }
    if (l->n)
        qsort(l->items, l->n, sizeof *l->items, by_bytes);
    *out = l;
    return LEDE_OK;
}

static lede_status folder_open(lede__job *j, lede_error *err)
{
    names *l = NULL;
    lede_status status = list(j->name.s, &l, err);

    j->state = l;
    return status;
}

static void folder_close(lede__job *j)
{
    if (j->state)
        names_free(j->state);
}

/* Depth is counted by slashes below the folder that was named: a loop of links would otherwise never end. */
static int too_deep(const lede__job *j)
{
    size_t i, depth = 0;

    for (i = 0; i < j->name.n; i++)
        depth += j->name.s[i] == '/';
    return depth > DEEPEST_FOLDER || j->name.n > PATH_MAX - 256;
}

static lede_status child(lede__job *j, const char *path, lede_error *err)
{
    struct stat st, link;

    if (lstat(path, &link) != 0 || stat(path, &st) != 0)
        return lede__failed(j, "cannot read: %s", strerror(errno));
    if (S_ISDIR(st.st_mode)) {
        if (S_ISLNK(link.st_mode))
            return lede__skip(j, "a link to a folder, not followed");
        if (too_deep(j))
            return lede__failed(j, "folders nested more than %d deep", DEEPEST_FOLDER);
        j->child_format = &lede__format_folder;
        return LEDE_OK;
    }
    if (!S_ISREG(st.st_mode))
        return lede__skip(j, "not a file");
    if (lede__stream_file(path, &j->child, err) == LEDE_NOMEM)
        return LEDE_NOMEM;
    return j->child ? LEDE_OK : lede__failed(j, "cannot open: %s", strerror(errno));
}

static lede_status folder_next(lede__job *j, lede_error *err)
{
    names *l = j->state;
    const char *name;
    lede_buf path;
    lede_status status;

    if (l->at >= l->n)
        return LEDE_DONE;
    name = l->items[l->at++];
    lede_buf_init(&path);
    lede_buf_add(&path, j->name.s, j->name.n);
    if (!lede__ends(path.s, path.n, "/")) {
        lede_buf_addc(&path, '/');
        lede_buf_addc(&j->member, '/');
    }
    lede_buf_addz(&path, name);
    lede_buf_addz(&j->member, name);
    if (path.failed || j->member.failed)
        status = lede__nomem(err);
    else if (name[0] == '.')
        status = lede__skip(j, "hidden");
    else
        status = child(j, path.s, err);
    lede_buf_release(&path);
    return status;
}

const lede__format lede__format_folder = {"folder", "a folder, walked whole", LEDE__CONTAINER, NULL, folder_open, folder_next,
                                   folder_close};

uint64_t lede__folder_size(const char *path, int depth)
{
    names *l = NULL;
    uint64_t total = 0;
    size_t i;

    if (depth > DEEPEST_FOLDER || list(path, &l, NULL) != LEDE_OK)
        return 0;
    for (i = 0; i < l->n; i++) {
        struct stat st;
        lede_buf b;

        if (l->items[i][0] == '.')
            continue;
        lede_buf_init(&b);
        lede_buf_addz(&b, path);
        lede_buf_addc(&b, '/');
        lede_buf_addz(&b, l->items[i]);
        if (!b.failed && lstat(b.s, &st) == 0)
            total += S_ISDIR(st.st_mode) ? lede__folder_size(b.s, depth + 1)
                     : S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
        lede_buf_release(&b);
    }
    names_free(l);
    return total;
}
