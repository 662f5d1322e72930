import Accidents
public import Cubes
import Statistics

extension WeatherKPI {
    /// The rows of `kpis_weather`, ordered by state ("US" in its alphabetical place), category and season, all in byte order.
    ///
    /// Only combinations with an accident have a row. Accidents whose weather is unknown have none; they count among all accidents of a season.
    /// An empty cube gives no rows.
    ///
    /// - Throws: ``KPIError`` with code `cube` when the cube lacks a dimension or a measure of ``CubeSpec/weather``.
    public static func derive(from cube: Cube) throws -> [WeatherKPI] {
        var areas = try WeatherArea.all(cube)
        guard var country = areas.first?.area else { return [] }
        for (_, area) in areas.dropFirst() { country += area }
        areas.append((Country.code, country))
        let (categories, seasons) = (cube.dictionary(.weather), cube.dictionary(.season))
        return areas.sorted { $0.state < $1.state }.flatMap { state, area in
            categories.indices.flatMap { rows(of: area, state, categories[$0], category: Int32($0), seasons) }
        }
    }

    private static func rows(
        of area: WeatherArea, _ state: String, _ name: String, category: Int32, _ seasons: [String]
    ) -> [WeatherKPI] {
        let year = area.year(category)
        let bySeason = area.accidentsBySeason()
        let total = bySeason.reduce(0, +)
        let rows = seasons.indices.compactMap { season in
            // n(category, season)/n(category) over n(season)/n: a season with a row has accidents.
            WeatherKPI(area[category, Int32(season)], state, name, seasons[season]) { accidents in
                Double(accidents) / Double(year.severities.accidents) / (Double(bySeason[season]) / Double(total))
            }
        }
        return ([WeatherKPI(year, state, name, allSeasons) { _ in 1 }].compactMap(\.self) + rows)
            .sorted { $0.season.utf8.lexicographicallyPrecedes($1.season.utf8) }
    }

    private init?(_ group: WeatherGroup, _ state: String, _ category: String, _ season: String, seasonalFactor: (Int64) -> Double) {
        let severities = group.severities
        guard let wilson = ConfidenceInterval.wilson(successes: severities.severe, trials: severities.accidents) else { return nil }
        self.state = state
        weatherCategory = category
        self.season = season
        accidentCount = severities.accidents
        severityAvg = Double(severities.score) / Double(severities.accidents)
        severeShare = Double(severities.severe) / Double(severities.accidents)
        severeShareCILow = wilson.low
        severeShareCIHigh = wilson.high
        severityDistribution = severities.distributionJSON
        self.seasonalFactor = seasonalFactor(severities.accidents)
        dangerRatio = Double(severities.score) / group.expectedScore
        avgTemperature = group.temperature.mean(unit: Quantity.temperature.unit)
        avgHumidity = group.humidity.mean(unit: Quantity.humidity.unit)
        avgVisibility = group.visibility.mean(unit: Quantity.visibility.unit)
        avgWindSpeed = group.windSpeed.mean(unit: Quantity.windSpeed.unit)
    }
}
