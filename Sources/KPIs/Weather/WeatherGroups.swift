import Cubes
import Statistics

/// The figures of one (category, season) of an area.
struct WeatherGroup {
    var severities = SeverityCounts()
    /// E: Σ over its cells of accidents × national mean severity of the cell's stratum.
    var expectedScore = 0.0
    var temperature = MeasuredSum()
    var humidity = MeasuredSum()
    var visibility = MeasuredSum()
    var windSpeed = MeasuredSum()

    static func += (left: inout WeatherGroup, right: WeatherGroup) {
        left.severities += right.severities
        left.expectedScore += right.expectedScore
        left.temperature += right.temperature
        left.humidity += right.humidity
        left.visibility += right.visibility
        left.windSpeed += right.windSpeed
    }
}

/// All (category, season) of an area. Category 0 stands for accidents whose weather is unknown.
struct WeatherArea {
    /// Group of category c (1 + its code) and season s: c × seasons + s.
    var groups: [WeatherGroup]
    private let seasonCount: Int

    init(categories: Int, seasons: Int) {
        groups = Array(repeating: WeatherGroup(), count: (categories + 1) * seasons)
        seasonCount = seasons
    }

    subscript(category: Int32, season: Int32) -> WeatherGroup {
        get { groups[(Int(category) + 1) * seasonCount + Int(season)] }
        set { groups[(Int(category) + 1) * seasonCount + Int(season)] = newValue }
    }

    static func += (left: inout WeatherArea, right: WeatherArea) {
        for index in left.groups.indices { left.groups[index] += right.groups[index] }
    }

    /// The category over all seasons.
    func year(_ category: Int32) -> WeatherGroup {
        (0..<Int32(seasonCount)).reduce(into: WeatherGroup()) { $0 += self[category, $1] }
    }

    /// Accidents of each season, in any weather and in unknown weather.
    func accidentsBySeason() -> [Int64] {
        (0..<seasonCount).map { season in
            stride(from: season, to: groups.count, by: seasonCount).reduce(0) { $0 + groups[$1].severities.accidents }
        }
    }
}

/// The columns of a weather cube, and what each cell is expected to score.
struct WeatherCells {
    private let severities: SeverityColumns
    private let strata: Strata
    private let reference: IndirectStandardization
    private let temperature, humidity, visibility, windSpeed: MeasuredColumns

    /// Nil when the cube holds no accident.
    ///
    /// - Throws: ``KPIError`` with code `cube` when a dimension or measure is missing.
    init?(_ cube: Cube) throws {
        severities = try SeverityColumns(cube)
        strata = try Strata(cube)
        temperature = try MeasuredColumns(cube, .temperature)
        humidity = try MeasuredColumns(cube, .humidity)
        visibility = try MeasuredColumns(cube, .visibility)
        windSpeed = try MeasuredColumns(cube, .windSpeed)
        guard let reference = strata.nationalReference(severities) else { return nil }
        self.reference = reference
    }

    subscript(cell: Int) -> WeatherGroup {
        let severities = severities[cell]
        return WeatherGroup(
            severities: severities, expectedScore: Double(severities.accidents) * reference.stratumMeans[strata.ofCell[cell]],
            temperature: temperature[cell], humidity: humidity[cell], visibility: visibility[cell], windSpeed: windSpeed[cell])
    }
}

extension WeatherArea {
    /// An area a state of a weather cube, in its order, filled in one sweep over the cells. Empty for an empty cube.
    ///
    /// - Throws: ``KPIError`` with code `cube` when a dimension or measure is missing.
    static func all(_ cube: Cube) throws -> [(state: String, area: WeatherArea)] {
        let states = try cube.required(.state)
        let weather = try cube.required(.weather)
        let seasons = try cube.required(.season)
        guard let cells = try WeatherCells(cube) else { return [] }
        let empty = WeatherArea(categories: cube.dictionary(.weather).count, seasons: cube.dictionary(.season).count)
        return states.indices.chunked { states[$0] == states[$1] }.map { range in
            var area = empty
            for cell in range { area[weather[cell], seasons[cell]] += cells[cell] }
            return (cube.dictionary(.state)[Int(states[range.lowerBound])], area)
        }
    }
}
