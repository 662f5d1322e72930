import Gold

/// A Gold table within a partial publication, with its new rows. They stay until the commit, so that its transaction can be repeated.
struct RenewedTable: Sendable {
    let table: GoldTable
    /// The table beside the published one that takes what memory has no room for.
    let stagingName: String
    /// Rows that wait in memory.
    private(set) var buffer = RowBuffer()
    /// Rows that memory had no room for, in ``stagingName``.
    private(set) var stagedRows = 0
    /// The sums of all of them.
    private(set) var sums: TableSums
    /// The days of the rows, where days alone are renewed.
    private(set) var days: Set<Int32> = []

    init(_ table: GoldTable, staging: StagingName) {
        self.table = table
        stagingName = staging.load(table.name)
        sums = TableSums(table)
    }

    /// Encodes `batch`, which is valid for the table.
    mutating func append(_ batch: RowBatch, format: RowFormat) {
        let encoder = BatchEncoder(batch, of: table, format: format, firstNumber: sums.rows + 1)
        encoder.write(Array(0..<batch.rowCount), to: &buffer)
        sums.add(encoder)
        guard let index = table.partitionedByYearOf.flatMap(table.batchIndex), case .dates(let values) = batch.columns[index].values else { return }
        days.formUnion(values)
    }

    /// Orders the rows in memory by their keys.
    mutating func sort() { buffer.sort() }

    /// The rows in memory, which are to be staged: the table forgets them.
    mutating func takeBuffer() -> RowBuffer {
        defer { buffer = RowBuffer() }
        stagedRows += buffer.rowCount
        return buffer
    }
}
