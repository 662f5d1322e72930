import Gold

/// Values that occur in the published tables, of which queries are made: what occurs most comes first.
struct PublishedSample: Sendable {
    private let identifiers: [MySQLValue]
    /// State and city.
    private let places: [(MySQLValue, MySQLValue)]
    private let months: [Int]
    private let days: [MySQLValue]
    private let hours: [MySQLValue]
    private let weathers: [MySQLValue]
    private let dangerIndices: [MySQLValue]
    private let infrastructureTypes: [MySQLValue]
    /// Latitude and longitude.
    private let positions: [(Double, Double)]

    /// Asks the indicators, and `accidents_summary` for some identifiers.
    ///
    /// - Throws: ``GoldError/Code/unreachable`` when the tables hold too little for it.
    init(_ connection: MySQLConnection) throws {
        func first(_ query: String) throws -> [MySQLValue] { try connection.rows(query).map { $0[0] } }
        let periods = "SELECT period_value FROM kpis_temporal WHERE state = 'US' AND period_type"
        places = try connection.rows(
            "SELECT state, city FROM kpis_security WHERE city IS NOT NULL ORDER BY accident_count DESC LIMIT 100"
        ).map { ($0[0], $0[1]) }
        months = try first("\(periods) = 'monthly' ORDER BY period_value DESC LIMIT 60").compactMap { $0.text.flatMap(Self.month) }
        days = try first("\(periods) = 'daily' ORDER BY period_value DESC LIMIT 1000")
        hours = try first("\(periods) = 'hourly' AND CHAR_LENGTH(period_value) = 2 ORDER BY accident_count DESC").map {
            .integer($0.integer ?? 0)
        }
        weathers = try first("SELECT weather_category FROM kpis_weather WHERE state = 'US' AND season = 'All' ORDER BY accident_count DESC")
        dangerIndices = try first("SELECT danger_index FROM kpis_security WHERE city IS NULL AND danger_index IS NOT NULL ORDER BY danger_index DESC")
        infrastructureTypes = try first(
            "SELECT infrastructure_type FROM kpis_infrastructure WHERE state = 'US' ORDER BY accidents_with DESC, infrastructure_type")
        // Where there is no hotspot, a map of the country's middle is as good as any.
        let zones = try connection.rows("SELECT latitude, longitude FROM hotspots ORDER BY `rank`")
        positions = zones.isEmpty ? [(39.8, -98.6)] : zones.map { ($0[0].double ?? 0, $0[1].double ?? 0) }
        let latest = days.prefix(30).compactMap(\.text).map(MySQLSchema.literal).joined(separator: ", ")
        identifiers = latest.isEmpty ? [] : try first("SELECT id FROM accidents_summary WHERE accident_date IN (\(latest)) LIMIT 500")
        let lists = [identifiers.count, places.count, months.count, hours.count, weathers.count, dangerIndices.count, infrastructureTypes.count]
        guard !lists.contains(0) else {
            throw GoldError(.unreachable, "the published tables hold no rows to make queries of; publish some with `datamart run`")
        }
    }

    /// The values of `parameters`, in their order. Lists differ in length, so that draws from 0 on combine them ever differently.
    func values(_ parameters: [APIQuery.Parameter], draw: Int) -> [MySQLValue] { parameters.map { value($0, draw) } }

    private func value(_ parameter: APIQuery.Parameter, _ draw: Int) -> MySQLValue {
        let (month, position) = (pick(months, draw), pick(positions, draw))
        switch parameter {
        case .identifier: return pick(identifiers, draw)
        case .state: return pick(places, draw).0
        case .city: return pick(places, draw).1
        case .monthStart: return .text("\(Self.text(month))-01")
        case .monthEnd: return .text("\(Self.text(month + 1))-01")
        case .yearStart: return .text("\(month / 12)-01-01")
        case .yearEnd: return .text("\(month / 12 + 1)-01-01")
        case .month: return .text(Self.text(month))
        case .day: return pick(days, draw)
        case .hour: return pick(hours, draw)
        case .severity: return pick([2, 3, 4, 1], draw)
        case .weather: return pick(weathers, draw)
        case .dangerIndex: return pick(dangerIndices, draw)
        case .infrastructureType: return pick(infrastructureTypes, draw)
        case .latitudeFrom: return .double(position.0 - 0.1)
        case .latitudeTo: return .double(position.0 + 0.1)
        case .longitudeFrom: return .double(position.1 - 0.1)
        case .longitudeTo: return .double(position.1 + 0.1)
        }
    }

    private func pick<Value>(_ list: [Value], _ draw: Int) -> Value { list[draw % list.count] }

    /// `2023-03` as year × 12 + month − 1.
    private static func month(_ text: String) -> Int? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return parts.count == 2 ? parts[0] * 12 + parts[1] - 1 : nil
    }

    private static func text(_ month: Int) -> String { "\(month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)" }
}
