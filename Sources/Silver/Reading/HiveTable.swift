#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file of a Hive partition.
public struct DataFile: Sendable, Hashable, Codable {
    /// As it was listed.
    public var path: String
    /// Bytes.
    public var size: Int
    /// Nanoseconds since 1970-01-01 00:00:00 UTC.
    public var modified: Int64

    /// A file as a listing shows it.
    public init(path: String, size: Int, modified: Int64) {
        self.path = path
        self.size = size
        self.modified = modified
    }
}

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

/// A partition of a Hive table: one folder whose name holds the values of the partition columns.
public struct HivePartition: Sendable, Hashable {
    /// A partition column and its value; nil is Hive's null (`__HIVE_DEFAULT_PARTITION__`).
    public struct Key: Sendable, Hashable {
        /// The partition column.
        public var column: String
        /// Its value, percent-decoded.
        public var value: String?
        /// A key of one column.
        public init(column: String, value: String?) {
            self.column = column
            self.value = value
        }
    }

    /// Outermost first; empty for a table that is not partitioned.
    public var keys: [Key]
    /// The partition's folder.
    public var path: String
    /// In byte order of their paths.
    public var files: [DataFile]

    /// `accident_year=2016/accident_month=2`, as Hive writes it; empty for a table that is not partitioned.
    public var name: String {
        keys.map { "\($0.column)=\($0.value ?? HiveTable.nullPartition)" }.joined(separator: "/")
    }

    /// The value of partition column `column` (ignoring case) as an integer. Nil when absent, null or not a number.
    public func integer(_ column: String) -> Int? {
        keys.first { $0.column.lowercased() == column }?.value.flatMap { Int($0) }
    }
}

/// A table in Hive's directory layout.
public struct HiveTable: Sendable {
    /// How Hive writes a null partition value.
    public static let nullPartition = "__HIVE_DEFAULT_PARTITION__"

    /// The table's name.
    public var name: String
    /// The table's folder.
    public var path: String
    /// In byte order of their paths; partitions without files included.
    public var partitions: [HivePartition]

    /// Lists the partitions and files below `path`.
    ///
    /// Folders named `column=value` are partitions (values percent-decoded), everything whose name begins with
    /// `.` or `_` is left out, and folders of another name (a union's `1/`, `2/`) count as part of their parent.
    ///
    /// - Throws: ``SilverError`` when the folder cannot be listed.
    public init(name: String, path: String) throws {
        self.name = name
        self.path = path
        var found: [HivePartition] = []
        try Self.collect(path, keys: [], into: &found)
        partitions = found
    }

    private static func collect(_ path: String, keys: [HivePartition.Key], into partitions: inout [HivePartition]) throws {
        var files: [DataFile] = []
        var isLeaf = true
        for entry in try entries(of: path) {
            let full = path + "/" + entry.name
            if entry.isDirectory, let key = partitionKey(entry.name) {
                isLeaf = false
                try collect(full, keys: keys + [key], into: &partitions)
            } else {
                try collect(full, entry, into: &files)
            }
        }
        if !files.isEmpty || (isLeaf && !keys.isEmpty) {
            partitions.append(HivePartition(keys: keys, path: path, files: files))
        }
    }

    /// Adds `entry` if it is a file, else every file below it.
    private static func collect(_ path: String, _ entry: DirectoryEntry, into files: inout [DataFile]) throws {
        guard let size = entry.size else {
            throw SilverError(.io, "the file cannot be examined; is it a link to nothing?", at: .init(file: path))
        }
        guard entry.isDirectory else {
            files.append(DataFile(path: path, size: size, modified: entry.modified))
            return
        }
        for inner in try entries(of: path) { try collect(path + "/" + inner.name, inner, into: &files) }
    }

    private static func entries(of path: String) throws -> [DirectoryEntry] {
        guard let entries = listDirectory(path) else {
            throw SilverError(.io, "the folder cannot be listed", at: .init(file: path))
        }
        return entries
    }

    /// Splits `accident_year=2016`; nil when `folder` is not a partition's name.
    static func partitionKey(_ folder: String) -> HivePartition.Key? {
        guard let equals = folder.firstIndex(of: "="), equals != folder.startIndex else { return nil }
        let value = percentDecoded(folder[folder.index(after: equals)...])
        return HivePartition.Key(column: percentDecoded(folder[..<equals]), value: value == nullPartition ? nil : value)
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
