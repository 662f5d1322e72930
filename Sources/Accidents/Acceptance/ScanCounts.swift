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

    /// Accepted rows that equal another of their partition in every column read but the identifier.
    public var copies = 0

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
        sum.copies += other.copies
    }

    package mutating func addNulled(_ values: Int, _ column: AccidentColumn) {
        if values > 0 { nulled[column.rawValue, default: 0] += values }
    }

    package mutating func addCorrected(_ values: Int, _ column: String) {
        if values > 0 { corrected[column, default: 0] += values }
    }

    package mutating func addMissing(_ rows: Int, _ column: AccidentColumn) { missing[column.rawValue, default: 0] += rows }
}
