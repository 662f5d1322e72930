import Accidents
import Silver
import Testing

@testable import Cubes

@Suite("Dimensions")
struct DimensionTests {
    /// A dimension, accidents, and the cells that they fall into with their numbers.
    struct Case: Sendable, CustomTestStringConvertible {
        var dimension: Dimension
        var rows: @Sendable () -> [SilverRow]
        var cells: [String]
        var testDescription: String { dimension.name }

        init(_ dimension: Dimension, _ cells: [String], _ rows: @escaping @Sendable () -> [SilverRow]) {
            (self.dimension, self.rows, self.cells) = (dimension, rows, cells)
        }

        /// Accidents that differ in one column.
        init(_ dimension: Dimension, _ column: AccidentColumn, _ values: [SilverRow.Value], _ cells: [String]) {
            self.init(dimension, cells) { values.map { SilverRow([column: $0]) } }
        }
    }

    static let cases: [Case] = [
        Case(.state, .state, ["TX", "CA", " tx ", "WY"], ["CA 1", "TX 2", "WY 1"]),
        Case(.city, .city, ["b", .null, "Zoë", "B", " b", "", "\u{A0}b\t"], ["- 2", "B 1", "Zoë 1", "b 3"]),
        Case(.source, .source, ["Source2", .null, "Source1"], ["- 1", "Source1 1", "Source2 1"]),
        Case(.severity, .severity, [4, 1, 4, 2, 3], ["1 1", "2 1", "3 1", "4 2"]),
        Case(.year, .startTime, ["2021-01-01 00:00:00", "2020-12-31 23:59:59"], ["2020 1", "2021 1"]),
        Case(.month, .startTime, ["2020-12-31 23:59:59", "2020-02-29 00:00:00", "2021-01-01 00:00:00"], ["2020-02 1", "2020-12 1", "2021-01 1"]),
        Case(.date, .startTime, ["2020-02-29 23:59:59", "2020-03-01 00:00:00", "2020-02-29 00:00:00"], ["2020-02-29 2", "2020-03-01 1"]),
        Case(
            .weekday, .startTime, ["2020-01-06 00:00:00", "2020-01-05 23:59:59", "2020-01-13 12:00:00", "2020-01-11 12:00:00"], ["1 2", "6 1", "7 1"]),
        Case(.hour, .startTime, ["2020-01-06 00:59:59", "2020-01-06 23:00:00", "2020-01-07 00:00:00"], ["0 2", "23 1"]),
        Case(
            .season, .startTime,
            ["2020-02-29 23:00:00", "2020-03-01 00:00:00", "2020-08-31 00:00:00", "2020-09-01 00:00:00", "2020-12-01 00:00:00"],
            ["Fall 1", "Spring 1", "Summer 1", "Winter 2"]),
        Case(.weather, .weatherCategory, ["Rain", .null, "Clear", "Rain"], ["- 1", "Clear 1", "Rain 2"]),
        Case(.visibilityCategory, .visibilityCategory, ["Very Poor", .null, "Good"], ["- 1", "Good 1", "Very Poor 1"]),
        Case(.temperatureCategory, ["- 2", "Hot 1"]) {
            [
                SilverRow([.temperatureCategory: "Hot", .temperature: 140]), SilverRow([.temperatureCategory: "Hot", .temperature: 141]),
                SilverRow(),
            ]
        },
        Case(.daylight, .sunriseSunset, ["Night", .null, "Day"], ["- 1", "Day 1", "Night 1"]),
        Case(.latitudeCell(perDegree: 100), .startLatitude, [34, 33.999999, 34.0099999, 34.01, 15], ["1500 1", "3399 1", "3400 2", "3401 1"]),
        Case(.longitudeCell(perDegree: 50), .startLongitude, [-118, -118.000001, -117.99, -60, -180], ["-9000 1", "-5901 1", "-5900 2", "-3000 1"]),
        Case(.infrastructureCount, .infrastructureCount, [0, .null, 13, 5, 14], ["- 2", "0 1", "5 1", "13 1"]),
        Case(.safetyScore, .safetyEquipmentScore, [16, .null, 0, 17, -1], ["- 3", "0 1", "16 1"]),
    ]

    @Test("Each dimension has the keys that its values read as, in order, null first", arguments: cases)
    func keys(of test: Case) async throws {
        let spec = CubeSpec("test", by: test.dimension, measures: [.count])
        let cube = try #require(try await SilverFolder([test.rows()]).cubes([spec]).first)
        #expect(cube.lines == test.cells)
    }

    static let binned: [(Quantity, AccidentColumn)] = [
        (.temperature, .temperature), (.humidity, .humidity), (.pressure, .pressure), (.visibility, .visibility), (.windSpeed, .windSpeed),
        (.precipitation, .precipitation), (.distance, .distance), (.latitude, .startLatitude), (.longitude, .startLongitude),
    ]

    @Test("A value falls into the bin that begins at it; one that rounds to the edge in nine decimals as well", arguments: binned)
    func bins(quantity: Quantity, column: AccidentColumn) async throws {
        let edges = BinEdges.edges(of: quantity)
        #expect(edges == edges.sorted() && !edges.isEmpty)
        let rows = edges.flatMap { edge in [edge, edge - 1e-6, edge - 1e-10].map { SilverRow([column: .number($0)]) } }
        let spec = CubeSpec("test", by: .bin(quantity), measures: [.count])
        let cube = try #require(try await SilverFolder([rows]).cubes([spec]).first)
        // The lowest limit of a quantity may be an edge of its bins: what lies below it is null.
        let range = AccidentLimits.range(of: column) ?? -1000...1000
        let values = edges.flatMap { [$0, $0 - 1e-6, $0 - 1e-10] }
        let expected = Dictionary(
            grouping: values.map { value in range.contains(value) ? edges.count { $0 <= value + 2e-10 } : -1 }, by: { $0 }
        ).mapValues(\.count)
        #expect(Dictionary(uniqueKeysWithValues: zip(cube.keys[0].map(Int.init), cube.columns[0].map(Int.init))) == expected)
        #expect(cube.keys[0] == cube.keys[0].sorted())
    }

    @Test("Bins read as what they hold")
    func binTexts() {
        #expect(BinEdges.text(of: .pressure, bin: 0) == "<24")
        #expect(BinEdges.text(of: .pressure, bin: 3) == "28..28.5")
        #expect(BinEdges.text(of: .pressure, bin: 11) == ">=30.5")
    }

    @Test("Flag sets say which flags are true and which unknown; each set is a cell")
    func flags() async throws {
        let none: [AccidentColumn: SilverRow.Value] = Dictionary(uniqueKeysWithValues: InfrastructureFlag.allCases.map { ($0.column, false) })
        func row(_ changes: [AccidentColumn: SilverRow.Value]) -> SilverRow { SilverRow(none.merging(changes) { $1 }) }
        let rows = [
            row([.stop: true, .crossing: true]), row([:]), row([.stop: .null]), row([.stop: true, .amenity: .null]),
            row([.crossing: true, .stop: true]),
            row([.turningLoop: true]), row([.turningLoop: .null]),
        ]
        let specs = [
            CubeSpec("sets", by: .flags, measures: [.count]), CubeSpec("scores", by: .safetyScore, .infrastructureCount, measures: [.count]),
        ]
        let cubes = try await SilverFolder([rows], lacking: [.infrastructureCount, .safetyEquipmentScore]).cubes(specs)
        #expect(cubes[0].lines == ["none 1", "Crossing+Stop 2", "Turning_Loop 1", "Stop+Amenity? 1", "Stop? 1", "Turning_Loop? 1"])
        // A flag that is no equipment leaves the score known.
        #expect(cubes[1].lines == ["- - 1", "0 - 1", "0 0 1", "0 1 1", "3 - 1", "5 2 2"])
    }

    @Test("A flag whose column no file has is unknown")
    func missingFlag() async throws {
        let lacking = Set(InfrastructureFlag.allCases.map(\.column)).subtracting([.stop])
        let cube = try await SilverFolder([[SilverRow([.stop: true]), SilverRow([.stop: true])]], lacking: lacking)
            .cubes([CubeSpec("sets", by: .flags, measures: [.count])])[0]
        #expect(cube.lines.count == 1 && cube.lines[0].hasPrefix("Stop+Amenity?+Bump?") && cube.lines[0].hasSuffix("Turning_Loop? 2"))
    }
}
