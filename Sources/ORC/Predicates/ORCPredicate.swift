/// A condition on the columns of a row, used to pass over rows that cannot meet it.
///
///     let predicate = ORCPredicate.and([.compare("State", .equal, .string("CA")), .compare("Severity", .greaterOrEqual, .integer(3))])
///     let reader = try file.reader(columns: ["ID"], where: predicate)
///
/// Stripes and row groups are left out when their statistics or Bloom filters show that no row in them can meet the condition.
/// The rows that are delivered include all that meet it, and others beside them: a caller tests each row still. A comparison with a
/// null is neither true nor false, as in SQL.
public indirect enum ORCPredicate: Sendable, Hashable {
    /// How a column is compared with a value.
    public enum Comparison: Sendable, Hashable { case equal, less, lessOrEqual, greater, greaterOrEqual }

    /// A column, of the root struct, against a value of its type.
    case compare(String, Comparison, ORCLiteral)
    /// A column is one of several values.
    case isIn(String, [ORCLiteral])
    case isNull(String)
    case and([ORCPredicate])
    case or([ORCPredicate])
    case not(ORCPredicate)
}

/// A value that a predicate compares a column with.
public enum ORCLiteral: Sendable, Hashable {
    case boolean(Bool)
    /// For byte, short, int, long.
    case integer(Int64)
    /// For float, double.
    case double(Double)
    /// For string, char, varchar. Compared by bytes.
    case string(String)
    /// For decimal: `unscaled / 10^scale`.
    case decimal(unscaled: Int128, scale: Int)
    /// Days since 1970-01-01.
    case date(Int64)
    /// Seconds and nanoseconds as in ``TimestampVector``.
    case timestamp(seconds: Int64, nanoseconds: Int32)
}

extension ORCLiteral {
    /// Whether columns of `kind` can be compared with this value.
    func fits(_ kind: ORCType.Kind) -> Bool {
        switch self {
        case .boolean: kind == .boolean
        case .integer: [.byte, .short, .int, .long].contains(kind)
        case .double: kind == .float || kind == .double
        case .string: [.string, .char, .varchar].contains(kind)
        case .decimal: kind == .decimal
        case .date: kind == .date
        case .timestamp: kind == .timestamp || kind == .timestampInstant
        }
    }
}
