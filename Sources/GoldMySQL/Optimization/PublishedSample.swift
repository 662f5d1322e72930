import Accidents
import Gold

/// Values that occur in the published tables, of which queries are made: what occurs most comes first.
struct PublishedSample: Sendable {
    private let identifiers: [GoldValue]
    /// State and city.
    private let places: [(GoldValue, GoldValue)]
    /// As ``Month/code``.
    private let months: [Int32]
    private let days: [Int32]
    private let hours: [Int64]
    private let weathers: [GoldValue]
    private let dangerIndices: [GoldValue]
    private let infrastructureTypes: [GoldValue]
    /// Latitude and longitude.
    private let positions: [(Double, Double)]

    /// Asks the indicators, and `accidents_summary` for some identifiers.
    ///
    /// - Throws: ``GoldError/Code/unreachable`` when the tables hold too little for it.
    init(_ connection: MySQLConnection) throws {
        places = try connection.rows(
            GoldQuery(
                .kpisSecurity, columns: ["state", "city"], where: [.isNotNull("city")], order: [.init("accident_count", descending: true)],
                limit: 100)
        ).rows.map { ($0[0], $0[1]) }
        let latest = [GoldQuery.Order("period_value", descending: true)]
        months = try connection.periods("monthly", latest, limit: 60).compactMap(Self.month)
        days = try connection.periods("daily", latest, limit: 1_000).compactMap { ISOText.day($0) }
        hours = try connection.periods("hourly", [.init("accident_count", descending: true)]).filter { $0.count == 2 }.compactMap { Int64($0) }
        let country = GoldCondition.equals("state", .text(Country.code))
        weathers = try connection.values(
            of: "weather_category",
            GoldQuery(.kpisWeather, where: [country, .equals("season", "All")], order: [.init("accident_count", descending: true)]))
        dangerIndices = try connection.values(
            of: "danger_index",
            GoldQuery(
                .kpisSecurity, where: [.isNull("city"), .isNotNull("danger_index")], order: [.init("danger_index", descending: true)]))
        infrastructureTypes = try connection.values(
            of: "infrastructure_type",
            GoldQuery(.kpisInfrastructure, where: [country], order: [.init("accidents_with", descending: true), .init("infrastructure_type")]))
        let zones = try connection.rows(GoldQuery(.hotspots, order: [.init("rank")])).map { zone in
            (try zone.required("latitude") as Double, try zone.required("longitude") as Double)
        }
        // Where there is no hotspot, a map of the country's middle is as good as any.
        positions = zones.isEmpty ? [(39.8, -98.6)] : zones
        identifiers = try connection.values(
            of: "id", GoldQuery(.accidentsSummary, where: [.isIn("accident_date", days.prefix(30).map { .date($0) })], limit: 500))
        let lists = [identifiers.count, places.count, months.count, hours.count, weathers.count, dangerIndices.count, infrastructureTypes.count]
        guard !lists.contains(0) else {
            throw GoldError(.unreachable, "the published tables hold no rows to make queries of; publish some with `datamart run`")
        }
    }

    /// `query` with values in the places of its parameters, as a client sends it that prepares no statements. Lists differ in length, so that
    /// draws from 0 on combine them ever differently.
    func statement(_ query: NamedQuery, draw: Int) throws(GoldError) -> String {
        var values: [String: GoldValue] = [:]
        for parameter in query.parameters { values[parameter.name] = value(parameter, query.column(of: parameter)?.type == .date, draw) }
        return try query.query(values).sql(MySQLSchema.self)
    }

    /// - Parameter isDate: whether a day is a date; else it is a text.
    private func value(_ parameter: NamedQuery.Parameter, _ isDate: Bool, _ draw: Int) -> GoldValue {
        func day(_ day: Int) -> GoldValue { isDate ? .date(Int32(day)) : .text(ISOText.date(Int32(day))) }
        let (month, position) = (Month(code: pick(months, draw)), pick(positions, draw))
        return switch parameter.subject {
        case .identifier: pick(identifiers, draw)
        case .state: pick(places, draw).0
        case .city: pick(places, draw).1
        case .monthStart: day(month.days.lowerBound)
        case .monthEnd: day(month.days.upperBound + 1)
        case .yearStart: day(CivilDate.days(year: month.year, month: 1, day: 1))
        case .yearEnd: day(CivilDate.days(year: month.year + 1, month: 1, day: 1))
        case .month: .text("\(month)")
        case .periodType: pick(["monthly", "daily", "yearly"], draw)
        case .day: day(Int(pick(days, draw)))
        case .hour: .integer(pick(hours, draw))
        case .severity: pick([2, 3, 4, 1], draw)
        case .weather: pick(weathers, draw)
        case .dangerIndex: pick(dangerIndices, draw)
        case .infrastructureType: pick(infrastructureTypes, draw)
        case .latitudeFrom: .double(position.0 - 0.1)
        case .latitudeTo: .double(position.0 + 0.1)
        case .longitudeFrom: .double(position.1 - 0.1)
        case .longitudeTo: .double(position.1 + 0.1)
        }
    }

    private func pick<Value>(_ list: [Value], _ draw: Int) -> Value { list[draw % list.count] }

    /// `2023-03` as ``Month/code``.
    private static func month(_ text: String) -> Int32? { ISOText.day(text + "-01").map { Month(CivilDate(days: Int($0))).code } }
}

extension MySQLConnection {
    /// The values of one column.
    fileprivate func values(of column: String, _ query: GoldQuery) throws -> [GoldValue] {
        var query = query
        query.columns = [column]
        return try rows(query).rows.map { $0[0] }
    }

    /// The country's periods of a type.
    fileprivate func periods(_ type: String, _ order: [GoldQuery.Order], limit: Int? = nil) throws -> [String] {
        let conditions: [GoldCondition] = [.equals("state", .text(Country.code)), .equals("period_type", .text(type))]
        return try rows(GoldQuery(.kpisTemporal, columns: ["period_value"], where: conditions, order: order, limit: limit)).map {
            try $0.required("period_value")
        }
    }
}
