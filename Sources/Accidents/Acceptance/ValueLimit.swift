/// A limit of an optional column, as data: a value beyond it is taken as null and counted, the row is kept.
public struct ValueLimit: Sendable, Hashable, Encodable {
    /// What a value may be.
    public enum Limit: Sendable, Hashable, Encodable {
        /// A number from the lower bound to the upper; NaN is beyond.
        case number(range: ClosedRange<Double>)
        /// An integer from the lower bound to the upper.
        case integer(range: ClosedRange<Int>)
        /// A text of at most so many characters (Unicode scalars).
        case text(characters: Int)
        /// A time not before that of another column, and at most so many seconds after it.
        case time(after: AccidentColumn, seconds: Int)
    }

    /// The column.
    public let column: AccidentColumn
    /// What its values may be.
    public let limit: Limit

    /// Every limit, in the order of the columns.
    public static let all = AccidentColumn.allCases.compactMap { column in limit(of: column).map { ValueLimit(column: column, limit: $0) } }

    private static func limit(of column: AccidentColumn) -> Limit? {
        if let range = AccidentLimits.range(of: column) { return .number(range: range) }
        if let characters = AccidentLimits.textLengths[column] { return .text(characters: characters) }
        switch column {
        case .infrastructureCount: return .integer(range: AccidentLimits.infrastructureCount)
        case .safetyEquipmentScore: return .integer(range: AccidentLimits.safetyEquipmentScore)
        case .endTime: return .time(after: .startTime, seconds: AccidentLimits.longestDuration)
        default: return nil
        }
    }
}
