/// The gates that look at counts: nothing may be lost on the way from Silver to Gold.
public enum QualityGate {
    /// The table that findings about the run as a whole are filed under.
    static let runTable = "datamart_runs"

    /// Rows read are accepted or rejected, and few enough are rejected.
    ///
    /// - Parameters:
    ///   - maximumRejectedShare: the share of the rows read that may be rejected, in [0, 1].
    ///   - details: why rows were rejected and where the first ones stand, for the person who mends the input.
    public static func rows(
        read: Int64, accepted: Int64, rejected: Int64, maximumRejectedShare: Double = 0.05, details: String = ""
    ) -> [QualityFinding] {
        let lost = read - accepted - rejected
        let share = read == 0 ? 0 : Double(rejected) / Double(read)
        return [
            QualityFinding(
                table: runTable, metric: "rows_unaccounted", value: Double(lost), threshold: 0, passed: lost == 0,
                reason: "\(read) rows were read, \(accepted) accepted and \(rejected) rejected; the difference must be 0"),
            QualityFinding(
                table: runTable, metric: "rejected_share", value: share, threshold: maximumRejectedShare, passed: share <= maximumRejectedShare,
                reason:
                    "\(rejected) of \(read) rows were rejected; at most a share of \(maximumRejectedShare) may be"
                    + (details.isEmpty ? "" : ": " + details)),
        ]
    }

    /// At least one row was accepted.
    public static func notEmpty(read: Int64, accepted: Int64) -> QualityFinding {
        QualityFinding(
            table: runTable, metric: "rows_accepted", value: Double(accepted), threshold: 1, passed: accepted >= 1,
            reason: "\(accepted) of \(read) rows were accepted; an empty Gold must not replace what is published")
    }

    /// The accidents counted at one level of `table` (a cube, `state`, `city` …) are those accepted, save those whose
    /// key is null at that level.
    public static func total(table: String, level: String, counted: Int64, accepted: Int64, withoutKey: Int64 = 0) -> QualityFinding {
        let expected = accepted - withoutKey
        return QualityFinding(
            table: table, metric: "unaccounted_\(level)", value: Double(counted - expected), threshold: 0, passed: counted == expected,
            reason: "level \(level) counts \(counted) accidents; \(accepted) were accepted, \(withoutKey) of them without a \(level)")
    }
}
