public import Accidents
public import ORC

/// Where Silver's folders and files are: on a local disk, in memory, in HDFS, in object storage.
///
/// Paths are names joined by `/`. Implementations are used from several tasks at once; they are asked per folder and per file, never per row.
public protocol FileSystem: Sendable {
    /// The entries of a folder, links followed, in any order. Names that begin with `.` or `_` may be left out: they are no data.
    ///
    /// - Throws: ``SilverError`` when the folder cannot be listed.
    func list(_ folder: String) throws -> [DirectoryEntry]

    /// Whether there is a folder at `path`, links followed.
    ///
    /// - Throws: ``SilverError`` when that cannot be found out.
    func isDirectory(_ path: String) throws -> Bool

    /// The bytes of a file, read in ranges while it is open.
    ///
    /// - Throws: `ORCError` with code `io` when the file cannot be opened.
    func open(_ file: DataFile) throws(ORCError) -> any ORCByteSource
}

/// An entry of a folder, with what a plan and a fingerprint need to know of it.
public struct DirectoryEntry: Sendable, Hashable {
    /// Its name in the folder.
    public var name: String
    /// Whether it is a folder.
    public var isDirectory: Bool
    /// Bytes; nil when the entry cannot be examined, as a link to nothing cannot.
    public var size: Int?
    /// Nanoseconds since 1970-01-01 00:00:00 UTC.
    public var modified: Int64

    /// An entry of these properties.
    public init(name: String, isDirectory: Bool, size: Int?, modified: Int64) {
        self.name = name
        self.isDirectory = isDirectory
        self.size = size
        self.modified = modified
    }

    /// Hive's rule for what is not data.
    var isHidden: Bool { name.hasPrefix(".") || name.hasPrefix("_") }
}

extension FileSystem {
    /// The entries of a folder that may be data, in byte order of their names.
    func dataEntries(of folder: String) throws -> [DirectoryEntry] {
        try list(folder).filter { !$0.isHidden }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Opens an ORC file; `sibling` is one opened before, see `ORCFile`.
    func openORC(_ file: DataFile, sibling: ORCFile? = nil) throws(ORCError) -> ORCFile {
        try ORCFile(source: try open(file), name: file.path, sibling: sibling)
    }

    /// The last `count` bytes of a file, all of a shorter one.
    ///
    /// - Throws: ``SilverError`` when the file cannot be read.
    public func lastBytes(_ count: Int, of file: DataFile) throws -> [UInt8] {
        let length = min(count, file.size)
        do {
            return try open(file).bytes(at: file.size - length, count: length)
        } catch {
            throw SilverError(.io, "the end of the file cannot be read", at: .init(file: file.path), cause: error)
        }
    }
}
