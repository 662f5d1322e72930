import Accidents
import Foundation
import Silver

/// What weather is drawn from.
struct SampleWeather: Sendable {
    /// Traits of a condition that other columns follow.
    struct Traits: Sendable {
        /// Rain or snow.
        var isWet: Bool
        /// Rain, snow or fog.
        var isMurky: Bool
    }

    /// Chance of a null in a row whose station reported, by column, for one year.
    struct Nulls: Sendable {
        /// The station did not report.
        var station: Double
        var temperature, windChill, humidity, pressure, visibility, windSpeed, precipitation, windDirection, condition: Double
    }

    let temperature, humidity, pressure, visibility, windSpeed, precipitation: PercentileCurve
    /// Humidity is drawn high, visibility low and precipitation high in weather that suits.
    let humidityDraw, visibilityDraw, precipitationDraw: CoupledUniform
    let nulls: [Nulls]
    let restOfWarmth: Double

    let conditionNames: [String]
    let conditionCategories: [WeatherCategory]
    let conditionTraits: [Traits]
    /// [warm, cold] up to March 2019 and later.
    let earlyConditions, lateConditions: [AliasTable]

    let windNames: [String]
    let isCalm: [Bool]
    let earlyWinds, lateWinds: AliasTable
    /// Share of calm winds up to March 2019, and share of speeds that are zero.
    let earlyCalmShare, zeroSpeedShare: Double

    /// Cumulative shares of the normal distribution in steps of 1/128 from −5 to 5.
    private let normalShares: [Double]
    /// Wind speed to the power of 0.16, in steps of 0.1 mph.
    private let chillPowers: [Double]

    init(_ shape: SampleShape) throws {
        temperature = try shape.curve("Temperature(F)")
        humidity = try shape.curve("Humidity(%)")
        pressure = try shape.curve("Pressure(in)")
        visibility = try shape.curve("Visibility(mi)")
        windSpeed = try shape.curve("Wind_Speed(mph)")
        precipitation = try shape.curve("Precipitation(in)")
        nulls = try shape.years.indices.map { try Nulls(shape.nulls.byYear, year: $0) }
        restOfWarmth = shape.warmth.rest

        conditionNames = shape.conditions.names
        conditionCategories = conditionNames.map { WeatherCategory(condition: $0) }
        conditionTraits = conditionCategories.map(Traits.init)
        earlyConditions = shape.conditions.early.map { AliasTable($0) }
        lateConditions = shape.conditions.late.map { AliasTable($0) }
        windNames = shape.winds.names
        isCalm = windNames.map { $0.lowercased() == "calm" }
        earlyWinds = AliasTable(shape.winds.early)
        lateWinds = AliasTable(shape.winds.late)
        earlyCalmShare = zip(isCalm, shape.winds.early).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
        zeroSpeedShare = windSpeed.share(below: 0.05)

        let warm = shape.conditions.late[0]
        let wet = zip(conditionTraits, warm).reduce(0) { $0 + ($1.0.isWet ? $1.1 : 0) }
        let murky = zip(conditionTraits, warm).reduce(0) { $0 + ($1.0.isMurky ? $1.1 : 0) }
        humidityDraw = CoupledUniform(cut: 0.5, hit: 0.1, of: murky)
        visibilityDraw = CoupledUniform(cut: visibility.share(below: 9.5), hit: 0.8, of: murky)
        precipitationDraw = CoupledUniform(cut: precipitation.share(below: 0.005), hit: 0.35, of: wet)

        normalShares = (0...1_280).map { 0.5 * erfc(-(Double($0) / 128 - 5) / 2.0.squareRoot()) }
        chillPowers = (0...1_100).map { pow(Double($0) / 10, 0.16) }
    }

    /// Share of a standard normal variable below `score`.
    @inline(__always)
    func normalShare(_ score: Double) -> Double {
        let position = min(max((score + 5) * 128, 0), 1_279.999)
        let index = Int(position)
        return normalShares[index] + (normalShares[index + 1] - normalShares[index]) * (position - Double(index))
    }

    /// Wind chill in °F by the formula of the US National Weather Service (2001): below 50 °F and above 3 mph; else the
    /// temperature.
    @inline(__always)
    func chill(_ fahrenheit: Double, _ milesPerHour: Double) -> Double {
        guard fahrenheit <= 50, milesPerHour > 3 else { return fahrenheit }
        let power = chillPowers[min(Int(milesPerHour * 10), 1_100)]
        return 35.74 + 0.6215 * fahrenheit - 35.75 * power + 0.4275 * fahrenheit * power
    }
}

extension SampleWeather.Traits {
    init(_ category: WeatherCategory) {
        isWet = category == .rain || category == .snow
        isMurky = isWet || category == .fog
    }
}

extension SampleWeather.Nulls {
    /// - Parameter shares: null share of each column of the published CSV, by year.
    init(_ shares: [String: [Double]], year: Int) throws {
        func share(_ column: String) throws -> Double {
            guard let byYear = shares[column], byYear.indices.contains(year) else {
                throw SampleShape.missing("null shares of \(column)")
            }
            return byYear[year]
        }
        let station = try share("Weather_Timestamp")
        func elsewhere(_ column: String) throws -> Double { max((try share(column) - station) / (1 - station), 0) }
        self.station = station
        temperature = try elsewhere("Temperature(F)")
        humidity = try elsewhere("Humidity(%)")
        pressure = try elsewhere("Pressure(in)")
        visibility = try elsewhere("Visibility(mi)")
        windSpeed = try elsewhere("Wind_Speed(mph)")
        precipitation = try elsewhere("Precipitation(in)")
        windDirection = try elsewhere("Wind_Direction")
        condition = try elsewhere("Weather_Condition")
        // No wind chill without a temperature.
        windChill = max((try elsewhere("Wind_Chill(F)") - temperature) / (1 - temperature), 0)
    }
}
