/// How a published Gold serves the queries that its API asks, and what would serve them better.
public struct OptimizationReport: Sendable, Hashable, Codable {
    /// A query of the API, and how the store answers it.
    public struct Query: Sendable, Hashable, Codable {
        /// What it asks for, in words.
        public var name: String
        /// The table that it asks.
        public var table: String
        /// The statement with the values that occur most.
        public var statement: String
        /// The index that the table has for it.
        public var intendedIndex: String
        /// The indexes that the store uses, whichever values are asked for. Empty: none.
        public var indexes: [String]
        /// How rows are found, in the store's words; more than one where it depends on the values. `ALL` is a full scan.
        public var access: [String]
        /// Rows that the store expects to look at, at most; where a query is limited it stops before.
        public var rows: Int
        /// Whether the rows found are sorted before they are answered.
        public var sorts: Bool
        /// The partitions that ``statement`` looks into. Nil: the table is not partitioned.
        public var partitions: [String]?
        /// How many partitions the table has; nil as above.
        public var partitionCount: Int?
        /// Whether every row of the table, or of the partitions looked into, is read for some values.
        public var isFullScan: Bool
        /// Times of the query, when it was measured.
        public var latency: Latency?

        /// A query as the store explains it.
        public init(
            name: String, table: String, statement: String, intendedIndex: String, indexes: [String], access: [String], rows: Int, sorts: Bool,
            partitions: [String]? = nil, partitionCount: Int? = nil
        ) {
            self.name = name
            self.table = table
            self.statement = statement
            self.intendedIndex = intendedIndex
            self.indexes = indexes
            self.access = access
            isFullScan = access.contains("ALL")
            self.rows = rows
            self.sorts = sorts
            self.partitions = partitions
            self.partitionCount = partitionCount
        }
    }

    /// How long a query took, from sending it to having all rows.
    public struct Latency: Sendable, Hashable, Codable {
        /// Times that it was asked, with parameters that vary.
        public var runs: Int
        /// Half of the runs took no longer; milliseconds.
        public var p50: Double
        /// 99 of 100 runs took no longer; milliseconds.
        public var p99: Double
        /// The longest; milliseconds.
        public var max: Double

        /// The quantiles (nearest rank) of at least one time, in milliseconds.
        public init(milliseconds: [Double]) {
            let sorted = milliseconds.sorted()
            let rank = { (share: Double) in sorted[Swift.max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1)] }
            runs = sorted.count
            (p50, p99, max) = (rank(0.5), rank(0.99), rank(1))
        }
    }

    /// An index of a table.
    public struct Index: Sendable, Hashable, Codable {
        /// The table.
        public var table: String
        /// The index's name in the store.
        public var name: String
        /// Its columns as the store has them: `unique (state, city)`.
        public var definition: String
        /// Whether the schema of Gold has it. Such an index is never proposed to be dropped.
        public var isOfGold: Bool
        /// The queries above that use it.
        public var queries: [String]
        /// Rows that were read by it since the server or its statistics began. Nil: the server does not tell.
        public var reads: Int?
        /// Another index of the table whose first columns are all of this one's. Nil: there is none.
        public var duplicateOf: String?
        /// Whether it keeps rows unique, and so has a use besides queries.
        public var isUnique: Bool
        /// Whether queries of the table are known, and nothing that uses the index.
        public var isUnused: Bool

        /// An index, with what is known of its use.
        public init(
            table: String, name: String, definition: String, isOfGold: Bool, isUnique: Bool, isUnused: Bool, queries: [String], reads: Int?,
            duplicateOf: String?
        ) {
            self.table = table
            self.name = name
            self.definition = definition
            self.isOfGold = isOfGold
            self.isUnique = isUnique
            self.isUnused = isUnused
            self.queries = queries
            self.reads = reads
            self.duplicateOf = duplicateOf
        }
    }

    /// The size of a table.
    public struct Table: Sendable, Hashable, Codable {
        /// The table's name.
        public var name: String
        /// Its rows, counted.
        public var rows: Int
        /// Its rows, as the store's statistics have them.
        public var estimatedRows: Int
        /// Bytes of rows in the order of the primary key.
        public var dataBytes: Int
        /// Bytes of all secondary indexes.
        public var indexBytes: Int
        /// Bytes of its files that nothing is in.
        public var freeBytes: Int
        /// Bytes of data and indexes a row; nil without rows.
        public var bytesPerRow: Double?
        /// Whether the store chooses its ways by a picture of the table that is no longer true: its rows are off by a quarter and a hundred.
        public var hasStaleStatistics: Bool

        /// A table's size.
        public init(name: String, rows: Int, estimatedRows: Int, dataBytes: Int, indexBytes: Int, freeBytes: Int) {
            self.name = name
            self.rows = rows
            self.estimatedRows = estimatedRows
            self.dataBytes = dataBytes
            self.indexBytes = indexBytes
            self.freeBytes = freeBytes
            bytesPerRow = rows > 0 ? Double(dataBytes + indexBytes) / Double(rows) : nil
            hasStaleStatistics = abs(estimatedRows - rows) > max(100, rows / 4)
        }
    }

    /// A statement that would improve something.
    public struct Proposal: Sendable, Hashable, Codable {
        /// The table concerned.
        public var table: String
        /// The statement, without a semicolon.
        public var statement: String
        /// What it is good for.
        public var reason: String
        /// Whether nothing can be lost by it. Only such statements are ever carried out.
        public var isSafe: Bool

        /// A proposal for `table`.
        public init(_ table: String, _ statement: String, because reason: String, isSafe: Bool) {
            self.table = table
            self.statement = statement
            self.reason = reason
            self.isSafe = isSafe
        }
    }

    /// In the order in which they are defined.
    public var queries: [Query]
    /// By table and name.
    public var indexes: [Index]
    /// In the order of the catalog.
    public var tables: [Table]
    /// What is left to be done.
    public var proposals: [Proposal]
    /// What was carried out before this report was made.
    public var applied: [Proposal] = []

    /// A report of what was found.
    public init(queries: [Query], indexes: [Index], tables: [Table], proposals: [Proposal]) {
        self.queries = queries
        self.indexes = indexes
        self.tables = tables
        self.proposals = proposals
    }
}
