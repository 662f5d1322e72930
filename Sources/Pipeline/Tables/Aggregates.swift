import Cubes
import Gold
import KPIs

extension TableDerivation {
    /// The tables that dashboards draw from, in the order of ``GoldCatalog/aggregates``.
    static let aggregates: [TableDerivation] = [
        aggregate(.aggHourly) { try .hourly(from: $0[.hourly], daily: $0[.daily]) },
        aggregate(.aggDaily) { try .daily(from: $0[.daily]) },
        aggregate(.aggMonthly) { try .monthly(from: $0[.daily]) },
        aggregate(.aggCity) { try .city(from: $0[.city]) },
        aggregate(.aggGrid) { try .grid(from: $0[.grid]) },
        aggregate(.aggWeather) { try .weather(from: $0[.conditions]) },
        TableDerivation(.aggInfrastructure) { input in
            let cube = try input.cubes[.equipment]
            let aggregate = try Aggregate.infrastructure(from: cube)
            let levels = input.levels.equipment(
                .aggInfrastructure, "row", aggregate.accidentCounts + aggregate.integers("accidents_without"),
                unknown: try InfrastructureType.unknownAccidents(in: cube))
            return DerivedTable(try RowBatch(aggregate, for: .aggInfrastructure), levels: [levels])
        },
    ]

    private static func aggregate(_ table: GoldTable, _ make: @escaping @Sendable (GoldCubes) throws -> Aggregate) -> TableDerivation {
        TableDerivation(table) { input in
            let aggregate = try make(input.cubes)
            return DerivedTable(try RowBatch(aggregate, for: table), levels: [input.levels.total(table, "row", aggregate.accidentCounts)])
        }
    }
}

extension Aggregate {
    /// The whole numbers of a column besides the counts; empty when there are none of that name.
    fileprivate func integers(_ name: String) -> [Int64] {
        guard case .integers(let values)? = extras.first(where: { $0.name == name })?.values else { return [] }
        return values
    }
}

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
