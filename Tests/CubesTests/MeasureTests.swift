import Accidents
import ORC
import Testing

@testable import Cubes
@testable import NativeEngine
@testable import Silver
@testable import SilverImport

@Suite("Measures")
struct MeasureTests {
    /// Two cities; temperatures 60.5, none, −10.25 and none; humidity 50, 40, none, none.
    private static let rows = [
        SilverRow([
            .city: "A", .severity: 1, .temperature: 60.5, .humidity: 50, .stop: true, .startTime: "2016-05-01 00:00:00", .safetyEquipmentScore: 3,
        ]),
        SilverRow([.city: "A", .severity: 4, .humidity: 40, .stop: false, .startTime: "2023-05-01 00:00:00", .safetyEquipmentScore: 16]),
        SilverRow([.city: "A", .severity: 3, .temperature: -10.25, .stop: true, .startTime: "2016-06-01 00:00:00"]),
        SilverRow([.city: "B", .severity: 2, .startTime: "2063-12-31 00:00:00"]),
    ]

    static let cases: [(Measure, [String])] = [
        (.count, ["A 3", "B 1"]),
        (.severityHistogram, ["A 1 0 1 1", "B 0 1 0 0"]),
        (.countWhere(.flag(.stop)), ["A 2", "B 0"]),
        (.countWhere(.severity(3...4)), ["A 2", "B 0"]),
        (.countWhere(.known(.bin(.temperature))), ["A 2", "B 0"]),
        (.countWhere(.known(.source)), ["A 0", "B 0"]),
        (.countWhere(.known(.city)), ["A 3", "B 1"]),
        (.sum(.temperature), ["A 2 50250000000", "B 0 0"]),
        (.sum(.safetyScore), ["A 2 19", "B 0 0"]),
        (.minimum(.temperature), ["A -10250000000", "B -"]),
        (.maximum(.temperature), ["A 60500000000", "B -"]),
        (.maximum(.safetyScore), ["A 16", "B -"]),
        (.minimum(.date), ["A 16922", "B 34332"]),
        (.sumOfSquares(.temperature), ["A 3765312500", "B 0"]),
        (.sumOfSquares(.safetyScore), ["A 265", "B 0"]),
        (.sumOfProducts(.temperature, .humidity), ["A 3025000000", "B 0"]),
        (.sumOfProducts(.humidity, .safetyScore), ["A 790000", "B 0"]),
        (.years, ["A 8454144", "B -9223372036854775808"]),
    ]

    @Test("Each measure is what its definition says, null where nothing is known", arguments: cases)
    func measure(_ measure: Measure, expected: [String]) async throws {
        let spec = CubeSpec("test", by: .city, measures: [measure])
        let engine = NativeEngine(workers: 1, reading: ReadingOptions(latestDay: 40_000))
        let folder = try SilverFolder([Self.rows])
        let cube = try await engine.scan(
            folder.partitions, specs: [spec], columns: [], rows: nil, progress: { _ in }
        ).cubes[0]
        #expect(cube.lines == expected)
        #expect(cube.columns.count == measure.columnNames.count)
    }

    @Test("All measures together are what each is alone")
    func together() async throws {
        let measures = Self.cases.map(\.0).filter { $0 != .years }
        let specs = [CubeSpec("all", by: .city, measures: measures)] + measures.map { CubeSpec("one", by: .city, measures: [$0]) }
        let cubes = try await SilverFolder([Array(Self.rows.dropLast())]).cubes(specs)
        #expect(cubes[0].columns == cubes.dropFirst().flatMap(\.columns))
    }

    @Test("A filter leaves out the accidents that do not meet it, and the cells without any")
    func filter() async throws {
        let measures: [Measure] = [.count, .sum(.temperature), .minimum(.temperature)]
        let specs = [
            CubeSpec("stop", by: .city, measures: measures, where: .flag(.stop)),
            CubeSpec("severe", by: .severity, measures: measures, where: .severity(3...4)),
            CubeSpec("warm", by: .city, .severity, measures: measures, where: .known(.bin(.temperature))),
            CubeSpec("nobody", by: .city, measures: measures, where: .known(.source)),
        ]
        let cubes = try await SilverFolder([Array(Self.rows.dropLast())]).cubes(specs)
        #expect(cubes[0].lines == ["A 2 2 50250000000 -10250000000"])
        #expect(cubes[1].lines == ["3 1 1 -10250000000 -10250000000", "4 1 0 0 -"])
        #expect(cubes[2].lines == ["A 1 1 1 60500000000 60500000000", "A 3 1 1 -10250000000 -10250000000"])
        #expect(cubes[3].cellCount == 0)
    }

    @Test("Without a dimension there is one cell for all accidents, and none without accidents")
    func oneCell() async throws {
        let spec = CubeSpec("all", by: [], measures: [.count, .severityHistogram])
        #expect(try await SilverFolder([Array(Self.rows.prefix(2)), [Self.rows[2]]]).cubes([spec], workers: 2)[0].lines == ["3 1 0 1 1"])
        #expect(try await SilverFolder([[]]).cubes([spec])[0].cellCount == 0)
    }

    @Test("A measurement is taken to the nearest 10⁻⁹, half to even; its moments to the nearest 10⁻³")
    func rounding() async throws {
        let values: [(Double, Int64, Int64)] = [
            (0.0000000005, 0, 0), (0.0000000015, 2, 0), (0.1 + 0.2, 300_000_000, 90_000), (61.23449, 61_234_490_000, 61_234 * 61_234),
            (-79.9995, -79_999_500_000, 80_000 * 80_000),
        ]
        for (value, sum, square) in values {
            let spec = CubeSpec("test", by: [], measures: [.sum(.temperature), .sumOfSquares(.temperature)])
            let cube = try await SilverFolder([[SilverRow([.temperature: .number(value)])]]).cubes([spec])[0]
            #expect(cube.columns.map { $0[0] } == [1, sum, square], "\(value)")
        }
    }

    // MARK: Overflow

    @Test("A sum that does not fit is an error, not a trap", arguments: [Measure.sumOfSquares(.date), .sumOfProducts(.date, .date)])
    func overflow(measure: Measure) throws {
        let filler = CubeFiller([CubeSpec("large", by: .severity, measures: [measure])])
        let batch = Self.batch(days: [.max, .max])
        try filler.add(batch)
        let error = try #require(throws: CubeError.self) { for _ in 0..<2 { try filler.add(batch) } }
        #expect(error.code == .overflow && error.location.contains("large"))
    }

    static let sums: [(before: Int64, value: Int64)] = [(.max, 1), (.min, -1), (.max, -1), (.max - 1, 1)]

    @Test("A sum knows when it overflows, in either direction and in any column", arguments: sums, 0..<6)
    func overflowOfSum(sum: (before: Int64, value: Int64), column: Int) throws {
        var cells = [Int64](repeating: 5, count: 8)
        cells[1 + column] = sum.before
        let values = (0..<6).map { [$0 == column ? sum.value : 2] }
        let pointers = try values.map { try #require($0.withUnsafeBufferPointer(\.baseAddress)) }
        let overflows = try pointers.withUnsafeBufferPointer { addends in
            try cells.withUnsafeMutableBufferPointer { cells in
                let first = try #require(cells.baseAddress)
                return withUnsafePointer(to: UInt32(1)) { CellAddition.add(addends, 1, $0, first) }
            }
        }
        withExtendedLifetime(values) {}
        #expect(overflows == sum.before.addingReportingOverflow(sum.value).overflow)
        #expect(cells == [5] + (0..<6).map { $0 == column ? sum.before &+ sum.value : 7 } + [5])
    }

    @Test("Merging cubes whose sums do not fit together is an error; minima, maxima and sets merge whatever they are")
    func overflowOfMerge() throws {
        let spec = CubeSpec("sum", by: .year, measures: [.sum(.date)])
        let large = Cube(spec: spec, keys: [[2020]], dictionaries: [[]], columns: [[1], [.max]])
        let error = try #require(throws: CubeError.self) { try Cube.merged([large, large], spec: spec) }
        #expect(error.code == .overflow && error.location.contains("sum"))
        let extremes = CubeSpec("extremes", by: .year, measures: [.minimum(.date), .maximum(.date), .years])
        let cubes = [[Measure.noMinimum, Measure.noMaximum, 1], [5, 7, .min]].map { values in
            Cube(spec: extremes, keys: [[2020]], dictionaries: [[]], columns: values.map { [$0] })
        }
        #expect(try Cube.merged(cubes, spec: extremes).columns == [[5], [7], [.min + 1]])
    }

    /// Accidents of severity 2 on some days.
    private static func batch(days: [Int32]) -> AccidentBatch {
        let batch = AccidentBatch()
        batch.reserve(days.count)
        batch.count = days.count
        for (row, day) in days.enumerated() { (batch.day[row], batch.severity[row], batch.month[row]) = (day, 2, 24_240) }
        return batch
    }
}
