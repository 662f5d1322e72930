// Calls of the kernel that Swift's Glibc and Darwin modules do not show.
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

#if defined(__linux__)
/// Makes a mapping of `size` bytes larger, moving its pages where it cannot grow in place. Returns its address, or MAP_FAILED (-1).
static inline void *grow_mapping(void *memory, size_t size, size_t new_size) {
    const unsigned long may_move = 1;
    return (void *)syscall(SYS_mremap, memory, size, new_size, may_move);
}
#endif
