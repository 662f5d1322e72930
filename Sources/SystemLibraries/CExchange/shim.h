// Exchanging two paths in one step is a call of the kernel that Swift's Glibc and Darwin modules do not show.
#pragma once
#include <errno.h>
#include <stdio.h>
#include <unistd.h>
#if defined(__linux__)
#include <fcntl.h>
#include <sys/syscall.h>
#endif

/// Lets `a` and `b`, which both exist on one file system, change names atomically. Returns 0, or the error number.
static inline int exchange_paths(const char *a, const char *b) {
#if defined(__linux__)
    const unsigned int exchange = 1u << 1;
    return syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, exchange) == 0 ? 0 : errno;
#elif defined(__APPLE__)
    return renamex_np(a, b, RENAME_SWAP) == 0 ? 0 : errno;
#else
    return ENOSYS;
#endif
}
