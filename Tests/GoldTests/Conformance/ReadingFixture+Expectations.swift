import Gold

extension ReadingFixture {
    /// Orders with ties, nulls and both directions.
    static let orders: [[GoldQuery.Order]] = [
        [],
        [.init("id", descending: true)],
        [.init("key")],
        [.init("small")],
        [.init("small", descending: true)],
        [.init("kind"), .init("day", descending: true)],
        [.init("name", descending: true), .init("flag"), .init("ratio", descending: true)],
        [.init("moment", descending: true), .init("big")],
        [.init("kind", descending: true), .init("moment"), .init("key", descending: true)],
    ]

    /// Conditions on `column` of every kind that fits it, each with the rows that meet it.
    func conditions(on column: GoldColumn) -> [(GoldCondition, [[GoldValue]])] {
        let (name, index) = (column.name, index(column.name))
        var all: [(GoldCondition, [[GoldValue]])] = [
            (.isNull(name), rows.filter { $0[index] == .null }), (.isNotNull(name), rows.filter { $0[index] != .null }),
        ]
        guard column.type != .json else { return all }
        let values = values(name)
        for value in values {
            all.append((.equals(name, value), rows(name) { $0 == value }))
            all.append((.differs(name, value), rows(name) { $0 != value }))
        }
        all.append((.isIn(name, []), []))
        all.append((.isIn(name, Array(values.prefix(2))), rows(name) { values.prefix(2).contains($0) }))
        if column.type != .text { all += ranges(column, values) }
        if name == "key" { all += prefixes(name) }
        return all
    }

    private func ranges(_ column: GoldColumn, _ values: [GoldValue]) -> [(GoldCondition, [[GoldValue]])] {
        let (name, rank) = (column.name, column.rank)
        let single = values.flatMap { value -> [(GoldCondition, [[GoldValue]])] in
            [
                (.greaterThan(name, value), rows(name) { rank($0) > rank(value) }), (.atLeast(name, value), rows(name) { rank($0) >= rank(value) }),
                (.lessThan(name, value), rows(name) { rank($0) < rank(value) }), (.atMost(name, value), rows(name) { rank($0) <= rank(value) }),
            ]
        }
        let sorted = values.sorted { rank($0) < rank($1) }
        let (low, high) = (sorted[sorted.count / 4], sorted[sorted.count * 3 / 4])
        return single + [
            (.between(name, low, high), rows(name) { rank(low) <= rank($0) && rank($0) <= rank(high) }),
            (.between(name, sorted[sorted.count - 1], sorted[0]), sorted.count == 1 ? rows(name) { _ in true } : []),
            (.range(name, from: .excluded(low), to: .included(high)), rows(name) { rank(low) < rank($0) && rank($0) <= rank(high) }),
            (.range(name, from: .included(low), to: .excluded(high)), rows(name) { rank(low) <= rank($0) && rank($0) < rank(high) }),
            (.range(name, from: .excluded(low), to: .excluded(high)), rows(name) { rank(low) < rank($0) && rank($0) < rank(high) }),
            (.range(name, from: .unbounded, to: .unbounded), rows(name) { _ in true }),
        ]
    }

    private func prefixes(_ name: String) -> [(GoldCondition, [[GoldValue]])] {
        ["", "x", "X", "x%", "x_", "x*", "x?", "x[", "x]", "x\\", "ñ", "🚦", "'", "\"", "--", "nothing"].map { prefix in
            (.hasPrefix(name, prefix), rows(name) { String($0)?.utf8.starts(with: prefix.utf8) == true })
        }
    }

    /// The sums of `column` over the rows that agree in `groups`, each after the values of its group. `positive`: over rows above 0 alone.
    func sums(of column: String, by groups: [String], positive: Bool = false) -> [[GoldValue]] {
        let index = index(column)
        let rows = positive ? rows(column) { (Int64($0) ?? 0) > 0 } : rows
        let grouped = Dictionary(grouping: rows) { row in groups.map { row[self.index($0)] } }
        return grouped.map { group, rows in
            let numbers = rows.compactMap { Int64($0[index]) }
            return group + [numbers.isEmpty ? .null : .integer(numbers.reduce(0, +))]
        }
    }

    /// Queries that do not fit `table`, each with words that its error must have.
    static func misuses(of table: GoldTable) -> [(GoldQuery, String)] {
        func paged(_ page: GoldPage, _ query: GoldQuery) -> GoldQuery {
            var query = query
            query.page = page
            return query
        }
        return [
            (GoldQuery(table, columns: ["weight"]), "there is no column weight; there are id, key, small"),
            (GoldQuery(table, where: [.isNull("weight")]), "no column weight"), (GoldQuery(table, order: [.init("weight")]), "no column weight"),
            (GoldQuery(table, where: [.equals("small", "1")]), "column small takes a whole number; found 1"),
            (GoldQuery(table, where: [.equals("key", 1)]), "column key takes a text"),
            (GoldQuery(table, where: [.equals("small", .null)]), "found null"),
            (GoldQuery(table, where: [.lessThan("ratio", .double(.nan))]), "column ratio takes a number"),
            (GoldQuery(table, where: [.equals("day", "2020-02-29")]), "column day takes a date"),
            (GoldQuery(table, where: [.isIn("kind", ["up", "sideways"])]), "one of up, down; found sideways"),
            (GoldQuery(table, where: [.hasPrefix("day", "2020")]), "column day takes a date"),
            (GoldQuery(table, where: [.hasPrefix("kind", "up")]), "no text"), (GoldQuery(table, where: [.equals("detail", "[]")]), "JSON"),
            (GoldQuery(table, order: [.init("detail")]), "cannot be ordered by column detail"), (GoldQuery(table, limit: 0), "limit of 0"),
            (GoldQuery(table, summing: ["name"], by: []), "cannot be summed"),
            (GoldQuery(table, summing: ["small"], by: ["kind"], order: [.init("day")]), "cannot be ordered by column day"),
            (paged(.first, GoldQuery(table, summing: ["small"], by: [])), "no pages"),
            (paged(.first, GoldQuery(table, summing: ["small"], by: ["kind"], order: [.init("small")])), "sum of small"),
            (paged(.after(GoldCursor([1, 2])), GoldQuery(table)), "the cursor has 2 values for the columns id"),
            (paged(.before(GoldCursor(["1"])), GoldQuery(table)), "which takes a whole number"),
        ]
    }
}

extension GoldFixture {
    /// Cities whose figures add up without a remainder.
    static func cities() throws -> RowBatch {
        let rows: [[GoldValue]] = [["CA", .null, 1, 0.25], ["CA", "Fresno", 2, 0.5], ["CA", "fresno", 3, 1.0], ["TX", "Austin", 4, 0.5]]
        let values = rows.map { row -> [GoldValue] in
            GoldTable.aggCity.columns.map { column in
                switch column.name {
                case "state": row[0]
                case "city": row[1]
                case "accident_count": row[2]
                case "expected_score": row[3]
                default: 0
                }
            }
        }
        return try batch(of: values, for: .aggCity)
    }
}

extension NamedQuery {
    /// A value of its column's type for every parameter.
    var examples: [String: GoldValue] {
        Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, column(of: $0)?.type.example ?? .null) })
    }
}

extension GoldColumn.ColumnType {
    fileprivate var example: GoldValue {
        switch self {
        case .integer, .bigInteger: 3
        case .double: 0.5
        case .boolean: true
        case .varchar, .text, .json: "CA"
        case .date: .date(18_000)
        case .timestamp: .timestamp(1_600_000_000)
        case .enumeration(let cases): .text(cases[0])
        }
    }
}
