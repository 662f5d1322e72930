import Gold

extension MySQLConnection {
    /// The published version and the partitions of Silver that it was made from. Nil when nothing is published, or when a table is missing,
    /// is not ours, or is not as `schema` makes it: then only a full publication can replace it.
    func publishedPartitions(_ schema: MySQLSchema) throws -> (version: PublishedVersion, partitions: [PublishedPartition])? {
        let tables = GoldCatalog.content + [.datamartVersion]
        let (relations, layouts) = (try relations(), try layouts())
        let areOurs = tables.allSatisfy { relations[$0.name]?.isOurs == true && layouts[$0.name]?.shape == schema.shape(of: $0) }
        guard areOurs, let version = try publishedVersion() else { return nil }
        let rows = try rows("SELECT `partition`, fingerprint, months, `rows` FROM datamart_partitions ORDER BY `partition`")
        let partitions = rows.compactMap { row in
            PublishedPartition(
                name: row[0].text ?? "", fingerprint: row[1].text ?? "", months: row[2].text ?? "", rows: row[3].integer ?? 0)
        }
        return partitions.count == rows.count ? (version, partitions) : nil
    }
}
