#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A local file, read with `pread`, so that several threads share one descriptor.
package final class ORCFileSource: ORCByteSource {
    private let path: String
    private let descriptor: Int32
    package let size: Int

    /// Opens a file.
    ///
    /// - Throws: ``ORCError/Code/io`` for what is no regular file, or cannot be opened.
    package init(path: String) throws(ORCError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure("cannot open", path) }
        self.path = path
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let error = Self.failure("cannot examine", path)
            close(descriptor)
            throw error
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw ORCError(.io, "expected a regular file", at: .init(file: path))
        }
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    package func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(ORCError) {
        var done = 0
        while done < target.count {
            let count = pread(descriptor, target.baseAddress.map { $0 + done }, target.count - done, off_t(offset + done))
            if count > 0 {
                done += count
            } else if count == 0 {
                throw ORCError(.io, "the file ended at byte \(offset + done) of \(size): it was cut while being read", at: .init(file: path))
            } else if errno != EINTR {
                throw Self.failure("cannot read", path)
            }
        }
    }

    private static func failure(_ what: String, _ path: String) -> ORCError {
        ORCError(.io, "\(what) the file: \(String(cString: strerror(errno)))", at: .init(file: path))
    }
}
