extension ColumnVector {
    /// Whether the vector, with everything below it, is of the kind that ``make(for:)`` makes for `type`.
    func fits(_ type: ORCType) -> Bool {
        switch type.kind {
        case .boolean: self is BooleanVector
        case .byte, .short, .int, .long, .date: self is IntegerVector
        case .float, .double: self is DoubleVector
        case .decimal: (self as? DecimalVector)?.scale == type.scale
        case .timestamp, .timestampInstant: self is TimestampVector
        case .string, .varchar, .char, .binary: self is StringVector
        case .struct: Self.fit((self as? StructVector)?.children, type.children)
        case .list: Self.fit((self as? ListVector).map { [$0.elements] }, type.children)
        case .map: Self.fit((self as? MapVector).map { [$0.keys, $0.values] }, type.children)
        case .union: Self.fit((self as? UnionVector)?.children, type.children)
        }
    }

    private static func fit(_ vectors: [ColumnVector]?, _ types: [ORCType]) -> Bool {
        guard let vectors, vectors.count == types.count else { return false }
        return zip(vectors, types).allSatisfy { $0.fits($1) }
    }
}
