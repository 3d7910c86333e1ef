#include "sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

void *capped_alloc(void *ud, void *p, size_t old_size, size_t new_size)
{
    memory_cap *cap = ud;
    void *q;

    if (!p)
        old_size = 0;   /* Lua passes the kind of object there */
    if (!new_size) {
        free(p);
        cap->used -= old_size;
        return NULL;
    }
    if (new_size > old_size && new_size - old_size > cap->most - cap->used)
        return NULL;
    q = realloc(p, new_size);
    if (q)
        cap->used = cap->used - old_size + new_size;
    return q;
}

static const char *limit(int what, rlim_t most, const char *name)
{
    struct rlimit r = {most, most};

    return setrlimit(what, &r) == 0 ? NULL : name;
}

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

const char *wall_limits(size_t memory)
{
    const char *bad;

    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        return "death signal";
    if (getppid() == 1)
        _exit(1);   /* the parent died before we asked */
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return "no new privileges";
    if (prctl(PR_SET_DUMPABLE, 0) != 0)
        return "dumpable";
    bad = limit(RLIMIT_CORE, 0, "core size");
    if (!bad)
        bad = limit(RLIMIT_FSIZE, 0, "file size");
    /* The address sanitizer's shadow would count as data. */
    if (!bad && !SANITIZED)
        bad = limit(RLIMIT_DATA, memory + memory / 4 + (64u << 20), "data size");
    return bad;
}

#if defined(__x86_64__)
#define THIS_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_ARCH AUDIT_ARCH_AARCH64
#endif

#define ALLOW(call)                                               \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)(call), 0, 1),  \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

#define DENY(call)                                                \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)(call), 0, 1),  \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES)

const char *wall_calls(void)
{
#ifdef THIS_ARCH
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCH, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        ALLOW(SYS_read), ALLOW(SYS_write), ALLOW(SYS_exit_group), ALLOW(SYS_brk), ALLOW(SYS_mmap),
        ALLOW(SYS_munmap), ALLOW(SYS_mremap), ALLOW(SYS_mprotect), ALLOW(SYS_madvise), ALLOW(SYS_futex),
        ALLOW(SYS_rt_sigreturn), ALLOW(SYS_clock_gettime), ALLOW(SYS_getrandom),
        /* A library that looks for a file of its own, or how much memory there is, is told no and does without. */
        DENY(SYS_openat), DENY(SYS_newfstatat), DENY(SYS_fstat), DENY(SYS_lseek), DENY(SYS_ioctl), DENY(SYS_sysinfo),
        DENY(SYS_sched_getaffinity), DENY(SYS_prlimit64),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    };
    struct sock_fprog program = {(unsigned short)(sizeof filter / sizeof *filter), filter};

    if (SANITIZED)
        return NULL;
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        return errno == EINVAL ? NULL : "system call filter";   /* a kernel built without it */
#endif
    return NULL;
}
