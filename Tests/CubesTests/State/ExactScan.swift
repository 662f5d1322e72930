import Accidents
import Silver

@testable import Cubes

/// Everything a scan yields, for a comparison byte by byte: texts of Swift are equal when Unicode calls them so, which is not enough.
struct ExactScan: Equatable {
    struct ExactCube: Equatable {
        var name: String
        var keys: [[Int32]]
        var texts: [[[UInt8]]]
        var columns: [[Int64]]

        init(_ cube: Cube) {
            name = cube.spec.name
            keys = cube.keys
            texts = cube.dictionaries.map { $0.map { Array($0.utf8) } }
            columns = cube.columns
        }
    }

    var cubes: [ExactCube]
    var counts: ScanCounts
    var rejected: [[UInt8]]
    var shared: [[UInt8]]

    init(_ scan: ScanResult) {
        cubes = scan.cubes.map(ExactCube.init)
        counts = scan.counts
        rejected = scan.rejected.map { Array("\($0.id ?? "none")|\($0.file)|\($0.row)|\($0.reason.rawValue)".utf8) }
        shared = scan.identifiersInTwoPartitions.map { Array($0.utf8) }
    }

    /// What differs from `other`, in a few words.
    func difference(from other: ExactScan) -> String {
        let names = zip(cubes, other.cubes).filter { $0 != $1 }.map { "cube \($0.0.name)" }
        let others = [("counts", counts != other.counts), ("rejected rows", rejected != other.rejected), ("identifiers", shared != other.shared)]
        return (names + others.filter(\.1).map(\.0)).joined(separator: ", ")
    }
}

/// Cubes with keys and measures of every kind, small enough to be filled a thousand times.
enum SmallCubes {
    static let all = [
        CubeSpec(
            "places", by: .state, .city, .source,
            measures: [.severityHistogram, .sum(.temperature), .minimum(.distance), .maximum(.date), .years]),
        CubeSpec("days", by: .date, measures: [.count, .countWhere(.flag(.stop)), .sumOfSquares(.temperature)]),
        CubeSpec("severe", by: [], measures: [.count, .sumOfProducts(.temperature, .humidity)], where: .severity(3...4)),
        CubeSpec("cells", by: .latitudeCell(perDegree: 100), .bin(.temperature), .infrastructureCount, measures: [.count]),
    ]
    /// The same names, and other cells in one of them.
    static let others =
        Array(all.dropLast()) + [CubeSpec("cells", by: .latitudeCell(perDegree: 10), .bin(.temperature), .infrastructureCount, measures: [.count])]
}
