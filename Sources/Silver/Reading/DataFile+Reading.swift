public import Accidents

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension DataFile {
    /// The last `count` bytes of the file, all of a shorter one.
    ///
    /// - Throws: ``SilverError`` when the file cannot be read.
    public func lastBytes(_ count: Int) throws -> [UInt8] {
        let read = min(count, size)
        var bytes = [UInt8](repeating: 0, count: read)
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        guard descriptor >= 0, pread(descriptor, &bytes, read, off_t(size - read)) == read else {
            throw SilverError(.io, "the end of the file cannot be read", at: .init(file: path))
        }
        return bytes
    }
}
