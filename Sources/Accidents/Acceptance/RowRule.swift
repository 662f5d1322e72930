/// A rule that a row must keep to be accepted, as data.
///
/// This program's kernels apply the rules, another engine can write them down in SQL, and tests hold both against a plain evaluation. Texts
/// are taken without ``AccidentLimits/blanks`` at their ends, and an empty one is null.
public struct RowRule: Sendable, Hashable, Encodable {
    /// When a row breaks a rule.
    public enum Condition: Sendable, Hashable, Encodable {
        /// The text is null.
        case textMissing(column: AccidentColumn)
        /// The text has more characters (Unicode scalars), or is not UTF-8.
        case textLonger(column: AccidentColumn, than: Int)
        /// The text is none of these letters, in either case; null included.
        case notOneOf(column: AccidentColumn, labels: [String])
        /// The integer is outside; null included.
        case integerOutside(column: AccidentColumn, range: ClosedRange<Int>)
        /// The number is outside; null and NaN included.
        case numberOutside(column: AccidentColumn, range: ClosedRange<Double>)
        /// The time is null.
        case timeMissing(column: AccidentColumn)
        /// The time's date is before `first` (days since 1970-01-01), or more than `daysAhead` days after the day of the run (UTC).
        case dateOutside(column: AccidentColumn, first: Int, daysAhead: Int)
        /// An earlier row of the partition, by file and row, has the same text. Rows that break a rule of higher precedence do not count.
        case repeated(column: AccidentColumn)
        /// An earlier row of the partition is equal in every column asked for but these. Rows that break a rule of higher precedence do not
        /// count. The rule holds only where copies are to be dropped; elsewhere they are counted.
        case copy(ignoring: [AccidentColumn])
    }

    /// Why a row that breaks the rule is rejected.
    public let reason: RejectionReason
    /// When a row breaks it.
    public let condition: Condition

    /// The rules in their order of precedence: the first that a row breaks is the reason why it is rejected.
    public static let all = [
        RowRule(reason: .missingID, condition: .textMissing(column: .id)),
        RowRule(reason: .malformedID, condition: .textLonger(column: .id, than: AccidentLimits.identifierLength)),
        RowRule(reason: .severity, condition: .integerOutside(column: .severity, range: AccidentLimits.severity)),
        RowRule(reason: .startTime, condition: .timeMissing(column: .startTime)),
        RowRule(
            reason: .startTimeRange,
            condition: .dateOutside(column: .startTime, first: AccidentLimits.firstDay, daysAhead: AccidentLimits.daysAhead)),
        RowRule(reason: .latitude, condition: .numberOutside(column: .startLatitude, range: AccidentLimits.latitude)),
        RowRule(reason: .longitude, condition: .numberOutside(column: .startLongitude, range: AccidentLimits.longitude)),
        RowRule(reason: .state, condition: .notOneOf(column: .state, labels: USState.abbreviations)),
        RowRule(reason: .repeatedID, condition: .repeated(column: .id)),
        RowRule(reason: .copy, condition: .copy(ignoring: [.id, .infrastructureCount, .safetyEquipmentScore])),
    ]
}
