import Gold
import KPIs

extension RowBatch {
    /// Makes rows of an `agg_` table: the key, n, S, the accidents of each severity, and what the table has besides.
    init(_ aggregate: Aggregate) {
        let counts = [aggregate.accidentCounts, aggregate.severitySums] + aggregate.severities
        self.init(
            rowCount: aggregate.rowCount,
            columns: aggregate.keys.map(Column.init) + counts.map { Column(.integers($0)) } + aggregate.extras.map(Column.init))
    }
}

extension RowBatch.Column {
    fileprivate init(_ column: Aggregate.Column) {
        switch column {
        case .text(let codes, let dictionary):
            let hasNulls = codes.contains { $0 < 0 }
            self.init(.dictionary(codes: codes, dictionary: dictionary), present: hasNulls ? codes.map { $0 < 0 ? 0 : 1 } : nil)
        case .integers(let values): self.init(.integers(values))
        case .doubles(let values): self.init(.doubles(values))
        case .dates(let days): self.init(.dates(days))
        }
    }
}
