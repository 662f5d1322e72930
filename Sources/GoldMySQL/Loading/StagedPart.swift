/// A staging table being filled: a whole Gold table, the rows of one year of a partitioned one, or the partitioned table without rows.
///
/// Rows gather in memory and are sent in sorted runs.
struct StagedPart {
    /// The name of the staging table.
    let name: String
    /// Rows that arrive are put together here.
    var buffer = RowBuffer()
    /// Rows that were set aside to be sent, oldest first.
    private var runs: [RowBuffer] = []
    /// What the server has, once the part is indexed.
    var found: TableSums?

    init(name: String) { self.name = name }

    /// Sets the rows of ``buffer`` aside, as a run that is sent at once.
    mutating func setAside() {
        runs.append(buffer)
        buffer = RowBuffer()
    }

    /// The oldest run that was set aside; the part forgets it.
    mutating func takeRun() -> RowBuffer { runs.removeFirst() }
}
