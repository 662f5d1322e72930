import Gold

/// A Gold table within a publication: its staging tables, and what the server must say of them in the end.
struct StagedTable {
    let table: GoldTable
    /// The staging table that will get the Gold table's name.
    let name: String
    /// By year; under nil the table itself, which years are attached to where it is partitioned.
    var parts: [Int?: StagedPart]
    /// Rows that were appended, and their sums.
    private(set) var sums: TableSums
    /// The index, in a batch, of the column that decides on the part. Nil: the table is not partitioned.
    private let dateColumn: Int?
    private let staging: StagingName

    init(_ table: GoldTable, partitioned: Bool, staging: StagingName) {
        self.table = table
        self.staging = staging
        name = staging.new(table.name)
        parts = [nil: StagedPart(name: name)]
        sums = TableSums(table)
        dateColumn = partitioned ? table.partitionedByYearOf.flatMap(table.batchIndex) : nil
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

    /// Encodes `batch`, which is valid for the table, into the buffers of its parts. Returns what each of these got.
    mutating func append(_ batch: RowBatch, format: RowFormat) -> [StagingSchedule.Arrival] {
        let encoder = BatchEncoder(batch, of: table, format: format, firstNumber: rows + 1)
        sums.add(encoder)
        return rowsByYear(of: batch).map { year, numbers in
            // Taken out, so that its buffer grows in place.
            var part = parts.removeValue(forKey: year) ?? StagedPart(name: staging.load(table.name, year: year ?? 0))
            let before = part.buffer.size
            encoder.write(numbers, to: &part.buffer)
            parts[year] = part
            return StagingSchedule.Arrival(year: year, rows: numbers.count, bytes: part.buffer.size - before)
        }
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
