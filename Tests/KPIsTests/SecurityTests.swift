import Cubes
import KPIs
import Testing

/// The rules of kpis_security, each on a handful of accidents.
@Suite struct SecurityTests {
    private let year = ObservedSpan(first: 17_897, last: 18_261)

    private func derive(
        _ cells: [CityCell], hasSource: Bool = true, thresholds: KPIThresholds = KPIThresholds(hotspotMinimumAccidents: 1)
    ) throws -> [SecurityKPI] {
        try SecurityKPI.derive(from: .cities(cells, hasSource: hasSource), span: year, population: .shared(), thresholds: thresholds)
    }

    @Test func rowsStandInNaturalOrder() throws {
        let rows = try derive([
            CityCell(state: "UT", city: "Provo", source: "Source1", year: 2019, severities: [0, 1, 0, 0]),
            CityCell(state: "TX", city: "Waco", source: "Source1", year: 2019, severities: [0, 1, 0, 0]),
            CityCell(state: "TX", city: "Austin", source: "Source1", year: 2019, severities: [0, 1, 0, 0]),
            CityCell(state: "TX", city: nil, source: "Source1", year: 2019, severities: [0, 0, 1, 0]),
        ])
        #expect(rows.map { "\($0.state) \($0.city ?? "-")" } == ["TX -", "TX Austin", "TX Waco", "US -", "UT -", "UT Provo"])
        #expect(rows.map(\.accidentCount) == [3, 1, 1, 4, 1, 1])
    }

    @Test func spellingsThatDifferInCaseAreOneCity() throws {
        let rows = try derive([
            CityCell(state: "FL", city: "Deland", source: "Source1", year: 2019, severities: [0, 2, 0, 0]),
            CityCell(state: "FL", city: "DeLand", source: "Source1", year: 2019, severities: [0, 1, 0, 0]),
            CityCell(state: "FL", city: "DeLand", source: "Source2", year: 2020, severities: [0, 0, 1, 0]),
            CityCell(state: "GA", city: "DELAND", source: "Source2", year: 2020, severities: [0, 0, 1, 0]),
        ])
        let cities = rows.filter { $0.city != nil }
        #expect(cities.map(\.city) == ["DeLand", "DELAND"], "two each: the first in byte order is shown")
        #expect(cities.map(\.accidentCount) == [4, 1])
    }

    @Test func dangerIndexRemovesTheEffectOfTheFeed() throws {
        // Within each feed both states are alike; one merely reports through the feed that codes higher.
        let cells = [
            CityCell(state: "CA", city: nil, source: "Source1", year: 2019, severities: [0, 800, 200, 0]),
            CityCell(state: "CA", city: nil, source: "Source2", year: 2019, severities: [0, 10, 10, 0]),
            CityCell(state: "NY", city: nil, source: "Source1", year: 2019, severities: [0, 40, 10, 0]),
            CityCell(state: "NY", city: nil, source: "Source2", year: 2019, severities: [0, 300, 300, 0]),
        ]
        let rows = try derive(cells)
        let states = rows.filter { $0.state != "US" }
        #expect(states[0].dangerIndexRaw < states[1].dangerIndexRaw - 0.2)
        #expect(abs(states[0].dangerIndex - states[1].dangerIndex) < 1e-12)

        let withoutSource = try derive(
            [cells[0], cells[2]].map { cell in
                var cell = cell
                cell.source = nil
                return cell
            }, hasSource: false)
        #expect(withoutSource.count == 3, "strata are years when the cube has no source")
    }

    /// The three rows of a single city are as dangerous as the country; the line itself is high.
    @Test(arguments: [(2.5.nextDown, .high), (2.5, .high), (2.5.nextUp, .normal)] as [(Double, SecurityKPI.DangerLevel)])
    func dangerIsHighFromTheThresholdOn(_ threshold: Double, _ level: SecurityKPI.DangerLevel) throws {
        let rows = try derive(
            [CityCell(state: "TX", city: "Waco", source: "Source1", year: 2019, severities: [0, 1, 1, 0])],
            thresholds: KPIThresholds(highDanger: threshold))
        #expect(rows.map(\.dangerIndex) == [2.5, 2.5, 2.5])
        #expect(rows.map(\.dangerLevel) == [level, level, level])
    }

    @Test func nullSourceIsAStratumOfItsOwn() throws {
        let rows = try derive([
            CityCell(state: "CA", city: nil, source: nil, year: 2019, severities: [0, 0, 0, 10]),
            CityCell(state: "NY", city: nil, source: "Source1", year: 2019, severities: [10, 0, 0, 0]),
        ])
        #expect(abs(rows[0].dangerIndex - rows[1].dangerIndex) < 1e-12)
    }

    @Test func hotspotsAreRankedBySeverityThenAccidentsThenName() throws {
        let rows = try derive(
            [
                CityCell(state: "TX", city: "Austin", source: "Source1", year: 2019, severities: [0, 0, 0, 3]),
                CityCell(state: "TX", city: "Dallas", source: "Source1", year: 2019, severities: [0, 6, 0, 0]),
                CityCell(state: "AZ", city: "Tucson", source: "Source1", year: 2019, severities: [0, 6, 0, 0]),
                CityCell(state: "AZ", city: "Mesa", source: "Source1", year: 2019, severities: [0, 5, 0, 0]),
                CityCell(state: "AZ", city: "Yuma", source: "Source1", year: 2019, severities: [0, 0, 0, 2]),
            ], thresholds: KPIThresholds(hotspotMinimumAccidents: 3, topHotspots: 3))
        let ranks = Dictionary(uniqueKeysWithValues: rows.compactMap { row in row.city.map { ($0, row.hotspotRank) } })
        #expect(ranks == ["Tucson": 1, "Dallas": 2, "Austin": 3, "Mesa": nil, "Yuma": nil])
        #expect(rows.first { $0.state == "US" }?.hotspotRank == nil)
        #expect(Set(rows.filter { $0.city == nil && $0.state != "US" }.map(\.hotspotRank)) == [1, 2])
    }

    @Test func figuresWithoutAPopulationAreNull() throws {
        let rows = try derive([CityCell(state: "TX", city: "Nowhere At All", source: "Source1", year: 2019, severities: [0, 1, 0, 0])])
        let city = try #require(rows.first { $0.city != nil })
        #expect(city.population == nil && city.accidentRatePer100k == nil && city.rateCILow == nil && city.rateCIHigh == nil && city.rateEB == nil)
        let country = try #require(rows.first { $0.state == "US" })
        #expect(country.population == 331_449_281)
        #expect(country.rateEB == nil)
    }

    @Test func aStateDependsOnOthersThroughTheNationalReferenceAlone() throws {
        let texas = CityCell(state: "TX", city: "Austin", source: "Source1", year: 2019, severities: [1, 40, 8, 1])
        let alone = try derive([texas, CityCell(state: "CA", city: "Fresno", source: "Source2", year: 2020, severities: [0, 5, 0, 0])])
        let together = try derive([texas, CityCell(state: "NV", city: "Reno", source: "Source3", year: 2018, severities: [9, 0, 0, 0])])
        let first = try #require(alone.first { $0.city == "Austin" })
        let second = try #require(together.first { $0.city == "Austin" })
        #expect(first.accidentRatePer100k == second.accidentRatePer100k)
        #expect(first.rateEB == second.rateEB)
        #expect(first.severeShareCIHigh == second.severeShareCIHigh)
    }

    @Test func splittingACellChangesNothing() throws {
        let whole = [CityCell(state: "TX", city: "Austin", source: "Source1", year: 2019, severities: [2, 40, 8, 2])]
        let halves = whole + whole
        let merged = [CityCell(state: "TX", city: "Austin", source: "Source1", year: 2019, severities: [4, 80, 16, 4])]
        #expect(try derive(halves) == derive(merged))
    }

    @Test(arguments: [
        ([1, 7, 0, 0], #"{"1": 12.50, "2": 87.50, "3": 0.00, "4": 0.00}"#),
        ([1, 2, 0, 0], #"{"1": 33.33, "2": 66.67, "3": 0.00, "4": 0.00}"#),
        ([0, 0, 0, 1], #"{"1": 0.00, "2": 0.00, "3": 0.00, "4": 100.00}"#),
        // 1/800 = 0.125 % and 3/800 = 0.375 %: halves go to the even neighbor.
        ([1, 3, 796, 0], #"{"1": 0.12, "2": 0.38, "3": 99.50, "4": 0.00}"#),
    ])
    func severityDistributionHasTwoDecimals(_ severities: [Int64], _ json: String) throws {
        let rows = try derive([CityCell(state: "TX", city: nil, source: "Source1", year: 2019, severities: severities)])
        #expect(rows[0].severityDistribution == json)
    }

    @Test func anEmptyCubeGivesNoRows() throws {
        #expect(try derive([]).isEmpty)
    }

    @Test func aCubeWithoutCitiesIsRefused() throws {
        let spec = CubeSpec("states", by: .state, .year, measures: [.severityHistogram])
        let cube = Cube(spec: spec, keys: [[0], [2019]], dictionaries: [["TX"], []], columns: [[1], [0], [0], [0]])
        let error = #expect(throws: KPIError.self) { try SecurityKPI.derive(from: cube, span: year, population: .shared()) }
        #expect(error?.code == .cube)
        #expect(error?.place == "cube 'states'" && error?.advice?.contains("defect") == true)
        #expect(
            "\(try #require(error))"
                == "KPI cube: expected dimension 'city', found dimensions state, year and measures severity_1, severity_2, severity_3, severity_4 [cube 'states']"
        )
    }
}
