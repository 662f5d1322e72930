public import Accidents
public import ORC

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file system of this machine. Files are read with `pread`, so that several tasks share one descriptor.
public struct LocalFileSystem: FileSystem {
    /// The only one there is.
    public init() {}

    /// The entries of a folder without the hidden ones, which are not even examined.
    public func list(_ folder: String) throws -> [DirectoryEntry] {
        guard let handle = opendir(folder) else { throw SilverError(.io, "the folder cannot be listed", at: .init(file: folder)) }
        defer { closedir(handle) }
        var entries: [DirectoryEntry] = []
        while let next = readdir(handle) {
            let name = withUnsafePointer(to: &next.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
            }
            var entry = DirectoryEntry(name: name, isDirectory: false, size: nil, modified: 0)
            if entry.isHidden { continue }
            var status = stat()
            if fstatat(dirfd(handle), name, &status, 0) == 0 {
                entry.isDirectory = status.isDirectory
                entry.size = Int(status.st_size)
                entry.modified = status.modifiedNanoseconds
            }
            entries.append(entry)
        }
        return entries
    }

    /// Whether there is a folder at `path`.
    public func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.isDirectory
    }

    /// Opens a file.
    public func open(_ file: DataFile) throws(ORCError) -> any ORCByteSource { try ORCFileSource(path: file.path) }
}

extension stat {
    fileprivate var isDirectory: Bool { st_mode & S_IFMT == S_IFDIR }

    /// Nanoseconds since 1970-01-01 00:00:00 UTC.
    fileprivate var modifiedNanoseconds: Int64 {
        #if canImport(Glibc)
            Int64(st_mtim.tv_sec) * 1_000_000_000 + Int64(st_mtim.tv_nsec)
        #else
            Int64(st_mtimespec.tv_sec) * 1_000_000_000 + Int64(st_mtimespec.tv_nsec)
        #endif
    }
}
