import Foundation
import Gold

extension GoldRows {
    /// A line of column names, then a line a row; null is empty, texts are quoted when they must be (RFC 4180).
    var csv: String {
        ([columns.map(\.name)] + rows.map { $0.map(\.csvField) }).map { $0.joined(separator: ",") + "\n" }.joined()
    }

    /// A JSON object a line, in the order of the columns. JSON columns stand as what they hold.
    func jsonLines() throws -> String {
        try rows.map { values in
            let members = try zip(columns, values).map { column, value in
                "\(try Self.literal(column.name)):\(try Self.json(value, column.type))"
            }
            return "{\(members.joined(separator: ","))}\n"
        }.joined()
    }

    private static func json(_ value: GoldValue, _ type: GoldColumn.ColumnType) throws -> String {
        switch (value, type) {
        case (.null, _): "null"
        case (.integer(let number), .boolean): number == 0 ? "false" : "true"
        case (.integer(let number), _): "\(number)"
        case (.double(let number), _): "\(number)"
        case (.text(let text), .json): text
        case (.text(let text), _): try literal(text)
        }
    }

    private static func literal(_ text: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(text), as: UTF8.self)
    }
}

extension GoldValue {
    fileprivate var csvField: String {
        switch self {
        case .null: ""
        case .integer(let number): "\(number)"
        case .double(let number): "\(number)"
        case .text(let text):
            text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) } ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }
    }
}
