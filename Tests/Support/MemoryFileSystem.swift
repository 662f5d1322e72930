public import Accidents
import Foundation
public import ORC
public import Silver

/// Files in memory, by path: a file system that has no folders but those that paths name.
public struct MemoryFileSystem: FileSystem {
    private struct File {
        var bytes: [UInt8]
        var modified: Int64
    }

    private var files: [String: File] = [:]

    /// Holds nothing yet.
    public init() {}

    /// Holds every file below a folder of this machine under the path that it has there, but for hidden ones.
    public init(copying folder: String) throws { try copy(folder) }

    private mutating func copy(_ folder: String) throws {
        for entry in try LocalFileSystem().list(folder) {
            let path = folder + "/" + entry.name
            if entry.isDirectory { try copy(path) } else { put(try Data(contentsOf: URL(filePath: path)), path, modified: entry.modified) }
        }
    }

    /// Adds a file, or replaces the one there.
    public mutating func put(_ bytes: some Sequence<UInt8>, _ path: String, modified: Int64 = 0) {
        files[path] = File(bytes: Array(bytes), modified: modified)
    }

    /// Every entry, hidden ones too, in reverse order: a reader must not rely on another.
    public func list(_ folder: String) throws -> [DirectoryEntry] {
        var entries: [String: DirectoryEntry] = [:]
        for (path, file) in files where path.hasPrefix(folder + "/") {
            let parts = path.dropFirst(folder.count + 1).split(separator: "/")
            let name = String(parts[0])
            entries[name] = DirectoryEntry(name: name, isDirectory: parts.count > 1, size: file.bytes.count, modified: file.modified)
        }
        guard !entries.isEmpty else { throw SilverError(.io, "the folder cannot be listed", at: .init(file: folder)) }
        return entries.values.sorted { $0.name > $1.name }
    }

    /// Whether any path leads through `path`.
    public func isDirectory(_ path: String) -> Bool { files.keys.contains { $0.hasPrefix(path + "/") } }

    /// The bytes of a file.
    public func open(_ file: DataFile) throws(ORCError) -> any ORCByteSource {
        guard let found = files[file.path] else { throw ORCError(.io, "there is no such file", at: .init(file: file.path)) }
        return ORCMemorySource(found.bytes)
    }
}
