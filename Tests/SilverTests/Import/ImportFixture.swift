import Accidents
import Foundation
import ORC
import TestSupport

@testable import Silver
@testable import SilverImport

/// Small CSV files and what becomes of them.
enum ImportFixture {
    static let header =
        "ID,Source,Severity,Start_Time,End_Time,Start_Lat,Start_Lng,Distance(mi),Description,City,State,Temperature(F),Stop,Sunrise_Sunset"

    /// A row that is accepted, with some fields changed.
    static func row(_ id: String, _ changes: [String: String] = [:]) -> String {
        let values = [
            "ID": id, "Source": "Source1", "Severity": "2", "Start_Time": "2020-01-02 03:04:05", "End_Time": "2020-01-02 04:04:05",
            "Start_Lat": "34.5", "Start_Lng": "-118.5", "Distance(mi)": "0.5", "Description": "About \(id)", "City": "Los Angeles",
            "State": "CA", "Temperature(F)": "60.5", "Stop": "False", "Sunrise_Sunset": "Day",
        ].merging(changes) { $1 }
        return header.split(separator: ",").map { values[String($0)] ?? "" }.joined(separator: ",")
    }

    static func csv(_ rows: [String], lineEnd: String = "\n") -> String { ([header] + rows).joined(separator: lineEnd) + lineEnd }

    /// Imports files with a limit of rejected rows that none can pass, unless told otherwise.
    @discardableResult
    static func run(
        _ files: [String], into folder: TemporaryFolder, _ change: (inout CSVImportOptions) -> Void = { $0.maximumRejectedShare = 1 }
    ) async throws -> ImportReport {
        var options = CSVImportOptions(inputs: files.map(CSVInput.file), warehouse: try SilverWarehouse(folder.path + "/silver"))
        options.today = CivilDate(year: 2024, month: 1, day: 1).days
        change(&options)
        return try await CSVImport(options).run()
    }

    /// The values of a string column in all files of `accidents_clean`, in the order of partitions, files and rows.
    static func strings(_ column: AccidentColumn, in folder: TemporaryFolder) throws -> [String?] {
        try vectors(column, in: folder) { (vector: StringVector, row) in String(decoding: vector.value(row), as: UTF8.self) }
    }

    static func vectors<Vector: ColumnVector, Value>(
        _ column: AccidentColumn, in folder: TemporaryFolder, _ value: (Vector, Int) -> Value
    ) throws -> [Value?] {
        let table = try HiveTable(name: "accidents_clean", path: SilverWarehouse(folder.path + "/silver").path(of: .accidents))
        var values: [Value?] = []
        for file in table.partitions.flatMap(\.files) {
            let reader = try ORCFile(path: file.path).reader(columns: [column.rawValue])
            while let rows = try reader.next() {
                guard let vector = rows.children[0] as? Vector else { continue }
                for row in 0..<rows.count { values.append(vector.isPresent(row) ? value(vector, row) : nil) }
            }
        }
        return values
    }
}
