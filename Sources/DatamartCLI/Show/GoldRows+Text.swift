import Gold

extension GoldRows {
    /// A line of column names, then one line per row; null is empty, texts are quoted when they must be (RFC 4180).
    var csv: String {
        ([columns.map(\.name)] + rows.map { $0.map(\.csvField) }).map { $0.joined(separator: ",") + "\n" }.joined()
    }

    /// A JSON object per line, in the order of the columns. JSON columns are what they hold.
    func jsonLines() throws -> String {
        try rows.map { values in
            let members = try zip(columns, values).map { column, value in
                "\(try jsonLiteral(column.name)):\(try Self.json(value, column.type))"
            }
            return "{\(members.joined(separator: ","))}\n"
        }.joined()
    }

    private static func json(_ value: GoldValue, _ type: GoldColumn.ColumnType) throws -> String {
        switch value {
        case .null: "null"
        case .integer(let number): "\(number)"
        case .double(let number): "\(number)"
        case .boolean(let isTrue): "\(isTrue)"
        case .text(let text): type == .json ? text : try jsonLiteral(text)
        case .date, .timestamp: try jsonLiteral(value.text ?? "")
        }
    }
}

extension GoldValue {
    fileprivate var csvField: String {
        if case .text(let text) = self { return quotedField(text) }
        return text ?? ""
    }
}
