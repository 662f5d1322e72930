/// Writes the SQL of a query: the one place where conditions become text.
struct SQLRenderer {
    private let syntax: any SQLSyntax.Type
    /// Whether values become question marks; else they are written out.
    private let binds: Bool
    /// The values of the question marks written so far.
    private(set) var arguments: [GoldValue] = []

    init(_ syntax: any SQLSyntax.Type, binds: Bool) {
        self.syntax = syntax
        self.binds = binds
    }

    mutating func select(_ query: GoldQuery) -> String {
        let columns = query.selection.map { column in
            let name = syntax.quoted(column.name)
            return query.isSummed(column.name) ? "SUM(\(name)) AS \(name)" : name
        }
        var conditions = query.conditions.map { condition($0, query) }
        if let position = query.position { conditions.append(after(Array(zip(query.readingOrder, position.values))[...], query)) }
        let groups = query.sums == nil ? [] : query.columns.map(syntax.quoted)
        let order = query.readingOrder.map { orderTerm($0, query) }
        // One row more tells whether there are more.
        let limit = query.limit.map { " LIMIT \(query.page == nil || $0 == .max ? $0 : $0 + 1)" }
        return "SELECT \(columns.joined(separator: ", ")) FROM \(syntax.quoted(query.table.name))"
            + Self.clause(" WHERE ", conditions, " AND ") + Self.clause(" GROUP BY ", groups, ", ") + Self.clause(" ORDER BY ", order, ", ")
            + (limit ?? "")
    }

    private static func clause(_ keyword: String, _ parts: [String], _ separator: String) -> String {
        parts.isEmpty ? "" : keyword + parts.joined(separator: separator)
    }

    private func orderTerm(_ order: GoldQuery.Order, _ query: GoldQuery) -> String {
        let name = syntax.quoted(order.column)
        let isDescending = order.isDescending ? " DESC" : ""
        if query.isSummed(order.column) { return "SUM(\(name))" + isDescending }
        if case .enumeration(let cases)? = query.column(order.column)?.type { return syntax.order(name, cases: cases) + isDescending }
        return name + isDescending
    }

    private mutating func argument(_ value: GoldValue) -> String {
        if binds {
            arguments.append(value)
            return "?"
        }
        return switch value {
        case .null: "NULL"
        case .integer, .double, .boolean: value.text ?? ""
        case .text, .date, .timestamp: syntax.literal(value.text ?? "")
        }
    }
}

// MARK: Conditions

extension SQLRenderer {
    private static let never = "1 = 0"

    private mutating func condition(_ condition: GoldCondition, _ query: GoldQuery) -> String {
        let name = syntax.quoted(condition.column)
        switch condition {
        case .isNull: return "\(name) IS NULL"
        case .isNotNull: return "\(name) IS NOT NULL"
        case .equals(_, let value): return "\(name) = \(argument(value))"
        case .differs(_, let value): return "\(name) <> \(argument(value))"
        case .isIn(_, let values): return list(name, values)
        case .range(let column, let lower, let upper): return range(column, lower, upper, query)
        case .hasPrefix(_, let text): return "\(name) \(syntax.prefixOperator) \(argument(.text(syntax.prefixPattern(text))))"
        }
    }

    private mutating func list(_ name: String, _ values: [GoldValue]) -> String {
        if values.isEmpty { return Self.never }
        var marks: [String] = []
        for value in values { marks.append(argument(value)) }
        return "\(name) IN (\(marks.joined(separator: ", ")))"
    }

    private mutating func range(_ column: String, _ lower: GoldCondition.Bound, _ upper: GoldCondition.Bound, _ query: GoldQuery) -> String {
        let name = syntax.quoted(column)
        if case .enumeration(let cases)? = query.column(column)?.type { return list(name, Self.words(of: cases, lower, upper)) }
        let comparisons = [comparison(name, ">", lower), comparison(name, "<", upper)].compactMap(\.self)
        return comparisons.isEmpty ? "\(name) IS NOT NULL" : comparisons.joined(separator: " AND ")
    }

    private mutating func comparison(_ name: String, _ sign: String, _ bound: GoldCondition.Bound) -> String? {
        switch bound {
        case .unbounded: nil
        case .included(let value): "\(name) \(sign)= \(argument(value))"
        case .excluded(let value): "\(name) \(sign) \(argument(value))"
        }
    }

    /// The words of an enumeration between two bounds. Stores would compare them as texts.
    private static func words(of cases: [String], _ lower: GoldCondition.Bound, _ upper: GoldCondition.Bound) -> [GoldValue] {
        func place(_ bound: GoldCondition.Bound) -> Int? { bound.value?.text.flatMap(cases.firstIndex) }
        var (first, last) = (place(lower) ?? 0, place(upper) ?? cases.count - 1)
        if case .excluded = lower { first += 1 }
        if case .excluded = upper { last -= 1 }
        return first > last ? [] : cases[first...last].map { .text($0) }
    }
}

// MARK: Pages

extension SQLRenderer {
    /// The condition for rows that come after a place: `a ≥ x AND (a > x OR (b ≥ y AND (b > y OR …)))`, so that an index on the first
    /// column finds where to begin.
    private mutating func after(_ place: ArraySlice<(GoldQuery.Order, GoldValue)>, _ query: GoldQuery) -> String {
        guard let (order, value) = place.first else { return Self.never }
        let rest = place.dropFirst()
        if rest.isEmpty { return beyond(order, value, query, rest) }
        return [atOrAfter(order, value, query), beyond(order, value, query, rest)].compactMap(\.self).joined(separator: " AND ")
    }

    /// Nil where every row is.
    private mutating func atOrAfter(_ order: GoldQuery.Order, _ value: GoldValue, _ query: GoldQuery) -> String? {
        let name = syntax.quoted(order.column)
        if value == .null { return order.isDescending ? "\(name) IS NULL" : nil }
        if !order.isDescending { return range(order.column, .included(value), .unbounded, query) }
        return orNull(range(order.column, .unbounded, .included(value), query), order.column, query)
    }

    private mutating func beyond(
        _ order: GoldQuery.Order, _ value: GoldValue, _ query: GoldQuery, _ rest: ArraySlice<(GoldQuery.Order, GoldValue)>
    ) -> String {
        let name = syntax.quoted(order.column)
        let strict: String? =
            switch (value, order.isDescending) {
            case (.null, true): nil
            case (.null, false): "\(name) IS NOT NULL"
            case (_, false): range(order.column, .excluded(value), .unbounded, query)
            case (_, true): orNull(range(order.column, .unbounded, .excluded(value), query), order.column, query)
            }
        let tail = rest.isEmpty ? nil : after(rest, query)
        guard let strict else { return tail ?? Self.never }
        return tail.map { "(\(strict) OR (\($0)))" } ?? strict
    }

    /// `condition`, or null where the column can be: it comes after every value when the greatest comes first.
    private func orNull(_ condition: String, _ column: String, _ query: GoldQuery) -> String {
        query.column(column)?.isNullable == true ? "(\(condition) OR \(syntax.quoted(column)) IS NULL)" : condition
    }
}

extension GoldQuery {
    /// Whether the answer has the sum of that column instead of its values.
    func isSummed(_ column: String) -> Bool { sums?.contains(column) == true && !columns.contains(column) }
}
