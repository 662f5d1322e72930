public import Accidents
public import ORC

extension AccidentColumn {
    /// The column's type in a file, as Spark writes it.
    public var orcKind: ORCType.Kind {
        switch kind {
        case .text: .string
        case .integer: .int
        case .double: .double
        case .boolean: .boolean
        case .time: .timestamp
        }
    }

    /// The schema of the files that we write.
    public static let schema = ORCType.row(allCases.map { ($0.rawValue, ORCType($0.orcKind)) })
}
