/// A table of the Gold layer, as data. Stores turn it into their own DDL.
public struct GoldTable: Sendable, Hashable {
    public var name: String
    public var columns: [GoldColumn]
    /// Columns of the primary key, in order.
    public var primaryKey: [String]
    public var indexes: [GoldIndex]
    /// The date column whose year partitions the table in stores that can, else nil.
    public var partitionedByYearOf: String?

    public init(name: String, columns: [GoldColumn], primaryKey: [String], indexes: [GoldIndex] = [], partitionedByYearOf: String? = nil) {
        self.name = name
        self.columns = columns
        self.primaryKey = primaryKey
        self.indexes = indexes
        self.partitionedByYearOf = partitionedByYearOf
    }
}

/// A column of a ``GoldTable``.
public struct GoldColumn: Sendable, Hashable {
    /// The types that Gold uses, store-independent.
    public enum ColumnType: Sendable, Hashable {
        case integer
        case bigInteger
        case double
        case boolean
        /// Text of at most so many characters. `binary`: compared byte by byte, else ignoring case where the store does.
        case varchar(Int, binary: Bool = false)
        case text
        case json
        case date
        case timestamp
        case enumeration([String])
    }

    public var name: String
    public var type: ColumnType
    public var isNullable: Bool
    /// Whether the store assigns 1, 2, 3 … in the order rows are written.
    public var isAutoIncrement: Bool

    public init(_ name: String, _ type: ColumnType, nullable: Bool = true, autoIncrement: Bool = false) {
        self.name = name
        self.type = type
        self.isNullable = nullable
        self.isAutoIncrement = autoIncrement
    }
}

/// A secondary index of a ``GoldTable``.
public struct GoldIndex: Sendable, Hashable {
    /// A column of an index, or an expression such as `COALESCE(city, '')`.
    public struct Part: Sendable, Hashable {
        public var expression: String
        public var isDescending: Bool
        public init(_ expression: String, descending: Bool = false) {
            self.expression = expression
            self.isDescending = descending
        }
    }

    public var name: String
    public var parts: [Part]
    public var isUnique: Bool

    public init(_ name: String, _ parts: [Part], unique: Bool = false) {
        self.name = name
        self.parts = parts
        self.isUnique = unique
    }
}
