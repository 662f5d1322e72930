import Gold

extension MySQLSchema {
    /// The partition for rows later than every year that has one of its own.
    static let futurePartition = "p_future"

    /// The name of a year's partition.
    static func partition(_ year: Int) -> String { "p\(year)" }

    /// The year of `day`, counted from 1970-01-01.
    static func year(of day: Int32) -> Int { ISOText.dates([day]).prefix(4).reduce(0) { $0 * 10 + Int($1) - Int(UInt8(ascii: "0")) } }

    /// The clause that partitions `table` by `years`, ascending; empty for a table that is not partitioned.
    func partitions(of table: GoldTable, years: [Int]) -> String {
        guard isPartitioned, let column = table.partitionedByYearOf else { return "" }
        let parts = years.map { "PARTITION \(Self.partition($0)) VALUES LESS THAN (\($0 + 1))" }
        let future = "PARTITION \(Self.futurePartition) VALUES LESS THAN MAXVALUE"
        let list = (parts + [future]).joined(separator: ",\n    ")
        return "\nPARTITION BY RANGE (YEAR(\(Self.quoted(column)))) (\n    \(list)\n)"
    }

    /// The statement that gives `year` a partition of its own in a published table.
    ///
    /// - Parameter existing: The years that have one, ascending. The rows of the partition that is split are copied: none where years
    ///   are added at the end.
    static func addPartition(_ year: Int, to table: GoldTable, existing: [Int]) -> String {
        let next = existing.first { $0 > year }
        let splits = next.map(partition) ?? futurePartition
        let bound = next.map { "(\($0 + 1))" } ?? "MAXVALUE"
        return "ALTER TABLE \(quoted(table.name)) REORGANIZE PARTITION \(splits) INTO "
            + "(PARTITION \(partition(year)) VALUES LESS THAN (\(year + 1)), PARTITION \(splits) VALUES LESS THAN \(bound))"
    }

    /// The years of a partitioned table's partitions, by their names.
    static func years(ofPartitions names: [String]) -> [Int] { names.compactMap { $0.hasPrefix("p") ? Int($0.dropFirst()) : nil }.sorted() }
}
