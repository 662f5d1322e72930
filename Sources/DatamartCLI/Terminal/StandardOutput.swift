import Foundation

/// Standard output for much text: a few large writes instead of many small ones.
enum StandardOutput {
    /// Lets the process end without a word when its reader has seen enough, as in `… | head`.
    static func endQuietlyWhenClosed() { signal(SIGPIPE, SIG_DFL) }

    /// Writes `bytes` and empties them, keeping their memory.
    static func write(_ bytes: inout [UInt8]) throws {
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
                let count = Foundation.write(STDOUT_FILENO, start, rest.count)
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    throw Failure(.engine, "cannot write to standard output: \(String(cString: strerror(errno)))")
                }
            }
        }
        bytes.removeAll(keepingCapacity: true)
    }
}
