/// A predicate whose columns are resolved in a file: what is evaluated against statistics.
indirect enum BoundPredicate {
    case compare(ORCType, ORCPredicate.Comparison, ORCLiteral)
    case isIn(ORCType, [ORCLiteral])
    case isNull(ORCType)
    case and([BoundPredicate])
    case or([BoundPredicate])
    case not(BoundPredicate)

    /// Resolves the columns of `predicate` among the fields of `file`'s root.
    ///
    /// - Throws: ``ORCError/Code/schema`` for an unknown column or a value of another type.
    init(_ predicate: ORCPredicate, in file: ORCFile) throws(ORCError) {
        switch predicate {
        case .compare(let name, let comparison, let literal):
            self = .compare(try Self.column(name, [literal], file), comparison, literal)
        case .isIn(let name, let literals): self = .isIn(try Self.column(name, literals, file), literals)
        case .isNull(let name): self = .isNull(try Self.column(name, [], file))
        case .and(let parts): self = .and(try parts.map { part throws(ORCError) in try BoundPredicate(part, in: file) })
        case .or(let parts): self = .or(try parts.map { part throws(ORCError) in try BoundPredicate(part, in: file) })
        case .not(let part): self = .not(try BoundPredicate(part, in: file))
        }
    }

    private static func column(_ name: String, _ literals: [ORCLiteral], _ file: ORCFile) throws(ORCError) -> ORCType {
        guard let index = file.schema.fieldIndex(name) else {
            throw ORCError(
                .schema, "no column \"\(name)\"; the file has \(file.schema.fieldNames.joined(separator: ", "))", at: .init(file: file.name))
        }
        let type = file.schema.children[index]
        for literal in literals where !literal.fits(type.kind) {
            throw ORCError(
                .schema, "a \(type.kind) cannot be compared with \(literal)", at: .init(file: file.name, column: type.id, columnName: name))
        }
        return type
    }

    /// The columns whose statistics and Bloom filters matter.
    var columns: [Int] {
        switch self {
        case .compare(let type, _, _), .isIn(let type, _), .isNull(let type): [type.id]
        case .and(let parts), .or(let parts): parts.flatMap(\.columns)
        case .not(let part): part.columns
        }
    }
}
