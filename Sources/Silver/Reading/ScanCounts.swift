/// What a scan met, for the run report. Counts of scans add up.
public struct ScanCounts: Sendable, Hashable, Codable {
    /// Files opened, empty ones included.
    public var files = 0
    /// Their size.
    public var bytes = 0
    /// Rows in them.
    public var rowsRead = 0
    /// Rows that break no rule.
    public var rowsAccepted = 0
    /// Rejected rows by reason.
    public var rejected: [RejectionReason: Int] = [:]
    /// Values beyond the contract's limits, by column; the rows were kept and the values taken as null.
    public var nulled: [String: Int] = [:]
    /// Stored values that disagree with Start_Time, by column; the derived value was taken.
    public var corrected: [String: Int] = [:]
    /// Optional columns that files lack, with the number of rows concerned.
    public var missing: [String: Int] = [:]

    /// Nothing met yet.
    public init() {}

    /// Rows rejected, whatever the reason.
    public var rowsRejected: Int { rejected.values.reduce(0, +) }

    /// Adds what another scan met.
    public static func += (sum: inout ScanCounts, other: ScanCounts) {
        sum.files += other.files
        sum.bytes += other.bytes
        sum.rowsRead += other.rowsRead
        sum.rowsAccepted += other.rowsAccepted
        sum.rejected.merge(other.rejected, uniquingKeysWith: +)
        sum.nulled.merge(other.nulled, uniquingKeysWith: +)
        sum.corrected.merge(other.corrected, uniquingKeysWith: +)
        sum.missing.merge(other.missing, uniquingKeysWith: +)
    }
}

/// A row that was not accepted.
public struct RejectedRow: Sendable, Hashable, Codable {
    /// The row's identifier, when it has one.
    public var id: String?
    /// The file that holds the row.
    public var file: String
    /// Row of the file, from 0.
    public var row: Int
    /// The first rule that the row breaks.
    public var reason: RejectionReason
}
