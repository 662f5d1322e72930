import Gold

extension MySQLConnection {
    /// The published version and the partitions of Silver that it was made from. Nil when nothing is published, or when a table is missing,
    /// is not ours, or is not as `schema` makes it, or when a row is damaged: then only a full publication can replace it.
    func publishedPartitions(_ schema: MySQLSchema) throws -> (version: PublishedVersion, partitions: [PublishedPartition])? {
        let tables = GoldCatalog.content + [.datamartVersion]
        let (relations, layouts) = (try relations(), try layouts())
        let areOurs = tables.allSatisfy { relations[$0.name]?.isOurs == true && layouts[$0.name]?.essentials == schema.layout(of: $0) }
        guard areOurs else { return nil }
        do {
            guard let version = try publishedVersion() else { return nil }
            return (version, try rows(NamedQuery.partitions.query()).map(PublishedPartition.init))
        } catch let error as GoldError where error.code == .damaged {
            return nil
        }
    }
}
