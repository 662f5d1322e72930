import Cubes
import KPIs
import Testing

/// The rules of kpis_weather, each on accidents made for it.
@Suite struct WeatherTests {
    private let winter = 17_532, summer = 17_532 + 181

    private func rows(_ accidents: [TestAccident]) throws -> [String: WeatherKPI] {
        let rows = try WeatherKPI.derive(from: accidents.cube(.weather))
        return Dictionary(uniqueKeysWithValues: rows.map { ("\($0.state) \($0.weatherCategory) \($0.season)", $0) })
    }

    @Test func theSeasonalFactorComparesSharesOfTheSeason() throws {
        // Rain: 3 of 4 in winter. All, unknown weather included: 4 of 8 in winter.
        let accidents =
            [winter, winter, winter, summer].map { TestAccident(day: $0, weather: "Rain") }
            + [winter, summer, summer].map { TestAccident(day: $0, weather: "Clear") } + [TestAccident(day: summer, weather: nil)]
        let rows = try rows(accidents)
        #expect(rows["TX Rain Winter"]?.seasonalFactor == 1.5 && rows["TX Rain Summer"]?.seasonalFactor == 0.5)
        #expect(rows["US Rain All"]?.seasonalFactor == 1 && rows["US Rain All"]?.accidentCount == 4)
        #expect(rows.count == 12 && rows.values.allSatisfy { $0.weatherCategory != "" })
    }

    @Test func theDangerRatioTakesOutTheFeed() throws {
        let accidents =
            (0..<10).map { TestAccident(state: "TX", source: "Source1", severity: 2, weather: $0 < 5 ? "Rain" : "Clear") }
            + (0..<10).map { TestAccident(state: "CA", source: "Source2", severity: 3, weather: $0 < 5 ? "Rain" : "Clear") }
        let rows = try rows(accidents)
        #expect(rows["TX Rain All"]?.dangerRatio == 1 && rows["CA Rain All"]?.dangerRatio == 1)
        #expect(rows["CA Rain All"]?.severityAvg == 3 && rows["CA Rain All"]?.severeShare == 1 && rows["CA Rain All"]?.severeShareCIHigh == 1)
    }

    @Test func averagesAreOverTheAccidentsThatHaveTheValue() throws {
        let rows = try rows([TestAccident(temperature: 20.1), TestAccident(temperature: nil), TestAccident(temperature: 30.2)])
        #expect(abs((rows["TX Clear All"]?.avgTemperature ?? 0) - 25.15) < 1e-12)
        #expect(try self.rows([TestAccident(temperature: nil)])["TX Clear All"]?.avgTemperature == nil)
        #expect(try self.rows([]).isEmpty)
    }
}
