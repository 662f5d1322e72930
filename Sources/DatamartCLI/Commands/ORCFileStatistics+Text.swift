extension ORCFileStatistics {
    /// The figures for people: of the file, its stripes and its columns.
    func text(colors: Bool) -> String {
        [facts, stripeTable.rendered(colors: colors), columnTable.rendered(colors: colors)].joined(separator: "\n")
    }

    private var facts: String {
        let blocks = compressionBlockBytes.map { " in blocks of \(grouped($0)) bytes" } ?? ""
        return """
            file         \(file)
            size         \(grouped(bytes)) bytes
            rows         \(grouped(rows)) in \(grouped(stripes.count)) \(stripes.count == 1 ? "stripe" : "stripes")\(rowsPerRowGroup.map { ", row groups of \(grouped($0))" } ?? "")
            compression  \(compression)\(blocks)
            version      \(version)
            writer       \(writer)

            """
    }

    private var stripeTable: TextTable {
        TextTable(
            columns: [
                .number("stripe"), .number("offset"), .number("rows"), .number("index bytes"), .number("data bytes"), .number("footer bytes"),
                .text("time zone"),
            ],
            rows: stripes.map {
                [
                    "\($0.number)", grouped($0.offset), grouped($0.rows), grouped($0.indexBytes), grouped($0.dataBytes), grouped($0.footerBytes),
                    $0.timeZone ?? "–",
                ]
            })
    }

    private var columnTable: TextTable {
        TextTable(
            columns: [
                .number("number"), .text("column"), .text("encoding"), .number("dictionary"), .number("bytes"), .number("share"), .number("values"),
                .text("nulls"), .text("minimum"), .text("maximum"), .number("sum"),
            ],
            rows: columns.map(row))
    }

    private func row(_ column: Column) -> [String] {
        let figures = column.statistics
        return [
            "\(column.number)", column.name, column.encodings.joined(separator: ", "), column.dictionaryEntries.map { grouped($0) } ?? "–",
            grouped(column.bytes), percent(Double(column.bytes) / Double(max(bytes, 1))), figures.map { grouped($0.values) } ?? "–",
            figures?.hasNull.map { $0 ? "yes" : "no" } ?? "–", Self.cut(figures?.minimum), Self.cut(figures?.maximum),
            figures?.sum?.description ?? "–",
        ]
    }

    private static let longestFigure = 24

    private static func cut(_ figure: ORCColumnFigures.Figure?) -> String {
        guard let text = figure?.description else { return "–" }
        return text.count > longestFigure ? text.prefix(longestFigure - 1) + "…" : text
    }
}
