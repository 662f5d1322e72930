import Gold
import KPIs

extension RowBatch {
    /// Makes rows of an `agg_` table: the key, n, S, the accidents of each severity, and what the table has besides.
    init(_ aggregate: Aggregate, for table: GoldTable) throws(GoldError) {
        let severities = zip(1..., aggregate.severities).map { (name: "severity_\($0)", values: $1) }
        let counts = [("accident_count", aggregate.accidentCounts), ("severity_sum", aggregate.severitySums)] + severities
        let (keys, extras) = (aggregate.keys.map(Column.named), aggregate.extras.map(Column.named))
        try self.init(for: table, columns: keys + counts.map { ($0, Column(.integers($1))) } + extras)
    }
}

extension RowBatch.Column {
    fileprivate static func named(_ column: Aggregate.Column) -> (name: String, column: Self) { (column.name, Self(aggregated: column.values)) }

    private init(aggregated values: Aggregate.Values) {
        switch values {
        case .text(let codes, let dictionary):
            let hasNulls = codes.contains { $0 < 0 }
            self.init(.dictionary(codes: codes, dictionary: dictionary), present: hasNulls ? codes.map { $0 < 0 ? 0 : 1 } : nil)
        case .integers(let values): self.init(.integers(values))
        case .doubles(let values): self.init(.doubles(values))
        case .dates(let days): self.init(.dates(days))
        }
    }
}
