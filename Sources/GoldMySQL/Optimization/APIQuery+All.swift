import Gold

extension APIQuery {
    /// The queries that Gold's indexes are made for. All columns are asked for: the widest answer is the slowest.
    static let all = accidents + security + temporal + infrastructure + hotspots

    private static let accidents = [
        APIQuery(
            "an accident", .accidentsSummary, by: "PRIMARY",
            "SELECT * FROM accidents_summary WHERE id = ?", .identifier),
        APIQuery(
            "accidents of a state in a month, the latest first", .accidentsSummary, by: "idx_state_date",
            """
            SELECT * FROM accidents_summary WHERE state = ? AND accident_date >= ? AND accident_date < ? ORDER BY accident_date DESC LIMIT 100
            """, .state, .monthStart, .monthEnd),
        APIQuery(
            "accidents of a severity and weather in a year", .accidentsSummary, by: "idx_severity_weather",
            """
            SELECT * FROM accidents_summary WHERE severity = ? AND weather_category = ? AND accident_date >= ? AND accident_date < ? LIMIT 100
            """, .severity, .weather, .yearStart, .yearEnd),
        APIQuery(
            "accidents of a city", .accidentsSummary, by: "idx_location",
            "SELECT * FROM accidents_summary WHERE state = ? AND city = ? LIMIT 100", .state, .city),
        APIQuery(
            "accidents of an hour", .accidentsSummary, by: "idx_temporal",
            "SELECT * FROM accidents_summary WHERE accident_date = ? AND accident_hour = ? LIMIT 100", .day, .hour),
    ]

    private static let security = [
        APIQuery(
            "places from a danger index downwards", .kpisSecurity, by: "idx_security_api",
            "SELECT * FROM kpis_security WHERE danger_index <= ? ORDER BY danger_index DESC, state LIMIT 100", .dangerIndex),
        APIQuery(
            "places from a danger index upwards", .kpisSecurity, by: "idx_danger_index",
            "SELECT * FROM kpis_security WHERE danger_index >= ? ORDER BY danger_index LIMIT 100", .dangerIndex),
        APIQuery(
            "a state", .kpisSecurity, by: "idx_state",
            "SELECT * FROM kpis_security WHERE state = ? AND city IS NULL", .state),
        APIQuery(
            "cities of a state, the most accidents first", .kpisSecurity, by: "idx_state",
            "SELECT * FROM kpis_security WHERE state = ? AND city IS NOT NULL ORDER BY accident_count DESC LIMIT 100", .state),
        APIQuery(
            "cities by hotspot rank", .kpisSecurity, by: "idx_hotspot_rank",
            "SELECT * FROM kpis_security WHERE hotspot_rank BETWEEN 1 AND 50 AND city IS NOT NULL ORDER BY hotspot_rank LIMIT 50"),
    ]

    private static let temporal = [
        APIQuery(
            "days of a state in a month", .kpisTemporal, by: "idx_temporal_api",
            """
            SELECT * FROM kpis_temporal WHERE period_type = 'daily' AND state = ? AND period_value >= ? AND period_value < ? ORDER BY period_value LIMIT 100
            """, .state, .monthStart, .monthEnd),
        APIQuery(
            "all states in a month", .kpisTemporal, by: "idx_period",
            "SELECT * FROM kpis_temporal WHERE period_type = 'monthly' AND period_value = ? LIMIT 100", .month),
        APIQuery(
            "periods of a state", .kpisTemporal, by: "idx_state_period",
            "SELECT * FROM kpis_temporal WHERE state = ? ORDER BY period_type LIMIT 100", .state),
    ]

    private static let infrastructure = [
        APIQuery(
            "equipment of a state", .kpisInfrastructure, by: "idx_state_infra",
            "SELECT * FROM kpis_infrastructure WHERE state = ? LIMIT 100", .state),
        APIQuery(
            "a type of equipment in a state", .kpisInfrastructure, by: "idx_state_infra",
            "SELECT * FROM kpis_infrastructure WHERE state = ? AND infrastructure_type = ?", .state, .infrastructureType),
        APIQuery(
            "the most effective equipment", .kpisInfrastructure, by: "idx_effectiveness",
            """
            SELECT * FROM kpis_infrastructure WHERE equipment_effectiveness > 0 ORDER BY equipment_effectiveness DESC LIMIT 20
            """),
    ]

    private static let hotspots = [
        APIQuery(
            "hotspots, the most dangerous first", .hotspots, by: "idx_hotspots_api",
            "SELECT * FROM hotspots WHERE danger_score > 0.7 ORDER BY danger_score DESC, state, city LIMIT 20"),
        APIQuery(
            "hotspots from a danger score upwards", .hotspots, by: "idx_danger_score",
            "SELECT * FROM hotspots WHERE danger_score > 0.7 ORDER BY danger_score LIMIT 20"),
        APIQuery(
            "hotspots of a city", .hotspots, by: "idx_location",
            "SELECT * FROM hotspots WHERE state = ? AND city = ?", .state, .city),
        APIQuery(
            "hotspots on a map", .hotspots, by: "idx_coordinates",
            "SELECT * FROM hotspots WHERE latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ? LIMIT 100",
            .latitudeFrom, .latitudeTo, .longitudeFrom, .longitudeTo),
        APIQuery(
            "the first ten hotspots", .hotspots, by: "idx_hotspots_rank",
            "SELECT * FROM hotspots WHERE `rank` <= 10 ORDER BY `rank`"),
    ]
}
