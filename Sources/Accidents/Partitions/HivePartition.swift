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

    /// How Hive writes a null partition value.
    public static let nullValue = "__HIVE_DEFAULT_PARTITION__"

    /// Outermost first; empty for a table that is not partitioned.
    public var keys: [Key]
    /// The partition's folder.
    public var path: String
    /// In byte order of their paths.
    public var files: [DataFile]

    /// `accident_year=2016/accident_month=2`, as Hive writes it; empty for a table that is not partitioned.
    public var name: String {
        keys.map { "\($0.column)=\($0.value ?? Self.nullValue)" }.joined(separator: "/")
    }

    /// The value of partition column `column` (ignoring case) as an integer. Nil when absent, null or not a number.
    public func integer(_ column: String) -> Int? {
        keys.first { $0.column.lowercased() == column }?.value.flatMap { Int($0) }
    }

    /// Bytes of its files.
    public var bytes: Int { files.reduce(0) { $0 + $1.size } }

    /// A partition of what `files` hold.
    public init(keys: [Key], path: String, files: [DataFile]) {
        self.keys = keys
        self.path = path
        self.files = files
    }
}
