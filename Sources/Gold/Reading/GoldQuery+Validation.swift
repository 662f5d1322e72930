extension GoldQuery {
    /// Throws unless the query fits its table.
    ///
    /// - Throws: ``GoldError/Code/usage`` that names the column and what would be valid.
    package func validate() throws(GoldError) {
        for name in columns + (sums ?? []) + conditions.map(\.column) { _ = try known(name) }
        for name in sums ?? [] where ![.integer, .bigInteger, .double].contains(try known(name).type) {
            throw misuse("column \(name) cannot be summed: it holds no numbers")
        }
        for condition in conditions { try validate(condition) }
        for order in readingOrder where sums == nil || !(columns + (sums ?? [])).contains(order.column) {
            guard sums == nil, try known(order.column).type != .json else { throw misuse("rows cannot be ordered by column \(order.column)") }
        }
        if let limit, limit < 1 { throw misuse("a limit of \(limit) asks for no row; it takes a number from 1") }
        if page != nil { try validatePage() }
    }

    private func validate(_ condition: GoldCondition) throws(GoldError) {
        let column = try known(condition.column)
        for value in condition.values where !value.fits(column.type) {
            throw misuse("column \(column.name) takes \(column.type.expectation); found \(value.text ?? "null")")
        }
        if case .hasPrefix = condition {
            switch column.type {
            case .varchar, .text: break
            default: throw misuse("column \(column.name) is no text that could begin with another")
            }
        }
        if column.type == .json, !condition.values.isEmpty { throw misuse("column \(column.name) holds JSON, which is not compared") }
    }

    private func validatePage() throws(GoldError) {
        let order = totalOrder
        if order.isEmpty { throw misuse("a row of everything has no pages") }
        if let sum = order.first(where: { !columns.contains($0.column) && sums != nil }) {
            throw misuse("pages cannot be ordered by the sum of \(sum.column)")
        }
        guard let position else { return }
        guard position.values.count == order.count else {
            throw misuse("the cursor has \(position.values.count) values for the columns \(order.map(\.column).joined(separator: ", "))")
        }
        for (value, order) in zip(position.values, order) where value != .null {
            let column = try known(order.column)
            if !value.fits(column.type) {
                throw misuse("the cursor has \(value.text ?? "null") for column \(column.name), which takes \(column.type.expectation)")
            }
        }
    }

    private func known(_ name: String) throws(GoldError) -> GoldColumn {
        if let column = column(name) { return column }
        throw misuse("there is no column \(name); there are \(table.columns.map(\.name).joined(separator: ", "))")
    }

    private func misuse(_ message: String) -> GoldError { GoldError(.usage, message, table: table.name) }
}
