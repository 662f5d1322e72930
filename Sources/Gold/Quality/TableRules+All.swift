extension TableRules {
    /// Every table of indicators with its rules, in the order in which a publication fills them.
    public static let kpis: [TableRules] = [
        .kpisSecurity, .kpisTemporal, .kpisWeather, .kpisInfrastructure, .hotspots, .mlModelPerformance, .dataDrift,
    ]

    /// Rules of the aggregates, in the order of ``GoldCatalog/aggregates``: counts add up, keys are in their range.
    public static let aggregates: [TableRules] = GoldCatalog.aggregates.map { table in
        // Equipment that no accident of a year has is still a row, for the accidents without it.
        let least = table == .aggInfrastructure ? countOrNone : count
        let counts = table.columns.filter { $0.type == .bigInteger }.map { ($0.name, $0.name == "accident_count" ? least : countOrNone) }
        let keys: [String: ClosedRange<Double>] = [
            "weekday": 1...7, "hour": 0...23, "days": count, "expected_score": anyNumberUp, "latitude": latitude, "longitude": longitude,
            "years_active": 1...64,
        ]
        let columns = Set(table.columns.map(\.name))
        return TableRules(
            table, filled: table.writtenColumns.filter { !$0.isNullable }.map(\.name),
            ranges: keys.filter { columns.contains($0.key) }.merging(counts) { $1 })
    }
}
