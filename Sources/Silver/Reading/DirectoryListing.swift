#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One entry of a folder, with what a plan and a fingerprint need to know of it.
struct DirectoryEntry {
    var name: String
    var isDirectory: Bool
    /// Bytes; nil when the entry cannot be examined, as a link to nothing cannot.
    var size: Int?
    /// Nanoseconds since 1970-01-01 00:00:00 UTC.
    var modified: Int64
}

/// The entries of a folder in byte order of their names, links followed. Nil when it cannot be listed.
///
/// Hive's rule for what is not data holds here: names beginning with `.` or `_` are left out.
func listDirectory(_ path: String) -> [DirectoryEntry]? {
    guard let handle = opendir(path) else { return nil }
    defer { closedir(handle) }
    let descriptor = dirfd(handle)
    var entries: [DirectoryEntry] = []
    while let next = readdir(handle) {
        let name = withUnsafePointer(to: &next.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
        }
        if name.hasPrefix(".") || name.hasPrefix("_") { continue }
        var status = stat()
        let isKnown = fstatat(descriptor, name, &status, 0) == 0
        entries.append(
            DirectoryEntry(
                name: name, isDirectory: isKnown && status.st_mode & S_IFMT == S_IFDIR, size: isKnown ? Int(status.st_size) : nil,
                modified: isKnown ? status.modifiedNanoseconds : 0))
    }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
}

extension stat {
    /// Nanoseconds since 1970-01-01 00:00:00 UTC.
    fileprivate var modifiedNanoseconds: Int64 {
        #if canImport(Glibc)
            Int64(st_mtim.tv_sec) * 1_000_000_000 + Int64(st_mtim.tv_nsec)
        #else
            Int64(st_mtimespec.tv_sec) * 1_000_000_000 + Int64(st_mtimespec.tv_nsec)
        #endif
    }
}

/// Whether there is a folder at `path`, links followed.
func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
