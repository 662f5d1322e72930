#if os(Linux)
    import CKernel
#endif
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the memory of buffers comes from.
///
/// On Linux a large piece is mapped by itself, in huge pages where the system has them: faulting in small pages one by one costs more than
/// filling them, and a mapping grows by moving its pages, not by copying them.
enum BufferMemory {
    #if os(Linux)
        /// Pieces of this size and more are mapped: two huge pages.
        private static let mappedSize = 4 << 20
    #else
        private static let mappedSize = Int.max
    #endif

    static func allocate(_ size: Int) -> UnsafeMutableRawPointer {
        checked(size < mappedSize ? malloc(size) : map(size), size)
    }

    static func free(_ memory: UnsafeMutableRawPointer, _ size: Int) {
        if size < mappedSize { return release(memory) }
        munmap(memory, size)
    }

    /// Makes a piece of `size` bytes larger, keeping what is in it.
    static func grow(_ memory: UnsafeMutableRawPointer, _ size: Int, to newSize: Int) -> UnsafeMutableRawPointer {
        if newSize < mappedSize { return checked(realloc(memory, newSize), newSize) }
        #if os(Linux)
            if size >= mappedSize { return checked(moved(grow_mapping(memory, size, newSize), newSize), newSize) }
        #endif
        let larger = allocate(newSize)
        larger.copyMemory(from: memory, byteCount: size)
        free(memory, size)
        return larger
    }

    private static func map(_ size: Int) -> UnsafeMutableRawPointer? {
        moved(mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), size)
    }

    private static func moved(_ memory: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer? {
        guard let memory, memory != MAP_FAILED else { return nil }
        #if os(Linux)
            madvise(memory, size, MADV_HUGEPAGE)
        #endif
        return memory
    }

    private static func release(_ memory: UnsafeMutableRawPointer) {
        #if canImport(Glibc)
            Glibc.free(memory)
        #else
            Darwin.free(memory)
        #endif
    }

    private static func checked(_ memory: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer {
        guard let memory else { fatalError("no memory for a buffer of \(size) bytes") }
        return memory
    }
}
