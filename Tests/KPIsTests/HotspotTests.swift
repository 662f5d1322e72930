import Cubes
import KPIs
import Testing

/// The rules of hotspots, each on a grid made for it.
@Suite struct HotspotTests {
    private let span = ObservedSpan(first: 17_532, last: 17_532 + 364)

    /// A state of 15 × 15 cells with one accident each, and `peaks` more in the middle of some of them, by (row, column).
    private func field(_ peaks: [(row: Int, column: Int, count: Int, severity: Int)], state: String = "TX", south: Double = 30) -> [TestAccident] {
        func accident(_ row: Int, _ column: Int, _ severity: Int = 2) -> TestAccident {
            TestAccident(state: state, severity: severity, latitude: south + 0.005 + Double(row) / 100, longitude: -97.005 - Double(column) / 100)
        }
        let floor = (0..<225).map { accident($0 / 15, $0 % 15) }
        return floor + peaks.flatMap { peak in (0..<peak.count).map { _ in accident(peak.row, peak.column, peak.severity) } }
    }

    private func derive(_ accidents: [TestAccident], minimum: Int64 = 5, top: Int = 50, radius: Double = 1) throws -> [HotspotKPI] {
        try HotspotKPI.derive(
            from: accidents.cube(.grid), span: span,
            thresholds: KPIThresholds(hotspotMinimumAccidents: minimum, topHotspots: top, hotspotRadiusMiles: radius))
    }

    @Test func aPeakDrawsTheHotCellsAroundItIn() throws {
        let rows = try derive(field([(7, 7, 60, 3)]))
        let top = try #require(rows.first)
        #expect(top.rank == 1 && top.state == "TX" && top.city == "Austin" && top.dangerScore == 1 && top.yearsActive == 1)
        // The nine cells that see the peak are hot, and all lie within a mile of it.
        #expect(top.accidentCount == 60 + 9 && abs(top.latitude - 30.075) < 1e-9 && abs(top.severityAvg - (180 + 18) / 69.0) < 1e-12)
        #expect(top.giZ > 0 && top.giQ < 0.05)
    }

    @Test func aSmallerRadiusLeavesCellsToSeedsOfTheirOwn() throws {
        let wide = try derive(field([(7, 7, 60, 3)]), minimum: 1)
        let narrow = try derive(field([(7, 7, 60, 3)]), minimum: 1, radius: 0.1)
        #expect(wide.count == 1 && narrow.count == 9)
        #expect(narrow[0].accidentCount == 61 && narrow[0].radiusMiles == 0.1)
        #expect(narrow.map(\.accidentCount).reduce(0, +) == wide[0].accidentCount)
        // Equal zones are in order of latitude, then longitude.
        #expect(narrow.dropFirst().map(\.latitude) == narrow.dropFirst().map(\.latitude).sorted())
    }

    /// Four columns apart are 2.4 miles at 30° and 0.9 at 70°.
    @Test func aMileHoldsMoreColumnsTowardsThePole() throws {
        let peaks = [(row: 7, column: 7, count: 60, severity: 3), (row: 7, column: 11, count: 50, severity: 3)]
        #expect(try derive(field(peaks), minimum: 50).count == 2)
        let north = try derive(field(peaks, state: "AK", south: 70), minimum: 50)
        #expect(north.count == 1 && north[0].accidentCount >= 110 + 9)
    }

    @Test func fewAccidentsMakeNoHotspotAndTheListHasAnEnd() throws {
        let accidents = field([(3, 3, 60, 2), (11, 11, 50, 2)])
        #expect(try derive(accidents, minimum: 65).map(\.accidentCount) == [69])
        #expect(try derive(accidents, minimum: 70).isEmpty)
        #expect(try derive(accidents).map(\.rank) == [1, 2])
        #expect(try derive(accidents, top: 1).map(\.rank) == [1])
        let scores = try derive(accidents).map(\.dangerScore)
        #expect(scores[0] == 1 && scores[1] < 1 && scores[1] > 0.9)
    }

    @Test func severityRanksBeforeNumber() throws {
        let rows = try derive(field([(3, 3, 60, 2), (11, 11, 50, 4)]))
        #expect(rows.map(\.accidentCount) == [59, 69])
    }

    @Test func equalCellsOrAStateOfNeighborsHaveNoHotspot() throws {
        #expect(try derive(field([]), minimum: 1).isEmpty, "every cell is alike")
        let few = [(0, 0, 50), (0, 1, 1), (1, 0, 1)].flatMap { row, column, count in
            (0..<count).map { _ in TestAccident(latitude: 30.005 + Double(row) / 100, longitude: -97.005 - Double(column) / 100) }
        }
        #expect(try derive(few, minimum: 1).isEmpty, "every cell is every cell's neighbor")
        #expect(try derive([], minimum: 1).isEmpty)
    }

    @Test func aZoneStopsAtTheStateAndTakesTheCommonestCity() throws {
        var accidents = field([(7, 7, 60, 3)]) + field([(7, 7, 30, 3)], state: "LA")
        for index in accidents.indices where index % 3 == 0 { accidents[index].city = "HOUSTON" }
        for index in accidents.indices where index % 3 == 1 { accidents[index].city = "Houston" }
        let rows = try derive(accidents)
        #expect(rows.map(\.state) == ["TX", "LA"] && rows.map(\.accidentCount) == [69, 39])
        let spelling = try #require(rows[0].city)
        #expect(spelling.lowercased() == "houston")
        for index in accidents.indices { accidents[index].city = nil }
        #expect(try derive(accidents).map(\.city) == [nil, nil])
    }
}
