import Cubes
import Foundation

/// The cells of a cube as lines for programs.
///
/// A key's text is made once for all cells that have it.
struct CubeLines {
    private let cube: Cube
    private let names: [String]

    init(_ cube: Cube) {
        self.cube = cube
        names = cube.spec.dimensions.map(\.name) + cube.spec.columnNames
    }

    /// A line of column names, then one line per cell; null is empty, texts are quoted when they must be (RFC 4180).
    func writeCSV(_ cells: [Int], to sink: (inout [UInt8]) throws -> Void) throws {
        let fields = keyTexts { _, text in text.map(quotedField) ?? "" }
        var out = Array((names.joined(separator: ",") + "\n").utf8)
        for cell in cells {
            for (index, field) in fields.enumerated() {
                out += (field[cube.keys[index][cell]] ?? "").utf8
                out.append(UInt8(ascii: ","))
            }
            for index in cube.columns.indices {
                if let value = cube.value(index, cell) { out += String(value).utf8 }
                out.append(UInt8(ascii: index + 1 == cube.columns.count ? "\n" : ","))
            }
            try empty(&out, into: sink)
        }
        try sink(&out)
    }

    /// A JSON object per line. Keys that are plain numbers are numbers.
    func writeJSON(_ cells: [Int], to sink: (inout [UInt8]) throws -> Void) throws {
        let isNumber = cube.spec.dimensions.map(\.isPlainNumber)
        let literals = try keyTexts { index, text in try text.map { isNumber[index] ? $0 : try jsonLiteral($0) } ?? "null" }
        var out: [UInt8] = []
        for cell in cells {
            let keys = literals.enumerated().map { index, literal in literal[cube.keys[index][cell]] ?? "null" }
            let values = cube.columns.indices.map { index in cube.value(index, cell).map(String.init) ?? "null" }
            let members = zip(names, keys + values).map { "\"\($0)\":\($1)" }
            out += "{\(members.joined(separator: ","))}\n".utf8
            try empty(&out, into: sink)
        }
        try sink(&out)
    }

    private func empty(_ out: inout [UInt8], into sink: (inout [UInt8]) throws -> Void) throws {
        if out.count > 1 << 20 { try sink(&out) }
    }

    /// For each dimension, what `form` makes of the text of each of its keys.
    private func keyTexts(_ form: (Int, String?) throws -> String) rethrows -> [[Int32: String]] {
        try cube.keys.enumerated().map { index, keys in
            var texts: [Int32: String] = [:]
            for key in keys where texts[key] == nil { texts[key] = try form(index, cube.keyText(index, key)) }
            return texts
        }
    }
}
