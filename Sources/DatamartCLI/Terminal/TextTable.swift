/// A table for people: columns aligned, numbers to the right.
///
///     table               rows
///     ─────────────────  ──────
///     accidents_summary  15,625
struct TextTable {
    /// A heading, and on which side its values are.
    struct Column: Sendable {
        enum Alignment: Sendable { case left, right }
        var title: String
        var alignment: Alignment

        static func text(_ title: String) -> Column { Column(title: title, alignment: .left) }
        static func number(_ title: String) -> Column { Column(title: title, alignment: .right) }
    }

    var columns: [Column]
    /// Cells by row; a row may be shorter than `columns`.
    var rows: [[String]]

    /// The lines of the table, each with its newline. The heading is bold when `colors` is set.
    func rendered(colors: Bool = false) -> String {
        let widths = columns.indices.map { index in
            ([columns[index].title] + rows.compactMap { index < $0.count ? $0[index] : nil }).map(\.count).max() ?? 0
        }
        let heading = line(columns.map(\.title), widths)
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        let lines = [colors ? "\u{1B}[1m\(heading)\u{1B}[0m" : heading, rule] + rows.map { line($0, widths) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = zip(cells, zip(columns, widths)).map { cell, layout in
            let space = String(repeating: " ", count: max(0, layout.1 - cell.count))
            return layout.0.alignment == .left ? cell + space : space + cell
        }
        let text = padded.joined(separator: "  ")
        return String(text.reversed().drop { $0 == " " }.reversed())
    }
}
