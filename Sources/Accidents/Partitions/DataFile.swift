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
