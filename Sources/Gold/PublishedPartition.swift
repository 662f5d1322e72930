/// A partition of Silver whose accidents are in the published `accidents_summary`: a row of `datamart_partitions`.
public struct PublishedPartition: Sendable, Hashable {
    /// The partition's name in Silver.
    public var name: String
    /// Stands for the partition's files and the rules by which they were read; equal fingerprints mean equal rows.
    public var fingerprint: String
    /// The calendar months of its accidents, year × 12 + month − 1, ascending.
    public var months: [Int32]
    /// Its accidents.
    public var rows: Int64

    /// A partition as it was published.
    public init(name: String, fingerprint: String, months: [Int32], rows: Int64) {
        self.name = name
        self.fingerprint = fingerprint
        self.months = months
        self.rows = rows
    }

    /// Rows of `datamart_partitions`.
    ///
    /// - Throws: ``GoldError/Code/usage`` when the columns are not those of the table.
    public static func batch(of partitions: [PublishedPartition]) throws(GoldError) -> RowBatch {
        try RowBatch(
            for: .datamartPartitions,
            [
                "partition": .text(partitions.map(\.name)),
                "fingerprint": .text(partitions.map(\.fingerprint)),
                "months": .text(partitions.map { $0.months.map(String.init).joined(separator: ",") }),
                "rows": .integers(partitions.map(\.rows)),
            ])
    }

    /// A row of ``NamedQuery/partitions``.
    ///
    /// - Throws: ``GoldError/Code/damaged`` when its months are not numbers.
    public init(_ row: GoldRow) throws(GoldError) {
        let months = (try row.required("months") as String).split(separator: ",")
        let numbers = months.compactMap { Int32($0) }
        guard numbers.count == months.count else { throw try row.damage("months", "a list of whole numbers") }
        self.init(name: try row.required("partition"), fingerprint: try row.required("fingerprint"), months: numbers, rows: try row.required("rows"))
    }
}
