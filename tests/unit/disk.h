/*
 * A disk that fails on demand: an SQLite VFS over the real one, the default
 * while disk_use(1) holds. disk_fail_after(n, code, once) lets the n-th write,
 * sync or truncation from then fail, alone or with all that follow.
 */
#ifndef DISK_H
#define DISK_H

#include <sqlite3.h>
#include <stddef.h>

static long disk_left;    /* writes to the one that fails; 0: none does */
static long disk_seen;    /* writes since disk_fail_after */
static int disk_code = SQLITE_FULL, disk_once;

typedef struct shim_file {
    sqlite3_file base;
    sqlite3_file *real;
} shim_file;

static sqlite3_vfs shim;
static sqlite3_vfs *real_vfs;

static sqlite3_file *real_of(sqlite3_file *f)
{
    return ((shim_file *)(void *)f)->real;
}

static int fails(void)
{
    disk_seen++;
    if (!disk_left || disk_seen < disk_left)
        return 0;
    return disk_seen == disk_left || !disk_once;
}

static int shim_close(sqlite3_file *f)
{
    int rc = real_of(f)->pMethods->xClose(real_of(f));

    sqlite3_free(real_of(f));
    return rc;
}

static int shim_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
    return real_of(f)->pMethods->xRead(real_of(f), p, n, at);
}

static int shim_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
    return fails() ? disk_code : real_of(f)->pMethods->xWrite(real_of(f), p, n, at);
}

static int shim_truncate(sqlite3_file *f, sqlite3_int64 n)
{
    return fails() ? SQLITE_IOERR_TRUNCATE : real_of(f)->pMethods->xTruncate(real_of(f), n);
}

static int shim_sync(sqlite3_file *f, int flags)
{
    (void)f;
    (void)flags;
    return fails() ? SQLITE_IOERR_FSYNC : SQLITE_OK;   /* no power is lost here, and a real sync takes its time */
}

static int shim_size(sqlite3_file *f, sqlite3_int64 *n)
{
    return real_of(f)->pMethods->xFileSize(real_of(f), n);
}

static int shim_lock(sqlite3_file *f, int how)
{
    return real_of(f)->pMethods->xLock(real_of(f), how);
}

static int shim_unlock(sqlite3_file *f, int how)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), how);
}

static int shim_reserved(sqlite3_file *f, int *out)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int shim_control(sqlite3_file *f, int op, void *p)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), op, p);
}

static int shim_sector(sqlite3_file *f)
{
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int shim_traits(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int shim_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}

static int shim_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
    return real_of(f)->pMethods->xShmLock(real_of(f), at, n, flags);
}

static void shim_shm_barrier(sqlite3_file *f)
{
    real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int shim_shm_unmap(sqlite3_file *f, int drop)
{
    return real_of(f)->pMethods->xShmUnmap(real_of(f), drop);
}

static const sqlite3_io_methods shim_methods = {
    2, shim_close, shim_read, shim_write, shim_truncate, shim_sync, shim_size, shim_lock, shim_unlock, shim_reserved,
    shim_control, shim_sector, shim_traits, shim_shm_map, shim_shm_lock, shim_shm_barrier, shim_shm_unmap, NULL, NULL};

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
    shim_file *s = (shim_file *)(void *)f;
    int rc;

    (void)vfs;
    s->base.pMethods = NULL;
    s->real = sqlite3_malloc(real_vfs->szOsFile);
    if (!s->real)
        return SQLITE_NOMEM;
    rc = real_vfs->xOpen(real_vfs, name, s->real, flags, out);
    if (rc == SQLITE_OK)
        s->base.pMethods = &shim_methods;
    else
        sqlite3_free(s->real);
    return rc;
}

static void disk_fail_after(long n, int code, int once)
{
    disk_seen = 0;
    disk_left = n;
    disk_code = code;
    disk_once = once;
}

static void disk_use(int on)
{
    if (!real_vfs) {
        real_vfs = sqlite3_vfs_find(NULL);
        shim = *real_vfs;
        shim.zName = "failing";
        shim.szOsFile = (int)sizeof(shim_file);
        shim.xOpen = shim_open;
        sqlite3_vfs_register(&shim, 0);
    }
    sqlite3_vfs_register(on ? &shim : real_vfs, 1);
    disk_fail_after(0, SQLITE_FULL, 0);
}

#endif
