extension TableRules {
    private static let count = 1...Double(Int64.max)
    private static let countOrNone = 0...Double(Int64.max)
    private static let severity = 1.0...4.0
    private static let latitude = 15.0...72.0
    private static let longitude = -180.0 ... -60.0

    /// Rules of `kpis_temporal`. A trend and a month's factor need a long history.
    public static let kpisTemporal = TableRules(
        .kpisTemporal, filled: ["period_type", "period_value", "state", "accident_count", "severity_avg", "last_updated"],
        ranges: ["accident_count": count, "severity_avg": severity, "seasonal_factor": anyNumberUp, "daily_average": anyNumberUp])

    /// Rules of `kpis_weather`. Averages need a measurement.
    public static let kpisWeather = TableRules(
        .kpisWeather,
        filled: ["state", "weather_category", "season", "accident_count", "severity_avg", "severe_share", "severity_distribution", "danger_ratio"],
        ranges: [
            "accident_count": count, "severity_avg": severity, "severe_share": share, "severe_share_ci_low": share, "severe_share_ci_high": share,
            "seasonal_factor": anyNumberUp, "danger_ratio": anyNumberUp, "avg_temperature": -80...140, "avg_humidity": 0...100,
            "avg_visibility": 0...150, "avg_wind_speed": 0...250,
        ])

    /// Rules of `kpis_infrastructure`. Figures need enough accidents with the equipment.
    public static let kpisInfrastructure = TableRules(
        .kpisInfrastructure, filled: ["state", "infrastructure_type", "recommendation", "last_updated"],
        ranges: [
            "equipment_effectiveness": -Double.greatestFiniteMagnitude...1, "accident_reduction_rate": -Double.greatestFiniteMagnitude...1,
            "safety_improvement_score": 0...100, "accidents_with": countOrNone, "severe_with": countOrNone, "accidents_without": countOrNone,
            "severe_without": countOrNone, "odds_ratio": anyNumberUp, "or_ci_low": anyNumberUp, "or_ci_high": anyNumberUp, "p_value": share,
            "q_value": share, "heterogeneity_p": share,
        ])

    /// Rules of `hotspots`. A city may be unknown.
    public static let hotspots = TableRules(
        .hotspots,
        filled: [
            "state", "latitude", "longitude", "accident_count", "severity_avg", "danger_score", "radius_miles", "last_updated", "rank", "gi_z",
            "gi_q",
        ],
        ranges: [
            "latitude": latitude, "longitude": longitude, "accident_count": count, "severity_avg": severity, "danger_score": share,
            "radius_miles": 0.1...Double.greatestFiniteMagnitude, "rank": count, "gi_z": anyNumberUp, "gi_q": 0...0.05, "years_active": 1...64,
        ],
        ranks: [Rank("rank")])

    /// Rules of `ml_model_performance`. Figures need predictions whose truth is known.
    public static let mlModelPerformance = TableRules(
        .mlModelPerformance, filled: ["model_name", "model_version", "last_updated", "evaluated_count", "recommendation"],
        ranges: [
            "accuracy": share, "precision_score": share, "recall_score": share, "f1_score": share, "evaluated_count": countOrNone,
            "baseline_accuracy": share, "balanced_accuracy": share,
        ])

    /// Rules of `data_drift`. Figures need fifteen complete months.
    public static let dataDrift = TableRules(
        .dataDrift, filled: ["feature", "reference_count", "current_count"],
        ranges: [
            "psi": anyNumberUp, "js_distance": share, "reference_count": countOrNone, "current_count": countOrNone, "reference_null_share": share,
            "current_null_share": share,
        ])

    /// Rules of the indicators, in the order of ``GoldCatalog/kpis``.
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
