import Gold

/// What to ask of Gold, and how its rows look as a table for people.
struct ShowView: Sendable {
    /// A column of the table, made of one or more values of a row.
    struct Column: Sendable {
        var heading: TextTable.Column
        var cell: @Sendable (ShowRow) -> String
    }

    var query: GoldQuery
    var columns: [Column]

    func table(_ rows: GoldRows) -> TextTable {
        let names = Dictionary(rows.columns.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
        return TextTable(
            columns: columns.map(\.heading),
            rows: rows.rows.map { values in columns.map { $0.cell(ShowRow(names: names, values: values)) } })
    }
}

/// A row of Gold, whose values are found by name. What is null shows as a dash.
struct ShowRow {
    static let nothing = "–"
    let names: [String: Int]
    let values: [GoldValue]

    subscript(name: String) -> GoldValue { names[name].map { values[$0] } ?? .null }

    func number(_ name: String) -> Double? {
        switch self[name] {
        case .integer(let number): Double(number)
        case .double(let number): number
        case .null, .text, .boolean, .date, .timestamp: nil
        }
    }

    /// A text or a whole number as it is.
    func text(_ name: String) -> String {
        switch self[name] {
        case .integer(let number): grouped(number)
        case .double(let number): decimal(number, digits: 3)
        case .null, .text, .boolean, .date, .timestamp: self[name].text ?? Self.nothing
        }
    }

    func decimals(_ name: String, _ digits: Int) -> String { number(name).map { decimal($0, digits: digits) } ?? Self.nothing }

    /// `2.25 (2.03–2.49)`
    func interval(_ name: String, _ low: String, _ high: String, digits: Int, scale: Double = 1, unit: String = "") -> String {
        guard let value = number(name) else { return Self.nothing }
        let text = decimal(value * scale, digits: digits) + unit
        guard let low = number(low), let high = number(high) else { return text }
        return "\(text) (\(decimal(low * scale, digits: digits))–\(decimal(high * scale, digits: digits)))"
    }

    /// `0.012`, and `<0.001` for what is smaller.
    func probability(_ name: String) -> String { number(name).map { $0 < 0.001 ? "<0.001" : decimal($0, digits: 3) } ?? Self.nothing }
}

extension ShowView.Column {
    static func text(_ title: String, _ name: String) -> Self { Self(heading: .text(title)) { $0.text(name) } }
    static func count(_ title: String, _ name: String) -> Self { Self(heading: .number(title)) { $0.text(name) } }
    static func figure(_ title: String, _ name: String, _ digits: Int) -> Self { Self(heading: .number(title)) { $0.decimals(name, digits) } }
    static func probability(_ title: String, _ name: String) -> Self { Self(heading: .number(title)) { $0.probability(name) } }
    static func percent(_ title: String, _ name: String) -> Self {
        Self(heading: .number(title)) { row in row.number(name).map { DatamartCLI.percent($0) } ?? ShowRow.nothing }
    }

    /// The share of severe accidents in percent, with its interval.
    static let severe = Self(heading: .number("severe")) {
        $0.interval("severe_share", "severe_share_ci_low", "severe_share_ci_high", digits: 1, scale: 100, unit: " %")
    }
}
