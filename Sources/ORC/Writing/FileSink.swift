#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The file a writer fills from its start, through a small buffer that exists only while there is something to write.
final class FileSink {
    private let path: String
    private var descriptor: Int32
    private var pending = OutputBuffer()
    /// Bytes appended so far: the offset of the next one.
    private(set) var offset = 0

    /// Bytes gathered before a system call.
    private static let bufferSize = 262_144

    init(path: String) throws(ORCError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure("cannot create the file") }
    }

    deinit {
        if descriptor >= 0 { _ = closeDescriptor() }
    }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(ORCError) {
        offset += bytes.count
        guard bytes.count < Self.bufferSize else {
            try flush()
            return try write(bytes)
        }
        pending.append(bytes)
        if pending.count >= Self.bufferSize { try flush() }
    }

    func append(_ bytes: [UInt8]) throws(ORCError) {
        // A typed throw does not pass through `withUnsafeBufferPointer`.
        var copy = OutputBuffer()
        bytes.withUnsafeBufferPointer { copy.append($0) }
        try append(copy.bytes)
    }

    /// Hands everything to the system and frees the buffer.
    func flush() throws(ORCError) {
        try write(pending.bytes)
        pending.removeAll()
    }

    func close() throws(ORCError) {
        try flush()
        guard closeDescriptor() == 0 else { throw failure("cannot close the file") }
    }

    private func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(ORCError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = systemWrite(descriptor, UnsafeBufferPointer(rebasing: rest))
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                throw failure("cannot write \(rest.count) bytes")
            }
        }
    }

    private func closeDescriptor() -> Int32 {
        defer { descriptor = -1 }
        return systemClose(descriptor)
    }

    private func failure(_ what: String) -> ORCError {
        let code = errno
        return ORCError(.io, "\(what): \(String(cString: strerror(code))) (errno \(code))", at: .init(file: path, offset: offset))
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}

private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
