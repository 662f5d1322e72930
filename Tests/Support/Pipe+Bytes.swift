public import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Pipe {
    /// Everything that is written to the pipe until its other end is closed.
    ///
    /// Foundation's own reading stops the program when a signal interrupts it, and tests send signals.
    public func bytes() -> Data {
        var data = Data()
        while let more = nextBytes() { data.append(more) }
        return data
    }

    /// What is there to read, waiting for it if need be. Nil at the end.
    public func nextBytes() -> Data? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(fileHandleForReading.fileDescriptor, &buffer, buffer.count)
            if count > 0 { return Data(buffer[..<count]) }
            if count == 0 || errno != EINTR { return nil }
        }
    }
}
