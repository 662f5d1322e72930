/// A staging table being filled: a whole Gold table, or the rows of one year of a partitioned one.
///
/// Rows gather in memory and are sent in sorted runs.
struct StagedPart {
    /// The name of the staging table.
    let name: String
    /// The year whose rows these are; nil for a whole table.
    let year: Int?
    /// Rows that were not sent yet.
    var buffer = RowBuffer()
    /// The Gold table's row count when rows were last added here.
    var lastUse = 0
    /// The last of the steps at the server, which follow one another; what it throws, the publication throws.
    var work: Task<Void, any Error>?
    /// Runs of rows that were sent.
    var runs = 0
    /// Rows that were sent.
    var rowsSent = 0
    /// Whether indexes are there, or being built, over every row that has come.
    var isFinished = false
    /// What the server has, once the part is finished.
    var found: TableSums?

    /// Rows that have come.
    var rowCount: Int { rowsSent + buffer.rowCount }

    init(name: String, year: Int?) {
        self.name = name
        self.year = year
    }
}
