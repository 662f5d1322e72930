extension ORCType: CustomStringConvertible {
    /// The type as Hive writes it: `struct<id:bigint,tags:array<string>,price:decimal(10,2)>`.
    public var description: String {
        switch kind {
        case .char, .varchar: "\(kind)(\(maximumLength))"
        case .decimal: "decimal(\(precision),\(scale))"
        case .list: "array\(list(children.map(\.description)))"
        case .map: "map\(list(children.map(\.description)))"
        case .union: "uniontype\(list(children.map(\.description)))"
        case .struct: "struct\(list(zip(fieldNames, children).map { "\($0):\($1)" }))"
        default: kind.name
        }
    }

    private func list(_ parts: [String]) -> String { "<" + parts.joined(separator: ",") + ">" }
}

extension ORCType.Kind {
    /// The name in Hive: `bigint`, `timestamp with local time zone`.
    public var name: String {
        switch self {
        case .byte: "tinyint"
        case .short: "smallint"
        case .long: "bigint"
        case .list: "array"
        case .union: "uniontype"
        case .timestampInstant: "timestamp with local time zone"
        default: "\(self)"
        }
    }
}
