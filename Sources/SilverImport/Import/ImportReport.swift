public import Accidents
import Silver

/// How far an import has come.
public struct ImportProgress: Sendable, Hashable {
    /// Position in the list of inputs, from 0.
    public var input = 0
    /// Bytes read so far over all inputs, as stored (compressed where they are).
    public var bytesRead = 0
    /// Bytes of all inputs; nil when standard input is among them.
    public var bytesTotal: Int?
    /// Rows read so far.
    public var rowsRead = 0
    /// Rows rejected so far.
    public var rowsRejected = 0
}

/// What an import did. `rowsRead == rowsAccepted + rejected` always holds.
public struct ImportReport: Sendable, Hashable, Codable {
    /// One input's part.
    public struct Input: Sendable, Hashable, Codable {
        /// The file's path, or `standard input`.
        public var name: String
        /// Rows in it; blank lines are none.
        public var rowsRead = 0
        /// Rows rejected, for whatever reason.
        public var rowsRejected = 0
        /// Rows that went into Silver.
        public var rowsAccepted: Int { rowsRead - rowsRejected }
        /// Columns of the file.
        public var columns = 0
        /// Columns of Silver that the file does not have; they are null.
        public var missingColumns: [String] = []
        /// Columns of the file that Silver does not have.
        public var ignoredColumns: [String] = []
        /// The order of day and month, where dates needed one.
        public var dateOrder: DateOrder?
    }

    /// The inputs in the order in which they were read.
    public var inputs: [Input] = []
    /// Rows in all inputs.
    public var rowsRead = 0
    /// Rows that went into Silver.
    public var rowsAccepted = 0
    /// Rejected rows by reason; reasons that did not occur are left out.
    public var rejected: [RejectionReason: Int] = [:]
    /// Values that were nulled because they are beyond their limits or cannot be read, by column of Silver.
    public var nulled: [String: Int] = [:]
    /// Rows that equal an earlier row of their month in all columns but ID.
    public var copies = 0
    /// Sentences for people: what is unusual but did not stop the import.
    public var warnings: [String] = []
    /// Where the rejected rows are listed; nil when there are none.
    public var rejectsPath: String?
    /// Partitions, files and bytes written.
    public var written = SilverWriterSummary()
    /// How long the import took.
    public var seconds = 0.0

    /// Makes an empty report.
    public init() {}

    /// Rows rejected, for whatever reason.
    public var rowsRejected: Int { rejected.values.reduce(0, +) }
    /// Share of the rows read that was rejected; dropped copies, which were asked for, do not count. 0 without rows.
    public var rejectedShare: Double {
        rowsRead == 0 ? 0 : Double(rowsRejected - (rejected[.copy] ?? 0)) / Double(rowsRead)
    }
}
