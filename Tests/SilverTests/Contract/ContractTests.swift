import Accidents
import ORC
import Testing

@testable import Silver
@testable import SilverImport

@Suite("The contract's rules")
struct ContractTests {
    @Test(
        arguments: [
            ("Light Freezing Fog", WeatherCategory.snow), ("Wintry Mix", .snow), ("Small Hail", .snow), ("Ice Pellets", .snow),
            ("Snow and Thunder", .snow), ("T-Storm / Windy", .rain), ("Drizzle and Fog", .rain), ("Showers in the Vicinity", .rain),
            ("Haze / Windy", .fog), ("Volcanic Ash", .fog), ("Blowing Sand", .fog), ("Mostly Cloudy / Windy", .cloudy), ("Overcast", .cloudy),
            ("Funnel Cloud", .cloudy), ("Fair / Windy", .clear), ("CLEAR", .clear), ("Squalls", .windy), ("Tornado", .windy),
            ("N/A Precipitation", .other), ("", .other), (nil, .other),
        ] as [(String?, WeatherCategory)])
    func weather(condition: String?, expected: WeatherCategory) {
        #expect(WeatherCategory(condition: condition) == expected)
    }

    @Test func severityScores() {
        let scores = Dictionary(uniqueKeysWithValues: WeatherCategory.allCases.map { ($0.label, $0.severityScore) })
        #expect(scores == ["Clear": 1, "Cloudy": 3, "Other": 4, "Windy": 5, "Rain": 6, "Fog": 7, "Snow": 8])
    }

    @Test func states() {
        #expect(USState.abbreviations.count == 51 && USState.abbreviations == USState.abbreviations.sorted())
        for (code, text) in USState.abbreviations.enumerated() {
            #expect(USState(abbreviation: text)?.code == UInt8(code))
            #expect(USState(abbreviation: text.lowercased())?.code == UInt8(code))
        }
        for text in ["PR", "GU", "XX", "A1", "  ", "[[", "é", "C", "CAL"] { #expect(USState(abbreviation: text) == nil, "\(text)") }
        #expect(USState(abbreviation: "DC")?.region == .northeast && USState(abbreviation: "TX")?.region == .southwest)
    }

    @Test func equipment() {
        let all: UInt16 = InfrastructureFlag.allCases.reduce(0) { $0 | $1.bit }
        #expect(InfrastructureFlag.count(all) == 13)
        #expect(InfrastructureFlag.maximumSafetyScore == 16)
        // Every set of flags, by the weights one by one.
        for flags in 0...all {
            let sum = InfrastructureFlag.allCases.reduce(0) { flags & $1.bit != 0 ? $0 + $1.safetyWeight : $0 }
            guard InfrastructureFlag.safetyScore(flags) == sum else {
                Issue.record("the score of \(flags) is \(InfrastructureFlag.safetyScore(flags)), not \(sum)")
                return
            }
        }
        #expect(InfrastructureFlag.trafficControl(InfrastructureFlag.stop.bit | InfrastructureFlag.trafficSignal.bit) == .multiple)
        #expect(InfrastructureFlag.trafficControl(InfrastructureFlag.crossing.bit) == .none)
    }

    @Test func boundsOfCategories() {
        #expect([32, 32.1, 70, 70.1, 90, 90.1].map { TemperatureCategory(fahrenheit: $0) } == [.cold, .mild, .mild, .warm, .warm, .hot])
        #expect([10, 9.9, 5, 4.9, 1, 0.9].map { VisibilityCategory(miles: $0) } == [.good, .fair, .fair, .poor, .poor, .veryPoor])
        #expect([10, 10.1, 50, 50.1].map { UrbanRural(milesToCenter: $0) } == [.urban, .suburban, .suburban, .rural])
        #expect((1...12).map { Season(month: $0).label.prefix(2) } == ["Wi", "Wi", "Sp", "Sp", "Sp", "Su", "Su", "Su", "Fa", "Fa", "Fa", "Wi"])
        #expect((0..<24).filter(CivilDate.isRushHour) == [7, 8, 17, 18])
    }

    @Test func weekdays() {
        // 1970-01-01 was a Thursday.
        #expect((-4...3).map { CivilDate.isoWeekday(days: $0) } == [7, 1, 2, 3, 4, 5, 6, 7])
        #expect((-4...3).map { CivilDate.sparkWeekday(days: $0) } == [1, 2, 3, 4, 5, 6, 7, 1])
    }

    @Test func schema() {
        #expect(AccidentColumn.allCases.map(\.index) == Array(0..<AccidentColumn.allCases.count))
        #expect(AccidentColumn.schema.fieldNames == AccidentColumn.allCases.map(\.rawValue))
        let partition = Month(year: 2016, month: 12)
        #expect(Month(code: partition.code) == partition && partition.partition == "accident_year=2016/accident_month=12")
    }
}
