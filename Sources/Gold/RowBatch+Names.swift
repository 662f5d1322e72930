extension RowBatch {
    /// A batch of `table`, filled by the names of its columns, in whatever order they are given.
    ///
    ///     try RowBatch(for: .rejectedRows, ["id": .text(ids), "file": .text(files), "row": .integers(rows), "reason": .text(reasons)])
    ///
    /// Its rows are those of the table's first column; that the others have as many is checked by ``validate(for:)``.
    ///
    /// - Throws: ``GoldError/Code/usage`` when a written column of `table` is missing, given twice, or none of the table's.
    public init(for table: GoldTable, _ columns: KeyValuePairs<String, Column>) throws(GoldError) {
        try self.init(for: table, columns: columns.map { ($0.key, $0.value) })
    }

    /// As ``init(for:_:)``, for columns that are put together while the program runs.
    ///
    /// - Throws: as ``init(for:_:)``.
    public init(for table: GoldTable, columns: [(name: String, column: Column)]) throws(GoldError) {
        let written = table.writtenColumns
        let ordered = written.compactMap { definition in columns.first { $0.name == definition.name }?.column }
        guard ordered.count == written.count, columns.count == written.count else {
            throw Self.mismatch(table, expected: written.map(\.name), given: columns.map(\.name))
        }
        self.init(rowCount: ordered.first?.values.count ?? 0, columns: ordered)
    }

    /// Names every column that is wrong, and those that would be right.
    private static func mismatch(_ table: GoldTable, expected: [String], given: [String]) -> GoldError {
        let wrong = [
            ("missing", expected.filter { !given.contains($0) }),
            ("unknown", given.filter { !expected.contains($0) }),
            ("given twice", expected.filter { name in given.count { $0 == name } > 1 }),
        ]
        let problems = wrong.filter { !$0.1.isEmpty }.map { "\($0) \($1.joined(separator: ", "))" }.joined(separator: "; ")
        return GoldError(.usage, "columns do not fit: \(problems); expected \(expected.joined(separator: ", "))", table: table.name)
    }
}
