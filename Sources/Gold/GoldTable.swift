/// A table of the Gold layer, as data. Stores turn it into their own DDL.
public struct GoldTable: Sendable, Hashable {
    /// The name, the same in every store.
    public var name: String
    /// The columns, in the order readers see them.
    public var columns: [GoldColumn]
    /// Columns of the primary key, in order.
    public var primaryKey: [String]
    /// The secondary indexes, in the order of their making.
    public var indexes: [GoldIndex]
    /// The date column whose year partitions the table in stores that can, else nil.
    public var partitionedByYearOf: String?

    /// A table; without an auto-increment column every column is written.
    public init(name: String, columns: [GoldColumn], primaryKey: [String], indexes: [GoldIndex] = [], partitionedByYearOf: String? = nil) {
        self.name = name
        self.columns = columns
        self.primaryKey = primaryKey
        self.indexes = indexes
        self.partitionedByYearOf = partitionedByYearOf
    }

    /// The columns that a ``RowBatch`` brings, in its order: all but those the store numbers itself.
    public var writtenColumns: [GoldColumn] { columns.filter { !$0.isAutoIncrement } }

    /// The column that the store numbers itself. Nil when every column is written.
    public var autoIncrementColumn: GoldColumn? { columns.first(where: \.isAutoIncrement) }

    /// Where `column` is in a ``RowBatch`` of this table. Nil when the table lacks it or the store numbers it.
    public func batchIndex(of column: String) -> Int? { writtenColumns.firstIndex { $0.name == column } }
}

/// A column of a ``GoldTable``.
public struct GoldColumn: Sendable, Hashable {
    /// The types that Gold uses, store-independent.
    public enum ColumnType: Sendable, Hashable {
        /// 32 bits, signed.
        case integer
        /// 64 bits, signed.
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

    /// The name, which may be a word reserved in SQL: stores quote it.
    public var name: String
    /// What it holds.
    public var type: ColumnType
    /// Whether null may be in it.
    public var isNullable: Bool
    /// Whether the store assigns 1, 2, 3 … in the order rows are written.
    public var isAutoIncrement: Bool

    /// A column of `type`, nullable unless said otherwise.
    public init(_ name: String, _ type: ColumnType, nullable: Bool = true, autoIncrement: Bool = false) {
        self.name = name
        self.type = type
        self.isNullable = nullable
        self.isAutoIncrement = autoIncrement
    }
}

/// A secondary index of a ``GoldTable``.
public struct GoldIndex: Sendable, Hashable {
    /// A column of an index.
    public struct Part: Sendable, Hashable {
        /// The column's name.
        public var column: String
        /// Whether the greatest value comes first.
        public var isDescending: Bool
        /// The text that stands for null, so that a unique index tells two nulls from none; nil leaves nulls distinct.
        public var nullAs: String?
        /// `column`, ascending unless said otherwise.
        public init(_ column: String, descending: Bool = false, nullAs: String? = nil) {
            self.column = column
            self.isDescending = descending
            self.nullAs = nullAs
        }
    }

    /// The name, unique among the indexes of its table. Where a store wants it unique among all, it puts the table's name before it.
    public var name: String
    /// The columns, outermost first.
    public var parts: [Part]
    /// Whether no two rows may have the same key.
    public var isUnique: Bool

    /// An index on `parts`.
    public init(_ name: String, _ parts: [Part], unique: Bool = false) {
        self.name = name
        self.parts = parts
        self.isUnique = unique
    }

    /// An index on `columns`, ascending.
    public init(_ name: String, on columns: String..., unique: Bool = false) {
        self.init(name, columns.map { Part($0) }, unique: unique)
    }
}
