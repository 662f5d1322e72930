import Foundation

/// A tab-separated file of the tests, found beside them; empty fields are null.
struct Table {
    let columns: [String]
    let rows: [[String]]

    /// Reads `path`, which is relative to the folder of this file.
    init(_ path: String) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(path)
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        columns = lines[0].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        rows = lines.dropFirst().map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    func column(_ name: String) throws -> [String] {
        guard let index = columns.firstIndex(of: name) else { throw Missing(description: "no column \(name) among \(columns)") }
        return rows.map { $0[index] }
    }

    struct Missing: Error, CustomStringConvertible { let description: String }
}

/// Whether a figure is within 1e-9 of a field, relatively; nil only with an empty field.
func agreeing(_ value: Double?, _ field: String) -> Bool {
    guard let value, let expected = Double(field) else { return value == nil && field.isEmpty }
    return abs(value - expected) <= 1e-9 * abs(expected)
}
