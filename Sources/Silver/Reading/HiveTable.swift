public import Accidents

/// A table in Hive's directory layout.
public struct HiveTable: Sendable {
    /// The table's name.
    public var name: String
    /// The table's folder.
    public var path: String
    /// In byte order of their paths; partitions without files included.
    public var partitions: [HivePartition]
    /// Where its files are.
    package let fileSystem: any FileSystem

    /// Lists the partitions and files below `path`, which is a folder of this machine unless another file system is named.
    ///
    /// Folders named `column=value` are partitions (values percent-decoded), everything whose name begins with
    /// `.` or `_` is left out, and folders of another name (a union's `1/`, `2/`) count as part of their parent.
    ///
    /// - Throws: ``SilverError`` when the folder cannot be listed.
    public init(name: String, path: String, in fileSystem: any FileSystem = LocalFileSystem()) throws {
        self.name = name
        self.path = path
        self.fileSystem = fileSystem
        partitions = []
        try collect(path, keys: [])
    }

    private mutating func collect(_ path: String, keys: [HivePartition.Key]) throws {
        var files: [DataFile] = []
        var isLeaf = true
        for entry in try fileSystem.dataEntries(of: path) {
            let full = path + "/" + entry.name
            if entry.isDirectory, let key = Self.partitionKey(entry.name) {
                isLeaf = false
                try collect(full, keys: keys + [key])
            } else {
                try collect(full, entry, into: &files)
            }
        }
        if !files.isEmpty || (isLeaf && !keys.isEmpty) {
            partitions.append(HivePartition(keys: keys, path: path, files: files))
        }
    }

    /// Adds `entry` if it is a file, else every file below it.
    private func collect(_ path: String, _ entry: DirectoryEntry, into files: inout [DataFile]) throws {
        guard let size = entry.size else {
            throw SilverError(.io, "the file cannot be examined; is it a link to nothing?", at: .init(file: path))
        }
        guard entry.isDirectory else {
            files.append(DataFile(path: path, size: size, modified: entry.modified))
            return
        }
        for inner in try fileSystem.dataEntries(of: path) { try collect(path + "/" + inner.name, inner, into: &files) }
    }

    /// Splits `accident_year=2016`; nil when `folder` is not a partition's name.
    static func partitionKey(_ folder: String) -> HivePartition.Key? {
        guard let equals = folder.firstIndex(of: "="), equals != folder.startIndex else { return nil }
        let value = percentDecoded(folder[folder.index(after: equals)...])
        return HivePartition.Key(column: percentDecoded(folder[..<equals]), value: value == HivePartition.nullValue ? nil : value)
    }

    /// Undoes Hive's escaping: `%` and two hexadecimal digits stand for a byte.
    static func percentDecoded(_ text: some StringProtocol) -> String {
        guard text.contains("%") else { return String(text) }
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                decoded.append(value)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}
