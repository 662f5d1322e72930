import Gold

/// A Gold table within a publication: its staging tables, and what the server must say of them in the end.
struct StagedTable {
    let table: GoldTable
    /// The staging table that will get the Gold table's name.
    let name: String
    /// By year; under nil the one part of a table that is not partitioned.
    var parts: [Int?: StagedPart] = [:]
    /// Rows that were appended, and their sums.
    private(set) var sums: TableSums
    /// Where the column that decides on the part stands in a batch. Nil: there is one part.
    private let dateColumn: Int?
    private let staging: StagingName

    init(_ table: GoldTable, partitioned: Bool, staging: StagingName) {
        self.table = table
        self.staging = staging
        name = staging.new(table.name)
        sums = TableSums(table)
        dateColumn = partitioned ? table.partitionedByYearOf.flatMap(table.batchIndex) : nil
        if dateColumn == nil { parts[nil] = StagedPart(name: name, year: nil) }
    }

    /// Rows that were appended.
    var rows: Int { sums.rows }

    /// Whether years are filled apart and put together in the end.
    var isPartitioned: Bool { dateColumn != nil }

    /// The years that rows were appended of, ascending.
    var years: [Int] { parts.keys.compactMap(\.self).sorted() }

    /// Throws unless the server has found in the parts, all finished, what was appended.
    func check(_ schema: MySQLSchema) throws {
        let found = parts.values.compactMap(\.found).reduce(into: TableSums(table)) { $0 += $1 }
        try sums.check(found, of: table, schema)
    }

    /// Encodes `batch`, which is valid for the table, into the buffers of its parts. Returns the bytes that they grew by.
    mutating func append(_ batch: RowBatch, format: RowFormat) -> Int {
        let encoder = BatchEncoder(batch, of: table, format: format, firstNumber: rows + 1)
        var growth = 0
        sums.add(encoder)
        for (year, numbers) in rowsByYear(of: batch) {
            var part = parts[year] ?? StagedPart(name: staging.load(table.name, year: year ?? 0), year: year)
            let before = part.buffer.size
            encoder.write(numbers, to: part.buffer)
            growth += part.buffer.size - before
            part.lastUse = rows
            parts[year] = part
        }
        return growth
    }

    private func rowsByYear(of batch: RowBatch) -> [Int?: [Int]] {
        guard let dateColumn, case .dates(let days) = batch.columns[dateColumn].values else { return [nil: Array(0..<batch.rowCount)] }
        var rows: [Int?: [Int]] = [:]
        var (start, year) = (0, days.first.map(MySQLSchema.year))
        for row in days.indices.dropFirst() where days[row] != days[row - 1] {
            let next = MySQLSchema.year(of: days[row])
            guard next != year else { continue }
            rows[year, default: []] += start..<row
            (start, year) = (row, next)
        }
        if let year { rows[year, default: []] += start..<days.count }
        return rows
    }
}
