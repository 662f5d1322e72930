import Accidents
import Foundation
import ORC

@testable import Cubes
@testable import NativeEngine
@testable import Silver
@testable import SilverImport

/// An accident as a few of its values; what is not given has a value that is accepted, or is null.
struct SilverRow {
    /// A value of a column, written as a literal; `.null` is null.
    enum Value: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
        case number(Double), text(String), truth(Bool), null
        init(floatLiteral value: Double) { self = .number(value) }
        init(integerLiteral value: Int) { self = .number(Double(value)) }
        init(stringLiteral value: String) { self = .text(value) }
        init(booleanLiteral value: Bool) { self = .truth(value) }

        /// The text of a value of a text column.
        var text: String? {
            switch self {
            case .text(let text): text
            case .null: nil
            default: preconditionFailure("a text column takes no \(self)")
            }
        }
    }

    var values: [AccidentColumn: Value] = [
        .severity: 2, .startTime: "2020-01-01 12:00:00", .startLatitude: 34.05, .startLongitude: -118.25, .state: "CA",
    ]

    init(_ values: [AccidentColumn: Value] = [:]) { self.values.merge(values) { _, given in given } }
}

/// A Silver of a test's own, in files that hold every column of the contract.
final class SilverFolder {
    let path = NSTemporaryDirectory() + "cubes-" + UUID().uuidString
    private(set) var partitions: [HivePartition] = []

    /// - Parameter rows: by partition. Identifiers are their numbers.
    init(_ rows: [[SilverRow]], lacking: Set<AccidentColumn> = []) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        var identifier = 0
        for (index, rows) in rows.enumerated() {
            let file = "\(path)/part-\(index).orc"
            let numbered = rows.enumerated().map { offset, row in
                SilverRow(row.values.merging([.id: .text("A-\(identifier + offset)")]) { given, _ in given })
            }
            identifier += rows.count
            try Self.write(numbered, AccidentColumn.allCases.filter { !lacking.contains($0) }, to: file)
            partitions.append(HivePartition(keys: [], path: path, files: [DataFile(path: file, size: 1, modified: 0)]))
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The cubes that an engine of so many workers fills.
    func cubes(_ specs: [CubeSpec], workers: Int = 1) async throws -> [Cube] {
        let engine = NativeEngine(workers: workers, reading: ReadingOptions(latestDay: 30_000))
        return try await engine.scan(
            partitions, specs: specs, columns: [], rows: nil, progress: { _ in }
        ).cubes
    }

    /// - Parameter stripes: how many stripes the file gets, as equal as can be.
    static func write(_ rows: [SilverRow], _ columns: [AccidentColumn] = AccidentColumn.allCases, to path: String, stripes: Int = 1) throws {
        let schema = ORCType.row(columns.map { ($0.rawValue, ORCType($0.orcKind)) })
        let writer = try ORCWriter(path: path, schema: schema)
        for start in stride(from: 0, through: max(0, rows.count - 1), by: max(1, rows.count / stripes)) {
            let rows = rows[start..<min(start + max(1, rows.count / stripes), rows.count)]
            let batch = StructVector(schema.children.map(ColumnVector.make))
            batch.reserve(rows.count)
            batch.count = rows.count
            for (column, vector) in zip(columns, batch.children) { fill(vector, rows.map { $0.values[column] ?? .null }) }
            try writer.write(batch)
            try writer.flushStripe()
        }
        try writer.close()
    }

    private static func fill(_ vector: ColumnVector, _ values: [SilverRow.Value]) {
        if let vector = vector as? StringVector { return vector.fill(with: values.map(\.text)) }
        vector.count = values.count
        vector.hasNulls = true
        for (row, value) in values.enumerated() {
            vector.present[row] = 1
            switch (vector, value) {
            case (_, .null): vector.present[row] = 0
            case (let vector as DoubleVector, .number(let number)): vector.values[row] = number
            case (let vector as IntegerVector, .number(let number)): vector.values[row] = Int64(number)
            case (let vector as BooleanVector, .truth(let truth)): vector.values[row] = truth ? 1 : 0
            case (let vector as TimestampVector, .text(let text)): (vector.seconds[row], vector.nanoseconds[row]) = (seconds(text), 0)
            default: preconditionFailure("the column takes no \(value)")
            }
        }
    }

    /// `2020-01-01 12:00:00` as seconds of the wall clock.
    private static func seconds(_ text: String) -> Int64 {
        let parts = text.split { !$0.isNumber }.compactMap { Int($0) }
        return Int64(((CivilDate.days(year: parts[0], month: parts[1], day: parts[2]) * 24 + parts[3]) * 60 + parts[4]) * 60 + parts[5])
    }
}

extension Cube {
    /// The cells as text: keys, then measures, with blanks between; null is `-`.
    var lines: [String] {
        (0..<cellCount).map { cell in
            let keys = spec.dimensions.indices.map { keyText($0, self.keys[$0][cell]) ?? "-" }
            let values = columns.indices.map { value($0, cell).map(String.init) ?? "-" }
            return (keys + values).joined(separator: " ")
        }
    }
}
