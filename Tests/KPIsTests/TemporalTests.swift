import Cubes
import KPIs
import Testing

/// The rules of kpis_temporal, each on a state made for it.
@Suite struct TemporalTests {
    /// 2018-01-01, a Monday.
    private let monday = 17_532

    /// Rows of one state with `counts` accidents of severity 2 on consecutive days from `first`, all at 08:00.
    private func derive(from first: Int, _ counts: [Int64]) throws -> [TemporalKPI] {
        let days = counts.indices.filter { counts[$0] > 0 }
        let values = days.map { counts[$0] }
        let zeros = values.map { _ in Int64(0) }
        let daily = Cube(
            spec: .daily, keys: [days.map { _ in 0 }, days.map { Int32(first + $0) }], dictionaries: [["TX"], []],
            columns: [zeros, values, zeros, zeros])
        let hourly = Cube(
            spec: .hourly,
            keys: [
                days.map { _ in 0 }, days.map { Int32(month(first + $0)) }, days.map { Int32(($0 + first - monday) % 7 + 1) }, days.map { _ in 8 },
            ],
            dictionaries: [["TX"], [], [], []], columns: [zeros, values, zeros, zeros])
        return try TemporalKPI.derive(daily: daily, hourly: hourly).filter { $0.state == "TX" }
    }

    /// The months of 2018 to 2021, counted as cubes do.
    private func month(_ day: Int) -> Int {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var rest = day - monday
        var month = 2018 * 12
        while true {
            let length = lengths[month % 12] + (month == 2020 * 12 + 1 ? 1 : 0)
            if rest < length { return month }
            rest -= length
            month += 1
        }
    }

    @Test func daysWithoutAccidentsCountAsZeroAndHaveNoRow() throws {
        let rows = try derive(from: monday, [7, 0, 0, 0, 0, 0, 0, 7]).filter { $0.periodType == .daily }
        #expect(rows.map(\.periodValue) == ["2018-01-01", "2018-01-08"])
        // Two Mondays with 7 each against 14 in 8 days.
        #expect(rows.map(\.seasonalFactor) == [4, 4])
        #expect(rows.allSatisfy { $0.trendDirection == nil && $0.dailyAverage == 7 && !$0.isPartial })
    }

    @Test func monthsAndYearsThatReachBeyondTheSpanArePartial() throws {
        let rows = try derive(from: monday + 16, [Int64](repeating: 3, count: 15 + 28 + 10))
        let months = rows.filter { $0.periodType == .monthly }
        #expect(months.map(\.periodValue) == ["2018-01", "2018-02", "2018-03"])
        #expect(months.map(\.isPartial) == [true, false, true])
        #expect(months.map(\.accidentCount) == [45, 84, 30])
        #expect(months.allSatisfy { $0.dailyAverage == 3 && $0.trendDirection == nil && $0.seasonalFactor == nil })
        #expect(rows.filter { $0.periodType == .yearly }.map(\.isPartial) == [true])
    }

    @Test func aSteadyRiseIsUpOnceThereAreFourteenDays() throws {
        let rows = try derive(from: monday, (1...21).map { Int64(1 << ($0 / 2)) }).filter { $0.periodType == .daily }
        #expect(rows.prefix(13).allSatisfy { $0.trendDirection == nil })
        #expect(rows.last?.trendDirection == .up)
    }

    @Test func hoursAreJudgedAgainstTheYearBefore() throws {
        let steady = [Int64](repeating: 4, count: 365 + 365)
        let doubled = [Int64](repeating: 4, count: 365) + [Int64](repeating: 8, count: 365)
        for (counts, trend) in [(steady, TemporalKPI.Trend.stable), (doubled, .up), (doubled.reversed(), .down)] {
            let rows = try derive(from: monday, counts).filter { $0.periodType == .hourly }
            #expect(rows.map(\.periodValue) == ["08", "1-08", "2-08", "3-08", "4-08", "5-08", "6-08", "7-08"])
            #expect(rows.allSatisfy { $0.trendDirection == trend }, "\(trend)")
        }
        let short = try derive(from: monday, [Int64](steady.dropLast()))
        #expect(short.filter { $0.periodType == .hourly }.allSatisfy { $0.trendDirection == nil }, "23 complete months are too few")
    }

    @Test func hourlyFiguresComeFromTheWholeSpan() throws {
        let rows = try derive(from: monday, [Int64](repeating: 2, count: 10)).filter { $0.periodType == .hourly }
        let hour = try #require(rows.first { $0.periodValue == "08" })
        #expect(hour.accidentCount == 20 && hour.dailyAverage == 2 && hour.seasonalFactor == 24)
        let mondays = try #require(rows.first { $0.periodValue == "1-08" })
        #expect(mondays.accidentCount == 4 && mondays.dailyAverage == 2)
    }

    @Test func yearsNeedFiveToShowATrend() throws {
        let counts = (0..<4).flatMap { year in [Int64](repeating: Int64(year + 1), count: year == 2 ? 366 : 365) }
        let rows = try derive(from: monday, counts).filter { $0.periodType == .yearly }
        #expect(rows.map(\.periodValue) == ["2018", "2019", "2020", "2021"])
        #expect(rows.map(\.dailyAverage) == [1, 2, 3, 4])
        #expect(rows.allSatisfy { $0.trendDirection == nil && $0.seasonalFactor == 1 && !$0.isPartial })
    }

    @Test func emptyCubesGiveNoRows() throws {
        #expect(try derive(from: monday, []).isEmpty)
    }
}
