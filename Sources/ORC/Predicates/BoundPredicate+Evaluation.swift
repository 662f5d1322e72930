/// What a predicate can be for the rows of a group: for a null it is neither.
struct Possible {
    var isTrue: Bool
    var isFalse: Bool

    static let anything = Possible(isTrue: true, isFalse: true)
    static let nothing = Possible(isTrue: false, isFalse: false)
}

/// What is known of the values of a group of rows, by column id.
struct GroupKnowledge {
    var statistics: (Int) -> ColumnStatistics?
    var bloomFilter: (Int) -> BloomFilter?
}

extension BoundPredicate {
    /// What the predicate can be for some row of a group, judged by what is known; never too narrow.
    func evaluate(_ group: GroupKnowledge) -> Possible {
        switch self {
        case .compare(let type, let comparison, let literal): Self.compare(type, comparison, literal, group)
        case .isIn(let type, let literals):
            Possible(isTrue: literals.contains { Self.compare(type, .equal, $0, group).isTrue }, isFalse: true)
        case .isNull(let type): Self.isNull(group.statistics(type.id))
        case .and(let parts): Self.all(parts.map { $0.evaluate(group) })
        case .or(let parts): Self.not(Self.all(parts.map { Self.not($0.evaluate(group)) }))
        case .not(let part): Self.not(part.evaluate(group))
        }
    }

    private static func not(_ possible: Possible) -> Possible { Possible(isTrue: possible.isFalse, isFalse: possible.isTrue) }

    private static func all(_ parts: [Possible]) -> Possible {
        Possible(isTrue: parts.allSatisfy(\.isTrue), isFalse: parts.contains(where: \.isFalse))
    }

    private static func isNull(_ statistics: ColumnStatistics?) -> Possible {
        guard let statistics else { return .anything }
        return Possible(isTrue: statistics.hasNull ?? true, isFalse: statistics.valueCount > 0)
    }

    private static func compare(
        _ type: ORCType, _ comparison: ORCPredicate.Comparison, _ literal: ORCLiteral, _ group: GroupKnowledge
    ) -> Possible {
        guard let statistics = group.statistics(type.id) else { return .anything }
        if statistics.valueCount == 0 { return .nothing }
        var possible = Self.possible(comparison, statistics.order(against: literal))
        // A NaN is in no bounds and compares false with everything.
        if case .double = literal { possible.isFalse = true }
        if comparison == .equal, possible.isTrue, let filter = group.bloomFilter(type.id), let hash = literal.bloomHash {
            possible.isTrue = filter.mayContain(hash)
        }
        return possible
    }

    /// - Parameter order: the signs of minimum − literal and maximum − literal, nil where unknown.
    private static func possible(_ comparison: ORCPredicate.Comparison, _ order: (minimum: Int?, maximum: Int?)) -> Possible {
        let (minimum, maximum) = order
        let someLess = minimum.map { $0 < 0 } ?? true
        let someGreater = maximum.map { $0 > 0 } ?? true
        let someNotGreater = minimum.map { $0 <= 0 } ?? true
        let someNotLess = maximum.map { $0 >= 0 } ?? true
        return switch comparison {
        case .less: Possible(isTrue: someLess, isFalse: someNotLess)
        case .lessOrEqual: Possible(isTrue: someNotGreater, isFalse: someGreater)
        case .greater: Possible(isTrue: someGreater, isFalse: someNotGreater)
        case .greaterOrEqual: Possible(isTrue: someNotLess, isFalse: someLess)
        case .equal: Possible(isTrue: someNotGreater && someNotLess, isFalse: someLess || someGreater)
        }
    }
}
