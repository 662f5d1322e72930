import Cubes
import KPIs
import Testing

/// The rules of data_drift, each on accidents made for it.
@Suite struct DriftTests {
    /// 2018-01-01
    private let start = 17_532

    private func rows(_ accidents: [TestAccident], days: Int) throws -> [String: FeatureDrift] {
        let rows = try FeatureDrift.derive(
            from: CubeSpec.features.map(accidents.cube), span: ObservedSpan(first: Int64(start), last: Int64(start + days - 1)))
        #expect(rows.map(\.feature) == rows.map(\.feature).sorted() && rows.count == 14)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.feature, $0) })
    }

    /// Accidents on each day, at an hour and with a temperature that may depend on the day.
    private func daily(_ days: Int, _ change: (inout TestAccident, Int) -> Void = { _, _ in }) -> [TestAccident] {
        (0..<days).map { day in
            var accident = TestAccident(day: start + day)
            change(&accident, day)
            return accident
        }
    }

    @Test func sameMonthsOfTheYearBeforeAreCompared() throws {
        // 730 days: 2018 and 2019 are complete.
        let rows = try rows(daily(730), days: 730)
        #expect(rows["hour"]?.referencePeriod == "2018-10/2018-12" && rows["hour"]?.currentPeriod == "2019-10/2019-12")
        #expect(rows["hour"]?.referenceCount == 92 && rows["hour"]?.populationStabilityIndex == 0 && rows["hour"]?.level == .stable)
        #expect(rows["source"]?.level == .stable && rows["severity"]?.jensenShannonDistance == 0)
    }

    @Test func anIncompleteMonthIsLeftOutAndFifteenAreNeeded() throws {
        let rows = try rows(daily(729), days: 729)
        #expect(rows["hour"]?.currentPeriod == "2019-09/2019-11")
        // January 2018 to February 2019: fourteen months.
        let short = try self.rows(daily(424), days: 424)
        #expect(short.values.allSatisfy { $0.populationStabilityIndex == nil && $0.level == nil && $0.currentPeriod == nil && $0.currentCount == 0 })
        #expect(FeatureDrift.isDetected(Array(short.values)) == nil)
    }

    @Test func nullsAreCountedBesideTheBins() throws {
        let rows = try rows(daily(730) { if $1 >= 365 { $0.temperature = nil } }, days: 730)
        #expect(rows["temperature"]?.populationStabilityIndex == nil && rows["temperature"]?.currentNullShare == 1)
        #expect(rows["temperature"]?.referenceNullShare == 0 && rows["temperature"]?.currentCount == 0)
        #expect(rows["hour"]?.level == .stable)
    }

    @Test func aMovedDistributionIsFound() throws {
        let moved = try rows(daily(730) { if $1 >= 365 { $0.temperature = 10 } }, days: 730)
        #expect(moved["temperature"]?.level == .major && moved["hour"]?.level == .stable)
        #expect(FeatureDrift.isDetected(Array(moved.values)) == true)
        #expect(FeatureDrift.isDetected([moved["hour"]].compactMap(\.self)) == false)
        let moderate = (0..<3).map { _ in moved["temperature"] }.compactMap { row -> FeatureDrift? in
            var row = row
            row?.level = .moderate
            return row
        }
        #expect(FeatureDrift.isDetected(moderate) == true && FeatureDrift.isDetected(Array(moderate.prefix(2))) == false)
    }
}
