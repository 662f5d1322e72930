/// What a check of a file found: see ``ORCFile/check(maximumFindings:progress:)``.
public struct ORCCheckReport: Sendable {
    /// What is wrong, in the order met: bytes that cannot be read, and statistics that contradict the values. Each says where.
    public var findings: [ORCError] = []
    /// Whether the check ended early, because there were as many findings as wanted.
    public var isCutShort = false
    /// Rows of which every readable column was read.
    public var rowsRead = 0
    /// Stripes of which every readable column was read.
    public var stripesRead = 0
    /// Statistics held against values: one per column of a row group, of a stripe, and of the file.
    public var statisticsCompared = 0
    /// Columns left out because they are encrypted.
    public var encryptedColumns: [String] = []

    /// Whether nothing wrong was found.
    public var isSound: Bool { findings.isEmpty }

    /// Nothing read yet.
    public init() {}
}

extension ORCFile {
    /// Reads every value of the file, and holds the statistics of row groups, stripes and file against them: number of values, nulls,
    /// smallest and largest, sums, lengths, number of true values.
    ///
    ///     let report = try ORCFile(path: "part-0.orc").check()
    ///     for finding in report.findings { print(finding) }
    ///
    /// Damage does not end the check: the other columns of the stripe are read one by one, then the other stripes. Sums of doubles
    /// may differ in the last digits, as their order is not recorded. Statistics that the writer's version is known to get wrong are
    /// not compared.
    ///
    /// - Parameters:
    ///   - maximumFindings: The check ends at this many.
    ///   - progress: Called now and then with the number of rows read so far.
    public func check(maximumFindings: Int = 1_000, progress: (Int) -> Void = { _ in }) -> ORCCheckReport {
        var check = FileCheck(self, maximumFindings: maximumFindings)
        check.run(progress)
        return check.report
    }
}
